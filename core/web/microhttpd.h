/* microhttpd.h - libmicrohttpd, loaded by the preview server: gp_mhd.start_daemon() and so on (core/sys/library.h) */
#ifndef GP_WEB_MICROHTTPD_H
#define GP_WEB_MICROHTTPD_H

#include <microhttpd.h>

#include "core/base/err.h"

#define GP_MHD_FUNCTIONS(X) \
	X(add_response_header) \
	X(create_response_from_buffer) \
	X(create_response_from_fd64) \
	X(destroy_response) \
	X(get_version) \
	X(http_unescape) \
	X(queue_response) \
	X(start_daemon) \
	X(stop_daemon)

#define GP_MHD_POINTER(name) __typeof__(MHD_##name) *name;

/* NULL before gp_mhd_load(). */
extern struct gp_mhd {
	GP_MHD_FUNCTIONS(GP_MHD_POINTER)
} gp_mhd;

/* At most one thread at a time. */
int gp_mhd_load(struct gp_err *e) GP_MUST_USE;

#endif

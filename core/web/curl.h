/*
 * curl.h - libcurl, loaded by those who make requests (core/sys/library.h).
 *
 * Its functions are called as gp_curl.multi_init() and so on; curl_easy_setopt() and curl_easy_getinfo() by their own
 * names, because libcurl's header checks the types of their values under these.
 */
#ifndef GP_WEB_CURL_H
#define GP_WEB_CURL_H

#include <curl/curl.h>

#include "core/base/err.h"

#define GP_CURL_FUNCTIONS(X) \
	X(easy_cleanup) \
	X(easy_getinfo) \
	X(easy_init) \
	X(easy_pause) \
	X(easy_setopt) \
	X(easy_strerror) \
	X(getdate) \
	X(global_init) \
	X(multi_add_handle) \
	X(multi_cleanup) \
	X(multi_info_read) \
	X(multi_init) \
	X(multi_remove_handle) \
	X(multi_setopt) \
	X(multi_socket_action) \
	X(multi_strerror) \
	X(share_cleanup) \
	X(share_init) \
	X(share_setopt) \
	X(slist_append) \
	X(slist_free_all) \
	X(version_info)

#define GP_CURL_POINTER(name) __typeof__(curl_##name) *name;

/* NULL before gp_curl_load(). */
extern struct gp_curl {
	GP_CURL_FUNCTIONS(GP_CURL_POINTER)
} gp_curl;

/* Also readies libcurl for use. At most one thread at a time; what has been done is not done again. */
int gp_curl_load(struct gp_err *e) GP_MUST_USE;

#endif

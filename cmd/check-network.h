/*
 * check-network.h - the options that say how hosts are reached, and as whom.
 */
#ifndef GP_CMD_CHECK_NETWORK_H
#define GP_CMD_CHECK_NETWORK_H

#include "cmd/check-headers.h"
#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/crawl/crawl.h"
#include "core/host/office.h"

/* Values of their long options, for getopt_long(). */
enum {
	GP_NETWORK_AUTH = 640,
	GP_NETWORK_OPTIONS, /* above the last */
};

/* Takes one of them; credentials go to `headers`. GP_EUSAGE, GP_EIO. */
int gp_network_option(struct gp_header_list *headers, int option, const char *word, struct gp_err *e) GP_MUST_USE;
/* What the office says and the command line does not; `crawl` points into the office then. GP_EUSAGE, GP_EIO. */
int gp_network_office(struct gp_header_list *headers, struct gp_crawl_options *crawl, const struct gp_office *o,
    struct gp_err *e) GP_MUST_USE;

#endif

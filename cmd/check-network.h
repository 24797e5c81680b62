/*
 * check-network.h - the options that say how hosts are reached, and as whom.
 */
#ifndef GP_CMD_CHECK_NETWORK_H
#define GP_CMD_CHECK_NETWORK_H

#include <stdint.h>

#include "cmd/check-headers.h"
#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/crawl/crawl.h"
#include "core/office/office.h"
#include "core/store/crawl_store.h"

/* Values of their long options, for getopt_long(). */
enum {
	GP_NETWORK_AUTH = 640,
	GP_NETWORK_COOKIES,
	GP_NETWORK_NO_PROXY,
	GP_NETWORK_PROXY,
	GP_NETWORK_REMAP,
	GP_NETWORK_OPTIONS, /* above the last */
};

struct gp_check_network {
	struct gp_header_list headers; /* those of --header and of --auth */
	struct gp_cookies *cookies;    /* NULL: none were brought */
	uint64_t cookies_hash;
	bool proxy_said;   /* by the command line; then the office says nothing */
	char *proxy;       /* as gp_fetch_options has it; NULL: none */
	char *proxy_header;
	struct gp_words no_proxy;
	struct gp_remap *remaps;
	size_t remap_count;
};

/* Takes one of them. GP_EUSAGE, GP_EIO. */
int gp_network_option(struct gp_check_network *n, int option, const char *word, struct gp_err *e) GP_MUST_USE;
/* What the office says and the command line does not. GP_EUSAGE, GP_EIO. */
int gp_network_office(struct gp_check_network *n, const struct gp_office *o, struct gp_err *e) GP_MUST_USE;
void gp_check_network_free(struct gp_check_network *n);
/* Into the options of the crawl, which point into `n` and into the office (NULL: there is none). */
void gp_network_settle(struct gp_check_network *n, const struct gp_office *o, struct gp_crawl_options *c);
/* What makes it another site that is seen, as lines. */
void gp_network_sign(const struct gp_check_network *n, struct gp_buf *out);
/* As whom the site is asked, in 16 bits: see gp_headers_hash(). */
uint64_t gp_network_who(const struct gp_check_network *n);
/* 0 when it is the site itself. */
uint64_t gp_network_hash(const struct gp_check_network *n);
/*
 * Notes in the store by which ways this run goes. When those of the last one were others, nothing that it saw
 * holds: `c` forgets it.
 */
int gp_network_note(const struct gp_check_network *n, struct gp_store *s, struct gp_crawl_options *c,
    struct gp_err *e) GP_MUST_USE;

#endif

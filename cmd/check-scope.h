/*
 * check-scope.h - the options that say what belongs to a check: sitemaps, hosts, which pages are followed.
 */
#ifndef GP_CMD_CHECK_SCOPE_H
#define GP_CMD_CHECK_SCOPE_H

#include <stdbool.h>

#include "cmd/check-headers.h"
#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/crawl/crawl.h"

/* Values of their long options, for getopt_long(). */
enum {
	GP_SCOPE_FOLLOW = 512,
	GP_SCOPE_NO_FOLLOW,
	GP_SCOPE_NO_SITEMAP,
	GP_SCOPE_SITE_HOST,
	GP_SCOPE_SITEMAP,
	GP_SCOPE_OPTIONS, /* above the last */
};

struct gp_check_scope {
	struct gp_words sitemaps, follow, no_follow, hosts;
	bool no_sitemap;
};

/* Takes one of them. GP_EUSAGE. */
int gp_scope_option(struct gp_check_scope *s, int option, const char *word, struct gp_err *e) GP_MUST_USE;
/* A glob over names of hosts that belong to the own site. GP_EUSAGE when it says nothing. */
int gp_scope_host(struct gp_check_scope *s, const char *glob, struct gp_err *e) GP_MUST_USE;
void gp_scope_free(struct gp_check_scope *s);
/* Into the options of the crawl, which point into `s`. GP_EUSAGE when they do not fit one another. */
int gp_scope_settle(const struct gp_check_scope *s, struct gp_crawl_options *c, struct gp_err *e) GP_MUST_USE;
/* What makes it another run, as lines. */
void gp_scope_sign(const struct gp_check_scope *s, struct gp_buf *out);

#endif

/*
 * reply.h - what one reply means for the link that led to it, whoever asked.
 *
 * Only what the exchange itself tells: second probes, redirect targets and
 * contents are the business of those who ask.
 */
#ifndef GP_CRAWL_REPLY_H
#define GP_CRAWL_REPLY_H

#include <stdbool.h>

#include "core/web/fetch.h"

/* A cause of the table (verdict.h); "" for a good reply and for a redirect that says where. */
const char *gp_reply_cause(const struct gp_fetch_reply *r);
/* RFC 9110 section 15.4: the codes whose Location is followed. */
bool gp_reply_redirects(int status);
/* Whether two host names are one site, with "www." and without. */
bool gp_reply_same_site(const char *a, const char *b);

/* A web page, as far as its type says. */
bool gp_reply_is_page(const struct gp_fetch_reply *r);

#endif

/*
 * takeover.h - a link to another site that became something else.
 *
 * The address still opens, and nothing in the reply says that anything is wrong; only memory
 * tells. Remembered of each link to another host that is fine: the host where it ended, the title there, and
 * whether the title had words of parked or betting sites. It was taken over when
 *   - it now ends under another registrable domain, which belongs to somebody else as far as names tell, and the
 *     title there is nothing like the old one; or
 *   - the title has such words now and had none, and is not much like the old one.
 * A redesign keeps its domain and a move its name, so neither is one. Nor is what ends at a
 * public body's domain, or at a login.
 */
#ifndef GP_CRAWL_TAKEOVER_H
#define GP_CRAWL_TAKEOVER_H

#include "core/crawl/verdict.h"

/* What a link showed when it was fine. */
struct gp_face {
	const char *host;  /* where it ended */
	const char *title; /* never "" */
	int64_t phrases;   /* bits of gp_phrase_set */
};

/* Pure. `link` is the host of the link itself, `url` the address where it ends now. */
bool gp_takeover(const struct gp_face *was, const struct gp_face *now, const char *link, const char *url);
/* How much two titles share, from 0 (nothing) to 100: words of ASCII letters and pairs of other characters. */
int gp_titles_alike(const char *a, const char *b);

/* The host of an address, in out[256]; "" when there is none. */
const char *gp_takeover_host(const char *url, char out[256]);
/* Marks the nodes of links that were taken over: part of loading them. */
int gp_takeovers_find(struct gp_nodes *n, struct gp_store *s, struct gp_err *e) GP_MUST_USE;

#endif

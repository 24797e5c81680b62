/*
 * links_stamps.h - the stamps (core/crawl/edges.h) that a report has something to say of.
 *
 * Most links are fine wherever they stand. What a link is, is looked at once for all its places; of those that are fine
 * only the number is kept, four bytes each.
 */
#ifndef GP_REPORT_LINKS_STAMPS_H
#define GP_REPORT_LINKS_STAMPS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/crawl/edges.h"

struct gp_store;

struct gp_link_stamps {
	uint32_t *at;       /* by number - 1: FINE, or behind it where it stands in `kept` */
	size_t count, cap;
	struct gp_buf kept; /* each a list of one link */
};

/* 1: its places matter; 0: they do not; -1: error. */
typedef int gp_link_stamps_fn(void *user, const struct gp_edge *e);
int gp_link_stamps_load(struct gp_link_stamps *l, struct gp_store *s, gp_link_stamps_fn *matters, void *user,
    struct gp_err *e) GP_MUST_USE;
/* For a link that has only a stamp: 1 and the rest of it; 0: it does not matter; -1: there is no such stamp. */
int gp_link_stamps_get(const struct gp_link_stamps *l, struct gp_edge *e) GP_MUST_USE;
void gp_link_stamps_free(struct gp_link_stamps *l);

#endif

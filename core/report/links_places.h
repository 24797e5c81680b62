/*
 * links_places.h - the names of places that pages have, kept in memory once they were asked for.
 *
 * A look into the store costs more than a hundred looks into a list. At most 16 MiB are kept; what is
 * forgotten is read once more.
 */
#ifndef GP_REPORT_LINKS_PLACES_H
#define GP_REPORT_LINKS_PLACES_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/store/crawl_store.h"

struct gp_places {
	struct gp_store *store;
	uint32_t *at;       /* by id: where its list begins in `lists`, + 1; 0: it was not read */
	size_t count;       /* ids are below this */
	struct gp_buf lists; /* of each its bytes as a number, then the list */
};

/* For ids below `count` of a store that outlives it. */
void gp_places_init(struct gp_places *p, struct gp_store *store, size_t count);
/* As gp_store_ids(): 1 found, 0 none, -1 error. *ids lives until the next call. */
int gp_places_of(struct gp_places *p, int64_t id, const void **ids, size_t *n, struct gp_err *e) GP_MUST_USE;
/* A zeroed one may be freed, too. */
void gp_places_free(struct gp_places *p);

#endif

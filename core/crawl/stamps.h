/*
 * stamps.h - what edges.h calls stamps, read from the store.
 *
 * Blobs that are damaged are passed over: whoever meets a number that is then missing says which page it is on.
 */
#ifndef GP_CRAWL_STAMPS_H
#define GP_CRAWL_STAMPS_H

#include <stdint.h>

#include "core/base/err.h"
#include "core/crawl/edges.h"

struct gp_store;

/* Every stamp of this run, by number. The callback returns 0 to go on; strings live until it returns. */
typedef int gp_stamps_fn(void *user, uint32_t number, const struct gp_edge *e);
int gp_stamps_each(struct gp_store *s, gp_stamps_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;

/* Blobs of the last run that were read a short while ago. Zeroed is empty. */
#define GP_STAMPS_KEPT 128
struct gp_last_stamps {
	struct gp_stamps_kept {
		int64_t number; /* of the blob */
		char *blob;     /* NULL: free */
		size_t n;
	} kept[GP_STAMPS_KEPT], large; /* the last one that is too large to be kept with others */
};
/*
 * The stamp `number` of the last run, but for line, col and place, which stay: 1 found, 0 none, -1 error. Strings live until
 * the next call.
 */
int gp_last_stamps_get(struct gp_last_stamps *l, struct gp_store *s, uint32_t number, struct gp_edge *e,
    struct gp_err *err) GP_MUST_USE;
void gp_last_stamps_free(struct gp_last_stamps *l);

#endif

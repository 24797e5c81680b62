#include "core/crawl/stamps.h"

#include <stdlib.h>

#include "core/store/crawl_past.h"

#define KEPT_BYTES ((size_t)64 << 10) /* a blob usually has 10 KiB */

struct walk {
	gp_stamps_fn *fn;
	void *user;
	int64_t next; /* blob */
};

static int walk_blob(void *user, int64_t number, const void *blob, size_t n)
{
	struct walk *w = user;
	struct gp_edge_reader r;
	struct gp_edge e;
	uint32_t at = 0;
	int rc = 0;

	if (number != w->next || number >= UINT32_MAX / GP_STAMPS)
		return 0;
	w->next++;
	gp_edges_open(&r, blob, n);
	while (!rc && at < GP_STAMPS && gp_edges_next(&r, &e) == 1 && !e.stamp)
		rc = w->fn(w->user, (uint32_t)number * GP_STAMPS + ++at, &e);
	return rc;
}

int gp_stamps_each(struct gp_store *s, gp_stamps_fn *fn, void *user, struct gp_err *e)
{
	struct walk w = {.fn = fn, .user = user};

	return gp_store_each_stamps(s, walk_blob, &w, e);
}

/* The blob, read when it is not there; NULL with blob NULL: there is none. */
static struct gp_stamps_kept *blob_of(struct gp_last_stamps *l, struct gp_store *s, int64_t number, struct gp_err *e)
{
	struct gp_stamps_kept *k = &l->kept[number % GP_STAMPS_KEPT];
	char *blob;
	size_t n;

	if (k->blob && k->number == number)
		return k;
	if (l->large.blob && l->large.number == number)
		return &l->large;
	if (gp_store_last_blob(s, GP_LAST_STAMPS, number, &blob, &n, e))
		return NULL;
	if (n > KEPT_BYTES)
		k = &l->large;
	free(k->blob);
	*k = (struct gp_stamps_kept){number, blob, n};
	return k;
}

int gp_last_stamps_get(struct gp_last_stamps *l, struct gp_store *s, uint32_t number, struct gp_edge *e,
    struct gp_err *err)
{
	const struct gp_stamps_kept *k = blob_of(l, s, (number - 1) / GP_STAMPS, err);
	struct gp_edge_reader r;
	struct gp_edge found;

	if (!k)
		return -1;
	if (!k->blob)
		return 0;
	gp_edges_open(&r, k->blob, k->n);
	for (uint32_t i = 0; i <= (number - 1) % GP_STAMPS; i++)
		if (gp_edges_next(&r, &found) != 1 || found.stamp)
			return 0;
	gp_edge_stamped(e, &found);
	return 1;
}

void gp_last_stamps_free(struct gp_last_stamps *l)
{
	for (size_t i = 0; i < GP_STAMPS_KEPT; i++)
		free(l->kept[i].blob);
	free(l->large.blob);
	*l = (struct gp_last_stamps){0};
}

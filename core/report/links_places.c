#include "core/report/links_places.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

#define KEPT ((size_t)16 << 20)

void gp_places_init(struct gp_places *p, struct gp_store *store, size_t count)
{
	*p = (struct gp_places){.store = store, .count = count};
	p->at = gp_calloc(count + 1, sizeof *p->at);
	gp_buf_init(&p->lists, KEPT);
}

static void keep(struct gp_places *p, size_t id, const void *ids, size_t n)
{
	uint32_t bytes = (uint32_t)n;

	if (n > KEPT / 4)
		return; /* of a page that is nothing but names: it must not drive out all others */
	if (p->lists.len + sizeof bytes + n > KEPT) {
		memset(p->at, 0, p->count * sizeof *p->at);
		gp_buf_clear(&p->lists);
	}
	p->at[id] = (uint32_t)p->lists.len + 1;
	gp_buf_put(&p->lists, &bytes, sizeof bytes);
	gp_buf_put(&p->lists, ids, n);
}

int gp_places_of(struct gp_places *p, int64_t id, const void **ids, size_t *n, struct gp_err *e)
{
	bool known = id > 0 && (size_t)id < p->count;
	uint32_t bytes;
	const char *list;
	int rc;

	if (known && p->at[id]) {
		list = p->lists.data + p->at[id] - 1;
		memcpy(&bytes, list, sizeof bytes);
		*ids = list + sizeof bytes;
		*n = bytes;
		return 1;
	}
	rc = gp_store_ids(p->store, id, ids, n, e);
	if (rc == 1 && known)
		keep(p, (size_t)id, *ids, *n);
	return rc;
}

void gp_places_free(struct gp_places *p)
{
	free(p->at);
	gp_buf_free(&p->lists);
	*p = (struct gp_places){0};
}

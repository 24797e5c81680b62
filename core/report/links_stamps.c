#include "core/report/links_stamps.h"

#include <stdlib.h>

#include "core/base/mem.h"
#include "core/crawl/stamps.h"

#define KEPT_MAX ((size_t)UINT32_MAX - 1)
enum { NONE, FINE, FIRST };

struct loading {
	struct gp_link_stamps *l;
	gp_link_stamps_fn *matters;
	void *user;
	struct gp_err *e;
};

static int keep(struct loading *x, const struct gp_edge *e)
{
	struct gp_edge_writer w;

	gp_edges_begin(&w, &x->l->kept);
	return gp_edges_put(&w, e) ? gp_fail(x->e, GP_ELIMIT, "too many links are broken for one report") : 0;
}

static int take(void *user, uint32_t number, const struct gp_edge *e)
{
	struct loading *x = user;
	struct gp_link_stamps *l = x->l;
	size_t start = l->kept.len;
	int matters = x->matters(x->user, e);

	if (matters < 0 || (matters && keep(x, e)))
		return -1;
	while (l->cap < number) {
		l->cap = l->cap ? l->cap * 2 : 1024;
		l->at = gp_reallocarray(l->at, l->cap, sizeof *l->at);
	}
	while (l->count < number - 1) /* of a blob that is not full */
		l->at[l->count++] = NONE;
	l->at[l->count++] = matters ? FIRST + (uint32_t)start : FINE;
	return 0;
}

int gp_link_stamps_load(struct gp_link_stamps *l, struct gp_store *s, gp_link_stamps_fn *matters, void *user,
    struct gp_err *e)
{
	struct loading x = {.l = l, .matters = matters, .user = user, .e = e};

	*l = (struct gp_link_stamps){0};
	gp_buf_init(&l->kept, KEPT_MAX - FIRST);
	return gp_stamps_each(s, take, &x, e);
}

int gp_link_stamps_get(const struct gp_link_stamps *l, struct gp_edge *e)
{
	uint32_t at = e->stamp <= l->count ? l->at[e->stamp - 1] : NONE;
	struct gp_edge_reader r;
	struct gp_edge found;

	if (at < FIRST)
		return at == FINE ? 0 : -1;
	at -= FIRST;
	gp_edges_open(&r, l->kept.data + at, l->kept.len - at);
	if (gp_edges_next(&r, &found) != 1)
		return -1;
	gp_edge_stamped(e, &found);
	return 1;
}

void gp_link_stamps_free(struct gp_link_stamps *l)
{
	free(l->at);
	gp_buf_free(&l->kept);
	*l = (struct gp_link_stamps){0};
}

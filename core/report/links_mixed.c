/* links_mixed.c - what pages over https load over http, as findings with their places */
#include <stdlib.h>
#include <string.h>

#include "core/crawl/edges.h"
#include "core/crawl/mixed.h"
#include "core/report/links.h"
#include "core/web/url.h"

void gp_links_add_mixed(struct gp_links *l, int64_t page, const struct gp_edge *e)
{
	if (page <= 0 || (size_t)page >= l->nodes.count || l->nodes.list[page].upgrades || e->to <= 0 ||
	    e->mixed >= GP_MIXED_COUNT)
		return;
	if (l->mixed_count == l->mixed_cap) {
		l->mixed_cap = l->mixed_cap ? l->mixed_cap * 2 : 64;
		l->mixed = gp_reallocarray(l->mixed, l->mixed_cap, sizeof *l->mixed);
	}
	l->mixed[l->mixed_count++] = (struct gp_links_mixed){.page = (uint32_t)page, .to = (uint32_t)e->to,
	    .line = e->line, .col = e->col, .class = e->mixed};
}

struct telling {
	struct gp_links *l;
	struct gp_store *store;
	const struct gp_catalogue *words;
	struct gp_err *e;
	struct gp_buf b;
};

/* By what is loaded, so that its sentences are made once; then by page. */
static int by_target(const void *a, const void *b)
{
	const struct gp_links_mixed *x = a, *y = b;

	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	if (x->class != y->class)
		return x->class < y->class ? -1 : 1;
	return x->page < y->page ? -1 : x->page > y->page;
}

static int by_place(const void *a, const void *b)
{
	const struct gp_finding *x = a, *y = b;
	int rc = strcmp(x->url, y->url);

	if (rc)
		return rc;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->col < y->col ? -1 : x->col > y->col;
}

/* The address of a URL of the store, in the arena; NULL: failed. */
static const char *address(struct telling *t, uint32_t id)
{
	struct gp_store_url u;
	struct gp_store_result r;
	int rc = gp_store_result(t->store, id, &u, &r, t->e);

	if (rc < 0)
		return NULL;
	return rc ? gp_arena_strndup(&t->l->arena, u.url, strlen(u.url)) : "";
}

static const char *said(struct telling *t, const char *id, enum gp_lang lang, const char *url)
{
	struct gp_param params[] = {{"url", url}, {NULL, NULL}};

	gp_buf_clear(&t->b);
	gp_catalogue_say(&t->b, t->words, lang, id, params);
	return gp_arena_strndup(&t->l->arena, t->b.data ? t->b.data : "", t->b.len);
}

static int describe(struct telling *t, struct gp_finding *f, const struct gp_links_mixed *m)
{
	static const char *const ids[GP_MIXED_COUNT] = {"mixed.passive", "mixed.passive", "mixed.active", "mixed.form"};
	const char *url = address(t, m->to), *shown;

	if (!url)
		return -1;
	*f = (struct gp_finding){.rule = "site.mixed-content", .evidence = url, .basis = "W3C Mixed Content, 5",
	    .mark = "V", .severity = m->class == GP_MIXED_PASSIVE ? GP_SEVERITY_WARNING : GP_SEVERITY_ERROR};
	gp_buf_clear(&t->b);
	gp_link_show(&t->b, t->l, url);
	shown = gp_arena_strndup(&t->l->arena, t->b.data ? t->b.data : "", t->b.len);
	for (enum gp_lang lang = GP_LANG_ZH; lang <= GP_LANG_EN; lang++) {
		f->title[lang] = said(t, "mixed.title", lang, "");
		f->message[lang] = said(t, ids[m->class], lang, shown);
		f->fix[lang] = said(t, "mixed.fix", lang, "");
	}
	return 0;
}

int gp_links_tell_mixed(struct gp_links *l, struct gp_store *s, const struct gp_catalogue *words, struct gp_err *e)
{
	struct telling t = {.l = l, .store = s, .words = words, .e = e};
	struct gp_finding f = {0};
	size_t first = l->finding_count;
	int rc = 0;

	if (!l->mixed_count)
		return 0;
	gp_buf_init(&t.b, 16 * GP_URL_MAX);
	qsort(l->mixed, l->mixed_count, sizeof *l->mixed, by_target);
	for (size_t i = 0; i < l->mixed_count && !rc; i++) {
		const struct gp_links_mixed *m = &l->mixed[i];

		if (!i || m->to != m[-1].to || m->class != m[-1].class)
			rc = describe(&t, &f, m);
		f.url = rc ? NULL : address(&t, m->page);
		f.line = m->line;
		f.col = m->col;
		if (f.url)
			gp_links_add_finding(l, &f);
		else
			rc = -1;
	}
	if (!rc)
		qsort(l->findings + first, l->finding_count - first, sizeof *l->findings, by_place);
	gp_buf_free(&t.b);
	return rc;
}

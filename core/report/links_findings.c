/* links_findings.c - what rules found, from the store to the report */
#include <stdlib.h>
#include <string.h>

#include "core/report/links.h"

struct loading {
	struct gp_links *l;
	struct gp_err *e;
};

void gp_links_add_finding(struct gp_links *l, const struct gp_finding *f)
{
	if (l->finding_count == l->finding_cap) {
		l->finding_cap = l->finding_cap ? l->finding_cap * 2 : 64;
		l->findings = gp_reallocarray(l->findings, l->finding_cap, sizeof *l->findings);
	}
	l->findings[l->finding_count++] = *f;
	l->severities[f->severity]++;
}

static int by_place(const void *a, const void *b)
{
	const struct gp_finding *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->col != y->col)
		return x->col < y->col ? -1 : 1;
	return strcmp(x->rule, y->rule);
}

static int take_page(void *user, int64_t page, const char *url, const void *blob, size_t n)
{
	struct loading *x = user;
	struct gp_links *l = x->l;
	size_t first = l->finding_count;
	struct gp_value list;
	struct gp_finding f;

	(void)page;
	if (gp_value_unpack(&list, &l->arena, blob, n, x->e) || list.type != GP_VALUE_LIST)
		return gp_fail(x->e, GP_EINTEGRITY, "%s: what rules found there cannot be read; check again with --fresh", url);
	url = gp_arena_strndup(&l->arena, url, strlen(url));
	for (size_t i = 0; i < list.list.n; i++) {
		if (gp_finding_read(&f, &list.list.items[i], x->e))
			return -1;
		f.url = url;
		gp_links_add_finding(l, &f);
	}
	if (l->finding_count > first)
		qsort(l->findings + first, l->finding_count - first, sizeof *l->findings, by_place);
	return 0;
}

int gp_links_load_findings(struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	struct loading x = {l, e};

	return gp_store_each_findings(s, take_page, &x, e) ? -1 : 0;
}

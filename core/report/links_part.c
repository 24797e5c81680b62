#include "core/report/links_part.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/report/links_accounts.h"

static struct gp_links_part *part_of(struct gp_links_parts *p, const char *owner)
{
	for (size_t i = 0; i < p->count; i++)
		if (!strcmp(p->list[i].owner, owner))
			return &p->list[i];
	if (p->count == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 16;
		p->list = gp_reallocarray(p->list, p->cap, sizeof *p->list);
	}
	p->list[p->count] = (struct gp_links_part){.owner = owner};
	return &p->list[p->count++];
}

static void count(struct gp_links_part *part, const struct gp_view_item *i)
{
	enum gp_view_group g = gp_view_group(i);
	bool open = g == GP_VIEW_HAND || g == GP_VIEW_UNCHECKED ||
	    (g == GP_VIEW_RULE && i->finding->severity == GP_SEVERITY_UNCHECKED);

	part->mend += g == GP_VIEW_MEND;
	part->hand += open;
	part->rules += g == GP_VIEW_RULE && !open;
}

static void add_item(struct gp_links_parts *p, size_t item)
{
	const struct gp_view_item *i = &p->view->items[item];
	uint16_t of[GP_LINK_PAGES];
	size_t n = gp_view_columns_of(p->view, i, of);

	for (size_t k = 0; k < n; k++) {
		struct gp_links_part *part = part_of(p, p->view->columns.list[of[k]].owner);

		if (part->count && part->items[part->count - 1] == item)
			continue; /* two columns of one owner */
		if (part->count == part->cap) {
			part->cap = part->cap ? part->cap * 2 : 64;
			part->items = gp_reallocarray(part->items, part->cap, sizeof *part->items);
		}
		part->items[part->count++] = item;
		count(part, i);
	}
}

static int by_work(const void *a, const void *b)
{
	const struct gp_links_part *x = a, *y = b;

	if (!*x->owner != !*y->owner)
		return *x->owner ? -1 : 1;
	if (x->mend != y->mend)
		return x->mend > y->mend ? -1 : 1;
	if (x->rules != y->rules)
		return x->rules > y->rules ? -1 : 1;
	if (x->hand != y->hand)
		return x->hand > y->hand ? -1 : 1;
	return strcmp(x->owner, y->owner);
}

void gp_links_parts_make(struct gp_links_parts *out, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	*out = (struct gp_links_parts){.view = gp_view_new(NULL, l, run, st, e)};
	for (size_t i = 0; i < run->column_count; i++)
		if (*run->columns[i].owner)
			part_of(out, run->columns[i].owner);
	for (size_t i = 0; i < l->account_count; i++)
		if (*l->accounts[i].owner)
			part_of(out, l->accounts[i].owner);
	for (size_t i = 0; i < out->view->count; i++)
		add_item(out, i);
	if (out->count)
		qsort(out->list, out->count, sizeof *out->list, by_work);
}

void gp_links_parts_free(struct gp_links_parts *p)
{
	for (size_t i = 0; i < p->count; i++)
		free(p->list[i].items);
	free(p->list);
	gp_view_free(p->view);
	*p = (struct gp_links_parts){0};
}

/* --- one part */

/* The places on pages of one owner, where the link is no template's. */
static void take_places(struct gp_links *out, struct gp_link_entry *n, const struct gp_links_parts *p, size_t item,
    const char *owner)
{
	const struct gp_view_item *i = &p->view->items[item];
	const struct gp_link_place *from = n->places;
	size_t kept = 0;

	if (gp_link_spread(n) != GP_LINK_SINGLE || !n->place_count)
		return;
	n->places = gp_arena_alloc(&out->arena, n->place_count * sizeof *n->places);
	for (size_t k = 0; k < n->place_count; k++)
		if (!strcmp(p->view->columns.list[gp_view_place_column(p->view, i, k)].owner, owner))
			n->places[kept++] = from[k];
	n->place_count = kept;
	n->pages_total = (int64_t)kept; /* links on more pages than are kept are a template's */
}

static void take_link(struct gp_links *out, const struct gp_links_parts *p, size_t item, const char *owner)
{
	struct gp_link_entry *n;

	if (out->count == out->cap) {
		out->cap = out->cap ? out->cap * 2 : 64;
		out->list = gp_reallocarray(out->list, out->cap, sizeof *out->list);
	}
	n = &out->list[out->count++];
	*n = *p->view->items[item].link;
	take_places(out, n, p, item, owner);
	out->counts[n->judged.verdict]++;
	out->history.fresh += n->past.change == GP_CHANGE_NEW;
	out->history.still += n->past.change == GP_CHANGE_STILL;
	if (n->past.change == GP_CHANGE_STILL &&
	    (!out->history.oldest || n->past.failed_since < out->history.oldest))
		out->history.oldest = n->past.failed_since;
}

static int by_url(const void *a, const void *b)
{
	return strcmp(((const struct gp_link_entry *)a)->url, ((const struct gp_link_entry *)b)->url);
}

static int by_number(const void *a, const void *b)
{
	const struct gp_finding *const *x = a, *const *y = b;

	return (*x > *y) - (*x < *y); /* both lie in one array, by page and place */
}

static void take_accounts(struct gp_links *out, const struct gp_links *l, const char *owner)
{
	out->accounts = gp_arena_alloc(&out->arena, (l->account_count + 1) * sizeof *out->accounts);
	for (size_t i = 0; i < l->account_count; i++)
		if (!strcmp(l->accounts[i].owner, owner))
			out->accounts[out->account_count++] = l->accounts[i];
}

void gp_links_part_take(struct gp_links *out, const struct gp_links_parts *p, const struct gp_links_part *part)
{
	const struct gp_links *l = p->view->l;
	const struct gp_finding **findings = gp_calloc(part->count + 1, sizeof *findings);
	size_t n = 0;

	*out = (struct gp_links){.total = l->total, .pages = l->pages, .carried = l->carried, .unchanged = l->unchanged,
	    .folder = l->folder, .only_changed = l->only_changed, .history.since = l->history.since};
	for (size_t i = 0; i < part->count; i++) {
		if (p->view->items[part->items[i]].link)
			take_link(out, p, part->items[i], part->owner);
		else
			findings[n++] = p->view->items[part->items[i]].finding;
	}
	if (out->count)
		qsort(out->list, out->count, sizeof *out->list, by_url);
	qsort(findings, n, sizeof *findings, by_number);
	for (size_t i = 0; i < n; i++)
		gp_links_add_finding(out, findings[i]);
	take_accounts(out, l, part->owner);
	free(findings);
}

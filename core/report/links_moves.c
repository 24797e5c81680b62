#include "core/report/links_moves.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

#define SHARED_LEAST 3 /* links that make a beginning worth telling */

struct candidate {
	const struct gp_link_entry *link;
	size_t from_n, to_n; /* bytes of the beginnings; 0: old and new have no end in common */
};

/* Bytes of "http://host/" at the beginning of an address; 0: it is none. */
static size_t root_of(const char *url)
{
	const char *host = strstr(url, "://");
	const char *slash = host ? strchr(host + 3, '/') : NULL;

	return slash ? (size_t)(slash - url) + 1 : 0;
}

/* What is left of both when the longest end they share, in whole segments of the path, is taken away. */
static struct candidate candidate(const struct gp_link_entry *n)
{
	const char *from = n->url, *to = n->final_url;
	size_t a = strlen(from), b = strlen(to), a_root = root_of(from), b_root = root_of(to), k = 0;

	if (!a_root || !b_root)
		return (struct candidate){.link = n};
	while (k < a - a_root && k < b - b_root && from[a - k - 1] == to[b - k - 1])
		k++;
	while (k && (from[a - k - 1] != '/' || to[b - k - 1] != '/'))
		k--;
	return k ? (struct candidate){n, a - k, b - k} : (struct candidate){.link = n};
}

static int compare(const char *a, size_t a_n, const char *b, size_t b_n)
{
	int c = memcmp(a, b, a_n < b_n ? a_n : b_n);

	return c ? c : (a_n > b_n) - (a_n < b_n);
}

static int by_beginnings(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int c = compare(x->link->url, x->from_n, y->link->url, y->from_n);

	if (!c)
		c = compare(x->link->final_url, x->to_n, y->link->final_url, y->to_n);
	return c ? c : strcmp(x->link->url, y->link->url);
}

static int by_places(const void *a, const void *b)
{
	const struct gp_link_move *x = a, *y = b;

	if (x->places != y->places)
		return x->places > y->places ? -1 : 1;
	return strcmp(x->links[0]->url, y->links[0]->url);
}

static void add(struct gp_links_moves *m, const struct candidate *c, size_t n, bool prefix)
{
	struct gp_link_move *move = &m->list[m->count++];

	*move = (struct gp_link_move){.from = c->link->url, .to = c->link->final_url, .prefix = prefix, .count = n,
	    .from_n = prefix ? c->from_n : strlen(c->link->url), .to_n = prefix ? c->to_n : strlen(c->link->final_url),
	    .links = m->links_of + m->links};
	for (size_t i = 0; i < n; i++) {
		m->links_of[m->links++] = c[i].link;
		move->places += c[i].link->pages_total;
	}
}

static bool same_beginnings(const struct candidate *x, const struct candidate *y)
{
	return x->from_n && x->from_n == y->from_n && x->to_n == y->to_n &&
	    !memcmp(x->link->url, y->link->url, x->from_n) && !memcmp(x->link->final_url, y->link->final_url, x->to_n);
}

/* To the home page: that says that the page is gone, not where it is. */
static bool leads_home(const struct gp_link_entry *n)
{
	return root_of(n->final_url) == strlen(n->final_url) && root_of(n->url) != strlen(n->url);
}

void gp_links_moves_make(struct gp_links_moves *out, const struct gp_links *l)
{
	struct candidate *list = gp_calloc(l->count + 1, sizeof *list);
	size_t n = 0;

	for (size_t i = 0; i < l->count; i++)
		if (l->list[i].moved && l->list[i].place_count && !leads_home(&l->list[i]))
			list[n++] = candidate(&l->list[i]);
	*out = (struct gp_links_moves){.list = gp_calloc(n + 1, sizeof *out->list),
	    .links_of = gp_calloc(n + 1, sizeof *out->links_of)};
	qsort(list, n, sizeof *list, by_beginnings);
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && same_beginnings(&list[from], &list[to]); to++)
			;
		if (to - from >= SHARED_LEAST)
			add(out, &list[from], to - from, true);
		else
			for (size_t i = from; i < to; i++)
				add(out, &list[i], 1, false);
	}
	qsort(out->list, out->count, sizeof *out->list, by_places);
	free(list);
}

void gp_links_moves_free(struct gp_links_moves *m)
{
	free(m->list);
	free(m->links_of);
	*m = (struct gp_links_moves){0};
}

void gp_link_move_show(struct gp_buf *out, const struct gp_links *l, const char *url, size_t n, bool prefix)
{
	char *part = gp_strndup(url, n);

	gp_link_show(out, l, part);
	if (prefix)
		gp_buf_puts(out, "…");
	free(part);
}

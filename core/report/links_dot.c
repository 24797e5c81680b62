/*
 * links_dot.c - the report as a graph for Graphviz: which page links to what.
 *
 * Broken links and the pages that have them; with --all every link, and where redirects lead. A
 * link of a template hangs on one box for all its pages. The worst come first, since the number of
 * links that are drawn is limited: nobody reads more, and layout takes more than linear time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/report/links.h"
#include "core/report/outfile.h"
#include "core/text/utf8.h"

#define OUT_MAX ((size_t)16 << 20)
#define DRAIN_AT ((size_t)64 << 10)
#define EDGES_MAX 2000
#define EDGES_MAX_ALL 100000
#define LABEL_SHOWN 80 /* code points */

/* A node for each address; the worst verdict that is known of it makes its colour. */
struct dot {
	struct gp_outfile *o;
	struct gp_err *e;
	const struct gp_links *l;
	const struct gp_links_style *st;
	struct gp_buf b, shown;
	const char **urls;   /* by number of the node, from 1; NULL: a box without address */
	size_t count, cap;
	uint32_t *slots;     /* open hash over urls */
	size_t slot_count;   /* a power of two */
	int64_t edges, edges_max, left_out;
};

/* --- labels */

/* escString: a backslash and an ampersand begin something, and a quotation mark ends it. */
static void put_label(struct dot *d, const char *s, size_t n)
{
	size_t keep = gp_utf8_prefix(s, n, LABEL_SHOWN);

	for (size_t i = 0; i < keep; i++)
		switch (s[i]) {
		case '"':
		case '\\':
			gp_buf_putc(&d->b, '\\');
			gp_buf_putc(&d->b, s[i]);
			break;
		case '&':
			gp_buf_puts(&d->b, "&amp;");
			break;
		default:
			gp_buf_putc(&d->b, s[i]);
		}
	if (keep < n)
		gp_buf_puts(&d->b, "…");
}

static void put_address(struct dot *d, const char *url)
{
	gp_buf_clear(&d->shown);
	gp_link_show(&d->shown, d->l, url);
	put_label(d, d->shown.data ? d->shown.data : "", d->shown.len);
}

/* For texts of others: nothing in them reorders or breaks the line. */
static void put_text(struct dot *d, const char *s)
{
	gp_buf_clear(&d->shown);
	gp_utf8_show(&d->shown, s, strlen(s));
	put_label(d, d->shown.data ? d->shown.data : "", d->shown.len);
}

static void say_n(struct dot *d, const char *id, int64_t n)
{
	char digits[24];
	struct gp_param params[] = {{"n", digits}, {NULL, NULL}};

	snprintf(digits, sizeof digits, "%" PRId64, n);
	gp_catalogue_say(&d->b, d->st->words, d->st->lang, id, params);
}

/* --- nodes */

static uint32_t *slot(struct dot *d, const char *url)
{
	size_t i = XXH3_64bits(url, strlen(url)) & (d->slot_count - 1);

	while (d->slots[i] && strcmp(d->urls[d->slots[i]], url))
		i = (i + 1) & (d->slot_count - 1);
	return &d->slots[i];
}

static void grow(struct dot *d)
{
	d->slot_count = d->slot_count ? d->slot_count * 2 : 1024;
	free(d->slots);
	d->slots = gp_calloc(d->slot_count, sizeof *d->slots);
	for (size_t i = 1; i <= d->count; i++)
		if (d->urls[i])
			*slot(d, d->urls[i]) = (uint32_t)i;
}

static uint32_t new_node(struct dot *d, const char *url)
{
	if (d->count + 2 > d->cap) {
		d->cap = d->cap ? d->cap * 2 : 256;
		d->urls = gp_reallocarray(d->urls, d->cap, sizeof *d->urls);
	}
	d->urls[++d->count] = url;
	if (2 * d->count >= d->slot_count)
		grow(d);
	return (uint32_t)d->count;
}

/* The number of an address; *is_new: it needs its line. */
static uint32_t node(struct dot *d, const char *url, bool *is_new)
{
	uint32_t n = d->slot_count ? *slot(d, url) : 0;

	*is_new = !n;
	if (n)
		return n;
	n = new_node(d, url);
	*slot(d, url) = n;
	return n;
}

static uint32_t page_node(struct dot *d, const char *url)
{
	bool is_new;
	uint32_t n = node(d, url, &is_new);

	if (!is_new)
		return n;
	gp_buf_printf(&d->b, "\tn%" PRIu32 " [label=\"", n);
	put_address(d, url);
	gp_buf_puts(&d->b, "\"];\n");
	return n;
}

/* By verdict: what it is painted with, dark on light, so that it can be printed. */
static const char *colour(enum gp_verdict v)
{
	switch (v) {
	case GP_VERDICT_DANGER:
		return "#7b1fa2";
	case GP_VERDICT_BROKEN:
		return "#c62828";
	case GP_VERDICT_BLOCKED:
	case GP_VERDICT_THROTTLED:
	case GP_VERDICT_UNVERIFIED:
		return "#ad6800";
	case GP_VERDICT_REDIRECTED:
		return "#1565c0";
	case GP_VERDICT_UNCHECKED:
		return "#616161";
	default:
		return "#2e7d32";
	}
}

/* An address may have been drawn as a page before; a second line adds to the first. */
static uint32_t link_node(struct dot *d, const struct gp_link_entry *l)
{
	bool is_new;
	uint32_t n = node(d, l->url, &is_new);
	const char *paint = colour(l->judged.verdict);

	gp_buf_printf(&d->b, "\tn%" PRIu32 " [label=\"", n);
	put_address(d, l->url);
	gp_buf_puts(&d->b, "\\n");
	put_text(d, gp_verdict_word(d->st, l->judged.verdict));
	if (l->judged.cause->id[0]) {
		gp_buf_puts(&d->b, d->st->lang == GP_LANG_ZH ? "：" : ": ");
		put_text(d, gp_cause_word(d->st, l->judged.cause));
	}
	if (!l->place_count) {
		gp_buf_puts(&d->b, "\\n");
		put_text(d, gp_catalogue_text(d->st->words, d->st->lang, "report.start"));
	}
	gp_buf_printf(&d->b, "\" color=\"%s\" fontcolor=\"%s\"];\n", paint, paint);
	return n;
}

static uint32_t box(struct dot *d, const char *id, int64_t n)
{
	uint32_t at = new_node(d, NULL);

	gp_buf_printf(&d->b, "\tn%" PRIu32 " [shape=note label=\"", at);
	say_n(d, id, n);
	gp_buf_puts(&d->b, "\"];\n");
	return at;
}

static uint32_t template_box(struct dot *d, const struct gp_link_entry *l)
{
	uint32_t at = new_node(d, NULL);
	struct gp_buf where;

	gp_buf_init(&where, 1 << 20);
	gp_link_where(&where, d->l, l, &l->places[0], true, d->st);
	gp_buf_printf(&d->b, "\tn%" PRIu32 " [shape=folder label=\"", at);
	put_label(d, where.data ? where.data : "", where.len);
	gp_buf_puts(&d->b, "\"];\n");
	gp_buf_free(&where);
	return at;
}

/* --- edges */

static void edge(struct dot *d, uint32_t from, uint32_t to, const char *attrs)
{
	gp_buf_printf(&d->b, "\tn%" PRIu32 " -> n%" PRIu32 "%s;\n", from, to, attrs);
	d->edges++;
}

/* How much of the limit a link takes; one that no page has is still a line. */
static int64_t edges_of(const struct dot *d, const struct gp_link_entry *l, bool whole)
{
	int64_t n = whole ? 1 : (int64_t)l->place_count + (l->pages_total > (int64_t)l->place_count);

	return (n ? n : 1) + (d->st->all ? (int64_t)l->redirect_count : 0);
}

static void draw_redirects(struct dot *d, const struct gp_link_entry *l, uint32_t from)
{
	for (size_t i = 0; d->st->all && i < l->redirect_count; i++) {
		uint32_t to = page_node(d, l->redirects[i]);

		edge(d, from, to, " [style=dashed]");
		from = to;
	}
}

static int draw(struct dot *d, const struct gp_link_entry *l)
{
	bool whole = l->place_count && gp_link_spread(l) != GP_LINK_SINGLE && !d->st->all;
	uint32_t to;

	if (d->edges + edges_of(d, l, whole) > d->edges_max) {
		d->left_out++;
		return 0;
	}
	to = link_node(d, l);
	if (whole)
		edge(d, template_box(d, l), to, "");
	else if (!l->place_count)
		d->edges++;
	for (size_t i = 0; !whole && i < l->place_count; i++)
		edge(d, page_node(d, l->places[i].page), to, "");
	if (!whole && l->pages_total > (int64_t)l->place_count)
		edge(d, box(d, "dot.more-pages", l->pages_total - (int64_t)l->place_count), to, "");
	draw_redirects(d, l, to);
	return d->b.len >= DRAIN_AT ? gp_outfile_drain(d->o, &d->b, d->e) : 0;
}

/* --- the graph */

static void head(struct dot *d, const struct gp_links_run *run)
{
	char iso[32];
	struct gp_param params[] = {{"seed", ""}, {NULL, NULL}};
	struct gp_buf title;

	gp_buf_init(&title, 1 << 20);
	params[0].value = run->seed;
	gp_catalogue_say(&title, d->st->words, d->st->lang, "report.title", params);
	gp_buf_puts(&d->b, "digraph links {\n\tgraph [rankdir=LR labelloc=t fontname=\"sans-serif\" label=\"");
	put_text(d, title.data ? title.data : "");
	gp_clock_iso(run->started, iso);
	iso[16] = '\0';
	iso[10] = ' ';
	gp_buf_printf(&d->b, "\\n%s", iso);
	if (strcmp(run->state, "complete")) {
		gp_buf_puts(&d->b, "\\n");
		say_n(d, !strcmp(run->state, "budget") ? "html.budget" : "html.interrupted", d->l->counts[GP_VERDICT_UNCHECKED]);
	}
	gp_buf_puts(&d->b, "\"];\n\tnode [shape=box style=rounded fontname=\"sans-serif\" fontsize=10];\n"
	    "\tedge [arrowsize=0.7 color=\"#757575\"];\n");
	gp_buf_free(&title);
}

static bool is_drawn(const struct dot *d, const struct gp_link_entry *l)
{
	return d->st->all || l->judged.verdict == GP_VERDICT_BROKEN || l->judged.verdict == GP_VERDICT_DANGER;
}

int gp_links_dot(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct dot d = {.o = o, .e = e, .l = l, .st = st, .edges_max = st->all ? EDGES_MAX_ALL : EDGES_MAX};
	const struct gp_link_entry **list = gp_links_by_verdict(l);
	int rc = 0;

	gp_buf_init(&d.b, OUT_MAX);
	gp_buf_init(&d.shown, (size_t)1 << 20);
	head(&d, run);
	for (size_t i = 0; !rc && i < l->count; i++)
		if (is_drawn(&d, list[i]))
			rc = draw(&d, list[i]);
	if (d.left_out)
		box(&d, "dot.left-out", d.left_out);
	gp_buf_puts(&d.b, "}\n");
	rc = rc || gp_outfile_drain(o, &d.b, e) ? -1 : 0;
	free(list);
	free(d.urls);
	free(d.slots);
	gp_buf_free(&d.b);
	gp_buf_free(&d.shown);
	return rc;
}

/* links_html_chart.c - how much is to be done in each column of the site: bars with their figures */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/report/links_html.h"

#define SHOWN 15
#define NAME_SHOWN 40 /* code points */
#define LEAST 0.6     /* per cent: what is there is seen */

struct chart {
	struct gp_view *v;
	const struct gp_view_column **list; /* with something to do, the worst first */
	size_t count;
	struct gp_view_column rest;
	int64_t most; /* the longest bar */
	bool mend, hand, rules; /* series that have anything */
};

static int64_t total(const struct gp_view_column *c)
{
	return c->mend + c->hand + c->rules;
}

static int worst(const void *a, const void *b)
{
	const struct gp_view_column *x = *(const struct gp_view_column *const *)a;
	const struct gp_view_column *y = *(const struct gp_view_column *const *)b;

	if (x->mend != y->mend)
		return x->mend < y->mend ? 1 : -1;
	if (x->rules != y->rules)
		return x->rules < y->rules ? 1 : -1;
	if (x->hand != y->hand)
		return x->hand < y->hand ? 1 : -1;
	return strcmp(x->name, y->name);
}

static void gather(struct chart *c)
{
	const struct gp_view_columns *all = &c->v->columns;

	c->list = gp_calloc(all->count, sizeof(struct gp_view_column *));
	for (size_t i = 0; i < all->count; i++)
		if (total(&all->list[i]))
			c->list[c->count++] = &all->list[i];
	qsort(c->list, c->count, sizeof *c->list, worst);
	for (size_t i = SHOWN; i < c->count; i++) {
		c->rest.mend += c->list[i]->mend;
		c->rest.hand += c->list[i]->hand;
		c->rest.rules += c->list[i]->rules;
	}
	for (size_t i = 0; i < c->count; i++) {
		c->mend |= c->list[i]->mend > 0;
		c->hand |= c->list[i]->hand > 0;
		c->rules |= c->list[i]->rules > 0;
		if (i < SHOWN && total(c->list[i]) > c->most)
			c->most = total(c->list[i]);
	}
	if (total(&c->rest) > c->most)
		c->most = total(&c->rest);
}

/* --- bars: geometry in per cent of the cell, so that they fit a telephone and a page alike */

static double part(struct chart *c, double x, int64_t n, const char *series)
{
	double width = 100.0 * (double)n / (double)c->most;

	if (!n)
		return x;
	width = width < LEAST ? LEAST : width;
	gp_buf_printf(&c->v->m.out, "<rect class=\"%s\" x=\"%.2f%%\" width=\"%.2f%%\" height=\"16\"/>", series, x,
	    width);
	return x + width;
}

/* Hidden from readers without eyes, who have the same figures in the cells beside it. */
static void bar(struct chart *c, const struct gp_view_column *column)
{
	char mend[24], rules[24], hand[24];
	struct gp_param params[] = {{"mend", mend}, {"rules", rules}, {"hand", hand}, {NULL, NULL}};
	double x = 0;

	snprintf(mend, sizeof mend, "%" PRId64, column->mend);
	snprintf(rules, sizeof rules, "%" PRId64, column->rules);
	snprintf(hand, sizeof hand, "%" PRId64, column->hand);
	gp_markup_raw(&c->v->m, "<svg width=\"100%\" height=\"16\" aria-hidden=\"true\"><title>");
	gp_view_say(c->v, "html.bar", params);
	gp_markup_raw(&c->v->m, "</title>");
	x = part(c, x, column->mend, "mend");
	x = part(c, x, column->rules, "rule");
	part(c, x, column->hand, "hand");
	gp_markup_raw(&c->v->m, "</svg>");
}

static void figure(struct chart *c, bool series, int64_t n, const char *label)
{
	if (!series)
		return;
	gp_markup_raw(&c->v->m, n ? "<td data-label=\"" : "<td class=\"none\" data-label=\"");
	gp_view_say(c->v, label, NULL);
	gp_markup_raw(&c->v->m, "\">");
	gp_markup_int(&c->v->m, n);
	gp_markup_raw(&c->v->m, "</td>");
}

static void row(struct chart *c, const struct gp_view_column *column, bool rest)
{
	struct gp_markup *m = &c->v->m;

	gp_markup_raw(m, "<tr><th scope=\"row\">");
	if (rest) {
		gp_view_say_n(c->v, "html.other-columns", (int64_t)(c->count - SHOWN));
	} else {
		gp_markup_raw(m, "<a href=\"#list\" data-filter=\"c=");
		gp_markup_str(m, column->name);
		gp_markup_raw(m, "\">");
		gp_markup_cut(m, column->name, strlen(column->name), NAME_SHOWN);
		gp_markup_raw(m, "</a>");
		if (column->owner[0]) {
			gp_markup_raw(m, " <small>");
			gp_markup_cut(m, column->owner, strlen(column->owner), NAME_SHOWN);
			gp_markup_raw(m, "</small>");
		}
	}
	gp_markup_raw(m, "</th><td class=\"bar\">");
	bar(c, column);
	gp_markup_raw(m, "</td>");
	figure(c, c->mend, column->mend, "html.mend");
	figure(c, c->rules, column->rules, "html.rule");
	figure(c, c->hand, column->hand, "html.by-hand");
	gp_markup_raw(m, "</tr>\n");
}

/* --- the table around them, which is all that a reader without eyes needs */

static void head_cell(struct chart *c, bool series, const char *label, const char *name)
{
	if (!series)
		return;
	gp_buf_printf(&c->v->m.out, "<th scope=\"col\"><svg width=\"14\" height=\"14\" aria-hidden=\"true\">"
	    "<rect class=\"%s\" width=\"14\" height=\"14\"/></svg> ", name);
	gp_view_say(c->v, label, NULL);
	gp_markup_raw(&c->v->m, "</th>");
}

/* Colour is never alone: hatched and dotted parts tell themselves apart on any printer. */
static const char patterns[] =
    "<svg width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>"
    "<pattern id=\"hatched\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" class=\"ground\"/>"
    "<rect width=\"3\" height=\"6\" class=\"ink\"/></pattern>"
    "<pattern id=\"dotted\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
    "<rect width=\"6\" height=\"6\" class=\"ground\"/><circle cx=\"3\" cy=\"3\" r=\"1.6\" class=\"ink\"/></pattern>"
    "</defs></svg>\n";

void gp_view_patterns(struct gp_view *v)
{
	if (!v->patterns)
		gp_markup_raw(&v->m, patterns);
	v->patterns = true;
}

int gp_view_chart(struct gp_view *v)
{
	struct chart c = {.v = v};

	gather(&c);
	if (c.count) {
		gp_markup_raw(&v->m, "<section class=\"columns\">\n<h2>");
		gp_view_say(v, "html.columns", NULL);
		gp_markup_raw(&v->m, "</h2>\n");
		gp_view_patterns(v);
		gp_markup_raw(&v->m, "<table class=\"chart\">\n<thead><tr><th scope=\"col\">");
		gp_view_say(v, "csv.column", NULL);
		gp_markup_raw(&v->m, "</th><td></td>");
		head_cell(&c, c.mend, "html.mend", "mend");
		head_cell(&c, c.rules, "html.rule", "rule");
		head_cell(&c, c.hand, "html.by-hand", "hand");
		gp_markup_raw(&v->m, "</tr></thead>\n<tbody>\n");
		for (size_t i = 0; i < c.count && i < SHOWN; i++)
			row(&c, c.list[i], false);
		if (c.count > SHOWN)
			row(&c, &c.rest, true);
		gp_markup_raw(&v->m, "</tbody>\n</table>\n<p class=\"note\">");
		gp_view_say(v, "html.columns-note", NULL);
		gp_markup_raw(&v->m, "</p>\n</section>\n");
	}
	free(c.list);
	return gp_view_drain(v);
}

/* links_html_list.c - every link and finding in a row: the list that a clerk works through */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/report/links_html.h"

#define TEXT_SHOWN 80        /* code points of a link's text or of evidence */
#define COLUMNS_SHOWN 3      /* of the site, in one row */
#define FURTHER_MAX 20000    /* further places in the whole list: a page that a telephone can open */

struct list {
	struct gp_view *v;
	size_t rows;
	size_t further; /* places written so far */
};

/* --- filters: shown by the script, without which they do nothing */

static void option(struct gp_view *v, const char *value, const char *word, int64_t n)
{
	gp_markup_raw(&v->m, "<option value=\"");
	gp_markup_str(&v->m, value);
	gp_markup_raw(&v->m, "\">");
	gp_markup_cut(&v->m, word, strlen(word), TEXT_SHOWN);
	if (n)
		gp_buf_printf(&v->m.out, " (%" PRId64 ")", n);
	gp_markup_raw(&v->m, "</option>");
}

/* key: a literal of one letter, which stands in the address of the page too. */
static void open_select(struct gp_view *v, const char *key, const char *label)
{
	gp_markup_raw(&v->m, "<label>");
	gp_view_say(v, label, NULL);
	gp_markup_raw(&v->m, " <select name=\"");
	gp_markup_raw(&v->m, key);
	gp_markup_raw(&v->m, "\">");
	option(v, "", gp_catalogue_text(v->st->words, v->st->lang, "html.any"), 0);
}

static void level_filter(struct gp_view *v)
{
	static const struct {
		enum gp_view_group group;
		const char *label;
	} groups[] = {{GP_VIEW_MEND, "html.mend"}, {GP_VIEW_HAND, "html.hand"}, {GP_VIEW_UNCHECKED, "html.unchecked"},
	    {GP_VIEW_RULE, "html.rule"}, {GP_VIEW_FINE, "html.fine"}};
	int64_t in_group[5] = {0}, verdicts[GP_VERDICTS] = {0};
	char name[40];

	for (size_t i = 0; i < v->count; i++) {
		in_group[gp_view_group(&v->items[i])]++;
		if (v->items[i].link)
			verdicts[v->items[i].link->judged.verdict]++;
	}
	open_select(v, "v", "csv.verdict");
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (in_group[groups[i].group])
			option(v, gp_view_group_name(groups[i].group),
			    gp_catalogue_text(v->st->words, v->st->lang, groups[i].label), in_group[groups[i].group]);
	gp_markup_raw(&v->m, "<optgroup label=\"—\">");
	for (int i = 0; i < GP_VERDICTS; i++)
		if (verdicts[gp_verdict_order[i]])
			option(v, gp_verdict_name(gp_verdict_order[i]), gp_verdict_word(v->st, gp_verdict_order[i]),
			    verdicts[gp_verdict_order[i]]);
	for (int i = 0; i < GP_SEVERITIES; i++)
		if (v->l->severities[gp_severity_order[i]]) {
			snprintf(name, sizeof name, "r-%s", gp_severity_name(gp_severity_order[i]));
			option(v, name, gp_severity_word(v->st, gp_severity_order[i]),
			    v->l->severities[gp_severity_order[i]]);
		}
	gp_markup_raw(&v->m, "</optgroup></select></label>\n");
}

static void cause_filter(struct gp_view *v)
{
	size_t count;

	open_select(v, "k", "html.cause");
	for (size_t from = 0; from < v->count && from < GP_VIEW_ROWS; from += count) {
		count = gp_view_run(v, from);
		option(v, gp_view_cause(&v->items[from]), gp_view_cause_word(v, &v->items[from]), (int64_t)count);
	}
	gp_markup_raw(&v->m, "</select></label>\n");
}

/* What changed since the last check; without one there is nothing to choose. */
static void change_filter(struct gp_view *v)
{
	static const struct {
		enum gp_change change;
		const char *label;
	} list[] = {{GP_CHANGE_NEW, "html.new"}, {GP_CHANGE_STILL, "html.still"}, {GP_CHANGE_FIXED, "html.fixed"},
	    {GP_CHANGE_OTHER, "html.other"}};
	int64_t n[GP_CHANGE_OTHER + 1] = {0};

	if (!v->l->history.since)
		return;
	for (size_t i = 0; i < v->count; i++)
		if (v->items[i].link)
			n[v->items[i].link->past.change]++;
	open_select(v, "h", "html.change");
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (n[list[i].change])
			option(v, gp_change_name(list[i].change),
			    gp_catalogue_text(v->st->words, v->st->lang, list[i].label), n[list[i].change]);
	gp_markup_raw(&v->m, "</select></label>\n");
}

static int by_name(const void *a, const void *b)
{
	const struct gp_view_column *x = *(const struct gp_view_column *const *)a;
	const struct gp_view_column *y = *(const struct gp_view_column *const *)b;
	int c = strcmp(x->name, y->name);

	return c ? c : strcmp(x->owner, y->owner);
}

static int by_owner(const void *a, const void *b)
{
	const struct gp_view_column *x = *(const struct gp_view_column *const *)a;
	const struct gp_view_column *y = *(const struct gp_view_column *const *)b;
	int c = strcmp(x->owner, y->owner);

	return c ? c : by_name(a, b);
}

/* One option for each word; data-c lists the columns that it stands for. */
static void column_options(struct gp_view *v, const struct gp_view_column **list, size_t n, bool owners)
{
	for (size_t i = 0, to; i < n; i = to) {
		const char *word = owners ? list[i]->owner : list[i]->name;
		int64_t items = 0;

		gp_markup_raw(&v->m, "<option data-c=\"");
		for (to = i; to < n && !strcmp(owners ? list[to]->owner : list[to]->name, word); to++) {
			items += list[to]->items;
			gp_buf_printf(&v->m.out, "%s%td", to > i ? " " : "", list[to] - v->columns.list);
		}
		gp_markup_raw(&v->m, "\" value=\"");
		gp_markup_str(&v->m, word);
		gp_markup_raw(&v->m, "\">");
		if (*word)
			gp_markup_cut(&v->m, word, strlen(word), TEXT_SHOWN);
		else
			gp_view_say(v, "html.nobody", NULL);
		gp_buf_printf(&v->m.out, " (%" PRId64 ")</option>", items);
	}
	gp_markup_raw(&v->m, "</select></label>\n");
}

static void column_filters(struct gp_view *v)
{
	const struct gp_view_column **list = gp_calloc(v->columns.count, sizeof(struct gp_view_column *));
	size_t n = 0;

	for (size_t i = 0; i < v->columns.count; i++)
		if (v->columns.list[i].items)
			list[n++] = &v->columns.list[i];
	qsort(list, n, sizeof *list, by_name);
	open_select(v, "c", "csv.column");
	column_options(v, list, n, false);
	if (v->columns.owners) {
		qsort(list, n, sizeof *list, by_owner);
		open_select(v, "o", "csv.owner");
		column_options(v, list, n, true);
	}
	free(list);
}

static void filters(struct gp_view *v)
{
	gp_markup_raw(&v->m, "<form class=\"filters\" role=\"search\" hidden>\n<label>");
	gp_view_say(v, "html.search", NULL);
	gp_markup_raw(&v->m, " <input type=\"search\" name=\"q\" autocomplete=\"off\"></label>\n");
	level_filter(v);
	cause_filter(v);
	change_filter(v);
	column_filters(v);
	gp_markup_raw(&v->m, "<span class=\"buttons\"><button type=\"button\" name=\"clear\">");
	gp_view_say(v, "html.reset", NULL);
	gp_markup_raw(&v->m, "</button> <button type=\"button\" name=\"print\">");
	gp_view_say(v, "html.print", NULL);
	gp_markup_raw(&v->m, "</button></span>\n</form>\n<p class=\"shown\" role=\"status\" data-shown=\"");
	gp_view_say(v, "html.shown", NULL); /* the script fills {shown} and {total} in */
	gp_markup_raw(&v->m, "\" data-none=\"");
	gp_view_say(v, "html.shown-none", NULL);
	gp_markup_raw(&v->m, "\" hidden></p>\n");
}

/* --- rows */

static void quoted(struct gp_view *v, const char *text)
{
	if (!text || !*text)
		return;
	gp_markup_raw(&v->m, "<q>");
	gp_markup_cut(&v->m, text, strlen(text), TEXT_SHOWN);
	gp_markup_raw(&v->m, "</q>");
}

static void position(struct gp_view *v, uint32_t line, uint32_t col)
{
	char l[16], c[16];
	struct gp_param params[] = {{"line", l}, {"col", c}, {NULL, NULL}};

	if (!line)
		return;
	snprintf(l, sizeof l, "%" PRIu32, line);
	snprintf(c, sizeof c, "%" PRIu32, col);
	gp_markup_raw(&v->m, " <span class=\"pos\">");
	gp_view_say(v, "html.position", params);
	gp_markup_raw(&v->m, "</span> ");
}

static void further_places(struct list *t, const struct gp_link_entry *l)
{
	struct gp_view *v = t->v;
	size_t n = l->place_count;

	if (l->pages_total < 2)
		return;
	n = t->further + n > FURTHER_MAX ? 1 : n;
	t->further += n - 1;
	gp_markup_raw(&v->m, gp_link_spread(l) == GP_LINK_SINGLE ? "<details><summary>"
	    : "<details class=\"alike\"><summary>");
	gp_view_say_n(v, "html.further", l->pages_total - 1);
	gp_markup_raw(&v->m, "</summary><ul>");
	for (size_t i = 1; i < n; i++) {
		gp_markup_raw(&v->m, "<li>");
		gp_view_address(v, l->places[i].page);
		position(v, l->places[i].line, l->places[i].col);
		if (strcmp(l->places[i].text, l->places[0].text))
			quoted(v, l->places[i].text);
		gp_markup_raw(&v->m, "</li>");
	}
	if (l->pages_total > (int64_t)n) {
		gp_markup_raw(&v->m, "<li>");
		gp_view_say_n(v, n < l->place_count ? "html.places-in-csv" : "report.more-pages",
		    l->pages_total - (int64_t)n);
		gp_markup_raw(&v->m, "</li>");
	}
	gp_markup_raw(&v->m, "</ul></details>");
}

static void link_place(struct list *t, const struct gp_link_entry *l)
{
	static const char *const spread[] = {NULL, "html.in-footer", "html.in-header", "html.in-template"};
	struct gp_view *v = t->v;

	if (!l->place_count) {
		gp_view_say(v, "report.start", NULL);
		return;
	}
	if (gp_link_spread(l) != GP_LINK_SINGLE) {
		gp_markup_raw(&v->m, "<strong>");
		gp_view_say_n(v, spread[gp_link_spread(l)], l->pages_total);
		gp_markup_raw(&v->m, "</strong> ");
	}
	gp_view_address(v, l->places[0].page);
	position(v, l->places[0].line, l->places[0].col);
	quoted(v, l->places[0].text);
	further_places(t, l);
}

static void finding_place(struct gp_view *v, const struct gp_finding *f)
{
	position(v, f->line, f->col);
	if (f->selector && *f->selector) {
		gp_markup_raw(&v->m, "<code>");
		gp_markup_cut(&v->m, f->selector, strlen(f->selector), TEXT_SHOWN);
		gp_markup_raw(&v->m, "</code> ");
	}
	quoted(v, f->evidence);
}

static void problem(struct gp_view *v, const struct gp_view_item *i)
{
	const char *title = i->finding ? i->finding->title[v->st->lang] : "";
	struct gp_param basis[] = {{"basis", i->finding && i->finding->basis ? i->finding->basis : ""}, {NULL, NULL}};

	if (*title) {
		gp_markup_raw(&v->m, "<strong>");
		gp_markup_str(&v->m, title);
		gp_markup_raw(&v->m, "</strong> ");
	}
	gp_view_message(v, i);
	gp_markup_raw(&v->m, "<span class=\"fix\">");
	gp_view_fix(v, i);
	gp_markup_raw(&v->m, "</span>");
	if (basis[0].value[0]) {
		gp_markup_raw(&v->m, "<span class=\"fix\">");
		gp_view_say(v, "report.basis", basis);
		gp_markup_raw(&v->m, "</span>");
	}
}

/* Names of columns, or of their owners, each once. */
static void column_words(struct gp_view *v, const uint16_t *of, size_t n, bool owners)
{
	const char *between = "", *last = NULL;
	size_t shown = 0;

	for (size_t k = 0; k < n; k++) {
		const struct gp_view_column *c = &v->columns.list[of[k]];
		const char *word = owners ? c->owner : c->name;

		if (!*word || (last && !strcmp(word, last)))
			continue;
		gp_markup_raw(&v->m, between);
		if (shown++ == COLUMNS_SHOWN) {
			gp_markup_raw(&v->m, "…");
			break;
		}
		gp_markup_cut(&v->m, word, strlen(word), TEXT_SHOWN);
		between = v->st->lang == GP_LANG_ZH ? "、" : ", ";
		last = word;
	}
}

static void open_cell(struct gp_view *v, const char *class, const char *label)
{
	gp_markup_raw(&v->m, "<td class=\"");
	gp_markup_raw(&v->m, class);
	gp_markup_raw(&v->m, "\" data-label=\"");
	gp_view_say(v, label, NULL);
	gp_markup_raw(&v->m, "\">");
}

/* New, or for how long. */
static void mark(struct gp_view *v, const struct gp_view_item *i)
{
	gp_buf_clear(&v->words);
	if (i->link)
		gp_link_mark(&v->words, v->l, i->link, v->run->started, v->st);
	if (!v->words.len)
		return;
	gp_markup_raw(&v->m, "<small>");
	gp_markup_cut(&v->m, v->words.data, v->words.len, TEXT_SHOWN);
	gp_markup_raw(&v->m, "</small>");
}

static void row(struct list *t, size_t at)
{
	struct gp_view *v = t->v;
	const struct gp_view_item *i = &v->items[at];
	uint16_t of[GP_LINK_PAGES];
	size_t n = gp_view_columns_of(v, i, of);

	gp_buf_printf(&v->m.out, "<tr id=\"r%zu\" data-g=\"%s\" data-v=\"%s%s\" data-k=\"", at + 1,
	    gp_view_group_name(gp_view_group(i)), i->link ? "" : "r-", gp_view_level(i));
	gp_markup_str(&v->m, gp_view_cause(i));
	gp_markup_raw(&v->m, "\" data-c=\"");
	for (size_t k = 0; k < n; k++)
		gp_buf_printf(&v->m.out, "%s%u", k ? " " : "", of[k]);
	if (i->link && i->link->past.change) {
		gp_markup_raw(&v->m, "\" data-h=\"");
		gp_markup_raw(&v->m, gp_change_name(i->link->past.change));
	}
	gp_markup_raw(&v->m, "\"><td class=\"level\">");
	gp_view_chip(v, i);
	gp_buf_printf(&v->m.out, " <small>#%zu</small>", at + 1);
	mark(v, i);
	gp_markup_raw(&v->m, "</td>");
	gp_markup_raw(&v->m, "<td class=\"address\">");
	gp_view_item_link(v, i);
	gp_markup_raw(&v->m, "</td>");
	open_cell(v, "place", "html.place");
	if (i->link)
		link_place(t, i->link);
	else
		finding_place(v, i->finding);
	gp_markup_raw(&v->m, "</td><td class=\"problem\">");
	problem(v, i);
	gp_markup_raw(&v->m, "</td>");
	open_cell(v, "column", "csv.column");
	column_words(v, of, n, false);
	gp_markup_raw(&v->m, "</td>");
	if (v->columns.owners) {
		open_cell(v, "owner", "csv.owner");
		column_words(v, of, n, true);
		gp_markup_raw(&v->m, "</td>");
	}
	gp_markup_raw(&v->m, "</tr>\n");
}

static void heads(struct gp_view *v)
{
	static const char *const ids[] = {"csv.verdict", "html.address", "html.place", "html.problem", "csv.column",
	    "csv.owner"};
	size_t n = sizeof ids / sizeof *ids - !v->columns.owners;

	gp_markup_raw(&v->m, "<table class=\"list\">\n<thead><tr>");
	for (size_t i = 0; i < n; i++) {
		gp_markup_raw(&v->m, "<th scope=\"col\">");
		gp_view_say(v, ids[i], NULL);
		gp_markup_raw(&v->m, "</th>");
	}
	gp_markup_raw(&v->m, "</tr></thead>\n<tbody>\n");
}

int gp_view_list(struct gp_view *v)
{
	struct list t = {.v = v, .rows = v->count < GP_VIEW_ROWS ? v->count : GP_VIEW_ROWS};

	if (v->count) {
		gp_markup_raw(&v->m, "<section class=\"all\" id=\"list\">\n<h2>");
		gp_view_say(v, "html.list", NULL);
		gp_markup_raw(&v->m, "</h2>\n");
		filters(v);
		heads(v);
		for (size_t i = 0; i < t.rows; i++) {
			row(&t, i);
			if (gp_view_drain(v))
				return -1;
		}
		gp_markup_raw(&v->m, "</tbody>\n</table>\n");
		if (t.rows < v->count) {
			gp_markup_raw(&v->m, "<p class=\"note\">");
			gp_view_say_n(v, "html.rest-in-csv", (int64_t)(v->count - t.rows));
			gp_markup_raw(&v->m, "</p>\n");
		}
		gp_markup_raw(&v->m, "</section>\n");
	}
	gp_markup_raw(&v->m, "</main>\n");
	return gp_view_drain(v);
}

/* links_html_todo.c - what to do first: templates, then each cause and rule, the worst first */
#include <string.h>

#include "core/report/links_html.h"

#define SHOWN 10         /* links of one cause; all are in the list */
#define GROUPS_SHOWN 200
#define NAME_SHOWN 120   /* code points */

/* "12": a link to its row, if it has one. */
static void row_number(struct gp_view *v, size_t at)
{
	if (at < GP_VIEW_ROWS)
		gp_buf_printf(&v->m.out, " <a class=\"to\" href=\"#r%zu\">#%zu</a>", at + 1, at + 1);
}

static void entry(struct gp_view *v, size_t at, bool own_words)
{
	const struct gp_view_item *i = &v->items[at];

	gp_markup_raw(&v->m, "<li>");
	gp_view_item_link(v, i);
	row_number(v, at);
	if (own_words) {
		gp_markup_raw(&v->m, "<br>");
		gp_view_message(v, i);
	}
	gp_markup_raw(&v->m, "<br><small>");
	if (i->link && i->link->place_count)
		gp_view_where(v, i->link, &i->link->places[0], true);
	else if (i->link)
		gp_view_say(v, "report.start", NULL);
	gp_markup_raw(&v->m, "</small>");
	if (i->link && i->link->suggestion) {
		gp_markup_raw(&v->m, "<br>");
		gp_view_suggestion(v, i->link);
	}
	gp_markup_raw(&v->m, "</li>\n");
}

/* chip, name, number: all that is seen of a closed group, with what to do about it. */
static void summary(struct gp_view *v, const struct gp_view_item *i, size_t count)
{
	const char *name = gp_view_cause_word(v, i);

	gp_markup_raw(&v->m, "<summary>");
	gp_view_chip(v, i);
	gp_markup_raw(&v->m, " <span class=\"name\">");
	gp_markup_cut(&v->m, name, strlen(name), NAME_SHOWN);
	gp_markup_raw(&v->m, "</span> <span class=\"number\">");
	gp_view_say_n(v, i->link ? "html.links" : "html.places", (int64_t)count);
	gp_markup_raw(&v->m, "</span> <span class=\"fix\">");
	gp_view_group_fix(v, i);
	gp_markup_raw(&v->m, "</span></summary>\n");
}

static void group(struct gp_view *v, size_t from, size_t count)
{
	const struct gp_view_item *i = &v->items[from];
	bool own_words = !i->link || gp_link_own_words(i->link, v->st);
	struct gp_param basis[] = {{"basis", i->finding && i->finding->basis ? i->finding->basis : ""}, {NULL, NULL}};
	size_t show = count < SHOWN ? count : SHOWN;

	gp_markup_raw(&v->m, "<details>\n");
	summary(v, i, count);
	if (!own_words) {
		gp_markup_raw(&v->m, "<p>");
		gp_view_message(v, i);
		gp_markup_raw(&v->m, "</p>\n");
	}
	if (basis[0].value[0]) {
		gp_markup_raw(&v->m, "<p>");
		gp_view_say(v, "report.basis", basis);
		gp_markup_raw(&v->m, "</p>\n");
	}
	gp_markup_raw(&v->m, "<ul>\n");
	for (size_t k = 0; k < show; k++)
		entry(v, from + k, own_words);
	gp_markup_raw(&v->m, "</ul>\n<p><a href=\"#list\" data-filter=\"k=");
	gp_markup_str(&v->m, gp_view_cause(i));
	gp_markup_raw(&v->m, "\">");
	gp_view_say_n(v, "html.all-of-them", (int64_t)count);
	gp_markup_raw(&v->m, "</a> <code>");
	gp_markup_str(&v->m, gp_view_cause(i));
	gp_markup_raw(&v->m, "</code></p>\n</details>\n");
}

/* One template mended, many pages mended: these come before all. */
static void templates(struct gp_view *v)
{
	size_t shown = 0;

	if (!v->templates)
		return;
	gp_markup_raw(&v->m, "<details class=\"template\" open>\n<summary><span class=\"name\">");
	gp_view_say(v, "html.templates", NULL);
	gp_markup_raw(&v->m, "</span> <span class=\"number\">");
	gp_view_say_n(v, "html.links", v->templates);
	gp_markup_raw(&v->m, "</span> <span class=\"fix\">");
	gp_view_say(v, "html.templates-fix", NULL);
	gp_markup_raw(&v->m, "</span></summary>\n<ul>\n");
	for (size_t i = 0; i < v->count && shown < SHOWN; i++) {
		if (gp_view_group(&v->items[i]) != GP_VIEW_MEND ||
		    gp_link_spread(v->items[i].link) == GP_LINK_SINGLE)
			continue;
		entry(v, i, true);
		shown++;
	}
	gp_markup_raw(&v->m, "</ul>\n</details>\n");
}

int gp_view_todo(struct gp_view *v)
{
	size_t from = 0, groups = 0, count;

	if (!v->count || gp_view_group(&v->items[0]) == GP_VIEW_FINE)
		return 0;
	gp_markup_raw(&v->m, "<section class=\"todo\">\n<h2>");
	gp_view_say(v, "html.todo", NULL);
	gp_markup_raw(&v->m, "</h2>\n");
	templates(v);
	/* what is fine comes last of all */
	for (; from < v->count && gp_view_group(&v->items[from]) != GP_VIEW_FINE && groups < GROUPS_SHOWN; groups++) {
		count = gp_view_run(v, from);
		group(v, from, count);
		if (gp_view_drain(v))
			return -1;
		from += count;
	}
	gp_markup_raw(&v->m, "</section>\n");
	return 0;
}

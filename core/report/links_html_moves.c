/* links_html_moves.c - redirects within the own site: what to replace by what */
#include "core/report/links_html.h"
#include "core/report/links_moves.h"

#define SHOWN 100
#define URL_SHOWN 300 /* code points */

static void end(struct gp_view *v, const char *url, size_t n, bool prefix)
{
	gp_buf_clear(&v->words);
	gp_link_move_show(&v->words, v->l, url, n, prefix);
	gp_markup_raw(&v->m, "<td class=\"u\">");
	gp_markup_cut(&v->m, v->words.data ? v->words.data : "", v->words.len, URL_SHOWN);
	gp_markup_raw(&v->m, "</td>");
}

static void head(struct gp_view *v, const char *id)
{
	gp_markup_raw(&v->m, "<th scope=\"col\">");
	gp_view_say(v, id, NULL);
	gp_markup_raw(&v->m, "</th>");
}

static void table(struct gp_view *v, const struct gp_links_moves *m)
{
	gp_markup_raw(&v->m, "<table class=\"moves\">\n<thead><tr>");
	head(v, "moves.from");
	head(v, "moves.to");
	head(v, "moves.links");
	head(v, "moves.places");
	gp_markup_raw(&v->m, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < m->count && i < SHOWN; i++) {
		const struct gp_link_move *move = &m->list[i];

		gp_markup_raw(&v->m, "<tr>");
		end(v, move->from, move->from_n, move->prefix);
		end(v, move->to, move->to_n, move->prefix);
		gp_markup_raw(&v->m, "<td>");
		gp_markup_int(&v->m, (int64_t)move->count);
		gp_markup_raw(&v->m, "</td><td>");
		gp_markup_int(&v->m, move->places);
		gp_markup_raw(&v->m, "</td></tr>\n");
	}
	gp_markup_raw(&v->m, "</tbody>\n</table>\n");
}

int gp_view_moves(struct gp_view *v)
{
	struct gp_links_moves m;

	gp_links_moves_make(&m, v->l);
	if (m.count) {
		gp_markup_raw(&v->m, "<section class=\"moved\">\n<h2>");
		gp_view_say(v, "moves.title", NULL);
		gp_markup_raw(&v->m, "</h2>\n<p class=\"note\">");
		gp_view_say_n(v, "moves.note", m.links);
		gp_markup_raw(&v->m, "</p>\n");
		table(v, &m);
		if (m.count > SHOWN) {
			gp_markup_raw(&v->m, "<p class=\"note\">");
			gp_view_say_n(v, "html.fixed-more", (int64_t)(m.count - SHOWN));
			gp_markup_raw(&v->m, "</p>\n");
		}
		gp_markup_raw(&v->m, "</section>\n");
	}
	gp_links_moves_free(&m);
	return gp_view_drain(v);
}

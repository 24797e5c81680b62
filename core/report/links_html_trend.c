/* links_html_trend.c - this check beside those before it: what changed, and a bar for each of the last ones */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/report/links_html.h"

#define RUNS_SHOWN 30
#define FIXED_SHOWN 200
#define HEIGHT 120 /* of the highest bar, in pixels */
#define GAP 15     /* between bars, per cent of a bar's room */

/* --- what changed */

static void figure(struct gp_view *v, const char *filter, int64_t n, const char *word)
{
	bool link = n && filter;

	gp_markup_raw(&v->m, "<li>");
	if (link) {
		gp_markup_raw(&v->m, "<a href=\"#list\" data-filter=\"h=");
		gp_markup_raw(&v->m, filter);
		gp_markup_raw(&v->m, "\">");
	}
	gp_view_say(v, word, NULL);
	gp_markup_raw(&v->m, " <b>");
	gp_markup_int(&v->m, n);
	gp_markup_raw(&v->m, link ? "</b></a>" : "</b>");
}

static void fixed(struct gp_view *v)
{
	const struct gp_links_history *h = &v->l->history;
	size_t show = h->count < FIXED_SHOWN ? h->count : FIXED_SHOWN;

	if (!h->fixed)
		return;
	gp_markup_raw(&v->m, "<details class=\"fixed\"><summary>");
	gp_view_say_n(v, "html.fixed-links", h->fixed);
	gp_markup_raw(&v->m, "</summary><ul>\n");
	for (size_t i = 0; i < show; i++) {
		gp_markup_raw(&v->m, "<li>");
		gp_view_address(v, h->list[i].url);
		if (!strcmp(h->list[i].verdict, GP_PAST_REMOVED)) {
			gp_markup_raw(&v->m, " <small>");
			gp_view_say(v, "report.removed", NULL);
			gp_markup_raw(&v->m, "</small>");
		}
		gp_markup_raw(&v->m, "</li>\n");
	}
	if (h->fixed > (int64_t)show) {
		gp_markup_raw(&v->m, "<li>");
		gp_view_say_n(v, "html.fixed-more", h->fixed - (int64_t)show);
		gp_markup_raw(&v->m, "</li>\n");
	}
	gp_markup_raw(&v->m, "</ul></details>\n");
}

void gp_view_changes(struct gp_view *v)
{
	const struct gp_links_history *h = &v->l->history;
	int64_t days = gp_link_days(h->oldest, v->run->started);
	char since[32];
	struct gp_param params[] = {{"since", since}, {NULL, NULL}};

	if (!h->since)
		return;
	gp_link_minute(h->since, since);
	gp_markup_raw(&v->m, "<section class=\"changes\"><p>");
	gp_view_say(v, "html.changes", params);
	gp_markup_raw(&v->m, "</p>\n<ul>");
	figure(v, "new", h->fresh, "html.new");
	gp_markup_raw(&v->m, "</li>");
	if (!v->run->owner) { /* where a link stood that is gone is not remembered */
		figure(v, NULL, h->fixed, "html.fixed");
		gp_markup_raw(&v->m, "</li>");
	}
	figure(v, "still", h->still, "html.still");
	if (days) {
		gp_markup_raw(&v->m, " <small>");
		gp_view_say_n(v, "html.oldest", days);
		gp_markup_raw(&v->m, "</small>");
	}
	gp_markup_raw(&v->m, "</li></ul>\n</section>\n");
	fixed(v);
}

/* --- the chart: places in per cent, so that it fits a telephone and a page alike */

static int64_t to_mend(const struct gp_link_run *r)
{
	return r->counts[GP_VERDICT_BROKEN] + r->counts[GP_VERDICT_DANGER];
}

static int64_t by_hand(const struct gp_link_run *r)
{
	return r->counts[GP_VERDICT_BLOCKED] + r->counts[GP_VERDICT_THROTTLED] + r->counts[GP_VERDICT_UNVERIFIED] +
	    r->counts[GP_VERDICT_UNCHECKED];
}

/* One piece of a bar on top of what is there: the height that was used. */
static double piece(struct gp_view *v, const char *series, double x, double width, double used, int64_t n, int64_t most)
{
	double height = (double)HEIGHT * (double)n / (double)most;

	if (!n)
		return used;
	height = height < 1 ? 1 : height;
	gp_buf_printf(&v->m.out, "<rect class=\"%s\" x=\"%.2f%%\" y=\"%.1f\" width=\"%.2f%%\" height=\"%.1f\"/>", series, x,
	    HEIGHT - used - height, width, height);
	return used + height;
}

static void bars(struct gp_view *v, const struct gp_link_run *runs, size_t n)
{
	double room = 100.0 / (double)(n < 16 ? 16 : n);
	int64_t most = 1;

	for (size_t i = 0; i < n; i++)
		if (to_mend(&runs[i]) + by_hand(&runs[i]) > most)
			most = to_mend(&runs[i]) + by_hand(&runs[i]);
	gp_buf_printf(&v->m.out, "<svg width=\"100%%\" height=\"%d\" aria-hidden=\"true\">", HEIGHT + 2);
	for (size_t i = 0; i < n; i++) {
		double x = room * (double)i, width = room * (100 - GAP) / 100;
		double used = piece(v, "mend", x, width, 0, to_mend(&runs[i]), most);

		piece(v, "hand", x, width, used, by_hand(&runs[i]), most);
	}
	gp_buf_printf(&v->m.out, "<rect class=\"floor\" x=\"0\" y=\"%d\" width=\"100%%\" height=\"2\"/></svg>\n", HEIGHT);
}

/* The same figures for who cannot see the bars, or wants to know. */
static void table(struct gp_view *v, const struct gp_link_run *runs, size_t n)
{
	static const char *const heads[] = {"html.trend-date", "html.mend", "html.by-hand", "html.fine"};
	char minute[32];

	gp_markup_raw(&v->m, "<details><summary>");
	gp_view_say(v, "html.trend-table", NULL);
	gp_markup_raw(&v->m, "</summary>\n<table class=\"runs\"><thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		gp_markup_raw(&v->m, "<th scope=\"col\">");
		gp_view_say(v, heads[i], NULL);
		gp_markup_raw(&v->m, "</th>");
	}
	gp_markup_raw(&v->m, "</tr></thead>\n<tbody>\n");
	for (size_t i = n; i-- > 0;) {
		gp_markup_raw(&v->m, "<tr><th scope=\"row\">");
		gp_markup_str(&v->m, gp_link_minute(runs[i].started, minute));
		if (!runs[i].complete)
			gp_view_say(v, "html.partial-run", NULL);
		gp_buf_printf(&v->m.out, "</th><td>%" PRId64 "</td><td>%" PRId64 "</td><td>%" PRId64 "</td></tr>\n",
		    to_mend(&runs[i]), by_hand(&runs[i]),
		    runs[i].counts[GP_VERDICT_OK] + runs[i].counts[GP_VERDICT_REDIRECTED]);
	}
	gp_markup_raw(&v->m, "</tbody></table></details>\n");
}

int gp_view_trend(struct gp_view *v)
{
	const struct gp_links_history *h = &v->l->history;
	size_t n = h->run_count < RUNS_SHOWN ? h->run_count : RUNS_SHOWN;
	const struct gp_link_run *runs = h->runs + (h->run_count - n);

	if (n < 2)
		return 0;
	gp_markup_raw(&v->m, "<section class=\"trend\">\n<h2>");
	gp_view_say(v, "html.trend", NULL);
	gp_markup_raw(&v->m, "</h2>\n");
	gp_view_patterns(v);
	bars(v, runs, n);
	gp_markup_raw(&v->m, "<p class=\"note\">");
	gp_view_say_n(v, "html.trend-note", (int64_t)n);
	gp_markup_raw(&v->m, "</p>\n");
	table(v, runs, n);
	gp_markup_raw(&v->m, "</section>\n");
	return gp_view_drain(v);
}

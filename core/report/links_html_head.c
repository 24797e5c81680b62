/* links_html_head.c - what an office head reads: one sentence, and the figures behind it */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/report/links_html.h"

static int64_t count(const struct gp_view *v, enum gp_verdict verdict)
{
	return v->l->counts[verdict];
}

static int64_t by_hand(const struct gp_view *v)
{
	return count(v, GP_VERDICT_BLOCKED) + count(v, GP_VERDICT_THROTTLED) + count(v, GP_VERDICT_UNVERIFIED);
}

static int64_t grave(const struct gp_view *v)
{
	const int64_t *s = v->l->severities;

	return s[GP_SEVERITY_VETO] + s[GP_SEVERITY_DEDUCT] + s[GP_SEVERITY_ERROR];
}

static void title(struct gp_view *v)
{
	char minute[32], seconds[24], pages[24], total[24];
	struct gp_param params[] = {{"started", gp_link_minute(v->run->started, minute)}, {"seconds", seconds},
	    {"pages", pages}, {"total", total}, {NULL, NULL}};

	snprintf(seconds, sizeof seconds, "%" PRId64, v->run->seconds);
	snprintf(pages, sizeof pages, "%" PRId64, v->l->pages);
	snprintf(total, sizeof total, "%" PRId64, v->l->total);
	gp_markup_raw(&v->m, "<header>\n");
	if (v->run->office) {
		gp_markup_raw(&v->m, "<p class=\"office\">");
		gp_buf_clear(&v->words);
		gp_links_site(&v->words, v->run);
		gp_markup_text(&v->m, v->words.data, v->words.len);
		gp_markup_raw(&v->m, "</p>\n");
	}
	gp_markup_raw(&v->m, "<h1>");
	gp_view_say(v, "html.title", NULL);
	gp_markup_raw(&v->m, "</h1>\n<p class=\"run\"><b class=\"u\">");
	gp_markup_cut(&v->m, v->run->seed, strlen(v->run->seed), 200);
	gp_markup_raw(&v->m, "</b> ");
	gp_view_say(v, "html.run", params);
	gp_markup_raw(&v->m, "</p>\n</header>\n<main>\n");
}

/* --- the judgement */

static void broken(struct gp_view *v)
{
	char n[24], t[24];
	struct gp_param params[] = {{"n", n}, {"t", t}, {NULL, NULL}};

	snprintf(n, sizeof n, "%" PRId64, count(v, GP_VERDICT_BROKEN));
	snprintf(t, sizeof t, "%" PRId64, v->templates);
	gp_view_say(v, v->templates ? "html.broken-template" : "html.broken", params);
}

static void sentence(struct gp_view *v)
{
	int64_t bad = count(v, GP_VERDICT_DANGER) + count(v, GP_VERDICT_BROKEN);
	int64_t open = by_hand(v) + count(v, GP_VERDICT_UNCHECKED);
	const int64_t *s = v->l->severities;
	int64_t rules = grave(v) + s[GP_SEVERITY_WARNING];

	gp_markup_raw(&v->m, bad || grave(v) ? "<p class=\"judgement bad\">"
	    : open || rules || s[GP_SEVERITY_UNCHECKED] || gp_view_incomplete(v->run) ? "<p class=\"judgement open\">"
	    : "<p class=\"judgement good\">");
	if (count(v, GP_VERDICT_DANGER))
		gp_view_say_n(v, "html.danger", count(v, GP_VERDICT_DANGER));
	if (count(v, GP_VERDICT_BROKEN))
		broken(v);
	if (!bad)
		gp_view_say(v, gp_view_incomplete(v->run) ? "html.clean-so-far" : "report.clean", NULL);
	gp_markup_raw(&v->m, open || rules ? " <span>" : "");
	if (open)
		gp_view_say_n(v, "html.open", open);
	if (rules)
		gp_view_say_n(v, s[GP_SEVERITY_VETO] ? "html.rules-veto" : "html.rules", rules);
	gp_markup_raw(&v->m, open || rules ? "</span></p>\n" : "</p>\n");
}

static void incomplete(struct gp_view *v)
{
	const char *id = gp_view_incomplete(v->run);

	if (!id)
		return;
	gp_markup_raw(&v->m, "<p class=\"incomplete\" role=\"alert\">");
	gp_view_say_n(v, id, count(v, GP_VERDICT_UNCHECKED));
	gp_markup_raw(&v->m, "</p>\n");
}

/* Files that no rule on texts has seen. */
static void documents(struct gp_view *v)
{
	gp_buf_clear(&v->words);
	if (!gp_links_documents_line(&v->words, v->run, v->st))
		return;
	gp_markup_raw(&v->m, "<p class=\"incomplete\">");
	gp_markup_text(&v->m, v->words.data, v->words.len);
	gp_markup_raw(&v->m, "</p>\n");
}

/* --- figures */

/* "blocked 2 · unverified 1": the verdicts that make the figure. */
static void verdicts(struct gp_view *v, const enum gp_verdict *list, size_t n)
{
	const char *between = "";

	for (size_t i = 0; i < n; i++)
		if (count(v, list[i])) {
			gp_markup_raw(&v->m, between);
			gp_markup_str(&v->m, gp_verdict_word(v->st, list[i]));
			gp_markup_raw(&v->m, " ");
			gp_markup_int(&v->m, count(v, list[i]));
			between = " · ";
		}
}

static void tile(struct gp_view *v, enum gp_view_group g, int64_t n, const char *label, const char *note,
    const enum gp_verdict *list, size_t list_n)
{
	bool link = n && g != GP_VIEW_FINE;

	gp_markup_raw(&v->m, "<li class=\"");
	gp_markup_raw(&v->m, gp_view_group_name(g));
	gp_markup_raw(&v->m, n ? "\">" : " none\">");
	if (link) {
		gp_markup_raw(&v->m, "<a href=\"#list\" data-filter=\"v=");
		gp_markup_raw(&v->m, gp_view_group_name(g));
		gp_markup_raw(&v->m, "\">");
	}
	gp_markup_raw(&v->m, "<b>");
	gp_markup_int(&v->m, n);
	gp_markup_raw(&v->m, "</b> ");
	gp_view_say(v, label, NULL);
	gp_markup_raw(&v->m, link ? "</a><small>" : "<small>");
	gp_view_say(v, note, NULL);
	if (n) {
		gp_markup_raw(&v->m, "<br>");
		verdicts(v, list, list_n);
	}
	gp_markup_raw(&v->m, "</small></li>\n");
}

static void tiles(struct gp_view *v)
{
	static const enum gp_verdict mend[] = {GP_VERDICT_DANGER, GP_VERDICT_BROKEN};
	static const enum gp_verdict hand[] = {GP_VERDICT_BLOCKED, GP_VERDICT_THROTTLED, GP_VERDICT_UNVERIFIED};
	static const enum gp_verdict unchecked[] = {GP_VERDICT_UNCHECKED};
	static const enum gp_verdict fine[] = {GP_VERDICT_OK, GP_VERDICT_REDIRECTED};

	gp_markup_raw(&v->m, "<ul class=\"tiles\">\n");
	tile(v, GP_VIEW_MEND, count(v, GP_VERDICT_DANGER) + count(v, GP_VERDICT_BROKEN), "html.mend", "html.mend-note",
	    mend, 2);
	tile(v, GP_VIEW_HAND, by_hand(v), "html.hand", "html.hand-note", hand, 3);
	if (count(v, GP_VERDICT_UNCHECKED))
		tile(v, GP_VIEW_UNCHECKED, count(v, GP_VERDICT_UNCHECKED), "html.unchecked", "html.unchecked-note",
		    unchecked, 1);
	if (!v->run->owner) /* what is fine is nobody's to mend, and stays in the whole */
		tile(v, GP_VIEW_FINE, count(v, GP_VERDICT_OK) + count(v, GP_VERDICT_REDIRECTED), "html.fine", "html.fine-note",
		    fine, 2);
	gp_markup_raw(&v->m, "</ul>\n");
}

static void severities(struct gp_view *v)
{
	if (!v->l->finding_count)
		return;
	gp_markup_raw(&v->m, "<p class=\"severities\">");
	gp_view_say_n(v, "html.findings", (int64_t)v->l->finding_count);
	for (int i = 0; i < GP_SEVERITIES; i++) {
		enum gp_severity s = gp_severity_order[i];

		if (!v->l->severities[s])
			continue;
		gp_markup_raw(&v->m, " <a class=\"chip rule ");
		gp_markup_str(&v->m, gp_severity_name(s));
		gp_markup_raw(&v->m, "\" href=\"#list\" data-filter=\"v=r-");
		gp_markup_str(&v->m, gp_severity_name(s));
		gp_markup_raw(&v->m, "\">");
		gp_markup_str(&v->m, gp_severity_word(v->st, s));
		gp_markup_raw(&v->m, " ");
		gp_markup_int(&v->m, v->l->severities[s]);
		gp_markup_raw(&v->m, "</a>");
	}
	gp_markup_raw(&v->m, "</p>\n");
}

int gp_view_head(struct gp_view *v)
{
	title(v);
	gp_markup_raw(&v->m, "<section class=\"summary\">\n");
	sentence(v);
	incomplete(v);
	documents(v);
	tiles(v);
	gp_view_changes(v);
	severities(v);
	gp_markup_raw(&v->m, "</section>\n");
	return gp_view_drain(v);
}

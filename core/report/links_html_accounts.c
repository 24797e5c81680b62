/* links_html_accounts.c - the office's accounts: a row each */
#include <string.h>

#include "core/report/links_accounts.h"
#include "core/report/links_html.h"

#define NAME_SHOWN 120 /* code points */

static void head(struct gp_view *v, const char *id)
{
	gp_markup_raw(&v->m, "<th scope=\"col\">");
	gp_view_say(v, id, NULL);
	gp_markup_raw(&v->m, "</th>");
}

static void words(struct gp_view *v)
{
	gp_markup_cut(&v->m, v->words.data ? v->words.data : "", v->words.len, NAME_SHOWN);
}

static void number(struct gp_view *v, int64_t n)
{
	gp_markup_raw(&v->m, "<td>");
	if (n >= 0)
		gp_markup_int(&v->m, n);
	gp_markup_raw(&v->m, "</td>");
}

/* The name, as a link where the office gave its address. */
static void name(struct gp_view *v, const struct gp_links_account *a)
{
	bool link = *a->url && gp_markup_link(&v->m, a->url);

	gp_buf_clear(&v->words);
	gp_links_account_label(&v->words, a, v->st->words, v->st->lang);
	words(v);
	gp_markup_raw(&v->m, link ? "</a>" : "");
}

/* Which adapter; what was not read, and why; and what its knowledge rests on. */
static void how(struct gp_view *v, const struct gp_links_account *a)
{
	gp_markup_raw(&v->m, "<td class=\"u\">");
	gp_markup_str(&v->m, *a->adapter ? a->adapter : "-");
	if (!strcmp(a->mark, "M")) {
		gp_markup_raw(&v->m, "<br><small>");
		gp_view_say(v, "accounts.mark-m", NULL);
		gp_markup_raw(&v->m, "</small>");
	}
	if (*a->why) {
		gp_buf_clear(&v->words);
		gp_links_account_why(&v->words, a, v->st->words, v->st->lang);
		gp_markup_raw(&v->m, "<br>");
		words(v);
	}
	gp_markup_raw(&v->m, "</td>");
}

static void row(struct gp_view *v, const struct gp_links_account *a)
{
	bool read = strcmp(a->state, "unread") != 0;

	gp_markup_raw(&v->m, "<tr><td class=\"u\">");
	name(v, a);
	gp_markup_raw(&v->m, "</td><td class=\"u\">");
	gp_markup_str(&v->m, a->owner);
	gp_markup_raw(&v->m, "</td><td>");
	gp_markup_str(&v->m, a->newest);
	gp_markup_raw(&v->m, "</td>");
	number(v, a->age);
	number(v, read ? (int64_t)a->count : -1);
	number(v, read ? a->broken : -1);
	number(v, read ? a->blocked : -1);
	number(v, read ? a->broken_inside : -1);
	number(v, a->on_site);
	how(v, a);
	gp_markup_raw(&v->m, "</tr>\n");
}

int gp_view_accounts(struct gp_view *v)
{
	static const char *const heads[] = {"accounts.account", "accounts.owner", "accounts.newest", "accounts.days",
	    "accounts.articles", "accounts.broken", "accounts.blocked", "accounts.inside", "accounts.on-site", "accounts.how"};

	if (!v->l->account_count)
		return 0;
	gp_markup_raw(&v->m, "<section class=\"accounts\">\n<h2>");
	gp_view_say(v, "accounts.title", NULL);
	gp_markup_raw(&v->m, "</h2>\n<table class=\"moves\">\n<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		head(v, heads[i]);
	gp_markup_raw(&v->m, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < v->l->account_count; i++)
		row(v, &v->l->accounts[i]);
	gp_markup_raw(&v->m, "</tbody>\n</table>\n</section>\n");
	return gp_view_drain(v);
}

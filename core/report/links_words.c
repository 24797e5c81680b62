/* links_words.c - what a link report says, in words */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/crawl/crawl.h"
#include "core/report/links.h"
#include "core/text/utf8.h"
#include "core/web/url.h"

void gp_link_show(struct gp_buf *out, const struct gp_links *l, const char *url)
{
	size_t origin = strlen(GP_FOLDER_ORIGIN);
	struct gp_buf shown;

	if (l->folder && !strncmp(url, GP_FOLDER_ORIGIN "/", origin + 1))
		url += origin + 1;
	gp_buf_init(&shown, 8 * GP_URL_MAX);
	gp_url_show(&shown, url, strlen(url));
	gp_utf8_show(out, shown.data ? shown.data : "", shown.len);
	gp_buf_free(&shown);
}

void gp_link_file(struct gp_buf *out, const struct gp_links_run *run, const char *url)
{
	size_t origin = strlen(GP_FOLDER_ORIGIN);

	if (!run->folder || strncmp(url, GP_FOLDER_ORIGIN "/", origin + 1)) {
		gp_buf_puts(out, url);
		return;
	}
	gp_buf_puts(out, run->folder);
	gp_url_percent_decode(out, url + origin + 1, strlen(url + origin + 1));
}

void gp_links_site(struct gp_buf *out, const struct gp_links_run *run)
{
	gp_buf_puts(out, run->office ? run->office : run->seed);
	if (run->owner)
		gp_buf_printf(out, " · %s", run->owner);
}

const char *gp_verdict_word(const struct gp_links_style *st, enum gp_verdict v)
{
	char id[40];

	snprintf(id, sizeof id, "verdict.%s", gp_verdict_name(v));
	return gp_catalogue_text(st->words, st->lang, id);
}

const char *gp_severity_word(const struct gp_links_style *st, enum gp_severity s)
{
	char id[40];

	snprintf(id, sizeof id, "severity.%s", gp_severity_name(s));
	return gp_catalogue_text(st->words, st->lang, id);
}

const char *gp_cause_word(const struct gp_links_style *st, const struct gp_cause *c)
{
	char id[64];

	snprintf(id, sizeof id, "cause.%s.name", c->id);
	return c->id[0] ? gp_catalogue_text(st->words, st->lang, id) : gp_verdict_word(st, c->verdict);
}

void gp_link_where(struct gp_buf *out, const struct gp_links *l, const struct gp_link_entry *n,
    const struct gp_link_place *p, bool whole, const struct gp_links_style *st)
{
	static const char *const spread[] = {"report.page", "report.footer", "report.header", "report.template"};
	const char *id = whole ? spread[gp_link_spread(n)] : spread[GP_LINK_SINGLE];
	char line[16], col[16], pages[24];
	struct gp_buf page, text;
	struct gp_param params[] = {{"page", ""}, {"line", line}, {"col", col}, {"n", pages}, {"text", ""}, {NULL, NULL}};

	gp_buf_init(&page, 1 << 20);
	gp_buf_init(&text, 1 << 20);
	gp_link_show(&page, l, p->page);
	gp_utf8_show(&text, p->text, strlen(p->text));
	if (id == spread[GP_LINK_SINGLE] && text.len)
		id = "report.page-text";
	params[0].value = page.data ? page.data : "";
	params[4].value = text.data ? text.data : "";
	snprintf(line, sizeof line, "%" PRIu32, p->line);
	snprintf(col, sizeof col, "%" PRIu32, p->col);
	snprintf(pages, sizeof pages, "%" PRId64, n->pages_total);
	gp_catalogue_say(out, st->words, st->lang, id, params);
	gp_buf_free(&page);
	gp_buf_free(&text);
}

int64_t gp_link_days(int64_t from, int64_t to)
{
	return from && to > from ? (to - from) / 86400 : 0;
}

const char *gp_link_minute(int64_t at, char out[32])
{
	gp_clock_iso(at, out);
	out[16] = '\0';
	out[10] = ' ';
	return out;
}

void gp_link_mark(struct gp_buf *out, const struct gp_links *l, const struct gp_link_entry *n, int64_t now,
    const struct gp_links_style *st)
{
	char days[24], since[32];
	struct gp_param params[] = {{"n", days}, {"since", since}, {NULL, NULL}};
	int64_t d = n->past.change == GP_CHANGE_STILL ? gp_link_days(n->past.failed_since, now) : 0;

	if (n->carried)
		d = gp_link_days(n->past.last_checked, now);
	snprintf(days, sizeof days, "%" PRId64, d);
	since[0] = '\0';
	if (n->past.blocked > 1) {
		snprintf(days, sizeof days, "%" PRId64, n->past.blocked);
		gp_clock_iso(n->past.blocked_since, since);
		since[10] = '\0';
		gp_catalogue_say(out, st->words, st->lang, "report.blocked-since", params);
	} else if (n->carried)
		gp_catalogue_say(out, st->words, st->lang, d ? "report.checked-days" : "report.checked-today", params);
	else if (l->history.since && n->past.change == GP_CHANGE_NEW)
		gp_catalogue_say(out, st->words, st->lang, "report.is-new", NULL);
	else if (d)
		gp_catalogue_say(out, st->words, st->lang, "report.for-days", params);
}

/* Our own details have words; a server's or a library's stay as they came. */
static const char *detail_words(const struct gp_link_entry *l, const struct gp_links_style *st)
{
	char id[160];
	const char *words;

	snprintf(id, sizeof id, "detail.%.120s", l->detail);
	words = gp_catalogue_text(st->words, st->lang, id);
	return words == id ? l->detail : words;
}

static void sentence(struct gp_buf *out, const char *suffix, const struct gp_link_entry *l,
    const struct gp_links_style *st)
{
	struct gp_buf fragment, guard;
	char id[64], status[16], first[80];
	const char *final = l->final_url ? l->final_url : "";
	struct gp_param params[] = {{"status", status}, {"final", final}, {"detail", detail_words(l, st)},
	    {"fragment", ""}, {"first", l->first_cause}, {"guard", ""}, {NULL, NULL}};

	snprintf(id, sizeof id, "cause.%s.%s", l->judged.cause->id, suffix);
	if (l->trap)
		snprintf(id, sizeof id, "%s", *suffix == 'm' ? "trap.message" : "trap.fix");
	else if (!strncmp(l->detail, "mail-", 5) && !strcmp(l->judged.cause->id, "dns"))
		snprintf(id, sizeof id, "%s", *suffix == 'm' ? "mail.dns" : "mail.dns-fix");
	else if (*suffix == 'f' && (!strncmp(l->detail, "mail-", 5) || !strncmp(l->detail, "tel-", 4)))
		snprintf(id, sizeof id, "%s", l->detail[0] == 'm' ? "mail.fix" : "tel.fix");
	snprintf(status, sizeof status, "%d", l->judged.status);
	if (!l->judged.status) { /* a chain can end in a failure without a status */
		snprintf(first, sizeof first, "%s", l->first_cause[0] ? l->first_cause : "-");
		params[0].value = first;
	}
	gp_buf_init(&fragment, 8 * GP_URL_MAX);
	gp_url_show(&fragment, l->fragment, strlen(l->fragment));
	params[3].value = fragment.data ? fragment.data : "";
	gp_buf_init(&guard, 4096);
	/* whose protection it is, where that is known; or which certificate is missing */
	if (l->detail[0] && (l->judged.verdict == GP_VERDICT_BLOCKED || !strcmp(l->detail, "incomplete-chain")))
		gp_catalogue_say(&guard, st->words, st->lang, "detail.guard", &params[2]);
	params[5].value = guard.data ? guard.data : "";
	gp_catalogue_say(out, st->words, st->lang, id, params);
	gp_buf_free(&guard);
	gp_buf_free(&fragment);
}

void gp_link_message(struct gp_buf *out, const struct gp_link_entry *l, const struct gp_links_style *st)
{
	if (l->judged.cause->id[0])
		sentence(out, "message", l, st);
}

void gp_link_fix(struct gp_buf *out, const struct gp_link_entry *l, const struct gp_links_style *st)
{
	if (l->judged.cause->id[0])
		sentence(out, "fix", l, st);
}

bool gp_link_own_words(const struct gp_link_entry *l, const struct gp_links_style *st)
{
	char id[64];

	if (l->trap)
		return true;
	snprintf(id, sizeof id, "cause.%s.message", l->judged.cause->id);
	return strchr(gp_catalogue_text(st->words, st->lang, id), '{') != NULL;
}

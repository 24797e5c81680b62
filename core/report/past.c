#include "core/report/past.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/report/outfile.h"
#include "core/text/utf8.h"
#include "core/web/url.h"

#define OUT_MAX ((size_t)64 << 20)

struct finding_out {
	struct gp_past *p;
	struct gp_store *s;
	const char *name;
	const char *path;             /* as typed, without the slash before it */
	struct gp_past_run_list {
		struct run {
			int64_t id, at;
		} *list;
		size_t count, cap;
	} runs;
	struct gp_buf decoded;
	struct gp_past_link *link;    /* the one whose checks are gathered */
	struct gp_err *e;
};

static const char *keep(struct finding_out *f, const char *s)
{
	return gp_arena_strndup(&f->p->arena, s, strlen(s));
}

static int take_run(void *user, const struct gp_store_past_run *r)
{
	struct finding_out *f = user;

	if (f->runs.count == f->runs.cap) {
		f->runs.cap = f->runs.cap ? f->runs.cap * 2 : 64;
		f->runs.list = gp_reallocarray(f->runs.list, f->runs.cap, sizeof *f->runs.list);
	}
	f->runs.list[f->runs.count++] = (struct run){r->id, r->started};
	return 0;
}

/* --- the checks of one link */

/* A spell as a check for each of its runs. What was removed is said once, and where nobody looked nothing is. */
static void add_checks(struct finding_out *f, const struct gp_store_spell *sp)
{
	bool removed = !strcmp(sp->verdict, GP_PAST_REMOVED);
	struct gp_past_check c = {.status = sp->status, .pages = sp->pages};

	if (!strcmp(sp->verdict, GP_PAST_UNSEEN))
		return;
	c.verdict = keep(f, sp->verdict);
	c.cause = keep(f, sp->cause);
	c.final_url = keep(f, sp->final_url);
	for (size_t i = 0; i < f->runs.count; i++) {
		c.run = f->runs.list[i].id;
		c.at = f->runs.list[i].at;
		if (c.run < sp->from || c.run > sp->until)
			continue;
		f->link->checks[f->link->count++] = c;
		if (removed)
			return;
	}
}

static int take_spell(void *user, const struct gp_store_spell *sp)
{
	add_checks(user, sp);
	return 0;
}

static int add_link(struct finding_out *f, const struct gp_store_past *row)
{
	struct gp_store_past p = *row;
	struct gp_store_spell open = {.from = p.since, .until = INT64_MAX, .verdict = p.verdict, .cause = p.cause,
	    .status = p.status, .final_url = p.final_url, .pages = p.pages};

	if (f->p->count == GP_PAST_LINKS)
		return 0;
	f->link = &f->p->list[f->p->count++];
	if (f->runs.count)
		gp_history_complete(&p, f->runs.list[f->runs.count - 1].at);
	*f->link = (struct gp_past_link){.url = keep(f, p.url), .store = keep(f, f->name), .first_seen = p.first_seen,
	    .last_ok = p.last_ok, .last_checked = p.last_checked, .failed_since = p.failed_since, .streak = p.streak};
	/* spells do not overlap: at most a check for each run */
	f->link->checks = gp_arena_alloc(&f->p->arena, (f->runs.count + 1) * sizeof *f->link->checks);
	/* before the spells are read, which ends what row's strings may point to */
	open.verdict = keep(f, open.verdict);
	open.cause = keep(f, open.cause);
	open.final_url = keep(f, open.final_url);
	if (gp_store_each_spell(f->s, f->link->url, take_spell, f, f->e))
		return -1;
	add_checks(f, &open);
	return 0;
}

/* --- which links are meant */

static bool path_is(struct finding_out *f, const char *path, size_t n)
{
	if (n == strlen(f->path) && !memcmp(path, f->path, n))
		return true;
	gp_buf_clear(&f->decoded); /* people type paths as they read them */
	gp_url_percent_decode(&f->decoded, path, n);
	return f->decoded.len == strlen(f->path) && f->decoded.data && !memcmp(f->decoded.data, f->path, f->decoded.len);
}

static int take_row(void *user, const struct gp_store_past *p)
{
	struct finding_out *f = user;
	const char *host = strstr(p->url, "://"), *path = host ? strchr(host + 3, '/') : NULL;

	return p->own && path && path_is(f, path + 1, strlen(path + 1)) ? add_link(f, p) : 0;
}

/* As given, and as addresses are written in the store. */
static int find_address(struct finding_out *f, const char *word)
{
	struct gp_store_past p;
	struct gp_url u;
	int found = gp_store_past(f->s, word, &p, f->e);

	gp_url_init(&u);
	if (!found && gp_url_parse(&u, word, strlen(word), NULL, NULL) == GP_URL_OK)
		found = gp_store_past(f->s, gp_url_href(&u), &p, f->e);
	gp_url_free(&u);
	if (found == 1)
		return add_link(f, &p);
	return found;
}

int gp_past_find(struct gp_past *p, struct gp_store *s, const char *name, const char *word, struct gp_err *e)
{
	struct finding_out f = {.p = p, .s = s, .name = name, .path = word + (*word == '/'), .e = e};
	int rc = -1;

	gp_buf_init(&f.decoded, 4 * GP_URL_MAX);
	if (gp_links_settle(s, e) || gp_store_each_past_run(s, take_run, &f, e))
		goto out;
	rc = strstr(word, "://") ? find_address(&f, word) : gp_store_each_past(s, false, take_row, &f, e);
out:
	free(f.runs.list);
	gp_buf_free(&f.decoded);
	return rc;
}

void gp_past_free(struct gp_past *p)
{
	gp_arena_free(&p->arena);
	p->count = 0;
}

/* --- for people */

static void say(struct gp_buf *b, const struct gp_links_style *st, const char *id, const struct gp_param *params)
{
	gp_catalogue_say(b, st->words, st->lang, id, params);
	gp_buf_putc(b, '\n');
}

static void moment(struct gp_buf *b, const struct gp_links_style *st, const char *id, int64_t at)
{
	char minute[32];
	struct gp_param params[] = {{"at", minute}, {NULL, NULL}};

	if (!at)
		return;
	gp_link_minute(at, minute);
	gp_buf_puts(b, "  ");
	say(b, st, id, params);
}

static void dates(struct gp_buf *b, const struct gp_past_link *l, const struct gp_links_style *st)
{
	char minute[32], days[24], streak[24];
	struct gp_param params[] = {{"at", minute}, {"days", days}, {"n", streak}, {NULL, NULL}};

	moment(b, st, "history.first-seen", l->first_seen);
	moment(b, st, "history.last-ok", l->last_ok);
	if (!l->failed_since)
		return;
	gp_link_minute(l->failed_since, minute);
	snprintf(days, sizeof days, "%" PRId64, gp_link_days(l->failed_since, gp_clock_now()));
	snprintf(streak, sizeof streak, "%" PRId64, l->streak);
	gp_buf_puts(b, "  ");
	say(b, st, "history.broken", params);
}

static const char *verdict_words(const struct gp_past_check *c, const struct gp_links_style *st)
{
	if (!strcmp(c->verdict, GP_PAST_REMOVED))
		return gp_catalogue_text(st->words, st->lang, "history.removed");
	for (int v = 0; v < GP_VERDICTS; v++)
		if (!strcmp(gp_verdict_name((enum gp_verdict)v), c->verdict))
			return gp_verdict_word(st, (enum gp_verdict)v);
	return c->verdict;
}

static void check(struct gp_buf *b, const struct gp_past_check *c, const struct gp_links_style *st)
{
	char minute[32], number[24];
	struct gp_param pages[] = {{"n", number}, {NULL, NULL}};

	gp_buf_printf(b, "  %s  ", gp_link_minute(c->at, minute));
	gp_buf_puts(b, verdict_words(c, st));
	if (!strcmp(c->cause, GP_PAST_CARRIED)) {
		gp_buf_puts(b, "  ");
		gp_catalogue_say(b, st->words, st->lang, "history.carried", NULL);
	} else if (*c->cause) {
		gp_buf_printf(b, "  %s", c->cause);
	}
	if (c->status > 0)
		gp_buf_printf(b, "  %d", c->status);
	if (c->pages) {
		snprintf(number, sizeof number, "%" PRId64, c->pages);
		gp_buf_puts(b, "  ");
		gp_catalogue_say(b, st->words, st->lang, "history.pages", pages);
	}
	if (*c->final_url) {
		gp_buf_puts(b, "  → ");
		gp_utf8_show(b, c->final_url, strlen(c->final_url));
	}
	gp_buf_putc(b, '\n');
}

int gp_past_text(struct gp_outfile *o, const struct gp_past *p, const struct gp_links_style *st, struct gp_err *e)
{
	struct gp_links none = {0};
	struct gp_buf b;
	int rc = 0;

	gp_buf_init(&b, OUT_MAX);
	for (size_t i = 0; !rc && i < p->count; i++) {
		const struct gp_past_link *l = &p->list[i];

		gp_buf_puts(&b, i ? "\n" : "");
		gp_link_show(&b, &none, l->url);
		gp_buf_putc(&b, '\n');
		dates(&b, l, st);
		for (size_t k = 0; k < l->count; k++)
			check(&b, &l->checks[k], st);
		rc = gp_outfile_drain(o, &b, e);
	}
	gp_buf_free(&b);
	return rc;
}

/* --- for programs */

static void when(struct gp_json *j, const char *key, int64_t at)
{
	char iso[32];

	gp_json_key(j, key);
	gp_json_str(j, at ? gp_clock_iso(at, iso) : NULL);
}

static void json_check(struct gp_json *j, const struct gp_past_check *c)
{
	gp_json_object(j);
	gp_json_key(j, "run");
	gp_json_int(j, c->run);
	when(j, "at", c->at);
	gp_json_key(j, "verdict");
	gp_json_str(j, c->verdict);
	gp_json_key(j, "status");
	if (c->status > 0)
		gp_json_int(j, c->status);
	else
		gp_json_null(j);
	gp_json_key(j, "cause");
	gp_json_str(j, *c->cause ? c->cause : NULL);
	gp_json_key(j, "final_url");
	gp_json_str(j, *c->final_url ? c->final_url : NULL);
	gp_json_key(j, "pages_total");
	if (c->pages)
		gp_json_int(j, c->pages);
	else
		gp_json_null(j);
	gp_json_object_end(j);
}

static void json_link(struct gp_json *j, const struct gp_past_link *l)
{
	gp_json_object(j);
	gp_json_key(j, "url");
	gp_json_str(j, l->url);
	gp_json_key(j, "store");
	gp_json_str(j, l->store);
	when(j, "first_seen", l->first_seen);
	when(j, "last_ok", l->last_ok);
	when(j, "last_checked", l->last_checked);
	when(j, "failed_since", l->failed_since);
	gp_json_key(j, "streak");
	gp_json_int(j, l->streak);
	gp_json_key(j, "checks");
	gp_json_array(j);
	for (size_t i = 0; i < l->count; i++)
		json_check(j, &l->checks[i]);
	gp_json_array_end(j);
	gp_json_object_end(j);
}

int gp_past_json(struct gp_outfile *o, const struct gp_past *p, struct gp_err *e)
{
	struct gp_buf b;
	struct gp_json j;
	int rc = 0;

	gp_buf_init(&b, OUT_MAX);
	gp_json_init(&j, &b);
	gp_json_object(&j);
	gp_json_key(&j, "schema");
	gp_json_int(&j, 1);
	gp_json_key(&j, "links");
	gp_json_array(&j);
	for (size_t i = 0; !rc && i < p->count; i++) {
		json_link(&j, &p->list[i]);
		rc = gp_outfile_drain(o, &b, e);
	}
	gp_json_array_end(&j);
	gp_json_object_end(&j);
	gp_buf_putc(&b, '\n');
	rc = rc || gp_outfile_drain(o, &b, e) ? -1 : 0;
	gp_buf_free(&b);
	return rc;
}

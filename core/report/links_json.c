/* links_json.c - the shape of contracts: one document, or a line an object */
#include <string.h>

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/crawl/edges.h"
#include "core/report/links_accounts.h"
#include "core/report/links_moves.h"
#include "core/report/outfile.h"

#define OUT_MAX ((size_t)64 << 20) /* one link with all its places is far smaller */
#define DRAIN_AT ((size_t)64 << 10)

static void spoken(struct gp_json *j, const char *key, const struct gp_link_entry *l,
    const struct gp_links_style *st,
    void (*say)(struct gp_buf *, const struct gp_link_entry *, const struct gp_links_style *))
{
	struct gp_buf b;

	gp_buf_init(&b, 64 << 10);
	say(&b, l, st);
	gp_json_key(j, key);
	gp_json_strn(j, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
}

static void place(struct gp_json *j, const struct gp_link_place *p)
{
	gp_json_object(j);
	gp_json_key(j, "url");
	gp_json_str(j, p->page);
	gp_json_key(j, "line");
	gp_json_int(j, p->line);
	gp_json_key(j, "col");
	gp_json_int(j, p->col);
	gp_json_key(j, "text");
	gp_json_str(j, p->text);
	gp_json_key(j, "kind");
	gp_json_str(j, gp_edge_kind_name(p->kind));
	gp_json_object_end(j);
}

static void verdict(struct gp_json *j, const char *url, const struct gp_judgement *g)
{
	gp_json_key(j, "url");
	gp_json_str(j, url);
	gp_json_key(j, "verdict");
	gp_json_str(j, gp_verdict_name(g->verdict));
	gp_json_key(j, "broken");
	gp_json_bool(j, g->verdict == GP_VERDICT_BROKEN || g->verdict == GP_VERDICT_DANGER);
	gp_json_key(j, "confirmed");
	gp_json_bool(j, g->confirmed);
	gp_json_key(j, "status");
	if (g->status > 0)
		gp_json_int(j, g->status);
	else
		gp_json_null(j);
	gp_json_key(j, "cause");
	if (g->cause->id[0])
		gp_json_str(j, g->cause->id);
	else
		gp_json_null(j);
}

/* null for never. */
static void when(struct gp_json *j, const char *key, int64_t at)
{
	char iso[32];

	gp_json_key(j, key);
	gp_json_str(j, at ? gp_clock_iso(at, iso) : NULL);
}

static void link_object(struct gp_json *j, const struct gp_link_entry *l, const struct gp_links_run *run,
    const struct gp_links_style *st)
{
	gp_json_object(j);
	verdict(j, l->url, &l->judged);
	spoken(j, "message", l, st, gp_link_message);
	spoken(j, "fix", l, st, gp_link_mend);
	gp_json_key(j, "suggestion");
	gp_json_str(j, l->suggestion);
	gp_json_key(j, "detail");
	gp_json_str(j, l->detail[0] ? l->detail : NULL);
	gp_json_key(j, "final_url");
	gp_json_str(j, l->final_url);
	gp_json_key(j, "redirects");
	gp_json_array(j);
	for (size_t i = 0; i < l->redirect_count; i++)
		gp_json_str(j, l->redirects[i]);
	gp_json_array_end(j);
	when(j, "first_seen", l->past.first_seen ? l->past.first_seen : run->started);
	when(j, "last_ok", l->past.last_ok);
	when(j, "last_checked", l->past.last_checked);
	when(j, "failed_since", l->past.failed_since);
	gp_json_key(j, "streak");
	gp_json_int(j, l->past.streak);
	when(j, "blocked_since", l->past.blocked_since);
	gp_json_key(j, "blocked_streak");
	gp_json_int(j, l->past.blocked);
	gp_json_key(j, "change");
	gp_json_str(j, gp_change_name(l->past.change));
	gp_json_key(j, "pages_total");
	gp_json_int(j, l->pages_total);
	gp_json_key(j, "pages");
	gp_json_array(j);
	for (size_t i = 0; i < l->place_count; i++)
		place(j, &l->places[i]);
	gp_json_array_end(j);
	gp_json_object_end(j);
}

static void fixed_link(struct gp_json *j, const struct gp_link_fixed *f)
{
	gp_json_object(j);
	gp_json_key(j, "url");
	gp_json_str(j, f->url);
	gp_json_key(j, "was");
	gp_json_str(j, f->was);
	gp_json_key(j, "verdict");
	gp_json_str(j, f->verdict);
	when(j, "failed_since", f->failed_since);
	gp_json_object_end(j);
}

/* Against the last run that was remembered; null when there is none. */
static void history(struct gp_json *j, const struct gp_links_history *h, const char *owner)
{
	gp_json_key(j, "history");
	if (!h->since) {
		gp_json_null(j);
		return;
	}
	gp_json_object(j);
	when(j, "since", h->since);
	gp_json_key(j, "new");
	gp_json_int(j, h->fresh);
	gp_json_key(j, "fixed");
	if (owner) /* where a link stood that is gone is not remembered */
		gp_json_null(j);
	else
		gp_json_int(j, h->fixed);
	gp_json_key(j, "still");
	gp_json_int(j, h->still);
	when(j, "oldest", h->oldest);
	gp_json_key(j, "fixed_links");
	gp_json_array(j);
	for (size_t i = 0; i < h->count; i++)
		fixed_link(j, &h->list[i]);
	gp_json_array_end(j);
	gp_json_object_end(j);
}

static void run_and_counts(struct gp_json *j, const struct gp_links *l, const struct gp_links_run *run)
{
	char iso[32];

	gp_json_key(j, "schema");
	gp_json_int(j, 1);
	gp_json_key(j, "run");
	gp_json_object(j);
	gp_json_key(j, "seed");
	gp_json_str(j, run->seed);
	gp_json_key(j, "owner");
	gp_json_str(j, run->owner);
	gp_json_key(j, "started");
	gp_json_str(j, gp_clock_iso(run->started, iso));
	gp_json_key(j, "seconds");
	gp_json_int(j, run->seconds);
	gp_json_key(j, "state");
	gp_json_str(j, run->state);
	gp_json_key(j, "requests");
	gp_json_int(j, run->requests);
	gp_json_key(j, "carried");
	gp_json_int(j, l->carried);
	gp_json_key(j, "unchanged");
	gp_json_int(j, l->unchanged);
	gp_json_key(j, "pages");
	gp_json_int(j, l->pages);
	gp_json_key(j, "protection");
	gp_json_str(j, run->protection);
	gp_links_documents_json(j, run);
	gp_links_packs_json(j, run);
	gp_json_object_end(j);
	gp_json_key(j, "counts");
	gp_json_object(j);
	gp_json_key(j, "total");
	gp_json_int(j, l->total);
	for (int v = 0; v < GP_VERDICTS; v++) {
		gp_json_key(j, gp_verdict_name((enum gp_verdict)v));
		gp_json_int(j, l->counts[v]);
	}
	gp_json_object_end(j);
	history(j, &l->history, run->owner);
}

/* Redirects for good within the own site, those together that share a beginning. */
static void moves(struct gp_json *j, const struct gp_links *l)
{
	struct gp_links_moves m;

	gp_links_moves_make(&m, l);
	gp_json_key(j, "moves");
	gp_json_array(j);
	for (size_t i = 0; i < m.count; i++) {
		gp_json_object(j);
		gp_json_key(j, "from");
		gp_json_strn(j, m.list[i].from, m.list[i].from_n);
		gp_json_key(j, "to");
		gp_json_strn(j, m.list[i].to, m.list[i].to_n);
		gp_json_key(j, "prefix");
		gp_json_bool(j, m.list[i].prefix);
		gp_json_key(j, "links_total");
		gp_json_int(j, (int64_t)m.list[i].count);
		gp_json_key(j, "places");
		gp_json_int(j, m.list[i].places);
		gp_json_object_end(j);
	}
	gp_json_array_end(j);
	gp_links_moves_free(&m);
}

/* The end that both forms share; the buffer goes with it. */
static int close_document(struct gp_json *j, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_outfile *o, int rc, struct gp_err *e)
{
	struct gp_buf *b = j->out;
	char iso[32];

	gp_clock_iso(run->started, iso);
	moves(j, l);
	gp_json_key(j, "findings");
	gp_json_array(j);
	for (size_t i = 0; !rc && i < l->finding_count; i++) {
		gp_json_finding(j, &l->findings[i], st->lang, iso);
		if (b->len >= DRAIN_AT)
			rc = gp_outfile_drain(o, b, e);
	}
	gp_json_array_end(j);
	if (l->account_count) {
		gp_json_key(j, "accounts");
		gp_links_accounts_json(j, l, st);
	}
	gp_json_object_end(j);
	gp_buf_putc(b, '\n');
	rc = rc || gp_outfile_drain(o, b, e) ? -1 : 0;
	gp_buf_free(b);
	return rc;
}

int gp_links_json(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct gp_buf b;
	struct gp_json j;
	int rc = 0;

	gp_buf_init(&b, OUT_MAX);
	gp_json_init(&j, &b);
	gp_json_object(&j);
	run_and_counts(&j, l, run);
	gp_json_key(&j, "links");
	gp_json_array(&j);
	for (size_t i = 0; !rc && i < l->count; i++) {
		link_object(&j, &l->list[i], run, st);
		if (b.len >= DRAIN_AT)
			rc = gp_outfile_drain(o, &b, e);
	}
	gp_json_array_end(&j);
	return close_document(&j, l, run, st, o, rc, e);
}

int gp_links_jsonl(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct gp_buf b;
	struct gp_json j;
	int rc = 0;

	gp_buf_init(&b, OUT_MAX);
	for (size_t i = 0; !rc && i < l->count; i++) {
		gp_json_init(&j, &b);
		link_object(&j, &l->list[i], run, st);
		gp_buf_putc(&b, '\n');
		if (b.len >= DRAIN_AT)
			rc = gp_outfile_drain(o, &b, e);
	}
	gp_json_init(&j, &b);
	gp_json_object(&j);
	run_and_counts(&j, l, run);
	return close_document(&j, l, run, st, o, rc, e);
}

void gp_links_partial(struct gp_buf *out, const struct gp_store_url *u, const struct gp_store_result *r,
    const struct gp_links_style *st)
{
	struct gp_link_entry l = {.url = u->url, .fragment = "", .id = u->id, .detail = r->detail,
	    .first_cause = r->cause};
	struct gp_json j;

	l.judged.cause = gp_cause_by_id(r->cause);
	l.judged.verdict = l.judged.cause->verdict;
	l.judged.status = r->status;
	l.judged.confirmed = !l.judged.cause->retry || *r->cause2;
	gp_json_init(&j, out);
	gp_json_object(&j);
	gp_json_key(&j, "partial");
	gp_json_bool(&j, true);
	verdict(&j, u->url, &l.judged);
	spoken(&j, "message", &l, st, gp_link_message);
	gp_json_object_end(&j);
	gp_buf_putc(out, '\n');
}

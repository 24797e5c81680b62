/* links_history.c - this run beside those before it: what is new, mended or as it was */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/crawl/phrases.h"
#include "core/crawl/takeover.h"
#include "core/report/links.h"

struct history {
	struct gp_links *l;
	struct gp_store *s;
	const uint32_t *entry_of;
	struct gp_store_run run;
	struct gp_check now;    /* what is common to all checks of this run */
	char *scope;            /* what this run looked at */
	char *scope_before;
	bool write;             /* it ended and is to be remembered */
	bool covered;           /* what it does not have is gone */
	const struct gp_link_entry **fragments; /* by URL */
	size_t fragment_count;
	struct gp_err *e;
};

/* --- runs */

static const char *keep(struct history *h, const char *s)
{
	return gp_arena_strndup(&h->l->arena, s, strlen(s));
}

/* "ok=12 broken=3": a word that is missing is 0, one that is unknown is of a newer version. */
static void read_summary(struct gp_link_run *r, const char *s)
{
	for (int v = 0; v < GP_VERDICTS; v++) {
		const char *name = gp_verdict_name((enum gp_verdict)v);
		size_t n = strlen(name);

		for (const char *p = s; *p; p += strcspn(p, " "), p += *p == ' ')
			if (!strncmp(p, name, n) && p[n] == '=')
				r->counts[v] = strtoll(p + n + 1, NULL, 10);
	}
}

static void add_run(struct gp_links_history *t, const struct gp_link_run *r)
{
	if (t->run_count == t->run_cap) {
		t->run_cap = t->run_cap ? t->run_cap * 2 : 32;
		t->runs = gp_reallocarray(t->runs, t->run_cap, sizeof *t->runs);
	}
	t->runs[t->run_count++] = *r;
}

static int take_run(void *user, const struct gp_store_past_run *r)
{
	struct history *h = user;
	struct gp_link_run run = {.id = r->id, .started = r->started, .complete = !strcmp(r->state, "complete")};

	read_summary(&run, r->summary);
	add_run(&h->l->history, &run);
	if (r->id < h->run.id) {
		h->now.before = h->l->history.since = r->started;
		h->now.before_run = r->id;
		free(h->scope_before);
		h->scope_before = gp_strdup(r->scope);
	}
	return 0;
}

static int load_runs(struct history *h)
{
	size_t n;

	if (gp_store_run(h->s, &h->run, h->e))
		return -1;
	h->now.run = h->run.id;
	h->now.at = h->run.started;
	h->write = h->run.finished && !h->run.remembered;
	h->covered = h->write && !strcmp(h->run.state, "complete");
	if (gp_store_get_value(h->s, "scope", &h->scope, &n, h->e) ||
	    gp_store_each_past_run(h->s, take_run, h, h->e))
		return -1;
	h->covered = h->covered && h->scope && h->scope_before && !strcmp(h->scope, h->scope_before);
	return 0;
}

/* --- addresses */

static void add_fixed(struct history *h, const struct gp_store_past *p, const char *was, int64_t failed_since)
{
	struct gp_links_history *t = &h->l->history;

	t->fixed++;
	if (t->count == GP_LINK_FIXED)
		return;
	if (t->count == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 32;
		t->list = gp_reallocarray(t->list, t->cap, sizeof *t->list);
	}
	t->list[t->count++] = (struct gp_link_fixed){.url = keep(h, p->url), .was = keep(h, was),
	    .verdict = keep(h, p->verdict), .failed_since = failed_since};
}

static void tally(struct history *h, const struct gp_store_past *p)
{
	struct gp_links_history *t = &h->l->history;

	t->fresh += p->change == GP_CHANGE_NEW;
	if (p->change != GP_CHANGE_STILL)
		return;
	t->still++;
	if (!t->oldest || p->failed_since < t->oldest)
		t->oldest = p->failed_since;
}

static void tell(struct history *h, struct gp_link_entry *n, const struct gp_store_past *p)
{
	n->past = (struct gp_link_past){.first_seen = p->first_seen, .last_ok = p->last_ok, .last_checked = p->last_checked,
	    .failed_since = p->failed_since, .streak = p->streak, .change = (enum gp_change)p->change,
	    .was = keep(h, p->was), .spell = p->since};
}

static int put(struct history *h, const struct gp_store_past *before, const struct gp_store_past *after,
    const struct gp_store_spell *spell, bool closed)
{
	if (!h->write)
		return 0;
	if (closed && gp_store_put_spell(h->s, after->url, spell, h->e))
		return -1;
	return before && gp_history_same(before, after) ? 0 : gp_store_put_past(h->s, after, h->e);
}

/* What a link to another host showed, for the day when it shows something else. */
static int keep_face(struct history *h, const char *url, int64_t final)
{
	struct gp_store_face was, now;
	struct gp_store_result r;
	struct gp_store_url u;
	char host[256];
	int found = gp_store_result(h->s, final, &u, &r, h->e);

	if (found != 1 || !r.parsed || !r.title || !*r.title)
		return found < 0 ? -1 : 0;
	now = (struct gp_store_face){.host = gp_takeover_host(u.url, host), .title = keep(h, r.title),
	    .phrases = r.phrases & (1 << GP_PHRASE_PARKED | 1 << GP_PHRASE_BETTING)};
	found = gp_store_face(h->s, url, &was, h->e);
	if (found < 0)
		return -1;
	if (found && was.phrases == now.phrases && !strcmp(was.title, now.title) && !strcmp(was.host, now.host))
		return 0;
	return gp_store_put_face(h->s, url, &now, h->e);
}

/* An address of this run, with its entry if it has one. */
static int present(struct history *h, const char *url, const struct gp_judgement *j, unsigned flags,
    struct gp_link_entry *n, const struct gp_store_past *before)
{
	struct gp_check now = h->now;
	struct gp_store_past after;
	struct gp_store_spell spell;
	bool closed;

	now.verdict = gp_verdict_name(j->verdict);
	now.cause = flags & GP_URLF_CARRIED && j->verdict == GP_VERDICT_OK ? GP_PAST_CARRIED : j->cause->id;
	now.status = j->status;
	now.final_url = n && n->final_url ? n->final_url : "";
	now.pages = n ? n->pages_total : 0;
	now.own = flags & GP_URLF_OWN;
	now.fragment = n && n->fragment[0];
	gp_history_next(before, &now, &after, &spell, &closed);
	after.url = url;
	if (after.change == GP_CHANGE_FIXED && before)
		add_fixed(h, &after, before->verdict, before->failed_since);
	tally(h, &after);
	if (n)
		tell(h, n, &after);
	return put(h, before, &after, &spell, closed);
}

/* One that was there before and is not now. */
static int missing(struct history *h, const struct gp_store_past *before)
{
	struct gp_store_past after;
	struct gp_store_spell spell;

	/* what nobody saw for some runs may turn out to be removed */
	if (!h->write || (before->gone && (!h->covered || strcmp(before->verdict, GP_PAST_UNSEEN) != 0)))
		return 0;
	gp_history_missing(before, &h->now, h->covered, &after, &spell);
	if (after.change == GP_CHANGE_FIXED)
		add_fixed(h, &after, after.was, before->failed_since);
	return put(h, before, &after, &spell, true);
}

static int merged(void *user, int64_t id, const char *url, unsigned flags, const struct gp_store_past *past)
{
	struct history *h = user;
	struct gp_link_entry *n;
	struct gp_judgement j;
	uint32_t at;

	if (!id)
		return missing(h, past);
	at = (size_t)id < h->l->nodes.count ? h->entry_of[id] : 0;
	n = at && h->l->list[at - 1].id == id ? &h->l->list[at - 1] : NULL; /* what was cut is told with others */
	j = n ? n->judged : gp_judge(&h->l->nodes, id); /* which knows nothing of hidden links */
	if (h->write && !(flags & (GP_URLF_OWN | GP_URLF_CARRIED)) && gp_history_fine(gp_verdict_name(j.verdict)) &&
	    keep_face(h, url, j.final))
		return -1;
	return present(h, url, &j, flags, n, past);
}

/* --- fragments: they are known by their entries alone */

static int by_url(const void *a, const void *b)
{
	const struct gp_link_entry *x = *(const struct gp_link_entry *const *)a;
	const struct gp_link_entry *y = *(const struct gp_link_entry *const *)b;

	return strcmp(x->url, y->url);
}

static void collect_fragments(struct history *h)
{
	h->fragments = gp_calloc(h->l->count + 1, sizeof(struct gp_link_entry *));
	for (size_t i = 0; i < h->l->count; i++)
		if (h->l->list[i].fragment[0])
			h->fragments[h->fragment_count++] = &h->l->list[i];
	qsort(h->fragments, h->fragment_count, sizeof *h->fragments, by_url);
}

static int fragment_row(void *user, const struct gp_store_past *p)
{
	struct history *h = user;
	struct gp_link_entry key = {.url = p->url};
	const struct gp_link_entry *at = &key;

	if (bsearch(&at, h->fragments, h->fragment_count, sizeof *h->fragments, by_url))
		return 0;
	return missing(h, p);
}

static int fragments(struct history *h)
{
	struct gp_store_past before;

	collect_fragments(h);
	for (size_t i = 0; i < h->l->count; i++) {
		struct gp_link_entry *n = &h->l->list[i];
		int found = n->fragment[0] ? gp_store_past(h->s, n->url, &before, h->e) : 0;

		if (found < 0 || (n->fragment[0] && present(h, n->url, &n->judged, h->l->nodes.list[n->id].flags, n,
		    found ? &before : NULL)))
			return -1;
	}
	return gp_store_each_past(h->s, true, fragment_row, h, h->e);
}

/* --- a run that is remembered already: its rows say what it changed */

static int recalled(void *user, const struct gp_store_past *p)
{
	struct history *h = user;
	bool said = p->since == h->run.id || !gp_history_fine(p->verdict);

	if (said && p->change == GP_CHANGE_FIXED)
		add_fixed(h, p, p->was, 0);
	if (!p->gone)
		tally(h, p);
	return 0;
}

static int recall(struct history *h)
{
	struct gp_store_past p;

	if (gp_store_each_past(h->s, false, recalled, h, h->e))
		return -1;
	for (size_t i = 0; i < h->l->count; i++) {
		struct gp_link_entry *n = &h->l->list[i];
		int found = gp_store_past(h->s, n->url, &p, h->e);

		if (found < 0)
			return -1;
		if (!found)
			continue;
		gp_history_complete(&p, h->run.started);
		if (p.since != h->run.id && gp_history_fine(p.verdict))
			p.change = GP_CHANGE_NONE;
		tell(h, n, &p);
	}
	return 0;
}

/* --- all together */

static int remember(struct history *h)
{
	struct gp_link_run run = {.id = h->run.id, .started = h->run.started,
	    .complete = !strcmp(h->run.state, "complete")};
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, 1024);
	for (int v = 0; v < GP_VERDICTS; v++) {
		run.counts[v] = h->l->counts[v];
		gp_buf_printf(&b, "%s%s=%" PRId64, v ? " " : "", gp_verdict_name((enum gp_verdict)v), h->l->counts[v]);
	}
	rc = gp_store_remember_run(h->s, h->scope ? h->scope : "", b.data, h->e);
	gp_buf_free(&b);
	add_run(&h->l->history, &run);
	return rc;
}

/* Whether the page of this node was not read, for a reason that may be gone the next time. */
static bool unread(const struct gp_node *n)
{
	const struct gp_cause *c = &gp_causes()[n->cause];

	if ((n->flags & (GP_URLF_OWN | GP_URLF_CRAWL)) != (GP_URLF_OWN | GP_URLF_CRAWL) || !strcmp(c->id, "budget"))
		return false; /* of a complete run only spaces without end are cut, and never at the same place */
	return c->retry || c->verdict == GP_VERDICT_BLOCKED || c->verdict == GP_VERDICT_THROTTLED ||
	    c->verdict == GP_VERDICT_UNVERIFIED || c->verdict == GP_VERDICT_UNCHECKED;
}

/* A page that was fine the last time and could not be read now tells nothing of what it linked to. */
static int look_for_lost_pages(struct history *h)
{
	for (size_t id = 1; h->covered && id < h->l->nodes.count; id++) {
		struct gp_store_url u;
		struct gp_store_result r;
		struct gp_store_past p = {.verdict = ""};
		char *url;
		int found = unread(&h->l->nodes.list[id]) ? gp_store_result(h->s, (int64_t)id, &u, &r, h->e) : 0;

		if (found == 1) {
			url = gp_strdup(u.url); /* it ends with the next call on the store */
			found = gp_store_past(h->s, url, &p, h->e);
			free(url);
		}
		if (found < 0)
			return -1;
		h->covered = !found || !gp_history_fine(p.verdict);
	}
	return 0;
}

static int compare(struct history *h)
{
	if (look_for_lost_pages(h) || gp_store_merge_past(h->s, merged, h, h->e) || fragments(h))
		return -1;
	return h->write ? remember(h) : 0;
}

/* --- what was blocked before as well: nobody has seen it since */

/* *from becomes the first run of those before the spell at hand that were all blocked. */
static int take_spell(void *user, const struct gp_store_spell *sp)
{
	int64_t *from = user;

	if (strcmp(sp->verdict, gp_verdict_name(GP_VERDICT_BLOCKED)) != 0)
		*from = 0;
	else if (!*from)
		*from = sp->from;
	return 0;
}

static int age_blocked(struct history *h)
{
	const struct gp_links_history *t = &h->l->history;

	for (size_t i = 0; i < h->l->count; i++) {
		struct gp_link_entry *n = &h->l->list[i];
		int64_t from = 0;

		if (n->judged.verdict != GP_VERDICT_BLOCKED || !n->past.spell)
			continue;
		if (gp_store_each_spell(h->s, n->url, take_spell, &from, h->e))
			return -1;
		from = from ? from : n->past.spell;
		for (size_t k = 0; k < t->run_count && t->runs[k].id < h->run.id; k++) {
			if (t->runs[k].id < from)
				continue;
			if (!n->past.blocked++)
				n->past.blocked_since = t->runs[k].started;
		}
		if (!n->past.blocked++)
			n->past.blocked_since = h->run.started;
	}
	return 0;
}

int gp_links_load_history(struct gp_links *l, struct gp_store *s, const uint32_t *entry_of, struct gp_err *e)
{
	struct history h = {.l = l, .s = s, .entry_of = entry_of, .e = e};
	int rc = -1;

	if (load_runs(&h))
		goto out;
	if (h.run.remembered) {
		rc = recall(&h);
	} else if (!h.write) {
		rc = compare(&h);
	} else if (!gp_store_batch(s, e)) {
		rc = compare(&h);
		if (rc)
			gp_store_cancel(s);
		else
			rc = gp_store_commit(s, e);
	}
	rc = rc ? -1 : age_blocked(&h);
out:
	free(h.fragments);
	free(h.scope);
	free(h.scope_before);
	return rc;
}

int gp_links_only_changed(struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	size_t n = 0;

	l->only_changed = true;
	if (!l->history.since)
		return 0;
	for (size_t i = 0; i < l->count; i++)
		if (l->list[i].past.change != GP_CHANGE_NONE && l->list[i].past.change != GP_CHANGE_STILL)
			l->list[n++] = l->list[i];
	l->count = n;
	return gp_links_only_new_findings(l, s, e);
}

int gp_links_settle(struct gp_store *s, struct gp_err *e)
{
	struct gp_store_run run;
	struct gp_err none = GP_ERR_INIT;
	struct gp_links l;

	if (gp_store_run(s, &run, &none))
		return none.code == GP_ENOTFOUND ? 0 : gp_fail(e, none.code, "%s", none.msg);
	if (!run.finished || run.remembered)
		return 0;
	if (gp_links_load(&l, s, false, e))
		return -1;
	gp_links_free(&l);
	return 0;
}

/* history: what one check after the other makes of an address, and what the store remembers of it */
#include "core/crawl/history.h"

#include "core/base/buf.h"
#include "core/base/clock.h"
#include "tests/lib/tap.h"

#define DAY 86400
#define BEGUN 1700000000

static struct gp_err err;

/* --- one address, check by check */

struct line {
	struct gp_store_past p;
	bool there, closed;
	struct gp_store_spell spell;
	int64_t run;
};

/* A day later. */
static struct gp_check next_check(struct line *l, const char *verdict, const char *cause)
{
	int64_t before = l->run++;

	return (struct gp_check){.run = l->run, .at = BEGUN + l->run * DAY, .before_run = before,
	    .before = before ? BEGUN + before * DAY : 0, .verdict = verdict, .cause = cause, .final_url = ""};
}

static enum gp_change checked(struct line *l, const char *verdict, const char *cause)
{
	struct gp_check now = next_check(l, verdict, cause);
	struct gp_store_past after;
	enum gp_change c = gp_history_next(l->there ? &l->p : NULL, &now, &after, &l->spell, &l->closed);

	l->p = after;
	l->there = true;
	return c;
}

static enum gp_change missed(struct line *l, bool covered)
{
	struct gp_check now = next_check(l, "", "");
	struct gp_store_past after;
	enum gp_change c = gp_history_missing(&l->p, &now, covered, &after, &l->spell);

	l->p = after;
	return c;
}

static int64_t day(int64_t n)
{
	return BEGUN + n * DAY;
}

static void a_link_breaks_and_is_mended(void)
{
	struct line l = {0};

	ok(checked(&l, "ok", "") == GP_CHANGE_NONE && !l.closed, "the first check of all changes nothing");
	ok(l.p.first_seen == day(1) && l.p.last_ok == day(1) && !l.p.streak, "and says when it was");
	ok(checked(&l, "ok", "") == GP_CHANGE_NONE && !l.closed, "the same again is no change");
	ok(checked(&l, "broken", "http-404") == GP_CHANGE_NEW && l.closed, "a link that breaks is new");
	ok(l.spell.from == 1 && l.spell.until == 2 && !strcmp(l.spell.verdict, "ok"), "it was fine for two runs");
	ok(l.p.last_ok == day(2) && l.p.failed_since == day(3) && l.p.streak == 1, "until the second");
	ok(checked(&l, "broken", "http-410") == GP_CHANGE_STILL && l.closed, "another cause is the same trouble");
	ok(l.p.failed_since == day(3) && l.p.streak == 2, "that began when it began");
	ok(checked(&l, "redirected", "redirect-permanent") == GP_CHANGE_FIXED, "a redirect is fine");
	ok(!l.p.streak && !l.p.failed_since && l.p.first_seen == day(1), "and ends it");
	is_str(l.p.was, "broken", "the verdict before is known");
	ok(checked(&l, "danger", "takeover") == GP_CHANGE_NEW, "danger is as bad as broken");
	ok(checked(&l, "broken", "dns") == GP_CHANGE_STILL, "and one after the other is still");
}

static void who_could_not_tell_changes_nothing(void)
{
	static const char *const open[] = {"blocked", "throttled", "unverified", "unchecked"};

	for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
		struct line bad = {0}, good = {0};

		checked(&bad, "broken", "http-404");
		ok(checked(&bad, open[i], "x") == GP_CHANGE_OTHER && bad.p.streak == 1,
		    "%s does not mend what is broken", open[i]);
		ok(checked(&bad, "broken", "http-404") == GP_CHANGE_STILL && bad.p.streak == 2 &&
		    bad.p.failed_since == day(1), "nor is it new after %s", open[i]);
		checked(&good, "ok", "");
		checked(&good, open[i], "x");
		ok(!good.p.streak && good.p.last_ok == day(1), "%s does not break what is fine", open[i]);
		ok(checked(&good, "ok", "") == GP_CHANGE_OTHER && !good.p.streak, "nor is it mended after %s", open[i]);
	}
}

static void gone_and_back(void)
{
	struct line l = {0};

	checked(&l, "broken", "http-404");
	ok(missed(&l, true) == GP_CHANGE_FIXED && l.p.gone, "what is broken and no longer linked is fixed");
	ok(checked(&l, "broken", "http-404") == GP_CHANGE_NEW && l.p.streak == 1, "and new when it is back");
	ok(missed(&l, false) == GP_CHANGE_NONE && l.p.gone && l.p.streak == 1, "where nobody looked nothing is fixed");
	ok(checked(&l, "broken", "http-404") == GP_CHANGE_STILL && l.p.streak == 2 && !l.p.gone, "and it is the old trouble later");
	checked(&l, "ok", "");
	ok(missed(&l, true) == GP_CHANGE_NONE && l.p.last_ok == day(6), "a fine link may go");
	is_int(l.p.first_seen, day(1), "it is remembered from when");
	l = (struct line){0};
	checked(&l, "broken", "http-404");
	missed(&l, false);
	ok(missed(&l, true) == GP_CHANGE_FIXED && !strcmp(l.p.was, "broken"), "what nobody saw for a while is fixed when it is not there");
}

static void carried_checks_are_none(void)
{
	struct line l = {0};

	checked(&l, "ok", "");
	checked(&l, "ok", GP_PAST_CARRIED);
	checked(&l, "ok", GP_PAST_CARRIED);
	ok(!l.closed && l.p.last_checked == day(1) && l.p.last_ok == day(1), "an old result is not a new check");
	gp_history_complete(&l.p, day(3));
	is_int(l.p.last_checked, day(1), "whenever one looks");
	ok(checked(&l, "broken", "dns") == GP_CHANGE_NEW && l.p.last_ok == day(1), "the next one is");
	checked(&l, "ok", "");
	gp_history_complete(&l.p, day(9));
	is_int(l.p.last_checked, day(9), "a fine row stands for every run since");
}

/* --- the store */

static struct gp_store *store;

static void must(int rc)
{
	if (rc) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
}

static void begin(void)
{
	bool resumed;

	must(gp_store_begin_run(store, "s", false, &resumed, &err));
}

static void add(int64_t id, const char *url, unsigned flags)
{
	must(gp_store_put_url(store, &(struct gp_store_url){.id = id, .url = url, .flags = flags}, &err));
	must(gp_store_put_result(store, &(struct gp_store_result){.id = id, .status = 200}, &err));
}

static void row(const char *url, int64_t since, bool gone)
{
	must(gp_store_put_past(store, &(struct gp_store_past){.url = url, .since = since, .gone = gone,
	    .verdict = gone ? GP_PAST_REMOVED : "ok", .first_seen = 7}, &err));
}

static void remember(int64_t at)
{
	gp_clock_freeze(at);
	must(gp_store_end_run(store, "complete", &err));
	must(gp_store_batch(store, &err));
	must(gp_store_remember_run(store, "scope", "ok=1", &err));
	must(gp_store_commit(store, &err));
}

static int see_merged(void *user, int64_t id, const char *url, unsigned flags, const struct gp_store_past *p)
{
	struct gp_buf *b = user;

	(void)flags;
	if (!p) /* written while the merge goes on */
		row(url, 1, false);
	return gp_buf_printf(b, "%d %s %s|", (int)id, url, p ? "known" : "new");
}

static int see_run(void *user, const struct gp_store_past_run *r)
{
	int64_t *last = user;

	last[0]++;
	last[1] = last[1] ? last[1] : r->id;
	return strcmp(r->scope, "scope") || strcmp(r->summary, "ok=1");
}

static int see_spell(void *user, const struct gp_store_spell *sp)
{
	int64_t *from = user;

	*from = *from * 10 + sp->from;
	return 0;
}

static int see_past(void *user, const struct gp_store_past *p)
{
	return gp_buf_printf(user, "%s ", p->url);
}

static void rows_meet_the_addresses_of_a_run(void)
{
	struct gp_buf b;

	gp_buf_init(&b, 10000);
	must(gp_store_open(&store, ":memory:", &err));
	begin();
	add(1, "http://b/", GP_URLF_SEED);
	add(2, "http://d", GP_URLF_LINKED);
	add(3, "http://a/", GP_URLF_LINKED);
	add(4, "http://hop/", 0);
	row("http://d", 1, false);
	row("http://c", 1, false);
	row("http://gone", 1, true);
	row("http://b", 1, false);
	must(gp_store_merge_past(store, see_merged, &b, &err));
	is_str(b.data, "3 http://a/ new|0 http://b known|1 http://b/ new|0 http://c known|2 http://d known|0 http://gone known|",
	    "every address once, in order, with its row; hops are left out");
	gp_buf_clear(&b);
	must(gp_store_merge_past(store, see_merged, &b, &err));
	is_str(b.data, "3 http://a/ known|0 http://b known|1 http://b/ known|0 http://c known|2 http://d known|0 http://gone known|",
	    "rows put meanwhile are there the next time");
	gp_buf_free(&b);
	gp_store_close(store);
}

static void the_past_outlives_runs(void)
{
	struct gp_store_past p;
	struct gp_store_run run;
	int64_t runs[2] = {0}, spells = 0;

	must(gp_store_open(&store, ":memory:", &err));
	gp_clock_freeze(BEGUN);
	begin();
	row("http://a/", 1, false);
	must(gp_store_put_spell(store, "http://a/", &(struct gp_store_spell){.from = 3, .until = 4}, &err));
	must(gp_store_put_spell(store, "http://a/", &(struct gp_store_spell){.from = 1, .until = 2}, &err));
	ok(gp_store_remember_run(store, "", "", &err) == -1, "a run that goes on is not remembered");
	remember(BEGUN);
	must(gp_store_run(store, &run, &err));
	ok(run.remembered, "one that ended is");
	begin();
	must(gp_store_run(store, &run, &err));
	ok(run.id == 2 && !run.remembered, "the next run is another");
	ok(gp_store_past(store, "http://a/", &p, &err) == 1 && p.first_seen == 7, "and finds the rows");
	ok(gp_store_past(store, "http://b/", &p, &err) == 0, "those that there are");
	must(gp_store_each_spell(store, "http://a/", see_spell, &spells, &err));
	is_int(spells, 13, "and the spells, the oldest first");
	must(gp_store_begin_run(store, "other", true, &(bool){0}, &err));
	ok(!gp_store_each_past_run(store, see_run, runs, &err) && runs[0] == 1 && runs[1] == 1,
	    "a run that was given up leaves no trace");
	ok(gp_store_past(store, "http://a/", &p, &err) == 1, "a fresh one forgets nothing of the past");
	gp_store_close(store);
}

static void old_things_are_forgotten(void)
{
	struct gp_buf b;
	int64_t runs[2] = {0}, spells = 0;

	gp_buf_init(&b, 10000);
	must(gp_store_open(&store, ":memory:", &err));
	for (int i = 1; i <= GP_PAST_RUNS + 5; i++) {
		gp_clock_freeze(BEGUN + i * 60);
		begin();
		if (i == 1) {
			row("here", 1, false);
			row("gone-first", 1, true);
			must(gp_store_put_spell(store, "gone-first", &(struct gp_store_spell){.from = 1, .until = 1}, &err));
			must(gp_store_put_spell(store, "here", &(struct gp_store_spell){.from = 1, .until = 2}, &err));
			must(gp_store_put_spell(store, "here", &(struct gp_store_spell){.from = 3, .until = 300}, &err));
		}
		if (i == 10)
			row("gone-later", 10, true);
		remember(BEGUN + i * 60);
		if (i == GP_PAST_GONE_RUNS || i == GP_PAST_GONE_RUNS + 1) {
			gp_buf_clear(&b);
			must(gp_store_each_past(store, false, see_past, &b, &err));
			is_str(b.data, i == GP_PAST_GONE_RUNS ? "gone-first gone-later here " : "gone-later here ",
			    "an address that is gone is kept for 50 runs");
		}
	}
	ok(!gp_store_each_past_run(store, see_run, runs, &err) && runs[0] == GP_PAST_RUNS && runs[1] == 6,
	    "the last %d runs are kept", GP_PAST_RUNS);
	must(gp_store_each_spell(store, "gone-first", see_spell, &spells, &err));
	must(gp_store_each_spell(store, "here", see_spell, &spells, &err));
	is_int(spells, 3, "and the spells of their time");
	gp_clock_freeze(BEGUN + 60);
	begin();
	row("gone-long", GP_PAST_RUNS + 5, true);
	remember(BEGUN);
	gp_clock_freeze(BEGUN + (int64_t)(GP_PAST_GONE_DAYS + 2) * DAY);
	begin();
	remember(BEGUN + (int64_t)(GP_PAST_GONE_DAYS + 2) * DAY);
	gp_buf_clear(&b);
	must(gp_store_each_past(store, false, see_past, &b, &err));
	is_str(b.data, "here ", "what was gone for more than a year is forgotten after two runs too");
	gp_buf_free(&b);
	gp_store_close(store);
}

int main(void)
{
	a_link_breaks_and_is_mended();
	who_could_not_tell_changes_nothing();
	gone_and_back();
	carried_checks_are_none();
	rows_meet_the_addresses_of_a_run();
	the_past_outlives_runs();
	old_things_are_forgotten();
	return tap_done();
}

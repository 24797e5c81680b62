/* clocks of random records against a count that looks at each day of a few years by itself */
#include <string.h>

#include "core/ledger/clock.h"
#include "core/office/calendar_load.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

#define NONE GP_CLOCK_NO_DAY
#define ROUNDS 20000 /* or GOVPUB_ROUNDS */
#define MOVES 6
#define PAUSES 3
#define SPAN 1000 /* days that are looked at */

static struct gp_workdays w;
static bool worked[8 * 366]; /* by day after `epoch` */
static int epoch;

static const char *const states[] = {"open", "consult", "wait", "done"};
static const char *const pause_states[] = {"consult"}, *const hold_states[] = {"wait"};
static const char *const restarts[] = {"again"}, *const stops[] = {"stop"};

struct case_ {
	struct gp_clock_spec s;
	struct gp_clock_input in;
	struct gp_clock_move moves[MOVES];
	struct gp_clock_pause pauses[PAUSES];
	struct gp_clock_run run;
};

static int some_day(int days)
{
	return epoch + 200 + (int)random_below((size_t)days);
}

static void make(struct case_ *k)
{
	static const char *const moves[] = {"note", "again", "stop", "more", "start", "note"};
	int on = some_day(60);

	*k = (struct case_){.run = {.from = some_day(20), .to = NONE}};
	k->s.span = (struct gp_clock_span){(enum gp_clock_unit)random_below(2), (int)random_below(41)};
	k->s.extend = (struct gp_clock_span){k->s.span.unit, (int)random_below(21)};
	k->s.extend_move = "more";
	k->s.edge_out = !random_below(4);
	k->s.at_least = !random_below(8);
	k->s.from_move = random_below(4) ? NULL : "start";
	k->s.pause = (struct gp_clock_names){pause_states, 1};
	k->s.hold = (struct gp_clock_names){hold_states, 1};
	k->s.restart = (struct gp_clock_names){restarts, 1};
	k->s.stop = (struct gp_clock_names){stops, 1};
	k->in = (struct gp_clock_input){.today = some_day(120), .state = states[0], .moves = k->moves,
	    .move_count = random_below(MOVES + 1), .runs = &k->run, .run_count = 1, .pauses = k->pauses,
	    .pause_count = random_below(PAUSES + 1), .asked = NONE, .asked_days = -1};
	k->in.stop_on = random_below(8) ? NONE : some_day(100);
	k->in.agreed = random_below(8) ? NONE : some_day(100);
	for (size_t i = 0; i < k->in.move_count; i++) {
		on += (int)random_below(20) - (random_below(8) ? 0 : 10);
		k->moves[i] = (struct gp_clock_move){moves[random_below(6)], states[random_below(4)], on};
	}
	for (size_t i = 0; i < k->in.pause_count; i++) {
		k->pauses[i].from = some_day(100);
		k->pauses[i].to = random_below(4) ? k->pauses[i].from - 3 + (int)random_below(40) : NONE;
	}
}

/* --- the same question, answered stupidly */

/* The state that decides on the day: that of the last change before it, looking at all of them anew. */
static const char *state_of(const struct case_ *k, int d)
{
	const char *state = k->in.state, *now = state;

	for (size_t i = 0; i < k->in.move_count; i++) {
		int on = k->moves[i].on;
		bool changes = strcmp(now, k->moves[i].state) != 0;

		now = k->moves[i].state;
		for (size_t j = 0; j < i && changes; j++) { /* not before an earlier change */
			const char *was = j ? k->moves[j - 1].state : k->in.state;

			if (strcmp(was, k->moves[j].state) != 0 && k->moves[j].on > on)
				on = k->moves[j].on;
		}
		if (changes && (k->s.edge_out ? on <= d : on < d))
			state = now;
	}
	return state;
}

static bool stands(const struct case_ *k, int d, int met)
{
	const char *state = state_of(k, d);

	if (met != NONE && d > met)
		return false;
	if (!strcmp(state, "consult") || !strcmp(state, "wait"))
		return true;
	for (size_t i = 0; i < k->in.pause_count; i++) {
		int from = k->pauses[i].from, to = k->pauses[i].to;

		if (to == NONE && from > k->in.today)
			continue;
		if (k->s.edge_out ? from <= d && (to == NONE || d < to) : from < d && (to == NONE || d <= to))
			return true;
	}
	return false;
}

static struct gp_clock_result count(const struct case_ *k)
{
	struct gp_clock_result r = {.start = k->s.from_move ? NONE : k->run.from, .due = NONE, .earliest = NONE, .met_on = NONE};
	bool again = false, day_units = k->s.span.unit == GP_CLOCK_DAYS;
	int counted = 0, due = NONE, upto;

	r.total = k->s.span.n;
	for (size_t i = 0; i < k->in.move_count; i++) {
		const char *m = k->moves[i].move;

		if (k->s.from_move && !strcmp(m, "start")) {
			r.start = k->moves[i].on;
			r.total = k->s.span.n;
			r.met_on = NONE;
			again = false;
		} else if (r.start != NONE && !strcmp(m, "again")) {
			r.start = k->moves[i].on;
			r.met_on = NONE;
			again = true;
		} else if (r.start != NONE && r.met_on == NONE) {
			r.total += strcmp(m, "more") ? 0 : k->s.extend.n;
			r.met_on = strcmp(m, "stop") ? NONE : k->moves[i].on;
		}
	}
	if (r.start == NONE)
		return (struct gp_clock_result){.status = GP_CLOCK_NONE, .start = NONE, .due = NONE, .earliest = NONE, .met_on = NONE};
	if (k->in.stop_on != NONE && (!again || k->in.stop_on >= r.start))
		r.met_on = k->in.stop_on;
	upto = r.met_on != NONE ? r.met_on : k->in.today;
	due = r.total ? NONE : r.start;
	for (int d = r.start + 1; d < epoch + SPAN; d++) {
		bool counts = !stands(k, d, r.met_on) && (day_units || worked[d - epoch]);

		if (counted >= r.total && due == NONE && worked[d - epoch]) { /* it ended on a day off */
			due = d;
			continue;
		}
		if (counted >= r.total && due == NONE)
			continue;
		counted += counts;
		r.used = d <= upto ? counted : r.used;
		if (counts && counted == r.total && (!day_units || k->s.at_least || worked[d - epoch]))
			due = d;
	}
	if (k->in.agreed != NONE && (!again || k->in.agreed >= r.start) && !k->s.at_least)
		r.status = GP_CLOCK_AGREED, due = k->in.agreed;
	else
		r.status = due == NONE ? GP_CLOCK_PAUSED : GP_CLOCK_RUNNING;
	*(k->s.at_least ? &r.earliest : &r.due) = due;
	if (r.met_on != NONE) {
		r.status = GP_CLOCK_MET;
		r.late = r.due != NONE && r.met_on > r.due;
		r.early = r.earliest != NONE && r.met_on < r.earliest;
	} else if (!strcmp(k->in.move_count ? k->moves[k->in.move_count - 1].state : k->in.state, "wait")) {
		r.status = GP_CLOCK_HELD;
		r.due = r.earliest = NONE;
	}
	return r;
}

static bool equal(const struct gp_clock_result *a, const struct gp_clock_result *b)
{
	return a->status == b->status && a->start == b->start && a->due == b->due && a->earliest == b->earliest &&
	    a->met_on == b->met_on && a->used == b->used && a->total == b->total && a->late == b->late && a->early == b->early;
}

static void show(const struct case_ *k, const struct gp_clock_result *got, const struct gp_clock_result *want)
{
	printf("# from %d today %d span %d/%d edge %d stop_on %d agreed %d\n", k->run.from - epoch, k->in.today - epoch,
	    k->s.span.unit, k->s.span.n, k->s.edge_out, k->in.stop_on - epoch, k->in.agreed - epoch);
	for (size_t i = 0; i < k->in.move_count; i++)
		printf("# %s on %d to %s\n", k->moves[i].move, k->moves[i].on - epoch, k->moves[i].state);
	for (size_t i = 0; i < k->in.pause_count; i++)
		printf("# pause %d %d\n", k->pauses[i].from - epoch, k->pauses[i].to - epoch);
	for (const struct gp_clock_result *r = got; r; r = r == got ? want : NULL)
		printf("# %s start %d due %d earliest %d met %d used %d of %d late %d early %d\n", gp_clock_status_name(r->status),
		    r->start - epoch, r->due - epoch, r->earliest - epoch, r->met_on - epoch, r->used, r->total, r->late, r->early);
}

static void compare(int rounds)
{
	int wrong = 0, seen[GP_CLOCK_MET + 1] = {0};
	struct case_ k;

	for (int i = 0; i < rounds; i++) {
		struct gp_clock_result got, want;
		struct gp_err e = GP_ERR_INIT;

		make(&k);
		want = count(&k);
		if (gp_clock_evaluate(&got, &w.calendar, &k.s, &k.in, &e) || !equal(&got, &want)) {
			if (!wrong++)
				show(&k, &got, &want);
		}
		seen[want.status]++;
	}
	is_int(wrong, 0, "clocks of random records are those of a count day by day");
	for (int i = 0; i <= GP_CLOCK_MET; i++)
		ok(seen[i] > rounds / 100, "%d were %s", seen[i], gp_clock_status_name((enum gp_clock_status)i));
}

int main(void)
{
	const char *rounds = getenv("GOVPUB_ROUNDS");
	struct gp_err e = GP_ERR_INIT;

	if (gp_workdays_load(&w, NULL, &e) || !gp_date_of(&epoch, 2022, 1, 1))
		ok(false, "%s", e.msg);
	for (int d = 0; d < (int)(sizeof worked / sizeof *worked); d++) {
		worked[d] = gp_date_weekday(epoch + d) < 6;
		for (size_t i = 0; i < w.calendar.count; i++)
			if (w.calendar.days[i].day == epoch + d)
				worked[d] = w.calendar.days[i].work;
	}
	compare(rounds ? (int)strtol(rounds, NULL, 10) : ROUNDS);
	gp_workdays_free(&w);
	return tap_done();
}

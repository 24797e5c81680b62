/* What happened to a record, as far as a clock cares: when it started, stood still, was met. */
#include "core/ledger/clock.h"

#include <stdlib.h>
#include <string.h>

#include "core/ledger/clock_impl.h"

const char *gp_clock_status_name(enum gp_clock_status s)
{
	static const char *const names[] = {"none", "running", "paused", "held", "agreed", "met", "closed"};

	return names[s];
}

const char *gp_clock_why_name(enum gp_clock_why w)
{
	static const char *const names[] = {"start", "counts", "day_off", "paused", "held", "rolled"};

	return names[w];
}

/* --- bounds */

static bool is_day(int day)
{
	return day >= GP_DATE_MIN && day <= GP_DATE_MAX;
}

static bool is_day_or_none(int day)
{
	return day == GP_CLOCK_NO_DAY || is_day(day);
}

static int check_spec(const struct gp_clock_spec *s, struct gp_err *e)
{
	if (s->span.n < 0 || s->span.n > GP_CLOCK_SPAN_MAX || s->extend.n < 0 || s->extend.n > GP_CLOCK_SPAN_MAX)
		return gp_fail(e, GP_EUSAGE, "a clock runs for 0 to %d days", GP_CLOCK_SPAN_MAX);
	if ((s->kind == GP_CLOCK_FIXED || s->kind == GP_CLOCK_NTH) && (s->month < 1 || s->month > 12))
		return gp_fail(e, GP_EUSAGE, "a clock has no month %d", s->month);
	if (s->kind == GP_CLOCK_FIXED && (s->day < 1 || s->day > 31))
		return gp_fail(e, GP_EUSAGE, "a clock has no day %d of a month", s->day);
	if (s->kind == GP_CLOCK_NTH && (s->nth < -5 || s->nth > 5 || !s->nth || s->weekday < 1 || s->weekday > 7))
		return gp_fail(e, GP_EUSAGE, "a clock of weekdays says which of the month, 1 to 5 or -1 to -5, and 1 to 7 for Monday to Sunday");
	return 0;
}

static int check_input(const struct gp_clock_input *in, struct gp_err *e)
{
	bool sound = is_day(in->today) && is_day_or_none(in->stop_on) && is_day_or_none(in->agreed) &&
	    is_day_or_none(in->asked) && in->asked_days <= GP_CLOCK_SPAN_MAX;

	if (in->move_count > GP_CLOCK_MOVES_MAX || in->run_count > GP_CLOCK_RUNS_MAX ||
	    in->pause_count > GP_CLOCK_PAUSES_MAX)
		return gp_fail(e, GP_EUSAGE, "a record has too many moves or rows for a clock");
	for (size_t i = 0; i < in->move_count; i++)
		sound = sound && is_day(in->moves[i].on);
	for (size_t i = 0; i < in->run_count; i++)
		sound = sound && is_day_or_none(in->runs[i].from) && is_day_or_none(in->runs[i].to);
	for (size_t i = 0; i < in->pause_count; i++)
		sound = sound && is_day(in->pauses[i].from) && is_day_or_none(in->pauses[i].to);
	return sound ? 0 : gp_fail(e, GP_EUSAGE, "the day would be outside of the years 1 to 9999");
}

/* --- history */

/*
 * A move that was recorded later cannot have changed the state before one recorded earlier: its day is at least
 * that one's. Moves that leave the state as it is have no part in it.
 */
static void read_states(struct gp_clock_history *h, const struct gp_clock_input *in, int after)
{
	int day = GP_DATE_MIN;

	h->states = gp_reallocarray(NULL, in->move_count + 1, sizeof *h->states);
	h->states[0] = (struct gp_clock_change){.from = GP_DATE_MIN, .state = in->state};
	h->state_count = 1;
	h->state = in->state;
	for (size_t i = 0; i < in->move_count; i++) {
		const char *state = in->moves[i].state;

		if (!state || (h->state && strcmp(h->state, state) == 0))
			continue;
		day = in->moves[i].on > day ? in->moves[i].on : day;
		h->state = state;
		h->states[h->state_count++] = (struct gp_clock_change){.from = day + after, .state = state};
	}
}

static int by_from(const void *a, const void *b)
{
	const struct gp_clock_pause *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* Joined where they touch, so that each day is found once. */
static void read_letters(struct gp_clock_history *h, const struct gp_clock_input *in, int after)
{
	struct gp_clock_pause *sorted;
	int end = GP_DATE_MIN - 1; /* the first day after the last pause */

	if (!in->pause_count)
		return;
	sorted = gp_reallocarray(NULL, in->pause_count, sizeof *sorted);
	h->letters = gp_reallocarray(NULL, 2 * in->pause_count, sizeof *h->letters);
	memcpy(sorted, in->pauses, in->pause_count * sizeof *sorted);
	qsort(sorted, in->pause_count, sizeof *sorted, by_from);
	for (size_t i = 0; i < in->pause_count; i++) {
		bool open = sorted[i].to == GP_CLOCK_NO_DAY;
		int from = sorted[i].from + after, to = open ? INT_MAX : sorted[i].to + after;

		if (to <= from || (open && sorted[i].from > in->today))
			continue; /* answered before it was sent, or not sent yet */
		if (h->letter_count && from <= end) {
			end = to > end ? to : end;
			h->letters[h->letter_count - 1].from = end;
			continue;
		}
		end = to;
		h->letters[h->letter_count++] = (struct gp_clock_change){.from = from, .paused = true};
		h->letters[h->letter_count++] = (struct gp_clock_change){.from = end};
	}
	if (end == INT_MAX)
		h->letter_count--; /* the pause that goes on is the last entry */
	free(sorted);
}

static void history_read(struct gp_clock_history *h, const struct gp_clock_spec *s, const struct gp_clock_input *in)
{
	int after = s->edge_out ? 0 : 1;

	*h = (struct gp_clock_history){0};
	read_states(h, in, after);
	read_letters(h, in, after);
}

static void history_free(struct gp_clock_history *h)
{
	free(h->states);
	free(h->letters);
}

/* --- one run */

static bool same(const char *name, const char *move)
{
	return name && move && strcmp(name, move) == 0;
}

static void play_move(struct gp_clock_run_now *run, const struct gp_clock_spec *s, const struct gp_clock_move *m,
    int from)
{
	bool open = run->start != GP_CLOCK_NO_DAY;

	if (same(s->from_move, m->move)) {
		*run = (struct gp_clock_run_now){.start = m->on, .met_on = GP_CLOCK_NO_DAY};
		return;
	}
	if (!open || (s->from_rows && m->on < from))
		return;
	if (same(s->extend_move, m->move) && run->met_on == GP_CLOCK_NO_DAY &&
	    run->extensions < GP_CLOCK_EXTENSIONS_MAX)
		run->extensions++;
	if (gp_clock_named(&s->stop, m->move) && run->met_on == GP_CLOCK_NO_DAY)
		run->met_on = m->on;
	run->over |= gp_clock_named(&s->over, m->move);
	if (gp_clock_named(&s->restart, m->move)) {
		run->start = m->on;
		run->met_on = GP_CLOCK_NO_DAY;
		run->restarted = true;
		run->over = false;
	}
}

static void play(struct gp_clock_run_now *run, const struct gp_clock_spec *s, const struct gp_clock_input *in,
    const struct gp_clock_run *from)
{
	*run = (struct gp_clock_run_now){.start = s->from_move ? GP_CLOCK_NO_DAY : from->from, .met_on = GP_CLOCK_NO_DAY};
	for (size_t i = 0; i < in->move_count; i++)
		play_move(run, s, &in->moves[i], from->from);
	if (run->start == GP_CLOCK_NO_DAY)
		return;
	if (in->stop_on != GP_CLOCK_NO_DAY && !(run->restarted && in->stop_on < run->start))
		run->met_on = in->stop_on;
	if (from->to != GP_CLOCK_NO_DAY)
		run->met_on = from->to;
}

/* --- dates without counting */

/* The nth such weekday of the month; false: the year has no such day, or is none. */
static bool weekday_of(int *out, const struct gp_clock_spec *s, int year)
{
	int first, last, weeks = 7 * ((s->nth < 0 ? -s->nth : s->nth) - 1);

	if (!gp_date_of(&first, year, s->month, 1) || gp_clock_add_months(&last, first, 1, NULL))
		return false;
	last--;
	if (s->nth > 0) {
		*out = first + (s->weekday - gp_date_weekday(first) + 7) % 7 + weeks;
		*out -= *out > last ? 7 : 0;
	} else {
		*out = last - (gp_date_weekday(last) - s->weekday + 7) % 7 - weeks;
		*out += *out < first ? 7 : 0;
	}
	return true;
}

static bool day_of_year(int *out, const struct gp_clock_spec *s, int year)
{
	int day = s->day;

	if (s->kind == GP_CLOCK_NTH)
		return weekday_of(out, s, year);
	while (day > 28 && !gp_date_of(out, year, s->month, day))
		day--;
	return gp_date_of(out, year, s->month, day);
}

static int yearly(int *out, const struct gp_clock_spec *s, int start, struct gp_err *e)
{
	int year;

	gp_date_split(start, &year, NULL, NULL);
	if (day_of_year(out, s, year) && *out >= start)
		return 0;
	return day_of_year(out, s, year + 1) ? 0 : gp_fail(e, GP_EUSAGE, "the day would be outside of the years 1 to 9999");
}

static int before(struct gp_clock_counted *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    int start, struct gp_err *e)
{
	int day = start - s->span.n;

	if (s->span.unit == GP_CLOCK_WORKDAYS)
		return gp_calendar_add(&out->due, c, start, -s->span.n, NULL, 0, &out->provisional, e);
	if (s->span.unit == GP_CLOCK_MONTHS && gp_clock_add_months(&day, start, -s->span.n, e))
		return -1;
	for (; s->span.n; day--) {
		if (day < GP_DATE_MIN)
			return gp_fail(e, GP_EUSAGE, "the day would be outside of the years 1 to 9999");
		out->provisional |= !gp_calendar_knows(c, day, day);
		if (gp_calendar_is_working(c, day))
			break;
	}
	out->due = day;
	return 0;
}

/* The due date of the clocks that count no days; 1: this one counts. */
static int dated(struct gp_clock_counted *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    const struct gp_clock_input *in, int start, struct gp_err *e)
{
	*out = (struct gp_clock_counted){.due = GP_CLOCK_NO_DAY};
	switch (s->kind) {
	case GP_CLOCK_ON:
		out->due = start;
		return 0;
	case GP_CLOCK_FIXED:
	case GP_CLOCK_NTH:
		return yearly(&out->due, s, start, e);
	case GP_CLOCK_BEFORE:
		return before(out, c, s, start, e);
	case GP_CLOCK_ASK:
		out->due = in->asked;
		return in->asked == GP_CLOCK_NO_DAY && in->asked_days >= 0;
	case GP_CLOCK_SPAN:
		break;
	}
	return 1;
}

static void say_start(const struct gp_calendar *c, const struct gp_clock_history *h, int start,
    const struct gp_clock_listener *say)
{
	const struct gp_clock_day d = {.date = start, .why = GP_CLOCK_WHY_START, .state = h->state,
	    .listed = gp_calendar_find(c, start), .worked = gp_calendar_is_working(c, start)};

	if (say->fn)
		say->fn(say->context, &d);
}

static enum gp_clock_status status_of(const struct gp_clock_result *r, const struct gp_clock_spec *s,
    const struct gp_clock_input *in, const struct gp_clock_history *h, bool agreed, bool counts)
{
	if (gp_clock_named(&s->hold, h->state))
		return GP_CLOCK_HELD;
	if (agreed)
		return GP_CLOCK_AGREED;
	if (counts && r->due == GP_CLOCK_NO_DAY && r->earliest == GP_CLOCK_NO_DAY)
		return GP_CLOCK_PAUSED;
	if (s->closes && (s->at_least ? r->earliest <= in->today : r->due != GP_CLOCK_NO_DAY && r->due < in->today))
		return GP_CLOCK_CLOSED;
	return GP_CLOCK_RUNNING;
}

static int evaluate_run(struct gp_clock_result *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    const struct gp_clock_input *in, const struct gp_clock_history *h, const struct gp_clock_run *from,
    const struct gp_clock_listener *say, struct gp_err *e)
{
	struct gp_clock_spec counting = *s;
	struct gp_clock_counted counted;
	struct gp_clock_run_now run;
	bool met, agreed, provisional;
	int rc;

	play(&run, s, in, from);
	met = run.met_on != GP_CLOCK_NO_DAY;
	*out = (struct gp_clock_result){.status = GP_CLOCK_NONE, .start = run.start, .due = GP_CLOCK_NO_DAY,
	    .earliest = GP_CLOCK_NO_DAY, .met_on = run.met_on};
	if (run.start == GP_CLOCK_NO_DAY)
		return 0;
	rc = dated(&counted, c, s, in, run.start, e);
	if (rc < 0)
		return -1;
	if (!rc) {
		say_start(c, h, run.start, say);
	} else {
		if (s->kind == GP_CLOCK_ASK)
			counting.span.n = in->asked_days;
		if (gp_clock_count(&counted, c, &counting, h, &run, in->today, say, e))
			return -1;
	}
	agreed = in->agreed != GP_CLOCK_NO_DAY && !(run.restarted && in->agreed < run.start) && !s->at_least;
	if (agreed)
		counted.due = in->agreed;
	*(s->at_least ? &out->earliest : &out->due) = counted.due;
	out->used = counted.used;
	out->total = counted.total;
	out->provisional = counted.provisional && !agreed;
	out->left = counted.total - counted.used;
	if ((!rc || agreed) && counted.due != GP_CLOCK_NO_DAY)
		out->left = gp_calendar_between(c, met ? run.met_on : in->today, counted.due, &provisional);
	out->late = met && out->due != GP_CLOCK_NO_DAY && run.met_on > out->due;
	out->early = met && out->earliest != GP_CLOCK_NO_DAY && run.met_on < out->earliest;
	out->status = met ? GP_CLOCK_MET : run.over ? GP_CLOCK_CLOSED : status_of(out, s, in, h, agreed, rc);
	if (out->status == GP_CLOCK_HELD)
		out->due = out->earliest = GP_CLOCK_NO_DAY;
	return 0;
}

/* --- all runs */

static bool is_open(const struct gp_clock_result *r)
{
	return r->status != GP_CLOCK_MET && r->status != GP_CLOCK_CLOSED;
}

/* Whether `a` says more of the clock than `b`: open before met or closed before not started, the next one due first. */
static bool weightier(const struct gp_clock_result *a, const struct gp_clock_result *b)
{
	bool a_open = is_open(a), b_open = is_open(b);
	int a_day = a->due != GP_CLOCK_NO_DAY ? a->due : a->earliest, b_day = b->due != GP_CLOCK_NO_DAY ? b->due : b->earliest;

	if (b->status == GP_CLOCK_NONE || a->status == GP_CLOCK_NONE)
		return a->status != GP_CLOCK_NONE;
	if (a_open != b_open)
		return a_open;
	if (!a_open && (a->status == GP_CLOCK_MET) != (b->status == GP_CLOCK_MET))
		return a->status == GP_CLOCK_MET;
	if (!a_open)
		return a->met_on > b->met_on;
	if (a_day == GP_CLOCK_NO_DAY || b_day == GP_CLOCK_NO_DAY)
		return a_day != GP_CLOCK_NO_DAY;
	return a_day < b_day;
}

static int evaluate(struct gp_clock_result *out, size_t *run, const struct gp_calendar *c,
    const struct gp_clock_spec *s, const struct gp_clock_input *in, const struct gp_clock_history *h, struct gp_err *e)
{
	static const struct gp_clock_run nothing = {GP_CLOCK_NO_DAY, GP_CLOCK_NO_DAY};
	static const struct gp_clock_listener silent = {NULL, NULL};
	bool late = false, early = false;

	*run = 0;
	if (!in->run_count)
		return evaluate_run(out, c, s, in, h, &nothing, &silent, e);
	for (size_t i = 0; i < in->run_count; i++) {
		struct gp_clock_result r;

		if (evaluate_run(&r, c, s, in, h, &in->runs[i], &silent, e))
			return -1;
		late |= r.late;
		early |= r.early;
		if (i && !weightier(&r, out))
			continue;
		*out = r;
		*run = i;
	}
	if (out->status == GP_CLOCK_MET) {
		out->late = late;
		out->early = early;
	}
	return 0;
}

static int evaluate_said(struct gp_clock_result *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    const struct gp_clock_input *in, const struct gp_clock_listener *say, struct gp_err *e)
{
	static const struct gp_clock_run nothing = {GP_CLOCK_NO_DAY, GP_CLOCK_NO_DAY};
	struct gp_clock_result again;
	struct gp_clock_history h;
	size_t run;
	int rc;

	if (check_spec(s, e) || check_input(in, e))
		return -1;
	history_read(&h, s, in);
	rc = evaluate(out, &run, c, s, in, &h, e);
	if (!rc && say->fn && out->status != GP_CLOCK_NONE)
		rc = evaluate_run(&again, c, s, in, &h, in->run_count ? &in->runs[run] : &nothing, say, e);
	history_free(&h);
	return rc;
}

int gp_clock_evaluate(struct gp_clock_result *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    const struct gp_clock_input *in, struct gp_err *e)
{
	const struct gp_clock_listener silent = {NULL, NULL};

	return evaluate_said(out, c, s, in, &silent, e);
}

int gp_clock_walk(struct gp_clock_result *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    const struct gp_clock_input *in, gp_clock_day_fn *fn, void *context, struct gp_err *e)
{
	const struct gp_clock_listener say = {fn, context};

	return evaluate_said(out, c, s, in, &say, e);
}

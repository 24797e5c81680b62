/* Counting the days of a clock, one by one: what is computed is what is shown. */
#include "core/ledger/clock_impl.h"

#include <string.h>

#define SPANS_MAX (GP_CLOCK_EXTENSIONS_MAX + 1)

bool gp_clock_named(const struct gp_clock_names *names, const char *name)
{
	for (size_t i = 0; name && i < names->count; i++)
		if (strcmp(names->names[i], name) == 0)
			return true;
	return false;
}

int gp_clock_add_months(int *out, int day, int n, struct gp_err *e)
{
	int year, month, d, months;

	gp_date_split(day, &year, &month, &d);
	months = year * 12 + month - 1 + n;
	while (d > 28 && !gp_date_of(out, months / 12, months % 12 + 1, d))
		d--;
	if (months < 12 || !gp_date_of(out, months / 12, months % 12 + 1, d))
		return gp_fail(e, GP_EUSAGE, "the day would be outside of the years 1 to 9999");
	return 0;
}

/* --- the spans, in days that count */

struct spans {
	struct {
		bool workdays;
		int n;
	} list[SPANS_MAX];
	size_t count;
	int total;
};

/* Months are as many days as they have from where they would begin, were nothing paused. */
static int plan(struct spans *p, const struct gp_calendar *c, const struct gp_clock_spec *s, int start,
    int extensions, struct gp_err *e)
{
	int at = start;

	p->total = 0;
	p->count = 1 + (size_t)extensions;
	for (size_t i = 0; i < p->count; i++) {
		const struct gp_clock_span *span = i ? &s->extend : &s->span;
		int from = at;
		bool provisional;

		p->list[i].workdays = span->unit == GP_CLOCK_WORKDAYS;
		p->list[i].n = span->n;
		switch (span->unit) {
		case GP_CLOCK_WORKDAYS:
			if (extensions && gp_calendar_add(&at, c, from, span->n, NULL, 0, &provisional, e))
				return -1;
			break;
		case GP_CLOCK_DAYS:
			at += span->n;
			break;
		case GP_CLOCK_MONTHS:
			if (gp_clock_add_months(&at, from, span->n, e))
				return -1;
			p->list[i].n = at - from;
			break;
		}
		if (at > GP_DATE_MAX)
			return gp_fail(e, GP_EUSAGE, "the day would be outside of the years 1 to 9999");
		p->total += p->list[i].n;
	}
	return 0;
}

/* --- the walk */

struct walker {
	const struct gp_calendar *c;
	const struct gp_clock_spec *s;
	const struct gp_clock_history *h;
	struct spans spans;
	size_t state, letter; /* entries of the history that have begun */
	size_t span; /* the one that is counted; == spans.count when none is left */
	int left;    /* days of it */
	int met_on, used;
	bool rolling, provisional;
	int due;
};

/* To the next span with days; past the last one, days still count for `used`. */
static void next_span(struct walker *w)
{
	while (!w->left && w->span < w->spans.count)
		if (++w->span < w->spans.count)
			w->left = w->spans.list[w->span].n;
}

static bool by_workdays(const struct walker *w)
{
	return w->spans.list[w->span < w->spans.count ? w->span : w->spans.count - 1].workdays;
}

/* Why the record stands still on the day, or COUNTS. Days only go forward. */
static enum gp_clock_why standing(struct walker *w, int day, const char **state)
{
	const struct gp_clock_history *h = w->h;

	while (w->state < h->state_count && h->states[w->state].from <= day)
		w->state++;
	while (w->letter < h->letter_count && h->letters[w->letter].from <= day)
		w->letter++;
	*state = w->state ? h->states[w->state - 1].state : NULL;
	if (w->met_on != GP_CLOCK_NO_DAY && day > w->met_on)
		return GP_CLOCK_WHY_COUNTS;
	if (gp_clock_named(&w->s->hold, *state))
		return GP_CLOCK_WHY_HELD;
	if (gp_clock_named(&w->s->pause, *state) || (w->letter && h->letters[w->letter - 1].paused))
		return GP_CLOCK_WHY_PAUSED;
	return GP_CLOCK_WHY_COUNTS;
}

/* Whether it will stand still for ever, as far as is known. */
static bool for_ever(const struct walker *w, const char *state)
{
	const struct gp_clock_history *h = w->h;

	if (w->state == h->state_count && (gp_clock_named(&w->s->hold, state) || gp_clock_named(&w->s->pause, state)))
		return true;
	return w->letter == h->letter_count && w->letter && h->letters[w->letter - 1].paused;
}

/* One day: counts it, and finds `due`. */
static void step(struct walker *w, struct gp_clock_day *d)
{
	bool open = w->due == GP_CLOCK_NO_DAY;

	d->counts = false;
	if (d->why == GP_CLOCK_WHY_COUNTS && !w->rolling) {
		d->counts = !by_workdays(w) || d->worked;
		if (!d->counts)
			d->why = GP_CLOCK_WHY_DAY_OFF;
		if (open && by_workdays(w))
			w->provisional |= !gp_calendar_knows(w->c, d->date, d->date);
	}
	if (d->counts) {
		w->used++;
		if (w->left && !--w->left)
			next_span(w);
	}
	if (open && !w->rolling && w->span == w->spans.count) {
		w->rolling = !by_workdays(w) && !w->s->at_least;
		if (!w->rolling)
			w->due = d->date;
	}
	if (w->rolling) {
		w->provisional |= !gp_calendar_knows(w->c, d->date, d->date);
		if (!d->counts)
			d->why = GP_CLOCK_WHY_ROLLED;
		if (d->worked) {
			w->rolling = false;
			w->due = d->date;
		}
	}
	d->used = w->used;
}

/* Nothing starts or ends after `day` any more: what counts until `upto` is counted at once, not day by day. */
static bool count_rest(struct walker *w, int day, int upto, int *used)
{
	const struct gp_clock_history *h = w->h;
	const char *state;
	bool provisional;

	if (w->due == GP_CLOCK_NO_DAY || w->state < h->state_count || w->letter < h->letter_count)
		return false;
	*used = w->used;
	if (day < upto && standing(w, upto, &state) == GP_CLOCK_WHY_COUNTS)
		*used += by_workdays(w) ? gp_calendar_between(w->c, day, upto, &provisional) : upto - day;
	return true;
}

static void say_day(const struct gp_clock_listener *say, const struct gp_clock_day *d, int start)
{
	if (say->fn && d->date - start < GP_CLOCK_WALK_MAX)
		say->fn(say->context, d);
}

int gp_clock_count(struct gp_clock_counted *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    const struct gp_clock_history *h, const struct gp_clock_run_now *run, int today,
    const struct gp_clock_listener *say, struct gp_err *e)
{
	struct walker w = {.c = c, .s = s, .h = h, .met_on = run->met_on, .due = GP_CLOCK_NO_DAY};
	int upto = run->met_on != GP_CLOCK_NO_DAY ? run->met_on : today;
	struct gp_clock_day d = {.date = run->start, .why = GP_CLOCK_WHY_START};

	if (plan(&w.spans, c, s, run->start, run->extensions, e))
		return -1;
	out->used = 0;
	w.left = w.spans.list[0].n;
	next_span(&w);
	if (w.span == w.spans.count) /* a span of no days is day 0 itself, worked or not */
		w.due = run->start;
	standing(&w, d.date, &d.state);
	d.listed = gp_calendar_find(c, d.date);
	d.worked = gp_calendar_works(d.listed, d.date);
	say_day(say, &d, run->start);
	while (w.due == GP_CLOCK_NO_DAY || d.date < upto) {
		if (!say->fn && count_rest(&w, d.date, upto, &out->used))
			break;
		if (d.date == GP_DATE_MAX)
			return gp_fail(e, GP_EUSAGE, "the day would be outside of the years 1 to 9999");
		d.date++;
		d.why = standing(&w, d.date, &d.state);
		if (d.date > upto && d.why != GP_CLOCK_WHY_COUNTS && !w.rolling && for_ever(&w, d.state))
			break;
		d.listed = gp_calendar_find(c, d.date);
		d.worked = gp_calendar_works(d.listed, d.date);
		step(&w, &d);
		if (d.date <= upto)
			out->used = w.used;
		say_day(say, &d, run->start);
	}
	out->due = w.due;
	out->total = w.spans.total;
	out->provisional = w.provisional;
	return 0;
}

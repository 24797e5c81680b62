#include "core/ledger/calendar.h"

#include <stdlib.h>
#include <string.h>

/* --- the list */

static int by_day(const void *a, const void *b)
{
	const struct gp_calendar_day *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static bool is_weekend(int day)
{
	return gp_date_weekday(day) > 5;
}

static int check(const struct gp_calendar_day *days, size_t n, const char *file, struct gp_err *e)
{
	char date[11];

	for (size_t i = 0; i < n; i++) {
		if (i && days[i - 1].day == days[i].day)
			return gp_fail(e, GP_EUSAGE, "%s:%u: %s is in line %u already; remove one of them", file,
			    (unsigned)days[i].line, gp_date_iso(days[i].day, date), (unsigned)days[i - 1].line);
		if (days[i].work && !is_weekend(days[i].day))
			return gp_fail(e, GP_EUSAGE, "%s:%u: %s is no Saturday or Sunday, and worked anyway; remove the line",
			    file, (unsigned)days[i].line, gp_date_iso(days[i].day, date));
	}
	return 0;
}

/* Clocks ask for each day of theirs. */
static void index_days(struct gp_calendar *c)
{
	int first = c->days[0].day;

	free(c->place);
	c->place = gp_calloc((size_t)(c->days[c->count - 1].day - first) + 1, sizeof *c->place);
	for (size_t i = 0; i < c->count; i++)
		c->place[c->days[i].day - first] = (uint16_t)(i + 1);
}

/* Both lists are sorted; `add` wins. */
static void join(struct gp_calendar *c, const struct gp_calendar_day *add, size_t n)
{
	struct gp_calendar_day *all = gp_reallocarray(NULL, c->count + n, sizeof *all);
	size_t i = 0, k = 0, count = 0;

	while (i < c->count || k < n) {
		bool old = k == n || (i < c->count && c->days[i].day < add[k].day);

		if (!old && i < c->count && c->days[i].day == add[k].day)
			i++;
		all[count] = old ? c->days[i++] : add[k++];
		if (!old)
			all[count].name = gp_arena_strndup(&c->names, all[count].name, strlen(all[count].name));
		count++;
	}
	free(c->days);
	c->days = all;
	c->count = count;
	index_days(c);
}

int gp_calendar_merge(struct gp_calendar *c, const struct gp_calendar_day *days, size_t n, const char *file,
    struct gp_err *e)
{
	struct gp_calendar_day *sorted;
	int rc;

	if (!n)
		return 0;
	if (n > GP_CALENDAR_DAYS - c->count)
		return gp_fail(e, GP_EUSAGE, "%s: more than %d days in all calendars", file, GP_CALENDAR_DAYS);
	sorted = gp_reallocarray(NULL, n, sizeof *sorted);
	memcpy(sorted, days, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, by_day);
	rc = check(sorted, n, file, e);
	if (!rc)
		join(c, sorted, n);
	free(sorted);
	return rc;
}

int gp_calendar_cover(struct gp_calendar *c, int from, int to)
{
	if (c->covers && (from > c->to + 1 || to < c->from - 1))
		return -1;
	c->from = c->covers && c->from < from ? c->from : from;
	c->to = c->covers && c->to > to ? c->to : to;
	c->covers = true;
	return 0;
}

void gp_calendar_free(struct gp_calendar *c)
{
	gp_arena_free(&c->names);
	free(c->days);
	free(c->place);
	*c = (struct gp_calendar){0};
}

/* The first that is listed for `day` or later; `count` when none is. */
static size_t first_from(const struct gp_calendar *c, int day)
{
	size_t lo = 0, hi = c->count;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (c->days[mid].day < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

const struct gp_calendar_day *gp_calendar_find(const struct gp_calendar *c, int day)
{
	uint16_t place;

	if (!c->count || day < c->days[0].day || day > c->days[c->count - 1].day)
		return NULL;
	place = c->place[day - c->days[0].day];
	return place ? &c->days[place - 1] : NULL;
}

bool gp_calendar_works(const struct gp_calendar_day *listed, int day)
{
	return listed ? listed->work : !is_weekend(day);
}

bool gp_calendar_is_working(const struct gp_calendar *c, int day)
{
	return gp_calendar_works(gp_calendar_find(c, day), day);
}

bool gp_calendar_knows(const struct gp_calendar *c, int lo, int hi)
{
	return lo > hi || (c->covers && lo >= c->from && hi <= c->to);
}

/* --- terms */

/* The last day, in the direction of the walk, of a suspension that holds `day`; false: none does. */
static bool suspended(const struct gp_suspension *u, size_t count, int day, bool forward, int *last)
{
	for (size_t i = 0; i < count; i++) {
		if (day <= u[i].from || day > u[i].to)
			continue;
		*last = forward ? u[i].to : u[i].from + 1;
		return true;
	}
	return false;
}

static int check_term(int n, const struct gp_suspension *u, size_t count, struct gp_err *e)
{
	char from[11], to[11];

	if (n > GP_CALENDAR_STEPS || n < -GP_CALENDAR_STEPS)
		return gp_fail(e, GP_EUSAGE, "%d working days are too many; at most %d can be counted", n, GP_CALENDAR_STEPS);
	if (count > GP_CALENDAR_SUSPENSIONS)
		return gp_fail(e, GP_EUSAGE, "a term can be suspended %d times at most", GP_CALENDAR_SUSPENSIONS);
	for (size_t i = 0; i < count; i++) {
		if (u[i].from < GP_DATE_MIN || u[i].from > GP_DATE_MAX || u[i].to < GP_DATE_MIN || u[i].to > GP_DATE_MAX)
			return gp_fail(e, GP_EUSAGE, "the day would be outside of the years 1 to 9999");
		if (u[i].from > u[i].to)
			return gp_fail(e, GP_EUSAGE, "a suspension from %s ends before it begins, on %s",
			    gp_date_iso(u[i].from, from), gp_date_iso(u[i].to, to));
	}
	return 0;
}

int gp_calendar_add(int *out, const struct gp_calendar *c, int day, int n, const struct gp_suspension *u,
    size_t count, bool *provisional, struct gp_err *e)
{
	int step = n < 0 ? -1 : 1, d = day, last;

	if (check_term(n, u, count, e))
		return -1;
	for (int left = n < 0 ? -n : n; left;) {
		d += step;
		if (d < GP_DATE_MIN || d > GP_DATE_MAX)
			return gp_fail(e, GP_EUSAGE, "the day would be outside of the years 1 to 9999");
		if (suspended(u, count, d, step > 0, &last))
			d = last;
		else if (gp_calendar_is_working(c, d))
			left--;
	}
	*provisional = !gp_calendar_knows(c, n > 0 ? day + 1 : d, n < 0 ? day - 1 : d);
	*out = d;
	return 0;
}

/* Mondays to Fridays from 0001-01-01 on and before `day`. */
static int weekdays_before(int day)
{
	int days = day - GP_DATE_MIN, rest = days % 7;

	return days / 7 * 5 + (rest < 5 ? rest : 5);
}

static int working_days(const struct gp_calendar *c, int lo, int hi)
{
	int n = weekdays_before(hi + 1) - weekdays_before(lo);

	for (size_t i = first_from(c, lo); i < c->count && c->days[i].day <= hi; i++)
		if (is_weekend(c->days[i].day) == c->days[i].work) /* else it is as without the list */
			n += c->days[i].work ? 1 : -1;
	return n;
}

int gp_calendar_between(const struct gp_calendar *c, int from, int to, bool *provisional)
{
	int lo = from < to ? from + 1 : to, hi = from < to ? to : from - 1;

	*provisional = !gp_calendar_knows(c, lo, hi);
	if (lo > hi)
		return 0;
	return from < to ? working_days(c, lo, hi) : -working_days(c, lo, hi);
}

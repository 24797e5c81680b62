/*
 * calendar.h - which days are worked, and deadlines in working days (工作日).
 *
 * Monday to Friday are worked but for the days that are listed as off, and the Saturdays and
 * Sundays that are listed as work. The lists are those of the yearly notices of the State
 * Council's General Office and of offices; they are known from one day to another, and what is
 * computed with days outside of that is provisional: only weekends are left out there.
 *
 * Deadlines: the n-th working day strictly after the start (国办公开办函〔2015〕207号, 二); days
 * during which the clock stands still are not counted, however many reasons it has to stand.
 */
#ifndef GP_LEDGER_CALENDAR_H
#define GP_LEDGER_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/ledger/date.h"

#define GP_CALENDAR_DAYS 20000      /* listed, of all files */
#define GP_CALENDAR_STEPS 10000     /* working days of one term, either way */
#define GP_CALENDAR_SUSPENSIONS 1000 /* of one term */

struct gp_calendar_day {
	int day;
	bool work;        /* a Saturday or Sunday that is worked; else a day off */
	uint32_t line;    /* of its file */
	const char *name; /* of the holiday, perhaps "" */
};

/* Zero-initialise one; then nothing is listed and nothing known. */
struct gp_calendar {
	struct gp_arena names;
	struct gp_calendar_day *days; /* sorted, each once */
	size_t count;
	uint16_t *place; /* of each day from the first listed one to the last: in days, from 1; 0: not listed */
	bool covers;  /* something is known: */
	int from, to; /* both included */
};

/* The clock stands still on the days d with from < d <= to. */
struct gp_suspension {
	int from, to;
};

/*
 * Takes copies of the n days of one file, in any order; they replace those that were listed for
 * the same days. GP_EUSAGE with "file:line: …": a day twice, or work on a day that is neither Saturday nor Sunday.
 */
int gp_calendar_merge(struct gp_calendar *c, const struct gp_calendar_day *days, size_t n, const char *file,
    struct gp_err *e) GP_MUST_USE;
/* All is known from one day to the other. -1: there would be a gap; nothing was changed. */
int gp_calendar_cover(struct gp_calendar *c, int from, int to) GP_MUST_USE;
void gp_calendar_free(struct gp_calendar *c);

/* What is listed for the day, or NULL. */
const struct gp_calendar_day *gp_calendar_find(const struct gp_calendar *c, int day);
bool gp_calendar_is_working(const struct gp_calendar *c, int day);
/* The same for a day that has been looked up. */
bool gp_calendar_works(const struct gp_calendar_day *listed, int day);
/* Whether the days lo to hi are all known. */
bool gp_calendar_knows(const struct gp_calendar *c, int lo, int hi);

/*
 * The n-th working day strictly after `day`, before it where n < 0, `day` itself where n is 0,
 * not counting the days of the `count` suspensions, which may overlap.
 * GP_EUSAGE: n or count is too large, a suspension ends before it begins, or the years run out.
 */
int gp_calendar_add(int *out, const struct gp_calendar *c, int day, int n, const struct gp_suspension *u,
    size_t count, bool *provisional, struct gp_err *e) GP_MUST_USE;
/* The n with gp_calendar_add(from, n) == to, where `to` is worked: working days d with from < d <= to. */
int gp_calendar_between(const struct gp_calendar *c, int from, int to, bool *provisional);

#endif

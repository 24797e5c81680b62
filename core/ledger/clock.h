/*
 * clock.h - the clocks (期限) of a record: a declared clock and what happened in, a due date out.
 *
 * Nothing is stored but what happened; a due date is always computed. Functions are pure: they know the day
 * only from the input. Days are those of date.h, GP_CLOCK_NO_DAY where there is none.
 *
 * Day 0 is the day a clock starts with; counting begins on the next one (起算日不计). A day counts when it is a
 * working day (in clocks of days and months: any day) and the record does not stand still on it. It stands still
 * on the days d with from < d <= to, `from` being the day of the move or letter that opens a pause and `to` that of
 * the answer: what goes out today counts today, and the day the answer comes in does not. That is the same as
 * "the state at the beginning of the day". Pauses that overlap are excluded once. With `edge_out` it is from <= d < to.
 * The due date is the first day on which as many days have counted as were allowed; one of days or months that
 * ends on a day off goes on to the next working day (民法典第二百零三条). Met after it is late.
 */
#ifndef GP_LEDGER_CLOCK_H
#define GP_LEDGER_CLOCK_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/ledger/calendar.h"

#define GP_CLOCK_NO_DAY INT_MIN
#define GP_CLOCK_SPAN_MAX 10000 /* days, working days or months of one span */
#define GP_CLOCK_MOVES_MAX 10000
#define GP_CLOCK_RUNS_MAX 1000
#define GP_CLOCK_PAUSES_MAX 1000
#define GP_CLOCK_EXTENSIONS_MAX 50 /* more are not counted */
#define GP_CLOCK_WALK_MAX 4000 /* days that a walk says, the first ones */

enum gp_clock_kind {
	GP_CLOCK_SPAN,   /* so many days after day 0; one that comes again is restarted, or day 0 is a field that moves on */
	GP_CLOCK_FIXED,  /* month and day: the first such day from day 0 on; 29 February is the 28th where there is none */
	GP_CLOCK_NTH,    /* the nth weekday of a month (nth < 0: from its end; a fifth that is not there is the last), the first such day from day 0 on */
	GP_CLOCK_ON,     /* day 0 itself */
	GP_CLOCK_BEFORE, /* so many days before day 0; one of days or months goes back to a working day */
	GP_CLOCK_ASK,    /* the day, or so many days, that somebody was given: `asked` of the input */
};

enum gp_clock_unit { GP_CLOCK_WORKDAYS, GP_CLOCK_DAYS, GP_CLOCK_MONTHS };

struct gp_clock_span {
	enum gp_clock_unit unit;
	int n; /* 0 or more */
};

/* Names of moves or states. */
struct gp_clock_names {
	const char *const *names;
	size_t count;
};

struct gp_clock_spec {
	enum gp_clock_kind kind;
	struct gp_clock_span span; /* of SPAN, BEFORE; its unit for ASK */
	int month, day, nth, weekday; /* of FIXED, NTH; weekday as in date.h */
	bool at_least; /* the span must have passed: `earliest` instead of `due` */
	bool edge_out;
	bool closes;   /* nothing meets it: a window that is over once its day has passed */
	const char *from_move; /* day 0 is that of this move, the last one; NULL: the runs of the input say */
	bool from_rows; /* a stop before the day a run starts with is that of another one */
	struct gp_clock_names pause, hold; /* states; in `hold` there is no due date, and a restart is waited for */
	struct gp_clock_names restart; /* moves: day 0 is theirs, nothing is used up; extensions stay */
	struct gp_clock_names stop; /* moves */
	struct gp_clock_names over; /* moves behind which it does not matter any more: it is closed, unless it was met */
	const char *extend_move; /* each one adds `extend`, or NULL */
	struct gp_clock_span extend;
};

/* In the order in which they were recorded, the undone left out. */
struct gp_clock_move {
	const char *move, *state; /* the state after it */
	int on;
};

/* One start: of a date there is one run, of child rows there is one for each. */
struct gp_clock_run {
	int from;
	int to; /* the day that ends this run, of the same row or of a field; or none */
};

struct gp_clock_pause {
	int from, to; /* to: none when it goes on */
};

struct gp_clock_input {
	int today;
	const char *state; /* before the first move; may be NULL */
	const struct gp_clock_move *moves;
	size_t move_count;
	const struct gp_clock_run *runs;
	size_t run_count;
	const struct gp_clock_pause *pauses; /* besides those of states */
	size_t pause_count;
	int stop_on; /* the date that meets the clock, whatever the day of the move; or none. One before the last restart is void */
	int agreed; /* takes the place of the due date; or none. One before the last restart is void */
	int asked;  /* of ASK: a day; or none */
	int asked_days; /* or so many of the spec's unit, from day 0; -1: none */
};

enum gp_clock_status {
	GP_CLOCK_NONE,    /* not started */
	GP_CLOCK_RUNNING, /* overdue where due < today */
	GP_CLOCK_PAUSED,  /* no due date until the answer is there */
	GP_CLOCK_HELD,    /* no due date until it is restarted */
	GP_CLOCK_AGREED,  /* running, to an agreed date */
	GP_CLOCK_MET,
	GP_CLOCK_CLOSED,  /* of `closes`, or `over` */
};

struct gp_clock_result {
	enum gp_clock_status status;
	int start;    /* day 0, the last one */
	int due;
	int earliest; /* of at_least */
	int met_on;
	int used, total; /* days in the unit of the clock, up to today or to the day it was met; both 0 without a span */
	int left; /* total - used; without a span, the working days from today to `due`; below 0 where overdue */
	bool late;  /* met after it was due */
	bool early; /* met before `earliest` */
	bool provisional; /* days counted that no notice covers yet: weekends only were left out */
};

/* "running" and the like; "none" of GP_CLOCK_NONE. */
const char *gp_clock_status_name(enum gp_clock_status s);

/*
 * Of several runs the answer is that of the one still open that is due first; when all are met, of the last one,
 * and late if any was. GP_EUSAGE: a span, a list or a date beyond the bounds above.
 */
int gp_clock_evaluate(struct gp_clock_result *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    const struct gp_clock_input *in, struct gp_err *e) GP_MUST_USE;

enum gp_clock_why {
	GP_CLOCK_WHY_START,   /* day 0 */
	GP_CLOCK_WHY_COUNTS,
	GP_CLOCK_WHY_DAY_OFF,
	GP_CLOCK_WHY_PAUSED,
	GP_CLOCK_WHY_HELD,
	GP_CLOCK_WHY_ROLLED,  /* the term ended on a day off: goes on */
};

struct gp_clock_day {
	int date;
	const struct gp_calendar_day *listed; /* its holiday or make-up day, or NULL */
	const char *state; /* that decides on the day; may be NULL */
	bool worked, counts;
	enum gp_clock_why why;
	int used; /* up to and with this day */
};

/* "start", "counts", "day_off", "paused", "held", "rolled" */
const char *gp_clock_why_name(enum gp_clock_why w);

typedef void gp_clock_day_fn(void *context, const struct gp_clock_day *d);

/*
 * The same, and says each day from day 0 on to the later of the due date and today, or to the day it was met.
 * Clocks that count no days (ON, FIXED, NTH, BEFORE, an asked or agreed date) say only day 0.
 */
int gp_clock_walk(struct gp_clock_result *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    const struct gp_clock_input *in, gp_clock_day_fn *fn, void *context, struct gp_err *e) GP_MUST_USE;

#endif

/* clock_impl.h - between clock.c, which reads what happened, and clock_walk.c, which counts the days. */
#ifndef GP_LEDGER_CLOCK_IMPL_H
#define GP_LEDGER_CLOCK_IMPL_H

#include "core/ledger/clock.h"

/* From this day on; the state of a record, or whether it stands still for letters that are out. */
struct gp_clock_change {
	int from;
	const char *state;
	bool paused;
};

/* Of one record, for all of its runs. */
struct gp_clock_history {
	struct gp_clock_change *states, *letters; /* by day; of letters, every other one is no pause */
	size_t state_count, letter_count;
	const char *state; /* the last one, perhaps NULL */
};

/* One run as the moves left it. */
struct gp_clock_run_now {
	int start, met_on;
	int extensions;
	bool restarted, over;
};

struct gp_clock_counted {
	int due; /* none: it stands still, with days left */
	int used, total;
	bool provisional;
};

struct gp_clock_listener {
	gp_clock_day_fn *fn; /* or NULL */
	void *context;
};

bool gp_clock_named(const struct gp_clock_names *names, const char *name);
/* The same day n months on (n < 0: back), or the last one of that month. GP_EUSAGE: outside of the years. */
int gp_clock_add_months(int *out, int day, int n, struct gp_err *e) GP_MUST_USE;

/* Counts the spans of `s` from run->start on, day by day. GP_EUSAGE: outside of the years. */
int gp_clock_count(struct gp_clock_counted *out, const struct gp_calendar *c, const struct gp_clock_spec *s,
    const struct gp_clock_history *h, const struct gp_clock_run_now *run, int today,
    const struct gp_clock_listener *say, struct gp_err *e) GP_MUST_USE;

#endif

/* the clocks of registers: the examples of the rules, then each kind and each rule by itself */
#include <string.h>

#include "core/ledger/clock.h"
#include "core/office/calendar_load.h"
#include "tests/lib/tap.h"

#define NONE GP_CLOCK_NO_DAY
#define NAMES(...) {(const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)}

static struct gp_workdays w;
static const struct gp_calendar *cal = &w.calendar;

static int day(const char *iso)
{
	int d = NONE;

	if (iso && !gp_date_parse(&d, iso, strlen(iso)))
		ok(false, "the test's own date %s", iso);
	return d;
}

/* The date, or "-". */
static const char *iso(int d, char out[11])
{
	return d == NONE ? "-" : gp_date_iso(d, out);
}

struct moved {
	const char *move, *on, *state;
};

/* What a test says of a record; everything else of the input is absent. */
struct record {
	const char *from, *to, *today, *stop_on, *agreed;
	struct moved moves[8]; /* ends with a move that is NULL */
	const struct gp_clock_pause *pauses;
	size_t pause_count;
};

static struct gp_clock_result evaluate(const struct gp_clock_spec *s, const struct record *r)
{
	struct gp_clock_run run = {day(r->from), day(r->to)};
	struct gp_clock_move moves[8];
	struct gp_clock_input in = {.today = day(r->today ? r->today : "2023-04-20"), .state = "open", .moves = moves,
	    .runs = &run, .run_count = r->from || r->to, .pauses = r->pauses, .pause_count = r->pause_count,
	    .stop_on = day(r->stop_on), .agreed = day(r->agreed), .asked = NONE, .asked_days = -1};
	struct gp_err e = GP_ERR_INIT;
	struct gp_clock_result got = {0};

	for (; r->moves[in.move_count].move; in.move_count++) {
		const struct moved *m = &r->moves[in.move_count];

		moves[in.move_count] = (struct gp_clock_move){m->move, m->state ? m->state : "open", day(m->on)};
	}
	if (gp_clock_evaluate(&got, cal, s, &in, &e))
		ok(false, "%s", e.msg);
	return got;
}

static void is_due(const struct gp_clock_spec *s, const struct record *r, const char *want, const char *name)
{
	char out[11];

	is_str(iso(evaluate(s, r).due, out), want, name);
}

/* --- requests for information (条例第三十三条) */

static const struct gp_clock_spec reply = {
	.span = {GP_CLOCK_WORKDAYS, 20},
	.pause = NAMES("consult3", "consultp"),
	.hold = NAMES("correcting", "payfee", "explaining"),
	.restart = NAMES("amended", "paid"),
	.stop = NAMES("deliver", "lapse", "withdraw"),
	.extend_move = "extend",
	.extend = {GP_CLOCK_WORKDAYS, 20},
};
static const struct gp_clock_spec notice = {.span = {GP_CLOCK_WORKDAYS, 7}};

static void vectors(void)
{
	struct gp_clock_result h;

	is_due(&reply, &(struct record){.from = "2023-04-20"}, "2023-05-19", "A: twenty working days");
	is_due(&notice, &(struct record){.from = "2023-04-20"}, "2023-04-28", "B: seven, a Sunday among them");
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"correct", "2023-04-26", "correcting"},
	    {"amended", "2023-05-10", "open"}}}, "2023-06-07", "C: the whole term again once corrected");
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"third", "2023-04-27", "consult3"},
	    {"opinion", "2023-05-12", "open"}}}, "2023-06-01", "D: the rest of it once others have answered");
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"extend", "2023-05-17", "open"}}}, "2023-06-16",
	    "E: extended");
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"third", "2023-04-27", "consult3"},
	    {"opinion", "2023-05-12", "open"}, {"extend", "2023-05-30", "open"}}}, "2023-06-30", "F: others asked, and extended");
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"charge", "2023-04-25", "payfee"},
	    {"paid", "2023-05-08", "open"}}}, "2023-06-05", "G: the whole term again once paid");
	h = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-05-15",
	    .moves = {{"third", "2023-04-27", "consult3"}}});
	ok(h.status == GP_CLOCK_PAUSED && h.due == NONE, "H: no due date while others are asked");
	is_int(h.used, 6, "and six days are used");
	is_int(h.left, 14, "fourteen left");
	is_due(&reply, &(struct record){.from = "2023-09-22"}, "2023-10-26", "I: over the holidays of October");
	is_due(&reply, &(struct record){.from = "2023-12-15"}, "2024-01-15", "J: over New Year");
	is_due(&reply, &(struct record){.from = "2024-01-22"}, "2024-02-22", "K: over the Spring Festival");
	is_due(&reply, &(struct record){.from = "2026-02-02"}, "2026-03-06", "L: over that of 2026");
}

static void terms(void)
{
	static const int steps[] = {7, 15, 20, 40};
	static const char *const rows[][5] = {
		{"2019-05-15", "2019-05-24", "2019-06-05", "2019-06-13", "2019-07-11"},
		{"2020-01-17", "2020-02-04", "2020-02-14", "2020-02-21", "2020-03-20"},
		{"2021-09-15", "2021-09-26", "2021-10-12", "2021-10-19", "2021-11-16"},
		{"2022-01-20", "2022-01-29", "2022-02-15", "2022-02-22", "2022-03-22"},
		{"2023-04-20", "2023-04-28", "2023-05-12", "2023-05-19", "2023-06-16"},
		{"2023-09-15", "2023-09-26", "2023-10-12", "2023-10-19", "2023-11-16"},
		{"2024-02-01", "2024-02-09", "2024-02-27", "2024-03-05", "2024-04-02"},
		{"2025-01-20", "2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"},
		{"2025-09-25", "2025-10-11", "2025-10-22", "2025-10-29", "2025-11-26"},
		{"2026-02-10", "2026-02-26", "2026-03-09", "2026-03-16", "2026-04-14"},
		{"2026-09-20", "2026-09-30", "2026-10-16", "2026-10-23", "2026-11-20"},
	};
	char name[60];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t k = 0; k < 4; k++) {
			struct gp_clock_spec s = {.span = {GP_CLOCK_WORKDAYS, steps[k]}};

			snprintf(name, sizeof name, "%s and %d working days", rows[i][0], steps[k]);
			is_due(&s, &(struct record){.from = rows[i][0]}, rows[i][k + 1], name);
		}
	/* half of the long one as an extension: the same */
	is_due(&reply, &(struct record){.from = "2026-02-10", .moves = {{"extend", "2026-02-28"}}}, "2026-04-14",
	    "twenty and twenty are forty");
}

/* domain: the same intervals as letters of child rows and as states of the record */
static void suspensions(void)
{
	const struct gp_clock_pause one = {day("2023-04-25"), day("2023-05-16")};
	const struct gp_clock_pause two[] = {{day("2023-10-09"), day("2023-10-18")}, {day("2023-09-20"), day("2023-10-12")}};
	const struct gp_clock_pause backwards = {day("2023-05-16"), day("2023-04-25")};
	const struct gp_clock_pause open = {day("2023-04-25"), NONE}, later = {day("2023-04-28"), NONE};
	struct gp_clock_result r;

	is_due(&reply, &(struct record){.from = "2023-04-20", .pauses = &one, .pause_count = 1}, "2023-06-07",
	    "a letter that was out");
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"third", "2023-04-25", "consult3"},
	    {"opinion", "2023-05-16", "open"}}}, "2023-06-07", "the same days as a state");
	is_due(&reply, &(struct record){.from = "2023-09-15", .pauses = two, .pause_count = 2}, "2023-11-10",
	    "two letters at once, their days left out once");
	is_due(&reply, &(struct record){.from = "2023-09-15", .pauses = two, .pause_count = 1,
	    .moves = {{"third", "2023-09-20", "consult3"}, {"opinion", "2023-10-12", "open"}}}, "2023-11-10",
	    "a letter and a state at once");
	is_due(&reply, &(struct record){.from = "2023-04-20", .pauses = &backwards, .pause_count = 1}, "2023-05-19",
	    "an answer before its question stops nothing");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-05-04", .pauses = &open, .pause_count = 1});
	ok(r.status == GP_CLOCK_PAUSED && r.used == 4, "an unanswered letter pauses");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-04-26", .pauses = &later, .pause_count = 1});
	ok(r.status == GP_CLOCK_RUNNING && r.due == day("2023-05-19"), "one that goes out later does not yet");
}

static void edges(void)
{
	struct gp_clock_spec out = reply;
	const struct gp_clock_pause one = {day("2023-04-25"), day("2023-05-16")};

	out.edge_out = true;
	/* 04-25 no longer counts, 05-16 does: the same number of days, all of them worked */
	is_due(&out, &(struct record){.from = "2023-04-20", .pauses = &one, .pause_count = 1}, "2023-06-07",
	    "with the other edge a working day goes and one comes");
	/* sent on a Saturday: nothing to lose; answered on a Tuesday, which counts now */
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"third", "2023-05-13", "consult3"},
	    {"opinion", "2023-05-16", "open"}}}, "2023-05-23", "the day of the answer does not count");
	is_due(&out, &(struct record){.from = "2023-04-20", .moves = {{"third", "2023-05-13", "consult3"},
	    {"opinion", "2023-05-16", "open"}}}, "2023-05-22", "with the other edge it does");
}

static void standing(void)
{
	struct gp_clock_result r;

	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-06-30",
	    .moves = {{"correct", "2023-04-26", "correcting"}}});
	ok(r.status == GP_CLOCK_HELD && r.due == NONE, "no due date while a correction is waited for");
	is_int(r.used, 5, "the days until then are used");
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"ask_why", "2023-04-26", "explaining"},
	    {"why", "2023-05-10", "open"}}}, "2023-05-31", "a hold that ends without a restart was a pause");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-06-30",
	    .moves = {{"third", "2023-05-19", "consult3"}}});
	ok(r.status == GP_CLOCK_RUNNING && r.due == day("2023-05-19"), "a pause on the last day comes too late");
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"third", "2023-04-27", "consult3"},
	    {"opinion", "2023-04-27", "open"}}}, "2023-05-19", "asked and answered on one day");
	is_due(&reply, &(struct record){.from = "2023-04-20", .moves = {{"third", "2023-04-27", "consult3"},
	    {"opinion", "2023-05-12", "open"}, {"extend", "2023-05-04", "open"}}}, "2023-06-30",
	    "what is recorded late does not change the state before");
	is_due(&reply, &(struct record){.from = "2023-04-20", .agreed = "2023-07-15"}, "2023-07-15",
	    "an agreed date takes the place of the due date");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-07-14", .agreed = "2023-07-15"});
	ok(r.status == GP_CLOCK_AGREED && r.left == 0 && !r.provisional, "and is no working day's");
	is_due(&reply, &(struct record){.from = "2023-04-20", .agreed = "2023-04-27",
	    .moves = {{"charge", "2023-04-25", "payfee"}, {"paid", "2023-05-08", "open"}}}, "2023-06-05",
	    "one that lies before the last restart is void");
}

static void met(void)
{
	struct gp_clock_result r;

	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-08-01",
	    .moves = {{"deliver", "2023-05-19", "delivered"}}});
	ok(r.status == GP_CLOCK_MET && !r.late && r.used == 20 && r.left == 0, "met on the last day is in time");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-08-01",
	    .moves = {{"deliver", "2023-05-22", "delivered"}}});
	ok(r.late && r.used == 21 && r.left == -1, "a working day later is late");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-08-01",
	    .moves = {{"deliver", "2023-05-20", "delivered"}}});
	ok(r.late && r.used == 20, "and so is the Saturday after");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-08-01", .stop_on = "2023-05-19",
	    .moves = {{"deliver", "2023-05-23", "delivered"}}});
	ok(!r.late && r.met_on == day("2023-05-19"), "the day it was posted counts, not that of the entry");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-04-25", .stop_on = "2023-04-21",
	    .moves = {{"charge", "2023-04-25", "payfee"}, {"paid", "2023-05-08", "open"}}});
	ok(r.status == GP_CLOCK_RUNNING, "one from before the restart does not");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-08-01",
	    .moves = {{"third", "2023-04-27", "consult3"}, {"withdraw", "2023-05-12", "delivered"}}});
	ok(r.status == GP_CLOCK_MET && r.due == day("2023-06-01") && r.used == 6, "met while others were asked");
	r = evaluate(&reply, &(struct record){.from = "2023-04-20", .today = "2023-04-26"});
	ok(r.status == GP_CLOCK_RUNNING && r.used == 5 && r.left == 15, "used and left while it runs");
	is_int(evaluate(&reply, &(struct record){.today = "2023-04-26"}).status, GP_CLOCK_NONE, "no clock without a start");
	ok(evaluate(&notice, &(struct record){.from = "2026-12-25"}).provisional, "into an unannounced year: provisional");
	ok(!evaluate(&notice, &(struct record){.from = "2026-12-22"}).provisional, "up to its last day: certain");
}

/* --- other kinds */

static void kinds(void)
{
	const struct gp_clock_spec days = {.span = {GP_CLOCK_DAYS, 30}}, same = {.span = {GP_CLOCK_DAYS, 0}};
	const struct gp_clock_spec months = {.span = {GP_CLOCK_MONTHS, 1}};
	const struct gp_clock_spec fixed = {.kind = GP_CLOCK_FIXED, .month = 1, .day = 31};
	const struct gp_clock_spec leap = {.kind = GP_CLOCK_FIXED, .month = 2, .day = 29};
	const struct gp_clock_spec nth = {.kind = GP_CLOCK_NTH, .month = 5, .nth = 2, .weekday = 7};
	const struct gp_clock_spec fifth = {.kind = GP_CLOCK_NTH, .month = 2, .nth = 5, .weekday = 1};
	const struct gp_clock_spec last = {.kind = GP_CLOCK_NTH, .month = 12, .nth = -1, .weekday = 5};
	const struct gp_clock_spec on = {.kind = GP_CLOCK_ON, .stop = NAMES("hold")};
	const struct gp_clock_spec notice7 = {.kind = GP_CLOCK_BEFORE, .span = {GP_CLOCK_WORKDAYS, 7}};
	const struct gp_clock_spec week = {.kind = GP_CLOCK_BEFORE, .span = {GP_CLOCK_DAYS, 7}};
	struct gp_clock_result r;

	is_due(&days, &(struct record){.from = "2023-04-20"}, "2023-05-22", "thirty days that end on a Saturday go on to Monday");
	is_due(&days, &(struct record){.from = "2023-09-01"}, "2023-10-07", "and past a week of holidays to a Saturday that is worked");
	is_due(&same, &(struct record){.from = "2023-04-22"}, "2023-04-22", "the same day is the same day");
	is_due(&months, &(struct record){.from = "2024-01-31"}, "2024-02-29", "a month from the 31st");
	is_due(&months, &(struct record){.from = "2023-01-31"}, "2023-02-28", "in a common year");
	is_due(&months, &(struct record){.from = "2023-01-10", .moves = {{"third", "2023-01-12", "x"}}}, "2023-02-10", "a month");
	is_due(&fixed, &(struct record){.from = "2023-01-31"}, "2023-01-31", "a fixed day, on it");
	is_due(&fixed, &(struct record){.from = "2023-02-01"}, "2024-01-31", "and after it");
	is_due(&leap, &(struct record){.from = "2023-01-01"}, "2023-02-28", "29 February of a common year");
	is_due(&nth, &(struct record){.from = "2026-01-01"}, "2026-05-10", "the second Sunday of May");
	is_due(&nth, &(struct record){.from = "2026-05-11"}, "2027-05-09", "that of the next year");
	is_due(&fifth, &(struct record){.from = "2026-01-01"}, "2026-02-23", "a fifth Monday that is not there is the last");
	is_due(&last, &(struct record){.from = "2026-01-01"}, "2026-12-25", "the last Friday of December");
	r = evaluate(&on, &(struct record){.from = "2023-05-19", .moves = {{"hold", "2023-05-22"}}});
	ok(r.due == day("2023-05-19") && r.late, "a date itself, met late");
	is_due(&notice7, &(struct record){.from = "2023-05-19"}, "2023-05-10", "seven working days before");
	is_due(&week, &(struct record){.from = "2023-05-10"}, "2023-04-28", "a week before, back over the holidays of May");
}

static void repeated(void)
{
	const struct gp_clock_spec every = {.span = {GP_CLOCK_DAYS, 14}, .restart = NAMES("post"), .stop = NAMES("close")};
	struct gp_clock_result r;

	is_due(&every, &(struct record){.from = "2023-03-01"}, "2023-03-15", "a fortnight");
	r = evaluate(&every, &(struct record){.from = "2023-03-01", .today = "2023-03-10",
	    .moves = {{"post", "2023-03-02"}, {"post", "2023-03-08"}}});
	ok(r.status == GP_CLOCK_RUNNING && r.due == day("2023-03-22") && r.used == 2, "and again from each post");
	r = evaluate(&every, &(struct record){.from = "2023-03-01", .today = "2023-03-10",
	    .moves = {{"post", "2023-03-02"}, {"close", "2023-03-08"}}});
	ok(r.status == GP_CLOCK_MET && !r.late, "until it is stopped");
}

static void least(void)
{
	const struct gp_clock_spec min = {.span = {GP_CLOCK_DAYS, 30}, .at_least = true};
	struct gp_clock_result r = evaluate(&min, &(struct record){.from = "2023-04-20", .to = "2023-05-19"});

	ok(r.earliest == day("2023-05-20") && r.due == NONE, "a shortest period has an earliest day, a Saturday as well");
	ok(r.status == GP_CLOCK_MET && r.early && !r.late, "what ends before is early");
	ok(!evaluate(&min, &(struct record){.from = "2023-04-20", .to = "2023-05-20"}).early, "on the day it is not");
}

static void windows(void)
{
	const struct gp_clock_spec s = {.span = {GP_CLOCK_WORKDAYS, 7}, .closes = true};
	struct gp_clock_result r = evaluate(&s, &(struct record){.from = "2023-04-20", .today = "2023-04-28"});

	is_int(r.status, GP_CLOCK_RUNNING, "a window is open on its last day");
	r = evaluate(&s, &(struct record){.from = "2023-04-20", .today = "2023-04-29"});
	ok(r.status == GP_CLOCK_CLOSED && r.due == day("2023-04-28"), "and closed on the next");
}

static void pointless(void)
{
	const struct gp_clock_spec s = {.span = {GP_CLOCK_WORKDAYS, 7}, .stop = NAMES("correct"), .over = NAMES("submit"),
	    .restart = NAMES("again")};
	struct gp_clock_result r = evaluate(&s, &(struct record){.from = "2023-04-20", .today = "2023-05-20",
	    .moves = {{"submit", "2023-05-15"}}});

	ok(r.status == GP_CLOCK_CLOSED && !r.late, "what does not matter any more is neither met nor late");
	r = evaluate(&s, &(struct record){.from = "2023-04-20", .moves = {{"submit", "2023-04-21"}, {"correct", "2023-05-15"}}});
	ok(r.status == GP_CLOCK_MET && r.late, "unless it is met after all");
	r = evaluate(&s, &(struct record){.from = "2023-04-20", .moves = {{"submit", "2023-04-20"}, {"again", "2023-04-20"}}});
	is_int(r.status, GP_CLOCK_RUNNING, "a new start begins anew");
}

static void asked(void)
{
	struct gp_clock_spec s = {.kind = GP_CLOCK_ASK, .span = {GP_CLOCK_DAYS, 0}, .from_move = "correct",
	    .stop = NAMES("amended")};
	struct gp_clock_move moves[] = {{"correct", "correcting", day("2023-04-20")}, {"amended", "open", day("2023-04-25")},
	    {"correct", "correcting", day("2023-05-04")}};
	struct gp_clock_input in = {.today = day("2023-05-05"), .moves = moves, .move_count = 3, .stop_on = NONE,
	    .agreed = NONE, .asked = NONE, .asked_days = 15};
	struct gp_clock_result r;
	struct gp_err e = GP_ERR_INIT;
	char out[11];

	is_int(gp_clock_evaluate(&r, cal, &s, &in, &e), 0, "days that were given in a move");
	is_str(iso(r.due, out), "2023-05-19", "count from the last such move");
	ok(r.status == GP_CLOCK_RUNNING, "which starts it again");
	in.asked = day("2023-05-10");
	in.move_count = 2;
	is_int(gp_clock_evaluate(&r, cal, &s, &in, &e), 0, "or a date");
	ok(r.status == GP_CLOCK_MET && r.due == day("2023-05-10") && r.met_on == day("2023-04-25"), "that is met");
	in.move_count = 0;
	ok(!gp_clock_evaluate(&r, cal, &s, &in, &e) && r.status == GP_CLOCK_NONE, "not started without the move");
}

static void rows(void)
{
	const struct gp_clock_spec s = {.span = {GP_CLOCK_WORKDAYS, 15}, .from_rows = true, .stop = NAMES("opinion")};
	struct gp_clock_run runs[] = {{day("2023-04-20"), day("2023-06-01")}, {day("2023-05-10"), NONE},
	    {day("2023-05-04"), NONE}, {NONE, NONE}};
	struct gp_clock_move move = {"opinion", "open", day("2023-05-05")};
	struct gp_clock_input in = {.today = day("2023-05-12"), .runs = runs, .run_count = 4, .stop_on = NONE, .agreed = NONE,
	    .asked = NONE, .asked_days = -1};
	struct gp_clock_result r;
	struct gp_err e = GP_ERR_INIT;

	ok(!gp_clock_evaluate(&r, cal, &s, &in, &e) && r.start == day("2023-05-04") && r.status == GP_CLOCK_RUNNING,
	    "of several letters, the open one that is due first");
	in.moves = &move;
	in.move_count = 1;
	ok(!gp_clock_evaluate(&r, cal, &s, &in, &e) && r.start == day("2023-05-10"), "a stop ends those before it");
	runs[1].to = day("2023-05-12");
	ok(!gp_clock_evaluate(&r, cal, &s, &in, &e) && r.status == GP_CLOCK_MET && r.late && r.met_on == day("2023-06-01"),
	    "all met: late when one was");
}

/* --- the walk */

struct heard {
	int days, counted, used;
	char off[200];
};

static void hear(void *context, const struct gp_clock_day *d)
{
	struct heard *h = context;
	size_t n = strlen(h->off);

	h->days++;
	h->counted += d->counts;
	h->used = d->used;
	if (d->why != GP_CLOCK_WHY_COUNTS && n < sizeof h->off)
		snprintf(h->off + n, sizeof h->off - n, "%s%s", n ? " " : "", d->listed && !d->worked ? d->listed->name :
		    gp_clock_why_name(d->why));
}

static void walk(void)
{
	struct gp_clock_run run = {day("2023-04-20"), NONE};
	struct gp_clock_move moves[] = {{"third", "consult3", day("2023-04-21")}, {"opinion", "open", day("2023-04-24")}};
	struct gp_clock_input in = {.today = day("2023-04-28"), .moves = moves, .move_count = 2, .runs = &run, .run_count = 1,
	    .stop_on = NONE, .agreed = NONE, .asked = NONE, .asked_days = -1};
	struct gp_clock_result r, again;
	struct gp_err e = GP_ERR_INIT;
	struct heard h = {0};

	is_int(gp_clock_walk(&r, cal, &notice, &in, hear, &h, &e), 0, "day by day");
	ok(!gp_clock_evaluate(&again, cal, &notice, &in, &e) && !memcmp(&r, &again, sizeof r), "to the same result");
	is_str(h.off, "start day_off", "no pause in a clock that knows none");
	h = (struct heard){0};
	is_int(gp_clock_walk(&r, cal, &reply, &in, hear, &h, &e), 0, "another");
	is_str(h.off, "start paused paused paused 劳动节 劳动节 劳动节 劳动节 劳动节 day_off day_off day_off day_off day_off",
	    "with the days that do not count, and why");
	ok(h.counted == 20 && h.used == 20 && h.days == r.due - run.from + 1, "up to the due date");
}

static void bounds(void)
{
	struct gp_clock_spec s = {.span = {GP_CLOCK_WORKDAYS, GP_CLOCK_SPAN_MAX + 1}};
	struct gp_clock_run run = {GP_DATE_MAX - 5, NONE};
	struct gp_clock_input in = {.today = 0, .runs = &run, .run_count = 1, .stop_on = NONE, .agreed = NONE,
	    .asked = NONE, .asked_days = -1};
	struct gp_clock_result r;
	struct gp_err e = GP_ERR_INIT;

	is_int(gp_clock_evaluate(&r, cal, &s, &in, &e), -1, "a span too long");
	s.span.n = 20;
	is_int(gp_clock_evaluate(&r, cal, &s, &in, &e), -1, "one past the last year");
	s.span.unit = GP_CLOCK_MONTHS;
	is_int(gp_clock_evaluate(&r, cal, &s, &in, &e), -1, "in months");
	s = (struct gp_clock_spec){.kind = GP_CLOCK_FIXED, .month = 13, .day = 1};
	is_int(gp_clock_evaluate(&r, cal, &s, &in, &e), -1, "a thirteenth month");
	s.month = 1;
	is_int(gp_clock_evaluate(&r, cal, &s, &in, &e), -1, "January after the last year");
	run.from = 0;
	in.today = GP_DATE_MAX + 1;
	is_int(gp_clock_evaluate(&r, cal, &s, &in, &e), -1, "a day that is none");
}

int main(void)
{
	struct gp_err e = GP_ERR_INIT;

	if (gp_workdays_load(&w, NULL, &e))
		ok(false, "%s", e.msg);
	vectors();
	terms();
	suspensions();
	edges();
	standing();
	met();
	kinds();
	repeated();
	least();
	windows();
	pointless();
	asked();
	rows();
	walk();
	bounds();
	gp_workdays_free(&w);
	return tap_done();
}

/* days, dates as people write them, and terms in working days against a walk that knows nothing of them */
#include <string.h>

#include "core/base/clock.h"
#include "core/ledger/calendar.h"
#include "core/office/calendar_file.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

static struct gp_workdays w;
static const struct gp_calendar *cal = &w.calendar;

static int day(const char *iso)
{
	int d = 0;

	if (!gp_date_parse(&d, iso, strlen(iso)))
		ok(false, "the test's own date %s", iso);
	return d;
}

/* --- dates */

static void dates(void)
{
	char iso[11];
	int d, y, m, n, wrong = 0, expect = GP_DATE_MIN;

	is_int(day("1970-01-01"), 0, "1970-01-01 is day 0");
	is_int(gp_date_weekday(0), 4, "and a Thursday");
	is_int(gp_date_weekday(day("2026-11-22")), 7, "2026-11-22 is a Sunday");
	is_int(day("0001-01-01"), GP_DATE_MIN, "the first day");
	is_int(day("9999-12-31"), GP_DATE_MAX, "the last day");
	for (int year = 1; year <= 9999; year++)
		for (int month = 1; month <= 12; month++)
			for (int i = 1; gp_date_of(&d, year, month, i); i++)
				wrong += d != expect++;
	is_int(wrong, 0, "days count up without a gap");
	is_int(expect, GP_DATE_MAX + 1, "through 9999 years");
	for (d = GP_DATE_MIN; d <= GP_DATE_MAX; d += 97) {
		int back = 0;

		gp_date_split(d, &y, &m, &n);
		wrong += !gp_date_of(&back, y, m, n) || back != d || day(gp_date_iso(d, iso)) != d;
	}
	is_int(wrong, 0, "and back");
	ok(gp_date_of(&d, 2000, 2, 29) && gp_date_of(&d, 2024, 2, 29), "leap years");
	ok(!gp_date_of(&d, 1900, 2, 29) && !gp_date_of(&d, 2026, 2, 29), "and others");
	gp_clock_freeze(1795363199);
	is_str(gp_date_iso(gp_date_today(), iso), "2026-11-22", "today is that of China, a second before midnight");
	gp_clock_freeze(1795363200);
	is_str(gp_date_iso(gp_date_today(), iso), "2026-11-23", "and at midnight");
	gp_clock_freeze(0);
}

static void words(void)
{
	static const struct {
		const char *word, *want; /* NULL: no date */
	} rows[] = {
		{"2026-09-20", "2026-09-20"}, {"2026-9-20", "2026-09-20"}, {"20260920", "2026-09-20"},
		{"2026/9/20", "2026-09-20"}, {"2026.9.20", "2026-09-20"}, {"2026年9月20日", "2026-09-20"},
		{"2026年09月20号", "2026-09-20"}, {"9月20日", "2026-09-20"}, {"２０２６年９月２０日", "2026-09-20"},
		{"２０２６／９／２０", "2026-09-20"}, {"today", "2026-11-22"}, {"今天", "2026-11-22"}, {"明天", "2026-11-23"},
		{"昨天", "2026-11-21"}, {"tomorrow", "2026-11-23"}, {"yesterday", "2026-11-21"}, {"2024-02-29", "2024-02-29"},
		{"2026-02-30", NULL}, {"2月29日", NULL}, {"2026-13-01", NULL}, {"2026-00-10", NULL}, {"0000-01-01", NULL},
		{"", NULL}, {"2026", NULL}, {"2026-9", NULL}, {"2026-9/20", NULL}, {"2026-9-20 ", NULL}, {"2026920", NULL},
		{"202609200", NULL}, {"2026-09-200", NULL}, {"12026-01-01", NULL}, {"9月20", NULL}, {"-1", NULL}, {"\xff", NULL},
		{"2026年9月20日下午", NULL}, {"99999999999999999999", NULL}, {"今天今天今天今天今天今天今天今天今天今天今天今天", NULL},
	};
	int today = day("2026-11-22"), d;
	char iso[11];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct gp_err e = GP_ERR_INIT;
		int rc = gp_date_read(&d, rows[i].word, today, &e);

		if (rows[i].want)
			is_str(rc ? e.msg : gp_date_iso(d, iso), rows[i].want, rows[i].word);
		else
			ok(rc == -1 && e.code == GP_EUSAGE, "no date: '%s'", rows[i].word);
	}
	ok(!gp_date_parse(&d, "2026-9-20", 9) && !gp_date_parse(&d, "20260920", 8) && !gp_date_parse(&d, "2026-09-20x", 11) &&
	    !gp_date_parse(&d, "2026/09/20", 10) && !gp_date_parse(&d, "2026-02-29", 10), "files have ISO dates only");
}

/* --- terms */

static int add(int from, int n, const struct gp_suspension *u, size_t count, bool *provisional)
{
	struct gp_err e = GP_ERR_INIT;
	int d = 0;

	if (gp_calendar_add(&d, cal, from, n, u, count, provisional, &e))
		ok(false, "%s", e.msg);
	return d;
}

/* The examples that were computed by hand from the notices. */
static void examples(void)
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
	char iso[11], name[60];
	bool provisional;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t k = 0; k < 4; k++) {
			snprintf(name, sizeof name, "%s and %d working days", rows[i][0], steps[k]);
			is_str(gp_date_iso(add(day(rows[i][0]), steps[k], NULL, 0, &provisional), iso), rows[i][k + 1], name);
			if (provisional)
				ok(false, "%s is certain", name);
		}
}

static void suspensions(void)
{
	const struct gp_suspension one = {day("2023-04-25"), day("2023-05-16")};
	const struct gp_suspension two[] = {
		{day("2023-09-20"), day("2023-10-12")}, {day("2023-10-09"), day("2023-10-18")}};
	const struct gp_suspension backwards = {5, 4}, far = {0, GP_DATE_MAX + 1};
	struct gp_err e = GP_ERR_INIT;
	bool provisional;
	char iso[11];
	int d;

	is_str(gp_date_iso(add(day("2023-04-20"), 20, &one, 1, &provisional), iso), "2023-06-07",
	    "a term stands still while others are asked");
	is_str(gp_date_iso(add(day("2023-09-15"), 20, two, 2, &provisional), iso), "2023-11-10",
	    "days that are suspended twice count once");
	is_int(gp_calendar_add(&d, cal, 0, 1, &backwards, 1, &provisional, &e), -1, "a suspension that ends before it begins");
	is_int(gp_calendar_add(&d, cal, 0, 1, &far, 1, &provisional, &e), -1, "one outside of the years");
	is_int(gp_calendar_add(&d, cal, 0, GP_CALENDAR_STEPS + 1, NULL, 0, &provisional, &e), -1, "a term that is too long");
	is_int(gp_calendar_add(&d, cal, GP_DATE_MAX - 3, 20, NULL, 0, &provisional, &e), -1, "a term past the last year");
	is_int(gp_calendar_add(&d, cal, GP_DATE_MIN, -1, NULL, 0, &provisional, &e), -1, "before the first year");
}

static void years(void)
{
	static const int want[] = {250, 249, 250, 249, 249, 251, 248, 248};
	char name[40], from[11], to[11];
	bool provisional;

	for (int i = 0; i < 8; i++) {
		snprintf(from, sizeof from, "%d-12-31", 2018 + i);
		snprintf(to, sizeof to, "%d-12-31", 2019 + i);
		snprintf(name, sizeof name, "working days of %d", 2019 + i);
		is_int(gp_calendar_between(cal, day(from), day(to), &provisional), want[i], name);
	}
}

static void horizon(void)
{
	bool p;

	is_int(cal->from, day("2018-12-29"), "the notices begin with this day");
	is_int(cal->to, day("2026-12-31"), "and end with this one");
	add(day("2026-12-30"), 1, NULL, 0, &p);
	ok(!p, "the last day of the last year is certain");
	add(day("2026-12-31"), 1, NULL, 0, &p);
	ok(p, "the next one is provisional");
	add(day("2019-01-02"), -1, NULL, 0, &p);
	ok(!p, "back to the first day is certain");
	add(day("2018-12-29"), -1, NULL, 0, &p);
	ok(p, "the one before is provisional");
	gp_calendar_between(cal, day("2026-12-31"), day("2027-01-01"), &p);
	ok(p, "so is a count that goes past the end");
	gp_calendar_between(cal, day("2026-01-01"), day("2026-12-31"), &p);
	ok(!p, "and one that does not is certain");
	add(day("2030-01-01"), 0, NULL, 0, &p);
	ok(p, "a day without a term too");
}

/* --- the same, day by day */

static bool works(int d)
{
	for (size_t i = 0; i < cal->count; i++)
		if (cal->days[i].day == d)
			return cal->days[i].work;
	return (d + 700 * 1000 + 3) % 7 < 5; /* 1970-01-01 is a Thursday, 700,000 a multiple of 7 */
}

static bool stands(int d, const struct gp_suspension *u, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (u[i].from < d && d <= u[i].to)
			return true;
	return false;
}

static void walked(void)
{
	int lo = day("2018-06-01"), span = day("2027-06-30") - lo, wrong = 0, counted = 0;
	bool p;

	for (int round = 0; round < 3000; round++) {
		struct gp_suspension u[3];
		size_t count = random_below(4);
		int from = lo + (int)random_below((size_t)span), n = (int)random_below(121) - 60, d = from, left;

		for (size_t i = 0; i < count; i++) {
			u[i].from = from - 90 + (int)random_below(180);
			u[i].to = u[i].from + (int)random_below(30);
		}
		for (left = n < 0 ? -n : n; left;) {
			d += n < 0 ? -1 : 1;
			left -= works(d) && !stands(d, u, count);
		}
		wrong += add(from, n, u, count, &p) != d;
		left = 0;
		for (int i = from + 1; i <= from + round % 400; i++)
			left += works(i);
		counted += gp_calendar_between(cal, from, from + round % 400, &p) != left;
		left = 0;
		for (int i = from - round % 400; i < from; i++)
			left -= works(i);
		counted += gp_calendar_between(cal, from, from - round % 400, &p) != left;
	}
	is_int(wrong, 0, "terms are those of a walk day by day");
	is_int(counted, 0, "so are counts");
}

/* --- lists */

/* Rows of nothing but commas. */
static void empty_rows(void)
{
	static char rows[100 * 1000];
	struct gp_workdays own = {0};
	struct gp_calendar_file f = {.name = "c.csv", .w = &own};
	struct gp_err e = GP_ERR_INIT;

	memset(rows, ',', sizeof rows);
	for (size_t i = 999; i < sizeof rows; i += 1000)
		rows[i] = '\n';
	ok(!gp_calendar_file_csv(&f, rows, sizeof rows, 0, &e) && !f.count, "rows of commas are empty");
	ok(own.arena.used < 10 * sizeof rows, "and cost little");
	gp_workdays_free(&own);
}

static void lists(void)
{
	struct gp_calendar c = {0};
	struct gp_err e = GP_ERR_INIT;
	const struct gp_calendar_day first[] = {
		{day("2027-01-02"), true, 3, "元旦"}, {day("2027-01-01"), false, 2, "元旦"}};
	const struct gp_calendar_day later[] = {{day("2027-01-02"), false, 9, "停电"}, {day("2027-01-04"), false, 8, ""}};
	const struct gp_calendar_day twice[] = {{5, false, 2, ""}, {6, false, 3, ""}, {5, false, 4, ""}};
	const struct gp_calendar_day friday[] = {{day("2027-01-08"), true, 7, ""}};

	ok(gp_calendar_is_working(&c, day("2027-01-01")) && !gp_calendar_is_working(&c, day("2027-01-02")),
	    "without a list Fridays are worked and Saturdays are not");
	ok(!gp_calendar_merge(&c, first, 2, "a.csv", &e) && !gp_calendar_merge(&c, later, 2, "b.csv", &e), "lists in any order");
	is_int((int)c.count, 3, "each day is there once");
	is_str(gp_calendar_find(&c, day("2027-01-02"))->name, "停电", "as the later file has it");
	is_int(gp_calendar_merge(&c, twice, 3, "c.csv", &e), -1, "a day twice in a file");
	is_str(e.msg, "c.csv:4: 1970-01-06 is in line 2 already; remove one of them", "is named with both lines");
	is_int(gp_calendar_merge(&c, friday, 1, "d.csv", &e), -1, "work on a Friday");
	ok(strstr(e.msg, "d.csv:7: 2027-01-08") != NULL, "is named too");
	is_int((int)c.count, 3, "and nothing of it is kept");
	is_int(gp_calendar_cover(&c, 10, 20) || gp_calendar_cover(&c, 21, 30) || gp_calendar_cover(&c, 5, 9), 0,
	    "what is known grows at both ends");
	is_int(gp_calendar_cover(&c, 32, 40), -1, "and has no gap");
	ok(gp_calendar_knows(&c, 5, 30) && !gp_calendar_knows(&c, 4, 5) && !gp_calendar_knows(&c, 30, 31), "its borders");
	gp_calendar_free(&c);
}

int main(void)
{
	struct gp_err e = GP_ERR_INIT;

	dates();
	words();
	lists();
	empty_rows();
	if (!ok(!gp_workdays_load(&w, NULL, &e), "the shipped calendar is read"))
		printf("# %s\n", e.msg);
	is_int((int)cal->count, 285, "with all its days");
	examples();
	suspensions();
	years();
	horizon();
	walked();
	gp_workdays_free(&w);
	return tap_done();
}

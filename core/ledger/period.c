#include "core/ledger/period.h"

#include <stdio.h>
#include <string.h>

#include "core/ledger/clock_impl.h"
#include "core/text/utf8.h"

enum { WORD_MAX = 64 }; /* bytes, folded */

enum unit { WEEK, MONTH, QUARTER, YEAR };

/* --- words */

static const struct {
	const char *word;
	enum unit unit;
	int step; /* from the one that today is in */
} words[] = {
	{"本周", WEEK, 0}, {"这周", WEEK, 0}, {"this-week", WEEK, 0}, {"上周", WEEK, -1}, {"last-week", WEEK, -1},
	{"下周", WEEK, 1}, {"next-week", WEEK, 1}, {"本月", MONTH, 0}, {"这个月", MONTH, 0}, {"this-month", MONTH, 0},
	{"上月", MONTH, -1}, {"上个月", MONTH, -1}, {"last-month", MONTH, -1}, {"下月", MONTH, 1}, {"下个月", MONTH, 1},
	{"next-month", MONTH, 1}, {"本季度", QUARTER, 0}, {"this-quarter", QUARTER, 0}, {"上季度", QUARTER, -1},
	{"last-quarter", QUARTER, -1}, {"下季度", QUARTER, 1}, {"next-quarter", QUARTER, 1}, {"今年", YEAR, 0},
	{"本年", YEAR, 0}, {"this-year", YEAR, 0}, {"去年", YEAR, -1}, {"上年", YEAR, -1}, {"last-year", YEAR, -1},
	{"明年", YEAR, 1}, {"next-year", YEAR, 1},
};

/* So many months from the first of one on. */
static bool months(int *from, int *to, int year, int month, int count)
{
	int next;

	if (!gp_date_of(from, year, month, 1) || gp_clock_add_months(&next, *from, count, NULL))
		return year == 9999 && month + count == 13 && gp_date_of(from, year, month, 1) && gp_date_of(to, year, 12, 31);
	*to = next - 1;
	return true;
}

static bool around(int *from, int *to, enum unit unit, int step, int today)
{
	static const int lengths[] = {[MONTH] = 1, [QUARTER] = 3, [YEAR] = 12};
	int year, month, first;

	if (unit == WEEK) {
		*from = today - gp_date_weekday(today) + 1 + 7 * step;
		*to = *from + 6;
		return *from >= GP_DATE_MIN && *to <= GP_DATE_MAX;
	}
	gp_date_split(today, &year, &month, NULL);
	if (!gp_date_of(&first, year, (month - 1) / lengths[unit] * lengths[unit] + 1, 1) ||
	    gp_clock_add_months(&first, first, step * lengths[unit], NULL))
		return false;
	gp_date_split(first, &year, &month, NULL);
	return months(from, to, year, month, lengths[unit]);
}

/* --- years, quarters, months */

/* One to `most` digits; how many there were. */
static size_t digits(const char *s, size_t most, int *out)
{
	size_t n = 0;

	*out = 0;
	for (; n < most && s[n] >= '0' && s[n] <= '9'; n++)
		*out = *out * 10 + (s[n] - '0');
	return n;
}

static bool begins(const char **s, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*s, word, n) != 0)
		return false;
	*s += n;
	return true;
}

/* 2023 2023年 2023Q1 2023-01 2023年1月 1月 */
static bool part_of_year(int *from, int *to, const char *s, int today)
{
	int year, n;
	size_t count = digits(s, 4, &year);

	if (count && count < 3 && strcmp(s + count, "月") == 0) {
		n = year;
		gp_date_split(today, &year, NULL, NULL);
		return months(from, to, year, n, 1);
	}
	if (count != 4)
		return false;
	s += 4;
	if (!*s || strcmp(s, "年") == 0)
		return months(from, to, year, 1, 12);
	if (begins(&s, "Q") || begins(&s, "q"))
		return digits(s, 1, &n) == 1 && !s[1] && n <= 4 && months(from, to, year, 3 * n - 2, 3);
	if (begins(&s, "年")) {
		count = digits(s, 2, &n);
		return count && strcmp(s + count, "月") == 0 && months(from, to, year, n, 1);
	}
	if (!begins(&s, "-") && !begins(&s, "/") && !begins(&s, "."))
		return false;
	count = digits(s, 2, &n);
	return count && !s[count] && months(from, to, year, n, 1);
}

bool gp_period_read(int *from, int *to, const char *word, size_t n, int today)
{
	struct gp_buf b;
	bool found = false;

	gp_buf_init(&b, WORD_MAX);
	if (gp_utf8_fold_width(&b, word, n) || !b.len || strlen(b.data) != b.len) {
		gp_buf_free(&b);
		return false;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		found = strcmp(words[i].word, b.data) == 0 && around(from, to, words[i].unit, words[i].step, today);
	if (!found)
		found = part_of_year(from, to, b.data, today);
	if (!found && !gp_date_read(from, b.data, today, NULL)) {
		*to = *from;
		found = true;
	}
	gp_buf_free(&b);
	return found;
}

/* --- for filters */

static bool filter_period(const void *context, const char *word, size_t n, char from[11], char to[11])
{
	const struct gp_period_days *d = context;
	int a, b;

	if (!gp_period_read(&a, &b, word, n, d->today))
		return false;
	gp_date_iso(a, from);
	gp_date_iso(b, to);
	return true;
}

static bool filter_after(const void *context, int n, bool calendar_days, char day[11])
{
	const struct gp_period_days *d = context;
	int at = d->today + n;
	bool provisional;

	if (!calendar_days && gp_calendar_add(&at, d->calendar, d->today, n, NULL, 0, &provisional, NULL))
		return false;
	if (at < GP_DATE_MIN || at > GP_DATE_MAX)
		return false;
	gp_date_iso(at, day);
	return true;
}

void gp_period_filter_days(struct gp_filter_days *out, const struct gp_period_days *of)
{
	*out = (struct gp_filter_days){filter_period, filter_after, of};
}

#include "core/ledger/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/text/utf8.h"

#define WORD_MAX 64 /* bytes of a date in words, folded */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_of_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days of the years 1 to year - 1. */
static int days_before_year(int year)
{
	int y = year - 1;

	return y * 365 + y / 4 - y / 100 + y / 400;
}

bool gp_date_of(int *out, int year, int month, int day)
{
	int date;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_of_month(year, month))
		return false;
	date = GP_DATE_MIN + days_before_year(year) + day - 1;
	for (int m = 1; m < month; m++)
		date += days_of_month(year, m);
	*out = date;
	return true;
}

void gp_date_split(int date, int *year, int *month, int *day)
{
	int rest = date - GP_DATE_MIN, y = rest / 366 + 1, m = 1;

	while (y < 9999 && days_before_year(y + 1) <= rest) /* at most some twenty steps */
		y++;
	rest -= days_before_year(y);
	for (; rest >= days_of_month(y, m); m++)
		rest -= days_of_month(y, m);
	if (year)
		*year = y;
	if (month)
		*month = m;
	if (day)
		*day = rest + 1;
}

int gp_date_weekday(int date)
{
	return (date - GP_DATE_MIN) % 7 + 1; /* 0001-01-01 is a Monday */
}

char *gp_date_iso(int date, char out[11])
{
	int year, month, day;

	gp_date_split(date, &year, &month, &day);
	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100, (unsigned)day % 100);
	return out;
}

int gp_date_today(void)
{
	int64_t t = gp_clock_now() + 8 * 3600;
	int64_t days = t / 86400 - (t % 86400 < 0);

	return days < GP_DATE_MIN ? GP_DATE_MIN : days > GP_DATE_MAX ? GP_DATE_MAX : (int)days;
}

/* --- reading */

/* Exactly `digits` digits, or with 0 one to four; false: they are not there. */
static bool number(const char **s, const char *end, int digits, int *out)
{
	const char *p = *s;
	int most = digits ? digits : 4, n = 0;

	while (p < end && n < most && isdigit((unsigned char)*p)) {
		*out = (n ? *out * 10 : 0) + (*p++ - '0');
		n++;
	}
	*s = p;
	return n && (!digits || n == digits);
}

static bool sign(const char **s, const char *end, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(end - *s) < n || memcmp(*s, word, n) != 0)
		return false;
	*s += n;
	return true;
}

bool gp_date_parse(int *out, const char *s, size_t n)
{
	const char *end = s + n;
	int year, month, day;

	return n == 10 && number(&s, end, 4, &year) && sign(&s, end, "-") && number(&s, end, 2, &month) &&
	    sign(&s, end, "-") && number(&s, end, 2, &day) && gp_date_of(out, year, month, day);
}

struct parts {
	int year, month, day;
};

/* 2026-9-20 and the like: the same sign twice. */
static bool with_signs(const char *s, const char *end, struct parts *p)
{
	static const char *const signs[] = {"-", "/", "."};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		const char *at = s;

		if (number(&at, end, 4, &p->year) && sign(&at, end, signs[i]) && number(&at, end, 0, &p->month) &&
		    sign(&at, end, signs[i]) && number(&at, end, 0, &p->day) && at == end)
			return true;
	}
	return false;
}

static bool digits_only(const char *s, const char *end, struct parts *p)
{
	return number(&s, end, 4, &p->year) && number(&s, end, 2, &p->month) && number(&s, end, 2, &p->day) && s == end;
}

/* 2026年9月20日, and without the year. */
static bool in_chinese(const char *s, const char *end, struct parts *p)
{
	const char *at = s;
	int year;

	if (number(&at, end, 4, &year) && sign(&at, end, "年")) {
		p->year = year;
		s = at;
	}
	return number(&s, end, 0, &p->month) && sign(&s, end, "月") && number(&s, end, 0, &p->day) &&
	    (sign(&s, end, "日") || sign(&s, end, "号")) && s == end;
}

static bool is_near(int *out, const char *word, int today)
{
	static const struct {
		const char *word;
		int days;
	} near[] = {{"今天", 0}, {"today", 0}, {"明天", 1}, {"tomorrow", 1}, {"昨天", -1}, {"yesterday", -1}};

	for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
		if (strcmp(near[i].word, word) != 0)
			continue;
		*out = today + near[i].days;
		return *out >= GP_DATE_MIN && *out <= GP_DATE_MAX;
	}
	return false;
}

int gp_date_read(int *out, const char *word, int today, struct gp_err *e)
{
	struct parts p = {0};
	struct gp_buf b;
	const char *s, *end;
	bool read;

	gp_buf_init(&b, WORD_MAX);
	read = !gp_utf8_fold_width(&b, word, strlen(word)) && b.len;
	s = read ? b.data : "";
	end = s + strlen(s);
	gp_date_split(today, &p.year, NULL, NULL);
	if (is_near(out, s, today)) {
		gp_buf_free(&b);
		return 0;
	}
	if (!in_chinese(s, end, &p))
		read = digits_only(s, end, &p) || with_signs(s, end, &p);
	gp_buf_free(&b);
	if (!read)
		return gp_fail(e, GP_EUSAGE, "'%s' is no date; write it as 2026-09-20 or 2026年9月20日", word);
	if (gp_date_of(out, p.year, p.month, p.day))
		return 0;
	if (p.year < 1 || p.month < 1 || p.month > 12)
		return gp_fail(e, GP_EUSAGE, "'%s' is no date: years are 1 to 9999, months 1 to 12", word);
	return gp_fail(e, GP_EUSAGE, "'%s' is no date: that month has days 1 to %d", word,
	    days_of_month(p.year, p.month));
}

/* xlsx_date.c - day numbers (ISO/IEC 29500-1, 18.17.4) and which formats show them (18.8.30) */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/doc/xlsx_impl.h"

#define DAY 86400
#define DAYS_1900 693594L /* days from 0001-01-01 to 1899-12-31 */
#define DAYS_1904 695055L /* to 1904-01-01 */
#define DAYS_END 3652059L /* to 10000-01-01 */

/* Between brackets: a color or a language, or hours that count on beyond a day. */
static bool is_elapsed(const char *p, size_t n)
{
	return n > 0 && strspn(p, "hHmMsS") >= n;
}

bool gp_xlsx_is_date(const char *code)
{
	bool date = false;

	for (const char *p = code; *p && *p != ';'; p++) {
		const char *end;

		switch (*p) {
		case '"':
		case '[':
			end = strchr(p + 1, *p == '"' ? '"' : ']');
			if (!end)
				return date;
			if (*p == '[' && is_elapsed(p + 1, (size_t)(end - p - 1)))
				return false;
			p = end;
			break;
		case '\\':
		case '_':
		case '*':
			p += p[1] != '\0';
			break;
		default:
			date = date || strchr("yYmMdDhHsS", *p);
		}
	}
	return date;
}

bool gp_xlsx_is_date_id(unsigned long id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58);
}

static bool is_leap(long y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

/* The date `days` days after 0001-01-01, as "2025-01-20". */
static void put_date(char out[40], long days)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	long y = days / 366 + 1; /* too early by a few years at most */
	int m = 0;

	days -= 365 * (y - 1) + (y - 1) / 4 - (y - 1) / 100 + (y - 1) / 400;
	for (; days >= 365 + is_leap(y); y++)
		days -= 365 + is_leap(y);
	for (; days >= length[m] + (m == 1 && is_leap(y)); m++)
		days -= length[m] + (m == 1 && is_leap(y));
	snprintf(out, 40, "%04d-%02d-%02d", (int)(y % 10000), m + 1, (int)days % 31 + 1);
}

const char *gp_xlsx_date(double serial, bool from_1904, char out[40])
{
	double whole = floor(serial);
	long day;
	int seconds;
	bool dated, no_such_day;
	size_t n;

	if (!(serial >= 0 && serial < (double)DAYS_END))
		return NULL;
	day = (long)whole;
	seconds = (int)lround((serial - whole) * DAY);
	if (seconds == DAY) {
		day++;
		seconds = 0;
	}
	dated = day > 0 || (from_1904 && !seconds);
	no_such_day = !from_1904 && day == 60; /* 1900 counts as a leap year there, for the sake of an older program */
	day += from_1904 ? DAYS_1904 : DAYS_1900 - (day > 60);
	if (day >= DAYS_END)
		return NULL;
	*out = '\0';
	if (no_such_day)
		snprintf(out, 40, "1900-02-29");
	else if (dated)
		put_date(out, day);
	n = strlen(out);
	if (seconds || !dated)
		snprintf(out + n, 40 - n, "%s%02d:%02d:%02d", dated ? "T" : "", seconds / 3600 % 24, seconds / 60 % 60,
		    seconds % 60);
	return out;
}

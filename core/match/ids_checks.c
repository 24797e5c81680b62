/* ids_checks.c - what makes a number one of its kind: check digits, regions, dates */
#include <stdint.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/match/ids_impl.h"

/* --- dates and regions */

static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static int number(const char *d, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (d[i] < '0' || d[i] > '9')
			return -1;
		v = v * 10 + (d[i] - '0');
	}
	return v;
}

static int days_of_year(int y)
{
	return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 366 : 365;
}

/* The day in China, as the number yyyymmdd; gmtime() reads files the first time, which the jail refuses. */
static int today(void)
{
	int64_t days = (gp_clock_now() + 8 * 3600) / 86400;
	int y = 1970, m = 0;

	for (; days >= days_of_year(y); y++)
		days -= days_of_year(y);
	for (; days >= month_days[m] + (m == 1 && days_of_year(y) == 366); m++)
		days -= month_days[m] + (m == 1 && days_of_year(y) == 366);
	return y * 10000 + (m + 1) * 100 + (int)days + 1;
}

/* yyyymmdd of a day that has been, from 1900 on. */
static bool is_birthday(const char *d)
{
	int y = number(d, 4), m = number(d + 4, 2), day = number(d + 6, 2);

	if (y < 1900 || m < 1 || m > 12 || day < 1 || day > month_days[m - 1] + (m == 2 && days_of_year(y) == 366))
		return false;
	return y * 10000 + m * 100 + day <= today();
}

/* The first two digits of a region's code (GB/T 2260). */
static bool is_region(const char *d)
{
	static const char last[10] = {0, 5, 3, 7, 6, 4, 5, 1, 0, 0}; /* of 11 to 15, 21 to 23, … */
	int tens = d[0] - '0', units = d[1] - '0';

	if (tens < 0 || tens > 9 || units < 0 || units > 9)
		return false;
	if (tens == 8)
		return units >= 1 && units <= 3;
	return units >= 1 && units <= last[tens];
}

bool gp_id_is_resident_begin(const char d[14])
{
	/* 9, then the code of the authority: foreigners with a permanent residence card */
	bool foreign = d[0] == '9' && number(d, 6) >= 0;

	return (foreign || (is_region(d) && number(d, 6) >= 0)) && is_birthday(d + 6);
}

/* --- check digits */

bool gp_id_is_resident(const char d[18])
{
	static const int weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (size_t i = 0; i < 17; i++) {
		if (d[i] < '0' || d[i] > '9')
			return false;
		sum += (d[i] - '0') * weight[i];
	}
	return (d[17] == 'x' ? 'X' : d[17]) == "10X98765432"[sum % 11] && gp_id_is_resident_begin(d);
}

bool gp_id_is_credit_code(const char c[18])
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	int sum = 0, weight = 1, value = 0;

	if (number(c + 2, 6) < 0 || (!is_region(c + 2) && memcmp(c + 2, "10", 2)))
		return false;
	for (size_t i = 0; i < 18; i++) {
		const char *at = c[i] ? strchr(alphabet, c[i]) : NULL;

		if (!at)
			return false;
		value = (int)(at - alphabet);
		if (i < 17)
			sum += value * weight;
		weight = weight * 3 % 31;
	}
	return (31 - sum % 31) % 31 == value;
}

bool gp_id_is_luhn(const char *d, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int v = (d[n - 1 - i] - '0') << (i & 1);

		sum += v > 9 ? v - 9 : v;
	}
	return sum % 10 == 0;
}

/* --- what is said of an id */

const char *gp_id_name(enum gp_id_kind kind)
{
	static const char *const names[] = {
		[GP_ID_RESIDENT] = "resident-id",
		[GP_ID_RESIDENT_15] = "resident-id-15",
		[GP_ID_CREDIT_CODE] = "credit-code",
		[GP_ID_MOBILE] = "mobile",
		[GP_ID_BANK_CARD] = "bank-card",
		[GP_ID_PASSPORT] = "passport",
		[GP_ID_PLATE] = "plate",
		[GP_ID_EMAIL] = "email",
		[GP_ID_SECRECY] = "secrecy-mark",
		[GP_ID_LANDLINE] = "landline",
	};

	return names[kind];
}

size_t gp_id_mask(char out[GP_ID_MASKED], const struct gp_id *id, const char *s)
{
	size_t n = id->to - id->from, at = 0, count = 0, len;
	const char *p = s + id->from;
	char *to = out;

	if (id->kind == GP_ID_SECRECY) {
		n = n < GP_ID_MASKED ? n : GP_ID_MASKED - 1;
		memcpy(out, p, n);
		out[n] = '\0';
		return n;
	}
	for (size_t i = 0; i < n; i += len, count++)
		(void)gp_utf8_get(p + i, n - i, &len);
	for (size_t i = 0; i < n && to - out < GP_ID_MASKED - 5; i += len, at++) {
		(void)gp_utf8_get(p + i, n - i, &len);
		if (count > 4 && (at < 2 || at + 2 >= count)) {
			memcpy(to, p + i, len);
			to += len;
		} else if (at < 2 + 40 || count <= 4) {
			*to++ = '*';
		}
	}
	*to = '\0';
	return (size_t)(to - out);
}

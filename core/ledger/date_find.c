/* date_find.c - the first date in a text, in figures or in Chinese */
#include <string.h>

#include "core/ledger/date.h"

/* What is read, and how far. */
struct reader {
	const char *s;
	size_t n, p;
};

/* The digit at p, full-width or not; -1: there is none. Its bytes in *len. */
static int digit_at(const struct reader *r, size_t p, size_t *len)
{
	const unsigned char *u = (const unsigned char *)r->s + p;

	*len = 1;
	if (p < r->n && u[0] >= '0' && u[0] <= '9')
		return u[0] - '0';
	*len = 3;
	if (p < r->n && r->n - p >= 3 && u[0] == 0xEF && u[1] == 0xBC && u[2] >= 0x90 && u[2] <= 0x99)
		return u[2] - 0x90;
	return -1;
}

/* Up to `most` digits; how many there were. */
static size_t digits(struct reader *r, size_t most, int *value)
{
	size_t n = 0, len;
	int d;

	for (*value = 0; n < most && (d = digit_at(r, r->p, &len)) >= 0; n++) {
		*value = *value * 10 + d;
		r->p += len;
	}
	return n;
}

static bool word(struct reader *r, const char *w)
{
	size_t n = strlen(w);

	if (r->n - r->p < n || memcmp(r->s + r->p, w, n) != 0)
		return false;
	r->p += n;
	return true;
}

/* 〇 to 九; -1 for anything else. */
static int numeral(struct reader *r)
{
	static const char *const all[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "零", "○", "Ｏ"};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (word(r, all[i]))
			return i < 10 ? (int)i : 0;
	return -1;
}

/* 二〇二六 */
static bool year_in_words(struct reader *r, int *year)
{
	*year = 0;
	for (int i = 0; i < 4; i++) {
		int d = numeral(r);

		if (d < 0)
			return false;
		*year = *year * 10 + d;
	}
	return true;
}

/* 九, 十, 十二, 二十, 二十三, 三十一 */
static bool number_in_words(struct reader *r, int *value)
{
	int tens = numeral(r), units;

	if (!word(r, "十")) {
		*value = tens;
		return tens > 0;
	}
	units = numeral(r);
	*value = (tens < 0 ? 1 : tens) * 10 + (units < 0 ? 0 : units);
	return true;
}

static bool small_number(struct reader *r, int *value)
{
	return digits(r, 2, value) || number_in_words(r, value);
}

/* What follows a year of four digits. */
static bool after_year(struct reader *r, int year, struct gp_date_found *out)
{
	static const char *const signs[] = {"-", "/", ".", "－", "／", "．"};
	int month, day;
	size_t len;

	if (word(r, "年"))
		return small_number(r, &month) && word(r, "月") && small_number(r, &day) &&
		    (word(r, "日") || word(r, "号")) && gp_date_of(&out->date, year, month, day);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (word(r, signs[i]))
			return digits(r, 2, &month) && word(r, signs[i]) && digits(r, 2, &day) &&
			    digit_at(r, r->p, &len) < 0 && gp_date_of(&out->date, year, month, day);
	return year >= 1900 && year < 2100 && digits(r, 2, &month) == 2 && digits(r, 2, &day) == 2 &&
	    digit_at(r, r->p, &len) < 0 && gp_date_of(&out->date, year, month, day);
}

static bool date_at(struct gp_date_found *out, const char *s, size_t n, size_t p)
{
	struct reader r = {s, n, p};
	int year;

	if (digits(&r, 4, &year) != 4) {
		r.p = p;
		if (!year_in_words(&r, &year))
			return false;
	}
	if (!after_year(&r, year, out))
		return false;
	out->from = p;
	out->to = r.p;
	return true;
}

/* Whether a year may begin with this byte: a digit, or what 〇 to 九 and full-width digits begin with. */
static bool may_begin(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 0xE3 && c <= 0xE5) || c == 0xE9 || c == 0xEF;
}

bool gp_date_find(struct gp_date_found *out, const char *s, size_t n)
{
	struct reader r = {s, n, 0};
	bool inside = false; /* of a number: no year begins there */
	size_t len;

	for (size_t p = 0; p < n; p += len) {
		bool digit = digit_at(&r, p, &len) >= 0;

		if (!digit)
			len = 1;
		if (!inside && may_begin((unsigned char)s[p]) && date_at(out, s, n, p))
			return true;
		inside = digit;
	}
	return false;
}

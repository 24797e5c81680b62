/* sitemap_date.c - dates as W3C note-datetime writes them */
#include "core/web/sitemap.h"

#define CHINA_S (8 * 3600)

struct cursor {
	const char *p, *end;
	bool bad;
};

static int number(struct cursor *c, int digits)
{
	int v = 0;

	for (int i = 0; i < digits; i++, c->p++) {
		if (c->p >= c->end || *c->p < '0' || *c->p > '9') {
			c->bad = true;
			return 0;
		}
		v = v * 10 + (*c->p - '0');
	}
	return v;
}

static bool take(struct cursor *c, char what)
{
	if (c->p >= c->end || *c->p != what)
		return false;
	c->p++;
	return true;
}

/* Days since 1970-01-01 of a day in the Gregorian calendar; years count from March. */
static int64_t days_of(int y, int m, int d)
{
	int64_t year = m <= 2 ? y - 1 : y;
	int64_t of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;

	return year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719468;
}

static bool is_day(int y, int m, int d)
{
	return y > 0 && m >= 1 && m <= 12 && d >= 1 &&
	    d <= days_of(m == 12 ? y + 1 : y, m == 12 ? 1 : m + 1, 1) - days_of(y, m, 1);
}

/* "Z", "+08:00"; seconds east of UTC. */
static int zone(struct cursor *c)
{
	int sign = take(c, '+') ? 1 : take(c, '-') ? -1 : 0, s;

	if (!sign) {
		c->bad |= !take(c, 'Z');
		return 0;
	}
	s = number(c, 2) * 3600;
	take(c, ':'); /* many leave it out */
	s += number(c, 2) * 60;
	c->bad |= s > 18 * 3600;
	return sign * s;
}

static int64_t time_of(struct cursor *c)
{
	int h = number(c, 2), m, s = 0;

	c->bad |= !take(c, ':');
	m = number(c, 2);
	if (take(c, ':')) {
		s = number(c, 2);
		if (take(c, '.'))
			while (c->p < c->end && *c->p >= '0' && *c->p <= '9')
				c->p++;
	}
	c->bad |= h > 24 || m > 59 || s > 60;
	return h * 3600 + m * 60 + s - zone(c);
}

int gp_sitemap_date(int64_t *out, const char *s, size_t n)
{
	struct cursor c = {.p = s, .end = s + n};
	int y, m = 1, d = 1;
	int64_t seconds = -CHINA_S;

	while (c.p < c.end && (*c.p == ' ' || *c.p == '\t' || *c.p == '\r' || *c.p == '\n'))
		c.p++;
	while (c.end > c.p && (c.end[-1] == ' ' || c.end[-1] == '\t' || c.end[-1] == '\r' || c.end[-1] == '\n'))
		c.end--;
	y = number(&c, 4);
	if (take(&c, '-')) {
		m = number(&c, 2);
		if (take(&c, '-')) {
			d = number(&c, 2);
			if (take(&c, 'T'))
				seconds = time_of(&c);
		}
	}
	if (c.bad || c.p != c.end || !is_day(y, m, d))
		return -1;
	*out = days_of(y, m, d) * 86400 + seconds;
	return 0;
}

#include <string.h>

#include "core/web/facts_page.h"

struct moment {
	int year, month, day, hour, minute; /* hour -1: none */
};

static bool digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

/* Between `min` and `max` digits and no digit after them; -1 when not so. */
static int number(const char **p, const char *end, int min, int max)
{
	int n = 0, v = 0;

	for (; n < max && digit(*p, end); ++*p, n++)
		v = v * 10 + (**p - '0');
	return n >= min && !digit(*p, end) ? v : -1;
}

static bool take(const char **p, const char *end, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(end - *p) < n || memcmp(*p, word, n))
		return false;
	*p += n;
	return true;
}

static bool valid(const struct moment *m)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = m->year % 4 == 0 && (m->year % 100 != 0 || m->year % 400 == 0);

	return m->year >= 1900 && m->year < 2100 && m->month >= 1 && m->month <= 12 &&
	    m->day >= 1 && m->day <= days[m->month - 1] + (leap && m->month == 2);
}

/* " 11:20", "T11:20:05", "  9:05"; nothing is taken when it is no time. */
static void read_time(const char **p, const char *end, struct moment *m)
{
	const char *s = *p;
	int hour, minute;

	if (s < end && *s == 'T')
		s++;
	while (s < end && *s == ' ' && s - *p < 2)
		s++;
	hour = number(&s, end, 1, 2);
	if (hour < 0 || hour > 23 || !take(&s, end, ":"))
		return;
	minute = number(&s, end, 2, 2);
	if (minute < 0 || minute > 59)
		return;
	m->hour = hour;
	m->minute = minute;
	*p = s;
}

/* A date that begins at *p; moves *p behind it. */
static bool read_date(const char **p, const char *end, struct moment *m)
{
	static const char *const marks[] = {"-", "/", ".", "年"};
	const char *s = *p, *mark = NULL;

	m->hour = -1;
	m->year = number(&s, end, 4, 4);
	for (size_t i = 0; !mark && i < sizeof marks / sizeof *marks; i++)
		if (take(&s, end, marks[i]))
			mark = marks[i];
	if (m->year < 0 || !mark)
		return false;
	m->month = number(&s, end, 1, 2);
	if (!take(&s, end, mark == marks[3] ? "月" : mark))
		return false;
	m->day = number(&s, end, 1, 2);
	if (mark == marks[3] && !take(&s, end, "日"))
		return false;
	if (!valid(m))
		return false;
	if (mark == marks[3] || (s < end && (*s == ' ' || *s == 'T')))
		read_time(&s, end, m);
	*p = s;
	return true;
}

/* Behind v in two digits. */
static char *two(char *to, int v)
{
	*to++ = (char)('0' + v / 10);
	*to++ = (char)('0' + v % 10);
	return to;
}

/* "2024-01-02" or "2024-01-02 03:04"; lists have many dates, so without printf. */
static struct gp_text written(struct gp_arena *a, const struct moment *m)
{
	char buf[sizeof "2024-01-02 03:04"], *to = buf;
	size_t n;

	to = two(to, m->year / 100);
	to = two(to, m->year % 100);
	*to++ = '-';
	to = two(to, m->month);
	*to++ = '-';
	to = two(to, m->day);
	if (m->hour >= 0) {
		*to++ = ' ';
		to = two(to, m->hour);
		*to++ = ':';
		to = two(to, m->minute);
	}
	n = (size_t)(to - buf);
	return (struct gp_text){gp_arena_strndup(a, buf, n), n};
}

struct gp_text gp_date_first(struct gp_arena *a, struct gp_text s)
{
	const char *p = s.p, *end = p + s.n;
	struct moment m;

	while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
		p++;
	return read_date(&p, end, &m) ? written(a, &m) : (struct gp_text){NULL, 0};
}

/* The next "19" or "20", with which every year in question begins. */
static const char *next_year(const char *p, const char *end)
{
	static const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
	uint64_t w;

	while (end - p >= 8) {
		memcpy(&w, p, 8);
		w = (w ^ ones * '0') & ~(ones * 3); /* the digits 0 to 3 become zero */
		if (!((w - ones) & ~w & tops)) {
			p += 8;
			continue;
		}
		for (const char *stop = p + 7; p < stop; p++)
			if ((*p == '2' && p[1] == '0') || (*p == '1' && p[1] == '9'))
				return p;
	}
	while (p < end && *p != '1' && *p != '2')
		p++;
	return p;
}

void gp_page_dates(struct gp_page *pg, struct gp_text s)
{
	const char *p = s.p, *end = p + s.n;
	size_t left = GP_DATES;
	struct moment m;

	while (left && (p = next_year(p, end)) < end) {
		const char *from = p;

		if (read_date(&p, end, &m)) {
			pg->out->dates[pg->out->date_count++] = written(pg->arena, &m);
			left--;
		} else {
			p = from;
		}
		while (digit(p, end)) /* the rest of a longer number is no year */
			p++;
	}
}

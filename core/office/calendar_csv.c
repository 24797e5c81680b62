/* calendar_csv.c - calendar/X.csv: date,kind,name */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"
#include "core/office/calendar_file.h"
#include "core/office/place.h"

#define LINE_MAX 1000 /* bytes of a row */

enum { DATE, KIND, NAME, FIELDS };

struct row {
	const char *field[FIELDS]; /* "" where there is none */
	size_t n;                  /* how many were there, empty ones at the end not counted */
};

/* The field at *s, unquoted (RFC 4180) and without blanks around it; *s moves behind its comma. */
static const char *field(struct gp_arena *a, const char **s, const char *end)
{
	char out[LINE_MAX];
	const char *p = *s;
	bool quoted = false;
	size_t n = 0;

	for (; p < end && (quoted || *p != ','); p++) {
		if (*p == '"' && quoted && p + 1 < end && p[1] == '"')
			out[n++] = *++p;
		else if (*p == '"')
			quoted = !quoted;
		else if (n || (*p != ' ' && *p != '\t'))
			out[n++] = *p;
	}
	while (n && (out[n - 1] == ' ' || out[n - 1] == '\t'))
		n--;
	*s = p < end ? p + 1 : end + 1;
	return gp_arena_strndup(a, out, n);
}

static void split(struct gp_arena *a, const char *s, const char *end, struct row *r)
{
	*r = (struct row){{"", "", ""}, 0};
	for (size_t i = 0; s <= end && i < 64; i++) {
		const char *v = field(a, &s, end);

		if (i < FIELDS)
			r->field[i] = v;
		if (*v)
			r->n = i + 1;
	}
}

static bool is_heading(const struct row *r)
{
	return !strcasecmp(r->field[DATE], "date") || !strcmp(r->field[DATE], "日期");
}

static int add_row(struct gp_calendar_file *f, const struct row *r, uint32_t line, struct gp_err *e)
{
	const char *date = r->field[DATE], *kind = r->field[KIND];
	char place[GP_PLACE_MAX], excerpt[GP_EXCERPT_MAX];
	bool work = !strcmp(kind, "work") || !strcmp(kind, "班");
	int day;

	gp_place(place, f->name, line, NULL);
	if (r->n > FIELDS)
		return gp_fail(e, GP_EUSAGE, "%sa row has three fields: date,kind,name; a name with a comma needs quotes",
		    place);
	if (!gp_date_parse(&day, date, strlen(date)))
		return gp_fail(e, GP_EUSAGE, "%s'%s' is no date; write it as 2026-09-20", place,
		    gp_excerpt(excerpt, date, strlen(date)));
	if (!work && strcmp(kind, "off") != 0 && strcmp(kind, "休") != 0)
		return gp_fail(e, GP_EUSAGE, "%sthe kind is '%s'; write off or work", place,
		    gp_excerpt(excerpt, kind, strlen(kind)));
	return gp_calendar_file_add(f, day, work, r->field[NAME], line, e);
}

static int check_bytes(const struct gp_calendar_file *f, const char *s, size_t n, struct gp_err *e)
{
	size_t good = gp_utf8_valid_upto(s, n);
	const char *nul = memchr(s, '\0', n);
	char place[GP_PLACE_MAX];
	uint32_t line = 1;

	if (nul && (size_t)(nul - s) < good)
		good = (size_t)(nul - s);
	if (good == n)
		return 0;
	for (size_t i = 0; i < good; i++)
		line += s[i] == '\n';
	return gp_fail(e, GP_EUSAGE, "%snot UTF-8; save the file as 'CSV UTF-8'", gp_place(place, f->name, line, NULL));
}

int gp_calendar_file_csv(struct gp_calendar_file *f, const char *s, size_t n, int year, struct gp_err *e)
{
	const char *end = s + n;
	char place[GP_PLACE_MAX];
	struct row r;

	if (n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
		s += 3;
	if (check_bytes(f, s, (size_t)(end - s), e))
		return -1;
	for (uint32_t line = 1; s < end; line++) {
		const char *nl = memchr(s, '\n', (size_t)(end - s)), *stop = nl ? nl : end;
		const char *next = nl ? nl + 1 : end;

		stop -= stop > s && stop[-1] == '\r';
		if (stop - s > LINE_MAX)
			return gp_fail(e, GP_EUSAGE, "%sa row may have %d bytes at most", gp_place(place, f->name, line, NULL),
			    LINE_MAX);
		split(&f->w->arena, s, stop, &r);
		if (r.n && *s != '#' && !(f->count == 0 && is_heading(&r)) && add_row(f, &r, line, e))
			return -1;
		s = next;
	}
	return year ? gp_calendar_file_year(f, year, 0, 1, e) : 0;
}

/* document_xlsx_style.c - how cells look, and which strings a workbook can hold */
#define _GNU_SOURCE
#include "core/report/document_xlsx.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/text/utf8.h"

#define FONT "宋体"
#define HEAD_GREY 0xEDEDED
#define INPUT_YELLOW 0xFFFBE0
#define NOTE_GREY 0x595959
#define HEIGHT_MAX 409.0 /* points of a row; Excel specifications and limits */
#define SHEET_CHARS 31 /* of a sheet's name */
#define SUFFIX_CHARS 9 /* " (20001)" */
#define DIGITS_MAX 1e15 /* Excel keeps 15 digits, and makes the rest of a whole number zeros */
#define NUMBER_TEXT 40 /* longest text that is taken for a number */

/* --- numbers */

/* The digits of a printed number without grouping and percent sign; false for other text. */
static bool plain_digits(
    const char *s, size_t n, char digits[NUMBER_TEXT + 1], size_t *places, char *mark)
{
	size_t i = 0, k = 0, before = 0;
	bool point = false;

	*places = 0;
	*mark = '\0';
	if (!n || n > NUMBER_TEXT)
		return false;
	if (s[0] == '-')
		digits[k++] = s[i++];
	for (; i < n; i++) {
		if (isdigit((unsigned char)s[i])) {
			*places += point;
			before += !point;
		} else if (s[i] == '.' && !point && before) {
			point = true;
		} else if (s[i] == ',' && !point && before && !*mark) {
			*mark = ',';
			continue;
		} else if (s[i] == ',' && !point && *mark == ',') {
			continue;
		} else if (s[i] == '%' && i + 1 == n && !*mark) {
			*mark = '%';
			continue;
		} else {
			return false;
		}
		digits[k++] = s[i];
	}
	digits[k] = '\0';
	return before > 0 && (!point || *places > 0);
}

enum gp_xlsx_number gp_xlsx_number(const struct gp_cell *c)
{
	char digits[NUMBER_TEXT + 1], mark, *end;
	double printed, scale = 1;
	int first;
	size_t places;

	if (!c->is_number)
		return c->input == GP_INPUT_TEXT ? GP_XLSX_TYPED :
		    c->input == GP_INPUT_INTEGER ? GP_XLSX_PLAIN :
		    c->input == GP_INPUT_DECIMAL ? GP_XLSX_GENERAL : GP_XLSX_STRING;
	if (fabs(c->number) >= DIGITS_MAX)
		return GP_XLSX_STRING;
	if (!c->n)
		return GP_XLSX_GENERAL;
	if (!plain_digits(c->text, c->n, digits, &places, &mark))
		return strtod(c->text, &end) == c->number && !*end ?
		    GP_XLSX_GENERAL :
		    GP_XLSX_STRING;
	if (mark == '%')
		scale = 100;
	printed = strtod(digits, NULL);
	if (fabs(printed - c->number * scale) >
	    0.51 * pow(10, -(double)places) + 1e-9 * fabs(printed))
		return GP_XLSX_STRING;
	if (places > GP_XLSX_PLACES)
		return GP_XLSX_GENERAL;
	first = mark == '%' ? GP_XLSX_PERCENT : mark ? GP_XLSX_GROUPED : GP_XLSX_PLAIN;
	return (enum gp_xlsx_number)(first + (int)places);
}

static void set_number(lxw_format *f, enum gp_xlsx_number number)
{
	unsigned of_kind = number - GP_XLSX_PLAIN, places = of_kind % (GP_XLSX_PLACES + 1);
	char format[40];

	if (number == GP_XLSX_TYPED)
		format_set_num_format(f, "@");
	if (number < GP_XLSX_PLAIN)
		return;
	snprintf(format, sizeof format, "%s%s%.*s%s",
	    number >= GP_XLSX_GROUPED && number < GP_XLSX_PERCENT ? "#,##0" : "0",
	    places ? "." : "", (int)places, "000000", number >= GP_XLSX_PERCENT ? "%" : "");
	format_set_num_format(f, format);
}

/* --- sizes */

unsigned gp_xlsx_lines(const char *s, size_t n, double chars)
{
	unsigned lines = 0;
	const char *end;
	size_t part;
	double width;

	if (chars < 2)
		chars = 2;
	for (;;) {
		end = n ? memchr(s, '\n', n) : NULL;
		part = end ? (size_t)(end - s) : n;
		width = (double)gp_utf8_width(s, part);
		lines += width > chars ? (unsigned)(width / chars) + 1 : 1;
		if (part >= n)
			return lines;
		s += part + 1;
		n -= part + 1;
	}
}

void gp_xlsx_height(
    struct gp_xlsx *x, lxw_worksheet *ws, lxw_row_t row, unsigned lines, double points)
{
	double height = lines * points * 1.37 + 4;

	gp_xlsx_try(x, worksheet_set_row(ws, row, height > HEIGHT_MAX ? HEIGHT_MAX : height, NULL));
}

/* --- styles */

static lxw_format *new_style(struct gp_xlsx *x, double points)
{
	lxw_format *f = workbook_add_format(x->wb);

	format_set_font_name(f, FONT);
	format_set_font_size(f, points);
	format_set_text_wrap(f);
	return f;
}

static lxw_format *cell_style(
    struct gp_xlsx *x, enum gp_xlsx_number number, int align, bool head, bool bold, bool input)
{
	static const uint8_t aligns[] = {LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT};
	lxw_format *f = new_style(x, 11);

	format_set_border(f, LXW_BORDER_THIN);
	format_set_align(f, aligns[align]);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	set_number(f, number);
	if (bold)
		format_set_bold(f);
	if (input)
		format_set_unlocked(f);
	if (input || head) {
		format_set_pattern(f, LXW_PATTERN_SOLID);
		format_set_fg_color(f, input ? INPUT_YELLOW : HEAD_GREY);
	}
	return f;
}

lxw_format *gp_xlsx_cell_style(
    struct gp_xlsx *x, const struct gp_cell *c, enum gp_xlsx_number number)
{
	bool input = c->input != GP_INPUT_NONE;
	bool middle = c->head || number > GP_XLSX_TYPED || c->input == GP_INPUT_YESNO;
	int align = c->align == GP_ALIGN_AUTO ? middle : (int)c->align - GP_ALIGN_START;
	lxw_format **f = &x->styles[number][align][c->head][c->bold][input];

	if (!*f)
		*f = cell_style(x, number, align, c->head, c->bold, input);
	return *f;
}

lxw_format *gp_xlsx_bold(struct gp_xlsx *x)
{
	if (!x->bold) {
		x->bold = new_style(x, 11);
		format_set_bold(x->bold);
	}
	return x->bold;
}

double gp_xlsx_line_points(enum gp_xlsx_line line)
{
	static const double points[GP_XLSX_LINES] = {[GP_XLSX_LINE_TITLE] = 18,
	    [GP_XLSX_LINE_HEADING] = 14,
	    [GP_XLSX_LINE_TEXT] = 11,
	    [GP_XLSX_LINE_CENTER] = 11,
	    [GP_XLSX_LINE_END] = 11,
	    [GP_XLSX_LINE_BOLD] = 11,
	    [GP_XLSX_LINE_NOTE] = 9};

	return points[line];
}

lxw_format *gp_xlsx_line_style(struct gp_xlsx *x, enum gp_xlsx_line line)
{
	lxw_format *f = x->lines[line];

	if (f)
		return f;
	f = x->lines[line] = new_style(x, gp_xlsx_line_points(line));
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	if (line == GP_XLSX_LINE_TITLE || line == GP_XLSX_LINE_CENTER)
		format_set_align(f, LXW_ALIGN_CENTER);
	if (line == GP_XLSX_LINE_END)
		format_set_align(f, LXW_ALIGN_RIGHT);
	if (line == GP_XLSX_LINE_TITLE || line == GP_XLSX_LINE_HEADING || line == GP_XLSX_LINE_BOLD)
		format_set_bold(f);
	if (line == GP_XLSX_LINE_NOTE)
		format_set_font_color(f, NOTE_GREY);
	return f;
}

/* --- strings */

/* True at "_xHHHH_", which readers of a workbook take for a character. */
static bool is_escape(const char *s, size_t n)
{
	size_t i;

	if (n < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return false;
	for (i = 2; i < 6; i++)
		if (!isxdigit((unsigned char)s[i]))
			return false;
	return true;
}

char *gp_xlsx_str(struct gp_arena *a, const char *s, size_t n, size_t *units)
{
	char *out = gp_arena_alloc(a, 3 * n + 1), *to = out;
	size_t i, len, count = 0;
	uint32_t c;

	for (i = 0; i < n; i += len) {
		c = gp_utf8_get(s + i, n - i, &len);
		if (c == '\r' && i + 1 < n && s[i + 1] == '\n')
			continue;
		if (c == '\r')
			c = '\n';
		if (c == '_' && is_escape(s + i, n - i)) {
			memcpy(to, "_x005F", 6);
			to += 6;
			count += 6;
		}
		/* XML 1.0, 2.2: what no document may contain */
		if ((c < ' ' && c != '\n' && c != '\t') || c == 0xFFFE || c == 0xFFFF ||
		    c == GP_UTF8_BAD)
			c = 0xFFFD;
		to += gp_utf8_put(c, to);
		count += c > 0xFFFF ? 2 : 1;
	}
	*to = '\0';
	if (units)
		*units = count;
	return out;
}

/* Bytes of the longest beginning that has at most `max` UTF-16 units, as a workbook counts. */
static size_t cut(const char *s, size_t max)
{
	size_t n = strlen(s), at = 0, len, units;

	while (at < n) {
		units = gp_utf8_get(s + at, n - at, &len) > 0xFFFF ? 2 : 1;
		if (units > max)
			break;
		max -= units;
		at += len;
	}
	return at;
}

/* Copies the characters that a name may have; the rest become spaces, none at its ends. */
static char *clean_name(struct gp_xlsx *x, const char *s)
{
	char *name = gp_xlsx_str(&x->keep, s, strlen(s), NULL), *p;
	size_t n;

	/* an apostrophe is allowed inside, but not every reader of formulas unquotes it rightly */
	for (p = name; *p; p++)
		if (strchr("[]:*?/\\'\n\t", *p))
			*p = ' ';
	while (*name == ' ')
		name++;
	n = cut(name, SHEET_CHARS);
	while (n > 0 && name[n - 1] == ' ')
		n--;
	name[n] = '\0';
	return name;
}

const char *gp_xlsx_sheet_name(
    struct gp_xlsx *x, const char *wanted, const char *otherwise, size_t number)
{
	const char *name = wanted ? clean_name(x, wanted) : "", *first;
	size_t room = 40 + SHEET_CHARS * 4;
	char *next;

	if (!*name || !strcasecmp(name, "History")) { /* Excel keeps that one to itself */
		next = gp_arena_alloc(&x->keep, room);
		snprintf(next, room, "%s%zu", otherwise, number);
		name = next;
	}
	first = name;
	while (workbook_validate_sheet_name(x->wb, name) == LXW_ERROR_SHEETNAME_ALREADY_USED) {
		next = gp_arena_alloc(&x->keep, room);
		snprintf(next, room, "%.*s (%zu)", (int)cut(first, SHEET_CHARS - SUFFIX_CHARS),
		    first, ++number);
		name = next;
	}
	return name;
}

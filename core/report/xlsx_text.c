/* xlsx_text.c - which strings a workbook can hold, and what its library complains of */
#define _GNU_SOURCE
#include "core/report/xlsx_text.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"

#define SHEET_CHARS 31 /* of a sheet's name */
#define SUFFIX_CHARS 9 /* " (20001)" */

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
static char *clean_name(struct gp_arena *a, const char *s)
{
	char *name = gp_xlsx_str(a, s, strlen(s), NULL), *p;
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

const char *gp_xlsx_sheet_name(lxw_workbook *wb, struct gp_arena *a, const char *wanted,
    const char *otherwise, size_t number)
{
	const char *name = wanted ? clean_name(a, wanted) : "", *first;
	size_t room = 40 + SHEET_CHARS * 4;
	char *next;

	if (!*name || !strcasecmp(name, "History")) { /* Excel keeps that one to itself */
		next = gp_arena_alloc(a, room);
		snprintf(next, room, "%s%zu", otherwise, number);
		name = next;
	}
	first = name;
	while (workbook_validate_sheet_name(wb, name) == LXW_ERROR_SHEETNAME_ALREADY_USED) {
		next = gp_arena_alloc(a, room);
		snprintf(next, room, "%.*s (%zu)", (int)cut(first, SHEET_CHARS - SUFFIX_CHARS),
		    first, ++number);
		name = next;
	}
	return name;
}

int gp_xlsx_failure(lxw_error failed, int sys, const char *folder, struct gp_err *e)
{
	switch (failed) {
	case LXW_NO_ERROR:
		return 0;
	case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
	case LXW_ERROR_255_STRING_LENGTH_EXCEEDED:
	case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE:
		return gp_fail(e, GP_ELIMIT, "this is more than a workbook can hold: %s",
		    gp_err_word(lxw_strerror(failed)));
	default:
		if (!sys)
			return gp_fail(e, GP_EIO, "the workbook cannot be written: %s",
			    gp_err_word(lxw_strerror(failed)));
		errno = sys;
		return gp_fail_errno(e, GP_EIO, "%.300s: the workbook cannot be written there", folder);
	}
}

#define _GNU_SOURCE
#include "core/text/term_file.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/text/charset.h"

#define COLUMNS 3
#define IDEOGRAPHIC_SPACE "\xE3\x80\x80"
#define WIDE_HASH "\xEF\xBC\x83"

/* A piece of the decoded file. */
struct part {
	const char *p;
	size_t n;
};

/* --- bytes → UTF-8 */

static int decode(struct gp_buf *out, const char *s, size_t n, const char *name, struct gp_err *e)
{
	struct gp_charset_choice cs;
	const struct gp_charset *used;
	size_t errors = 0;

	gp_charset_choose(&cs, s, n, NULL, 0);
	/* what a few lines look like is a guess; GBK is what spreadsheets write here */
	used = cs.source == GP_CHARSET_BOM || gp_utf8_valid(s, n) ? cs.used : gp_charset_by_label("gb18030", 7);
	if (gp_charset_decode(used, s + cs.bom, n - cs.bom, out, &errors))
		return gp_fail(e, GP_EUSAGE, "%s: a list of terms may have %d MiB at most", name, (int)(GP_TERM_FILE_MAX >> 20));
	if (errors || (out->len && memchr(out->data, '\0', out->len)))
		return gp_fail(e, GP_EUSAGE, "%s: is neither UTF-8 nor GBK; save it as a text file in one of them", name);
	return 0;
}

/* --- rows */

static size_t blank_at(const char *p, size_t n)
{
	if (n >= 3 && !memcmp(p, IDEOGRAPHIC_SPACE, 3))
		return 3;
	return n && (*p == ' ' || (*p >= '\t' && *p <= '\r'));
}

static struct part trimmed(struct part t)
{
	size_t k;

	while ((k = blank_at(t.p, t.n))) {
		t.p += k;
		t.n -= k;
	}
	while (t.n && (k = t.n >= 3 && blank_at(t.p + t.n - 3, 3) == 3 ? 3 : blank_at(t.p + t.n - 1, 1)))
		t.n -= k;
	return t;
}

static const char *kept(struct gp_arena *a, struct part t)
{
	return t.n ? gp_arena_strndup(a, t.p, t.n) : "";
}

static bool too_long(const char *s, size_t max)
{
	size_t n = strlen(s);

	return gp_utf8_prefix(s, n, max) < n;
}

int gp_term_file_add(struct gp_term_file *f, const struct gp_term_row *row, const char *name, struct gp_err *e)
{
	unsigned line = row->line;

	if (!*row->term)
		return gp_fail(e, GP_EUSAGE, "%s:%u: the term is missing", name, line);
	if (too_long(row->term, GP_TERM_CHARS))
		return gp_fail(e, GP_EUSAGE, "%s:%u: a term may have %d characters at most", name, line, GP_TERM_CHARS);
	if (too_long(row->instead, GP_TERM_NOTE_CHARS) || too_long(row->note, GP_TERM_NOTE_CHARS))
		return gp_fail(e, GP_EUSAGE, "%s:%u: a column may have %d characters at most", name, line, GP_TERM_NOTE_CHARS);
	if (!strcmp(row->term, row->instead))
		return gp_fail(e, GP_EUSAGE, "%s:%u: term and right form are the same", name, line);
	if (f->count == GP_TERM_ROWS)
		return gp_fail(e, GP_EUSAGE, "%s: more than %d terms", name, GP_TERM_ROWS);
	if (f->count == f->room) {
		f->room = f->room ? 2 * f->room : 64;
		f->rows = gp_reallocarray(f->rows, f->room, sizeof *f->rows);
	}
	f->rows[f->count++] = *row;
	return 0;
}

static int add_line(struct gp_term_file *f, struct gp_arena *a, struct part line, uint32_t number, const char *name,
    struct gp_err *e)
{
	struct part columns[COLUMNS] = {{"", 0}, {"", 0}, {"", 0}};
	size_t n = 0;
	const char *tab;

	do {
		tab = memchr(line.p, '\t', line.n);
		if (n == COLUMNS)
			return gp_fail(e, GP_EUSAGE, "%s:%u: more than %d columns", name, (unsigned)number, COLUMNS);
		columns[n++] = trimmed((struct part){line.p, tab ? (size_t)(tab - line.p) : line.n});
		if (tab)
			line = (struct part){tab + 1, line.n - (size_t)(tab + 1 - line.p)};
	} while (tab);
	if (n == 1 && memmem(columns[0].p, columns[0].n, "  ", 2))
		return gp_fail(e, GP_EUSAGE, "%s:%u: columns are parted by the TAB key, not by blanks", name, (unsigned)number);
	return gp_term_file_add(f, &(struct gp_term_row){kept(a, columns[0]), kept(a, columns[1]), kept(a, columns[2]),
	    number}, name, e);
}

static bool says_nothing(struct part line)
{
	struct part t = trimmed(line);

	return !t.n || *t.p == '#' || (t.n >= 3 && !memcmp(t.p, WIDE_HASH, 3));
}

static int add_lines(struct gp_term_file *f, struct gp_arena *a, struct part all, const char *name, struct gp_err *e)
{
	uint32_t number = 1;

	while (all.n) {
		const char *end = memchr(all.p, '\n', all.n);
		struct part line = {all.p, end ? (size_t)(end - all.p) : all.n};

		if (!says_nothing(line) && add_line(f, a, line, number, name, e))
			return -1;
		if (!end)
			break;
		all = (struct part){end + 1, all.n - line.n - 1};
		number++;
	}
	return 0;
}

int gp_term_file_read(struct gp_term_file *out, struct gp_arena *a, const char *s, size_t n, const char *name,
    struct gp_err *e)
{
	struct gp_buf utf8;
	int rc;

	*out = (struct gp_term_file){0};
	if (n > GP_TERM_FILE_MAX)
		return gp_fail(e, GP_EUSAGE, "%s: a list of terms may have %d MiB at most", name, (int)(GP_TERM_FILE_MAX >> 20));
	gp_buf_init(&utf8, 2 * GP_TERM_FILE_MAX);
	rc = decode(&utf8, s, n, name, e);
	if (!rc)
		rc = add_lines(out, a, (struct part){utf8.data ? utf8.data : "", utf8.len}, name, e);
	gp_buf_free(&utf8);
	if (rc)
		gp_term_file_free(out);
	return rc;
}

void gp_term_file_free(struct gp_term_file *f)
{
	free(f->rows);
	*f = (struct gp_term_file){0};
}

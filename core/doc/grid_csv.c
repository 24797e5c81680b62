/* grid_csv.c - text of separated fields (RFC 4180) as one sheet */
#include <stdlib.h>
#include <string.h>

#include "core/doc/grid.h"

#define LOOK_LINES 20 /* that choose the separator */

struct field {
	const char *p;
	size_t n;
	bool quoted; /* `p` still has its doubled quotes */
	bool last;   /* of its line */
};

/* The next field at *at, which moves behind it and its separator. False at the end of the text. */
static bool next_field(const char *p, size_t n, size_t *at, char separator, struct field *f)
{
	size_t i = *at, from = i;

	if (i > n)
		return false;
	f->quoted = i < n && p[i] == '"';
	if (f->quoted) {
		from = ++i;
		while (i < n && (p[i] != '"' || (i + 1 < n && p[i + 1] == '"')))
			i += p[i] == '"' ? 2 : 1;
		i = i < n ? i : n;
		f->p = p + from;
		f->n = i - from;
		i += i < n; /* what stands between the quote and the separator is no field of its own */
	}
	while (i < n && p[i] != separator && p[i] != '\n' && p[i] != '\r')
		i++;
	if (!f->quoted) {
		f->p = p + from;
		f->n = i - from;
	}
	f->last = i >= n || p[i] != separator;
	if (i + 1 < n && p[i] == '\r' && p[i + 1] == '\n')
		i++;
	*at = i + 1;
	return true;
}

static bool blank(const struct field *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strchr(" \t\r\n", f->p[i]) || !f->p[i])
			return false;
	return true;
}

/* How evenly a separator parts the first lines: lines that have as many fields as the widest, times these. */
static size_t evenness(const char *p, size_t n, char separator)
{
	size_t counts[LOOK_LINES], lines = 0, at = 0, widest = 0, same = 0, count = 0;
	struct field f;

	while (lines < LOOK_LINES && next_field(p, n, &at, separator, &f)) {
		count++;
		if (!f.last)
			continue;
		counts[lines++] = count;
		widest = count > widest ? count : widest;
		count = 0;
	}
	for (size_t i = 0; i < lines; i++)
		same += counts[i] == widest;
	return widest > 1 ? same * widest : 0;
}

static char separator_of(const char *p, size_t n)
{
	static const char candidates[] = ",;\t";
	size_t best = 0;
	char out = ',';

	for (const char *c = candidates; *c; c++) {
		size_t even = evenness(p, n, *c);

		if (even > best) {
			best = even;
			out = *c;
		}
	}
	return out;
}

static void pack_field(struct gp_buf *out, struct gp_buf *plain, const struct field *f)
{
	if (blank(f)) {
		gp_pack_null(out);
		return;
	}
	if (!f->quoted || !memchr(f->p, '"', f->n)) {
		gp_pack_str(out, f->p, f->n);
		return;
	}
	gp_buf_clear(plain);
	for (size_t i = 0; i < f->n; i++) {
		gp_buf_putc(plain, f->p[i]);
		i += f->p[i] == '"' && i + 1 < f->n && f->p[i + 1] == '"';
	}
	gp_pack_str(out, plain->data, plain->len);
}

struct size {
	size_t rows, cols, cells;
};

/* Fields of each line up to the last that is not blank; the lines up to the last that has one. */
static size_t *measure(const char *p, size_t n, char separator, struct size *s)
{
	size_t *widths = NULL, cap = 0, lines = 0, at = 0, count = 0, width = 0;
	struct field f;

	*s = (struct size){0};
	while (lines <= GP_GRID_ROWS && next_field(p, n, &at, separator, &f)) {
		count++;
		if (!blank(&f)) {
			width = count;
			s->cells++;
		}
		if (!f.last)
			continue;
		if (lines == cap) {
			cap = cap ? 2 * cap : 256;
			widths = gp_reallocarray(widths, cap, sizeof *widths);
		}
		widths[lines++] = width;
		s->cols = width > s->cols ? width : s->cols;
		s->rows = width ? lines : s->rows;
		count = width = 0;
	}
	return widths;
}

static void pack_rows(struct gp_buf *out, const char *p, size_t n, char separator, const size_t *widths, size_t rows)
{
	struct gp_buf plain;
	struct field f;
	size_t at = 0;

	gp_buf_init(&plain, n + 1);
	gp_pack_list(out, rows);
	for (size_t r = 0; r < rows; r++) {
		size_t k = 0;

		gp_pack_list(out, widths[r]);
		do {
			if (!next_field(p, n, &at, separator, &f))
				break;
			if (k++ < widths[r])
				pack_field(out, &plain, &f);
		} while (!f.last);
	}
	gp_buf_free(&plain);
}

static void pack_empty(struct gp_buf *out, const char *key)
{
	gp_pack_key(out, key, strlen(key));
	gp_pack_list(out, 0);
}

int gp_csv_grid(struct gp_buf *packed, const char *p, size_t n, struct gp_err *e)
{
	char separator = separator_of(p, n);
	struct size s;
	size_t *widths = measure(p, n, separator, &s);
	int rc = 0;

	if (s.rows > GP_GRID_ROWS)
		rc = gp_fail(e, GP_ELIMIT, "a sheet has more than 100,000 rows; split the file");
	else if (s.cols > GP_GRID_COLS)
		rc = gp_fail(e, GP_ELIMIT, "a sheet has more than 512 columns; delete what stands far to the right");
	else if (s.cells > GP_GRID_CELLS)
		rc = gp_fail(e, GP_ELIMIT, "the file has more than 500,000 cells; split it");
	if (!rc) {
		gp_pack_list(packed, 1);
		gp_pack_map(packed, 8);
		gp_pack_key(packed, "name", 4);
		gp_pack_str(packed, "", 0);
		gp_pack_key(packed, "hidden", 6);
		gp_pack_bool(packed, false);
		gp_pack_key(packed, "cols", 4);
		gp_pack_int(packed, (int64_t)s.cols);
		gp_pack_key(packed, "top", 3);
		gp_pack_int(packed, 1);
		gp_pack_key(packed, "rows", 4);
		pack_rows(packed, p, n, separator, widths, s.rows);
		pack_empty(packed, "merges");
		pack_empty(packed, "hidden_rows");
		pack_empty(packed, "no_value");
	}
	free(widths);
	return rc;
}

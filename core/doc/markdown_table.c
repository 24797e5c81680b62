/* markdown_table.c - pipe tables (GFM 0.29, 4.10), which CommonMark does not know */
#include <string.h>

#include "core/doc/markdown_impl.h"

static size_t line_length(const char *p, size_t n)
{
	const char *end = n ? memchr(p, '\n', n) : NULL;

	return end ? (size_t)(end - p) : n;
}

/* Without the white space at both ends. */
static void trim(const char **p, size_t *n)
{
	while (*n && strchr(" \t\r", **p)) {
		++*p;
		--*n;
	}
	while (*n && strchr(" \t\r", (*p)[*n - 1]))
		--*n;
}

/* The line's content without the bars at its ends; false when it is set in as code, or has no bar. */
static bool take_line(const char **p, size_t *n)
{
	size_t indent = 0;

	while (indent < *n && (*p)[indent] == ' ')
		indent++;
	if (indent > 3 || (*n && **p == '\t') || !memchr(*p, '|', *n))
		return false;
	trim(p, n);
	if (*n && **p == '|') {
		++*p;
		--*n;
	}
	if (*n && (*p)[*n - 1] == '|' && (*n < 2 || (*p)[*n - 2] != '\\'))
		--*n;
	return true;
}

/* The next cell of a line; `rest` goes behind its bar. False after the last. */
static bool next_cell(const char **rest, size_t *left, const char **cell, size_t *n)
{
	size_t i = 0;

	if (!*rest)
		return false;
	while (i < *left && (*rest)[i] != '|')
		i += (*rest)[i] == '\\' && i + 1 < *left ? 2 : 1;
	*cell = *rest;
	*n = i;
	if (i < *left) {
		*rest += i + 1;
		*left -= i + 1;
	} else {
		*rest = NULL;
	}
	trim(cell, n);
	return true;
}

/* ":---:"; false when it is no such cell. */
static bool dashes(const char *s, size_t n, enum gp_align *align)
{
	bool start = n && *s == ':', end = n > 1 && s[n - 1] == ':';
	size_t count = n - start - end;

	for (size_t i = start; i < n - end; i++)
		if (s[i] != '-')
			return false;
	*align = start && end ? GP_ALIGN_CENTER : start ? GP_ALIGN_START : end ? GP_ALIGN_END : GP_ALIGN_AUTO;
	return n > (size_t)start + end && count > 0;
}

/* Cells of a line of dashes and how they are set, or 0; at most GP_TABLE_COLS. */
static unsigned take_dashes(const char *p, size_t n, enum gp_align align[GP_TABLE_COLS])
{
	const char *cell;
	size_t len;
	unsigned cols = 0;

	if (!take_line(&p, &n))
		return 0;
	while (next_cell(&p, &n, &cell, &len))
		if (cols == GP_TABLE_COLS || !dashes(cell, len, &align[cols++]))
			return 0;
	return cols;
}

static unsigned count_cells(const char *p, size_t n)
{
	const char *cell;
	size_t len;
	unsigned cols = 0;

	if (!take_line(&p, &n))
		return 0;
	while (cols <= GP_TABLE_COLS && next_cell(&p, &n, &cell, &len))
		cols++;
	return cols;
}

struct gp_markdown_lines gp_markdown_table_at(const char *p, size_t n)
{
	enum gp_align align[GP_TABLE_COLS];
	size_t head = line_length(p, n), second, used;
	unsigned cols;

	if (head == n)
		return (struct gp_markdown_lines){p, 0, 0};
	second = line_length(p + head + 1, n - head - 1);
	cols = take_dashes(p + head + 1, second, align);
	if (!cols || count_cells(p, head) != cols)
		return (struct gp_markdown_lines){p, 0, 0};
	for (used = head + 1 + second; used < n;) {
		const char *line = p + used + 1;
		size_t len = line_length(line, n - used - 1), rest = len;

		if (used + 1 >= n || !take_line(&line, &rest))
			break;
		used += 1 + len;
	}
	return (struct gp_markdown_lines){p, used + (used < n), cols};
}

/* One row; `align` of each column. */
static struct gp_row row(const char *p, size_t n, unsigned cols, const enum gp_align *align, bool head,
    struct gp_arena *a, gp_markdown_cell_fn *fn, void *user)
{
	struct gp_cell *cells = gp_arena_alloc(a, cols * sizeof *cells);
	struct gp_buf text;
	const char *s;
	size_t len;

	gp_buf_init(&text, n * 8 + 64);
	if (!take_line(&p, &n))
		p = NULL;
	for (unsigned i = 0; i < cols; i++) {
		bool bold = false;

		gp_buf_clear(&text);
		if (next_cell(&p, &n, &s, &len))
			fn(user, &text, s, len, &bold);
		cells[i] = (struct gp_cell){.n = text.len, .col = i, .cols = 1, .rows = 1, .head = head,
		    .bold = bold && !head, .align = align[i]};
		cells[i].text = gp_arena_strndup(a, text.len ? text.data : "", text.len);
	}
	gp_buf_free(&text);
	return (struct gp_row){cells, cols};
}

const struct gp_table *gp_markdown_table(const struct gp_markdown_lines *lines, struct gp_arena *a, size_t *cells,
    gp_markdown_cell_fn *cell, void *user)
{
	enum gp_align align[GP_TABLE_COLS];
	struct gp_table *t = gp_arena_alloc(a, sizeof *t);
	size_t most = 0, n = 0, len, at = line_length(lines->p, lines->n) + 1;
	struct gp_row *rows;
	double *widths = gp_arena_alloc(a, lines->cols * sizeof *widths);

	for (size_t i = 0; i < lines->n; i += line_length(lines->p + i, lines->n - i) + 1)
		most++;
	*cells += most * lines->cols;
	if (most - 1 > GP_TABLE_ROWS || *cells > GP_TABLE_CELLS)
		return NULL;
	rows = gp_arena_alloc(a, most * sizeof *rows);
	take_dashes(lines->p + at, line_length(lines->p + at, lines->n - at), align);
	for (size_t i = 0, line = 0; i < lines->n; i += len + 1, line++) {
		len = line_length(lines->p + i, lines->n - i);
		if (line != 1)
			rows[n++] = row(lines->p + i, len, lines->cols, align, line == 0, a, cell, user);
	}
	for (unsigned i = 0; i < lines->cols; i++)
		widths[i] = 1.0 / lines->cols;
	*t = (struct gp_table){.rows = rows, .row_count = n, .cols = lines->cols, .head = 1, .widths = widths};
	return t;
}

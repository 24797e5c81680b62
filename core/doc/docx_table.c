/* docx_table.c - a table of Word, whose merged cells continue those above, as one of a document */
#include <stdio.h>
#include <string.h>

#include "core/doc/docx_impl.h"

bool gp_docx_row_begin(struct gp_docx_in_table *t)
{
	if (t->row_count == GP_TABLE_ROWS)
		return false;
	if (t->row_count == t->row_cap) {
		t->row_cap = t->row_cap ? 2 * t->row_cap : 16;
		t->rows = gp_reallocarray(t->rows, t->row_cap, sizeof *t->rows);
	}
	t->rows[t->row_count++] = (struct gp_docx_row){.first = t->cell_count};
	return true;
}

bool gp_docx_cell_add(struct gp_docx_in_table *t, const struct gp_docx_cell *c)
{
	if (t->cell_count == GP_TABLE_CELLS || !t->row_count)
		return false;
	if (t->cell_count == t->cell_cap) {
		t->cell_cap = t->cell_cap ? 2 * t->cell_cap : 64;
		t->cells = gp_reallocarray(t->cells, t->cell_cap, sizeof *t->cells);
	}
	t->cells[t->cell_count++] = *c;
	t->rows[t->row_count - 1].count++;
	return true;
}

/*
 * Gives each cell its rows. A cell that continues none above it, or one of other columns, is a cell by
 * itself, as Word shows it.
 */
static void join_rows(const struct gp_docx_in_table *t)
{
	struct gp_docx_cell *above[GP_TABLE_COLS] = {NULL}; /* by the column where they begin */

	for (size_t r = 0; r < t->row_count; r++) {
		const struct gp_docx_row *row = &t->rows[r];
		struct gp_docx_cell *here[GP_TABLE_COLS] = {NULL};

		if (row->deleted)
			continue;
		for (size_t i = 0; i < row->count; i++) {
			struct gp_docx_cell *c = &t->cells[row->first + i], *up = above[c->col];

			c->rows = 1;
			c->continues = c->continues && up && up->merged && up->cols == c->cols;
			if (c->continues)
				up->rows++;
			here[c->col] = c->continues ? up : c;
		}
		memcpy(above, here, sizeof above);
	}
}

static struct gp_cell cell(struct gp_arena *a, const struct gp_docx_cell *c, unsigned table, size_t row,
    size_t number)
{
	struct gp_cell out = {.text = c->text, .n = c->n, .col = c->col, .cols = c->cols, .rows = c->rows,
	    .bold = c->bold, .align = c->align};
	char at[80];

	snprintf(at, sizeof at, "table %u, row %zu, cell %zu", table, row, number);
	out.at = c->filler ? NULL : gp_arena_strndup(a, at, strlen(at));
	return out;
}

static struct gp_row row(const struct gp_docx_in_table *t, struct gp_arena *a, unsigned table, size_t number)
{
	const struct gp_docx_row *r = &t->rows[number];
	struct gp_cell *cells = gp_arena_alloc(a, (r->count + 1) * sizeof *cells);
	size_t n = 0, fillers = 0;

	for (size_t i = 0; t->cells && i < r->count; i++) {
		const struct gp_docx_cell *c = &t->cells[r->first + i];

		fillers += c->filler;
		if (!c->continues)
			cells[n++] = cell(a, c, table, number + 1, i + 1 - fillers);
	}
	return (struct gp_row){cells, n};
}

/* The widths of the grid as parts of the whole, when it fits the cells and all of them are seen; else even ones. */
static const double *widths(const struct gp_docx_in_table *t, struct gp_arena *a, unsigned cols)
{
	double *out = gp_arena_alloc(a, (cols + 1) * sizeof *out), all = 0;
	bool fits = t->width_count == cols;

	for (size_t i = 0; fits && i < cols; i++) {
		fits = t->widths[i] >= 1 && t->widths[i] <= 1e6;
		all += t->widths[i];
	}
	for (size_t i = 0; i < cols; i++)
		out[i] = fits ? t->widths[i] / all : 1.0 / cols;
	return out;
}

const struct gp_table *gp_docx_in_table(const struct gp_docx_in_table *t, struct gp_arena *a, unsigned number)
{
	struct gp_table *out = gp_arena_alloc(a, sizeof *out);
	struct gp_row *rows = gp_arena_alloc(a, (t->row_count + 1) * sizeof *rows);
	size_t n = 0;
	unsigned cols = 0, head = 0;

	join_rows(t);
	for (size_t i = 0; i < t->row_count; i++) {
		const struct gp_docx_row *r = &t->rows[i];
		const struct gp_docx_cell *last = r->count ? &t->cells[r->first + r->count - 1] : NULL;

		if (r->deleted)
			continue;
		head += r->head && head == n;
		cols = last && last->col + last->cols > cols ? last->col + last->cols : cols;
		rows[n++] = row(t, a, number, i);
	}
	*out = (struct gp_table){.rows = rows, .row_count = n, .cols = cols, .head = head,
	    .widths = widths(t, a, cols)};
	return out;
}

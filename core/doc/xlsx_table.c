/* xlsx_table.c - the cells of a sheet as a table: the rectangle around them, merged cells as spans */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/doc/xlsx.h"
#include "core/doc/xlsx_impl.h"

struct grid {
	uint32_t top, left;
	size_t rows, cols;
	size_t *cell;  /* one a place: the number of the cell there + 1, or 0 */
	size_t *merge; /* the number of the merged range that covers it + 1, or 0 */
};

static int by_place(const void *a, const void *b)
{
	const struct gp_xlsx_cell *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->col < y->col ? -1 : x->col > y->col;
}

const char *gp_xlsx_place(struct gp_arena *a, const char *sheet, uint32_t row, uint32_t col)
{
	char letters[4] = {0}, *p = letters + 3;
	size_t n = strlen(sheet) + 16;
	char *out = gp_arena_alloc(a, n);

	for (uint32_t c = col + 1; c > 0; c = (c - 1) / 26)
		*--p = (char)('A' + (c - 1) % 26);
	snprintf(out, n, "%s!%s%u", sheet, p, row + 1);
	return out;
}

static int measure(struct grid *g, const struct gp_xlsx_sheet *s, const char *name, struct gp_err *e)
{
	uint32_t right = 0, left = UINT32_MAX;

	for (size_t i = 0; i < s->count; i++) {
		uint32_t col = s->cells[i].col;

		left = col < left ? col : left;
		right = col > right ? col : right;
	}
	g->left = left;
	g->top = s->cells[0].row;
	g->cols = (size_t)right - left + 1;
	g->rows = (size_t)s->cells[s->count - 1].row - g->top + 1;
	if (g->rows > GP_TABLE_ROWS)
		return gp_fail_at(e, GP_ELIMIT, name, "a sheet has more than 5,000 rows between its first cell and its last; "
		    "delete what stands far below, or split the file");
	if (g->cols > GP_TABLE_COLS)
		return gp_fail_at(e, GP_ELIMIT, name, "a sheet has more than 64 columns between its first cell and its last; "
		    "delete what stands far to the right, or split the file");
	return 0;
}

static int place_cells(struct grid *g, const struct gp_xlsx_sheet *s, struct gp_arena *a, const char *name,
    struct gp_err *e)
{
	for (size_t i = 0; i < s->count; i++) {
		size_t at = (s->cells[i].row - g->top) * g->cols + (s->cells[i].col - g->left);

		if (g->cell[at])
			return gp_fail_at(e, GP_EPARSE, gp_xlsx_place(a, name, s->cells[i].row, s->cells[i].col),
			    "the workbook is damaged: a cell is there twice");
		g->cell[at] = i + 1;
	}
	return 0;
}

/* What is outside of the rectangle holds nothing, and is cut off. */
static int place_merges(struct grid *g, struct gp_xlsx_sheet *s, struct gp_arena *a, const char *name,
    struct gp_err *e)
{
	uint32_t bottom = g->top + (uint32_t)g->rows - 1, right = g->left + (uint32_t)g->cols - 1;

	for (size_t i = 0; i < s->merge_count; i++) {
		struct gp_xlsx_merge *m = &s->merges[i];

		if (m->top > bottom || m->bottom < g->top || m->left > right || m->right < g->left)
			continue;
		m->top = m->top < g->top ? g->top : m->top;
		m->left = m->left < g->left ? g->left : m->left;
		m->bottom = m->bottom > bottom ? bottom : m->bottom;
		m->right = m->right > right ? right : m->right;
		for (uint32_t r = m->top; r <= m->bottom; r++)
			for (uint32_t c = m->left; c <= m->right; c++) {
				size_t at = (r - g->top) * g->cols + (c - g->left);

				if (g->merge[at])
					return gp_fail_at(e, GP_EPARSE, gp_xlsx_place(a, name, r, c),
					    "the workbook is damaged: merged cells lie over one another");
				g->merge[at] = i + 1;
			}
	}
	return 0;
}

static struct gp_cell cell_at(struct gp_arena *a, const struct grid *g, const struct gp_xlsx_sheet *s,
    const char *name, size_t at)
{
	const struct gp_xlsx_cell *c = g->cell[at] ? &s->cells[g->cell[at] - 1] : NULL;
	const struct gp_xlsx_merge *m = g->merge[at] ? &s->merges[g->merge[at] - 1] : NULL;
	struct gp_cell out = {.text = "", .cols = 1, .rows = 1, .col = (unsigned)(at % g->cols)};

	out.at = gp_xlsx_place(a, name, g->top + (uint32_t)(at / g->cols), g->left + out.col);
	if (m) {
		out.cols = m->right - m->left + 1;
		out.rows = m->bottom - m->top + 1;
	}
	if (c) {
		out.text = c->text;
		out.n = c->n;
		out.is_number = c->is_number;
		out.number = c->number;
		out.note = c->no_value ? GP_XLSX_NO_VALUE : NULL;
	}
	return out;
}

/* Not the first place of the merged cell that covers it. */
static bool is_covered(const struct grid *g, const struct gp_xlsx_sheet *s, size_t row, size_t col)
{
	size_t merge = g->merge[row * g->cols + col];

	return merge && (s->merges[merge - 1].top != g->top + row || s->merges[merge - 1].left != g->left + col);
}

static int fill(struct gp_arena *a, size_t *cell_count, const struct grid *g, const struct gp_xlsx_sheet *s, const char *name,
    struct gp_row *rows, struct gp_err *e)
{
	for (size_t r = 0; r < g->rows; r++) {
		struct gp_cell *cells = gp_arena_alloc(a, g->cols * sizeof *cells);
		size_t n = 0;

		for (size_t c = 0; c < g->cols; c++)
			if (!is_covered(g, s, r, c))
				cells[n++] = cell_at(a, g, s, name, r * g->cols + c);
		*cell_count += n;
		if (*cell_count > GP_TABLE_CELLS)
			return gp_fail_at(e, GP_ELIMIT, name, "the tables have more than 100,000 cells; split the file");
		rows[r] = (struct gp_row){cells, n};
	}
	return 0;
}

static const double *even_widths(struct gp_arena *a, size_t n)
{
	double *w = gp_arena_alloc(a, n * sizeof *w);

	for (size_t i = 0; i < n; i++)
		w[i] = 1.0 / (double)n;
	return w;
}

int gp_xlsx_read_table(struct gp_arena *a, size_t *cells, struct gp_xlsx_sheet *s, const char *name,
    const struct gp_table **out, struct gp_err *e)
{
	struct grid g = {0};
	struct gp_table *t;
	struct gp_row *rows;
	int rc;

	*out = NULL;
	if (!s->count)
		return 0;
	qsort(s->cells, s->count, sizeof *s->cells, by_place);
	if (measure(&g, s, name, e))
		return -1;
	g.cell = gp_calloc(g.rows * g.cols, sizeof *g.cell);
	g.merge = gp_calloc(g.rows * g.cols, sizeof *g.merge);
	rows = gp_arena_alloc(a, g.rows * sizeof *rows);
	rc = place_cells(&g, s, a, name, e) || place_merges(&g, s, a, name, e) || fill(a, cells, &g, s, name, rows, e) ? -1 : 0;
	free(g.cell);
	free(g.merge);
	t = gp_arena_alloc(a, sizeof *t);
	*t = (struct gp_table){.sheet = name, .rows = rows, .row_count = g.rows, .cols = (unsigned)g.cols,
	    .widths = even_widths(a, g.cols)};
	*out = rc ? NULL : t;
	return rc;
}

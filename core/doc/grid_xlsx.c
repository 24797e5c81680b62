/* grid_xlsx.c - the cells of a workbook, .xlsx or .xls, as they lie, hidden sheets as well */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/doc/grid.h"
#include "core/doc/xlsx_impl.h"

#define EXACT 9007199254740992.0 /* beyond 2^53 the whole numbers have gaps */

static int by_place(const void *a, const void *b)
{
	const struct gp_xlsx_cell *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->col < y->col ? -1 : x->col > y->col;
}

static void key(struct gp_buf *out, const char *name)
{
	gp_pack_key(out, name, strlen(name));
}

static void pack_cell(struct gp_buf *out, const struct gp_xlsx_cell *c)
{
	if (!c->n)
		gp_pack_null(out);
	else if (!c->is_number)
		gp_pack_str(out, c->text, c->n);
	else if (floor(c->number) == c->number && fabs(c->number) < EXACT)
		gp_pack_int(out, (int64_t)c->number);
	else
		gp_pack_number(out, c->number);
}

/* The cells of a row from the first column up to its last. */
static void pack_row(struct gp_buf *out, const struct gp_xlsx_cell *cells, size_t n)
{
	uint32_t col = 0;

	gp_pack_list(out, n ? (size_t)cells[n - 1].col + 1 : 0);
	for (size_t i = 0; i < n; i++, col++) {
		for (; col < cells[i].col; col++)
			gp_pack_null(out);
		pack_cell(out, &cells[i]);
	}
}

static void pack_rows(struct gp_buf *out, const struct gp_xlsx_sheet *s)
{
	uint32_t row = s->count ? s->cells[0].row : 0;
	size_t from = 0;

	key(out, "rows");
	gp_pack_list(out, s->count ? (size_t)(s->cells[s->count - 1].row - row) + 1 : 0);
	for (; from < s->count; row++) {
		size_t to = from;

		while (to < s->count && s->cells[to].row == row)
			to++;
		pack_row(out, s->cells + from, to - from);
		from = to;
	}
}

static void pack_places(struct gp_buf *out, const struct gp_xlsx_sheet *s)
{
	size_t n = 0;

	key(out, "merges");
	gp_pack_list(out, 4 * s->merge_count);
	for (size_t i = 0; i < s->merge_count; i++) {
		gp_pack_int(out, (int64_t)s->merges[i].top + 1);
		gp_pack_int(out, (int64_t)s->merges[i].left + 1);
		gp_pack_int(out, (int64_t)s->merges[i].bottom + 1);
		gp_pack_int(out, (int64_t)s->merges[i].right + 1);
	}
	key(out, "hidden_rows");
	gp_pack_list(out, s->hidden_count);
	for (size_t i = 0; i < s->hidden_count; i++)
		gp_pack_int(out, (int64_t)s->hidden_rows[i] + 1);
	for (size_t i = 0; i < s->count; i++)
		n += s->cells[i].no_value;
	key(out, "no_value");
	gp_pack_list(out, 2 * n);
	for (size_t i = 0; i < s->count; i++) {
		if (!s->cells[i].no_value)
			continue;
		gp_pack_int(out, (int64_t)s->cells[i].row + 1);
		gp_pack_int(out, (int64_t)s->cells[i].col + 1);
	}
}

static int check(struct gp_arena *a, const struct gp_xlsx_sheet *s, const char *name, uint32_t *cols,
    struct gp_err *e)
{
	*cols = 0;
	for (size_t i = 0; i < s->count; i++) {
		const struct gp_xlsx_cell *c = &s->cells[i];

		*cols = c->col >= *cols ? c->col + 1 : *cols;
		if (i && c->row == c[-1].row && c->col == c[-1].col)
			return gp_fail_at(e, GP_EPARSE, gp_xlsx_place(a, name, c->row, c->col),
			    "the workbook is damaged: a cell is there twice");
	}
	if (*cols > GP_GRID_COLS)
		return gp_fail_at(e, GP_ELIMIT, name, "a sheet has more than 512 columns; delete what stands far to the right");
	if (s->count && s->cells[s->count - 1].row - s->cells[0].row >= GP_GRID_ROWS)
		return gp_fail_at(e, GP_ELIMIT, name, "a sheet has more than 100,000 rows; split the file");
	return 0;
}

size_t gp_xlsx_grid_max(size_t cells)
{
	return GP_GRID_CELLS - cells + 1;
}

int gp_xlsx_pack_grid(struct gp_buf *out, struct gp_arena *a, size_t *cells, struct gp_xlsx_sheet *s, const char *name,
    bool hidden, struct gp_err *e)
{
	uint32_t cols = 0;

	if (s->count)
		qsort(s->cells, s->count, sizeof *s->cells, by_place);
	*cells += s->count;
	if (*cells > GP_GRID_CELLS)
		return gp_xlsx_full(s, name, e);
	if (check(a, s, name, &cols, e))
		return -1;
	gp_pack_map(out, 8);
	key(out, "name");
	gp_pack_str(out, name, strlen(name));
	key(out, "hidden");
	gp_pack_bool(out, hidden);
	key(out, "cols");
	gp_pack_int(out, (int64_t)cols);
	key(out, "top");
	gp_pack_int(out, s->count ? (int64_t)s->cells[0].row + 1 : 1);
	pack_rows(out, s);
	pack_places(out, s);
	return 0;
}

static int pack_sheet(struct gp_xlsx_book *b, struct gp_buf *out, const struct gp_xlsx_named *named, const char *part,
    struct gp_err *e)
{
	struct gp_xlsx_sheet s = {.cell_max = gp_xlsx_grid_max(b->cells)};
	int rc = gp_xlsx_read_sheet(b, &s, part, named->name, e);

	if (!rc)
		rc = gp_xlsx_pack_grid(out, b->file.arena, &b->cells, &s, named->name, named->hidden, e);
	gp_xlsx_sheet_free(&s);
	return rc;
}

static bool is_chart(const struct gp_xlsx_book *b, const struct gp_xlsx_named *named)
{
	const struct gp_ooxml_rel *r = gp_ooxml_rel(&b->rels, named->id);

	return r && strcmp(r->type, "worksheet") != 0;
}

static int pack_sheets(struct gp_xlsx_book *b, struct gp_buf *out, struct gp_err *e)
{
	size_t n = 0;

	for (size_t i = 0; i < b->sheet_count; i++)
		n += !is_chart(b, &b->sheets[i]);
	gp_pack_list(out, n);
	for (size_t i = 0; i < b->sheet_count; i++) {
		const struct gp_ooxml_rel *r = gp_ooxml_rel(&b->rels, b->sheets[i].id);

		if (is_chart(b, &b->sheets[i]))
			continue;
		if (!r || r->external)
			return gp_fail_at(e, GP_EPARSE, b->sheets[i].name, "the file is damaged: a part is missing");
		if (pack_sheet(b, out, &b->sheets[i], r->target, e))
			return -1;
	}
	return 0;
}

int gp_xlsx_grid(struct gp_buf *packed, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct gp_xlsx_book *b = gp_calloc(1, sizeof *b);
	int rc = gp_ooxml_open(&b->file, a, p, n, e) || gp_xlsx_read_book(b, e) || pack_sheets(b, packed, e) ? -1 : 0;

	gp_ooxml_close(&b->file);
	gp_xlsx_book_free(b);
	free(b);
	return rc;
}

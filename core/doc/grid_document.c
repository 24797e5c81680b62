/* grid_document.c - the tables of a document as sheets of a ledger: what many programs call .xls is a web page */
#include <stdio.h>
#include <string.h>

#include "core/doc/grid.h"

static void key(struct gp_buf *out, const char *name)
{
	gp_pack_key(out, name, strlen(name));
}

/* Up to its last cell that says something. */
static size_t width(const struct gp_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].n)
			n = row->cells[i].col + (size_t)1;
	return n;
}

static void pack_row(struct gp_buf *out, const struct gp_row *row)
{
	size_t n = width(row), col = 0;

	gp_pack_list(out, n);
	for (size_t i = 0; i < row->count && col < n; i++, col++) {
		const struct gp_cell *c = &row->cells[i];

		for (; col < c->col; col++)
			gp_pack_null(out);
		if (c->n)
			gp_pack_str(out, c->text, c->n);
		else
			gp_pack_null(out);
	}
}

static void pack_merges(struct gp_buf *out, const struct gp_table *t)
{
	size_t n = 0;

	for (size_t r = 0; r < t->row_count; r++)
		for (size_t i = 0; i < t->rows[r].count; i++)
			n += t->rows[r].cells[i].rows > 1 || t->rows[r].cells[i].cols > 1;
	key(out, "merges");
	gp_pack_list(out, 4 * n);
	for (size_t r = 0; r < t->row_count; r++)
		for (size_t i = 0; i < t->rows[r].count; i++) {
			const struct gp_cell *c = &t->rows[r].cells[i];

			if (c->rows <= 1 && c->cols <= 1)
				continue;
			gp_pack_int(out, (int64_t)r + 1);
			gp_pack_int(out, (int64_t)c->col + 1);
			gp_pack_int(out, (int64_t)r + c->rows);
			gp_pack_int(out, (int64_t)c->col + c->cols);
		}
}

static void pack_table(struct gp_buf *out, const struct gp_table *t, const char *name)
{
	gp_pack_map(out, 8);
	key(out, "name");
	gp_pack_str(out, name, strlen(name));
	key(out, "hidden");
	gp_pack_bool(out, false);
	key(out, "cols");
	gp_pack_int(out, t->cols);
	key(out, "top");
	gp_pack_int(out, 1);
	key(out, "rows");
	gp_pack_list(out, t->row_count);
	for (size_t r = 0; r < t->row_count; r++)
		pack_row(out, &t->rows[r]);
	pack_merges(out, t);
	key(out, "hidden_rows");
	gp_pack_list(out, 0);
	key(out, "no_value");
	gp_pack_list(out, 0);
}

int gp_document_grid(struct gp_buf *packed, const struct gp_document *d, struct gp_err *e)
{
	size_t tables = 0, number = 0;
	char name[24] = "";

	for (size_t i = 0; i < d->count; i++)
		tables += d->blocks[i].kind == GP_BLOCK_TABLE;
	if (!tables)
		return gp_fail(e, GP_EPARSE, "there is no table in this web page");
	gp_pack_list(packed, tables);
	for (size_t i = 0; i < d->count; i++) {
		if (d->blocks[i].kind != GP_BLOCK_TABLE)
			continue;
		if (tables > 1)
			snprintf(name, sizeof name, "%zu", ++number);
		pack_table(packed, d->blocks[i].table, name);
	}
	return 0;
}

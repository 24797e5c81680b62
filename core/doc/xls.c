#include "core/doc/xls.h"

#include <stdlib.h>
#include <string.h>

#include "core/doc/grid.h"
#include "core/doc/xls_impl.h"

/* --- as a document */

static int read_sheet(struct gp_xls_book *b, const struct gp_xls_named *named, size_t *cells, struct gp_block *blocks,
    size_t *count, struct gp_err *e)
{
	const struct gp_table *table = NULL;
	struct gp_xls_sheet s = {0};
	int rc = gp_xls_read_sheet(b, &s, named, e) || gp_xlsx_read_table(b->arena, cells, &s.cells, named->name, &table, e) ?
	    -1 : 0;
	struct gp_run *heading;

	gp_xls_sheet_free(&s);
	if (rc)
		return -1;
	heading = gp_arena_alloc(b->arena, sizeof *heading);
	*heading = (struct gp_run){.text = named->name, .n = strlen(named->name)};
	blocks[(*count)++] = (struct gp_block){.kind = GP_BLOCK_HEADING, .level = 1, .text = {heading, 1}};
	if (table)
		blocks[(*count)++] = (struct gp_block){.kind = GP_BLOCK_TABLE, .table = table};
	return 0;
}

int gp_xls_read(struct gp_document *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct gp_xls_book b;
	struct gp_block *blocks;
	size_t cells = 0;
	int rc = gp_xls_read_book(&b, a, p, n, e);

	*out = (struct gp_document){.language = "zh"};
	blocks = gp_arena_alloc(a, (2 * b.sheet_count + 1) * sizeof *blocks);
	for (size_t i = 0; !rc && i < b.sheet_count; i++)
		if (b.sheets[i].cells && !b.sheets[i].hidden)
			rc = read_sheet(&b, &b.sheets[i], &cells, blocks, &out->count, e);
	out->blocks = blocks;
	out->title = rc ? NULL : gp_xls_title(&b.file);
	gp_xls_book_free(&b);
	return rc;
}

/* --- as a grid */

int gp_xls_grid(struct gp_buf *packed, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct gp_xls_book b;
	size_t cells = 0, count = 0;
	int rc = gp_xls_read_book(&b, a, p, n, e);

	for (size_t i = 0; i < b.sheet_count; i++)
		count += b.sheets[i].cells;
	gp_pack_list(packed, count);
	for (size_t i = 0; !rc && i < b.sheet_count; i++) {
		const struct gp_xls_named *named = &b.sheets[i];
		struct gp_xls_sheet s = {.cells.cell_max = gp_xlsx_grid_max(cells)};

		if (!named->cells)
			continue;
		rc = gp_xls_read_sheet(&b, &s, named, e) ||
		    gp_xlsx_pack_grid(packed, a, &cells, &s.cells, named->name, named->hidden, e) ? -1 : 0;
		gp_xls_sheet_free(&s);
	}
	gp_xls_book_free(&b);
	return rc;
}

/* --- as facts */

static int add_sheet(struct gp_xls_book *k, struct gp_doc_builder *b, const struct gp_xls_named *named, struct gp_err *e)
{
	struct gp_xls_sheet s = {0};
	int rc = gp_xls_read_sheet(k, &s, named, e) || gp_xlsx_add_facts(b, &s.cells, named->name, named->hidden, e) ? -1 : 0;

	for (size_t i = 0; !rc && i < s.cells.link_count; i++) {
		const struct gp_xlsx_link *l = &s.cells.links[i];

		if (gp_doc_link_add(b, l->id, "", 0, gp_xlsx_place(k->arena, named->name, l->row, l->col)))
			rc = gp_doc_too_large(e);
	}
	for (size_t i = 0; !rc && i < s.note_count; i++) {
		const struct gp_xls_note *c = &s.notes[i];

		if (gp_doc_block(b, GP_DOC_COMMENT, gp_xlsx_place(k->arena, named->name, c->row, c->col), named->hidden, c->text.p,
		    c->text.n, NULL))
			rc = gp_doc_too_large(e);
	}
	gp_xls_sheet_free(&s);
	return rc;
}

int gp_xls_facts(struct gp_doc_builder *b, const char *p, size_t n, struct gp_err *e)
{
	struct gp_xls_book k;
	int rc = gp_xls_read_book(&k, b->arena, p, n, e);

	for (size_t i = 0; !rc && i < k.sheet_count; i++) {
		const struct gp_xls_named *named = &k.sheets[i];

		if (gp_doc_block(b, GP_DOC_NAME, named->name, named->hidden, named->name, strlen(named->name), NULL))
			rc = gp_doc_too_large(e);
		else if (named->cells)
			rc = add_sheet(&k, b, named, e);
	}
	rc = rc || gp_xls_properties(&k.file, b, e) ? -1 : 0;
	gp_xls_book_free(&k);
	return rc;
}

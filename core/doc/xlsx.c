#include "core/doc/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "core/doc/xlsx_impl.h"

static struct gp_block heading(struct gp_arena *a, const char *text)
{
	struct gp_run *run = gp_arena_alloc(a, sizeof *run);

	*run = (struct gp_run){.text = text, .n = strlen(text)};
	return (struct gp_block){.kind = GP_BLOCK_HEADING, .level = 1, .text = {run, 1}};
}

static int read_sheets(struct gp_xlsx_book *b, struct gp_block *blocks, size_t *count, struct gp_err *e)
{
	for (size_t i = 0; i < b->sheet_count; i++) {
		const struct gp_xlsx_named *named = &b->sheets[i];
		const struct gp_ooxml_rel *r = gp_ooxml_rel(&b->rels, named->id);
		struct gp_xlsx_sheet s = {0};
		const struct gp_table *table = NULL;
		int rc;

		if (named->hidden || (r && strcmp(r->type, "worksheet") != 0)) /* or one that is a chart */
			continue;
		if (!r || r->external)
			return gp_fail_at(e, GP_EPARSE, named->name, "the file is damaged: a part is missing");
		rc = gp_xlsx_read_sheet(b, &s, r->target, named->name, e);
		if (!rc)
			rc = gp_xlsx_read_table(b->file.arena, &b->cells, &s, named->name, &table, e);
		gp_xlsx_sheet_free(&s);
		if (rc)
			return -1;
		blocks[(*count)++] = heading(b->file.arena, named->name);
		if (table)
			blocks[(*count)++] = (struct gp_block){.kind = GP_BLOCK_TABLE, .table = table};
	}
	return 0;
}

int gp_xlsx_read(struct gp_document *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct gp_xlsx_book *b = gp_calloc(1, sizeof *b);
	struct gp_block *blocks;
	int rc = -1;

	*out = (struct gp_document){.language = "zh"};
	if (gp_ooxml_open(&b->file, a, p, n, e) || gp_xlsx_read_book(b, e))
		goto out;
	blocks = gp_arena_alloc(a, (2 * b->sheet_count + 1) * sizeof *blocks);
	if (read_sheets(b, blocks, &out->count, e))
		goto out;
	out->blocks = blocks;
	rc = gp_ooxml_title(&b->file, &out->title, e);
out:
	gp_ooxml_close(&b->file);
	gp_xlsx_book_free(b);
	free(b);
	return rc;
}

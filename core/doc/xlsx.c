#define _GNU_SOURCE
#include "core/doc/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/doc/xlsx_impl.h"

#define SHEETS 1000
#define NAME_MAX_CHARS 60 /* of a sheet's name, which goes into the place of each cell; Excel stops at 31 */

struct sheet {
	const char *name, *id; /* id: of the relationship to its part */
};

struct book {
	struct gp_xlsx_book b;
	bool is_book; /* it has the element that a workbook consists of */
	struct sheet sheets[SHEETS];
	size_t count;
};

static bool is_true(const char *s)
{
	return s && (!strcmp(s, "1") || !strcmp(s, "true"));
}

static void add_sheet(struct book *k, struct gp_xml *x)
{
	const char *name = gp_xml_attr(x, GP_XML_NONE, "name"), *state = gp_xml_attr(x, GP_XML_NONE, "state");
	const char *id = gp_xml_attr(x, GP_XML_REL, "id");
	size_t n;

	if (!name || !id || (state && strcmp(state, "visible") != 0))
		return;
	if (k->count == SHEETS) {
		gp_fail(gp_xml_stop(x), GP_ELIMIT, "the workbook has more than 1,000 sheets");
		return;
	}
	n = gp_utf8_prefix(name, strlen(name), NAME_MAX_CHARS);
	k->sheets[k->count++] = (struct sheet){gp_ooxml_text(k->b.file.arena, name, n, &n),
	    gp_arena_strndup(k->b.file.arena, id, strlen(id))};
}

static void on_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct book *k = user;

	if (ns != GP_XML_SHEET)
		return;
	if (!strcmp(name, "workbook"))
		k->is_book = true;
	else if (!strcmp(name, "workbookPr"))
		k->b.from_1904 = is_true(gp_xml_attr(x, GP_XML_NONE, "date1904"));
	else if (!strcmp(name, "sheet"))
		add_sheet(k, x);
}

/* The workbook itself, its strings and its styles; *rels leads to the sheets. */
static int read_book(struct book *k, struct gp_ooxml_rels *rels, struct gp_err *e)
{
	static const struct gp_xml_reader reader = {.start = on_start};
	struct gp_ooxml *o = &k->b.file;
	const char *part, *strings, *styles;

	if (gp_ooxml_rels(o, rels, "", e))
		return -1;
	part = gp_ooxml_part(o, rels, "officeDocument");
	if (!part)
		part = "xl/workbook.xml";
	if (gp_ooxml_read(o, part, &reader, k, e) || gp_ooxml_rels(o, rels, part, e))
		return -1;
	if (!k->is_book)
		return gp_fail(e, GP_EPARSE, "this is no workbook, or it is damaged");
	strings = gp_ooxml_part(o, rels, "sharedStrings");
	styles = gp_ooxml_part(o, rels, "styles");
	if (strings && gp_xlsx_read_strings(&k->b, strings, e))
		return -1;
	return styles ? gp_xlsx_read_styles(&k->b, styles, e) : 0;
}

static struct gp_block heading(struct gp_arena *a, const char *text)
{
	struct gp_run *run = gp_arena_alloc(a, sizeof *run);

	*run = (struct gp_run){.text = text, .n = strlen(text)};
	return (struct gp_block){.kind = GP_BLOCK_HEADING, .level = 1, .text = {run, 1}};
}

static int read_sheets(struct book *k, const struct gp_ooxml_rels *rels, struct gp_block *blocks, size_t *count,
    struct gp_err *e)
{
	for (size_t i = 0; i < k->count; i++) {
		const struct gp_ooxml_rel *r = gp_ooxml_rel(rels, k->sheets[i].id);
		struct gp_xlsx_sheet s = {0};
		const struct gp_table *table = NULL;
		int rc;

		if (r && strcmp(r->type, "worksheet") != 0) /* a sheet that is a chart */
			continue;
		if (!r || r->external)
			return gp_fail_at(e, GP_EPARSE, k->sheets[i].name, "the file is damaged: a part is missing");
		rc = gp_xlsx_read_sheet(&k->b, &s, r->target, k->sheets[i].name, e);
		if (!rc)
			rc = gp_xlsx_read_table(&k->b, &s, k->sheets[i].name, &table, e);
		free(s.cells);
		free(s.merges);
		if (rc)
			return -1;
		blocks[(*count)++] = heading(k->b.file.arena, k->sheets[i].name);
		if (table)
			blocks[(*count)++] = (struct gp_block){.kind = GP_BLOCK_TABLE, .table = table};
	}
	return 0;
}

int gp_xlsx_read(struct gp_document *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct book *k = gp_calloc(1, sizeof *k);
	struct gp_ooxml_rels rels;
	struct gp_block *blocks;
	int rc = -1;

	*out = (struct gp_document){.language = "zh"};
	if (gp_ooxml_open(&k->b.file, a, p, n, e) || read_book(k, &rels, e))
		goto out;
	blocks = gp_arena_alloc(a, (2 * k->count + 1) * sizeof *blocks);
	if (read_sheets(k, &rels, blocks, &out->count, e))
		goto out;
	out->blocks = blocks;
	rc = gp_ooxml_title(&k->b.file, &out->title, e);
out:
	gp_ooxml_close(&k->b.file);
	free(k->b.strings);
	free(k->b.dates);
	free(k);
	return rc;
}

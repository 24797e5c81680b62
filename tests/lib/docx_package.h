/*
 * docx_package.h - a document with one of everything, written as a Word file, and the file looked at as Word does.
 */
#ifndef GP_TEST_DOCX_PACKAGE_H
#define GP_TEST_DOCX_PACKAGE_H

#include "core/base/mem.h"
#include "core/doc/xml_spans.h"
#include "core/doc/zip_in.h"
#include "core/report/document.h"
#include "tests/lib/tap.h"

#define FILE_MAX ((size_t)16 << 20)

static struct gp_arena arena;
static struct gp_err err;

static inline struct gp_runs text(const char *s)
{
	struct gp_run *r = gp_arena_alloc(&arena, sizeof *r);

	*r = (struct gp_run){s, strlen(s), false, NULL};
	return (struct gp_runs){r, 1};
}

static inline struct gp_cell cell(unsigned col, unsigned cols, unsigned rows, const char *s)
{
	return (struct gp_cell){.text = s, .n = strlen(s), .col = col, .cols = cols, .rows = rows};
}

static struct gp_buf write_docx(const struct gp_document *d, const struct gp_buf *sample, int want)
{
	struct gp_document_sample s = {"office.docx", sample ? sample->data : NULL, sample ? sample->len : 0};
	struct gp_buf out;

	gp_buf_init(&out, FILE_MAX);
	err = (struct gp_err)GP_ERR_INIT;
	if (gp_document_docx(&out, d, sample ? &s : NULL, &err) != want)
		ok(false, "the writer answers as it should: %s", err.msg);
	return out;
}

/* A part as a string in the arena, "" when there is none. */
static const char *part(const struct gp_buf *docx, const char *name)
{
	struct gp_zip_in *z;
	struct gp_buf b;
	const char *copy = "";

	gp_buf_init(&b, FILE_MAX * 2);
	if (!gp_zip_in_open(&z, docx->data, docx->len, &err)) {
		if (!gp_zip_in_read(z, name, &b, &err))
			copy = gp_arena_strndup(&arena, b.len ? b.data : "", b.len);
		gp_zip_in_free(z);
	}
	gp_buf_free(&b);
	return copy;
}

static unsigned number(const struct gp_xml_span *s, const char *attr)
{
	const char *v = s ? gp_xml_span_attr(s, attr) : NULL;

	return v ? (unsigned)strtoul(v, NULL, 10) : 0;
}

static const struct gp_xml_span *inside(const struct gp_xml_spans *x, size_t of, const char *name)
{
	size_t i;

	for (i = of + 1; i < x->list[of].next; i++)
		if (!strcmp(x->list[i].name, name))
			return &x->list[i];
	return NULL;
}

/* Whether every row of the table fills the grid, and what goes on has begun above with the same width. */
static bool table_is_sound(const struct gp_xml_spans *x, size_t table)
{
	unsigned grid = 0, col, cols, above[64] = {0};
	size_t i;

	for (i = table; i < x->list[table].next; i++)
		grid += !strcmp(x->list[i].name, "w:gridCol");
	col = grid;
	for (i = table; i < x->list[table].next; i++) {
		const struct gp_xml_span *merge;
		const char *v;

		if (!strcmp(x->list[i].name, "w:tr")) {
			if (col != grid)
				return false;
			col = 0;
		}
		if (strcmp(x->list[i].name, "w:tc") != 0)
			continue;
		cols = number(inside(x, i, "w:gridSpan"), "w:val");
		cols = cols ? cols : 1;
		merge = inside(x, i, "w:vMerge");
		v = merge ? gp_xml_span_attr(merge, "w:val") : NULL;
		if (col + cols > grid || (merge && !v && above[col] != cols) || !inside(x, i, "w:p"))
			return false;
		for (unsigned k = 0; k < cols; k++)
			above[col + k] = 0;
		above[col] = merge ? cols : 0;
		col += cols;
	}
	return grid > 0 && col == grid;
}

/* The list of relationships of a part: every inner target is there. */
static bool targets_exist(struct gp_zip_in *z, const struct gp_xml_spans *x, const char *folder)
{
	char name[300];

	for (size_t i = 1; i < x->count; i++) {
		const char *to = gp_xml_span_attr(&x->list[i], "Target"), *id = gp_xml_span_attr(&x->list[i], "Id");

		if (!to || !id)
			return false;
		for (size_t k = 1; k < i; k++)
			if (!strcmp(gp_xml_span_attr(&x->list[k], "Id"), id))
				return false;
		if (gp_xml_span_attr(&x->list[i], "TargetMode"))
			continue;
		snprintf(name, sizeof name, "%s%s", *to == '/' ? "" : folder, *to == '/' ? to + 1 : to);
		if (!gp_zip_in_has(z, name))
			return false;
	}
	return true;
}

/* Every type names a part, and no part has two. */
static bool types_are_sound(struct gp_zip_in *z, const struct gp_xml_spans *types)
{
	for (size_t i = 0; i < types->count; i++) {
		const char *name = gp_xml_span_attr(&types->list[i], "PartName"), *other;

		if (name && !gp_zip_in_has(z, name + 1))
			return false;
		for (size_t k = 0; name && k < i; k++)
			if ((other = gp_xml_span_attr(&types->list[k], "PartName")) && !strcmp(other, name))
				return false;
	}
	return types->count > 2;
}

static bool is_defined(const struct gp_xml_spans *in, const char *attr, const char *id)
{
	const char *v;

	for (size_t i = 0; i < in->count; i++)
		if ((v = gp_xml_span_attr(&in->list[i], attr)) && !strcmp(v, id))
			return true;
	return false;
}

/* The parts that speak of each other. */
struct parts {
	struct gp_xml_spans types, relations, document, styles, numbering;
};

static void check_document(const struct parts *p, const char *what)
{
	bool sound = true, linked = true, styled = true;

	for (size_t i = 0; i < p->document.count; i++) {
		const struct gp_xml_span *s = &p->document.list[i];
		const char *id = gp_xml_span_attr(s, "r:id"), *val = gp_xml_span_attr(s, "w:val");

		if (!strcmp(s->name, "w:tbl"))
			sound = sound && table_is_sound(&p->document, i);
		if (id)
			linked = linked && is_defined(&p->relations, "Id", id);
		if (!strcmp(s->name, "w:pStyle"))
			styled = styled && is_defined(&p->styles, "w:styleId", val);
		if (!strcmp(s->name, "w:numId"))
			styled = styled && is_defined(&p->numbering, "w:numId", val);
	}
	ok(sound, "%s: every row fills its table's grid, every merged cell has a beginning", what);
	ok(linked, "%s: every reference has its relationship", what);
	ok(styled, "%s: every style and list is defined", what);
}

/* Everything that Word looks for before it says that a file is damaged. */
static void check_package(const struct gp_buf *docx, const char *what)
{
	bool well_formed = true, targets = true;
	struct parts p = {0};
	struct gp_xml_spans x;
	struct gp_zip_in *z;

	if (gp_zip_in_open(&z, docx->data, docx->len, &err)) {
		ok(false, "%s: it is a zip: %s", what, err.msg);
		return;
	}
	for (size_t i = 0; i < gp_zip_in_count(z); i++) {
		const char *name = gp_zip_in_name(z, i), *s = part(docx, name);

		if (gp_xml_spans(&x, &arena, s, strlen(s), &err)) {
			well_formed = false;
			continue;
		}
		if (!strcmp(x.list[0].name, "Types"))
			p.types = x;
		else if (!strcmp(x.list[0].name, "w:document"))
			p.document = x;
		else if (!strcmp(name, "word/_rels/document.xml.rels"))
			p.relations = x;
		else if (!strcmp(x.list[0].name, "w:styles"))
			p.styles = x;
		else if (!strcmp(x.list[0].name, "w:numbering"))
			p.numbering = x;
		if (!strcmp(x.list[0].name, "Relationships"))
			targets = targets && targets_exist(z, &x, strstr(name, "word/") ? "word/" : "");
	}
	ok(well_formed, "%s: every part is well-formed", what);
	ok(targets, "%s: every relationship has its part, no id is there twice", what);
	ok(types_are_sound(z, &p.types), "%s: every type names a part, once", what);
	check_document(&p, what);
	gp_zip_in_free(z);
}

/* A document with one of everything; the cells reach over each other as in the official form. */
static inline const struct gp_document *report(void)
{
	static struct gp_cell cells[5][4];
	static struct gp_row rows[5] = {{cells[0], 2}, {cells[1], 2}, {cells[2], 4}, {cells[3], 2}, {cells[4], 3}};
	static const double widths[] = {0.1, 0.3, 0.3, 0.3};
	static const struct gp_table table = {.rows = rows, .row_count = 5, .cols = 4, .head = 2, .widths = widths,
	    .caption = "表 <三>"};
	static const struct gp_bar bars[] = {{"网站", 12}, {"微信 & 微博", 0.5}};
	static const struct gp_chart chart = {"渠道", "条", bars, 2};
	static struct gp_run linked[] = {{"见", 3, false, NULL},
	    {"网站", 6, false, "https://www.example.gov.cn/a?b=1&c=2#x"}, {"或", 3, true, NULL},
	    {"此处", 6, false, "javascript:alert(1)"}};
	static struct gp_block blocks[14];
	static struct gp_runs items[2];
	static struct gp_document d = {.title = "某局2024年报告", .author = "某局", .date = "2025-01-20",
	    .footer = "附注", .language = "zh", .blocks = blocks};
	size_t n = 0;

	cells[0][0] = cell(0, 2, 2, "项目");
	cells[0][1] = cell(2, 2, 1, "申请人");
	cells[1][0] = cell(2, 1, 1, "自然人");
	cells[1][1] = cell(3, 1, 1, "总计");
	cells[2][0] = cell(0, 1, 3, "三");
	cells[2][1] = cell(1, 1, 1, "（一）");
	cells[2][2] = cell(2, 1, 1, "1");
	cells[2][3] = cell(3, 1, 3, "2");
	cells[2][2].note = "按件计";
	cells[3][0] = cell(1, 1, 1, "（二）");
	cells[3][1] = cell(2, 1, 2, "3");
	cells[4][0] = cell(1, 1, 1, "（三）");
	rows[4].count = 1;
	items[0] = text("甲");
	items[1] = text("乙");
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_TITLE, .text = text("某局\n2024年报告")};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_HEADING, .level = 1, .text = text("一、总体情况")};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_HEADING, .level = 2, .text = text("（一）主动公开")};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_PARAGRAPH, .indent = true, .text = {linked, 4}};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_LIST, .items = items, .item_count = 2};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_LIST, .items = items, .item_count = 2, .ordered = true};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_LIST, .items = items, .item_count = 2, .ordered = true};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_BREAK};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_TABLE, .table = &table};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_CHART, .chart = &chart};
	blocks[n++] = (struct gp_block){.kind = GP_BLOCK_NOTE, .text = text("注：按件计。")};
	d.count = n;
	return &d;
}

static inline int count(const char *in, const char *what)
{
	int n = 0;

	for (in = strstr(in, what); in; in = strstr(in + 1, what))
		n++;
	return n;
}

#endif

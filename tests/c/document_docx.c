/* The Word writer: packages that Word can open, with a sample and without. */
#include "core/report/document.h"

#include "core/base/mem.h"
#include "core/doc/docx.h"
#include "core/doc/xml_spans.h"
#include "core/doc/zip_in.h"
#include "core/doc/zip_out.h"
#include "tests/lib/tap.h"

#define FILE_MAX ((size_t)16 << 20)
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define WORD " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define MIME "application/vnd.openxmlformats-officedocument.wordprocessingml."

static struct gp_arena arena;
static struct gp_err err;

static struct gp_runs text(const char *s)
{
	struct gp_run *r = gp_arena_alloc(&arena, sizeof *r);

	*r = (struct gp_run){s, strlen(s), false, NULL};
	return (struct gp_runs){r, 1};
}

static struct gp_cell cell(unsigned col, unsigned cols, unsigned rows, const char *s)
{
	return (struct gp_cell){.text = s, .n = strlen(s), .col = col, .cols = cols, .rows = rows};
}

static struct gp_buf write_docx(const struct gp_document *d, const struct gp_buf *sample, int want)
{
	struct gp_buf out;

	gp_buf_init(&out, FILE_MAX);
	err = (struct gp_err)GP_ERR_INIT;
	if (gp_document_docx(&out, d, sample ? sample->data : NULL, sample ? sample->len : 0, &err) != want)
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

static bool relation_exists(const struct gp_xml_spans *x, const char *id)
{
	for (size_t i = 1; i < x->count; i++)
		if (!strcmp(gp_xml_span_attr(&x->list[i], "Id"), id))
			return true;
	return false;
}

/* Everything that Word looks for before it says that a file is damaged. */
static void check_package(const struct gp_buf *docx, const char *what)
{
	struct gp_xml_spans types = {0}, relations = {0}, document = {0}, styles = {0}, numbering = {0}, x;
	struct gp_zip_in *z;
	bool well_formed = true, typed = true, sound = true, linked = true, styled = true, targets = true;
	size_t i, k;

	if (gp_zip_in_open(&z, docx->data, docx->len, &err)) {
		ok(false, "%s: it is a zip: %s", what, err.msg);
		return;
	}
	for (i = 0; i < gp_zip_in_count(z); i++) {
		const char *name = gp_zip_in_name(z, i), *s = part(docx, name);

		if (gp_xml_spans(&x, &arena, s, strlen(s), &err)) {
			well_formed = false;
			printf("# %s: %s\n", name, err.msg);
			continue;
		}
		if (!strcmp(name, "[Content_Types].xml"))
			types = x;
		else if (!strcmp(name, "word/document.xml"))
			document = x;
		else if (!strcmp(name, "word/_rels/document.xml.rels"))
			relations = x;
		else if (!strcmp(x.list[0].name, "w:styles"))
			styles = x;
		else if (!strcmp(x.list[0].name, "w:numbering"))
			numbering = x;
		if (strstr(name, ".rels"))
			targets = targets && targets_exist(z, &x, strstr(name, "word/") ? "word/" : "");
	}
	ok(well_formed, "%s: every part is well-formed", what);
	ok(targets, "%s: every relationship has its part, no id is there twice", what);
	for (i = 0; i < types.count; i++) {
		const char *name = gp_xml_span_attr(&types.list[i], "PartName");

		typed = typed && (!name || gp_zip_in_has(z, name + 1));
		for (k = 1; name && k < i; k++)
			if (gp_xml_span_attr(&types.list[k], "PartName"))
				typed = typed && strcmp(gp_xml_span_attr(&types.list[k], "PartName"), name) != 0;
	}
	ok(typed && types.count > 2, "%s: every type names a part, once", what);
	for (i = 0; i < document.count; i++) {
		const struct gp_xml_span *s = &document.list[i];
		const char *id = gp_xml_span_attr(s, "r:id");
		bool found = false;

		if (!strcmp(s->name, "w:tbl") && !table_is_sound(&document, i))
			sound = false;
		linked = linked && (!id || relation_exists(&relations, id));
		if (!strcmp(s->name, "w:pStyle") || !strcmp(s->name, "w:numId")) {
			bool style = !strcmp(s->name, "w:pStyle");
			const struct gp_xml_spans *in = style ? &styles : &numbering;

			for (k = 0; k < in->count; k++) {
				id = gp_xml_span_attr(&in->list[k], style ? "w:styleId" : "w:numId");
				found = found || (id && !strcmp(id, gp_xml_span_attr(s, "w:val")));
			}
			styled = styled && found;
		}
	}
	ok(sound, "%s: every row fills its table's grid, every merged cell has a beginning", what);
	ok(linked, "%s: every reference has its relationship", what);
	ok(styled, "%s: every style and list is defined", what);
	gp_zip_in_free(z);
}

/* A document with one of everything; the cells reach over each other as in the official form. */
static const struct gp_document *report(void)
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

static int count(const char *in, const char *what)
{
	int n = 0;

	for (in = strstr(in, what); in; in = strstr(in + 1, what))
		n++;
	return n;
}

static void test_plain(void)
{
	struct gp_document d = *report();
	struct gp_buf a = write_docx(&d, NULL, 0), b = write_docx(&d, NULL, 0);
	const char *s = part(&a, "word/document.xml"), *relations = part(&a, "word/_rels/document.xml.rels");

	check_package(&a, "a report");
	ok(a.len == b.len && !memcmp(a.data, b.data, a.len), "the same document gives the same bytes");
	ok(a.len > 60 && !memcmp(a.data + 30, "[Content_Types].xml", 19), "the types come first");
	ok(strstr(s, "<w:pStyle w:val=\"Heading1\"/></w:pPr>") != NULL, "a heading has Word's style");
	ok(strstr(part(&a, "word/styles.xml"), "<w:name w:val=\"heading 1\"/>") != NULL, "that has Word's own name");
	ok(strstr(s, "w:firstLineChars=\"200\"") != NULL, "a paragraph is indented by two characters");
	is_int(count(s, "<w:tblHeader/>"), 2, "the head of the table is repeated on each page");
	is_int(count(s, "<w:vMerge w:val=\"restart\"/>"), 4, "cells over several rows begin once");
	is_int(count(s, "<w:vMerge/>"), 1 + 2 + 2 + 1, "and go on in each row below");
	ok(strstr(s, "javascript:alert(1)") && !strstr(relations, "javascript"), "what is no address is only text");
	ok(strstr(relations, "Target=\"https://www.example.gov.cn/a?b=1&amp;c=2#x\" TargetMode=\"External\"") != NULL,
	    "a link leads to its address");
	ok(strstr(s, "某局</w:t><w:br/><w:t") != NULL, "a line end is a line end");
	ok(strstr(s, "单位：") && strstr(s, ">0.5</w:t>"), "a chart is told in words and figures");
	ok(strstr(s, "：</w:t></w:r><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>"
	    "<w:t xml:space=\"preserve\">按件计</w:t>") != NULL, "the note of a cell stands below, with what it is about");
	is_int(count(part(&a, "word/numbering.xml"), "<w:startOverride w:val=\"1\"/>"), 2,
	    "every list counts from one");
	ok(strstr(s, "<w:pageBreakBefore/>") != NULL, "a page can be ended before a table");
	ok(strstr(part(&a, "docProps/core.xml"), ">2025-01-20T00:00:00Z<") != NULL, "its day is the report's day");
	ok(strstr(part(&a, "word/footer1.xml"), "PAGE") && strstr(part(&a, "word/footer1.xml"), "附注"),
	    "the foot has the page's number and the words");
	is_str(part(&a, "word/header1.xml"), "", "a report that is none is no draft");
	gp_buf_free(&b);
	d.draft = true;
	d.date = "yesterday";
	b = write_docx(&d, NULL, 0);
	check_package(&b, "a draft");
	ok(strstr(part(&b, "word/header1.xml"), "草稿") != NULL, "a draft says so at the head of its pages");
	ok(!strstr(part(&b, "docProps/core.xml"), "created"), "a day that is none is left out");
	gp_buf_free(&b);
	d.language = "en";
	b = write_docx(&d, NULL, 0);
	check_package(&b, "an English draft");
	ok(strstr(part(&b, "word/header1.xml"), "DRAFT") != NULL, "in English too");
	gp_buf_free(&a);
	gp_buf_free(&b);
}

/* Cell by cell, where they stand and what is in them. */
static bool same_table(const struct gp_table *a, const struct gp_table *b)
{
	if (a->row_count != b->row_count || a->cols != b->cols)
		return false;
	for (size_t r = 0; r < a->row_count; r++)
		for (size_t i = 0; i < a->rows[r].count; i++) {
			const struct gp_cell *x = &a->rows[r].cells[i], *y = &b->rows[r].cells[i];

			if (i >= b->rows[r].count || x->col != y->col || x->cols != y->cols || x->rows != y->rows ||
			    strcmp(x->text, y->text) != 0)
				return false;
		}
	return true;
}

static void test_read_back(void)
{
	const struct gp_document *d = report();
	const struct gp_table *tables[2] = {NULL, NULL};
	struct gp_buf out = write_docx(d, NULL, 0);
	struct gp_document back;
	size_t i, n = 0;

	if (!ok(!gp_docx_read(&back, &arena, out.data, out.len, &err), "what is written can be read: %s", err.msg))
		return;
	for (i = 0; i < back.count; i++)
		if (back.blocks[i].kind == GP_BLOCK_TABLE && n < 2)
			tables[n++] = back.blocks[i].table;
	ok(n == 2 && same_table(d->blocks[8].table, tables[0]), "a table comes back cell by cell");
	is_str(back.title, d->title, "so does the title");
	gp_buf_free(&out);
}

static void test_hostile(void)
{
	static char wide[30000];
	static const double widths[] = {1, 0, 0};
	struct gp_cell cells[] = {cell(0, 3, 1, "]]><x>&amp;\"'\x01\x1F\xFF\xFE\xEF\xBF\xBF\xED\xA0\x80\tz\r\n")};
	struct gp_row row = {cells, 1};
	struct gp_table table = {.rows = &row, .row_count = 1, .cols = 3, .widths = widths, .caption = "\x0B"};
	struct gp_block b[] = {{.kind = GP_BLOCK_TABLE, .table = &table},
	    {.kind = GP_BLOCK_HEADING, .level = 77, .text = text("<w:p>")}};
	struct gp_document d = {.title = "</dc:title>\x02", .author = "&", .footer = "\x1B", .blocks = b, .count = 2};
	struct gp_buf out = write_docx(&d, NULL, 0);
	struct gp_run runs[] = {{"x", 1, false, "http://a/\" onclick=\""}, {"y", 1, false, "https://a.cn/#a b"}};

	check_package(&out, "hostile text");
	ok(strstr(part(&out, "word/document.xml"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD") != NULL,
	    "what XML forbids becomes a sign of its own");
	gp_buf_free(&out);
	b[1].kind = GP_BLOCK_PARAGRAPH;
	b[1].text = (struct gp_runs){runs, 2};
	out = write_docx(&d, NULL, 0);
	check_package(&out, "hostile addresses");
	ok(strstr(part(&out, "word/_rels/document.xml.rels"), "Target=\"https://a.cn/\"") != NULL,
	    "a place that cannot be written opens the page");
	gp_buf_free(&out);
	d.count = 0;
	out = write_docx(&d, NULL, 0);
	check_package(&out, "nothing");
	gp_buf_free(&out);
	table.cols = 64;
	d.count = 1;
	out = write_docx(&d, NULL, -1);
	is_int(err.code, GP_ELIMIT, "more columns than Word takes are refused");
	gp_buf_free(&out);
	memset(wide, 'a', sizeof wide - 1);
	b[0] = (struct gp_block){.kind = GP_BLOCK_PARAGRAPH, .text = text(wide)};
	gp_buf_init(&out, 1000);
	is_int(gp_document_docx(&out, &d, NULL, 0, &err), -1, "a file larger than its buffer is refused");
	is_int(err.code, GP_ELIMIT, "as too large");
	gp_buf_free(&out);
}

/* A sample from its parts; any may be NULL. */
struct sample {
	const char *type, *document, *relations, *styles, *numbering, *header;
};

static struct gp_buf make_sample(const struct sample *s)
{
	struct gp_zip_out *z = gp_zip_out_open(&err);
	struct gp_buf out, b;
	bool good = z != NULL;

	gp_buf_init(&out, FILE_MAX);
	gp_buf_init(&b, FILE_MAX);
#define ADD(name, p) (good = good && (!(p) || !gp_zip_out_add(z, name, p, strlen(p), &err)))
	gp_buf_printf(&b, "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	    "<Override PartName=\"/word/document.xml\" ContentType=\"%s\"/></Types>",
	    s->type ? s->type : MIME "document.main+xml");
	ADD("[Content_Types].xml", b.data);
	ADD("_rels/.rels", "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"rId1\" Type=\"" OFFICE
	    "/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
	ADD("word/document.xml", s->document);
	ADD("word/_rels/document.xml.rels", s->relations);
	ADD("word/styles.xml", s->styles);
	ADD("word/numbering.xml", s->numbering);
	ADD("word/header7.xml", s->header);
	ADD("word/media/seal.xml", "<seal/>");
#undef ADD
	if (!good || gp_zip_out_finish(z, &out, &err))
		ok(false, "the sample can be made: %s", err.msg);
	gp_buf_free(&b);
	return out;
}

static const char letter[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document" WORD " xmlns:r=\"" OFFICE "\"><w:body>"
    "<w:p><w:r><w:t>红头 {{ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tle}} 号{{age</w:t></w:r><w:r><w:t>ncy</w:t>"
    "</w:r><w:r><w:t>}}{{none}}</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:pStyle w:val=\"a7\"/></w:pPr><w:r><w:t>{{re</w:t></w:r><w:r><w:t>port}}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>{{ date }}</w:t></w:r></w:p>"
    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdReport3\"/><w:pgSz w:w=\"12000\" w:h=\"16000\"/>"
    "<w:pgMar w:left=\"1000\" w:right=\"1000\"/></w:sectPr></w:body></w:document>";
static const char letter_relations[] = "<Relationships xmlns=\"" RELATIONS "\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "/numbering\" Target=\"/word/numbering.xml\"/>"
    "<Relationship Id=\"rIdReport3\" Type=\"" OFFICE "/header\" Target=\"header7.xml\"/></Relationships>";
static const char letter_styles[] = "<w:styles" WORD ">"
    "<w:style w:type=\"paragraph\" w:styleId=\"a7\"><w:name w:val=\"机关正文\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"Heading 1\"/></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Heading2\"><w:name w:val=\"标题 2\"/></w:style></w:styles>";
static const char letter_numbering[] = "<w:numbering" WORD ">"
    "<w:abstractNum w:abstractNumId=\"5\"/><w:num w:numId=\"9\"><w:abstractNumId w:val=\"5\"/></w:num></w:numbering>";
static const char letter_header[] = "<w:hdr" WORD "><w:p><w:r><w:t>{{title}}</w:t></w:r></w:p></w:hdr>";

static void test_sample(void)
{
	struct sample s = {.document = letter, .relations = letter_relations, .styles = letter_styles,
	    .numbering = letter_numbering, .header = letter_header};
	struct gp_document d = *report();
	struct gp_buf sample = make_sample(&s), out, again;
	const char *x, *styles, *numbering;

	d.draft = true;
	out = write_docx(&d, &sample, 0);
	again = write_docx(&d, &sample, 0);
	check_package(&out, "a sample");
	ok(out.len == again.len && !memcmp(out.data, again.data, out.len), "the same sample gives the same bytes");
	x = part(&out, "word/document.xml");
	styles = part(&out, "word/styles.xml");
	numbering = part(&out, "word/numbering.xml");
	ok(strstr(x, "红头 某局2024年报告</w:t>") && strstr(x, "> 号某局</w:t>"),
	    "title and agency are put in, also over several runs");
	ok(strstr(x, "{{none}}") && !strstr(x, "{{re"), "other braces stay, those of the report are gone");
	ok(strstr(x, ">2025年1月20日</w:t>") != NULL, "the day is written as officials write it");
	ok(strstr(x, "红头") < strstr(x, "一、总体情况") && strstr(x, "一、总体情况") < strstr(x, "2025年1月20日"),
	    "what stood before and behind the report does so still");
	ok(strstr(x, "<w:pStyle w:val=\"a7\"/><w:ind w:firstLineChars=\"200\"") != NULL,
	    "its text looks as the marker did");
	ok(strstr(x, "<w:pStyle w:val=\"1\"/>") && !strstr(styles, "w:styleId=\"Heading1\""),
	    "a heading has the sample's style");
	ok(strstr(styles, "w:styleId=\"Heading2Report1\"><w:name w:val=\"heading 2\"/>") != NULL,
	    "a style that is missing is added, under an id that is free");
	ok(!strstr(styles, "Report Text"), "one that is not used is not");
	ok(strstr(numbering, "w:abstractNumId=\"7\"") && strstr(numbering, "w:numId=\"12\"") &&
	    strstr(numbering, "\"7\">") < strstr(numbering, "<w:num "), "lists get numbers that are free");
	ok(strstr(part(&out, "word/_rels/document.xml.rels"), "Id=\"rIdReport4_1\"") != NULL, "so do links");
	ok(strstr(x, "<w:tblW w:w=\"10000\"") != NULL, "a table is as wide as the sample's text");
	ok(strstr(part(&out, "word/header7.xml"), "草稿") && strstr(part(&out, "word/header7.xml"), "某局2024年报告"),
	    "the sample's own header says that it is a draft");
	is_str(part(&out, "word/media/seal.xml"), "<seal/>", "what is not spoken of stays");
	ok(strstr(part(&out, "docProps/core.xml"), "某局2024年报告") != NULL, "the properties are the report's");
	gp_buf_free(&sample);
	sample = out;
	out = write_docx(&d, &sample, 0);
	check_package(&out, "its own output as a sample");
	gp_buf_free(&sample);
	gp_buf_free(&again);
	gp_buf_free(&out);
}

static void test_sample_without_marker(void)
{
	struct sample s = {.type = MIME "template.main+xml", .document = "<w:document" WORD "><w:body>"
	    "<w:p><w:pPr><w:sectPr><w:footerReference xmlns:r=\"" OFFICE "\" w:type=\"default\" r:id=\"f\"/>"
	    "</w:sectPr></w:pPr></w:p><w:p><w:r><w:t>旧文</w:t></w:r></w:p><w:sectPr/></w:body></w:document>",
	    .relations = "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"f\" Type=\"" OFFICE
	    "/footer\" Target=\"header7.xml\"/></Relationships>", .header = "<w:ftr" WORD "/>"};
	struct gp_document d = *report();
	struct gp_buf sample = make_sample(&s), out;
	const char *x;

	d.draft = true;
	out = write_docx(&d, &sample, 0);
	x = part(&out, "word/document.xml");
	check_package(&out, "a sample without a marker");
	ok(!strstr(x, "旧文") && strstr(x, "总体情况"), "all of its text gives way");
	ok(strstr(x, "r:id=\"f\"") != NULL, "the foot of a section that is gone is the last one's");
	is_int(count(x, "<w:headerReference"), 3, "a header that says draft is added");
	ok(strstr(part(&out, "[Content_Types].xml"), MIME "document.main+xml") != NULL,
	    "a template becomes a document");
	gp_buf_free(&sample);
	gp_buf_free(&out);
	s.document = "<w:document" WORD "><w:body><w:tbl><w:tr><w:tc><w:p><w:pPr><w:sectPr/></w:pPr>"
	    "<w:r><w:t>{{report}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
	s.relations = NULL;
	sample = make_sample(&s);
	out = write_docx(&d, &sample, 0);
	x = part(&out, "word/document.xml");
	ok(strstr(x, "总体情况") && !strstr(x, "{{report}}") && count(x, "<w:sectPr") == 1,
	    "a marker may stand in a table and end a section");
	gp_buf_free(&sample);
	gp_buf_free(&out);
}

static void refused(const struct gp_buf *sample, enum gp_code code, const char *words, const char *name)
{
	struct gp_buf out = write_docx(report(), sample, -1);

	ok(err.code == code && strstr(err.msg, "the sample cannot be used") && strstr(err.msg, words), "%s", name);
	if (!strstr(err.msg, words))
		printf("# %s\n", err.msg);
	is_int((long long)out.len, 0, "and nothing is written");
	gp_buf_free(&out);
}

static void test_no_sample(void)
{
	struct gp_buf b = {.data = (char[]){"no zip"}, .len = 6};
	struct gp_buf old = {.data = (char[]){"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"}, .len = 8};
	static const struct {
		struct sample s;
		enum gp_code code;
		const char *words, *name;
	} cases[] = {
		{{.document = NULL}, GP_EPARSE, "no Word document", "a zip without a text"},
		{{.document = "<w:document" WORD "><w:body>"}, GP_EPARSE, "damaged", "XML that is cut off"},
		{{.document = "<!DOCTYPE w:document [<!ENTITY a \"b\">]><w:document" WORD "><w:body/></w:document>"},
		    GP_EPARSE, "document type", "XML with entities"},
		{{.document = "<w:document" WORD "/>"}, GP_EPARSE, "no Word document", "a document without a body"},
		{{.document = "<html/>"}, GP_EPARSE, "no Word document", "something else"},
		{{.document = letter, .type = "application/vnd.ms-word.document.macroEnabled.main+xml"}, GP_EUSAGE,
		    "macros", "macros"},
		{{.document = "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body/>"
		    "</w:document>"},
		    GP_EUSAGE, "Strict", "the strict kind"},
	};

	refused(&b, GP_EPARSE, "", "a sample that is no zip");
	refused(&old, GP_EUSAGE, ".docx", "a .doc");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct gp_buf sample = make_sample(&cases[i].s);

		refused(&sample, cases[i].code, cases[i].words, cases[i].name);
		gp_buf_free(&sample);
	}
}

/* A file that was cut or changed anywhere is refused or read, never worse. */
static void test_damaged(void)
{
	struct sample s = {.document = letter, .relations = letter_relations, .styles = letter_styles,
	    .numbering = letter_numbering, .header = letter_header};
	struct gp_buf whole = make_sample(&s), out;
	struct gp_document d = *report();
	char *copy = gp_alloc(whole.len);
	int refusals = 0;

	for (size_t i = 0; i < whole.len; i += 13) {
		memcpy(copy, whole.data, whole.len);
		copy[i] = (char)(copy[i] ^ 0x55);
		gp_buf_init(&out, FILE_MAX);
		refusals += gp_document_docx(&out, &d, copy, whole.len, &err) != 0;
		refusals += gp_document_docx(&out, &d, copy, i, &err) != 0;
		gp_buf_free(&out);
	}
	ok(refusals > (int)(whole.len / 13), "damaged samples are refused");
	free(copy);
	gp_buf_free(&whole);
}

int main(void)
{
	test_plain();
	test_read_back();
	test_hostile();
	test_sample();
	test_sample_without_marker();
	test_no_sample();
	test_damaged();
	gp_arena_free(&arena);
	return tap_done();
}

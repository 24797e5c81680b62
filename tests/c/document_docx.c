/* The Word writer: packages that Word can open. */
#include "core/doc/docx.h"
#include "tests/lib/docx_package.h"

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
	d.date = "2025-02-30";
	b = write_docx(&d, NULL, 0);
	check_package(&b, "a draft");
	ok(strstr(part(&b, "word/header1.xml"), "草稿") != NULL, "a draft says so at the head of its pages");
	ok(!strstr(part(&b, "docProps/core.xml"), "created"), "a day that is none is left out");
	gp_buf_free(&b);
	d.language = "en";
	b = write_docx(&d, NULL, 0);
	check_package(&b, "an English draft");
	ok(strstr(part(&b, "word/header1.xml"), "DRAFT") != NULL, "in English too");
	is_int(count(part(&b, "word/styles.xml"), "<w:b/>"), 1 + 6 + 1, "Latin headings are bold");
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
	is_int(gp_document_docx(&out, &d, NULL, &err), -1, "a file larger than its buffer is refused");
	is_int(err.code, GP_ELIMIT, "as too large");
	gp_buf_free(&out);
}

int main(void)
{
	test_plain();
	test_read_back();
	test_hostile();
	gp_arena_free(&arena);
	return tap_done();
}

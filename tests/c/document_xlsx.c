/* a document as a workbook: the package is unpacked again and looked into */
#define _GNU_SOURCE
#include <dirent.h>
#include <expat.h>
#include <unistd.h>
#include <zip.h>

#include "core/doc/xlsx.h"
#include "core/report/document.h"
#include "tests/lib/document.h"
#include "tests/lib/tap.h"

#define PARTS 64
#define MAX ((size_t)32 << 20)

static struct gp_arena arena;
static struct gp_buf book;
static struct part {
	char *name, *text;
} parts[PARTS];
static size_t part_count;
static struct gp_err err;

/* --- reading it */

static void forget(void)
{
	for (size_t i = 0; i < part_count; i++) {
		free(parts[i].name);
		free(parts[i].text);
	}
	part_count = 0;
	gp_buf_free(&book);
	gp_arena_reset(&arena);
}

static bool unpack(void)
{
	zip_source_t *src = zip_source_buffer_create(book.data, book.len, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_RDONLY, NULL);
	zip_stat_t st;

	if (!z)
		return false;
	for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0) && part_count < PARTS; i++) {
		zip_file_t *f = zip_fopen_index(z, (zip_uint64_t)i, 0);

		if (!f || zip_stat_index(z, (zip_uint64_t)i, 0, &st))
			return false;
		parts[part_count] = (struct part){strdup(st.name), calloc(1, st.size + 1)};
		if (zip_fread(f, parts[part_count].text, st.size) != (zip_int64_t)st.size)
			return false;
		zip_fclose(f);
		part_count++;
	}
	zip_close(z);
	return true;
}

/* The first part that is no XML, or NULL. */
static const char *malformed(void)
{
	for (size_t i = 0; i < part_count; i++) {
		XML_Parser p = XML_ParserCreate(NULL);
		enum XML_Status s = XML_Parse(p, parts[i].text, (int)strlen(parts[i].text), 1);

		XML_ParserFree(p);
		if (s != XML_STATUS_OK)
			return parts[i].name;
	}
	return NULL;
}

static int write_it(const char *lua)
{
	forget();
	gp_buf_init(&book, MAX);
	err = (struct gp_err)GP_ERR_INIT;
	return gp_document_xlsx(&book, document_of(&arena, lua), &err);
}

static void make(const char *lua, const char *name)
{
	const char *bad;

	if (write_it(lua)) {
		ok(false, "%s: %s", name, err.msg);
		return;
	}
	ok(unpack() && part_count > 5, "%s: it is a zip file", name);
	bad = malformed();
	ok(!bad, "%s: every part is well-formed%s%s", name, bad ? ", but not " : "", bad ? bad : "");
}

static const char *part(const char *name)
{
	for (size_t i = 0; i < part_count; i++)
		if (!strcmp(parts[i].name, name))
			return parts[i].text;
	return "";
}

static bool has(const char *name, const char *what)
{
	bool found = strstr(part(name), what) != NULL;

	if (!found)
		printf("# %s has no %s:\n# %.1500s\n", name, what, part(name));
	return found;
}

#define SHEET1 "xl/worksheets/sheet1.xml"
#define SHEET2 "xl/worksheets/sheet2.xml"

/* The <c> element of a cell, without its style, which is a number that means nothing here. */
static const char *cell(const char *sheet, const char *at)
{
	static char out[400];
	char open[40];
	const char *p, *end;
	size_t n;

	snprintf(open, sizeof open, "<c r=\"%s\" ", at);
	p = strstr(part(sheet), open);
	if (!p)
		return "none";
	p += strlen(open);
	if (!strncmp(p, "s=\"", 3))
		p = strchr(p + 3, '"') + 1;
	end = strpbrk(p, "/>");
	end = *end == '/' ? end : strstr(p, "</c>");
	n = (size_t)(end - p) < sizeof out ? (size_t)(end - p) : sizeof out - 1;
	snprintf(out, sizeof out, "%.*s", (int)n, p);
	return out;
}

static int style(const char *sheet, const char *at)
{
	char open[40];
	const char *p;

	snprintf(open, sizeof open, "<c r=\"%s\" s=\"", at);
	p = strstr(part(sheet), open);
	return p ? (int)strtol(p + strlen(open), NULL, 10) : -1;
}

/* The n-th <xf> of the styles: what `style()` means. */
static const char *look(int n)
{
	static char out[600];
	const char *p = strstr(part("xl/styles.xml"), "<cellXfs"), *end;

	for (; p && n >= 0; n--)
		p = strstr(p + 1, "<xf ");
	if (!p)
		return "";
	end = strstr(p + 1, "<xf ");
	snprintf(out, sizeof out, "%.*s", (int)(end ? end - p : 200), p);
	return out;
}

/* --- what it says */

static const char REPORT[] =
    "return { title = '年度报告', author = '某部门', date = '2026-01-20', footer = '甲 & 乙', blocks = {"
    " { kind = 'title', text = '年度报告' },"
    " { kind = 'paragraph', indent = true, text = { '依据', { text = '条例', bold = true }, '。' } },"
    " { kind = 'list', ordered = true, items = { '甲', { '见', { text = '网站', href = 'https://a.gov.cn/' } } } },"
    " { kind = 'table', id = '3', sheet = '三、依申请', caption = '第三部分', head = 2, rows = {"
    "   { { text = '情况', rows = 2, head = true }, { text = '申请人', cols = 3, head = true } },"
    "   { { text = '自然人', head = true }, { text = '其他', head = true }, { text = '总计', head = true } },"
    "   { '新收', { value = 3, id = 'a/1' }, { value = 4, id = 'a/2', note = '填 0 也行' },"
    "     { value = 7, id = 'a/t', sum = { 'a/1', 'a/2' } } },"
    "   { '结转', { value = 1.25, id = 'b/1' }, { value = 0.333333, id = 'b/2' },"
    "     { value = 1.583333, id = 'b/t', sum = { 'b/1', 'b/2' } } },"
    "   { '合计', { value = 4.25, id = 'c/1', sum = { 'a/1', 'b/1' } }, { text = '=1+1' },"
    "     { value = 5.25, id = 'c/t', sum = { 'a/1', 'b/1', 'd/1' } } },"
    " } },"
    " { kind = 'table', sheet = '三、依申请', rows = { { '金额', { value = 1, id = 'd/1' }, { text = '1,234.50', value = 1234.5 },"
    "   { text = '12.5%', value = 0.125 }, { text = '约5件', value = 5 } } } },"
    " { kind = 'chart', caption = '图表', unit = '件', bars = { { '公开', 12 }, { '不公开', 7.5 } } },"
    "} }";

static void test_report(void)
{
	make(REPORT, "a report");
	ok(has("xl/workbook.xml", "<sheet name=\"正文\""), "text has the first sheet");
	ok(has("xl/workbook.xml", "<sheet name=\"三、依申请\"") && has("xl/workbook.xml", "<sheet name=\"三、依申请 (3)\""),
	    "two tables of one name have two sheets");
	ok(has("xl/sharedStrings.xml", "<t>（见工作表“三、依申请”）</t>"), "where a table stood, its sheet is named");
	ok(has("xl/sharedStrings.xml", "<t>2. 见网站 &lt;https://a.gov.cn/&gt;</t>"), "a link's address is said");
	ok(has("xl/sharedStrings.xml", "<b/>"), "a bold word is bold");
	ok(has(SHEET2, "<mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:D2\"/>") && has(SHEET2, "<mergeCell ref=\"A1:D1\"/>"),
	    "spans are merged");
	is_str(cell(SHEET2, "B4"), "><v>3</v>", "a number is a number");
	is_str(cell(SHEET2, "C5"), "><v>0.333333</v>", "six places stay");
	is_str(cell(SHEET2, "D4"), "><f>SUM(B4:C4)</f><v>7</v>", "a sum is a formula over a range, with its value");
	is_str(cell(SHEET2, "B6"), "><f>SUM(B4:B5)</f><v>4.25</v>", "down a column too");
	is_str(cell(SHEET2, "D6"), "><f>SUM(B4:B5,'三、依申请 (3)'!B1)</f><v>5.25</v>", "and over another sheet");
	ok(!strncmp(cell(SHEET2, "C6"), " t=\"s\">", 7) && !strstr(part(SHEET2), "<f>1+1"), "'=1+1' is a string");
	ok(has("xl/comments1.xml", "填 0 也行") && has("xl/comments1.xml", "<author>govpub</author>") &&
	    has("xl/comments1.xml", "ref=\"C4\""), "a note is a comment");
	ok(has(SHEET2, "topLeftCell=\"A4\" activePane=\"bottomLeft\" state=\"frozen\""), "header rows stay in sight");
	ok(has("xl/workbook.xml", "'三、依申请'!$2:$3</definedName>"), "and are printed on each page");
	ok(has(SHEET2, "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"portrait\"/>"), "A4, one page wide");
	ok(has(SHEET2, "&amp;L甲 &amp;&amp; 乙&amp;R第 &amp;P 页，共 &amp;N 页"), "the footer, with page numbers");
	ok(!strstr(part(SHEET2), "sheetProtection") && !strstr(part(SHEET2), "<oddHeader>"), "no form, no draft");
	ok(has("docProps/core.xml", "<dc:title>年度报告</dc:title><dc:creator>某部门</dc:creator>") &&
	    has("docProps/core.xml", "2026-01-20T00:00:00Z</dcterms:created>"), "its properties, its date among them");
	ok(strstr(look(style(SHEET2, "B4")), "horizontal=\"center\"") && has("xl/styles.xml", "宋体"), "looks");
}

static void test_numbers(void)
{
	const char *sheet = "xl/worksheets/sheet3.xml";

	make(REPORT, "numbers");
	is_str(cell(sheet, "C1"), "><v>1234.5</v>", "a grouped number is a number");
	is_str(cell(sheet, "D1"), "><v>0.125</v>", "a percentage is a number");
	ok(has("xl/styles.xml", "formatCode=\"#,##0.00\"") && has("xl/styles.xml", "formatCode=\"0.0%\"") &&
	    has("xl/styles.xml", "formatCode=\"0.000000\""), "shown as they were printed");
	ok(!strncmp(cell(sheet, "E1"), " t=\"s\"", 6), "what the text says more than the number is kept as text");
	ok(has("xl/charts/chart1.xml", "<c:f>'图表'!$B$3:$B$4</c:f>"),
	    "a chart is drawn from its table");
}

static const char FORM[] =
    "return { draft = true, blocks = {"
    " { kind = 'table', sheet = '表', head = 1, rows = { { '项', '一', '二', '计', '说明' },"
    "   { 'x', { id = 'x/1', input = 'integer' }, { id = 'x/2', input = 'integer' }, { id = 'x/t', sum = { 'x/1', 'x/2' } },"
    "     { input = 'text' } },"
    "   { 'y', { id = 'y/1', input = 'decimal', value = 2.5 }, { input = 'yesno' }, { id = 'y/t', sum = { 'y/1' } }, '' },"
    "   { 'z', { sum = { 'x/t', 'y/t' } }, '', '', '' } } } } }";

static void test_form(void)
{
	make(FORM, "a form");
	ok(has("xl/workbook.xml", "<sheets><sheet name=\"表\""), "without text there is no sheet of text");
	ok(has(SHEET1, "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\""), "the sheet is protected, without password");
	ok(strstr(look(style(SHEET1, "B2")), "locked=\"0\"") != NULL, "what is to be filled is not locked");
	ok(!strstr(look(style(SHEET1, "D2")), "locked"), "a sum is");
	ok(has("xl/styles.xml", "FFFFFBE0"), "cells to fill are light yellow");
	ok(has(SHEET1, "<dataValidation type=\"whole\" operator=\"greaterThanOrEqual\"") && has(SHEET1, "sqref=\"B2:C2\""),
	    "whole numbers only, in neighbours at once");
	ok(has(SHEET1, "<dataValidation type=\"decimal\"") && has(SHEET1, "sqref=\"B3\""), "numbers only");
	ok(has(SHEET1, "<formula1>\"是,否\"</formula1>"), "yes or no only");
	ok(has(SHEET1, "errorTitle=\"请填整数\""), "and says so in Chinese");
	ok(strstr(look(style(SHEET1, "E2")), "numFmtId=\"49\"") || has("xl/styles.xml", "formatCode=\"@\""), "typed text stays text");
	is_str(cell(SHEET1, "D2"), "><f>SUM(B2:C2)</f><v>0</v>", "an open sum has its formula");
	is_str(cell(SHEET1, "B4"), "><f>SUM(D2:D3)</f><v>2.5</v>", "a sum of open sums its value");
	ok(has(SHEET1, "<oddHeader>&amp;C&amp;16&amp;B草稿</oddHeader>"), "every page of a draft says so");
}

static void test_wrong_sums(void)
{
	is_int(write_it("return { blocks = { { kind = 'table', rows = { { { id = 'a', value = 1 }, { id = 'b', value = 2 },"
	    " { id = 't', value = 4, sum = { 'a', 'b' } } } } } } }"), -1, "a sum that is wrong is refused");
	is_int(err.code, GP_EINTEGRITY, "as a contradiction");
	is_str(err.msg, "t is 4, but what it sums is 3: a + b", "with names and numbers");
	is_int((long long)book.len, 0, "and nothing is written");
	is_int(write_it("return { blocks = { { kind = 'table', rows = { { { id = 'a', value = 0.1 }, { id = 'b', value = 0.2 },"
	    " { id = 't', value = 0.3, sum = { 'a', 'b' } } } } } } }"), 0, "0.1 + 0.2 is 0.3");
	is_int(write_it("return { blocks = { { kind = 'table', rows = { { { id = 'a', value = 2000000000 }, { id = 'b', value = 1000000000 },"
	    " { id = 't', value = 3000000001, sum = { 'a', 'b' } } } } } } }"), -1, "one off is wrong in thousands of millions, too");
	is_int(write_it("return { blocks = { { kind = 'table', rows = { {"
	    " { id = 't', value = 0, sum = { 'nowhere' } } } } } } }"), -1, "a sum of what is not there is refused");
	is_str(err.msg, "t sums nowhere, which no table has", "by name");
	is_int(write_it("return { blocks = { { kind = 'table', rows = { { { id = 'a', sum = { 'b' } }, { id = 'b', sum = { 'a' } },"
	    " { input = 'integer' } } } } } }"), -1, "a circle is refused");
	is_int(err.code, GP_EINTEGRITY, "as a contradiction, too");
}

/* What Excel would show with other digits. */
static void test_long_numbers(void)
{
	make("return { blocks = { { kind = 'table', rows = { { 999999999999999, 9007199254740993, 0.1, 1e15 } } } } }", "long numbers");
	is_str(cell(SHEET1, "A1"), "><v>999999999999999</v>", "fifteen digits are a number");
	ok(strstr(cell(SHEET1, "B1"), "t=\"s\"") && has("xl/sharedStrings.xml", "9007199254740993"), "more are text, to the last");
	is_str(cell(SHEET1, "C1"), "><v>0.1</v>", "a decimal has its digits");
	ok(strstr(cell(SHEET1, "D1"), "t=\"s\"") != NULL, "what has sixteen is text even if they are zeros");
}

static void test_hostile(void)
{
	make("return { title = '\\1<&\">', footer = '&G&\"\\7&', draft = true, language = 'en', blocks = {"
	    " { kind = 'paragraph', text = '=cmd|\\' /C calc\\'!A0' }, { kind = 'paragraph', text = '' },"
	    " { kind = 'paragraph', text = '_x0041_\\11\\27[2J]]>' },"
	    " { kind = 'heading', level = 1, text = { { text = '', bold = true }, '@SUM(1)' } },"
	    " { kind = 'table', sheet = \"'[a]:*?/\\\\\", caption = '=HYPERLINK(1)',"
	    "   rows = { { '+1', '-1', { text = '=1', input = 'text', note = '=2\\0011' } } } },"
	    " { kind = 'table', sheet = 'HISTORY', rows = { { { value = 1e300 }, { value = -0.5 } } } },"
	    " { kind = 'chart', caption = '=A1!', bars = { { '=b', 1e308 } } }, { kind = 'chart', bars = {} } } }", "hostile text");
	for (size_t i = 0; i < part_count; i++)
		if (strstr(parts[i].name, "worksheets/sheet"))
			ok(!strstr(parts[i].text, "<f>"), "%s: text makes no formula", parts[i].name);
	ok(has("xl/sharedStrings.xml", "<t>=cmd|' /C calc'!A0</t>"), "it is there as it was");
	ok(has("xl/sharedStrings.xml", "_x005F_x0041_\xEF\xBF\xBD") || has("xl/sharedStrings.xml", "_x005F_x0041_\t"),
	    "what looks like an escape is no escape");
	ok(has("xl/workbook.xml", "<sheet name=\"a\" ") && has("xl/workbook.xml", "<sheet name=\"Table2\""),
	    "names that no sheet may have are mended");
	ok(has(SHEET1, "<oddFooter>&amp;L＆G&amp;&amp;\"\xEF\xBF\xBD&amp;&amp;&amp;RPage"),
	    "a footer has no codes of its own");
}

/* The cell at this place of a workbook that was read. */
static const struct gp_cell *read_cell(const struct gp_document *d, const char *at)
{
	for (size_t b = 0; b < d->count; b++)
		for (size_t r = 0; d->blocks[b].table && r < d->blocks[b].table->row_count; r++)
			for (size_t k = 0; k < d->blocks[b].table->rows[r].count; k++) {
				const struct gp_cell *c = &d->blocks[b].table->rows[r].cells[k];

				if (c->at && !strcmp(c->at, at))
					return c;
			}
	return NULL;
}

static void test_reads_back(void)
{
	struct gp_arena a = {0};
	struct gp_document d;
	const struct gp_cell *sum, *text, *span;

	is_int(write_it(REPORT), 0, "a report");
	is_int(gp_xlsx_read(&d, &a, book.data, book.len, &err), 0, "is read again");
	sum = read_cell(&d, "三、依申请!D6");
	text = read_cell(&d, "三、依申请!C6");
	span = read_cell(&d, "三、依申请!B2");
	ok(sum && sum->is_number && sum->number > 5.2499 && sum->number < 5.2501, "a formula has its value");
	is_str(text ? text->text : NULL, "=1+1", "text is as it was");
	is_int(span ? span->cols : 0, 3, "spans too");
	gp_arena_free(&a);
}

/* A paragraph of n characters, and a cell of as many. */
static char *lua_of(const char *before, size_t n, const char *after)
{
	size_t head = strlen(before);
	char *s = calloc(1, head + n + strlen(after) + 1);

	memcpy(s, before, head);
	memset(s + head, 'x', n);
	memcpy(s + head + n, after, strlen(after));
	return s;
}

static void test_limits(void)
{
	char *s = lua_of("return { blocks = { { kind = 'paragraph', text = '", 40000, "' } } }");
	struct gp_buf small;
	struct gp_err e = GP_ERR_INIT;

	make(s, "a very long paragraph");
	ok(has(SHEET1, "<c r=\"A50\""), "a long paragraph goes on in the next rows");
	free(s);
	s = lua_of("return { blocks = { { kind = 'table', sheet = 'S', rows = { { '', '", 32768, "' } } } } }");
	is_int(write_it(s), -1, "a cell has its limit");
	is_str(err.msg, "sheet S, row 1, column 2: a cell of a workbook holds 32767 characters", "which is said");
	free(s);
	forget();
	gp_buf_init(&small, 1000);
	is_int(gp_document_xlsx(&small, document_of(&arena, REPORT), &e), -1, "a buffer that is too small is an error");
	is_int(e.code, GP_ELIMIT, "of size");
	gp_buf_free(&small);
}

static void test_same_bytes(void)
{
	struct gp_buf first;

	gp_buf_init(&first, MAX);
	write_it(REPORT);
	gp_buf_put(&first, book.data, book.len);
	write_it(REPORT);
	ok(first.len > 5000 && first.len == book.len && !memcmp(first.data, book.data, book.len), "the same document, the same bytes");
	gp_buf_free(&first);
	make("return { blocks = {} }", "an empty document");
	ok(has("docProps/core.xml", ">1980-01-01T00:00:00Z</dcterms:created>"), "without a date it has none of today");
}

/* Nothing is left in $TMPDIR, whatever happened. */
static void test_folder(const char *tmp)
{
	DIR *d = opendir(tmp);
	int n = 0;

	while (d && readdir(d))
		n++;
	is_int(n, 2, "no file is left behind");
	if (d)
		closedir(d);
	rmdir(tmp);
	is_int(write_it(REPORT), -1, "without a temporary folder there is an error");
	is_int(err.code, GP_EIO, "of the system");
}

int main(void)
{
	char tmp[] = "/tmp/govpub-test-XXXXXX";

	if (!mkdtemp(tmp) || setenv("TMPDIR", tmp, 1))
		return 1;
	test_report();
	test_numbers();
	test_form();
	test_wrong_sums();
	test_long_numbers();
	test_hostile();
	test_reads_back();
	test_limits();
	test_same_bytes();
	test_folder(tmp);
	forget();
	gp_arena_free(&arena);
	return tap_done();
}

/* docx_read.c - Word files become headings, paragraphs, lists and tables; hostile ones are refused with words */
#define _GNU_SOURCE
#include "core/doc/docx.h"
#include "tests/lib/parts.h"
#include "tests/lib/tap.h"

#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS(inside) "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" inside "</Relationships>"
#define BODY(inside) "<w:document xmlns:w='" WORD "' xmlns:r='" REL "' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>" \
	"<w:body>" inside "</w:body></w:document>"
#define P(inside) "<w:p>" inside "</w:p>"
#define T(text) "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define CELL(look, text) "<w:tc><w:tcPr>" look "</w:tcPr>" P(T(text)) "</w:tc>"
#define SPAN(n) "<w:gridSpan w:val='" #n "'/>"

static struct gp_err err;
static struct gp_arena arena;

static const char *show(const char *p, size_t n)
{
	struct gp_document d;
	const char *s;

	err = (struct gp_err)GP_ERR_INIT;
	s = gp_docx_read(&d, &arena, p, n, &err) ? err.msg : show_document(&d);
	gp_arena_reset(&arena);
	return s;
}

static void make(struct gp_buf *zip, const char *document)
{
	struct part p[] = {{"_rels/.rels", RELS("<Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/>"
		"<Relationship Id='b' Type='y/core-properties' Target='docProps/core.xml'/>"), 0},
	    {"word/_rels/document.xml.rels", RELS("<Relationship Id='h1' Type='x/hyperlink' Target='https://www.gov.cn/' TargetMode='External'/>"
		"<Relationship Id='h2' Type='x/hyperlink' Target='javascript:alert(1)' TargetMode='External'/>"
		"<Relationship Id='s' Type='x/styles' Target='styles.xml'/><Relationship Id='n' Type='x/numbering' Target='numbering.xml'/>"), 0},
	    {"word/styles.xml", "<w:styles xmlns:w='" WORD "'><w:style w:styleId='1'><w:name w:val='heading 1'/></w:style>"
		"<w:style w:styleId='a'><w:name w:val='own'/><w:basedOn w:val='1'/></w:style>"
		"<w:style w:styleId='b'><w:name w:val='deep'/><w:pPr><w:outlineLvl w:val='7'/></w:pPr></w:style>"
		"<w:style w:styleId='c'><w:name w:val='round'/><w:basedOn w:val='c'/></w:style>"
		"<w:style w:styleId='t'><w:name w:val='Title'/></w:style>"
		"<w:style w:styleId='l'><w:name w:val='List'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>", 0},
	    {"word/numbering.xml", "<w:numbering xmlns:w='" WORD "'><w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'>"
		"<w:numFmt w:val='chineseCounting'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>"
		"<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num></w:numbering>", 0},
	    {"docProps/core.xml", "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
		"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>年报</dc:title></cp:coreProperties>", 0},
	    {"word/document.xml", document, 0}, {NULL, NULL, 0}};

	if (!zip_parts(zip, p, true))
		exit(8);
}

/* The blocks that come after the title of the file. */
static const char *body(const char *document)
{
	struct gp_buf zip;
	const char *s;

	make(&zip, document);
	s = show(zip.data, zip.len);
	gp_buf_free(&zip);
	return !strncmp(s, "called 年报\n", strlen("called 年报\n")) ? s + strlen("called 年报\n") : s;
}

static void text(void)
{
	is_str(body(BODY(P(T("一") T("二")) P("") P(T(" 　")) P("<w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r>" T("细")
		"<w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>！</w:t></w:r>"))), "p 一二\np *粗*细！\n", "runs, joined where they look the same");
	is_str(body(BODY(P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type='page'/></w:r>"
		"<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"))), "p a\tb\nc\n", "tabs and line ends");
	is_str(body(BODY(P("<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>" T("a")))), "p a\n", "how the mark of a paragraph looks does not count");
	is_str(body(BODY(P("<w:hyperlink r:id='h1'>" T("链接") "</w:hyperlink><w:hyperlink r:id='h2'>" T("坏") "</w:hyperlink>"
		"<w:hyperlink w:anchor='x'>" T("内") "</w:hyperlink>"))), "p 链接<https://www.gov.cn/>坏内\n", "links to somewhere else");
	is_str(body(BODY(P("<w:ins>" T("新") "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>" T("从") "</w:moveFrom>"
		"<w:moveTo>" T("到") "</w:moveTo><w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>变</w:t></w:r>"))),
	    "p 新到*变*\n", "tracked changes count as accepted");
	is_str(body(BODY(P("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
		"<w:r><w:fldChar w:fldCharType='separate'/></w:r>" T("3") "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='DATE'>"
		T("今天") "</w:fldSimple><w:smartTag>" T("标") "</w:smartTag><w:sdt><w:sdtPr><w:b/></w:sdtPr><w:sdtContent>" T("控") "</w:sdtContent></w:sdt>"))),
	    "p 3今天标控\n", "fields show their result; tags and controls their content");
	is_str(body(BODY(P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>" T("显")))), "p 显\n", "hidden text is left out");
	is_str(body(BODY(P("<w:ruby><w:rt>" T("yi") "</w:rt><w:rubyBase>" T("一") "</w:rubyBase></w:ruby>"))), "p 一\n",
	    "pronunciations are left out");
	is_str(body(BODY(P(T("外") "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent>" P(T("框")) "</w:txbxContent></mc:Choice>"
		"<mc:Fallback><w:pict><w:txbxContent>" P("<w:pPr><w:pStyle w:val='1'/></w:pPr>" T("框")) "<w:tbl><w:tr><w:tc>" P(T("格")) "</w:tc></w:tr></w:tbl>"
		"</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>" T("后")) P(T("下"))))
	    , "p 外\n框\n格后\np 下\n", "a text box is told once, as lines of its paragraph");
	is_str(body("<w:document xmlns:w='" STRICT "'><w:body>" P(T("严")) "</w:body></w:document>"), "p 严\n", "the strict form");
}

static void blocks(void)
{
	is_str(body(BODY(P("<w:pPr><w:pStyle w:val='t'/></w:pPr>" T("题")) P("<w:pPr><w:pStyle w:val='1'/></w:pPr>" T("一"))
		P("<w:pPr><w:pStyle w:val='a'/></w:pPr>" T("二")) P("<w:pPr><w:pStyle w:val='b'/></w:pPr>" T("三"))
		P("<w:pPr><w:pStyle w:val='c'/></w:pPr>" T("四")) P("<w:pPr><w:pStyle w:val='a'/><w:outlineLvl w:val='9'/></w:pPr>" T("五"))
		P("<w:pPr><w:outlineLvl w:val='1'/></w:pPr>" T("六")) P("<w:pPr><w:pStyle w:val='none'/></w:pPr>" T("七")))),
	    "title 题\nh1 一\nh1 二\nh6 三\np 四\np 五\nh2 六\np 七\n", "styles and outline levels make headings");
	is_str(body(BODY(P("<w:pPr><w:pStyle w:val='l'/></w:pPr>" T("甲")) P("<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>" T("乙"))
		P("<w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr>" T("丙")) P("<w:pPr><w:pStyle w:val='l'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>" T("丁"))
		P("<w:pPr><w:pStyle w:val='1'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>" T("戊")))),
	    "list 1 甲; 乙\nlist 丙\np 丁\nh1 戊\n", "numbered and bulleted paragraphs make lists");
}

static void tables(void)
{
	is_str(body(BODY("<w:tbl><w:tblGrid><w:gridCol w:w='100'/><w:gridCol w:w='300'/><w:gridCol w:w='100'/></w:tblGrid>"
		"<w:tr><w:trPr><w:tblHeader/></w:trPr>" CELL(SPAN(2), "头") CELL("<w:vMerge w:val='restart'/>", "合") "</w:tr>"
		"<w:tr>" CELL("", "a") CELL("", "b") CELL("<w:vMerge/>", "") "</w:tr>"
		"<w:tr>" CELL("", "c") CELL("", "d") CELL("<w:vMerge w:val='continue'/>", "") "</w:tr>"
		"<w:tr>" CELL("<w:vMerge/>", "e") "</w:tr></w:tbl>" P(T("后")))),
	    "table 3 1\n|2x1:头|1x3:合\n|a|b\n|c|d\n|e||\np 后\n", "merged cells are spans");
	is_str(body(BODY("<w:tbl><w:tr>" CELL(SPAN(2), "a") CELL("<w:vMerge w:val='restart'/>", "b") "</w:tr><w:tr>" CELL("<w:vMerge/>", "c") CELL("<w:vMerge/>", "d")
		CELL("<w:vMerge/>", "e") "</w:tr></w:tbl>")), "table 3 0\n|2x1:a|1x2:b\n|c|d\n", "a cell of other columns continues nothing");
	is_str(body(BODY("<w:tbl><w:tr>" CELL("", "a") CELL("", "b") CELL("", "c") "</w:tr><w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>"
		CELL("", "d") "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" CELL("", "x") "</w:tr><w:tr><w:trPr><w:ins/></w:trPr>" CELL("", "e") "</w:tr></w:tbl>")),
	    "table 3 0\n|a|b|c\n|2x1:|d\n|e||\n", "what a row leaves out, rows that were deleted");
	is_str(body(BODY("<w:tbl><w:tr><w:tc>" P(T("一")) P("") P(T("二")) "<w:tbl><w:tr><w:tc>" P(T("内")) "</w:tc><w:tc>" P(T("层")) "</w:tc></w:tr></w:tbl>"
		P("") "</w:tc><w:tc>" P("<w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r><w:r><w:t> </w:t></w:r>") "</w:tc></w:tr></w:tbl>")),
	    "table 2 0\n|一\n\n二\n内\n层|*粗\n", "paragraphs and tables in a cell are its lines");
	is_str(body(BODY("<w:sdt><w:sdtContent><w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>" CELL("", "a") "</w:sdtContent></w:sdt></w:tr>"
		"</w:sdtContent></w:sdt></w:tbl></w:sdtContent></w:sdt>")), "table 1 0\n|a\n", "controls around rows and cells");
	is_str(body(BODY("<w:tbl/>" P(T("a")))), "table 0 0\np a\n", "a table without rows");
}

static void places(void)
{
	struct gp_buf zip;
	struct gp_document d;
	const struct gp_table *t;

	make(&zip, BODY("<w:tbl><w:tr>" CELL("", "x") "</w:tr></w:tbl><w:tbl><w:tblGrid><w:gridCol w:w='100'/><w:gridCol w:w='300'/></w:tblGrid><w:tr>"
		CELL("", "x") "</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" CELL("", "y") "</w:tr></w:tbl>"
		P("<w:pPr><w:jc w:val='center'/><w:ind w:firstLineChars='200'/></w:pPr>" T("中"))));
	if (gp_docx_read(&d, &arena, zip.data, zip.len, &err) || d.count != 3)
		exit(8);
	t = d.blocks[1].table;
	is_str(t->rows[1].cells[1].at, "table 2, row 2, cell 1", "where a cell stands");
	ok(t->widths[0] == 0.25 && t->widths[1] == 0.75, "the widths of the columns");
	ok(d.blocks[2].align == GP_ALIGN_CENTER && d.blocks[2].indent, "how a paragraph is set");
	gp_buf_free(&zip);
	gp_arena_reset(&arena);
}

static void hostile(void)
{
	struct gp_buf b;

	body("<!DOCTYPE a [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;&a;'>]>" BODY(P(T("&b;"))));
	is_int(err.code, GP_EPARSE, "entities");
	gp_buf_init(&b, (size_t)32 << 20);
	gp_buf_puts(&b, "<w:document xmlns:w='" WORD "'>");
	for (int i = 0; i < 20000; i++)
		gp_buf_puts(&b, "<w:tbl><w:tr><w:tc>");
	body(b.data);
	is_int(err.code, GP_EPARSE, "tables within tables");
	gp_buf_clear(&b);
	gp_buf_puts(&b, "<w:document xmlns:w='" WORD "'>");
	for (int i = 0; i < 20001; i++)
		gp_buf_puts(&b, P(T("x")));
	gp_buf_puts(&b, "</w:document>");
	body(b.data);
	is_int(err.code, GP_ELIMIT, "20,001 paragraphs");
	gp_buf_clear(&b);
	gp_buf_puts(&b, "<w:document xmlns:w='" WORD "'><w:tbl>");
	for (int i = 0; i < 5001; i++)
		gp_buf_puts(&b, "<w:tr/>");
	gp_buf_puts(&b, "</w:tbl></w:document>");
	body(b.data);
	is_int(err.code, GP_ELIMIT, "5,001 rows");
	gp_buf_free(&b);
	body(BODY("<w:tbl><w:tr>" CELL(SPAN(65), "x") "</w:tr></w:tbl>"));
	is_int(err.code, GP_ELIMIT, "65 columns");
	body(BODY("<w:tbl><w:tr>" CELL(SPAN(99999999999999999999), "x") CELL("", "y") "</w:tr></w:tbl>"));
	is_int(err.code, GP_ELIMIT, "more columns than a number holds");
	body(BODY("<w:tbl><w:tr>" CELL(SPAN(-3), "x") "</w:tr></w:tbl>"));
	is_int(err.code, GP_OK, "a span of less than nothing");
	body(BODY("<w:tbl><w:tc>" P(T("x")) "</w:tc><w:tr><w:tr><w:tc><w:tc>" P(T("y")) "</w:tc></w:tc></w:tr></w:tr></w:tbl>"));
	ok(err.code == GP_OK || *err.msg, "cells outside of rows, rows in rows");
	body(BODY("<w:p><w:p><w:tbl><w:p/></w:tbl></w:p>" T("x") "</w:p>"));
	is_int(err.code, GP_OK, "paragraphs within paragraphs");
}

static void cut(void)
{
	struct gp_buf zip;
	int good = 0, n = 0;

	make(&zip, BODY(P(T("一")) "<w:tbl><w:tr>" CELL("", "x") "</w:tr></w:tbl>"));
	for (size_t at = 0; at < zip.len; at += 100, n++) {
		char *part = gp_strndup(zip.data, at); /* so that reading beyond it is seen */

		show(part, at);
		good += err.code == GP_EPARSE;
		free(part);
	}
	is_int(good, n, "cut at every hundredth byte, it is refused");
	good = n = 0;
	for (size_t at = 0; at < zip.len; at += 7, n++) {
		zip.data[at] = (char)~zip.data[at];
		show(zip.data, zip.len);
		good += err.code == GP_OK || *err.msg;
		zip.data[at] = (char)~zip.data[at];
	}
	is_int(good, n, "one byte wrong, it is read or refused with words");
	gp_buf_free(&zip);
}

int main(void)
{
	text();
	blocks();
	tables();
	places();
	hostile();
	cut();
	gp_arena_free(&arena);
	return tap_done();
}

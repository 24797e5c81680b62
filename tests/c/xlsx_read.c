/* xlsx_read.c - workbooks become headings and tables; hostile ones are refused with words */
#define _GNU_SOURCE
#include "core/doc/xlsx.h"
#include "core/doc/xlsx_impl.h"
#include "tests/lib/parts.h"
#include "tests/lib/tap.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define SHEET(inside) "<worksheet xmlns='" MAIN "'>" inside "</worksheet>"
#define DATA(inside) SHEET("<sheetData>" inside "</sheetData>")
#define BOOK(inside) "<workbook xmlns='" MAIN "' xmlns:r='" REL "'>" inside "</workbook>"
#define ONE BOOK("<sheets><sheet name='三' sheetId='1' r:id='r1'/></sheets>")

static struct gp_err err;
static struct gp_arena arena;

static const char *show(const char *p, size_t n)
{
	struct gp_document d;
	const char *s;

	err = (struct gp_err)GP_ERR_INIT;
	s = gp_xlsx_read(&d, &arena, p, n, &err) ? err.msg : show_document(&d);
	gp_arena_reset(&arena);
	return s;
}

/* A workbook of one or two sheets. NULL: the part is not there. */
static void make(struct gp_buf *zip, const char *book, const char *sheet, const char *strings, const char *styles)
{
	struct part p[] = {{"_rels/.rels", RELS "<Relationship Id='a' Type='x/officeDocument' Target='/xl/workbook.xml'/>"
		"</Relationships>", 0},
	    {"xl/_rels/workbook.xml.rels", RELS "<Relationship Id='r1' Type='" REL "/worksheet' Target='worksheets/sheet1.xml'/>"
		"<Relationship Id='r2' Type='" REL "/worksheet' Target='./worksheets/../worksheets/sheet2.xml'/>"
		"<Relationship Id='r3' Type='" REL "/sharedStrings' Target='sharedStrings.xml'/>"
		"<Relationship Id='r4' Type='" REL "/styles' Target='/xl/styles.xml'/>"
		"<Relationship Id='r5' Type='" REL "/chartsheet' Target='chart.xml'/></Relationships>", 0},
	    {"xl/workbook.xml", book, 0}, {"xl/worksheets/sheet1.xml", sheet, 0},
	    {"xl/worksheets/sheet2.xml", DATA("<row><c><v>2</v></c></row>"), 0}, {NULL, NULL, 0}, {NULL, NULL, 0}, {NULL, NULL, 0}};
	struct part *next = &p[5];

	if (strings)
		*next++ = (struct part){"xl/sharedStrings.xml", strings, 0};
	if (styles)
		*next = (struct part){"xl/styles.xml", styles, 0};
	if (!zip_parts(zip, p, true))
		exit(8);
}

static const char *read_with(const char *book, const char *sheet, const char *strings, const char *styles)
{
	struct gp_buf zip;
	const char *s;

	make(&zip, book, sheet, strings, styles);
	s = show(zip.data, zip.len);
	gp_buf_free(&zip);
	return s;
}

static const char *sheet(const char *xml)
{
	return read_with(ONE, xml, NULL, NULL);
}

static void cells(void)
{
	is_str(sheet(DATA("<row r='2'><c r='B2'><v>1</v></c><c r='C2'><v>0.30000000000000004</v></c></row>"
		"<row r='3'><c r='B3'><v>-1.5E+2</v></c><c r='C3' t='b'><v>1</v></c><c r='D3' t='e'><v>#REF!</v></c></row>")),
	    "h1 三\ntable 3 0\n|1=1|0.30000000000000004=0.30000000000000004|\n|-1.5E+2=-150|TRUE|#REF!\n",
	    "numbers with their digits, booleans, errors; the table begins where the cells do");
	is_str(sheet(DATA("<row><c t='inlineStr'><is><t>甲</t></is></c><c t='str'><f>A1</f><v>乙</v></c></row><row><c><v>3</v></c></row>")),
	    "h1 三\ntable 2 0\n|甲|乙\n|3=3|\n", "places that are not said follow one another");
	is_str(sheet(DATA("<row><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c t='str'><f>\"\"</f><v></v></c></row>")),
	    "h1 三\ntable 2 0\n|(formula without value)|2=2\n", "a formula counts with its value; without one that is said");
	is_str(sheet(DATA("<row><c><v>1</v></c><c s='1'/><c t='inlineStr'><is><t> 　</t></is></c></row><row r='90'><c r='XFD90' s='2'/></row>")),
	    "h1 三\ntable 1 0\n|1=1\n", "empty cells at the end are not part of the table");
	is_str(sheet(DATA("<row r='1048576'><c r='XFD1048576'><v>7</v></c></row>")), "h1 三\ntable 1 0\n|7=7\n",
	    "one cell alone, however far out");
	is_str(sheet(DATA("")), "h1 三\n", "an empty sheet");
	is_str(sheet("<worksheet xmlns='" STRICT "'><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"),
	    "h1 三\ntable 1 0\n|1=1\n", "the strict form");
	is_str(sheet(DATA("<row><c t='inlineStr'><is><t>a_x000D_\nb_x0041_c_xZZZZ_d_x0007_e</t></is></c></row>")),
	    "h1 三\ntable 1 0\n|a\nbAc_xZZZZ_de\n", "escaped characters");
	is_str(sheet(DATA("<row><c><v>n/a</v></c></row>")), "h1 三\ntable 1 0\n|n/a\n", "a number that is none is text");
}

static void places(void)
{
	struct gp_buf zip;
	struct gp_document d;
	const struct gp_cell *c;

	make(&zip, ONE, DATA("<row r='5'><c r='AA5'><v>1</v></c><c r='AC5'><v>2</v></c></row>"), NULL, NULL);
	if (gp_xlsx_read(&d, &arena, zip.data, zip.len, &err) || d.count != 2)
		exit(8);
	c = d.blocks[1].table->rows[0].cells;
	is_str(c[0].at, "三!AA5", "where a cell stands");
	is_str(c[1].at, "三!AB5", "an empty one");
	is_str(c[2].at, "三!AC5", "the last");
	is_str(d.blocks[1].table->sheet, "三", "its sheet");
	gp_buf_free(&zip);
	gp_arena_reset(&arena);
}

static void strings(void)
{
	is_str(read_with(ONE, DATA("<row><c t='s'><v>1</v></c><c t='s'><v>0</v></c></row>"),
	    "<sst xmlns='" MAIN "'><si><t>零</t></si><si><r><rPr><b/></rPr><t xml:space='preserve'>一 </t></r><r><t>二</t></r>"
	    "<rPh sb='0' eb='1'><t>yi</t></rPh><phoneticPr fontId='1'/></si></sst>", NULL),
	    "h1 三\ntable 2 0\n|一 二|零\n", "rich text is joined, pronunciations are left out");
	read_with(ONE, DATA("<row><c t='s'><v>1</v></c></row>"), "<sst xmlns='" MAIN "'><si><t>零</t></si></sst>", NULL);
	is_int(err.code, GP_EPARSE, "a string that is not there");
	read_with(ONE, DATA("<row><c t='s'><v>-1</v></c></row>"), "<sst xmlns='" MAIN "'><si><t>零</t></si></sst>", NULL);
	is_int(err.code, GP_EPARSE, "a negative number of a string");
}

static void dates(void)
{
#define STYLES "<styleSheet xmlns='" MAIN "'><numFmts><numFmt numFmtId='170' formatCode='yyyy&quot;年&quot;m&quot;月&quot;'/>" \
	"<numFmt numFmtId='171' formatCode='0.0&quot;days&quot;'/><numFmt numFmtId='172' formatCode='[h]:mm'/></numFmts>" \
	"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/>" \
	"<xf numFmtId='171'/><xf numFmtId='172'/><xf numFmtId='31'/></cellXfs></styleSheet>"
	static const struct {
		double serial;
		bool from_1904;
		const char *text;
	} list[] = {{0, false, "00:00:00"}, {1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {60, false, "1900-02-29"},
	    {61, false, "1900-03-01"}, {45677, false, "2025-01-20"}, {45677.395833333336, false, "2025-01-20T09:30:00"},
	    {0.5, false, "12:00:00"}, {0.999999999, false, "1900-01-01"}, {2958465, false, "9999-12-31"}, {2958466, false, NULL},
	    {-1, false, NULL}, {1e300, false, NULL}, {0, true, "1904-01-01"}, {0.25, true, "06:00:00"}, {44215, true, "2025-01-20"},
	    {36584, false, "2000-02-28"}, {36585, false, "2000-02-29"}, {36586, false, "2000-03-01"}, {366, false, "1900-12-31"},
	    {73051, false, "2100-01-01"}, {73110, false, "2100-03-01"}};
	char out[40];

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		is_str(gp_xlsx_date(list[i].serial, list[i].from_1904, out), list[i].text, list[i].text ? list[i].text : "no date");
	is_str(read_with(ONE, DATA("<row><c s='1'><v>45677</v></c><c s='2'><v>45677</v></c><c s='3'><v>45677</v></c>"
		"<c s='4'><v>1.5</v></c><c s='5'><v>45677.5</v></c><c s='0'><v>45677</v></c><c s='99'><v>1</v></c></row>"), NULL, STYLES),
	    "h1 三\ntable 7 0\n|2025-01-20|2025-01-20|45677=45677|1.5=1.5|2025-01-20T12:00:00|45677=45677|1=1\n",
	    "what is shown as a date is one; a number with words or a duration is not");
	is_str(read_with(BOOK("<workbookPr date1904='1'/><sheets><sheet name='三' r:id='r1'/></sheets>"),
	    DATA("<row><c s='1'><v>44215</v></c></row>"), NULL, STYLES), "h1 三\ntable 1 0\n|2025-01-20\n", "days from 1904");
	ok(gp_xlsx_is_date("yyyy\\-mm\\-dd;@") && gp_xlsx_is_date("[$-804]aaaa\"年\"m") && gp_xlsx_is_date("[Red]h:mm") &&
	    gp_xlsx_is_date("上午/下午h\"时\""), "formats of dates");
	ok(!gp_xlsx_is_date("General") && !gp_xlsx_is_date("#,##0.00_ ;[Red]\\-#,##0.00\\ ") && !gp_xlsx_is_date("0\"ymd\"") &&
	    !gp_xlsx_is_date("@") && !gp_xlsx_is_date("[mm]:ss") && !gp_xlsx_is_date("0\"d") && !gp_xlsx_is_date("[d") &&
	    !gp_xlsx_is_date("0\\"), "formats of other things");
}

static void merges(void)
{
	is_str(sheet(SHEET("<sheetData><row><c r='A1' t='str'><v>标题</v></c></row><row r='2'><c r='A2'><v>1</v></c><c r='C2'><v>3</v></c></row>"
		"<row r='3'><c r='C3'><v>4</v></c></row></sheetData><mergeCells><mergeCell ref='A1:XFD1'/><mergeCell ref='A2:A3'/>"
		"<mergeCell ref='B2:B2'/><mergeCell ref='B2'/><mergeCell ref='F9:G10'/></mergeCells>")),
	    "h1 三\ntable 3 0\n|3x1:标题\n|1x2:1=1||3=3\n||4=4\n", "merged cells are spans, cut at the end of the table");
	is_str(sheet(SHEET("<sheetData><row><c r='B2'><v>1</v></c><c r='C3'><v>9</v></c></row></sheetData>"
		"<mergeCells><mergeCell ref='A1:C3'/></mergeCells>")),
	    "h1 三\ntable 2 0\n|2x2:1=1\n\n", "what lies under a merged cell is not seen");
	sheet(SHEET("<sheetData><row><c r='A1'><v>1</v></c><c r='C3'><v>9</v></c></row></sheetData>"
		"<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='B2:C3'/></mergeCells>"));
	is_str(err.msg, "三!B2: the workbook is damaged: merged cells lie over one another", "merged cells that overlap");
	sheet(SHEET("<sheetData/><mergeCells><mergeCell ref='B2:A1'/></mergeCells>"));
	is_int(err.code, GP_EPARSE, "a range that ends before it begins");
}

static void books(void)
{
	is_str(read_with(BOOK("<sheets><sheet name='隐藏' state='hidden' r:id='r1'/><sheet name='深' state='veryHidden' r:id='r1'/>"
		"<sheet name='图' r:id='r5'/><sheet name='二' r:id='r2'/><sheet name='一' state='visible' r:id='r1'/></sheets>"),
	    DATA("<row hidden='1'><c><v>1</v></c></row>"), NULL, NULL), "h1 二\ntable 1 0\n|2=2\nh1 一\ntable 1 0\n|1=1\n",
	    "visible sheets in their order; hidden rows are kept");
	read_with(BOOK("<sheets><sheet name='一' r:id='r9'/></sheets>"), DATA(""), NULL, NULL);
	is_int(err.code, GP_EPARSE, "a sheet that is not there");
	show("PK\3\4 no zip", 11);
	is_int(err.code, GP_EPARSE, "no zip");
}

static void limits(void)
{
	struct gp_buf b;

	sheet(DATA("<row><c><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>7</v></c></row>"));
	ok(err.code == GP_ELIMIT && strstr(err.msg, "5,000"), "%s", err.msg);
	sheet(DATA("<row><c r='A1'><v>1</v></c><c r='BM1'><v>7</v></c></row>"));
	ok(err.code == GP_ELIMIT && strstr(err.msg, "64"), "%s", err.msg);
	gp_buf_init(&b, (size_t)16 << 20);
	gp_buf_puts(&b, "<worksheet xmlns='" MAIN "'><sheetData>");
	for (int i = 0; i < 5001; i++)
		gp_buf_puts(&b, "<row><c><v>1</v></c></row>");
	gp_buf_puts(&b, "</sheetData></worksheet>");
	sheet(b.data);
	is_int(err.code, GP_ELIMIT, "5,001 rows");
	gp_buf_clear(&b);
	gp_buf_puts(&b, "<worksheet xmlns='" MAIN "'><sheetData>");
	while (b.len < (size_t)10 << 20) {
		gp_buf_puts(&b, "<row>");
		for (int i = 0; i < 50; i++)
			gp_buf_printf(&b, "<c><v>%d</v></c>", rand());
		gp_buf_puts(&b, "</row>");
	}
	gp_buf_puts(&b, "</sheetData></worksheet>");
	sheet(b.data);
	is_int(err.code, GP_ELIMIT, "10 MiB of cells");
	gp_buf_free(&b);
}

static void hostile(void)
{
	struct gp_buf b;

	sheet("<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;'>]><worksheet xmlns='" MAIN "'><sheetData><row><c t='str'><v>&z;</v></c>"
	    "</row></sheetData></worksheet>");
	ok(err.code == GP_EPARSE && strstr(err.msg, "document type"), "entities: %s", err.msg);
	sheet("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><worksheet xmlns='" MAIN "'/>");
	is_int(err.code, GP_EPARSE, "a document type elsewhere");
	sheet("<worksheet><sheetData>");
	is_int(err.code, GP_EPARSE, "XML that ends in the middle");
	sheet(DATA("<row><c><v>\xff</v></c></row>"));
	is_int(err.code, GP_EPARSE, "not UTF-8");
	gp_buf_init(&b, (size_t)1 << 20);
	for (int i = 0; i < 20000; i++)
		gp_buf_puts(&b, "<a>");
	sheet(b.data);
	ok(err.code == GP_EPARSE && strstr(err.msg, "deep"), "20,000 elements inside one another: %s", err.msg);
	gp_buf_free(&b);
	sheet(DATA("<row><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>"));
	is_str(err.msg, "三!A1: the workbook is damaged: a cell is there twice", "a cell twice is named");
	sheet(DATA("<row r='7'><c r='C7' t='s'><v>1</v></c></row>"));
	is_str(err.msg, "三!C7: the workbook is damaged: a cell says what it may not say", "so is one with a string that is not there");
	sheet(DATA("<row><c><v>1</v></c></row><row r='5001'><c><v>1</v></c></row>"));
	ok(!strncmp(err.msg, "三: a sheet has more than 5,000 rows", strlen("三: a sheet has more than 5,000 rows")),
	    "a sheet that is too long: %s", err.msg);
	for (const char *const *p = (const char *const[]){"XFE1", "A0", "A1048577", "A", "1", "a1", "A1B", "AAAAAAAAAAAA1",
	    "A99999999999999999999", "", NULL}; *p; p++) {
		char xml[500];

		snprintf(xml, sizeof xml, DATA("<row><c r='%s'><v>1</v></c></row>"), *p);
		sheet(xml);
		is_int(err.code, GP_EPARSE, *p);
	}
	sheet(DATA("<row r='0'><c><v>1</v></c></row>"));
	is_int(err.code, GP_EPARSE, "row 0");
	sheet(DATA("<row r='1048576'/><row><c><v>1</v></c></row>"));
	is_int(err.code, GP_EPARSE, "a row after the last");
	sheet(DATA("<row><c r='XFD1'/><c><v>1</v></c></row>"));
	is_int(err.code, GP_EPARSE, "a column after the last");
	sheet(DATA("<row><c t='zz'><v>1</v></c></row>"));
	is_int(err.code, GP_EPARSE, "a type that there is not");
}

static void cut(void)
{
	struct gp_buf zip;
	int good = 0, n = 0;

	make(&zip, ONE, DATA("<row><c t='s'><v>0</v></c></row>"), "<sst xmlns='" MAIN "'><si><t>零</t></si></sst>", STYLES);
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
	cells();
	places();
	strings();
	dates();
	merges();
	books();
	limits();
	hostile();
	cut();
	gp_arena_free(&arena);
	return tap_done();
}

/* reader.c - files of any kind through the jailed worker; workers that misbehave; what is not read */
#define _GNU_SOURCE
#include "core/report/reader.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "core/report/reader_msg.h"
#include "core/sys/proc.h"
#include "tests/lib/parts.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"

static struct gp_err err;
static struct gp_arena arena;

/* --- what a file is */

static const char *type_n(const char *p, size_t n, const char *name)
{
	static const char *const names[GP_READER_TYPES] = {"xlsx", "docx", "html", "markdown"};
	char *exact = gp_strndup(p, n);
	enum gp_reader_type t;
	const char *s;

	err = (struct gp_err)GP_ERR_INIT;
	s = gp_reader_type(&t, exact, n, name, &err) ? err.msg : names[t];
	free(exact);
	return s;
}

static const char *type(const char *text, const char *name)
{
	return type_n(text, strlen(text), name);
}

static const char *type_of_parts(const char *a, const char *b, const char *name)
{
	struct part p[] = {{a, "x", 0}, {b, "y", 0}, {NULL, NULL, 0}};
	struct gp_buf zip;
	const char *s;

	zip_parts(&zip, p, true);
	s = type_n(zip.data, zip.len, name);
	gp_buf_free(&zip);
	return s;
}

static void types(void)
{
	static const struct {
		const char *part, *type;
	} zips[] = {{"word/document.xml", "docx"}, {"word/document2.xml", "docx"}, {"XL/Workbook.xml", "xlsx"}};
	static const struct {
		const char *magic;
		size_t n;
		const char *says;
	} refused[] = {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...", 11, ".wps"}, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
		"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 40, "password"}, {"%PDF-1.7", 8, "PDF"}, {"{\\rtf1", 6, "RTF"},
	    {"\x89PNG\r\n", 6, "image"}, {"\xFF\xD8\xFF\xE0", 4, "image"}, {"GIF89a", 6, "image"}, {"RIFF....WEBP", 12, "image"},
	    {"\xFF\xFE" "a\0b\0", 6, "UTF-16"}, {"a\0b\0c", 5, "no file"}, {"a,b,c\n", 6, "no file"}, {"PK\5\6", 4, "zip"},
	    {"PK\3\4", 4, "zip"}, {"", 0, "empty"}};

	for (size_t i = 0; i < sizeof zips / sizeof *zips; i++)
		is_str(type_of_parts("[Content_Types].xml", zips[i].part, "a.pdf"), zips[i].type, zips[i].part);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		ok(strstr(type_n(refused[i].magic, refused[i].n, "a.csv"), refused[i].says) && err.code == GP_EUSAGE, "%s: %s",
		    refused[i].says, err.msg);
	ok(strstr(type_of_parts("OFD.xml", "Doc_0/Document.xml", "a.ofd"), "OFD"), "OFD");
	ok(strstr(type_of_parts("mimetype", "content.xml", "a.odt"), "OpenDocument"), "OpenDocument");
	ok(strstr(type_of_parts("xl/workbook.bin", "x", "a.xlsb"), "xlsb"), "binary workbooks");
	is_str(type("# x", "a.md"), "markdown", ".md");
	is_str(type("一", "A.TXT"), "markdown", ".txt");
	is_str(type("plain", "a.htm"), "html", ".htm");
	is_str(type("\xEF\xBB\xBF\n <!DOCTYPE html>", "a.txt"), "html", "a page by another name");
	is_str(type("<table>", ""), "html", "tags without a name");
	is_str(type("<!-- x -->\n# y", "a.md"), "markdown", "Markdown may begin with a comment");
	is_str(type_n("\xFF\xFE<\0p\0>\0", 8, "a.html"), "html", "a page in UTF-16");
}

static void lying_zips(void)
{
	struct part p[] = {{"[Content_Types].xml", "x", 0}, {"word/document.xml", "y", 0}, {NULL, NULL, 0}};
	struct gp_buf zip;
	int told = 0;

	zip_parts(&zip, p, true);
	for (size_t at = 0; at < zip.len; at++)
		for (int bit = 0; bit < 8; bit++) {
			zip.data[at] = (char)(zip.data[at] ^ (1 << bit));
			type_n(zip.data, zip.len, "a");
			told += err.code == GP_OK || *err.msg;
			zip.data[at] = (char)(zip.data[at] ^ (1 << bit));
		}
	for (size_t n = 0; n < zip.len; n++) {
		type_n(zip.data, n, "a");
		told += *err.msg != 0;
	}
	is_int(told, (long long)zip.len * 9, "any bit wrong, cut anywhere: told or refused");
	gp_buf_free(&zip);
}

/* --- reading */

static const char *read_n(enum gp_reader_type t, const char *p, size_t n)
{
	const struct gp_value *v;
	struct gp_document d;
	const char *s = err.msg;

	err = (struct gp_err)GP_ERR_INIT;
	gp_arena_reset(&arena);
	if (!gp_reader_read(&v, &arena, t, p, n, "", &err) && !gp_document_read(&d, &arena, v, &err))
		s = show_document(&d);
	return s;
}

static const char *read_text(enum gp_reader_type t, const char *text)
{
	return read_n(t, text, strlen(text));
}

static void make_book(struct gp_buf *zip, const char *sheet)
{
	struct part p[] = {{"_rels/.rels", RELS "<Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>", 0},
	    {"xl/_rels/workbook.xml.rels", RELS "<Relationship Id='r1' Type='x/worksheet' Target='s.xml'/></Relationships>", 0},
	    {"xl/workbook.xml", "<workbook xmlns='" MAIN "' xmlns:r='" REL "'><sheets><sheet name='表' r:id='r1'/></sheets></workbook>", 0},
	    {"xl/s.xml", sheet, 0}, {NULL, NULL, 0}};

	if (!zip_parts(zip, p, true))
		exit(8);
}

static void files(void)
{
	struct part word[] = {{"word/document.xml", "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
		"<w:p><w:r><w:t>文</w:t></w:r></w:p></w:document>", 0}, {NULL, NULL, 0}};
	struct gp_buf zip;

	make_book(&zip, "<worksheet xmlns='" MAIN "'><sheetData><row><c><v>12</v></c></row></sheetData></worksheet>");
	is_str(read_n(GP_READER_XLSX, zip.data, zip.len), "h1 表\ntable 1 0\n|12=12\n", "a workbook");
	read_n(GP_READER_DOCX, zip.data, zip.len);
	is_int(err.code, GP_EPARSE, "which is no Word file");
	read_n(GP_READER_XLSX, zip.data, zip.len - 30);
	is_int(err.code, GP_EPARSE, "cut");
	gp_buf_free(&zip);
	zip_parts(&zip, word, true);
	is_str(read_n(GP_READER_DOCX, zip.data, zip.len), "p 文\n", "a Word file");
	gp_buf_free(&zip);
	is_str(read_text(GP_READER_MARKDOWN, "# 一\n\n|甲|\n|-|\n|1|\n"), "h1 一\ntable 1 1\n|甲\n|1\n", "Markdown");
	is_str(read_text(GP_READER_MARKDOWN, "\xD2\xBB\xB6\xFE\xC8\xFD\xCB\xC4\xCE\xE5\xC1\xF9\xC6\xDF\xB0\xCB"), "p 一二三四五六七八\n",
	    "in GB18030");
	is_str(read_text(GP_READER_HTML, "<p>一<table><tr><th>甲<th>乙<tr><td>1<td>2</table>"), "p 一\ntable 2 1\n|甲|乙\n|1|2\n", "a page");
	read_n(GP_READER_HTML, "", 0);
	is_int(err.code, GP_EUSAGE, "an empty file");
	make_book(&zip, "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>");
	read_n(GP_READER_XLSX, zip.data, zip.len);
	ok(err.code == GP_EPARSE && strstr(err.msg, "document type"), "why it is not read: %s", err.msg);
	gp_buf_free(&zip);
}

static const char *chinese(const char *fmt)
{
	return strstr(fmt, "document type") ? "中文 %s %n" : strstr(fmt, "a cell says") ? "单元格 %s" :
	    strstr(fmt, "64 columns") ? "太宽" : !strcmp(fmt, "%s: %s") ? "%s：%s" : fmt;
}

static void language(void)
{
	static const char cells[] = "<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a";
	struct gp_buf zip;
	char wide[500];

	snprintf(wide, sizeof wide, "<table><tr>%s%s%s%s%s", cells, cells, cells, cells, cells);

	make_book(&zip, "<!DOCTYPE x><worksheet/>");
	gp_err_words(chinese);
	is_str(read_n(GP_READER_XLSX, zip.data, zip.len), "中文 %s %n", "the worker's reason is said in the user's language");
	gp_buf_free(&zip);
	make_book(&zip, "<worksheet xmlns='" MAIN "'><sheetData><row><c r='C1' t='s'><v>1</v></c></row></sheetData></worksheet>");
	is_str(read_n(GP_READER_XLSX, zip.data, zip.len), "表!C1：单元格 %s", "with the cell before it");
	is_str(read_n(GP_READER_HTML, wide, strlen(wide)), "1:332：太宽", "or the place in a page");
	gp_err_words(NULL);
	gp_buf_free(&zip);
}

/* 30,000 cells of a text that packs well, though not so well that the zip file alone is refused. */
static void too_large(void)
{
	struct gp_buf b, zip;

	gp_buf_init(&b, (size_t)32 << 20);
	gp_buf_puts(&b, "<worksheet xmlns='" MAIN "'><sheetData>");
	for (int i = 0; i < 3000; i++) {
		gp_buf_puts(&b, "<row>");
		for (int k = 0; k < 10; k++)
			gp_buf_printf(&b, "<c t='str'><v>%0400zu</v></c>", random_below(SIZE_MAX));
		gp_buf_puts(&b, "</row>");
	}
	gp_buf_puts(&b, "</sheetData></worksheet>");
	make_book(&zip, b.data);
	read_n(GP_READER_XLSX, zip.data, zip.len);
	ok(err.code == GP_ELIMIT && strstr(err.msg, "20,000 paragraphs") && strstr(err.msg, "8 MiB in all"),
	    "a document of more than 8 MiB: %s", err.msg);
	gp_buf_free(&zip);
	gp_buf_free(&b);
}

/* --- workers that misbehave: this program as the worker, told how by the one variable that a worker gets */

static int worker(const char *how)
{
	struct gp_msg_out m;
	struct gp_buf out;
	char piece[1000] = {0};

	gp_buf_init(&out, 4 * GP_MSG_MAX);
	if (strcmp(how, "silent") != 0) {
		gp_msg_begin(&m, &out, GP_READER_READY);
		gp_msg_put_str(&m, "none", 4);
		if (gp_msg_end(&m))
			return 1;
	}
	gp_msg_begin(&m, &out, !strcmp(how, "failed") ? GP_READER_FAILED : !strcmp(how, "again") ? GP_READER_READY : GP_READER_BYTES);
	if (!strcmp(how, "failed")) {
		gp_msg_put_int(&m, GP_OK);
		gp_msg_put_str(&m, "", 0);
		gp_msg_put_str(&m, "fine", 4);
	} else {
		gp_msg_put_str(&m, piece, sizeof piece);
	}
	if (gp_msg_end(&m))
		return 1;
	if (!strcmp(how, "done")) {
		gp_msg_begin(&m, &out, GP_READER_DONE);
		if (gp_msg_end(&m))
			return 1;
	}
	do
		if (gp_msg_flush(GP_PROC_SOCKET, &out) || gp_buf_put(&out, out.data, 0))
			return 1;
	while (!strcmp(how, "flood") && (gp_msg_begin(&m, &out, GP_READER_BYTES), gp_msg_put_str(&m, piece, sizeof piece), !gp_msg_end(&m)));
	gp_buf_free(&out);
	if (!strcmp(how, "killed"))
		kill(getpid(), SIGKILL);
	if (!strcmp(how, "cpu"))
		kill(getpid(), SIGXCPU);
	return !strcmp(how, "memory") ? 8 : 0;
}

static void misbehaving(void)
{
	static const struct {
		const char *how;
		enum gp_code code;
	} list[] = {{"silent", GP_EIO}, {"failed", GP_EIO}, {"again", GP_EIO}, {"done", GP_EIO}, {"flood", GP_EIO},
	    {"killed", GP_EPARSE}, {"cpu", GP_ELIMIT}, {"memory", GP_ELIMIT}, {"quiet", GP_EPARSE}};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		char how[40];

		snprintf(how, sizeof how, "test-%s", list[i].how);
		setenv("LC_ALL", how, 1);
		read_text(GP_READER_MARKDOWN, "x");
		ok(err.code == list[i].code, "%s: %s", list[i].how, err.msg);
	}
	unsetenv("LC_ALL");
	is_str(read_text(GP_READER_MARKDOWN, "x"), "p x\n", "and the next file is read");
}

int main(int argc, char **argv)
{
	const char *how = getenv("LC_ALL");

	if (argc == 3 && !strcmp(argv[1], "-x"))
		return how && !strncmp(how, "test-", 5) ? worker(how + 5) : gp_reader_worker();
	signal(SIGPIPE, SIG_IGN);
	unsetenv("LC_ALL");
	types();
	lying_zips();
	files();
	language();
	too_large();
	misbehaving();
	gp_arena_free(&arena);
	return tap_done();
}

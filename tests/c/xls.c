/* xls: older workbooks as documents, ledgers and facts; what is damaged, encrypted or something else */
#define _GNU_SOURCE
#include "core/doc/xls.h"

#include <signal.h>
#include <stdlib.h>

#include "core/base/json.h"
#include "core/doc/grid.h"
#include "core/report/reader.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"
#include "tests/lib/xls_of.h"

#define ROUNDS 200

static struct gp_err err;
static struct gp_arena arena;
static struct gp_buf said;

static void file_of(struct gp_buf *out, const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t n = 0;

	gp_buf_init(out, 1 << 20);
	do {
		out->len += n;
		n = f ? fread(gp_buf_reserve(out, 4096), 1, 4096, f) : 0;
	} while (n);
	if (!f || fclose(f))
		printf("Bail out! %s\n", path);
}

/* --- how they are shown */

static void show_value(const struct gp_value *v)
{
	struct gp_json j;

	gp_json_init(&j, &said);
	gp_json_value(&j, v);
}

static const char *grid(const struct gp_buf *file)
{
	const struct gp_value *v;
	enum gp_reader_type type;

	gp_buf_clear(&said);
	err = (struct gp_err)GP_ERR_INIT;
	if (gp_reader_type_for_rules(&type, file->data, file->len, ".csv", &err) ||
	    gp_reader_grid(&v, &arena, type, file->data, file->len, "", &err))
		return err.msg;
	for (size_t i = 0; i < v->list.n; i++) {
		const struct gp_value *sheet = &v->list.items[i];

		gp_buf_printf(&said, "%s%s cols %d top %d\n", gp_value_str(sheet, "name"),
		    gp_value_get(sheet, "hidden")->truth ? " (hidden)" : "", (int)gp_value_int(sheet, "cols", -1),
		    (int)gp_value_int(sheet, "top", -1));
		for (size_t k = 0; k < gp_value_get(sheet, "rows")->list.n; k++) {
			show_value(&gp_value_get(sheet, "rows")->list.items[k]);
			gp_buf_puts(&said, "\n");
		}
		for (const char *const *list = (const char *const[]){"merges", "hidden_rows", "no_value", NULL}; *list; list++) {
			if (!gp_value_get(sheet, *list)->list.n)
				continue;
			gp_buf_printf(&said, "%s ", *list);
			show_value(gp_value_get(sheet, *list));
			gp_buf_puts(&said, "\n");
		}
	}
	return said.data;
}

static void say(struct gp_doc_str s)
{
	gp_buf_put(&said, s.p, s.n);
}

static const char *facts(const struct gp_buf *file)
{
	enum gp_reader_type type;
	struct gp_doc_facts f;
	struct gp_buf packed;

	gp_buf_clear(&said);
	err = (struct gp_err)GP_ERR_INIT;
	if (gp_reader_type_for_rules(&type, file->data, file->len, "a.xls", &err))
		return err.msg;
	if (gp_reader_facts(&packed, type, file->data, file->len, "", &err) ||
	    gp_doc_unpack(&f, &arena, packed.data, packed.len, &err)) {
		gp_buf_free(&packed);
		return err.msg;
	}
	gp_buf_printf(&said, "%s\n", gp_doc_type_name(f.type));
	for (size_t i = 0; i < f.part_count; i++) {
		if (f.parts[i].kind == GP_DOC_PROPERTY)
			continue;
		gp_buf_printf(&said, "%s%s ", gp_doc_kind_name(f.parts[i].kind), f.parts[i].hidden ? " hidden" : "");
		say(f.parts[i].at);
		gp_buf_puts(&said, " |");
		say(gp_doc_part_text(&f, &f.parts[i]));
		gp_buf_puts(&said, "|\n");
	}
	for (size_t i = 0; i < f.link_count; i++) {
		say(f.links[i].at);
		gp_buf_puts(&said, " -> ");
		say(f.links[i].href);
		gp_buf_puts(&said, "\n");
	}
	for (size_t i = 0; i < f.meta_count; i++) {
		say(f.metas[i].name);
		gp_buf_puts(&said, "=");
		say(f.metas[i].value);
		gp_buf_puts(&said, "\n");
	}
	gp_buf_free(&packed);
	return said.data;
}

/* Its title, headings, and tables by their size and first cell. */
static const char *document(const struct gp_buf *file)
{
	const struct gp_value *v;
	enum gp_reader_type type;
	struct gp_document d;

	gp_buf_clear(&said);
	err = (struct gp_err)GP_ERR_INIT;
	if (gp_reader_type(&type, file->data, file->len, "a.xls", &err) ||
	    gp_reader_read(&v, &arena, type, file->data, file->len, "", &err) || gp_document_read(&d, &arena, v, &err))
		return err.msg;
	gp_buf_printf(&said, "%s:", d.title ? d.title : "");
	for (size_t i = 0; i < d.count; i++) {
		const struct gp_table *t = d.blocks[i].table;

		if (d.blocks[i].kind == GP_BLOCK_HEADING)
			gp_buf_printf(&said, " # %s", d.blocks[i].text.list[0].text);
		else
			gp_buf_printf(&said, " [%ux%zu %s]", t->cols, t->row_count, t->rows[0].cells[0].text);
	}
	return said.data;
}

/* --- what programs write */

static void written(void)
{
	static const char ledger[] = "台账 cols 5 top 1\n"
	    "[\"2025年依申请公开台账\"]\n"
	    "[\"登记号\",\"申请人\",\"收到日期\",\"答复日期\",\"页数\"]\n"
	    "[\"FOI-2025-0001\",\"张䶮\",\"2025-01-20\",\"2025-02-14\",12]\n"
	    "[\"FOI-2025-0002\",\"李𠮷\",\"2025-03-01T09:30:00\",\"09:30:00\",3.5]\n"
	    "[\"合计\",\"张䶮等\",null,null,15.5]\n"
	    "merges [1,1,1,5]\nhidden_rows [5]\n"
	    "底稿 (hidden) cols 3 top 1\n"
	    "[\"秘密★1年\",-0.01,123456789012]\n";
	struct gp_buf f;

	file_of(&f, "tests/fixtures/xls/ledger.xls");
	is_str(grid(&f), ledger, "a ledger: dates, formulas, merged cells, hidden rows and sheets");
	is_str(facts(&f), "xls\nname 台账 |台账|\ncell 台账!A1 |2025年依申请公开台账|\ncell 台账!A2 |登记号|\n"
	    "cell 台账!B2 |申请人|\ncell 台账!C2 |收到日期|\ncell 台账!D2 |答复日期|\ncell 台账!E2 |页数|\n"
	    "cell 台账!A3 |FOI-2025-0001|\ncell 台账!B3 |张䶮|\ncell 台账!C3 |2025-01-20|\ncell 台账!D3 |2025-02-14|\n"
	    "cell 台账!E3 |12|\ncell 台账!A4 |FOI-2025-0002|\ncell 台账!B4 |李𠮷|\ncell 台账!C4 |2025-03-01T09:30:00|\n"
	    "cell 台账!D4 |09:30:00|\ncell 台账!E4 |3.5|\ncell 台账!A5 |合计|\ncell 台账!B5 |张䶮等|\ncell 台账!E5 |15.5|\n"
	    "comment 台账!B3 |电话补正 𠮷|\nname hidden 底稿 |底稿|\ncell hidden 底稿!A1 |秘密★1年|\n"
	    "cell hidden 底稿!B1 |-0.01|\ncell hidden 底稿!C1 |123456789012|\n"
	    "台账!A4 -> http://www.example.gov.cn/告.html\ntitle=依申请公开台账\nauthor=王秀英\nrevision=0\n"
	    "created=2025-01-20T09:30:00Z\n",
	    "the same for rules: comments, links and properties too");
	is_str(document(&f), "依申请公开台账: # 台账 [5x5 2025年依申请公开台账]", "the same as a document, without what is hidden");
	gp_buf_free(&f);
	file_of(&f, "tests/fixtures/xls/ledger-1904.xls");
	is_str(grid(&f), ledger, "days that count from 1904");
	gp_buf_free(&f);
	file_of(&f, "tests/fixtures/xls/ledger.xlsx");
	is_str(grid(&f), ledger, "an .xlsx of the same ledger gives the same");
	gp_buf_free(&f);
}

/* --- record by record */

/* One sheet of cells, whose records `fill` writes. */
static void one_sheet(struct gp_buf *out, int version, void (*globals)(struct xls *), void (*fill)(struct xls *))
{
	struct xls x;

	xls_begin(&x, version);
	if (globals)
		globals(&x);
	xls_sheet(&x, "S", 0);
	xls_end(&x);
	xls_sheet_begin(&x);
	fill(&x);
	xls_end(&x);
	xls_file(out, &x, version == 8 ? "Workbook" : "Book");
}

static const char *grid_of(int version, void (*globals)(struct xls *), void (*fill)(struct xls *))
{
	static char out[20000];
	struct gp_buf f;

	one_sheet(&f, version, globals, fill);
	snprintf(out, sizeof out, "%s", grid(&f));
	gp_buf_free(&f);
	return out;
}

/* Texts that are continued in the midst, once with the other width; formats and hints behind them. */
static void shared(struct xls *x)
{
	xls_put(x, 0x00FC, "\4\0\0\0\4\0\0\0" "\4\0\0ab", 13);
	xls_put(x, 0x003C, "\1\x00\x4e\x8c\x4e" "\2\0\x0c\1\0\4\0\0\0x", 15);
	xls_put(x, 0x003C, "", 0);
	xls_put(x, 0x003C, "\0yFFFFHHHH" "\1\0\1\x2d\x4e\1\0", 17);
	xls_put(x, 0x003C, "\0z", 2);
}

static void of_shared(struct xls *x)
{
	for (unsigned i = 0; i < 4; i++)
		xls_cell(x, 0x00FD, 0, i, (char[]){(char)i, 0, 0, 0}, 4);
}

static void formats(struct xls *x)
{
	xls_put(x, 0x041E, "\xA4\0\x09\0\0yyyy\"x\"mm", 14);
	xls_put(x, 0x00E0, "\0\0\0\0", 4);
	xls_put(x, 0x00E0, "\0\0\xA4\0", 4);
	xls_put(x, 0x00E0, "\0\0\x1F\0", 4); /* a date in Chinese workbooks, without a code */
}

static void numbers(struct xls *x)
{
	double v = 1.1;

	xls_cell(x, 0x0203, 0, 0, &v, 8);
	xls_cell(x, 0x027E, 0, 1, "\x06\0\0\0", 4);               /* 1 */
	xls_cell(x, 0x027E, 0, 2, "\x07\0\0\0", 4);               /* 0.01 */
	xls_cell(x, 0x027E, 0, 3, "\xFE\xFF\xFF\xFF", 4);         /* -1 */
	xls_cell(x, 0x027E, 0, 4, "\0\0\xF8\x3F", 4);             /* 1.5 */
	xls_put(x, 0x00BD, "\1\0\1\0" "\1\0\xEA\xBE\2\0" "\2\0\xEE\xBE\2\0" "\0\0\x06\0\0\0" "\3\0", 24);
	xls_cell(x, 0x0205, 2, 0, "\1\0", 2);
	xls_cell(x, 0x0205, 2, 1, "\x07\1", 2);
	xls_cell(x, 0x0204, 2, 2, "\2\0\0ab", 5);
	xls_cell(x, 0x0204, 2, 3, "\1\0\1\x3d\xd8", 5);           /* half of a pair */
}

static void formulas(struct xls *x)
{
	xls_cell(x, 0x0006, 0, 0, "\0\0\0\0\0\0\xFF\xFF\0\0\0\0\0\0", 14);
	xls_put(x, 0x04BC, "..........", 10);
	xls_put(x, 0x0207, "\1\0\1\x2d\x4e", 5);
	xls_cell(x, 0x0006, 0, 1, "\1\0\1\0\0\0\xFF\xFF\0\0\0\0\0\0", 14);
	xls_cell(x, 0x0006, 0, 2, "\2\0\x2A\0\0\0\xFF\xFF\0\0\0\0\0\0", 14);
	xls_cell(x, 0x0006, 0, 3, "\3\0\0\0\0\0\xFF\xFF\0\0\0\0\0\0", 14);
	xls_cell(x, 0x0006, 0, 4, "\0\0\0\0\0\0\xFF\xFF\0\0\0\0\0\0", 14); /* and no text */
	xls_bof(x, 0x20);                                                 /* a chart has numbers of its own */
	xls_cell(x, 0x0203, 9, 9, "\0\0\0\0\0\0\0\0", 8);
	xls_end(x);
	xls_cell(x, 0x0006, 0, 5, "\0\0\0\0\0\0\xF0\x7F\0\0\0\0\0\0", 14); /* infinite */
}

static void chinese(struct xls *x)
{
	xls_put(x, 0x0042, "\xA8\x03", 2);
	xls_put(x, 0x041E, "\xA4\0\x08yyyy\xC4\xEAmm", 11);
	xls_put(x, 0x00E0, "\0\0\xA4\0", 4);
}

static void old(struct xls *x)
{
	xls_cell(x, 0x0204, 0, 0, "\4\0\xD6\xD0\xB9\xFA", 6);
	xls_cell(x, 0x027E, 0, 1, "\xEA\xBE\2\0", 4);
	xls_put(x, 0x001C, "\0\0\0\0\4\0\xD6\xD0\xB9\xFA", 10);
	xls_put(x, 0x001C, "\1\0\0\0\x20\x08\xD6\xD0\xB9\xFA", 10);
	xls_put(x, 0x001C, "\xFF\xFF\0\0\2\0\xB9\xFA", 8);
}

static void records(void)
{
	struct gp_buf f;

	is_str(grid_of(8, shared, of_shared), "S cols 4 top 1\n[\"ab一二\",\"xy\",\"中\",\"z\"]\n",
	    "shared texts that continue in other records, and change their width there");
	is_str(grid_of(8, formats, numbers), "S cols 5 top 1\n[1.1,1,0.01,-1,1.5]\n"
	    "[null,\"2023-03-01\",\"2023-03-02\",1]\n[\"TRUE\",\"#DIV/0!\",\"ab\",\"\xEF\xBF\xBD\"]\n", "numbers however short");
	is_str(grid_of(8, NULL, formulas), "S cols 6 top 1\n[\"中\",\"TRUE\",\"#N/A\",null,null,\"#NUM!\"]\nno_value [1,5]\n",
	    "formulas with what was saved with them, and one without");
	is_str(grid_of(5, chinese, old), "S cols 2 top 1\n[\"中国\",\"2023-03-01\"]\n", "Excel 95 in GBK");
	one_sheet(&f, 5, chinese, old);
	ok(strstr(facts(&f), "comment S!A1 |中国|"), "its comments");
	ok(strstr(facts(&f), "comment S!A2 |中国|"), "of a long one its beginning");
	gp_buf_free(&f);
}

/* --- what is no workbook, or a wrong one */

static void locked(struct xls *x)
{
	xls_put(x, 0x002F, "\1\0\1\0\1\0", 6);
}

static void far(struct xls *x)
{
	xls_cell(x, 0x0203, 0, 256, "\0\0\0\0\0\0\0\0", 8);
}

static void unknown_string(struct xls *x)
{
	xls_cell(x, 0x00FD, 0, 0, "\0\0\0\0", 4);
}

static void short_merge(struct xls *x)
{
	xls_put(x, 0x00E5, "\2\0\0\0\0\0\0\0\1\0", 10);
}

static void too_many(struct xls *x)
{
	xls_put(x, 0x00FC, "\4\0\0\0\xFF\xFF\xFF\xFF", 8);
}

static void few(struct xls *x)
{
	xls_put(x, 0x00FC, "\4\0\0\0\3\0\0\0\1\0\0a", 12);
}

static void nothing(struct xls *x)
{
	(void)x;
}

/* Two sheets that claim the same records. */
static void shared_records(void)
{
	struct gp_buf f;
	struct xls x;

	xls_begin(&x, 8);
	xls_sheet(&x, "A", 0);
	xls_sheet(&x, "B", 0);
	xls_end(&x);
	memcpy(x.stream.data + x.offsets[1], (char[]){(char)x.stream.len, 0, 0, 0}, 4);
	xls_sheet_begin(&x);
	for (int i = 0; i < 300; i++)
		xls_cell(&x, 0x0203, (unsigned)i, 0, "\0\0\0\0\0\0\0\0", 8);
	xls_end(&x);
	xls_file(&f, &x, "Workbook");
	ok(strstr(grid(&f), "may not say") && err.code == GP_EPARSE, "sheets that share their records: %s", err.msg);
	gp_buf_free(&f);
}

static void wrong(void)
{
	struct gp_buf f;

	ok(strstr(grid_of(8, locked, nothing), "password") && err.code == GP_EUSAGE, "an encrypted one: %s", err.msg);
	ok(strstr(grid_of(8, NULL, far), "may not say"), "a cell beyond the last column: %s", err.msg);
	ok(strstr(grid_of(8, NULL, unknown_string), "may not say"), "a text that is not there: %s", err.msg);
	ok(strstr(grid_of(8, NULL, short_merge), "may not say"), "more merged cells than are there: %s", err.msg);
	ok(strstr(grid_of(8, few, nothing), "put together") && err.code == GP_EPARSE, "fewer texts than it says: %s", err.msg);
	ok(strstr(grid_of(8, too_many, nothing), "1,000,000") && err.code == GP_ELIMIT, "more than there may be: %s", err.msg);
	is_str(grid_of(8, NULL, nothing), "S cols 0 top 1\n", "an empty sheet is none of these");
	shared_records();
	one_sheet(&f, 8, NULL, nothing);
	memcpy(memmem(f.data, f.len, "W\0o\0r\0k\0b", 9), "X\0o\0r\0k\0b", 9);
	ok(strstr(grid(&f), "old format") && err.code == GP_EUSAGE, "another file of that time: %s", err.msg);
	memcpy(f.data + f.len - 512, "W\0o\0r\0k\0b\0o\0o\0k\0\0\0", 18);
	memcpy(f.data + f.len - 512 + 64, "\x12\0\2", 3);
	ok(strstr(grid(&f), "old format") && err.code == GP_EUSAGE, "that mentions a workbook: %s", err.msg);
	gp_buf_free(&f);
}

/* --- bytes that nobody meant */

/* In this process, so that sanitizers see it: each form is a result or words. */
static bool survives(const char *p, size_t n)
{
	char *exact = gp_strndup(p, n);
	struct gp_arena a = {0};
	struct gp_document d;
	struct gp_doc_builder b;
	struct gp_doc_facts f;
	struct gp_buf packed;
	struct gp_value v;
	bool sound;

	err = (struct gp_err)GP_ERR_INIT;
	sound = !gp_xls_read(&d, &a, exact, n, &err) || *err.msg;
	err = (struct gp_err)GP_ERR_INIT;
	gp_buf_init(&packed, GP_GRID_PACKED);
	if (gp_xls_grid(&packed, &a, exact, n, &err))
		sound = sound && *err.msg;
	else
		sound = sound && !gp_value_unpack(&v, &a, packed.data, packed.len, &err) && gp_grid_is(&v);
	gp_buf_free(&packed);
	err = (struct gp_err)GP_ERR_INIT;
	gp_doc_begin(&b, &a, GP_DOC_XLS);
	if (gp_xls_facts(&b, exact, n, &err)) {
		sound = sound && *err.msg;
		gp_doc_drop(&b);
	} else {
		gp_doc_end(&b, &f);
	}
	gp_arena_free(&a);
	free(exact);
	return sound;
}

static void hostile(void)
{
	struct gp_buf f;
	bool sound = true, damaged = true;

	file_of(&f, "tests/fixtures/xls/ledger.xls");
	for (size_t n = 0; n < f.len; n += 512) {
		struct gp_buf part = {.data = f.data, .len = n};

		sound = sound && survives(f.data, n);
		(void)grid(&part);
		/* the last sectors hold what nobody needs to know */
		damaged = damaged && (*err.msg || n >= f.len - 1536);
	}
	ok(sound, "a file that ends early does no harm");
	ok(damaged, "and is not taken for a whole one");
	sound = true;
	for (int round = 0; round < ROUNDS && sound; round++) {
		char *p = gp_strndup(f.data, f.len);

		for (size_t flips = random_below(8) + 1; flips; flips--)
			p[random_below(f.len)] ^= (char)(1 << random_below(8));
		sound = survives(p, f.len);
		free(p);
	}
	ok(sound, "nor do bits that were turned over");
	gp_buf_free(&f);
}

/* --- what is called .xls and is something else */

static const char *type_as_xls(const char *p, size_t n)
{
	enum gp_reader_type type;
	static const char *const names[GP_READER_TYPES] = {[GP_READER_XLSX] = "xlsx", [GP_READER_XLS] = "xls",
	    [GP_READER_HTML] = "html", [GP_READER_TEXT] = "text"};
	char *exact = gp_strndup(p, n);
	const char *s;

	err = (struct gp_err)GP_ERR_INIT;
	s = gp_reader_type_for_rules(&type, exact, n, "a.xls", &err) ? err.msg : names[type];
	free(exact);
	return s;
}

static void by_that_name(void)
{
	static const char page[] = "<html><meta charset=gbk><body><table><tr><th colspan=2>\xCC\xA8\xD5\xCB</tr>"
	    "<tr><td rowspan=2>1<td>a</tr><tr><td>b</tr></table></body></html>";
	static const struct {
		const char *text, *is, *name;
	} cases[] = {{page, "html", "a web page"}, {"\xEF\xBB\xBF\n<table><tr><td>1</td></tr></table>", "html", "a table of one"},
	    {"1\t2\n3\t4\n", "text", "fields between tabs"}, {"登记号,页数\n", "text", "text"},
	    {"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
	    "this is an XML workbook of Excel 2003; save it as .xlsx", "XML of Excel"},
	    {"MIME-Version: 1.0\nX-Document-Type: Workbook\n",
	    "this is a web page in one file with its pictures (.mht); save it as .xlsx or .docx", "a web archive"}};
	struct gp_buf f;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_str(type_as_xls(cases[i].text, strlen(cases[i].text)), cases[i].is, cases[i].name);
	file_of(&f, "tests/fixtures/xls/ledger.xlsx");
	is_str(type_as_xls(f.data, f.len), "xlsx", "an .xlsx");
	gp_buf_clear(&f);
	gp_buf_puts(&f, page);
	is_str(grid(&f), " cols 2 top 1\n[\"台账\"]\n[\"1\",\"a\"]\n[null,\"b\"]\nmerges [1,1,1,2,2,1,3,1]\n", "the table of a page is a ledger");
	gp_buf_clear(&f);
	gp_buf_puts(&f, "<html><p>1</p></html>");
	ok(strstr(grid(&f), "no table") && err.code == GP_EPARSE, "a page without one is none: %s", err.msg);
	gp_buf_free(&f);
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "-x"))
		return gp_reader_worker();
	signal(SIGPIPE, SIG_IGN);
	gp_buf_init(&said, 1 << 20);
	written();
	records();
	wrong();
	hostile();
	by_that_name();
	gp_arena_free(&arena);
	gp_buf_free(&said);
	return tap_done();
}

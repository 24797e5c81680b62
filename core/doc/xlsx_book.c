/* xlsx_book.c - a workbook around its cells: sheets, shared strings (ISO/IEC 29500-1, 18.4) and formats (18.8) */
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/doc/xlsx_impl.h"

#define NAME_MAX_CHARS 60 /* of a sheet's name, which goes into the place of each cell; Excel stops at 31 */

/* --- text */

static int hex(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* "_x000D_" at s: the code unit, or -1. */
static long escape(const char *s, size_t n)
{
	long v = 0;

	if (n < 7 || s[1] != 'x' || s[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (hex(s[i]) < 0)
			return -1;
		v = v * 16 + hex(s[i]);
	}
	return v >= 0xD800 && v < 0xE000 ? -1 : v;
}

struct gp_xlsx_string gp_xlsx_read_text(struct gp_arena *a, const char *s, size_t n)
{
	struct gp_xlsx_string out;
	char *plain;
	size_t len = 0;

	if (!memchr(s, '_', n)) {
		out.p = gp_ooxml_text(a, s, n, &out.n);
		return out;
	}
	plain = gp_alloc(n + 1);
	for (size_t i = 0; i < n;) {
		long unit = s[i] == '_' ? escape(s + i, n - i) : -1;

		if (unit >= 0) {
			len += gp_utf8_put((uint32_t)unit, plain + len);
			i += 7;
		} else {
			plain[len++] = s[i++];
		}
	}
	out.p = gp_ooxml_text(a, plain, len, &out.n);
	free(plain);
	return out;
}

/* --- shared strings */

struct strings {
	struct gp_xlsx_book *book;
	struct gp_buf text; /* of the item */
	size_t cap;
	bool inside;        /* of t: what is between is text */
};

static void strings_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct strings *s = user;

	if (ns != GP_XML_SHEET)
		return;
	if (!strcmp(name, "rPh")) /* how it is pronounced */
		gp_xml_skip(x);
	else if (!strcmp(name, "si"))
		gp_buf_clear(&s->text);
	s->inside = !strcmp(name, "t");
}

static void strings_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct strings *s = user;
	struct gp_xlsx_book *b = s->book;

	s->inside = false;
	if (ns != GP_XML_SHEET || strcmp(name, "si") != 0)
		return;
	if (b->string_count == GP_XLSX_STRINGS) {
		gp_fail(gp_xml_stop(x), GP_ELIMIT, "the workbook has more than 1,000,000 texts");
		return;
	}
	if (b->string_count == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 256;
		b->strings = gp_reallocarray(b->strings, s->cap, sizeof *b->strings);
	}
	b->strings[b->string_count++] = gp_xlsx_read_text(b->file.arena, s->text.len ? s->text.data : "", s->text.len);
}

static void strings_text(void *user, struct gp_xml *x, const char *p, size_t n)
{
	struct strings *s = user;

	if (s->inside && gp_buf_put(&s->text, p, n))
		gp_fail(gp_xml_stop(x), GP_ELIMIT, "a cell of the workbook holds more than 1 MiB of text");
}

int gp_xlsx_read_strings(struct gp_xlsx_book *b, const char *part, struct gp_err *e)
{
	static const struct gp_xml_reader reader = {strings_start, strings_end, strings_text};
	struct strings s = {.book = b};
	int rc;

	gp_buf_init(&s.text, GP_XLSX_TEXT_MAX);
	rc = gp_ooxml_read(&b->file, part, &reader, &s, e);
	gp_buf_free(&s.text);
	return rc;
}

/* --- formats */

struct styles {
	struct gp_xlsx_book *book;
	size_t cap;
	bool *date_ids;   /* one an id below GP_XLSX_STYLES */
	bool codes, used; /* inside of numFmts, cellXfs */
};

static unsigned long id_attr(const struct gp_xml *x)
{
	const char *s = gp_xml_attr(x, GP_XML_NONE, "numFmtId");

	return s ? strtoul(s, NULL, 10) : 0;
}

static void add_format(struct styles *s, struct gp_xml *x)
{
	struct gp_xlsx_book *b = s->book;
	unsigned long id = id_attr(x);

	if (b->format_count == GP_XLSX_STYLES) {
		gp_fail(gp_xml_stop(x), GP_ELIMIT, "the workbook has more than 65,536 cell formats");
		return;
	}
	if (b->format_count == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 64;
		b->dates = gp_reallocarray(b->dates, s->cap, sizeof *b->dates);
	}
	b->dates[b->format_count++] = id < GP_XLSX_STYLES && s->date_ids[id];
}

static void styles_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct styles *s = user;
	const char *code;
	unsigned long id;

	if (ns != GP_XML_SHEET)
		return;
	if (!strcmp(name, "numFmts")) {
		s->codes = true;
	} else if (!strcmp(name, "cellXfs")) {
		s->used = true;
	} else if (!strcmp(name, "numFmt") && s->codes) {
		code = gp_xml_attr(x, GP_XML_NONE, "formatCode");
		id = id_attr(x);
		if (code && id < GP_XLSX_STYLES)
			s->date_ids[id] = gp_xlsx_is_date(code);
	} else if (!strcmp(name, "xf") && s->used) {
		add_format(s, x);
	}
}

static void styles_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct styles *s = user;

	(void)x;
	if (ns == GP_XML_SHEET && !strcmp(name, "numFmts"))
		s->codes = false;
	if (ns == GP_XML_SHEET && !strcmp(name, "cellXfs"))
		s->used = false;
}

int gp_xlsx_read_styles(struct gp_xlsx_book *b, const char *part, struct gp_err *e)
{
	static const struct gp_xml_reader reader = {.start = styles_start, .end = styles_end};
	struct styles s = {.book = b, .date_ids = gp_calloc(GP_XLSX_STYLES, sizeof *s.date_ids)};
	int rc;

	for (unsigned long id = 0; id < 60; id++)
		s.date_ids[id] = gp_xlsx_is_date_id(id);
	rc = gp_ooxml_read(&b->file, part, &reader, &s, e);
	free(s.date_ids);
	return rc;
}

/* --- the workbook */

static bool is_true(const char *s)
{
	return s && (!strcmp(s, "1") || !strcmp(s, "true"));
}

static void add_sheet(struct gp_xlsx_book *b, struct gp_xml *x)
{
	const char *name = gp_xml_attr(x, GP_XML_NONE, "name"), *state = gp_xml_attr(x, GP_XML_NONE, "state");
	const char *id = gp_xml_attr(x, GP_XML_REL, "id");
	size_t n;

	if (!name || !id)
		return;
	if (b->sheet_count == GP_XLSX_SHEETS) {
		gp_fail(gp_xml_stop(x), GP_ELIMIT, "the workbook has more than 1,000 sheets");
		return;
	}
	if (b->sheet_count == b->sheet_cap) {
		b->sheet_cap = b->sheet_cap ? 2 * b->sheet_cap : 8;
		b->sheets = gp_reallocarray(b->sheets, b->sheet_cap, sizeof *b->sheets);
	}
	n = gp_utf8_prefix(name, strlen(name), NAME_MAX_CHARS);
	b->sheets[b->sheet_count++] = (struct gp_xlsx_named){gp_ooxml_text(b->file.arena, name, n, &n),
	    gp_arena_strndup(b->file.arena, id, strlen(id)), state && strcmp(state, "visible") != 0};
}

static void book_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct gp_xlsx_book *b = user;

	if (ns != GP_XML_SHEET)
		return;
	if (!strcmp(name, "workbook"))
		b->is_book = true;
	else if (!strcmp(name, "workbookPr"))
		b->from_1904 = is_true(gp_xml_attr(x, GP_XML_NONE, "date1904"));
	else if (!strcmp(name, "sheet"))
		add_sheet(b, x);
}

int gp_xlsx_read_book(struct gp_xlsx_book *b, struct gp_err *e)
{
	static const struct gp_xml_reader reader = {.start = book_start};
	struct gp_ooxml *o = &b->file;
	const char *part, *strings, *styles;

	if (gp_ooxml_rels(o, &b->rels, "", e))
		return -1;
	part = gp_ooxml_part(o, &b->rels, "officeDocument");
	if (!part)
		part = "xl/workbook.xml";
	if (gp_ooxml_read(o, part, &reader, b, e) || gp_ooxml_rels(o, &b->rels, part, e))
		return -1;
	if (!b->is_book)
		return gp_fail(e, GP_EPARSE, "this is no workbook, or it is damaged");
	strings = gp_ooxml_part(o, &b->rels, "sharedStrings");
	styles = gp_ooxml_part(o, &b->rels, "styles");
	if (strings && gp_xlsx_read_strings(b, strings, e))
		return -1;
	return styles ? gp_xlsx_read_styles(b, styles, e) : 0;
}

void gp_xlsx_book_free(struct gp_xlsx_book *b)
{
	free(b->strings);
	free(b->dates);
	free(b->sheets);
}

/* xls_book.c - an older workbook around its cells: sheets, formats, how its text is written (2.1.7.20.3) */
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/doc/xls_impl.h"

#define NAME_MAX_CHARS 60 /* as in xlsx_book.c */
#define CODE_MAX 2000     /* bytes of a number format; Excel stops at 255 characters */

struct globals {
	struct gp_xls_book *book;
	bool *date_ids; /* one an id of a number format */
	struct gp_buf text;
};

static int damaged(struct gp_err *e)
{
	return gp_fail(e, GP_EPARSE, "this is no workbook, or it is damaged");
}

/* 2.4.126 */
static int add_code(struct globals *g, const struct gp_xls_record *r)
{
	struct gp_xls_run run = gp_xls_run(g->book, r);
	unsigned id;

	gp_buf_clear(&g->text);
	if (gp_xls_take16(&run, &id) || gp_xls_string(&run, !g->book->biff8, &g->text))
		return -1;
	g->date_ids[id] = gp_xlsx_is_date(g->text.len ? g->text.data : "");
	return 0;
}

/* 2.4.353: the number of its number format is in front. Those may follow, so it is looked up when all is read. */
static int add_format(struct gp_xls_book *b, unsigned *ids, const struct gp_xls_record *r)
{
	if (r->body.n < 4 || b->format_count == GP_XLSX_STYLES)
		return -1;
	ids[b->format_count++] = gp_le16(r->body.p + 2);
	return 0;
}

/* 2.4.28 */
static int add_sheet(struct globals *g, const struct gp_xls_record *r, struct gp_err *e)
{
	struct gp_xls_book *b = g->book;
	struct gp_xls_run run = gp_xls_run(b, r);
	struct gp_xls_named named = {.name = ""};
	size_t n;

	gp_buf_clear(&g->text);
	if (r->body.n < 6 || gp_xls_skip(&run, 6) || gp_xls_string(&run, true, &g->text))
		return damaged(e);
	if (b->sheet_count == GP_XLSX_SHEETS)
		return gp_fail(e, GP_ELIMIT, "the workbook has more than 1,000 sheets");
	if (b->sheet_count == b->sheet_cap) {
		b->sheet_cap = b->sheet_cap ? 2 * b->sheet_cap : 8;
		b->sheets = gp_reallocarray(b->sheets, b->sheet_cap, sizeof *b->sheets);
	}
	named.at = gp_le32(r->body.p);
	named.hidden = r->body.p[4] & 3;
	named.cells = !r->body.p[5];
	n = gp_utf8_prefix(g->text.data ? g->text.data : "", g->text.len, NAME_MAX_CHARS);
	named.name = gp_ooxml_text(b->arena, g->text.data ? g->text.data : "", n, &n);
	b->sheets[b->sheet_count++] = named;
	return 0;
}

static int take(struct globals *g, unsigned *ids, const struct gp_xls_record *r, struct gp_err *e)
{
	struct gp_xls_book *b = g->book;

	switch (r->type) {
	case GP_XLS_FILE_PASS:
		return gp_fail(e, GP_EUSAGE, "the file is protected by a password; save it without one");
	case GP_XLS_CODE_PAGE:
		if (r->body.n >= 2 && gp_xls_charset(gp_le16(r->body.p)))
			b->charset = gp_xls_charset(gp_le16(r->body.p));
		return 0;
	case GP_XLS_DATE_MODE:
		b->from_1904 = r->body.n >= 2 && gp_le16(r->body.p) == 1;
		return 0;
	case GP_XLS_FORMAT:
		return add_code(g, r) ? damaged(e) : 0;
	case GP_XLS_XF:
		return add_format(b, ids, r) ? damaged(e) : 0;
	case GP_XLS_BOUND_SHEET:
		return add_sheet(g, r, e);
	case GP_XLS_SST:
		return b->string_count ? damaged(e) : gp_xls_read_strings(b, r, e);
	default:
		return 0;
	}
}

static int read_globals(struct globals *g, unsigned *ids, struct gp_err *e)
{
	struct gp_xls_book *b = g->book;
	struct gp_xls_record r;
	size_t at;

	if (!gp_xls_record(b, 0, &r) || r.type != GP_XLS_BOF || r.body.n < 4)
		return damaged(e);
	b->biff8 = gp_le16(r.body.p) == 0x0600;
	if (!b->biff8 && gp_le16(r.body.p) != 0x0500)
		return damaged(e);
	for (at = r.next; gp_xls_record(b, at, &r) && r.type != GP_XLS_EOF; at = r.next)
		if (take(g, ids, &r, e))
			return -1;
	if (!gp_xls_record(b, at, &r))
		return damaged(e);
	b->dates = gp_calloc(b->format_count + 1, sizeof *b->dates);
	for (size_t i = 0; i < b->format_count; i++)
		b->dates[i] = g->date_ids[ids[i]];
	return 0;
}

/* What is both, for Excel 95 and for 97, has two streams. */
static int open_stream(struct gp_xls_book *b, const char *p, size_t n, struct gp_err *e)
{
	bool found;

	if (gp_cfb_open(&b->file, b->arena, p, n, e) || gp_cfb_stream(&b->file, "Workbook", &b->stream, &found, e))
		return -1;
	if (!found && gp_cfb_stream(&b->file, "Book", &b->stream, &found, e))
		return -1;
	return found ? 0 : gp_fail(e, GP_EUSAGE, "this is an old format (.doc, .wps, .ppt); save it as .docx");
}

int gp_xls_read_book(struct gp_xls_book *b, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct globals g = {.book = b};
	unsigned *ids;
	int rc;

	*b = (struct gp_xls_book){.arena = a, .charset = gp_xls_charset(936)};
	if (open_stream(b, p, n, e))
		return -1;
	g.date_ids = gp_calloc(UINT16_MAX + 1, sizeof *g.date_ids);
	ids = gp_calloc(GP_XLSX_STYLES, sizeof *ids);
	gp_buf_init(&g.text, CODE_MAX);
	for (unsigned long id = 0; id < 60; id++)
		g.date_ids[id] = gp_xlsx_is_date_id(id);
	rc = read_globals(&g, ids, e);
	gp_buf_free(&g.text);
	free(ids);
	free(g.date_ids);
	return rc;
}

void gp_xls_book_free(struct gp_xls_book *b)
{
	free(b->sheets);
	free(b->strings);
	free(b->dates);
}

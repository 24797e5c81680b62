/* xls_sheet.c - the cells of one sheet of an older workbook (2.1.7.20.5) */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/doc/xls_impl.h"

#define EXACT 9007199254740992.0 /* beyond 2^53 the whole numbers have gaps */

struct reading {
	struct gp_xls_book *book;
	struct gp_xls_sheet *sheet;
	const char *name;
	struct gp_buf text;
	struct gp_xls_objects objects;
	struct gp_xlsx_cell formula; /* its text comes in a record of its own */
	bool waiting;                /* `formula` does, for that */
	struct gp_err *e;
};

static int damaged(const struct reading *r)
{
	return gp_fail_at(r->e, GP_EPARSE, r->name, "the workbook is damaged: a row or cell says what it may not say");
}

static int add(struct reading *r, const struct gp_xlsx_cell *c)
{
	return gp_xlsx_add_cell(&r->sheet->cells, c) ? 0 : gp_xlsx_full(&r->sheet->cells, r->name, r->e);
}

static void set_text(struct reading *r, struct gp_xlsx_cell *c, const char *s, size_t n)
{
	c->text = gp_ooxml_text(r->book->arena, s, n, &c->n);
}

/* Row, column and format, as all cells begin (2.5.13); *format shows a date? */
static int place(const struct reading *r, struct gp_bytes body, struct gp_xlsx_cell *c, bool *date)
{
	unsigned format;

	if (body.n < 6)
		return damaged(r);
	*c = (struct gp_xlsx_cell){.row = gp_le16(body.p), .col = gp_le16(body.p + 2), .text = ""};
	format = gp_le16(body.p + 4);
	*date = format < r->book->format_count && r->book->dates[format];
	return c->col < GP_XLS_COLS ? 0 : damaged(r);
}

/* --- values */

static void set_number(struct reading *r, struct gp_xlsx_cell *c, double v, bool date)
{
	char s[40], shown[40];
	const char *day = date ? gp_xlsx_date(v, r->book->from_1904, shown) : NULL;

	c->is_number = !day && isfinite(v);
	c->number = c->is_number ? v : 0;
	if (day)
		snprintf(s, sizeof s, "%s", day);
	else if (!c->is_number)
		snprintf(s, sizeof s, "#NUM!");
	else if (floor(v) == v && fabs(v) < EXACT)
		snprintf(s, sizeof s, "%.0f", v);
	else if (snprintf(s, sizeof s, "%.15g", v) > 0 && strtod(s, NULL) != v)
		snprintf(s, sizeof s, "%.17g", v);
	set_text(r, c, s, strlen(s));
}

static double real(const unsigned char *p)
{
	uint64_t bits = gp_le32(p) | (uint64_t)gp_le32(p + 4) << 32;
	double v;

	memcpy(&v, &bits, sizeof v);
	return v;
}

/* A number in four bytes (2.5.217): 30 bits of a whole or of a real one, perhaps a hundred times too large. */
static double short_number(const unsigned char *p)
{
	uint32_t bits = gp_le32(p);
	double v;

	if (bits & 2) {
		v = (double)((int64_t)(bits >> 2) - (bits & 0x80000000u ? 0x40000000 : 0));
	} else {
		uint64_t wide = (uint64_t)(bits & ~3u) << 32;

		memcpy(&v, &wide, sizeof v);
	}
	return bits & 1 ? v / 100 : v;
}

/* 2.5.10 */
static void set_error(struct reading *r, struct gp_xlsx_cell *c, unsigned code)
{
	static const struct {
		unsigned code;
		const char *shown;
	} errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"}, {0x1D, "#NAME?"}, {0x24, "#NUM!"},
	    {0x2A, "#N/A"}};

	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (errors[i].code == code)
			set_text(r, c, errors[i].shown, strlen(errors[i].shown));
}

static void set_bool(struct reading *r, struct gp_xlsx_cell *c, bool v)
{
	set_text(r, c, v ? "TRUE" : "FALSE", v ? 4 : 5);
}

/* --- records */

static int take_numbers(struct reading *r, struct gp_bytes body)
{
	size_t count = body.n < 6 ? 0 : (body.n - 6) / 6; /* row, first column; format and number …; last column */
	struct gp_xlsx_cell c;
	bool date;

	for (size_t i = 0; i < count; i++) {
		unsigned char head[6];

		memcpy(head, body.p, 2);
		head[2] = (unsigned char)((gp_le16(body.p + 2) + i) & 0xFF);
		head[3] = (unsigned char)((gp_le16(body.p + 2) + i) >> 8 & 0xFF);
		memcpy(head + 4, body.p + 4 + 6 * i, 2);
		if (place(r, (struct gp_bytes){head, sizeof head}, &c, &date))
			return -1;
		set_number(r, &c, short_number(body.p + 6 + 6 * i), date);
		if (add(r, &c))
			return -1;
	}
	return 0;
}

/* 2.4.127, 2.5.133: the value as saved, or what sort of value it is. */
static int take_formula(struct reading *r, struct gp_bytes body)
{
	struct gp_xlsx_cell c;
	bool date;

	if (place(r, body, &c, &date) || body.n < 14)
		return damaged(r);
	if (gp_le16(body.p + 12) != 0xFFFF) {
		set_number(r, &c, real(body.p + 6), date);
		return add(r, &c);
	}
	switch (body.p[6]) {
	case 0:
		r->formula = c;
		r->waiting = true;
		return 0;
	case 1:
		set_bool(r, &c, body.p[8]);
		break;
	case 2:
		set_error(r, &c, body.p[8]);
		break;
	default: /* an empty text */
		break;
	}
	return add(r, &c);
}

/* A formula whose text was not saved with it. */
static int give_up_formula(struct reading *r)
{
	if (!r->waiting)
		return 0;
	r->waiting = false;
	r->formula.no_value = true;
	return add(r, &r->formula);
}

static int take_string(struct reading *r, const struct gp_xls_record *rec)
{
	struct gp_xls_run run = gp_xls_run(r->book, rec);

	if (!r->waiting)
		return 0;
	gp_buf_clear(&r->text);
	if (gp_xls_string(&run, false, &r->text))
		return damaged(r);
	r->waiting = false;
	set_text(r, &r->formula, r->text.len ? r->text.data : "", r->text.len);
	return add(r, &r->formula);
}

static int take_label(struct reading *r, const struct gp_xls_record *rec)
{
	struct gp_xls_run run = gp_xls_run(r->book, rec);
	struct gp_xlsx_cell c;
	bool date;

	gp_buf_clear(&r->text);
	if (place(r, rec->body, &c, &date))
		return -1;
	if (gp_xls_skip(&run, 6) || gp_xls_string(&run, false, &r->text))
		return damaged(r);
	set_text(r, &c, r->text.len ? r->text.data : "", r->text.len);
	return add(r, &c);
}

static int take_merges(struct reading *r, struct gp_bytes body)
{
	size_t count = body.n < 2 ? 0 : gp_le16(body.p);

	if (body.n < 2 + 8 * count)
		return damaged(r);
	for (size_t i = 0; i < count; i++) {
		const unsigned char *p = body.p + 2 + 8 * i;
		struct gp_xlsx_merge m = {.top = gp_le16(p), .bottom = gp_le16(p + 2), .left = gp_le16(p + 4), .right = gp_le16(p + 6)};

		if (m.bottom < m.top || m.right < m.left || m.right >= GP_XLS_COLS)
			return damaged(r);
		if (m.top == m.bottom && m.left == m.right)
			continue;
		if (!gp_xlsx_add_merge(&r->sheet->cells, &m))
			return gp_fail_at(r->e, GP_ELIMIT, r->name, "a sheet has more than 100,000 merged cells");
	}
	return 0;
}

static int take_cell(struct reading *r, const struct gp_xls_record *rec)
{
	const unsigned char *p = rec->body.p;
	size_t n = rec->body.n, string;
	struct gp_xlsx_cell c;
	bool date;

	if (place(r, rec->body, &c, &date))
		return -1;
	switch (rec->type) {
	case GP_XLS_NUMBER:
		if (n < 14)
			return damaged(r);
		set_number(r, &c, real(p + 6), date);
		break;
	case GP_XLS_RK:
		if (n < 10)
			return damaged(r);
		set_number(r, &c, short_number(p + 6), date);
		break;
	case GP_XLS_LABEL_SST:
		string = n < 10 ? SIZE_MAX : gp_le32(p + 6);
		if (string >= r->book->string_count)
			return damaged(r);
		c.text = r->book->strings[string].p;
		c.n = r->book->strings[string].n;
		break;
	default:
		if (n < 8)
			return damaged(r);
		if (p[7])
			set_error(r, &c, p[6]);
		else
			set_bool(r, &c, p[6]);
	}
	return add(r, &c);
}

static int take(struct reading *r, const struct gp_xls_record *rec)
{
	switch (rec->type) {
	case GP_XLS_NUMBER:
	case GP_XLS_RK:
	case GP_XLS_LABEL_SST:
	case GP_XLS_BOOL_ERR:
		return take_cell(r, rec);
	case GP_XLS_MUL_RK:
		return take_numbers(r, rec->body);
	case GP_XLS_LABEL:
	case GP_XLS_RSTRING:
		return take_label(r, rec);
	case GP_XLS_FORMULA:
		return take_formula(r, rec->body);
	case GP_XLS_STRING:
		return take_string(r, rec);
	case GP_XLS_MERGE_CELLS:
		return take_merges(r, rec->body);
	case GP_XLS_ROW:
		if (rec->body.n >= 14 && rec->body.p[12] & 0x20) /* 2.4.221: fDyZero */
			gp_xlsx_hide_row(&r->sheet->cells, gp_le16(rec->body.p));
		return 0;
	case GP_XLS_OBJ:
		gp_xls_object(&r->objects, rec->body);
		return 0;
	case GP_XLS_TXO:
		return gp_xls_object_text(&r->objects, r->book, rec) ? damaged(r) : 0;
	case GP_XLS_NOTE:
		return gp_xls_add_note(r->sheet, &r->objects, r->book, rec) ? damaged(r) : 0;
	case GP_XLS_HLINK:
		gp_xls_add_link(r->sheet, r->book, rec->body);
		return 0;
	default:
		return 0;
	}
}

/* What may stand between a formula and its text. */
static bool keeps_waiting(unsigned type)
{
	return type == GP_XLS_STRING || type == GP_XLS_SHARED_FORMULA || type == GP_XLS_ARRAY || type == GP_XLS_TABLE ||
	    type == GP_XLS_CONTINUE;
}

/* Charts have records of their own inside, some with the numbers of ours. */
static int walk(struct reading *r, size_t at)
{
	struct gp_xls_record rec;
	size_t begin = at;
	int depth = 0;

	do {
		if (!gp_xls_record(r->book, at, &rec) || (!depth && rec.type != GP_XLS_BOF))
			return damaged(r);
		depth += rec.type == GP_XLS_BOF ? 1 : rec.type == GP_XLS_EOF ? -1 : 0;
		if (depth == 1 && ((!keeps_waiting(rec.type) && give_up_formula(r)) || take(r, &rec)))
			return -1;
		at = rec.next;
	} while (depth);
	r->book->walked += at - begin;
	return r->book->walked > r->book->stream.n ? damaged(r) : give_up_formula(r);
}

int gp_xls_read_sheet(struct gp_xls_book *b, struct gp_xls_sheet *out, const struct gp_xls_named *named, struct gp_err *e)
{
	struct reading r = {.book = b, .sheet = out, .name = named->name, .e = e};
	int rc;

	gp_buf_init(&r.text, GP_XLSX_TEXT_MAX);
	rc = walk(&r, named->at);
	gp_buf_free(&r.text);
	free(r.objects.texts);
	return rc;
}

void gp_xls_sheet_free(struct gp_xls_sheet *s)
{
	gp_xlsx_sheet_free(&s->cells);
	free(s->notes);
}

/* xlsx_sheet.c - the cells of one sheet (ISO/IEC 29500-1, 18.3) */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/doc/xlsx_impl.h"

#define ROWS 1048576 /* of a sheet in Excel */
#define COLS 16384

struct reading {
	struct gp_xlsx_book *book;
	struct gp_xlsx_sheet *sheet;
	const char *name;      /* of the sheet */
	struct gp_buf text;
	uint32_t row, col;     /* of the cell, or of the next that says nothing else */
	char type;             /* of the cell, by a letter: see type_of() */
	unsigned long format;
	bool formula, value;   /* the cell has one */
	bool inside;           /* of v or t: what is between is text */
};

static void damaged(const struct reading *r, struct gp_xml *x)
{
	gp_fail_at(gp_xml_stop(x), GP_EPARSE, r->name, "the workbook is damaged: a row or cell says what it may not say");
}

/* The cell that is being read. */
static const char *place(const struct reading *r)
{
	return gp_xlsx_place(r->book->file.arena, r->name, r->row, r->col);
}

/* "C5" at s; the end of it, or NULL. */
static const char *take_ref(const char *s, uint32_t *row, uint32_t *col)
{
	uint32_t c = 0, r = 0;

	for (; *s >= 'A' && *s <= 'Z' && c <= COLS; s++)
		c = c * 26 + (uint32_t)(*s - 'A') + 1;
	for (; *s >= '0' && *s <= '9' && r <= ROWS; s++)
		r = r * 10 + (uint32_t)(*s - '0');
	if (!c || c > COLS || !r || r > ROWS)
		return NULL;
	*row = r - 1;
	*col = c - 1;
	return s;
}

static char type_of(const char *t)
{
	static const struct {
		const char *name;
		char letter;
	} types[] = {{"n", 'n'}, {"s", 's'}, {"str", 't'}, {"inlineStr", 't'}, {"b", 'b'}, {"e", 't'}, {"d", 't'}};

	if (!t)
		return 'n';
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (!strcmp(types[i].name, t))
			return types[i].letter;
	return 0;
}

bool gp_xlsx_add_cell(struct gp_xlsx_sheet *t, const struct gp_xlsx_cell *c)
{
	if (!c->no_value && gp_ooxml_blank(c->text, c->n))
		return true;
	if (t->count == (t->cell_max ? t->cell_max : GP_TABLE_CELLS))
		return false;
	if (t->count == t->cap) {
		t->cap = t->cap ? 2 * t->cap : 256;
		t->cells = gp_reallocarray(t->cells, t->cap, sizeof *t->cells);
	}
	t->cells[t->count++] = *c;
	return true;
}

int gp_xlsx_full(const struct gp_xlsx_sheet *t, const char *name, struct gp_err *e)
{
	if (t->cell_max)
		return gp_fail_at(e, GP_ELIMIT, name, "the file has more than 500,000 cells; split it");
	return gp_fail_at(e, GP_ELIMIT, name, "the tables have more than 100,000 cells; split the file");
}

bool gp_xlsx_add_merge(struct gp_xlsx_sheet *t, const struct gp_xlsx_merge *m)
{
	if (t->merge_count == GP_XLSX_MERGES)
		return false;
	if (t->merge_count == t->merge_cap) {
		t->merge_cap = t->merge_cap ? 2 * t->merge_cap : 64;
		t->merges = gp_reallocarray(t->merges, t->merge_cap, sizeof *t->merges);
	}
	t->merges[t->merge_count++] = *m;
	return true;
}

void gp_xlsx_hide_row(struct gp_xlsx_sheet *t, uint32_t row)
{
	if (t->hidden_count == ROWS)
		return;
	if (t->hidden_count == t->hidden_cap) {
		t->hidden_cap = t->hidden_cap ? 2 * t->hidden_cap : 64;
		t->hidden_rows = gp_reallocarray(t->hidden_rows, t->hidden_cap, sizeof *t->hidden_rows);
	}
	t->hidden_rows[t->hidden_count++] = row;
}

static void start_row(struct reading *r, struct gp_xml *x)
{
	const char *hidden = gp_xml_attr(x, GP_XML_NONE, "hidden");
	const char *s = gp_xml_attr(x, GP_XML_NONE, "r");
	unsigned long n = s ? strtoul(s, NULL, 10) : 0;

	if (s && (n < 1 || n > ROWS))
		damaged(r, x);
	else if (s)
		r->row = (uint32_t)(n - 1);
	r->col = 0;
	if (hidden && (!strcmp(hidden, "1") || !strcmp(hidden, "true")))
		gp_xlsx_hide_row(r->sheet, r->row);
}

static void start_cell(struct reading *r, struct gp_xml *x)
{
	const char *ref = gp_xml_attr(x, GP_XML_NONE, "r"), *format = gp_xml_attr(x, GP_XML_NONE, "s");
	const char *end = ref ? take_ref(ref, &r->row, &r->col) : "";

	r->type = type_of(gp_xml_attr(x, GP_XML_NONE, "t"));
	if (!end || *end || !r->type || r->col >= COLS || r->row >= ROWS)
		damaged(r, x);
	r->format = format ? strtoul(format, NULL, 10) : 0;
	r->formula = r->value = false;
	gp_buf_clear(&r->text);
}

static void start_merge(struct reading *r, struct gp_xml *x)
{
	const char *s = gp_xml_attr(x, GP_XML_NONE, "ref");
	struct gp_xlsx_merge m;

	s = s ? take_ref(s, &m.top, &m.left) : NULL;
	if (s && !*s) /* one cell alone */
		return;
	s = s && *s == ':' ? take_ref(s + 1, &m.bottom, &m.right) : NULL;
	if (!s || *s || m.bottom < m.top || m.right < m.left) {
		damaged(r, x);
		return;
	}
	if (!gp_xlsx_add_merge(r->sheet, &m))
		gp_fail_at(gp_xml_stop(x), GP_ELIMIT, r->name, "a sheet has more than 100,000 merged cells");
}

static void start_link(struct reading *r, const struct gp_xml *x)
{
	const char *ref = gp_xml_attr(x, GP_XML_NONE, "ref"), *id = gp_xml_attr(x, GP_XML_REL, "id");
	struct gp_xlsx_sheet *t = r->sheet;
	struct gp_xlsx_link l = {.id = NULL};

	if (!ref || !id || !take_ref(ref, &l.row, &l.col) || t->link_count == GP_XLSX_LINKS)
		return;
	if (t->link_count == t->link_cap) {
		t->link_cap = t->link_cap ? 2 * t->link_cap : 16;
		t->links = gp_reallocarray(t->links, t->link_cap, sizeof *t->links);
	}
	l.id = gp_arena_strndup(r->book->file.arena, id, strlen(id));
	t->links[t->link_count++] = l;
}

static void on_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	r->inside = false;
	if (ns != GP_XML_SHEET)
		return;
	if (!strcmp(name, "c")) {
		start_cell(r, x);
	} else if (!strcmp(name, "v")) {
		r->inside = r->value = true;
	} else if (!strcmp(name, "t")) {
		r->inside = true;
	} else if (!strcmp(name, "f")) {
		r->formula = true;
	} else if (!strcmp(name, "row")) {
		start_row(r, x);
	} else if (!strcmp(name, "mergeCell")) {
		start_merge(r, x);
	} else if (!strcmp(name, "hyperlink")) {
		start_link(r, x);
	} else if (!strcmp(name, "rPh") || !strcmp(name, "extLst") || !strcmp(name, "headerFooter")) {
		gp_xml_skip(x);
	}
}

/* A number as the file format writes it, which is narrower than what strtod() takes. */
static bool take_number(const char *s, double *out)
{
	char *end;

	if (strspn(s, "0123456789+-.eE") != strlen(s) || !strpbrk(s, "0123456789"))
		return false;
	*out = strtod(s, &end);
	return !*end && isfinite(*out);
}

/* False: the cell says what it may not say. */
static bool fill(struct reading *r, struct gp_xlsx_cell *c)
{
	struct gp_xlsx_book *b = r->book;
	const char *s = r->text.len ? r->text.data : "";
	struct gp_xlsx_string text;
	char date[40];
	char *end;
	unsigned long n;

	switch (r->type) {
	case 's':
		n = strtoul(s, &end, 10);
		if (*end || end == s || n >= b->string_count)
			return false;
		text = b->strings[n];
		break;
	case 'b':
		text = (struct gp_xlsx_string){*s == '1' ? "TRUE" : "FALSE", *s == '1' ? 4 : 5};
		break;
	case 'n':
		c->is_number = take_number(s, &c->number);
		if (c->is_number && r->format < b->format_count && b->dates[r->format] &&
		    gp_xlsx_date(c->number, b->from_1904, date)) {
			s = date;
			c->is_number = false;
		}
		text = (struct gp_xlsx_string){gp_arena_strndup(b->file.arena, s, strlen(s)), strlen(s)};
		break;
	default:
		text = gp_xlsx_read_text(b->file.arena, s, r->text.len);
	}
	c->text = text.p;
	c->n = text.n;
	return true;
}

static void end_cell(struct reading *r, struct gp_xml *x)
{
	struct gp_xlsx_cell c = {.row = r->row, .col = r->col, .text = ""};

	if (r->text.len && !fill(r, &c)) {
		gp_fail_at(gp_xml_stop(x), GP_EPARSE, place(r), "the workbook is damaged: a cell says what it may not say");
		return;
	}
	r->col++;
	c.no_value = r->formula && !r->value;
	if (!gp_xlsx_add_cell(r->sheet, &c))
		gp_xlsx_full(r->sheet, r->name, gp_xml_stop(x));
}

static void on_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	r->inside = false;
	if (ns != GP_XML_SHEET)
		return;
	if (!strcmp(name, "c"))
		end_cell(r, x);
	else if (!strcmp(name, "row"))
		r->row++;
}

static void on_text(void *user, struct gp_xml *x, const char *s, size_t n)
{
	struct reading *r = user;

	if (r->inside && gp_buf_put(&r->text, s, n))
		gp_fail_at(gp_xml_stop(x), GP_ELIMIT, place(r), "a cell of the workbook holds more than 1 MiB of text");
}

void gp_xlsx_sheet_free(struct gp_xlsx_sheet *s)
{
	free(s->cells);
	free(s->merges);
	free(s->links);
	free(s->hidden_rows);
}

int gp_xlsx_read_sheet(struct gp_xlsx_book *b, struct gp_xlsx_sheet *out, const char *part, const char *name,
    struct gp_err *e)
{
	static const struct gp_xml_reader reader = {on_start, on_end, on_text};
	struct reading r = {.book = b, .sheet = out, .name = name, .type = 'n'};
	int rc;

	gp_buf_init(&r.text, GP_XLSX_TEXT_MAX);
	rc = gp_ooxml_read(&b->file, part, &reader, &r, e);
	gp_buf_free(&r.text);
	return rc;
}

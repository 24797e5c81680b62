/* document_html_table.c - tables of a document: spans, heads, anchors, and what is to be filled in */
#include <string.h>

#include "core/report/document_html.h"

#define WIDE 5      /* columns that no telephone shows side by side */
#define FULL 12     /* columns that paper shows only in small print */

/* Hundredths of a per cent: whole numbers are written alike under every locale. */
static void put_percent(struct gp_buf *css, double part)
{
	unsigned p = (unsigned)(part * 10000 + 0.5);

	gp_buf_printf(css, "%u.%02u%%", p / 100, p % 100);
}

/* Below this a table scrolls; in tenths of its type size. Up to 16 columns fit a window of a desk unscrolled. */
static unsigned least_width(const struct gp_table *t)
{
	unsigned roomy = t->cols * 46, tight = t->cols * 34;

	return tight > 560 ? tight : roomy < 560 ? roomy : 560;
}

void gp_sheet_table_style(struct gp_buf *css, const struct gp_table *t, unsigned n)
{
	for (unsigned i = 0; i < t->cols; i++) {
		gp_buf_printf(css, "#table-%u col:nth-child(%u){width:", n, i + 1);
		put_percent(css, t->widths[i]);
		gp_buf_puts(css, "}\n");
	}
	if (t->cols >= WIDE)
		gp_buf_printf(css, "@media screen{#table-%u{min-width:%u.%uem}}\n", n, least_width(t) / 10, least_width(t) % 10);
}

/* Rows of the head that none of its cells leaves downwards; a browser would cut such a cell off. */
static size_t whole_head(const struct gp_table *t)
{
	size_t reach = t->head;

	for (size_t i = 0; i < t->head; i++)
		for (size_t k = 0; k < t->rows[i].count; k++)
			if (i + t->rows[i].cells[k].rows > reach)
				return 0;
	return reach;
}

/*
 * The fragment that leads to a cell. White space cannot stand in it, and what an address
 * would write as an escape is written otherwise, so that the address of a cell is "#c-" and its id.
 */
static void put_anchor(struct gp_markup *m, const char *id)
{
	size_t plain;

	gp_markup_raw(m, " id=\"c-");
	while (*id) {
		plain = strcspn(id, " \t\n\r\f\v%\"<>`#");
		gp_markup_text(m, id, plain);
		id += plain;
		if (*id)
			gp_buf_printf(&m->out, "_%02X", (unsigned)(unsigned char)*id++);
	}
	gp_markup_raw(m, "\"");
}

/* Classes say only what the element and its place do not: a head is centred, text is not. */
static const char *class_of(const struct gp_sheet *s, const struct gp_cell *c)
{
	if (s->form && c->input != GP_INPUT_NONE)
		return " class=\"in\"";
	switch (c->align) {
	case GP_ALIGN_START:
		return " class=\"s\"";
	case GP_ALIGN_CENTER:
		return c->is_number ? " class=\"n\"" : " class=\"c\"";
	case GP_ALIGN_END:
		return c->is_number ? " class=\"n e\"" : " class=\"e\"";
	default:
		return c->is_number ? " class=\"n\"" : "";
	}
}

struct row {
	bool columns; /* its heads stand above what they name */
	unsigned note; /* number of the last note of the table; 0: none yet */
	const char *last_note;
};

/*
 * scope is col or row even for a cell over several: by the HTML Standard (4.9.12.2) it then
 * heads all that it spans, while colgroup and rowgroup would head the rest of the whole group.
 */
static void put_cell(struct gp_sheet *s, const struct gp_cell *c, struct row *r)
{
	struct gp_markup *m = &s->m;

	gp_markup_raw(m, !c->head ? "<td" : r->columns ? "<th scope=\"col\"" : "<th scope=\"row\"");
	gp_markup_raw(m, class_of(s, c));
	if (c->cols > 1)
		gp_buf_printf(&m->out, " colspan=\"%u\"", c->cols);
	if (c->rows > 1)
		gp_buf_printf(&m->out, " rowspan=\"%u\"", c->rows);
	if (c->id)
		put_anchor(m, c->id);
	if (c->note) {
		gp_markup_raw(m, " title=\"");
		gp_markup_str(m, c->note);
		gp_markup_raw(m, "\"");
	}
	gp_markup_raw(m, c->bold ? "><b>" : ">");
	gp_sheet_text(s, c->text, c->n);
	if (c->bold)
		gp_markup_raw(m, "</b>");
	if (c->note && s->form) {
		if (!r->last_note || strcmp(r->last_note, c->note))
			r->note++;
		r->last_note = c->note;
		gp_buf_printf(&m->out, "<sup><a href=\"#note-%u-%u\">%u</a></sup>", s->tables, r->note, r->note);
	}
	gp_markup_raw(m, c->head ? "</th>" : "</td>");
}

static bool all_heads(const struct gp_row *row)
{
	for (size_t k = 0; k < row->count; k++)
		if (!row->cells[k].head)
			return false;
	return true;
}

static void put_rows(struct gp_sheet *s, const struct gp_table *t, size_t from, size_t to, struct row *r)
{
	for (size_t i = from; i < to && !s->m.out.full; i++) {
		r->columns = i < t->head || all_heads(&t->rows[i]);
		gp_markup_raw(&s->m, "<tr>");
		for (size_t k = 0; k < t->rows[i].count; k++)
			put_cell(s, &t->rows[i].cells[k], r);
		gp_markup_raw(&s->m, "</tr>\n");
	}
}

/* What the cells' numbers lead to: neighbours with one note share it, as in put_cell(). */
static void put_notes(struct gp_sheet *s, const struct gp_table *t)
{
	const char *last = NULL;
	unsigned n = 0;

	gp_markup_raw(&s->m, "<ol class=\"notes\">\n");
	for (size_t i = 0; i < t->row_count; i++)
		for (size_t k = 0; k < t->rows[i].count; k++) {
			const char *note = t->rows[i].cells[k].note;

			if (!note || (last && !strcmp(last, note)))
				continue;
			last = note;
			gp_buf_printf(&s->m.out, "<li id=\"note-%u-%u\">", s->tables, ++n);
			gp_sheet_text(s, note, strlen(note));
			gp_markup_raw(&s->m, "</li>\n");
		}
	gp_markup_raw(&s->m, "</ol>\n");
}

/* A region that scrolls must be reached by the keyboard, and say what it is. */
static void put_label(struct gp_sheet *s, const struct gp_table *t)
{
	gp_markup_raw(&s->m, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
	gp_markup_str(&s->m, t->caption ? t->caption : gp_sheet_word(s, "表格 ", "Table "));
	if (!t->caption)
		gp_markup_int(&s->m, s->tables);
	gp_markup_raw(&s->m, "\">\n");
}

void gp_sheet_table(struct gp_sheet *s, const struct gp_table *t)
{
	struct gp_markup *m = &s->m;
	size_t head = whole_head(t);
	struct row r = {0};

	s->tables++;
	put_label(s, t);
	gp_buf_printf(&m->out, "<table id=\"table-%u\"%s>\n", s->tables,
	    t->cols >= FULL ? " class=\"dense full\"" : t->cols >= WIDE ? " class=\"dense\"" : "");
	if (t->caption) {
		gp_markup_raw(m, "<caption>");
		gp_sheet_text(s, t->caption, strlen(t->caption));
		gp_markup_raw(m, "</caption>\n");
	}
	gp_markup_raw(m, "<colgroup>");
	for (unsigned i = 0; i < t->cols; i++)
		gp_markup_raw(m, "<col>");
	gp_markup_raw(m, "</colgroup>\n");
	if (head) {
		gp_markup_raw(m, "<thead>\n");
		put_rows(s, t, 0, head, &r);
		gp_markup_raw(m, "</thead>\n");
	}
	gp_markup_raw(m, "<tbody>\n");
	put_rows(s, t, head, t->row_count, &r);
	gp_markup_raw(m, "</tbody>\n</table>\n</div>\n");
	if (r.note)
		put_notes(s, t);
}

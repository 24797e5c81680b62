#include "core/report/document_docx.h"

#include <stdio.h>
#include <string.h>

#include "core/base/json.h"

#define WORD_COLS 63   /* more, and Word calls the file damaged */
#define SIZE_CELL 21   /* half points: 五号, as the style says */
#define SIZE_MIN 12
#define ROW_HEIGHT 397 /* twips: 7 mm */
#define ROW_SMALL 340  /* with smaller letters: 6 mm */

/* A table while it is written. */
struct grid {
	struct gp_word *x;
	const struct gp_table *t;
	unsigned edge[GP_TABLE_COLS + 1]; /* of the columns, in twips from the left */
	unsigned margin;                  /* left and right of a cell's text */
	unsigned size;                    /* of the letters */
	struct {
		unsigned rows, cols; /* that a cell from above still covers, from this column on */
	} open[GP_TABLE_COLS];
};

static void set_edges(struct grid *g, const double *widths, unsigned cols)
{
	double sum = 0;
	unsigned i;

	for (i = 0; i < cols; i++) {
		sum += widths[i];
		g->edge[i + 1] = sum >= 1 || i + 1 == cols ? g->x->width : (unsigned)(sum * g->x->width + 0.5);
		if (g->edge[i + 1] < g->edge[i])
			g->edge[i + 1] = g->edge[i];
	}
}

/* Letters of the usual size where there are few columns, and so small that no number is broken into two lines. */
static void choose_size(struct grid *g)
{
	const struct gp_table *t = g->t;
	size_t r, i;
	unsigned w, fits;

	g->margin = t->cols > 8 ? 40 : 85;
	g->size = t->cols <= 8 ? SIZE_CELL : t->cols <= 16 ? 18 : 15;
	for (r = 0; r < t->row_count; r++)
		for (i = 0; i < t->rows[r].count; i++) {
			const struct gp_cell *c = &t->rows[r].cells[i];

			if (!c->is_number || !c->n || c->n > 40)
				continue;
			w = g->edge[c->col + c->cols] - g->edge[c->col];
			w = w > 2 * g->margin ? w - 2 * g->margin : 0;
			fits = w / (5 * (unsigned)c->n); /* a digit is half as wide as it is high */
			if (fits < g->size)
				g->size = fits;
		}
	if (g->size < SIZE_MIN)
		g->size = SIZE_MIN;
}

static void put_grid(struct grid *g, unsigned cols)
{
	static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
	struct gp_buf *out = &g->x->body;
	unsigned i;

	gp_buf_printf(out, "<w:tbl><w:tblPr><w:tblW w:w=\"%u\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>",
	    g->x->width);
	for (i = 0; i < sizeof sides / sizeof *sides; i++)
		gp_buf_printf(out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>", sides[i]);
	gp_buf_printf(out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"%u\""
	    " w:type=\"dxa\"/><w:right w:w=\"%u\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>", g->margin,
	    g->margin);
	for (i = 0; i < cols; i++)
		gp_buf_printf(out, "<w:gridCol w:w=\"%u\"/>", g->edge[i + 1] - g->edge[i]);
	gp_buf_puts(out, "</w:tblGrid>");
}

static void put_row_start(struct grid *g, bool head)
{
	gp_buf_printf(&g->x->body, "<w:tr><w:trPr><w:cantSplit/>"
	    "<w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>%s</w:trPr>",
	    g->size < SIZE_CELL ? ROW_SMALL : ROW_HEIGHT, head ? "<w:tblHeader/>" : "");
}

/* A cell up to its first run; ends with "</w:p></w:tc>". */
static void put_cell_start(struct grid *g, unsigned col, unsigned cols, const char *merge, enum gp_align align)
{
	static const char *const jc[] = {
		[GP_ALIGN_AUTO] = "left",
		[GP_ALIGN_START] = "left",
		[GP_ALIGN_CENTER] = "center",
		[GP_ALIGN_END] = "right",
	};
	struct gp_buf *out = &g->x->body;
	char look[120];
	size_t n;

	gp_buf_printf(out, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/>", g->edge[col + cols] - g->edge[col]);
	if (cols > 1)
		gp_buf_printf(out, "<w:gridSpan w:val=\"%u\"/>", cols);
	gp_buf_printf(out, "%s<w:vAlign w:val=\"center\"/></w:tcPr>", merge);
	n = (size_t)snprintf(look, sizeof look, "<w:jc w:val=\"%s\"/>", jc[align]);
	if (g->size != SIZE_CELL) /* the mark of the paragraph too: it keeps an empty row as low */
		snprintf(look + n, sizeof look - n, "<w:rPr><w:sz w:val=\"%u\"/><w:szCs w:val=\"%u\"/></w:rPr>",
		    g->size, g->size);
	gp_word_paragraph(g->x, GP_WORD_CELL, look);
}

static void put_cell_end(struct grid *g)
{
	gp_buf_puts(&g->x->body, "</w:p></w:tc>");
}

static void put_cell_text(struct grid *g, const char *s, size_t n, bool bold)
{
	char look[100] = "";

	if (g->size != SIZE_CELL)
		snprintf(look, sizeof look, "<w:sz w:val=\"%u\"/><w:szCs w:val=\"%u\"/>", g->size, g->size);
	gp_word_run(g->x, s, n, bold, look);
}

static void put_cell(struct grid *g, const struct gp_cell *c, unsigned col, unsigned cols)
{
	enum gp_align align = c->align;

	if (align == GP_ALIGN_AUTO && (c->is_number || c->head || c->input == GP_INPUT_INTEGER))
		align = GP_ALIGN_CENTER;
	put_cell_start(g, col, cols, c->rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "", align);
	put_cell_text(g, c->text, c->n, c->bold);
	put_cell_end(g);
}

static void put_row(struct grid *g, size_t r)
{
	const struct gp_row *row = &g->t->rows[r];
	static const struct gp_cell empty = {.text = "", .cols = 1, .rows = 1};
	unsigned col, cols;
	size_t next = 0;

	put_row_start(g, r < g->t->head);
	for (col = 0; col < g->t->cols; col += cols) {
		if (g->open[col].rows) {
			cols = g->open[col].cols;
			g->open[col].rows--;
			put_cell_start(g, col, cols, "<w:vMerge/>", GP_ALIGN_CENTER);
			put_cell_end(g);
		} else if (next < row->count && row->cells[next].col == col) {
			const struct gp_cell *c = &row->cells[next++];

			cols = c->cols;
			g->open[col].cols = cols;
			g->open[col].rows = c->rows - 1;
			put_cell(g, c, col, cols);
		} else {
			cols = 1;
			put_cell(g, &empty, col, cols);
		}
	}
	gp_buf_puts(&g->x->body, "</w:tr>");
}

static void put_caption(struct gp_word *x, const char *caption)
{
	if (!caption || !*caption)
		return;
	gp_word_paragraph(x, GP_WORD_CAPTION, "");
	gp_word_run(x, caption, strlen(caption), false, "");
	gp_buf_puts(&x->body, "</w:p>");
}

static void put_note(struct gp_word *x, const struct gp_cell *label, const char *note)
{
	const char *colon = x->zh ? "：" : ": ";

	gp_word_paragraph(x, GP_WORD_NOTE, "");
	if (label) {
		gp_word_run(x, label->text, label->n, false, "");
		gp_word_run(x, colon, strlen(colon), false, "");
	}
	gp_word_run(x, note, strlen(note), false, "");
	gp_buf_puts(&x->body, "</w:p>");
}

/*
 * The notes of the cells, below the table, each with the text of its cell or of the nearest one before it in the row.
 * No mark stands in the cells: to whoever reads the file again it would be a digit of their number.
 */
static void put_notes(struct gp_word *x, const struct gp_table *t)
{
	size_t r, i;

	for (r = 0; r < t->row_count; r++) {
		const struct gp_cell *label = NULL;
		const char *last = NULL;

		for (i = 0; i < t->rows[r].count; i++) {
			const struct gp_cell *c = &t->rows[r].cells[i];

			if (c->n && c->input == GP_INPUT_NONE)
				label = c;
			if (!c->note || !*c->note || (last && !strcmp(last, c->note)))
				continue;
			put_note(x, label, c->note);
			last = c->note;
		}
	}
}

int gp_word_table(struct gp_word *x, const struct gp_table *t, struct gp_err *e)
{
	struct grid g = {.x = x, .t = t};
	size_t r;

	if (t->cols > WORD_COLS)
		return gp_fail(e, GP_ELIMIT, "a table has %u columns; Word takes %d at most", t->cols, WORD_COLS);
	put_caption(x, t->caption);
	if (!t->cols || !t->row_count)
		return 0;
	set_edges(&g, t->widths, t->cols);
	choose_size(&g);
	put_grid(&g, t->cols);
	for (r = 0; r < t->row_count && !x->body.full; r++)
		put_row(&g, r);
	gp_buf_puts(&x->body, "</w:tbl>");
	put_notes(x, t);
	return 0;
}

static void put_unit(struct gp_word *x, const char *unit)
{
	const char *word = x->zh ? "单位：" : "Unit: ";

	gp_word_paragraph(x, GP_WORD_CELL, "<w:keepNext/><w:jc w:val=\"right\"/>");
	gp_word_run(x, word, strlen(word), false, "");
	gp_word_run(x, unit, strlen(unit), false, "");
	gp_buf_puts(&x->body, "</w:p>");
}

void gp_word_chart(struct gp_word *x, const struct gp_chart *c)
{
	static const double widths[] = {0.6, 0.4};
	struct grid g = {.x = x, .margin = 85, .size = SIZE_CELL};
	struct gp_buf digits;
	struct gp_json j;
	size_t i;

	put_caption(x, c->caption);
	if (c->unit && *c->unit)
		put_unit(x, c->unit);
	if (!c->count)
		return;
	set_edges(&g, widths, 2);
	put_grid(&g, 2);
	gp_buf_init(&digits, 64);
	for (i = 0; i < c->count; i++) {
		gp_buf_clear(&digits);
		gp_json_init(&j, &digits);
		gp_json_number(&j, c->bars[i].value);
		put_row_start(&g, false);
		put_cell_start(&g, 0, 1, "", GP_ALIGN_START);
		put_cell_text(&g, c->bars[i].label, strlen(c->bars[i].label), false);
		put_cell_end(&g);
		put_cell_start(&g, 1, 1, "", GP_ALIGN_CENTER);
		put_cell_text(&g, digits.data, digits.len, false);
		put_cell_end(&g);
		gp_buf_puts(&x->body, "</w:tr>");
	}
	gp_buf_puts(&x->body, "</w:tbl>");
	gp_buf_free(&digits);
}

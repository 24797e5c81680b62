/* document_xlsx_table.c - a table as a sheet: spans, sizes, comments, what may be typed */
#include "core/report/document_xlsx.h"

#include <stdio.h>
#include <string.h>

#define AUTHOR "govpub"
#define COLUMN_MIN 5.0  /* in digits */
#define COLUMN_MAX 255.0
#define TABLE_POINTS 11.0
#define CAPTION_POINTS 18.0
#define FORMULA_MAX 8192
#define NOTE_CHARS 36    /* of a line of a comment */
#define NOTE_WIDTH 260   /* pixels */
#define NOTE_LINE 19
#define NOTE_HEIGHT_MAX 600

/* --- sizes */

static bool is_wide(const struct gp_table *t)
{
	return t->cols > 10;
}

static double column_chars(const struct gp_table *t, unsigned col)
{
	double chars = t->widths[col] * (is_wide(t) ? GP_XLSX_WIDE_CHARS : GP_XLSX_PAGE_CHARS);

	return chars < COLUMN_MIN ? COLUMN_MIN : chars > COLUMN_MAX ? COLUMN_MAX : chars;
}

static double cell_chars(const struct gp_table *t, const struct gp_cell *c)
{
	double chars = -1; /* the margin inside a cell */

	for (unsigned i = 0; i < c->cols; i++)
		chars += column_chars(t, c->col + i);
	return chars;
}

/* Not every program makes rows as high as their text, and none where cells are merged. */
static void set_heights(struct gp_xlsx *x, const struct gp_xlsx_sheet *s)
{
	const struct gp_table *t = s->block->table;
	unsigned *lines = gp_arena_alloc(&x->now, t->row_count * sizeof *lines + 1), need, have, i;

	for (size_t r = 0; r < t->row_count; r++) {
		lines[r] = 1;
		for (size_t k = 0; k < t->rows[r].count; k++) {
			const struct gp_cell *c = &t->rows[r].cells[k];

			need = c->rows == 1 ? gp_xlsx_lines(c->text, c->n, cell_chars(t, c)) : 1;
			if (need > lines[r])
				lines[r] = need;
		}
	}
	for (size_t r = 0; r < t->row_count; r++)
		for (size_t k = 0; k < t->rows[r].count; k++) {
			const struct gp_cell *c = &t->rows[r].cells[k];
			if (c->rows == 1)
				continue;
			need = gp_xlsx_lines(c->text, c->n, cell_chars(t, c));
			for (i = have = 0; i < c->rows; i++)
				have += lines[r + i];
			if (have < need)
				lines[r + c->rows - 1] += need - have;
		}
	for (size_t r = 0; r < t->row_count; r++)
		gp_xlsx_height(x, s->ws, s->top + (lxw_row_t)r, lines[r], TABLE_POINTS);
	gp_arena_reset(&x->now);
}

/* --- cells */

static void put_note(
    struct gp_xlsx *x, lxw_worksheet *ws, lxw_row_t row, lxw_col_t col, const char *note)
{
	unsigned height = gp_xlsx_lines(note, strlen(note), NOTE_CHARS) * NOTE_LINE + NOTE_LINE / 2;
	char author[] = AUTHOR;
	lxw_comment_options o = {.author = author, .width = NOTE_WIDTH,
	    .height = (uint16_t)(height < NOTE_HEIGHT_MAX ? height : NOTE_HEIGHT_MAX)};

	gp_xlsx_try(x,
	    worksheet_write_comment_opt(
		ws, row, col, gp_xlsx_str(&x->now, note, strlen(note), NULL), &o));
}

/* The words of what may be typed: title and text of the message. */
struct words {
	const char *title, *text;
};

static struct words input_words(enum gp_input input, bool zh)
{
	static const struct words words[GP_INPUTS][2] = {
	    [GP_INPUT_INTEGER] = {{"A whole number",
				      "Type 0 or a whole number above it, without a unit."},
		{"请填整数", "这里填 0 或者正整数，不写单位。"}},
	    [GP_INPUT_DECIMAL] = {{"A number", "Type 0 or a number above it, without a unit."},
		{"请填数字", "这里填 0 或者大于 0 的数字，不写单位。"}},
	    [GP_INPUT_YESNO] = {{"Yes or no", "Choose 是 (yes) or 否 (no)."},
		{"请选择", "这里只能选“是”或者“否”。"}},
	};

	return words[input][zh];
}

static void put_validation(struct gp_xlsx *x, lxw_worksheet *ws, lxw_row_t row, lxw_col_t first,
    lxw_col_t last, enum gp_input input)
{
	struct words w = input_words(input, x->zh);
	const char *list[] = {"是", "否", NULL};
	lxw_data_validation v = {
	    .validate = input == GP_INPUT_INTEGER ? LXW_VALIDATION_TYPE_INTEGER :
		input == GP_INPUT_DECIMAL         ? LXW_VALIDATION_TYPE_DECIMAL :
						    LXW_VALIDATION_TYPE_LIST,
	    .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
	    .value_number = 0,
	    .value_list = input == GP_INPUT_YESNO ? (char **)(uintptr_t)list : NULL,
	    .error_title = (char *)(uintptr_t)w.title, /* the library only copies it */
	    .error_message = (char *)(uintptr_t)w.text,
	};

	gp_xlsx_try(x, worksheet_data_validation_range(ws, row, first, row, last, &v));
}

/* One validation for neighbours that take the same. */
static void put_validations(struct gp_xlsx *x, const struct gp_xlsx_sheet *s, size_t r)
{
	const struct gp_row *row = &s->block->table->rows[r];
	size_t k, end;

	for (k = 0; k < row->count; k = end) {
		const struct gp_cell *c = &row->cells[k];

		for (end = k + 1; end < row->count && row->cells[end].input == c->input &&
		     row->cells[end].col == row->cells[end - 1].col + row->cells[end - 1].cols;
		     end++)
			;
		if (c->input != GP_INPUT_NONE && c->input != GP_INPUT_TEXT)
			put_validation(x, s->ws, s->top + (lxw_row_t)r, (lxw_col_t)c->col,
			    (lxw_col_t)row->cells[end - 1].col, c->input);
	}
}

static int put_text(struct gp_xlsx *x, const struct gp_xlsx_sheet *s, const struct gp_cell *c,
    lxw_row_t row, lxw_format *style)
{
	size_t units;
	const char *text = gp_xlsx_str(&x->now, c->text, c->n, &units);

	if (units > GP_XLSX_CELL_MAX)
		return gp_fail(x->e, GP_ELIMIT,
		    "sheet %.100s, row %u, column %u: a cell of a workbook holds %d characters",
		    s->name, row + 1, c->col + 1, GP_XLSX_CELL_MAX);
	gp_xlsx_try(x, c->n ? worksheet_write_string(s->ws, row, (lxw_col_t)c->col, text, style) :
	    worksheet_write_blank(s->ws, row, (lxw_col_t)c->col, style));
	return 0;
}

static int put_formula(struct gp_xlsx *x, const struct gp_xlsx_sheet *s, const struct gp_cell *c,
    lxw_row_t row, lxw_format *style)
{
	struct gp_buf formula;
	double value = 0;
	int rc;

	gp_buf_init(&formula, FORMULA_MAX);
	rc = gp_xlsx_formula(x, s, c, &formula, &value);
	if (!rc)
		gp_xlsx_try(x,
		    worksheet_write_formula_num(
			s->ws, row, (lxw_col_t)c->col, formula.data, style, value));
	gp_buf_free(&formula);
	return rc;
}

static int put_cell(
    struct gp_xlsx *x, const struct gp_xlsx_sheet *s, const struct gp_cell *c, lxw_row_t row)
{
	bool formula = gp_xlsx_is_formula(x, c);
	enum gp_xlsx_number number = gp_xlsx_number(c);
	lxw_format *style;
	int rc = 0;

	if (formula && !c->is_number)
		number = GP_XLSX_GENERAL;
	style = gp_xlsx_cell_style(x, c, number);
	if (c->cols > 1 || c->rows > 1)
		gp_xlsx_try(x,
		    worksheet_merge_range(s->ws, row, (lxw_col_t)c->col, row + c->rows - 1,
			(lxw_col_t)(c->col + c->cols - 1), "", style));
	if (formula)
		rc = put_formula(x, s, c, row, style);
	else if (c->is_number && number != GP_XLSX_STRING)
		gp_xlsx_try(
		    x, worksheet_write_number(s->ws, row, (lxw_col_t)c->col, c->number, style));
	else
		rc = put_text(x, s, c, row, style);
	if (c->note && *c->note)
		put_note(x, s->ws, row, (lxw_col_t)c->col, c->note);
	gp_arena_reset(&x->now);
	return rc;
}

/* --- the sheet */

static void put_caption(struct gp_xlsx *x, const struct gp_xlsx_sheet *s)
{
	const struct gp_table *t = s->block->table;
	const char *caption = gp_xlsx_str(&x->now, t->caption, strlen(t->caption), NULL);
	lxw_format *style = gp_xlsx_line_style(x, GP_XLSX_LINE_TITLE);
	double chars = 0;

	for (unsigned i = 0; i < t->cols; i++)
		chars += column_chars(t, i);
	if (t->cols > 1)
		gp_xlsx_try(
		    x, worksheet_merge_range(s->ws, 0, 0, 0, (lxw_col_t)(t->cols - 1), "", style));
	gp_xlsx_try(x, worksheet_write_string(s->ws, 0, 0, caption, style));
	gp_xlsx_height(x, s->ws, 0,
	    gp_xlsx_lines(t->caption, strlen(t->caption), chars * TABLE_POINTS / CAPTION_POINTS),
	    CAPTION_POINTS);
}

int gp_xlsx_table(struct gp_xlsx *x, const struct gp_xlsx_sheet *s)
{
	const struct gp_table *t = s->block->table;
	unsigned head = s->top + t->head;

	gp_xlsx_page(x, s->ws, is_wide(t));
	for (unsigned i = 0; i < t->cols; i++)
		gp_xlsx_try(x,
		    worksheet_set_column(
			s->ws, (lxw_col_t)i, (lxw_col_t)i, column_chars(t, i), NULL));
	set_heights(x, s);
	if (s->top)
		put_caption(x, s);
	if (t->head && t->head < t->row_count) {
		worksheet_freeze_panes(s->ws, head, 0);
		gp_xlsx_try(x, worksheet_repeat_rows(s->ws, s->top, head - 1));
	}
	for (size_t r = 0; r < t->row_count; r++) {
		for (size_t k = 0; k < t->rows[r].count; k++)
			if (put_cell(x, s, &t->rows[r].cells[k], s->top + (lxw_row_t)r))
				return -1;
		put_validations(x, s, r);
	}
	return 0;
}

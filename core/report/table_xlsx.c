#include "core/report/table_xlsx.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/ledger/date.h"
#include "core/report/xlsx_text.h"
#include "core/sys/tempdir.h"
#include "core/text/utf8.h"

#define FILE_NAME "table.xlsx"
#define NO_DATE 315532800 /* 1980-01-01, where the clock of zip begins: no date, and always the same */
#define VALUES "_values"  /* the hidden sheet of what drop-downs offer */
#define SPARE_ROWS 1000   /* below the last that have drop-downs too */
#define WIDTH_MIN 6
#define WIDTH_MAX 48
#define WIDTH_ROWS 500    /* that decide how wide a column is */
#define DAY_1900 25569    /* from the day 0 of a workbook to 1970-01-01 */
#define FIRST_DAY (-25508) /* 1900-03-01: before it, workbooks count a day that never was */
#define GREY 0xEDEDED
#define HELP_CHARS 255    /* of the message at a cell */

#ifdef GP_SANITIZED
/* The library copies the formula of a list twice and frees it once (worksheet_data_validation_range() of 1.1.5). */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:lxw_strdup";
}
#endif

enum type { TEXT, INT, NUMBER, MONEY, DATE, TIME, TYPES };

struct table {
	lxw_workbook *wb;
	lxw_worksheet *values;
	lxw_col_t lists;    /* columns of `values` in use */
	lxw_format *head, *styles[TYPES];
	lxw_error failed;   /* the first */
	struct gp_arena keep, now;
};

static void try(struct table *t, lxw_error failed)
{
	if (!t->failed)
		t->failed = failed;
}

static size_t length(const struct gp_value *list)
{
	return list && list->type == GP_VALUE_LIST ? list->list.n : 0;
}

static bool is_true(const struct gp_value *v, const char *key)
{
	const struct gp_value *b = gp_value_get(v, key);

	return b && b->type == GP_VALUE_BOOL && b->truth;
}

static enum type type_of(const struct gp_value *column)
{
	static const char *const names[TYPES] = {"text", "int", "number", "money", "date", "time"};
	const char *name = gp_value_str(column, "type");

	for (int i = 0; name && i < TYPES; i++)
		if (!strcmp(names[i], name))
			return (enum type)i;
	return TEXT;
}

static void make_styles(struct table *t)
{
	static const char *const codes[TYPES] = {"@", "0", "General", "#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"};

	for (int i = 0; i < TYPES; i++) {
		t->styles[i] = workbook_add_format(t->wb);
		format_set_num_format(t->styles[i], codes[i]);
		format_set_align(t->styles[i], LXW_ALIGN_VERTICAL_TOP);
		if (i == TEXT)
			format_set_text_wrap(t->styles[i]);
	}
	t->head = workbook_add_format(t->wb);
	format_set_num_format(t->head, "@");
	format_set_bold(t->head);
	format_set_text_wrap(t->head);
	format_set_bg_color(t->head, GREY);
	format_set_border(t->head, LXW_BORDER_THIN);
	format_set_align(t->head, LXW_ALIGN_VERTICAL_CENTER);
}

/* --- cells */

static void put_text(struct table *t, lxw_worksheet *ws, lxw_row_t row, lxw_col_t col, const char *s, size_t n, lxw_format *style)
{
	size_t units;
	const char *text = gp_xlsx_str(&t->now, s, n, &units);

	try(t, units > GP_XLSX_CELL_MAX ? LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED :
	    worksheet_write_string(ws, row, col, text, style));
	gp_arena_reset(&t->now);
}

static int digits(const char *s)
{
	return (s[0] - '0') * 10 + s[1] - '0';
}

/* The day number of "2025-01-20" and, for a time, the part of the day behind it. */
static bool day_number(const struct gp_value *v, enum type type, double *out)
{
	const char *s = v->string.p;
	size_t n = v->string.n;
	int day;

	if ((type != DATE && type != TIME) || n < 10 || !gp_date_parse(&day, s, 10) || day < FIRST_DAY)
		return false;
	*out = day + DAY_1900;
	if (n == 10)
		return true;
	if (type != TIME || n < 16 || s[10] != 'T' || s[13] != ':' || strspn(s + 11, "0123456789:") < 5)
		return false;
	*out += (digits(s + 11) * 60 + digits(s + 14)) / 1440.0;
	if (n >= 19 && s[16] == ':' && strspn(s + 17, "0123456789") >= 2)
		*out += digits(s + 17) / 86400.0;
	return true;
}

static void put_cell(struct table *t, lxw_worksheet *ws, lxw_row_t row, lxw_col_t col, const struct gp_value *v, enum type type)
{
	double number;

	switch (v->type) {
	case GP_VALUE_INT:
		number = (double)v->integer;
		break;
	case GP_VALUE_NUMBER:
		number = v->number;
		break;
	case GP_VALUE_STRING:
		if (day_number(v, type, &number))
			break;
		if (v->string.n)
			put_text(t, ws, row, col, v->string.p, v->string.n, t->styles[TEXT]);
		return;
	default:
		return;
	}
	try(t, worksheet_write_number(ws, row, col, type == MONEY ? number / 100 : number,
	    t->styles[type == TEXT ? NUMBER : type]));
}

/* --- columns */

static size_t shown_width(const struct gp_value *v, enum type type)
{
	if (v->type == GP_VALUE_STRING)
		return gp_utf8_width(v->string.p, v->string.n);
	return v->type == GP_VALUE_NULL ? 0 : type == DATE ? 10 : 12;
}

static double width_of(const struct gp_value *rows, const char *head, size_t col, enum type type)
{
	size_t width = head ? gp_utf8_width(head, strlen(head)) : 0, count = length(rows);

	for (size_t r = 0; r < count && r < WIDTH_ROWS; r++) {
		const struct gp_value *row = &rows->list.items[r];
		size_t w = col < length(row) ? shown_width(&row->list.items[col], type) : 0;

		width = w > width ? w : width;
	}
	width += 3; /* the arrow of the filter */
	return (double)(width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width);
}

/* A list in the validation itself holds 255 characters; a range on a sheet holds any. */
static const char *put_values(struct table *t, const struct gp_value *list)
{
	size_t room = 100, n = length(list);
	char *formula = gp_arena_alloc(&t->keep, room), letters[4] = {0}, *p = letters + 3;

	if (!t->values) {
		t->values = workbook_add_worksheet(t->wb, VALUES);
		if (!t->values) {
			try(t, LXW_ERROR_SHEETNAME_ALREADY_USED);
			return NULL;
		}
		worksheet_hide(t->values);
	}
	for (size_t i = 0; i < n; i++)
		put_cell(t, t->values, (lxw_row_t)i, t->lists, &list->list.items[i], TEXT);
	for (unsigned c = t->lists + 1u; c > 0; c = (c - 1) / 26)
		*--p = (char)('A' + (c - 1) % 26);
	snprintf(formula, room, "=" VALUES "!$%s$1:$%s$%zu", p, p, n);
	t->lists++;
	return formula;
}

static void put_validation(struct table *t, lxw_worksheet *ws, const struct gp_value *column, lxw_col_t col, lxw_row_t rows)
{
	const struct gp_value *values = gp_value_get(column, "values");
	const char *help = gp_value_str(column, "help");
	/* a value that the list does not have is asked about, not refused: ledgers hold old ones */
	lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_ANY, .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};

	if (length(values)) {
		v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
		v.value_formula = (char *)(uintptr_t)put_values(t, values);
	}
	if (help)
		v.input_message = gp_xlsx_str(&t->keep, help, gp_utf8_prefix(help, strlen(help), HELP_CHARS), NULL);
	if ((help || length(values)) && !t->failed)
		try(t, worksheet_data_validation_range(ws, 1, col, rows + SPARE_ROWS, col, &v));
}

static void put_columns(struct table *t, lxw_worksheet *ws, const struct gp_value *sheet)
{
	const struct gp_value *columns = gp_value_get(sheet, "columns"), *rows = gp_value_get(sheet, "rows");
	bool headed = false;

	for (size_t k = 0; k < length(columns); k++) {
		const struct gp_value *column = &columns->list.items[k];
		const char *head = gp_value_str(column, "head");
		lxw_row_col_options options = {.hidden = is_true(column, "hidden")};
		lxw_col_t col = (lxw_col_t)k;

		try(t, worksheet_set_column_opt(ws, col, col, width_of(rows, head, k, type_of(column)),
		    t->styles[type_of(column)], &options));
		if (head) {
			put_text(t, ws, 0, col, head, strlen(head), t->head);
			put_validation(t, ws, column, col, (lxw_row_t)length(rows));
			headed = true;
		}
	}
	if (headed)
		worksheet_freeze_panes(ws, 1, 0);
	if (headed && is_true(sheet, "filter"))
		try(t, worksheet_autofilter(ws, 0, 0, (lxw_row_t)length(rows), (lxw_col_t)(length(columns) - 1)));
}

static void put_rows(struct table *t, lxw_worksheet *ws, const struct gp_value *sheet)
{
	const struct gp_value *columns = gp_value_get(sheet, "columns"), *rows = gp_value_get(sheet, "rows");
	lxw_row_t top = length(columns) && gp_value_str(&columns->list.items[0], "head") ? 1 : 0;

	for (size_t r = 0; r < length(rows) && !t->failed; r++) {
		const struct gp_value *row = &rows->list.items[r];

		for (size_t k = 0; k < length(row); k++)
			put_cell(t, ws, top + (lxw_row_t)r, (lxw_col_t)k, &row->list.items[k],
			    k < length(columns) ? type_of(&columns->list.items[k]) : TEXT);
	}
}

static void put_notes(struct table *t, lxw_worksheet *ws, const struct gp_value *notes)
{
	for (size_t i = 0; i < length(notes) && !t->failed; i++) {
		const struct gp_value *n = &notes->list.items[i];
		char author[] = "govpub";
		lxw_comment_options options = {.author = author, .width = 260, .height = 90};

		if (length(n) != 3 || n->list.items[0].type != GP_VALUE_INT || n->list.items[1].type != GP_VALUE_INT ||
		    n->list.items[2].type != GP_VALUE_STRING || n->list.items[0].integer < 1 || n->list.items[1].integer < 1)
			continue;
		try(t, worksheet_write_comment_opt(ws, (lxw_row_t)(n->list.items[0].integer - 1),
		    (lxw_col_t)(n->list.items[1].integer - 1),
		    gp_xlsx_str(&t->now, n->list.items[2].string.p, n->list.items[2].string.n, NULL), &options));
		gp_arena_reset(&t->now);
	}
}

static void put_sheets(struct table *t, const struct gp_value *sheets)
{
	for (size_t i = 0; i < length(sheets) && !t->failed; i++) {
		const struct gp_value *sheet = &sheets->list.items[i];
		const char *name = gp_xlsx_sheet_name(t->wb, &t->keep, gp_value_str(sheet, "name"), "Sheet", i + 1);
		lxw_worksheet *ws = workbook_add_worksheet(t->wb, name);

		if (!ws) {
			try(t, LXW_ERROR_SHEETNAME_ALREADY_USED);
			return;
		}
		if (is_true(sheet, "hidden"))
			worksheet_hide(ws);
		put_columns(t, ws, sheet);
		put_rows(t, ws, sheet);
		put_notes(t, ws, gp_value_get(sheet, "notes"));
	}
}

int gp_table_xlsx(struct gp_buf *out, const struct gp_value *book, struct gp_err *e)
{
	struct table t = {.wb = NULL};
	struct gp_tempdir dir = {.path = NULL};
	lxw_doc_properties properties = {.created = NO_DATE};
	lxw_workbook_options options = {.tmpdir = NULL};
	const char *title = gp_value_str(book, "title");
	char *file = NULL;
	int rc = -1, sys = 0;

	/* the library writes to a file only, and its parts to others beside it */
	if (gp_tempdir_make(&dir, e))
		return -1;
	file = gp_tempdir_file(&dir, FILE_NAME);
	options.tmpdir = dir.path;
	t.wb = workbook_new_opt(file, &options);
	if (!t.wb) {
		gp_fail(e, GP_EIO, "the workbook cannot be written: %s", gp_err_word("Cannot allocate memory"));
		goto out;
	}
	if (title)
		properties.title = gp_xlsx_str(&t.keep, title, strlen(title), NULL);
	try(&t, workbook_set_properties(t.wb, &properties));
	make_styles(&t);
	put_sheets(&t, gp_value_get(book, "sheets"));
	if (t.failed) {
		lxw_workbook_free(t.wb); /* as it is: nothing is written */
	} else {
		errno = 0;
		try(&t, workbook_close(t.wb));
		sys = errno;
	}
	rc = gp_xlsx_failure(t.failed, sys, dir.path, e);
	if (!rc)
		rc = gp_tempdir_read(&dir, FILE_NAME, out, e);
out:
	gp_tempdir_remove(&dir);
	free(file);
	gp_arena_free(&t.keep);
	gp_arena_free(&t.now);
	return rc;
}

/*
 * document_xlsx.h - what the parts of the workbook writer share; private to document_xlsx*.c.
 *
 * Every table and chart has a sheet of its own; all the rest stands on a first sheet, line below
 * line. Strings that go to the library pass gp_xlsx_str() first: they are typed strings there,
 * whatever they begin with.
 */
#ifndef GP_REPORT_DOCUMENT_XLSX_H
#define GP_REPORT_DOCUMENT_XLSX_H

#include "core/base/document.h"
#include "core/report/xlsx_text.h"

#define GP_XLSX_PAGE_CHARS 97  /* width of upright A4 without margins, in digits of 11 points */
#define GP_XLSX_WIDE_CHARS 144 /* of A4 across */

/* How numbers are shown: digits after the point, as the document printed them. */
#define GP_XLSX_PLACES 6
enum gp_xlsx_number {
	GP_XLSX_STRING,  /* no number; text as it stands */
	GP_XLSX_TYPED,   /* text that a clerk will type: a code like 007 stays one */
	GP_XLSX_GENERAL, /* as many digits as there are */
	GP_XLSX_PLAIN,   /* 0.00, with 0 … PLACES places */
	GP_XLSX_GROUPED = GP_XLSX_PLAIN + GP_XLSX_PLACES + 1,   /* 1,234.00 */
	GP_XLSX_PERCENT = GP_XLSX_GROUPED + GP_XLSX_PLACES + 1, /* 12.5% */
	GP_XLSX_NUMBERS = GP_XLSX_PERCENT + GP_XLSX_PLACES + 1,
};

enum gp_xlsx_line { /* looks of the lines of the first sheet */
	GP_XLSX_LINE_TITLE,
	GP_XLSX_LINE_HEADING,
	GP_XLSX_LINE_TEXT,
	GP_XLSX_LINE_CENTER,
	GP_XLSX_LINE_END,
	GP_XLSX_LINE_BOLD,
	GP_XLSX_LINE_NOTE,
	GP_XLSX_LINES,
};

struct gp_xlsx_sheet {
	const struct gp_block *block; /* a table or a chart */
	lxw_worksheet *ws;
	const char *name;
	unsigned top; /* row of the sheet where the table begins, below its caption */
};

/* A cell that has an id, sorted by it. */
struct gp_xlsx_place {
	const struct gp_cell *cell;
	const struct gp_xlsx_sheet *sheet;
	unsigned row; /* of the sheet, from 0 */
	size_t order; /* in the document */
	double value; /* for the sums it goes into */
	bool known;
};

struct gp_xlsx {
	const struct gp_document *d;
	lxw_workbook *wb;
	lxw_worksheet *text; /* NULL: the document is tables only */
	struct gp_xlsx_sheet *sheets;
	size_t sheet_count;
	struct gp_xlsx_place *places;
	size_t place_count;
	bool zh;
	bool form;            /* has cells to fill: the rest is protected */
	lxw_error failed;     /* the first */
	struct gp_err *e;
	struct gp_arena keep; /* as long as the workbook */
	struct gp_arena now;  /* of one cell or line */
	/* by align, head, bold, input; made when first wanted */
	lxw_format *styles[GP_XLSX_NUMBERS][3][2][2][2];
	lxw_format *lines[GP_XLSX_LINES];
	lxw_format *bold; /* of a run in a line */
};

/* --- document_xlsx_style.c */

/* How a cell's number is shown; GP_XLSX_STRING for text, also one that is not its number. */
enum gp_xlsx_number gp_xlsx_number(const struct gp_cell *c);
lxw_format *gp_xlsx_cell_style(
    struct gp_xlsx *x, const struct gp_cell *c, enum gp_xlsx_number number);
lxw_format *gp_xlsx_line_style(struct gp_xlsx *x, enum gp_xlsx_line line);
double gp_xlsx_line_points(enum gp_xlsx_line line);
/* Lines that text of 11 points takes in a width of so many digits. */
unsigned gp_xlsx_lines(const char *s, size_t n, double chars);
void gp_xlsx_height(
    struct gp_xlsx *x, lxw_worksheet *ws, lxw_row_t row, unsigned lines, double points);
lxw_format *gp_xlsx_bold(struct gp_xlsx *x);

/* --- document_xlsx_sum.c */

void gp_xlsx_index(struct gp_xlsx *x);
/* True when the cell is to be a formula: it has a sum, and a number or a form around it. */
bool gp_xlsx_is_formula(const struct gp_xlsx *x, const struct gp_cell *c);
/*
 * Writes "=SUM(…)" and the value. GP_EINTEGRITY when the cell says another number, or sums
 * what is not there.
 */
int gp_xlsx_formula(struct gp_xlsx *x, const struct gp_xlsx_sheet *s, const struct gp_cell *c,
    struct gp_buf *out, double *value);

/* --- document_xlsx_table.c, document_xlsx_text.c */

/* Paper, header, footer, protection: what all sheets have. */
void gp_xlsx_page(struct gp_xlsx *x, lxw_worksheet *ws, bool wide);
int gp_xlsx_table(struct gp_xlsx *x, const struct gp_xlsx_sheet *s);
int gp_xlsx_chart(struct gp_xlsx *x, const struct gp_xlsx_sheet *s);
void gp_xlsx_text(struct gp_xlsx *x);
/* Keeps the first failure of the library. */
void gp_xlsx_try(struct gp_xlsx *x, lxw_error failed);

#endif

/*
 * document.h - a document as blocks: headings, paragraphs, lists, tables with spans, charts.
 *
 * What a report generator returns and what a reader finds in a file; every writer prints this
 * and nothing else. As a value (value.h) it is what scripts see:
 *
 *   { title, language, author, date, footer, draft,        -- all may be missing but blocks
 *     blocks = {
 *       { kind = "title",     text = TEXT },
 *       { kind = "heading",   text = TEXT, level = 1 … 6 },
 *       { kind = "paragraph", text = TEXT, align = "start"|"center"|"end", indent = bool },
 *       { kind = "note",      text = TEXT },               -- small print
 *       { kind = "list",      items = { TEXT, … }, ordered = bool },
 *       { kind = "table",     id, caption, sheet, head = rows that begin each page,
 *                             widths = { number, … },      -- relative, one a grid column
 *                             rows = { { CELL, … }, … } },
 *       { kind = "chart",     caption, unit, bars = { { label, value }, … } },
 *       { kind = "break" },                                -- a new page
 *     } }
 *
 *   TEXT  a string, or a list of strings and { text, bold, href }
 *   CELL  a string, a number, or { text, value, cols, rows, head, bold, align, id, note, sum, input, at }
 *
 * Cells stand as in HTML: one that reaches over several columns or rows is listed once, at its top left,
 * and those it covers are not listed. Strings are UTF-8; "\n" is a line end.
 */
#ifndef GP_BASE_DOCUMENT_H
#define GP_BASE_DOCUMENT_H

#include "core/base/value.h"

#define GP_DOCUMENT_BLOCKS 20000
#define GP_TABLE_COLS 64
#define GP_TABLE_ROWS 5000
#define GP_TABLE_CELLS 100000 /* of all tables of a document */
#define GP_DOCUMENT_PACKED ((size_t)8 << 20)

enum gp_align {
	GP_ALIGN_AUTO, /* numbers and headings in the middle, text at the start */
	GP_ALIGN_START,
	GP_ALIGN_CENTER,
	GP_ALIGN_END,
};

/* Text of one look. */
struct gp_run {
	const char *text; /* with a NUL after it */
	size_t n;
	bool bold;
	const char *href; /* absolute address, or NULL */
};

struct gp_runs {
	const struct gp_run *list;
	size_t count;
};

/* What may be typed into a cell of a form that is to be filled. */
enum gp_input {
	GP_INPUT_NONE,
	GP_INPUT_INTEGER, /* 0, 1, 2 … */
	GP_INPUT_DECIMAL, /* not negative */
	GP_INPUT_TEXT,
	GP_INPUT_YESNO,   /* 是, 否 */
	GP_INPUTS,
};

struct gp_cell {
	const char *text;   /* as printed; a number's shortest digits when nothing else was said */
	size_t n;
	bool is_number;
	double number;
	unsigned col;       /* of the grid, from 0 */
	unsigned cols, rows; /* that it covers, at least 1 */
	bool head, bold;
	enum gp_align align;
	enum gp_input input;
	const char *id;     /* "3.A1/总计", or NULL */
	const char *note;   /* a comment for whoever fills it, or NULL */
	const char *at;     /* where it stood in the file that was read: "三!C5", or NULL */
	const char *const *sum; /* ids of cells of this document that add up to it, NULL at the end; or NULL */
};

struct gp_row {
	const struct gp_cell *cells;
	size_t count;
};

struct gp_table {
	const char *id, *caption, *sheet; /* or NULL; sheet: its name in a workbook */
	const struct gp_row *rows;
	size_t row_count;
	unsigned cols;       /* of the grid */
	unsigned head;       /* rows at the top that are repeated on each page */
	const double *widths; /* one a column, adding up to 1; never NULL when cols > 0 */
};

struct gp_bar {
	const char *label;
	double value; /* not negative */
};

struct gp_chart {
	const char *caption, *unit; /* or NULL */
	const struct gp_bar *bars;
	size_t count;
};

enum gp_block_kind {
	GP_BLOCK_TITLE,
	GP_BLOCK_HEADING,
	GP_BLOCK_PARAGRAPH,
	GP_BLOCK_NOTE,
	GP_BLOCK_LIST,
	GP_BLOCK_TABLE,
	GP_BLOCK_CHART,
	GP_BLOCK_BREAK,
	GP_BLOCKS,
};

struct gp_block {
	enum gp_block_kind kind;
	unsigned level;       /* of a heading, 1 … 6 */
	enum gp_align align;  /* of a paragraph */
	bool indent;          /* of a paragraph: two characters, as Chinese text is set */
	bool ordered;         /* of a list */
	struct gp_runs text;
	const struct gp_runs *items; /* of a list */
	size_t item_count;
	const struct gp_table *table;
	const struct gp_chart *chart;
};

struct gp_document {
	const char *title, *author, *date, *footer; /* or NULL; date: 2025-01-20 */
	const char *language; /* "zh" or "en" */
	bool draft;           /* every page says so */
	const struct gp_block *blocks;
	size_t count;
};

/*
 * Reads a value as a document; strings stay those of the value, the rest lies in the arena.
 * GP_ESCRIPT for one that is none: "blocks[3].rows[2][1]: …". Unknown keys are refused. Spans that
 * overlap or leave the table are refused, rows that end early are filled with empty cells.
 */
int gp_document_read(struct gp_document *out, struct gp_arena *a, const struct gp_value *v, struct gp_err *e) GP_MUST_USE;

/* GP_ELIMIT, with a sentence that says the limits above: what a reader answers to a larger file. */
int gp_document_too_large(struct gp_err *e);

/* The same as a value, packed: what a reader sends through a pipe. b->full when it did not fit. */
void gp_document_pack(struct gp_buf *b, const struct gp_document *d);


#endif

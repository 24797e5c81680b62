/*
 * xlsx_impl.h - between the files of the reader of workbooks.
 */
#ifndef GP_DOC_XLSX_IMPL_H
#define GP_DOC_XLSX_IMPL_H

#include "core/base/document.h"
#include "core/doc/doc_facts.h"
#include "core/doc/ooxml.h"

#define GP_XLSX_TEXT_MAX ((size_t)1 << 20) /* bytes of one cell; Excel stops at 32,767 characters */
#define GP_XLSX_STRINGS 1000000
#define GP_XLSX_STYLES 65536
#define GP_XLSX_MERGES 100000

struct gp_xlsx_string {
	const char *p;
	size_t n;
};

#define GP_XLSX_SHEETS 1000

struct gp_xlsx_named {
	const char *name, *id; /* id: of the relationship to its part */
	bool hidden;
};

/* What the cells refer to. */
struct gp_xlsx_book {
	struct gp_ooxml file;
	struct gp_ooxml_rels rels;      /* to the sheets */
	struct gp_xlsx_named *sheets;   /* free() */
	size_t sheet_count, sheet_cap;
	bool is_book;                   /* it has the element that a workbook consists of */
	struct gp_xlsx_string *strings; /* free() */
	size_t string_count;
	bool *dates;                    /* one a cell format: it shows a date or a time of day; free() */
	size_t format_count;
	bool from_1904;
	size_t cells;                   /* in the tables so far */
};

/* A cell that holds something. Rows and columns from 0. */
struct gp_xlsx_cell {
	uint32_t row, col;
	const char *text;
	size_t n;
	bool is_number, no_value;
	double number;
};

struct gp_xlsx_merge {
	uint32_t top, left, bottom, right; /* inclusive */
};

#define GP_XLSX_LINKS 20000 /* of a sheet; those beyond are not noted */

struct gp_xlsx_link {
	uint32_t row, col;
	const char *id; /* of the relationship */
};

/* The cells of one sheet, of an older workbook (xls_impl.h) as well. */
struct gp_xlsx_sheet {
	struct gp_xlsx_cell *cells;   /* free() */
	size_t count, cap;
	struct gp_xlsx_merge *merges; /* free() */
	size_t merge_count, merge_cap;
	struct gp_xlsx_link *links;   /* free() */
	size_t link_count, link_cap;
	uint32_t *hidden_rows;        /* free() */
	size_t hidden_count, hidden_cap;
	size_t cell_max;              /* 0: as many as the tables of a document hold */
};

/* The workbook itself: its sheets, strings and styles. Free also after a failure. */
int gp_xlsx_read_book(struct gp_xlsx_book *b, struct gp_err *e) GP_MUST_USE;
void gp_xlsx_book_free(struct gp_xlsx_book *b);
/* Its strings and styles alone. */
int gp_xlsx_read_strings(struct gp_xlsx_book *b, const char *part, struct gp_err *e) GP_MUST_USE;
int gp_xlsx_read_styles(struct gp_xlsx_book *b, const char *part, struct gp_err *e) GP_MUST_USE;
/* The text of a string item or a cell: line ends "\n", _x000D_ and the like resolved (ST_Xstring). In the arena. */
struct gp_xlsx_string gp_xlsx_read_text(struct gp_arena *a, const char *s, size_t n);

/* The cells, merged ranges and links of a sheet; free it also after a failure. `name` is for messages. */
int gp_xlsx_read_sheet(struct gp_xlsx_book *b, struct gp_xlsx_sheet *out, const char *part, const char *name,
    struct gp_err *e) GP_MUST_USE;
void gp_xlsx_sheet_free(struct gp_xlsx_sheet *s);
/* One that holds nothing is left out. False: there are as many as there may be, of which gp_xlsx_full() complains. */
bool gp_xlsx_add_cell(struct gp_xlsx_sheet *t, const struct gp_xlsx_cell *c) GP_MUST_USE;
int gp_xlsx_full(const struct gp_xlsx_sheet *t, const char *name, struct gp_err *e);
/* False: there are GP_XLSX_MERGES. */
bool gp_xlsx_add_merge(struct gp_xlsx_sheet *t, const struct gp_xlsx_merge *m) GP_MUST_USE;
void gp_xlsx_hide_row(struct gp_xlsx_sheet *t, uint32_t row);

/* --- what becomes of the cells. *cells: those of the sheets before, too. The first two sort them. */

/* The table of a sheet, NULL for an empty one. */
int gp_xlsx_read_table(struct gp_arena *a, size_t *cells, struct gp_xlsx_sheet *s, const char *name,
    const struct gp_table **out, struct gp_err *e) GP_MUST_USE;
/* The sheet as grid.h has it; read with a `cell_max` of gp_xlsx_grid_max(). */
int gp_xlsx_pack_grid(struct gp_buf *out, struct gp_arena *a, size_t *cells, struct gp_xlsx_sheet *s, const char *name,
    bool hidden, struct gp_err *e) GP_MUST_USE;
size_t gp_xlsx_grid_max(size_t cells);
/* Each cell as a block of the facts. */
int gp_xlsx_add_facts(struct gp_doc_builder *b, const struct gp_xlsx_sheet *s, const char *name, bool hidden,
    struct gp_err *e) GP_MUST_USE;

/* "sheet!C5" of row and column from 0, in the arena. */
const char *gp_xlsx_place(struct gp_arena *a, const char *sheet, uint32_t row, uint32_t col);

/* A format code that shows a date or a time of day (18.8.30); a duration ("[h]:mm") is a number. */
bool gp_xlsx_is_date(const char *code);
/* The same for the number of a format that needs no code, in Chinese workbooks. */
bool gp_xlsx_is_date_id(unsigned long id);
/* The date of a day number into out; NULL when it is none (before 1900, after 9999). */
const char *gp_xlsx_date(double serial, bool from_1904, char out[40]);

#endif

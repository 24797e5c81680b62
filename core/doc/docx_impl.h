/*
 * docx_impl.h - between the files of the reader of Word files.
 */
#ifndef GP_DOC_DOCX_IMPL_H
#define GP_DOC_DOCX_IMPL_H

#include "core/base/document.h"
#include "core/doc/ooxml.h"

#define GP_DOCX_STYLES 5000
#define GP_DOCX_NUMBERINGS 5000
#define GP_DOCX_TEXT_MAX ((size_t)8 << 20) /* bytes of one paragraph or cell */

/* --- styles (17.7) and numbering (17.9) */

#define GP_DOCX_NO_LEVEL 9 /* of an outline: body text */

struct gp_docx_in_style {
	const char *id, *based_on; /* based_on: or NULL */
	bool title;
	int level;  /* of the outline, 0 … 9; -1: says nothing */
	int list;   /* the numbering its paragraphs have, 0: none; -1: says nothing */
};

struct gp_docx_numbering {
	long id;
	long abstract;  /* of a numbering in use: what it follows */
	unsigned bullets; /* one bit a level: it has no numbers */
};

struct gp_docx_in_styles {
	struct gp_docx_in_style *list;               /* by id; free() */
	size_t count;
	struct gp_docx_numbering *used, *defined; /* by id; free() */
	size_t used_count, defined_count;
};

/* Reads both parts; NULL: the file has none. Free also after a failure. */
int gp_docx_in_styles(struct gp_docx_in_styles *s, struct gp_ooxml *o, const char *styles, const char *numbering,
    struct gp_err *e) GP_MUST_USE;
void gp_docx_styles_free(struct gp_docx_in_styles *s);
/* What paragraphs of a style are, with what it is based on; level and list are set. */
struct gp_docx_in_style gp_docx_in_style(const struct gp_docx_in_styles *s, const char *id);
/* Whether this level of a numbering counts, rather than showing bullets. */
bool gp_docx_counts(const struct gp_docx_in_styles *s, long numbering, unsigned level);

/* --- tables (17.4) */

struct gp_docx_cell {
	unsigned col, cols, rows; /* of the grid; rows: once it is known what continues it */
	bool merged;              /* with a cell above or below */
	bool continues;           /* the cell above it, which it is merged with */
	bool filler;              /* no cell: the grid before the first one of a row */
	bool bold;
	enum gp_align align;
	const char *text;
	size_t n;
};

struct gp_docx_row {
	size_t first, count; /* of the cells */
	bool head, deleted;
};

struct gp_docx_in_table {
	struct gp_docx_cell *cells; /* free() */
	size_t cell_count, cell_cap;
	struct gp_docx_row *rows;   /* free() */
	size_t row_count, row_cap;
	double *widths;             /* of the columns, in twentieths of a point; free() */
	size_t width_count;
};

/* Adds to a row that was begun; false where the document holds no more. */
bool gp_docx_row_begin(struct gp_docx_in_table *t);
bool gp_docx_cell_add(struct gp_docx_in_table *t, const struct gp_docx_cell *c);
/* The table as a block's; `number` counts the tables of the file, from 1. */
const struct gp_table *gp_docx_in_table(const struct gp_docx_in_table *t, struct gp_arena *a, unsigned number);

#endif

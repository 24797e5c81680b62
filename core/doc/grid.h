/*
 * grid.h - a workbook or a text of fields as sheets of cells, for what is taken out of ledgers.
 *
 * Unlike a document (xlsx.h) it holds hidden sheets too, knows no layout, and is as large as a ledger.
 * Packed (core/base/value.h): a list of sheets, each a map of
 *   name         of the sheet; "" for text
 *   hidden       true or false
 *   cols, top    columns (from the first, A); the number of the first row in `rows`, from 1
 *   rows         lists of cells, what is empty at their ends left out: a string, a number that is not shown as a
 *                date, or null. Dates are "2025-01-20", "2025-01-20T09:30:00" or "09:30:00".
 *   merges       top, left, bottom, right of each range of merged cells, one after the other, from 1
 *   hidden_rows  their numbers, from 1
 *   no_value     row and column of each formula that was saved without its value, from 1
 */
#ifndef GP_DOC_GRID_H
#define GP_DOC_GRID_H

#include "core/base/document.h"
#include "core/base/value.h"

#define GP_GRID_CELLS 500000 /* that hold something, of all sheets */
#define GP_GRID_ROWS 100000  /* between the first and the last of a sheet */
#define GP_GRID_COLS 512
#define GP_GRID_PACKED ((size_t)48 << 20)

/*
 * Appends the sheets of the workbook p[0..n). GP_EPARSE: no workbook or damaged; GP_EUSAGE: encrypted; GP_ELIMIT: more
 * than the above, or than `packed` takes. The arena holds what is needed in between.
 */
int gp_xlsx_grid(struct gp_buf *packed, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/*
 * The same of UTF-8 text with separated fields (RFC 4180; comma, semicolon or tab, whichever parts the first lines
 * most evenly). A quote that stands inside of a field is itself; the last one may be missing.
 */
int gp_csv_grid(struct gp_buf *packed, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/* The same of the tables of a web page, each a sheet: "" of a single one, else their number. GP_EPARSE: there is none. */
int gp_document_grid(struct gp_buf *packed, const struct gp_document *d, struct gp_err *e) GP_MUST_USE;
/* Whether a tree from elsewhere has the shape above. */
bool gp_grid_is(const struct gp_value *v);

#endif

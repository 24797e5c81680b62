/*
 * table_xlsx.h - a ledger as a workbook that people go on working in: real dates and numbers, drop-downs, widths by
 * what stands in the columns, a header that stays in view, hidden sheets and columns.
 *
 * A document (document.h) is something to be printed; this is something to be sorted, filtered and typed into. Every
 * text is a typed string in a cell of the format "text", whatever it begins with: neither opening nor editing one
 * makes a formula of it.
 */
#ifndef GP_REPORT_TABLE_XLSX_H
#define GP_REPORT_TABLE_XLSX_H

#include "core/base/value.h"

#define GP_TABLE_XLSX_MAX ((size_t)64 << 20) /* bytes of a workbook */

/*
 * Appends the workbook of
 *   { title = "…", sheets = { { name = "…", hidden = true, filter = true,
 *       columns = { { head = "…", type = "text"|"int"|"number"|"money"|"date"|"time", hidden = true, help = "…",
 *                     values = { "…", … } }, … },
 *       rows = { { cell, … }, … }, notes = { { row, column, "…" }, … } }, … } }
 * Cells are strings, numbers or null; money is in cents; a date "2025-01-20" or time "2025-01-20T09:30:00" in its column
 * becomes a real one, and what is none stays text. `values` is what a cell's list offers: any number, of any length.
 * `notes` are comments at cells, row and column counted from 1, the header being row 1. The header is there when a
 * column has a `head`. Members that are missing are as if empty, others are left alone.
 * GP_ELIMIT: more than a workbook or `out` can hold; GP_EIO: it cannot be written.
 */
int gp_table_xlsx(struct gp_buf *out, const struct gp_value *book, struct gp_err *e) GP_MUST_USE;

#endif

/*
 * xlsx_text.h - strings for libxlsxwriter, and its errors as ours.
 *
 * What passes gp_xlsx_str() becomes a typed string in the workbook, whatever it begins with.
 */
#ifndef GP_REPORT_XLSX_TEXT_H
#define GP_REPORT_XLSX_TEXT_H

#include <xlsxwriter.h>

#include "core/base/err.h"
#include "core/base/mem.h"

#define GP_XLSX_CELL_MAX 32767 /* UTF-16 units of text in a cell; Excel specifications and limits */

/*
 * s[0..n) as XML can hold it: control characters and what is no UTF-8 become U+FFFD, line ends
 * "\n"; "_x0041_", which would be read as "A" (ECMA-376 part 1, 22.9.2.19), is escaped. *units: its
 * length as Excel counts.
 */
char *gp_xlsx_str(struct gp_arena *a, const char *s, size_t n, size_t *units);
/* A name that a sheet may have, not yet taken, from `wanted` (NULL: from its number). */
const char *gp_xlsx_sheet_name(lxw_workbook *wb, struct gp_arena *a, const char *wanted,
    const char *otherwise, size_t number);
/* 0 when nothing failed. sys: errno of that time, or 0; folder: where the library's files lie. */
int gp_xlsx_failure(lxw_error failed, int sys, const char *folder, struct gp_err *e) GP_MUST_USE;

#endif

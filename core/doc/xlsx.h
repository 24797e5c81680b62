/*
 * xlsx.h - a workbook as a document (SpreadsheetML, ISO/IEC 29500-1, 18).
 *
 * Each visible sheet is a heading (its name) and a table (the rectangle around its cells that hold
 * something; merged cells reach no further). A number's text is its digits as stored, whatever its format
 * shows; but one that is shown as a date is its date: "2025-01-20", "2025-01-20T09:30:00" or "09:30:00".
 * `at` is "sheet!C5".
 */
#ifndef GP_DOC_XLSX_H
#define GP_DOC_XLSX_H

#include "core/base/document.h"

/* The note at a formula that was saved without its value, as by a program that does not calculate. */
#define GP_XLSX_NO_VALUE "formula without value"

/*
 * Reads p[0..n); the document lies in the arena. GP_EPARSE: no workbook or damaged; GP_EUSAGE: encrypted;
 * GP_ELIMIT: more rows, columns or cells than a document holds (document.h).
 */
int gp_xlsx_read(struct gp_document *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;

#endif

/*
 * reader.h - a file from anywhere as a document (core/base/document.h).
 *
 * The bytes are hostile. They are looked at in a worker (role "read", jailed as the parser of pages is), which answers
 * with a packed document; the parent believes none of it.
 *
 * What the readers give: headings, paragraphs, lists and tables in their order; cells have `at` ("三!C5" in a
 * workbook, "12:5" line and column in HTML, "table 2, row 3, cell 1" else) and, in a workbook, their number as it
 * is stored. Formulas count with the value that was saved with them.
 */
#ifndef GP_REPORT_READER_H
#define GP_REPORT_READER_H

#include "core/base/document.h"

#define GP_READER_FILE_MAX ((size_t)16 << 20)     /* bytes of a file */
#define GP_READER_CPU_S 10

enum gp_reader_type {
	GP_READER_XLSX,
	GP_READER_DOCX,
	GP_READER_HTML,
	GP_READER_MARKDOWN,
	GP_READER_TYPES,
};

/*
 * The type that the bytes are (magic numbers and, in a zip, its parts), whatever the name says; `name` decides only
 * between HTML and Markdown. GP_EUSAGE with the reason for what is not read: .doc, .xls, .wps, .et, .pdf, an image.
 */
int gp_reader_type(enum gp_reader_type *out, const char *p, size_t n, const char *name, struct gp_err *e) GP_MUST_USE;

/*
 * Reads p[0..n). `charset` of a page's Content-Type, or "". The tree lies in the arena; it has passed
 * gp_document_read(). GP_EPARSE: it is no such file, or damaged; GP_ELIMIT: larger than the limits; GP_EIO: no worker.
 */
int gp_reader_read(const struct gp_value **out, struct gp_arena *a, enum gp_reader_type type, const char *p, size_t n,
    const char *charset, struct gp_err *e) GP_MUST_USE;

/* The worker's main function (role "read"); returns an exit status. */
int gp_reader_worker(void);

#endif

/*
 * reader.h - a file from anywhere as a document (core/base/document.h), or as rules see it (core/doc/doc_facts.h).
 *
 * The bytes are hostile. They are looked at in a worker (role "read", jailed as the parser of pages is), which answers
 * with what it found, packed; the parent believes none of it. A PDF goes through pdftotext and pdfinfo first, each in
 * a jail of its own (roles "pdftext" and "pdfinfo": reader_pdf.c), and the worker reads what they printed.
 *
 * What the readers of documents give: headings, paragraphs, lists and tables in their order; cells have `at` ("三!C5" in a
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
	GP_READER_XLS, /* .et as well */
	/* these are not read as documents */
	GP_READER_TEXT,
	GP_READER_OFD,
	GP_READER_PDF,
	GP_READER_TYPES,
};

/*
 * The type that the bytes are (magic numbers and, in a zip, its parts), whatever the name says; `name` decides only
 * between HTML and Markdown. GP_EUSAGE with the reason for what is not read: .doc, .wps, .pdf, an image.
 */
int gp_reader_type(enum gp_reader_type *out, const char *p, size_t n, const char *name, struct gp_err *e) GP_MUST_USE;
/* The same for rules, which see OFD, PDF and plain text (any `name` but one of Markdown or HTML) as well. */
int gp_reader_type_for_rules(enum gp_reader_type *out, const char *p, size_t n, const char *name, struct gp_err *e)
    GP_MUST_USE;

/*
 * Reads p[0..n). `charset` of a page's Content-Type, or "". The tree lies in the arena; it has passed
 * gp_document_read(). GP_EPARSE: it is no such file, or damaged; GP_ELIMIT: larger than the limits; GP_EIO: no worker.
 */
int gp_reader_read(const struct gp_value **out, struct gp_arena *a, enum gp_reader_type type, const char *p, size_t n,
    const char *charset, struct gp_err *e) GP_MUST_USE;
/*
 * The same of a ledger, as sheets of cells (core/doc/grid.h): of GP_READER_XLSX, GP_READER_XLS, of the tables of
 * GP_READER_HTML, or of GP_READER_TEXT with separated fields, whose charset is found out where "" is given. GP_EUSAGE for other types.
 */
int gp_reader_grid(const struct gp_value **out, struct gp_arena *a, enum gp_reader_type type, const char *p, size_t n,
    const char *charset, struct gp_err *e) GP_MUST_USE;
/*
 * Puts the packed facts of p[0..n) into `out`, initialised here; whoever unpacks them checks them. Errors as above;
 * GP_EUSAGE: encrypted, or pictures only. Web pages are no matter of this reader: their parser has the facts.
 */
int gp_reader_facts(struct gp_buf *out, enum gp_reader_type type, const char *p, size_t n, const char *charset,
    struct gp_err *e) GP_MUST_USE;

/* --- the same while other things go on (reading.c) */

enum gp_reading_form { GP_READING_DOCUMENT, GP_READING_FACTS, GP_READING_GRID, GP_READING_FORMS };

struct gp_reading;

/* The bytes are copied. Errors of gp_reader_read() that are known at once. */
int gp_reading_start(struct gp_reading **out, enum gp_reading_form form, enum gp_reader_type type, const char *p, size_t n,
    const char *charset, struct gp_err *e) GP_MUST_USE;
/* Becomes readable when there is something to do. It changes from turn to turn. */
int gp_reading_fd(const struct gp_reading *r);
/* Milliseconds until it is given up; gp_reading_turn() then says so. */
int64_t gp_reading_left(const struct gp_reading *r);
/* 1: done; 0: it goes on; -1: failed. */
int gp_reading_turn(struct gp_reading *r, struct gp_err *e) GP_MUST_USE;
/* What came out, once it is done: a packed value or packed facts. */
const struct gp_buf *gp_reading_packed(const struct gp_reading *r);
void gp_reading_free(struct gp_reading *r); /* accepts NULL */

/* The workers' main functions; each returns an exit status. */
int gp_reader_worker(void);      /* role "read" */
/* Where pdftotext is, or NULL: then no PDF can be read. */
const char *gp_pdf_program(void);
int gp_pdf_worker(bool info);    /* roles "pdftext" and "pdfinfo" */

#endif

/*
 * document.h - a document (core/base/document.h) as a file, one writer a format.
 *
 * Each writer appends the whole file to a buffer: the bytes are the same whenever the document is. The caller bounds the
 * buffer; GP_ELIMIT when the file is larger. What cannot be said in a format is said in words, never left out.
 */
#ifndef GP_REPORT_DOCUMENT_H
#define GP_REPORT_DOCUMENT_H

#include "core/base/document.h"

enum gp_document_format {
	GP_DOCUMENT_HTML, /* one file, no script; prints to A4 */
	GP_DOCUMENT_DOCX, /* Office Open XML (ECMA-376), for Word and WPS */
	GP_DOCUMENT_XLSX, /* a sheet for each table, sums as formulas */
	GP_DOCUMENT_MD,   /* Markdown with pipe tables */
	GP_DOCUMENT_PDF,  /* the HTML, printed by a browser of this machine */
	GP_DOCUMENT_FORMATS,
};
/* "html", …; GP_DOCUMENT_FORMATS when it is none. */
enum gp_document_format gp_document_format_by_name(const char *name);

int gp_document_html(struct gp_buf *out, const struct gp_document *d, struct gp_err *e) GP_MUST_USE;
int gp_document_md(struct gp_buf *out, const struct gp_document *d, struct gp_err *e) GP_MUST_USE;
int gp_document_xlsx(struct gp_buf *out, const struct gp_document *d, struct gp_err *e) GP_MUST_USE;
/* An office's own .docx. */
struct gp_document_sample {
	const char *name; /* for messages */
	const char *p;
	size_t n;
};
/*
 * `sample` may be NULL, for the form's standard look. Of a sample the pages, styles, headers and footers are kept;
 * what stands in its body is replaced, or only the paragraph that holds "{{report}}" if there is one. "{{title}}",
 * "{{agency}}" and "{{date}}" are filled in everywhere else, headers and footers too.
 */
int gp_document_docx(struct gp_buf *out, const struct gp_document *d, const struct gp_document_sample *sample,
    struct gp_err *e) GP_MUST_USE;
/* GP_ENOTFOUND when neither Chromium nor WeasyPrint is installed. */
int gp_document_pdf(struct gp_buf *out, const struct gp_document *d, struct gp_err *e) GP_MUST_USE;

#endif

/*
 * document_docx.h - what the files of the DOCX writer share; for them alone.
 *
 * WordprocessingML is ECMA-376 part 1, section 17; lengths are in twips (twentieths of a point), sizes of letters in
 * half points. The page is that of GB/T 9704-2012: A4, margins of 37, 35, 28 and 26 mm, 22 lines a page.
 */
#ifndef GP_REPORT_DOCUMENT_DOCX_H
#define GP_REPORT_DOCUMENT_DOCX_H

#include "core/report/document.h"

#define GP_WORD_PART_MAX ((size_t)64 << 20) /* bytes of one part of the package */
#define GP_WORD_TEXT_WIDTH 8845u            /* twips between the margins of the page below */
#define GP_WORD_PAGE                                                                      \
	"<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"                                           \
	"<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\""      \
	" w:header=\"851\" w:footer=\"1134\" w:gutter=\"0\"/>"
#define GP_WORD_NAMESPACES                                                                \
	" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""       \
	" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define GP_WORD_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define GP_WORD_RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define GP_WORD_MIME "application/vnd.openxmlformats-officedocument.wordprocessingml."

enum gp_word_style {
	GP_WORD_TITLE,
	GP_WORD_HEADING, /* of level 1; five more follow */
	GP_WORD_BODY = GP_WORD_HEADING + 6,
	GP_WORD_NOTE,
	GP_WORD_CAPTION,
	GP_WORD_CELL,
	GP_WORD_DRAFT,
	GP_WORD_FOOTER,
	GP_WORD_STYLES,
};

struct gp_word {
	const struct gp_document *d;
	bool zh;
	unsigned width;                     /* of the text, in twips */
	const char *style[GP_WORD_STYLES];  /* their ids in this file, escaped */
	const char *link_prefix;            /* of relationship ids: the first link is PREFIX1 */
	unsigned bullets;                   /* number of the list without order; ordered ones count from the next */
	struct gp_buf body;                 /* blocks, as they stand in w:body */
	struct gp_buf links;                /* Relationship elements */
	unsigned link_count, ordered_count;
	bool page_break;                    /* is due before the next paragraph */
	unsigned used;                      /* bit 1 << style */
};

/* document_docx_body.c */

/* Text of an element or an attribute; what XML 1.0 forbids becomes U+FFFD. */
void gp_word_text(struct gp_buf *out, const char *s, size_t n);
void gp_word_str(struct gp_buf *out, const char *s);
/* The elements of a run for text: "\n" and tabs are elements of their own. */
void gp_word_lines(struct gp_buf *out, const char *s, size_t n);
/* Run elements of text; `look` is the inside of w:rPr, "" for none. "\n" is a line break. */
void gp_word_run(struct gp_word *x, const char *s, size_t n, bool bold, const char *look);
/* The start of a paragraph up to its first run; `properties` follow the style in w:pPr. Ends with "</w:p>". */
void gp_word_paragraph(struct gp_word *x, enum gp_word_style style, const char *properties);
/* All blocks into x->body, and their links. GP_ELIMIT when that is too much for Word. */
int gp_word_body(struct gp_word *x, struct gp_err *e) GP_MUST_USE;

/* document_docx_table.c: w:tbl elements */
int gp_word_table(struct gp_word *x, const struct gp_table *t, struct gp_err *e) GP_MUST_USE;
void gp_word_chart(struct gp_word *x, const struct gp_chart *c);

/* document_docx_styles.c */
const char *gp_word_style_id(enum gp_word_style s);
/* The names by which an office's own file may have it, most usual first; NULL when there is no i-th. */
const char *gp_word_style_name(enum gp_word_style s, unsigned i);
/* Its w:style element, of a paragraph, with this id. */
void gp_word_style(struct gp_buf *out, enum gp_word_style s, const char *id, bool zh);
/* All of word/styles.xml. */
void gp_word_styles(struct gp_buf *out, const struct gp_word *x);

/* document_docx_parts.c: the other parts */
const char *gp_word_title(const struct gp_document *d); /* "" when it has none */
bool gp_word_is_date(const char *s); /* 2025-01-20, and there is such a day: Word calls a file with another damaged */
void gp_word_core(struct gp_buf *out, const struct gp_document *d);
void gp_word_abstract_list(struct gp_buf *out, unsigned id, bool ordered);
/* w:num elements of all lists: bullets of `bullet_list`, each ordered one of `ordered_list` from 1. */
void gp_word_nums(struct gp_buf *out, const struct gp_word *x, unsigned bullet_list, unsigned ordered_list);
/* All of word/numbering.xml. */
void gp_word_numbering(struct gp_buf *out, const struct gp_word *x);
/* The paragraph that says "draft" at the head of a page. */
void gp_word_draft(struct gp_buf *out, const struct gp_word *x);
/* All of a header that says it. */
void gp_word_header(struct gp_buf *out, const struct gp_word *x);
/* The package of a document without a sample. */
int gp_word_package(struct gp_buf *out, const struct gp_word *x, struct gp_err *e) GP_MUST_USE;

/* document_docx_fill.c: the package of an office's own file, filled; sets width, style, link_prefix and bullets */
int gp_word_fill(struct gp_buf *out, struct gp_word *x, const struct gp_document_sample *sample, struct gp_err *e) GP_MUST_USE;

#endif

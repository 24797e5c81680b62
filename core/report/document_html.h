/*
 * document_html.h - what the files of the HTML writer of documents share.
 *
 * A page is written from top to bottom. Its style sheet comes first and holds the widths of all
 * columns: the page's own policy allows no style attributes.
 */
#ifndef GP_REPORT_DOCUMENT_HTML_H
#define GP_REPORT_DOCUMENT_HTML_H

#include "core/base/document.h"
#include "core/report/markup.h"

struct gp_sheet {
	struct gp_markup m;
	const struct gp_document *d;
	bool english;
	bool form;              /* something is to be filled in */
	unsigned top;           /* the HTML level of a heading of level 1 */
	unsigned depth;         /* of the heading above, so that none is left out */
	unsigned tables, charts; /* so far */
};

/* The Chinese words or the English ones. */
const char *gp_sheet_word(const struct gp_sheet *s, const char *zh, const char *en);
/* Text of a document; "\n" becomes <br>. */
void gp_sheet_text(struct gp_sheet *s, const char *p, size_t n);

/* The rules for the table number `n`, from 1. */
void gp_sheet_table_style(struct gp_buf *css, const struct gp_table *t, unsigned n);
void gp_sheet_table(struct gp_sheet *s, const struct gp_table *t);
void gp_sheet_chart(struct gp_sheet *s, const struct gp_chart *c);

extern const unsigned char gp_document_html_css[];
extern const size_t gp_document_html_css_n;

#endif

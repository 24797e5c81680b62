/*
 * document.h - a web page as a document (core/base/document.h).
 *
 * What a reader of the page sees, in its order: headings h1 to h6, paragraphs, lists, and those
 * tables that hold data. Portals also lay pages out with tables: one that has another table of
 * several cells or a heading inside, or a single cell, is no table here but what stands in it.
 * A line in bold that looks like a heading stays a paragraph. Columns and rows of tables are
 * counted as in the HTML Standard, 4.9.12; what is merged wrongly is cut to what fits.
 */
#ifndef GP_WEB_DOCUMENT_H
#define GP_WEB_DOCUMENT_H

#include "core/base/document.h"

/*
 * Appends the document, packed, to `out`; `charset` is that of the Content-Type, "" or NULL for
 * none. Cells have the line and column of the page as UTF-8 in `at`: "12:5". title, author and
 * date are the page's labels ArticleTitle, ContentSource and PubDate, the title else its <title>.
 * GP_ELIMIT beyond the limits of a document, of a tree (tree.h), or of `out`. The depth of the
 * page costs memory, which is bounded, and no stack.
 */
int gp_page_document(struct gp_buf *out, const char *html, size_t n, const char *charset,
    struct gp_err *e) GP_MUST_USE;

#endif

/*
 * markdown.h - a Markdown text as a document (CommonMark 0.30, with the pipe tables of GFM 0.29, 4.10).
 *
 * Raw HTML is text; what is set in italics is plain; images are their description; lists within lists are items of
 * the outer one. Cells of tables are text, without `at`.
 */
#ifndef GP_DOC_MARKDOWN_H
#define GP_DOC_MARKDOWN_H

#include "core/base/document.h"

#define GP_MARKDOWN_MAX ((size_t)4 << 20) /* bytes */

/* Reads UTF-8; the document lies in the arena. GP_ELIMIT: longer than that, or more than a document holds. */
int gp_markdown_read(struct gp_document *out, struct gp_arena *a, const char *p, size_t n,
    struct gp_err *e) GP_MUST_USE;

#endif

/*
 * markdown_impl.h - between the files of the reader of Markdown.
 */
#ifndef GP_DOC_MARKDOWN_IMPL_H
#define GP_DOC_MARKDOWN_IMPL_H

#include "core/base/document.h"

/* What a pipe table takes of the text. */
struct gp_markdown_lines {
	const char *p;
	size_t n;
	unsigned cols;  /* 0: here is none */
};

/*
 * The pipe table that begins at the start of a line at p[0..n): a line of cells and, below, one of
 * dashes with as many cells; up to the next line that is blank or has no "|".
 */
struct gp_markdown_lines gp_markdown_table_at(const char *p, size_t n);

/* The text of a cell as it would stand in a paragraph, appended to `out`. */
typedef void gp_markdown_cell_fn(void *user, struct gp_buf *out, const char *s, size_t n, bool *bold);

/* NULL where the document holds no more cells; *cells counts them. */
const struct gp_table *gp_markdown_table(const struct gp_markdown_lines *lines, struct gp_arena *a, size_t *cells,
    gp_markdown_cell_fn *cell, void *user);

#endif

/*
 * document_md.h - text as Markdown; private to document_md*.c.
 *
 * What is written reads back as the same text in CommonMark 0.30 and GFM 0.29: every character that
 * could be markup where it stands is escaped, and emphasis is set only where those rules let it
 * begin and end, which is not everywhere between Chinese punctuation.
 */
#ifndef GP_REPORT_DOCUMENT_MD_H
#define GP_REPORT_DOCUMENT_MD_H

#include "core/base/document.h"

struct gp_md_text {
	struct gp_buf *out;
	const char *indent; /* of the lines after the first */
	bool one_line;      /* headings and cells: a line end becomes a space */
	size_t from;        /* where it begins in `out` */
	bool start;         /* at the beginning of a line */
	unsigned breaks;    /* line ends that wait for what follows */
};

/* All of the text of a block: once gp_md_runs(), or once or more gp_md_text(). */
void gp_md_text(struct gp_md_text *m, const char *s, size_t n);
void gp_md_runs(struct gp_md_text *m, const struct gp_runs *t);

#endif

/*
 * terms_input.h - the text that terms are looked for in, a piece at a time.
 *
 * A piece is whole lines, as long as lines have less than GP_TERMS_PIECE bytes; a longer line is handed out in parts
 * that overlap, with what stands before. UTF-8 is taken as it is, malformed bytes included; other charsets
 * that a byte order mark or the bytes themselves name (GBK) are decoded, and offsets are then those
 * of the text as UTF-8. A byte order mark is no part of the text.
 * Of an office file or a PDF the text is what rules see (core/doc/doc_facts.h), properties behind it.
 */
#ifndef GP_CMD_TERMS_INPUT_H
#define GP_CMD_TERMS_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

#define GP_TERMS_PIECE ((size_t)256 << 10)
#define GP_TERMS_CONTEXT ((size_t)512)         /* bytes before the place to go on from that a part of a line keeps */
#define GP_TERMS_DECODED ((size_t)256 << 20)   /* bytes of a text that has to be decoded */

struct gp_terms_input {
	int fd;
	const char *name;
	struct gp_buf bytes;
	bool eof, begun;
	uint64_t base; /* offset in the text of bytes.data[0] */
	size_t at;     /* from where on it is new */
	size_t piece;  /* where the piece ends */
	bool more;     /* the line goes on behind the piece */
};

/* `name`: a file, or "-" for standard input. GP_ENOTFOUND, GP_EIO; GP_EUSAGE for a folder. */
int gp_terms_input_open(struct gp_terms_input *in, const char *name, struct gp_err *e) GP_MUST_USE;
/* The next piece, bytes.data[at..piece). 1: there is one, 0: the text has ended; -1: GP_EIO, GP_ELIMIT, or why a document is not read. */
int gp_terms_input_next(struct gp_terms_input *in, struct gp_err *e) GP_MUST_USE;
/* What is before bytes.data[done] is dealt with. */
void gp_terms_input_done(struct gp_terms_input *in, size_t done);
void gp_terms_input_close(struct gp_terms_input *in);

#endif

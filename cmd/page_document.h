/*
 * page_document.h - what a rule sees of a file that is no page, for `govpub page`.
 */
#ifndef GP_CMD_PAGE_DOCUMENT_H
#define GP_CMD_PAGE_DOCUMENT_H

#include "cmd/cmd.h"
#include "cmd/page_input.h"

/*
 * 1: the file is a document, and `out` has it; 0: it is a page, or text that may be taken for one. -1: nobody can read
 * it, and why; GP_EIO, GP_ELIMIT as well.
 */
int gp_page_document_show(struct gp_buf *out, struct gp_ctx *ctx, enum gp_lang lang, bool json,
    const struct gp_page_input *in, struct gp_err *e) GP_MUST_USE;

#endif

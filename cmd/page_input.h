/*
 * page_input.h - a page for rules to look at: a file on disk, or fetched from its address.
 */
#ifndef GP_CMD_PAGE_INPUT_H
#define GP_CMD_PAGE_INPUT_H

#include <stdbool.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/script/session.h"

struct gp_page_input {
	const char *file; /* NULL: it came from its address */
	struct gp_script_page page; /* at offset 0 of a session */
	struct gp_buf body;
	struct gp_arena strings;
};

/*
 * `word`: an address with http:// or https://, or a file. `base`: the address that a
 * file is to be taken for, or NULL. GP_ENOTFOUND, GP_EIO (also when the site gives no page), GP_ELIMIT.
 */
int gp_page_input_read(struct gp_page_input *p, const char *word, const char *base, struct gp_err *e) GP_MUST_USE;
/* The same; `stop` (or NULL) is asked while an address is fetched: whether to give up. */
int gp_page_input_fetch(struct gp_page_input *p, const char *word, const char *base, bool (*stop)(void),
    struct gp_err *e) GP_MUST_USE;
/*
 * The page of a test: only its bytes, and only from a plain file within the rule's `folder` (with "/" at
 * its end, or ""), for the name is the word of whoever wrote the rule. GP_ENOTFOUND, GP_EUSAGE, GP_EIO, GP_ELIMIT.
 */
int gp_page_input_beside(struct gp_page_input *p, const char *folder, const char *name, struct gp_err *e) GP_MUST_USE;
void gp_page_input_free(struct gp_page_input *p);

#endif

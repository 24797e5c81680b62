/*
 * shell_session.h - what `govpub shell` works with: a script worker, the rules at hand, and pages.
 *
 * A worker that was stopped is replaced; its variables are lost, the pages are given to the next one.
 */
#ifndef GP_CMD_SHELL_SESSION_H
#define GP_CMD_SHELL_SESSION_H

#include "cmd/cmd.h"
#include "cmd/page_input.h"
#include "core/office/office.h"
#include "core/rules/rules.h"
#include "core/script/script_shell.h"

#define GP_SHELL_CPU_MS 10000
#define GP_SHELL_WALL_MS 30000

enum gp_shell_end {
	GP_SHELL_DONE,
	GP_SHELL_MORE,    /* the piece is not complete */
	GP_SHELL_ERROR,   /* it broke: s->error */
	GP_SHELL_STOPPED, /* its worker was stopped, and all variables are lost: s->error */
};

struct gp_shell {
	struct gp_ctx *ctx;
	enum gp_lang lang;
	int width;                      /* columns of the terminal */
	struct gp_rules *rules;
	struct gp_office *office;       /* NULL outside of one */
	int pack;                       /* of the office, whose modules require finds */
	struct gp_session session;
	bool fresh;                     /* the worker has none of the pages yet */
	struct gp_page_input pages[GP_SHELL_PAGES]; /* bodies lie in the session's memory */
	int newest;                     /* slot of the page fetched last, from 1; 0: none */
	/* the answer to the last request */
	struct gp_arena arena;
	struct gp_buf packed;
	struct gp_value answer;         /* the names */
	enum gp_script_outcome outcome;
	struct gp_err error;
};

/* `office_dir` as -C names it, or NULL. GP_ENOTFOUND, GP_EDENIED (no jail), GP_EIO. */
int gp_shell_open(struct gp_shell *s, struct gp_ctx *ctx, enum gp_lang lang, const char *office_dir,
    struct gp_err *e) GP_MUST_USE;
/* Accepts a cleared struct. */
void gp_shell_close(struct gp_shell *s);

/* Runs a piece of source; appends to `text` what is to be shown, safe on a terminal. -1: there is no worker. */
int gp_shell_run(struct gp_shell *s, const char *source, size_t n, const char *name, enum gp_shell_end *end,
    struct gp_buf *text, struct gp_err *e) GP_MUST_USE;
/* Reads a page or fetches it; its slot. -1: as gp_page_input_read(). */
int gp_shell_fetch(struct gp_shell *s, const char *word, struct gp_err *e) GP_MUST_USE;
/* A new worker with the rules as they are on disk now. */
int gp_shell_reset(struct gp_shell *s, struct gp_err *e) GP_MUST_USE;
/* How the word at the end of `text` can go on: a list of strings that lives until the next request, or NULL. */
const struct gp_value *gp_shell_names(struct gp_shell *s, const char *text, size_t n);

#endif

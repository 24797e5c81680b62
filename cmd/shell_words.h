/*
 * shell_words.h - the commands of a shell (".help"), and what stands for the word at the cursor.
 */
#ifndef GP_CMD_SHELL_WORDS_H
#define GP_CMD_SHELL_WORDS_H

#include "cmd/shell_session.h"

/* What a shell in use is. */
struct gp_repl {
	struct gp_shell shell;
	struct gp_buf piece; /* lines of what is not complete yet */
	struct gp_buf done;  /* every piece that ran well, for .save */
	struct gp_buf text;  /* to be shown */
	bool quit;
};

#define GP_REPL_DONE_MAX ((size_t)4 << 20)

/* Whether a line is a command: a dot and a letter. */
bool gp_repl_is_command(const char *line);
/* Runs it; what it says goes to r->text. -1: it failed, and the shell goes on. */
int gp_repl_command(struct gp_repl *r, const char *line, struct gp_err *e) GP_MUST_USE;
/* Runs a piece of source, and keeps it for .save when it ran well. -1: it broke, or there is no worker. */
int gp_repl_run(struct gp_repl *r, const char *source, size_t n, const char *name, enum gp_shell_end *end,
    struct gp_err *e) GP_MUST_USE;
/* What the stubs (lua/meta) say of a name: "page", "page.links", "select". False: nothing. */
bool gp_repl_explain(struct gp_buf *out, const char *name);

/* Files that begin with word[0..n), a line each; n. */
size_t gp_repl_files(const char *word, size_t n, struct gp_buf *out);
/* gp_shell_complete_fn; user: a gp_repl. */
size_t gp_repl_complete(void *user, const char *line, size_t n, struct gp_buf *out);

#endif

/*
 * shell_line.h - lines from a terminal, with editing, history and completion.
 *
 * The history lies in $XDG_STATE_HOME/govpub/shell_history, for its owner alone, HISTORY_MAX lines at most. Lines that
 * begin with a space are not kept, nor are those that look as if they held a password or a number of a person.
 */
#ifndef GP_CMD_SHELL_LINE_H
#define GP_CMD_SHELL_LINE_H

#include <stdbool.h>

#include "core/base/buf.h"
#include "core/base/err.h"

struct gp_shell_lines;

/*
 * How the line up to the cursor can go on: appends whole words to `out`, a line each, and returns how many bytes at
 * the end of the line each of them replaces.
 */
typedef size_t gp_shell_complete_fn(void *user, const char *line, size_t n, struct gp_buf *out);

enum gp_shell_input {
	GP_SHELL_LINE,
	GP_SHELL_BREAK, /* Ctrl-C: forget what was begun */
	GP_SHELL_END,
};

/* -1: this terminal cannot be used (GP_EIO). */
int gp_shell_lines_open(struct gp_shell_lines **out, gp_shell_complete_fn *complete, void *user,
    struct gp_err *e) GP_MUST_USE;
/* Writes the history. Accepts NULL. */
void gp_shell_lines_close(struct gp_shell_lines *l);
/* The next line without its end, in `line`. */
enum gp_shell_input gp_shell_lines_next(struct gp_shell_lines *l, const char *prompt, struct gp_buf *line);

/* Of the library. */
const char *gp_shell_lines_version(void);
/* Whether a line may go into the history file. */
bool gp_shell_keeps(const char *line);

#endif

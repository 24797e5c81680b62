/*
 * cmd.h - the verbs.
 *
 * To add one:
 *   1. in C: cmd/<verb>.c with `int gp_cmd_<verb>(ctx, argc, argv, e)`, declared here;
 *      or in Lua: cmd/<verb>.lua (core/command/command.h says what it can use);
 *   2. its row in the table of cmd/main.c, with the function, or NULL for one in Lua;
 *   3. man/govpub-<verb>.1 and man/zh_CN/govpub-<verb>.1, whose synopsis is
 *      what `govpub <verb> -h` prints (tests/lint/manual.t compares them), and its item
 *      in govpub.1;
 *   4. its texts in lua/govpub/messages/verbs.lua, its errors in lua/govpub/errors/.
 * Options are local to the call, so that a verb can run twice in one process.
 */
#ifndef GP_CMD_CMD_H
#define GP_CMD_CMD_H

#include <stdbool.h>

#include "core/base/catalogue.h"
#include "core/base/err.h"

struct gp_ctx {
	struct gp_catalogue words;
	enum gp_lang lang; /* from the environment; --lang changes it */
};

/* argv[0] is the verb. Returns an exit status, or -1 with `e` filled. */
typedef int gp_cmd_fn(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e);

gp_cmd_fn gp_cmd_accounts;
gp_cmd_fn gp_cmd_check_links;
gp_cmd_fn gp_cmd_doctor;
gp_cmd_fn gp_cmd_fetch;
gp_cmd_fn gp_cmd_history;
gp_cmd_fn gp_cmd_page;
gp_cmd_fn gp_cmd_preview;
gp_cmd_fn gp_cmd_rules;
gp_cmd_fn gp_cmd_run;
gp_cmd_fn gp_cmd_shell;
gp_cmd_fn gp_cmd_terms;
gp_cmd_fn gp_cmd_workday;

/* "zh" or "en", else GP_EUSAGE. */
int gp_cmd_lang(enum gp_lang *out, const char *word, struct gp_err *e) GP_MUST_USE;
/* What getopt_long() gave as '?' or ':' for `verb`: always -1. */
int gp_cmd_bad_option(const char *verb, int c, char *const *argv, struct gp_err *e);
/* A decimal number within [lo, hi] for `option`, else GP_EUSAGE naming it. */
int gp_cmd_number(long *out, const char *option, const char *word, long lo, long hi, struct gp_err *e) GP_MUST_USE;

#endif

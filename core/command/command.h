/*
 * command.h - runs a verb that is written in Lua: cmd/<verb>.lua of this binary.
 *
 * Such a verb is part of the program like any in C. It has the whole standard library, lfs
 * and cjson, and `require` finds what is embedded and nothing else: "govpub.NAME" is
 * lua/govpub/NAME.lua. No file and no variable of the machine can put code in its place.
 *
 * The file returns a function; it gets the list of words behind the verb and returns the exit
 * status (nil: 0). It ends early with fail() of lua/govpub/say.lua, which is how C verbs
 * return -1. Any other Lua error is a bug and becomes GP_ESCRIPT with a traceback.
 *
 * Modules in C:
 *   govpub.embed  list(prefix) → sorted paths; read(path) → bytes
 *   govpub.file   write(path, bytes): whole or not at all (core/report/outfile.h)
 *   govpub.words  what lua/govpub/say.lua is made of
 *   govpub.json   encode, decode, null: as scripts have it (govpub-lua(3))
 *   govpub.calendar, govpub.clock, govpub.document, govpub.grid, govpub.ledger, govpub.manual, govpub.office,
 *   govpub.registers, govpub.reports, govpub.template, govpub.terminal, govpub.text, govpub.web, govpub.webhook:
 *                 command_NAME.c
 */
#ifndef GP_COMMAND_COMMAND_H
#define GP_COMMAND_COMMAND_H

#include "core/base/catalogue.h"
#include "core/base/err.h"

/* A verb of the program: its names, and the id of its summary in the catalogue. */
struct gp_command_verb {
	const char *name, *alias, *summary;
};

struct gp_command {
	const struct gp_catalogue *words;
	enum gp_lang lang;
	const struct gp_command_verb *verbs; /* up to one without a name; NULL: none are known */
};

/* argv[0] is the verb as typed. Returns an exit status, or -1 with `e` filled. */
int gp_command_run(const struct gp_command *c, const char *verb, int argc, char **argv,
    struct gp_err *e) GP_MUST_USE;
/* The same for a source in memory; `path` is its name in messages. */
int gp_command_run_source(const struct gp_command *c, const char *path, const char *source, size_t n,
    int argc, char **argv, struct gp_err *e) GP_MUST_USE;

#endif

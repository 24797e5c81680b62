/*
 * declarations.h - files that declare something, called in a script worker: reports and registers.
 *
 * One is a file: rules/reports/ID.lua in the binary, or reports/ID.lua of an office, which takes the
 * place of a shipped one with the same id. Each is evaluated and called in a script worker (session.h). `require`
 * finds, in this order: the engine ("report.NAME" is lua/report/NAME.lua), the office's reports/lib, the shipped
 * rules/reports/lib, and the shipped files themselves.
 */
#ifndef GP_RULES_DECLARATIONS_H
#define GP_RULES_DECLARATIONS_H

#include "core/rules/declared_kept.h"
#include "core/script/session.h"
#include "core/script/sources.h"

/* What is declared, and where its files are. */
struct gp_declaring {
	enum gp_script_kind kind, lib; /* lib: of the modules in lib/, which have the words of registers as well */
	const char *engine;  /* "report": lua/report/init.lua, and the word in front of the table */
	const char *shipped; /* "rules/reports/" */
	const char *folder;  /* "/reports/", of an office */
	bool keeps;          /* what an office declares is kept (declared_kept.h) */
};
extern const struct gp_declaring gp_reports, gp_registers;

struct gp_declaration {
	const char *id, *path;
	bool shipped, overrides; /* overrides: it replaces a shipped one */
	int file;                /* of the sources */
};

struct gp_declarations {
	const struct gp_declaring *what;
	struct gp_sources files;
	struct gp_declaration *list; /* by id */
	size_t count, cap;
	struct gp_declared_kept *kept; /* or NULL */
	enum gp_lang lang;
	struct gp_session session; /* begun with the first question that nothing else answers */
	bool open;
	struct gp_buf answer; /* packed: of the last call */
};

/* `dir`: the office's folder, or NULL. GP_EIO, GP_ELIMIT; GP_EDENIED when an office has own files and there is no jail. */
int gp_declarations_open(struct gp_declarations **out, const struct gp_declaring *what, const char *dir, enum gp_lang lang,
    struct gp_err *e) GP_MUST_USE;
void gp_declarations_close(struct gp_declarations *r); /* NULL is fine */
/* NULL when there is none. */
const struct gp_declaration *gp_declarations_by_id(const struct gp_declarations *r, const char *id);

/* What the file declares, functions noted, to r->answer. GP_ESCRIPT says what is wrong with it, with its line. */
int gp_declarations_declare(struct gp_declarations *r, const struct gp_declaration *f, struct gp_err *e) GP_MUST_USE;
/* Calls `function` of what was declared with a packed value; the result goes to r->answer. GP_ESCRIPT, GP_ELIMIT. */
int gp_declarations_call(struct gp_declarations *r, const struct gp_declaration *f, const char *function,
    const struct gp_buf *ask, struct gp_err *e) GP_MUST_USE;

/*
 * The line of a place such as "moves[3].from" at the beginning of `message`, in the table behind the engine's word;
 * of the innermost part that is written there. 0: the message begins with no place, or it is not in the source.
 */
uint32_t gp_declaration_line(const struct gp_source *s, const char *word, const char *message);

#endif

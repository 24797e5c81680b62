/*
 * rules_packs.h - what the commands of `govpub rules` that are about packs share.
 */
#ifndef GP_CMD_RULES_PACKS_H
#define GP_CMD_RULES_PACKS_H

#include "cmd/cmd.h"
#include "core/base/json.h"
#include "core/office/office.h"
#include "core/rules/packs.h"

struct gp_packs_verb {
	struct gp_ctx *ctx;
	enum gp_lang lang;
	bool json, force, yes, no_input, diff, no_password;
	const char *office_dir, *out, *key, *password_file; /* -C, -o, --key, --password-file; NULL when not given */
	char **words; /* behind the command */
	int count;
	char dir[4096]; /* of the office; "" outside of one */
	struct gp_office *office; /* NULL outside of one */
	struct gp_packs *packs;   /* NULL outside of one */
	struct gp_buf text;       /* what is printed at the end */
};

extern const char gp_rules_packs_usage[];

/* Whether the first word of the command line is one of these commands. */
bool gp_rules_is_packs(int argc, char **argv);
/* Runs it; an exit status or -1. */
int gp_rules_packs(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e) GP_MUST_USE;

/* Each is one command: an exit status or -1. */
int gp_rules_pack(struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_keygen(struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_install(struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_update(struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_verify(struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_remove(struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_trust(struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;

/* A sentence of the catalogue and a line end into v->text, made safe for a terminal. */
void gp_packs_say(struct gp_packs_verb *v, const char *id, const struct gp_param *params);
/* Prints v->text now and empties it; the next one follows it. */
int gp_packs_print(struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;
/* GP_ENOTFOUND outside of an office. */
int gp_packs_need_office(const struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;
/* One pack as JSON. */
void gp_packs_json(struct gp_json *j, const struct gp_installed *one, enum gp_lang lang);
/* One pack as a line: name, version, state, whose key, what is wrong. */
void gp_packs_line(struct gp_packs_verb *v, const struct gp_installed *one);
/* A line on standard error for each pack that is not trusted. */
void gp_packs_warn(const struct gp_ctx *ctx, enum gp_lang lang, const struct gp_packs *p);

/*
 * rules_source.c: a pack from a folder, an archive or an address that begins with https://. *source (in the arena) is where
 * to ask for it again.
 */
int gp_packs_fetch(struct gp_pack **out, const char *word, const struct gp_pack_keys *keys, struct gp_arena *a,
    const char **source, struct gp_err *e) GP_MUST_USE;

/*
 * rules_install.c: every rule of the pack loads, has tests, and passes them, in the jail. GP_EDENIED, and v->text has the TAP.
 * Numbers of rules and tests.
 */
int gp_packs_test(struct gp_packs_verb *v, struct gp_pack *p, size_t *rules, size_t *tests, struct gp_err *e) GP_MUST_USE;

/*
 * rules_declared.c, about the registers and reports of a pack. Each is as it should be, which *count says of how many;
 * GP_ESCRIPT. No other installed pack has one of their names, or of its taxonomies; GP_ECONFLICT. Their names in
 * sentences. That there are records of its registers, which will have no declaration.
 */
int gp_packs_try_declared(const struct gp_packs_verb *v, struct gp_pack *p, size_t *count, struct gp_err *e) GP_MUST_USE;
int gp_packs_check_names(const struct gp_packs_verb *v, const struct gp_pack *p, struct gp_err *e) GP_MUST_USE;
int gp_packs_say_declared(struct gp_packs_verb *v, const struct gp_installed *one, struct gp_err *e) GP_MUST_USE;
int gp_packs_say_left(struct gp_packs_verb *v, const struct gp_installed *one, struct gp_err *e) GP_MUST_USE;

/* rules_diff.c: what changes from the one to the other, by file and line. */
void gp_packs_diff(struct gp_buf *out, const struct gp_pack_files *before, const struct gp_pack_files *after);

/* rules_key.c: the secret key in a file; asks for its password. Wipe it. */
int gp_packs_read_key(struct gp_minisign_secret *out, const struct gp_packs_verb *v, struct gp_err *e) GP_MUST_USE;

#endif

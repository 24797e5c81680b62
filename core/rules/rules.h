/*
 * rules.h - the rules at hand: found, loaded, chosen, and what they report.
 *
 * A rule is a file: rules/NAME.lua or rules/PACK/NAME.lua, shipped in the binary or
 * in an office's folder; its id is that path without rules/ and .lua. Files in a
 * lib/ folder are modules for require. The files are evaluated in a script
 * worker (session.h); what comes back is checked here before it is believed.
 */
#ifndef GP_RULES_RULES_H
#define GP_RULES_RULES_H

#include <stdbool.h>

#include "core/base/finding.h"
#include "core/report/links.h"
#include "core/script/script.h"
#include "core/script/session.h"
#include "core/script/sources.h"
#include "core/script/subject.h"

struct gp_installed;
struct gp_office;
struct gp_packs;

#define GP_RULES_KEPT 100000         /* values that a rule keeps in a run … */
#define GP_RULES_KEPT_BYTES (4 << 20) /* … and packed bytes of them, with their addresses */
#define GP_RULES_STRIKES 3 /* a rule that broke or was stopped so often is left out for the run */

/* Which things a rule wants. Lists end with NULL; NULL: any. */
struct gp_rule_match {
	const char *const *paths;   /* the path of the address begins so */
	const char *const *types;   /* media types; one that ends in a star is a beginning */
	const char *const *columns; /* names or paths of the office's columns */
	const struct gp_column *found; /* those that the office has */
	size_t column_count;
	const int *status;
	size_t status_count;
	bool home;
	struct gp_rule_filter things; /* what it is on, and what the worker sorts out by itself */
};

struct gp_rule {
	int file;                   /* of the sources */
	const char *id, *path;
	const char *folder;         /* of its files, with "/" at the end; "" when shipped */
	bool shipped, overrides;    /* overrides: it replaces a shipped one */
	/* after gp_rules_load() */
	const char *broken;         /* why it cannot be used, or NULL */
	const struct gp_value *declared;
	const char *title[2], *message[2], *fix[2]; /* by gp_lang; message may be NULL, fix "" */
	const char *basis, *mark, *cause; /* or NULL; cause: check-links says the same by itself */
	enum gp_severity severity;
	struct gp_rule_match match;
	const char *const *tags, *const *needs, *const *after; /* NULL-terminated; never NULL */
	const int *needed;          /* places in the list: of those it needs, then of those it only comes after */
	size_t needed_count, earlier_count;
	struct gp_buf args, filter; /* packed: values; match.things */
	bool off;                   /* not chosen, or switched off by the office */
	bool switched_off;          /* by office.lua: on only when it is named itself */
	const struct gp_installed *pack; /* NULL: of no installed pack */
	bool asks;                  /* of a pack that the office does not trust: on only when it or the pack is named */
	bool loose;                 /* lies outside a rules/ folder, so its own id counts when its file is named so */
	int strikes;
	long kept;                  /* values in this run */
	struct {
		int64_t pages, calls, ns, bytes, findings, worst_ns;
		char *worst;            /* address of the page that cost most */
	} cost;                     /* where it is measured (gp_rules.profile) */
};

struct gp_rules {
	struct gp_arena arena;
	struct gp_sources files;
	struct gp_rule *list;       /* by id after gp_rules_load() */
	size_t count, cap;
	int *order;                 /* places in `list` as they run, after gp_rules_load() */
	const char **homes;         /* addresses of home pages, besides "/" */
	size_t home_count;
	bool profile;               /* measure what rules cost; set before workers start */
	int own;                    /* number of the pack that DIR/rules itself is; only behind gp_rules_add_office() */
	struct gp_packs *packs;     /* the installed ones of the office, or NULL; freed with the rules */
	struct gp_installed *folders; /* packs that were named by their folders */
};

struct gp_rules *gp_rules_new(void);
void gp_rules_free(struct gp_rules *r);

/* Adding files; nothing is evaluated. */
void gp_rules_add_shipped(struct gp_rules *r);
/*
 * Everything in DIR/rules and of the installed packs, and the lists of DIR/terms; missing folders are fine. GP_EIO,
 * GP_ELIMIT; GP_EUSAGE for packs.lock and packs.trust.
 */
int gp_rules_add_office(struct gp_rules *r, const char *dir, struct gp_err *e) GP_MUST_USE;
/* The rule whose source was added last is that of an installed pack. */
void gp_rules_add_packed(struct gp_rules *r, const char *id, const struct gp_installed *from);
/* One rule file with the modules beside it. */
int gp_rules_add_file(struct gp_rules *r, const char *path, struct gp_err *e) GP_MUST_USE;
/* A folder with the files of a pack, wherever it lies. */
int gp_rules_add_folder(struct gp_rules *r, const char *path, struct gp_err *e) GP_MUST_USE;
/* One script for gp_script_run(); it becomes source 0 of a new set. */
int gp_rules_add_script(struct gp_rules *r, const char *path, struct gp_err *e) GP_MUST_USE;

/*
 * A worker for these files. Where there is no jail, rules that are not shipped are broken from then on, with the reason;
 * GP_EDENIED when there are no others.
 */
int gp_rules_open(struct gp_rules *r, struct gp_session *s, enum gp_lang lang, struct gp_err *e) GP_MUST_USE;
/*
 * Evaluates every rule file; one that is not as it should be gets `broken` and is left
 * out. -1 only when there is no worker.
 */
int gp_rules_load(struct gp_rules *r, struct gp_session *s, struct gp_err *e) GP_MUST_USE;
/* The same in two steps, for who has something else to do while the worker evaluates them. */
int gp_rules_load_start(struct gp_rules *r, struct gp_session *s, struct gp_err *e) GP_MUST_USE;
int gp_rules_load_end(struct gp_rules *r, struct gp_session *s, struct gp_err *e) GP_MUST_USE;

/*
 * Switches everything off but what the expression (rules_expr.h) names, and what that needs. Words are ids, packs,
 * tags, globs of ids, "shipped", "office", "default" (without the tag "optional"), "all" and "none".
 * GP_ENOTFOUND for a word that names nothing, GP_EUSAGE.
 */
int gp_rules_choose(struct gp_rules *r, const char *words, struct gp_err *e) GP_MUST_USE;
/*
 * What office.lua says of rules (`file` is its name in messages): off, severity, and values of arguments. After
 * gp_rules_load(), before gp_rules_choose(); `s` (or NULL) is the session that runs. GP_ENOTFOUND, GP_EUSAGE.
 */
int gp_rules_adjust(struct gp_rules *r, const struct gp_office *o, struct gp_session *s, struct gp_err *e) GP_MUST_USE;
/*
 * Sets one argument, given as "RULE.NAME=VALUE" (rules_args.c); items of lists stand between commas. After
 * gp_rules_adjust(). GP_EUSAGE, GP_ENOTFOUND.
 */
int gp_rules_set_arg(struct gp_rules *r, struct gp_session *s, const char *words, struct gp_err *e) GP_MUST_USE;
/* Whether a number lies between min and max of its declaration. */
bool gp_rule_arg_in_range(const struct gp_value *v, const struct gp_value *arg);
struct gp_rule *gp_rules_by_id(struct gp_rules *r, const char *id);
struct gp_rule *gp_rules_by_file(struct gp_rules *r, int file);

/* The home pages of sites that are not where every host has its own. */
void gp_rules_homes(struct gp_rules *r, const char *const *urls, size_t n);
bool gp_rules_is_home(const struct gp_rules *r, const char *url);

/* Something that rules may look at. */
struct gp_rule_thing {
	unsigned subjects;          /* GP_ON(…): what it is */
	const char *url, *type;     /* type NULL: not known yet, nor is `status` */
	int status;                 /* 0: a file */
	bool home;
};
/* Whether it is usable and on. */
bool gp_rule_runs(const struct gp_rule *r);
/* Whether a check of links runs a rule that is on one of them: GP_ON(…). */
bool gp_rules_any_on(const struct gp_rules *r, unsigned subjects);
/* Whether `match` wants a page with this status. */
bool gp_rule_wants_status(const struct gp_rule *r, int status);
/* Whether it looks at this thing: it runs, and `on` and `match` fit. */
bool gp_rule_wants(const struct gp_rule *r, const struct gp_rule_thing *t);
/*
 * A report as a finding about `url`; strings in the arena. GP_ESCRIPT when the report is not
 * what report() takes.
 */
int gp_rule_finding(struct gp_finding *out, const struct gp_rule *r, const char *url, const struct gp_value *report,
    struct gp_arena *a, struct gp_err *e) GP_MUST_USE;
/* The finding that says that the rule could not be used on `url`, and why. */
void gp_rule_failure(struct gp_finding *out, const struct gp_rule *r, const char *url, const char *why,
    struct gp_arena *a);
/* Adds what a rule cost on a page, and a finding (rules_profile.c). */
void gp_rule_spent(struct gp_rule *r, const char *url, const struct gp_script_cost *c);
/* The rules that ran, the most expensive first; free() it. */
struct gp_rule **gp_rules_by_cost(struct gp_rules *r, size_t *count);
/* A table for people, or the members of a JSON array's place: {"rule","pages","calls","cpu_ms","bytes","findings","worst"}. */
void gp_rules_profile_text(struct gp_rules *r, struct gp_buf *out);
void gp_rules_profile_json(struct gp_rules *r, struct gp_json *j);
/* One more failure; at GP_RULES_STRIKES the rule is out. True when it just went out. */
bool gp_rule_strike(struct gp_rules *r, struct gp_rule *rule);

/* --- rules_match.c */
void gp_rule_read_match(struct gp_rules *r, struct gp_rule *rule, const struct gp_value *declared);
/* What match says of content, and the filter of the rule, anew: after the rest was read, and when values of args change. */
int gp_rule_read_condition(struct gp_rules *r, struct gp_rule *rule, struct gp_err *e) GP_MUST_USE;
/* Looks up the columns that the rule names. */
void gp_rule_columns(struct gp_rules *r, struct gp_rule *rule, const struct gp_office *o);

/* --- rules_choose.c: what needs and after say, when all are loaded (used by gp_rules_load) */
void gp_rules_arrange(struct gp_rules *r);

/* --- rules_declared.c: what `return rule { … }` may hold (used by gp_rules_load) */
/* Whether a value is of an argument's type: "string", "integer", "number", "boolean", "list". */
bool gp_rule_arg_fits(const struct gp_value *v, const char *type);
int gp_rule_declared(struct gp_rules *r, struct gp_rule *rule, const struct gp_value *v, struct gp_err *e) GP_MUST_USE;

#endif

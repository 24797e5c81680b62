/*
 * script_call.h - the one way from C into the Lua code of scripts.
 *
 * Used by the script worker only. Every function enters Lua through one
 * protected call; -1 comes with a message that names file and line. Limits on time and
 * memory are the worker's.
 */
#ifndef GP_SCRIPT_SCRIPT_CALL_H
#define GP_SCRIPT_SCRIPT_CALL_H

#include <lua.h>

#include "core/base/catalogue.h"
#include "core/base/value.h"

struct gp_rule_filter;
struct gp_rule_page;

/* What Lua keeps of a declaration: references into the registry of its state. */
struct gp_script_ref {
	int check, args; /* of a rule */
	int table;       /* of a report, a register or an adapter */
};
#define GP_SCRIPT_REF_INIT {-1, -1, -1}

struct gp_script_module {
	const char *path, *text;
	size_t n;
	const char *engine; /* of a generator, which another begins from; NULL: none */
};
/* The module `name` of a pack, or NULL; lives until the next call. */
typedef const struct gp_script_module *gp_script_find_fn(void *user, int pack, const char *name);

struct gp_script_text {
	const char *p;
	size_t n;
};

/* Bytes that nobody has looked into. */
struct gp_script_bytes {
	const char *p;
	size_t n;
	const char *charset; /* "" */
};

/* Tells a state which pack it serves, for require. */
void gp_call_pack(lua_State *L, int pack, gp_script_find_fn *find, void *user);
/* The function `require` of scripts. */
int gp_call_require(lua_State *L);
/* Evaluates a file that ends with `return rule { … }`; the table, functions noted, is packed to `out`. */
int gp_call_declare(lua_State *L, const char *src, size_t n, const char *path, struct gp_script_ref *ref,
    struct gp_buf *out, struct gp_err *e) GP_MUST_USE;
/*
 * The same with `return ENGINE { … }`, where the engine is "report" or "adapter", or `return ENGINE "name" { … }`,
 * where it is "register"; the table is what new() of lua/ENGINE/init.lua made of it.
 */
int gp_call_declare_for(lua_State *L, const char *engine, const char *src, size_t n, const char *path,
    struct gp_script_ref *ref, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;
/*
 * Calls a function of what was declared with one value and, where there is one, a body and the charset of its
 * Content-Type as strings; what it returns is packed. `path` is the file's.
 */
int gp_call_function(lua_State *L, const struct gp_script_ref *ref, const char *path, const char *function,
    const struct gp_value *ask, const struct gp_script_bytes *body, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;
/* The values that check() gets as its third argument. */
int gp_call_args(lua_State *L, struct gp_script_ref *ref, const struct gp_value *v) GP_MUST_USE;
/* How often the last gp_call_check() called check(). */
long gp_call_checks(void);
/*
 * Runs check(thing, report, args) for each thing before the worker that is among `subjects` and that the rule
 * wants; each report becomes a FOUND record of `file`, and what is returned to be kept a KEPT_VALUE.
 */
int gp_call_check(lua_State *L, const struct gp_script_ref *ref, const struct gp_rule_filter *want, unsigned subjects,
    struct gp_rule_page *page, int file, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;
/* Runs a plain script with `...` = args; its result is packed. */
int gp_call_run(lua_State *L, const char *src, size_t n, const char *path, const struct gp_script_text *args,
    size_t count, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;
/* What a rule sees of the page, as data. */
int gp_call_describe(lua_State *L, struct gp_rule_page *page, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;

/* The language of messages from now on. */
void gp_call_language(enum gp_lang lang);
/* `text` as one line of UTF-8, at most `max` bytes, to out[max + 4], ended by NUL; its length. */
size_t gp_call_clean(char *out, const char *text, size_t max);

#endif

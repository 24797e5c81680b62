#include "core/script/script_call.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/script/bind.h"
#include "core/script/bind_page.h"
#include "core/script/lua_value.h"
#include "core/script/rule_page.h"
#include "core/script/sandbox.h"
#include "core/script/script_msg.h"
#include "core/script/subject.h"

#define SHORT_NAME 3 /* "...": how Lua begins a path that is too long for a message */

static const char REGISTER[] = "register";
static const char LOADED[] = "govpub.loaded"; /* registry: modules of the pack by name */
static const char *const report_keys[] = {"at", "col", "evidence", "fix", "line", "message", "params", "selector",
    "severity", "url", NULL};

/* The call that runs; scripts cannot reach it, so one a process is enough. */
static struct call {
	const char *path, *text;
	size_t n;
	struct gp_script_ref *ref;
	const struct gp_value *value;
	const char *function, *engine; /* NULL: a rule */
	const struct gp_script_bytes *body;
	const struct gp_script_text *args;
	size_t arg_count;
	struct gp_rule_page *page;
	const struct gp_rule_filter *want;
	unsigned subjects;
	bool anywhere; /* a report may name an address: the thing before the rule is no page */
	struct gp_buf *out;
	struct gp_err *e;
	int file;
	long found; /* -1: no check is running */
	long checks;
	size_t found_bytes;
	lua_CFunction enter;
} call = {.found = -1};

static struct {
	gp_script_find_fn *find;
	void *user;
	int pack;
} modules;

static const char *in_chinese(const char *fmt)
{
	return gp_catalogue_text(&gp_errors, GP_LANG_ZH, fmt);
}

void gp_call_language(enum gp_lang lang)
{
	gp_err_words(lang == GP_LANG_ZH ? in_chinese : NULL);
}

size_t gp_call_clean(char *out, const char *text, size_t max)
{
	size_t n = 0, left = strlen(text), len;

	while (left && n + 4 <= max) {
		uint32_t cp = gp_utf8_get(text, left, &len);

		if (cp == GP_UTF8_BAD)
			n += gp_utf8_put(0xFFFD, out + n);
		else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			out[n++] = ' ';
		else
			n += gp_utf8_put(cp, out + n);
		text += len;
		left -= len;
	}
	out[n] = '\0';
	return n;
}

/* Whether the message begins with the path of the script, as Lua writes it. */
static bool names_script(const char *message)
{
	size_t n = strlen(call.path), shown = strcspn(message, ":");

	if (!strncmp(message, call.path, n))
		return true;
	if (strncmp(message, "...", SHORT_NAME) || shown <= SHORT_NAME || shown - SHORT_NAME > n)
		return false;
	return !memcmp(message + SHORT_NAME, call.path + n - (shown - SHORT_NAME), shown - SHORT_NAME);
}

static int renew_and_enter(lua_State *L)
{
	gp_sandbox_renew(L);
	return call.enter(L);
}

/* Runs fn under the one pcall. */
static int enter(lua_State *L, lua_CFunction fn)
{
	int top = lua_gettop(L), rc;

	call.e->code = GP_OK;
	call.enter = fn;
	lua_pushcfunction(L, renew_and_enter);
	rc = lua_pcall(L, 0, 0, 0);
	call.found = -1;
	if (rc == LUA_OK)
		rc = call.e->code ? -1 : 0;
	else if (lua_type(L, -1) != LUA_TSTRING) /* never a metamethod: lua_tostring() on a string only */
		rc = gp_fail(call.e, GP_ESCRIPT, "%s: the script raised %s instead of a message", call.path,
		    luaL_typename(L, -1));
	else if (names_script(lua_tostring(L, -1)))
		rc = gp_fail(call.e, GP_ESCRIPT, "%s", lua_tostring(L, -1));
	else /* a script can say anything, but not in the name of another */
		rc = gp_fail(call.e, GP_ESCRIPT, "%s: %s", call.path, lua_tostring(L, -1));
	lua_settop(L, top);
	return rc;
}

/* --- require */

void gp_call_pack(lua_State *L, int pack, gp_script_find_fn *find, void *user)
{
	(void)L;
	modules.find = find;
	modules.user = user;
	modules.pack = pack;
}

static void push_environment(lua_State *L, const char *engine);

int gp_call_require(lua_State *L)
{
	size_t n;
	const char *name = luaL_checklstring(L, 1, &n);
	const struct gp_script_module *m;
	int rc;

	luaL_getsubtable(L, LUA_REGISTRYINDEX, LOADED);
	if (lua_getfield(L, -1, name) != LUA_TNIL)
		return 1;
	lua_pop(L, 1);
	m = strlen(name) == n ? modules.find(modules.user, modules.pack, name) : NULL;
	if (!m)
		return luaL_error(L, gp_err_word("require: this pack has no lib/%s.lua"), name);
	push_environment(L, m->engine);
	gp_sandbox_load(L, m->text, m->n, m->path);
	lua_pushboolean(L, 1); /* while it loads, so that circles end */
	lua_setfield(L, -3, name);
	rc = lua_pcall(L, 0, 1, 0);
	if (!rc && lua_isnil(L, -1)) {
		lua_pop(L, 1);
		lua_pushboolean(L, 1);
	}
	if (rc)
		lua_pushnil(L); /* one that broke is not there, for whoever asks next */
	else
		lua_pushvalue(L, -1);
	lua_setfield(L, -3, name);
	return rc ? lua_error(L) : 1;
}

/* --- declarations */

static int rule_constructor(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	lua_pushvalue(L, 1);
	lua_setfield(L, LUA_REGISTRYINDEX, "govpub.declared");
	return 1;
}

/* Leaves the function of an engine, lua/ENGINE/init.lua, on top. */
static void push_new(lua_State *L, const char *engine)
{
	lua_pushcfunction(L, gp_call_require);
	lua_pushstring(L, engine);
	lua_call(L, 1, 1);
	lua_getfield(L, -1, "new");
}

static int declared(lua_State *L)
{
	lua_pushvalue(L, -1);
	lua_setfield(L, LUA_REGISTRYINDEX, "govpub.declared");
	return 1;
}

/* What a report or an adapter is, is said in Lua: lua/report/init.lua, lua/adapter/init.lua. Upvalue 1: which. */
static int engine_constructor(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	push_new(L, lua_tostring(L, lua_upvalueindex(1)));
	lua_pushvalue(L, 1);
	gp_bind_body(L);
	lua_call(L, 2, 1);
	return declared(L);
}

/* word(english): a format of the engine in the user's language. */
static int engine_word(lua_State *L)
{
	lua_pushstring(L, gp_err_word(luaL_checkstring(L, 1)));
	return 1;
}

/* The { … } of `register "name" { … }`. Upvalue 1: the name. */
static int register_constructor(lua_State *L)
{
	const char *file = strrchr(call.path, '/');
	size_t n;

	file = file ? file + 1 : call.path;
	n = strlen(file);
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	push_new(L, REGISTER);
	lua_pushvalue(L, 1);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_pushlstring(L, file, n > 4 ? n - 4 : n); /* without .lua */
	lua_pushcfunction(L, engine_word);
	lua_call(L, 4, 1);
	return declared(L);
}

static int register_named(lua_State *L)
{
	luaL_checkstring(L, 1);
	lua_settop(L, 1);
	lua_pushcclosure(L, register_constructor, 1);
	return 1;
}

/* Types, lengths of time and the rest, into the environment on top. */
static void add_words(lua_State *L)
{
	lua_pushcfunction(L, gp_call_require);
	lua_pushliteral(L, "register.words");
	lua_call(L, 1, 1);
	for (lua_pushnil(L); lua_next(L, -2);) {
		lua_pushvalue(L, -2);
		lua_insert(L, -2);
		lua_rawset(L, -5);
	}
	lua_pop(L, 1);
	lua_pushcfunction(L, register_named);
	lua_setfield(L, -2, REGISTER);
}

/* The environment of a file: the sandbox, require, and the constructor of what it declares. */
static void push_environment(lua_State *L, const char *engine)
{
	gp_sandbox_env(L);
	lua_pushcfunction(L, gp_call_require);
	lua_setfield(L, -2, "require");
	if (engine && !strcmp(engine, REGISTER)) {
		add_words(L);
	} else if (engine) {
		lua_pushstring(L, engine);
		lua_pushcclosure(L, engine_constructor, 1);
		lua_setfield(L, -2, engine);
	}
}

static void not_declared(void)
{
	const char *engine = call.engine ? call.engine : "";

	gp_fail(call.e, GP_ESCRIPT, !*engine ? "%s: the file of a rule ends with 'return rule { ... }'" :
	    !strcmp(engine, REGISTER) ? "%s: the file of a register ends with 'return register NAME { ... }'" :
	    *engine == 'r' ? "%s: the file of a report ends with 'return report { ... }'" :
	    "%s: the file of an adapter ends with 'return adapter { ... }'", call.path);
}

static int declare(lua_State *L)
{
	int rc;

	lua_pushnil(L);
	lua_setfield(L, LUA_REGISTRYINDEX, "govpub.declared");
	push_environment(L, call.engine);
	if (!call.engine) {
		lua_pushcfunction(L, rule_constructor);
		lua_setfield(L, -2, "rule");
	}
	gp_sandbox_load(L, call.text, call.n, call.path);
	lua_call(L, 0, 1);
	lua_getfield(L, LUA_REGISTRYINDEX, "govpub.declared");
	if (!lua_istable(L, -1) || !lua_rawequal(L, -1, -2)) {
		not_declared();
		return 0;
	}
	rc = gp_lua_pack(L, -1, call.path, true, call.out, call.e);
	if (call.engine) {
		call.ref->table = luaL_ref(L, LUA_REGISTRYINDEX);
		return 0;
	}
	lua_pushliteral(L, "check");
	if (!rc && lua_rawget(L, -2) == LUA_TFUNCTION)
		call.ref->check = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

int gp_call_declare_for(lua_State *L, const char *engine, const char *src, size_t n, const char *path,
    struct gp_script_ref *ref, struct gp_buf *out, struct gp_err *e)
{
	call = (struct call){.path = path, .text = src, .n = n, .ref = ref, .out = out, .e = e, .found = -1,
	    .engine = engine};
	return enter(L, declare);
}

static int call_function(lua_State *L)
{
	lua_rawgeti(L, LUA_REGISTRYINDEX, call.ref->table);
	lua_pushstring(L, call.function);
	if (!lua_istable(L, -2) || lua_rawget(L, -2) != LUA_TFUNCTION)
		return luaL_error(L, gp_err_word("the report has no function '%s'"), call.function);
	gp_lua_push(L, call.value);
	if (call.body) {
		lua_pushlstring(L, call.body->p, call.body->n);
		lua_pushstring(L, call.body->charset);
	}
	lua_call(L, call.body ? 3 : 1, 1);
	lua_pushfstring(L, "%s: %s", call.path, call.function);
	(void)!gp_lua_pack(L, -2, lua_tostring(L, -1), false, call.out, call.e);
	return 0;
}

int gp_call_function(lua_State *L, const struct gp_script_ref *ref, const char *path, const char *function,
    const struct gp_value *ask, const struct gp_script_bytes *body, struct gp_buf *out, struct gp_err *e)
{
	call = (struct call){.path = path, .ref = (struct gp_script_ref *)ref, .function = function, .value = ask,
	    .body = body, .out = out, .e = e, .found = -1};
	return enter(L, call_function);
}

int gp_call_declare(lua_State *L, const char *src, size_t n, const char *path, struct gp_script_ref *ref,
    struct gp_buf *out, struct gp_err *e)
{
	call = (struct call){.path = path, .text = src, .n = n, .ref = ref, .out = out, .e = e, .found = -1};
	return enter(L, declare);
}

static int keep_args(lua_State *L)
{
	luaL_unref(L, LUA_REGISTRYINDEX, call.ref->args);
	call.ref->args = -1;
	gp_lua_push(L, call.value);
	call.ref->args = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

int gp_call_args(lua_State *L, struct gp_script_ref *ref, const struct gp_value *v)
{
	struct gp_err e = GP_ERR_INIT;

	call = (struct call){.path = "", .ref = ref, .value = v, .e = &e, .found = -1};
	return enter(L, keep_args);
}

/* --- report */

static bool known_key(const char *key)
{
	for (size_t i = 0; report_keys[i]; i++)
		if (!strcmp(key, report_keys[i]))
			return call.anywhere || strcmp(key, "url");
	return false;
}

/* Copies the table at 1 to a new one on top, `at` resolved to line and column. */
static void plain_report(lua_State *L)
{
	lua_newtable(L);
	if (lua_type(L, 1) == LUA_TSTRING) {
		lua_pushvalue(L, 1);
		lua_setfield(L, -2, "message");
		return;
	}
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_pushliteral(L, "at");
	if (lua_rawget(L, 1) == LUA_TUSERDATA && gp_bind_part_place(L, -1)) {
		lua_setfield(L, -5, "selector");
		lua_setfield(L, -4, "col");
		lua_setfield(L, -3, "line");
	} else if (lua_type(L, -1) == LUA_TUSERDATA) { /* all of them are ours: links and nodes */
		lua_getfield(L, -1, "line");
		lua_setfield(L, -3, "line");
		lua_getfield(L, -1, "col");
		lua_setfield(L, -3, "col");
	} else if (!lua_isnil(L, -1)) {
		luaL_error(L, "%s", gp_err_word("report: 'at' is a link or a node of the page, or a part of the document"));
	}
	lua_pop(L, 1);
	for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
		const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";

		if (!known_key(key))
			luaL_error(L, gp_err_word("report: unknown key '%s'; allowed: at col evidence fix line message "
			    "params selector severity"), key);
		if (strcmp(key, "at")) {
			lua_pushvalue(L, -2);
			lua_pushvalue(L, -2);
			lua_rawset(L, -5);
		}
	}
}

static int report(lua_State *L)
{
	static struct gp_buf packed; /* stays when an error is raised past it */
	struct gp_err e = GP_ERR_INIT;
	struct gp_msg_out m;

	if (call.found < 0)
		return luaL_error(L, "%s", gp_err_word("report: it works only while check() runs"));
	if (++call.found > GP_SCRIPT_FINDINGS)
		return luaL_error(L, gp_err_word("report: more than %d findings on one page; say it once"), GP_SCRIPT_FINDINGS);
	plain_report(L);
	packed.max = GP_SCRIPT_FINDING_MAX;
	gp_buf_clear(&packed);
	if (gp_lua_pack(L, -1, "report", false, &packed, &e))
		return luaL_error(L, "%s", e.msg);
	call.found_bytes += packed.len;
	if (call.found_bytes > GP_SCRIPT_FOUND_MAX)
		return luaL_error(L, "%s", gp_err_word("report: all findings of a page are more than the program takes"));
	gp_msg_begin(&m, call.out, GP_SCRIPT_FOUND);
	gp_msg_put_int(&m, call.file);
	gp_msg_put_str(&m, packed.data, packed.len);
	if (gp_msg_end(&m))
		return luaL_error(L, "%s", gp_err_word("report: all findings of a page are more than the program takes"));
	return 0;
}

/* Sends what check() returned, which is on top. */
static void keep(lua_State *L)
{
	static struct gp_buf packed; /* as in report() */
	static struct gp_arena arena;
	struct gp_value v;
	struct gp_err e = GP_ERR_INIT;
	struct gp_msg_out m;

	packed.max = GP_SCRIPT_RETURNED_MAX;
	gp_buf_clear(&packed);
	if (gp_lua_pack(L, -1, "check", false, &packed, &e))
		luaL_error(L, packed.full ? gp_err_word("check: what it returns to be kept is larger than 1 KiB") : "%s", e.msg);
	gp_arena_reset(&arena);
	if (gp_value_unpack(&v, &arena, packed.data, packed.len, &e) || gp_value_depth(&v) > GP_SCRIPT_RETURNED_DEPTH)
		luaL_error(L, "%s", gp_err_word("check: what it returns to be kept has too many tables in one another"));
	call.found_bytes += packed.len;
	if (call.found_bytes > GP_SCRIPT_FOUND_MAX)
		luaL_error(L, "%s", gp_err_word("check: what it returns to be kept for one page is larger than 256 KiB"));
	gp_msg_begin(&m, call.out, GP_SCRIPT_KEPT_VALUE);
	gp_msg_put_int(&m, call.file);
	gp_msg_put_str(&m, packed.data, packed.len);
	if (gp_msg_end(&m))
		luaL_error(L, "%s", gp_err_word("report: all findings of a page are more than the program takes"));
}

/* check(thing, report, args) for one of them; at 1 report, at 2 args. */
static void check_thing(lua_State *L, const struct gp_subject *s, size_t i)
{
	bool keeps = call.want->keeps && s->word != GP_SUBJECT_FINISH;

	call.checks++;
	lua_rawgeti(L, LUA_REGISTRYINDEX, call.ref->check);
	s->push(L, call.page, i);
	lua_pushvalue(L, 1);
	lua_pushvalue(L, 2);
	lua_call(L, 3, keeps);
	if (keeps && !lua_isnil(L, -1))
		keep(L);
	lua_settop(L, 2);
}

static int check(lua_State *L)
{
	unsigned on = call.subjects & call.want->on;

	lua_pushcfunction(L, report);
	if (call.ref->args >= 0)
		lua_rawgeti(L, LUA_REGISTRYINDEX, call.ref->args);
	else
		lua_newtable(L);
	for (int word = 0; word < GP_SUBJECTS; word++) {
		const struct gp_subject *s = on & 1u << word ? gp_subject_find((enum gp_subject_word)word) : NULL;
		size_t n;

		if (on & 1u << word && !s)
			return luaL_error(L, gp_err_word("nothing here can be shown to the rule as '%s'"), gp_subject_words[word]);
		if (!s)
			continue;
		call.anywhere = s->anywhere;
		n = s->count ? s->count(call.page) : 1;
		for (size_t i = 0; i < n; i++)
			if (!s->fits || s->fits(call.page, i, call.want))
				check_thing(L, s, i);
	}
	return 0;
}

long gp_call_checks(void)
{
	return call.checks;
}

int gp_call_check(lua_State *L, const struct gp_script_ref *ref, const struct gp_rule_filter *want, unsigned subjects,
    struct gp_rule_page *page, int file, struct gp_buf *out, struct gp_err *e)
{
	call = (struct call){.path = "", .ref = (struct gp_script_ref *)ref, .want = want, .subjects = subjects,
	    .page = page, .file = file, .out = out, .e = e};
	return enter(L, check);
}

/* --- plain scripts and pages */

static int run(lua_State *L)
{
	gp_sandbox_env(L);
	lua_pushcfunction(L, gp_call_require);
	lua_setfield(L, -2, "require");
	gp_sandbox_load(L, call.text, call.n, call.path);
	luaL_checkstack(L, (int)call.arg_count, NULL);
	for (size_t i = 0; i < call.arg_count; i++)
		lua_pushlstring(L, call.args[i].p, call.args[i].n);
	lua_call(L, (int)call.arg_count, 1);
	lua_pushfstring(L, "%s: result", call.path);
	(void)!gp_lua_pack(L, -2, lua_tostring(L, -1), false, call.out, call.e);
	return 0;
}

int gp_call_run(lua_State *L, const char *src, size_t n, const char *path, const struct gp_script_text *args,
    size_t count, struct gp_buf *out, struct gp_err *e)
{
	call = (struct call){.path = path, .text = src, .n = n, .args = args, .arg_count = count, .out = out, .e = e,
	    .found = -1};
	return enter(L, run);
}

static int describe(lua_State *L)
{
	gp_bind_page_describe(L, call.page);
	(void)!gp_lua_pack(L, -1, "page", false, call.out, call.e);
	return 0;
}

int gp_call_describe(lua_State *L, struct gp_rule_page *page, struct gp_buf *out, struct gp_err *e)
{
	call = (struct call){.path = "page", .page = page, .out = out, .e = e, .found = -1};
	return enter(L, describe);
}

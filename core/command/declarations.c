/* govpub.reports, govpub.registers: what is declared in files, for verbs in Lua */
#include "core/command/modules.h"

#include <lauxlib.h>

#include "core/pack/files.h"
#include "core/rules/declarations.h"
#include "core/script/lua_value.h"

static const char type_name[] = "govpub.declarations";

static struct gp_declarations *check_all(lua_State *L)
{
	struct gp_declarations **r = luaL_checkudata(L, 1, type_name);

	luaL_argcheck(L, *r, 1, "it is closed");
	return *r;
}

static const struct gp_declaration *check_one(lua_State *L, const struct gp_declarations *r)
{
	const struct gp_declaration *f = gp_declarations_by_id(r, luaL_checkstring(L, 2));

	luaL_argcheck(L, f, 2, "there is no file with this id");
	return f;
}

/* open(dir or nil) → what is declared; close it, or say <close>. */
static int open_all(lua_State *L, const struct gp_declaring *what)
{
	const struct gp_command *c = gp_command_of(L);
	const char *dir = luaL_optstring(L, 1, NULL);
	struct gp_declarations **r = lua_newuserdatauv(L, sizeof *r, 0);

	*r = NULL;
	luaL_setmetatable(L, type_name);
	return gp_declarations_open(r, what, dir, c->lang, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

static int open_reports(lua_State *L)
{
	return open_all(L, &gp_reports);
}

static int open_registers(lua_State *L)
{
	return open_all(L, &gp_registers);
}

static int declarations_close(lua_State *L)
{
	struct gp_declarations **r = luaL_checkudata(L, 1, type_name);

	gp_declarations_close(*r);
	*r = NULL;
	return 0;
}

static void set_string(lua_State *L, const char *key, const char *value)
{
	lua_pushstring(L, value);
	lua_setfield(L, -2, key);
}

static void push_pack(lua_State *L, const struct gp_installed *p)
{
	lua_createtable(L, 0, 5);
	set_string(L, "name", p->name);
	set_string(L, "version", p->version);
	set_string(L, "state", gp_pack_state_name(p->state));
	set_string(L, "trust", p->state == GP_PACK_TRUSTED ? "trusted" : "local");
	set_string(L, "problem", p->problem);
}

static void push_list(lua_State *L, const struct gp_declaration *list, size_t count)
{
	lua_createtable(L, (int)count, 0);
	for (size_t i = 0; i < count; i++) {
		lua_createtable(L, 0, 7);
		set_string(L, "id", list[i].id);
		set_string(L, "path", list[i].path);
		set_string(L, "problem", list[i].problem);
		lua_pushboolean(L, list[i].shipped);
		lua_setfield(L, -2, "shipped");
		lua_pushboolean(L, list[i].overrides);
		lua_setfield(L, -2, "overrides");
		lua_pushboolean(L, list[i].asks);
		lua_setfield(L, -2, "asks");
		if (list[i].pack) {
			push_pack(L, list[i].pack);
			lua_setfield(L, -2, "pack");
		}
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

/*
 * list() → { { id, path, shipped, overrides, asks, pack = { name, version, state, trust, problem } or nil, problem or nil },
 * … } by id, and such of packs whose names are taken
 */
static int declarations_list(lua_State *L)
{
	const struct gp_declarations *r = check_all(L);

	push_list(L, r->list, r->count);
	push_list(L, r->unused, r->unused_count);
	return 2;
}

static int push_answer(lua_State *L, const struct gp_declarations *r)
{
	struct gp_arena a = {0};
	struct gp_value v;
	int rc = gp_value_unpack(&v, &a, r->answer.data, r->answer.len, gp_command_err(L));

	if (!rc)
		gp_lua_push(L, &v); /* raises for lack of memory only, and then the program ends */
	gp_arena_free(&a);
	return rc ? gp_command_raise(L) : 1;
}

/* declared(id) → what the file declares; or nil and why it cannot be used */
static int declarations_declared(lua_State *L)
{
	struct gp_declarations *r = check_all(L);
	struct gp_err e = GP_ERR_INIT;

	if (gp_declarations_declare(r, check_one(L, r), &e)) {
		lua_pushnil(L);
		lua_pushstring(L, e.msg);
		return 2;
	}
	return push_answer(L, r);
}

/* call(id, function, value) → value; it was declared before */
static int declarations_call(lua_State *L)
{
	struct gp_declarations *r = check_all(L);
	const struct gp_declaration *f = check_one(L, r);
	const char *function = luaL_checkstring(L, 3);
	struct gp_err *e = gp_command_err(L);
	struct gp_buf ask;
	int rc;

	gp_buf_init(&ask, GP_SCRIPT_CALL_MAX);
	rc = gp_lua_pack(L, 4, function, false, &ask, e);
	if (!rc)
		rc = gp_declarations_call(r, f, function, &ask, e);
	gp_buf_free(&ask);
	return rc ? gp_command_raise(L) : push_answer(L, r);
}

/* text(id) → the source, and its SHA-256 in hexadecimal digits */
static int declarations_text(lua_State *L)
{
	static const char digits[] = "0123456789abcdef";
	struct gp_declarations *r = check_all(L);
	const struct gp_declaration *f = check_one(L, r);
	const struct gp_source *s;
	unsigned char hash[GP_PACK_HASH];
	char hex[2 * GP_PACK_HASH];

	luaL_argcheck(L, f->file >= 0, 2, "it is of a pack that does not run");
	s = &r->files.list[f->file];
	gp_pack_sha256(hash, s->text, s->n);
	for (size_t i = 0; i < sizeof hash; i++) {
		hex[2 * i] = digits[hash[i] >> 4];
		hex[2 * i + 1] = digits[hash[i] & 15];
	}
	lua_pushlstring(L, s->text, s->n);
	lua_pushlstring(L, hex, sizeof hex);
	return 2;
}

static void push_module(lua_State *L, lua_CFunction open, const struct gp_command *c, struct gp_err *e)
{
	const luaL_Reg functions[] = {{"open", open}, {NULL, NULL}};
	static const luaL_Reg methods[] = {{"list", declarations_list}, {"declared", declarations_declared},
	    {"call", declarations_call}, {"text", declarations_text}, {"close", declarations_close},
	    {"__gc", declarations_close}, {"__close", declarations_close}, {NULL, NULL}};

	if (luaL_newmetatable(L, type_name)) {
		lua_pushvalue(L, -1);
		lua_setfield(L, -2, "__index");
		gp_command_functions(L, methods, c, e);
	}
	lua_pop(L, 1);
	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

void gp_command_reports(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	push_module(L, open_reports, c, e);
}

void gp_command_registers(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	push_module(L, open_registers, c, e);
}

/* The module json: our own writer (core/base/json.h), lua-cjson as the reader. */
#include <lauxlib.h>
#include <lua-cjson.h>
#include <math.h>

#include "core/base/utf8.h"
#include "core/script/bind.h"
#include "core/script/lua_value.h"

#define DEPTH 32
/*
 * What the writer and the reader need on the way does not count as memory of the script, so
 * it is bounded here: an unpacked tree is up to 24 times as large, an escaped byte six.
 */
#define PACKED_MAX ((size_t)256 << 10)
#define JSON_MAX (6 * PACKED_MAX)
#define READ_MAX ((size_t)4 << 20)
#define KEPT_MAX ((size_t)64 << 10)
#define EXACT 9007199254740992.0    /* 2^53: up to here every integer is a double */

/* Upvalue 1 of the functions; belongs to the state, so that a raised error loses nothing. */
struct writer {
	struct gp_buf packed, out;
	struct gp_arena arena;
};

/* Ready for a value; nothing large is kept between calls. */
static void clear_writer(struct writer *w)
{
	gp_buf_clear(&w->packed);
	if (w->out.cap > KEPT_MAX)
		gp_buf_free(&w->out);
	gp_buf_clear(&w->out);
	gp_arena_reset(&w->arena);
}

static int json_encode(lua_State *L)
{
	struct writer *w = lua_touserdata(L, lua_upvalueindex(1));
	struct gp_err e = GP_ERR_INIT;
	struct gp_value v;
	struct gp_json j;

	luaL_checkany(L, 1);
	clear_writer(w);
	if (gp_lua_pack(L, 1, "value", false, &w->packed, &e) ||
	    gp_value_unpack(&v, &w->arena, w->packed.data, w->packed.len, &e))
		return luaL_error(L, "json.encode: %s",
		    w->packed.full ? gp_err_word("the value is larger than 256 KiB") : e.msg);
	gp_json_init(&j, &w->out);
	gp_json_value(&j, &v);
	gp_arena_reset(&w->arena);
	if (w->out.full)
		return luaL_error(L, "json.encode: %s", gp_err_word("the text is too long"));
	lua_pushlstring(L, w->out.data, w->out.len);
	clear_writer(w);
	return 1;
}

/* The reader makes every number a float; whole ones become integers: 1, not 1.0. */
static void mend_number(lua_State *L, int index)
{
	lua_Number v = lua_tonumber(L, index);

	if (lua_isinteger(L, index) || floor(v) < v || fabs(v) > EXACT)
		return;
	lua_pushinteger(L, (lua_Integer)v);
	lua_replace(L, index < 0 ? index - 1 : index);
}

/* In the table on top; its depth is bounded by the reader. */
static void mend_table(lua_State *L)
{
	int table = lua_gettop(L);

	luaL_checkstack(L, 6, NULL);
	for (lua_pushnil(L); lua_next(L, table); lua_settop(L, table + 1)) {
		if (lua_type(L, -1) == LUA_TTABLE) {
			mend_table(L);
		} else if (lua_type(L, -1) == LUA_TNUMBER) {
			mend_number(L, -1);
			lua_pushvalue(L, -2);
			lua_insert(L, -2);
			lua_rawset(L, table); /* of a key that is there: the walk may go on */
		}
	}
}

static int unreadable(lua_State *L, const char *why)
{
	lua_pushnil(L);
	lua_pushstring(L, why);
	lua_pushliteral(L, "parse");
	return 3;
}

/* Upvalue 2: the reader's function. */
static int json_decode(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);

	if (n > READ_MAX)
		return unreadable(L, gp_err_word("the text is longer than 4 MiB"));
	if (!gp_utf8_valid(s, n))
		return unreadable(L, gp_err_word("the text is not UTF-8"));
	lua_settop(L, 1);
	lua_pushvalue(L, lua_upvalueindex(2));
	lua_insert(L, 1);
	if (lua_pcall(L, 1, 1, 0))
		return unreadable(L, lua_tostring(L, -1));
	if (lua_type(L, -1) == LUA_TTABLE)
		mend_table(L);
	else if (lua_type(L, -1) == LUA_TNUMBER)
		mend_number(L, -1);
	return 1;
}

static int free_writer(lua_State *L)
{
	struct writer *w = lua_touserdata(L, 1);

	gp_buf_free(&w->packed);
	gp_buf_free(&w->out);
	gp_arena_free(&w->arena);
	return 0;
}

static int show_null(lua_State *L)
{
	lua_pushliteral(L, "null");
	return 1;
}

static void push_writer(lua_State *L)
{
	struct writer *w = lua_newuserdatauv(L, sizeof *w, 0);

	*w = (struct writer){.arena = {0}};
	gp_buf_init(&w->packed, PACKED_MAX);
	gp_buf_init(&w->out, JSON_MAX);
	lua_createtable(L, 0, 1);
	lua_pushcfunction(L, free_writer);
	lua_setfield(L, -2, "__gc");
	lua_setmetatable(L, -2);
}

/* A reader of its own for this state: its settings are nobody else's. */
static void push_reader(lua_State *L)
{
	lua_pushcfunction(L, luaopen_cjson);
	lua_call(L, 0, 1);
	lua_getfield(L, -1, "decode_max_depth");
	lua_pushinteger(L, DEPTH);
	lua_call(L, 1, 0);
	lua_getfield(L, -1, "decode_invalid_numbers");
	lua_pushboolean(L, 0);
	lua_call(L, 1, 0);
	lua_getfield(L, -1, "decode");
	lua_remove(L, -2);
}

/* @lua json */
static const luaL_Reg json_functions[] = {
	{"encode", json_encode},
	{"decode", json_decode},
	{NULL, NULL},
};

void gp_bind_json(lua_State *L)
{
	luaL_newlibtable(L, json_functions);
	push_writer(L);
	push_reader(L);
	luaL_setfuncs(L, json_functions, 2);
	/* a pointer to nothing, which no other value of a script is; it must not show as an address */
	lua_pushlightuserdata(L, NULL);
	lua_createtable(L, 0, 2);
	lua_pushcfunction(L, show_null);
	lua_setfield(L, -2, "__tostring");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
	lua_setfield(L, -2, "null"); /* @lua json */
}

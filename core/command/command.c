#include "core/command/command.h"

#include <lauxlib.h>
#include <lfs.h>
#include <lua-cjson.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>

#include "core/command/lua_memory.h"
#include "core/command/modules.h"
#include "core/office/embed.h"

struct call {
	const struct gp_command *command;
	const char *path, *source;
	size_t n;
	int argc;
	char **argv;
	struct gp_err *e;
	int status;
};

/* Pushes the chunk, or raises. Text only: bytecode is not checked by Lua. */
static void load_chunk(lua_State *L, const char *path, const char *source, size_t n)
{
	lua_pushfstring(L, "@%s", path);
	if (luaL_loadbufferx(L, source, n, lua_tostring(L, -1), "t"))
		lua_error(L);
	lua_remove(L, -2);
}

/* The only searcher behind package.preload: "govpub.NAME" is lua/govpub/NAME.lua. */
static int search_embedded(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	const char *path = lua_pushfstring(L, "lua/%s.lua", luaL_gsub(L, name, ".", "/"));
	const struct gp_embed *file = gp_embed_find(path);

	if (!file) {
		lua_pushfstring(L, "%s is not in this binary", path);
		return 1;
	}
	load_chunk(L, path, (const char *)file->data, file->len);
	lua_pushstring(L, path);
	return 2;
}

static void set_preload(lua_State *L, const char *name, lua_CFunction open)
{
	lua_getfield(L, -1, "preload");
	lua_pushcfunction(L, open);
	lua_setfield(L, -2, name);
	lua_pop(L, 1);
}

static void open_libraries(lua_State *L)
{
	luaL_openlibs(L);
	lua_getglobal(L, "package");
	lua_getfield(L, -1, "searchers");
	lua_pushcfunction(L, search_embedded);
	lua_rawseti(L, -2, 2);
	for (lua_Integer i = (lua_Integer)lua_rawlen(L, -1); i > 2; i--) {
		lua_pushnil(L);
		lua_rawseti(L, -2, i);
	}
	lua_pop(L, 1);
	lua_pushliteral(L, "");
	lua_setfield(L, -2, "path");
	lua_pushliteral(L, "");
	lua_setfield(L, -2, "cpath");
	lua_pushnil(L);
	lua_setfield(L, -2, "loadlib");
	set_preload(L, "lfs", luaopen_lfs);
	set_preload(L, "cjson", luaopen_cjson);
	lua_pop(L, 1);
}

static int run(lua_State *L)
{
	struct call *call = lua_touserdata(L, 1);

	open_libraries(L);
	gp_command_modules(L, call->command, call->e);
	load_chunk(L, call->path, call->source, call->n);
	lua_call(L, 0, 1);
	lua_createtable(L, call->argc, 0);
	for (int i = 1; i < call->argc; i++) {
		lua_pushstring(L, call->argv[i]);
		lua_rawseti(L, -2, i);
	}
	lua_call(L, 1, 1);
	call->status = (int)luaL_optinteger(L, -1, 0);
	return 0;
}

static int trace(lua_State *L)
{
	if (!gp_command_failed(L, 1))
		luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
	return 1;
}

int gp_command_run_source(const struct gp_command *c, const char *path, const char *source, size_t n,
    int argc, char **argv, struct gp_err *e)
{
	struct call call = {c, path, source, n, argc, argv, e, 0};
	struct gp_lua_memory memory = {0};
	lua_State *L = lua_newstate(gp_lua_memory_alloc, &memory);
	int rc;

	if (!L)
		return gp_fail(e, GP_EIO, "no memory for a Lua state");
	lua_pushcfunction(L, trace);
	lua_pushcfunction(L, run);
	lua_pushlightuserdata(L, &call);
	rc = lua_pcall(L, 1, 0, 1);
	if (rc && !gp_command_failed(L, -1))
		gp_fail(e, GP_ESCRIPT, "%s", lua_tostring(L, -1));
	lua_close(L);
	gp_lua_memory_free(&memory);
	return rc ? -1 : call.status;
}

int gp_command_run(const struct gp_command *c, const char *verb, int argc, char **argv,
    struct gp_err *e)
{
	const struct gp_embed *file;
	char path[100];

	snprintf(path, sizeof path, "cmd/%s.lua", verb);
	file = gp_embed_find(path);
	if (!file)
		return gp_fail(e, GP_ESCRIPT, "%s is not in this binary", path);
	return gp_command_run_source(c, path, (const char *)file->data, file->len, argc, argv, e);
}

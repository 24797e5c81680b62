/* govpub.office: what office.lua says, for verbs in Lua */
#include "core/host/command_modules.h"

#include <lauxlib.h>

#include "core/host/office.h"

/* [{ path, name, owner }]: columns of the site, as gp_column */
static void push_columns(lua_State *L, const struct gp_office *o)
{
	lua_createtable(L, (int)o->column_count, 0);
	for (size_t i = 0; i < o->column_count; i++) {
		lua_createtable(L, 0, 3);
		lua_pushstring(L, o->columns[i].path);
		lua_setfield(L, -2, "path");
		lua_pushstring(L, o->columns[i].name);
		lua_setfield(L, -2, "name");
		lua_pushstring(L, o->columns[i].owner);
		lua_setfield(L, -2, "owner");
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

/* read(dir) → { dir, name, code, site, columns } of the office there; `dir` has an office.lua */
static int office_read(lua_State *L)
{
	struct gp_office *o;

	if (gp_office_read(&o, luaL_checkstring(L, 1), gp_command_err(L)))
		return gp_command_raise(L);
	lua_createtable(L, 0, 5);
	lua_pushstring(L, o->dir);
	lua_setfield(L, -2, "dir");
	lua_pushstring(L, o->name[GP_LANG_ZH]); /* documents of an office carry its Chinese name */
	lua_setfield(L, -2, "name");
	lua_pushstring(L, o->code);
	lua_setfield(L, -2, "code");
	if (o->site_count && *o->sites[0].url) {
		lua_pushstring(L, o->sites[0].url);
		lua_setfield(L, -2, "site");
	}
	push_columns(L, o);
	lua_setfield(L, -2, "columns");
	gp_office_free(o);
	return 1;
}

void gp_command_office(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"read", office_read}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

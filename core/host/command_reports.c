/* govpub.reports: the generators of reports, for verbs in Lua */
#include "core/host/command_modules.h"

#include <lauxlib.h>

#include "core/host/lua_value.h"
#include "core/host/reports.h"

static const char type_name[] = "govpub.reports";

static struct gp_reports *check_reports(lua_State *L)
{
	struct gp_reports **r = luaL_checkudata(L, 1, type_name);

	luaL_argcheck(L, *r, 1, "it is closed");
	return *r;
}

static const struct gp_report_file *check_report(lua_State *L, const struct gp_reports *r)
{
	const struct gp_report_file *f = gp_reports_by_id(r, luaL_checkstring(L, 2));

	luaL_argcheck(L, f, 2, "no such report");
	return f;
}

/* open(dir or nil) → reports; close them, or say <close>. */
static int reports_open(lua_State *L)
{
	const struct gp_command *c = gp_command_of(L);
	const char *dir = luaL_optstring(L, 1, NULL);
	struct gp_reports **r = lua_newuserdatauv(L, sizeof *r, 0);

	*r = NULL;
	luaL_setmetatable(L, type_name);
	return gp_reports_open(r, dir, c->lang, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

static int reports_close(lua_State *L)
{
	struct gp_reports **r = luaL_checkudata(L, 1, type_name);

	gp_reports_close(*r);
	*r = NULL;
	return 0;
}

/* list() → { { id, path, shipped, overrides }, … } by id */
static int reports_list(lua_State *L)
{
	const struct gp_reports *r = check_reports(L);

	lua_createtable(L, (int)r->count, 0);
	for (size_t i = 0; i < r->count; i++) {
		lua_createtable(L, 0, 4);
		lua_pushstring(L, r->list[i].id);
		lua_setfield(L, -2, "id");
		lua_pushstring(L, r->list[i].path);
		lua_setfield(L, -2, "path");
		lua_pushboolean(L, r->list[i].shipped);
		lua_setfield(L, -2, "shipped");
		lua_pushboolean(L, r->list[i].overrides);
		lua_setfield(L, -2, "overrides");
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

static int push_answer(lua_State *L, const struct gp_reports *r)
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
static int reports_declared(lua_State *L)
{
	struct gp_reports *r = check_reports(L);
	struct gp_err e = GP_ERR_INIT;

	if (gp_reports_declare(r, check_report(L, r), &e)) {
		lua_pushnil(L);
		lua_pushstring(L, e.msg);
		return 2;
	}
	return push_answer(L, r);
}

/* call(id, function, value) → value; the report was declared before */
static int reports_call(lua_State *L)
{
	struct gp_reports *r = check_reports(L);
	const struct gp_report_file *f = check_report(L, r);
	const char *function = luaL_checkstring(L, 3);
	struct gp_err *e = gp_command_err(L);
	struct gp_buf ask;
	int rc;

	gp_buf_init(&ask, GP_SCRIPT_CALL_MAX);
	rc = gp_lua_pack(L, 4, function, false, &ask, e);
	if (!rc)
		rc = gp_reports_call(r, f, function, &ask, e);
	gp_buf_free(&ask);
	return rc ? gp_command_raise(L) : push_answer(L, r);
}

void gp_command_reports(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"open", reports_open}, {NULL, NULL}};
	static const luaL_Reg methods[] = {{"list", reports_list}, {"declared", reports_declared}, {"call", reports_call},
	    {"close", reports_close}, {"__gc", reports_close}, {"__close", reports_close}, {NULL, NULL}};

	luaL_newmetatable(L, type_name);
	lua_pushvalue(L, -1);
	lua_setfield(L, -2, "__index");
	gp_command_functions(L, methods, c, e);
	lua_pop(L, 1);
	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

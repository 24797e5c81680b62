/*
 * govpub.filter: the filter language of registers (core/store/filter.h), for verbs in Lua.
 *
 *   wrong(options, text) → nil, or what is wrong with the filter, in the user's language
 *
 * options: { reg, declared, today, me, dept, calendar }, as govpub.ledger's list() has them (filter_schema.h).
 */
#include "core/command/modules.h"

#include <lauxlib.h>

#include "core/command/filter_schema.h"

/* Whether a personal value is there is no matter of the filter's form. */
static int find_none(void *context, const char *field, const char *value, size_t n, gp_filter_rid_fn *found, void *list,
    struct gp_err *e)
{
	(void)context;
	(void)field;
	(void)value;
	(void)n;
	(void)found;
	(void)list;
	(void)e;
	return 0;
}

static int filter_wrong(lua_State *L)
{
	const char *text = luaL_checkstring(L, 2);
	struct gp_filter_declared d;
	struct gp_err e = GP_ERR_INIT;
	struct gp_filter f;
	int rc;

	luaL_checktype(L, 1, LUA_TTABLE);
	gp_filter_schema_read(L, &d, 1);
	d.schema.find = find_none;
	rc = gp_filter_compile(&f, text, &d.schema, &e);
	gp_filter_free(&f);
	if (!rc)
		return 0;
	lua_pushstring(L, e.msg);
	return 1;
}

void gp_command_filter(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"wrong", filter_wrong}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

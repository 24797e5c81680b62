/* govpub.web: an address fetched, for verbs in Lua */
#include "core/command/modules.h"

#include <lauxlib.h>

#include "core/crawl/fetch_one.h"

#define TIMEOUT_MS 20000

/* get(address) → { url, status, type, charset, body } */
static int web_get(lua_State *L)
{
	const char *url = luaL_checkstring(L, 1);
	struct gp_fetch_one_options o = {.timeout_ms = TIMEOUT_MS};
	struct gp_err *e = gp_command_err(L);
	struct gp_fetched f;
	int rc = gp_fetch_one(&f, url, &o, e);

	if (!rc && (!f.has_body || f.status >= 400))
		rc = gp_fail(e, GP_EIO, "%s: there is no page to look at (%s, status %d)", url, *f.cause ? f.cause : f.type,
		    f.status);
	if (!rc) {
		lua_createtable(L, 0, 5);
		lua_pushstring(L, f.final_url);
		lua_setfield(L, -2, "url");
		lua_pushinteger(L, f.status);
		lua_setfield(L, -2, "status");
		lua_pushstring(L, f.type);
		lua_setfield(L, -2, "type");
		lua_pushstring(L, f.charset);
		lua_setfield(L, -2, "charset");
		lua_pushlstring(L, f.body.data, f.body.len);
		lua_setfield(L, -2, "body");
	}
	gp_fetched_free(&f);
	return rc ? gp_command_raise(L) : 1;
}

void gp_command_web(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"get", web_get}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

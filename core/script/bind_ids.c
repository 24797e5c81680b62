/* text.ids and text.similarity (core/match). */
#include <lauxlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/match/ids.h"
#include "core/match/similarity.h"
#include "core/script/bind_match.h"

struct found {
	lua_State *L;
	const char *s;
	lua_Integer count;
};

static bool add(void *user, const struct gp_id *id)
{
	struct found *x = user;
	lua_State *L = x->L;
	char masked[GP_ID_MASKED];
	size_t n = gp_id_mask(masked, id, x->s);

	lua_createtable(L, 0, 5);
	lua_pushstring(L, gp_id_name(id->kind));
	lua_setfield(L, -2, "kind"); /* @lua id */
	lua_pushinteger(L, (lua_Integer)id->from + 1);
	lua_setfield(L, -2, "from"); /* @lua id */
	lua_pushinteger(L, (lua_Integer)id->to);
	lua_setfield(L, -2, "to"); /* @lua id */
	lua_pushlstring(L, masked, n);
	lua_setfield(L, -2, "masked"); /* @lua id */
	lua_pushstring(L, id->high ? "high" : "low");
	lua_setfield(L, -2, "confidence"); /* @lua id */
	lua_rawseti(L, -2, ++x->count);
	return true;
}

static unsigned kind_named(lua_State *L, const char *name)
{
	for (int k = 0; k < GP_ID_KINDS; k++)
		if (!strcmp(gp_id_name((enum gp_id_kind)k), name))
			return 1u << k;
	luaL_error(L, gp_err_word("text.ids: there is no kind '%s'"), name);
	return 0;
}

static unsigned kinds(lua_State *L)
{
	unsigned set = 0;

	if (lua_isnoneornil(L, 2))
		return ~0u;
	luaL_checktype(L, 2, LUA_TTABLE);
	for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 2); i++) {
		lua_rawgeti(L, 2, i);
		set |= kind_named(L, lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, -1));
		lua_pop(L, 1);
	}
	return set;
}

int gp_text_ids(lua_State *L)
{
	struct found x = {.L = L};
	size_t n;
	unsigned set;

	x.s = luaL_checklstring(L, 1, &n);
	set = kinds(L);
	lua_settop(L, 1);
	lua_newtable(L);
	gp_ids_scan(x.s, n, set, add, &x);
	return 1;
}

int gp_text_similarity(lua_State *L)
{
	size_t a_n, b_n;
	const char *a = luaL_checklstring(L, 1, &a_n), *b = luaL_checklstring(L, 2, &b_n);

	lua_pushnumber(L, gp_similarity(lua_newuserdatauv(L, gp_similarity_size(a_n, b_n), 0), a, a_n, b, b_n));
	return 1;
}

/* govpub.manual: the verbs of this program, and the pages of its manual */
#include <lauxlib.h>

#include "core/command/modules.h"
#include "core/office/manual.h"

enum { PAGE_MAX = 1 << 20 };

/* verbs() → { { name, alias, summary }, … } in the order of the list; summary: a sentence in the user's language */
static int manual_verbs(lua_State *L)
{
	const struct gp_command *c = gp_command_of(L);
	lua_Integer n = 0;

	lua_newtable(L);
	for (const struct gp_command_verb *v = c->verbs; v && v->name; v++) {
		lua_createtable(L, 0, 3);
		lua_pushstring(L, v->name);
		lua_setfield(L, -2, "name");
		lua_pushstring(L, v->alias);
		lua_setfield(L, -2, "alias");
		lua_pushstring(L, gp_catalogue_text(c->words, c->lang, v->summary));
		lua_setfield(L, -2, "summary");
		lua_rawseti(L, -2, ++n);
	}
	return 1;
}

/* page(name) → its text in English, 78 columns wide; nil: there is no such page */
static int manual_page(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	struct gp_err none = GP_ERR_INIT;
	struct gp_buf b;

	gp_buf_init(&b, PAGE_MAX);
	if (gp_manual_text(&b, GP_LANG_EN, name, &none))
		lua_pushnil(L);
	else
		lua_pushlstring(L, b.len ? b.data : "", b.len);
	gp_buf_free(&b);
	return 1;
}

void gp_command_manual(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"verbs", manual_verbs}, {"page", manual_page}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

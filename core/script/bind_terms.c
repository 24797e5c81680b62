/* text.terms: a compiled list of terms (core/match/terms.h), one userdata without anything to end. */
#include <lauxlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/match/terms.h"
#include "core/script/bind_match.h"

static const char TYPE[] = "govpub.terms";

/* --- making one */

/* Pushes the i-th term as a string: an entry is one, or a table with a field `term`. */
static const char *entry(lua_State *L, int list, lua_Integer i, size_t *n)
{
	if (lua_rawgeti(L, list, i) == LUA_TTABLE) {
		lua_pushliteral(L, "term");
		lua_rawget(L, -2);
		lua_remove(L, -2);
	}
	if (lua_type(L, -1) != LUA_TSTRING)
		luaL_error(L, gp_err_word("text.terms: entry %I is no string, and no table with a field 'term'"), i);
	return lua_tolstring(L, -1, n);
}

static bool has_field(lua_State *L, const char *name)
{
	lua_pushstring(L, name);
	lua_rawget(L, 1);
	return !lua_isnil(L, -1);
}

static enum gp_termset_mode mode(lua_State *L)
{
	static const char *const words[] = {"first", "longest", "all", NULL};
	enum gp_termset_mode m = GP_TERMS_LONGEST;

	if (has_field(L, "hits")) {
		const char *word = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
		int i = 0;

		while (words[i] && strcmp(words[i], word) != 0)
			i++;
		if (!words[i])
			luaL_error(L, "%s", gp_err_word("text.terms: hits is longest, first or all"));
		m = (enum gp_termset_mode)i;
	}
	lua_pop(L, 1);
	return m;
}

/* Copies the terms of the list at `list` into the table at `own`; bytes of all. */
static size_t copy(lua_State *L, int list, int own, lua_Integer count)
{
	size_t bytes = 0, n;

	for (lua_Integer i = 1; i <= count; i++) {
		(void)entry(L, list, i, &n);
		bytes += n;
		lua_rawseti(L, own, i);
	}
	if (bytes > GP_TERMS_BYTES)
		luaL_error(L, gp_err_word("text.terms: more than %d MiB of terms"), (int)(GP_TERMS_BYTES >> 20));
	return bytes;
}

int gp_text_terms(lua_State *L)
{
	struct gp_err e = GP_ERR_INIT;
	enum gp_termset_mode m = GP_TERMS_LONGEST;
	struct gp_termset *t;
	lua_Integer count;
	bool fold = false;
	size_t bytes, n;

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	if (has_field(L, "terms")) {
		luaL_argexpected(L, lua_istable(L, -1), 1, "{ terms = list }");
		m = mode(L);
		has_field(L, "fold");
		fold = lua_toboolean(L, -1);
		lua_pop(L, 1);
	} else {
		lua_settop(L, 1);
		lua_pushvalue(L, 1);
	}
	count = (lua_Integer)lua_rawlen(L, 2);
	if (count > GP_TERMS_COUNT)
		return luaL_error(L, gp_err_word("text.terms: more than %d terms"), GP_TERMS_COUNT);
	lua_createtable(L, (int)count, 0);
	bytes = copy(L, 2, 3, count);
	t = gp_termset_begin(lua_newuserdatauv(L, gp_termset_size((size_t)count, bytes), 1), (size_t)count, bytes, m, fold);
	for (lua_Integer i = 1; i <= count; i++) {
		const char *s;

		lua_rawgeti(L, 3, i);
		s = lua_tolstring(L, -1, &n);
		if (gp_termset_add(t, s, n, &e))
			return luaL_error(L, "text.terms: %s (%I)", e.msg, i);
		lua_pop(L, 1);
	}
	gp_termset_end(t);
	lua_pushvalue(L, 3);
	lua_setiuservalue(L, 4, 1);
	luaL_setmetatable(L, TYPE);
	return 1;
}

/* --- searching: 1 the list, 2 the text; 3 its terms, 4 where hits go */

struct hits {
	lua_State *L;
	lua_Integer count;
};

static void push_hit(lua_State *L, const struct gp_termset_hit *h)
{
	lua_createtable(L, 0, 4);
	lua_pushinteger(L, (lua_Integer)h->from + 1);
	lua_setfield(L, -2, "from"); /* @lua hit */
	lua_pushinteger(L, (lua_Integer)h->to);
	lua_setfield(L, -2, "to"); /* @lua hit */
	lua_rawgeti(L, 3, (lua_Integer)h->index + 1);
	lua_setfield(L, -2, "term"); /* @lua hit */
	lua_pushinteger(L, (lua_Integer)h->index + 1);
	lua_setfield(L, -2, "index"); /* @lua hit */
}

static bool add_hit(void *user, const struct gp_termset_hit *h)
{
	struct hits *x = user;

	push_hit(x->L, h);
	lua_rawseti(x->L, 4, ++x->count);
	return true;
}

static bool only_hit(void *user, const struct gp_termset_hit *h)
{
	struct hits *x = user;

	push_hit(x->L, h);
	x->count++;
	return false;
}

static bool count_hit(void *user, const struct gp_termset_hit *h)
{
	(void)h;
	((struct hits *)user)->count++;
	return true;
}

#define LONG_TEXT 2048 /* bytes */

/* The last long text, and its sieve: rules of all packs look through one and the same. */
static struct {
	struct gp_buf text;
	struct gp_sieve sieve;
	const char *asked; /* which text, to tell it from another: never read through */
	size_t asked_n;
} last = {.text.max = (size_t)1 << 20};

static bool may(const struct gp_termset *t, const char *s, size_t n)
{
	if (n < LONG_TEXT || n > last.text.max)
		return true;
	if (last.asked != s || last.asked_n != n) { /* one list alone is as quickly looked for */
		last.asked = s;
		last.asked_n = n;
		return true;
	}
	if (last.text.len != n || memcmp(last.text.data, s, n) != 0) {
		gp_buf_clear(&last.text);
		if (gp_buf_put(&last.text, s, n)) {
			gp_buf_clear(&last.text);
			return true;
		}
		gp_sieve_fill(&last.sieve, s, n);
	}
	return gp_termset_may(t, &last.sieve, s, n);
}

static lua_Integer search(lua_State *L, gp_termset_fn *fn)
{
	const struct gp_termset *t = luaL_checkudata(L, 1, TYPE);
	struct hits x = {.L = L};
	size_t n;
	const char *s = luaL_checklstring(L, 2, &n);

	lua_settop(L, 2);
	lua_getiuservalue(L, 1, 1);
	lua_newtable(L);
	if (may(t, s, n))
		gp_termset_scan(t, s, n, false, fn, &x);
	return x.count;
}

static int terms_find(lua_State *L)
{
	search(L, add_hit);
	lua_settop(L, 4);
	return 1;
}

static int terms_first(lua_State *L)
{
	if (!search(L, only_hit))
		lua_pushnil(L);
	return 1;
}

static int terms_count(lua_State *L)
{
	lua_pushinteger(L, search(L, count_hit));
	return 1;
}

/* @lua terms */
static const luaL_Reg terms_methods[] = {
	{"find", terms_find},
	{"first", terms_first},
	{"count", terms_count},
	{NULL, NULL},
};

void gp_text_terms_open(lua_State *L)
{
	luaL_newmetatable(L, TYPE);
	lua_createtable(L, 0, 3);
	luaL_setfuncs(L, terms_methods, 0);
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_pop(L, 1);
}

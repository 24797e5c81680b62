/* text.re: regular expressions (core/match/re.h); their memory is taken from the state's allocator, and so counted. */
#include <lauxlib.h>
#include <stdint.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/match/re.h"
#include "core/script/bind_match.h"

#define SUBSTITUTE '\x1A' /* U+001A stands for each malformed byte, so that positions stay */

static const char TYPE[] = "govpub.re";

struct box {
	struct gp_re *re;
};

static void *resize(void *user, void *p, size_t old, size_t n)
{
	void *ud;
	lua_Alloc f = lua_getallocf(user, &ud);

	return f(ud, p, old, n);
}

int gp_text_re(lua_State *L)
{
	struct gp_err e = GP_ERR_INIT;
	struct gp_re_memory m = {resize, NULL};
	size_t n;
	const char *pattern = luaL_checklstring(L, 1, &n), *flags = luaL_optstring(L, 2, "");
	struct box *b;

	if (!gp_utf8_valid(pattern, n))
		return luaL_error(L, "text.re: %s", gp_err_word("the pattern is no UTF-8"));
	b = lua_newuserdatauv(L, sizeof *b, 0);
	b->re = NULL;
	luaL_setmetatable(L, TYPE);
	lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD); /* it lives as long as all that is made here */
	m.user = lua_tothread(L, -1);
	lua_pop(L, 1);
	b->re = gp_re_compile(pattern, n, flags, &m, &e);
	return b->re ? 1 : luaL_error(L, "text.re: %s", e.msg);
}

static int re_gc(lua_State *L)
{
	struct box *b = luaL_checkudata(L, 1, TYPE);

	gp_re_free(b->re);
	b->re = NULL;
	return 0;
}

/* --- searching */

struct subject {
	struct gp_re *re;
	const char *s;    /* as it is: what is cut from it */
	const char *safe; /* well-formed: what is searched */
	size_t n;
};

/* A copy in which every byte of what is malformed is replaced; left on the stack. */
static const char *well_formed(lua_State *L, const char *s, size_t n)
{
	char *copy = lua_newuserdatauv(L, n, 0);
	size_t i;

	memcpy(copy, s, n);
	for (i = gp_utf8_valid_upto(s, n); i < n; i += gp_utf8_valid_upto(s + i, n - i)) {
		size_t bad = gp_utf8_bad(s + i, n - i);

		memset(copy + i, SUBSTITUTE, bad);
		i += bad;
	}
	return copy;
}

static struct subject subject(lua_State *L)
{
	struct box *b = luaL_checkudata(L, 1, TYPE);
	struct subject x = {.re = b->re};

	x.s = luaL_checklstring(L, 2, &x.n);
	lua_settop(L, 3);
	x.safe = gp_utf8_valid(x.s, x.n) ? x.s : well_formed(L, x.s, x.n);
	return x;
}

static bool search(lua_State *L, const struct subject *x, struct gp_re_match *m, size_t start, bool after_empty)
{
	struct gp_err e = GP_ERR_INIT;
	int found = gp_re_search(x->re, m, x->safe, x->n, start, after_empty, &e);

	if (found < 0)
		luaL_error(L, "%s", e.msg);
	return found;
}

/* false for a group that took no part: a list of captures has no holes. */
static void push_group(lua_State *L, const struct subject *x, const struct gp_re_match *m, unsigned i)
{
	if (m->from[i] == SIZE_MAX)
		lua_pushboolean(L, 0);
	else
		lua_pushlstring(L, x->s + m->from[i], m->to[i] - m->from[i]);
}

/* The byte that init, as those of string.find, means; the next beginning of a character. */
static size_t start_of(const struct subject *x, lua_Integer init)
{
	size_t at = 0;

	if (init > 0)
		at = (lua_Unsigned)init - 1 < x->n ? (size_t)init - 1 : x->n + (init - 1 > (lua_Integer)x->n);
	else if (init < 0 && (lua_Unsigned)-(init + 1) < x->n)
		at = x->n - (size_t)-init;
	while (at < x->n && ((unsigned char)x->safe[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static int re_find(lua_State *L)
{
	struct subject x = subject(L);
	size_t start = start_of(&x, luaL_optinteger(L, 3, 1));
	struct gp_re_match m;

	if (start > x.n || !search(L, &x, &m, start, false)) {
		lua_pushnil(L);
		return 1;
	}
	luaL_checkstack(L, (int)m.groups + 2, NULL);
	lua_pushinteger(L, (lua_Integer)m.from[0] + 1);
	lua_pushinteger(L, (lua_Integer)m.to[0]);
	for (unsigned i = 1; i <= m.groups; i++)
		push_group(L, &x, &m, i);
	return (int)m.groups + 2;
}

static void push_match(lua_State *L, const struct subject *x, const struct gp_re_match *m)
{
	lua_createtable(L, 0, 4);
	lua_pushinteger(L, (lua_Integer)m->from[0] + 1);
	lua_setfield(L, -2, "from"); /* @lua match */
	lua_pushinteger(L, (lua_Integer)m->to[0]);
	lua_setfield(L, -2, "to"); /* @lua match */
	push_group(L, x, m, 0);
	lua_setfield(L, -2, "text"); /* @lua match */
	lua_createtable(L, (int)m->groups, 0);
	for (unsigned i = 1; i <= m->groups; i++) {
		push_group(L, x, m, i);
		lua_rawseti(L, -2, (lua_Integer)i);
	}
	lua_setfield(L, -2, "captures"); /* @lua match */
}

static int re_all(lua_State *L)
{
	struct subject x = subject(L);
	struct gp_re_match m = {0};
	size_t start = 0;
	bool empty = false;

	lua_newtable(L);
	for (lua_Integer i = 1; search(L, &x, &m, start, empty); i++) {
		push_match(L, &x, &m);
		lua_rawseti(L, -2, i);
		start = m.to[0];
		empty = m.from[0] == m.to[0];
	}
	return 1;
}

static int re_test(lua_State *L)
{
	struct subject x = subject(L);
	struct gp_re_match m;

	lua_pushboolean(L, search(L, &x, &m, 0, false));
	return 1;
}

/* @lua re */
static const luaL_Reg re_methods[] = {
	{"find", re_find},
	{"all", re_all},
	{"test", re_test},
	{NULL, NULL},
};

void gp_text_re_open(lua_State *L)
{
	luaL_newmetatable(L, TYPE);
	lua_createtable(L, 0, 3);
	luaL_setfuncs(L, re_methods, 0);
	lua_setfield(L, -2, "__index");
	lua_pushcfunction(L, re_gc);
	lua_setfield(L, -2, "__gc");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_pop(L, 1);
}

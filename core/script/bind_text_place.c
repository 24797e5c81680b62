#define _GNU_SOURCE
#include "core/script/bind_text_place.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <string.h>

#include "core/base/err.h"
#include "core/text/pairs.h"

#define AROUND 20           /* characters on each side of an excerpt */
#define AROUND_MAX 200
#define UNPAIRED_MAX 100
#define ELLIPSIS "\xE2\x80\xA6"

static bool continues(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The place in argument `arg`, from 1 to n + 1, as an offset. */
static size_t place(lua_State *L, int arg, size_t n)
{
	lua_Integer at = luaL_checkinteger(L, arg);

	luaL_argcheck(L, at >= 1 && (lua_Unsigned)at <= n + 1, arg, gp_err_word("no place in the text"));
	return (size_t)at - 1;
}

int gp_text_line(lua_State *L)
{
	size_t n, at;
	const char *s = luaL_checklstring(L, 1, &n), *before, *end;

	at = place(L, 2, n);
	before = at ? memrchr(s, '\n', at) : NULL;
	end = at < n ? memchr(s + at, '\n', n - at) : NULL;
	before = before ? before + 1 : s;
	lua_pushlstring(L, before, (size_t)((end ? end : s + n) - before));
	lua_pushinteger(L, before - s + 1);
	return 2;
}

/* Up to `chars` characters back from `at`, and no further than the line. */
static size_t back(const char *s, size_t at, size_t chars)
{
	while (at && chars && s[at - 1] != '\n') {
		at--;
		while (at && continues(s[at]))
			at--;
		chars--;
	}
	return at;
}

static size_t forth(const char *s, size_t n, size_t at, size_t chars)
{
	while (at < n && chars && s[at] != '\n') {
		at++;
		while (at < n && continues(s[at]))
			at++;
		chars--;
	}
	return at;
}

int gp_text_excerpt(lua_State *L)
{
	size_t n, from, to, begin, end;
	const char *s = luaL_checklstring(L, 1, &n);
	lua_Integer chars = luaL_optinteger(L, 4, AROUND);
	luaL_Buffer b;

	from = place(L, 2, n);
	to = place(L, 3, n);
	if (to < n)
		to++;
	luaL_argcheck(L, chars >= 0 && chars <= AROUND_MAX, 4, gp_err_word("from 0 to 200 characters"));
	if (to < from)
		to = from;
	if (to - from > AROUND_MAX) /* of a long place the beginning */
		to = from + AROUND_MAX;
	while (to < n && continues(s[to]))
		to++;
	begin = back(s, from, (size_t)chars);
	end = forth(s, n, to, (size_t)chars);
	luaL_buffinit(L, &b);
	if (begin && s[begin - 1] != '\n')
		luaL_addstring(&b, ELLIPSIS);
	for (size_t i = begin; i < end; i++)
		luaL_addchar(&b, s[i] == '\n' ? ' ' : s[i]);
	if (end < n && s[end] != '\n')
		luaL_addstring(&b, ELLIPSIS);
	luaL_pushresult(&b);
	return 1;
}

int gp_text_unpaired(lua_State *L)
{
	struct gp_unpaired found[UNPAIRED_MAX];
	size_t n, count;
	const char *s = luaL_checklstring(L, 1, &n);

	count = gp_unpaired(found, UNPAIRED_MAX, s, n);
	lua_createtable(L, (int)count, 0);
	for (size_t i = 0; i < count; i++) {
		lua_createtable(L, 0, 4);
		lua_pushinteger(L, (lua_Integer)found[i].at + 1);
		lua_setfield(L, -2, "from");
		lua_pushinteger(L, (lua_Integer)found[i].at + (lua_Integer)found[i].n);
		lua_setfield(L, -2, "to");
		lua_pushlstring(L, s + found[i].at, found[i].n);
		lua_setfield(L, -2, "mark");
		lua_pushboolean(L, found[i].opens);
		lua_setfield(L, -2, "opens");
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

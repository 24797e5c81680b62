#define _GNU_SOURCE
#include "core/script/bind_text_place.h"

#include <lauxlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/text/pairs.h"
#include "core/text/text_place.h"

#define UNPAIRED_MAX 100
#define EXCERPT_BYTES 65536 /* malformed text has characters of any length */

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

int gp_text_excerpt(lua_State *L)
{
	static struct gp_buf out; /* stays when an error is raised past it */
	size_t n, from, to;
	const char *s = luaL_checklstring(L, 1, &n);
	lua_Integer chars = luaL_optinteger(L, 4, GP_AROUND_CHARS);

	from = place(L, 2, n);
	to = place(L, 3, n);
	if (to < n)
		to++;
	luaL_argcheck(L, chars >= 0 && chars <= GP_AROUND_MAX, 4, gp_err_word("from 0 to 200 characters"));
	out.max = EXCERPT_BYTES;
	gp_buf_clear(&out);
	gp_text_around(&out, s, n, from, to, (size_t)chars);
	lua_pushlstring(L, out.data, out.len);
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

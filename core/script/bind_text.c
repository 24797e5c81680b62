/* The module text: small things every rule about Chinese text needs. */
#include <lauxlib.h>
#include <string.h>

#include "core/script/bind.h"
#include "core/script/bind_match.h"
#include "core/script/bind_text_place.h"
#include "core/text/utf8.h"

#define IDEOGRAPHIC_SPACE "\xE3\x80\x80"
/* Folding never makes text longer. The buffer is Lua's, so that it counts as memory of the script. */
static int text_fold(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);
	struct gp_buf b = {.max = n, .cap = n + 1};

	b.data = lua_newuserdatauv(L, b.cap, 0);
	if (gp_utf8_fold_width(&b, s, n))
		return luaL_error(L, "%s", gp_err_word("text.fold: the text is too long"));
	lua_pushlstring(L, b.data, b.len);
	return 1;
}

static size_t space_before(const char *s, size_t n)
{
	if (n && (s[n - 1] == ' ' || (s[n - 1] >= '\t' && s[n - 1] <= '\r')))
		return 1;
	return n >= 3 && !memcmp(s + n - 3, IDEOGRAPHIC_SPACE, 3) ? 3 : 0;
}

static size_t space_at(const char *s, size_t n)
{
	if (n && (*s == ' ' || (*s >= '\t' && *s <= '\r')))
		return 1;
	return n >= 3 && !memcmp(s, IDEOGRAPHIC_SPACE, 3) ? 3 : 0;
}

static int text_trim(lua_State *L)
{
	size_t n, space;
	const char *s = luaL_checklstring(L, 1, &n);

	while ((space = space_before(s, n)))
		n -= space;
	while ((space = space_at(s, n))) {
		s += space;
		n -= space;
	}
	lua_pushlstring(L, s, n);
	return 1;
}

/* White_Space of Unicode 15, PropList.txt */
static bool is_space(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
	    (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
	    cp == 0x205F || cp == 0x3000;
}

static int text_count(lua_State *L)
{
	size_t n, len;
	const char *s = luaL_checklstring(L, 1, &n);
	lua_Integer count = 0;

	for (; n; s += len, n -= len)
		count += !is_space(gp_utf8_get(s, n, &len));
	lua_pushinteger(L, count);
	return 1;
}

/* @lua text */
static const luaL_Reg text_functions[] = {
	{"fold", text_fold},
	{"trim", text_trim},
	{"count", text_count},
	{"line", gp_text_line},
	{"excerpt", gp_text_excerpt},
	{"unpaired", gp_text_unpaired},
	{"terms", gp_text_terms},
	{"ids", gp_text_ids},
	{"re", gp_text_re},
	{"similarity", gp_text_similarity},
	{NULL, NULL},
};

void gp_bind_text(lua_State *L)
{
	gp_text_terms_open(L);
	gp_text_re_open(L);
	luaL_newlib(L, text_functions);
}

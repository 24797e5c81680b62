/* govpub.text: what verbs in Lua ask about text: cells of a terminal, widths folded, check digits of numbers */
#include "core/command/modules.h"
#include "core/script/bind_match.h"

#include <string.h>

#include "core/match/ids.h"
#include "core/text/utf8.h"

enum { TEXT_MAX = 1 << 20 };

static const char *check_text(lua_State *L, size_t *n)
{
	const char *s = luaL_checklstring(L, 1, n);

	luaL_argcheck(L, *n <= TEXT_MAX, 1, "too long");
	return s;
}

/* width(text) → how many columns of a terminal it takes */
static int text_width(lua_State *L)
{
	size_t n;
	const char *s = check_text(L, &n);

	lua_pushinteger(L, (lua_Integer)gp_utf8_width(s, n));
	return 1;
}

/* The bytes of the character at s. */
static size_t step(const char *s, size_t n)
{
	size_t k = 1;

	while (k < n && ((unsigned char)s[k] & 0xC0) == 0x80)
		k++;
	return k;
}

/* cut(text, columns) → as much of it as fits, its last column "…" where something is left out */
static int text_cut(lua_State *L)
{
	size_t n, at = 0, fits = 0, width = 0;
	const char *s = check_text(L, &n);
	lua_Integer room = luaL_checkinteger(L, 2);

	luaL_argcheck(L, room > 0, 2, "no room at all");
	while (at < n) {
		size_t k = step(s + at, n - at), w = gp_utf8_width(s + at, k);

		if (width + w > (size_t)room) {
			lua_pushlstring(L, s, fits);
			lua_pushliteral(L, "…");
			lua_concat(L, 2);
			return 1;
		}
		width += w;
		at += k;
		if (width < (size_t)room)
			fits = at;
	}
	lua_settop(L, 1);
	return 1;
}

/* fold(text) → with full-width letters, digits and signs as ASCII */
static int text_fold(lua_State *L)
{
	size_t n;
	const char *s = check_text(L, &n);
	struct gp_buf b;

	gp_buf_init(&b, TEXT_MAX);
	if (gp_utf8_fold_width(&b, s, n)) /* it never grows */
		gp_buf_clear(&b);
	lua_pushlstring(L, b.len ? b.data : "", b.len);
	gp_buf_free(&b);
	return 1;
}

static int check_18(lua_State *L, bool (*fits)(const char [18]))
{
	size_t n;
	const char *s = check_text(L, &n);

	lua_pushboolean(L, n == 18 && fits(s));
	return 1;
}

/* is_resident(text) → whether it is a resident's number (居民身份证号码) whose check digit fits */
static int text_is_resident(lua_State *L)
{
	return check_18(L, gp_id_is_resident);
}

/* is_credit_code(text) → the same of a unified social credit code (统一社会信用代码) */
static int text_is_credit_code(lua_State *L)
{
	return check_18(L, gp_id_is_credit_code);
}

void gp_command_text(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"width", text_width}, {"cut", text_cut}, {"fold", text_fold},
	    {"similarity", gp_text_similarity}, {"is_resident", text_is_resident}, {"is_credit_code", text_is_credit_code}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

/*
 * What the engines of adapters make of bytes that came from outside. Only they get these functions, in C for
 * its readers are in C; what runs here runs in the script worker, behind its doors.
 */
#include <lauxlib.h>

#include "core/base/buf.h"
#include "core/script/bind.h"
#include "core/text/charset.h"
#include "core/web/feed.h"

#define TEXT_MAX ((size_t)4 << 20)

/* One that stays when an error is raised past it: there is one thread, and one call at a time. */
static struct gp_buf *buffer(void)
{
	static struct gp_buf b;

	b.max = TEXT_MAX;
	gp_buf_clear(&b);
	return &b;
}

/* decode(bytes, charset) → text in UTF-8; nil when it is longer than 4 MiB */
static int decode(lua_State *L)
{
	size_t n, charset_n;
	const char *p = luaL_checklstring(L, 1, &n), *charset = luaL_checklstring(L, 2, &charset_n);
	struct gp_charset_choice cs;
	struct gp_buf *b = buffer();

	gp_charset_choose(&cs, p, n, charset, charset_n);
	if (gp_charset_decode(cs.used, p + cs.bom, n - cs.bom, b, NULL))
		lua_pushnil(L);
	else
		lua_pushlstring(L, b->data ? b->data : "", b->len);
	return 1;
}

static void set(lua_State *L, const char *key, const char *value)
{
	if (!*value)
		return;
	lua_pushstring(L, value);
	lua_setfield(L, -2, key);
}

/* The list of entries is on top of the stack. */
static void add_entry(void *user, const struct gp_feed_entry *e)
{
	lua_State *L = user;

	lua_createtable(L, 0, 4);
	set(L, "url", e->url);
	set(L, "title", e->title);
	set(L, "date", e->date);
	set(L, "text", e->text);
	lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
}

/* feed(bytes, charset) → list of { url, title, date, text } with limit = "" or why it is cut; nil: it is no feed */
static int feed(lua_State *L)
{
	size_t n;
	const char *p = luaL_checklstring(L, 1, &n), *charset = luaL_checkstring(L, 2);
	struct gp_feed f;

	luaL_checkstack(L, 8, NULL);
	lua_newtable(L);
	gp_feed_read(&f, p, n, charset, add_entry, L);
	if (!f.is_feed)
		return 0;
	lua_pushstring(L, f.limit);
	lua_setfield(L, -2, "limit");
	return 1;
}

void gp_bind_body(lua_State *L)
{
	static const luaL_Reg functions[] = {{"decode", decode}, {"feed", feed}, {NULL, NULL}};

	luaL_newlib(L, functions);
}

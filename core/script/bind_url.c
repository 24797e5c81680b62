/* The module url: addresses by the WHATWG URL Standard (core/web/url.h). */
#include <lauxlib.h>

#include "core/script/bind.h"
#include "core/script/bind_page.h"

/* Upvalue 1 of every function: one parser for the state, so that a call allocates nothing. */
struct parser {
	struct gp_url url, base;
};

const char *gp_bind_url_why(enum gp_url_why why)
{
	switch (why) {
	case GP_URL_RELATIVE:
		return "no-scheme";
	case GP_URL_NO_HOST:
		return "no-host";
	case GP_URL_BAD_PORT:
		return "bad-port";
	case GP_URL_TOO_LONG:
		return "too-long";
	default:
		return "bad-host";
	}
}

static int malformed(lua_State *L, const char *what, enum gp_url_why why)
{
	lua_pushnil(L);
	lua_pushfstring(L, gp_err_word("%s is no address: %s"), gp_err_word(what),
	    gp_bind_url_why(why));
	lua_pushliteral(L, "malformed");
	return 3;
}

/* Parses the address at `at` against the one at `base_at` (0: none); 0, or what to return. */
static int parse(lua_State *L, struct parser *p, int at, int base_at)
{
	size_t n;
	const char *s = luaL_checklstring(L, at, &n), *base;
	enum gp_url_why why;

	if (base_at) {
		size_t base_n;

		base = luaL_checklstring(L, base_at, &base_n);
		why = gp_url_parse(&p->base, base, base_n, NULL, NULL);
		if (why != GP_URL_OK)
			return malformed(L, "the base", why);
	}
	why = gp_url_parse(&p->url, s, n, base_at ? &p->base : NULL, NULL);
	return why == GP_URL_OK ? 0 : malformed(L, "this", why);
}

static void set(lua_State *L, const char *key, const char *s, size_t n)
{
	lua_pushlstring(L, s, n);
	lua_setfield(L, -2, key);
}

static void push_parts(lua_State *L, const struct gp_url *u)
{
	const char *s = gp_url_href(u);

	lua_createtable(L, 0, 8);
	set(L, "href", s, u->text.len);
	set(L, "scheme", s, u->scheme_end);
	set(L, "path", s + u->path, u->path_end - u->path);
	if (u->has_host)
		set(L, "host", s + u->host, u->host_end - u->host);
	if (u->has_query)
		set(L, "query", s + u->query, u->query_end - u->query);
	if (u->has_fragment)
		set(L, "fragment", s + u->fragment, u->fragment_end - u->fragment);
	if (u->port >= 0) {
		lua_pushinteger(L, u->port);
		lua_setfield(L, -2, "port");
	}
	if (u->scheme == GP_SCHEME_OTHER || u->scheme == GP_SCHEME_FILE)
		return; /* their origin is opaque: equal to nothing */
	lua_pushlstring(L, s, u->scheme_end);
	lua_pushliteral(L, "://");
	lua_pushlstring(L, s + u->host, u->host_end - u->host);
	if (u->port >= 0)
		lua_pushfstring(L, ":%d", (int)u->port);
	else
		lua_pushliteral(L, "");
	lua_concat(L, 4);
	lua_setfield(L, -2, "origin");
}

static int url_parse(lua_State *L)
{
	struct parser *p = lua_touserdata(L, lua_upvalueindex(1));
	int failed = parse(L, p, 1, lua_isnoneornil(L, 2) ? 0 : 2);

	if (failed)
		return failed;
	push_parts(L, &p->url);
	return 1;
}

static int url_resolve(lua_State *L)
{
	struct parser *p = lua_touserdata(L, lua_upvalueindex(1));
	int failed = parse(L, p, 2, 1);

	if (failed)
		return failed;
	lua_pushlstring(L, gp_url_href(&p->url), p->url.text.len);
	return 1;
}

static int free_parser(lua_State *L)
{
	struct parser *p = lua_touserdata(L, 1);

	gp_url_free(&p->url);
	gp_url_free(&p->base);
	return 0;
}

/* @lua url */
static const luaL_Reg url_functions[] = {
	{"parse", url_parse},
	{"resolve", url_resolve},
	{NULL, NULL},
};

void gp_bind_url(lua_State *L)
{
	struct parser *p;

	luaL_newlibtable(L, url_functions);
	p = lua_newuserdatauv(L, sizeof *p, 0);
	gp_url_init(&p->url);
	gp_url_init(&p->base);
	lua_createtable(L, 0, 1);
	lua_pushcfunction(L, free_parser);
	lua_setfield(L, -2, "__gc");
	lua_setmetatable(L, -2);
	luaL_setfuncs(L, url_functions, 1);
}

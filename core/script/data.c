#include "core/script/data.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/office/embed.h"

/* What to do with the table that a file returns; runs under one pcall. */
typedef void read_fn(lua_State *L, void *out);

struct reading {
	const struct gp_embed *file;
	read_fn *read;
	void *out;
};

static int evaluate(lua_State *L)
{
	const struct reading *r = lua_touserdata(L, 1);
	char name[200];

	snprintf(name, sizeof name, "@%s", r->file->path);
	if (luaL_loadbufferx(L, (const char *)r->file->data, r->file->len, name, "t"))
		return lua_error(L);
	lua_call(L, 0, 1);
	luaL_checktype(L, -1, LUA_TTABLE);
	r->read(L, r->out);
	return 0;
}

static int read_file(const char *path, read_fn *read, void *out, struct gp_err *e)
{
	struct reading r = {.file = gp_embed_find(path), .read = read, .out = out};
	lua_State *L;
	int rc = 0;

	if (!r.file)
		return gp_fail(e, GP_ESCRIPT, "%s is not in this binary", path);
	L = luaL_newstate();
	if (!L)
		return gp_fail(e, GP_EIO, "no memory for a Lua state");
	lua_pushcfunction(L, evaluate);
	lua_pushlightuserdata(L, &r);
	if (lua_pcall(L, 1, 0, 0)) {
		const char *why = lua_tostring(L, -1);

		rc = gp_fail(e, GP_ESCRIPT, "%s", why ? why : path);
	}
	lua_close(L);
	return rc;
}

static size_t number_field(lua_State *L, const char *name)
{
	lua_Integer v;

	lua_getfield(L, -1, name);
	v = luaL_checkinteger(L, -1);
	lua_pop(L, 1);
	return v > 0 ? (size_t)v : 0;
}

/* The list of strings on top of the stack. */
static void read_list(lua_State *L, struct gp_phrases *p, enum gp_phrase_set set)
{
	luaL_checktype(L, -1, LUA_TTABLE);
	for (lua_Integer i = 1, n = luaL_len(L, -1); i <= n; i++) {
		size_t len;
		const char *s;

		lua_geti(L, -1, i);
		s = luaL_checklstring(L, -1, &len);
		gp_phrases_add(p, set, s, len, "");
		lua_pop(L, 1);
	}
}

static void read_phrases(lua_State *L, void *out)
{
	static const char *const sets[GP_PHRASE_SETS] = {[GP_PHRASE_SOFT_404] = "soft-404",
	    [GP_PHRASE_DELETED] = "deleted-article", [GP_PHRASE_PARKED] = "parked", [GP_PHRASE_BETTING] = "betting"};
	struct gp_phrases *p = out;

	p->long_text = number_field(L, "long_text");
	p->short_text = number_field(L, "short_text");
	for (size_t set = 0; set < GP_PHRASE_SETS; set++) {
		if (!sets[set])
			continue;
		lua_getfield(L, -1, sets[set]);
		read_list(L, p, (enum gp_phrase_set)set);
		lua_pop(L, 1);
	}
}

static void read_trusted(lua_State *L, void *out)
{
	read_list(L, out, GP_PHRASE_TRUSTED);
}

/* A field that is a string, malloc'd; "" when it is not there. */
static char *string_field(lua_State *L, const char *name)
{
	char *s;

	lua_getfield(L, -1, name);
	s = gp_strdup(luaL_optstring(L, -1, ""));
	lua_pop(L, 1);
	for (char *p = s; strcmp(name, "vendor") != 0 && *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	return s;
}

static void read_guard(lua_State *L, struct gp_phrases *p)
{
	struct gp_guard g = {.vendor = string_field(L, "vendor"), .header = string_field(L, "header"),
	    .cookie = string_field(L, "cookie"), .source = string_field(L, "source")};
	char *colon = strchr(g.header, ':'), *cause = string_field(L, "cause");
	bool at_200 = false, at_202 = false;

	g.value = gp_strdup(colon ? colon + 1 + strspn(colon + 1, " ") : "");
	if (colon)
		*colon = '\0';
	g.cause = strcmp(cause, "waf") ? "challenge" : "waf";
	lua_getfield(L, -1, "status");
	luaL_checktype(L, -1, LUA_TTABLE);
	for (lua_Integer i = 1, n = luaL_len(L, -1); i <= n && i <= GP_GUARD_STATUSES; i++) {
		lua_geti(L, -1, i);
		g.status[g.status_count++] = (int)luaL_checkinteger(L, -1);
		at_200 |= g.status[i - 1] == 200;
		at_202 |= g.status[i - 1] == 202;
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	if ((at_200 || at_202) && *g.source) {
		gp_phrases_add(p, GP_PHRASE_CHALLENGE, g.source, strlen(g.source), g.vendor);
		p->list[p->count - 1].at_200 = at_200;
		p->list[p->count - 1].at_202 = at_202;
	}
	gp_guards_add(&p->guards, &g);
	free(cause);
}

static void read_guards(lua_State *L, void *out)
{
	for (lua_Integer i = 1, n = luaL_len(L, -1); i <= n; i++) {
		lua_geti(L, -1, i);
		luaL_checktype(L, -1, LUA_TTABLE);
		read_guard(L, out);
		lua_pop(L, 1);
	}
}

int gp_data_phrases(struct gp_phrases *out, struct gp_err *e)
{
	*out = (struct gp_phrases){0};
	if (!read_file("rules/pages/lib/phrases.lua", read_phrases, out, e) &&
	    !read_file("rules/links/lib/trusted.lua", read_trusted, out, e) &&
	    !read_file("rules/links/lib/guards.lua", read_guards, out, e))
		return 0;
	gp_phrases_free(out);
	return -1;
}

#include "core/script/sandbox.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/script/bind.h"

#define HOOK_EVERY 1000     /* instructions */
#define PAUSE 400           /* per cent: garbage collection in a small heap, which pages leave soon */
#define FIXED_SEED 20190515 /* math.random gives the same on every page and machine */

static const char MASTER[] = "govpub.master"; /* registry: what environments are copied from */
static const char SEED[] = "govpub.seed";     /* registry: the library's own randomseed */

static const char *const base[] = {"assert", "error", "ipairs", "next", "pairs", "pcall", "rawequal", "rawget",
    "rawlen", "rawset", "select", "tonumber", "type", "xpcall", "_VERSION", NULL};

static const char *const libraries[] = {"math", "string", "table", "utf8", NULL};

/* What scripts ask for and do not get. */
static const struct refusal {
	const char *name, *why;
} refusals[] = {
	{"io", "a script reads and writes no files; everything it needs comes in as arguments"},
	{"os", "a script starts no programs and sees neither clock nor environment"},
	{"debug", "it would open every door of the sandbox"},
	{"package", "modules come from the lib folder of the script's own pack; use require"},
	{"coroutine", "the limits on time hold for one thread of a script"},
	{"load", "code comes only from files that can be read and checked"},
	{"loadstring", "code comes only from files that can be read and checked"},
	{"loadfile", "code comes only from files that can be read and checked"},
	{"dofile", "use require for a file in the lib folder of the pack"},
	{"require", "this script belongs to no pack, so there is no lib folder"},
	{"collectgarbage", "memory is looked after by the program"},
	{"print", "a rule says what it found with report(...), a script returns its result"},
	{"warn", "a rule says what it found with report(...), a script returns its result"},
	{"string.dump", "bytecode is not accepted anywhere"},
};

/* --- memory */

/* What the allocator of one state knows. */
struct gp_sandbox_room {
	struct gp_sandbox *all;
	lua_State *L; /* NULL while it is made */
	bool watched;
};

static void watch_memory(lua_State *L, lua_Debug *ar);

/*
 * What malloc() takes for n bytes: a word of its own, in steps of two words, four at least. Scripts
 * may hold millions of the smallest things, which so take half as much again as they say.
 */
static size_t charge(size_t n)
{
	const size_t word = sizeof(size_t);

	if (!n)
		return 0;
	return n <= 3 * word ? 4 * word : (n + 3 * word - 1) & ~(2 * word - 1);
}

static void *allocate(void *ud, void *p, size_t old, size_t new)
{
	struct gp_sandbox_room *room = ud;
	struct gp_sandbox *s = room->all;
	void *q;

	if (!p)
		old = 0; /* then it is the kind of object */
	if (!new) {
		free(p);
		s->used -= charge(old);
		return NULL;
	}
	if (new > s->max || s->used - charge(old) + charge(new) > s->max)
		s->over();
	q = realloc(p, new);
	if (!q)
		s->over();
	s->used += charge(new) - charge(old);
	s->given += new > old ? new - old : 0;
	/* a hook costs every instruction, so it comes with need; setting one is safe at any moment (lua_sethook) */
	if (s->used > s->max / 4 && room->L && !room->watched) {
		room->watched = true;
		lua_sethook(room->L, watch_memory, LUA_MASKCOUNT, 1);
	}
	return q;
}

/*
 * Passing the limit is final, so collect early when it comes near. A collection that is due only
 * at four times what was in use is begun at once, by the first instruction after the allocation.
 */
static void watch_memory(lua_State *L, lua_Debug *ar)
{
	struct gp_sandbox_room *room;
	size_t used, max;

	(void)ar;
	lua_getallocf(L, (void **)&room);
	used = room->all->used;
	max = room->all->max;
	if (used > max / 4) {
		lua_gc(L, LUA_GCINC, used > max / 4 * 3 ? 105 : used > max / 2 ? 125 : 150, 400, 0);
		if (lua_gethookcount(L) == 1) {
			lua_sethook(L, watch_memory, LUA_MASKCOUNT, HOOK_EVERY);
			lua_gc(L, LUA_GCSTEP, 0);
		}
	} else {
		room->watched = false;
		lua_sethook(L, NULL, 0, 0);
		lua_gc(L, LUA_GCINC, PAUSE, 200, 0);
	}
}

/* --- functions that are not safe as they come */

static int safe_tostring(lua_State *L)
{
	int t;

	luaL_checkany(L, 1);
	t = lua_type(L, 1);
	lua_settop(L, 1);
	if (t == LUA_TNIL || t == LUA_TBOOLEAN || t == LUA_TNUMBER || t == LUA_TSTRING ||
	    luaL_getmetafield(L, 1, "__tostring") != LUA_TNIL) {
		lua_settop(L, 1);
		luaL_tolstring(L, 1, NULL);
	} else {
		lua_pushstring(L, luaL_typename(L, 1)); /* no address: it would tell where memory lies */
	}
	return 1;
}

/* %s goes through safe_tostring(), %p has no meaning. A NUL does not end a format. */
static int safe_format(lua_State *L)
{
	size_t n;
	const char *f = luaL_checklstring(L, 1, &n), *end = f + n;
	int arg = 1, top = lua_gettop(L);

	for (; f < end && (f = memchr(f, '%', (size_t)(end - f))); f++) {
		f++;
		if (*f == '%')
			continue;
		f += strspn(f, "-+ #0123456789.");
		arg++;
		if (f == end)
			break;
		if (*f == 'p')
			return luaL_error(L, "%%p: %s", gp_err_word("scripts see no addresses"));
		if (*f == 's' && arg <= top && lua_type(L, arg) != LUA_TSTRING) {
			lua_pushcfunction(L, safe_tostring);
			lua_pushvalue(L, arg);
			lua_call(L, 1, 1);
			lua_replace(L, arg);
		}
	}
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, top, 1);
	return 1;
}

/* Without arguments it would seed from the clock and an address, and return both. Upvalue 1: the real one. */
static int safe_randomseed(lua_State *L)
{
	luaL_checkinteger(L, 1);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, lua_gettop(L) - 1, 0);
	return 0;
}

static int safe_getmetatable(lua_State *L)
{
	luaL_checkany(L, 1);
	if (lua_type(L, 1) != LUA_TTABLE || !lua_getmetatable(L, 1)) {
		lua_pushnil(L); /* the metatable of strings is everybody's */
		return 1;
	}
	lua_pushliteral(L, "__metatable");
	if (lua_rawget(L, -2) == LUA_TNIL)
		lua_pop(L, 1);
	return 1;
}

static int safe_setmetatable(lua_State *L)
{
	int t = lua_type(L, 2);

	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_argexpected(L, t == LUA_TNIL || t == LUA_TTABLE, 2, "nil or table");
	if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
		return luaL_error(L, "%s", gp_err_word("cannot change a protected metatable"));
	if (t == LUA_TTABLE) {
		lua_pushliteral(L, "__gc");
		if (lua_rawget(L, 2) != LUA_TNIL)
			return luaL_error(L, "__gc: %s", gp_err_word("scripts have no finalizers"));
		lua_pop(L, 1);
	}
	lua_settop(L, 2);
	lua_setmetatable(L, 1);
	return 1;
}

/* --- names that are not there */

static const char *reason(const char *library, const char *name)
{
	char full[80];

	lua_Integer n = (lua_Integer)(*library ? strlen(library) + 1 : 0) + (lua_Integer)strlen(name);
	if (n >= (lua_Integer)sizeof full)
		return NULL;
	memcpy(full, library, strlen(library));
	if (*library)
		full[strlen(library)] = '.';
	memcpy(full + (*library ? strlen(library) + 1 : 0), name, strlen(name) + 1);
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if (!strcmp(full, refusals[i].name))
			return refusals[i].why;
	return NULL;
}

/* __index of environments and libraries; upvalue 1: the library, "" for the environment itself. */
static int missing(lua_State *L)
{
	const char *library = lua_tostring(L, lua_upvalueindex(1)), *dot = *library ? "." : "", *name, *why;

	if (lua_type(L, 2) != LUA_TSTRING)
		return luaL_error(L, gp_err_word("'%s' has only names"), *library ? library : "_G");
	name = lua_tostring(L, 2);
	why = reason(library, name);
	if (why)
		return luaL_error(L, gp_err_word("'%s%s%s' is not available to scripts: %s"), library, dot, name,
		    gp_err_word(why));
	return luaL_error(L, gp_err_word("there is no '%s%s%s'; is the name right, or a 'local' missing?"), library, dot,
	    name);
}

static void seal(lua_State *L, const char *library)
{
	lua_createtable(L, 0, 2);
	lua_pushstring(L, library);
	lua_pushcclosure(L, missing, 1);
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
}

/* --- building */

static void open_libraries(lua_State *L)
{
	static const luaL_Reg open[] = {{LUA_GNAME, luaopen_base}, {LUA_TABLIBNAME, luaopen_table},
	    {LUA_STRLIBNAME, luaopen_string}, {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8}};

	for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
		luaL_requiref(L, open[i].name, open[i].func, 1);
		lua_pop(L, 1);
	}
}

/* The string library in place: methods of strings, ("x"):format(), come from this table. */
static void mend_strings(lua_State *L)
{
	lua_getglobal(L, "string");
	lua_pushnil(L);
	lua_setfield(L, -2, "dump");
	lua_getfield(L, -1, "format");
	lua_pushcclosure(L, safe_format, 1);
	lua_setfield(L, -2, "format");
	lua_pop(L, 1);
}

static void mend_random(lua_State *L)
{
	lua_getglobal(L, "math");
	lua_getfield(L, -1, "randomseed");
	lua_pushvalue(L, -1);
	lua_setfield(L, LUA_REGISTRYINDEX, SEED);
	lua_pushcclosure(L, safe_randomseed, 1);
	lua_setfield(L, -2, "randomseed");
	lua_pop(L, 1);
}

void gp_sandbox_renew(lua_State *L)
{
	lua_getfield(L, LUA_REGISTRYINDEX, SEED);
	lua_pushinteger(L, FIXED_SEED);
	lua_call(L, 1, 0);
}

static int build(lua_State *L)
{
	static const luaL_Reg safe[] = {{"tostring", safe_tostring}, {"getmetatable", safe_getmetatable},
	    {"setmetatable", safe_setmetatable}, {NULL, NULL}};
	static const struct {
		const char *name;
		void (*push)(lua_State *L);
	} modules[] = {{"url", gp_bind_url}, {"json", gp_bind_json}, {"text", gp_bind_text}, {"date", gp_bind_date},
	    {"workday", gp_bind_workday}};

	open_libraries(L);
	mend_strings(L);
	mend_random(L);
	lua_newtable(L);
	luaL_setfuncs(L, safe, 0);
	for (size_t i = 0; base[i]; i++) {
		lua_getglobal(L, base[i]);
		lua_setfield(L, -2, base[i]);
	}
	for (size_t i = 0; libraries[i]; i++) {
		lua_getglobal(L, libraries[i]);
		lua_setfield(L, -2, libraries[i]);
	}
	for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
		modules[i].push(L);
		lua_setfield(L, -2, modules[i].name);
	}
	lua_setfield(L, LUA_REGISTRYINDEX, MASTER);
	/* the real globals go: nothing that a script reaches leads to them */
	lua_newtable(L);
	lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
	return 0;
}

lua_State *gp_sandbox_state(struct gp_sandbox *s, struct gp_err *e)
{
	struct gp_sandbox_room *room = gp_calloc(1, sizeof *room);
	lua_State *L;

	room->all = s;
	L = lua_newstate(allocate, room);

	if (!L) {
		gp_fail(e, GP_EIO, "no memory for a Lua state");
		return NULL;
	}
	room->L = L;
	lua_gc(L, LUA_GCINC, PAUSE, 200, 0);
	lua_pushcfunction(L, build);
	if (lua_pcall(L, 0, 0, 0) == LUA_OK)
		return L;
	gp_fail(e, GP_ESCRIPT, "%s", lua_tostring(L, -1));
	return NULL;
}

/* A copy of the table on top, sealed, in its place. */
static void copy_library(lua_State *L, const char *name)
{
	lua_newtable(L);
	for (lua_pushnil(L); lua_next(L, -3);) {
		lua_pushvalue(L, -2);
		lua_insert(L, -2);
		lua_rawset(L, -4);
	}
	seal(L, name);
	lua_remove(L, -2);
}

void gp_sandbox_env(lua_State *L)
{
	int env;

	luaL_checkstack(L, 10, NULL);
	lua_newtable(L);
	env = lua_gettop(L);
	lua_getfield(L, LUA_REGISTRYINDEX, MASTER);
	for (lua_pushnil(L); lua_next(L, env + 1);) {
		lua_pushvalue(L, -2);
		lua_insert(L, -2);
		if (lua_type(L, -1) == LUA_TTABLE)
			copy_library(L, lua_tostring(L, -2));
		lua_rawset(L, env);
	}
	lua_settop(L, env);
	lua_pushvalue(L, env);
	lua_setfield(L, env, "_G");
	seal(L, "");
}

/* U+202A…U+202E and U+2066…U+2069: they show code in another order than it runs (CVE-2021-42574). */
static bool has_bidi(const char *src, size_t n)
{
	const unsigned char *p = (const unsigned char *)src;

	for (size_t i = 0; i + 2 < n; i++)
		if (p[i] == 0xE2 && ((p[i + 1] == 0x80 && p[i + 2] >= 0xAA && p[i + 2] <= 0xAE) ||
		    (p[i + 1] == 0x81 && p[i + 2] >= 0xA6 && p[i + 2] <= 0xA9)))
			return true;
	return false;
}

/* A byte above 127 outside of strings: a Chinese comma or bracket, typed by who writes Chinese. */
static void syntax_error(lua_State *L)
{
	const char *why = lua_tostring(L, -1);

	if (strstr(why, "near '<\\1") || strstr(why, "near '<\\2"))
		luaL_error(L, "%s; %s", why, gp_err_word("there is a Chinese or full-width mark; quotes, commas and brackets "
		    "of a program are those of the English keyboard"));
	lua_error(L);
}

void gp_sandbox_load(lua_State *L, const char *src, size_t n, const char *path)
{
	if (n >= 3 && !memcmp(src, "\xEF\xBB\xBF", 3)) { /* Notepad's mark */
		src += 3;
		n -= 3;
	}
	if (has_bidi(src, n))
		luaL_error(L, gp_err_word("%s: it holds invisible characters that change the order of what you read"), path);
	lua_pushfstring(L, "@%s", path);
	if (luaL_loadbufferx(L, src, n, lua_tostring(L, -1), "t"))
		syntax_error(L);
	lua_insert(L, -3);        /* function, environment, name */
	lua_pop(L, 1);
	if (!lua_setupvalue(L, -2, 1))
		lua_pop(L, 1);    /* a chunk that uses no global */
}

/*
 * At its first large table qsort() asks the system how much memory there is, and no longer
 * afterwards. In the jail that question ends the worker.
 */
static int in_order(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

void gp_sandbox_preload(void)
{
	static char large[4096];

	qsort(large, sizeof large, 1, in_order);
}

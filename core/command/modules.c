#include "core/command/modules.h"

#include <errno.h>
#include <lauxlib.h>
#include <string.h>

#include "core/office/embed.h"
#include "core/pack/files.h"
#include "core/report/outfile.h"
#include "core/script/bind.h"
#include "core/text/utf8.h"

enum {
	MAX_FILE = 64 << 20,
	SHOWN_MAX = 12, /* times as long as it was: one byte may become "\u{202e}" */
};

static const char failure; /* its address is the error value */

bool gp_command_failed(lua_State *L, int index)
{
	return lua_touserdata(L, index) == &failure;
}

int gp_command_raise(lua_State *L)
{
	lua_pushlightuserdata(L, (void *)&failure);
	return lua_error(L);
}

struct gp_err *gp_command_err(lua_State *L)
{
	return lua_touserdata(L, lua_upvalueindex(2));
}

const struct gp_command *gp_command_of(lua_State *L)
{
	return lua_touserdata(L, lua_upvalueindex(1));
}

/* --- govpub.embed */

static int embed_list(lua_State *L)
{
	size_t n;
	const char *prefix = luaL_checklstring(L, 1, &n);
	lua_Integer count = 0;

	lua_newtable(L);
	for (size_t i = 0; i < gp_embed_count; i++) {
		if (strncmp(gp_embed_files[i].path, prefix, n) != 0)
			continue;
		lua_pushstring(L, gp_embed_files[i].path);
		lua_rawseti(L, -2, ++count);
	}
	return 1;
}

static int embed_read(lua_State *L)
{
	const char *path = luaL_checkstring(L, 1);
	const struct gp_embed *file = gp_embed_find(path);

	if (!file)
		return luaL_error(L, "%s is not in this binary", path);
	lua_pushlstring(L, (const char *)file->data, file->len);
	return 1;
}

/* --- govpub.file */

/* write(path, bytes[, private]): whole or not at all; private: for its owner alone */
static int file_write(lua_State *L)
{
	size_t n;
	const char *path = luaL_checkstring(L, 1), *bytes = luaL_checklstring(L, 2, &n);
	struct gp_err *e = gp_command_err(L);
	struct gp_outfile *o;
	struct gp_buf b;
	int rc;

	luaL_argcheck(L, n <= MAX_FILE, 2, "too large for a file of an office");
	if (gp_outfile_open(&o, path, e))
		return gp_command_raise(L);
	gp_buf_init(&b, MAX_FILE);
	gp_buf_put(&b, bytes, n);
	rc = (lua_toboolean(L, 3) && gp_outfile_private(o, e)) || gp_outfile_drain(o, &b, e) ? -1 : 0;
	gp_buf_free(&b);
	if (rc)
		gp_outfile_discard(o);
	else
		rc = gp_outfile_commit(o, e);
	return rc ? gp_command_raise(L) : 0;
}

/* sha256(bytes) → in hexadecimal digits */
static int file_sha256(lua_State *L)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char hash[GP_PACK_HASH];
	char hex[2 * GP_PACK_HASH];
	size_t n;
	const char *bytes = luaL_checklstring(L, 1, &n);

	gp_pack_sha256(hash, bytes, n);
	for (size_t i = 0; i < sizeof hash; i++) {
		hex[2 * i] = digits[hash[i] >> 4];
		hex[2 * i + 1] = digits[hash[i] & 15];
	}
	lua_pushlstring(L, hex, sizeof hex);
	return 1;
}

/* --- govpub.words */

/* text(id): the sentence of the catalogue, with its {parameters} still in it. */
static int words_text(lua_State *L)
{
	const struct gp_command *c = gp_command_of(L);

	lua_pushstring(L, gp_catalogue_text(c->words, c->lang, luaL_checkstring(L, 1)));
	return 1;
}

/* format(english): the format of an error in the user's language. */
static int words_format(lua_State *L)
{
	lua_pushstring(L, gp_err_word(luaL_checkstring(L, 1)));
	return 1;
}

/* show(text): as a terminal shows it and obeys nothing in it. */
static int words_show(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);
	struct gp_buf b;

	luaL_argcheck(L, n <= MAX_FILE, 1, "too large to be shown");
	gp_buf_init(&b, SHOWN_MAX * n);
	gp_utf8_show(&b, s, n);
	lua_pushlstring(L, b.len ? b.data : "", b.len); /* raises for lack of memory only, and then the program ends */
	gp_buf_free(&b);
	return 1;
}

/* fail(code, sentence[, errno]): ends the verb. */
static int words_fail(lua_State *L)
{
	static const char *const names[] = {
	    "usage", "notfound", "denied", "script", "conflict", "integrity", "io", NULL};
	static const enum gp_code codes[] = {
	    GP_EUSAGE, GP_ENOTFOUND, GP_EDENIED, GP_ESCRIPT, GP_ECONFLICT, GP_EINTEGRITY, GP_EIO};
	enum gp_code code = codes[luaL_checkoption(L, 1, NULL, names)];
	const char *sentence = luaL_checkstring(L, 2);

	if (lua_isnoneornil(L, 3)) {
		gp_fail(gp_command_err(L), code, "%s", sentence);
	} else {
		errno = (int)luaL_checkinteger(L, 3);
		gp_fail_errno(gp_command_err(L), code, "%s", sentence);
	}
	return gp_command_raise(L);
}

void gp_command_functions(lua_State *L, const luaL_Reg *functions, const struct gp_command *c, struct gp_err *e)
{
	lua_pushlightuserdata(L, (void *)c);
	lua_pushlightuserdata(L, e);
	luaL_setfuncs(L, functions, 2);
}

static void push_module(lua_State *L, const luaL_Reg *functions, const struct gp_command *c, struct gp_err *e)
{
	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

/* Modules with a file of their own, opened when a verb asks for them. */
static const struct {
	const char *name;
	void (*push)(lua_State *L, const struct gp_command *c, struct gp_err *e);
} others[] = {
	{"govpub.calendar", gp_command_calendar},
	{"govpub.clock", gp_command_clock},
	{"govpub.document", gp_command_document},
	{"govpub.template", gp_command_template},
	{"govpub.ledger", gp_command_ledger},
	{"govpub.grid", gp_command_grid},
	{"govpub.filter", gp_command_filter},
	{"govpub.manual", gp_command_manual},
	{"govpub.office", gp_command_office},
	{"govpub.registers", gp_command_registers},
	{"govpub.reports", gp_command_reports},
	{"govpub.terminal", gp_command_terminal},
	{"govpub.text", gp_command_text},
	{"govpub.web", gp_command_web},
	{"govpub.webhook", gp_command_webhook},
};

static int open_other(lua_State *L)
{
	others[lua_tointeger(L, lua_upvalueindex(3))].push(L, gp_command_of(L), gp_command_err(L));
	return 1;
}

static int open_json(lua_State *L)
{
	gp_bind_json(L);
	return 1;
}

static void preload_others(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		lua_pushlightuserdata(L, (void *)c);
		lua_pushlightuserdata(L, e);
		lua_pushinteger(L, (lua_Integer)i);
		lua_pushcclosure(L, open_other, 3);
		lua_setfield(L, -2, others[i].name);
	}
	lua_pushcfunction(L, open_json);
	lua_setfield(L, -2, "govpub.json");
	lua_pop(L, 1);
}

void gp_command_modules(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg embed[] = {{"list", embed_list}, {"read", embed_read}, {NULL, NULL}};
	static const luaL_Reg file[] = {{"write", file_write}, {"sha256", file_sha256}, {NULL, NULL}};
	static const luaL_Reg words[] = {
	    {"text", words_text}, {"format", words_format}, {"show", words_show}, {"fail", words_fail}, {NULL, NULL}};

	luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
	push_module(L, embed, c, e);
	lua_setfield(L, -2, "govpub.embed");
	push_module(L, file, c, e);
	lua_setfield(L, -2, "govpub.file");
	push_module(L, words, c, e);
	lua_pushstring(L, c->lang == GP_LANG_ZH ? "zh" : "en");
	lua_setfield(L, -2, "language");
	lua_setfield(L, -2, "govpub.words");
	lua_pop(L, 1);
	preload_others(L, c, e);
}

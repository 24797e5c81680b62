/* govpub.grid: ledgers of others read as cells, and tables written as workbooks, for verbs in Lua */
#include "core/command/modules.h"

#include <openssl/evp.h>
#include <stdio.h>

#include "core/doc/grid.h"
#include "core/office/literal.h"
#include "core/report/outfile.h"
#include "core/report/reader.h"
#include "core/report/table_xlsx.h"
#include "core/script/lua_value.h"

#define DIGEST_BYTES 16 /* of the SHA-256: it tells rows apart, and proves nothing */

static int raise_at(lua_State *L, const char *name, const struct gp_err *why)
{
	gp_fail(gp_command_err(L), why->code, "%s: %s", name, why->msg);
	return gp_command_raise(L);
}

/* read(bytes, name[, charset]) → sheets (core/doc/grid.h) */
static int grid_read(lua_State *L)
{
	size_t n;
	const char *bytes = luaL_checklstring(L, 1, &n), *name = luaL_checkstring(L, 2), *charset = luaL_optstring(L, 3, "");
	struct gp_err why = GP_ERR_INIT;
	struct gp_arena a = {0};
	const struct gp_value *v;
	enum gp_reader_type type;

	/* what holds no other kind of file is text, whatever the file is called */
	if (gp_reader_type_for_rules(&type, bytes, n, ".csv", &why) || gp_reader_grid(&v, &a, type, bytes, n, charset, &why)) {
		gp_arena_free(&a);
		return raise_at(L, name, &why);
	}
	gp_lua_push(L, v);
	gp_arena_free(&a);
	return 1;
}

static int write_book(lua_State *L, const char *path, struct gp_arena *a, struct gp_buf *b, struct gp_err *e)
{
	struct gp_value *v = gp_arena_alloc(a, sizeof *v);
	struct gp_outfile *o;
	struct gp_buf packed;
	int rc;

	gp_buf_init(&packed, GP_TABLE_XLSX_MAX);
	rc = gp_lua_pack(L, 2, "book", false, &packed, e) || gp_value_unpack(v, a, packed.data, packed.len, e) ||
	    gp_table_xlsx(b, v, e) ? -1 : 0;
	gp_buf_free(&packed);
	if (rc || gp_outfile_open(&o, path, e))
		return -1;
	if (!(lua_toboolean(L, 3) && gp_outfile_private(o, e)) && !gp_outfile_drain(o, b, e))
		return gp_outfile_commit(o, e);
	gp_outfile_discard(o);
	return -1;
}

/* write(path, book[, private]): whole or not at all; book as table_xlsx.h has it; private: for its owner alone */
static int grid_write(lua_State *L)
{
	const char *path = luaL_checkstring(L, 1);
	struct gp_arena a = {0};
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, GP_TABLE_XLSX_MAX);
	rc = write_book(L, path, &a, &b, gp_command_err(L));
	gp_buf_free(&b);
	gp_arena_free(&a);
	return rc ? gp_command_raise(L) : 0;
}

/* literal(text, name) → the table that a Lua file returns, of which nothing runs (literal.h) */
static int grid_literal(lua_State *L)
{
	size_t n;
	const char *text = luaL_checklstring(L, 1, &n), *name = luaL_checkstring(L, 2);
	struct gp_arena a = {0};
	struct gp_value v;
	int rc = gp_literal_read(&v, &a, text, n, name, NULL, gp_command_err(L));

	if (!rc)
		gp_lua_push(L, &v);
	gp_arena_free(&a);
	return rc ? gp_command_raise(L) : 1;
}

/* digest(text) → 32 hexadecimal digits */
static int grid_digest(lua_State *L)
{
	size_t n;
	const char *text = luaL_checklstring(L, 1, &n);
	unsigned char hash[EVP_MAX_MD_SIZE];
	char hex[2 * DIGEST_BYTES + 1];

	if (!EVP_Digest(text, n, hash, NULL, EVP_sha256(), NULL))
		return luaL_error(L, "no SHA-256");
	for (int i = 0; i < DIGEST_BYTES; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	lua_pushlstring(L, hex, 2 * DIGEST_BYTES);
	return 1;
}

void gp_command_grid(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"read", grid_read}, {"write", grid_write}, {"literal", grid_literal},
	    {"digest", grid_digest}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

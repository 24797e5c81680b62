/* govpub.document: files read as documents, and documents written as files, for verbs in Lua */
#include "core/command/modules.h"

#include <lauxlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/report/convert_pdf.h"
#include "core/report/csv.h"
#include "core/report/document.h"
#include "core/report/outfile.h"
#include "core/report/reader.h"
#include "core/script/lua_value.h"
#include "core/script/script_msg.h"
#include "core/sys/jail.h"

#define FILE_MAX ((size_t)64 << 20) /* bytes of a file that is written */

static int write_format(struct gp_buf *out, enum gp_document_format format, const struct gp_document *d,
    const struct gp_document_sample *sample, struct gp_err *e)
{
	switch (format) {
	case GP_DOCUMENT_HTML:
		return gp_document_html(out, d, e);
	case GP_DOCUMENT_DOCX:
		return gp_document_docx(out, d, sample->p ? sample : NULL, e);
	case GP_DOCUMENT_XLSX:
		return gp_document_xlsx(out, d, e);
	case GP_DOCUMENT_MD:
		return gp_document_md(out, d, e);
	default:
		return gp_document_pdf(out, d, e);
	}
}

static int write_file(const char *path, struct gp_buf *b, struct gp_err *e)
{
	struct gp_outfile *o;

	if (gp_outfile_open(&o, path, e))
		return -1;
	if (!gp_outfile_drain(o, b, e))
		return gp_outfile_commit(o, e);
	gp_outfile_discard(o);
	return -1;
}

/* The Lua value at `index` as a document; everything lies in the arena. */
static int take_document(lua_State *L, int index, struct gp_document *d, struct gp_arena *a, struct gp_err *e)
{
	struct gp_buf packed;
	struct gp_value *v = gp_arena_alloc(a, sizeof *v);
	int rc;

	gp_buf_init(&packed, GP_SCRIPT_CALL_MAX);
	rc = gp_lua_pack(L, index, "document", false, &packed, e);
	if (!rc)
		rc = gp_value_unpack(v, a, packed.data, packed.len, e);
	gp_buf_free(&packed);
	return rc ? -1 : gp_document_read(d, a, v, e);
}

/* The document at `index`, a sample and its name behind it, as a file of that format; the caller inits and frees b. */
static int take_file(lua_State *L, int index, struct gp_buf *b)
{
	enum gp_document_format format = gp_document_format_by_name(luaL_checkstring(L, 1));
	struct gp_document_sample sample = {.name = luaL_optstring(L, index + 2, "")};
	struct gp_err *e = gp_command_err(L);
	struct gp_arena a = {0};
	struct gp_document d;
	int rc;

	sample.p = luaL_optlstring(L, index + 1, NULL, &sample.n);
	luaL_argcheck(L, format != GP_DOCUMENT_FORMATS, 1, "no such format");
	rc = take_document(L, index, &d, &a, e);
	if (!rc)
		rc = write_format(b, format, &d, &sample, e);
	gp_arena_free(&a);
	return rc;
}

/* write(format, path, document[, sample, its name]): whole or not at all; path "-" is standard output. */
static int document_write(lua_State *L)
{
	const char *path = luaL_checkstring(L, 2);
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, FILE_MAX);
	rc = take_file(L, 3, &b);
	if (!rc)
		rc = write_file(path, &b, gp_command_err(L));
	gp_buf_free(&b);
	return rc ? gp_command_raise(L) : 0;
}

/* bytes(format, document[, sample, its name]) → the bytes of the file */
static int document_bytes(lua_State *L)
{
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, FILE_MAX);
	rc = take_file(L, 2, &b);
	if (!rc)
		lua_pushlstring(L, b.len ? b.data : "", b.len);
	gp_buf_free(&b);
	return rc ? gp_command_raise(L) : 1;
}

/* convert(ending, bytes) → the PDF of a file with this ending, "docx" or "html" */
static int document_convert(lua_State *L)
{
	const char *ending = luaL_checkstring(L, 1), *bytes;
	struct gp_buf b;
	size_t n;
	int rc;

	bytes = luaL_checklstring(L, 2, &n);
	gp_buf_init(&b, FILE_MAX);
	rc = gp_convert_pdf(&b, ending, bytes, n, gp_command_err(L));
	if (!rc)
		lua_pushlstring(L, b.data, b.len);
	gp_buf_free(&b);
	return rc ? gp_command_raise(L) : 1;
}

/* read(bytes, name[, charset]) → document, type; `name` is for messages, and tells a web page from Markdown. */
static int document_read(lua_State *L)
{
	static const char *const types[] = {"xlsx", "docx", "html", "markdown", "xls"};
	size_t n;
	const char *bytes = luaL_checklstring(L, 1, &n), *name = luaL_checkstring(L, 2), *charset = luaL_optstring(L, 3, "");
	struct gp_err why = GP_ERR_INIT, *e = gp_command_err(L);
	struct gp_arena a = {0};
	const struct gp_value *v;
	enum gp_reader_type type;

	if (gp_reader_type(&type, bytes, n, name, &why) || gp_reader_read(&v, &a, type, bytes, n, charset, &why)) {
		gp_arena_free(&a);
		gp_fail(e, why.code, "%s: %s", name, why.msg);
		return gp_command_raise(L);
	}
	gp_lua_push(L, v);
	gp_arena_free(&a);
	lua_pushstring(L, types[type]);
	return 2;
}

/* protection() → the jail that the readers of files and the scripts get here: "full", or what it lacks (jail.h). */
static int document_protection(lua_State *L)
{
	struct gp_jail_level level;

	gp_jail_probe(&level);
	lua_pushstring(L, gp_jail_level_name(&level));
	return 1;
}

static void put_number(struct gp_csv *csv, double v)
{
	struct gp_buf digits;
	struct gp_json j;

	gp_buf_init(&digits, 64);
	gp_json_init(&j, &digits);
	gp_json_number(&j, v);
	gp_csv_strn(csv, digits.data, digits.len);
	gp_buf_free(&digits);
}

static void put_field(lua_State *L, struct gp_csv *csv)
{
	size_t n;
	const char *s;

	if (lua_isinteger(L, -1)) {
		gp_csv_int(csv, lua_tointeger(L, -1));
	} else if (lua_type(L, -1) == LUA_TNUMBER) { /* the shortest digits, as in every other format */
		put_number(csv, lua_tonumber(L, -1));
	} else {
		s = luaL_tolstring(L, -1, &n);
		gp_csv_strn(csv, s, n);
		lua_pop(L, 1);
	}
}

/* csv(rows) → bytes; rows = { { string or number, … }, … } */
static int document_csv(lua_State *L)
{
	struct gp_buf b;
	struct gp_csv csv;

	luaL_checktype(L, 1, LUA_TTABLE);
	gp_buf_init(&b, FILE_MAX);
	gp_csv_init(&csv, &b, true);
	for (lua_Integer i = 1; lua_rawgeti(L, 1, i) == LUA_TTABLE; i++) {
		for (lua_Integer k = 1; lua_rawgeti(L, -1, k) != LUA_TNIL; k++) {
			put_field(L, &csv);
			lua_pop(L, 1);
		}
		lua_pop(L, 2);
		gp_csv_end_row(&csv);
	}
	if (b.full) {
		gp_fail(gp_command_err(L), GP_ELIMIT, "the file would be larger than %zu bytes", b.max);
		gp_buf_free(&b);
		return gp_command_raise(L);
	}
	lua_pushlstring(L, b.len ? b.data : "", b.len);
	gp_buf_free(&b);
	return 1;
}

void gp_command_document(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"write", document_write}, {"bytes", document_bytes},
	    {"convert", document_convert}, {"read", document_read}, {"csv", document_csv},
	    {"protection", document_protection}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

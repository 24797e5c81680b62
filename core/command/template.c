/* govpub.template: templates filled with values, for verbs in Lua (core/report/template.h) */
#include "core/command/modules.h"

#include <string.h>

#include "core/report/template.h"
#include "core/script/lua_value.h"
#include "core/script/script_msg.h"

#define FILE_MAX ((size_t)64 << 20) /* bytes of a file that is written */

/* { name = false where {{name}} had nothing to put there, else true } */
static void push_used(lua_State *L, const struct gp_buf *used)
{
	size_t at = 0;

	lua_newtable(L);
	while (at < used->len) {
		const char *line = used->data + at, *end = memchr(line, '\n', used->len - at);

		lua_pushlstring(L, line + 1, (size_t)(end - line) - 1);
		lua_pushboolean(L, *line == '=');
		lua_rawset(L, -3);
		at += (size_t)(end - line) + 1;
	}
}

/*
 * fill(kind, bytes, values, name) → bytes, the names that were used; kind is "text", "markdown", "html" or "docx", name
 * is for messages
 */
static int template_fill(lua_State *L)
{
	enum gp_template_kind kind = gp_template_kind_by_name(luaL_checkstring(L, 1));
	size_t n;
	const char *bytes = luaL_checklstring(L, 2, &n), *name = luaL_checkstring(L, 4);
	struct gp_err why = GP_ERR_INIT, *e = gp_command_err(L);
	struct gp_buf packed, out, used;
	struct gp_arena a = {0};
	struct gp_value values;
	int rc;

	luaL_argcheck(L, kind != GP_TEMPLATE_KINDS, 1, "no such kind of template");
	luaL_checktype(L, 3, LUA_TTABLE);
	gp_buf_init(&packed, GP_SCRIPT_CALL_MAX);
	gp_buf_init(&out, FILE_MAX);
	gp_buf_init(&used, GP_TEMPLATE_USED_MAX);
	rc = gp_lua_pack(L, 3, "values", false, &packed, e);
	if (!rc)
		rc = gp_value_unpack(&values, &a, packed.data, packed.len, e);
	if (!rc && gp_template_fill(&out, kind, bytes, n, &values, &used, &why))
		rc = gp_fail(e, why.code, "%s: %s", name, why.msg);
	if (!rc) {
		lua_pushlstring(L, out.len ? out.data : "", out.len);
		push_used(L, &used);
	}
	gp_buf_free(&packed);
	gp_buf_free(&out);
	gp_buf_free(&used);
	gp_arena_free(&a);
	return rc ? gp_command_raise(L) : 2;
}

void gp_command_template(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"fill", template_fill}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

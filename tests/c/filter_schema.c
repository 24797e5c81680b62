/* what a filter may name comes from a declared register in tables of Lua */
#include <lauxlib.h>
#include <lua.h>
#include <string.h>

#include "core/command/filter_schema.h"
#include "tests/lib/tap.h"

static const char declaration[] =
    "return { reg = 'foi', today = '2023-05-15', me = 'li', dept = 'D1', declared = { name = 'foi',\n"
    " fields = { { key = 'applicant', label = { zh = '申请人', en = 'applicant' }, type = 'text', pii = true },\n"
    "  { key = 'channel', label = { zh = '渠道' }, type = 'enum', values = { { code = 'post', label = { zh = '邮寄' } } } },\n"
    "  { key = 'asked', label = '征求意见', type = 'rows', rows = { { key = 'sent_on', label = { zh = '发出' }, type = 'date' },\n"
    "    { key = 'who', label = { zh = '姓名' }, type = 'text', secret = true } } },\n"
    "  { key = 'age', label = { zh = '历时' }, type = 'int', calc = true } },\n"
    " states = { { key = 'open', label = { zh = '办理中', en = 'open' } } },\n"
    " moves = { { key = 'reply', label = { zh = '答复', en = 'reply' } } },\n"
    " clocks = { { key = 'reply', label = { zh = '答复期限' }, kind = 'workdays', warn = { 2, 7 } },\n"
    "  { key = 'stay', label = { zh = '停留' }, kind = 'months' } } } }";

/* The SQL of a filter, or what is wrong with it. */
static const char *sql(const struct gp_filter_schema *s, const char *text)
{
	static char out[1000];
	struct gp_err e = GP_ERR_INIT;
	struct gp_filter f;
	size_t n;

	if (gp_filter_compile(&f, text, s, &e)) {
		snprintf(out, sizeof out, "%s", e.msg);
	} else {
		n = (size_t)snprintf(out, sizeof out, "%s", f.sql);
		for (size_t i = 0; i < f.count && n < sizeof out; i++)
			n += (size_t)snprintf(out + n, sizeof out - n, " %s", f.values[i].text ? f.values[i].text : "number");
	}
	gp_filter_free(&f);
	return out;
}

static void declared(lua_State *L)
{
	struct gp_filter_declared d;

	gp_filter_schema_read(L, &d, -1);
	is_str(sql(&d.schema, "渠道:邮寄"), "((gp_field(r.j, ?) = ?) IS TRUE) channel post", "labels of fields and values");
	ok(strstr(sql(&d.schema, "征求意见.发出:本月"), "sent_on 2023-05-31"), "fields of rows, and time");
	is_str(sql(&d.schema, "状态:办理中"), "((r.state = ?) IS TRUE) open", "states");
	ok(strstr(sql(&d.schema, "@答复"), "m.move = ?) foi reply"), "moves");
	ok(strstr(sql(&d.schema, "答复期限<3"), "foi reply 2023-05-18"), "clocks, in working days from today");
	ok(strstr(sql(&d.schema, "停留<6"), "foi stay 2023-05-21"), "and in days");
	ok(strstr(sql(&d.schema, "soon"), "reply 2023-05-15 2023-05-24") &&
	    strstr(sql(&d.schema, "soon"), "stay 2023-05-15 2023-05-22"), "and when they warn");
	ok(strstr(sql(&d.schema, "申请人:张三"), "personal field"), "personal fields without their index");
	ok(strstr(sql(&d.schema, "征求意见.姓名:张三"), "personal field"), "secret ones");
	ok(strstr(sql(&d.schema, "历时:3"), "is computed"), "computed ones");
	ok(!strcmp(d.schema.me, "li") && !strcmp(d.schema.dept, "D1") && !strcmp(d.schema.reg, "foi"), "who asks, of what");
}

static int read_wrong(lua_State *L)
{
	struct gp_filter_declared d;

	gp_filter_schema_read(L, &d, 1);
	return 0;
}

static void refuses(lua_State *L, const char *source)
{
	lua_pushcfunction(L, read_wrong);
	if (luaL_dostring(L, source))
		ok(false, "%s", lua_tostring(L, -1));
	ok(lua_pcall(L, 1, 0, 0) != LUA_OK, "refused: %s", source);
	lua_settop(L, 0);
}

int main(void)
{
	lua_State *L = luaL_newstate();

	if (luaL_dostring(L, declaration))
		ok(false, "%s", lua_tostring(L, -1));
	declared(L);
	lua_settop(L, 0);
	refuses(L, "return {}");
	refuses(L, "return { declared = {} }");
	refuses(L, "return { reg = 'x', declared = { fields = { 3 } } }");
	refuses(L, "return { reg = 'x', declared = { states = { {} } } }");
	refuses(L, "return { reg = 'x', today = 'x', declared = {} }");
	refuses(L, "return { reg = 'x', calendar = 3, declared = {} }");
	lua_close(L);
	return tap_done();
}

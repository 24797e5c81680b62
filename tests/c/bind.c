/* the modules url, json and text as scripts get them */
#define _GNU_SOURCE
#include "core/script/bind.h"

#include <lauxlib.h>
#include <lualib.h>

#include "tests/lib/tap.h"

static const char helpers[] =
	"function is(got, want, what) if got ~= want then\n"
	"  error((what or '') .. ' got ' .. tostring(got) .. ', want ' .. tostring(want), 2) end end\n"
	"function fails(want, f, ...) local ok, e = pcall(f, ...)\n"
	"  if ok or not tostring(e):find(want, 1, true) then error('got ' .. tostring(e), 2) end end";

static void runs(lua_State *L, const char *script, const char *name)
{
	bool good = !luaL_dostring(L, script);

	if (!ok(good, "%s", name))
		printf("#   %s\n", lua_tostring(L, -1));
	lua_settop(L, 0);
}

static void urls(lua_State *L)
{
	runs(L, "local u = url.parse 'HTTPS://用户@www.政务.cn:8443/a/../b?q=1#二'\n"
		"is(u.href, 'https://%E7%94%A8%E6%88%B7@www.xn--zfr164b.cn:8443/b?q=1#%E4%BA%8C')\n"
		"is(u.scheme, 'https') is(u.host, 'www.xn--zfr164b.cn') is(u.port, 8443) is(u.path, '/b')\n"
		"is(u.query, 'q=1') is(u.fragment, '%E4%BA%8C') is(u.origin, 'https://www.xn--zfr164b.cn:8443')",
	    "the parts of an address");
	runs(L, "local u = url.parse 'http://a.cn:80' is(u.port, nil) is(u.query, nil) is(u.fragment, nil)\n"
		"is(u.path, '/') is(u.origin, 'http://a.cn')", "what is not there is nil");
	runs(L, "local u = url.parse 'mailto:a@b.cn' is(u.scheme, 'mailto') is(u.host, nil) is(u.origin, nil)\n"
		"is(url.parse('file:///C:/x').origin, nil)", "addresses without an origin");
	runs(L, "is(url.parse('../x', 'http://a.cn/b/c/d').href, 'http://a.cn/b/x')\n"
		"is(url.resolve('http://a.cn/b/c/d', '../x#y'), 'http://a.cn/b/x#y')", "resolving");
	runs(L, "local u, m, c = url.parse 'http://[1' is(u, nil) is(m, 'this is no address: bad-host') is(c, 'malformed')\n"
		"u, m, c = url.parse '/x' is(u, nil) is(m, 'this is no address: no-scheme')\n"
		"u, m, c = url.resolve('x', '/y') is(u, nil) is(m, 'the base is no address: no-scheme')\n"
		"u, m, c = url.parse(('x'):rep(9000), 'http://a.cn/') is(m, 'this is no address: too-long')\n"
		"is(select(2, url.parse 'http://a:99999/'), 'this is no address: bad-port')\n"
		"is(select(2, url.parse 'http://'), 'this is no address: no-host')",
	    "a malformed address gives nil, message and code");
	runs(L, "fails(\"bad argument #1 to 'parse'\", function() url.parse() end)\n"
		"fails(\"bad argument #1 to 'resolve'\", function() url.resolve({}, 'x') end)\n"
		"fails(\"bad argument #2 to 'resolve'\", function() url.resolve('http://a.cn/') end)", "misuse raises");
}

static void json_texts(lua_State *L)
{
	runs(L, "is(json.encode{b = 1, a = {1, 2.5, 'x\"', true, json.null}}, '{\"a\":[1,2.5,\"x\\\\\"\",true,null],\"b\":1}')\n"
		"is(json.encode(nil), 'null') is(json.encode{}, '[]') is(json.encode '中', '\"中\"')", "writing");
	runs(L, "fails('json.encode: value.f', json.encode, {f = print}) fails('json.encode: value', json.encode, '\\xff')\n"
		"local t = {} t.t = t fails('json.encode: value.t', json.encode, t)\n"
		"fails('json.encode', json.encode, 0/0) fails('value expected', json.encode)\n"
		"fails('larger than 256 KiB', json.encode, ('x'):rep(2000000))", "what is no data raises, with its place");
	runs(L, "is(#json.encode(('\\1'):rep(200000)), 1200002)", "escapes have room");
	runs(L, "local v = json.decode '{\"a\":[1,2.5,-0.0,1e3],\"b\":{\"c\":null,\"d\":[true,false]},\"e\":\"\\\\u4e2d\"}'\n"
		"is(math.type(v.a[1]), 'integer') is(v.a[2], 2.5) is(tostring(v.a[4]), '1000') is(v.e, '中')\n"
		"is(v.b.c, json.null) is(v.b.d[2], false) is(tostring(json.null), 'null')\n"
		"is(math.type(json.decode '7'), 'integer') is(math.type(json.decode '1e300'), 'float')", "reading");
	runs(L, "for _, s in ipairs{'', '{', '[1,]', 'nan', '[Infinity]', '0x10', '{\"a\"}', '\"\\xff\"', '[1]x'} do\n"
		"  local v, m, c = json.decode(s) is(v, nil, s) is(type(m), 'string', s) is(c, 'parse', s) end",
	    "what is no JSON gives nil, message and code");
	runs(L, "local deep = ('['):rep(32) .. (']'):rep(32) assert(json.decode(deep))\n"
		"local v, m, c = json.decode('[' .. deep .. ']') is(v, nil) is(c, 'parse')\n"
		"is(json.decode(('['):rep(1000000)), nil)", "depth is bounded");
	runs(L, "fails('string expected', json.decode) fails('string expected', json.decode, {})", "misuse raises");
	runs(L, "local s = json.encode(json.decode '{\"z\":1,\"a\":[{\"b\":null}]}') is(s, '{\"a\":[{\"b\":null}],\"z\":1}')",
	    "there and back, keys sorted");
}

static void texts(lua_State *L)
{
	runs(L, "is(text.fold '（２０２３）　Ａ', '(2023) A') is(text.fold '', '') is(text.fold '政务', '政务')", "folding");
	runs(L, "is(text.trim ' \\t　公 开　\\r\\n', '公 开') is(text.trim '　', '') is(text.trim '', '')\n"
		"is(text.trim '\\xe3\\x80', '\\xe3\\x80')", "trimming");
	runs(L, "is(text.count ' 政务　公\\u{a0}开\\n', 4) is(text.count '', 0) is(text.count '\\xff\\xff', 2)", "counting");
	runs(L, "fails(\"to 'fold'\", function() text.fold() end) fails(\"to 'trim'\", function() text.trim(nil) end)\n"
		"fails(\"to 'count'\", function() text.count({}) end)", "misuse raises with the function's name");
	runs(L, "local line, from = text.line('一\\n二三\\n', 7) is(line, '二三') is(from, 5)\n"
		"line, from = text.line('一', 1) is(line, '一') is(from, 1) line, from = text.line('一\\n', 5) is(line, '') is(from, 5)\n"
		"is(text.line('', 1), '') fails('place', text.line, 'a', 0) fails('place', text.line, 'a', 3)", "the line at a place");
	runs(L, "local s = '甲\\n一二三四五六七\\n乙' is(text.excerpt(s, 11, 13, 1), '…二三四…')\n"
		"is(text.excerpt(s, 11, 13), '一二三四五六七') is(text.excerpt(s, 14, 14, 0), '…四…')\n"
		"is(text.excerpt(s, 1, 7, 0), '甲 一…') is(text.excerpt('', 1, 1), '')\n"
		"is(#text.excerpt(('x'):rep(9999), 1, 9999, 0), 203) fails('characters', text.excerpt, s, 1, 1, 201)", "an excerpt");
	runs(L, "local u = text.unpaired('《办法） 1）甲') is(#u, 2) is(u[1].mark, '《') is(u[1].from, 1) is(u[1].to, 3)\n"
		"is(u[1].opens, true) is(u[2].mark, '）') is(u[2].opens, false) is(#text.unpaired(('('):rep(999)), 100)",
	    "marks without a partner");
}

int main(void)
{
	lua_State *L = luaL_newstate();

	luaL_openlibs(L);
	gp_bind_url(L);
	lua_setglobal(L, "url");
	gp_bind_json(L);
	lua_setglobal(L, "json");
	gp_bind_text(L);
	lua_setglobal(L, "text");
	runs(L, helpers, "helpers");
	urls(L);
	json_texts(L);
	texts(L);
	lua_close(L);
	return tap_done();
}

/* what scripts look for things with: text.terms, text.ids, text.re, text.similarity, date, workday */
#define _GNU_SOURCE
#include <lauxlib.h>
#include <lualib.h>

#include "core/script/bind.h"
#include "tests/lib/tap.h"

static const char helpers[] =
	"function is(got, want, what) if got ~= want then\n"
	"  error((what or '') .. ' got ' .. tostring(got) .. ', want ' .. tostring(want), 2) end end\n"
	"function fails(want, f, ...) local ok, e = pcall(f, ...)\n"
	"  if ok or not tostring(e):find(want, 1, true) then error('got ' .. tostring(e), 2) end end\n"
	"function places(hits) local t = {} for i, h in ipairs(hits) do t[i] = h.from .. '-' .. h.to .. '=' .. h.term end\n"
	"  return table.concat(t, ' ') end";

static void runs(lua_State *L, const char *script, const char *name)
{
	bool good = !luaL_dostring(L, script);

	if (!ok(good, "%s", name))
		printf("#   %s\n", lua_tostring(L, -1));
	lua_settop(L, 0);
}

static void terms(lua_State *L)
{
	runs(L, "local m = text.terms { '国家', '国家秘密', 'a', '国人' }\n"
		"is(places(m:find '中国国家秘密a国人'), '7-18=国家秘密 19-19=a 20-25=国人') is(m:count '国家国家', 2)\n"
		"local h = m:first 'x国人' is(h.from, 2) is(h.to, 7) is(h.term, '国人') is(h.index, 4)\n"
		"is(m:first 'x', nil) is(#m:find '', 0) is(m:count('国\\0国家'), 1)", "the longest term counts");
	runs(L, "local s = '国家秘密'\n"
		"is(places(text.terms { terms = { '国家', '国家秘密', '秘密' }, hits = 'first' }:find(s)), '1-6=国家 7-12=秘密')\n"
		"is(places(text.terms { terms = { '国家', '国家秘密', '秘密' }, hits = 'all' }:find(s)),\n"
		"  '1-12=国家秘密 1-6=国家 7-12=秘密')", "the first, or all");
	runs(L, "local m = text.terms { terms = { 'Covid', '（试行）' }, fold = true }\n"
		"is(places(m:find 'ＣＯＶＩＤ办法(试行)COVID'), '1-15=Covid 22-29=（试行） 30-34=Covid')\n"
		"is(text.terms { 'Covid' }:count 'covid', 0)", "width and case fold, and places are those of the text");
	runs(L, "local m = text.terms { { term = '黏贴', instead = '粘贴' }, { term = '帐号' } } is(m:first('请黏贴').index, 1)\n"
		"is(text.terms {}:count '国', 0)", "entries can be tables; a list can be empty");
	runs(L, "fails('the term is empty (2)', text.terms, { 'a', '' }) fails('no UTF-8', text.terms, { '\\xff' })\n"
		"fails('longer than 1024', text.terms, { ('x'):rep(1025) }) fails('entry 1', text.terms, { 5 })\n"
		"fails('entry 1', text.terms, { { 'a' } }) fails('table expected', text.terms, 'a')\n"
		"fails('hits is', text.terms, { terms = {}, hits = 'some' }) fails('govpub.terms', text.terms({ 'a' }).find, 'a')",
	    "misuse raises");
}

static void ids(lua_State *L)
{
	runs(L, "local t = text.ids '证号：１１０１０５19491231002X，邮箱 zhang@a.gov.cn'\n"
		"is(#t, 2) is(t[1].kind, 'resident-id') is(t[1].from, 10) is(t[1].to, 39) is(t[1].confidence, 'high')\n"
		"is(t[1].masked, '１１**************2X') is(t[2].kind, 'email') is(t[2].masked, 'zh**********cn')",
	    "kind, place, confidence, and no value");
	runs(L, "local s = '13800138000 a@b.cn' is(#text.ids(s), 2) is(text.ids(s, { 'email' })[1].kind, 'email')\n"
		"is(#text.ids(s, { 'email' }), 1) is(#text.ids(s, {}), 0)\n"
		"fails(\"no kind 'e-mail'\", text.ids, s, { 'e-mail' }) fails('no kind', text.ids, s, { 1 })\n"
		"fails('string expected', text.ids) fails('table expected', text.ids, s, 'email')", "only the kinds that are asked for");
}

static void patterns(lua_State *L)
{
	runs(L, "local re = text.re '(\\\\d+)年(?:(\\\\d+)月)?'\n"
		"local a, b, y, m = re:find '自2020年3月起' is(a, 4) is(b, 14) is(y, '2020') is(m, '3')\n"
		"a, b, y, m = re:find('2020年和21年', 5) is(a, 11) is(y, '21') is(m, false) is(re:find('x'), nil) is(re:test '1年', true)\n"
		"local t = re:all '1年2月3年' is(#t, 2) is(t[1].text, '1年2月') is(t[1].captures[2], '2') is(t[2].captures[2], false)\n"
		"is(t[2].from, 9) is(t[2].to, 12)", "matches, their places and groups");
	runs(L, "is(text.re('ab', 'i'):test 'xAB', true) is(#text.re('^a', 'm'):all 'a\\na', 2) is(text.re('a b', 'x'):test 'ab', true)\n"
		"is(text.re('a.b', 's'):test 'a\\nb', true) is(text.re('a.b'):test 'a\\nb', false) is(text.re '^\\\\w+$':test '汉字', true)",
	    "flags, and characters of Unicode");
	runs(L, "is(#text.re('x*'):all 'axa', 4) is(#text.re(''):all '汉字', 3) is(#text.re('(?=a)'):all 'aa', 2)\n"
		"is(text.re('a'):find('ba', -1), 2) is(text.re('a'):find('a', 9), nil) is(text.re('$'):find('a', 2), 2)\n"
		"is(text.re('字'):find('汉字', 2), 4) is(text.re('汉'):find('汉字', 2), nil)", "empty matches, and where to begin");
	runs(L, "local a, b = text.re '汉.字':find '汉\\xff字' is(a, 1) is(b, 7) is(text.re('.'):all('\\xe6\\xb1')[2].text, '\\xb1')",
	    "malformed bytes are characters of their own");
	runs(L, "fails('wrong at byte 2', text.re, '(') fails('a flag of', text.re, 'a', 'g') fails('64 KiB', text.re, ('x'):rep(70000))\n"
		"fails('64 groups', text.re, ('(a)'):rep(65)) fails('no UTF-8', text.re, '\\xff') fails('wrong', text.re, '\\\\C')\n"
		"fails('govpub.re', text.re('a').find, 'a')", "misuse raises, and says where");
	runs(L, "fails('2000000 steps', text.re '(a+)+$'.test, text.re '(a+)+$', ('a'):rep(40) .. '!')\n"
		"local ok, e = pcall(text.re '(?:(a)|b)*[cd]'.test, text.re '(?:(a)|b)*[cd]', ('ab'):rep(100000))\n"
		"assert(not ok and (e:find 'MiB' or e:find 'deeper' or e:find 'steps'), e)",
	    "a pattern that never ends stops at a limit that is named");
}

static void similar(lua_State *L)
{
	runs(L, "local f = text.similarity is(f('', ''), 1.0) is(f('公开', '公开'), 1.0) is(f('公开', ''), 0.0) is(f('a', 'b'), 0.0)\n"
		"is(f('关于春节放假的通知', '关于春节 放假的\\n通知'), 1.0) is(f('abc', 'abd'), 1 / 3)\n"
		"local a, b = '关于二〇二六年春节放假安排的通知', '关于二〇二六年国庆放假安排的通知'\n"
		"assert(f(a, b) > 0.6 and f(a, b) < 0.7) is(f(a, b), f(b, a)) assert(f(a, '政府信息公开条例') < 0.05)\n"
		"assert(f(('a'):rep(3000000), ('b'):rep(3000000)) == 0)", "pairs of characters");
}

static void dates(lua_State *L)
{
	runs(L, "for s, want in pairs { ['2026年9月20日'] = '2026-09-20', ['发布时间：2026-9-1 10:00'] = '2026-09-01',\n"
		"  ['二〇二六年十一月二十三日'] = '2026-11-23', ['二○○八年十月三十一日'] = '2008-10-31', ['2026/09/20'] = '2026-09-20',\n"
		"  ['t20260920_1.html'] = '2026-09-20', ['２０２６年９月２０日'] = '2026-09-20', ['2026.2.30 2026.3.1'] = '2026-03-01',\n"
		"  ['二零二六年九月二十日'] = '2026-09-20', ['12026-1-1 2025-1-1'] = '2025-01-01' } do\n"
		"  local d = date.parse(s) is(d and d.text, want, s) end\n"
		"for _, s in ipairs { '', '2026', '2026-13-01', '2026-02-30', '20261301', '3月5日', '2026-9-123', '1234567890' } do\n"
		"  is(date.parse(s), nil, s) end", "dates in text");
	runs(L, "local d = date.parse '于2026年9月20日印发' is(d.year, 2026) is(d.month, 9) is(d.day, 20) is(d.from, 4) is(d.to, 19)",
	    "its parts and place");
	runs(L, "is(date.of(2024, 2, 29), '2024-02-29') is(date.of(2026, 2, 29), nil) is(date.of(-1, 1, 1), nil)\n"
		"is(date.of(math.maxinteger, 1, 1), nil) is(date.days('2026-01-01', '2026-11-23'), 326) is(date.days('2026-01-02', '2026-01-01'), -1)\n"
		"is(date.add('2026-12-31', 1), '2027-01-01') is(date.add('0001-01-02', -1), '0001-01-01')\n"
		"fails('9999', date.add, '9999-12-31', 1) fails('9999', date.add, '2026-01-01', math.mininteger)\n"
		"fails('2026-09-20', date.add, '2026-9-1', 1) fails('2026-09-20', date.days, 'x', '2026-01-01')", "reckoning");
	runs(L, "is(workday.is '2026-10-01', false) is(workday.is '2026-09-20', true) is(select(2, workday.is '2099-01-01'), true)\n"
		"is(workday.add('2026-09-20', 20), '2026-10-23') is(workday.add('2026-10-23', -20), '2026-09-20')\n"
		"is(workday.between('2026-09-20', '2026-10-23'), 20) fails('too many', workday.add, '2026-01-01', math.maxinteger)\n"
		"fails('2026-09-20', workday.is, '2026-9-20')", "working days by the calendar that ships");
}

int main(void)
{
	lua_State *L = luaL_newstate();

	luaL_openlibs(L);
	gp_bind_text(L);
	lua_setglobal(L, "text");
	gp_bind_date(L);
	lua_setglobal(L, "date");
	gp_bind_workday(L);
	lua_setglobal(L, "workday");
	runs(L, helpers, "helpers");
	terms(L);
	ids(L);
	patterns(L);
	similar(L);
	dates(L);
	lua_close(L);
	return tap_done();
}

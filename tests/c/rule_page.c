/* what a rule sees of a page, and that it sees nothing else and keeps nothing */
#define _GNU_SOURCE
#include "core/script/rule_page.h"

#include <lauxlib.h>
#include <lualib.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/script/lua_value.h"
#include "core/script/script.h"
#include "core/web/facts_pack.h"
#include "tests/lib/tap.h"

static const char article[] =
	"<!DOCTYPE html><html><head><meta charset=utf-8><title> 关于放假的  通知 </title>\n"
	"<meta name=Description content=说明><meta name=description content=第二个>\n"
	"<meta name=PubDate content='2023-04-20 11:20'>\n"
	"<base href=/zwgk/></head><body id=top class=a>\n"
	"<h1>通知</h1><p id=一>发布于2023年4月21日。<a href='a.html#二' rel=nofollow>甲</a>\n"
	"<a href=''>空</a><a href='http://[x/'>坏</a><a href='JavaScript:void(0)'>脚本</a>\n"
	"<a href=\"{{item.url}}\">未填</a><img src=/i.png alt=图>\n"
	"<script>location.href='/b.html'</script><a href='mailto:a@b.cn'>信</a></p></body></html>\n";

static const struct gp_rule_header headers[] = {
	{"content-type", "text/html; charset=utf-8"}, {"set-cookie", "a"}, {"set-cookie", "b"},
	{"server", "nginx"},
};

static const struct gp_rule_page_input article_input = {
	.url = "https://www.example.gov.cn/index.html", .status = 200, .type = "text/html",
	.charset = "utf-8", .headers = headers, .header_count = 4, .body = article,
	.n = sizeof article - 1,
};

static lua_State *new_state(void)
{
	lua_State *L = luaL_newstate();

	luaL_openlibs(L);
	return L;
}

static int push_page(lua_State *L)
{
	gp_bind_page(L, lua_touserdata(L, 1));
	return 1;
}

/* Gives the state the current page as a global. */
static void give(lua_State *L, struct gp_rule_page *p)
{
	lua_pushcfunction(L, push_page);
	lua_pushlightuserdata(L, p);
	if (lua_pcall(L, 1, 1, 0))
		printf("# %s\n", lua_tostring(L, -1));
	lua_setglobal(L, "page");
}

/* Runs a chunk; true when it returns without an error. */
static bool runs(lua_State *L, const char *script, const char *name)
{
	bool good = !luaL_dostring(L, script);

	if (!ok(good, "%s", name))
		printf("#   %s\n", lua_tostring(L, -1));
	lua_settop(L, 0);
	return good;
}

/* Runs a chunk that has to fail with a message that contains `want`. */
static void fails(lua_State *L, const char *script, const char *want)
{
	bool failed = luaL_dostring(L, script);
	const char *got = failed ? lua_tostring(L, -1) : "(no error)";

	if (!ok(failed && got && strstr(got, want), "%s: %s", script, want))
		printf("#   %s\n", got ? got : "(no message)");
	lua_settop(L, 0);
}

static const char helpers[] =
	"function is(got, want, what) if got ~= want then\n"
	"  error((what or '') .. ' got ' .. tostring(got) .. ', want ' .. tostring(want), 2) end end\n"
	"function link(raw) for _, l in ipairs(page.links) do if l.raw == raw then return l end end end";

static void fields(lua_State *L)
{
	runs(L, "is(page.url, 'https://www.example.gov.cn/index.html') is(page.status, 200)\n"
		"is(page.type, 'text/html') is(tostring(page), 'page ' .. page.url)", "url, status, type");
	runs(L, "is(page.title, '关于放假的 通知') is(page.headings, '通知')", "title and headings");
	runs(L, "is(page.headers['Content-Type'], 'text/html; charset=utf-8')\n"
		"is(page.headers.SERVER, 'nginx') is(page.headers.none, nil)", "headers in any case");
	runs(L, "is(page.headers['set-cookie'], 'a')", "of two headers the first counts");
	runs(L, "is(page.charset.declared, 'utf-8') is(page.charset.found, 'utf-8')\n"
		"is(page.charset.mislabelled, false) is(page.charset.late_meta, false)", "charset");
	runs(L, "local b = page.body for _, n in ipairs { 1, 2, 3, 31, 32, 33, 64, #b } do\n"
		"for _, at in ipairs { 1, 2, #b // 2, #b - n + 1 } do\n"
		"  local s = b:sub(at, at + n - 1) is(page:contains(s), true, s) end end", "contains: every place and length");
	runs(L, "is(page:contains(''), true) is(page:contains(page.body .. 'x'), false)\n"
		"for _, s in ipairs { '{{', '<%', '${', 'zzz%', '放放', ('x'):rep(40), '\\0' } do\n"
		"  is(page:contains(s), page.body:find(s, 1, true) ~= nil, s) end", "contains: what is not there");
	runs(L, "is(page.meta.description, '说明') is(page.meta.pubdate, '2023-04-20 11:20')",
	    "meta: by lower-case name, the first counts");
	runs(L, "is(#page.dates, 2) is(page.dates[1], '2023-04-20 11:20')\n"
		"is(page.dates[2], '2023-04-21') is(page.dates[3], nil) is(page.dates[0], nil)", "dates");
	runs(L, "is(#page.ids, 2) is(page.ids[1], 'top') is(page:has_id('一'), true)\n"
		"is(page:has_id '二', false) is(page:has_id '', false)", "ids");
	runs(L, "assert(page.text:find('发布于2023年4月21日。甲', 1, true)) assert(page.plain_count > 10)",
	    "text and its count");
	runs(L, "is(page.body:sub(1, 15), '<!DOCTYPE html>') assert(page.body:find('{{item', 1, true))",
	    "the source");
	runs(L, "is(#page.templates, 1) local t = page.templates[1] is(t.raw, '{{item.url}}')\n"
		"is(t.kind, 'a') is(t.attr, 'href') is(t.line, 7) is(t.col, 10)", "unfilled templates");
}

static void links(lua_State *L)
{
	runs(L, "local n = 0 for i, l in ipairs(page.links) do n = n + 1 is(i, n) is(l, page.links[i]) end\n"
		"is(n, #page.links) is(n, 7)", "ipairs goes over the links");
	runs(L, "local l = link 'a.html#二' is(l.kind, 'a') is(l.attr, 'href') is(l.text, '甲')\n"
		"is(l.url, 'https://www.example.gov.cn/zwgk/a.html#%E4%BA%8C') is(l.scheme, 'https')\n"
		"is(l.line, 5) is(l.col, 43) is(l.confidence, 'high') is(l.nofollow, true) is(l.why, nil)",
	    "each field of a link");
	runs(L, "local l = link '' is(l.text, '空') is(l.url, 'https://www.example.gov.cn/zwgk/')",
	    "an empty address is a link");
	runs(L, "local l = link 'http://[x/' is(l.url, nil) is(l.scheme, nil) is(l.why, 'bad-host')",
	    "a malformed address says why");
	runs(L, "is(link('JavaScript:void(0)').scheme, 'javascript') is(link('mailto:a@b.cn').scheme, 'mailto')",
	    "schemes");
	runs(L, "is(link('/b.html').confidence, 'low') is(link('/b.html').kind, 'script-literal')",
	    "a literal of a script");
	runs(L, "is(link('/i.png').text, '图') is(link('/i.png').nofollow, false)", "an image");
	runs(L, "is(page.links, page.links)", "the sequence is made once");
	runs(L, "is(rawequal(page.links[2], page.links[2]), true)", "a link is made once");
}

static void chosen_links(struct gp_rule_page *p, lua_State *L)
{
	static const char body[] = "<a href=/t20230420_1.html>甲</a><a href=/list/>乙</a><a href='/b?d=2023'>甲</a>"
		"<a href='t1.html#2023'>丁</a><a href='  ../202304/a.html '>戊</a><img src=/20230420.png>";
	struct gp_rule_page_input in = {.url = "http://a.gov.cn/", .type = "text/html", .charset = "utf-8", .body = body,
		.n = sizeof body - 1};

	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, "function texts(filter) local t = {} for _, l in ipairs(page:links_where(filter)) do t[#t + 1] = l.text end\n"
		"return table.concat(t, ' ') end is(texts { kind = 'a', address = '##' }, '甲 戊')",
	    "links by the shape of the address, but for what follows ? and #");
	runs(L, "is(texts { address = '/t########_#+.' }, '甲') is(texts { address = '.html$' }, '甲 丁')",
	    "a pattern at the end, and one from a digit on");
	runs(L, "is(texts { address = '/b', text = '甲' }, '甲') is(texts { address = '/b', text = '乙' }, '')",
	    "an address, and a text");
	runs(L, "is(texts { raw = '../202304/a.html' }, '戊') is(#page:links_where {}, 6)", "as it is written, and all");
	fails(L, "page:links_where { adress = '##' }", "unknown key 'adress'; allowed: address kind raw text");
	gp_rule_page_set(p, &article_input);
	give(L, p);
}

static void errors(lua_State *L)
{
	fails(L, "return page.tilte", "page has no field \"tilte\"; it has: url, status, type, headers");
	fails(L, "return page.tilte", "plain_count, select(), first(), has_id()");
	fails(L, "return page[1]", "page has no field (a number)");
	fails(L, "return page[nil]", "page has no field (a nil)");
	fails(L, "return page[('x'):rep(1000)]", "x\"; it has");
	fails(L, "page.title = 'x'", "page is read-only");
	fails(L, "page.links[1] = 1", "links is read-only");
	fails(L, "page.links[1].url = 1", "link is read-only");
	fails(L, "page.meta.x = 1", "meta is read-only");
	fails(L, "page.charset.found = 'x'", "charset is read-only");
	fails(L, "page.templates[1].raw = 'x'", "template is read-only");
	fails(L, "page:first('p').text = 'x'", "node is read-only");
	fails(L, "return page.links[1].href", "link has no field \"href\"; it has: kind, attr, raw, url");
	fails(L, "return page.links.url", "links has no field \"url\"; it is a sequence: #links, links[1]");
	fails(L, "return page.links[1.5]", "it is a sequence");
	fails(L, "return page.links['1']", "it is a sequence");
	fails(L, "return page.meta[1]", "meta has no field (a number); it is looked up by name");
	fails(L, "page.select('p')", "page expected, got string");
	fails(L, "page.select(page.links, 'p')", "page expected, got links");
	fails(L, "page.select(io.stdout, 'p')", "page expected, got FILE*");
	fails(L, "page.has_id(page)", "string expected");
	fails(L, "page:select()", "string expected");
	fails(L, "page:select('a:hover')", "the selector, character 3");
	fails(L, "page:first('p').select(page, 'a')", "node expected, got page");
	fails(L, "local f = pairs(page.links) f(page, 1)", "links expected, got page");
	fails(L, "setmetatable(page, {})", "table expected");
	runs(L, "assert(getmetatable(page) == false)", "metatables are out of reach");
	runs(L, "local f, s = pairs(page.links) assert(f(s, -1) == nil and f(s, 1 << 62) == nil)",
	    "a foreign index into a sequence finds nothing");
	runs(L, "local t = setmetatable({}, {__index = page}) assert(t.status == 200)",
	    "a table may stand before the page");
}

static void walks(lua_State *L)
{
	runs(L, "local t = {} for k, v in pairs(page.headers) do t[#t + 1] = k .. '=' .. v end\n"
		"is(table.concat(t, ' '), 'content-type=text/html; charset=utf-8 server=nginx set-cookie=a')",
	    "pairs of headers: sorted, one a name");
	runs(L, "local t = {} for k, v in pairs(page.meta) do t[#t + 1] = k .. '=' .. v end\n"
		"is(table.concat(t, ' '), 'description=说明 pubdate=2023-04-20 11:20')", "pairs of meta");
	runs(L, "local t = {} for k, v in pairs(page.charset) do t[#t + 1] = k .. '=' .. tostring(v) end\n"
		"is(table.concat(t, ' '), 'declared=utf-8 found=utf-8 mislabelled=false late_meta=false bom=false')",
	    "pairs of a record");
	runs(L, "local n = 0 for i, v in pairs(page.dates) do n = n + 1 is(v, page.dates[i]) end is(n, 2)\n"
		"local m = 0 for i, v in pairs(page.links) do m = m + 1 is(v, page.links[i]) end is(m, 7)",
	    "pairs of sequences");
	runs(L, "local t = {} for k, v in pairs(page:first('body').attr) do t[#t + 1] = k .. v end\n"
		"is(table.concat(t, ' '), 'classa idtop')", "pairs of attributes");
	runs(L, "is(select('#', table.unpack(page.links, 1, #page.links)), 7)", "unpacking a sequence");
}

static void nodes(lua_State *L)
{
	runs(L, "local all, more = page:select('p > a') is(#all, 6) is(more, false) local n = all[1]\n"
		"is(n.name, 'a') is(n.text, '甲') is(n.attr.HREF, 'a.html#二') is(n.attr.none, nil)\n"
		"is(n.line, 5) is(n.col, 34) is(tostring(n), 'node <a>')", "nodes");
	runs(L, "is(page:first('table'), nil) is(page:first('a').text, '甲')", "the first");
	runs(L, "local p = page:first('p') is(#p:select('a'), 6) is(p:first('p'), nil) is(p:first('img').attr.alt, '图')",
	    "inside a node");
	runs(L, "is(#page:select('html, head, body'), 3) is(page:first('p').attr.id, '一')", "a list");
}

static void stale(struct gp_rule_page *p, lua_State *L)
{
	static const struct gp_rule_page_input other = {
		.url = "http://b.gov.cn/", .type = "text/html", .charset = "", .body = "<p>新", .n = 6,
	};
	static const char *const uses[] = {
		"old.title", "old.url", "links[1]", "#links", "link.url", "link.raw", "node.text",
		"node.attr", "attr.href", "node.line", "meta.description", "headers.server",
		"charset.found", "ids[1]", "template.raw", "old:select('p')", "node:select('p')",
		"old:has_id('top')", "tostring(old)", "tostring(node)", "pairs(meta)", "nextmeta()",
		"nextlink(links, 0)", "nextcharset()",
	};
	char script[100];

	runs(L, "old, links, link, node = page, page.links, page.links[1], page:first('a')\n"
		"attr, meta, headers, charset = node.attr, page.meta, page.headers, page.charset\n"
		"ids, template = page.ids, page.templates[1]\n"
		"nextmeta = pairs(meta) nextlink = pairs(links) nextcharset = pairs(charset)",
	    "a script keeps what it got");
	gp_rule_page_set(p, &other);
	give(L, p);
	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		snprintf(script, sizeof script, "return %s", uses[i]);
		fails(L, script, "this page is gone: a rule keeps nothing between pages");
	}
	runs(L, "is(page.text, '新') is(page.title, nil) is(page.status, 0) is(#page.links, 0)",
	    "the new page is there");
	runs(L, "is(#page.templates, 0) for _ in pairs(page.headers) do error() end is(page.charset.declared, nil)",
	    "and has nothing of the old one");
	gp_rule_page_set(p, &article_input);
	fails(L, "return page.title", "this page is gone");
	give(L, p);
	runs(L, "is(page.title, '关于放假的 通知')", "the same page again is another page");
	fails(L, "return link.url", "this page is gone");
}

static void two_states(struct gp_rule_page *p, lua_State *L)
{
	lua_State *M = new_state();

	luaL_dostring(M, helpers);
	give(M, p);
	runs(M, "is(#page.links, 7) is(page:first('a').text, '甲')", "a second state on the page");
	runs(L, "is(#page.links, 7) is(page:first('a').text, '甲') first = page", "the first still works");
	give(L, p);
	runs(L, "is(first, page) is(rawequal(first.links, page.links), true)",
	    "rules of one state share the page and its links");
	lua_close(M);
	runs(L, "is(page.links[1].text, '甲')", "the end of one state leaves the other");
}

static void charsets(struct gp_rule_page *p, lua_State *L)
{
	/* "<title>政务</title><a href="?q=公">" in GB18030, declared as UTF-8 */
	static const char body[] = "<meta charset=utf-8><title>\xD5\xFE\xCE\xF1</title>"
		"<a href='?q=\xB9\xAB'>x</a>";
	struct gp_rule_page_input in = {.url = "http://a.gov.cn/x/", .status = 200, .type = "text/html",
		.charset = "", .body = body, .n = sizeof body - 1};

	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, "is(page.title, '政务') is(page.charset.declared, 'utf-8') is(page.charset.found, 'gb18030')\n"
		"is(page.charset.mislabelled, true)", "a mislabelled page is read");
	runs(L, "is(page.links[1].raw, '?q=公') is(page.links[1].url, 'http://a.gov.cn/x/?q=%B9%AB')",
	    "queries are encoded as the page is");
	in.url = "";
	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, "is(page.links[1].url, nil) is(page.links[1].why, 'no-scheme')", "without an address of its own");
	in = (struct gp_rule_page_input){.url = "http://a.gov.cn/s.css", .type = "text/css", .charset = "",
		.body = "a{b:url(i.png)}", .n = 15};
	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, "is(#page.links, 1) is(page.links[1].kind, 'css') is(page.links[1].url, 'http://a.gov.cn/i.png')",
	    "a style sheet");
	in = (struct gp_rule_page_input){.url = "http://a.gov.cn/", .type = "", .charset = ""};
	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, "is(#page.links, 0) is(page.body, '') is(page.text, '') is(#page:select('a'), 0)", "no body");
}

/* What a parser hands over of a page. */
static void known(struct gp_rule_page *p, lua_State *L)
{
	static char told[] = "told by a parser";
	const struct gp_facts f = {.base = {"", 0}, .title = {"its title", 9}, .headings = {"", 0},
		.text = {told, sizeof told - 1}};
	struct gp_script_known known = {.declared = "utf-8", .found = "utf-8"};
	struct gp_rule_page_input in = article_input;
	struct gp_buf b;

	gp_buf_init(&b, 1 << 20);
	gp_facts_pack(&b, &f);
	known.facts = b.data;
	known.facts_n = b.len;
	in.known = &known;
	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, "is(page.title, 'its title') is(page.text, 'told by a parser')", "what a parser found is not looked for again");
	b.data[b.len - 1] = '\xFF';
	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, "is(#page.links, 0) assert(page.text:find('发布于', 1, true)) is(#page.links, 7)",
	    "but a text that is not UTF-8 is read anew, with all the rest");
	gp_buf_free(&b);
}

static void hostile(struct gp_rule_page *p, lua_State *L)
{
	struct gp_rule_page_input in = {.url = "http://a.gov.cn/", .type = "text/html", .charset = ""};
	struct gp_buf b;

	gp_buf_init(&b, 10000000);
	for (int i = 0; i < 5000; i++)
		gp_buf_puts(&b, "<b><div>");
	gp_buf_puts(&b, "<i>x");
	in.body = b.data;
	in.n = b.len;
	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, "local ok, r, more = pcall(page.select, page, '*')\n"
		"if ok then is(#r, 10000) is(more, true) is(page:first('i').text, 'x') end",
	    "10,000 levels, 10,000 nodes an answer");
	gp_buf_clear(&b);
	while (b.len < 3000000)
		gp_buf_puts(&b, "<div>");
	in.body = b.data;
	in.n = b.len;
	gp_rule_page_set(p, &in);
	give(L, p);
	fails(L, "page:select('p')", "too deeply nested for selectors");
	fails(L, "page:first('div')", "too deeply nested for selectors");
	gp_buf_clear(&b);
	gp_buf_puts(&b, "<p ");
	for (int i = 0; i < 2000; i++)
		gp_buf_printf(&b, "a%d=%d ", i, i);
	gp_buf_puts(&b, ">");
	in.body = b.data;
	in.n = b.len;
	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, "local p = page:first('p') is(p.attr.A1999, '1999') local n = 0\n"
		"for _ in pairs(p.attr) do n = n + 1 end is(n, 2000)", "an element of 2,000 attributes");
	gp_buf_free(&b);
}

static void describes(struct gp_rule_page *p, lua_State *L)
{
	struct gp_rule_page_input in = {.url = "http://a.gov.cn/", .type = "text/html", .charset = ""};
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf b, packed;

	gp_rule_page_set(p, &article_input);
	gp_bind_page_describe(L, p);
	lua_setglobal(L, "d");
	runs(L, "is(d.url, 'https://www.example.gov.cn/index.html') is(d.status, 200) is(d.charset.found, 'utf-8')\n"
		"is(d.charset.declared, 'utf-8') is(d.title, '关于放假的 通知') is(d.meta.description, '说明')\n"
		"is(#d.dates, 2) is(d.ids[2], '一') is(#d.links, 7) is(d.truncated, nil)\n"
		"local l = d.links[1] is(l.kind, 'a') is(l.attr, 'href') is(l.raw, 'a.html#二') is(l.text, '甲')\n"
		"is(l.url, 'https://www.example.gov.cn/zwgk/a.html#%E4%BA%8C') is(l.line, 5) is(l.col, 43)\n"
		"is(l.confidence, 'high') assert(d.text:find('发布于', 1, true))", "a page as plain data");
	gp_buf_init(&b, 10000000);
	gp_buf_init(&packed, (size_t)16 << 20);
	for (int i = 0; i < 6000; i++)
		gp_buf_printf(&b, "<a href=/%d id=%d>公开公开公开公开公开</a>\n", i, i);
	in.body = b.data;
	in.n = b.len;
	gp_rule_page_set(p, &in);
	gp_bind_page_describe(L, p);
	lua_pushvalue(L, -1);
	lua_setglobal(L, "d");
	ok(!gp_lua_pack(L, -1, "page", false, &packed, &e), "a large page can be packed");
	runs(L, "is(#d.links, 5000) is(d.truncated, true) assert(#d.text <= 204800 and utf8.len(d.text))\n"
		"is(type(d.status), 'userdata')", "a large one is cut, and says so");
	gp_buf_free(&packed);
	gp_buf_free(&b);
}

/* `rule_page time`: what objects cost. */
static void measure(void)
{
	static const char script[] =
		"local clock, page = os.clock, page\n"
		"local function t(what, n, f) local a = clock() f() print(('# %-28s %.3f us'):format(what, (clock() - a) / n * 1e6)) end\n"
		"local L = page.links local n = #L print('# links', n)\n"
		"t('make a link object', n, function() for i = 1, n do local _ = L[i] end end)\n"
		"t('the same again', n, function() for i = 1, n do local _ = L[i] end end)\n"
		"t('ipairs over links', n, function() for _, l in ipairs(L) do end end)\n"
		"t('link.url, first time', n, function() for i = 1, n do local _ = L[i].url end end)\n"
		"local l, N = L[n // 2], 1000000\n"
		"for _, k in ipairs{'line', 'kind', 'raw', 'text', 'url', 'scheme', 'nofollow'} do\n"
		"  t('link.' .. k, N, function() for _ = 1, N do local _ = l[k] end end) end\n"
		"t('page.status', N, function() for _ = 1, N do local _ = page.status end end)\n"
		"t('page.text', N, function() for _ = 1, N do local _ = page.text end end)\n"
		"t('empty loop', N, function() for _ = 1, N do local _ = l end end)\n";
	struct gp_rule_page_input in = {.url = "http://a.gov.cn/x/y/z.html", .type = "text/html", .charset = ""};
	struct gp_rule_page *p = gp_rule_page_new();
	lua_State *L = new_state();
	struct gp_buf b;

	gp_buf_init(&b, 100000000);
	for (int i = 0; i < 20000; i++)
		gp_buf_printf(&b, "<li><a href=\"../zwgk/gkml/202304/t20230420_%d.html\">关于公开%d</a></li>\n", i, i);
	in.body = b.data;
	in.n = b.len;
	gp_rule_page_set(p, &in);
	give(L, p);
	runs(L, script, "timed");
	lua_close(L);
	gp_rule_page_free(p);
	gp_buf_free(&b);
}

int main(int argc, char **argv)
{
	struct gp_rule_page *p, *q;
	lua_State *L;

	if (argc == 2 && !strcmp(argv[1], "time")) {
		measure();
		return tap_done();
	}
	L = new_state();
	p = gp_rule_page_new();
	q = gp_rule_page_new();
	luaL_dostring(L, helpers);
	gp_rule_page_set(p, &article_input);
	give(L, p);
	fields(L);
	links(L);
	chosen_links(p, L);
	errors(L);
	walks(L);
	nodes(L);
	two_states(p, L);
	stale(p, L);
	charsets(p, L);
	known(p, L);
	hostile(p, L);
	describes(p, L);
	gp_rule_page_set(q, &article_input);
	give(L, q);
	gp_rule_page_free(p);
	runs(L, "is(page.status, 200)", "another page lives on");
	gp_rule_page_free(q);
	fails(L, "return page.status", "this page is gone");
	lua_close(L);
	return tap_done();
}

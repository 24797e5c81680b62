/* selectors: what matches, what is refused and how, and what hostile documents cost */
#define _GNU_SOURCE
#include "core/web/select.h"

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "tests/lib/tap.h"

static const char page[] =
	"<!DOCTYPE html>\n<html lang=zh><head><title>标题</title></head>\n<body class='a b' id=top>\n"
	"<div id=一><p class=\"lead big\">一</p><p lang=zh-CN>二<span>三</span></p>\n"
	"<!-- c --><p>四</p></div>\n"
	"<ul><li><a href=/1.html>1</a><li><a href='/2.pdf' Title=x>2</a><li class=last>3</ul>\n"
	"<TABLE><tr><td>甲</td><td data-x=''>乙</td></table><div><div><em>深</em></div></div>\n"
	"<my-Thing>自</my-Thing><template><p>未用</p></template><svg viewBox='0 0'><a href=x>s</a></svg>\n"
	"<script>var p = '<p>';</script></body></html>\n";

/* The names and texts that a selector finds: "p:一 p:四". */
static const char *found(struct gp_tree *t, const char *css)
{
	static struct gp_buf out = {.max = 100000};
	static struct gp_select s;
	const struct gp_node *const *nodes;
	struct gp_err e = GP_ERR_INIT;
	size_t n;

	gp_buf_clear(&out);
	gp_buf_puts(&out, "");
	if (gp_select_compile(&s, css, strlen(css), &e))
		return "refused";
	n = gp_select_all(&s, t, NULL, 1000, &nodes);
	for (size_t i = 0; i < n; i++) {
		char name[GP_NODE_NAME];
		struct gp_text text = gp_node_text(t, nodes[i]);

		gp_node_name(nodes[i], name);
		gp_buf_printf(&out, "%s%s:%.*s", i ? " " : "", name, (int)text.n, text.p);
	}
	return out.data;
}

static void selectors_find(struct gp_tree *t)
{
	static const struct {
		const char *css, *want;
	} cases[] = {
		{"title", "title:标题"},
		{"P", "p:一 p:二三 p:四"},
		{"div > p", "p:一 p:二三 p:四"},
		{"body > p", ""},
		{"body p span", "span:三"},
		{".lead", "p:一"},
		{".lead.big", "p:一"},
		{".le", ""},
		{"p.Lead", ""},
		{"#一 span", "span:三"},
		{"body#top.a.b > #一 > p + p", "p:二三 p:四"},
		{"p+p+p", "p:四"},
		{"p + span", ""},
		{"p , em,\tspan", "p:一 p:二三 span:三 p:四 em:深"},
		{"p, p.lead", "p:一 p:二三 p:四"},
		{"[href]", "a:1 a:2 a:s"},
		{"a[ href = \"/1.html\" ]", "a:1"},
		{"[HREF$='.pdf']", "a:2"},
		{"a[href^='/']", "a:1 a:2"},
		{"a[href*=htm]", "a:1"},
		{"a[href*='']", ""},
		{"[title=x]", "a:2"},
		{"[title=X]", ""},
		{"[class~=b]", "body:一 二三 四 1 2 3 甲 乙 深 自s"},
		{"[class~='']", ""},
		{"[data-x='']", "td:乙"},
		{"li:first-child", "li:1"},
		{"li:last-child", "li:3"},
		{"li:nth-child(2)", "li:2"},
		{"li:nth-child( 4 )", ""},
		{"li:not(.last)", "li:1 li:2"},
		{"li:not(:first-child):not( [class] )", "li:2"},
		{"table tbody td", "td:甲 td:乙"},
		{"div div > em", "em:深"},
		{"div > div em", "em:深"},
		{"body div div em", "em:深"},
		{"div div div em", ""},
		{"my-thing", "my-thing:自"},
		{"template", "template:"},
		{"svg a", "a:s"},
		{"[viewbox]", "svg:s"},
		{"script", "script:var p = '<p>';"},
		{"html:first-child > :last-child > *:first-child", "div:一 二三 四"},
		{"body::not(p)", "refused"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_str(found(t, cases[i].css), cases[i].want, cases[i].css);
}

static void refusals_name_the_place(void)
{
	static const struct {
		const char *css, *at;
	} cases[] = {
		{"", "character 1"}, {" ", "character 2"}, {"a,", "character 3"}, {",a", "character 1"},
		{"a >", "character 4"}, {"> a", "character 1"}, {"a > > b", "character 5"},
		{"a:hover", "character 3"}, {"政务 a:visited", "character 6"}, {"a::before", "character 3"},
		{"a ~ b", "character 3"}, {"a[b|=c]", "character 4"}, {"a[b", "character 4"},
		{"a[b='c]", "character 5"}, {"a[b=1]", "character 5"}, {"a[]", "character 3"},
		{"#1", "character 2"}, {".-1", "character 2"}, {"a..b", "character 3"},
		{":nth-child(2n+1)", "character 13"}, {":nth-child(odd)", "character 12"},
		{":nth-child(0)", "character 13"}, {":not(:not(a))", "character 7"},
		{":not(a b)", "character 8"}, {":not(", "character 6"}, {"a\\b", "character 2"},
		{"[a='\\'']", "character 4"}, {"a/**/b", "character 2"}, {"a!", "character 2"},
		{"a**", "character 2"}, {"svg|a", "character 4"}, {"a{}", "character 2"},
	};
	static struct gp_select s;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct gp_err e = GP_ERR_INIT;
		int rc = gp_select_compile(&s, cases[i].css, strlen(cases[i].css), &e);

		if (!ok(rc && e.code == GP_EUSAGE && strstr(e.msg, cases[i].at) &&
			strstr(e.msg, ":nth-child(1)"), "refused: %s", cases[i].css))
			printf("# %s\n", e.msg);
	}
}

static void long_selectors_are_refused(void)
{
	static struct gp_select s;
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf b;

	gp_buf_init(&b, 10000);
	for (int i = 0; i < 64; i++)
		gp_buf_puts(&b, i ? " a" : "a");
	ok(!gp_select_compile(&s, b.data, b.len, &e), "64 parts are allowed");
	gp_buf_puts(&b, ",a");
	ok(gp_select_compile(&s, b.data, b.len, &e), "65 are not");
	gp_buf_clear(&b);
	for (int i = 0; i < 129; i++)
		gp_buf_puts(&b, ".a");
	ok(gp_select_compile(&s, b.data, b.len, &e), "nor 129 conditions");
	gp_buf_clear(&b);
	for (int i = 0; i < 1001; i++)
		gp_buf_puts(&b, "a");
	ok(gp_select_compile(&s, b.data, b.len, &e), "nor 1001 bytes");
	ok(!gp_select_compile(&s, b.data, 1000, &e), "1000 are");
	gp_buf_free(&b);
}

static void nodes_tell_where_they_are(struct gp_tree *t)
{
	static struct gp_select s;
	const struct gp_node *const *nodes, *list;
	struct gp_err e = GP_ERR_INIT;
	uint32_t line = 0, col = 0;
	struct gp_text v;

	ok(!gp_select_compile(&s, "span", 4, &e) && gp_select_all(&s, t, NULL, 10, &nodes) == 1 &&
	    gp_node_place(t, nodes[0], &line, &col) && line == 4 && col == 51,
	    "line and column, in code points");
	ok(!gp_select_compile(&s, "tbody", 5, &e) && gp_select_all(&s, t, NULL, 10, &nodes) == 1 &&
	    !gp_node_place(t, nodes[0], &line, &col), "an implied element has no place");
	ok(!gp_select_compile(&s, "ul", 2, &e) && gp_select_all(&s, t, NULL, 10, &nodes) == 1,
	    "a list");
	list = nodes[0];
	ok(!gp_select_compile(&s, "a", 1, &e) && gp_select_all(&s, t, list, 10, &nodes) == 2 &&
	    gp_node_attr(nodes[1], (struct gp_text){"TITLE", 5}, &v) && v.n == 1 && *v.p == 'x' &&
	    !gp_node_attr(nodes[0], (struct gp_text){"title", 5}, &v) &&
	    gp_node_attr_count(nodes[1]) == 2, "what is inside it, and attributes");
	ok(!gp_select_compile(&s, "ul a, ul", 8, &e) && !gp_select_all(&s, t, list, 10, &nodes),
	    "the element itself is outside of itself");
	ok(!gp_select_compile(&s, "*", 1, &e) && gp_select_all(&s, t, NULL, 7, &nodes) == 7,
	    "no more than asked for");
}

static void places_hold_on_long_lines(void)
{
	static struct gp_select s;
	struct gp_tree *t = gp_tree_new();
	struct gp_err e = GP_ERR_INIT;
	const struct gp_node *const *nodes;
	uint32_t line = 0, col = 0;
	struct gp_buf b;

	gp_buf_init(&b, 1000000);
	gp_buf_puts(&b, "<p>\n");
	for (int i = 0; i < 3000; i++)
		gp_buf_puts(&b, "公开");
	gp_buf_puts(&b, "<i>");
	ok(!gp_tree_parse(t, b.data, b.len, &e) && !gp_select_compile(&s, "i", 1, &e) &&
	    gp_select_all(&s, t, NULL, 1, &nodes) == 1 && gp_node_place(t, nodes[0], &line, &col) &&
	    line == 2 && col == 6001, "behind 18 kB of one line");
	gp_buf_free(&b);
	gp_tree_free(t);
}

/* Documents that are deep, wide or tangled: an answer or a refusal, in bounded time and stack. */
static void hostile_documents(void)
{
	static const struct {
		const char *head, *unit, *tail;
	} pages[] = {
		{"", "<div>", ""}, {"", "<div>", "<frameset>"}, {"", "<x>", "<frameset><frame>"},
		{"<x>", "<b id=1>", "<FrameSet>"}, {"", "<b>", "</b>"}, {"", "<p><b id=%d>", ""},
		{"", "<p><b id=%d></p>", ""}, {"", "<a><p>", ""}, {"", "<table>", ""},
		{"", "<table><tr><td>", ""}, {"<table>", "<b>x", ""}, {"<p ", "a%d=1 ", ">"},
		{"", "<svg>", ""}, {"", "<svg><desc>", ""}, {"", "</p>", ""}, {"", "<template>", ""},
		{"", "<li>", ""}, {"<select>", "<option>", ""}, {"", "<!--", ""}, {"", "&amp;", ""},
		{"<b><p>", "<i></i>", "</b></b></b>"}, {"", "<font a=%d>", "<p>x<p>x<p>x"},
		{"", "<nobr>", ""}, {"", "<button>", ""}, {"", "<form><div>", ""},
		{"<ruby>", "<rt>", ""}, {"", "<math><mi>", ""}, {"<title>", "x", ""},
		{"", "<html a%d=1>", ""}, {"", "<body a%d=1>", ""},
	};
	static struct gp_select s;
	struct gp_tree *t = gp_tree_new();
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf b;

	gp_buf_init(&b, 4000000);
	if (gp_select_compile(&s, "div div > * + p, :last-child:not(#x) *, [a7]", 44, &e))
		ok(false, "the selector compiles");
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		const char *mark = strstr(pages[i].unit, "%d");
		const struct gp_node *const *nodes;
		int rc;

		gp_buf_clear(&b);
		gp_buf_puts(&b, pages[i].head);
		for (int k = 0; b.len < 40000; k++) {
			gp_buf_put(&b, pages[i].unit, mark ? (size_t)(mark - pages[i].unit) :
			    strlen(pages[i].unit));
			if (mark)
				gp_buf_printf(&b, "%d%s", k, mark + 2);
		}
		gp_buf_puts(&b, pages[i].tail);
		rc = gp_tree_parse(t, b.data, b.len, &e);
		ok(rc ? e.code == GP_ELIMIT : gp_select_all(&s, t, NULL, 10000, &nodes) <= 10000,
		    "%s: 40 kB of %s%s", rc ? "too much" : "read", pages[i].unit, pages[i].tail);
		if (!rc && gp_select_all(&s, t, NULL, 1, &nodes))
			gp_node_text(t, nodes[0]);
	}
	gp_buf_clear(&b);
	while (b.len < 3000000)
		gp_buf_puts(&b, "<div>");
	ok(gp_tree_parse(t, b.data, b.len, &e) && e.code == GP_ELIMIT, "600,000 levels are refused");
	ok(!gp_tree_parse(t, "<p>x", 4, &e) && !strcmp(found(t, "p"), "p:x"), "the next page is read");
	ok(!gp_tree_parse(t, "", 0, &e) && !strcmp(found(t, "*"), "html: head: body:"),
	    "an empty page has the elements every page has");
	gp_tree_clear(t);
	is_str(found(t, "*"), "", "no page, nothing found");
	gp_buf_free(&b);
	gp_tree_free(t);
}

int main(void)
{
	struct gp_tree *t = gp_tree_new();
	struct gp_err e = GP_ERR_INIT;

	ok(!gp_tree_parse(t, page, strlen(page), &e), "a page");
	selectors_find(t);
	nodes_tell_where_they_are(t);
	gp_tree_free(t);
	refusals_name_the_place();
	long_selectors_are_refused();
	places_hold_on_long_lines();
	hostile_documents();
	return tap_done();
}

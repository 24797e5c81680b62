/* document_html: a document is one inert, well-formed page that keeps every span, figure and word */
#include <openssl/evp.h>

#include "core/base/utf8.h"
#include "core/office/literal.h"
#include "core/report/document.h"
#include "core/web/html.h"
#include "core/web/select.h"
#include "tests/lib/tap.h"

/* Ends an attribute, a title, a style and a script; and a right-to-left override. */
#define HOSTILE "\"'><script>alert(1)</script></title></style><b onclick=x style=y>&lt;\xe2\x80\xae\x01"

static struct gp_err err;
static struct gp_arena arena;
static struct gp_buf page;
static struct gp_tree *tree;

static int try_write(const struct gp_document *d, size_t max)
{
	gp_buf_free(&page);
	gp_buf_init(&page, max);
	return gp_document_html(&page, d, &err);
}

static void write_document(const struct gp_document *d)
{
	if (try_write(d, 8 << 20) || gp_tree_parse(tree, page.data, page.len, &err)) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
}

static struct gp_document document(const char *lua)
{
	struct gp_value v;
	struct gp_document d;

	if (gp_literal_read(&v, &arena, lua, strlen(lua), "test", NULL, &err) || gp_document_read(&d, &arena, &v, &err)) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
	return d;
}

static void write_lua(const char *lua)
{
	struct gp_document d = document(lua);

	write_document(&d);
}

static bool has(const char *s)
{
	return strstr(page.data, s) != NULL;
}

/* Elements that match, and the text of the first. */
static size_t count(const char *css)
{
	const struct gp_node *const *found;
	struct gp_select s;

	if (gp_select_compile(&s, css, strlen(css), &err)) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
	return gp_select_all(&s, tree, NULL, 100000, &found);
}

static const char *text(const char *css)
{
	static char out[2000];
	const struct gp_node *const *found;
	struct gp_select s;
	struct gp_text t = {"", 0};

	if (!gp_select_compile(&s, css, strlen(css), &err) && gp_select_all(&s, tree, NULL, 1, &found))
		t = gp_node_text(tree, found[0]);
	snprintf(out, sizeof out, "%.*s", (int)t.n, t.p);
	return out;
}

/* --- the page as a whole */

static bool is_void(const char *tag)
{
	static const char *const names[] = {"meta", "link", "br", "col", "rect", NULL};

	for (size_t i = 0; names[i]; i++)
		if (!strcmp(names[i], tag))
			return true;
	return false;
}

/* What is wrong with an attribute, or NULL. */
static const char *attribute_fault(const struct gp_html_attr *a)
{
	size_t n = a->value.n;
	const char *v = a->value.p;

	if (a->name.n > 2 && !memcmp(a->name.p, "on", 2))
		return "an event handler";
	if (a->name.n == 5 && !memcmp(a->name.p, "style", 5))
		return "a style attribute";
	if (a->name.n == 3 && !memcmp(a->name.p, "src", 3))
		return "something loaded";
	if (a->name.n == 4 && !memcmp(a->name.p, "href", 4) && !(n && *v == '#') && !(n > 5 && !memcmp(v, "data:,", 6)) &&
	    !(n > 7 && !memcmp(v, "http", 4)))
		return "an address of another kind";
	return NULL;
}

/* The first fault of the page as its source says it: every element ends where it should. */
static const char *fault(void)
{
	static struct gp_html t;
	static char open[64][GP_ELEMENT_NAME + 1];
	struct gp_html_mode mode = {0};
	const struct gp_html_token *k;
	const char *why = NULL;
	size_t depth = 0;

	gp_html_init(&t, page.data, page.len);
	while (!why && (k = gp_html_next(&t))) {
		if (k->kind == GP_HTML_START_TAG) {
			if (!strcmp(k->tag, "script"))
				why = "a script";
			for (size_t i = 0; i < k->attr_count && !why; i++)
				why = attribute_fault(&t.attrs[i]);
			if (!is_void(k->tag) && depth < 64)
				snprintf(open[depth++], sizeof *open, "%.*s", (int)k->name.n, k->name.p);
		} else if (k->kind == GP_HTML_END_TAG && (!depth || strcmp(open[--depth], k->tag))) {
			why = "an end tag out of place";
		} else if (k->kind == GP_HTML_COMMENT) {
			why = "a comment";
		}
		if (k->kind == GP_HTML_START_TAG || k->kind == GP_HTML_END_TAG)
			gp_html_follow(&mode, &t, gp_element_find(k->tag));
	}
	return why ? why : depth ? "an element that is left open" : "none";
}

/* The policy names the style that is there, by its hash. */
static bool policy_holds(void)
{
	const char *from = strstr(page.data, "<style>"), *to = strstr(page.data, "</style>");
	unsigned char hash[EVP_MAX_MD_SIZE], base64[2 * EVP_MAX_MD_SIZE];
	char want[200];
	unsigned n;

	if (!from || !to)
		return false;
	from += strlen("<style>");
	EVP_Digest(from, (size_t)(to - from), hash, &n, EVP_sha256(), NULL);
	EVP_EncodeBlock(base64, hash, (int)n);
	snprintf(want, sizeof want, "content=\"default-src 'none'; img-src data:; style-src 'sha256-%s';", (char *)base64);
	return has(want);
}

static const char sample[] =
    "return { title = '报告', author = '某局', date = '2026-01-20', footer = '页脚\\n第二行', blocks = {"
    "{ kind = 'title', text = '年度报告' }, { kind = 'heading', level = 1, text = '一、总体情况' },"
    "{ kind = 'heading', level = 3, text = '细目' },"
    "{ kind = 'paragraph', indent = true, text = { '甲 ', { text = '乙', bold = true }, { text = '网站', href = 'https://a.example/x?a=1&b=2' },"
    "  { text = '信箱', href = 'mailto:a@a.example' }, '一\\n二' } },"
    "{ kind = 'paragraph', align = 'end', text = '落款' }, { kind = 'note', text = '小字' },"
    "{ kind = 'list', ordered = true, items = { '甲', '乙' } }, { kind = 'list', items = { '丙' } }, { kind = 'break' },"
    "{ kind = 'table', id = '3', caption = '表3', head = 2, widths = { 2, 1, 1 }, rows = {"
    "  { { text = '项目', head = true, rows = 2 }, { text = '申请人', head = true, cols = 2 } },"
    "  { { text = '自然人', head = true }, { text = '总计', head = true } },"
    "  { { text = '一、本年新收', head = true, align = 'start' }, { value = 12, id = '3.A1/自然人', note = '按件计' },"
    "    { value = 13.5, text = '13.50', id = '3.A1/a b%\"c', bold = true } },"
    "  { { text = '分组', head = true, cols = 3 } },"
    "  { { text = '甲', head = true, rows = 2 }, 1, '无' }, { 2, 3 } } } } }";

static void keeps_everything(void)
{
	char *first;

	write_lua(sample);
	is_str(fault(), "none", "the page is well-formed and inert");
	ok(policy_holds(), "its policy allows nothing but its own style");
	ok(has("<html lang=\"zh-CN\">") && has("<meta name=\"PubDate\" content=\"2026-01-20\">"),
	    "it says its language, and its date as sites must label it");
	is_str(text("title"), "报告", "it has the document's title");
	ok(count("h1") == 1 && count("h2.l1") == 1 && count("h3.l3") == 1, "headings go down one level at a time");
	ok(count("p.i strong") == 1 && count("p.i br") == 1 && count("p.e") == 1 && count("p.note") == 1 &&
	    count("ol > li") == 2 && count("ul > li") == 1 && count("div.break") == 1, "every kind of block is there");
	ok(has("href=\"https://a.example/x?a=1&amp;b=2\""), "an address is a link");
	ok(has("信箱（mailto:a@a.example）"), "an address of another kind is said in words");
	is_str(text("footer"), "页脚 第二行", "the footer is there");
	first = gp_strdup(page.data);
	write_lua(sample);
	is_str(page.data, first, "the same document gives the same bytes");
	free(first);
}

static void keeps_tables(void)
{
	write_lua(sample);
	is_str(text("caption"), "表3", "a table has its caption");
	ok(count("div[role=region][tabindex='0'][aria-label='表3'] > table") == 1, "and lies in a region that the keyboard reaches");
	ok(count("thead > tr") == 2 && count("tbody > tr") == 4, "the rows of its head repeat on every page");
	ok(count("thead th[scope=col][rowspan='2']") == 1 && count("thead th[scope=col][colspan='2']") == 1,
	    "heads above columns keep their spans");
	ok(count("tbody th[scope=row][rowspan='2']") == 1 && count("tbody th[scope=row].s") == 1, "heads of rows are heads of rows");
	is_str(text("tbody th[scope=col][colspan='3']"), "分组", "a row of heads heads the columns below");
	is_str(text("td[id='c-3.A1/自然人'][title='按件计']"), "12", "a cell is found by its id, and carries its note");
	is_str(text("td[id='c-3.A1/a_20b_25_22c'].n b"), "13.50", "an id becomes an anchor that an address can hold");
	ok(has("#table-1 col:nth-child(1){width:50.00%}"), "columns have their widths");
	ok(count("sup") == 0, "what is no form shows no notes");
	write_lua("return { language = 'en', blocks = { { kind = 'table', head = 1, rows = { { { text = 'a', rows = 2, head = true }, 'b' },"
	    "{ 'c' } } }, { kind = 'table', rows = {} } } }");
	ok(count("thead") == 0 && count("tbody th[rowspan='2']") == 1, "a head that reaches into the body is not torn");
	ok(count("div[aria-label='Table 1']") == 1 && count("div[aria-label='Table 2']") == 1, "a table without caption is called by its number");
	is_str(fault(), "none", "an empty table is well-formed");
	is_str(text("h1, title"), "Untitled", "a page always has a title");
}

static void shows_forms_and_drafts(void)
{
	write_lua("return { title = 't', draft = true, blocks = { { kind = 'table', rows = { { { input = 'integer', note = '甲' },"
	    "{ input = 'text', note = '甲' }, { text = 'x', note = '乙' } } } } } }");
	ok(count("td.in") == 2 && count("td.in[title='甲']") == 2, "cells to be filled are seen");
	ok(count("ol.notes > li") == 2 && count("a[href='#note-1-1']") == 2 && count("a[href='#note-1-2']") == 1,
	    "their notes stand below, each once");
	ok(count("p.banner") == 1 && count("body.draft > div.mark[aria-hidden=true]") == 1, "a draft says so on screen and on paper");
	is_str(text("title"), "【草稿】t", "and in its title");
	is_str(fault(), "none", "a draft is well-formed");
}

static void draws_charts(void)
{
	write_lua("return { blocks = { { kind = 'chart', caption = '图1', unit = '件', bars = { { '甲', 0 }, { '乙', 1e300 }, { '丙', 1 },"
	    "{ '一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十', 5e299 } } }, { kind = 'chart', bars = {} },"
	    "{ kind = 'chart', bars = { { '', 0 } } } } }");
	is_str(fault(), "none", "a chart is well-formed");
	ok(count("svg[role=img] > title") == 3 && count("svg > desc") == 3 && count("rect") == 5, "it is drawn, with its name and what it is");
	ok(has("<rect y=\"20\" width=\"0.00%\""), "nothing is a bar without length");
	ok(has("width=\"0.40%\"") && has("件</text>"), "what is there is seen, and its value");
	ok(has("九十一二</text>"), "a long label goes on in the next line");
	ok(count("details td") == 5 && !strcmp(text("details tr:nth-child(2) td"), "1e+300 件"), "the figures are there as text");
}

static void escapes(void)
{
	const struct gp_run run = {HOSTILE, strlen(HOSTILE), true, HOSTILE};
	const struct gp_cell cell = {.text = HOSTILE, .n = strlen(HOSTILE), .cols = 1, .rows = 1, .id = HOSTILE, .note = HOSTILE,
	    .input = GP_INPUT_TEXT};
	const struct gp_row row = {&cell, 1};
	const double width = 1;
	const struct gp_table table = {HOSTILE, HOSTILE, HOSTILE, &row, 1, 1, 0, &width};
	const struct gp_bar bar = {HOSTILE, 1};
	const struct gp_chart chart = {HOSTILE, HOSTILE, &bar, 1};
	const struct gp_runs runs = {&run, 1};
	struct gp_block blocks[] = {
	    {.kind = GP_BLOCK_TITLE, .text = runs}, {.kind = GP_BLOCK_HEADING, .level = 6, .text = runs},
	    {.kind = GP_BLOCK_PARAGRAPH, .text = runs}, {.kind = GP_BLOCK_NOTE, .text = runs},
	    {.kind = GP_BLOCK_LIST, .items = &runs, .item_count = 1}, {.kind = GP_BLOCK_TABLE, .table = &table},
	    {.kind = GP_BLOCK_CHART, .chart = &chart},
	};
	struct gp_document d = {HOSTILE, HOSTILE, HOSTILE, HOSTILE, "zh", true, blocks, 7};

	write_document(&d);
	is_str(fault(), "none", "hostile text opens and ends nothing");
	ok(count("b, [onclick], script, title script") == 0, "and makes no element");
	ok(!has("\xe2\x80\xae") && !has("\x01") && gp_utf8_valid(page.data, page.len), "what is invisible is shown as an escape");
	is_int(try_write(&d, 1000), -1, "a page that does not fit is refused");
	is_int(err.code, GP_ELIMIT, "as too large");
}

int main(void)
{
	tree = gp_tree_new();
	keeps_everything();
	keeps_tables();
	shows_forms_and_drafts();
	draws_charts();
	escapes();
	gp_tree_free(tree);
	gp_arena_free(&arena);
	gp_buf_free(&page);
	return tap_done();
}

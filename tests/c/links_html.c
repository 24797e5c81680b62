/* links_html: the HTML report is one well-formed, inert page, says what is so, and stays small */
#define _GNU_SOURCE
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "core/base/utf8.h"
#include "core/crawl/edges.h"
#include "core/report/links.h"
#include "core/report/outfile.h"
#include "core/web/html.h"
#include "tests/lib/tap.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
/* Ends an attribute, a title, a style and a script; and a right-to-left override. */
#define HOSTILE "\"'><script>alert(1)</script></title></style><b onclick=x style=y>&lt;\xe2\x80\xae\x1b"

static struct gp_err err;
static char file[] = "/tmp/gp-html-XXXXXX";
static char *doc;
static size_t doc_n;

static void must(int rc)
{
	if (rc) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
}

/* --- hand-made reports */

static const struct gp_links_run plain_run = {.seed = "http://a.example/", .state = "complete", .protection = "full",
    .started = 1681960800, .seconds = 12, .requests = 34};

static struct gp_link_place place(const char *page, const char *text)
{
	return (struct gp_link_place){.page = page, .text = text, .line = 3, .col = 9, .kind = gp_edge_kind("a", 1)};
}

static struct gp_link_entry entry(const char *url, const char *cause, struct gp_link_place *places, size_t n)
{
	struct gp_link_entry l = {.url = url, .fragment = "", .detail = "", .first_cause = "", .places = places,
	    .place_count = n, .pages_total = (int64_t)n, .place_sum = 100 * n};

	l.judged.cause = gp_cause_by_id(cause);
	l.judged.verdict = l.judged.cause->verdict;
	return l;
}

static void count(struct gp_links *l)
{
	for (size_t i = 0; i < l->count; i++)
		l->counts[l->list[i].judged.verdict]++;
	for (size_t i = 0; i < l->finding_count; i++)
		l->severities[l->findings[i].severity]++;
	l->total = (int64_t)l->count;
}

static void write_doc(const struct gp_links *l, const struct gp_links_run *run, enum gp_lang lang)
{
	struct gp_links_style st = {.words = &gp_messages, .lang = lang};
	struct gp_outfile *o;
	FILE *f;

	must(gp_outfile_open(&o, file, &err));
	must(gp_links_html(o, l, run, &st, &err));
	must(gp_outfile_commit(o, &err));
	f = fopen(file, "r");
	if (!f || fseek(f, 0, SEEK_END))
		exit(1);
	doc_n = (size_t)ftell(f);
	rewind(f);
	free(doc);
	doc = malloc(doc_n + 1);
	if (!doc || fread(doc, 1, doc_n, f) != doc_n)
		exit(1);
	doc[doc_n] = '\0';
	fclose(f);
}

static bool has(const char *s)
{
	return strstr(doc, s) != NULL;
}

static size_t times(const char *s)
{
	size_t n = 0;

	for (const char *p = doc; (p = strstr(p, s)); p += strlen(s))
		n++;
	return n;
}

/* --- what the page is, as a browser reads it */

struct look {
	char why[200]; /* the first thing that is wrong */
	char open[64][GP_ELEMENT_NAME + 1];
	size_t depth;
	size_t scripts, styles, links, rows, bold;
};

static void wrong(struct look *k, const char *what, const char *name, size_t n)
{
	if (!k->why[0])
		snprintf(k->why, sizeof k->why, "%s: %.*s", what, (int)n, name);
}

static bool is(struct gp_text t, const char *s)
{
	return t.n == strlen(s) && !memcmp(t.p, s, t.n);
}

static bool begins(struct gp_text t, const char *s)
{
	return t.n >= strlen(s) && !memcmp(t.p, s, strlen(s));
}

static struct gp_text attr(const struct gp_html *h, const char *name)
{
	for (size_t i = 0; i < h->token.attr_count; i++)
		if (is(h->attrs[i].name, name))
			return h->attrs[i].value;
	return (struct gp_text){"", 0};
}

static void look_at_attrs(struct look *k, const struct gp_html *h, const char *tag)
{
	for (size_t i = 0; i < h->token.attr_count; i++) {
		struct gp_text name = h->attrs[i].name, value = h->attrs[i].value;

		if (begins(name, "on") || is(name, "style") || is(name, "src") || is(name, "srcset") ||
		    is(name, "action") || is(name, "formaction") || is(name, "background"))
			wrong(k, "an attribute that may not be", name.p, name.n);
		if (value.n && (value.p[-1] != '"' || value.p[value.n] != '"'))
			wrong(k, "a value without quotes", name.p, name.n);
		if (!is(name, "href"))
			continue;
		if (begins(value, "#") || (!strcmp(tag, "link") && is(value, "data:,")))
			continue;
		if (strcmp(tag, "a") || (!begins(value, "http://") && !begins(value, "https://")))
			wrong(k, "an address that may not be", value.p, value.n);
		if (!is(attr(h, "rel"), "noreferrer noopener nofollow") || !is(attr(h, "target"), "_blank"))
			wrong(k, "a link without its guards", value.p, value.n);
		k->links++;
	}
}

static bool is_void(const char *tag)
{
	static const char *const list[] = {"meta", "link", "br", "input"};

	for (size_t i = 0; i < COUNT(list); i++)
		if (!strcmp(tag, list[i]))
			return true;
	return false;
}

static void look_at_start(struct look *k, const struct gp_html *h, const char *tag)
{
	k->scripts += !strcmp(tag, "script");
	k->styles += !strcmp(tag, "style");
	k->rows += !strcmp(tag, "tr") && attr(h, "data-g").n;
	k->bold += !strcmp(tag, "b");
	look_at_attrs(k, h, tag);
	if (h->token.self_closing || is_void(tag))
		return;
	if (k->depth == COUNT(k->open)) {
		wrong(k, "too deep", tag, strlen(tag));
		return;
	}
	snprintf(k->open[k->depth++], sizeof k->open[0], "%s", tag);
}

static struct look look(void)
{
	static const char *const known = " html head meta title link style body header p h1 b main section ul li a small "
	    "br h2 svg defs pattern rect circle table thead tbody tr th td details summary span strong code q form label "
	    "input select option optgroup button footer script ";
	static struct gp_html h;
	struct gp_html_mode mode = {0};
	const struct gp_html_token *t;
	struct look k = {0};
	char tag[GP_ELEMENT_NAME + 1], padded[GP_ELEMENT_NAME + 3];

	gp_html_init(&h, doc, doc_n);
	while ((t = gp_html_next(&h))) {
		snprintf(tag, sizeof tag, "%.*s", (int)sizeof t->tag, t->tag);
		snprintf(padded, sizeof padded, " %s ", tag);
		if (t->kind == GP_HTML_COMMENT)
			wrong(&k, "a comment", t->data.p, t->data.n);
		if (t->kind != GP_HTML_START_TAG && t->kind != GP_HTML_END_TAG)
			continue;
		if (!strstr(known, padded))
			wrong(&k, "an element that nobody wrote", t->name.p, t->name.n);
		if (t->kind == GP_HTML_START_TAG)
			look_at_start(&k, &h, tag);
		else if (!k.depth || strcmp(k.open[--k.depth], tag))
			wrong(&k, "an end tag out of place", t->name.p, t->name.n);
		gp_html_follow(&mode, &h, gp_element_find(t->tag));
	}
	if (k.depth) {
		snprintf(tag, sizeof tag, "%s", k.open[k.depth - 1]);
		wrong(&k, "never closed", tag, strlen(tag));
	}
	return k;
}

/* One of the words of the catalogue that was not found stands as its id. */
static bool ids_in_sight(void)
{
	return has(">html.") || has(">report.") || has(">csv.") || has(">cause.") || has(">severity.") || has(">verdict.");
}

static void is_sound(const char *name)
{
	struct look k = look();

	is_str(k.why, "", name);
	ok(k.scripts == 1 && k.styles == 1 && !ids_in_sight(), "%s: one style, one script, no missing words", name);
}

/* --- a small report with everything */

static struct gp_link_place on_one[] = {{.page = "http://a.example/zwgk/1.html", .text = "旧页面", .line = 3, .col = 9}};
static struct gp_link_place on_two[] = {{.page = "http://a.example/zwgk/1.html", .text = "甲", .line = 4, .col = 1},
    {.page = "http://a.example/hd/2.html", .text = "乙", .line = 5, .col = 2}};
static struct gp_link_place on_twelve[12];

static const struct gp_column columns[] = {{"/", "首页", "李四"}, {"/zwgk/", "政务公开", "张三"}};

static void small_report(enum gp_lang lang, struct gp_links_run run)
{
	struct gp_link_entry list[] = {
	    entry("http://a.example/gone", "http-404", on_one, 1),
	    entry("http://a.example/foot", "http-404", on_twelve, 12),
	    entry("http://a.example/moved", "redirect-permanent", on_one, 1),
	    entry("http://b.example/", "waf", on_two, 2),
	    entry("http://c.example/", "budget", NULL, 0),
	};
	struct gp_finding findings[] = {
	    {.rule = "pages/title", .severity = GP_SEVERITY_WARNING, .url = "http://a.example/zwgk/1.html", .line = 3,
	        .col = 5, .selector = "title", .title = {"标题", "title"}, .message = {"空标题", "empty"},
	        .fix = {"写上", "write one"}, .evidence = "<title>", .basis = "办法 1"},
	    {.rule = "pages/old", .severity = GP_SEVERITY_VETO, .url = "http://a.example/hd/2.html",
	        .title = {"更新", "updates"}, .message = {"没有更新", "no update"}, .fix = {"更新", "update"}},
	    {.rule = "pages/guide", .severity = GP_SEVERITY_UNCHECKED, .url = "http://a.example/hd/2.html",
	        .title = {"", ""}, .message = {"不知道", "who knows"}, .fix = {"", ""}},
	};
	struct gp_links l = {.list = list, .count = COUNT(list), .findings = findings, .finding_count = COUNT(findings),
	    .pages = 9};

	for (size_t i = 0; i < COUNT(on_twelve); i++)
		on_twelve[i] = place("http://a.example/zwgk/1.html", "页脚");
	list[1].place_sum = 12 * 250;
	list[2].final_url = "http://a.example/new";
	count(&l);
	write_doc(&l, &run, lang);
}

static void whole_page(void)
{
	struct gp_links_run run = plain_run;

	run.office = "云澜市文化和旅游局";
	run.columns = columns;
	run.column_count = COUNT(columns);
	small_report(GP_LANG_EN, run);
	is_sound("a page in English");
	ok(has("<html lang=\"en\">") && has(">2023-04-20 11:20") == false && has("checked 2023-04-20 11:20, 12 s"),
	    "it says its language and when it was made");
	small_report(GP_LANG_ZH, run);
	is_sound("a page in Chinese");
	ok(has("<html lang=\"zh-CN\">") && has("<p class=\"office\">云澜市文化和旅游局</p>"), "it names the office");
	ok(has("<p class=\"judgement bad\">发现 2 个错链，其中 1 处在全站模板中。 <span>另有 2 个地址尚无结论"),
	    "one sentence says how bad it is, and what nobody knows");
	ok(has("<b>2</b> 须修改") && has("<b>1</b> 须人工核实") && has("<b>1</b> 没有检查") && has("<b>1</b> 正常"),
	    "what is blocked or unchecked is not among the fine");
	ok(has("data-filter=\"v=r-veto\">单项否决 1</a>") && has("data-filter=\"v=r-unchecked\">规则未能判断 1</a>"),
	    "findings are counted by severity");
	ok(look().rows == 8 && has("<tr id=\"r1\" data-g=\"rule\" data-v=\"r-veto\" data-k=\"pages/old\"") &&
	    has("<tr id=\"r2\" data-g=\"mend\" data-v=\"broken\" data-k=\"http-404\""),
	    "a row for each link and finding, the gravest first");
	ok(has("另有 1 个页面</summary><ul><li><a") && has("12 个页面的页脚，例如"), "further places, and a template as one");
	ok(has(">政务公开</a> <small>张三</small>") && has("<td class=\"owner\" data-label=\"责任部门\">张三</td>"),
	    "columns and who answers for them");
}

static void judgements(void)
{
	static const char *const seen[] = {"http-404", "waf", "redirect-temporary", "changing", "too-large"};
	struct gp_links_run run = plain_run;
	struct gp_link_entry one = entry("http://a.example/x", "redirect-temporary", on_one, 1);
	struct gp_links l = {.total = 7, .counts = {[GP_VERDICT_OK] = 7}};

	write_doc(&l, &run, GP_LANG_ZH);
	is_sound("a clean page");
	ok(has("<p class=\"judgement good\">没有发现错链。</p>") && !has("class=\"incomplete\"") && !has("<table"),
	    "nothing wrong is said in one sentence");
	run.state = "interrupted";
	write_doc(&l, &run, GP_LANG_ZH);
	ok(has("<p class=\"judgement open\">已检查的部分没有发现错链。</p>") && has("<p class=\"incomplete\" role=\"alert\">"),
	    "an interrupted run is never clean");
	run.state = "budget";
	write_doc(&l, &run, GP_LANG_EN);
	ok(has("<p class=\"incomplete\" role=\"alert\">This check is not complete: its limit"), "nor one that met a limit");
	for (size_t i = 0; i < COUNT(seen); i++) {
		struct gp_links k = {.list = &one, .count = 1};
		bool bad, open;

		one.judged.cause = gp_cause_by_id(seen[i]);
		one.judged.verdict = one.judged.cause->verdict;
		count(&k);
		write_doc(&k, &plain_run, GP_LANG_EN);
		bad = one.judged.verdict == GP_VERDICT_BROKEN;
		open = !bad && one.judged.verdict != GP_VERDICT_REDIRECTED;
		ok(has("judgement bad") == bad && has("judgement open") == open && has("judgement good") == (!bad && !open),
		    "%s gives the colour of the sentence", seen[i]);
	}
}

/* --- hostile data */

static void hostile(void)
{
	static struct gp_link_place places[] = {{.page = "javascript:alert(1)", .text = HOSTILE, .line = 1, .col = 1},
	    {.page = "http://a.example/\" onclick=x", .text = HOSTILE, .line = 2, .col = 1}};
	static const struct gp_column bad_columns[] = {{"/", HOSTILE, HOSTILE}};
	static const struct gp_value none = {.type = GP_VALUE_NULL};
	struct gp_link_entry list[] = {
	    entry("javascript:alert(1)", "javascript", places, 2),
	    entry("data:text/html,<script>alert(1)</script>", "bad-scheme", places, 1),
	    entry("http:" HOSTILE, "malformed-url", places, 2),
	    entry("http://a.example/#\"><script>\xe2\x80\xae", "fragment", places, 1),
	    entry("HTTP://a.example/", "http-404", NULL, 0),
	    entry("//a.example/\xff\xfe", "http-404", NULL, 0),
	};
	struct gp_finding findings[] = {{.rule = HOSTILE, .severity = GP_SEVERITY_ERROR, .url = "javascript:alert(2)",
	    .selector = HOSTILE, .line = 1, .col = 1, .title = {HOSTILE, HOSTILE}, .message = {HOSTILE, HOSTILE},
	    .fix = {HOSTILE, HOSTILE}, .evidence = HOSTILE, .basis = HOSTILE, .params = &none}, {.rule = "x", .severity =
	    GP_SEVERITY_INFO, .file = HOSTILE, .title = {"", ""}, .message = {"", ""}, .fix = {"", ""}}};
	struct gp_links l = {.list = list, .count = COUNT(list), .findings = findings, .finding_count = COUNT(findings)};
	struct gp_links_run run = {.seed = HOSTILE, .state = HOSTILE, .protection = HOSTILE, .started = 1681960800,
	    .office = HOSTILE, .columns = bad_columns, .column_count = 1};
	struct look k;

	for (size_t i = 0; i < COUNT(list); i++)
		list[i].detail = list[i].first_cause = HOSTILE;
	list[3].fragment = HOSTILE;
	list[4].final_url = "javascript:alert(3)";
	count(&l);
	write_doc(&l, &run, GP_LANG_EN);
	is_sound("hostile data");
	k = look();
	ok(k.links == 2, "of all addresses only the one that is http became a link, in both of its places");
	ok(!has("alert(1)</script>") && has("alert(1)&lt;/script&gt;"), "markup in data is text");
	ok(!has("\xe2\x80\xae") && !has("\x1b") && has("\\u{202e}") && has("\\x1b"), "what would hide or reorder is in sight");
	ok(gp_utf8_valid(doc, doc_n), "the page is UTF-8 whatever came in");
	l.folder = true;
	list[0].url = "http://folder.invalid/a.html";
	write_doc(&l, &run, GP_LANG_EN);
	ok(look().links == 0 && has(">a.html<"), "files of a folder are no links, and are named by their paths");
}

/* --- columns of the site */

static void many_columns(void)
{
	static struct gp_link_place places[40][1];
	static char pages[40][64];
	struct gp_link_entry list[40];
	struct gp_links l = {.list = list, .count = 40};

	for (int i = 0; i < 40; i++) { /* two links in each of 20 folders */
		snprintf(pages[i], sizeof pages[i], "http://a.example/%c%d/x.html", 'a' + i / 2, i / 2);
		places[i][0] = place(pages[i], "x");
		list[i] = entry("http://b.example/", i % 2 ? "dns" : "waf", places[i], 1);
	}
	count(&l);
	write_doc(&l, &plain_run, GP_LANG_ZH);
	is_sound("many columns");
	is_int((long long)times("<th scope=\"row\">"), 16, "the worst 15, and the rest as one");
	ok(has(">其余 5 个栏目</th>") && has("须修改 5，规则问题 0，尚无结论 5</title>"), "the rest is summed");
	ok(has(">/a0/</a></th>") && !has("a.example/a0/</a></th>"), "folders of one host go without its name");
	snprintf(pages[0], sizeof pages[0], "https://b.example/");
	write_doc(&l, &plain_run, GP_LANG_ZH);
	ok(has(">b.example (1)</option>") && has(">a.example/b1/</a></th>"), "folders of several hosts with it");
}

/* --- size */

static void with_a_past(void)
{
	struct gp_link_place p[1] = {place("http://a.example/p", "x")};
	struct gp_link_entry list[] = {entry("http://b.example/old", "dns", p, 1), entry("http://b.example/new", "dns", p, 1)};
	struct gp_link_run runs[40] = {0};
	struct gp_link_fixed fixed[] = {{"http://c.example/" HOSTILE, "broken", GP_PAST_REMOVED, 0}};
	struct gp_links l = {.list = list, .count = 2};

	list[0].past = (struct gp_link_past){.change = GP_CHANGE_STILL, .failed_since = 1681960800 - 31 * 86400};
	list[1].past = (struct gp_link_past){.change = GP_CHANGE_NEW};
	for (int i = 0; i < 40; i++) {
		runs[i] = (struct gp_link_run){.id = i, .started = 1681960800 - (39 - i) * 86400, .complete = i != 39};
		runs[i].counts[GP_VERDICT_BROKEN] = i;
		runs[i].counts[GP_VERDICT_BLOCKED] = 3;
	}
	l.history = (struct gp_links_history){.since = 1681960800 - 86400, .fresh = 1, .fixed = 1, .still = 1,
	    .oldest = 1681960800 - 31 * 86400, .list = fixed, .count = 1, .runs = runs, .run_count = 40};
	count(&l);
	write_doc(&l, &plain_run, GP_LANG_ZH);
	is_sound("a report with a past");
	ok(has("与 2023-04-19 11:20 的检查相比") && has("新增 <b>1</b>") && has("修复 <b>1</b>") &&
	    has("仍有 <b>1</b></a> <small>最久 31 天</small>"), "it says what changed");
	ok(has("<small>（新增）</small>") && has("<small>（已 31 天）</small>"), "beside the links too");
	ok(has("data-h=\"new\"") && has("data-h=\"still\"") && has("<option value=\"still\">仍有 (1)</option>"),
	    "which can be filtered by it");
	is_int((long long)times("<rect class=\"mend\" x="), 30 + 1, "the last 30 checks have bars");
	ok(has("<th scope=\"row\">2023-04-20 11:20（不完整）</th><td>39</td><td>3</td><td>0</td>"), "and their figures");
	ok(times("id=\"hatched\"") == 1, "what fills the bars is there once");
	l.history = (struct gp_links_history){.runs = runs, .run_count = 1};
	write_doc(&l, &plain_run, GP_LANG_ZH);
	ok(!has("class=\"trend\"") && !has("class=\"changes\"") && !has("name=\"h\""), "without a past nothing is said of it");
}

static void danger(void)
{
	struct gp_link_place here = place("http://a.example/", "x");
	struct gp_link_entry list[] = {entry("http://bad.example/", "hidden-link", &here, 1),
	    entry("http://gone.example/", "http-404", &here, 1)};
	struct gp_links l = {.list = list, .count = 2};

	count(&l);
	write_doc(&l, &plain_run, GP_LANG_ZH);
	ok(has("http://bad.example/") && !has("href=\"http://bad.example/\"") && has("href=\"http://gone.example/\""),
	    "a dangerous address is shown and cannot be clicked");
}

static void twenty_thousand(void)
{
	enum { N = 20000 };
	static struct gp_link_place places[GP_LINK_PAGES];
	struct gp_link_entry *list = calloc(N, sizeof *list);
	struct gp_links l = {.list = list, .count = N};
	struct rusage before, after;
	clock_t began = clock();
	size_t first;

	for (size_t i = 0; i < GP_LINK_PAGES; i++)
		places[i] = place("http://a.example/zwgk/tzgg/202304/t20230420_100200.html", "关于印发管理办法的通知");
	for (size_t i = 0; i < N; i++) {
		list[i] = entry("http://b.example/zwgk/tzgg/202304/P020230420100200.docx", i % 3 ? "http-404" : "dns", places,
		    9);
		list[i].pages_total = 9;
	}
	count(&l);
	getrusage(RUSAGE_SELF, &before);
	write_doc(&l, &plain_run, GP_LANG_ZH);
	getrusage(RUSAGE_SELF, &after);
	first = doc_n;
	ok((double)(clock() - began) / CLOCKS_PER_SEC < 20, "20,000 links take seconds at most");
#ifndef GP_SANITIZED
	ok(after.ru_maxrss - before.ru_maxrss < 64 << 10, "and little memory beside the page itself");
#endif
	ok(doc_n < 16 << 20, "the page stays below 16 MiB");
	printf("# %zu KiB, %.2f s\n", doc_n >> 10, (double)(clock() - began) / CLOCKS_PER_SEC);
	is_int((long long)look().rows, 5000, "it has 5,000 rows");
	ok(has("还有 15000 条，见表格") && has("<b>20000</b> 须修改"), "says where the rest is, and counts all");
	ok(times("<li>") < 24000 && has("还有 8 个页面，见表格"), "further places have a limit as well");
	write_doc(&l, &plain_run, GP_LANG_ZH);
	ok(doc_n == first, "the same links give the same page");
	free(list);
}

int main(void)
{
	int fd = mkstemp(file);

	if (fd < 0)
		skip_all("no temporary file");
	close(fd);
	whole_page();
	judgements();
	hostile();
	many_columns();
	with_a_past();
	danger();
	twenty_thousand();
	free(doc);
	unlink(file);
	return tap_done();
}

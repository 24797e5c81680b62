/*
 * small_crawl.h - a store made by hand, in which every report has something to say.
 *
 * Broken, blocked, unverified, redirected, unchecked and fine links; one in a footer of twelve pages; a
 * place that is not there; strings that mean harm; findings of rules; two departments.
 */
#ifndef GP_TEST_SMALL_CRAWL_H
#define GP_TEST_SMALL_CRAWL_H

#include "core/base/clock.h"
#include "core/crawl/edges.h"
#include "core/report/links.h"
#include "tests/lib/tap.h"

/* A formula, an escape, U+009B, a right-to-left override, and what ends a string, an element, a label. */
#define HOSTILE "=1+1\x1b[31m\xc2\x9b\xe2\x80\xae\"]];\\N</a>&amp;]]>"

static struct gp_err err;
static struct gp_store *store;

static const struct gp_column small_columns[] = {{"/", "首页", "办公室"}, {"/zwgk/", "政务公开", "政务公开科"}};
static const struct gp_links_run small_run = {.seed = "http://a.example/", .state = "complete", .protection = "full",
    .started = 1681960800, .seconds = 12, .requests = 34, .office = "云澜市文化和旅游局", .columns = small_columns,
    .column_count = 2};

__attribute__((unused)) static void must(int rc)
{
	if (rc) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
}

static void put(int64_t id, const char *url, unsigned flags, const char *text, struct gp_store_result r)
{
	struct gp_store_url u = {.id = id, .url = url, .host = 1, .flags = flags, .text = text};

	must(gp_store_put_url(store, &u, &err));
	r.id = id;
	must(gp_store_put_result(store, &r, &err));
}

static struct gp_store_result page(const char *only_id)
{
	static uint32_t hash;

	hash = gp_edges_name_hash(only_id, strlen(only_id));
	return (struct gp_store_result){.status = 200, .parsed = true, .text_hash = 1, .plain_count = 5000,
	    .ids = &hash, .ids_n = sizeof hash};
}

static struct gp_edge edge(int64_t to, uint32_t line, const char *text, const char *fragment, uint8_t place)
{
	struct gp_edge e = {.to = to, .line = line, .col = 9, .kind = gp_edge_kind("a", 1), .place = place};

	e.text = text;
	e.text_n = strlen(text);
	e.fragment = fragment ? fragment : "";
	e.fragment_n = strlen(e.fragment);
	e.has_fragment = fragment;
	return e;
}

static void put_links(int64_t from, const struct gp_edge *list, size_t n)
{
	struct gp_edge_writer w;
	struct gp_buf b;

	gp_buf_init(&b, 1 << 20);
	gp_edges_begin(&w, &b);
	for (size_t i = 0; i < n; i++)
		must(gp_edges_put(&w, &list[i]));
	must(gp_store_put_links(store, from, b.data, b.len, &err));
	gp_buf_free(&b);
}

static void put_findings(int64_t id, const struct gp_finding *list, size_t n)
{
	struct gp_buf b;

	gp_buf_init(&b, 1 << 20);
	gp_pack_list(&b, n);
	for (size_t i = 0; i < n; i++)
		gp_finding_pack(&b, &list[i]);
	must(gp_store_put_findings(store, id, b.data, b.len, &err));
	gp_buf_free(&b);
}

static void put_small_findings(void)
{
	static const struct gp_finding on_news[] = {
	    {.rule = "pages/title", .severity = GP_SEVERITY_WARNING, .line = 3, .col = 5, .selector = "title",
	        .title = {"页面要有标题", "pages have a title"}, .message = {"标题是空的。", "The title is empty."},
	        .fix = {"写上标题。", "Write one."}, .evidence = "<title></title>", .basis = "办法 1"},
	    {.rule = "pages/title", .severity = GP_SEVERITY_WARNING, .line = 7, .col = 5, .selector = "title",
	        .title = {"页面要有标题", "pages have a title"}, .message = {"有两个标题。", "There are two titles."},
	        .fix = {"删去一个。", "Remove one."}, .evidence = "<title>" HOSTILE, .basis = "办法 1"}};
	static const struct gp_finding on_home[] = {
	    {.rule = "site/updates", .severity = GP_SEVERITY_VETO, .title = {"首页要更新", "the home page is kept up"},
	        .message = {"两周没有更新。", "No update for two weeks."}, .fix = {"更新首页。", "Update it."}},
	    {.rule = "site/guide", .severity = GP_SEVERITY_UNCHECKED, .title = {"办事指南", "guides"},
	        .message = {"规则没有运行完。", "The rule did not end."}, .fix = {"", ""}}};

	put_findings(1, on_home, 2);
	put_findings(2, on_news, 2);
}

static void put_small_pages(void)
{
	struct gp_edge links[11];
	char url[60];

	for (int64_t id = 11; id < 22; id++) { /* eleven more with the footer */
		snprintf(url, sizeof url, "http://a.example/zwgk/%d.html", (int)id);
		links[id - 11] = edge(id, 10, "页", NULL, 60);
		put(id, url, GP_URLF_LINKED | GP_URLF_OWN | GP_URLF_CRAWL, "页", page("x"));
		put_links(id, (const struct gp_edge[]){edge(3, 90, "关于我们", NULL, 250)}, 1);
	}
	put(22, "http://a.example/list.html", GP_URLF_SEED | GP_URLF_OWN | GP_URLF_CRAWL, "", page("x"));
	put_links(22, links, 11);
}

/* The store of the report: gp_store_close() it. */
__attribute__((unused)) static void make_small_crawl(void)
{
	bool resumed;

	gp_clock_freeze(1681960800);
	must(gp_store_open(&store, ":memory:", &err));
	must(gp_store_begin_run(store, "s", true, &resumed, &err));
	put(1, "http://a.example/", GP_URLF_SEED | GP_URLF_OWN | GP_URLF_CRAWL, "", page("top"));
	put(2, "http://a.example/zwgk/%E9%80%9A%E7%9F%A5.html", GP_URLF_LINKED | GP_URLF_OWN | GP_URLF_CRAWL, "通知",
	    page("part"));
	put(3, "http://a.example/about.html", GP_URLF_LINKED, "关于我们",
	    (struct gp_store_result){.status = 404, .cause = "http-404"});
	put(4, "http://a.example/moved", GP_URLF_LINKED | GP_URLF_OWN, "旧址",
	    (struct gp_store_result){.status = 301, .redirect = 5, .location = "http://a.example/new"});
	put(5, "http://a.example/new", GP_URLF_OWN, "", page("part"));
	put(6, "http://b.example/", GP_URLF_LINKED, "乙",
	    (struct gp_store_result){.status = 503, .cause = "http-5xx", .status2 = 200, .cause2 = "ok"});
	put(7, "http://c.example/?a=1&copy=2", GP_URLF_LINKED, "丙",
	    (struct gp_store_result){.status = 403, .cause = "waf"});
	put(8, "http://d.example/large", GP_URLF_LINKED, "丁", (struct gp_store_result){.cause = "too-large"});
	put(9, "http:" HOSTILE, GP_URLF_LINKED, HOSTILE,
	    (struct gp_store_result){.cause = "malformed-url", .detail = "bad-port"});
	put(10, "http://e.example/", GP_URLF_LINKED, "", (struct gp_store_result){.cause = "dns", .cause2 = "dns",
	    .detail = "Could not resolve host: e.example"});
	put_small_pages();
	put_links(1, (const struct gp_edge[]){edge(2, 3, "通知", NULL, 9), edge(3, 80, "关于我们", NULL, 250),
	    edge(4, 5, "旧址", NULL, 30), edge(7, 6, "丙", NULL, 30), edge(10, 8, "", NULL, 40)}, 5);
	put_links(2, (const struct gp_edge[]){edge(4, 5, "旧址", "nope", 30), edge(6, 6, "乙", NULL, 30),
	    edge(8, 7, "丁", NULL, 30), edge(9, 8, HOSTILE, NULL, 40), edge(10, 9, "戊", NULL, 50)}, 5);
	put_small_findings();
}

#endif

/* links: the report of a small hand-made store in every format, and what hostile strings become in it */
#define _GNU_SOURCE
#include "core/report/links.h"

#include <signal.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/crawl/crawl.h"
#include "core/crawl/edges.h"
#include "core/report/outfile.h"
#include "tests/lib/tap.h"

/* An escape sequence, U+009B, a right-to-left override, and a formula. */
#define HOSTILE "=1+1\x1b[31m\xc2\x9b\xe2\x80\xae"

static struct gp_err err;
static struct gp_store *store;
static char file[] = "/tmp/gp-links-XXXXXX";
static const struct gp_links_run run = {.seed = "http://a.example/", .state = "complete", .protection = "full",
    .started = 1681960800, .seconds = 12, .requests = 34};

static void must(int rc)
{
	if (rc) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
}

/* Short words of our own, so that better sentences do not break this test. */
static const struct gp_sentence sentences[] = {
	{"cause.budget.fix", {"提高", "more"}},
	{"cause.budget.message", {"到上限", "limit"}},
	{"cause.changing.fix", {"再查", "again"}},
	{"cause.changing.message", {"先{first}", "first {first}"}},
	{"cause.dns.fix", {"查", "look"}},
	{"cause.dns.message", {"无域名", "no name"}},
	{"cause.fragment.fix", {"改名", "rename"}},
	{"cause.fragment.message", {"没有#{fragment}", "no #{fragment}"}},
	{"cause.http-404.fix", {"改", "mend"}},
	{"cause.http-404.message", {"不存在", "not found"}},
	{"cause.malformed-url.fix", {"改正", "correct"}},
	{"cause.malformed-url.message", {"写错（{detail}）", "wrong ({detail})"}},
	{"cause.redirect-permanent.fix", {"换", "replace"}},
	{"cause.redirect-permanent.message", {"改为{final}", "now {final}"}},
	{"csv.no", {"否", "no"}},
	{"csv.yes", {"是", "yes"}},
	{"detail.bad-port", {"端口", "port"}},
	{"report.clean", {"没有错链", "clean"}},
	{"report.counts", {"{total}个", "{total}"}},
	{"report.fix", {"处理：{fix}", "to do: {fix}"}},
	{"report.footer", {"页脚{n}", "footer of {n}, {page}"}},
	{"report.group", {"{verdict}·{count}·{cause}", "{verdict} - {count} - {cause}"}},
	{"report.header", {"页头{n}", "top of {n}, {page}"}},
	{"report.more-links", {"还有{n}个", "{n} more"}},
	{"report.more-pages", {"还有{n}页", "{n} more pages"}},
	{"report.page", {"在{page} {line}:{col}", "on {page} {line}:{col}"}},
	{"report.page-text", {"在{page} {line}:{col}“{text}”", "on {page} {line}:{col} \"{text}\""}},
	{"report.partial", {"还有{n}个", "{n} left"}},
	{"report.protection", {"隔离{level}", "protection {level}"}},
	{"report.run", {"{started}，{seconds}秒，{requests}次，{pages}页", "{started}, {seconds} s, {requests} r, {pages} p"}},
	{"report.start", {"起始", "start"}},
	{"report.template", {"模板{n}", "template of {n}, {page}"}},
	{"report.title", {"查{seed}", "Links of {seed}"}},
	{"verdict.broken", {"错链", "broken"}},
	{"verdict.ok", {"正常", "ok"}},
	{"verdict.redirected", {"跳转", "redirected"}},
	{"verdict.unchecked", {"未查", "unchecked"}},
	{"verdict.unverified", {"核实", "unverified"}},
};
static const struct gp_catalogue words = {sentences, sizeof sentences / sizeof *sentences};

/* --- the store */

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

static void begin(void)
{
	bool resumed;

	gp_clock_freeze(run.started);
	must(gp_store_open(&store, ":memory:", &err));
	must(gp_store_begin_run(store, "s", true, &resumed, &err));
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

static struct gp_edge edge(int64_t to, uint32_t line, const char *text, const char *fragment)
{
	struct gp_edge e = {.to = to, .line = line, .col = 9, .kind = gp_edge_kind("a", 1), .place = 100};

	e.text = text ? text : "";
	e.text_n = strlen(e.text);
	e.same_text = !text;
	e.fragment = fragment ? fragment : "";
	e.fragment_n = strlen(e.fragment);
	e.has_fragment = fragment;
	return e;
}

static void make_small_store(void)
{
	begin();
	put(1, "http://a.example/", GP_URLF_SEED | GP_URLF_OWN | GP_URLF_CRAWL, "", page("top"));
	put(2, "http://a.example/gone", GP_URLF_LINKED, "旧页面",
	    (struct gp_store_result){.status = 404, .cause = "http-404"});
	put(3, "http://a.example/moved", GP_URLF_LINKED, "moved",
	    (struct gp_store_result){.status = 301, .redirect = 4, .location = "http://a.example/new"});
	put(4, "http://a.example/new", 0, "", page("part"));
	put(5, "http://a.example/two", GP_URLF_LINKED | GP_URLF_CRAWL, "two", page("\xe8\x8a\x82"));
	put(6, "http://b.example/", GP_URLF_LINKED, "",
	    (struct gp_store_result){.status = 503, .cause = "http-5xx", .status2 = 200, .cause2 = "ok"});
	put_links(1, (const struct gp_edge[]){edge(2, 3, NULL, NULL), edge(2, 4, "again", NULL),
	    edge(3, 5, NULL, "part"), edge(3, 6, NULL, "nope"), edge(5, 7, NULL, "%E8%8A%82"),
	    edge(5, 8, NULL, "TOP"), edge(5, 9, NULL, "nope:~:text=x"), edge(5, 10, NULL, ":~:text=x")}, 8);
	put_links(5, (const struct gp_edge[]){edge(2, 1, "other, \"quoted\"", NULL), edge(6, 2, NULL, NULL)}, 2);
}

/* --- writing */

typedef int writer_fn(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *r,
    const struct gp_links_style *st, struct gp_err *e);

/* What a writer gives, in one string. */
static const char *written(writer_fn *write_report, enum gp_lang lang, bool all, const struct gp_links_run *r,
    bool folder)
{
	static char text[1 << 16];
	struct gp_links_style st = {.words = &words, .lang = lang, .all = all};
	struct gp_outfile *o;
	struct gp_links l;
	size_t n;
	FILE *f;

	must(gp_links_load(&l, store, all, &err));
	l.folder = folder;
	must(gp_outfile_open(&o, file, &err));
	must(write_report(o, &l, r, &st, &err));
	must(gp_outfile_commit(o, &err));
	gp_links_free(&l);
	f = fopen(file, "r");
	n = f ? fread(text, 1, sizeof text - 1, f) : 0;
	text[n] = '\0';
	if (f)
		fclose(f);
	return text;
}

static void text_reports(void)
{
	is_str(written(gp_links_text, GP_LANG_EN, false, &run, false),
	    "Links of http://a.example/\n"
	    "2023-04-20 11:20, 12 s, 34 r, 2 p\n"
	    "7: ok 2, redirected 1, unverified 1, broken 3\n"
	    "\n"
	    "broken - 1 - http-404\n"
	    "  not found\n"
	    "  to do: mend\n"
	    "    http://a.example/gone\n"
	    "      on http://a.example/ 3:9 \"旧页面\"\n"
	    "      on http://a.example/two 1:9 \"other, \"quoted\"\"\n"
	    "\n"
	    "broken - 2 - fragment\n"
	    "  to do: rename\n"
	    "    http://a.example/moved#nope\n"
	    "      no #nope\n"
	    "      on http://a.example/ 6:9 \"moved\"\n"
	    "    http://a.example/two#nope\n"
	    "      no #nope\n"
	    "      on http://a.example/ 9:9 \"two\"\n"
	    "\n"
	    "unverified - 1 - changing\n"
	    "  to do: again\n"
	    "    http://b.example/\n"
	    "      first http-5xx\n"
	    "      on http://a.example/two 2:9\n"
	    "\n"
	    "redirected - 1 - redirect-permanent\n"
	    "  to do: replace\n"
	    "    http://a.example/moved\n"
	    "      now http://a.example/new\n"
	    "      on http://a.example/ 5:9 \"moved\"\n", "the text report in English");
	is_str(written(gp_links_text, GP_LANG_ZH, false, &run, false),
	    "查http://a.example/\n"
	    "2023-04-20 11:20，12秒，34次，2页\n"
	    "7个：正常 2，跳转 1，核实 1，错链 3\n"
	    "\n"
	    "错链·1·http-404\n"
	    "  不存在\n"
	    "  处理：改\n"
	    "    http://a.example/gone\n"
	    "      在http://a.example/ 3:9“旧页面”\n"
	    "      在http://a.example/two 1:9“other, \"quoted\"”\n"
	    "\n"
	    "错链·2·fragment\n"
	    "  处理：改名\n"
	    "    http://a.example/moved#nope\n"
	    "      没有#nope\n"
	    "      在http://a.example/ 6:9“moved”\n"
	    "    http://a.example/two#nope\n"
	    "      没有#nope\n"
	    "      在http://a.example/ 9:9“two”\n"
	    "\n"
	    "核实·1·changing\n"
	    "  处理：再查\n"
	    "    http://b.example/\n"
	    "      先http-5xx\n"
	    "      在http://a.example/two 2:9\n"
	    "\n"
	    "跳转·1·redirect-permanent\n"
	    "  处理：换\n"
	    "    http://a.example/moved\n"
	    "      改为http://a.example/new\n"
	    "      在http://a.example/ 5:9“moved”\n", "and in Chinese");
}

#define RUN_AND_COUNTS "\"schema\":1,\"run\":{\"seed\":\"http://a.example/\",\"owner\":null," \
	"\"started\":\"2023-04-20T11:20:00+08:00\",\"seconds\":12,\"state\":\"complete\",\"requests\":34," \
	"\"carried\":0,\"unchanged\":0,\"pages\":2,\"protection\":\"full\"},\"counts\":{\"total\":7,\"ok\":2,\"redirected\":1,\"blocked\":0," \
	"\"throttled\":0,\"unverified\":1,\"unchecked\":0,\"broken\":3,\"danger\":0},\"history\":null"
#define NOW "\"2023-04-20T11:20:00+08:00\""
#define WORKS "\"first_seen\":" NOW ",\"last_ok\":" NOW ",\"last_checked\":" NOW ",\"failed_since\":null,\"streak\":0,\"blocked_since\":null,\"blocked_streak\":0," \
	"\"change\":null,"
#define OPEN "\"first_seen\":" NOW ",\"last_ok\":null,\"last_checked\":" NOW ",\"failed_since\":null,\"streak\":0,\"blocked_since\":null,\"blocked_streak\":0," \
	"\"change\":null,"
#define FAILS "\"first_seen\":" NOW ",\"last_ok\":null,\"last_checked\":" NOW ",\"failed_since\":" NOW ",\"streak\":1,\"blocked_since\":null,\"blocked_streak\":0," \
	"\"change\":null,"
#define PLACE(url, line, text) "{\"url\":\"http://a.example/" url "\",\"line\":" #line ",\"col\":9,\"text\":\"" \
	text "\",\"kind\":\"a\"}"
#define GONE "{\"url\":\"http://a.example/gone\",\"verdict\":\"broken\",\"broken\":true,\"confirmed\":true," \
	"\"status\":404,\"cause\":\"http-404\",\"message\":\"not found\",\"fix\":\"mend\",\"suggestion\":null,\"detail\":null," \
	"\"final_url\":null,\"redirects\":[]," FAILS "\"pages_total\":2,\"pages\":[" \
	PLACE("", 3, "旧页面") "," PLACE("two", 1, "other, \\\"quoted\\\"") "]}"
#define MOVED "{\"url\":\"http://a.example/moved\",\"verdict\":\"redirected\",\"broken\":false," \
	"\"confirmed\":false,\"status\":301,\"cause\":\"redirect-permanent\",\"message\":\"now http://a.example/new\"," \
	"\"fix\":\"replace\",\"suggestion\":null,\"detail\":null,\"final_url\":\"http://a.example/new\"," \
	"\"redirects\":[\"http://a.example/new\"]," WORKS "\"pages_total\":1,\"pages\":[" PLACE("", 5, "moved") "]}"
#define NOPE(url, st, line, text) "{\"url\":\"http://a.example/" url "#nope\",\"verdict\":\"broken\"," \
	"\"broken\":true,\"confirmed\":true,\"status\":" #st ",\"cause\":\"fragment\",\"message\":\"no #nope\"," \
	"\"fix\":\"rename\",\"suggestion\":null,\"detail\":null,\"final_url\":null,\"redirects\":[]," FAILS "\"pages_total\":1," \
	"\"pages\":[" PLACE("", line, text) "]}"
#define B "{\"url\":\"http://b.example/\",\"verdict\":\"unverified\",\"broken\":false,\"confirmed\":false," \
	"\"status\":503,\"cause\":\"changing\",\"message\":\"first http-5xx\",\"fix\":\"again\",\"suggestion\":null,\"detail\":null," \
	"\"final_url\":null,\"redirects\":[]," OPEN "\"pages_total\":1,\"pages\":[" PLACE("two", 2, "") "]}"
#define FINE(url, pages) "{\"url\":\"http://a.example/" url "\",\"verdict\":\"ok\",\"broken\":false," \
	"\"confirmed\":false,\"status\":200,\"cause\":null,\"message\":\"\",\"fix\":\"\",\"suggestion\":null,\"detail\":null," \
	"\"final_url\":null,\"redirects\":[]," WORKS  pages "}"

static void json_reports(void)
{
	is_str(written(gp_links_json, GP_LANG_EN, false, &run, false),
	    "{" RUN_AND_COUNTS ",\"links\":[" GONE "," MOVED "," NOPE("moved", 301, 6, "moved") ","
	    NOPE("two", 200, 9, "two") "," B "],\"moves\":[],\"findings\":[]}\n", "the JSON report, by address");
	is_str(written(gp_links_jsonl, GP_LANG_EN, true, &run, false),
	    FINE("", "\"pages_total\":0,\"pages\":[]") "\n" GONE "\n" MOVED "\n" NOPE("moved", 301, 6, "moved") "\n"
	    FINE("two", "\"pages_total\":1,\"pages\":[" PLACE("", 7, "two") "]") "\n" NOPE("two", 200, 9, "two") "\n"
	    B "\n{" RUN_AND_COUNTS ",\"moves\":[],\"findings\":[]}\n", "the same as lines, and with --all what is fine");
}

static void csv_reports(void)
{
	is_str(written(gp_links_csv, GP_LANG_ZH, false, &run, false),
	    "\xEF\xBB\xBF"
	    "csv.verdict,csv.cause,csv.url,csv.status,csv.confirmed,csv.message,csv.fix,csv.final,csv.page,csv.line,"
	    "csv.col,csv.text,csv.kind,csv.pages,csv.column,csv.owner,csv.basis,csv.first-seen,csv.failed-since,"
	    "csv.streak,csv.change\r\n"
	    "错链,http-404,http://a.example/gone,404,是,不存在,改,,http://a.example/,3,9,旧页面,a,2,,,,2023-04-20 11:20,2023-04-20 11:20,1,\r\n"
	    "错链,http-404,http://a.example/gone,404,是,不存在,改,,http://a.example/two,1,9,"
	    "\"other, \"\"quoted\"\"\",a,2,,,,2023-04-20 11:20,2023-04-20 11:20,1,\r\n"
	    "跳转,redirect-permanent,http://a.example/moved,301,否,改为http://a.example/new,换,http://a.example/new,"
	    "http://a.example/,5,9,moved,a,1,,,,2023-04-20 11:20,,,\r\n"
	    "错链,fragment,http://a.example/moved#nope,301,是,没有#nope,改名,,http://a.example/,6,9,moved,a,1,,,,2023-04-20 11:20,2023-04-20 11:20,1,\r\n"
	    "错链,fragment,http://a.example/two#nope,200,是,没有#nope,改名,,http://a.example/,9,9,two,a,1,,,,2023-04-20 11:20,2023-04-20 11:20,1,\r\n"
	    "核实,changing,http://b.example/,503,否,先http-5xx,再查,,http://a.example/two,2,9,,a,1,,,,2023-04-20 11:20,,,\r\n",
	    "the table, a row for each place");
}

/* --- hostile strings */

static void make_hostile_store(void)
{
	begin();
	put(1, "http://a.example/" HOSTILE, GP_URLF_SEED | GP_URLF_CRAWL, "", page(""));
	put(2, "http:" HOSTILE, GP_URLF_LINKED, HOSTILE,
	    (struct gp_store_result){.cause = "malformed-url", .detail = HOSTILE});
	put(3, "http://b.example/", GP_URLF_LINKED, "\xff\xfe\n@SUM", (struct gp_store_result){.cause = "dns"});
	put_links(1, (const struct gp_edge[]){edge(2, 1, NULL, NULL), edge(3, 2, NULL, NULL)}, 2);
}

/* No byte that a terminal obeys, but line ends; nothing that reorders text. */
static bool is_calm(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 ? *s != '\n' : *s == 0x7f || !strncmp(s, "\xc2\x9b", 2) ||
		        !strncmp(s, "\xe2\x80\xae", 3) || (unsigned char)*s == 0xFF)
			return false;
	return true;
}

static void hostile_strings(void)
{
	struct gp_links_run bad = run;
	const char *s;

	bad.seed = "http://a.example/" HOSTILE;
	s = written(gp_links_text, GP_LANG_EN, true, &bad, false);
	ok(is_calm(s) && strstr(s, "\\x1b[31m") && strstr(s, "\\u{202e}"),
	    "the text report shows them and obeys none");
	s = written(gp_links_json, GP_LANG_EN, true, &bad, false);
	ok(!strchr(s, 0x1b) && strstr(s, "\"text\":\"=1+1\\u001b[31m\xc2\x9b\xe2\x80\xae\""),
	    "the JSON report gives them as data");
	ok(strstr(s, "\"text\":\"\xEF\xBF\xBD\xEF\xBF\xBD\\n@SUM\""), "and bytes that are no UTF-8 as U+FFFD");
	s = written(gp_links_jsonl, GP_LANG_EN, true, &bad, false);
	ok(!strchr(s, 0x1b) && strstr(s, "\n{\"schema\":1") && strstr(s, "\"detail\":\"=1+1\\u001b[31m"),
	    "the JSON lines too");
	s = written(gp_links_csv, GP_LANG_EN, true, &bad, false);
	ok(!strchr(s, 0x1b) && !strstr(s, "\xc2\x9b") && strstr(s, ",'=1+1\xEF\xBF\xBD[31m\xEF\xBF\xBD\xe2\x80\xae,"),
	    "the table has neither formulas nor controls");
	ok(strstr(s, ",wrong (=1+1"), "a formula in a sentence is text");
}

/* --- the rest */

static void folders(void)
{
	begin();
	put(1, GP_FOLDER_ORIGIN "/index.html", GP_URLF_SEED | GP_URLF_CRAWL, "", page(""));
	put(2, GP_FOLDER_ORIGIN "/%E6%96%87.html", GP_URLF_LINKED, "x",
	    (struct gp_store_result){.status = 404, .cause = "http-404"});
	put_links(1, (const struct gp_edge[]){edge(2, 1, NULL, NULL)}, 1);
	ok(strstr(written(gp_links_text, GP_LANG_EN, false, &run, true), "\n    文.html\n      on index.html 1:9"),
	    "files of a folder are shown as paths");
	gp_store_close(store);
}

static void templates_and_long_lists(void)
{
	struct gp_links_run partial = run;
	char url[60];
	const char *s;

	begin();
	put(1, "http://a.example/gone", GP_URLF_LINKED, "gone",
	    (struct gp_store_result){.status = 404, .cause = "http-404"});
	for (int i = 2; i <= 61; i++) {
		snprintf(url, sizeof url, "http://a.example/%02d", i);
		put(i, url, GP_URLF_LINKED | GP_URLF_CRAWL, "", page(""));
		put_links(i, (const struct gp_edge[]){edge(1, 1, NULL, NULL), edge(1, 2, NULL, NULL)}, 2);
	}
	for (int i = 62; i <= 75; i++) {
		snprintf(url, sizeof url, "http://a.example/%02d", i);
		put(i, url, GP_URLF_LINKED, "", (struct gp_store_result){.cause = "budget"});
	}
	partial.state = "budget";
	partial.protection = "none";
	s = written(gp_links_text, GP_LANG_EN, false, &partial, false);
	ok(strstr(s, "\n      template of 60, http://a.example/02\n"), "a link on sixty pages is one thing to mend");
	ok(strstr(s, "\n    4 more\n") && strstr(s, "/71\n") && !strstr(s, "/72\n"), "lesser lists are cut");
	ok(strstr(s, "\nprotection none\n") && strstr(s, "\n14 left\n"), "poor protection and a spent budget are told");
	s = written(gp_links_text, GP_LANG_EN, true, &partial, false);
	ok(strstr(s, "/75\n") && strstr(s, "on http://a.example/51 1:9") && strstr(s, "\n      10 more pages\n"),
	    "with --all lists are whole, up to fifty pages");
	gp_store_close(store);
}

static void nothing_wrong(void)
{
	begin();
	put(1, "http://a.example/", GP_URLF_SEED, "", page(""));
	is_str(written(gp_links_text, GP_LANG_EN, false, &run, false),
	    "Links of http://a.example/\n2023-04-20 11:20, 12 s, 34 r, 0 p\n1: ok 1\nclean\n", "a clean report says so");
	gp_store_close(store);
	begin();
	is_str(written(gp_links_csv, GP_LANG_EN, false, &run, false),
	    "\xEF\xBB\xBF" "csv.verdict,csv.cause,csv.url,csv.status,csv.confirmed,csv.message,csv.fix,csv.final,"
	    "csv.page,csv.line,csv.col,csv.text,csv.kind,csv.pages,csv.column,csv.owner,csv.basis,csv.first-seen,csv.failed-since,"
	    "csv.streak,csv.change\r\n", "an empty store gives an empty table");
	gp_store_close(store);
}

static void damaged_links(void)
{
	struct gp_links l;

	begin();
	put(1, "http://a.example/", GP_URLF_SEED | GP_URLF_CRAWL, "", page(""));
	must(gp_store_put_links(store, 1, "\xff\xff", 2, &err));
	is_int(gp_links_load(&l, store, false, &err), -1, "damaged links are no report");
	ok(err.code == GP_EINTEGRITY && strstr(err.msg, "http://a.example/"), "and the page is named");
	must(gp_store_put_links(store, 1, "\x7e\x00\x00\x00\x00\x02", 6, &err));
	is_int(gp_links_load(&l, store, false, &err), 0, "a link to an address that is not there is passed over");
	gp_links_free(&l);
	gp_store_close(store);
}

static void partial_lines(void)
{
	struct gp_links_style st = {.words = &words, .lang = GP_LANG_EN};
	struct gp_store_url u = {.id = 1, .url = "http://a.example:99999/"};
	struct gp_store_result r = {.id = 1, .cause = "malformed-url", .detail = "bad-port"};
	struct gp_buf b;

	gp_buf_init(&b, 10000);
	gp_links_partial(&b, &u, &r, &st);
	is_str(b.data, "{\"partial\":true,\"url\":\"http://a.example:99999/\",\"verdict\":\"broken\",\"broken\":true,"
	    "\"confirmed\":true,\"status\":null,\"cause\":\"malformed-url\",\"message\":\"wrong (port)\"}\n",
	    "a failure while the check runs is a line");
	gp_buf_free(&b);
}

int main(void)
{
	int fd = mkstemp(file);

	signal(SIGPIPE, SIG_IGN);
	if (fd < 0)
		return 1;
	close(fd);
	make_small_store();
	text_reports();
	json_reports();
	csv_reports();
	gp_store_close(store);
	make_hostile_store();
	hostile_strings();
	gp_store_close(store);
	folders();
	templates_and_long_lists();
	nothing_wrong();
	damaged_links();
	partial_lines();
	unlink(file);
	return tap_done();
}

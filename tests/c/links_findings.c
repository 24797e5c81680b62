/* links_findings: what rules found, beside the links, in text, JSON, JSON lines and CSV */
#define _GNU_SOURCE
#include <unistd.h>

#include "core/report/links.h"
#include "core/report/outfile.h"
#include "tests/lib/tap.h"

static struct gp_err err;
static char file[] = "/tmp/gp-findings-XXXXXX";

static const struct gp_column columns[] = {{"/", "首页", ""}, {"/zwgk/", "政务公开", "张三"},
    {"/zwgk/通知/", "通知", "李四"}};
static const struct gp_links_run run = {.seed = "http://a.example/", .state = "complete", .protection = "full",
    .started = 1681960800, .seconds = 12, .requests = 34, .columns = columns, .column_count = 3};

static struct gp_finding list[] = {
	{.rule = "pages/title", .severity = GP_SEVERITY_WARNING, .url = "http://a.example/zwgk/1.html",
	    .line = 3, .col = 5, .selector = "title", .title = {"标题", "title"}, .message = {"空标题", "empty"}, .fix = {"写上", "write one"},
	    .evidence = "=<title>", .basis = "办法 1"},
	{.rule = "pages/old", .severity = GP_SEVERITY_VETO, .url = "http://a.example/zwgk/%E9%80%9A%E7%9F%A5/2.html",
	    .title = {"更新", "updates"}, .message = {"一年没有更新", "no update for a year"}, .fix = {"更新", "update"},
	    .mark = "V"},
	{.rule = "pages/title", .severity = GP_SEVERITY_WARNING, .file = "b\x1b.html", .title = {"标题", "title"},
	    .message = {"两个标题", "two titles"}, .fix = {"删一个", "remove one"}},
};

static void must(int rc)
{
	if (rc) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
}

static const struct gp_sentence sentences[] = {
	{"report.at", {"{line}:{col} ", "{line}:{col} "}},
	{"report.basis", {"basis: {basis}", "basis: {basis}"}},
	{"report.by-rules", {"by rules", "by rules"}},
	{"report.clean", {"clean", "clean"}},
	{"report.counts", {"C", "C"}},
	{"report.findings", {"{n} findings", "{n} findings"}},
	{"report.fix", {"to do: {fix}", "to do: {fix}"}},
	{"report.group", {"{verdict} - {count} - {cause}", "{verdict} - {count} - {cause}"}},
	{"report.more-findings", {"{n} more", "{n} more"}},
	{"report.run", {"R", "R"}},
	{"report.title", {"T", "T"}},
	{"severity.info", {"info", "info"}},
	{"severity.veto", {"veto", "veto"}},
	{"severity.warning", {"warning", "warning"}},
};
static const struct gp_catalogue words = {sentences, sizeof sentences / sizeof *sentences};

typedef int writer_fn(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *r,
    const struct gp_links_style *st, struct gp_err *e);

static const char *written(writer_fn *write_report, enum gp_lang lang, bool all, struct gp_finding *f, size_t count)
{
	static char text[1 << 16];
	struct gp_links_style st = {.words = &words, .lang = lang, .all = all};
	struct gp_links l = {.findings = f, .finding_count = count};
	struct gp_outfile *o;
	size_t n;
	FILE *in;

	for (size_t i = 0; i < count; i++)
		l.severities[f[i].severity]++;
	must(gp_outfile_open(&o, file, &err));
	must(write_report(o, &l, &run, &st, &err));
	must(gp_outfile_commit(o, &err));
	in = fopen(file, "r");
	n = in ? fread(text, 1, sizeof text - 1, in) : 0;
	text[n] = '\0';
	if (in)
		fclose(in);
	return text;
}

static void text_report(void)
{
	struct gp_finding many[14];
	const char *s;

	is_str(written(gp_links_text, GP_LANG_EN, false, list, 3),
	    "T\nR\nC\n3 findings: veto 1, warning 2\nclean\n"
	    "\n"
	    "by rules\n"
	    "\n"
	    "veto - 1 - pages/old\n"
	    "  updates\n"
	    "  to do: update\n"
	    "    http://a.example/zwgk/通知/2.html\n"
	    "      no update for a year\n"
	    "\n"
	    "warning - 2 - pages/title\n"
	    "  title\n"
	    "  basis: 办法 1\n"
	    "    http://a.example/zwgk/1.html\n"
	    "      3:5 empty\n"
	    "      to do: write one\n"
	    "    b%1B.html\n"
	    "      two titles\n"
	    "      to do: remove one\n", "text: a section for each rule, the gravest first");
	for (size_t i = 0; i < 14; i++)
		many[i] = list[0];
	s = written(gp_links_text, GP_LANG_EN, false, many, 14);
	ok(strstr(s, "warning - 14 - pages/title") && strstr(s, "    4 more\n"), "text: lesser ones are cut at ten");
	ok(!strstr(written(gp_links_text, GP_LANG_EN, true, many, 14), " more\n"), "text: but not with --all");
	for (size_t i = 0; i < 14; i++)
		many[i].severity = GP_SEVERITY_VETO;
	ok(!strstr(written(gp_links_text, GP_LANG_EN, false, many, 14), " more\n"), "text: grave ones are all there");
}

#define TITLE_1 "{\"rule\":\"pages/title\",\"severity\":\"warning\",\"where\":{\"url\":\"http://a.example/zwgk/1.html\"," \
	"\"line\":3,\"col\":5,\"selector\":\"title\"},\"title\":\"标题\",\"message\":\"空标题\",\"params\":null," \
	"\"left\":null,\"right\":null,\"evidence\":\"=<title>\",\"mark\":null,\"basis\":\"办法 1\",\"fix\":\"写上\"," \
	"\"seen\":\"2023-04-20T11:20:00+08:00\"}"

static void json_reports(void)
{
	ok(strstr(written(gp_links_json, GP_LANG_ZH, false, list, 1), ",\"links\":[],\"moves\":[],\"findings\":[" TITLE_1 "]}\n"),
	    "JSON: findings as contracts have them, seen when the run began");
	ok(strstr(written(gp_links_jsonl, GP_LANG_ZH, false, list, 3),
	    ",\"findings\":[" TITLE_1 ",{\"rule\":\"pages/old\""), "JSON lines: in the last object, in their order");
	ok(!strchr(written(gp_links_json, GP_LANG_EN, false, list, 3), 0x1b), "JSON: no control characters");
}

static void csv_report(void)
{
	const char *s = strchr(written(gp_links_csv, GP_LANG_EN, false, list, 3), '\n');

	is_str(s ? s + 1 : NULL,
	    "warning,pages/title,,,,empty,write one,,http://a.example/zwgk/1.html,3,5,'=<title>,title,1,"
	    "政务公开,张三,办法 1,,,,\r\n"
	    "veto,pages/old,,,,no update for a year,update,,http://a.example/zwgk/%E9%80%9A%E7%9F%A5/2.html,,,,,1,"
	    "通知,李四,,,,,\r\n"
	    "warning,pages/title,,,,two titles,remove one,,b\xEF\xBF\xBD.html,,,,,1,,,,,,,\r\n",
	    "CSV: a row for each, with its column and owner");
}

static void columns_of_pages(void)
{
	const struct gp_links_run none = {0};

	is_str(gp_links_column(&run, "http://a.example/zwgk/x")->name, "政务公开", "the longest path wins");
	is_str(gp_links_column(&run, "https://b.example/x")->name, "首页", "a path is one on every host");
	is_str(gp_links_column(&run, "http://a.example/zwgk/%E9%80%9A%E7%9F%A5/")->name, "通知", "paths are compared decoded");
	ok(!gp_links_column(&run, "mailto:a@b.example") && !gp_links_column(&run, "b.html"),
	    "what has no path has no column");
	ok(!gp_links_column(&none, "http://a.example/"), "nor has a site without columns");
}

int main(void)
{
	int fd = mkstemp(file);

	if (fd < 0)
		skip_all("no temporary file");
	close(fd);
	text_report();
	json_reports();
	csv_report();
	columns_of_pages();
	unlink(file);
	return tap_done();
}

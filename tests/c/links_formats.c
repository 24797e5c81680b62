/* links_formats: JUnit, SARIF, XLSX and dot are well-formed whatever comes in, complete or say what is left out */
#define _GNU_SOURCE
#include <expat.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "core/base/utf8.h"
#include "core/crawl/crawl.h"
#include "core/doc/xlsx.h"
#include "core/report/outfile.h"
#include "tests/lib/parts.h"
#include "tests/lib/small_crawl.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#ifdef GP_SANITIZED
#define LIMITS false /* they take minutes then */
#else
#define LIMITS true
#endif

static char file[] = "/tmp/gp-formats-XXXXXX";
static char *doc;
static size_t doc_n;

static void write_doc(gp_links_writer *write, const struct gp_links *l, const struct gp_links_run *run, bool all)
{
	struct gp_links_style st = {.words = &gp_messages, .lang = GP_LANG_EN, .all = all};
	struct gp_outfile *o;
	FILE *f;

	must(gp_outfile_open(&o, file, &err));
	must(write(o, l, run, &st, &err));
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

static long times(const char *s)
{
	long n = 0;

	for (const char *p = doc; (p = strstr(p, s)); p += strlen(s))
		n++;
	return n;
}

/* --- hand-made reports */

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

/* --- JUnit as a CI server reads it */

struct suite_sum {
	long tests, failures, skipped;       /* as the attributes say */
	long said_tests, said_failures, said_skipped, all_tests;
	long suites;
	bool wrong;
};

static const char *attr(const char **attrs, const char *name)
{
	for (; *attrs; attrs += 2)
		if (!strcmp(*attrs, name))
			return attrs[1];
	return NULL;
}

static long number(const char **attrs, const char *name)
{
	const char *s = attr(attrs, name);

	return s ? strtol(s, NULL, 10) : -1;
}

static void on_start(void *user, const char *name, const char **attrs)
{
	struct suite_sum *s = user;

	if (!strcmp(name, "testsuites"))
		s->all_tests = number(attrs, "tests");
	if (!strcmp(name, "testsuite")) {
		s->suites++;
		s->said_tests += number(attrs, "tests");
		s->said_failures += number(attrs, "failures");
		s->said_skipped += number(attrs, "skipped");
		s->wrong |= !attr(attrs, "name") || !attr(attrs, "timestamp") || number(attrs, "errors") != 0;
	}
	if (!strcmp(name, "testcase")) {
		s->tests++;
		s->wrong |= !attr(attrs, "name") || !*attr(attrs, "name") || !attr(attrs, "classname") || !attr(attrs, "time");
	}
	s->failures += !strcmp(name, "failure");
	s->skipped += !strcmp(name, "skipped");
	if (!strcmp(name, "failure") || !strcmp(name, "skipped"))
		s->wrong |= !attr(attrs, "message");
}

static struct suite_sum read_junit(const char *what)
{
	struct suite_sum s = {0};
	XML_Parser p = XML_ParserCreate(NULL);
	bool good;

	XML_SetUserData(p, &s);
	XML_SetStartElementHandler(p, on_start);
	good = XML_Parse(p, doc, (int)doc_n, 1) == XML_STATUS_OK;
	ok(good, "%s: well-formed XML%s%s", what, good ? "" : ": ", good ? "" : XML_ErrorString(XML_GetErrorCode(p)));
	XML_ParserFree(p);
	ok(s.tests == s.said_tests && s.tests == s.all_tests && s.failures == s.said_failures &&
	    s.skipped == s.said_skipped && !s.wrong, "%s: its figures are those of its cases, and every case has a name", what);
	return s;
}

static void junit_of_runs(void)
{
	struct gp_link_place on_page = {.page = GP_FOLDER_ORIGIN "/%E6%96%87.html", .text = "x", .line = 3, .col = 9};
	struct gp_link_entry one = entry(GP_FOLDER_ORIGIN "/gone.html", "missing-file", &on_page, 1);
	struct gp_links l = {.total = 7, .counts = {[GP_VERDICT_OK] = 7}}, folder = {.list = &one, .count = 1, .folder = true};
	struct gp_links_run run = small_run;
	struct suite_sum s;

	write_doc(gp_links_junit, &l, &run, false);
	s = read_junit("nothing wrong");
	ok(s.tests == 1 && s.suites == 1 && !s.failures && !s.skipped, "a clean check is one case that passed");
	run.state = "interrupted";
	write_doc(gp_links_junit, &l, &run, false);
	s = read_junit("interrupted");
	ok(s.skipped == 1 && has("<skipped message=\"This check is not complete"), "a part of a check has not passed");
	run = small_run;
	run.folder = "pub lic/";
	count(&folder);
	write_doc(gp_links_junit, &folder, &run, false);
	ok(has(" file=\"pub lic/文.html\" line=\"3\""), "a case of a folder names file and line");
	write_doc(gp_links_sarif, &folder, &run, false);
	ok(has("\"uri\":\"pub%20lic/%E6%96%87.html\"}"), "so does a result, as a relative reference");
	run.folder = "/srv/a%/";
	write_doc(gp_links_sarif, &folder, &run, false);
	ok(has("\"uri\":\"file:///srv/a%25/%E6%96%87.html\"}"), "an absolute folder gives file addresses");
	run.folder = NULL;
	write_doc(gp_links_junit, &folder, &run, false);
	ok(!has(" file="), "pages of a site are no files");
}

/* --- dot */

/* The first line that is no statement of ours with its strings closed; 0: none. */
static unsigned bad_line(void)
{
	unsigned line = 1;
	bool string = false;

	for (const char *p = doc; *p; p++) {
		if ((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t')
			return line;
		if (string && *p == '\\' && !p[1])
			return line;
		if (string && *p == '\\')
			p++;
		else if (*p == '"')
			string = !string;
		if (*p != '\n')
			continue;
		if (string || (p[-1] != ';' && p[-1] != '{' && p[-1] != '}'))
			return line;
		line++;
	}
	return 0;
}

static void is_graph(const char *what)
{
	unsigned bad = bad_line();

	ok(!bad && !strncmp(doc, "digraph links {\n", 16) && !strcmp(doc + doc_n - 2, "}\n"),
	    "%s: a graph whose strings end where they should (line %u)", what, bad);
}

/* --- hostile data */

static struct gp_link_place bad_places[] = {{.page = "javascript:" HOSTILE, .text = HOSTILE, .line = 1, .col = 1},
    {.page = "http://a.example/\" onclick=x\xff\xef\xbf\xbf", .text = HOSTILE, .line = 0, .col = 0}};
static const struct gp_column bad_columns[] = {{"/", HOSTILE, HOSTILE}, {"/x", "[]:*?/\\'", "'"}};

static void write_hostile(gp_links_writer *write)
{
	struct gp_link_entry list[] = {
	    entry("=HYPERLINK(\"http://x\")", "malformed-url", bad_places, 2),
	    entry("http:" HOSTILE, "malformed-url", bad_places, 2),
	    entry("http://a.example/\xff\xfe", "waf", NULL, 0),
	    entry("?", "redirect-permanent", bad_places, 1),
	};
	struct gp_finding findings[] = {{.rule = HOSTILE, .severity = GP_SEVERITY_ERROR, .url = HOSTILE,
	    .selector = HOSTILE, .line = 1, .col = 1, .title = {HOSTILE, HOSTILE}, .message = {HOSTILE, HOSTILE},
	    .fix = {HOSTILE, HOSTILE}, .evidence = HOSTILE, .basis = HOSTILE}, {.rule = "x", .severity =
	    GP_SEVERITY_INFO, .file = HOSTILE, .title = {"", ""}, .message = {"", ""}, .fix = {"", ""}}};
	struct gp_links l = {.list = list, .count = COUNT(list), .findings = findings, .finding_count = COUNT(findings)};
	struct gp_links_run run = {.seed = HOSTILE, .state = HOSTILE, .protection = HOSTILE, .started = 1681960800,
	    .office = HOSTILE, .columns = bad_columns, .column_count = 2};

	for (size_t i = 0; i < COUNT(list); i++)
		list[i].detail = list[i].first_cause = HOSTILE;
	list[3].final_url = HOSTILE;
	count(&l);
	write_doc(write, &l, &run, true);
}

/* One part of the workbook, or "". */
static const char *part(const char *name)
{
	static char text[1 << 20];
	zip_source_t *src = zip_source_buffer_create(doc, doc_n, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_RDONLY, NULL);
	zip_file_t *f = z ? zip_fopen(z, name, 0) : NULL;
	zip_int64_t n = f ? zip_fread(f, text, sizeof text - 1) : 0;

	text[n > 0 ? n : 0] = '\0';
	if (f)
		zip_fclose(f);
	zip_close(z);
	return text;
}

/* Whether `what` is among the last words of a part of the workbook. */
static bool ends_with(const char *name, const char *what)
{
	static char text[1 << 20];
	zip_source_t *src = zip_source_buffer_create(doc, doc_n, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_RDONLY, NULL);
	zip_file_t *f = z ? zip_fopen(z, name, 0) : NULL;
	size_t have = 0, keep = 4096;
	zip_int64_t n;

	while (f && (n = zip_fread(f, text + have, sizeof text - 1 - have)) > 0) {
		have += (size_t)n;
		if (have > keep) {
			memmove(text, text + have - keep, keep);
			have = keep;
		}
	}
	text[have] = '\0';
	if (f)
		zip_fclose(f);
	zip_close(z);
	return strstr(text, what) != NULL;
}

static const char *read_book(void)
{
	static char shown[200000];
	struct gp_arena arena = {0};
	struct gp_document d;

	snprintf(shown, sizeof shown, "%s", gp_xlsx_read(&d, &arena, doc, doc_n, &err) ? err.msg : show_document(&d));
	gp_arena_free(&arena);
	return shown;
}

static void hostile(void)
{
	const char *sheet;

	write_hostile(gp_links_junit);
	read_junit("hostile data");
	ok(gp_utf8_valid(doc, doc_n) && !has("\xe2\x80\xae") && !has("\x1b"), "and nothing in it that hides or reorders");
	write_hostile(gp_links_sarif);
	ok(gp_utf8_valid(doc, doc_n) && !has("\x1b") && has("\"startLine\":1") && !has("\"startLine\":0"),
	    "SARIF is UTF-8, and a line is one or is not there");
	write_hostile(gp_links_dot);
	is_graph("hostile data");
	ok(has("\\\\N") && has("&amp;amp;"), "a label has neither escapes nor references of others");
	write_hostile(gp_links_xlsx);
	ok(strstr(read_book(), "|=HYPERLINK(\"http://x\")|"), "a formula in a workbook is the text it was");
	sheet = part("xl/worksheets/sheet2.xml");
	ok(strstr(sheet, "<autoFilter ref=\"A1:N5\"/>") && strstr(sheet, "<pane ySplit=\"1\"") && !strstr(sheet, "<f>") &&
	    !strstr(sheet, "hyperlink"), "a sheet has a filter and its headings stay; neither formulas nor hyperlinks");
}

/* --- limits */

/* Whether the workbook is made where files cannot be larger. */
static bool written_below(rlim_t bytes, const struct gp_links *l)
{
	struct gp_links_style st = {.words = &gp_messages, .lang = GP_LANG_EN};
	struct rlimit was, small;
	struct gp_outfile *o;
	int rc;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &was);
	small = was;
	small.rlim_cur = bytes;
	must(gp_outfile_open(&o, file, &err));
	setrlimit(RLIMIT_FSIZE, &small);
	rc = gp_links_xlsx(o, l, &small_run, &st, &err);
	setrlimit(RLIMIT_FSIZE, &was);
	gp_outfile_discard(o);
	return !rc || err.code != GP_EIO;
}

/* The first "{word}" of a text, which its sentence should have been given; NULL: none. */
static const char *unfilled(const char *s)
{
	while ((s = strchr(s, '{'))) {
		size_t n = strspn(++s, "abcdefghijklmnopqrstuvwxyz");

		if (n && s[n] == '}')
			return s;
	}
	return NULL;
}

static void every_cause(void)
{
	struct gp_link_place place = {.page = "http://a.example/", .text = "", .line = 1, .col = 1};
	struct gp_link_entry list[80];
	struct gp_links l = {.list = list};

	for (const struct gp_cause *c = gp_causes(); c->id && l.count < 80; c++)
		list[l.count++] = entry("http://b.example/", c->id, &place, 1);
	count(&l);
	write_doc(gp_links_sarif, &l, &small_run, true);
	ok(!unfilled(doc) && times("\"fullDescription\":") > 80, "SARIF says of every cause what it is, without gaps: %.20s",
	    unfilled(doc) ? unfilled(doc) : "");
}

static void limits(void)
{
	enum { N = 12000, K = 9 };
	struct gp_link_place places[K];
	struct gp_link_entry *list = calloc(N, sizeof *list);
	struct gp_links l = {.list = list, .count = N};
	struct suite_sum s;
	clock_t began = clock();

	for (size_t i = 0; i < K; i++)
		places[i] = (struct gp_link_place){.page = "http://a.example/zwgk/t20230420.html", .text = "通知", .line = 1, .col = 1};
	for (size_t i = 0; i < N; i++)
		list[i] = entry("http://b.example/zwgk/P020230420100200.docx", i % 3 ? "http-404" : "dns", places, K);
	count(&l);
	write_doc(gp_links_junit, &l, &small_run, false);
	s = read_junit("108,000 cases");
	ok(s.tests == 100001 && s.skipped == 1 && has("<skipped message=\"8000 more are not listed"),
	    "JUnit ends after 100,000 and says so");
	write_doc(gp_links_sarif, &l, &small_run, false);
	ok(times("\"ruleId\":") == 25000 && has("\"text\":\"83000 more are not listed"), "SARIF after 25,000");
	write_doc(gp_links_dot, &l, &small_run, false);
	is_graph("12,000 links");
	ok(times(" -> ") == 1998 && has("11778 more links are not drawn"), "a graph after 2,000 edges");
	write_doc(gp_links_dot, &l, &small_run, true);
	ok(times(" -> ") == 99999, "with --all after 100,000");
	write_doc(gp_links_xlsx, &l, &small_run, false);
	ok(ends_with("xl/worksheets/sheet2.xml", "58000 more are not listed") &&
	    ends_with("xl/worksheets/sheet3.xml", "58000 more are not listed"), "a sheet of a workbook after 50,000 rows");
	ok(!written_below(256 << 10, &l), "a full disk is an error, not a shorter workbook");
	printf("# %zu KiB, %.2f s\n", doc_n >> 10, (double)(clock() - began) / CLOCKS_PER_SEC);
	free(list);
}

int main(void)
{
	int fd = mkstemp(file);

	signal(SIGPIPE, SIG_IGN);
	if (fd < 0)
		return 1;
	close(fd);
	junit_of_runs();
	hostile();
	every_cause();
	if (LIMITS)
		limits();
	free(doc);
	unlink(file);
	return tap_done();
}

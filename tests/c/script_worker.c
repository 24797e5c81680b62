/* script_worker: what rules of several packs in one real worker do to each other, and what a server can do to them. */
#define _GNU_SOURCE
#include "core/script/script.h"

#include <signal.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/script/session.h"
#include "core/sys/loop.h"
#include "tests/lib/tap.h"

#define FILES_MAX 32
#ifdef GP_SANITIZED
#define QUICK_WALL_MS 5000
#else
#define QUICK_WALL_MS 600
#endif
#define PAGE "<p>page</p>"
#define RULE(check) "return rule { id = 'x', title = 'T', severity = 'error', on = 'page', check = function(page, report) " \
	check " end }"

static struct gp_err err;
static struct gp_session session;
static struct gp_source sources[FILES_MAX];
static int count;

/* What came back from the last request. */
static struct {
	int calls;
	enum gp_script_outcome outcome;
	enum gp_script_limit limit;
	int file;
	char said[1000]; /* "FILE MESSAGE;" for each piece */
} seen;

static void note(void *user, const struct gp_script_answer *a)
{
	size_t n = 0;

	(void)user;
	seen.calls++;
	seen.outcome = a->outcome;
	seen.limit = a->limit;
	seen.file = a->file;
	seen.said[0] = '\0';
	if (a->message)
		n += (size_t)snprintf(seen.said, sizeof seen.said, "%s", a->message);
	for (const struct gp_script_piece *p = a->first; p && n < sizeof seen.said; p = p->next)
		n += (size_t)snprintf(seen.said + n, sizeof seen.said - n, "%d %.200s;", p->file,
		    p->value ? gp_value_str(p->value, "message") : p->message);
}

static void add(int pack, enum gp_script_kind kind, const char *path, const char *text)
{
	sources[count++] = (struct gp_source){.pack = pack, .kind = kind, .path = path, .text = text, .n = strlen(text)};
}

/* A worker of the program for what was added; every rule is declared. */
static void begin(int wall_ms)
{
	static char binary[1000];
	struct gp_script_options o = {.sources = sources, .count = count, .binary = binary, .wall_ms = wall_ms,
	    .lang = GP_LANG_EN};

	snprintf(binary, sizeof binary, "%s/govpub", getenv("GP_BUILD") ? getenv("GP_BUILD") : "build");
	if (gp_session_open(&session, sources, count, GP_LANG_EN, &err))
		exit(8);
	gp_script_free(session.script);
	o.memory_fd = session.shared.fd;
	session.script = gp_script_new(session.loop, &o);
	if (gp_session_body(&session, PAGE, strlen(PAGE), &err))
		exit(8);
	for (int i = 0; i < count; i++) {
		if (sources[i].kind != GP_SCRIPT_RULE)
			continue;
		if (gp_script_declare(session.script, i, note, NULL, &err) || gp_session_wait(&session, &err))
			exit(8);
		sources[i].declared = seen.outcome == GP_SCRIPT_GOOD;
		if (!sources[i].declared)
			ok(false, "%s: %s", sources[i].path, seen.said);
	}
}

static void end(void)
{
	gp_session_close(&session);
	memset(sources, 0, sizeof sources);
	count = 0;
}

static const char *look(const char *const *headers, const uint16_t *files, size_t n)
{
	struct gp_script_page page = {.url = "https://a.gov.cn/", .type = "text/html", .charset = "utf-8\xff", .status = 200,
	    .length = strlen(PAGE), .headers = headers};

	if (gp_script_check(session.script, &page, files, n, note, NULL, &err) || gp_session_wait(&session, &err))
		return err.msg;
	return seen.said;
}

static void headers_of_servers(void)
{
	static char large[20000], name[400][8];
	const char *odd[] = {"x-odd", "\xff\xfe\xe4\xb8", "x-name-\xff", "y", NULL};
	const char *big[] = {"x-first", "1", "x-big", large, "x-last", "2", NULL}, *many[801];
	uint16_t file = 0;

	add(0, GP_SCRIPT_RULE, "a.lua", RULE("local n, last = 0, '' for k, v in pairs(page.headers) do n = n + 1 last = #v end "
		"report(n .. ' ' .. last)"));
	begin(0);
	memset(large, 'x', sizeof large - 1);
	for (int i = 0; i < 400; i++) {
		snprintf(name[i], sizeof name[i], "x-%d", i);
		many[2 * i] = name[i];
		many[2 * i + 1] = "v";
	}
	many[800] = NULL;
	is_str(look(odd, &file, 1), "0 2 12;", "header fields that are not UTF-8 reach the rule as far as they are text");
	is_str(look(big, &file, 1), "0 2 1;", "giant header fields are cut, and the rule runs");
	is_str(look(many, &file, 1), "0 200 1;", "of very many header fields two hundred are there");
	end();
}

static void require_in_check(void)
{
	uint16_t files[] = {0, 2};

	add(0, GP_SCRIPT_RULE, "a/rule.lua", RULE("report(require('m'))"));
	add(0, GP_SCRIPT_MODULE, "a/lib/m.lua", "return 'module of a'");
	add(1, GP_SCRIPT_RULE, "b/rule.lua", RULE("report(require('m'))"));
	add(1, GP_SCRIPT_MODULE, "b/lib/m.lua", "return 'module of b'");
	begin(0);
	is_str(look(NULL, files, 2), "0 module of a;2 module of b;", "require in check() finds the module of its own pack");
	end();
}

static void random_numbers(void)
{
	uint16_t files[] = {0, 1, 2};
	char first[sizeof seen.said];

	add(0, GP_SCRIPT_RULE, "a/one.lua", RULE("report(tostring(math.random(1 << 40)))"));
	add(0, GP_SCRIPT_RULE, "a/seeds.lua", "math.randomseed(7) " RULE("math.randomseed(42) math.random()"));
	add(0, GP_SCRIPT_RULE, "a/two.lua", RULE("report(tostring(math.random(1 << 40)))"));
	begin(0);
	snprintf(first, sizeof first, "%s", look(NULL, files, 1));
	first[0] = '2';
	look(NULL, files + 1, 2);
	is_str(seen.said, first, "no rule changes the random numbers of another");
	end();
}

/* Each takes less than what is worth a word, and all together more than the parent's patience. */
static void many_quick_rules(void)
{
	uint16_t files[FILES_MAX];
	int pieces = 0;

	for (int i = 0; i < FILES_MAX; i++) {
		files[i] = (uint16_t)i;
		add(0, GP_SCRIPT_RULE, "slow.lua", RULE("local s = ('a'):rep(2500) s:find('.-b') report('r')"));
	}
	begin(QUICK_WALL_MS);
	look(NULL, files, FILES_MAX);
	for (const char *p = seen.said; *p; p++)
		pieces += *p == ';';
	ok(seen.outcome == GP_SCRIPT_GOOD && pieces == FILES_MAX, "rules that are quick by themselves are never stopped: %d",
	    pieces);
	end();
}

static void memory_that_is_kept(void)
{
	uint16_t files[] = {0, 1};

	add(0, GP_SCRIPT_RULE, "a/keeps.lua", "local all = {} " RULE("for i = 1, 6 do all[#all + 1] = ('x'):rep(1 << 20) .. #all end"));
	add(1, GP_SCRIPT_RULE, "b/honest.lua", RULE("report(tostring(#('y'):rep(15 << 20)))"));
	begin(0);
	is_str(look(NULL, files, 2), "1 15728640;", "a rule that needs much for a moment finds it");
	look(NULL, files, 2);
	ok(seen.outcome == GP_SCRIPT_STOPPED && seen.limit == GP_SCRIPT_KEPT && seen.file == 0,
	    "what keeps more from page to page is stopped, and named");
	is_str(look(NULL, files + 1, 1), "1 15728640;", "not the rule that comes after it");
	end();
}

static void floods(void)
{
	uint16_t files[] = {0, 1};
	size_t pieces = 0;

	add(0, GP_SCRIPT_RULE, "a/flood.lua", RULE("for i = 1, 1000 do pcall(report, ('x'):rep(16000)) end"));
	add(0, GP_SCRIPT_RULE, "a/honest.lua", RULE("report('honest')"));
	begin(0);
	look(NULL, files + 1, 1);
	is_str(seen.said, "1 honest;", "an honest rule by itself");
	look(NULL, files, 2);
	for (const char *p = seen.said; *p; p++)
		pieces += *p == ';';
	ok(seen.outcome == GP_SCRIPT_GOOD && pieces > 1, "a flood in the same request costs it nothing");
	end();
}

static void kept_objects(void)
{
	uint16_t files[] = {0, 1};

	add(0, GP_SCRIPT_RULE, "a/keeps.lua", "local r, p " RULE("if r then local a, b = pcall(r, 'old') local c, d = pcall(function() "
		"return p.title end) report(tostring(c) .. d:match('gone')) end r, p = report, page"));
	add(0, GP_SCRIPT_RULE, "a/late.lua", "local r = ... " RULE("report('late')"));
	begin(0);
	is_str(look(NULL, files, 2), "1 late;", "a rule may keep what it was given");
	is_str(look(NULL, files, 2), "0 old;0 falsegone;1 late;", "an old page is gone; report() speaks for the rule that runs");
	end();
}

static void lent_to_another_loop(void)
{
	const struct gp_script_page page = {.url = "https://a.gov.cn/", .type = "text/html", .charset = "", .length = 1};
	const uint16_t file = 0;
	struct gp_loop *other;

	add(0, GP_SCRIPT_RULE, "a.lua", "local n = 0 return rule { id = 'x', title = 'T', severity = 'error', on = 'page', "
	    "check = function(page, report) n = n + 1 report('call ' .. n) end }");
	begin(0);
	look(NULL, &file, 1);
	if (gp_loop_new(&other, &err))
		exit(8);
	gp_session_lend(&session, other);
	seen.calls = 0;
	if (gp_script_check(session.script, &page, &file, 1, note, NULL, &err))
		exit(8);
	while (!seen.calls && !gp_loop_turn(other, 5000, &err))
		;
	is_str(seen.said, "0 call 2;", "a session that is lent goes on with its worker in the other loop");
	seen.calls = 0;
	if (gp_script_check(session.script, &page, &file, 1, note, NULL, &err))
		exit(8);
	gp_session_lend(&session, NULL);
	gp_loop_free(other); /* nothing of the session is left in it */
	is_int(gp_script_pending(session.script), 0, "what is under way when it comes back has ended");
	is_str(look(NULL, &file, 1), "0 call 1;", "a new worker answers what comes after it");
	is_int(seen.calls, 1, "which alone has a callback");
	end();
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGPIPE, SIG_IGN);
	headers_of_servers();
	require_in_check();
	random_numbers();
	many_quick_rules();
	memory_that_is_kept();
	floods();
	kept_objects();
	lent_to_another_loop();
	return tap_done();
}

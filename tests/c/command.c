/* command: verbs in Lua get the library, our modules and nothing from the machine */
#define _GNU_SOURCE
#include <stdlib.h>
#include <unistd.h>

#include "core/command/command.h"
#include "tests/lib/tap.h"

static struct gp_err err;

static int run(enum gp_lang lang, const char *source, int argc, const char **argv)
{
	struct gp_command c = {.words = &gp_messages, .lang = lang};

	err = (struct gp_err)GP_ERR_INIT;
	return gp_command_run_source(
	    &c, "cmd/test.lua", source, strlen(source), argc, (char **)(uintptr_t)argv, &err);
}

static int in_english(const char *source)
{
	return run(GP_LANG_EN, source, 1, (const char *[]){"test", NULL});
}

static const char *chinese(const char *fmt)
{
	return strcmp(fmt, "%s: is no folder") ? fmt : "%s：不是文件夹";
}

static void status_and_words(void)
{
	is_int(in_english("return function() end"), 0, "no status is 0");
	is_int(in_english("return function() return 1 end"), 1, "a number is the status");
	is_int(run(GP_LANG_EN, "return function(args) return #args * 10 + (args[2] == 'b' and 1 or 0) end", 3,
	           (const char *[]){"test", "a", "b", NULL}),
	    21, "the function gets the words behind the verb");
	is_int(in_english("local say = require 'govpub.say'\n"
	                  "return function() return say.text('verdict.ok') == 'ok' and 7 end"),
	    7, "sentences come from the catalogue");
	is_int(run(GP_LANG_ZH,
	           "local say = require 'govpub.say'\n"
	           "return function() return say.text('verdict.ok') == '正常' and say.language == 'zh' and\n"
	           "say.text('report.more-pages', { n = 3 }) == '还有 3 个页面' and\n"
	           "say.choose { zh = '甲', en = 'a' } == '甲' and say.choose 'b' == 'b' and 7 end",
	           1, (const char *[]){"test", NULL}),
	    7, "in the language of the user, with their parameters");
}

static void csv(void)
{
	is_int(in_english("local csv = require('govpub.document').csv\n"
	                  "return function() return csv { { 'a', 3, 3.0, 0.1 + 0.2, 123456789.123456789 } } ==\n"
	                  "'\\u{feff}a,3,3,0.30000000000000004,123456789.12345679\\r\\n' and 7 end"),
	    7, "numbers in a table have the digits that they have everywhere");
	is_int(in_english("return function() return require('govpub.document').csv {} == '\\u{feff}' and 7 end"), 7,
	    "an empty one has none");
}

static void failures(void)
{
	static const struct {
		const char *call, *want;
		int exit;
	} rows[] = {
	    {"say.fail('usage', '%s: is no folder', 'x')", "x: is no folder", 2},
	    {"say.fail('notfound', 'no %d', 3)", "no 3", 2},
	    {"say.fail('denied', 'no')", "no", 3},
	    {"say.fail('io', '100%%')", "100%", 8},
	    {"say.fail_system(13, '%s: cannot be made', 'x')", "x: cannot be made: Permission denied", 8},
	    {"pcall(say.fail, 'denied', 'kept') error('later')", NULL, 5},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char source[300];

		snprintf(source, sizeof source,
		    "local say = require 'govpub.say'\nreturn function() %s return 0 end", rows[i].call);
		is_int(in_english(source), -1, rows[i].call);
		is_int(gp_code_exit(err.code), rows[i].exit, "  has its exit status");
		if (rows[i].want)
			is_str(err.msg, rows[i].want, "  says it in one line");
	}
	gp_err_words(chinese);
	is_int(in_english("require('govpub.say').fail('usage', '%s: is no folder', 'x')"), -1,
	    "a failure while the file is loaded");
	is_str(err.msg, "x：不是文件夹", "errors are said in Chinese where that is known");
	gp_err_words(NULL);
}

static void bugs(void)
{
	is_int(in_english("return function() local t = nil; return t.x end"), -1, "a bug ends the verb");
	is_int(err.code, GP_ESCRIPT, "as a script error");
	ok(strstr(err.msg, "cmd/test.lua:1:") && strstr(err.msg, "traceback"), "that tells where");
	is_int(in_english("return function("), -1, "so does a file that is no Lua");
	is_int(in_english("return function() error({}) end"), -1, "and an error that is no text");
	is_int(in_english("return function() return 'x' end"), -1, "and a status that is no number");
	is_int(in_english("\x1bLua"), -1, "bytecode is refused");
	is_int(gp_command_run(&(struct gp_command){.words = &gp_messages, .lang = GP_LANG_EN}, "absent", 0, NULL, &err), -1,
	    "a verb that is not in the binary is an error");
}

/* A module beside the program and one named by the environment: neither may be found. */
static void only_embedded(void)
{
	char dir[] = "/tmp/gp-command-XXXXXX";
	FILE *f = mkdtemp(dir) && !chdir(dir) ? fopen("intruder.lua", "w") : NULL;

	if (!f) {
		ok(false, "a folder for the test");
		return;
	}
	fputs("return 1\n", f);
	fclose(f);
	setenv("LUA_PATH", "./?.lua", 1);
	is_int(in_english("return function()\n"
	                  "return not pcall(require, 'intruder') and not pcall(require, 'socket') and\n"
	                  "not package.loadlib and #package.searchers == 2 and 7 end"),
	    7, "modules of the machine are not found");
	is_int(in_english("return function()\n"
	                  "return require 'lfs'.currentdir() and require 'cjson'.decode '[7]'[1] end"),
	    7, "lfs and cjson are there");
	is_int(in_english("local embed = require 'govpub.embed'\n"
	                  "return function() local list = embed.list('lua/govpub/')\n"
	                  "for i = 2, #list do assert(list[i - 1] < list[i]) end\n"
	                  "assert(not pcall(embed.read, 'lua/absent'))\n"
	                  "return #list > 3 and embed.read(list[1]):find('%-%-%[%[') and 7 end"),
	    7, "embedded files are listed in order and read");
	is_int(in_english("local file = require 'govpub.file'\n"
	                  "return function() file.write('a', 'x\\0y')\n"
	                  "return io.open('a', 'rb'):read('a') == 'x\\0y' and 7 end"),
	    7, "a file is written byte for byte");
	is_int(in_english("return function() require('govpub.file').write('none/a', 'x') end"), -1,
	    "a file that cannot be written ends the verb");
	is_int(err.code, GP_EIO, "as an error of the system");
	remove("a");
	remove("intruder.lua");
	if (chdir("/") || rmdir(dir))
		ok(false, "the folder of the test is removed");
}

static void calendar(void)
{
	static const struct {
		const char *call;
		int want; /* status; -1: an error */
	} rows[] = {
	    {"local d, p = c:add('2026-09-20', 20) return d == '2026-10-23' and not p and 7", 7},
	    {"local d, p = c:add('2026-12-31', -1) return d == '2026-12-30' and not p and 7", 7},
	    {"local d, p = c:add('2026-12-31', 1) return d == '2027-01-01' and p and 7", 7},
	    {"local w, p = c:is_working('2026-09-20') return w and not p and 7", 7},
	    {"local w, p = c:is_working('2027-01-02') return not w and p and 7", 7},
	    {"local n, p = c:between('2026-09-20', '2026-10-23') return n == 20 and not p and 7", 7},
	    {"local n, p = c:between('2026-10-23', '2026-09-20') return n == -20 and not p and 7", 7},
	    {"return c:horizon() == '2026-12-31' and 7", 7},
	    {"return calendar.read('今天', '2026-09-20') == '2026-09-20' and calendar.read('2026/9/1') == '2026-09-01' and 7", 7},
	    {"calendar.read('soon')", -1},
	    {"calendar.open('/proc/self/mem')", -1},
	    {"c:add('2026-9-20', 1)", -1},
	    {"c:add('2026-09-20', 10001)", -1},
	    {"c:add('9999-12-31', 1)", -1},
	    {"c.add({}, '2026-09-20', 1)", -1},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char source[400];

		snprintf(source, sizeof source, "local calendar = require 'govpub.calendar'\n"
		    "return function() local c = calendar.open() %s end", rows[i].call);
		is_int(in_english(source), rows[i].want, rows[i].call);
	}
}

int main(void)
{
	status_and_words();
	csv();
	failures();
	bugs();
	only_embedded();
	calendar();
	return tap_done();
}

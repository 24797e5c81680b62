/* generators of reports: found, declared, called; what an office can replace and what not */
#define _GNU_SOURCE
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/rules/declarations.h"
#include "tests/lib/tap.h"

static char dir[] = "/tmp/govpub-reports-XXXXXX";

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void put(const char *name, const char *text)
{
	char path[300];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	if (!f)
		exit(8);
	fputs(text, f);
	fclose(f);
}

/* The report of this id is declared and called with an integer; what came back, or the error. */
static const char *called(const char *id, const char *function)
{
	static char said[2000];
	struct gp_declarations *r = NULL;
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf ask;
	struct gp_arena a = {0};
	struct gp_value v;
	const struct gp_declaration *f;
	int rc;

	gp_buf_init(&ask, 1000);
	gp_pack_int(&ask, 41);
	rc = gp_declarations_open(&r, &gp_reports, dir, GP_LANG_EN, &e);
	f = rc ? NULL : gp_declarations_by_id(r, id);
	if (!rc && !f)
		rc = gp_fail(&e, GP_ENOTFOUND, "no such report");
	if (!rc)
		rc = gp_declarations_declare(r, f, &e);
	if (!rc)
		rc = gp_declarations_call(r, f, function, &ask, &e);
	if (!rc)
		rc = gp_value_unpack(&v, &a, r->answer.data, r->answer.len, &e);
	if (rc)
		snprintf(said, sizeof said, "%d: %s", (int)e.code, e.msg);
	else
		snprintf(said, sizeof said, "%s%lld", f->overrides ? "instead of a shipped one: " : "",
		    v.type == GP_VALUE_INT ? (long long)v.integer : -1);
	gp_declarations_close(r);
	gp_buf_free(&ask);
	gp_arena_free(&a);
	return said;
}

#define FORM(body) "local f = require 'foi-2021'\n" \
	"return report { id = f.id, title = f.title, form = f.form, years = f.years, due = f.due, heading = f.heading,\n" \
	"sections = f.sections, tables = f.tables, checks = {}, series = f.series,\n" body "}\n"

int main(int argc, char **argv)
{
	char path[100];

	if (argc == 3 && !strcmp(argv[1], "-x"))
		return gp_script_worker();
	if (!mkdtemp(dir))
		return 8;
	snprintf(path, sizeof path, "%s/reports", dir);
	mkdir(path, 0755);
	snprintf(path, sizeof path, "%s/reports/lib", dir);
	mkdir(path, 0755);
	put("reports/lib/one.lua", "return 1");
	put("reports/lib/report.lua", "error 'an office may not replace the engine'");
	put("reports/mine.lua", FORM("render = function(n) return n + require 'one' end"));
	put("reports/foi-2021.lua", FORM("render = function(n) return n end"));
	put("reports/loop.lua", FORM("render = function() while true do end end"));
	put("reports/broken.lua", FORM("render = function(n) return n.x.y end"));
	put("reports/nothing.lua", "return {}");
	is_str(called("mine", "render"), "42", "an office's generator begins from a shipped form and has its own lib");
	is_str(called("foi-2021", "render"), "instead of a shipped one: 41", "it may take the place of a shipped one, and begin from it");
	ok(strstr(called("loop", "render"), "loop.lua: stopped: it used more than 2 seconds"), "an endless one is stopped");
	ok(strstr(called("broken", "render"), "broken.lua:4: attempt to index"), "a broken one names its line");
	ok(strstr(called("mine", "paint"), "mine.lua: the report has no function 'paint'"), "an unknown function is named");
	ok(strstr(called("nothing", "render"), "nothing.lua: the file of a report ends with 'return report { ... }'"),
	    "a file that declares nothing is told how to end");
	is_str(called("absent", "render"), "2: no such report", "what is not there is not found");
	nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

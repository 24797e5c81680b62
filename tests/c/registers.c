/* registers: found, declared, called; errors with their lines; all shipped ones can be used */
#define _GNU_SOURCE
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/rules/declarations.h"
#include "tests/lib/tap.h"

static char dir[] = "/tmp/govpub-registers-XXXXXX";

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

/* The text of a member of a map, "" where there is none. */
static const char *member(const struct gp_value *v, const char *key)
{
	const struct gp_value *m = gp_value_get(v, key);

	return m && m->type == GP_VALUE_STRING ? m->string.p : "";
}

/* The register of this id is declared and its guard for the move "go" called for one record; what came back, or the error. */
static const char *called(const char *id)
{
	static char said[2000];
	struct gp_declarations *r = NULL;
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf ask;
	struct gp_arena a = {0};
	struct gp_value v;
	const struct gp_declaration *f = NULL;
	int rc;

	gp_buf_init(&ask, 1000);
	gp_pack_map(&ask, 2);
	gp_pack_key(&ask, "move", 4);
	gp_pack_str(&ask, "go", 2);
	gp_pack_key(&ask, "records", 7);
	gp_pack_list(&ask, 1);
	gp_pack_map(&ask, 1);
	gp_pack_key(&ask, "rid", 3);
	gp_pack_str(&ask, "01", 2);
	rc = gp_declarations_open(&r, &gp_registers, dir, GP_LANG_ZH, &e);
	if (!rc) {
		f = gp_declarations_by_id(r, id);
		rc = f ? gp_declarations_declare(r, f, &e) : gp_fail(&e, GP_ENOTFOUND, "no such register");
	}
	if (!rc)
		rc = gp_declarations_call(r, f, "guard", &ask, &e);
	if (!rc)
		rc = gp_value_unpack(&v, &a, r->answer.data, r->answer.len, &e);
	if (rc)
		snprintf(said, sizeof said, "%d: %s", (int)e.code, e.msg);
	else
		snprintf(said, sizeof said, "%s%s", f->overrides ? "instead of a shipped one: " : "", member(&v.list.items[0], "reason"));
	gp_declarations_close(r);
	gp_buf_free(&ask);
	gp_arena_free(&a);
	return said;
}

static void shipped_ones(void)
{
	struct gp_declarations *r = NULL;
	struct gp_err e = GP_ERR_INIT;
	struct gp_arena a = {0};
	clock_t begin = clock();

	ok(!gp_declarations_open(&r, &gp_registers, NULL, GP_LANG_EN, &e), "the shipped registers open: %s", e.msg);
	for (size_t i = 0; r && i < r->count; i++) {
		struct gp_value v = {0};
		int rc = gp_declarations_declare(r, &r->list[i], &e) || gp_value_unpack(&v, &a, r->answer.data, r->answer.len, &e);

		ok(!rc, "%s can be used: %s", r->list[i].id, rc ? e.msg : "");
		is_str(rc ? "" : member(&v, "name"), r->list[i].id, "its name is that of its file");
	}
	ok(r && r->count > 0, "there are %zu of them", r ? r->count : 0);
	printf("# all in %ld ms of the parent\n", (long)((clock() - begin) / (CLOCKS_PER_SEC / 1000)));
	gp_declarations_close(r);
	gp_arena_free(&a);
}

#define HEAD(name) "return register \"" name "\" {\n\ttitle = \"甲\",\n\tfields = { { \"title\", \"名称\", text } },\n" \
	"\tstates = {\n\t\t{ \"a\", \"甲\", initial = true },\n\t\t{ \"b\", \"乙\", final = true },\n\t},\n"

int main(int argc, char **argv)
{
	char path[100];

	if (argc == 3 && !strcmp(argv[1], "-x"))
		return gp_script_worker();
	if (!mkdtemp(dir))
		return 8;
	snprintf(path, sizeof path, "%s/registers", dir);
	mkdir(path, 0755);
	snprintf(path, sizeof path, "%s/registers/lib", dir);
	mkdir(path, 0755);
	put("registers/lib/one.lua", "return '一'");
	put("registers/lib/register.lua", "error 'an office may not replace the engine'");
	put("registers/mine.lua", HEAD("mine") "moves = { { \"go\", \"走\", from = \"a\", to = \"b\", "
	    "guard = function(r) return r.title ~= nil, require 'one' end } } }");
	put("registers/dept.lua", HEAD("dept") "moves = { { \"go\", \"走\", from = \"a\", to = \"b\", "
	    "guard = function(r) return false, '不' end } } }");
	put("registers/from.lua", HEAD("from") "\tmoves = {\n\t\t{ \"go\", \"走\",\n\t\t\tfrom = \"c\" } } }");
	put("registers/type.lua", "return register \"type\" { title = \"甲\",\n fields = {\n { \"t\", \"名\",\n txt } } }");
	put("registers/typo.lua", HEAD("typo") "\tmove = {} }");
	put("registers/name.lua", HEAD("other") "}");
	put("registers/syntax.lua", "return register \"syntax\" {\n title =，\n}");
	put("registers/guard.lua", HEAD("guard") "moves = { { \"go\", \"走\", from = \"a\", to = \"b\",\n"
	    "guard = function(r) return r.titel end } } }");
	put("registers/loop.lua", HEAD("loop") "moves = { { \"go\", \"走\", from = \"a\", to = \"b\",\n"
	    "guard = function(r) while true do end end } } }");
	put("registers/nothing.lua", "return {}");
	is_str(called("mine"), "一", "an office's register has its own lib, and its guard says why not");
	is_str(called("dept"), "instead of a shipped one: 不", "it may take the place of a shipped one");
	ok(strstr(called("from"), "from.lua:10: moves[1].from: 没有“c”"), "what is wrong is said with its line, in Chinese: %s", called("from"));
	ok(strstr(called("type"), "type.lua:4: "), "so is a word that is not known: %s", called("type"));
	ok(strstr(called("typo"), "typo.lua：不认识“move”"), "and a key: %s", called("typo"));
	ok(strstr(called("name"), "name.lua：name: "), "a file has the name of its register: %s", called("name"));
	ok(strstr(called("syntax"), "syntax.lua:2: "), "a Chinese comma is found: %s", called("syntax"));
	ok(strstr(called("guard"), "guard.lua:9: 记录没有字段“titel”"), "a guard that asks for a field that is not there names its line: %s",
	    called("guard"));
	ok(strstr(called("loop"), "loop.lua"), "an endless one is stopped");
	ok(strstr(called("nothing"), "return register"), "a file that declares nothing is told how to end: %s", called("nothing"));
	shipped_ones();
	nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

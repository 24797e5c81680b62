/* gp_field, gp_list and gp_has: what they read of JSON, beside SQLite's own functions */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "core/store/field_function.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static sqlite3 *db;

/* "type:text" of an expression of SQL with j as ?1 and a key as ?2. */
static const char *value(const char *sql, const char *j, const char *key)
{
	static char out[3][600];
	static int at;
	char *to = out[at = (at + 1) % 3];
	sqlite3_stmt *st;
	int rc;

	sqlite3_prepare_v2(db, sql, -1, &st, NULL);
	sqlite3_bind_text(st, 1, j, -1, SQLITE_STATIC);
	sqlite3_bind_text(st, 2, key, -1, SQLITE_STATIC);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		snprintf(to, sizeof *out, "%s:%s", (const char *)sqlite3_column_text(st, 0),
		    sqlite3_column_type(st, 1) == SQLITE_NULL ? "" : (const char *)sqlite3_column_text(st, 1));
	else
		snprintf(to, sizeof *out, "error: %s", sqlite3_errmsg(db));
	sqlite3_finalize(st);
	return to;
}

static const char *field(const char *j, const char *key)
{
	return value("SELECT typeof(gp_field(?1, ?2)), gp_field(?1, ?2)", j, key);
}

static const char *extracted(const char *j, const char *key)
{
	return value("SELECT typeof(json_extract(?1, '$.' || ?2)), json_extract(?1, '$.' || ?2)", j, key);
}

static void same_as_json_extract(void)
{
	static const char *const values[] = {"\"x\"", "\"\"", "\"中文，\"", "\"a\\\"b\\\\c\\n\\u4e2d\"", "0", "-12", "9007199254740993",
	    "1.5", "true", "false", "null", "[]", "{}", "[1,\"a\",{\"b\":[2]}]", "{\"$v\":\"00\",\"k\":{\"x\":\"}\"}}", "\"}\"", "\"{\\\"a\\\":1}\""};
	char j[400];
	int wrong = 0, looked = 0;

	for (int i = 0; i < 2000; i++) {
		size_t n = (size_t)snprintf(j, sizeof j, "{");
		size_t members = random_below(5);

		for (size_t k = 0; k < members; k++)
			n += (size_t)snprintf(j + n, sizeof j - n, "%s\"%c\":%s", k ? "," : "", (int)('a' + k), values[random_below(COUNT(values))]);
		snprintf(j + n, sizeof j - n, "}");
		for (char key[2] = "a"; *key < 'f'; ++*key, looked++)
			if (strcmp(field(j, key), extracted(j, key))) {
				wrong++;
				is_str(field(j, key), extracted(j, key), j);
			}
	}
	ok(!wrong && looked == 10000, "members of objects are what json_extract says they are");
}

static void hostile(void)
{
	static const char *const texts[] = {"", "{", "[]", "null", "1", "\"a\"", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":\"", "{\"a\":\"\\", "{\"a\":[", "{\"a\":tru",
	    "{\"a\":nul", "{\"a\":-}", "{\"a\":\"\\q\"}", "{ \"a\":1}", "{\"a\":1e999}", "{\"b\":\"\"a\":1}"};

	for (size_t i = 0; i < COUNT(texts); i++)
		ok(!strncmp(field(texts[i], "a"), "null:", 5) || !strcmp(field(texts[i], "a"), "integer:1"), "no error and no value: %s", texts[i]);
	is_str(value("SELECT typeof(gp_field(NULL, 'a')), gp_list('{}', NULL)", "", ""), "null:", "nothing of nothing");
	is_str(field("{\"ab\":1,\"a\":{\"a\":2}}", "a"), "text:{\"a\":2}", "whole names, of the object itself");
	is_str(field("{\"a\":1,\"a\":2}", "a"), "integer:1", "the first of two");
}

static void lists(void)
{
	static const char list[] = "SELECT typeof(gp_list(?1, ?2)), gp_list(?1, ?2)", has[] = "SELECT 'has', gp_has(?1, 'a', ?2)";

	is_str(value(list, "{\"a\":[1]}", "a"), "text:[1]", "a list");
	is_str(value(list, "{\"a\":\"[1]\"}", "a"), "null:", "a text that looks like one is none");
	is_str(value(has, "{\"a\":[\"x\",\"y\"]}", "y"), "has:1", "one of several");
	is_str(value(has, "{\"a\":[\"x\",[\"y\"],{\"y\":\"y\"}]}", "y"), "has:0", "not one inside of another");
	is_str(value(has, "{\"a\":\"y\"}", "y"), "has:1", "a text alone");
	is_str(value(has, "{\"a\":[\"\\u4e2d\"]}", "中"), "has:1", "however it is written");
	is_str(value(has, "{\"a\":[1]}", "1"), "has:0", "a number is no text");
	is_str(value(has, "{\"a\":[\"x\",", "y"), "has:0", "of one that does not end");
	is_str(value(has, "{\"b\":1}", "y"), "has:0", "of none");
}

int main(void)
{
	struct gp_err e = GP_ERR_INIT;

	if (sqlite3_open(":memory:", &db) || gp_field_function_register(db, &e)) {
		ok(false, "%s %s", e.msg, sqlite3_errmsg(db));
		return tap_done();
	}
	same_as_json_extract();
	hostile();
	lists();
	sqlite3_close(db);
	return tap_done();
}

#define _GNU_SOURCE
#include "core/store/field_function.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_read.h"
#include "core/base/mem.h"

/* As it is written; n is 0 where there is none. */
static struct gp_json_member find(sqlite3_value **args)
{
	const char *j = (const char *)sqlite3_value_text(args[0]), *key = (const char *)sqlite3_value_text(args[1]);
	size_t n = (size_t)sqlite3_value_bytes(args[0]), key_n = (size_t)sqlite3_value_bytes(args[1]);
	struct gp_json_walk w = {.p = j};
	struct gp_json_member m;

	if (!j || !key)
		return (struct gp_json_member){.n = 0};
	w.end = j + n;
	while (gp_json_next(&w, &m) > 0)
		if (m.key_n == key_n && !memcmp(m.key, key, key_n))
			return m;
	return (struct gp_json_member){.n = 0};
}

static bool is_plain_string(const char *p, size_t n)
{
	return n >= 2 && *p == '"' && !memchr(p, '\\', n);
}

/* A number, or a string with escapes in it. */
static void answer_parsed(sqlite3_context *context, const char *p, size_t n)
{
	struct gp_arena a = {0};
	struct gp_value v;

	if (gp_json_read(&v, &a, p, n, NULL))
		sqlite3_result_null(context);
	else if (v.type == GP_VALUE_STRING)
		sqlite3_result_text64(context, v.string.p, v.string.n, SQLITE_TRANSIENT, SQLITE_UTF8);
	else if (v.type == GP_VALUE_INT)
		sqlite3_result_int64(context, v.integer);
	else if (v.type == GP_VALUE_NUMBER)
		sqlite3_result_double(context, v.number);
	gp_arena_free(&a);
}

static void field(sqlite3_context *context, int count, sqlite3_value **args)
{
	struct gp_json_member m = find(args);

	(void)count;
	if (!m.n || *m.value == 'n')
		sqlite3_result_null(context);
	else if (is_plain_string(m.value, m.n))
		sqlite3_result_text64(context, m.value + 1, m.n - 2, SQLITE_TRANSIENT, SQLITE_UTF8);
	else if (*m.value == '{' || *m.value == '[')
		sqlite3_result_text64(context, m.value, m.n, SQLITE_TRANSIENT, SQLITE_UTF8);
	else if (*m.value == 't' || *m.value == 'f')
		sqlite3_result_int(context, *m.value == 't');
	else
		answer_parsed(context, m.value, m.n);
}

static void list(sqlite3_context *context, int count, sqlite3_value **args)
{
	struct gp_json_member m = find(args);

	(void)count;
	if (m.n && (*m.value == '[' || *m.value == '{'))
		sqlite3_result_text64(context, m.value, m.n, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static bool is_text(const char *p, size_t n, const char *text, size_t text_n)
{
	struct gp_arena a = {0};
	struct gp_value v;
	bool is;

	if (is_plain_string(p, n))
		return n - 2 == text_n && !memcmp(p + 1, text, text_n);
	is = !gp_json_read(&v, &a, p, n, NULL) && v.type == GP_VALUE_STRING && v.string.n == text_n &&
	    !memcmp(v.string.p, text, text_n);
	gp_arena_free(&a);
	return is;
}

static void has(sqlite3_context *context, int count, sqlite3_value **args)
{
	const char *text = (const char *)sqlite3_value_text(args[2]), *item;
	size_t text_n = (size_t)sqlite3_value_bytes(args[2]), n;
	struct gp_json_member m = find(args);
	struct gp_json_walk w = {.p = m.value, .end = m.value + m.n};
	bool found = false;

	(void)count;
	if (text && m.n && *m.value != '[')
		found = is_text(m.value, m.n, text, text_n);
	while (text && m.n && *m.value == '[' && !found && gp_json_next_item(&w, &item, &n) > 0)
		found = is_text(item, n, text, text_n);
	sqlite3_result_int(context, found);
}

static void none(sqlite3_context *context, int count, sqlite3_value **args)
{
	const char *s = (const char *)sqlite3_value_text(args[0]);
	int n = sqlite3_value_bytes(args[0]);

	(void)count;
	sqlite3_result_int(context, !s || !n || (n == 2 && (!memcmp(s, "[]", 2) || !memcmp(s, "{}", 2))));
}

static void within(sqlite3_context *context, int count, sqlite3_value **args)
{
	const char *s = (const char *)sqlite3_value_text(args[0]), *part = (const char *)sqlite3_value_text(args[1]);
	size_t n = (size_t)sqlite3_value_bytes(args[0]), part_n = (size_t)sqlite3_value_bytes(args[1]);
	char few[500], *small = n > sizeof few ? gp_alloc(n) : few;

	(void)count;
	for (size_t i = 0; s && i < n; i++)
		small[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + ('a' - 'A') : s[i]);
	sqlite3_result_int(context, s && part && memmem(small, n, part, part_n));
	if (small != few)
		free(small);
}

int gp_field_function_register(struct sqlite3 *db, struct gp_err *e)
{
	const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

	if (sqlite3_create_function_v2(db, "gp_field", 2, flags, NULL, field, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_create_function_v2(db, "gp_list", 2, flags, NULL, list, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_create_function_v2(db, "gp_none", 1, flags, NULL, none, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_create_function_v2(db, "gp_within", 2, flags, NULL, within, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_create_function_v2(db, "gp_has", 3, flags, NULL, has, NULL, NULL, NULL) != SQLITE_OK)
		return gp_fail(e, GP_EIO, "no memory for the functions of SQL");
	return 0;
}

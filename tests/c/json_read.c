/* json_read: what the writer writes is read back; what is no JSON is refused; members as they are written */
#include "core/base/json_read.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

static struct gp_arena arena;
static struct gp_err err;

static int read_text(struct gp_value *v, const char *s)
{
	return gp_json_read(v, &arena, s, strlen(s), &err);
}

/* Written again: the tree in one line. */
static const char *again(const char *s)
{
	static struct gp_buf out;
	struct gp_value v;
	struct gp_json j;

	if (!out.max)
		gp_buf_init(&out, 1 << 20);
	gp_buf_clear(&out);
	gp_json_init(&j, &out);
	if (read_text(&v, s))
		return NULL;
	gp_json_value(&j, &v);
	return out.data;
}

static void values(void)
{
	struct gp_value v;

	is_str(again(" { \"a\" : [ 1 , -2.5e3 , true , false , null , \"x\" ] , \"b\" : { } } "),
	    "{\"a\":[1,-2500,true,false,null,\"x\"],\"b\":{}}", "all sorts of values");
	is_str(again("\"\\u4e2d\\ud83d\\ude00\\n\\\"\\\\\\/\\b\""), "\"中😀\\n\\\"\\\\/\\b\"", "escapes and pairs of surrogates");
	ok(!read_text(&v, "9223372036854775807") && v.type == GP_VALUE_INT && v.integer == INT64_MAX, "a large integer");
	ok(!read_text(&v, "9223372036854775808") && v.type == GP_VALUE_NUMBER, "one too large is a number");
	ok(!read_text(&v, "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]") && v.list.n == 17 &&
	    v.list.items[16].integer == 17, "a list that grows");
	ok(!read_text(&v, "\"a\\u0000b\"") && v.string.n == 3, "a NUL that is spelt out");
}

static void refused(void)
{
	static const char *const bad[] = {"", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
	    "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "tru", "nul", "+1", ".5",
	    "1e", "--1", "1 2", "{}x", "\"\x01\"", "\"\xff\"", "1e999", "\"\\", "nan", "inf"};
	struct gp_value v;
	char deep[100] = "";
	bool all = true;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (!read_text(&v, bad[i])) {
			all = false;
			printf("# read: %s\n", bad[i]);
		}
	ok(all, "what is no JSON is refused");
	memset(deep, '[', 40);
	memset(deep + 40, ']', 40);
	ok(read_text(&v, deep) && err.code == GP_EPARSE, "too deep is refused");
}

/* "key=value key=value" of the members at the top */
static const char *members(const char *s)
{
	static struct gp_buf out;
	struct gp_json_walk w = {.p = s, .end = s + strlen(s)};
	struct gp_json_member m;
	int rc;

	if (!out.max)
		gp_buf_init(&out, 1 << 20);
	gp_buf_clear(&out);
	gp_buf_puts(&out, "");
	while ((rc = gp_json_next(&w, &m)) > 0)
		gp_buf_printf(&out, "%s%.*s=%.*s", out.len ? " " : "", (int)m.key_n, m.key, (int)m.n, m.value);
	return rc ? NULL : out.data;
}

static void walks(void)
{
	static const char *const bad[] = {"", "x", "{", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":1", "{\"a\":[1}", "{\"a\":\"x}",
	    "{\"a\":1,", "{\"a\":1,}", "{\"a\" :1}", "{a:1}", "[1]", "\"a\""};
	struct gp_json_walk w = {.p = "[1,{\"a\":[2]},\"x,]\"]"};
	const char *item;
	bool all = true;
	size_t n;

	is_str(members("{\"a\":1,\"b\":{\"c\":[1,{\"d\":\"}\\\"\"}]},\"e\\\"f\":\"g,\"}"),
	    "a=1 b={\"c\":[1,{\"d\":\"}\\\"\"}]} e\\\"f=\"g,\"", "members as they are written");
	is_str(members("{}"), "", "an empty object has none");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (members(bad[i])) {
			all = false;
			printf("# walked: %s\n", bad[i]);
		}
	ok(all, "what is no object is refused");
	w.end = w.p + strlen(w.p);
	ok(gp_json_next_item(&w, &item, &n) == 1 && n == 1 && gp_json_next_item(&w, &item, &n) == 1 &&
	    !strncmp(item, "{\"a\":[2]}", n) && gp_json_next_item(&w, &item, &n) == 1 && n == 5 &&
	    gp_json_next_item(&w, &item, &n) == 0 && gp_json_next_item(&w, &item, &n) == 0, "the items of an array");
}

/* Any bytes made of what JSON is made of: no reader may leave its text. */
static void noise(void)
{
	static const char pieces[] = "{}[]\",:\\u0129-+.eE tfn\xe4\xb8\xad";
	char text[40];
	int read = 0;

	for (int round = 0; round < 200000; round++) {
		size_t n = random_below(sizeof text);
		char *exact = malloc(n ? n : 1);
		struct gp_json_walk w = {.p = exact, .end = exact + n};
		struct gp_json_member m;
		struct gp_value v;

		for (size_t i = 0; i < n; i++)
			exact[i] = pieces[random_below(sizeof pieces - 1)];
		read += !gp_json_read(&v, &arena, exact, n, NULL);
		while (gp_json_next(&w, &m) > 0)
			;
		gp_arena_reset(&arena);
		free(exact);
	}
	ok(read > 0, "noise is read or refused, and nothing else happens");
}

int main(void)
{
	values();
	refused();
	walks();
	noise();
	gp_arena_free(&arena);
	return tap_done();
}

/* Values and findings: packed and back, bytes that lie, and as JSON. */
#include "core/base/value.h"

#include <math.h>

#include "core/base/finding.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

static struct gp_arena arena;
static struct gp_buf packed, json;
static struct gp_err err;

static const char *as_json(const struct gp_value *v)
{
	struct gp_json j;

	gp_buf_clear(&json);
	gp_json_init(&j, &json);
	gp_json_value(&j, v);
	return json.data;
}

static int unpack(struct gp_value *out, const char *p, size_t n)
{
	gp_arena_reset(&arena);
	err = (struct gp_err)GP_ERR_INIT;
	return gp_value_unpack(out, &arena, p, n, &err);
}

static void key(const char *s)
{
	gp_pack_key(&packed, s, strlen(s));
}

/* A tree with every type in it. */
static void pack_sample(void)
{
	gp_buf_clear(&packed);
	gp_pack_map(&packed, 6);
	key("none");
	gp_pack_null(&packed);
	key("list");
	gp_pack_list(&packed, 4);
	gp_pack_bool(&packed, true);
	gp_pack_bool(&packed, false);
	gp_pack_int(&packed, INT64_MIN);
	gp_pack_number(&packed, -0.25);
	key("text");
	gp_pack_str(&packed, "政务\0公开", 13);
	key("check");
	gp_pack_code(&packed);
	key("");
	gp_pack_list(&packed, 0);
	key("inner");
	gp_pack_map(&packed, 1);
	key("a");
	gp_pack_int(&packed, 7);
}

static const char sample_json[] =
    "{\"none\":null,\"list\":[true,false,-9223372036854775808,-0.25],"
    "\"text\":\"政务\\u0000公开\",\"check\":null,\"\":[],\"inner\":{\"a\":7}}";

static void round_trip(void)
{
	struct gp_buf again;
	struct gp_value v;

	pack_sample();
	is_int(unpack(&v, packed.data, packed.len), 0, "a tree comes back");
	is_str(as_json(&v), sample_json, "with every value");
	is_int((long long)gp_value_get(&v, "text")->string.n, 13, "a NUL ends no string");
	ok(gp_value_get(&v, "text")->string.p[13] == '\0', "and one stands after it");
	is_int(
	    gp_value_get(&v, "check")->type, GP_VALUE_CODE, "that a function was there is known");
	gp_buf_init(&again, 10000);
	gp_pack_value(&again, &v);
	ok(again.len == packed.len && !memcmp(again.data, packed.data, again.len),
	    "packed again it is the same bytes");
	gp_buf_free(&again);
}

static void members(void)
{
	struct gp_value v, none = {0};

	pack_sample();
	is_int(unpack(&v, packed.data, packed.len), 0, "a map");
	is_int(gp_value_int(gp_value_get(&v, "inner"), "a", 0), 7, "has its integers");
	is_int(gp_value_int(&v, "text", -1), -1, "and no others");
	is_str(gp_value_str(&v, "none"), NULL, "what is no string is none");
	ok(!gp_value_get(&v, "tex") && !gp_value_get(&v, "textt"), "a key is all of it");
	ok(!gp_value_get(NULL, "a") && !gp_value_get(&none, "a") &&
		!gp_value_get(gp_value_get(&v, "list"), "a"),
	    "what is no map has no members");
}

static bool refused(const char *p, size_t n)
{
	struct gp_value v;

	return unpack(&v, p, n) == -1 && err.code == GP_EPARSE && v.type == GP_VALUE_NULL;
}

static void cut_short(void)
{
	size_t read = 0;

	pack_sample();
	for (size_t n = 0; n < packed.len; n++) {
		char *copy =
		    gp_alloc(n); /* its own block, so that a sanitizer sees a step too far */

		memcpy(copy, packed.data, n);
		read += !refused(copy, n);
		free(copy);
	}
	is_int((long long)read, 0, "every tree that is cut short is refused");
	gp_buf_putc(&packed, 0);
	ok(refused(packed.data, packed.len), "and one with a byte too many");
}

/* type, then a count that the bytes do not keep */
static void lies(void)
{
	static const enum gp_value_type types[] = {GP_VALUE_STRING, GP_VALUE_LIST, GP_VALUE_MAP};
	static const uint32_t counts[] = {2, 1000, 1 << 20, INT32_MAX, UINT32_MAX};
	double numbers[] = {(double)INFINITY, -(double)INFINITY, (double)NAN};
	char bytes[] = {GP_VALUE_TYPES};
	int read = 0;

	for (size_t t = 0; t < 3; t++)
		for (size_t c = 0; c < 5; c++) {
			gp_buf_clear(&packed);
			gp_buf_putc(&packed, types[t]);
			gp_buf_put(&packed, &counts[c], sizeof counts[c]);
			gp_buf_putc(&packed, 0);
			read += !refused(packed.data, packed.len);
			ok(arena.used < 4096, "type %d: a count of %u allocates nothing", types[t],
			    counts[c]);
		}
	is_int(read, 0, "and is refused");
	ok(refused(bytes, 1), "an unknown type is refused");
	for (size_t i = 0; i < 3; i++) {
		gp_buf_clear(&packed);
		gp_pack_number(&packed, numbers[i]);
		ok(refused(packed.data, packed.len), "%g is refused", numbers[i]);
	}
	gp_buf_clear(&packed);
	gp_pack_str(&packed, "\xB1\xB1", 2);
	ok(refused(packed.data, packed.len), "a string that is not UTF-8 is refused");
	gp_buf_clear(&packed);
	gp_pack_map(&packed, 1);
	gp_pack_key(&packed, "\xff", 1);
	gp_pack_null(&packed);
	ok(refused(packed.data, packed.len), "a key as well");
}

/* Many lists that each claim all the bytes that are left. */
static void many_lies(void)
{
	gp_buf_clear(&packed);
	while (packed.len < GP_VALUE_MAX - 10)
		gp_pack_list(&packed, (GP_VALUE_MAX - packed.len) / 3);
	ok(refused(packed.data, packed.len), "lists that claim the same bytes are refused");
	ok(arena.used < 64 * GP_VALUE_MAX, "before they take much memory");
}

static int nested(int depth, bool map)
{
	struct gp_value v;

	gp_buf_clear(&packed);
	for (int i = 0; i < depth; i++) {
		if (!map) {
			gp_pack_list(&packed, 1);
			continue;
		}
		gp_pack_map(&packed, 1);
		key("k");
	}
	gp_pack_null(&packed);
	return unpack(&v, packed.data, packed.len);
}

static void depth(void)
{
	is_int(nested(GP_VALUE_DEPTH, false), 0, "lists as deep as allowed");
	is_int(nested(GP_VALUE_DEPTH + 1, false), -1, "but no deeper");
	is_int(nested(GP_VALUE_DEPTH, true), 0, "maps as deep as allowed");
	is_int(nested(GP_VALUE_DEPTH + 1, true), -1, "but no deeper");
	is_int(nested(100000, false), -1, "however deep");
}

/* Whatever is read from damaged bytes is a whole tree: it packs, and reads again as itself. */
static void mutations(void)
{
	struct gp_buf again;
	int read = 0, bad = 0;
	struct gp_value v;
	size_t size;
	char *copy;

	pack_sample();
	size = packed.len;
	copy = gp_alloc(size);
	gp_buf_init(&again, 100000);
	for (int i = 0; i < 50000; i++) {
		memcpy(copy, packed.data, size);
		for (size_t k = random_below(3); k < 3; k++)
			copy[random_below(size)] = random_below(2)
			    ? (char)random_below(GP_VALUE_TYPES)
			    : (char)random_below(256);
		if (unpack(&v, copy, size))
			continue;
		read++;
		gp_buf_clear(&again);
		gp_pack_value(&again, &v);
		as_json(&v);
		bad += again.len != size || unpack(&v, again.data, again.len);
	}
	ok(read > 1000 && !bad, "damaged trees are refused or whole (%d)", read);
	gp_buf_free(&again);
	free(copy);
}

static void too_large(void)
{
	struct gp_buf small;

	gp_buf_init(&small, 20);
	gp_pack_str(&small, "0123456789", 10);
	ok(!small.full, "what fits is packed");
	gp_pack_str(&small, "0123456789", 10);
	ok(small.full, "what does not is noticed");
	gp_buf_free(&small);
}

/* --- findings */

static const struct gp_finding everything = {
    .rule = "pages/title",
    .severity = GP_SEVERITY_DEDUCT,
    .url = "https://www.yunlan.example/a.html",
    .line = 12,
    .col = UINT32_MAX - 1,
    .selector = "h1",
    .title = {"标题", "Title"},
    .message = {"没有标题", "No title"},
    .fix = {"补上", "Add one"},
    .evidence = "<title>",
    .basis = "《条例》",
    .mark = "V",
};

static const char *finding_json(const struct gp_finding *f, enum gp_lang lang)
{
	struct gp_json j;

	gp_buf_clear(&json);
	gp_json_init(&j, &json);
	gp_json_finding(&j, f, lang, "2023-04-20T11:20:00+08:00");
	return json.data;
}

static void findings(void)
{
	struct gp_value seven = {.type = GP_VALUE_INT, .integer = 7};
	struct gp_finding f = everything, back;
	char *before;

	f.params = &seven;
	before = gp_strdup(finding_json(&f, GP_LANG_ZH));
	is_str(before,
	    "{\"rule\":\"pages/title\",\"severity\":\"deduct\",\"where\":{\"url\":"
	    "\"https://www.yunlan.example/"
	    "a.html\",\"line\":12,\"col\":4294967294,\"selector\":\"h1\"},"
	    "\"title\":\"标题\",\"message\":\"没有标题\",\"params\":7,\"left\":null,\"right\":null,"
	    "\"evidence\":\"<title>\",\"mark\":\"V\",\"basis\":\"《条例》\",\"fix\":\"补上\","
	    "\"seen\":\"2023-04-20T11:20:00+08:00\"}",
	    "a finding as JSON");
	gp_buf_clear(&packed);
	gp_finding_pack(&packed, &f);
	is_int(gp_finding_unpack(&back, &arena, packed.data, packed.len, &err), 0,
	    "a finding comes back");
	is_str(finding_json(&back, GP_LANG_ZH), before, "with everything in it");
	is_str(back.message[GP_LANG_EN], "No title", "in both languages");
	free(before);
	gp_buf_clear(&packed);
	gp_finding_pack(&packed,
	    &(struct gp_finding){.rule = "r", .severity = GP_SEVERITY_INFO, .file = "a.html"});
	is_int(gp_finding_unpack(&back, &arena, packed.data, packed.len, &err), 0,
	    "a finding with little in it");
	ok(!back.url && !strcmp(back.file, "a.html") && !back.evidence && !back.mark &&
		!back.params && !back.line,
	    "lacks what it lacked");
	is_str(back.message[GP_LANG_ZH], "", "but its sentences are never NULL");
}

static void no_findings(void)
{
	static const int64_t severities[] = {-1, GP_SEVERITIES, INT64_MAX};
	struct gp_finding f;

	pack_sample();
	is_int(gp_finding_unpack(&f, &arena, packed.data, packed.len, &err), -1,
	    "any other tree is no finding");
	for (size_t i = 0; i < 3; i++) {
		gp_buf_clear(&packed);
		gp_pack_map(&packed, 2);
		key("rule");
		gp_pack_str(&packed, "r", 1);
		key("severity");
		gp_pack_int(&packed, severities[i]);
		is_int(gp_finding_unpack(&f, &arena, packed.data, packed.len, &err), -1,
		    "nor is one with a severity that there is not");
	}
	for (int s = 0; s < GP_SEVERITIES; s++)
		is_int(gp_severity_by_name(gp_severity_name((enum gp_severity)s)), s,
		    "a severity has a name");
	is_int(gp_severity_by_name("fatal"), GP_SEVERITIES, "fatal is none");
}

/* --- numbers as JSON: RFC 8785, appendix B, and ECMA-262 6.1.6.1.20 */

static void numbers(void)
{
	static const struct {
		uint64_t bits;
		const char *text;
	} table[] = {
	    {0x0000000000000000, "0"},
	    {0x8000000000000000, "0"},
	    {0x0000000000000001, "5e-324"},
	    {0x8000000000000001, "-5e-324"},
	    {0x7fefffffffffffff, "1.7976931348623157e+308"},
	    {0xffefffffffffffff, "-1.7976931348623157e+308"},
	    {0x4340000000000000, "9007199254740992"},
	    {0xc340000000000000, "-9007199254740992"},
	    {0x4430000000000000, "295147905179352830000"},
	    {0x44b52d02c7e14af5, "9.999999999999997e+22"},
	    {0x44b52d02c7e14af6, "1e+23"},
	    {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
	    {0x444b1ae4d6e2ef4e, "999999999999999700000"},
	    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
	    {0x444b1ae4d6e2ef50, "1e+21"},
	    {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
	    {0x3eb0c6f7a0b5ed8d, "0.000001"},
	    {0x3e7ad7f29abcaf48, "1e-7"},
	    {0x41b3de4355555553, "333333333.3333332"},
	    {0x41b3de4355555554, "333333333.33333325"},
	    {0x41b3de4355555555, "333333333.3333333"},
	    {0x41b3de4355555556, "333333333.3333334"},
	    {0x41b3de4355555557, "333333333.33333343"},
	    {0xbecbf647612f3696, "-0.0000033333333333333333"},
	    {0x43143ff3c1cb0959, "1424953923781206.2"},
	    {0x3fb999999999999a, "0.1"},
	    {0x405edd3c07ee0b0b, "123.456789"},
	    /* powers of two, where the nearest of 16 digits does not read back but the next does */
	    {0x3e70000000000000, "5.960464477539063e-8"},
	    {0x3d30000000000000, "5.684341886080802e-14"},
	    {0x3cb0000000000000, "2.220446049250313e-16"},
	    {0x4580000000000000, "6.189700196426902e+26"},
	    {0x7ff0000000000000, "null"},
	    {0x7ff8000000000000, "null"},
	};
	struct gp_value v = {.type = GP_VALUE_NUMBER};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		memcpy(&v.number, &table[i].bits, sizeof v.number);
		is_str(as_json(&v), table[i].text, "a number as JSON");
	}
}

static void numbers_read_back(void)
{
	struct gp_value v = {.type = GP_VALUE_NUMBER};
	int bad = 0;

	for (int i = 0; i < 20000; i++) {
		uint64_t bits = random_u64();

		memcpy(&v.number, &bits, sizeof v.number);
		if (isfinite(v.number) && strtod(as_json(&v), NULL) != v.number)
			bad++;
	}
	is_int(bad, 0, "every number reads back as itself");
}

int main(void)
{
	gp_buf_init(&packed, 2 * GP_VALUE_MAX);
	gp_buf_init(&json, 1 << 20);
	round_trip();
	members();
	cut_short();
	lies();
	many_lies();
	depth();
	mutations();
	too_large();
	findings();
	no_findings();
	numbers();
	numbers_read_back();
	gp_arena_free(&arena);
	gp_buf_free(&packed);
	gp_buf_free(&json);
	return tap_done();
}

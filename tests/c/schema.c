/* Trees against a schema: the first mistake, its place, and the word that was meant. */
#include "core/office/schema.h"

#include "core/office/literal.h"
#include "tests/lib/tap.h"

static const char *slash(const struct gp_value *v)
{
	return *v->string.p == '/' ? NULL : "must begin with /";
}

static const char *const roles[] = {"editor", "reviewer", "admin", NULL};
static const struct gp_schema role = {.types = GP_IS(STRING), .words = roles};
static const struct gp_schema_field site_fields[] = {
    {"url", true, {.types = GP_IS(STRING)}},
    {"name", false, {.types = GP_IS(STRING)}},
    {"folder", false, {.types = GP_IS(STRING), .check = slash}},
    {0},
};
static const struct gp_schema site = {.types = GP_IS(MAP), .fields = site_fields};
static const struct gp_schema word_or_number = {.types = GP_IS(STRING) | GP_IS_NUMBER};
static const struct gp_schema_field limit_fields[] = {
    {"depth", false, {.types = GP_IS(INT), .min = 0, .max = 1000}},
    {"pace", false, {.types = GP_IS_NUMBER}},
    {0},
};
static const struct gp_schema_field fields[] = {
    {"name", true, {.types = GP_IS(STRING) | GP_IS(MAP)}},
    {"sites", false, {.types = GP_IS(LIST), .each = &site, .min = 1, .max = 3}},
    {"roles", false, {.types = GP_IS(LIST), .each = &role}},
    {"limits", false, {.types = GP_IS(MAP), .fields = limit_fields}},
    {"free", false, {.types = GP_IS(MAP), .each = &word_or_number}},
    {"ok", false, {.types = GP_IS(BOOL)}},
    {0},
};
static const struct gp_schema office = {.types = GP_IS(MAP), .fields = fields};

static struct gp_arena arena;

static void checks(const char *src, const char *want, const char *name)
{
	const struct gp_schema_source from = {
	    .file = "office.lua", .word = "office", .code = GP_EUSAGE};
	struct gp_err e = GP_ERR_INIT;
	struct gp_value v;

	gp_arena_reset(&arena);
	if (!gp_literal_read(&v, &arena, src, strlen(src), "office.lua", "office", &e) &&
	    !gp_schema_check(&v, &office, &from, &e))
		snprintf(e.msg, sizeof e.msg, "good");
	is_str(e.msg, want, name);
}

static void good_trees(void)
{
	checks("return { name = 'x', sites = { { url = 'u' }, { url = 'v', folder = '/f' } }, "
	       "roles = {}, ok = true,\n"
	       "limits = { depth = 1000, pace = 0.5 }, free = { a = 'x', ['b c'] = 1.5, d = 1 } }",
	    "good", "everything right is right");
	checks("return { name = {}, limits = {}, free = {} }", "good",
	    "an empty table is a map where one belongs");
	checks(
	    "return { name = 'x', roles = { a = nil } }", "good", "and a list where one belongs");
}

static void keys(void)
{
	checks("return { name = 'x', sites = {\n { ulr = 'x' } } }",
	    "office.lua:2: sites[1]: unknown key 'ulr'; did you mean 'url'? Allowed: folder, name, "
	    "url",
	    "a slip");
	checks("return { name = 'x', sites = { { url = 'x' }, {\nadress = 'x' } } }",
	    "office.lua:2: sites[2]: unknown key 'adress'. Allowed: folder, name, url", "no slip");
	checks("return { nme = 'x' }",
	    "office.lua:1: unknown key 'nme'; did you mean 'name'? "
	    "Allowed: free, limits, name, ok, roles, sites",
	    "a letter forgotten");
	checks("return { name = 'x', ko = 1, k = 2 }",
	    "office.lua:1: unknown key 'ko'; did you mean 'ok'? Allowed: free, limits, name, ok, "
	    "roles, sites",
	    "two letters swapped");
	checks("return { name = 'x', xx = 1 }",
	    "office.lua:1: unknown key 'xx'. Allowed: free, limits, name, ok, roles, sites",
	    "two other letters are no slip");
	checks("return { ['a\\nb\\27'] = 1 }",
	    "office.lua:1: unknown key 'a b\\x1b'. Allowed: free, limits, name, ok, roles, sites",
	    "what a key says to a terminal is not said");
	checks("return\n{\n}", "office.lua:2: 'name' is missing", "missing at the top");
	checks("return { name = 'x',\nsites = { { name = 'a' } } }",
	    "office.lua:2: sites[1]: 'url' is missing", "missing in an item");
}

static void types(void)
{
	checks("return { name = 'x',\nlimits = { depth = '3' } }",
	    "office.lua:2: limits: 'depth' must be a whole number, not a string",
	    "a string for a number");
	checks("return { name = 'x', limits = { depth = 2.5 } }",
	    "office.lua:1: limits: 'depth' must be a whole number, not a number", "a fraction");
	checks("return { name = 1 }",
	    "office.lua:1: 'name' must be a string or a table with names, not a whole number",
	    "several types");
	checks("return { name = 'x', limits = { pace = 'x' } }",
	    "office.lua:1: limits: 'pace' must be a number, not a string", "any number");
	checks("return { name = 'x', ok = 'yes' }",
	    "office.lua:1: 'ok' must be true or false, not a string", "a truth");
	checks("return { name = 'x', sites = {\n'u' } }",
	    "office.lua:2: 'sites[1]' must be a table with names, not a string", "an item");
	checks("return { name = 'x', sites = { url = 'x' } }",
	    "office.lua:1: 'sites' must be a list, not a table with names",
	    "a table where a list of tables belongs");
	checks("return { 'x' }", "office.lua:1: 'office' must be a table with names, not a list",
	    "the whole");
	checks("return { name = 'x', free = { ['b c'] = true } }",
	    "office.lua:1: free: 'b c' must be a number or a string, not true or false",
	    "a member with any name");
	checks("return { name = 'x', free = { ['b c'] = { } } }",
	    "office.lua:1: free: 'b c' must be a number or a string, not a list",
	    "an empty table is no string");
}

static void contents(void)
{
	checks("return { name = 'x', roles = { 'editor',\n'reveiwer' } }",
	    "office.lua:2: 'roles[2]' cannot be 'reveiwer'; did you mean 'reviewer'? Allowed: "
	    "admin, editor, reviewer",
	    "a slip in a word");
	checks("return { name = 'x', roles = { '' } }",
	    "office.lua:1: 'roles[1]' cannot be ''. Allowed: admin, editor, reviewer",
	    "no word at all");
	checks("return { name = 'x', limits = { depth = -1 } }",
	    "office.lua:1: limits: 'depth' must be from 0 to 1000, not -1", "a number too small");
	checks("return { name = 'x', limits = { depth = 1001 } }",
	    "office.lua:1: limits: 'depth' must be from 0 to 1000, not 1001", "a number too large");
	checks("return { name = 'x', sites = {} }",
	    "office.lua:1: 'sites' must have from 1 to 3 entries, not 0", "too few entries");
	checks("return { name = 'x', sites = { { url = 'x', folder = 'f' } } }",
	    "office.lua:1: sites[1]: 'folder' must begin with /", "a check of its own");
	checks("return { ok = 1, name = 2 }",
	    "office.lua:1: 'ok' must be true or false, not a whole number",
	    "the first mistake in the file is the one reported");
}

/* A tree without lines, as a rule's declaration comes from its worker. */
static uint32_t line_of_rule(void *user, const char *const *path)
{
	const char *src = user;

	return gp_literal_key_line(src, strlen(src), "rule", path);
}

static void without_lines(void)
{
	static char src[] =
	    "return rule {\n name = 'x',\n sites = {\n  { url = 'x' },\n  { url = 5 },\n },\n}";
	struct gp_schema_source from = {.file = "rules/a.lua", .word = "rule", .code = GP_ESCRIPT};
	struct gp_err e = GP_ERR_INIT;
	struct gp_value v, bare;
	struct gp_buf b;

	gp_buf_init(&b, 10000);
	if (gp_literal_read(&v, &arena, src, strlen(src), "rules/a.lua", "rule", &e))
		ok(false, "%s", e.msg);
	gp_pack_value(&b, &v);
	if (gp_value_unpack(&bare, &arena, b.data, b.len, &e))
		ok(false, "%s", e.msg);
	is_int(gp_schema_check(&bare, &office, &from, &e), -1, "a tree without lines is checked");
	is_str(e.msg, "rules/a.lua: sites[2]: 'url' must be a string, not a whole number",
	    "the place is named");
	is_int(e.code, GP_ESCRIPT, "the code is the caller's");
	from.line = line_of_rule;
	from.user = src;
	is_int(gp_schema_check(&bare, &office, &from, &e), -1, "and checked with its source");
	is_str(e.msg, "rules/a.lua:5: sites[2]: 'url' must be a string, not a whole number",
	    "whose lines are found there");
	gp_buf_free(&b);
}

int main(void)
{
	good_trees();
	keys();
	types();
	contents();
	without_lines();
	gp_arena_free(&arena);
	return tap_done();
}

/* Lua tables read as data: what is read, what is refused and where; lines of members. */
#include "core/office/literal.h"

#include "tests/lib/random.h"
#include "tests/lib/tap.h"

static struct gp_arena arena;
static struct gp_err err;
static struct gp_value root;

static int read_n(const char *src, size_t n)
{
	gp_arena_reset(&arena);
	err = (struct gp_err)GP_ERR_INIT;
	return gp_literal_read(&root, &arena, src, n, "office.lua", "office", &err);
}

static int read_text(const char *src)
{
	return read_n(src, strlen(src));
}

/* The tree as JSON, or the message. */
static void reads(const char *src, const char *want, const char *name)
{
	struct gp_buf b;
	struct gp_json j;

	gp_buf_init(&b, 100000);
	gp_json_init(&j, &b);
	if (read_text(src))
		gp_buf_puts(&b, err.msg);
	else
		gp_json_value(&j, &root);
	is_str(b.data, want, name);
	gp_buf_free(&b);
}

static void values(void)
{
	reads("return {}", "[]", "an empty table is a list");
	reads("return office { a = 1, b = 'x' }", "{\"a\":1,\"b\":\"x\"}",
	    "names make a map, in order");
	reads(
	    "return office({ a = 1 });", "{\"a\":1}", "a parenthesis and a semicolon are allowed");
	reads(
	    "return { 1, 'two'; { 3 }, }", "[1,\"two\",[3]]", "entries without names make a list");
	reads("return { ['a b'] = true, [ [[c]] ] = false }", "{\"a b\":true,\"c\":false}",
	    "keys in brackets");
	reads("return { a = nil, b = 1 }", "{\"b\":1}", "nil is left out");
	reads("return { a = nil }", "{}", "a table of nil names is still a map");
	reads("-- a\n--[[ b\n]] --[==[ ]] ]==] return --c\n{ --[[d]] 1 }", "[1]",
	    "comments of both kinds");
	reads("\xEF\xBB\xBFreturn { 1 }\r\n", "[1]", "a mark at the beginning does no harm");
	reads("return { -7, - 8, 0x10, -0xff, 0xffffffffffffffff, 9223372036854775807 }",
	    "[-7,-8,16,-255,-1,9223372036854775807]", "integers");
	reads("return { 1.5, .5, 3., 1e2, 0x.8p1, -2E-1, 9223372036854775808 }",
	    "[1.5,0.5,3,100,1,-0.2,9223372036854776000]", "floats");
	reads("return { 0x8000000000000000, -0x8000000000000000 }",
	    "[-9223372036854775808,-9223372036854775808]", "the smallest integer");
}

static void strings(void)
{
	reads("return { '\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\'' }",
	    "[\"\\u0007\\b\\f\\n\\r\\t\\u000b\\\\\\\"'\"]", "escapes by letter");
	reads("return { '\\x41\\66\\0671\\u{4e91}\\u{10FFFF}' }", "[\"ABC1云\xF4\x8F\xBF\xBF\"]",
	    "escapes by number");
	reads("return { 'a\\z \n\t b\\\nc' }", "[\"ab\\nc\"]", "\\z and an escaped line end");
	reads("return { [[\nfirst\r\nsecond\n]], [==[a]]b]=]c]==] }",
	    "[\"first\\nsecond\\n\",\"a]]b]=]c\"]", "long strings");
	reads("return { \"it's\", 'say \"云澜\"' }", "[\"it's\",\"say \\\"云澜\\\"\"]",
	    "the other quotation mark");
	reads("return { 'open\n' }", "office.lua:1: a string has no end in its line: 'open",
	    "a line's end ends no string");
	reads("return {\n[[open", "office.lua:2: a [[ string has no end: [[open",
	    "a long string without end");
	reads("return {}\n--[[ open\n\n", "office.lua:2: a --[[ comment has no end: --[[ open  ",
	    "a comment without end");
	reads("return { '\\q' }",
	    "office.lua:1: a backslash stands before a character that needs none; for a backslash "
	    "write two: '\\",
	    "an unknown escape");
	reads("return { '\\300' }",
	    "office.lua:1: the number after a backslash is larger than 255: '\\300'",
	    "a byte above 255");
	ok(read_text("return { '\\x4' }") == -1 && read_text("return { '\\u{110000}' }") == -1 &&
		read_text("return { '\\u{d800}' }") == -1 && read_text("return { '\\u{}' }") == -1,
	    "half an escape and numbers that are no character");
}

static void programs(void)
{
	static const char *const refused[][2] = {
	    {"os.getenv('HOME')", "os.getenv(…)"},
	    {"name", "name"},
	    {"f{}", "f(…)"},
	    {"f''", "f(…)"},
	    {"x:y()", "x:y(…)"},
	    {"function() end", "function(…)"},
	    {"not true", "not"},
	    {"#t", "#"},
	    {"(1)", "("},
	    {"...", "..."},
	    {"'a' .. 'b'", ".."},
	    {"1 + 2", "+"},
	    {"2 ^ 3", "^"},
	    {"true and 1", "and"},
	    {"1 == 1", "=="},
	    {"'x':rep(3)", ":"},
	};
	char src[100], want[200];

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		snprintf(src, sizeof src, "return {\n\ta = %s }", refused[i][0]);
		snprintf(want, sizeof want,
		    "office.lua:2: this file is data, and '%s' is a program; write the value "
		    "itself",
		    refused[i][1]);
		reads(src, want, refused[i][0]);
	}
	reads("return require 'x'",
	    "office.lua:1: this file is data, and 'require(…)' is a program; write the value "
	    "itself",
	    "a call instead of the table");
	reads("return { f(1) }",
	    "office.lua:1: this file is data, and 'f(…)' is a program; write the value itself",
	    "a call as an entry");
	reads("local x = 1\nreturn {}", "office.lua:1: the file must begin with 'return office'",
	    "a statement");
	reads("return {} x = 1", "office.lua:1: nothing may follow the table, but 'x' does",
	    "something after the table");
}

static void mistakes(void)
{
	reads("return { a = 1,\n b = 2,\n a = 3 }",
	    "office.lua:3: 'a' is given twice, first in line 1", "a key twice");
	reads("return { b = 1, a = 1, b = 2, a = 2 }",
	    "office.lua:1: 'b' is given twice, first in line 1", "the first repetition is named");
	reads("return { a = 1,\n 2 }",
	    "office.lua:2: a table has a name for every entry or for none; this one mixes them",
	    "names and places mixed");
	reads("return { [1] = 2 }", "office.lua:1: a key in quotation marks is missing before '1'",
	    "a number as key");
	reads("return { a = 1\n b = 2 }", "office.lua:2: a comma or '}' is missing before 'b'",
	    "a comma forgotten");
	reads("return {\n a = {\n", "office.lua:2: the table that begins here has no '}'",
	    "a brace forgotten");
	reads("return { a = }", "office.lua:1: a value is missing before '}'", "a value forgotten");
	reads("return { a = -'1' }", "office.lua:1: a number is missing before ''1''",
	    "minus before no number");
	reads("return { a = 1，b = 2 }",
	    "office.lua:1: this character is no Lua; names and signs are those of a plain English "
	    "keyboard: ，",
	    "a full-width comma");
	reads("return { a = 3x }", "office.lua:1: this is no number: 3x", "letters in a number");
	reads(
	    "return { a = 0x }", "office.lua:1: this is no number: 0x", "a number without digits");
	reads("return { a = -1e999 }", "office.lua:1: the number '1e999' is too large", "infinity");
	reads("return { end = 1 }",
	    "office.lua:1: this file is data, and 'end' is a program; write the value itself",
	    "a reserved word as a name");
	reads("", "office.lua:1: the file must begin with 'return office'", "an empty file");
	reads("return office", "office.lua:1: the file ends where '{' is missing",
	    "a file that is cut off");
	reads("return {\n'\xB1\xB1'}",
	    "office.lua:2: this is not UTF-8; save the file in the encoding UTF-8", "GBK");
	reads("return {\n-- \xE2\x80\xAE\n}",
	    "office.lua:2: the invisible character U+202E turns the direction of writing; remove "
	    "it",
	    "a bidi control in a comment");
	reads("return { '\\u{2066}' }",
	    "office.lua:1: the invisible character U+2066 turns the direction of writing; remove "
	    "it",
	    "a bidi control in an escape");
	reads("return {\n\n'\\0' }", "office.lua:3: a NUL byte cannot stand here; remove it",
	    "a NUL in an escape");
	reads("return { '\\xff' }",
	    "office.lua:1: this is not UTF-8; save the file in the encoding UTF-8",
	    "an escape that is not UTF-8");
	ok(read_n("return {}\0", 10) == -1, "a NUL in the file");
	reads("return { \x1b = 1 }",
	    "office.lua:1: this character is no Lua; names and signs are those of a plain English "
	    "keyboard: \\x1b",
	    "a control character is shown, not obeyed");
	is_int(err.code, GP_EUSAGE, "all of it is the user's to mend");
}

/* depth tables in one another */
static int nested(int depth)
{
	char src[400] = "return ";

	for (int i = 0; i < depth; i++)
		src[7 + i] = '{', src[7 + depth + i] = '}';
	return read_text(src);
}

static void limits(void)
{
	struct gp_buf b;

	is_int(nested(GP_VALUE_DEPTH), 0, "the deepest tree is read");
	is_int(nested(GP_VALUE_DEPTH + 1), -1, "one deeper is refused");
	is_str(
	    err.msg, "office.lua:1: tables stand more than 32 deep in one another", "and says so");
	gp_buf_init(&b, 2 * GP_LITERAL_MAX);
	gp_buf_puts(&b, "return {");
	for (int i = 0; b.len < GP_LITERAL_MAX - 20; i++)
		gp_buf_printf(&b, "k%d=1,", i);
	gp_buf_puts(&b, "}");
	is_int(read_n(b.data, b.len), 0, "a file of a mebibyte is read, 100,000 names and all");
	ok(root.map.n > 100000, "and none is lost");
	while (b.len <= GP_LITERAL_MAX)
		gp_buf_putc(&b, ' ');
	is_int(read_n(b.data, b.len), -1, "a larger one is refused");
	is_str(err.msg, "office.lua: the file is larger than 1048576 bytes", "and says so");
	gp_buf_free(&b);
}

static void lines(void)
{
	const struct gp_value *list;

	is_int(read_text(
		   "-- x\nreturn office {\n\n name = 'a',\n [\n'list'] = {\n1,\n[[\n]], 'z' },\n}"),
	    0, "it is read");
	is_int(root.line, 2, "the table has its line");
	is_int(root.map.members[0].line, 4, "a member has the line of its name");
	is_int(root.map.members[1].line, 5, "or of its bracket");
	list = gp_value_get(&root, "list");
	is_int(list->line, 6, "a value has the line where it begins");
	is_int(list->list.items[1].line, 8, "an item too");
	is_int(list->list.items[2].line, 9, "and what follows a string of several lines");
}

#define LINE(src, ...)                                                                             \
	(int)gp_literal_key_line(src, strlen(src), "rule", (const char *const[]){__VA_ARGS__, NULL})

static void lines_in_programs(void)
{
	static const char src[] =
	    "local rule2, t = {}, rule\n" /* 1 */
	    "-- rule { args = 1 }\n"
	    "local s = 'rule {'\n"
	    "return rule {\n" /* 4 */
	    "\tid = \"a/b\",\n"
	    "\tcheck = function(page, report)\n"
	    "\t\tlocal args, depth = 1, { depth = 2 };\n"
	    "\t\tif a then args = 3, 4 elseif b then for i = 1, 2 do end end\n"
	    "\t\trepeat local x = 1, 2 until x\n"
	    "\tend,\n" /* 10 */
	    "\targs = { minimum = { type = \"integer\" },\n"
	    "\t\t['depth'] =\n"
	    "\t\t\t{ max = f(1, { min = 2 }),\n"
	    "\t\t\t  min = 3 } },\n"
	    "\ttests = {\n" /* 15 */
	    "\t\t{ html = [[\nmin = 1,\n]] },\n"
	    "\t\tx,\n"
	    "\t\t{ finds = 1 },\n" /* 20 */
	    "\t},\n"
	    "}\n";

	is_int(LINE(src, NULL), 4, "the table of the call");
	is_int(LINE(src, "id"), 5, "a member");
	is_int(LINE(src, "args"), 11, "a member after a function with names and commas of its own");
	is_int(LINE(src, "args", "minimum", "type"), 11, "a member of a member");
	is_int(LINE(src, "args", "depth"), 12, "a key in brackets");
	is_int(LINE(src, "args", "depth", "min"), 14, "behind a call");
	is_int(LINE(src, "tests", "1", "html"), 16, "in the first entry without a name");
	is_int(LINE(src, "tests", "3"), 20, "a name alone is an entry too");
	is_int(LINE(src, "nothing"), 0, "nothing of that name");
	is_int(LINE(src, "id", "x"), 0, "nothing inside a string");
	is_int(LINE("return rule({\n a = 1 })", "a"), 2, "with a parenthesis");
	is_int(LINE("\xEF\xBB\xBFreturn rule { a = 1 }", "a"), 1, "behind a byte order mark");
	is_int(LINE("return { a = 1 }", "a"), 0, "no such call");
	is_int(
	    LINE("return rule { ['a' .. b] = 1,\n a = 2 }", "a"), 2, "a computed key is another");
	is_int(LINE("return rule { a = 'open\n b = 1 }", "b"), 0, "a source that is broken");
}

/* Whatever happens to a good file, it is read or refused with its name. */
static void mutations(void)
{
	static const char good[] =
	    "return office { name = { zh = \"云澜\", en = 'Y\\u{75}\\z  n' }, -- c\n"
	    "a = { 1, -2.5e3, 0x1p4, true; nil }, [ [==[k]==] ] = { x = {} } }\n";
	int read = 0, refused = 0, nameless = 0;
	char src[sizeof good];

	for (int i = 0; i < 20000; i++) {
		size_t n = sizeof good - 1;

		memcpy(src, good, n);
		for (size_t k = random_below(3); k < 3; k++)
			src[random_below(n)] =
			    random_below(2) ? good[random_below(n)] : (char)random_below(256);
		if (random_below(4) == 0)
			n = random_below(n);
		gp_literal_key_line(src, n, "office", (const char *const[]){"a", "1", NULL});
		if (!read_n(src, n)) {
			read++;
		} else {
			refused++;
			nameless +=
			    strncmp(err.msg, "office.lua:", 11) != 0 || root.type != GP_VALUE_NULL;
		}
	}
	ok(read > 100 && refused > 100 && !nameless,
	    "mutations are read (%d) or refused by name (%d)", read, refused);
}

int main(void)
{
	values();
	strings();
	programs();
	mistakes();
	limits();
	lines();
	lines_in_programs();
	mutations();
	gp_arena_free(&arena);
	return tap_done();
}

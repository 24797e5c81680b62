#include "core/office/literal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/office/lua_lex.h"
#include "core/office/place.h"

struct parser {
	struct gp_lua_lex lex;
	struct gp_arena *arena;
	const char *file, *word;
	struct gp_err *e;
	struct gp_member *stack; /* entries of the tables that are open, outermost first */
	size_t n, cap;
	int depth;
	char place[GP_PLACE_MAX], excerpt[GP_EXCERPT_MAX];
};

static const char *in_line(struct parser *p, uint32_t line)
{
	return gp_place(p->place, p->file, line, NULL);
}

static const char *excerpt(struct parser *p, const char *s, size_t n)
{
	return gp_excerpt(p->excerpt, s, n);
}

/* --- what no text may have in it */

/* The first bidi control (Unicode 15, Bidi_Control) in well-formed text, or NULL. */
static const char *bidi_control(const char *s, size_t n, uint32_t *cp)
{
	size_t len;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c != 0xE2 && c != 0xD8)
			continue;
		*cp = gp_utf8_get(s + i, n - i, &len);
		if (*cp == 0x61C || *cp == 0x200E || *cp == 0x200F ||
		    (*cp >= 0x202A && *cp <= 0x202E) || (*cp >= 0x2066 && *cp <= 0x2069))
			return s + i;
	}
	return NULL;
}

static uint32_t line_of(const char *src, const char *at)
{
	uint32_t line = 1;

	for (; src < at; src++)
		if (*src == '\n' || (*src == '\r' && src[1] != '\n'))
			line++;
	return line;
}

/* `line`: of the whole text, or 0 to count from its beginning. */
static int check_text(struct parser *p, const char *s, size_t n, uint32_t line)
{
	size_t good = gp_utf8_valid_upto(s, n);
	const char *nul = memchr(s, '\0', good), *bidi;
	uint32_t cp;

	if (nul)
		return gp_fail(p->e, GP_EUSAGE, "%sa NUL byte cannot stand here; remove it",
		    in_line(p, line ? line : line_of(s, nul)));
	if (good < n)
		return gp_fail(p->e, GP_EUSAGE,
		    "%sthis is not UTF-8; save the file in the encoding UTF-8",
		    in_line(p, line ? line : line_of(s, s + good)));
	bidi = bidi_control(s, n, &cp);
	if (bidi)
		return gp_fail(p->e, GP_EUSAGE,
		    "%sthe invisible character U+%04X turns the direction of writing; remove it",
		    in_line(p, line ? line : line_of(s, bidi)), (unsigned)cp);
	return 0;
}

/* --- refusals */

static int broken(struct parser *p)
{
	const char *why = gp_err_word(p->lex.wrong);

	return gp_fail(p->e, GP_EUSAGE, "%s%s: %s", in_line(p, p->lex.token_line), why,
	    excerpt(p, p->lex.start, p->lex.n));
}

/* A name or whatever begins at `from`; the token is the one after it. */
static int program(struct parser *p, const char *from, size_t n, uint32_t line)
{
	char text[GP_EXCERPT_MAX + 8];
	bool name = !strchr("(#~.+-*/%^=<>&|:[", *from),
	     call; /* or an operator, which calls nothing */

	while (gp_lua_lex_is(&p->lex, ".") || gp_lua_lex_is(&p->lex, ":")) {
		gp_lua_lex_next(&p->lex);
		if (p->lex.type != GP_LUA_NAME)
			break;
		n = (size_t)(p->lex.start + p->lex.n - from);
		gp_lua_lex_next(&p->lex);
	}
	call = name &&
	    (p->lex.type == GP_LUA_STRING || gp_lua_lex_is(&p->lex, "(") ||
		gp_lua_lex_is(&p->lex, "{"));
	snprintf(text, sizeof text, "%s%s", excerpt(p, from, n), call ? "(…)" : "");
	return gp_fail(p->e, GP_EUSAGE,
	    "%sthis file is data, and '%s' is a program; write the value itself", in_line(p, line),
	    text);
}

static int program_here(struct parser *p)
{
	const char *from = p->lex.start;
	size_t n = p->lex.n;
	uint32_t line = p->lex.token_line;

	gp_lua_lex_next(&p->lex);
	return program(p, from, n, line);
}

static int expected(struct parser *p, const char *what)
{
	if (p->lex.type == GP_LUA_BAD)
		return broken(p);
	if (p->lex.type == GP_LUA_END)
		return gp_fail(p->e, GP_EUSAGE, "%sthe file ends where %s is missing",
		    in_line(p, p->lex.token_line), gp_err_word(what));
	return gp_fail(p->e, GP_EUSAGE, "%s%s is missing before '%s'",
	    in_line(p, p->lex.token_line), gp_err_word(what), excerpt(p, p->lex.start, p->lex.n));
}

/* After a value: an operator would make a program of it. */
static int expected_separator(struct parser *p)
{
	static const char *const operators[] = {"and", "or", "+", "-", "*", "/", "//", "%", "^",
	    "..", "==", "~=", "<", "<=", ">", ">=", "&", "|", "~", "<<", ">>", ".", ":", "(", "["};

	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if (gp_lua_lex_is(&p->lex, operators[i]))
			return program_here(p);
	return expected(p, "a comma or '}'");
}

/* --- values */

static int table(struct parser *p, struct gp_value *out);

static int string(struct parser *p, struct gp_value *out)
{
	out->type = GP_VALUE_STRING;
	out->string.n = p->lex.text.len;
	out->string.p =
	    gp_arena_strndup(p->arena, p->lex.text.len ? p->lex.text.data : "", p->lex.text.len);
	return check_text(p, out->string.p, out->string.n, out->line);
}

static int number(struct parser *p, struct gp_value *out, bool minus)
{
	if (p->lex.type == GP_LUA_INT) {
		out->type = GP_VALUE_INT;
		/* the one integer without a positive is its own negative (3.4.1) */
		out->integer =
		    minus && p->lex.integer != INT64_MIN ? -p->lex.integer : p->lex.integer;
		return 0;
	}
	if (p->lex.type != GP_LUA_NUMBER)
		return expected(p, "a number");
	out->type = GP_VALUE_NUMBER;
	out->number = minus ? -p->lex.number : p->lex.number;
	if (isfinite(out->number))
		return 0;
	return gp_fail(p->e, GP_EUSAGE, "%sthe number '%s' is too large", in_line(p, out->line),
	    excerpt(p, p->lex.start, p->lex.n));
}

/* true, false, nil, or what stands for a program. The token stays. */
static int word(struct parser *p, struct gp_value *out)
{
	if (gp_lua_lex_is(&p->lex, "nil")) {
		out->type = GP_VALUE_NULL;
		return 0;
	}
	if (gp_lua_lex_is(&p->lex, "true") || gp_lua_lex_is(&p->lex, "false")) {
		out->type = GP_VALUE_BOOL;
		out->truth = gp_lua_lex_is(&p->lex, "true");
		return 0;
	}
	return program_here(p);
}

/* One value, and the token after it. */
static int value(struct parser *p, struct gp_value *out)
{
	int rc;

	*out = (struct gp_value){.line = p->lex.token_line};
	switch (p->lex.type) {
	case GP_LUA_STRING:
		rc = string(p, out);
		break;
	case GP_LUA_INT:
	case GP_LUA_NUMBER:
		rc = number(p, out, false);
		break;
	case GP_LUA_NAME:
	case GP_LUA_KEYWORD:
		rc = word(p, out);
		break;
	case GP_LUA_SYMBOL:
		if (gp_lua_lex_is(&p->lex, "{")) {
			rc = table(p, out);
		} else if (gp_lua_lex_is(&p->lex, "-")) {
			gp_lua_lex_next(&p->lex);
			rc = number(p, out, true);
		} else if (strchr("(#~.", *p->lex.start)) {
			rc = program_here(p);
		} else {
			rc = expected(p, "a value");
		}
		break;
	default:
		rc = expected(p, "a value");
	}
	if (!rc)
		gp_lua_lex_next(&p->lex);
	return rc;
}

/* --- tables */

static struct gp_member *push(struct parser *p)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 64;
		p->stack = gp_reallocarray(p->stack, p->cap, sizeof *p->stack);
	}
	p->stack[p->n] = (struct gp_member){0};
	return &p->stack[p->n++];
}

/* "= value" after a key; m is kept aside, for the stack may move. */
static int named(struct parser *p, struct gp_member m)
{
	if (!gp_lua_lex_is(&p->lex, "="))
		return expected(p, "'='");
	gp_lua_lex_next(&p->lex);
	if (value(p, &m.value))
		return -1;
	if (m.value.type != GP_VALUE_NULL)
		*push(p) = m;
	return 0;
}

static int bracket_key(struct parser *p)
{
	struct gp_value key = {.line = p->lex.token_line};
	struct gp_member m = {.line = key.line};

	gp_lua_lex_next(&p->lex);
	if (p->lex.type != GP_LUA_STRING)
		return expected(p, "a key in quotation marks");
	if (string(p, &key))
		return -1;
	gp_lua_lex_next(&p->lex);
	if (!gp_lua_lex_is(&p->lex, "]"))
		return expected(p, "']'");
	gp_lua_lex_next(&p->lex);
	m.key = key.string.p;
	m.key_n = key.string.n;
	return named(p, m);
}

/* `name = value`; without the `=` the name is a program. */
static int name_key(struct parser *p)
{
	struct gp_member m = {.line = p->lex.token_line, .key_n = p->lex.n};
	const char *from = p->lex.start;

	gp_lua_lex_next(&p->lex);
	if (!gp_lua_lex_is(&p->lex, "="))
		return program(p, from, m.key_n, m.line);
	m.key = gp_arena_strndup(p->arena, from, m.key_n);
	return named(p, m);
}

static int positional(struct parser *p)
{
	struct gp_value v;

	if (value(p, &v))
		return -1;
	if (v.type != GP_VALUE_NULL)
		push(p)->value = v;
	return 0;
}

static int by_key(const void *left, const void *right)
{
	const struct gp_member *a = *(const struct gp_member *const *)left;
	const struct gp_member *b = *(const struct gp_member *const *)right;
	int order = a->key_n == b->key_n ? memcmp(a->key, b->key, a->key_n)
	    : a->key_n < b->key_n        ? -1
					 : 1;

	return order ? order : a < b ? -1 : 1;
}

/* Names the first repetition in the order of the file. Sorted, for a map may have 100,000 keys. */
static int check_repeats(struct parser *p, const struct gp_member *m, size_t n)
{
	const struct gp_member **order, *first = NULL, *again = NULL;

	if (n < 2)
		return 0;
	order = gp_reallocarray(NULL, n, sizeof *order);
	for (size_t i = 0; i < n; i++)
		order[i] = &m[i];
	qsort(order, n, sizeof *order, by_key);
	for (size_t i = 1; i < n; i++)
		if (order[i]->key_n == order[i - 1]->key_n &&
		    !memcmp(order[i]->key, order[i - 1]->key, order[i]->key_n) &&
		    (!again || order[i] < again)) {
			first = order[i - 1];
			again = order[i];
		}
	free(order);
	if (!again)
		return 0;
	return gp_fail(p->e, GP_EUSAGE, "%s'%s' is given twice, first in line %u",
	    in_line(p, again->line), excerpt(p, again->key, again->key_n), first->line);
}

/* Moves the entries from `base` on from the stack to the arena. */
static int take_entries(struct parser *p, struct gp_value *out, size_t base, bool map)
{
	size_t n = p->n - base;

	p->n = base;
	if (map) {
		struct gp_member *m = gp_arena_alloc(p->arena, (n ? n : 1) * sizeof *m);

		if (n)
			memcpy(m, p->stack + base, n * sizeof *m);
		out->type = GP_VALUE_MAP;
		out->map.members = m;
		out->map.n = n;
		return check_repeats(p, m, n);
	}
	struct gp_value *items = gp_arena_alloc(p->arena, (n ? n : 1) * sizeof *items);

	for (size_t i = 0; i < n; i++)
		items[i] = p->stack[base + i].value;
	out->type = GP_VALUE_LIST;
	out->list.items = items;
	out->list.n = n;
	return 0;
}

/* From '{' to '}', which stays the token. */
static int table(struct parser *p, struct gp_value *out)
{
	bool names = false, places = false;
	size_t base = p->n;

	if (++p->depth > GP_VALUE_DEPTH)
		return gp_fail(p->e, GP_EUSAGE, "%stables stand more than %d deep in one another",
		    in_line(p, out->line), GP_VALUE_DEPTH);
	gp_lua_lex_next(&p->lex);
	while (!gp_lua_lex_is(&p->lex, "}")) {
		bool bracket = gp_lua_lex_is(&p->lex, "["), name = p->lex.type == GP_LUA_NAME;
		uint32_t line = p->lex.token_line;

		if (p->lex.type == GP_LUA_END)
			return gp_fail(p->e, GP_EUSAGE, "%sthe table that begins here has no '}'",
			    in_line(p, out->line));
		if (bracket ? bracket_key(p) : name ? name_key(p) : positional(p))
			return -1;
		names |= bracket || name;
		places |= !bracket && !name;
		if (names && places)
			return gp_fail(p->e, GP_EUSAGE,
			    "%sa table has a name for every entry or for none; this one mixes them",
			    in_line(p, line));
		if (gp_lua_lex_is(&p->lex, ",") || gp_lua_lex_is(&p->lex, ";"))
			gp_lua_lex_next(&p->lex);
		else if (!gp_lua_lex_is(&p->lex, "}") && p->lex.type != GP_LUA_END)
			return expected_separator(p);
	}
	p->depth--;
	return take_entries(p, out, base, names);
}

/* --- the file */

/* `return`, the word and a parenthesis; the token is the '{' then. */
static int beginning(struct parser *p, bool *parenthesis)
{
	gp_lua_lex_next(&p->lex);
	if (p->lex.type == GP_LUA_BAD)
		return broken(p);
	if (!gp_lua_lex_is(&p->lex, "return"))
		return gp_fail(p->e, GP_EUSAGE, "%sthe file must begin with 'return %s'",
		    in_line(p, p->lex.token_line), p->word ? p->word : "{");
	gp_lua_lex_next(&p->lex);
	if (p->word && p->lex.type == GP_LUA_NAME && p->lex.n == strlen(p->word) &&
	    !memcmp(p->lex.start, p->word, p->lex.n)) {
		gp_lua_lex_next(&p->lex);
		*parenthesis = gp_lua_lex_is(&p->lex, "(");
		if (*parenthesis)
			gp_lua_lex_next(&p->lex);
	}
	if (p->lex.type == GP_LUA_NAME)
		return program_here(p);
	return gp_lua_lex_is(&p->lex, "{") ? 0 : expected(p, "'{'");
}

static int file(struct parser *p, struct gp_value *out)
{
	bool parenthesis = false;

	if (beginning(p, &parenthesis))
		return -1;
	if (value(p, out))
		return -1;
	if (parenthesis) {
		if (!gp_lua_lex_is(&p->lex, ")"))
			return expected(p, "')'");
		gp_lua_lex_next(&p->lex);
	}
	if (gp_lua_lex_is(&p->lex, ";"))
		gp_lua_lex_next(&p->lex);
	if (p->lex.type == GP_LUA_BAD)
		return broken(p);
	if (p->lex.type != GP_LUA_END)
		return gp_fail(p->e, GP_EUSAGE, "%snothing may follow the table, but '%s' does",
		    in_line(p, p->lex.token_line), excerpt(p, p->lex.start, p->lex.n));
	return 0;
}

int gp_literal_read(struct gp_value *out, struct gp_arena *a, const char *src, size_t n,
    const char *name, const char *keyword, struct gp_err *e)
{
	struct parser p = {.arena = a, .file = name, .word = keyword, .e = e};
	int rc;

	*out = (struct gp_value){0};
	if (n > GP_LITERAL_MAX)
		return gp_fail(e, GP_EUSAGE, "%sthe file is larger than %d bytes", in_line(&p, 0),
		    (int)GP_LITERAL_MAX);
	if (check_text(&p, src, n, 0))
		return -1;
	gp_lua_lex_init(&p.lex, src, n);
	rc = file(&p, out);
	if (rc)
		*out = (struct gp_value){0};
	gp_lua_lex_free(&p.lex);
	free(p.stack);
	return rc;
}

void gp_literal_put_string(struct gp_buf *out, const char *s)
{
	gp_buf_putc(out, '"');
	for (; *s; s++)
		if (*s == '"' || *s == '\\')
			gp_buf_printf(out, "\\%c", *s);
		else if ((unsigned char)*s < 0x20)
			gp_buf_printf(out, "\\%03d", *s);
		else
			gp_buf_putc(out, *s);
	gp_buf_putc(out, '"');
}

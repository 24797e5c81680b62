#include "core/office/lua_lex.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

#define NUMERAL_MAX 200 /* bytes; a longer one is no number that a person wrote */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_name(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_newline(char c)
{
	return c == '\n' || c == '\r';
}

/* Value of a hexadecimal digit, or -1. */
static int hex(char c)
{
	if (is_digit(c))
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static char at(const struct gp_lua_lex *l, size_t i)
{
	return (size_t)(l->end - l->p) > i ? l->p[i] : '\0';
}

void gp_lua_lex_init(struct gp_lua_lex *l, const char *src, size_t n)
{
	size_t mark = n >= 3 && !memcmp(src, "\xEF\xBB\xBF", 3) ? 3 : 0; /* of Windows editors */

	*l = (struct gp_lua_lex){.p = src + mark, .end = src + n, .line = 1};
	gp_buf_init(&l->text, n); /* contents are never longer than what spells them */
}

void gp_lua_lex_free(struct gp_lua_lex *l)
{
	gp_buf_free(&l->text);
}

bool gp_lua_lex_is(const struct gp_lua_lex *l, const char *word)
{
	return (l->type == GP_LUA_SYMBOL || l->type == GP_LUA_KEYWORD) && l->n == strlen(word) &&
	    !memcmp(l->start, word, l->n);
}

/* \r\n and \n\r are one line's end, as are \r and \n alone. */
static void skip_newline(struct gp_lua_lex *l)
{
	char second = at(l, 1);

	l->p += is_newline(second) && second != *l->p ? 2 : 1;
	l->line++;
}

static void bad(struct gp_lua_lex *l, const char *why)
{
	if (!l->wrong)
		l->wrong = why;
}

/* --- long brackets, of strings and of comments */

/* Level of the opening long bracket at p, or -1; its length is the level and 2. */
static long opening(const struct gp_lua_lex *l)
{
	size_t i = 1;

	if (at(l, 0) != '[')
		return -1;
	while (at(l, i) == '=')
		i++;
	return at(l, i) == '[' ? (long)i - 1 : -1;
}

/* Whether a bracket of this level closes at p; moves past the ']' and '=' that were looked at. */
static bool closes(struct gp_lua_lex *l, long level)
{
	const char *from = ++l->p;

	while (l->p < l->end && *l->p == '=')
		l->p++;
	if (l->p == l->end || *l->p != ']' || l->p - from != level)
		return false;
	l->p++;
	return true;
}

/* From the opening bracket; to: where the contents go, or NULL. */
static void long_bracket(struct gp_lua_lex *l, long level, struct gp_buf *to)
{
	const char *from;

	l->p += level + 2;
	if (l->p < l->end && is_newline(*l->p))
		skip_newline(l);
	while (l->p < l->end) {
		from = l->p;
		if (is_newline(*l->p)) {
			skip_newline(l);
			if (to)
				gp_buf_putc(to, '\n');
			continue;
		}
		if (*l->p == ']') {
			if (closes(l, level))
				return;
		} else {
			l->p++;
		}
		if (to)
			gp_buf_put(to, from, (size_t)(l->p - from));
	}
	bad(l, to ? "a [[ string has no end" : "a --[[ comment has no end");
}

static void comment(struct gp_lua_lex *l)
{
	l->start = l->p;
	l->token_line = l->line;
	l->p += 2;
	if (opening(l) >= 0)
		long_bracket(l, opening(l), NULL);
	else
		while (l->p < l->end && !is_newline(*l->p))
			l->p++;
}

static void skip_blanks(struct gp_lua_lex *l)
{
	while (l->p < l->end) {
		if (is_newline(*l->p)) {
			skip_newline(l);
		} else if (*l->p == ' ' || (*l->p >= '\t' && *l->p <= '\f')) {
			l->p++;
		} else if (*l->p == '-' && at(l, 1) == '-') {
			comment(l);
		} else {
			break;
		}
	}
	if (!l->wrong) { /* else the comment that has no end */
		l->start = l->p;
		l->token_line = l->line;
	}
}

/* --- short strings */

static void decimal_escape(struct gp_lua_lex *l)
{
	int v = 0;

	for (int i = 0; i < 3 && is_digit(at(l, 0)); i++)
		v = v * 10 + (*l->p++ - '0');
	if (v > 255)
		bad(l, "the number after a backslash is larger than 255");
	gp_buf_putc(&l->text, v);
}

static void hex_escape(struct gp_lua_lex *l)
{
	int high = hex(at(l, 1)), low = high < 0 ? -1 : hex(at(l, 2));

	if (low < 0) {
		bad(l, "two hexadecimal digits must follow a backslash and x");
		return;
	}
	gp_buf_putc(&l->text, high << 4 | low);
	l->p += 3;
}

static void unicode_escape(struct gp_lua_lex *l)
{
	uint32_t cp = 0;
	bool some = false;
	char utf8[4];

	l->p++;
	if (at(l, 0) == '{')
		for (l->p++; hex(at(l, 0)) >= 0; l->p++) {
			cp = cp > 0x10FFFF ? cp : cp << 4 | (uint32_t)hex(*l->p);
			some = true;
		}
	if (!some || at(l, 0) != '}' || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) {
		bad(l, "a backslash and u must be followed by the number of a character in braces");
		return;
	}
	l->p++;
	gp_buf_put(&l->text, utf8, gp_utf8_put(cp, utf8));
}

static void skip_white(struct gp_lua_lex *l)
{
	for (;;) {
		if (is_newline(at(l, 0)))
			skip_newline(l);
		else if (at(l, 0) == ' ' || (at(l, 0) >= '\t' && at(l, 0) <= '\f'))
			l->p++;
		else
			return;
	}
}

/* p stands after the backslash. */
static void escape(struct gp_lua_lex *l)
{
	static const char letters[] = "abfnrtv\\\"'", bytes[] = "\a\b\f\n\r\t\v\\\"'";
	char c = at(l, 0);
	const char *known = c ? strchr(letters, c) : NULL;

	if (known) {
		gp_buf_putc(&l->text, bytes[known - letters]);
		l->p++;
	} else if (is_digit(c)) {
		decimal_escape(l);
	} else if (c == 'x') {
		hex_escape(l);
	} else if (c == 'u') {
		unicode_escape(l);
	} else if (c == 'z') {
		l->p++;
		skip_white(l);
	} else if (is_newline(c)) {
		skip_newline(l);
		gp_buf_putc(&l->text, '\n');
	} else {
		bad(l,
		    "a backslash stands before a character that needs none; for a backslash write "
		    "two");
	}
}

static void short_string(struct gp_lua_lex *l)
{
	char quote = *l->p++;
	const char *from;

	while (l->p < l->end && *l->p != quote && !is_newline(*l->p) && !l->wrong) {
		for (from = l->p;
		     l->p < l->end && *l->p != quote && *l->p != '\\' && !is_newline(*l->p);)
			l->p++;
		gp_buf_put(&l->text, from, (size_t)(l->p - from));
		if (l->p < l->end && *l->p == '\\') {
			l->p++;
			escape(l);
		}
	}
	if (l->p == l->end || *l->p != quote)
		bad(l, "a string has no end in its line");
	else
		l->p++;
}

/* --- numbers */

static void hex_integer(struct gp_lua_lex *l)
{
	uint64_t v = 0;

	for (size_t i = 2; i < l->n; i++)
		v = v << 4 | (uint64_t)hex(l->start[i]); /* wraps around (3.1) */
	memcpy(&l->integer, &v, sizeof v);
	l->type = GP_LUA_INT;
}

static void real_number(struct gp_lua_lex *l)
{
	char text[NUMERAL_MAX + 1], *end;

	if (l->n > NUMERAL_MAX) {
		bad(l, "this is no number");
		return;
	}
	memcpy(text, l->start, l->n);
	text[l->n] = '\0';
	l->number = strtod(text, &end);
	if (end != text + l->n)
		bad(l, "this is no number");
	l->type = GP_LUA_NUMBER;
}

/* Decimal digits that do not fit an integer are a float (3.1). */
static void decimal_integer(struct gp_lua_lex *l)
{
	int64_t v = 0;

	for (size_t i = 0; i < l->n; i++) {
		int digit = l->start[i] - '0';

		if (v > (INT64_MAX - digit) / 10) {
			real_number(l);
			return;
		}
		v = v * 10 + digit;
	}
	l->integer = v;
	l->type = GP_LUA_INT;
}

static void numeral(struct gp_lua_lex *l)
{
	bool hexadecimal = *l->p == '0' && (at(l, 1) | 0x20) == 'x', whole = true;
	char exponent = hexadecimal ? 'p' : 'e', c;

	l->p += hexadecimal ? 2 : 0;
	while (is_name(c = at(l, 0)) || c == '.') {
		bool expects_sign = (c | 0x20) == exponent;

		if (!(hexadecimal ? hex(c) >= 0 : is_digit(c)))
			whole = false;
		l->p++;
		if (expects_sign && (at(l, 0) == '+' || at(l, 0) == '-'))
			l->p++;
	}
	l->n = (size_t)(l->p - l->start);
	if (!whole || (hexadecimal && l->n == 2))
		real_number(l);
	else if (hexadecimal)
		hex_integer(l);
	else
		decimal_integer(l);
}

/* --- the rest */

static void name(struct gp_lua_lex *l)
{
	static const char *const keywords[] = {"and", "break", "do", "else", "elseif", "end",
	    "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or", "repeat",
	    "return", "then", "true", "until", "while"};

	while (is_name(at(l, 0)))
		l->p++;
	l->type = GP_LUA_KEYWORD;
	l->n = (size_t)(l->p - l->start);
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (gp_lua_lex_is(l, keywords[i]))
			return;
	l->type = GP_LUA_NAME;
}

static void symbol(struct gp_lua_lex *l)
{
	static const char *const longer[] = {
	    "...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"};
	size_t left = (size_t)(l->end - l->p), n = 0;

	l->type = GP_LUA_SYMBOL;
	for (size_t i = 0; i < sizeof longer / sizeof *longer && !n; i++)
		if (left >= strlen(longer[i]) && !memcmp(l->p, longer[i], strlen(longer[i])))
			n = strlen(longer[i]);
	if (!n) {
		gp_utf8_get(l->p, left, &n);
		if (!*l->p || !strchr("+-*/%^#&~|<>=(){}[];:,.", *l->p))
			bad(l,
			    "this character is no Lua; names and signs are those of a plain "
			    "English keyboard");
	}
	l->p += n;
}

void gp_lua_lex_next(struct gp_lua_lex *l)
{
	if (l->type == GP_LUA_BAD)
		return;
	skip_blanks(l);
	gp_buf_clear(&l->text);
	if (l->wrong) {
		l->type = GP_LUA_BAD;
	} else if (l->p == l->end) {
		l->type = GP_LUA_END;
	} else if (is_digit(*l->p) || (*l->p == '.' && is_digit(at(l, 1)))) {
		numeral(l);
	} else if (is_name(*l->p)) {
		name(l);
	} else if (*l->p == '"' || *l->p == '\'') {
		l->type = GP_LUA_STRING;
		short_string(l);
	} else if (opening(l) >= 0) {
		l->type = GP_LUA_STRING;
		long_bracket(l, opening(l), &l->text);
	} else {
		symbol(l);
	}
	l->n = (size_t)(l->p - l->start);
	if (l->wrong)
		l->type = GP_LUA_BAD;
}

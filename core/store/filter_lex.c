#include "core/store/filter_lex.h"

#include <string.h>

#include "core/text/utf8.h"

/* The character at `at` with full-width signs as their narrow form, 0 at the end; its bytes. */
static uint32_t sign_at(const struct gp_filter_lexer *l, size_t at, size_t *len)
{
	uint32_t cp;
	char narrow;

	*len = 0;
	if (at >= l->n)
		return 0;
	cp = gp_utf8_get(l->text + at, l->n - at, len);
	narrow = gp_utf8_narrow(cp);
	switch (cp) {
	case 0x3001: /* 、 */
		return ',';
	case 0x2264: /* ≤ */
	case 0x2265: /* ≥ */
	case 0x2260: /* ≠ */
	case 0x201C: /* “ */
	case 0x201D: /* ” */
		return cp;
	default:
		return narrow ? (unsigned char)narrow : cp;
	}
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_quote(uint32_t c)
{
	return c == '"' || c == 0x201C || c == 0x201D;
}

static void skip_blanks(struct gp_filter_lexer *l)
{
	size_t len;

	while (is_blank(sign_at(l, l->at, &len)))
		l->at += len;
}

/* The sign at `at`, which no blanks are before; the bytes of it, or 0. */
static size_t op_at(const struct gp_filter_lexer *l, size_t at, enum gp_filter_op *op)
{
	size_t len, second_len;
	uint32_t c = sign_at(l, at, &len), second = sign_at(l, at + len, &second_len);
	bool equal = second == '=';

	switch (c) {
	case ':':
		*op = GP_FILTER_HAS;
		return len;
	case '=':
		*op = GP_FILTER_EQ;
		return len + (equal ? second_len : 0);
	case '!':
		*op = GP_FILTER_NE;
		return equal ? len + second_len : 0;
	case '<':
		*op = equal ? GP_FILTER_LE : second == '>' ? GP_FILTER_NE : GP_FILTER_LT;
		return len + (*op == GP_FILTER_LT ? 0 : second_len);
	case '>':
		*op = equal ? GP_FILTER_GE : GP_FILTER_GT;
		return len + (equal ? second_len : 0);
	case 0x2264:
		*op = GP_FILTER_LE;
		return len;
	case 0x2265:
		*op = GP_FILTER_GE;
		return len;
	case 0x2260:
		*op = GP_FILTER_NE;
		return len;
	default:
		return 0;
	}
}

bool gp_filter_take_op(struct gp_filter_lexer *l, struct gp_filter_lexeme *out)
{
	struct gp_filter_lexer ahead = *l;
	size_t len;

	skip_blanks(&ahead);
	*out = (struct gp_filter_lexeme){.kind = GP_FILTER_OP, .at = ahead.at};
	len = op_at(&ahead, ahead.at, &out->op);
	if (!len)
		return false;
	l->at = ahead.at + len;
	return true;
}

bool gp_filter_take_comma(struct gp_filter_lexer *l)
{
	size_t len;

	if (sign_at(l, l->at, &len) != ',')
		return false;
	l->at += len;
	return true;
}

static struct gp_filter_lexeme quoted(struct gp_filter_lexer *l, size_t len)
{
	struct gp_filter_lexeme x = {.kind = GP_FILTER_QUOTED, .at = l->at};
	uint32_t c;

	l->at += len;
	x.s = l->text + l->at;
	while (l->at < l->n) {
		c = sign_at(l, l->at, &len);
		if (is_quote(c)) {
			l->at += len;
			return x;
		}
		l->at += len;
		x.n += len;
	}
	x.kind = GP_FILTER_UNCLOSED;
	return x;
}

static bool ends_word(uint32_t c)
{
	return is_blank(c) || is_quote(c) || c == '(' || c == ')' || c == ':' || c == '=' || c == '!' || c == '<' || c == '>' ||
	    c == ',' || c == 0x2264 || c == 0x2265 || c == 0x2260;
}

static bool ends_value(uint32_t c)
{
	return is_blank(c) || is_quote(c) || c == ')' || c == ',';
}

static struct gp_filter_lexeme run(struct gp_filter_lexer *l, bool (*ends)(uint32_t))
{
	struct gp_filter_lexeme x = {.kind = GP_FILTER_WORD, .at = l->at, .s = l->text + l->at};
	size_t len;

	while (l->at < l->n && !ends(sign_at(l, l->at, &len))) {
		l->at += len;
		x.n += len;
	}
	return x;
}

struct gp_filter_lexeme gp_filter_next(struct gp_filter_lexer *l)
{
	struct gp_filter_lexeme x = {.kind = GP_FILTER_END};
	size_t len;
	uint32_t c;

	skip_blanks(l);
	c = sign_at(l, l->at, &len);
	x.at = l->at;
	if (l->at >= l->n)
		return x;
	if (is_quote(c))
		return quoted(l, len);
	if (gp_filter_take_op(l, &x))
		return x;
	switch (c) {
	case '(':
		x.kind = GP_FILTER_OPEN;
		break;
	case ')':
		x.kind = GP_FILTER_CLOSE;
		break;
	case '+':
		x.kind = GP_FILTER_PLUS;
		break;
	case '-':
		x.kind = GP_FILTER_MINUS;
		break;
	case '@':
		x.kind = GP_FILTER_AT;
		break;
	case ',':
		x.kind = GP_FILTER_COMMA;
		break;
	case '!': /* alone: not */
		x = (struct gp_filter_lexeme){.kind = GP_FILTER_WORD, .at = l->at, .s = l->text + l->at, .n = len};
		break;
	default:
		return run(l, ends_word);
	}
	l->at += len;
	return x;
}

struct gp_filter_lexeme gp_filter_next_value(struct gp_filter_lexer *l)
{
	size_t len;

	skip_blanks(l);
	if (is_quote(sign_at(l, l->at, &len)) && l->at < l->n)
		return quoted(l, len);
	return run(l, ends_value);
}

/* Selectors from text: a small part of Selectors Level 4, chapter 18. */
#include <string.h>

#include "core/base/utf8.h"
#include "core/web/html_scan.h"
#include "core/web/select.h"

struct reader {
	struct gp_select *s;
	const char *p, *end;
	size_t simples;
	struct gp_err *e;
};

static int refuse(struct reader *r, const char *why)
{
	size_t at = gp_utf8_count(r->s->text, (size_t)(r->p - r->s->text)) + 1;

	return gp_fail(r->e, GP_EUSAGE,
	    "the selector, character %zu: %s; allowed are names, *, .class, #id, [a], [a=v], [a~=v], "
	    "[a^=v], [a$=v], [a*=v], :first-child, :last-child, :nth-child(1), :not(…), and between "
	    "them a space, >, + and a comma", at, gp_err_word(why));
}

static bool at(const struct reader *r, char c)
{
	return r->p < r->end && *r->p == c;
}

static bool skip_space(struct reader *r)
{
	const char *from = r->p;

	while (r->p < r->end && gp_html_space(*r->p))
		r->p++;
	return r->p > from;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool name_char(char c)
{
	return gp_html_alpha(c) || digit(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

static int read_name(struct reader *r, struct gp_text *name)
{
	const char *from = r->p, *first = from;

	if (first < r->end && *first == '-')
		first++;
	if (first == r->end || !name_char(*first) || digit(*first))
		return refuse(r, "a name is missing, or begins with what no name begins with");
	while (r->p < r->end && name_char(*r->p))
		r->p++;
	*name = (struct gp_text){from, (size_t)(r->p - from)};
	return 0;
}

static int read_value(struct reader *r, struct gp_text *value)
{
	const char *close;
	char quote = r->p < r->end ? *r->p : '\0';

	if (quote != '"' && quote != '\'')
		return read_name(r, value);
	close = memchr(r->p + 1, quote, (size_t)(r->end - r->p - 1));
	if (!close)
		return refuse(r, "the quotation mark is not closed");
	*value = (struct gp_text){r->p + 1, (size_t)(close - r->p - 1)};
	if (value->n && memchr(value->p, '\\', value->n))
		return refuse(r, "there are no escapes in values");
	r->p = close + 1;
	return 0;
}

static enum gp_simple_kind operator_kind(char c)
{
	switch (c) {
	case '~':
		return GP_SIMPLE_WORD;
	case '^':
		return GP_SIMPLE_PREFIX;
	case '$':
		return GP_SIMPLE_SUFFIX;
	case '*':
		return GP_SIMPLE_PART;
	default:
		return GP_SIMPLE_HAS;
	}
}

/* Behind "[". */
static int read_attribute(struct reader *r, struct gp_simple *c)
{
	c->kind = GP_SIMPLE_HAS;
	skip_space(r);
	if (read_name(r, &c->name))
		return -1;
	skip_space(r);
	if (at(r, '=')) {
		c->kind = GP_SIMPLE_EQUALS;
		r->p++;
	} else if (r->end - r->p >= 2 && r->p[1] == '=' && operator_kind(*r->p) != GP_SIMPLE_HAS) {
		c->kind = operator_kind(*r->p);
		r->p += 2;
	}
	skip_space(r);
	if (c->kind != GP_SIMPLE_HAS && read_value(r, &c->value))
		return -1;
	skip_space(r);
	if (!at(r, ']'))
		return refuse(r, "] is missing here");
	r->p++;
	return 0;
}

static bool is_word(struct gp_text s, const char *word)
{
	return s.n == strlen(word) && gp_html_begins(s.p, s.p + s.n, word);
}

static int close_call(struct reader *r)
{
	skip_space(r);
	if (!at(r, ')'))
		return refuse(r, ") is missing here");
	r->p++;
	return 0;
}

static int read_nth(struct reader *r, struct gp_simple *c)
{
	const char *from;

	skip_space(r);
	for (from = r->p; r->p < r->end && digit(*r->p) && r->p - from < 9; r->p++)
		c->nth = c->nth * 10 + (uint32_t)(*r->p - '0');
	if (!c->nth)
		return refuse(r, ":nth-child takes one number from 1 up");
	return close_call(r);
}

static int read_simple(struct reader *r, struct gp_simple *c, bool inside_not);

/* Behind ":". */
static int read_pseudo(struct reader *r, struct gp_simple *c, bool inside_not)
{
	const char *from = r->p;
	struct gp_text name;

	if (read_name(r, &name))
		return -1;
	if (is_word(name, "first-child")) {
		c->kind = GP_SIMPLE_NTH;
		c->nth = 1;
		return 0;
	}
	if (is_word(name, "last-child")) {
		c->kind = GP_SIMPLE_LAST;
		return 0;
	}
	if (is_word(name, "nth-child") && at(r, '(')) {
		c->kind = GP_SIMPLE_NTH;
		r->p++;
		return read_nth(r, c);
	}
	if (is_word(name, "not") && at(r, '(') && !inside_not) {
		r->p++;
		skip_space(r);
		c->negated = true;
		return read_simple(r, c, true) ? -1 : close_call(r);
	}
	r->p = from;
	return refuse(r, "this is no condition that is known here");
}

/* One condition at a character that begins one. */
static int read_simple(struct reader *r, struct gp_simple *c, bool inside_not)
{
	static const struct gp_text class = {"class", 5}, id = {"id", 2};
	char first = r->p < r->end ? *r->p : '\0';

	if (!strchr(".#[:*", first) || !first) {
		c->kind = GP_SIMPLE_TYPE;
		return read_name(r, &c->name);
	}
	r->p++;
	switch (first) {
	case '.':
		c->kind = GP_SIMPLE_WORD;
		c->name = class;
		return read_name(r, &c->value);
	case '#':
		c->kind = GP_SIMPLE_EQUALS;
		c->name = id;
		return read_name(r, &c->value);
	case '[':
		return read_attribute(r, c);
	case ':':
		return read_pseudo(r, c, inside_not);
	default:
		c->kind = GP_SIMPLE_ANY;
		return 0;
	}
}

static int read_compound(struct reader *r)
{
	struct gp_select *s = r->s;
	bool first = true;

	if (s->compounds == GP_SELECT_COMPOUNDS)
		return refuse(r, "the selector has too many parts");
	for (; first || (r->p < r->end && strchr(".#[:", *r->p) && *r->p); first = false) {
		if (r->simples == GP_SELECT_SIMPLE)
			return refuse(r, "the selector has too many parts");
		s->simples[r->simples] = (struct gp_simple){.name = {"", 0}, .value = {"", 0}};
		if (read_simple(r, &s->simples[r->simples], false))
			return -1;
		r->simples++;
	}
	s->first[++s->compounds] = (uint8_t)r->simples;
	return 0;
}

/* The next compound; `how` it hangs on the one before. */
static int link_compound(struct reader *r, uint64_t *how)
{
	*how |= (uint64_t)1 << (r->s->compounds % GP_SELECT_COMPOUNDS);
	return read_compound(r);
}

static int read_chain(struct reader *r)
{
	struct gp_select *s = r->s;
	int rc;

	skip_space(r);
	for (rc = link_compound(r, &s->begins); !rc;) {
		bool space = skip_space(r);

		if (r->p == r->end || *r->p == ',')
			break;
		if (*r->p == '>' || *r->p == '+') {
			uint64_t *how = *r->p == '>' ? &s->child : &s->adjacent;

			r->p++;
			skip_space(r);
			rc = link_compound(r, how);
		} else if (space) {
			rc = link_compound(r, &s->descends);
		} else {
			rc = refuse(r, "this has no place here");
		}
	}
	if (!rc)
		s->ends |= (uint64_t)1 << (s->compounds - 1);
	return rc;
}

int gp_select_compile(struct gp_select *s, const char *css, size_t n, struct gp_err *e)
{
	struct reader r = {.s = s, .e = e};

	s->begins = s->descends = s->child = s->adjacent = s->ends = 0;
	s->compounds = 0;
	s->first[0] = 0;
	if (n > sizeof s->text)
		return gp_fail(e, GP_EUSAGE, "the selector is longer than %d bytes", GP_SELECT_BYTES);
	if (n)
		memcpy(s->text, css, n);
	r.p = s->text;
	r.end = s->text + n;
	for (;;) {
		if (read_chain(&r))
			return -1;
		if (r.p == r.end)
			return 0;
		r.p++; /* the comma */
	}
}

#define _GNU_SOURCE
/*
 * Addresses that a script gives to the window as plain literals:
 * location = "…", location.href = "…", location.replace("…") and .assign,
 * window.open("…"). Tokens are told apart as in ECMAScript (comments, strings,
 * templates, regular expressions); nothing is evaluated.
 */
#include <string.h>

#include "core/text/utf8.h"
#include "core/web/facts_page.h"
#include "core/web/html_scan.h"

struct scan {
	const char *p, *end;
	struct gp_text word;  /* the last name, when only a dot may have followed it */
	struct gp_text owner; /* the name before that dot */
	bool dot;             /* the last token is a dot */
	bool operand;         /* a '/' here divides; else it opens a regular expression */
};

static bool word_char(char c)
{
	static const unsigned char ascii[128] = {
		['$'] = 1, ['_'] = 1,
		['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		['a'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	};

	return (unsigned char)c >= 0x80 || ascii[(unsigned char)c];
}

static bool is_one_of(struct gp_text w, const char *const *words)
{
	for (; w.n && *words; words++)
		if (**words == *w.p && strlen(*words) == w.n && !memcmp(*words, w.p, w.n))
			return true;
	return false;
}

static bool begins(const char *p, const char *end, const char *s)
{
	size_t n = strlen(s);

	return (size_t)(end - p) >= n && !memcmp(p, s, n);
}

static const char *line_end(const char *p, const char *end)
{
	while (p < end && *p != '\n' && *p != '\r')
		p++;
	return p;
}

/* Behind white space and comments; *lines tells whether a line ended. */
static const char *skip_blank(const char *p, const char *end, bool *lines)
{
	for (;;) {
		while (p < end && (unsigned char)*p <= ' ') {
			*lines |= *p == '\n' || *p == '\r';
			p++;
		}
		if (p == end || (*p != '/' && *p != '<'))
			return p;
		if (begins(p, end, "//") || begins(p, end, "<!--")) {
			p = line_end(p, end);
		} else if (begins(p, end, "/*")) {
			for (p += 2; p < end && !begins(p, end, "*/"); p++)
				*lines |= *p == '\n';
			p = p < end ? p + 2 : end;
		} else {
			return p;
		}
	}
}

/* p at the quote; behind the string, *closed false when the line ends first. */
static const char *skip_string(const char *p, const char *end, bool *closed)
{
	char quote = *p++;

	for (; p < end && *p != quote && *p != '\n'; p++)
		if (*p == '\\' && end - p > 1)
			p++;
	*closed = p < end && *p == quote;
	return *closed ? p + 1 : p;
}

static const char *skip_template(const char *p, const char *end)
{
	for (p++; p < end && *p != '`'; p++)
		if (*p == '\\' && end - p > 1)
			p++;
	return p < end ? p + 1 : end;
}

/* p at the slash; an unfinished one takes its line. */
static const char *skip_regex(const char *p, const char *end)
{
	bool set = false;

	for (p++; p < end && *p != '\n' && (set || *p != '/'); p++) {
		if (*p == '\\' && end - p > 1)
			p++;
		else if (*p == '[' || *p == ']')
			set = *p == '[';
	}
	return p < end ? p + 1 : end;
}

/* Whether a literal that ends before p is the whole value. */
static bool value_ends(const char *p, const char *end, bool call)
{
	bool lines = false;

	p = skip_blank(p, end, &lines);
	if (call)
		return p < end && (*p == ',' || *p == ')');
	if (p == end || strchr(";,)}:", *p))
		return true;
	return lines && (begins(p, end, "-->") || !strchr("+-*/%.[(?&|=<>^`", *p));
}

static uint32_t hex_value(const char **p, const char *end, int max)
{
	uint32_t v = 0;

	for (int n = 0; n < max && *p < end; n++, ++*p) {
		char c = gp_html_lower(**p);

		if (c >= '0' && c <= '9')
			v = v * 16 + (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			v = v * 16 + (uint32_t)(c - 'a' + 10);
		else
			break;
	}
	return v;
}

struct gp_text gp_script_unescape(struct gp_arena *a, struct gp_text raw)
{
	const char *p = raw.p, *end = p + raw.n;
	size_t n = 0;
	char *to;

	if (!raw.n || !memchr(raw.p, '\\', raw.n))
		return raw;
	to = gp_arena_alloc(a, raw.n + 3);
	while (p < end) {
		if (*p != '\\' || end - p < 2) {
			to[n++] = *p++;
		} else if (p[1] == 'u' || p[1] == 'x') {
			int max = p[1] == 'u' ? 4 : 2;
			uint32_t cp;

			p += 2;
			cp = hex_value(&p, end, max);
			n += gp_utf8_put(cp >= 0xD800 && cp <= 0xDFFF ? 0xFFFD : cp, to + n);
		} else if (p[1] == '\n') {
			p += 2;
		} else {
			to[n++] = p[1] == 'n' ? '\n' : p[1] == 't' ? '\t' : p[1];
			p += 2;
		}
	}
	return (struct gp_text){to, n};
}

/*
 * After a name that takes an address: `from` stands where "=" or "(" has to. Adds
 * the literal and returns the position behind it; `from` when there is none.
 */
static const char *take_literal(struct gp_page *pg, struct gp_html_value *v, const char *from,
    const char *end, const char *attr, bool call)
{
	const char *p = from, *close;
	bool lines = false, closed;
	struct gp_text raw;
	struct gp_link *link;

	p = skip_blank(p, end, &lines);
	if (p == end || *p != (call ? '(' : '=') || begins(p, end, "==") || begins(p, end, "=>"))
		return from;
	p = skip_blank(p + 1, end, &lines);
	if (p == end || (*p != '"' && *p != '\''))
		return from;
	close = skip_string(p, end, &closed);
	if (!closed || !value_ends(close, end, call))
		return from;
	raw = (struct gp_text){p + 1, (size_t)(close - p) - 2};
	if (raw.n > pg->lim.attribute) {
		gp_page_limit(pg, "attribute");
		return close;
	}
	raw = gp_script_unescape(pg->arena, raw);
	if (!raw.n || gp_link_unfilled(raw))
		return close;
	link = gp_page_link(pg, "script-literal", attr, raw,
	    gp_html_value_source(v, (size_t)(p + 1 - v->text.p)));
	if (link)
		link->confidence = GP_CONFIDENCE_LOW;
	return close;
}

static struct gp_text read_word(const char *p, const char *end)
{
	const char *from = p;

	while (p < end && word_char(*p))
		p++;
	return (struct gp_text){from, (size_t)(p - from)};
}

/* s->p is behind the name `location`. */
static void after_location(struct scan *s, struct gp_page *pg, struct gp_html_value *v)
{
	static const struct {
		const char *const name[2], *attr;
		bool call;
	} members[] = {
		{{"href", NULL}, "location.href", false},
		{{"replace", NULL}, "location.replace", true},
		{{"assign", NULL}, "location.assign", true},
	};
	bool lines = false;
	const char *p = skip_blank(s->p, s->end, &lines), *to = NULL;
	struct gp_text member;

	if (p == s->end || *p != '.') {
		s->p = take_literal(pg, v, s->p, s->end, "location", false);
		return;
	}
	p = skip_blank(p + 1, s->end, &lines);
	member = read_word(p, s->end);
	p += member.n;
	for (size_t i = 0; !to && i < sizeof members / sizeof *members; i++)
		if (is_one_of(member, members[i].name))
			to = take_literal(pg, v, p, s->end, members[i].attr, members[i].call);
	if (to && to != p)
		s->p = to;
}

static void word(struct scan *s, struct gp_page *pg, struct gp_html_value *v)
{
	static const char *const windows[] = {"window", "top", "self", "parent", "document", NULL};
	static const char *const declares[] = {"var", "let", "const", "function", NULL};
	static const char *const location[] = {"location", NULL}, *const open[] = {"open", NULL};
	struct gp_text w = read_word(s->p, s->end), before = s->word;
	bool dot = s->dot;

	s->p += w.n;
	s->word = w;
	s->dot = false;
	s->operand = true;
	if (is_one_of(w, location)) {
		if (dot ? is_one_of(s->owner, windows) : !is_one_of(before, declares))
			after_location(s, pg, v);
	} else if (dot && is_one_of(w, open) && is_one_of(s->owner, windows)) {
		s->p = take_literal(pg, v, s->p, s->end, "window.open", true);
	}
}

/* Whether a '/' behind the last token opens a regular expression. */
static bool regex_follows(const struct scan *s)
{
	static const char *const operators[] = {"return", "typeof", "case", "in", "of", "delete",
		"void", "throw", "new", "else", "do", NULL};

	return !s->operand || is_one_of(s->word, operators);
}

static void step(struct scan *s, struct gp_page *pg, struct gp_html_value *v)
{
	bool closed, regex = *s->p == '/' && regex_follows(s);
	char c = *s->p;

	if (word_char(c)) {
		word(s, pg, v);
		return;
	}
	if (c == '.') {
		s->owner = s->word;
		s->dot = true;
		s->p++;
		return;
	}
	s->word = (struct gp_text){"", 0};
	s->dot = false;
	if (c == '"' || c == '\'') {
		s->p = skip_string(s->p, s->end, &closed);
		s->operand = true;
	} else if (c == '`') {
		s->p = skip_template(s->p, s->end);
		s->operand = true;
	} else if (regex) {
		s->p = skip_regex(s->p, s->end);
		s->operand = true;
	} else {
		s->operand = c == ')' || c == ']';
		s->p++;
	}
}

void gp_page_script(struct gp_page *pg, struct gp_html_value *v)
{
	struct scan s = {.p = v->text.p, .end = v->text.p + v->text.n};
	bool lines = false;

	/* most scripts do neither; looking first is far cheaper than reading tokens */
	if (!memmem(s.p, v->text.n, "location", 8) && !memmem(s.p, v->text.n, ".open", 5))
		return;
	while ((s.p = skip_blank(s.p, s.end, &lines)) < s.end)
		step(&s, pg, v);
}

#include "core/web/css.h"

#include <stdint.h>
#include <string.h>

#include "core/text/utf8.h"

#define REPLACEMENT 0xFFFDu

static bool space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool newline(char c)
{
	return c == '\n' || c == '\r' || c == '\f';
}

/* Letters, digits, '-', '_' and all beyond ASCII (4.2 "ident code point"). */
static bool name_char(char c)
{
	static const unsigned char ascii[128] = {
		['-'] = 1, ['_'] = 1,
		['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		['a'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	};

	return (unsigned char)c >= 0x80 || ascii[(unsigned char)c];
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static const char *skip_spaces(const char *p, const char *end)
{
	while (p < end && space(*p))
		p++;
	return p;
}

void gp_css_init(struct gp_css *c, const char *s, size_t n)
{
	*c = (struct gp_css){.p = s, .end = s + n};
}

/* 4.3.7: the code point at *p, escape or byte; moves *p behind it. */
static uint32_t next_char(const char **p, const char *end)
{
	uint32_t cp = 0;
	int digits = 0;

	if (**p != '\\' || end - *p < 2)
		return (unsigned char)*(*p)++;
	for (++*p; *p < end && digits < 6 && hex(**p) >= 0; ++*p, digits++)
		cp = cp * 16 + (uint32_t)hex(**p);
	if (!digits)
		return (unsigned char)*(*p)++;
	if (*p < end && **p == '\r' && end - *p > 1 && (*p)[1] == '\n')
		*p += 2;
	else if (*p < end && space(**p))
		++*p;
	return cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF) ? REPLACEMENT : cp;
}

static const char *skip_name(const char *p, const char *end)
{
	for (;;) {
		while (p < end && name_char(*p))
			p++;
		if (end - p < 2 || *p != '\\' || newline(p[1]))
			return p;
		next_char(&p, end);
	}
}

static bool name_is(const char *p, const char *end, const char *word)
{
	for (; *word; word++) {
		uint32_t c;

		if (p == end)
			return false;
		c = next_char(&p, end);
		if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != (unsigned char)*word)
			return false;
	}
	return p == end;
}

/* p stands behind the opening "slash star". */
static const char *skip_comment(const char *p, const char *end)
{
	while ((p = memchr(p, '/', (size_t)(end - p)))) {
		if (p[-1] == '*')
			return p + 1;
		p++;
	}
	return end;
}

/* 4.3.5; p stands at the quote. raw->p is NULL for a bad string. */
static const char *read_string(const char *p, const char *end, struct gp_text *raw)
{
	const char *from = p + 1, quote = *p;

	for (p = from; p < end && *p != quote; p++) {
		if (newline(*p)) {
			*raw = (struct gp_text){NULL, 0};
			return p;
		}
		if (*p == '\\' && end - p > 1)
			p++;
	}
	*raw = (struct gp_text){from, (size_t)(p - from)};
	return p < end ? p + 1 : end;
}

/* 4.3.6; p stands behind "url(" and white space. raw->p is NULL for a bad url. */
static const char *read_bare_url(const char *p, const char *end, struct gp_text *raw)
{
	const char *from = p, *to;

	*raw = (struct gp_text){NULL, 0};
	while (p < end && *p != ')' && !space(*p)) {
		if (*p == '"' || *p == '\'' || *p == '(' || *p == '\x7f' || (unsigned char)*p < ' ')
			break;
		if (*p == '\\' && (end - p < 2 || newline(p[1])))
			break;
		next_char(&p, end);
	}
	to = p;
	p = skip_spaces(p, end);
	if (p == end || *p == ')') {
		*raw = (struct gp_text){from, (size_t)(to - from)};
		return p < end ? p + 1 : end;
	}
	for (; p < end && *p != ')'; p++) /* 4.3.14: what is left of a bad url */
		if (*p == '\\' && end - p > 1)
			p++;
	return p;
}

static const char *read_url(const char *p, const char *end, struct gp_text *raw)
{
	p = skip_spaces(p, end);
	if (p < end && (*p == '"' || *p == '\''))
		return read_string(p, end, raw);
	return read_bare_url(p, end, raw);
}

/* One token that is no white space and no comment; *raw is set when it is an address. */
static void read_token(struct gp_css *c, struct gp_text *raw)
{
	const char *from = c->p, *end = c->end;
	bool importing = c->import;

	c->import = false;
	if (*from == '"' || *from == '\'') {
		c->p = read_string(from, end, raw);
		if (!importing)
			raw->p = NULL;
		return;
	}
	if (*from == '@' || *from == '#') {
		c->p = skip_name(from + 1, end);
		c->import = *from == '@' && name_is(from + 1, c->p, "import");
		c->in_namespace |= *from == '@' && name_is(from + 1, c->p, "namespace");
		return;
	}
	c->p = skip_name(from, end);
	if (c->p == from) {
		if (*from == ';' || *from == '{' || *from == '}')
			c->in_namespace = false;
		c->p++;
	} else if (c->p < end && *c->p == '(' && c->p - from >= 3 && name_is(from, c->p, "url")) {
		c->p = read_url(c->p + 1, end, raw);
	}
}

/*
 * Over what cannot matter: from a token's beginning to the next that may begin a
 * comment, string or rule of interest, or may name a function.
 */
static const char *skip_dull(const char *from, const char *end)
{
	static const unsigned char stops[256] = {
		['"'] = 1, ['\''] = 1, ['('] = 1, ['/'] = 1, ['@'] = 1, ['\\'] = 1,
	};
	const char *p = from;

	while (p < end && !stops[(unsigned char)*p])
		p++;
	if (p < end && (*p == '(' || *p == '\\')) { /* back to the beginning of its name */
		while (p > from && name_char(p[-1]))
			p--;
		if (p > from && p[-1] == '#')
			p--;
	}
	return p;
}

bool gp_css_next(struct gp_css *c, struct gp_css_url *out)
{
	while (c->p < c->end) {
		struct gp_text raw = {NULL, 0};
		bool importing = c->import;

		if (!c->import && !c->in_namespace) {
			c->p = skip_dull(c->p, c->end);
			if (c->p == c->end)
				break;
		}
		if (space(*c->p)) {
			c->p++;
			continue;
		}
		if (*c->p == '/' && c->end - c->p > 1 && c->p[1] == '*') {
			c->p = c->end - c->p > 2 ? skip_comment(c->p + 3, c->end) : c->end;
			continue;
		}
		read_token(c, &raw);
		if (raw.p && raw.n && *raw.p != '#' && !c->in_namespace) {
			out->raw = raw;
			out->import = importing;
			return true;
		}
	}
	return false;
}

struct gp_text gp_css_unescape(struct gp_arena *a, struct gp_text raw)
{
	const char *p = raw.p, *end = p + raw.n;
	size_t n = 0;
	char *to;

	if (!raw.n || !memchr(raw.p, '\\', raw.n))
		return raw;
	to = gp_arena_alloc(a, raw.n * 2); /* "\0" gives three bytes */
	while (p < end) {
		if (*p != '\\') {
			to[n++] = *p++;
		} else if (end - p < 2) {
			p++;
		} else if (newline(p[1])) { /* a string goes on in the next line */
			p += p[1] == '\r' && end - p > 2 && p[2] == '\n' ? 3 : 2;
		} else if (hex(p[1]) < 0) {
			to[n++] = p[1];
			p += 2;
		} else {
			n += gp_utf8_put(next_char(&p, end), to + n);
		}
	}
	return (struct gp_text){to, n};
}

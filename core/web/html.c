#include "core/web/html.h"

#include <string.h>

#include "core/web/html_scan.h"

enum {
	SPACE = 1,    /* ends anything in a tag */
	NAME_END = 2, /* ends a tag name: space / > */
	ATTR_END = 4, /* ends an attribute name: space / > = */
	BARE_END = 8, /* ends an unquoted value: space > */
};

static const unsigned char classes[256] = {
	['\t'] = SPACE | NAME_END | ATTR_END | BARE_END,
	['\n'] = SPACE | NAME_END | ATTR_END | BARE_END,
	['\f'] = SPACE | NAME_END | ATTR_END | BARE_END,
	['\r'] = SPACE | NAME_END | ATTR_END | BARE_END,
	[' '] = SPACE | NAME_END | ATTR_END | BARE_END,
	['/'] = NAME_END | ATTR_END,
	['>'] = NAME_END | ATTR_END | BARE_END,
	['='] = ATTR_END,
};

static bool in_class(const char *p, unsigned class)
{
	return classes[(unsigned char)*p] & class;
}

static const char *skip_until(const char *p, const char *end, unsigned class)
{
	while (p < end && !in_class(p, class))
		p++;
	return p;
}

static const char *skip_spaces(const char *p, const char *end)
{
	while (p < end && in_class(p, SPACE))
		p++;
	return p;
}

void gp_html_init(struct gp_html *t, const char *s, size_t n)
{
	t->p = s;
	t->end = s + n;
	t->state = GP_HTML_DATA;
	memset(t->last_start, 0, sizeof t->last_start);
	t->foreign = false;
}

static bool text_token(struct gp_html *t, const char *end, enum gp_html_state state)
{
	t->token.kind = GP_HTML_TEXT;
	t->token.state = state;
	t->token.data = (struct gp_text){t->p, (size_t)(end - t->p)};
	t->p = end;
	return true;
}

/* The value after '='; *value and the new position. NULL when the input ends inside it. */
static const char *read_value(const char *p, const char *end, struct gp_text *value)
{
	const char *from, *quote;

	p = skip_spaces(p, end);
	if (p == end)
		return NULL;
	if (*p == '"' || *p == '\'') {
		from = p + 1;
		quote = memchr(from, *p, (size_t)(end - from));
		if (!quote)
			return NULL;
		*value = (struct gp_text){from, (size_t)(quote - from)};
		return quote + 1;
	}
	from = p;
	p = skip_until(p, end, BARE_END);
	*value = (struct gp_text){from, (size_t)(p - from)};
	return p;
}

/* 13.2.5.32 to 13.2.5.40. The position after '>', or NULL when the input ends inside the tag. */
static const char *read_attrs(struct gp_html *t, const char *p)
{
	const char *end = t->end;
	struct gp_html_attr attr;

	for (;;) {
		p = skip_spaces(p, end);
		if (p == end)
			return NULL;
		if (*p == '>')
			return p + 1;
		if (*p == '/') {
			p++;
			if (p < end && *p == '>')
				t->token.self_closing = true;
			continue;
		}
		attr.name.p = p;
		p = skip_until(p + (*p == '='), end, ATTR_END);
		attr.name.n = (size_t)(p - attr.name.p);
		attr.value = (struct gp_text){p, 0};
		p = skip_spaces(p, end);
		if (p < end && *p == '=') {
			p = read_value(p + 1, end, &attr.value);
			if (!p)
				return NULL;
		}
		if (t->token.attr_count < GP_HTML_ATTRS)
			t->attrs[t->token.attr_count++] = attr;
	}
}

/* p stands at the name. An unfinished tag is dropped with the rest of the input. */
static bool read_tag(struct gp_html *t, const char *p, enum gp_html_kind kind)
{
	struct gp_html_token *k = &t->token;
	const char *name = p;
	size_t n = 0;

	k->kind = kind;
	k->attr_count = 0;
	k->self_closing = false;
	memset(k->tag, 0, sizeof k->tag);
	for (; p < t->end && !in_class(p, NAME_END); p++)
		if (n < sizeof k->tag)
			k->tag[n++] = gp_html_lower(*p);
	if (n == sizeof k->tag)
		memset(k->tag, 0, sizeof k->tag);
	k->name = (struct gp_text){name, (size_t)(p - name)};
	p = read_attrs(t, p);
	t->p = p ? p : t->end;
	if (p && kind == GP_HTML_START_TAG)
		memcpy(t->last_start, k->tag, sizeof k->tag);
	return p != NULL;
}

/* The '<' that opens markup, or the end. */
static const char *markup_start(const char *p, const char *end)
{
	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		if (end - p < 2)
			return end;
		if (gp_html_alpha(p[1]) || p[1] == '!' || p[1] == '?')
			return p;
		if (p[1] == '/')
			return end - p > 2 ? p : end;
		p++;
	}
	return end;
}

static bool next_data(struct gp_html *t)
{
	const char *p = markup_start(t->p, t->end);

	if (p > t->p)
		return text_token(t, p, GP_HTML_DATA);
	if (gp_html_alpha(p[1]))
		return read_tag(t, p + 1, GP_HTML_START_TAG);
	if (p[1] == '/' && gp_html_alpha(p[2]))
		return read_tag(t, p + 2, GP_HTML_END_TAG);
	if (p[1] == '/' && p[2] == '>') {
		t->p = p + 3;
		return false;
	}
	if (p[1] == '!' && t->foreign && gp_html_begins(p + 2, t->end, "[cdata[") &&
	    !memcmp(p + 3, "CDATA", 5)) {
		t->state = GP_HTML_CDATA;
		t->p = p + 9;
		return false;
	}
	if (p[1] == '!')
		t->p = gp_html_declaration(&t->token, p + 2, t->end);
	else
		t->p = gp_html_bogus_comment(&t->token, p + (p[1] == '/' ? 2 : 1), t->end);
	return true;
}

static bool next_raw(struct gp_html *t)
{
	enum gp_html_state state = t->state;
	const char *to;

	to = state == GP_HTML_SCRIPT ? gp_html_script_end(t->p, t->end, t->last_start)
	                             : gp_html_raw_end(t->p, t->end, t->last_start);
	if (to < t->end)
		t->state = GP_HTML_DATA; /* which reads the end tag */
	return to > t->p && text_token(t, to, state);
}

static bool next_cdata(struct gp_html *t)
{
	const char *p = t->p, *close = NULL;

	while (!close && (p = memchr(p, '>', (size_t)(t->end - p)))) {
		if (p - t->p >= 2 && p[-1] == ']' && p[-2] == ']')
			close = p - 2;
		p++;
	}
	if (!close)
		return text_token(t, t->end, GP_HTML_CDATA);
	t->state = GP_HTML_DATA;
	if (close > t->p) {
		text_token(t, close, GP_HTML_CDATA);
		t->p = close + 3;
		return true;
	}
	t->p = close + 3;
	return false;
}

const struct gp_html_token *gp_html_next(struct gp_html *t)
{
	bool some = false;

	while (!some && t->p < t->end) {
		switch (t->state) {
		case GP_HTML_DATA:
			some = next_data(t);
			break;
		case GP_HTML_RCDATA:
		case GP_HTML_RAWTEXT:
		case GP_HTML_SCRIPT:
			some = next_raw(t);
			break;
		case GP_HTML_PLAINTEXT:
			some = text_token(t, t->end, GP_HTML_PLAINTEXT);
			break;
		case GP_HTML_CDATA:
			some = next_cdata(t);
			break;
		}
	}
	return some ? &t->token : NULL;
}

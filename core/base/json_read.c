#include "core/base/json_read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

/* A number as text, the longest that is read. */
#define NUMBER_MAX 64

struct reader {
	struct gp_arena *arena;
	const char *p, *end;
	int depth;
};

static void skip_space(struct reader *r)
{
	while (r->p < r->end && (*r->p == ' ' || *r->p == '\t' || *r->p == '\n' || *r->p == '\r'))
		r->p++;
}

static bool take(struct reader *r, char c)
{
	skip_space(r);
	if (r->p == r->end || *r->p != c)
		return false;
	r->p++;
	return true;
}

static int read_value(struct reader *r, struct gp_value *out);

static int hex4(struct reader *r, unsigned *out)
{
	*out = 0;
	if (r->end - r->p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = *r->p++;

		if (c >= '0' && c <= '9')
			*out = *out << 4 | (unsigned)(c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			*out = *out << 4 | (unsigned)((c | 32) - 'a' + 10);
		else
			return -1;
	}
	return 0;
}

/* Behind the backslash; a pair of surrogates is one character, one alone is an error. */
static int read_escape(struct reader *r, char **to)
{
	static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
	const char *at;
	unsigned c, low;

	if (r->p == r->end)
		return -1;
	if (*r->p != 'u') {
		at = memchr(letters, *r->p++, sizeof letters - 1);
		if (!at)
			return -1;
		*(*to)++ = bytes[at - letters];
		return 0;
	}
	r->p++;
	if (hex4(r, &c))
		return -1;
	if (c >= 0xD800 && c < 0xE000) {
		if (c >= 0xDC00 || r->end - r->p < 2 || *r->p++ != '\\' || *r->p++ != 'u' || hex4(r, &low) || low < 0xDC00 ||
		    low > 0xDFFF)
			return -1;
		c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
	}
	*to += gp_utf8_put(c, *to);
	return 0;
}

/* Behind the opening quote. Text never grows when its escapes are read. */
static int read_string(struct reader *r, const char **out, size_t *n)
{
	const char *end = r->p;
	unsigned char high = 0; /* bits of all bytes before the first escape: most texts have none */
	char *s, *to;

	for (; end < r->end && *end != '"' && *end != '\\' && (unsigned char)*end >= 0x20; end++)
		high |= (unsigned char)*end;
	if (end < r->end && *end == '"') {
		*n = (size_t)(end - r->p);
		*out = gp_arena_strndup(r->arena, r->p, *n);
		r->p = end + 1;
		return high < 0x80 || gp_utf8_valid(*out, *n) ? 0 : -1;
	}
	while (end < r->end && *end != '"')
		end += *end == '\\' && end + 1 < r->end ? 2 : 1;
	if (end >= r->end)
		return -1;
	to = s = gp_arena_alloc(r->arena, (size_t)(end - r->p) + 1);
	while (r->p < end) {
		if ((unsigned char)*r->p < 0x20)
			return -1;
		if (*r->p != '\\')
			*to++ = *r->p++;
		else if (r->p++, read_escape(r, &to))
			return -1;
	}
	r->p = end + 1;
	*to = '\0';
	*out = s;
	*n = (size_t)(to - s);
	return gp_utf8_valid(s, *n) ? 0 : -1;
}

static int read_number(struct reader *r, struct gp_value *out)
{
	char text[NUMBER_MAX], *end;
	bool whole = true;
	size_t n = 0;

	while (r->p < r->end && n < sizeof text - 1 && strchr("+-.0123456789Ee", *r->p)) {
		whole = whole && strchr("-0123456789", *r->p);
		text[n++] = *r->p++;
	}
	text[n] = '\0';
	if (!n || text[0] == '+' || text[0] == '.')
		return -1;
	errno = 0;
	if (whole) {
		*out = (struct gp_value){.type = GP_VALUE_INT};
		out->integer = strtoll(text, &end, 10);
		if (!errno)
			return *end ? -1 : 0;
	}
	errno = 0;
	*out = (struct gp_value){.type = GP_VALUE_NUMBER, .number = strtod(text, &end)};
	return *end || (errno && (out->number > 1 || out->number < -1)) ? -1 : 0;
}

static int read_word(struct reader *r, const char *word, struct gp_value *out, struct gp_value v)
{
	size_t n = strlen(word);

	if ((size_t)(r->end - r->p) < n || memcmp(r->p, word, n))
		return -1;
	r->p += n;
	*out = v;
	return 0;
}

/* What has been read so far; it doubles, and the arena forgets the old copies with all the rest. */
static void *grown(struct reader *r, void *old, size_t count, size_t size)
{
	void *more;

	if (count & (count - 1) || (count && count < 8))
		return old;
	more = gp_arena_alloc(r->arena, (count ? 2 * count : 8) * size);
	if (count)
		memcpy(more, old, count * size);
	return more;
}

static int read_list(struct reader *r, struct gp_value *out)
{
	struct gp_value *items = NULL;
	size_t n = 0;

	if (!take(r, ']')) {
		do {
			items = grown(r, items, n, sizeof *items);
			if (read_value(r, &items[n++]))
				return -1;
		} while (take(r, ','));
		if (!take(r, ']'))
			return -1;
	}
	*out = (struct gp_value){.type = GP_VALUE_LIST};
	out->list.items = items;
	out->list.n = n;
	return 0;
}

static int read_map(struct reader *r, struct gp_value *out)
{
	struct gp_member *members = NULL, *m;
	size_t n = 0;

	if (!take(r, '}')) {
		do {
			members = grown(r, members, n, sizeof *members);
			m = &members[n++];
			m->line = 0;
			if (!take(r, '"') || read_string(r, &m->key, &m->key_n) || !take(r, ':') || read_value(r, &m->value))
				return -1;
		} while (take(r, ','));
		if (!take(r, '}'))
			return -1;
	}
	*out = (struct gp_value){.type = GP_VALUE_MAP};
	out->map.members = members;
	out->map.n = n;
	return 0;
}

static int read_value(struct reader *r, struct gp_value *out)
{
	int rc = -1;

	skip_space(r);
	if (r->p == r->end || r->depth >= GP_VALUE_DEPTH)
		return -1;
	r->depth++;
	switch (*r->p) {
	case '{':
		r->p++;
		rc = read_map(r, out);
		break;
	case '[':
		r->p++;
		rc = read_list(r, out);
		break;
	case '"':
		r->p++;
		*out = (struct gp_value){.type = GP_VALUE_STRING};
		rc = read_string(r, &out->string.p, &out->string.n);
		break;
	case 't':
		rc = read_word(r, "true", out, (struct gp_value){.type = GP_VALUE_BOOL, .truth = true});
		break;
	case 'f':
		rc = read_word(r, "false", out, (struct gp_value){.type = GP_VALUE_BOOL});
		break;
	case 'n':
		rc = read_word(r, "null", out, (struct gp_value){.type = GP_VALUE_NULL});
		break;
	default:
		rc = read_number(r, out);
	}
	r->depth--;
	return rc;
}

int gp_json_read(struct gp_value *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct reader r = {.arena = a, .p = p, .end = p + n};

	if (!read_value(&r, out)) {
		skip_space(&r);
		if (r.p == r.end)
			return 0;
	}
	*out = (struct gp_value){0};
	return gp_fail(e, GP_EPARSE, "this is no JSON, at byte %zu of %zu", (size_t)(r.p - p), n);
}

/* --- the members of one object */

/* Past the quote behind which no backslash stands that is not one of a pair. */
static const char *skip_string(const char *p, const char *end)
{
	const char *begin = p, *back;

	while ((p = memchr(p, '"', (size_t)(end - p)))) {
		for (back = p; back > begin && back[-1] == '\\'; back--)
			;
		p++;
		if ((p - 1 - back) % 2 == 0)
			return p;
	}
	return NULL;
}

/* Past one value; NULL when it does not end. */
static const char *skip_value(const char *p, const char *end)
{
	int depth = 0;

	while (p < end) {
		char c = *p;

		if (c == '"') {
			p = skip_string(p + 1, end);
			if (!p || !depth)
				return p;
			continue;
		}
		if (!depth && (c == ',' || c == '}' || c == ']'))
			return p;
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		p++;
		if (!depth && (c == '}' || c == ']'))
			return p;
	}
	return depth ? NULL : p;
}

/* At the next value: 1; behind the last: 0. */
static int enter(struct gp_json_walk *w, char opens, char closes)
{
	if (w->p >= w->end)
		return -1;
	if (!w->inside) {
		if (*w->p++ != opens)
			return -1;
		w->inside = true;
		if (w->p < w->end && *w->p == closes)
			return 0;
		return w->p < w->end ? 1 : -1;
	}
	if (*w->p == closes)
		return 0;
	if (*w->p++ != ',')
		return -1;
	return w->p < w->end ? 1 : -1;
}

int gp_json_next(struct gp_json_walk *w, struct gp_json_member *out)
{
	int rc = enter(w, '{', '}');
	const char *close;

	if (rc <= 0)
		return rc;
	if (*w->p != '"' || !(close = skip_string(w->p + 1, w->end)) || close >= w->end || *close != ':')
		return -1;
	out->key = w->p + 1;
	out->key_n = (size_t)(close - w->p) - 2;
	out->value = close + 1;
	w->p = skip_value(out->value, w->end);
	if (!w->p || w->p == out->value)
		return -1;
	out->n = (size_t)(w->p - out->value);
	return 1;
}

int gp_json_next_item(struct gp_json_walk *w, const char **value, size_t *n)
{
	int rc = enter(w, '[', ']');

	if (rc <= 0)
		return rc;
	*value = w->p;
	w->p = skip_value(*value, w->end);
	if (!w->p || w->p == *value)
		return -1;
	*n = (size_t)(w->p - *value);
	return 1;
}

#include "core/web/html.h"

#include <stdint.h>
#include <string.h>

#include "core/text/utf8.h"
#include "core/web/entity.h"
#include "core/web/html_scan.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static bool alnum(char c)
{
	return gp_html_alpha(c) || (c >= '0' && c <= '9');
}

static const struct gp_entity *find_entity(const char *name, size_t n)
{
	uint32_t h = gp_entity_hash(name, n);
	const struct gp_entity *e;

	for (; gp_entity_slots[h]; h = (h + 1) % GP_ENTITY_SLOTS) {
		e = &gp_entities[gp_entity_slots[h] - 1];
		if (e->name_n == n && !memcmp(e->name, name, n))
			return e;
	}
	return NULL;
}

/* 13.2.5.73: the longest name that the table has. p is behind '&'. */
static size_t named_ref(const char *p, size_t n, bool in_attr, char out[8], size_t *out_n)
{
	const struct gp_entity *e = NULL;
	size_t run = 0;

	while (run < n && run < GP_ENTITY_NAME_MAX && alnum(p[run]))
		run++;
	if (run < n && p[run] == ';')
		e = find_entity(p, run + 1);
	for (size_t k = run < GP_ENTITY_LEGACY_MAX ? run : GP_ENTITY_LEGACY_MAX; !e && k >= 2; k--)
		e = find_entity(p, k);
	if (!e)
		return 0;
	if (in_attr && p[e->name_n - 1] != ';' && e->name_n < n &&
	    (p[e->name_n] == '=' || alnum(p[e->name_n])))
		return 0;
	memcpy(out, e->text, sizeof e->text);
	*out_n = e->text_n;
	return e->name_n;
}

/* 13.2.5.80: C1 numbers mean windows-1252, and what is no character is U+FFFD. */
static uint32_t ref_code(uint32_t cp)
{
	static const uint16_t c1[32] = {
		0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
		0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
	};

	if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0xFFFD;
	return cp >= 0x80 && cp < 0xA0 ? c1[cp - 0x80] : cp;
}

static int digit(char c, unsigned base)
{
	char l = gp_html_lower(c);

	if (c >= '0' && c <= '9')
		return c - '0';
	return base == 16 && l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/* p is behind "&#". */
static size_t numeric_ref(const char *p, size_t n, char out[8], size_t *out_n)
{
	unsigned base = n && gp_html_lower(*p) == 'x' ? 16 : 10;
	size_t i = base == 16, from = i;
	uint32_t cp = 0;
	int d;

	for (; i < n && (d = digit(p[i], base)) >= 0; i++)
		if (cp <= 0x10FFFF)
			cp = cp * base + (uint32_t)d;
	if (i == from)
		return 0;
	*out_n = gp_utf8_put(ref_code(cp), out);
	return i + (i < n && p[i] == ';');
}

size_t gp_html_ref(const char *p, size_t n, bool in_attr, char out[8], size_t *out_n)
{
	size_t used;

	if (n > 2 && p[1] == '#') {
		used = numeric_ref(p + 2, n - 2, out, out_n);
		return used ? used + 2 : 0;
	}
	used = n > 2 ? named_ref(p + 1, n - 1, in_attr, out, out_n) : 0;
	return used ? used + 1 : 0;
}

unsigned gp_html_text_flags(enum gp_html_state state)
{
	switch (state) {
	case GP_HTML_DATA:
		return GP_HTML_REFS | GP_HTML_KEEP_NUL;
	case GP_HTML_RCDATA:
		return GP_HTML_REFS;
	case GP_HTML_CDATA:
		return GP_HTML_KEEP_NUL;
	case GP_HTML_RAWTEXT:
	case GP_HTML_SCRIPT:
	case GP_HTML_PLAINTEXT:
		break;
	}
	return 0;
}

/* Bytes that stand for themselves at p, up to `n`. */
static size_t plain_run(const char *p, size_t n, unsigned flags)
{
	enum { RETURN = 1, REF = 2, NUL = 4, UPPER = 8 };
	static const unsigned char classes[256] = {
		['\r'] = RETURN, ['&'] = REF, ['\0'] = NUL,
		['A'] = UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
		['K'] = UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
		['U'] = UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
	};
	unsigned stop = RETURN;
	size_t i = 0;

	stop |= flags & GP_HTML_REFS ? REF : 0;
	stop |= flags & GP_HTML_KEEP_NUL ? 0 : NUL;
	stop |= flags & GP_HTML_LOWER ? UPPER : 0;
	while (i < n && !(classes[(unsigned char)p[i]] & stop))
		i++;
	return i;
}

/* One byte or reference that may stand for something else: its length, and what it stands for. */
static size_t special(const char *p, size_t n, unsigned flags, char out[8], size_t *out_n)
{
	size_t used;

	*out_n = 1;
	out[0] = (flags & GP_HTML_LOWER) ? gp_html_lower(*p) : *p;
	if (*p == '&' && (flags & GP_HTML_REFS)) {
		used = gp_html_ref(p, n, flags & GP_HTML_IN_ATTR, out, out_n);
		return used ? used : 1;
	}
	if (*p == '\r') { /* CR LF and a lone CR are LF (13.2.3.5) */
		out[0] = '\n';
		return n > 1 && p[1] == '\n' ? 2 : 1;
	}
	if (*p == '\0' && !(flags & GP_HTML_KEEP_NUL)) {
		memcpy(out, REPLACEMENT, 3);
		*out_n = 3;
	}
	return 1;
}

/* Room that decoding n bytes can need: two names grow by a fifth, NUL by two bytes. */
static size_t decoded_max(struct gp_text raw)
{
	size_t max = raw.n + raw.n / 5 + 8;

	for (size_t i = 0; i < raw.n; i++)
		max += raw.p[i] ? 0 : 2;
	return max;
}

struct gp_text gp_html_decode(struct gp_arena *a, struct gp_text raw, unsigned flags)
{
	size_t at = plain_run(raw.p, raw.n, flags), n = at, run, out_n;
	char *to, out[8];

	if (at == raw.n)
		return raw;
	to = gp_arena_alloc(a, decoded_max(raw));
	memcpy(to, raw.p, at);
	while (at < raw.n) {
		at += special(raw.p + at, raw.n - at, flags, out, &out_n);
		memcpy(to + n, out, out_n);
		n += out_n;
		run = plain_run(raw.p + at, raw.n - at, flags);
		memcpy(to + n, raw.p + at, run);
		n += run;
		at += run;
	}
	return (struct gp_text){to, n};
}

void gp_html_value_read(struct gp_html_value *v, struct gp_arena *a, struct gp_text raw,
    unsigned flags)
{
	*v = (struct gp_html_value){.raw = raw, .flags = flags};
	v->text = gp_html_decode(a, raw, flags);
}

const char *gp_html_value_source(struct gp_html_value *v, size_t at)
{
	size_t used, out_n, run;
	char out[8];

	if (v->text.p == v->raw.p)
		return v->raw.p + at;
	while (v->text_at < at && v->raw_at < v->raw.n) {
		run = plain_run(v->raw.p + v->raw_at, v->raw.n - v->raw_at, v->flags);
		if (run > at - v->text_at)
			run = at - v->text_at;
		v->raw_at += run;
		v->text_at += run;
		if (run || v->raw_at == v->raw.n)
			continue;
		used = special(v->raw.p + v->raw_at, v->raw.n - v->raw_at, v->flags, out, &out_n);
		if (v->text_at + out_n > at)
			break;
		v->raw_at += used;
		v->text_at += out_n;
	}
	return v->raw.p + v->raw_at;
}

/* GB18030: WHATWG Encoding Standard, 10.2. */
#include <string.h>

#include "core/text/charset_impl.h"
#include "core/text/charset_tables.h"
#include "core/text/utf8.h"

#define LAST_BMP 39419u      /* pointers of the basic plane end here */
#define FIRST_ASTRAL 189000u /* U+10000 */
#define LAST_ASTRAL 1237575u /* U+10FFFF */
#define POINTER_E7C7 7457u   /* by the formula U+1E3F, which has two bytes */

static const struct gp_gb18030_range *range_at(uint32_t key, bool by_code)
{
	size_t lo = 0, hi = gp_gb18030_range_count, mid;

	while (hi - lo > 1) {
		mid = (lo + hi) / 2;
		if (key < (by_code ? gp_gb18030_ranges[mid].code : gp_gb18030_ranges[mid].pointer))
			hi = mid;
		else
			lo = mid;
	}
	return &gp_gb18030_ranges[lo];
}

static bool digit(unsigned char c)
{
	return c >= 0x30 && c <= 0x39;
}

static bool lead(unsigned char c)
{
	return c >= 0x81 && c != 0xFF;
}

static uint32_t four(const unsigned char *s)
{
	uint32_t p =
	    (((s[0] - 0x81u) * 10 + (s[1] - 0x30u)) * 126 + (s[2] - 0x81u)) * 10 + (s[3] - 0x30u);
	const struct gp_gb18030_range *r;

	if (p == POINTER_E7C7)
		return 0xE7C7;
	if (p <= LAST_BMP) {
		r = range_at(p, false);
		return r->code + (p - r->pointer);
	}
	if (p >= FIRST_ASTRAL && p <= LAST_ASTRAL)
		return 0x10000 + (p - FIRST_ASTRAL);
	return GP_UTF8_BAD;
}

/*
 * The character at s (n > 0 bytes left, not ASCII): GP_UTF8_BAD when malformed.
 * *used is what it takes up; 0 when the end cuts it off and `last` is not set.
 */
static uint32_t one(const unsigned char *s, size_t n, bool last, size_t *used)
{
	uint32_t cp;
	size_t whole;

	*used = 1;
	if (s[0] == 0x80)
		return 0x20AC;
	if (!lead(s[0]))
		return GP_UTF8_BAD;
	/* a prefix that may yet become a character, up to the end of the input */
	whole = n < 2 ? 1 : !digit(s[1]) ? 0 : n < 3 ? 2 : !lead(s[2]) ? 0 : n < 4 ? 3 : 0;
	if (whole) {
		*used = last ? whole : 0;
		return GP_UTF8_BAD;
	}
	if (!digit(s[1])) {
		cp = gp_gb18030_two[(s[0] & 0x7Fu) << 8 | s[1]];
		*used = cp || s[1] >= 0x80 ? 2 : 1; /* an ASCII second byte is not swallowed */
		return cp ? cp : GP_UTF8_BAD;
	}
	if (!lead(s[2]) || !digit(s[3]))
		return GP_UTF8_BAD;
	*used = 4;
	return four(s);
}

/* Copies ASCII from s to `to`, eight bytes a step; returns how many. */
static size_t ascii(const unsigned char *s, size_t n, char *to)
{
	size_t i = 0;
	uint64_t v;

	while (i + 8 <= n) {
		memcpy(&v, s + i, sizeof v);
		if (v & UINT64_C(0x8080808080808080))
			break;
		memcpy(to + i, &v, sizeof v);
		i += 8;
	}
	for (; i < n && s[i] < 0x80; i++)
		to[i] = (char)s[i];
	return i;
}

void gp_gb18030_decode(struct gp_charset_span *d)
{
	const unsigned char *s = d->in, *end = s + d->n;
	char *to = d->to;
	size_t used;
	uint32_t cp;

	while (s < end) {
		if (*s < 0x80) {
			used = ascii(s, (size_t)(end - s), to);
			s += used;
			to += used;
			continue;
		}
		/* nearly everything: two bytes in, three out */
		while (end - s >= 2 && *s >= 0x80 &&
		       (cp = gp_gb18030_two[(s[0] & 0x7Fu) << 8 | s[1]]) >= 0x800) {
			to[0] = (char)(0xE0 | cp >> 12);
			to[1] = (char)(0x80 | (cp >> 6 & 0x3F));
			to[2] = (char)(0x80 | (cp & 0x3F));
			to += 3;
			s += 2;
		}
		if (s == end || *s < 0x80)
			continue;
		cp = one(s, (size_t)(end - s), d->last, &used);
		if (!used)
			break;
		d->errors += cp == GP_UTF8_BAD;
		to += gp_utf8_put(cp == GP_UTF8_BAD ? 0xFFFD : cp, to);
		s += used;
	}
	d->taken = (size_t)(s - d->in);
	d->put = (size_t)(to - d->to);
}

size_t gp_gb18030_encode(uint32_t cp, unsigned char out[4])
{
	const struct gp_gb18030_range *r;
	uint32_t p;
	uint16_t bytes;

	if (cp < 0x80) {
		out[0] = (unsigned char)cp;
		return 1;
	}
	bytes = cp < 0x10000 ? gp_gb18030_from[cp] : 0;
	if (bytes) {
		out[0] = (unsigned char)(bytes >> 8);
		out[1] = (unsigned char)(bytes & 0xFF);
		return 2;
	}
	if (cp == 0xE5E5 || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0;
	if (cp == 0xE7C7) {
		p = POINTER_E7C7;
	} else if (cp >= 0x10000) {
		p = FIRST_ASTRAL + (cp - 0x10000);
	} else {
		r = range_at(cp, true);
		p = r->pointer + (cp - r->code);
	}
	out[3] = (unsigned char)(0x30 + p % 10);
	out[2] = (unsigned char)(0x81 + p / 10 % 126);
	out[1] = (unsigned char)(0x30 + p / 1260 % 10);
	out[0] = (unsigned char)(0x81 + p / 12600);
	return 4;
}

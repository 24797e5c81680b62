#include "core/base/utf8.h"

#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

static uint64_t load8(const unsigned char *s)
{
	uint64_t v;

	memcpy(&v, s, sizeof v);
	return v;
}

/*
 * How many bytes of s[0..n) (n > 0) go together: *good says whether they are one
 * well-formed sequence; if not, the count is the maximal subpart (Unicode 15, 3.9 D93b).
 */
static size_t sequence(const unsigned char *s, size_t n, bool *good)
{
	unsigned lo = 0x80, hi = 0xBF;
	size_t need, i;

	*good = false;
	if (s[0] < 0x80) {
		*good = true;
		return 1;
	}
	if (s[0] < 0xC2 || s[0] > 0xF4)
		return 1;
	need = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	if (s[0] == 0xE0)
		lo = 0xA0;
	else if (s[0] == 0xED)
		hi = 0x9F;
	else if (s[0] == 0xF0)
		lo = 0x90;
	else if (s[0] == 0xF4)
		hi = 0x8F;
	for (i = 1; i < need; i++) {
		if (i == n || s[i] < lo || s[i] > hi)
			return i;
		lo = 0x80;
		hi = 0xBF;
	}
	*good = true;
	return need;
}

uint32_t gp_utf8_get(const char *text, size_t n, size_t *len)
{
	const unsigned char *s = (const unsigned char *)text;
	bool good;

	*len = sequence(s, n, &good);
	if (!good) {
		*len = 1;
		return GP_UTF8_BAD;
	}
	switch (*len) {
	case 1:
		return s[0];
	case 2:
		return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
	case 3:
		return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
	default:
		return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 |
		       (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
	}
}

size_t gp_utf8_bad(const char *s, size_t n)
{
	bool good;
	size_t len = sequence((const unsigned char *)s, n, &good);

	return good ? 0 : len;
}

size_t gp_utf8_put(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

/* First bytes E0 and ED have narrower ranges after them; Chinese text has neither. */
static bool plain_lead(unsigned char c)
{
	return c != 0xE0 && c != 0xED;
}

/* Two three-byte sequences at s (8 bytes readable) that begin with plain_lead() bytes. */
static bool two_threes(const unsigned char *s)
{
	static const unsigned char mask[8] = {0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0, 0};
	static const unsigned char want[8] = {0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0, 0};

	return (load8(s) & load8(mask)) == load8(want) && plain_lead(s[0]) && plain_lead(s[3]);
}

size_t gp_utf8_valid_upto(const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t i = 0, len;
	bool good;

	while (i < n) {
		if (s[i] < 0x80) {
			while (i + 8 <= n && !(load8(s + i) & HIGH_BITS))
				i += 8;
			while (i < n && s[i] < 0x80)
				i++;
			continue;
		}
		while (i + 8 <= n && two_threes(s + i)) /* Chinese text comes in runs of these */
			i += 6;
		if (i == n || s[i] < 0x80)
			continue;
		len = sequence(s + i, n - i, &good);
		if (!good)
			break;
		i += len;
	}
	return i;
}

bool gp_utf8_valid(const char *s, size_t n)
{
	return gp_utf8_valid_upto(s, n) == n;
}

size_t gp_utf8_count(const char *s, size_t n)
{
	size_t count = 0, i;

	for (i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xC0) != 0x80;
	return count;
}

size_t gp_utf8_prefix(const char *s, size_t n, size_t max)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (((unsigned char)s[i] & 0xC0) == 0x80)
			continue;
		if (max == 0)
			break;
		max--;
	}
	return i;
}

#include "core/match/similarity.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/base/utf8.h"

#define BITS_LEAST 10
#define BITS_MOST 21 /* of one text */

static unsigned bits_for(size_t a_n, size_t b_n)
{
	size_t n = a_n > b_n ? a_n : b_n;
	unsigned bits = BITS_LEAST;

	n = n > GP_SIMILARITY_BYTES ? GP_SIMILARITY_BYTES : n;
	while (bits < BITS_MOST && (size_t)1 << bits < 16 * n)
		bits++;
	return bits;
}

size_t gp_similarity_size(size_t a_n, size_t b_n)
{
	return (size_t)2 << bits_for(a_n, b_n) >> 3;
}

static bool is_space(uint32_t cp)
{
	return cp <= ' ' || cp == 0xA0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 || cp == 0xFEFF;
}

/* Whether the text has a pair at all. */
static bool collect(uint64_t *set, unsigned bits, const char *s, size_t n)
{
	uint32_t before = 0;
	bool any = false;
	size_t len;

	n = n > GP_SIMILARITY_BYTES ? GP_SIMILARITY_BYTES : n;
	for (; n; s += len, n -= len) {
		uint32_t cp = gp_utf8_get(s, n, &len);

		if (is_space(cp))
			continue;
		if (before) {
			uint64_t at = ((uint64_t)before << 32 | cp) * UINT64_C(0x9E3779B97F4A7C15) >> (64 - bits);

			set[at >> 6] |= UINT64_C(1) << (at & 63);
			any = true;
		}
		before = cp;
	}
	return any;
}

double gp_similarity(void *mem, const char *a, size_t a_n, const char *b, size_t b_n)
{
	unsigned bits = bits_for(a_n, b_n);
	size_t words = (size_t)1 << bits >> 6, both = 0, either = 0;
	uint64_t *x = mem, *y = x + words;

	if (a_n == b_n && !memcmp(a, b, a_n))
		return 1;
	memset(mem, 0, 2 * words * sizeof *x);
	if (!collect(x, bits, a, a_n) || !collect(y, bits, b, b_n))
		return 0;
	for (size_t i = 0; i < words; i++) {
		both += (size_t)__builtin_popcountll(x[i] & y[i]);
		either += (size_t)__builtin_popcountll(x[i] | y[i]);
	}
	return (double)both / (double)either;
}

#define _GNU_SOURCE
#include "core/match/lookup.h"

#include <endian.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

/* Sixteen bytes at a time, in whatever registers the machine has for that. */
typedef unsigned char block __attribute__((vector_size(16)));

/* How frequent bytes are in pages of Chinese: of markup and letters, then of characters; any other is rare. */
static const unsigned char frequent[256] = {
	[' '] = 3, ['"'] = 3, ['/'] = 3, ['<'] = 3, ['>'] = 3, ['a'] = 3, ['e'] = 3, ['i'] = 3, ['s'] = 3, ['t'] = 3,
	['\n'] = 2, ['-'] = 2, ['.'] = 2, ['0'] = 2, ['1'] = 2, ['2'] = 2, [':'] = 2, ['='] = 2, ['c'] = 2, ['d'] = 2,
	['g'] = 2, ['h'] = 2, ['l'] = 2, ['m'] = 2, ['n'] = 2, ['o'] = 2, ['p'] = 2, ['r'] = 2, ['u'] = 2, ['v'] = 2,
	[0xE3] = 3, [0xE4] = 3, [0xE5] = 4, [0xE6] = 4, [0xE7] = 4, [0xE8] = 3, [0xE9] = 3, [0xEF] = 3,
	[0x80] = 2, [0xB8] = 2, [0xBC] = 2,
};

static unsigned frequency(char c)
{
	unsigned char u = (unsigned char)c;

	return frequent[u] ? frequent[u] : u >= 0x80;
}

/* The two rarest bytes of a word, by their offsets: where both stand in their distance, the word may. */
struct signs {
	size_t first, second;
};

static struct signs signs_of(const char *word, size_t n)
{
	struct signs x = {0, n - 1};
	unsigned least = UINT_MAX, less = UINT_MAX;

	for (size_t i = 0; i < n; i++) {
		unsigned here = frequency(word[i]);

		if (here < least) {
			x.second = x.first;
			less = least;
			x.first = i;
			least = here;
		} else if (here < less) {
			x.second = i;
			less = here;
		}
	}
	return x;
}

static block load(const char *s)
{
	block b;

	memcpy(&b, s, sizeof b);
	return b;
}

/* Bits of a byte for each place of half a block, the first one lowest. */
static uint64_t half_of(block b, size_t half)
{
	uint64_t halves[2];

	memcpy(halves, &b, sizeof halves);
	return le64toh(halves[half]);
}

static bool any(block b)
{
	return half_of(b, 0) | half_of(b, 1);
}

/* Whether the word stands at one of the places of a block. */
static bool stands(const char *s, block places, const char *word, size_t n)
{
	for (size_t half = 0; half < 2; half++)
		for (uint64_t left = half_of(places, half); left;) {
			size_t at = (size_t)__builtin_ctzll(left) / 8;

			if (!memcmp(s + 8 * half + at, word, n))
				return true;
			left &= ~(UINT64_C(0xFF) << 8 * at);
		}
	return false;
}

/* What of a word is compared first. */
struct wanted {
	struct signs at;
	block first, second;
};

/* The places of the block at p where the word may stand. */
static inline block places(const struct wanted *x, const char *p)
{
	return (block)(load(p + x->at.first) == x->first) & (block)(load(p + x->at.second) == x->second);
}

static bool by_signs(const char *s, size_t size, const char *word, size_t n)
{
	const struct signs at = signs_of(word, n);
	const struct wanted x = {at, (block){0} + (unsigned char)word[at.first], (block){0} + (unsigned char)word[at.second]};
	const size_t step = sizeof(block);
	const char *p = s, *end = s + size;

	for (; (size_t)(end - p) >= n - 1 + 4 * step; p += 4 * step) {
		/* hardly ever a byte of them is of interest */
		if (!any((places(&x, p) | places(&x, p + step)) | (places(&x, p + 2 * step) | places(&x, p + 3 * step))))
			continue;
		for (size_t k = 0; k < 4 * step; k += step)
			if (stands(p + k, places(&x, p + k), word, n))
				return true;
	}
	return memmem(p, (size_t)(end - p), word, n) != NULL;
}

bool gp_lookup_once(const char *s, size_t size, const char *word, size_t n)
{
	if (!n || n > size)
		return !n;
	return n == 1 ? memchr(s, *word, size) != NULL : by_signs(s, size, word, n);
}

void gp_lookup_set(struct gp_lookup *l, const char *s, size_t n)
{
	l->s = s;
	l->n = n;
	l->filled = false;
}

bool gp_lookup_has(struct gp_lookup *l, const char *word, size_t n)
{
	if (n >= GP_SIEVE_WORD) {
		if (!l->filled)
			gp_sieve_fill(&l->sieve, l->s, l->n);
		l->filled = true;
		if (!gp_sieve_may(&l->sieve, word, n))
			return false;
	}
	return gp_lookup_once(l->s, l->n, word, n);
}

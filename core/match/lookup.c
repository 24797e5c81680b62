#define _GNU_SOURCE
#include "core/match/lookup.h"

#include <stdint.h>
#include <string.h>

/* Sixteen bytes at a time, in whatever registers the machine has for that. */
typedef unsigned char block __attribute__((vector_size(16)));

static block load(const char *s)
{
	block b;

	memcpy(&b, s, sizeof b);
	return b;
}

static bool any(block b)
{
	uint64_t half[2];

	memcpy(half, &b, sizeof half);
	return half[0] | half[1];
}

/* By its first and its last byte, which seldom stand in this distance where the word does not. */
static bool by_ends(const char *s, size_t size, const char *word, size_t n)
{
	const block first = (block){0} + (unsigned char)word[0], last = (block){0} + (unsigned char)word[n - 1];
	size_t i = 0;

	for (; i + n - 1 + sizeof(block) <= size; i += sizeof(block)) {
		if (!any((block)(load(s + i) == first) & (block)(load(s + i + n - 1) == last)))
			continue;
		for (size_t k = i; k < i + sizeof(block); k++)
			if (s[k] == word[0] && !memcmp(s + k, word, n))
				return true;
	}
	return memmem(s + i, size - i, word, n) != NULL;
}

/* A byte that is nearly nowhere in a page: then where it stands is quickly found. */
static const char *rare_byte(const char *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memchr("%$@{}~^`|", word[i], 9))
			return word + i;
	return NULL;
}

bool gp_lookup_once(const char *s, size_t size, const char *word, size_t n)
{
	const char *rare, *p, *end;
	size_t before;

	if (!n || n > size)
		return !n;
	rare = rare_byte(word, n);
	if (!rare)
		return by_ends(s, size, word, n);
	before = (size_t)(rare - word);
	end = s + size - n + before + 1;
	for (p = s + before; p < end && (p = memchr(p, *rare, (size_t)(end - p))); p++)
		if (!memcmp(p - before, word, n))
			return true;
	return false;
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

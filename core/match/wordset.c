#include "core/match/wordset.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

#define STEP 3   /* bytes between the places of a text that are looked at */
#define LOOKED 4 /* bytes that are looked at */
#define AT_ONCE 4 /* places of a text, of which hardly ever one is of interest */
#define BITS 15  /* of their hash: a table of bytes that stays in the nearest cache */

/* A word, at one of its first places. */
struct place {
	uint32_t bytes;  /* that stand there, in the order of the machine */
	uint32_t word;
	uint32_t before; /* in the word */
	uint32_t next;   /* with the same head, plus 1; 0: none */
};

struct gp_wordset {
	struct word {
		const char *p;
		size_t n;
	} *words;
	size_t count, cap;
	struct place *places; /* STEP of each word, once built */
	uint32_t *heads;      /* by hash: one more than the number of a place, or 0 */
	bool set[1 << BITS];  /* by hash: whether there is one */
};

struct gp_wordset *gp_wordset_new(void)
{
	return gp_calloc(1, sizeof(struct gp_wordset));
}

static void unbuild(struct gp_wordset *w)
{
	free(w->places);
	free(w->heads);
	w->places = NULL;
	w->heads = NULL;
}

void gp_wordset_free(struct gp_wordset *w)
{
	if (!w)
		return;
	unbuild(w);
	free(w->words);
	free(w);
}

size_t gp_wordset_add(struct gp_wordset *w, const char *word, size_t n)
{
	unbuild(w);
	if (w->count == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 64;
		w->words = gp_reallocarray(w->words, w->cap, sizeof *w->words);
	}
	w->words[w->count] = (struct word){word, n};
	return w->count++;
}

static uint32_t load(const char *s)
{
	uint32_t v;

	memcpy(&v, s, sizeof v);
	return v;
}

static uint32_t hash_of(uint32_t bytes)
{
	return bytes * UINT32_C(0x9E3779B1) >> (32 - BITS);
}

static void build(struct gp_wordset *w)
{
	memset(w->set, 0, sizeof w->set);
	w->heads = gp_calloc(1 << BITS, sizeof *w->heads);
	w->places = gp_calloc(STEP * w->count, sizeof *w->places);
	for (size_t i = 0; i < STEP * w->count; i++) {
		struct place *at = &w->places[i];
		uint32_t hash;

		*at = (struct place){.word = (uint32_t)(i / STEP), .before = (uint32_t)(i % STEP)};
		at->bytes = load(w->words[at->word].p + at->before);
		hash = hash_of(at->bytes);
		at->next = w->heads[hash];
		w->heads[hash] = (uint32_t)i + 1;
		w->set[hash] = true;
	}
}

/* The words of which the bytes at s[i] may be. */
static __attribute__((noinline)) void look(const struct gp_wordset *w, const char *s, size_t n, size_t i, bool *there)
{
	const uint32_t bytes = load(s + i);

	for (uint32_t next = w->heads[hash_of(bytes)]; next; next = w->places[next - 1].next) {
		const struct place *at = &w->places[next - 1];
		const struct word *word = &w->words[at->word];

		if (at->bytes == bytes && !there[at->word] && i >= at->before && n - (i - at->before) >= word->n)
			there[at->word] = !memcmp(s + i - at->before, word->p, word->n);
	}
}

static bool may(const struct gp_wordset *w, const char *s)
{
	return w->set[hash_of(load(s))];
}

void gp_wordset_find(struct gp_wordset *w, const char *s, size_t n, bool *there)
{
	const char *p = s, *end = s + n;

	if (!w->count)
		return;
	if (!w->heads)
		build(w);
	memset(there, 0, w->count * sizeof *there);
	for (; end - p >= STEP * (AT_ONCE - 1) + LOOKED; p += STEP * AT_ONCE)
		if (may(w, p) | may(w, p + STEP) | may(w, p + 2 * STEP) | may(w, p + 3 * STEP))
			for (size_t i = 0; i < STEP * AT_ONCE; i += STEP)
				if (may(w, p + i))
					look(w, s, n, (size_t)(p - s) + i, there);
	for (; end - p >= LOOKED; p += STEP)
		if (may(w, p))
			look(w, s, n, (size_t)(p - s), there);
}

/*
 * lookup.h - whether words stand in one text: many questions, nearly all of which are answered with no.
 *
 * Longer words are ruled out by a sieve (sieve.h), which is filled when it is first of use; short ones are looked for by
 * the two rarest of their bytes. Linear, but for a word of one letter over and over in such a text: that is
 * bounded by the length of the word.
 */
#ifndef GP_MATCH_LOOKUP_H
#define GP_MATCH_LOOKUP_H

#include "core/match/sieve.h"

struct gp_lookup {
	const char *s; /* of the caller */
	size_t n;
	bool filled;
	struct gp_sieve sieve; /* of the text, when filled */
};

void gp_lookup_set(struct gp_lookup *l, const char *s, size_t n);
/* Whether word[0..n) is in the text; an empty one is. */
bool gp_lookup_has(struct gp_lookup *l, const char *word, size_t n);
/* The same without preparation, for one word in a text that may be looked into only once. */
bool gp_lookup_once(const char *s, size_t size, const char *word, size_t n);

#endif

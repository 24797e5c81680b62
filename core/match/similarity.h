/*
 * similarity.h - how much two texts have in common.
 *
 * The measure is that of Jaccard over shingles: the pairs of neighbouring characters that stand in both texts, divided
 * by those that stand in either; white space is left out. Pairs are counted in a bit set, sixteen places or
 * more for a pair of texts up to 64 Ki characters, so that two pairs in one place change little. Linear.
 */
#ifndef GP_MATCH_SIMILARITY_H
#define GP_MATCH_SIMILARITY_H

#include <stddef.h>

#define GP_SIMILARITY_BYTES ((size_t)1 << 20) /* of each text that count; the rest is not looked at */

/* Bytes of memory for texts of so many bytes: at most 512 KiB. */
size_t gp_similarity_size(size_t a_n, size_t b_n);
/* 0 to 1; 1 for equal texts, 0 when one of two different texts has no pair. `mem` is of gp_similarity_size() bytes. */
double gp_similarity(void *mem, const char *a, size_t a_n, const char *b, size_t b_n);

#endif

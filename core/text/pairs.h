/*
 * pairs.h - brackets and quotation marks that have no partner.
 *
 * Looked at are （）() ［］[] 【】 〔〕 《》 〈〉 「」 『』 and “”. A mark of full width and one of half width make a pair.
 * Single quotation marks are left out, for they are apostrophes as well, and so are straight ones. A closing
 * bracket after a number or letter that begins its line or a clause, as in "1）", is no partner of anything.
 * A pair spans at most GP_PAIR_SPAN bytes: what opens and is not closed within them has no partner.
 */
#ifndef GP_TEXT_PAIRS_H
#define GP_TEXT_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

#define GP_PAIR_SPAN 3000

struct gp_unpaired {
	size_t at, n;  /* the mark: its offset and its bytes */
	bool opens;
};

/* The first `max` marks of UTF-8 text without a partner, in order of their place; how many. Linear. */
size_t gp_unpaired(struct gp_unpaired *out, size_t max, const char *s, size_t n);

#endif

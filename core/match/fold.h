/*
 * fold.h - a piece of text with its width folded, and where each byte of it came from.
 *
 * Full-width ASCII and the wide spaces become ASCII (gp_utf8_narrow()); with `lower` the letters A to Z
 * become small as well. All other bytes stay as they are, malformed ones too.
 */
#ifndef GP_MATCH_FOLD_H
#define GP_MATCH_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GP_FOLD_MAX 16384 /* bytes of a piece */

struct gp_folded {
	size_t len;
	char text[GP_FOLD_MAX];
	uint32_t at[GP_FOLD_MAX + 1]; /* for each byte, and for the end: the offset in the source */
};

/* Fills `f` from s[0..n), whole characters only, until it is full; the bytes of s that it stands for. */
size_t gp_fold(struct gp_folded *f, const char *s, size_t n, bool lower);

#endif

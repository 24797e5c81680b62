/*
 * block.h - sixteen bytes at a time, in whatever registers the machine has for that.
 *
 * Comparing blocks gives a block, with 0xFF where it holds and 0 elsewhere: cast it to gp_block, and combine with & and |.
 */
#ifndef GP_BASE_BLOCK_H
#define GP_BASE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef unsigned char gp_block __attribute__((vector_size(16)));

static inline gp_block gp_block_load(const char *s)
{
	gp_block b;

	memcpy(&b, s, sizeof b);
	return b;
}

/* Its first eight bytes (0) or its last (1), the first of them lowest. */
static inline uint64_t gp_block_half(gp_block b, size_t half)
{
	uint64_t halves[2];

	memcpy(halves, &b, sizeof halves);
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? halves[half] : __builtin_bswap64(halves[half]);
}

/* Whether a byte of it is not 0. */
static inline bool gp_block_any(gp_block b)
{
	return gp_block_half(b, 0) | gp_block_half(b, 1);
}

/* The first byte that is not 0; there is one. */
static inline size_t gp_block_first(gp_block b)
{
	uint64_t low = gp_block_half(b, 0);

	return low ? (size_t)__builtin_ctzll(low) / 8 : 8 + (size_t)__builtin_ctzll(gp_block_half(b, 1)) / 8;
}

#endif

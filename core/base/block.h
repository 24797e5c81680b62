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

/* Where a byte is ASCII, and c or above. */
static inline gp_block gp_block_ascii_from(gp_block b, char c)
{
	typedef signed char with_sign __attribute__((vector_size(16)));

	return (gp_block)((with_sign)b >= c);
}

/* Its first eight bytes (0) or its last (1), the first of them lowest. */
static inline uint64_t gp_block_half(gp_block b, size_t half)
{
	uint64_t halves[2];

	memcpy(halves, &b, sizeof halves);
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? halves[half] : __builtin_bswap64(halves[half]);
}

/* Of what a comparison gave: whether it holds for any byte, and the first one of which it does; there is one. */
#ifdef __SSE2__
#include <emmintrin.h>

static inline bool gp_block_any(gp_block b)
{
	return _mm_movemask_epi8((__m128i)b);
}

static inline size_t gp_block_first(gp_block b)
{
	return (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8((__m128i)b));
}
#else
static inline bool gp_block_any(gp_block b)
{
	return gp_block_half(b, 0) | gp_block_half(b, 1);
}

static inline size_t gp_block_first(gp_block b)
{
	uint64_t low = gp_block_half(b, 0);

	return low ? (size_t)__builtin_ctzll(low) / 8 : 8 + (size_t)__builtin_ctzll(gp_block_half(b, 1)) / 8;
}
#endif

#endif

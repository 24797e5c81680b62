#include "core/pack/blake2b.h"

#include <stdint.h>
#include <string.h>

#define BLOCK 128

/* RFC 7693, 2.6 and 2.7 */
static const uint64_t start[8] = {0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
    0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179};
static const unsigned char order[10][16] = {
	{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
	{11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
	{9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
	{12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
	{6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

static uint64_t turn(uint64_t v, unsigned by)
{
	return v >> by | v << (64 - by);
}

static void mix(uint64_t *v, int a, int b, int c, int d, uint64_t x, uint64_t y)
{
	v[a] += v[b] + x;
	v[d] = turn(v[d] ^ v[a], 32);
	v[c] += v[d];
	v[b] = turn(v[b] ^ v[c], 24);
	v[a] += v[b] + y;
	v[d] = turn(v[d] ^ v[a], 16);
	v[c] += v[d];
	v[b] = turn(v[b] ^ v[c], 63);
}

static void compress(uint64_t h[8], const unsigned char block[BLOCK], uint64_t bytes, int last)
{
	uint64_t v[16], m[16] = {0};

	for (int i = 0; i < BLOCK; i++)
		m[i / 8] |= (uint64_t)block[i] << (i % 8 * 8);
	memcpy(v, h, 64);
	memcpy(v + 8, start, 64);
	v[12] ^= bytes;
	v[14] = last ? ~v[14] : v[14];
	for (int r = 0; r < 12; r++) {
		const unsigned char *s = order[r % 10];

		for (int i = 0; i < 4; i++)
			mix(v, i, 4 + i, 8 + i, 12 + i, m[s[2 * i]], m[s[2 * i + 1]]);
		for (int i = 0; i < 4; i++)
			mix(v, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4, m[s[8 + 2 * i]], m[s[9 + 2 * i]]);
	}
	for (int i = 0; i < 8; i++)
		h[i] ^= v[i] ^ v[8 + i];
}

void gp_blake2b(unsigned char *out, size_t out_n, const void *p, size_t n)
{
	const unsigned char *in = p;
	unsigned char block[BLOCK] = {0};
	uint64_t h[8], done = 0;

	memcpy(h, start, sizeof h);
	h[0] ^= 0x01010000 ^ out_n;
	for (; n > BLOCK; n -= BLOCK, in += BLOCK)
		compress(h, in, done += BLOCK, 0);
	if (n)
		memcpy(block, in, n);
	compress(h, block, done + n, 1);
	for (size_t i = 0; i < out_n; i++)
		out[i] = (unsigned char)(h[i / 8] >> (i % 8 * 8));
}

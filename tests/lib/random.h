/*
 * random.h - numbers for property tests: the same in every run, so that a
 * failure can be repeated (SplitMix64, fixed seed).
 */
#ifndef GP_TEST_RANDOM_H
#define GP_TEST_RANDOM_H

#include <stddef.h>
#include <stdint.h>

static uint64_t random_state = 20230420;

static uint64_t random_u64(void)
{
	uint64_t z = random_state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

/* 0 … n - 1 */
static size_t random_below(size_t n)
{
	return (size_t)(random_u64() % n);
}

#endif

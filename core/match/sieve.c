#include "core/match/sieve.h"

#include <string.h>

#define STEP 3   /* bytes between the places that are put into it */
#define LOOKED 4 /* bytes that are looked at */

static size_t place(const char *s)
{
	uint32_t v;

	memcpy(&v, s, sizeof v);
	return (v * UINT32_C(0x9E3779B1)) >> (32 - GP_SIEVE_BITS);
}

void gp_sieve_fill(struct gp_sieve *v, const char *s, size_t n)
{
	memset(v, 0, sizeof *v);
	for (size_t i = 0; i + LOOKED <= n; i += STEP) {
		size_t at = place(s + i);

		v->set[at / 64] |= UINT64_C(1) << at % 64;
	}
}

bool gp_sieve_may(const struct gp_sieve *v, const char *word, size_t n)
{
	if (n < GP_SIEVE_WORD)
		return true;
	for (size_t from = 0; from < STEP; from++) {
		bool all = true;

		for (size_t i = from; all && i + LOOKED <= n; i += STEP) {
			size_t at = place(word + i);

			all = v->set[at / 64] >> at % 64 & 1;
		}
		if (all)
			return true;
	}
	return false;
}

/* Any bytes as a style sheet. */
#include <stdint.h>
#include <stdlib.h>

#include "core/web/facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static unsigned sum;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_arena a = {0};
	struct gp_facts f;

	gp_facts_css(&f, &a, (const char *)data, n, NULL);
	for (size_t i = 0; i < f.link_count; i++) {
		if (!f.links[i].raw.n || f.links[i].col > n + 1)
			abort();
		for (size_t k = 0; k < f.links[i].raw.n; k++)
			sum += (unsigned char)f.links[i].raw.p[k];
	}
	gp_arena_free(&a);
	return 0;
}

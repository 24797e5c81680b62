/* A directive, a line end, a page: the search ends, and what a page has is found in it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/web/passage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *s = (const char *)data, *nl = n ? memchr(s, '\n', n) : NULL, *p = s;
	struct gp_passage_text t;
	struct gp_arena a = {0};
	struct gp_text d;

	if (!nl)
		return 0;
	gp_passage_read(&t, &a, nl + 1, n - (size_t)(nl + 1 - s));
	while (gp_passage_next(&p, nl, &d)) {
		if (gp_passage_find(&t, &a, d) == GP_PASSAGE_FOUND && !t.n)
			abort();
		gp_passage_words(&a, d);
	}
	gp_arena_free(&a);
	return 0;
}

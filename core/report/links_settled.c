#include "core/report/links_settled.h"

#include <stdlib.h>
#include <xxhash.h>

#include "core/base/mem.h"

#define MIN 1024
#define MAX ((size_t)1 << 20) /* 8 MiB; beyond, it begins anew */
#define PROBES 32             /* fragments may be made to collide; then they are looked up again */

uint64_t gp_settled_hash(int64_t to, const char *fragment, size_t n)
{
	/* the page as a seed would not do: of short inputs, neighbours with seeds that are neighbours collide */
	const uint64_t both[] = {(uint64_t)to, XXH3_64bits(fragment, n)};

	return XXH3_64bits(both, sizeof both) | 1; /* 0 is a free slot */
}

/* Its slot, or the free one for it; NULL: too many stand there already. */
static uint64_t *slot_of(const struct gp_settled *s, uint64_t hash)
{
	size_t i = (size_t)(hash >> 1) & (s->size - 1);

	for (int probe = 0; s->size && probe < PROBES; probe++, i = (i + 1) & (s->size - 1))
		if (!s->slots[i] || s->slots[i] == hash)
			return &s->slots[i];
	return NULL;
}

static void grow(struct gp_settled *s)
{
	struct gp_settled old = *s;
	bool full = old.size == MAX;

	*s = (struct gp_settled){.size = full ? MAX : old.size ? old.size * 2 : MIN};
	s->slots = gp_calloc(s->size, sizeof *s->slots);
	for (size_t i = 0; i < old.size && !full; i++) {
		uint64_t *slot = old.slots[i] ? slot_of(s, old.slots[i]) : NULL;

		if (slot) {
			*slot = old.slots[i];
			s->count++;
		}
	}
	free(old.slots);
}

bool gp_settled_has(const struct gp_settled *s, uint64_t hash)
{
	const uint64_t *slot = slot_of(s, hash);

	return slot && *slot;
}

void gp_settled_add(struct gp_settled *s, uint64_t hash)
{
	uint64_t *slot;

	if (s->count * 2 >= s->size)
		grow(s);
	slot = slot_of(s, hash);
	if (slot) {
		*slot = hash;
		s->count++;
	}
}

void gp_settled_free(struct gp_settled *s)
{
	free(s->slots);
	*s = (struct gp_settled){0};
}

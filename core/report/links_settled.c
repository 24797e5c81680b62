#include "core/report/links_settled.h"

#include <stdlib.h>
#define XXH_INLINE_ALL /* fragments are short: a call would cost more than the hash */
#include <xxhash.h>

#include "core/base/mem.h"

#define MIN 1024
#define MAX ((size_t)1 << 20) /* 8 MiB; beyond, it begins anew */
#define RECENT ((size_t)1 << 14) /* 128 KiB, which stays in the cache of a processor */
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

/* Neighbours in the table are no neighbours here. */
static uint64_t *recent_of(const struct gp_settled *s, uint64_t hash)
{
	return &s->recent[(size_t)(hash >> 32) & (RECENT - 1)];
}

static void grow(struct gp_settled *s)
{
	struct gp_settled old = *s;
	bool full = old.size == MAX;

	*s = (struct gp_settled){.size = full ? MAX : old.size ? old.size * 2 : MIN, .recent = old.recent};
	if (!s->recent)
		s->recent = gp_calloc(RECENT, sizeof *s->recent);
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

bool gp_settled_has(struct gp_settled *s, uint64_t hash)
{
	const uint64_t *slot;

	if (!s->size)
		return false;
	if (*recent_of(s, hash) == hash)
		return true;
	slot = slot_of(s, hash);
	if (!slot || !*slot)
		return false;
	*recent_of(s, hash) = hash;
	return true;
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
	free(s->recent);
	*s = (struct gp_settled){0};
}

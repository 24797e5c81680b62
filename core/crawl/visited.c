#include "core/crawl/visited.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/base/mem.h"

#define FIRST_SIZE ((size_t)1 << 12)

void gp_visited_init(struct gp_visited *v, const unsigned char key[GP_VISITED_KEY])
{
	memcpy(v->key, key, GP_VISITED_KEY);
	v->size = FIRST_SIZE;
	v->count = 0;
	v->slots = gp_calloc(v->size, sizeof *v->slots);
}

void gp_visited_free(struct gp_visited *v)
{
	free(v->slots);
	v->slots = NULL;
	v->size = v->count = 0;
}

/* The slot that holds the hash, or the free one where it belongs. */
static struct gp_visited_entry *slot(struct gp_visited_entry *slots, size_t size, uint64_t lo, uint64_t hi)
{
	size_t i = (size_t)lo & (size - 1);

	while (slots[i].id && (slots[i].lo != lo || slots[i].hi != hi))
		i = (i + 1) & (size - 1);
	return &slots[i];
}

static void grow(struct gp_visited *v)
{
	size_t size = v->size * 2;
	struct gp_visited_entry *bigger = gp_calloc(size, sizeof *bigger);

	for (size_t i = 0; i < v->size; i++)
		if (v->slots[i].id)
			*slot(bigger, size, v->slots[i].lo, v->slots[i].hi) = v->slots[i];
	free(v->slots);
	v->slots = bigger;
	v->size = size;
}

struct gp_visited_entry *gp_visited_at(struct gp_visited *v, const char *url, size_t n)
{
	XXH128_hash_t h = XXH3_128bits_withSecret(url, n, v->key, sizeof v->key);
	struct gp_visited_entry *e;

	if (v->count * 4 >= v->size * 3)
		grow(v);
	e = slot(v->slots, v->size, h.low64, h.high64);
	if (!e->id) {
		*e = (struct gp_visited_entry){.lo = h.low64, .hi = h.high64};
		v->count++;
	}
	return e;
}

struct gp_visited_entry *gp_visited_find(const struct gp_visited *v, const char *url, size_t n)
{
	XXH128_hash_t h = XXH3_128bits_withSecret(url, n, v->key, sizeof v->key);
	struct gp_visited_entry *e = slot(v->slots, v->size, h.low64, h.high64);

	return e->id ? e : NULL;
}

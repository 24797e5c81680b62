/* The memory of a verb's Lua state: what is in a block stays, whatever becomes of the others. */
#include "core/command/lua_memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/tap.h"

enum { BLOCKS = 400, ROUNDS = 60000, LARGEST = 1500, KIND = 4 }; /* KIND: of an object, which Lua tells for a new block */

static struct block {
	unsigned char *p;
	size_t n;
	unsigned char byte;
} blocks[BLOCKS];

static uint64_t seed = 20261123;

static size_t below(size_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (size_t)(seed >> 33) % n;
}

static bool is_whole(const struct block *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (b->p[i] != b->byte)
			return false;
	return true;
}

static void any_order(void)
{
	struct gp_lua_memory m = {0};
	int broken = 0, unaligned = 0;

	for (int i = 0; i < ROUNDS; i++) {
		struct block *b = blocks + below(BLOCKS);
		const size_t n = below(4) ? below(LARGEST) : below(40);

		broken += !is_whole(b, b->n);
		b->p = gp_lua_memory_alloc(&m, b->p, b->p ? b->n : KIND, n);
		broken += n ? !is_whole(b, b->n < n ? b->n : n) : b->p != NULL;
		unaligned += (uintptr_t)b->p % GP_LUA_MEMORY_STEP != 0;
		b->n = n;
		b->byte = (unsigned char)i;
		if (n)
			memset(b->p, b->byte, n);
	}
	is_int(broken, 0, "blocks that grow, shrink and go in any order keep what is in them");
	is_int(unaligned, 0, "and are aligned for any type");
	for (int i = 0; i < BLOCKS; i++)
		if (gp_lua_memory_alloc(&m, blocks[i].p, blocks[i].n, 0))
			broken++;
	is_int(broken, 0, "and go without leaving anything");
	gp_lua_memory_free(&m);
}

static void used_again(void)
{
	struct gp_lua_memory m = {0};
	void *first = gp_lua_memory_alloc(&m, NULL, 0, 50), *other;

	gp_lua_memory_alloc(&m, first, 50, 0);
	other = gp_lua_memory_alloc(&m, NULL, 0, 60);
	gp_lua_memory_alloc(&m, other, 60, 0);
#ifndef GP_SANITIZED
	ok(other == first, "a block that went is the first to be used again for its size");
#endif
	for (int i = 0; i < 100000; i++)
		gp_lua_memory_alloc(&m, gp_lua_memory_alloc(&m, NULL, 0, 500), 500, 0);
	ok(!m.pieces || m.left > 60000, "so that memory does not grow by blocks that come and go");
	gp_lua_memory_free(&m);
	ok(!m.pieces, "all of it goes with the state");
}

int main(void)
{
	any_order();
	used_again();
	return tap_done();
}

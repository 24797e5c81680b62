#include "core/command/lua_memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

enum { PIECE = 65536, SMALL = GP_LUA_MEMORY_STEP * GP_LUA_MEMORY_LISTS };

struct gp_lua_piece {
	struct gp_lua_piece *next;
	alignas(max_align_t) char bytes[];
};

static size_t list_of(size_t n)
{
	return (n - 1) / GP_LUA_MEMORY_STEP;
}

static void *take(struct gp_lua_memory *m, size_t n)
{
	const size_t list = list_of(n), size = (list + 1) * GP_LUA_MEMORY_STEP;
	void *block = m->freed[list];

	if (block) {
		memcpy(&m->freed[list], block, sizeof(void *)); /* a freed block begins with the address of the next */
		return block;
	}
	if (m->left < size) { /* the rest of the piece is lost: less than a hundredth */
		struct gp_lua_piece *piece = gp_alloc(sizeof *piece + PIECE);

		piece->next = m->pieces;
		m->pieces = piece;
		m->next = piece->bytes;
		m->left = PIECE;
	}
	block = m->next;
	m->next += size;
	m->left -= size;
	return block;
}

static void give(struct gp_lua_memory *m, void *block, size_t n)
{
	const size_t list = list_of(n);

	memcpy(block, &m->freed[list], sizeof(void *));
	m->freed[list] = block;
}

static void *grown(struct gp_lua_memory *m, void *block, size_t old, size_t new)
{
	void *to;

	if (old > SMALL && new > SMALL)
		return gp_realloc(block, new);
	if (old <= SMALL && new <= SMALL && list_of(old) == list_of(new))
		return block;
	to = new > SMALL ? gp_alloc(new) : take(m, new);
	memcpy(to, block, old < new ? old : new);
	if (old > SMALL)
		free(block);
	else
		give(m, block, old);
	return to;
}

void *gp_lua_memory_alloc(void *memory, void *block, size_t old, size_t new)
{
	struct gp_lua_memory *m = memory;

#ifdef GP_SANITIZED
	(void)m; /* which sees no end of a block that is cut from a piece */
	if (new)
		return gp_realloc(block, new);
	free(block);
	return NULL;
#endif
	if (block && old && new)
		return grown(m, block, old, new);
	if (new)
		return new > SMALL ? gp_alloc(new) : take(m, new);
	if (block && old > SMALL)
		free(block);
	else if (block && old)
		give(m, block, old);
	return NULL;
}

void gp_lua_memory_free(struct gp_lua_memory *m)
{
	while (m->pieces) {
		struct gp_lua_piece *next = m->pieces->next;

		free(m->pieces);
		m->pieces = next;
	}
	*m = (struct gp_lua_memory){0};
}

/*
 * lua_memory.h - the memory of a Lua state that serves one verb.
 *
 * Lua asks for many small blocks, tells their size when it gives them back, and all of them end together: small
 * blocks come from lists by size that cut larger pieces, and a freed block is the first to be used again. Pieces
 * go back to the system with the state. An import of 10,000 rows spends a twelfth of its time in malloc() otherwise.
 */
#ifndef GP_COMMAND_LUA_MEMORY_H
#define GP_COMMAND_LUA_MEMORY_H

#include <stddef.h>

#define GP_LUA_MEMORY_STEP 16  /* sizes are rounded up to it, which is also what blocks are aligned to */
#define GP_LUA_MEMORY_LISTS 32 /* larger blocks are malloc()'s */

/* Begins cleared. */
struct gp_lua_memory {
	void *freed[GP_LUA_MEMORY_LISTS];
	struct gp_lua_piece *pieces;
	char *next; /* what is left of the newest piece */
	size_t left;
};

/* A lua_Alloc; `memory` is a struct gp_lua_memory. */
void *gp_lua_memory_alloc(void *memory, void *block, size_t old, size_t new);
/* After lua_close(). */
void gp_lua_memory_free(struct gp_lua_memory *m);

#endif

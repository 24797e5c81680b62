#include "core/base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_MIN ((size_t)64 << 10)

struct gp_arena_block {
	struct gp_arena_block *next;
	size_t size, used;
	alignas(max_align_t) unsigned char data[];
};

static void out_of_memory(void)
{
	static const char line[] = "govpub: out of memory\n";

	if (write(2, line, sizeof line - 1) < 0)
		_exit(8);
	_exit(8);
}

void *gp_alloc(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *gp_calloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *gp_realloc(void *p, size_t n)
{
	void *q = realloc(p, n ? n : 1);

	if (!q)
		out_of_memory();
	return q;
}

void *gp_reallocarray(void *p, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		out_of_memory();
	return gp_realloc(p, count * size);
}

char *gp_strndup(const char *s, size_t n)
{
	char *p = gp_alloc(n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *gp_strdup(const char *s)
{
	return gp_strndup(s, strlen(s));
}

void *gp_arena_alloc(struct gp_arena *a, size_t n)
{
	struct gp_arena_block *b = a->head;
	size_t size;
	void *p;

	n = (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (!b || b->size - b->used < n) {
		size = n > BLOCK_MIN ? n : BLOCK_MIN;
		b = gp_alloc(sizeof *b + size);
		b->next = a->head;
		b->size = size;
		b->used = 0;
		a->head = b;
	}
	p = b->data + b->used;
	b->used += n;
	a->used += n;
	return p;
}

char *gp_arena_strndup(struct gp_arena *a, const char *s, size_t n)
{
	char *p = gp_arena_alloc(a, n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

static void free_chain(struct gp_arena_block *b)
{
	while (b) {
		struct gp_arena_block *next = b->next;

		free(b);
		b = next;
	}
}

void gp_arena_reset(struct gp_arena *a)
{
	struct gp_arena_block *b = a->head, *keep = NULL;

	/* keep one ordinary block; a giant one would stay as a peak for ever */
	while (b) {
		struct gp_arena_block *next = b->next;

		if (!keep && b->size == BLOCK_MIN)
			keep = b;
		else
			free(b);
		b = next;
	}
	if (keep) {
		keep->next = NULL;
		keep->used = 0;
	}
	a->head = keep;
	a->used = 0;
}

void gp_arena_free(struct gp_arena *a)
{
	free_chain(a->head);
	a->head = NULL;
	a->used = 0;
}

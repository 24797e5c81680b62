/*
 * mem.h - allocation: checked calls, and an arena per unit of work.
 *
 * The checked calls never return NULL: without memory the process writes one
 * line and ends with status 8 (this file is the only place in core/base that
 * may do so). Stores are transactional, so ending there loses nothing that
 * was acknowledged. Sizes that come from outside are capped before they get
 * here.
 */
#ifndef GP_BASE_MEM_H
#define GP_BASE_MEM_H

#include <stddef.h>

void *gp_alloc(size_t n) __attribute__((malloc, returns_nonnull));
void *gp_calloc(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
void *gp_realloc(void *p, size_t n) __attribute__((returns_nonnull));
void *gp_reallocarray(void *p, size_t count, size_t size) __attribute__((returns_nonnull));
char *gp_strdup(const char *s) __attribute__((malloc, returns_nonnull));
char *gp_strndup(const char *s, size_t n) __attribute__((malloc, returns_nonnull));

/*
 * Arena: everything allocated from it goes at once. Zero-initialise to make
 * one. Pointers are aligned for any type and stay valid until reset or free.
 */
struct gp_arena {
	struct gp_arena_block *head;
	size_t used; /* bytes handed out since the last reset */
};

void *gp_arena_alloc(struct gp_arena *a, size_t n) __attribute__((returns_nonnull));
/* A copy of s[0..n) with a NUL after it. */
char *gp_arena_strndup(struct gp_arena *a, const char *s, size_t n)
    __attribute__((returns_nonnull));
/* Forget everything but keep one block for the next unit of work. */
void gp_arena_reset(struct gp_arena *a);
void gp_arena_free(struct gp_arena *a);

#endif

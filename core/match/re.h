/*
 * re.h - regular expressions of PCRE2, for text that nobody vouches for.
 *
 * UTF-8 and Unicode properties, no compiled code (JIT), \C is refused. A pattern is not kept from being slow, but a
 * search ends at its limits with an error that names them. Memory comes from the caller.
 */
#ifndef GP_MATCH_RE_H
#define GP_MATCH_RE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"

#define GP_RE_PATTERN_MAX ((size_t)64 << 10) /* bytes */
#define GP_RE_STEPS 2000000                  /* of the matcher, for one match */
#define GP_RE_DEPTH 20000                    /* of groups and repeats inside of each other */
#define GP_RE_MEMORY_KIB 8192                /* for what has to be remembered on the way */
#define GP_RE_GROUPS 64

/* As realloc() and free(): n is 0 to free. May return NULL. */
struct gp_re_memory {
	void *(*resize)(void *user, void *p, size_t old, size_t n);
	void *user;
};

struct gp_re;

/* Offsets in the text of the match (0) and of its groups; SIZE_MAX where a group took no part. */
struct gp_re_match {
	size_t from[GP_RE_GROUPS + 1], to[GP_RE_GROUPS + 1];
	unsigned groups; /* without the match itself */
};

/*
 * `flags`: i (case does not matter) m (^ and $ at each line) s (the dot takes line ends) x (spaces
 * and # comments in the pattern). GP_EUSAGE says where the pattern is wrong. NULL without memory, too.
 */
struct gp_re *gp_re_compile(const char *pattern, size_t n, const char *flags, const struct gp_re_memory *m,
    struct gp_err *e);
void gp_re_free(struct gp_re *re);

/*
 * The first match in s[0..n), which has to be well-formed, at `start` or after it. `after_empty`: not an empty one
 * at `start` itself, which an empty match ended at. 1: found, 0: none; -1: GP_ELIMIT names the limit.
 */
int gp_re_search(struct gp_re *re, struct gp_re_match *out, const char *s, size_t n, size_t start, bool after_empty,
    struct gp_err *e) GP_MUST_USE;

#endif

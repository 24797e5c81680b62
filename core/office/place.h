/*
 * place.h - how messages about files that people write begin, and quote them.
 */
#ifndef GP_OFFICE_PLACE_H
#define GP_OFFICE_PLACE_H

#include <stddef.h>
#include <stdint.h>

#define GP_PLACE_MAX 400
#define GP_EXCERPT_MAX 420

/*
 * "office.lua:7: sites[1]: " in the user's language, into out; returns out. Line 0 and a
 * path that is NULL or empty are left out. At most GP_PLACE_MAX - 1 bytes, whole characters.
 */
const char *gp_place(char out[GP_PLACE_MAX], const char *file, uint32_t line, const char *path);

/* The beginning of s[0..n), on one line and safe for a terminal; "…" if more follows. Returns out. */
const char *gp_excerpt(char out[GP_EXCERPT_MAX], const char *s, size_t n);

#endif

/*
 * utf8.h - well-formed UTF-8 (Unicode 15, table 3-7): checking, stepping, counting.
 *
 * Display and folding are in core/text/utf8.h.
 */
#ifndef GP_BASE_UTF8_H
#define GP_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GP_UTF8_BAD 0xFFFFFFFFu

/* The code point at s (n > 0 bytes left) and its length in *len; GP_UTF8_BAD and 1 if malformed. */
uint32_t gp_utf8_get(const char *s, size_t n, size_t *len);
/* Length of the malformed part at s (what one U+FFFD stands for); 0 if it is well-formed. */
size_t gp_utf8_bad(const char *s, size_t n);
/* Writes cp (a scalar value) to out[4], returns 1–4. */
size_t gp_utf8_put(uint32_t cp, char out[4]);
/* True when all of s is well-formed. Fast on ASCII (8+ bytes a step). */
bool gp_utf8_valid(const char *s, size_t n);
/* Offset of the first malformed byte, or n. */
size_t gp_utf8_valid_upto(const char *s, size_t n);
/* Number of code points in well-formed text. */
size_t gp_utf8_count(const char *s, size_t n);
/* Bytes of the longest prefix of s that has at most `max` code points. */
size_t gp_utf8_prefix(const char *s, size_t n, size_t max);

#endif

/*
 * wordset.h - which of some words stand in a text, by one pass over it.
 *
 * Four bytes are looked at at every third place of the text. Wherever a word of six bytes (two characters of Chinese)
 * stands, one of its first three places is such a place: the four bytes at each of them are in a table that hardly any
 * other bytes are in. Some three instructions a byte; linear, times the number of words that have four bytes in common.
 */
#ifndef GP_MATCH_WORDSET_H
#define GP_MATCH_WORDSET_H

#include <stdbool.h>
#include <stddef.h>

#define GP_WORDSET_LEAST 6 /* bytes of a word */

struct gp_wordset;

struct gp_wordset *gp_wordset_new(void);
void gp_wordset_free(struct gp_wordset *w); /* accepts NULL */
/* Its number: one more than that of the word before, from 0. The caller keeps its bytes. */
size_t gp_wordset_add(struct gp_wordset *w, const char *word, size_t n);
/* For each word there[number]: whether it stands in s[0..n). */
void gp_wordset_find(struct gp_wordset *w, const char *s, size_t n, bool *there);

#endif

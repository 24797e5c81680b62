/*
 * terms.h - thousands of terms looked for at once.
 *
 * A compiled list is one block of memory without pointers in it, so that whoever owns the block (Lua, say)
 * needs nothing to end it. Text is bytes: a term is found where its bytes stand; malformed text
 * disturbs nothing around it. Time is linear in the text, times the length of the longest term at worst.
 *
 * How: nearly every character of Chinese text is three bytes long. Where two such characters stand, their six bytes are
 * hashed, and a filter says no to most of them, with a look at the two characters that follow. What passes is gathered, and
 * looked up together, so that memory is waited for once: by the pair, then by the eight bytes behind it. Terms are sorted, so that
 * all that begin at one place are found by one search: the last term that is not after the text, and the terms that
 * are beginnings of it.
 */
#ifndef GP_MATCH_TERMS_H
#define GP_MATCH_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/match/sieve.h"

#define GP_TERMS_COUNT 1000000             /* in one list */
#define GP_TERM_MAX 1024                   /* bytes of one term */
#define GP_TERMS_BYTES ((size_t)64 << 20)  /* of all terms of a list */

enum gp_termset_mode {
	GP_TERMS_FIRST,   /* of those that begin at one place, the first of the list; hits do not overlap */
	GP_TERMS_LONGEST, /* the longest; hits do not overlap */
	GP_TERMS_ALL,     /* every occurrence, by place, at one place the longest first */
};

struct gp_termset;

struct gp_termset_hit {
	size_t from, to; /* bytes of the text, `to` is behind the last */
	uint32_t index;  /* in the order in which the terms were added, from 0; of equal terms the first */
};

/* False ends the search. */
typedef bool gp_termset_fn(void *user, const struct gp_termset_hit *h);

/* Bytes of memory for a list of `count` terms with `bytes` bytes in all; both within the limits above. */
size_t gp_termset_size(size_t count, size_t bytes);
/*
 * Makes a list in `mem`, aligned as malloc() aligns, of gp_termset_size() bytes: begin, add each, end. With `fold` the width of
 * characters and the case of ASCII letters do not matter (fold.h).
 */
struct gp_termset *gp_termset_begin(void *mem, size_t count, size_t bytes, enum gp_termset_mode mode, bool fold);
/* GP_EUSAGE: the term is empty, too long, or no UTF-8; then it is left out, but has its number. */
int gp_termset_add(struct gp_termset *t, const char *s, size_t n, struct gp_err *e) GP_MUST_USE;
void gp_termset_end(struct gp_termset *t);

/*
 * False: no term is in s[0..n), of which the sieve was filled. Quick, and says true where it would not be: with folding, or for
 * many terms.
 */
bool gp_termset_may(const struct gp_termset *t, const struct gp_sieve *v, const char *s, size_t n);

/*
 * Says the hits in s[0..n), in order. With `more`, text follows that is not here yet: returns from where
 * on the search has to go on when it is, at most GP_TERM_MAX bytes (three times as many with folding) before
 * the end. Else returns n, or where the search was ended.
 */
size_t gp_termset_scan(const struct gp_termset *t, const char *s, size_t n, bool more, gp_termset_fn *fn, void *user);

#endif

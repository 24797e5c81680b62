/*
 * terms_impl.h - the block of memory of a compiled list, for terms_build.c and terms_scan.c.
 *
 * The header is followed by the sorted terms, what follows the pair of each, the table of their beginnings, a filter, and the
 * bytes of the terms. The filter has 32 bits for a hash of pairs: a term sets the one of the second byte behind its
 * pair (the first one is nearly the same in all characters), and all where it has none.
 *
 * A term is found by its beginning: a pair (its first two characters, of three bytes each), a lone character of
 * three bytes, its first two bytes, or its only byte. The table maps a beginning to the range of sorted terms that have it.
 */
#ifndef GP_MATCH_TERMS_IMPL_H
#define GP_MATCH_TERMS_IMPL_H

#include "core/match/terms.h"

#define GP_TERM_NONE UINT32_MAX

#define GP_TERM_TAIL 14 /* bytes of a pair and its tail */

/* Of a term that begins with a pair, bytes 6 to 13, the first one lowest, and which of them it has. */
struct gp_tail {
	uint64_t bytes, mask;
};

#define GP_TAILS_AT_ONCE 4 /* that are compared, whatever a range has; so many more than terms are there */

struct gp_term {
	uint32_t at;     /* of its bytes */
	uint32_t index;  /* in the list as it was given */
	uint32_t parent; /* the longest other term that it begins with, or GP_TERM_NONE */
	uint32_t first;  /* of itself and its parents, the one with the lowest index */
	uint32_t len;
};

/* A beginning: `kind` in the top byte, its bytes below in the order of memory. */
#define GP_BEGIN_PAIR UINT64_C(0)
#define GP_BEGIN_LONE (UINT64_C(1) << 56)
#define GP_BEGIN_TWO (UINT64_C(2) << 56)
#define GP_BEGIN_ONE (UINT64_C(3) << 56)

struct gp_begin {
	uint64_t key;
	uint32_t lo, n; /* range of sorted terms; n is 0 where the table is free */
};

struct gp_termset {
	size_t terms, tails, table, filter, bytes; /* offsets of the parts */
	size_t room;                       /* bytes that the terms may have in all */
	size_t used;
	uint32_t given, count, longest;    /* `given`: terms that were added, those left out included */
	uint32_t table_bits;
	uint64_t filter_mask;              /* of its places */
	enum gp_termset_mode mode;
	bool fold;
	bool any_lone;        /* a term is one character of three bytes */
	bool any_two;         /* a term begins with something else than a pair */
	uint16_t lone[256];   /* by the last byte of such a character, a bit for its first one */
	uint64_t two[1024];   /* by the first two bytes */
};

static inline struct gp_term *gp_termset_list(const struct gp_termset *t)
{
	return (struct gp_term *)(uintptr_t)((const char *)t + t->terms);
}

static inline struct gp_begin *gp_termset_table(const struct gp_termset *t)
{
	return (struct gp_begin *)(uintptr_t)((const char *)t + t->table);
}

static inline struct gp_tail *gp_termset_tails(const struct gp_termset *t)
{
	return (struct gp_tail *)(uintptr_t)((const char *)t + t->tails);
}

static inline uint32_t *gp_termset_filter(const struct gp_termset *t)
{
	return (uint32_t *)(uintptr_t)((const char *)t + t->filter);
}

static inline const unsigned char *gp_term_bytes(const struct gp_termset *t, const struct gp_term *m)
{
	return (const unsigned char *)t + t->bytes + m->at;
}

/* Eight bytes, the first one lowest. */
static inline uint64_t gp_termset_load(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	    (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* The same of n < 8 bytes. */
static inline uint64_t gp_termset_load_some(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	while (n--)
		v = v << 8 | p[n];
	return v;
}

#define GP_PAIR_BYTES UINT64_C(0xFFFFFFFFFFFF)
#define GP_LONE_BYTES UINT64_C(0xFFFFFF)

/* Whether v begins with two characters, or one, of three bytes each. */
static inline bool gp_termset_is_pair(uint64_t v)
{
	return (v & UINT64_C(0xC0C0F0C0C0F0)) == UINT64_C(0x8080E08080E0);
}

static inline bool gp_termset_is_lone(uint64_t v)
{
	return (v & UINT64_C(0xC0C0F0)) == UINT64_C(0x8080E0);
}

static inline uint64_t gp_termset_hash(uint64_t key)
{
	return key * UINT64_C(0x9E3779B97F4A7C15);
}

/* The place of a pair in the filter, of which this is the hash; the upper bits know of all six bytes. */
static inline uint64_t gp_termset_place(uint64_t hash, uint64_t mask)
{
	return hash >> 40 & mask;
}

/* Its bit for the second byte behind the pair. */
static inline unsigned gp_termset_more(uint64_t v)
{
	return v >> 56 & 31;
}

static inline bool gp_termset_bit(const uint64_t *set, uint64_t i)
{
	return set[i >> 6] >> (i & 63) & 1;
}

/* The range of sorted terms with this beginning, or NULL. */
static inline const struct gp_begin *gp_termset_find(const struct gp_termset *t, uint64_t key)
{
	const struct gp_begin *table = gp_termset_table(t);
	uint64_t mask = (UINT64_C(1) << t->table_bits) - 1, i = gp_termset_hash(key) >> (64 - t->table_bits);

	for (; table[i].n; i = (i + 1) & mask)
		if (table[i].key == key)
			return &table[i];
	return NULL;
}

#endif

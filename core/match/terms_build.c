/* terms_build.c - a list of terms becomes tables to search with */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/match/fold.h"
#include "core/match/terms_impl.h"

#define ALIGN 16
#define FILTER_PLACES 4 /* for each term */
#define FILTER_BITS_LEAST 8
#define FILTER_BITS_MOST 16 /* 256 KiB */

static size_t aligned(size_t n)
{
	return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

/* The power of two that is not below n. */
static uint32_t bits_for(size_t n)
{
	uint32_t bits = 0;

	while ((size_t)1 << bits < n)
		bits++;
	return bits;
}

/* Places of the filter, less one. */
static uint64_t filter_mask(size_t count)
{
	uint32_t bits = bits_for(FILTER_PLACES * count);

	bits = bits < FILTER_BITS_LEAST ? FILTER_BITS_LEAST : bits > FILTER_BITS_MOST ? FILTER_BITS_MOST : bits;
	return (UINT64_C(1) << bits) - 1;
}

/* So that half is free, and most are found at the first look; where the block has not so much room, a third. */
static uint32_t table_bits(const struct gp_termset *t, size_t keys)
{
	uint32_t bits = bits_for(2 * keys + 2);

	return bits < t->table_bits ? bits : t->table_bits;
}

static size_t lay_out(struct gp_termset *t, size_t count, size_t bytes)
{
	size_t at = aligned(sizeof *t);

	t->terms = at;
	at = aligned(at + count * sizeof(struct gp_term));
	t->tails = at;
	at = aligned(at + (count + GP_TAILS_AT_ONCE) * sizeof(struct gp_tail));
	t->table = at;
	t->table_bits = bits_for(3 * count + 2); /* a term has two beginnings at most */
	at = aligned(at + (sizeof(struct gp_begin) << t->table_bits));
	t->filter = at;
	t->filter_mask = filter_mask(count);
	at += (t->filter_mask + 1) * sizeof(uint32_t);
	t->bytes = at;
	t->room = bytes;
	return at + bytes;
}

size_t gp_termset_size(size_t count, size_t bytes)
{
	struct gp_termset t;

	return lay_out(&t, count, bytes);
}

struct gp_termset *gp_termset_begin(void *mem, size_t count, size_t bytes, enum gp_termset_mode mode, bool fold)
{
	struct gp_termset *t = mem;

	memset(t, 0, sizeof *t);
	lay_out(t, count, bytes);
	memset(gp_termset_filter(t), 0, t->bytes - t->filter);
	t->mode = mode;
	t->fold = fold;
	return t;
}

int gp_termset_add(struct gp_termset *t, const char *s, size_t n, struct gp_err *e)
{
	struct gp_term *m = &gp_termset_list(t)[t->count];
	char *to = (char *)t + t->bytes + t->used;
	struct gp_folded f;
	uint32_t index = t->given++;

	if (!n)
		return gp_fail(e, GP_EUSAGE, "the term is empty");
	if (n > GP_TERM_MAX || n > t->room - t->used)
		return gp_fail(e, GP_EUSAGE, "the term is longer than %d bytes", GP_TERM_MAX);
	if (!gp_utf8_valid(s, n))
		return gp_fail(e, GP_EUSAGE, "the term is no UTF-8");
	if (t->fold) {
		gp_fold(&f, s, n, true);
		s = f.text;
		n = f.len;
	}
	memcpy(to, s, n);
	*m = (struct gp_term){.at = (uint32_t)t->used, .index = index, .parent = GP_TERM_NONE, .len = (uint32_t)n};
	t->used += n;
	t->count++;
	t->longest = n > t->longest ? (uint32_t)n : t->longest;
	return 0;
}

/* --- in order */

static int in_order(const void *a, const void *b, void *list)
{
	const struct gp_term *x = a, *y = b;
	size_t n = x->len < y->len ? x->len : y->len;
	int c = memcmp(gp_term_bytes(list, x), gp_term_bytes(list, y), n);

	if (c || x->len != y->len)
		return c ? c : x->len < y->len ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

static bool begins_with(const struct gp_termset *t, const struct gp_term *m, const struct gp_term *with)
{
	return with->len <= m->len && !memcmp(gp_term_bytes(t, m), gp_term_bytes(t, with), with->len);
}

/* Sorted, each once, and each knows what it begins with: the one before it, or what that begins with. */
static void sort(struct gp_termset *t)
{
	struct gp_term *list = gp_termset_list(t);
	uint32_t count = 0;

	qsort_r(list, t->count, sizeof *list, in_order, t);
	for (uint32_t i = 0; i < t->count; i++) {
		uint32_t parent = count ? count - 1 : GP_TERM_NONE;

		if (count && list[parent].len == list[i].len && begins_with(t, &list[i], &list[parent]))
			continue; /* equal, and later in the list */
		while (parent != GP_TERM_NONE && !begins_with(t, &list[i], &list[parent]))
			parent = list[parent].parent;
		list[count] = list[i];
		list[count].parent = parent;
		list[count].first = count;
		if (parent != GP_TERM_NONE && list[list[parent].first].index < list[count].index)
			list[count].first = list[parent].first;
		count++;
	}
	t->count = count;
}

/* --- beginnings */

static void set_bit(uint64_t *set, uint64_t i)
{
	set[i >> 6] |= UINT64_C(1) << (i & 63);
}

static void set_begin(struct gp_termset *t, uint64_t key, uint32_t lo, uint32_t n)
{
	struct gp_begin *table = gp_termset_table(t);
	uint64_t mask = (UINT64_C(1) << t->table_bits) - 1, i = gp_termset_hash(key) >> (64 - t->table_bits);

	while (table[i].n && table[i].key != key)
		i = (i + 1) & mask;
	table[i] = (struct gp_begin){key, lo, n};
}

static uint64_t load(const struct gp_termset *t, const struct gp_term *m)
{
	const unsigned char *p = gp_term_bytes(t, m);

	return m->len < 8 ? gp_termset_load_some(p, m->len) : gp_termset_load(p);
}

/* How many terms from `lo` on begin with the same n bytes. */
static uint32_t run(const struct gp_termset *t, uint32_t lo, size_t n)
{
	const struct gp_term *list = gp_termset_list(t);
	const unsigned char *p = gp_term_bytes(t, &list[lo]);
	uint32_t i = lo + 1;

	while (i < t->count && list[i].len >= n && !memcmp(gp_term_bytes(t, &list[i]), p, n))
		i++;
	return i - lo;
}

/* What a term with these bytes behind its pair says in the filter. */
static uint32_t bits_of(const struct gp_tail *tail)
{
	return tail->mask >> 8 & 1 ? UINT32_C(1) << gp_termset_more(tail->bytes << 48) : UINT32_MAX;
}

/* Term i begins with the pair v: says so in the filter, and keeps what follows the pair. */
static void add_pair(struct gp_termset *t, uint32_t i, uint64_t v)
{
	const struct gp_term *m = &gp_termset_list(t)[i];
	struct gp_tail *tail = &gp_termset_tails(t)[i];
	size_t rest = (m->len < GP_TERM_TAIL ? m->len : GP_TERM_TAIL) - 6;

	tail->bytes = gp_termset_load_some(gp_term_bytes(t, m) + 6, rest);
	tail->mask = rest == 8 ? UINT64_MAX : (UINT64_C(1) << 8 * rest) - 1;
	gp_termset_filter(t)[gp_termset_place(gp_termset_hash(v & GP_PAIR_BYTES), t->filter_mask)] |= bits_of(tail);
}

static void add_pairs(struct gp_termset *t)
{
	const struct gp_term *list = gp_termset_list(t);
	uint32_t n;

	memset(gp_termset_tails(t), 0, (t->count + GP_TAILS_AT_ONCE) * sizeof(struct gp_tail));
	for (uint32_t i = 0; i < t->count; i += n) {
		uint64_t v = load(t, &list[i]);

		n = 1;
		if (!gp_termset_is_pair(v))
			continue;
		n = run(t, i, 6);
		set_begin(t, GP_BEGIN_PAIR | (v & GP_PAIR_BYTES), i, n);
		for (uint32_t k = i; k < i + n; k++)
			add_pair(t, k, v);
	}
}

static void add_lone(struct gp_termset *t, uint32_t i, uint64_t v)
{
	if (gp_termset_list(t)[i].len == 1) {
		t->any_two = true;
		set_begin(t, GP_BEGIN_ONE | v, i, 1);
		for (uint64_t second = 0; second < 256; second++)
			set_bit(t->two, v | second << 8);
	} else if (gp_termset_list(t)[i].len == 3 && gp_termset_is_lone(v)) {
		t->any_lone = true;
		set_begin(t, GP_BEGIN_LONE | v, i, 1);
		t->lone[v >> 16 & 0xFF] |= (uint16_t)(1u << (v & 0x0F));
	}
}

/* Not fewer than there are: a smaller table stays in the cache. */
static size_t count_beginnings(const struct gp_termset *t)
{
	const struct gp_term *list = gp_termset_list(t);
	size_t n = 0;
	uint64_t before = 0;

	for (uint32_t i = 0; i < t->count; i++) {
		uint64_t v = load(t, &list[i]);
		bool pair = gp_termset_is_pair(v);

		v &= GP_PAIR_BYTES;
		n += !pair ? 2 : v != before;
		before = pair ? v : 0;
	}
	return n;
}

/* A range goes in where one of its terms begins with no pair; those with a pair are in it, and do no harm. */
static void add_others(struct gp_termset *t)
{
	const struct gp_term *list = gp_termset_list(t);
	uint32_t n;

	for (uint32_t i = 0; i < t->count; i += n) {
		uint64_t two = load(t, &list[i]) & 0xFFFF;
		bool other = false;

		n = list[i].len < 2 ? 1 : run(t, i, 2);
		for (uint32_t k = i; k < i + n; k++) {
			uint64_t v = load(t, &list[k]);

			add_lone(t, k, v);
			other = other || !gp_termset_is_pair(v);
		}
		if (!other || list[i].len < 2)
			continue;
		t->any_two = true;
		set_begin(t, GP_BEGIN_TWO | two, i, n);
		set_bit(t->two, two);
	}
}

void gp_termset_end(struct gp_termset *t)
{
	if (!t->count)
		return;
	sort(t);
	t->table_bits = table_bits(t, count_beginnings(t));
	memset(gp_termset_table(t), 0, sizeof(struct gp_begin) << t->table_bits);
	add_pairs(t);
	add_others(t);
}

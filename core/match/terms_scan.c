/* terms_scan.c - the search itself, and what it skips */
#include <string.h>

#include "core/match/fold.h"
#include "core/match/terms_impl.h"

/* One search; offsets are those of the bytes that are searched, until they are told. */
struct search {
	const struct gp_termset *t;
	const unsigned char *s;
	size_t n;
	gp_termset_fn *fn;
	void *user;
	const uint32_t *at; /* of folded bytes: their offset in the source, or NULL */
	size_t base;        /* what is added to every offset that is told */
	bool ended;
};

static size_t common(const unsigned char *a, const unsigned char *b, size_t n)
{
	size_t i = 0;

	for (; n - i >= 8; i += 8) {
		uint64_t differ = gp_termset_load(a + i) ^ gp_termset_load(b + i);

		if (differ)
			return i + (size_t)__builtin_ctzll(differ) / 8;
	}
	while (i < n && a[i] == b[i])
		i++;
	return i;
}

/* The last of the range that is not after the text p[0..rest); the first one when all are after it. */
static uint32_t last_not_after(const struct gp_termset *t, const struct gp_begin *b, const unsigned char *p, size_t rest)
{
	const struct gp_term *list = gp_termset_list(t);
	uint32_t lo = b->lo, n = b->n;

	while (n > 1) {
		uint32_t half = n / 2;
		const struct gp_term *m = &list[lo + half];
		int c = memcmp(gp_term_bytes(t, m), p, m->len < rest ? m->len : rest);

		if (c < 0 || (!c && m->len <= rest)) {
			lo += half;
			n -= half;
		} else {
			n = half;
		}
	}
	return lo;
}

/*
 * The longest term that stands at p, or GP_TERM_NONE. Terms between a beginning of the text and the text itself have
 * that beginning as well, so the last one not after the text has all that stand here among its parents; when
 * all of the range are after the text, only what is shorter than what the range has in common can stand here.
 */
static uint32_t standing(const struct gp_termset *t, const struct gp_begin *b, const unsigned char *p, size_t rest)
{
	const struct gp_term *list = gp_termset_list(t);
	uint32_t i = last_not_after(t, b, p, rest);
	size_t n = common(gp_term_bytes(t, &list[i]), p, list[i].len < rest ? list[i].len : rest);

	while (i != GP_TERM_NONE && list[i].len > n)
		i = list[i].parent;
	return i;
}

static void tell(struct search *x, size_t from, uint32_t i)
{
	const struct gp_term *m = &gp_termset_list(x->t)[i];
	size_t to = from + m->len;
	struct gp_termset_hit h = {x->base + from, x->base + to, m->index};

	if (x->at) {
		h.from = x->base + x->at[from];
		h.to = x->base + x->at[to];
	}
	x->ended = !x->fn(x->user, &h);
}

/* Term i, or none, is the longest that stands at p; the bytes to go on, 0: to the next place. */
static size_t found(struct search *x, uint32_t i, const unsigned char *p)
{
	const struct gp_term *list = gp_termset_list(x->t);
	size_t from = (size_t)(p - x->s);

	if (i == GP_TERM_NONE)
		return 0;
	if (x->t->mode == GP_TERMS_ALL) {
		for (; i != GP_TERM_NONE && !x->ended; i = list[i].parent)
			tell(x, from, i);
		return 0;
	}
	if (x->t->mode == GP_TERMS_FIRST)
		i = list[i].first;
	tell(x, from, i);
	return list[i].len;
}

#define FEW 8 /* terms of one pair, that are compared one by one */

/* From byte GP_TERM_TAIL on; both have `len` bytes, more than that. */
static inline bool same_end(const unsigned char *p, const unsigned char *q, size_t len)
{
	for (size_t i = GP_TERM_TAIL; i + 8 < len; i += 8)
		if (gp_termset_load(p + i) != gp_termset_load(q + i))
			return false;
	return gp_termset_load(p + len - 8) == gp_termset_load(q + len - 8);
}

/* Which of GP_TAILS_AT_ONCE tails the bytes have: a bit each. Without a jump, for it could not be foretold. */
static inline unsigned matching(const struct gp_tail *tails, uint64_t bytes)
{
	return (unsigned)!((bytes ^ tails[0].bytes) & tails[0].mask) | (unsigned)!((bytes ^ tails[1].bytes) & tails[1].mask) << 1 |
	    (unsigned)!((bytes ^ tails[2].bytes) & tails[2].mask) << 2 | (unsigned)!((bytes ^ tails[3].bytes) & tails[3].mask) << 3;
}

/*
 * As standing(), for a range of FEW at most with one pair, and a text of GP_TERM_TAIL bytes or more: the last one that stands
 * here is the longest. The parent of the first of the range is shorter than a pair, so it stands as well.
 */
static inline uint32_t standing_few(const struct gp_termset *t, const struct gp_begin *b, const unsigned char *p, size_t rest)
{
	const struct gp_term *list = gp_termset_list(t) + b->lo;
	const struct gp_tail *tails = gp_termset_tails(t) + b->lo;
	unsigned begin = matching(tails, gp_termset_load(p + 6));

	if (b->n > GP_TAILS_AT_ONCE)
		begin |= matching(tails + GP_TAILS_AT_ONCE, gp_termset_load(p + 6)) << GP_TAILS_AT_ONCE;
	begin &= (1u << b->n) - 1;
	while (begin) {
		unsigned i = 31 - (unsigned)__builtin_clz(begin);

		if (list[i].len <= GP_TERM_TAIL || (list[i].len <= rest && same_end(p, gp_term_bytes(t, &list[i]), list[i].len)))
			return b->lo + i;
		begin ^= 1u << i;
	}
	return list[0].parent;
}

/* As standing(), for a range with one pair, or one lone character. */
static inline uint32_t standing_at(const struct gp_termset *t, const struct gp_begin *b, const unsigned char *p, size_t rest)
{
	bool few = b->n <= FEW && rest >= GP_TERM_TAIL && !(b->key & GP_BEGIN_LONE);

	return few ? standing_few(t, b, p, rest) : standing(t, b, p, rest);
}

/* The range of terms that begin with the pair v, or else with its first character, or NULL. */
static inline const struct gp_begin *begin_of(const struct gp_termset *t, uint64_t v)
{
	const struct gp_begin *b = gp_termset_find(t, GP_BEGIN_PAIR | (v & GP_PAIR_BYTES));

	return b || !t->any_lone ? b : gp_termset_find(t, GP_BEGIN_LONE | (v & GP_LONE_BYTES));
}

static size_t look_pair(struct search *x, uint64_t v, const unsigned char *p)
{
	const struct gp_begin *b = begin_of(x->t, v);

	return b ? found(x, standing_at(x->t, b, p, x->n - (size_t)(p - x->s)), p) : 0;
}

static size_t look_two(struct search *x, uint64_t v, const unsigned char *p)
{
	const struct gp_begin *b = NULL;

	if (x->n - (size_t)(p - x->s) > 1)
		b = gp_termset_find(x->t, GP_BEGIN_TWO | (v & 0xFFFF));
	if (!b)
		b = gp_termset_find(x->t, GP_BEGIN_ONE | (v & 0xFF));
	return b ? found(x, standing(x->t, b, p, x->n - (size_t)(p - x->s)), p) : 0;
}

static inline uint64_t word_at(const unsigned char *p, const unsigned char *end)
{
	return end - p >= 8 ? gp_termset_load(p) : p < end ? gp_termset_load_some(p, (size_t)(end - p)) : 0;
}

/* Bytes to the next place, when no pair begins here: over ASCII, or one character. */
static inline size_t stride(uint64_t v, bool any_two)
{
	uint64_t high = v & UINT64_C(0x8080808080808080);

	if (high & 0x80)
		return gp_termset_is_lone(v) ? 3 : 1;
	if (any_two)
		return 1;
	return high ? (size_t)__builtin_ctzll(high) / 8 : 8;
}

#define MARGIN GP_TERM_TAIL /* bytes from a place on, that are looked at at once */
#define BATCH 256 /* places that are looked up together */

/* Places where terms may begin with a pair or a lone character, and the ranges of terms that do. */
struct batch {
	const unsigned char *at[BATCH + 1];
	const struct gp_begin *begin[BATCH + 1];
};

/*
 * The places from *from on where a term may begin with a pair, with no more than a few instructions for each that is
 * not. *from is then where nothing was looked at yet: a place without a pair where another term may begin, or BATCH
 * characters on, or `stop`, which is MARGIN before the end.
 */
static inline __attribute__((always_inline)) size_t gather(const struct gp_termset *t, const unsigned char **from,
    const unsigned char *stop, bool any_lone, bool any_two, struct batch *b)
{
	const uint32_t *filter = gp_termset_filter(t);
	const unsigned char *p = *from;
	const uint64_t mask = t->filter_mask;
	size_t n = 0;

	if (stop - p > 3 * BATCH)
		stop = p + 3 * BATCH;
	while (p < stop) {
		uint64_t v = gp_termset_load(p);

		for (; gp_termset_is_pair(v) && p < stop; p += 3) {
			uint32_t may = filter[gp_termset_place(gp_termset_hash(v & GP_PAIR_BYTES), mask)] >> gp_termset_more(v);

			if (any_lone)
				may |= (uint32_t)t->lone[v >> 16 & 0xFF] >> (v & 0x0F);
			b->at[n] = p;
			n += may & 1;
			v = gp_termset_load(p + 3);
		}
		if (p >= stop || (any_two && gp_termset_bit(t->two, v & 0xFFFF)))
			break;
		p += stride(v, any_two);
	}
	*from = p;
	return n;
}

/* Three copies: what a list does not have need not be asked for. */
static __attribute__((noinline)) size_t gather_pairs(const struct gp_termset *t, const unsigned char **from,
    const unsigned char *stop, struct batch *b)
{
	return gather(t, from, stop, false, false, b);
}

static __attribute__((noinline)) size_t gather_two(const struct gp_termset *t, const unsigned char **from,
    const unsigned char *stop, struct batch *b)
{
	return gather(t, from, stop, false, true, b);
}

static __attribute__((noinline)) size_t gather_all(const struct gp_termset *t, const unsigned char **from,
    const unsigned char *stop, struct batch *b)
{
	return gather(t, from, stop, true, true, b);
}

/* Whether one of the range may stand at p: of few terms, the bytes behind the pair say so. What they begin with may as well. */
static inline bool may_stand(const struct gp_termset *t, const struct gp_begin *b, const unsigned char *p)
{
	const struct gp_tail *tails = gp_termset_tails(t);

	return b->n > GP_TAILS_AT_ONCE || (matching(tails + b->lo, gp_termset_load(p + 6)) & ((1u << b->n) - 1)) ||
	    (t->any_lone && (b->key & GP_BEGIN_LONE || gp_termset_list(t)[b->lo].parent != GP_TERM_NONE));
}

/* Leaves those with terms that begin as the text does; while one waits for memory, others do. */
static size_t sift(const struct gp_termset *t, struct batch *b, size_t n)
{
	const struct gp_begin *table = gp_termset_table(t), *begin;
	const struct gp_tail *tails = gp_termset_tails(t);
	const unsigned shift = 64 - t->table_bits;
	size_t kept = 0, left = 0;

	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(&table[gp_termset_hash(gp_termset_load(b->at[i]) & GP_PAIR_BYTES) >> shift]);
	for (size_t i = 0; i < n && b->at[i]; i++) {
		const unsigned char *p = b->at[i];

		begin = begin_of(t, gp_termset_load(p));
		if (!begin)
			continue;
		__builtin_prefetch(&tails[begin->lo]);
		b->at[kept] = p;
		b->begin[kept++] = begin;
	}
	for (size_t i = 0; i < kept; i++) {
		const unsigned char *p = b->at[i];

		begin = b->begin[i];
		b->at[left] = p;
		b->begin[left] = begin;
		left += may_stand(t, begin, p);
	}
	return left;
}

/* Looks at the places, and says where to go on: at `next`, behind a hit that goes beyond, or where the search was ended. */
static const unsigned char *look_at(struct search *x, struct batch *b, size_t n, const unsigned char *next)
{
	const struct gp_termset *t = x->t;
	const unsigned char *after = x->s;

	n = sift(t, b, n);
	for (size_t i = 0; i < n && !x->ended; i++) {
		const unsigned char *p = b->at[i];

		if (p < after)
			continue;
		after = p + found(x, standing_at(t, b->begin[i], p, x->n - (size_t)(p - x->s)), p);
	}
	return x->ended || after > next ? after : next;
}

/* Looks at the places before `limit`; where it ended. */
static size_t scan(struct search *x, size_t limit)
{
	const struct gp_termset *t = x->t;
	const unsigned char *p = x->s, *end = p + x->n, *stop = p + limit;
	const unsigned char *fast = x->n < MARGIN ? p : limit < x->n - MARGIN ? stop : end - MARGIN;
	struct batch b = {.at = {NULL}};

	while (p < stop && !x->ended) {
		const unsigned char *next = p;
		size_t step = 0, n = 0;
		uint64_t v;

		if (p < fast)
			n = t->any_lone ? gather_all(t, &next, fast, &b) : t->any_two ? gather_two(t, &next, fast, &b)
			    : gather_pairs(t, &next, fast, &b);
		if (next > p) {
			p = look_at(x, &b, n, next);
			continue;
		}
		v = word_at(p, end);
		if (gp_termset_is_pair(v))
			step = look_pair(x, v, p);
		else if (t->any_two && gp_termset_bit(t->two, v & 0xFFFF))
			step = look_two(x, v, p);
		p += step ? step : stride(v, t->any_two);
	}
	return p < end ? (size_t)(p - x->s) : x->n;
}

/* The places at which a term may begin, when more text follows. */
static size_t limit_of(const struct gp_termset *t, size_t n, bool more)
{
	size_t kept = more ? t->longest - 1 : 0;

	return n > kept ? n - kept : 0;
}

static size_t scan_folded(struct search *x, const char *s, size_t n, bool more)
{
	struct gp_folded f;
	size_t done = 0;

	x->s = (const unsigned char *)f.text;
	x->at = f.at;
	while (done < n && !x->ended) {
		size_t taken = gp_fold(&f, s + done, n - done, true), at;
		bool last = done + taken == n, rest = more || !last;
		/* the last character may not be whole yet */
		size_t limit = limit_of(x->t, f.len, rest);

		limit = rest && f.len - limit < 4 ? f.len > 4 ? f.len - 4 : 0 : limit;
		x->base = done;
		x->n = f.len;
		at = scan(x, limit);
		done += f.at[at];
		if (!at || last)
			break;
	}
	x->s = NULL;
	x->at = NULL;
	return done;
}

#define DOUBTS 24      /* terms that the sieve cannot rule out; with more of them a pass over the text is as quick */
#define TERM_COST 16   /* bytes that are passed over in the time in which one term is looked up in the sieve */

/* By its last byte: the first ones are the same in most characters. */
static bool stands(const char *s, size_t n, const unsigned char *term, size_t len)
{
	const char *p = s + len - 1, *end = s + n;

	if (len > n)
		return false;
	while (p < end && (p = memchr(p, term[len - 1], (size_t)(end - p)))) {
		if (!memcmp(p - (len - 1), term, len))
			return true;
		p++;
	}
	return false;
}

bool gp_termset_may(const struct gp_termset *t, const struct gp_sieve *v, const char *s, size_t n)
{
	const struct gp_term *list = gp_termset_list(t);
	size_t doubts = 0;

	if (t->fold || t->count > n / TERM_COST)
		return true;
	for (uint32_t i = 0; i < t->count; i++) {
		const unsigned char *term = gp_term_bytes(t, &list[i]);

		if (gp_sieve_may(v, (const char *)term, list[i].len) &&
		    (doubts++ == DOUBTS || stands(s, n, term, list[i].len)))
			return true;
	}
	return false;
}

size_t gp_termset_scan(const struct gp_termset *t, const char *s, size_t n, bool more, gp_termset_fn *fn, void *user)
{
	struct search x = {.t = t, .s = (const unsigned char *)s, .n = n, .fn = fn, .user = user};

	if (!t->count)
		return n;
	return t->fold ? scan_folded(&x, s, n, more) : scan(&x, limit_of(t, n, more));
}

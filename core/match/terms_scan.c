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

static const uint64_t first_bytes[] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, UINT64_C(0xFFFFFFFFFF),
    UINT64_C(0xFFFFFFFFFFFF), UINT64_C(0xFFFFFFFFFFFFFF), UINT64_MAX};

#define FEW 8 /* terms of one pair, that are compared one by one */

/*
 * As standing(), for a range of few with one pair, and a text of 14 bytes or more: from the last one on, so that the first
 * that stands here is the longest. The parent of the first of the range is shorter than a pair, so it stands as well.
 */
static inline uint32_t standing_few(const struct gp_termset *t, const struct gp_begin *b, const unsigned char *p, size_t rest)
{
	const struct gp_term *list = gp_termset_list(t);
	uint64_t tail = gp_termset_load(p + 6);

	for (uint32_t i = b->lo + b->n; i-- > b->lo;) {
		const struct gp_term *m = &list[i];

		if ((tail ^ m->tail) & first_bytes[m->len < 14 ? m->len - 6 : 8])
			continue;
		if (m->len <= 14 || (m->len <= rest && !memcmp(p + 14, gp_term_bytes(t, m) + 14, m->len - 14)))
			return i;
	}
	return list[b->lo].parent;
}

static size_t look_pair(struct search *x, uint64_t v, const unsigned char *p)
{
	const struct gp_begin *b = gp_termset_find(x->t, GP_BEGIN_PAIR | (v & GP_PAIR_BYTES));
	size_t rest = x->n - (size_t)(p - x->s);

	if (!b && x->t->any_lone)
		b = gp_termset_find(x->t, GP_BEGIN_LONE | (v & GP_LONE_BYTES));
	else if (b && b->n <= FEW && rest >= 14)
		return found(x, standing_few(x->t, b, p, rest), p);
	return b ? found(x, standing(x->t, b, p, rest), p) : 0;
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

#define MARGIN 11 /* bytes from the place that is looked at on, that three characters and a load take */

/*
 * Over pairs from p on, with no more than a few instructions each: to a place where a term may begin (*may is set), or
 * where no pair is, or to `stop`, which is MARGIN before the end.
 */
static inline __attribute__((always_inline)) const unsigned char *skip_pairs(const struct gp_termset *t,
    const unsigned char *p, const unsigned char *stop, bool any_lone, bool *may)
{
	const uint64_t *shorts = gp_termset_set(t, t->shorts), *longs = gp_termset_set(t, t->longs);
	const uint64_t short_mask = t->short_mask, long_mask = t->long_mask;
	uint64_t v = gp_termset_load(p), h = gp_termset_hash(v & GP_PAIR_BYTES);

	while (gp_termset_is_pair(v)) {
		uint64_t next = gp_termset_load(p + 3), last = gp_termset_hash(next & GP_PAIR_BYTES);

		if (__builtin_expect(gp_termset_bit(shorts, gp_termset_place(h, short_mask)) ||
		    gp_termset_bit(longs, gp_termset_place(gp_termset_long(h, last), long_mask)) ||
		    (any_lone && gp_termset_bit(t->lone, gp_termset_lone(v))), false)) {
			*may = true;
			return p;
		}
		p += 3;
		if (p >= stop)
			return p;
		v = next;
		h = last;
	}
	return p;
}

/* Two copies, and each apart: together with what is around it the loop has not registers enough. */
static __attribute__((noinline)) const unsigned char *skip_without_lone(const struct gp_termset *t, const unsigned char *p,
    const unsigned char *stop, bool *may)
{
	return skip_pairs(t, p, stop, false, may);
}

static __attribute__((noinline)) const unsigned char *skip_with_lone(const struct gp_termset *t, const unsigned char *p,
    const unsigned char *stop, bool *may)
{
	return skip_pairs(t, p, stop, true, may);
}

/* Looks at the places before `limit`; where it ended. */
static inline __attribute__((always_inline)) size_t scan_with(struct search *x, size_t limit, bool any_lone)
{
	const struct gp_termset *t = x->t;
	const unsigned char *p = x->s, *end = p + x->n, *stop = p + limit;
	const unsigned char *fast = x->n < MARGIN ? p : limit < x->n - MARGIN ? stop : end - MARGIN;
	const bool any_two = t->any_two;

	while (p < stop && !x->ended) {
		bool may = p >= fast;
		size_t step = 0;
		uint64_t v;

		if (!may)
			p = any_lone ? skip_with_lone(t, p, fast, &may) : skip_without_lone(t, p, fast, &may);
		v = word_at(p, end);
		if (gp_termset_is_pair(v) && !may) /* at `fast`: not looked at yet */
			continue;
		if (gp_termset_is_pair(v))
			step = look_pair(x, v, p);
		else if (any_two && gp_termset_bit(t->two, v & 0xFFFF))
			step = look_two(x, v, p);
		p += step ? step : stride(v, any_two);
	}
	return p < end ? (size_t)(p - x->s) : x->n;
}

static size_t scan(struct search *x, size_t limit)
{
	return x->t->any_lone ? scan_with(x, limit, true) : scan_with(x, limit, false);
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

#include <string.h>

#include "core/match/fold.h"
#include "core/match/terms_impl.h"

/* One search; offsets are those of the bytes that are searched, until they are told. */
struct search {
	const struct gp_terms *t;
	const unsigned char *s;
	size_t n;
	gp_terms_fn *fn;
	void *user;
	const uint32_t *at; /* of folded bytes: their offset in the source, or NULL */
	size_t base;        /* what is added to every offset that is told */
	bool ended;
};

static size_t common(const unsigned char *a, const unsigned char *b, size_t n)
{
	size_t i = 0;

	while (i < n && a[i] == b[i])
		i++;
	return i;
}

/* The last of the range that is not after the text p[0..rest); the first one when all are after it. */
static uint32_t last_not_after(const struct gp_terms *t, const struct gp_begin *b, const unsigned char *p, size_t rest)
{
	const struct gp_term *list = gp_terms_list(t);
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
static uint32_t standing(const struct gp_terms *t, const struct gp_begin *b, const unsigned char *p, size_t rest)
{
	const struct gp_term *list = gp_terms_list(t);
	uint32_t i = last_not_after(t, b, p, rest);
	size_t n = common(gp_term_bytes(t, &list[i]), p, list[i].len < rest ? list[i].len : rest);

	while (i != GP_TERM_NONE && list[i].len > n)
		i = list[i].parent;
	return i;
}

static void tell(struct search *x, size_t from, uint32_t i)
{
	const struct gp_term *m = &gp_terms_list(x->t)[i];
	size_t to = from + m->len;
	struct gp_terms_hit h = {x->base + from, x->base + to, m->index};

	if (x->at) {
		h.from = x->base + x->at[from];
		h.to = x->base + x->at[to];
	}
	x->ended = !x->fn(x->user, &h);
}

/* Says what stands at p, of the terms in the range; the bytes to go on, 0 when nothing does. */
static size_t look(struct search *x, const struct gp_begin *b, const unsigned char *p)
{
	const struct gp_term *list = gp_terms_list(x->t);
	size_t from = (size_t)(p - x->s);
	uint32_t i = b ? standing(x->t, b, p, x->n - from) : GP_TERM_NONE;

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

static size_t look_pair(struct search *x, uint64_t v, const unsigned char *p)
{
	const struct gp_begin *b = gp_terms_find(x->t, GP_BEGIN_PAIR | (v & GP_PAIR_BYTES));

	if (!b && x->t->any_lone)
		b = gp_terms_find(x->t, GP_BEGIN_LONE | (v & GP_LONE_BYTES));
	return look(x, b, p);
}

static size_t look_two(struct search *x, uint64_t v, const unsigned char *p)
{
	const struct gp_begin *b = NULL;

	if (x->n - (size_t)(p - x->s) > 1)
		b = gp_terms_find(x->t, GP_BEGIN_TWO | (v & 0xFFFF));
	if (!b)
		b = gp_terms_find(x->t, GP_BEGIN_ONE | (v & 0xFF));
	return look(x, b, p);
}

/* Looks at the places before `limit`; where it ended. */
static size_t scan(struct search *x, size_t limit)
{
	const struct gp_terms *t = x->t;
	const unsigned char *p = x->s, *end = p + x->n, *stop = p + limit;
	const uint64_t *pairs = gp_terms_pairs(t);
	const unsigned shift = 64 - t->pair_bits;

	while (p < stop && !x->ended) {
		uint64_t v = end - p >= 8 ? gp_terms_load(p) : gp_terms_load_some(p, (size_t)(end - p));
		size_t step = 0;

		if (gp_terms_is_pair(v)) {
			if (gp_terms_bit(pairs, gp_terms_hash(v & GP_PAIR_BYTES) >> shift) ||
			    (t->any_lone && gp_terms_bit(t->lone, gp_terms_lone(v))))
				step = look_pair(x, v, p);
			p += step ? step : 3;
			continue;
		}
		if (t->any_two && gp_terms_bit(t->two, v & 0xFFFF))
			step = look_two(x, v, p);
		p += step ? step : gp_terms_is_lone(v) ? 3 : 1;
	}
	return (size_t)(p - x->s);
}

/* The places at which a term may begin, when more text follows. */
static size_t limit_of(const struct gp_terms *t, size_t n, bool more)
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

size_t gp_terms_scan(const struct gp_terms *t, const char *s, size_t n, bool more, gp_terms_fn *fn, void *user)
{
	struct search x = {.t = t, .s = (const unsigned char *)s, .n = n, .fn = fn, .user = user};

	if (!t->count)
		return n;
	return t->fold ? scan_folded(&x, s, n, more) : scan(&x, limit_of(t, n, more));
}

/*
 * Any bytes as a list of terms and a text: the hits are those of a plain search, whole or in pieces; ids lie in the
 * text, one behind the other; similarity is between 0 and 1.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/match/ids.h"
#include "core/match/similarity.h"
#include "core/match/terms.h"

#define TERMS 16
#define BYTES 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct state {
	const char *s;
	size_t n, at, hits;
	const char *terms[TERMS];
	size_t lens[TERMS], count;
};

/* Mode FIRST: nothing stands between the hits, and where one is, the first of the list that stands there. */
static bool hit(void *user, const struct gp_termset_hit *h)
{
	struct state *x = user;

	for (; x->at <= h->from; x->at++)
		for (size_t i = 0; i < x->count; i++) {
			if (x->lens[i] > x->n - x->at || memcmp(x->s + x->at, x->terms[i], x->lens[i]) != 0)
				continue;
			if (x->at != h->from || i != h->index || h->to - h->from != x->lens[i])
				abort();
			break;
		}
	x->at = h->to;
	x->hits++;
	return true;
}

static bool count(void *user, const struct gp_termset_hit *h)
{
	struct state *x = user;

	if (h->from >= h->to || h->to > x->n)
		abort();
	x->hits++;
	return true;
}

static bool id(void *user, const struct gp_id *found)
{
	struct state *x = user;
	char masked[GP_ID_MASKED];

	if (found->from < x->at || found->from >= found->to || found->to > x->n ||
	    gp_id_mask(masked, found, x->s) >= sizeof masked)
		abort();
	x->at = found->to;
	return true;
}

static void terms(struct state *x, bool fold)
{
	struct gp_termset *t = malloc(gp_termset_size(TERMS, BYTES));
	struct gp_err e = GP_ERR_INIT;
	size_t whole, at;

	gp_termset_begin(t, TERMS, BYTES, GP_TERMS_FIRST, fold);
	for (size_t i = 0; i < x->count; i++)
		if (gp_termset_add(t, x->terms[i], x->lens[i], &e))
			x->lens[i] = SIZE_MAX;
	gp_termset_end(t);
	x->at = x->hits = 0;
	gp_termset_scan(t, x->s, x->n, false, fold ? count : hit, x);
	whole = x->hits;
	x->hits = 0;
	at = gp_termset_scan(t, x->s, x->n / 2, true, count, x);
	gp_termset_scan(t, x->s + at, x->n - at, false, count, x);
	if (whole != x->hits)
		abort();
	free(t);
}

/* Lines, up to an empty one, are the terms; what follows is the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct state x = {.s = (const char *)data, .n = n};
	const char *end;
	void *mem;
	double d;

	if (n > BYTES)
		return 0;
	while (x.count < TERMS && (end = memchr(x.s, '\n', x.n)) && end > x.s) {
		x.terms[x.count] = x.s;
		x.lens[x.count++] = (size_t)(end - x.s);
		x.n -= (size_t)(end - x.s) + 1;
		x.s = end + 1;
	}
	terms(&x, false);
	terms(&x, true);
	x.at = 0;
	gp_ids_scan(x.s, x.n, ~0u, id, &x);
	mem = malloc(gp_similarity_size(x.n, n));
	d = gp_similarity(mem, x.s, x.n, (const char *)data, n);
	free(mem);
	if (!(d >= 0 && d <= 1))
		abort();
	return 0;
}

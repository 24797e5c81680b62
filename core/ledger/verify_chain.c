/* the chains of events: nothing missing, nothing changed, and all printed heads in them */
#include <stdlib.h>
#include <string.h>

#include "core/ledger/verify_impl.h"

#define CHAINS_MAX 200 /* registers that are told apart while their events come mixed */

/* A head that was printed, and whether its event has come by. */
struct printed {
	char *office, *reg;
	int64_t seq;
	unsigned char hash[GP_LEDGER_HASH];
	bool seen;
};

/* Where an event stands in its chain. */
struct place {
	int64_t seq;
	unsigned char prev[GP_LEDGER_HASH], hash[GP_LEDGER_HASH];
	size_t prev_n;
	char at[32];
};

/* A register of an office, as far as it has come by. */
struct chain {
	char *office, *reg;
	bool begun;
	struct place first, last;
	size_t printed; /* its next printed head */
	char *decl;     /* the last declaration that was looked up, and is there */
};

struct walk {
	struct gp_verify *v;
	bool stretch;            /* events of all chains come mixed, from anywhere on, else one chain after the other */
	struct printed *printed; /* by office, register and seq */
	size_t printed_count, seen_count;
	struct chain *chains;    /* one, or all of a stretch */
	size_t chain_count, current;
};

static int keep_printed(void *user, const struct gp_ledger_head *h)
{
	struct walk *w = user;
	struct printed *p;

	if (!(w->printed_count & (w->printed_count - 1)))
		w->printed = gp_reallocarray(w->printed, w->printed_count ? 2 * w->printed_count : 1, sizeof *p);
	p = &w->printed[w->printed_count++];
	*p = (struct printed){.office = gp_strdup(h->office), .reg = gp_strdup(h->reg), .seq = h->seq};
	memcpy(p->hash, h->hash, sizeof p->hash);
	return 0;
}

static int report(struct walk *w, enum gp_verify_what what, const struct gp_ledger_event *ev, const char *detail)
{
	return gp_verify_report(w->v, &(struct gp_verify_finding){what, ev->office, ev->reg, ev->rid, ev->eid, ev->seq,
	    detail});
}

static int by_chain(const struct printed *p, const struct gp_ledger_event *ev)
{
	int c = strcmp(p->office, ev->office);

	c = c ? c : strcmp(p->reg, ev->reg);
	return c ? c : (p->seq > ev->seq) - (p->seq < ev->seq);
}

/* The first head of the chain from this event on. */
static size_t find_printed(const struct walk *w, const struct gp_ledger_event *ev)
{
	size_t from = 0, to = w->printed_count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (by_chain(&w->printed[middle], ev) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static bool is_of(const struct chain *k, const char *office, const char *reg)
{
	return !strcmp(k->reg, reg) && !strcmp(k->office, office);
}

static void free_chains(struct chain *chains, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(chains[i].office);
		free(chains[i].reg);
		free(chains[i].decl);
	}
	free(chains);
}

/* NULL: there are more than a quick look can tell apart. */
static struct chain *chain_of(struct walk *w, const struct gp_ledger_event *ev)
{
	struct chain *k;

	if (w->chain_count && is_of(&w->chains[w->current], ev->office, ev->reg))
		return &w->chains[w->current];
	for (size_t i = 0; w->stretch && i < w->chain_count; i++)
		if (is_of(&w->chains[i], ev->office, ev->reg)) {
			w->current = i;
			return &w->chains[i];
		}
	if (!w->stretch) {
		free_chains(w->chains, w->chain_count);
		w->chains = NULL;
		w->chain_count = 0;
		w->v->counts->registers++;
	}
	if (w->chain_count == CHAINS_MAX)
		return NULL;
	if (!w->chains)
		w->chains = gp_calloc(w->stretch ? CHAINS_MAX : 1, sizeof *w->chains);
	w->current = w->chain_count++;
	k = &w->chains[w->current];
	*k = (struct chain){.office = gp_strdup(ev->office), .reg = gp_strdup(ev->reg), .printed = find_printed(w, ev)};
	return k;
}

static int check_declaration(struct walk *w, struct chain *k, const struct gp_ledger_event *ev)
{
	int rc;

	if (!*ev->decl || (k->decl && !strcmp(k->decl, ev->decl)))
		return 0;
	rc = gp_ledger_declared(w->v->l, ev->decl, w->v->e);
	if (rc < 0)
		return -1;
	if (!rc)
		return report(w, GP_VERIFY_DECLARATION, ev, ev->decl);
	free(k->decl);
	k->decl = gp_strdup(ev->decl);
	return 0;
}

/* Whether an event follows the one before it; a `last` of nothing but zeros is before the first. */
static bool follows(const struct place *last, const struct place *next)
{
	if (next->seq == 1)
		return next->prev_n == 0;
	return next->prev_n == GP_LEDGER_HASH && !memcmp(next->prev, last->hash, sizeof last->hash);
}

/* Where the event stands in its chain. */
static int check_place(struct walk *w, const struct chain *k, const struct place *next, const struct gp_ledger_event *ev)
{
	int rc = 0;

	if (next->seq != k->last.seq + 1)
		rc = report(w, GP_VERIFY_MISSING, ev, "");
	/* behind a gap there is nothing to compare with */
	else if (!follows(&k->last, next))
		rc = report(w, GP_VERIFY_LINK, ev, "");
	if (!rc && strcmp(next->at, k->last.at) < 0)
		rc = report(w, GP_VERIFY_TIME, ev, k->last.at);
	return rc;
}

/* Heads that the chain has passed without meeting them stay unseen. */
static int check_printed(struct walk *w, struct chain *k, const struct gp_ledger_event *ev)
{
	int rc = 0;

	while (k->printed < w->printed_count && by_chain(&w->printed[k->printed], ev) < 0)
		k->printed++;
	for (; !rc && k->printed < w->printed_count && !by_chain(&w->printed[k->printed], ev); k->printed++) {
		struct printed *p = &w->printed[k->printed];

		w->seen_count += !p->seen;
		p->seen = true;
		if (memcmp(p->hash, ev->hash, sizeof p->hash))
			rc = report(w, GP_VERIFY_HEAD, ev, "");
	}
	return rc;
}

/* A time that is longer than any that this program writes is left out. */
static void take_place(struct place *p, const struct gp_ledger_event *ev)
{
	size_t n = strlen(ev->at) + 1;

	p->seq = ev->seq;
	memcpy(p->prev, ev->prev, sizeof p->prev);
	memcpy(p->hash, ev->hash, sizeof p->hash);
	p->prev_n = ev->prev_n;
	memcpy(p->at, ev->at, n <= sizeof p->at ? n : 0);
}

static int check_event(void *user, const struct gp_ledger_event *ev)
{
	struct walk *w = user;
	struct chain *k = gp_verify_stopped(w->v) ? NULL : chain_of(w, ev);
	unsigned char hash[GP_LEDGER_HASH];
	struct place next = {0};
	int rc = 0;

	if (!k)
		return 1;
	w->v->counts->events++;
	if (gp_event_hash(w->v->hasher, ev, hash, w->v->e))
		return -1;
	take_place(&next, ev);
	if (w->stretch && !k->begun)
		k->first = next; /* what is before it, another stretch knows */
	else
		rc = check_place(w, k, &next, ev);
	if (!rc && ev->odd)
		rc = report(w, GP_VERIFY_ODD, ev, "");
	else if (!rc && memcmp(hash, ev->hash, sizeof hash))
		rc = report(w, GP_VERIFY_HASH, ev, "");
	if (!rc)
		rc = check_printed(w, k, ev);
	if (!rc)
		rc = check_declaration(w, k, ev);
	k->begun = true;
	k->last = next;
	return rc;
}

static int each_event(struct walk *w, const struct gp_ledger_pick *pick)
{
	int rc = gp_ledger_each_printed(w->v->l, keep_printed, w, w->v->e);

	return rc ? rc : gp_ledger_each_event(w->v->l, pick, check_event, w, w->v->e);
}

static void forget_printed(struct walk *w)
{
	for (size_t i = 0; i < w->printed_count; i++) {
		free(w->printed[i].office);
		free(w->printed[i].reg);
	}
	free(w->printed);
}

int gp_verify_chains_in_order(struct gp_verify *v)
{
	struct walk w = {.v = v};
	int rc = each_event(&w, &(struct gp_ledger_pick){.office = "*"});

	for (size_t i = 0; !rc && i < w.printed_count; i++) {
		struct printed *p = &w.printed[i];

		if (!p->seen)
			rc = gp_verify_report(v, &(struct gp_verify_finding){.what = GP_VERIFY_HEAD, .office = p->office,
			    .reg = p->reg, .seq = p->seq});
	}
	free_chains(w.chains, w.chain_count);
	forget_printed(&w);
	return rc;
}

/* --- stretches */

struct gp_verify_stretch {
	struct chain *chains;
	size_t chain_count;
	size_t printed_count, seen_count; /* heads: all that were printed, and those that are in this stretch */
};

int gp_verify_stretch(struct gp_verify *v, const int64_t rows[2], struct gp_verify_stretch **out)
{
	struct walk w = {.v = v, .stretch = true};
	int rc = each_event(&w, &(struct gp_ledger_pick){.office = "*", .as_written = true, .rows = rows});

	*out = gp_calloc(1, sizeof **out);
	**out = (struct gp_verify_stretch){w.chains, w.chain_count, w.printed_count, w.seen_count};
	forget_printed(&w);
	return rc;
}

void gp_verify_stretch_free(struct gp_verify_stretch *s)
{
	if (!s)
		return;
	free_chains(s->chains, s->chain_count);
	free(s);
}

/* Whether a stretch of a chain goes on where the last one ended, or is its first. */
static bool fits(const struct chain *before, const struct chain *k)
{
	static const struct place none;
	const struct place *last = before ? &before->last : &none;

	return k->first.seq == last->seq + 1 && follows(last, &k->first) && strcmp(k->first.at, last->at) >= 0;
}

bool gp_verify_stretches_fit(struct gp_verify *v, struct gp_verify_stretch *const *s, size_t n)
{
	const struct chain *joined[CHAINS_MAX];
	size_t count = 0, seen = 0, at;

	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < s[i]->chain_count; j++) {
			const struct chain *k = &s[i]->chains[j];

			for (at = 0; at < count && !is_of(joined[at], k->office, k->reg); at++)
				;
			if (at == CHAINS_MAX || !fits(at < count ? joined[at] : NULL, k))
				return false;
			joined[at] = k;
			count += at == count;
		}
		seen += s[i]->seen_count;
	}
	if (n && seen != s[0]->printed_count)
		return false;
	v->counts->registers = (int64_t)count;
	return true;
}

/*
 * First as the events lie in the file, without a look at the index: that says whether all is well. Where it is not, they
 * are looked at again in their order, in which one thing that is wrong is one finding.
 */
int gp_verify_chains(struct gp_verify *v)
{
	static const int64_t all[2] = {INT64_MIN, INT64_MAX};
	struct gp_verify_counts counts = {0};
	struct gp_verify_stretch *s;
	struct gp_verify quick = *v;
	bool well;

	quick.fn = gp_verify_stop;
	quick.counts = &counts;
	well = !gp_verify_stretch(&quick, all, &s) && gp_verify_stretches_fit(&quick, &s, 1);
	gp_verify_stretch_free(s);
	if (!well)
		return gp_verify_chains_in_order(v);
	v->counts->registers = counts.registers;
	v->counts->events = counts.events;
	return 0;
}

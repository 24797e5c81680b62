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

/* A register of an office, as far as it has come by. */
struct chain {
	char *office, *reg;
	int64_t seq;
	unsigned char hash[GP_LEDGER_HASH];
	char at[32];
	size_t printed; /* its next printed head */
};

struct walk {
	struct gp_verify *v;
	bool as_written;         /* events of all chains come mixed, else one chain after the other */
	struct printed *printed; /* by office, register and seq */
	size_t printed_count;
	struct chain *chains;    /* one, or all as_written */
	size_t chain_count, current;
	char *decl;              /* the last that was looked up, and is there */
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

static bool is_of(const struct chain *k, const struct gp_ledger_event *ev)
{
	return !strcmp(k->reg, ev->reg) && !strcmp(k->office, ev->office);
}

static void free_chains(struct walk *w)
{
	for (size_t i = 0; i < w->chain_count; i++) {
		free(w->chains[i].office);
		free(w->chains[i].reg);
	}
	free(w->chains);
	w->chains = NULL;
	w->chain_count = 0;
}

/* NULL: there are more than a quick look can tell apart. */
static struct chain *chain_of(struct walk *w, const struct gp_ledger_event *ev)
{
	struct chain *k;

	if (w->chain_count && is_of(&w->chains[w->current], ev))
		return &w->chains[w->current];
	for (size_t i = 0; w->as_written && i < w->chain_count; i++)
		if (is_of(&w->chains[i], ev)) {
			w->current = i;
			return &w->chains[i];
		}
	if (!w->as_written)
		free_chains(w);
	if (w->chain_count == CHAINS_MAX)
		return NULL;
	if (!w->chains)
		w->chains = gp_calloc(w->as_written ? CHAINS_MAX : 1, sizeof *w->chains);
	w->current = w->chain_count++;
	k = &w->chains[w->current];
	*k = (struct chain){.office = gp_strdup(ev->office), .reg = gp_strdup(ev->reg), .printed = find_printed(w, ev)};
	w->v->counts->registers++;
	return k;
}

static int check_declaration(struct walk *w, const struct gp_ledger_event *ev)
{
	int rc;

	if (!*ev->decl || (w->decl && !strcmp(w->decl, ev->decl)))
		return 0;
	rc = gp_ledger_declared(w->v->l, ev->decl, w->v->e);
	if (rc < 0)
		return -1;
	if (!rc)
		return report(w, GP_VERIFY_DECLARATION, ev, ev->decl);
	free(w->decl);
	w->decl = gp_strdup(ev->decl);
	return 0;
}

/* Where the event stands in its chain. */
static int check_place(struct walk *w, const struct chain *k, const struct gp_ledger_event *ev)
{
	bool first = ev->seq == 1, after_gap = ev->seq != k->seq + 1;
	int rc = 0;

	if (after_gap)
		rc = report(w, GP_VERIFY_MISSING, ev, "");
	/* behind a gap there is nothing to compare with */
	else if (first ? ev->prev_n != 0 : ev->prev_n != GP_LEDGER_HASH || memcmp(ev->prev, k->hash, sizeof k->hash))
		rc = report(w, GP_VERIFY_LINK, ev, "");
	if (!rc && strcmp(ev->at, k->at) < 0)
		rc = report(w, GP_VERIFY_TIME, ev, k->at);
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

		p->seen = true;
		if (memcmp(p->hash, ev->hash, sizeof p->hash))
			rc = report(w, GP_VERIFY_HEAD, ev, "");
	}
	return rc;
}

static int check_event(void *user, const struct gp_ledger_event *ev)
{
	struct walk *w = user;
	struct chain *k = chain_of(w, ev);
	unsigned char hash[GP_LEDGER_HASH];
	int rc;

	if (!k)
		return 1;
	w->v->counts->events++;
	if (gp_event_hash(w->v->hasher, ev, hash, w->v->e))
		return -1;
	rc = check_place(w, k, ev);
	if (!rc && ev->odd)
		rc = report(w, GP_VERIFY_ODD, ev, "");
	else if (!rc && memcmp(hash, ev->hash, sizeof hash))
		rc = report(w, GP_VERIFY_HASH, ev, "");
	if (!rc)
		rc = check_printed(w, k, ev);
	if (!rc)
		rc = check_declaration(w, ev);
	k->seq = ev->seq;
	memcpy(k->hash, ev->hash, sizeof k->hash);
	memcpy(k->at, ev->at, strlen(ev->at) < sizeof k->at ? strlen(ev->at) + 1 : 0);
	return rc;
}

static int walk(struct gp_verify *v, bool as_written)
{
	const struct gp_ledger_pick all = {.office = "*", .as_written = as_written};
	struct walk w = {.v = v, .as_written = as_written};
	int rc = gp_ledger_each_printed(v->l, keep_printed, &w, v->e);

	if (!rc)
		rc = gp_ledger_each_event(v->l, &all, check_event, &w, v->e);
	for (size_t i = 0; i < w.printed_count; i++) {
		struct printed *p = &w.printed[i];

		if (!rc && !p->seen)
			rc = gp_verify_report(v, &(struct gp_verify_finding){.what = GP_VERIFY_HEAD, .office = p->office,
			    .reg = p->reg, .seq = p->seq});
		free(p->office);
		free(p->reg);
	}
	free_chains(&w);
	free(w.printed);
	free(w.decl);
	return rc;
}

/*
 * First as the events lie in the file, without a look at the index: that says whether all is well. Where it is not, they
 * are looked at again in their order, in which one thing that is wrong is one finding.
 */
int gp_verify_chains(struct gp_verify *v)
{
	struct gp_verify_counts counts = {0};
	struct gp_verify quick = *v;
	int rc;

	quick.fn = gp_verify_stop;
	quick.counts = &counts;
	rc = walk(&quick, true);
	if (rc)
		return walk(v, false);
	v->counts->registers = counts.registers;
	v->counts->events = counts.events;
	return 0;
}

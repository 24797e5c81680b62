#include "core/ledger/verify.h"

#include <stdlib.h>
#include <string.h>

#include "core/ledger/verify_impl.h"

const char *gp_verify_word(enum gp_verify_what what)
{
	static const char *const words[GP_VERIFY_KINDS] = {"odd", "hash", "link", "missing", "time", "declaration", "head",
	    "record", "moves", "extra", "links", "words", "vault", "vault-gone", "file", "file-changed"};

	return words[what];
}

int gp_verify_report(struct gp_verify *v, const struct gp_verify_finding *f)
{
	struct gp_verify_finding all = *f;

	all.office = all.office ? all.office : "";
	all.reg = all.reg ? all.reg : "";
	all.rid = all.rid ? all.rid : "";
	all.eid = all.eid ? all.eid : "";
	all.detail = all.detail ? all.detail : "";
	v->counts->findings++;
	return v->fn(v->user, &all);
}

/* --- the chain */

/* A head that was printed, and whether its event has come by. */
struct printed {
	char *office, *reg;
	int64_t seq;
	unsigned char hash[GP_LEDGER_HASH];
	bool seen;
};

struct walk {
	struct gp_verify *v;
	struct printed *printed;
	size_t printed_count, printed_next; /* both they and the events come by office, register and seq */
	char *office, *reg, *decl;          /* of the event before; decl: the last that was looked up, and is there */
	int64_t seq;
	unsigned char hash[GP_LEDGER_HASH];
	char at[32];
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

static void begin_chain(struct walk *w, const struct gp_ledger_event *ev)
{
	free(w->office);
	free(w->reg);
	w->office = gp_strdup(ev->office);
	w->reg = gp_strdup(ev->reg);
	w->seq = 0;
	w->at[0] = '\0';
	w->v->counts->registers++;
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
static int check_place(struct walk *w, const struct gp_ledger_event *ev)
{
	bool first = ev->seq == 1, after_gap = ev->seq != w->seq + 1;
	int rc = 0;

	if (after_gap)
		rc = report(w, GP_VERIFY_MISSING, ev, "");
	/* behind a gap there is nothing to compare with */
	else if (first ? ev->prev_n != 0 : ev->prev_n != GP_LEDGER_HASH || memcmp(ev->prev, w->hash, sizeof w->hash))
		rc = report(w, GP_VERIFY_LINK, ev, "");
	if (!rc && strcmp(ev->at, w->at) < 0)
		rc = report(w, GP_VERIFY_TIME, ev, w->at);
	return rc;
}

static int by_chain(const struct printed *p, const struct gp_ledger_event *ev)
{
	int c = strcmp(p->office, ev->office);

	c = c ? c : strcmp(p->reg, ev->reg);
	return c ? c : (p->seq > ev->seq) - (p->seq < ev->seq);
}

/* Heads that the chain has passed without meeting them stay unseen. */
static int check_printed(struct walk *w, const struct gp_ledger_event *ev)
{
	int rc = 0;

	while (w->printed_next < w->printed_count && by_chain(&w->printed[w->printed_next], ev) < 0)
		w->printed_next++;
	for (; !rc && w->printed_next < w->printed_count && !by_chain(&w->printed[w->printed_next], ev); w->printed_next++) {
		struct printed *p = &w->printed[w->printed_next];

		p->seen = true;
		if (memcmp(p->hash, ev->hash, sizeof p->hash))
			rc = report(w, GP_VERIFY_HEAD, ev, "");
	}
	return rc;
}

static int check_event(void *user, const struct gp_ledger_event *ev)
{
	struct walk *w = user;
	unsigned char hash[GP_LEDGER_HASH];
	int rc;

	if (!w->reg || strcmp(w->reg, ev->reg) || strcmp(w->office, ev->office))
		begin_chain(w, ev);
	w->v->counts->events++;
	if (gp_event_hash(w->v->hasher, ev, hash, w->v->e))
		return -1;
	rc = check_place(w, ev);
	if (!rc && ev->odd)
		rc = report(w, GP_VERIFY_ODD, ev, "");
	else if (!rc && memcmp(hash, ev->hash, sizeof hash))
		rc = report(w, GP_VERIFY_HASH, ev, "");
	if (!rc)
		rc = check_printed(w, ev);
	if (!rc)
		rc = check_declaration(w, ev);
	w->seq = ev->seq;
	memcpy(w->hash, ev->hash, sizeof w->hash);
	memcpy(w->at, ev->at, strlen(ev->at) < sizeof w->at ? strlen(ev->at) + 1 : 0);
	return rc;
}

static int verify_chains(struct gp_verify *v)
{
	static const struct gp_ledger_pick all = {.office = "*"};
	struct walk w = {.v = v};
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
	free(w.printed);
	free(w.office);
	free(w.reg);
	free(w.decl);
	return rc;
}

int gp_chain_verify(struct gp_chain *c, gp_verify_fn *fn, void *user, struct gp_verify_counts *counts, struct gp_err *e)
{
	struct gp_verify v = {gp_chain_ledger(c), gp_chain_hasher(c), c, fn, user, counts, e};
	int rc;

	*counts = (struct gp_verify_counts){0};
	/* all of it as it is at one moment, whoever writes meanwhile */
	if (gp_ledger_begin_reading(v.l, e))
		return -1;
	rc = verify_chains(&v);
	if (!rc)
		rc = gp_verify_projections(&v);
	if (!rc)
		rc = gp_verify_vault(&v);
	if (!rc)
		rc = gp_verify_files(&v);
	gp_ledger_end_reading(v.l);
	return rc;
}

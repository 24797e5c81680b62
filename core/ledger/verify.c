#define _GNU_SOURCE
#include <pthread.h>

#include "core/ledger/verify_impl.h"

#define THREAD_FROM 5000 /* events: below, a second look at the file takes longer than it saves */

const char *gp_verify_word(enum gp_verify_what what)
{
	static const char *const words[GP_VERIFY_KINDS] = {"odd", "hash", "link", "missing", "time", "declaration", "head",
	    "record", "moves", "extra", "links", "words", "vault", "vault-gone", "file", "file-changed", "file-stray",
	    "schema", "index"};

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

int gp_verify_stop(void *user, const struct gp_verify_finding *f)
{
	(void)user;
	(void)f;
	return 1;
}

/*
 * What follows from the events is compared in a second thread, and there the index of the full text, which only says whether all is well: findings are told
 * in the caller's, so what is wrong is looked at once more there.
 */
struct beside {
	struct gp_ledger *twin; /* NULL: there is no second thread */
	struct gp_verify v;
	struct gp_verify_counts counts;
	struct gp_err e;
	int index; /* what gp_ledger_check_index() says */
	atomic_bool stop;
	pthread_t thread;
	int rc;
};

static void *compare(void *user)
{
	struct beside *b = user;

	b->rc = gp_verify_projections(&b->v);
	gp_ledger_end_reading(b->twin);
	b->index = b->rc ? 0 : gp_ledger_check_index(b->twin, &b->e);
	return NULL;
}

/* Reads from now on, in one thread or in two. */
static int begin(struct gp_verify *v, struct beside *b)
{
	int64_t events;

	if (gp_ledger_size(v->l, &events, v->e))
		return -1;
	if (events < THREAD_FROM)
		return gp_ledger_begin_reading(v->l, v->e);
	if (gp_ledger_begin_reading_twice(v->l, &b->twin, v->e) < 0)
		return -1;
	if (!b->twin)
		return 0;
	b->v = (struct gp_verify){.l = b->twin, .fn = gp_verify_stop, .counts = &b->counts, .e = &b->e, .stop = &b->stop};
	if (pthread_create(&b->thread, NULL, compare, b)) {
		gp_ledger_close(b->twin);
		b->twin = NULL;
	}
	return 0;
}

/* Whether all was well in the second thread. */
static bool join(struct beside *b, bool stop, struct gp_verify_counts *counts)
{
	if (!b->twin)
		return false;
	atomic_store(&b->stop, stop);
	pthread_join(b->thread, NULL);
	gp_ledger_close(b->twin);
	if (!b->rc)
		counts->records = b->counts.records;
	return !b->rc;
}

/* Whether nothing is wrong with links and words; where something is, the records may be the reason. */
static bool found_well(const struct gp_verify *v)
{
	struct gp_verify_counts counts;
	struct gp_verify quick = *v;

	quick.fn = gp_verify_stop;
	quick.counts = &counts;
	return !gp_verify_found(&quick);
}

/* Once more where it was not well in the other thread: that says why. */
static int check_index(struct gp_verify *v, bool well)
{
	int rc = well ? 1 : gp_ledger_check_index(v->l, v->e);

	return rc ? (rc < 0 ? -1 : 0) : gp_verify_report(v, &(struct gp_verify_finding){.what = GP_VERIFY_INDEX});
}

static int report_shape(void *user, const char *name)
{
	return gp_verify_report(user, &(struct gp_verify_finding){.what = GP_VERIFY_SCHEMA, .detail = name});
}

int gp_chain_verify(struct gp_chain *c, gp_verify_fn *fn, void *user, struct gp_verify_counts *counts, struct gp_err *e)
{
	struct gp_verify v = {.l = gp_chain_ledger(c), .hasher = gp_chain_hasher(c), .chain = c, .fn = fn, .user = user,
	    .counts = counts, .e = e};
	struct beside b = {.twin = NULL};
	bool found, beside;
	int rc = 0;

	*counts = (struct gp_verify_counts){0};
	/* all of it as it is at one moment, whoever writes meanwhile */
	if (begin(&v, &b))
		return -1;
	if (!gp_ledger_newer(v.l))
		rc = gp_ledger_check_shape(v.l, report_shape, &v, e);
	if (!rc)
		rc = gp_verify_chains(&v);
	found = !rc && found_well(&v);
	if (!rc)
		rc = gp_verify_vault(&v);
	if (!rc)
		rc = gp_verify_files(&v);
	beside = join(&b, rc != 0, counts);
	if (!beside && !rc)
		rc = gp_verify_projections(&v);
	if (!rc && !found && !v.damaged)
		rc = gp_verify_found(&v);
	gp_ledger_end_reading(v.l);
	if (!rc && found)
		rc = check_index(&v, beside && b.index > 0);
	return rc ? rc : gp_verify_strays(&v);
}

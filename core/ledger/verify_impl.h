/*
 * verify_impl.h - what the files of verify.h share.
 */
#ifndef GP_LEDGER_VERIFY_IMPL_H
#define GP_LEDGER_VERIFY_IMPL_H

#include <stdatomic.h>

#include "core/ledger/verify.h"

struct gp_verify {
	struct gp_ledger *l;
	struct gp_event_hasher *hasher;
	struct gp_chain *chain;
	gp_verify_fn *fn;
	void *user;
	struct gp_verify_counts *counts;
	struct gp_err *e;
	bool damaged; /* some records are not those of the events */
	const atomic_bool *stop; /* nobody waits for the answer any more; NULL: somebody does */
};

/* A finding is one too many. */
int gp_verify_stop(void *user, const struct gp_verify_finding *f);

/* Members that are NULL become "". */
int gp_verify_report(struct gp_verify *v, const struct gp_verify_finding *f);
/* Each: 0, -1, or what fn said to stop. */
int gp_verify_chains(struct gp_verify *v);
int gp_verify_projections(struct gp_verify *v); /* records and moves */
int gp_verify_found(struct gp_verify *v);       /* links and words, of records that are sound */
int gp_verify_vault(struct gp_verify *v);
int gp_verify_files(struct gp_verify *v);
int gp_verify_strays(struct gp_verify *v); /* outside of a transaction */

#endif

/*
 * verify_impl.h - what the files of verify.h share.
 */
#ifndef GP_LEDGER_VERIFY_IMPL_H
#define GP_LEDGER_VERIFY_IMPL_H

#include "core/ledger/verify.h"

struct gp_verify {
	struct gp_ledger *l;
	struct gp_event_hasher *hasher;
	struct gp_chain *chain;
	gp_verify_fn *fn;
	void *user;
	struct gp_verify_counts *counts;
	struct gp_err *e;
};

/* Members that are NULL become "". */
int gp_verify_report(struct gp_verify *v, const struct gp_verify_finding *f);
/* Each: 0, -1, or what fn said to stop. */
int gp_verify_projections(struct gp_verify *v);
int gp_verify_vault(struct gp_verify *v);
int gp_verify_files(struct gp_verify *v);

#endif

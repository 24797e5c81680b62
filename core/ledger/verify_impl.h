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
/*
 * Links and words of one record after the other, whose fields are sound; `words` NULL: the full text has none; `changed`:
 * there were fields or a number to find it by. Then what belongs to no record.
 */
struct gp_verify_found;
struct gp_verify_found *gp_verify_found_new(struct gp_verify *v);
void gp_verify_found_free(struct gp_verify_found *f); /* accepts NULL */
int gp_verify_found(struct gp_verify_found *f, const struct gp_ledger_record *r, const char *words, size_t n,
    bool changed);
int gp_verify_found_rest(struct gp_verify_found *f);

/* Each: 0, -1, or what fn said to stop. */
int gp_verify_projections(struct gp_verify *v);
int gp_verify_vault(struct gp_verify *v);
int gp_verify_files(struct gp_verify *v);

#endif

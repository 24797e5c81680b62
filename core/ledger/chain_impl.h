/*
 * chain_impl.h - what the files of chain.h share.
 */
#ifndef GP_LEDGER_CHAIN_IMPL_H
#define GP_LEDGER_CHAIN_IMPL_H

#include "core/ledger/chain.h"
#include "core/ledger/fold.h"

struct gp_chain {
	struct gp_ledger *l;
	struct gp_event_hasher *hasher;
};

/* Writes a folded record, the moves of it that changed, and its links where its fields did. */
int gp_chain_project(struct gp_chain *c, const char *office, const char *reg, const char *rid,
    const struct gp_folded *r, struct gp_err *e) GP_MUST_USE;

#endif

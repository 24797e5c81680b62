/*
 * chain_impl.h - what the files of chain.h share.
 */
#ifndef GP_LEDGER_CHAIN_IMPL_H
#define GP_LEDGER_CHAIN_IMPL_H

#include "core/ledger/chain.h"
#include "core/ledger/fold.h"

#define GP_CHAIN_WORDS_MAX (2 * GP_LEDGER_BODY_MAX)

struct gp_chain {
	struct gp_ledger *l;
	struct gp_event_hasher *hasher;
	struct gp_behind *behind; /* it has both for itself; NULL: there is none */
	struct gp_event_hasher *own_hasher; /* of the caller beside it */
};

/* Writes an event whose names and time are in `out`; what it became is added there. */
int gp_chain_append_named(struct gp_chain *c, const struct gp_chain_entry *entry, struct gp_chain_done *out,
    struct gp_err *e) GP_MUST_USE;

/* Writes a folded record, the moves of it that changed, and its links where its fields did. */
int gp_chain_project(struct gp_chain *c, const char *office, const char *reg, const char *rid,
    const struct gp_folded *r, struct gp_err *e) GP_MUST_USE;

/* Inside a transaction, where all that follows from the events is gone: makes it again. */
int gp_chain_fold_all(struct gp_chain *c, int64_t *records, struct gp_err *e) GP_MUST_USE;

/* The references in a record's fields: those of one to others, also inside rows ("field.column"). */
typedef int gp_chain_link_fn(void *user, const char *field, const char *reg, const char *rid);
int gp_chain_links(const struct gp_value *fields, gp_chain_link_fn *fn, void *user);
/* What is found by its words: the number, and all texts that are not personal. */
void gp_chain_words(const char *no, const struct gp_value *fields, struct gp_buf *out);

#endif

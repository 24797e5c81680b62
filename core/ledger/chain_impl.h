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
};

/* Writes a folded record, the moves of it that changed, and its links where its fields did. */
int gp_chain_project(struct gp_chain *c, const char *office, const char *reg, const char *rid,
    const struct gp_folded *r, struct gp_err *e) GP_MUST_USE;

/* The references in a record's fields: those of one to others, also inside rows ("field.column"). */
typedef int gp_chain_link_fn(void *user, const char *field, const char *reg, const char *rid);
int gp_chain_links(const struct gp_value *fields, gp_chain_link_fn *fn, void *user);
/* What is found by its words: the number, and all texts that are not personal. */
void gp_chain_words(const char *no, const struct gp_value *fields, struct gp_buf *out);

#endif

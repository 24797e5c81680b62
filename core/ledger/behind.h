/*
 * behind.h - writes of a transaction that nobody waits for.
 *
 * An import writes ten thousand records in one transaction. While its caller makes up the next event, a thread hashes,
 * folds and stores the ones before, in the order in which they came. Until gp_behind_wait() returns, the ledger is the
 * thread's; then it is the caller's until something is added again. What is handed over is copied. Of what fails only
 * the first error is kept, and nothing behind it is written: the transaction cannot be committed then.
 */
#ifndef GP_LEDGER_BEHIND_H
#define GP_LEDGER_BEHIND_H

#include "core/ledger/chain.h"

struct gp_behind;

/* Inside a transaction of the chain, which outlives it. NULL: the system refuses another thread. */
struct gp_behind *gp_behind_start(struct gp_chain *c);
/* What was not written is dropped. Accepts NULL. */
void gp_behind_end(struct gp_behind *b);
/* Until all is written: 0, or the error of what failed. */
int gp_behind_wait(struct gp_behind *b, struct gp_err *e);

/* -1: something before has failed. The event with its names, which the caller has given it; its body is packed (value.h). */
int gp_behind_event(struct gp_behind *b, const struct gp_chain_entry *entry, const struct gp_chain_done *named,
    const char *body, size_t n, struct gp_err *e) GP_MUST_USE;
int gp_behind_secret(struct gp_behind *b, const unsigned char h[GP_LEDGER_HASH], const unsigned char salt[GP_CHAIN_SALT],
    const char *json, size_t n, struct gp_err *e) GP_MUST_USE;
int gp_behind_blind(struct gp_behind *b, const char *reg, const char *field, const char *rid, const char *value,
    size_t n, struct gp_err *e) GP_MUST_USE;
int gp_behind_clocks(struct gp_behind *b, const char *reg, const char *rid, const struct gp_ledger_clock *clocks,
    size_t count, bool new, struct gp_err *e) GP_MUST_USE;

#endif

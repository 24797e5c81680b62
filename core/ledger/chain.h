/*
 * chain.h - the events of an office's registers: each carries the hash of the one before it in its register.
 *
 * Appending folds the event into what follows from it, in the same transaction (fold.h). Whether the chain and all
 * that follows from it are as they were left is asked in verify.h.
 */
#ifndef GP_LEDGER_CHAIN_H
#define GP_LEDGER_CHAIN_H

#include "core/ledger/event.h"

#define GP_CHAIN_SALT 16 /* bytes before a personal value in what is hashed */
#define GP_CHAIN_QUESTION "!" /* before the name of a question, where fields are named */

struct gp_chain;

/* As gp_ledger_open(). */
int gp_chain_open(struct gp_chain **out, const char *dir, const struct gp_ledger_options *o,
    struct gp_err *e) GP_MUST_USE;
void gp_chain_close(struct gp_chain *c); /* accepts NULL; what was not committed is gone */
struct gp_ledger *gp_chain_ledger(struct gp_chain *c); /* nobody else is writing in it then */
struct gp_event_hasher *gp_chain_hasher(struct gp_chain *c);

/* What is to be written; NULL is "", but for rid (a new record), on (today), at (now), tx (one of its own). */
struct gp_chain_entry {
	const char *reg, *rid, *kind, *move, *on, *by, *via, *tx, *decl;
	const struct gp_value *body;
};

struct gp_chain_done {
	char eid[GP_ULID], rid[GP_ULID], at[32];
	int64_t seq, rev;
};

/*
 * Inside gp_ledger_begin() and gp_ledger_commit(). GP_EUSAGE: a kind that there is none of, a date that is none, text
 * that is not UTF-8; GP_ECONFLICT: `rid` has no event yet and the kind does not create.
 */
int gp_chain_append(struct gp_chain *c, const struct gp_chain_entry *entry, struct gp_chain_done *out,
    struct gp_err *e) GP_MUST_USE;

/*
 * Inside a transaction that writes very many records: from now on a thread writes what the functions below are given
 * (behind.h), while the caller goes on; whoever asks for the ledger waits for it. What fails is told later, by
 * gp_chain_commit() at the latest.
 */
void gp_chain_write_behind(struct gp_chain *c);
bool gp_chain_is_behind(const struct gp_chain *c);
/* The event with its packed body in place of entry->body; seq and rev are 0 in *out: nobody knows them yet. */
int gp_chain_append_behind(struct gp_chain *c, const struct gp_chain_entry *entry, const char *body, size_t n,
    struct gp_chain_done *out, struct gp_err *e) GP_MUST_USE;
/* As gp_ledger_put_blind() and gp_ledger_put_clocks(), in their place. */
int gp_chain_put_blind(struct gp_chain *c, const char *reg, const char *field, const char *rid, const char *value,
    size_t n, struct gp_err *e) GP_MUST_USE;
int gp_chain_put_clocks(struct gp_chain *c, const char *reg, const char *rid, const struct gp_ledger_clock *clocks,
    size_t count, bool new, struct gp_err *e) GP_MUST_USE;
/* The end of the transaction, as gp_ledger_commit() and gp_ledger_rollback(). */
int gp_chain_commit(struct gp_chain *c, struct gp_err *e) GP_MUST_USE;
void gp_chain_rollback(struct gp_chain *c);

/* Puts a personal value (its canonical JSON) into the vault; h stands for it in the events. */
int gp_chain_seal(struct gp_chain *c, const char *json, size_t n, unsigned char h[GP_LEDGER_HASH],
    struct gp_err *e) GP_MUST_USE;
/* The hash by which a personal value is known, of salt and value. */
int gp_chain_commitment(struct gp_event_hasher *h, const void *salt, size_t salt_n, const char *json, size_t n,
    unsigned char out[GP_LEDGER_HASH], struct gp_err *e) GP_MUST_USE;
/*
 * Takes every personal value out of the vault that any event of the record ever gave to one of the fields, and out of
 * the blind index; "!" and a question stands for the answers to it; texts: also those that were sealed beside the
 * fields, as imports do. Files that such a value named go with it, sealed or not, unless another field or another
 * record names them too. The caller appends the event that says so.
 */
int gp_chain_erase(struct gp_chain *c, const char *reg, const char *rid, const char *const *fields, size_t field_count,
    bool texts, struct gp_err *e) GP_MUST_USE;

/* Makes all that follows from the events again, in one transaction; how many records there are. */
int gp_chain_rebuild(struct gp_chain *c, int64_t *records, struct gp_err *e) GP_MUST_USE;

#endif

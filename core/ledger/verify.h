/*
 * verify.h - whether the registers are as they were left.
 *
 * Every chain from its first event on: nothing missing, nothing changed, nothing older than what was printed. Then what
 * follows from the events, the vault and the files. One finding names one place; a chain goes on behind it with what is
 * stored, so that one changed event is one finding and not a thousand. What nobody wrote down elsewhere cannot be
 * seen: who cuts events off the end, makes the projections again and has no printed head to fear.
 */
#ifndef GP_LEDGER_VERIFY_H
#define GP_LEDGER_VERIFY_H

#include "core/ledger/chain.h"

/* The words are codes of findings, "ledger.hash" … in catalogues. */
enum gp_verify_what {
	GP_VERIFY_ODD,         /* a row that this program did not write */
	GP_VERIFY_HASH,        /* the event is not what was hashed */
	GP_VERIFY_LINK,        /* the event does not follow the one before it */
	GP_VERIFY_MISSING,     /* seq is not the next: events are gone */
	GP_VERIFY_TIME,        /* recorded before the one before it */
	GP_VERIFY_DECLARATION, /* its declaration is not stored, or another text is */
	GP_VERIFY_HEAD,        /* a printed head is not in the chain any more, or is another */
	GP_VERIFY_RECORD,      /* a record is not what its events say */
	GP_VERIFY_MOVES,       /* its moves are not */
	GP_VERIFY_EXTRA,       /* a record, or moves, that no event made */
	GP_VERIFY_LINKS,       /* what it refers to is not what its fields say */
	GP_VERIFY_WORDS,       /* the full text is not; without a record: it has texts of none */
	GP_VERIFY_VAULT,       /* a personal value is not what was sealed */
	GP_VERIFY_VAULT_GONE,  /* one is not there and no event erased it */
	GP_VERIFY_FILE,        /* a file is not there */
	GP_VERIFY_FILE_CHANGED,
	GP_VERIFY_FILE_STRAY,  /* one that nothing names: a writer was killed */
	GP_VERIFY_SCHEMA,      /* a table, an index or a trigger of the file is not as this version makes it: `detail` */
	GP_VERIFY_INDEX,       /* what the full text finds is not what its texts hold */
	GP_VERIFY_KINDS,
};

/* "hash", "link", … */
const char *gp_verify_word(enum gp_verify_what what);

struct gp_verify_finding {
	enum gp_verify_what what;
	const char *office, *reg, *rid, *eid; /* "" where there is none */
	int64_t seq;        /* of the event, or of the printed head; 0: none */
	const char *detail; /* a declaration's hash, the name of a file, a date; "" */
};

struct gp_verify_counts {
	int64_t registers, events, records, secrets, files, findings;
};

/* Returns 0 to go on. */
typedef int gp_verify_fn(void *user, const struct gp_verify_finding *f);

/*
 * Calls fn for everything that is wrong. -1: it could not be looked at (GP_EIO), a damaged database
 * (GP_EINTEGRITY); what fn returned when that was not 0.
 */
int gp_chain_verify(struct gp_chain *c, gp_verify_fn *fn, void *user, struct gp_verify_counts *counts,
    struct gp_err *e) GP_MUST_USE;

#endif

/*
 * verify_impl.h - what the files of verify.h share.
 */
#ifndef GP_LEDGER_VERIFY_IMPL_H
#define GP_LEDGER_VERIFY_IMPL_H

#include <stdatomic.h>

#include "core/ledger/verify.h"

/*
 * The first eight bytes of hashes. These are no smaller a proof: nobody finds two values whose hashes begin alike, and each
 * value is compared with all of its hash.
 */
struct gp_verify_marks {
	uint64_t *items;
	size_t n;
};
void gp_verify_mark(struct gp_verify_marks *m, const unsigned char h[GP_LEDGER_HASH]);

struct gp_verify {
	struct gp_ledger *l;
	struct gp_event_hasher *hasher;
	gp_verify_fn *fn;
	void *user;
	struct gp_verify_counts *counts;
	struct gp_err *e;
	bool damaged; /* some records are not those of the events */
	const atomic_bool *stop; /* nobody waits for the answer any more; NULL: somebody does */
	struct gp_verify_marks *vault;  /* takes those that are in it, in order; NULL: nobody asks */
	struct gp_verify_marks *sealed; /* takes those that have to be in the vault; NULL: each is looked up */
};

/* A finding is one too many. */
int gp_verify_stop(void *user, const struct gp_verify_finding *f);
bool gp_verify_stopped(const struct gp_verify *v);

/* Members that are NULL become "". */
int gp_verify_report(struct gp_verify *v, const struct gp_verify_finding *f);
/* Each: 0, -1, or what fn said to stop. */
int gp_verify_chains(struct gp_verify *v);
int gp_verify_chains_in_order(struct gp_verify *v); /* the same, where something is known to be wrong */
/*
 * Records and moves of the range, NULL: all. With `found` links and words as well, for which any finding stands: it says that
 * something is wrong with one of the four.
 */
int gp_verify_projections(struct gp_verify *v, const struct gp_ledger_range *range, bool found);
int gp_verify_found(struct gp_verify *v); /* links and words, of records that are sound */
int gp_verify_vault(struct gp_verify *v);
int gp_verify_files(struct gp_verify *v);
int gp_verify_strays(struct gp_verify *v); /* outside of a transaction */

/* --- the chains in stretches of the file */

/*
 * What is known of the events of a stretch: all is well within, and how the chains come in and go out. Stretches that lie
 * behind each other make chains when all of them fit.
 */
struct gp_verify_stretch;
/* From rows[0] to rows[1]: 0; 1: something is wrong, or there are more registers than can be told apart; -1. */
int gp_verify_stretch(struct gp_verify *v, const int64_t rows[2], struct gp_verify_stretch **out);
void gp_verify_stretch_free(struct gp_verify_stretch *s); /* accepts NULL */
/* Whether they make chains, in which all printed heads are; counts registers. */
bool gp_verify_stretches_fit(struct gp_verify *v, struct gp_verify_stretch *const *s, size_t n);

/* --- links and words, beside records that come in order */

struct gp_verify_finder;
struct gp_verify_finder *gp_verify_finder_new(struct gp_verify *v, struct gp_ledger_scan *scan);
void gp_verify_finder_free(struct gp_verify_finder *f); /* accepts NULL */
/* Links and words of the next record: 0; 1: something is wrong; -1. NULL, behind the last: whether links are left over. */
int gp_verify_finder_next(struct gp_verify_finder *f, const struct gp_ledger_scanned *r);

/* --- the quick look: whether all is well, by several threads */

#define GP_VERIFY_PIECE 1000 /* events, or more */

/* In how many pieces the events are parted that lie between two rows, and the first row of the piece i. */
size_t gp_verify_piece_count(const int64_t rows[2]);
int64_t gp_verify_piece_row(const int64_t rows[2], size_t count, size_t i);

enum gp_verify_part { GP_VERIFY_PART_FILES, GP_VERIFY_PART_INDEX, GP_VERIFY_PART_VAULT, GP_VERIFY_PART_RECORDS,
	GP_VERIFY_PART_CHAINS, GP_VERIFY_PARTS };

/*
 * Begins reading, and says which parts are well; those are counted. The others are to be looked at in order, which names what
 * is wrong: also one that could not be looked at. -1: reading could not begin.
 */
int gp_verify_quick(struct gp_verify *v, bool well[GP_VERIFY_PARTS]) GP_MUST_USE;

#endif

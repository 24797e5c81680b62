/*
 * fold.h - one record as its events leave it. The same function when an event is appended, when all is made
 * again from the events, and when that is compared.
 *
 * A body says results, so no declaration is needed: set (fields; null takes one away, any other value replaces the
 * one before whole), to, closed, no, n, year, history [{move, on, to, closed}]; of an undo seqs, set, state,
 * void. Other members are for readers. A number of an undone creation stays taken.
 */
#ifndef GP_LEDGER_FOLD_H
#define GP_LEDGER_FOLD_H

#include "core/store/ledger_store.h"

struct gp_fold_move {
	int64_t seq, step;
	char *text;          /* move, on, at, by, state, each with a NUL behind it */
	size_t on;           /* where in it the date begins */
	bool closed, undone;
	bool changed;        /* is to be written */
};

/* Cleared to make one. */
struct gp_folded {
	char *no, *state;    /* NULL: "" */
	int64_t n, year, rev;
	char created_on[11], closed_on[11];
	bool void_, exists;
	bool fields_changed; /* or the number, or it is new */
	char *j;             /* NULL: "{}" */
	size_t j_n;
	struct gp_fold_move *moves; /* all, or those of this event: an undo needs all */
	size_t move_count;
};

void gp_folded_free(struct gp_folded *r);
/* Takes what a row says. */
void gp_folded_load(struct gp_folded *r, const struct gp_ledger_record *row);
void gp_folded_load_move(struct gp_folded *r, const struct gp_ledger_move *row);
/* As rows; both point into r. */
void gp_folded_record(const struct gp_folded *r, struct gp_ledger_record *row);
void gp_folded_move(const struct gp_fold_move *m, struct gp_ledger_move *row);

/* GP_EINTEGRITY: the body is no object of the shape above; GP_ELIMIT. r is then good for nothing but to be freed. */
int gp_folded_apply(struct gp_folded *r, const struct gp_ledger_event *ev, struct gp_err *e) GP_MUST_USE;

#endif

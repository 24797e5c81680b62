/*
 * history.h - one check after the other of the same address.
 *
 * Pure functions over rows of the past (core/store/crawl_past.h). Verdicts are of
 * three kinds here: fine (ok, redirected), bad (broken, danger), and open (blocked,
 * throttled, unverified), where nobody could tell. An open check neither mends a link nor
 * breaks it: a link that was broken, then blocked, and is broken again is the same old
 * trouble. "unchecked" is no check at all.
 */
#ifndef GP_CRAWL_HISTORY_H
#define GP_CRAWL_HISTORY_H

#include "core/crawl/verdict.h"
#include "core/store/crawl_past.h"

/* Verdicts of rows beside those of verdict.h. */
#define GP_PAST_REMOVED "removed" /* no page links to it any more */
#define GP_PAST_UNSEEN "unseen"   /* this run did not look that far */
/* The cause of an ok that was taken over from an earlier check without a request. */
#define GP_PAST_CARRIED "carried"

/* What a run makes of an address, against the last one that could tell. */
enum gp_change {
	GP_CHANGE_NONE,    /* the same verdict as before, or there is no run before */
	GP_CHANGE_NEW,     /* bad now, and was not known to be */
	GP_CHANGE_STILL,   /* bad, as before */
	GP_CHANGE_FIXED,   /* was bad: fine now, or no page links to it any more */
	GP_CHANGE_OTHER,   /* another verdict, or first seen, and not bad */
};

/* One check. Pointers live as long as the caller needs the result. */
struct gp_check {
	int64_t run, at;        /* its run, and when that began */
	int64_t before;         /* when the remembered run before it began, 0 */
	int64_t before_run;     /* its number, 0 */
	const char *verdict, *cause;
	int status;
	const char *final_url;
	int64_t pages;
	bool own, fragment;
};

/*
 * The row after this check, from the row before it (NULL: none), whose strings it shares.
 * *spell is what to keep of the row before, when *closed. Says what changed.
 */
enum gp_change gp_history_next(const struct gp_store_past *before, const struct gp_check *now,
    struct gp_store_past *after, struct gp_store_spell *spell, bool *closed);
/* The same for an address that this run does not have; `covered`: it would have, had it been there. */
enum gp_change gp_history_missing(const struct gp_store_past *before, const struct gp_check *now, bool covered,
    struct gp_store_past *after, struct gp_store_spell *spell);
/* Fills in what a row leaves out while nothing changes: it was checked whenever there was a run. */
void gp_history_complete(struct gp_store_past *p, int64_t last_run_at);
/* Whether two rows say the same, so that nothing needs to be written. */
bool gp_history_same(const struct gp_store_past *a, const struct gp_store_past *b);

/* "new", "still", "fixed", "other", or NULL for none. */
const char *gp_change_name(enum gp_change c);
bool gp_history_fine(const char *verdict);
bool gp_history_bad(const char *verdict);

#endif

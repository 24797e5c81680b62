/*
 * past.h - every check of a link that a store remembers.
 */
#ifndef GP_REPORT_PAST_H
#define GP_REPORT_PAST_H

#include "core/base/catalogue.h"
#include "core/report/links.h"

#define GP_PAST_LINKS 100 /* a path can stand for the addresses of several hosts */

/* One run's word on it. */
struct gp_past_check {
	int64_t run, at;
	const char *verdict;   /* of verdict.h, or GP_PAST_REMOVED; runs that did not look are left out */
	const char *cause;     /* "", or GP_PAST_CARRIED */
	int status;            /* 0: none */
	const char *final_url; /* "" */
	int64_t pages;         /* that had it, when this began to be so; 0: not counted */
};

struct gp_past_link {
	const char *url, *store;
	int64_t first_seen, last_ok, last_checked, failed_since, streak;
	struct gp_past_check *checks; /* the oldest first */
	size_t count;
};

struct gp_past {
	struct gp_arena arena;
	struct gp_past_link list[GP_PAST_LINKS];
	size_t count;
};

/*
 * Adds what the store knows of `word`: an address with or without #fragment, or else the path of addresses of
 * the own site, with or without the slash before it. `name` is that of the store. 0 also when there is nothing.
 */
int gp_past_find(struct gp_past *p, struct gp_store *s, const char *name, const char *word,
    struct gp_err *e) GP_MUST_USE;
void gp_past_free(struct gp_past *p);

int gp_past_text(struct gp_outfile *o, const struct gp_past *p, const struct gp_links_style *st,
    struct gp_err *e) GP_MUST_USE;
int gp_past_json(struct gp_outfile *o, const struct gp_past *p, struct gp_err *e) GP_MUST_USE;

#endif

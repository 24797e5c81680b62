/*
 * crawl_past.h - what earlier runs leave behind in the file of a crawl.
 *
 * Two things. The last finished run as it was, so that the next one can use its
 * results again (crawl_last.c). And the past: a row for each address and one for each run that
 * is remembered, kept when new runs begin. A row holds what the last check said;
 * what came before is a list of spells. A row that is not touched by a run says
 * that nothing changed, so a run writes only what did change: what happens to an
 * address that is gone is therefore written too (as a verdict of the caller's).
 * Words such as verdicts are the caller's; the store compares none of them but "gone".
 */
#ifndef GP_STORE_CRAWL_PAST_H
#define GP_STORE_CRAWL_PAST_H

#include "core/store/crawl_store.h"

#define GP_PAST_RUNS 400      /* remembered, with the spells of their time */
#define GP_PAST_GONE_RUNS 50  /* an address that was not there for so many of them is forgotten … */
#define GP_PAST_GONE_DAYS 400 /* … and after so many days */

/* An address and the last check of it. Times are gp_clock_now(), 0: never. */
struct gp_store_past {
	const char *url;       /* with "#fragment" when it is a place on a page */
	bool fragment, own;
	bool gone;             /* no page links to it now, or nobody looked */
	int64_t first_seen;
	int64_t last_ok;       /* before the spell at hand, when that one is fine */
	int64_t last_checked;  /* the same */
	int64_t failed_since;  /* 0: it does not fail */
	int64_t streak;        /* checks that failed, in a row */
	/* the spell at hand: what every remembered run from `since` on said */
	int64_t since;
	const char *verdict, *cause;
	int status;
	const char *final_url; /* "" */
	int64_t pages;         /* that have it; 0: not counted */
	int change;            /* the caller's number for what the run that wrote the row found changed */
	const char *was;       /* the verdict before that, "" */
};

/* What some runs in a row said before. */
struct gp_store_spell {
	int64_t from, until;   /* runs, both included */
	const char *verdict, *cause;
	int status;
	const char *final_url;
	int64_t pages;
};

/* A run that is remembered. */
struct gp_store_past_run {
	int64_t id, started, finished;
	const char *state;
	const char *scope;     /* what it looked at: equal means that the same addresses would be found */
	const char *summary;   /* the caller's words */
};

/*
 * Every address of this run that a page links to or the operator named, and every row of the
 * past that is no fragment, by URL; `id` 0: not in this run, `past` NULL: new. The callback
 * may call gp_store_put_past() and gp_store_put_spell() for this URL, and nothing else.
 */
typedef int gp_store_merge_fn(void *user, int64_t id, const char *url, unsigned flags,
    const struct gp_store_past *past);
int gp_store_merge_past(struct gp_store *s, gp_store_merge_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;

/* Pages of the last finished run before this one with findings of rules, as gp_store_each_findings(). */
int gp_store_each_last_findings(struct gp_store *s, gp_store_links_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;

/* What of the last finished run a new one can use. */
struct gp_store_known {
	int64_t id;       /* of the last run */
	const char *url;
	bool page;        /* a page or file of the own site that was read: see its validators; else another host's */
	const char *etag, *modified;
};
/*
 * Pages and files of the own site with a validator that were read at `read_since` or later, and addresses of other hosts
 * that were asked for at `asked_since` or later and found ok.
 */
typedef int gp_store_known_fn(void *user, const struct gp_store_known *k);
int gp_store_each_known(struct gp_store *s, int64_t read_since, int64_t asked_since, gp_store_known_fn *fn,
    void *user, struct gp_err *e) GP_MUST_USE;
/* URL `id` gets the result that URL `last` of the last run has; without effect when it is another address. */
int gp_store_carry(struct gp_store *s, int64_t id, int64_t last, struct gp_err *e) GP_MUST_USE;
/*
 * Of URL `last` of the last run: its address and result, 1 found, 0 none, -1 error; strings live until the next
 * call on the store. Its ids, links and findings are malloc'd, NULL when there are none; so are the stamps with
 * that number.
 */
int gp_store_last_result(struct gp_store *s, int64_t last, struct gp_store_url *u, struct gp_store_result *r,
    struct gp_err *e) GP_MUST_USE;
int gp_store_last_url(struct gp_store *s, int64_t last, struct gp_store_url *u, struct gp_err *e) GP_MUST_USE;
enum gp_store_last { GP_LAST_IDS, GP_LAST_LINKS, GP_LAST_FINDINGS, GP_LAST_STAMPS };
int gp_store_last_blob(struct gp_store *s, enum gp_store_last which, int64_t last, char **out, size_t *n,
    struct gp_err *e) GP_MUST_USE;
/* As gp_store_get_value(), of the last finished run. */
int gp_store_get_last_value(struct gp_store *s, const char *key, char **out, size_t *n,
    struct gp_err *e) GP_MUST_USE;

/* One row: 1 found, 0 none, -1 error; strings live until the next call on the store. */
int gp_store_past(struct gp_store *s, const char *url, struct gp_store_past *out,
    struct gp_err *e) GP_MUST_USE;
/* Every row by URL, of fragments only when asked; the callback may put this row and spells of it. */
typedef int gp_store_past_fn(void *user, const struct gp_store_past *p);
int gp_store_each_past(struct gp_store *s, bool fragments_only, gp_store_past_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* Makes or replaces a row. */
int gp_store_put_past(struct gp_store *s, const struct gp_store_past *p, struct gp_err *e) GP_MUST_USE;

/* What a link to another host showed when it was last fine. */
struct gp_store_face {
	const char *host, *title;
	int64_t phrases;
};
/* 1 found, 0 none, -1 error; strings live until the next call on the store. */
int gp_store_face(struct gp_store *s, const char *url, struct gp_store_face *out, struct gp_err *e) GP_MUST_USE;
int gp_store_put_face(struct gp_store *s, const char *url, const struct gp_store_face *f,
    struct gp_err *e) GP_MUST_USE;
/* Links of this run to other hosts with a face; the callback may call gp_store_result(). */
typedef int gp_store_face_fn(void *user, int64_t id, const char *url, const struct gp_store_face *f);
int gp_store_each_face(struct gp_store *s, gp_store_face_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;

int gp_store_put_spell(struct gp_store *s, const char *url, const struct gp_store_spell *sp,
    struct gp_err *e) GP_MUST_USE;
typedef int gp_store_spell_fn(void *user, const struct gp_store_spell *sp);
/* The closed spells of an address, the oldest first. */
int gp_store_each_spell(struct gp_store *s, const char *url, gp_store_spell_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;

/*
 * The last run, which must be finished, becomes one that is remembered, and what is too old is
 * forgotten. In the batch that wrote the rows.
 */
int gp_store_remember_run(struct gp_store *s, const char *scope, const char *summary,
    struct gp_err *e) GP_MUST_USE;
/* Remembered runs, the oldest first. */
typedef int gp_store_past_run_fn(void *user, const struct gp_store_past_run *r);
int gp_store_each_past_run(struct gp_store *s, gp_store_past_run_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;

#endif

/*
 * run_rules.h - rules on a run as a whole: start, each own site, finish.
 *
 * What they find is kept in the store beside the findings of pages, and comes into every report that is made
 * from it. In the list of findings of a page a list [id, value] is what the rule of that id keeps of it, and
 * [ "", map ] what was noted for sites (page_note.c): so they go where the findings go when a page is the same as
 * in the run before, and when a run goes on.
 */
#ifndef GP_RULES_RUN_RULES_H
#define GP_RULES_RUN_RULES_H

#include "core/office/office.h"
#include "core/rules/rules.h"

struct gp_run_input {
	struct gp_rules *rules;        /* loaded and chosen */
	struct gp_session *session;    /* that loaded them */
	enum gp_lang lang;
	const struct gp_office *office; /* or NULL */
	const char *const *seeds;
	size_t seed_count;
	int today;                     /* core/ledger/date.h */
	const char *state;             /* at the end: "complete", "budget" */
	const struct gp_links *links;  /* at the end: what was found */
	struct gp_store *store;
};

/* Before the first page, and when all is read. No rule breaks the run: what is wrong with one is a finding. */
int gp_run_rules_start(const struct gp_run_input *in, struct gp_err *e) GP_MUST_USE;
int gp_run_rules_end(const struct gp_run_input *in, struct gp_err *e) GP_MUST_USE;
/* Add what they found to a report. */
int gp_run_rules_began(struct gp_links *l, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
int gp_run_rules_ended(struct gp_links *l, struct gp_store *s, struct gp_err *e) GP_MUST_USE;

/* --- run_sites.c */

/* A column of a site. */
struct gp_run_column {
	int64_t pages;
	char newest[11];               /* "2026-11-23", "" */
};
struct gp_run_site {
	const char *key, *url;         /* "https://www.example.gov.cn", and its home page */
	int64_t pages, counts[GP_VERDICTS];
	struct gp_run_column *columns; /* as many as the office has */
	const struct gp_value *home;   /* the note of its home page, or NULL */
	const char *home_url;
};
struct gp_run_sites {
	struct gp_arena arena;
	struct gp_run_site *list;
	size_t count;
};
int gp_run_sites_read(struct gp_run_sites *s, const struct gp_run_input *in, struct gp_err *e) GP_MUST_USE;
/* One more page with its note. */
void gp_run_sites_note(struct gp_run_sites *s, const struct gp_run_input *in, const char *url,
    const struct gp_value *note);
/* The site as a rule sees it; `on` adds what a site by itself has. */
void gp_run_site_pack(struct gp_buf *b, const struct gp_run_site *site, const struct gp_run_input *in, bool on);

/* --- run_rules.c: members of maps that several subjects have */
void gp_run_pack_str(struct gp_buf *b, const char *key, const char *s);
void gp_run_pack_int(struct gp_buf *b, const char *key, int64_t v);
/* office, today and state: three members. */
void gp_run_pack_common(struct gp_buf *b, const struct gp_run_input *in);
void gp_run_pack_counts(struct gp_buf *b, const int64_t counts[GP_VERDICTS]);

#endif

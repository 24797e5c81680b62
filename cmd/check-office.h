/*
 * check-office.h - what an office adds to a link check: its sites, limits, columns and rules.
 */
#ifndef GP_CMD_CHECK_OFFICE_H
#define GP_CMD_CHECK_OFFICE_H

#include "cmd/check-scope.h"
#include "cmd/check-target.h"
#include "cmd/cmd.h"
#include "core/office/office.h"
#include "core/report/links.h"
#include "core/rules/page_rules.h"
#include "core/rules/run_rules.h"

struct gp_check_office {
	struct gp_office *office; /* NULL outside of one */
	char dir[4096];
	struct gp_rules *rules;   /* NULL when none was asked for */
	struct gp_session session; /* its worker has loaded them, and looks at files and at the run as a whole */
	struct gp_page_rules *looker;
	bool documents;           /* rules on documents are on */
	uint64_t rules_hash;      /* of the rules that are on: others make another run */
};

/*
 * Reads office.lua of `start` or above it (-C), or of the working folder (NULL), where a missing
 * one is fine. gp_check_office_close() in any case.
 */
int gp_check_office_open(struct gp_check_office *c, const char *start, struct gp_err *e) GP_MUST_USE;
void gp_check_office_close(struct gp_check_office *c);

/* The sites as the target of a check. GP_EUSAGE when it names none, and no accounts that are to be checked. */
int gp_check_office_target(const struct gp_check_office *c, bool accounts, struct gp_target *t, struct gp_err *e) GP_MUST_USE;
/* The hosts that its sites say belong to them. GP_EUSAGE. */
int gp_check_office_scope(const struct gp_check_office *c, struct gp_check_scope *s, struct gp_err *e) GP_MUST_USE;
/* Where the crawl is kept: data/crawl.db. */
int gp_check_office_store(const struct gp_check_office *c, char path[4096], struct gp_err *e) GP_MUST_USE;
/*
 * Loads the shipped and the office's rules and leaves on what --rules names (NULL: "default" inside an office, none
 * outside). GP_ENOTFOUND for a name that is no rule.
 */
struct gp_check_options;
int gp_check_office_rules(struct gp_check_office *c, const struct gp_check_options *o, struct gp_err *e) GP_MUST_USE;
/* What the rules cost, to the file that --rule-profile names. */
int gp_check_office_profile(const struct gp_check_office *c, const struct gp_check_options *o, struct gp_err *e) GP_MUST_USE;
/* Its name and columns, for the head of a report. */
void gp_check_office_describe(const struct gp_check_office *c, struct gp_links_run *run, enum gp_lang lang);
/* Rules that could not be loaded are kept with the run, and become findings of its report. */
int gp_check_office_keep_broken(const struct gp_check_office *c, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
int gp_check_office_broken_rules(struct gp_links *l, struct gp_store *s, struct gp_err *e) GP_MUST_USE;

/* What rules on the run itself are given: the rules (NULL without any) and the office; the rest is the caller's. */
struct gp_run_input gp_check_office_run(struct gp_check_office *c, const struct gp_target *t, struct gp_store *s,
    enum gp_lang lang);

#endif

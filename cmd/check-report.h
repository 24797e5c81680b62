/*
 * check-report.h - the report of a link check: where it goes, in which form, and what the exit status says.
 *
 * Made right after the crawl, or later from the crawl file alone, with the same bytes.
 */
#ifndef GP_CMD_CHECK_REPORT_H
#define GP_CMD_CHECK_REPORT_H

#include "cmd/check-office.h"
#include "cmd/check-options.h"
#include "cmd/check-target.h"
#include "cmd/cmd.h"
#include "core/report/links.h"
#include "core/report/outfolder.h"

struct gp_check_report {
	struct gp_check_options *o;
	struct gp_check_office *office;
	struct gp_links_style style;
	bool again;                 /* it was made before */
	struct gp_outfolder *folder; /* while it is open */
};

/* Before the crawl, so that an unwritable file is found out before an hour of it. */
int gp_check_report_open(struct gp_check_report *r, struct gp_err *e) GP_MUST_USE;
/* Whether lines may come while the crawl runs. */
bool gp_check_report_streams(const struct gp_check_report *r);
/* Leaves what was there. */
void gp_check_report_discard(struct gp_check_report *r);

/* What the crawl was goes into the file, the report out: the exit status, or -1. */
int gp_check_report_write(struct gp_check_report *r, struct gp_store *s, const struct gp_target *t,
    const struct gp_crawl_outcome *done, struct gp_err *e) GP_MUST_USE;
/*
 * The same of the last crawl that is in the file; *run says which. GP_ENOTFOUND when there is none, GP_EUSAGE when
 * it was of other start addresses.
 */
int gp_check_report_again(struct gp_check_report *r, struct gp_store *s, const struct gp_target *t,
    struct gp_links_run *run, struct gp_err *e) GP_MUST_USE;

#endif

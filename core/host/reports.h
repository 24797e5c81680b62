/*
 * reports.h - the generators of reports at hand: shipped ones, and those of an office.
 *
 * A generator is a file: rules/reports/ID.lua in the binary, or reports/ID.lua of an office, which takes the
 * place of a shipped one with the same id. Each is evaluated and called in a script worker (session.h). `require`
 * finds, in this order: the engine lua/report ("report.NAME"), the office's reports/lib, the shipped
 * rules/reports/lib, and the shipped forms.
 */
#ifndef GP_HOST_REPORTS_H
#define GP_HOST_REPORTS_H

#include "core/host/session.h"
#include "core/host/sources.h"

struct gp_report_file {
	const char *id, *path;
	bool shipped, overrides; /* overrides: it replaces a shipped one */
	int file;                /* of the sources */
};

struct gp_reports {
	struct gp_sources files;
	struct gp_report_file *list; /* by id */
	size_t count, cap;
	struct gp_session session;
	bool open;
	struct gp_buf answer; /* packed: of the last call */
};

/* `dir`: the office's folder, or NULL. GP_EIO, GP_ELIMIT; GP_EDENIED when an office has generators and there is no jail. */
int gp_reports_open(struct gp_reports **out, const char *dir, enum gp_lang lang, struct gp_err *e) GP_MUST_USE;
void gp_reports_close(struct gp_reports *r); /* NULL is fine */
/* NULL when there is none. */
const struct gp_report_file *gp_reports_by_id(const struct gp_reports *r, const char *id);

/* What the file declares, functions noted, to r->answer. GP_ESCRIPT says what is wrong with it. */
int gp_reports_declare(struct gp_reports *r, const struct gp_report_file *f, struct gp_err *e) GP_MUST_USE;
/* Calls `function` of a declared report with a packed value; the result goes to r->answer. GP_ESCRIPT, GP_ELIMIT. */
int gp_reports_call(struct gp_reports *r, const struct gp_report_file *f, const char *function,
    const struct gp_buf *ask, struct gp_err *e) GP_MUST_USE;

#endif

/*
 * check-output.h - where the report of a link check goes, and in which formats.
 *
 * One run may be written to several files, so that people and programs get theirs from the same
 * crawl. --format holds for all of them; without it the end of a name says the format.
 */
#ifndef GP_CMD_CHECK_OUTPUT_H
#define GP_CMD_CHECK_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/report/links.h"

enum gp_check_format {
	GP_CHECK_TEXT,
	GP_CHECK_JSON,
	GP_CHECK_JSONL,
	GP_CHECK_CSV,
	GP_CHECK_HTML,
	GP_CHECK_JUNIT,
	GP_CHECK_SARIF,
	GP_CHECK_XLSX,
	GP_CHECK_DOT,
};

/* What --format takes, by gp_check_format, NULL-terminated. */
extern const char *const gp_check_formats[];

struct gp_check_output {
	const char *path; /* NULL or "-": standard output */
	int format;       /* enum gp_check_format */
	struct gp_outfile *file;
};

struct gp_check_outputs {
	struct gp_check_output *list;
	size_t count;
	int format; /* as said; -1: not said */
};

void gp_check_outputs_add(struct gp_check_outputs *o, const char *path);
/* After all options: the formats. GP_EUSAGE for one place named twice, and for what a terminal cannot show. */
int gp_check_outputs_settle(struct gp_check_outputs *o, struct gp_err *e) GP_MUST_USE;
/* Whether one of them takes results while the run goes on. */
bool gp_check_outputs_stream(const struct gp_check_outputs *o);

/* Opened before the crawl, so that a file that cannot be written is found out then. */
int gp_check_outputs_open(struct gp_check_outputs *o, struct gp_err *e) GP_MUST_USE;
/* A line of JSON Lines for those that take it. */
int gp_check_outputs_line(struct gp_check_outputs *o, const struct gp_buf *line, struct gp_err *e) GP_MUST_USE;
int gp_check_outputs_write(struct gp_check_outputs *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e) GP_MUST_USE;
/* Puts them in their places, in the order they were named. */
int gp_check_outputs_commit(struct gp_check_outputs *o, struct gp_err *e) GP_MUST_USE;
/* Frees; files that were not committed stay as they were before. */
void gp_check_outputs_free(struct gp_check_outputs *o);

#endif

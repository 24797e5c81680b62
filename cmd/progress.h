/*
 * progress.h - what a person sees while a crawl runs, on standard error.
 *
 * A terminal gets one line that is redrawn; a pipe gets a plain line every
 * few seconds; cron (no TERM) and -q get nothing.
 */
#ifndef GP_CMD_PROGRESS_H
#define GP_CMD_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/catalogue.h"
#include "core/crawl/crawl.h"

struct gp_progress {
	const struct gp_catalogue *words;
	enum gp_lang lang;
	enum { GP_PROGRESS_NONE, GP_PROGRESS_LINES, GP_PROGRESS_LIVE } how;
	bool drawn;
	int64_t last_ms, last_done;
	double rate; /* smoothed, addresses a second */
};

void gp_progress_init(struct gp_progress *p, const struct gp_catalogue *words, enum gp_lang lang, bool quiet);
void gp_progress_show(struct gp_progress *p, const struct gp_crawl_progress *now);
/* Takes the live line away. */
void gp_progress_end(struct gp_progress *p);

#endif

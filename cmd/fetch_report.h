/*
 * fetch_report.h - what a fetch gave, for a person and for a program.
 *
 * Neither has the body.
 */
#ifndef GP_CMD_FETCH_REPORT_H
#define GP_CMD_FETCH_REPORT_H

#include "core/crawl/fetch_one.h"
#include "core/report/links.h"

/* The hops, with `headers` the headers, what came, and what is wrong; safe for a terminal. */
void gp_fetch_report_text(struct gp_buf *b, const struct gp_fetched *f, bool headers,
    const struct gp_links_style *st);
/* The object of govpub-fetch(1), and a newline. */
void gp_fetch_report_json(struct gp_buf *b, const struct gp_fetched *f,
    const struct gp_links_style *st);

#endif

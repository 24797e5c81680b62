/*
 * recall.h - a page of the last run, read again from the store: in the writer's thread.
 */
#ifndef GP_CRAWL_RECALL_H
#define GP_CRAWL_RECALL_H

#include "core/crawl/stamps.h"
#include "core/crawl/writer.h"

/* Fills `out`; found stays false when there is no such page. What it holds lies in its arena. */
int gp_recall_read(struct gp_recalled *out, struct gp_store *s, struct gp_last_stamps *stamps, int64_t last,
    struct gp_err *e) GP_MUST_USE;

#endif

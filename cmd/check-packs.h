/*
 * check-packs.h - the installed packs of a run, kept with it, so that a report made later says what was true then.
 */
#ifndef GP_CMD_CHECK_PACKS_H
#define GP_CMD_CHECK_PACKS_H

#include "core/report/links.h"
#include "core/rules/packs.h"
#include "core/store/crawl_store.h"

/* `p` may be NULL. */
int gp_check_packs_keep(const struct gp_packs *p, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/* Into `run`, in the arena. */
int gp_check_packs_read(struct gp_links_run *run, struct gp_arena *a, struct gp_store *s, struct gp_err *e) GP_MUST_USE;

#endif

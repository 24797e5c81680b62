/*
 * check-run.h - what makes a check the same as the last one, and where it is kept.
 */
#ifndef GP_CMD_CHECK_RUN_H
#define GP_CMD_CHECK_RUN_H

#include "cmd/check-options.h"
#include "cmd/check-target.h"
#include "core/store/crawl_store.h"

/* Everything that decides which addresses are found, and how they are checked: equal means resumable. Owned by the caller. */
char *gp_check_signature(const struct gp_check_options *o, const struct gp_target *t, uint64_t rules);
/* The first lines of that, which name the target. */
void gp_check_sign_target(const struct gp_target *t, struct gp_buf *out);
/* Whether two runs would find the same on the same site is told by a hash of their scopes. */
int gp_check_put_scope(struct gp_store *s, const struct gp_check_options *o, const struct gp_target *t,
    struct gp_err *e) GP_MUST_USE;
/* Pages that are the same need not be shown to the rules again when those are the same as well. */
int gp_check_put_rules(struct gp_store *s, struct gp_check_options *o, uint64_t rules, struct gp_err *e) GP_MUST_USE;
/*
 * The crawl file of a target that no office names, and of a copy that is checked in its place. GP_EUSAGE when there is
 * no home.
 */
int gp_check_default_store(char path[4096], const struct gp_check_options *o, const struct gp_target *t,
    struct gp_err *e) GP_MUST_USE;

#endif

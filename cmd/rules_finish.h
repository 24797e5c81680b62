/*
 * rules_finish.h - the end of a run where there is no crawl: what rules returned for the things that `rules run`
 * and `rules test` showed them comes to the same rules as `finish`.
 *
 * Such a run has "on", "today", "state" and "kept", and none of the figures of a crawl.
 */
#ifndef GP_CMD_RULES_FINISH_H
#define GP_CMD_RULES_FINISH_H

#include "core/rules/rules.h"

struct gp_rules_kept {
	struct gp_rules_kept_of *list; /* one for each rule that kept something */
	size_t count;
};

/* Of a rule that is on finish; `where` is an address or the name of a file. */
void gp_rules_keep(struct gp_rules_kept *k, const struct gp_rule *rule, const char *where, const struct gp_value *v);
/* Whether the rule kept anything. */
bool gp_rules_has_kept(const struct gp_rules_kept *k, const struct gp_rule *rule);
/* The run, packed; `body` is full when it is more than a rule takes. `today` like "2026-11-23". */
void gp_rules_pack_finish(const struct gp_rules_kept *k, const struct gp_rule *rule, const char *today,
    const char *state, struct gp_buf *body);
void gp_rules_kept_free(struct gp_rules_kept *k);

#endif

/*
 * rule_profile.h - what rules cost, in a file (--rule-profile).
 */
#ifndef GP_CMD_RULE_PROFILE_H
#define GP_CMD_RULE_PROFILE_H

#include "core/rules/rules.h"

/* A table; JSON { "profile": [...] } when the name ends in ".json"; "-" is standard error. */
int gp_rules_write_profile(struct gp_rules *r, const char *path, struct gp_err *e) GP_MUST_USE;

#endif

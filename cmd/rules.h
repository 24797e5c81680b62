/*
 * rules.h - what the commands of `govpub rules` share.
 */
#ifndef GP_CMD_RULES_H
#define GP_CMD_RULES_H

#include "cmd/check-headers.h"
#include "cmd/cmd.h"
#include "core/office/office.h"
#include "core/report/outfile.h"
#include "core/rules/rules.h"

struct gp_rules_verb {
	struct gp_ctx *ctx;
	enum gp_lang lang;
	bool json, source;
	bool chosen;                             /* rules were named */
	bool lists;                              /* the command is list */
	const char *profile;                     /* --rule-profile */
	struct gp_words args;                    /* --rule-arg */
	const char *office_dir, *out, *base, *which; /* -C, -o, --url, --rules; NULL when not given */
	int fail_on;                             /* findings of this severity or worse: exit 1 */
	struct gp_office *office;                /* NULL outside of one */
	struct gp_rules *rules;
	struct gp_session session;
	struct gp_buf text;                      /* what is printed at the end */
};

/* Each takes the words after the command, writes to v->text and returns an exit status or -1. */
int gp_rules_list(struct gp_rules_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_show(struct gp_rules_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_lint(struct gp_rules_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_test(struct gp_rules_verb *v, struct gp_err *e) GP_MUST_USE;
int gp_rules_run(struct gp_rules_verb *v, char **pages, int count, struct gp_err *e) GP_MUST_USE;

#endif

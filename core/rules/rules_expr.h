/*
 * rules_expr.h - which rules to run, as an expression: "links and not slow", "(gov-cn, privacy) and not optional".
 *
 *   expression = all { ("or" | ",") all }
 *   all        = one { "and" one }
 *   one        = "not" one | "(" expression ")" | word
 *
 * What a word means is the caller's.
 */
#ifndef GP_RULES_RULES_EXPR_H
#define GP_RULES_RULES_EXPR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/err.h"

#define GP_RULE_EXPR_MAX ((size_t)64 << 10) /* bytes */
#define GP_RULE_EXPR_DEPTH 100              /* parentheses in one another */

enum gp_rule_expr_op { GP_RULE_EXPR_WORD, GP_RULE_EXPR_NOT, GP_RULE_EXPR_AND, GP_RULE_EXPR_OR };

/* Postfix: what an operator is about stands before it. */
struct gp_rule_expr_item {
	enum gp_rule_expr_op op;
	const char *word;  /* in the text */
	size_t n;
	bool denied;       /* it stands below an odd number of `not` */
};

struct gp_rule_expr {
	struct gp_rule_expr_item *items;
	size_t count;
	bool *stack;       /* for gp_rule_expr_holds() */
};

/* The text must outlive the expression. GP_EUSAGE says the place, GP_ELIMIT. */
int gp_rule_expr_parse(struct gp_rule_expr *x, const char *text, struct gp_err *e) GP_MUST_USE;
void gp_rule_expr_free(struct gp_rule_expr *x); /* also after a failure */
/* Whether it holds when is() says which words do. */
bool gp_rule_expr_holds(const struct gp_rule_expr *x, bool (*is)(const void *user, const char *word, size_t n),
    const void *user);

#endif

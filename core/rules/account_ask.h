/*
 * account_ask.h - what an adapter wants to ask for, looked over and asked; for account_read.c only.
 */
#ifndef GP_RULES_ACCOUNT_ASK_H
#define GP_RULES_ACCOUNT_ASK_H

#include "core/crawl/exchange.h"
#include "core/rules/account_read.h"

#define GP_ASK_HEADERS 20

struct gp_ask {
	const struct gp_account_means *means;
	const struct gp_office_account *account;
	const struct gp_adapter *adapter;
	const struct gp_account_secrets *secrets;
	int64_t requests;    /* made so far */
	/* Why nothing was asked, or nothing came: as in gp_account_reading. */
	const char *why;
	char detail[300];
};

/*
 * 0: `x` is the reply of the address `url`, which is in `a` (redirects may have led there). 1: there is none, a->why
 * says why. -1: GP_EIO. `want` has passed the schema below. gp_exchanged_free() when 0.
 */
int gp_ask(struct gp_ask *a, const struct gp_value *want, struct gp_exchanged *x, struct gp_buf *url,
    struct gp_err *e) GP_MUST_USE;

/* Of what request() returns. */
extern const struct gp_schema gp_ask_schema;

#endif

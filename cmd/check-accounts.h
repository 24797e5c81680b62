/*
 * check-accounts.h - the accounts of an office on platforms: read, kept with the run, and handed to the crawl.
 */
#ifndef GP_CMD_CHECK_ACCOUNTS_H
#define GP_CMD_CHECK_ACCOUNTS_H

#include "core/crawl/crawl.h"
#include "core/rules/account_read.h"
#include "core/store/crawl_store.h"

struct gp_check_accounts {
	struct gp_adapters *adapters;
	struct gp_account_reading *list; /* as office.lua has them */
	size_t count;
	char today[11], since[11];
	struct gp_arena arena;
	struct gp_crawl_source *sources; /* of the crawl; point into `list` */
};

/* How they are read. */
struct gp_check_accounts_how {
	const struct gp_network *network;
	const struct gp_guards *guards;
	enum gp_lang lang;
	int timeout_ms, pause_ms;
	int today;                  /* a day of core/ledger/date.h */
	const volatile sig_atomic_t *stop;
	char *const *names;         /* only these, by name, id or platform; NULL: all */
	size_t name_count;
};

/* GP_EIO, GP_EDENIED; GP_ENOTFOUND for a name that no account has. gp_check_accounts_free() in any case. */
int gp_check_accounts_read(struct gp_check_accounts *c, const struct gp_office *o, const struct gp_check_accounts_how *how,
    struct gp_err *e) GP_MUST_USE;
void gp_check_accounts_free(struct gp_check_accounts *c);
/* As the value "accounts" of the run, for its report (core/report/links_accounts.h). */
int gp_check_accounts_keep(const struct gp_check_accounts *c, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/* What they published, as sources of the crawl. */
void gp_check_accounts_crawl(struct gp_check_accounts *c, struct gp_crawl_options *o);

#endif

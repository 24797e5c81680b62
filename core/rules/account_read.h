/*
 * account_read.h - what an account on a platform published, read by its adapter (adapters.h).
 *
 * The adapter says what it would ask for; here it is asked, if it may be:
 *   - the host is one that the adapter names, over https and on its usual port, or that of the account's own
 *     address in office.lua;
 *   - secrets go to the first kind only, and nothing that holds one is followed when it is redirected;
 *   - addresses inside (private, loopback) only where the operator named them.
 * Rounds, bytes, articles and time have limits; one that is reached leaves the account read in part.
 */
#ifndef GP_RULES_ACCOUNT_READ_H
#define GP_RULES_ACCOUNT_READ_H

#include <signal.h>

#include "core/crawl/guard.h"
#include "core/crawl/network.h"
#include "core/office/account_secret.h"
#include "core/office/office.h"
#include "core/rules/adapters.h"

#define GP_ACCOUNT_ROUNDS 100           /* requests of one account */
#define GP_ACCOUNT_ARTICLES 2000        /* kept of one account */
#define GP_ACCOUNT_BYTES ((size_t)32 << 20) /* of all replies to it */
#define GP_ACCOUNT_STATE_MAX ((size_t)64 << 10) /* packed bytes that an adapter keeps between rounds */
#define GP_ACCOUNT_MS 120000            /* for all of it */

enum gp_account_state {
	GP_ACCOUNT_UNREAD,
	GP_ACCOUNT_PART,  /* some of it, and `why` the rest is missing */
	GP_ACCOUNT_WHOLE,
};
/* "unread", "part", "whole" */
const char *gp_account_state_name(enum gp_account_state s);

struct gp_article {
	const char *url;   /* absolute where it can be; else as the adapter wrote it */
	const char *title; /* "" */
	const char *date;  /* "2026-11-23", "" */
	bool deleted;      /* the platform says so; nobody need look */
};

struct gp_account_reading {
	const struct gp_office_account *account;
	const char *adapter, *mark;  /* "": none was found */
	enum gp_account_state state;
	const char *why;             /* "", or what stopped it: the sentence account.why.WHY of the catalogue */
	const char *detail;          /* its {detail} */
	struct gp_article *list;
	size_t count, cap;
	int64_t requests;
	struct gp_arena arena;
};

/* What it takes; all of it the caller's. */
struct gp_account_means {
	struct gp_adapters *adapters;
	const struct gp_network *network;
	const struct gp_guards *guards;
	/* Appends what account->secret names. */
	int (*secret)(struct gp_buf *out, const char *from, struct gp_err *e);
	const char *today;           /* "2026-11-23" */
	const char *since;           /* older articles need not be listed */
	int timeout_ms, pause_ms;    /* of a request; between two */
	const volatile sig_atomic_t *stop; /* or NULL */
};

/*
 * An account that cannot be read is a result. -1: GP_EIO, there is no network or no worker. gp_account_reading_free()
 * in any case.
 */
int gp_account_read(struct gp_account_reading *out, const struct gp_office_account *account,
    const struct gp_account_means *m, struct gp_err *e) GP_MUST_USE;
void gp_account_reading_free(struct gp_account_reading *r);

/* The adapter that the account is read by: it names one, has a file, or is on a platform that has one. NULL: none. */
struct gp_adapter *gp_account_adapter(const struct gp_office_account *account, struct gp_adapters *a, struct gp_err *e);

#endif

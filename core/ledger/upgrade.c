#define _GNU_SOURCE
#include "core/ledger/upgrade.h"

#include <stdio.h>
#include <unistd.h>

#include "core/ledger/chain_impl.h"
#include "core/ledger/verify_impl.h"

static int go_on(void *user, const struct gp_verify_finding *f)
{
	(void)user;
	(void)f;
	return 0;
}

/* What an upgrade must not change: rows that follow from nothing else, and what is wrong with the chains. */
struct state {
	int64_t rows, events, findings;
};

static int look(struct gp_chain *c, struct state *out, struct gp_err *e)
{
	struct gp_verify_counts counts = {0};
	struct gp_verify v = {.l = c->l, .hasher = c->hasher, .fn = go_on, .counts = &counts, .e = e};

	if (gp_ledger_kept(c->l, &out->rows, e) || gp_verify_chains(&v))
		return -1;
	out->events = counts.events;
	out->findings = counts.findings;
	return 0;
}

/* In the transaction. 0; 1: somebody else has done it. */
static int upgrade(struct gp_chain *c, struct gp_err *e)
{
	struct state before, after;
	int64_t records;
	int rc;

	if (gp_ledger_check_file(c->l, e) || look(c, &before, e))
		return -1;
	rc = gp_ledger_upgrade(c->l, e);
	if (rc <= 0)
		return rc < 0 ? -1 : 1;
	if (gp_chain_fold_all(c, &records, e) || look(c, &after, e))
		return -1;
	if (before.rows != after.rows || before.events != after.events || before.findings != after.findings)
		return gp_fail(e, GP_EINTEGRITY, "%.300s: cannot become a file of this version without a loss; nothing was "
		    "changed", gp_ledger_path(c->l));
	return 0;
}

int gp_chain_upgrade(struct gp_chain *c, const char *dir, struct gp_err *e)
{
	char copy[5100], name[5000];
	int rc;

	if (snprintf(name, sizeof name, "%s/data/govpub.db" GP_LEDGER_BEFORE_UPGRADE, dir) >= (int)sizeof name)
		return gp_fail(e, GP_ELIMIT, "%.300s: the name of the folder is too long", dir);
	snprintf(copy, sizeof copy, "%s-%ld", name, (long)getpid());
	unlink(copy);
	rc = gp_ledger_copy_to(c->l, copy, e);
	if (!rc)
		rc = gp_ledger_begin(c->l, e);
	if (!rc) {
		rc = upgrade(c, e);
		if (rc)
			gp_ledger_rollback(c->l);
		else
			rc = gp_ledger_commit(c->l, e);
	}
	if (!rc && rename(copy, name))
		rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", name);
	if (rc)
		unlink(copy);
	return rc < 0 ? -1 : 0;
}

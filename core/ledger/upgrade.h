/*
 * upgrade.h - registers that an older version wrote become registers of this one, when they are opened.
 *
 * A copy beside the file; SQLite's own check of it; then in one transaction the tables that follow from the events as
 * this version has them, made again from the events; as many rows as before in all others, and a chain in which nothing
 * is wrong that was not wrong before. Any failure leaves the file as it was. The copy stays, as
 * data/govpub.db.before-upgrade.
 */
#ifndef GP_LEDGER_UPGRADE_H
#define GP_LEDGER_UPGRADE_H

#include "core/ledger/chain.h"

/* GP_EINTEGRITY: it is damaged; others as of writing. */
int gp_chain_upgrade(struct gp_chain *c, const char *dir, struct gp_err *e) GP_MUST_USE;

#endif

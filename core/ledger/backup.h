/*
 * backup.h - copies of the registers, and putting one back.
 *
 * A backup is a folder: data/govpub.db, data/files/… and MANIFEST, lines of text:
 *   govpub-backup 1 / at TIME / until DATE / office CODE / schema N / head REGISTER SEQ HASH … / file SHA256 SIZE NAME … / end SHA256
 * The last line is the hash of all lines above it. Personal values that are erased from the registers after `at` are
 * still in the backup: it is to be destroyed by `until`.
 */
#ifndef GP_LEDGER_BACKUP_H
#define GP_LEDGER_BACKUP_H

#include "core/ledger/verify.h"

struct gp_backup {
	char at[32], until[11];
	int64_t files;   /* besides the database */
	int64_t damaged; /* of these: not what they were, or gone; they are left out */
};

/* `path` is not there yet; `until` NULL: a year from now. */
int gp_backup_make(struct gp_chain *c, const char *path, const char *until, struct gp_backup *out,
    struct gp_err *e) GP_MUST_USE;

/*
 * Puts the backup in `path` in place of the registers of the office in `dir`. Before anything is touched a copy of it is
 * verified whole. GP_EINTEGRITY: it is not what was written; GP_ECONFLICT: the registers hold entries that the backup
 * does not have, and not `force`, or somebody has them open. The old database stays beside the new one.
 */
int gp_backup_restore(const char *dir, const char *path, bool force, struct gp_backup *out, struct gp_err *e) GP_MUST_USE;

#endif

/* files in data/files that no row names: what a writer left that was killed */
#define _GNU_SOURCE
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/store/ledger_db.h"

#define NAME_BYTES (2 * GP_LEDGER_HASH)
#define PATH_BYTES 5000

struct looking {
	struct gp_ledger *l;
	int (*fn)(void *user, const char *path);
	void *user;
	struct gp_err *e;
};

/* The hash that a file is named by. */
static bool hash_of(const char *name, unsigned char h[GP_LEDGER_HASH])
{
	if (strlen(name) != NAME_BYTES || strspn(name, "0123456789abcdef") != NAME_BYTES)
		return false;
	for (size_t i = 0; i < GP_LEDGER_HASH; i++) {
		unsigned high = (unsigned)(name[2 * i] <= '9' ? name[2 * i] - '0' : name[2 * i] - 'a' + 10);
		unsigned low = (unsigned)(name[2 * i + 1] <= '9' ? name[2 * i + 1] - '0' : name[2 * i + 1] - 'a' + 10);

		h[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

/* 1: a row names the file; 0; -1 */
static int has_row(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], struct gp_err *e)
{
	struct gp_ledger_query q;
	int rc;

	if (gp_ledger_query(l, "SELECT 1 FROM blob WHERE h = ?", &q, e))
		return -1;
	gp_ledger_bind_blob(&q, h, GP_LEDGER_HASH);
	rc = gp_ledger_step(&q, e);
	if (rc > 0)
		gp_ledger_done(&q);
	return rc;
}

/* What this program does not name so was put there by others, and is none of ours. */
static int look_at(struct looking *k, const char *folder, const char *name)
{
	unsigned char h[GP_LEDGER_HASH];
	char path[PATH_BYTES];
	int named = 0;

	if (strncmp(name, ".new-", 5) != 0) {
		if (!hash_of(name, h))
			return 0;
		named = has_row(k->l, h, k->e);
	}
	if (named)
		return named < 0 ? -1 : 0;
	if (snprintf(path, sizeof path, "%s/%s", folder, name) >= PATH_BYTES)
		return 0;
	return k->fn(k->user, path);
}

static int look_into(struct looking *k, const char *folder, bool further)
{
	DIR *d = opendir(folder);
	struct dirent *entry;
	char inner[PATH_BYTES];
	int rc = 0;

	while (d && !rc && (entry = readdir(d)) != NULL) {
		bool is_folder = strlen(entry->d_name) == 2 && strspn(entry->d_name, "0123456789abcdef") == 2;

		if (!further || !is_folder)
			rc = look_at(k, folder, entry->d_name);
		else if (snprintf(inner, sizeof inner, "%s/%s", folder, entry->d_name) < PATH_BYTES)
			rc = look_into(k, inner, false);
	}
	if (d)
		closedir(d);
	return rc;
}

static int look(struct looking *k)
{
	char top[PATH_BYTES];

	if (snprintf(top, sizeof top, "%s/data/files", k->l->dir) >= PATH_BYTES)
		return 0;
	return look_into(k, top, true);
}

static int any(void *user, const char *path)
{
	(void)user;
	(void)path;
	return 1;
}

int gp_ledger_each_stray(struct gp_ledger *l, int (*fn)(void *user, const char *path), void *user, struct gp_err *e)
{
	struct looking k = {l, any, NULL, e};
	int rc = look(&k);

	if (rc <= 0)
		return rc;
	/* what another writer is just putting there has its row when that one is done */
	if (!l->writing && gp_ledger_db_exec(l, "BEGIN IMMEDIATE", NULL))
		return 0;
	k.fn = fn;
	k.user = user;
	rc = look(&k);
	if (!l->writing)
		sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

static int drop(void *user, const char *path)
{
	int64_t *n = user;

	*n += unlink(path) == 0;
	return 0;
}

int gp_ledger_drop_strays(struct gp_ledger *l, int64_t *n, struct gp_err *e)
{
	*n = 0;
	return gp_ledger_each_stray(l, drop, n, e);
}

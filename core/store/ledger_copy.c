/* copies of the whole, and putting one in the place of what is there */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/file_system.h"
#include "core/store/ledger_db.h"

static int sync_path(const char *path, struct gp_err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc = 0;

	if (fd < 0 || fsync(fd))
		rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", path);
	if (fd >= 0)
		close(fd);
	return rc;
}

int gp_ledger_copy_to(struct gp_ledger *l, const char *path, struct gp_err *e)
{
	struct gp_ledger_query q;
	int fd, rc;

	if (l->writing)
		return gp_fail(e, GP_EUSAGE, "%.300s: a transaction inside of another", l->path);
	if (gp_file_system_folders(path, e))
		return -1;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); /* an empty file is what VACUUM INTO fills */
	if (fd < 0)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", path);
	close(fd);
	if (gp_ledger_query_once(l, "VACUUM INTO ?", &q, e))
		return -1;
	gp_ledger_bind_text(&q, path);
	rc = gp_ledger_run(&q, e);
	return rc ? -1 : sync_path(path, e);
}

static char *with(const char *path, const char *behind)
{
	struct gp_buf b;

	gp_buf_init(&b, strlen(path) + strlen(behind) + 1);
	gp_buf_printf(&b, "%s%s", path, behind);
	return b.data;
}

/* Nobody else may have it open, or they would go on writing into a file without a name. Damage is no obstacle. */
static int seize(const char *path, sqlite3 **db, struct gp_err *e)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, code;

	*db = NULL;
	if (access(path, F_OK))
		return 0;
	code = sqlite3_open_v2(path, db, flags, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(*db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT", NULL, NULL, NULL);
	if ((code & 0xFF) != SQLITE_BUSY)
		return 0;
	sqlite3_close(*db);
	return gp_fail(e, GP_ECONFLICT, "%.300s: somebody else has the registers open; try again", path);
}

/* The database and what a crash left of its log go aside; the database keeps its old name beside the new one. */
static int put_aside(const char *path, const char *behind, bool stays, struct gp_err *e)
{
	char *from = with(path, behind), *aside = with(from, GP_LEDGER_BEFORE_RESTORE);
	int rc = 0;

	unlink(aside);
	if ((stays ? link(from, aside) : rename(from, aside)) && errno != ENOENT)
		rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", aside);
	free(from);
	free(aside);
	return rc;
}

void gp_ledger_drop_copies(const struct gp_ledger *l)
{
	static const char *const behind[] = {GP_LEDGER_BEFORE_RESTORE, "-wal" GP_LEDGER_BEFORE_RESTORE,
	    "-shm" GP_LEDGER_BEFORE_RESTORE, GP_LEDGER_BEFORE_UPGRADE};

	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		char *name = with(l->path, behind[i]);

		unlink(name);
		free(name);
	}
}

int gp_ledger_replace(const char *dir, const char *from, struct gp_err *e)
{
	char *path = with(dir, "/data/govpub.db"), *folder = with(dir, "/data");
	sqlite3 *old;
	int rc = gp_file_system_folders(path, e);

	if (!rc)
		rc = seize(path, &old, e);
	if (!rc) {
		rc = put_aside(path, "", true, e);
		sqlite3_close(old); /* merges its log, which then is gone */
		if (!rc)
			rc = put_aside(path, "-wal", false, e) || put_aside(path, "-shm", false, e);
		/* at every moment there is the old database under this name, or the new one */
		if (!rc && rename(from, path))
			rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", path);
		if (!rc)
			rc = sync_path(folder, e);
	}
	free(path);
	free(folder);
	return rc ? -1 : 0;
}

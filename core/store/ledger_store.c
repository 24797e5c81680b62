#define _GNU_SOURCE
#include "core/store/ledger_store.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "core/store/bigram.h"
#include "core/store/field_function.h"
#include "core/store/file_system.h"
#include "core/store/ledger_db.h"

/*
 * FULL: what was committed is on the disk, also after a power cut. No mmap: a disk error would come as a
 * signal, not as an error. Deleted values are overwritten: some of them are personal.
 */
static const char settings[] =
    "PRAGMA cache_size = -16384;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA wal_autocheckpoint = 2000;"
    "PRAGMA journal_size_limit = 16777216;";

static void harden(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, (int)(2 * GP_LEDGER_BODY_MAX));
	sqlite3_busy_timeout(db, GP_LEDGER_WAIT_MS);
}

/* There, a file, ours alone and on a disk of this machine. */
static int file_ready(const char *path, bool create, struct gp_err *e)
{
	const char *remote;
	struct statfs fs;
	struct stat st;
	int fd;

	if (create) {
		if (gp_file_system_folders(path, e))
			return -1;
		/* an existing one is not opened: closing it would drop locks that this process holds on it */
		fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd >= 0)
			close(fd);
		else if (errno != EEXIST)
			return gp_fail_errno(e, GP_EIO, "%.300s: cannot make the registers", path);
	}
	if (stat(path, &st)) {
		if (errno == ENOENT || errno == ENOTDIR)
			return gp_fail(e, GP_ENOTFOUND, "%.300s: there are no registers here yet", path);
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot read or write the registers", path);
	}
	if (!S_ISREG(st.st_mode))
		return gp_fail(e, GP_EUSAGE, "%.300s: is no database of registers", path);
	if (statfs(path, &fs))
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot look at its file system", path);
	remote = gp_file_system_remote((unsigned long)fs.f_type);
	if (remote)
		return gp_fail(e, GP_EDENIED, "%.300s: lies on a %s file system, where file locks and SQLite's log are not "
		    "safe; registers belong on a disk of this machine", path, remote);
	return 0;
}

static char *path_in(const char *dir, const char *name)
{
	struct gp_buf b;

	gp_buf_init(&b, strlen(dir) + strlen(name) + 2);
	gp_buf_printf(&b, "%s/%s", dir, name);
	return b.data;
}

int gp_ledger_open(struct gp_ledger **out, const char *dir, const struct gp_ledger_options *o, struct gp_err *e)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	struct gp_ledger *l = gp_calloc(1, sizeof *l);

	*out = NULL;
	l->dir = gp_strdup(dir);
	l->path = path_in(dir, "data/govpub.db");
	if (file_ready(l->path, o->create, e))
		goto fail;
	errno = 0;
	if (sqlite3_open_v2(l->path, &l->db, flags, NULL) != SQLITE_OK) {
		gp_ledger_db_fail(l, e);
		goto fail;
	}
	harden(l->db);
	if (gp_bigram_register(l->db, e) || gp_field_function_register(l->db, e) || gp_ledger_db_exec(l, settings, e) || gp_ledger_schema_ready(l, o, e))
		goto fail;
	*out = l;
	return 0;
fail:
	gp_ledger_close(l);
	return -1;
}

void gp_ledger_close(struct gp_ledger *l)
{
	if (!l)
		return;
	gp_ledger_rollback(l);
	for (size_t i = 0; i < l->kept_count; i++)
		sqlite3_finalize(l->kept[i].st);
	sqlite3_close(l->db); /* the last one merges the log into the file */
	gp_arena_free(&l->strings);
	explicit_bzero(l->key, sizeof l->key);
	EVP_MAC_CTX_free(l->mac);
	free(l->gone);
	free(l->office);
	free(l->hash);
	free(l->path);
	free(l->dir);
	free(l);
}

const char *gp_ledger_path(const struct gp_ledger *l)
{
	return l->path;
}

const char *gp_ledger_dir(const struct gp_ledger *l)
{
	return l->dir;
}

const char *gp_ledger_office(const struct gp_ledger *l)
{
	return l->office;
}

const char *gp_ledger_hash_name(const struct gp_ledger *l)
{
	return l->hash;
}

int gp_ledger_newer(const struct gp_ledger *l)
{
	return l->newer;
}

bool gp_ledger_writing(const struct gp_ledger *l)
{
	return l->writing;
}

int gp_ledger_begin(struct gp_ledger *l, struct gp_err *e)
{
	if (l->newer)
		return gp_fail(e, GP_EDENIED, "%.300s: was written by a newer version of govpub; this one may only read it",
		    l->path);
	if (l->writing)
		return gp_fail(e, GP_EUSAGE, "%.300s: a transaction inside of another", l->path);
	if (gp_ledger_db_exec(l, "BEGIN IMMEDIATE", e))
		return -1;
	l->writing = true;
	l->broken = false;
	return 0;
}

int gp_ledger_commit(struct gp_ledger *l, struct gp_err *e)
{
	bool wiped = l->wiped;
	int rc;

	if (!l->writing)
		return gp_fail(e, GP_EUSAGE, "%.300s: a write outside of a transaction", l->path);
	if (l->broken)
		rc = gp_fail(e, GP_EIO, "%.300s: an earlier write failed; nothing was changed", l->path);
	else
		rc = gp_ledger_settle_words(l, e) || gp_ledger_db_exec(l, "COMMIT", e) ? -1 : 0;
	if (rc) {
		gp_ledger_rollback(l);
		return -1;
	}
	l->writing = l->wiped = false;
	gp_ledger_forget_tail(l);
	gp_ledger_unlink_gone(l);
	/* the log still holds the page as it was; readers may keep it from being emptied now, then a later commit does */
	if (wiped) {
		sqlite3_wal_checkpoint_v2(l->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
		gp_ledger_drop_copies(l);
	}
	return 0;
}

int gp_ledger_begin_reading(struct gp_ledger *l, struct gp_err *e)
{
	if (l->writing)
		return gp_fail(e, GP_EUSAGE, "%.300s: a transaction inside of another", l->path);
	return gp_ledger_db_exec(l, "BEGIN", e);
}

void gp_ledger_end_reading(struct gp_ledger *l)
{
	sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
}

static int ask(struct gp_ledger *l, const char *sql, int64_t *out, struct gp_err *e)
{
	struct gp_ledger_query q;

	if (gp_ledger_query_once(l, sql, &q, e) || gp_ledger_step(&q, e) <= 0)
		return -1;
	*out = sqlite3_column_int64(q.st, 0);
	gp_ledger_done(&q);
	return 0;
}

int gp_ledger_rows(struct gp_ledger *l, int64_t rows[2], struct gp_err *e)
{
	return ask(l, "SELECT min(rowid) FROM event", &rows[0], e) || ask(l, "SELECT max(rowid) FROM event", &rows[1], e) ? -1 : 0;
}

/* A transaction reads what there is at its first look. */
static int look(struct gp_ledger *l, struct gp_err *e)
{
	int64_t any;

	return gp_ledger_begin_reading(l, e) || ask(l, "SELECT count(*) FROM meta", &any, e) ? -1 : 0;
}

/* The twins look between two looks of the first: when that sees no change between them, all see the same. */
static int look_together(struct gp_ledger *l, struct gp_ledger **twins, size_t n, struct gp_err *e)
{
	static const char version[] = "PRAGMA data_version";
	int64_t before, after;

	if (ask(l, version, &before, e))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (look(twins[i], e))
			return -1;
	if (look(l, e) || ask(l, version, &after, e))
		return -1;
	if (before == after)
		return 1;
	for (size_t i = 0; i < n; i++)
		gp_ledger_end_reading(twins[i]);
	gp_ledger_end_reading(l);
	return 0;
}

int gp_ledger_begin_reading_together(struct gp_ledger *l, struct gp_ledger **twins, size_t n, struct gp_err *e)
{
	const struct gp_ledger_options o = {.create = false};
	int rc = 0;

	for (size_t i = 0; i < n; i++)
		twins[i] = NULL;
	for (size_t i = 0; i < n && !rc; i++)
		rc = gp_ledger_open(&twins[i], l->dir, &o, e);
	for (int i = 0; i < 10 && !rc; i++)
		rc = look_together(l, twins, n, e);
	if (rc > 0)
		return 1;
	for (size_t i = 0; i < n; i++) {
		gp_ledger_close(twins[i]);
		twins[i] = NULL;
	}
	return rc ? -1 : gp_ledger_begin_reading(l, e);
}

void gp_ledger_rollback(struct gp_ledger *l)
{
	/* SQLite has done this by itself after a full disk or an I/O error */
	if (l->writing && !sqlite3_get_autocommit(l->db))
		sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
	l->writing = l->broken = l->wiped = false;
	gp_ledger_forget_words(l);
	gp_ledger_forget_tail(l);
	gp_ledger_unlink_gone(l);
}

#include "core/store/crawl_store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/store/crawl_db.h"

/*
 * Exclusive locking holds the lock until close, so that a second process is told at once, and
 * the log needs no shared memory file. Deleted rows need no wiping: the file holds what
 * anybody may read on the web. No mmap: a disk error would come as a signal, not as an error.
 */
static const char settings[] =
    "PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA page_size = 16384;"
    "PRAGMA cache_size = -8192;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA temp_store = FILE;"
    "PRAGMA secure_delete = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA synchronous = NORMAL;"
    "PRAGMA wal_autocheckpoint = 2048;"
    "PRAGMA journal_size_limit = 67108864;";

/*
 * A file that is being made holds nothing that could be lost: nobody waits for the disk until its first run
 * has begun. The tables stay in the log until the first checkpoint, which makes the log safe before it
 * writes to the file.
 */
static const char settings_of_new[] =
    "PRAGMA synchronous = OFF;"
    "PRAGMA journal_mode = WAL;";

static void harden(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
}

static int open_store(struct gp_store **out, const char *path, bool keep, struct gp_err *e)
{
	bool file = strcmp(path, ":memory:") != 0;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	struct gp_store *s;

	*out = NULL;
	s = gp_calloc(1, sizeof *s);
	if (file && gp_crawl_file_ready(path, &s->made, e) != 0) {
		free(s);
		return -1;
	}
	s->path = gp_strdup(path);
	s->last_url = -1;
	if (sqlite3_open_v2(path, &s->db, flags, NULL) != SQLITE_OK) {
		gp_crawl_db_fail(s, e);
		goto fail;
	}
	harden(s->db);
	if (sqlite3_db_readonly(s->db, "main") == 1) {
		gp_fail(e, GP_EIO, "%.300s: the crawl file is write-protected", path);
		goto fail;
	}
	if (gp_crawl_db_exec(s, settings, e) != 0 ||
	    (s->made && gp_crawl_db_exec(s, settings_of_new, e) != 0) || gp_crawl_schema_ready(s, keep, e) != 0)
		goto fail;
	if (file && !s->made && gp_crawl_db_exec(s, "PRAGMA journal_mode = WAL", e) != 0)
		goto fail;
	*out = s;
	return 0;
fail:
	gp_store_close(s);
	return -1;
}

int gp_store_open(struct gp_store **out, const char *path, struct gp_err *e)
{
	return open_store(out, path, false, e);
}

int gp_store_open_kept(struct gp_store **out, const char *path, struct gp_err *e)
{
	*out = NULL;
	if (access(path, F_OK) != 0)
		return errno == ENOENT || errno == ENOTDIR
		    ? gp_fail(e, GP_ENOTFOUND, "%.300s: there is no such crawl file: nothing was checked yet", path)
		    : gp_fail_errno(e, GP_EIO, "%.300s: cannot open the crawl file", path);
	return open_store(out, path, true, e);
}

void gp_store_close(struct gp_store *s)
{
	if (!s)
		return;
	gp_crawl_db_finalize_kept(s);
	sqlite3_close(s->db); /* an open batch is rolled back, the log is merged into the file */
	gp_arena_free(&s->strings);
	free(s->path);
	free(s);
}

static int put_run(struct gp_store *s, int64_t id, const char *signature, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_START_RUN, &b, e) != 0)
		return -1;
	gp_crawl_bind_int(&b, id);
	gp_crawl_bind_text(&b, signature);
	gp_crawl_bind_int(&b, gp_clock_now());
	return gp_crawl_bind_run(s, &b, e);
}

/* In one transaction: killed meanwhile, the file holds the old run or the new one. */
static int start_run(struct gp_store *s, int64_t id, const char *signature, bool finished, struct gp_err *e)
{
	if (gp_crawl_db_exec(s, "BEGIN IMMEDIATE", e) != 0)
		return -1;
	if (gp_crawl_schema_next(s, finished, e) == 0 && put_run(s, id, signature, e) == 0 &&
	    gp_crawl_db_exec(s, "COMMIT", e) == 0) {
		const char *settle = s->made ? "PRAGMA synchronous = NORMAL" : "PRAGMA wal_checkpoint(TRUNCATE)";

		s->made = false;
		return gp_crawl_db_exec(s, settle, e);
	}
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return -1;
}

static int set_state(struct gp_store *s, const char *state, int64_t finished, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_SET_STATE, &b, e) != 0)
		return -1;
	gp_crawl_bind_text(&b, state);
	gp_crawl_bind_int(&b, finished);
	if (gp_crawl_bind_run(s, &b, e) != 0)
		return -1;
	if (sqlite3_changes(s->db) != 1)
		return gp_fail(e, GP_ENOTFOUND, "%.300s: holds no check yet", s->path);
	return 0;
}

int gp_store_begin_run(struct gp_store *s, const char *signature, bool fresh, bool *resumed,
    struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_RUN, e);
	bool finished = false, same = false;
	const char *was;
	int64_t id = 0;
	int rc;

	*resumed = false;
	if (s->in_batch)
		return gp_fail(e, GP_EINTEGRITY, "%.300s: a run begins outside batches", s->path);
	if (!st)
		return -1;
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		id = sqlite3_column_int64(st, 0);
		was = (const char *)sqlite3_column_text(st, 1);
		same = was && !strcmp(was, signature);
		finished = sqlite3_column_int64(st, 3) != 0;
	} else if (rc != SQLITE_DONE && !fresh) {
		gp_crawl_db_fail(s, e);
		sqlite3_reset(st);
		return -1;
	}
	sqlite3_reset(st);
	id = id < INT64_MAX ? id + 1 : 1;
	if (fresh || finished || !same) {
		if (start_run(s, id, signature, finished, e) == 0)
			return 0;
		/* a damaged file has nothing worth keeping; nobody asked for any of it */
		return fresh && e && e->code == GP_EINTEGRITY && gp_crawl_schema_reset(s, e) == 0 ?
		    put_run(s, 1, signature, e) : -1;
	}
	if (gp_crawl_schema_verify(s, e) != 0 || set_state(s, "running", 0, e) != 0)
		return -1;
	*resumed = true;
	return 0;
}

int gp_store_end_run(struct gp_store *s, const char *state, struct gp_err *e)
{
	bool interrupted = !strcmp(state, "interrupted");

	if (!interrupted && strcmp(state, "complete") != 0 && strcmp(state, "budget") != 0)
		return gp_fail(e, GP_EUSAGE, "a run does not end as \"%s\"", state);
	return set_state(s, state, interrupted ? 0 : gp_clock_now(), e);
}

#include "core/store/crawl_db.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA_VERSION 2
#define APPLICATION_ID 0x47504352 /* "GPCR", in the file header (sqlite.org/fileformat2.html) */
#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)
#define DELETE_IT "it is safe to delete this file, the next check then starts anew"
#define DAMAGED "%.300s: the crawl file is damaged; " DELETE_IT

/*
 * Small columns stand first and never change their width, so that marking a URL as done
 * rewrites a few bytes in place; text and blobs stand last, where reading the others does
 * not touch their overflow pages. An index on host ends in the id by itself.
 */
static const char schema[] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE run(id INTEGER PRIMARY KEY, signature TEXT NOT NULL, started INTEGER NOT NULL,"
    " finished INTEGER NOT NULL, state TEXT NOT NULL) STRICT;"
    "CREATE TABLE value(key TEXT PRIMARY KEY, v BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE url(id INTEGER PRIMARY KEY, host INTEGER NOT NULL, depth INTEGER NOT NULL,"
    " flags INTEGER NOT NULL, parent INTEGER NOT NULL, done INTEGER NOT NULL, url TEXT NOT NULL,"
    " text TEXT NOT NULL) STRICT;"
    "CREATE INDEX url_open ON url(host) WHERE done = 0;"
    "CREATE TABLE result(id INTEGER PRIMARY KEY, status INTEGER NOT NULL,"
    " status2 INTEGER NOT NULL, attempts INTEGER NOT NULL, redirect INTEGER NOT NULL,"
    " size INTEGER NOT NULL, elapsed_ms INTEGER NOT NULL, at INTEGER NOT NULL,"
    " plain_count INTEGER NOT NULL, text_hash INTEGER NOT NULL, phrases INTEGER NOT NULL,"
    " parsed INTEGER NOT NULL, cause TEXT NOT NULL, cause2 TEXT NOT NULL, type TEXT NOT NULL,"
    " charset TEXT NOT NULL, title TEXT, location TEXT NOT NULL, detail TEXT NOT NULL,"
    " ids BLOB) STRICT;"
    "CREATE TABLE links(page INTEGER PRIMARY KEY, list BLOB NOT NULL) STRICT;"
    "CREATE TABLE finding(page INTEGER PRIMARY KEY, list BLOB NOT NULL) STRICT;"
    "CREATE TABLE host(id INTEGER PRIMARY KEY, key TEXT NOT NULL, own INTEGER NOT NULL,"
    " probe_status INTEGER NOT NULL, probe_hash INTEGER NOT NULL, probe_plain INTEGER NOT NULL,"
    " probe_redirect INTEGER NOT NULL, root_hash INTEGER NOT NULL, down TEXT NOT NULL) STRICT;"
    "PRAGMA application_id = " TEXT(APPLICATION_ID) ";"
    "PRAGMA user_version = " TEXT(SCHEMA_VERSION) ";"
    "COMMIT";

static const char *const kept_sql[GP_SQL_COUNT] = {
	[GP_SQL_BEGIN] = "BEGIN IMMEDIATE",
	[GP_SQL_COMMIT] = "COMMIT",
	[GP_SQL_ROLLBACK] = "ROLLBACK",
	[GP_SQL_LAST_URL] = "SELECT max(id) FROM url",
	[GP_SQL_PUT_URL] = "INSERT INTO url(id, url, host, depth, flags, parent, text, done)"
			   " VALUES(?, ?, ?, ?, ?, ?, ?, 0)",
	[GP_SQL_ADD_FLAGS] = "UPDATE url SET flags = flags | ?2 WHERE id = ?1",
	[GP_SQL_MARK_DONE] = "UPDATE url SET done = 1 WHERE id = ?",
	[GP_SQL_PUT_RESULT] =
	    "INSERT OR REPLACE INTO result(id, status, cause, status2, cause2, attempts, redirect,"
	    " location, type, size, elapsed_ms, at, detail, title, plain_count, text_hash, phrases,"
	    " charset, parsed, ids) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	[GP_SQL_PUT_IDS] = "UPDATE result SET ids = ?2 WHERE id = ?1",
	[GP_SQL_PUT_LINKS] = "INSERT OR REPLACE INTO links(page, list)"
			     " SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM url WHERE id = ?1)",
	[GP_SQL_PUT_FINDINGS] = "INSERT OR REPLACE INTO finding(page, list)"
				" SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM url WHERE id = ?1)",
	[GP_SQL_PUT_HOST] =
	    "INSERT OR REPLACE INTO host(id, key, own, probe_status, probe_hash, probe_plain,"
	    " probe_redirect, root_hash, down) VALUES(?,?,?,?,?,?,?,?,?)",
	[GP_SQL_PUT_VALUE] = "INSERT OR REPLACE INTO value(key, v) VALUES(?, ?)",
	[GP_SQL_GET_VALUE] = "SELECT v FROM value WHERE key = ?",
	[GP_SQL_NEXT_UNSEEN] =
	    "SELECT " GP_SQL_URL_COLUMNS " FROM url u"
	    " WHERE u.done = 0 AND u.host = ? AND u.id > ? ORDER BY u.id LIMIT ?",
	[GP_SQL_IDS] = "SELECT ids FROM result WHERE id = ? AND ids IS NOT NULL",
	[GP_SQL_RESULT] = "SELECT " GP_SQL_URL_COLUMNS ", " GP_SQL_RESULT_COLUMNS
			  " FROM result r JOIN url u ON u.id = r.id WHERE r.id = ?",
	[GP_SQL_RUN] = "SELECT id, signature, started, finished, state FROM run",
	[GP_SQL_START_RUN] = "INSERT INTO run(id, signature, started, finished, state)"
			     " VALUES(?, ?, ?, 0, 'running')",
	[GP_SQL_SET_STATE] = "UPDATE run SET state = ?, finished = ?",
};

int gp_crawl_db_fail(struct gp_store *s, struct gp_err *e)
{
	int rc = sqlite3_extended_errcode(s->db), sys = errno;
	const char *path = s->path;

	switch (rc & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return gp_fail(e, GP_ECONFLICT, "another check is using %.300s", path);
	case SQLITE_FULL:
		return gp_fail(e, GP_EIO,
		    "%.300s: its disk (or that of the temporary folder) is full; free some space "
		    "and check again, what was stored so far is kept",
		    path);
	case SQLITE_ERROR: /* our SQL is right, so the tables are not ours any more */
	case SQLITE_CORRUPT:
		return gp_fail(e, GP_EINTEGRITY, DAMAGED, path);
	case SQLITE_NOTADB:
		return gp_fail(e, GP_EUSAGE,
		    "%.300s: is not a crawl file; name another file. If it was one it is damaged: "
		    DELETE_IT, path);
	case SQLITE_READONLY:
		return gp_fail(e, GP_EIO, "%.300s: file or folder is write-protected", path);
	case SQLITE_CONSTRAINT:
		return gp_fail(e, GP_EINTEGRITY, "%.300s: refused: %s", path,
		    sqlite3_errmsg(s->db));
	case SQLITE_TOOBIG:
		return gp_fail(e, GP_ELIMIT, "%.300s: a value is too large to store", path);
	default:
		break;
	}
	/* SQLite forgets the errno of a failed commit; then it is still the current one. */
	errno = sqlite3_system_errno(s->db) ? sqlite3_system_errno(s->db) : sys;
	if (errno)
		return gp_fail_errno(e, GP_EIO,
		    "%.300s: cannot read or write the crawl file (check its disk, folder and "
		    "permissions)", path);
	return gp_fail(e, GP_EIO, "%.300s: %s", path, sqlite3_errmsg(s->db));
}

sqlite3_stmt *gp_crawl_db_prepare(struct gp_store *s, const char *sql, struct gp_err *e)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) == SQLITE_OK)
		return st;
	gp_crawl_db_fail(s, e);
	return NULL;
}

sqlite3_stmt *gp_crawl_db_stmt(struct gp_store *s, enum gp_crawl_sql which, struct gp_err *e)
{
	sqlite3_stmt **st = &s->kept[which];

	if (*st)
		return *st;
	if (sqlite3_prepare_v3(s->db, kept_sql[which], -1, SQLITE_PREPARE_PERSISTENT, st, NULL) ==
	    SQLITE_OK)
		return *st;
	gp_crawl_db_fail(s, e);
	return NULL;
}

void gp_crawl_db_finalize_kept(struct gp_store *s)
{
	int i;

	for (i = 0; i < GP_SQL_COUNT; i++) {
		sqlite3_finalize(s->kept[i]);
		s->kept[i] = NULL;
	}
}

int gp_crawl_db_exec(struct gp_store *s, const char *sql, struct gp_err *e)
{
	errno = 0;
	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	return gp_crawl_db_fail(s, e);
}

static int ask_int(struct gp_store *s, const char *sql, int64_t *out, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_prepare(s, sql, e);
	int rc = 0;

	if (!st)
		return -1;
	if (sqlite3_step(st) == SQLITE_ROW)
		*out = sqlite3_column_int64(st, 0);
	else
		rc = gp_crawl_db_fail(s, e);
	sqlite3_finalize(st);
	return rc;
}

static int ask_text(struct gp_store *s, const char *sql, const char *want, bool *same,
    struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_prepare(s, sql, e);
	const char *got;
	int rc = 0;

	if (!st)
		return -1;
	if (sqlite3_step(st) == SQLITE_ROW) {
		got = (const char *)sqlite3_column_text(st, 0);
		*same = got && !strcmp(got, want);
	} else {
		rc = gp_crawl_db_fail(s, e);
	}
	sqlite3_finalize(st);
	return rc;
}

int gp_crawl_schema_ready(struct gp_store *s, struct gp_err *e)
{
	int64_t app = 0, version = 0, tables = 0;

	if (ask_int(s, "PRAGMA application_id", &app, e) != 0 ||
	    ask_int(s, "PRAGMA user_version", &version, e) != 0 ||
	    ask_int(s, "SELECT count(*) FROM sqlite_schema", &tables, e) != 0)
		return -1;
	/* A process that died right after making or emptying the file leaves it like this. */
	if (!app && !version && !tables)
		return gp_crawl_db_exec(s, schema, e);
	if (app != APPLICATION_ID)
		return gp_fail(e, GP_EUSAGE,
		    "%.300s: is a database of another program; name another crawl file", s->path);
	if (version > SCHEMA_VERSION)
		return gp_fail(e, GP_EUSAGE,
		    "%.300s: was written by a newer version of govpub; use that one, or delete it: "
		    DELETE_IT, s->path);
	/* what an older version left is of one run, which can be made again */
	return version < SCHEMA_VERSION ? gp_crawl_schema_reset(s, e) : 0;
}

int gp_crawl_schema_reset(struct gp_store *s, struct gp_err *e)
{
	int rc;

	gp_crawl_db_finalize_kept(s);
	s->last_url = -1;
	/* With this switch VACUUM writes an empty database, whatever the old one held. */
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
	rc = gp_crawl_db_exec(s, "VACUUM", e);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);
	if (rc != 0 || gp_crawl_db_exec(s, schema, e) != 0)
		return -1;
	return gp_crawl_db_exec(s, "PRAGMA wal_checkpoint(TRUNCATE)", e);
}

int gp_crawl_schema_verify(struct gp_store *s, struct gp_err *e)
{
	bool sound = false;

	if (ask_text(s, "PRAGMA quick_check(1)", "ok", &sound, e) != 0)
		return -1;
	if (!sound)
		return gp_fail(e, GP_EINTEGRITY, DAMAGED, s->path);
	return 0;
}

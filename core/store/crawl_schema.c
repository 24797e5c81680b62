#include "core/store/crawl_db.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/crawl_past.h"

#define SCHEMA_VERSION 4
#define BEFORE_STAMPS 3
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
#define URL_TABLE(prefix) \
	"CREATE TABLE " prefix "url(id INTEGER PRIMARY KEY, host INTEGER NOT NULL," \
	" depth INTEGER NOT NULL, flags INTEGER NOT NULL, parent INTEGER NOT NULL, done INTEGER NOT NULL," \
	" url TEXT NOT NULL, text TEXT NOT NULL) STRICT;"
#define RESULT_TABLE(prefix) \
	"CREATE TABLE " prefix "result(id INTEGER PRIMARY KEY, status INTEGER NOT NULL," \
	" status2 INTEGER NOT NULL, attempts INTEGER NOT NULL, redirect INTEGER NOT NULL," \
	" size INTEGER NOT NULL, elapsed_ms INTEGER NOT NULL, at INTEGER NOT NULL," \
	" plain_count INTEGER NOT NULL, text_hash INTEGER NOT NULL, phrases INTEGER NOT NULL," \
	" parsed INTEGER NOT NULL, read_at INTEGER NOT NULL, cause TEXT NOT NULL, cause2 TEXT NOT NULL, type TEXT NOT NULL," \
	" charset TEXT NOT NULL, title TEXT, location TEXT NOT NULL, detail TEXT NOT NULL," \
	" etag TEXT NOT NULL, modified TEXT NOT NULL, ids BLOB) STRICT;"
#define LIST_TABLE(name) "CREATE TABLE " name "(page INTEGER PRIMARY KEY, list BLOB NOT NULL) STRICT;"
#define STAMP_TABLE(prefix) \
	"CREATE TABLE " prefix "stamp(number INTEGER PRIMARY KEY, list BLOB NOT NULL) STRICT;"
#define VALUE_TABLE(prefix) \
	"CREATE TABLE " prefix "value(key TEXT PRIMARY KEY, v BLOB NOT NULL) STRICT, WITHOUT ROWID;"
#define OPEN_INDEX "CREATE INDEX url_open ON url(host) WHERE done = 0;"
#define HOST_TABLE \
	"CREATE TABLE host(id INTEGER PRIMARY KEY, key TEXT NOT NULL, own INTEGER NOT NULL," \
	" probe_status INTEGER NOT NULL, probe_hash INTEGER NOT NULL, probe_plain INTEGER NOT NULL," \
	" probe_redirect INTEGER NOT NULL, root_hash INTEGER NOT NULL, down TEXT NOT NULL) STRICT;"

/* What belongs to one run; all but the hosts of the last finished run are kept beside it as last_… */
#define KEPT_TABLES(prefix) \
	URL_TABLE(prefix) RESULT_TABLE(prefix) LIST_TABLE(prefix "links") LIST_TABLE(prefix "finding") \
	STAMP_TABLE(prefix) VALUE_TABLE(prefix)
#define RUN_TABLES KEPT_TABLES("") OPEN_INDEX HOST_TABLE
#define DROP_KEPT(prefix) \
	"DROP TABLE " prefix "url; DROP TABLE " prefix "result; DROP TABLE " prefix "links;" \
	"DROP TABLE " prefix "finding; DROP TABLE " prefix "stamp; DROP TABLE " prefix "value;"
#define RENAME(name) "ALTER TABLE " name " RENAME TO last_" name ";"

static const char schema[] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE run(id INTEGER PRIMARY KEY, signature TEXT NOT NULL, started INTEGER NOT NULL,"
    " finished INTEGER NOT NULL, remembered INTEGER NOT NULL, state TEXT NOT NULL,"
    " scope TEXT NOT NULL, summary TEXT NOT NULL) STRICT;"
    RUN_TABLES
    KEPT_TABLES("last_")
    /* see crawl_past.h */
    "CREATE TABLE address(url TEXT PRIMARY KEY, fragment INTEGER NOT NULL, own INTEGER NOT NULL,"
    " gone INTEGER NOT NULL, first_seen INTEGER NOT NULL, last_ok INTEGER NOT NULL,"
    " last_checked INTEGER NOT NULL, failed_since INTEGER NOT NULL, streak INTEGER NOT NULL,"
    " since INTEGER NOT NULL, verdict TEXT NOT NULL, cause TEXT NOT NULL,"
    " status INTEGER NOT NULL, final_url TEXT NOT NULL, pages INTEGER NOT NULL,"
    " change INTEGER NOT NULL, was TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX address_gone ON address(since) WHERE gone;"
    "CREATE TABLE face(url TEXT PRIMARY KEY, phrases INTEGER NOT NULL, host TEXT NOT NULL,"
    " title TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE spell(url TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,"
    " verdict TEXT NOT NULL, cause TEXT NOT NULL, status INTEGER NOT NULL, final_url TEXT NOT NULL,"
    " pages INTEGER NOT NULL, PRIMARY KEY(url, since)) STRICT, WITHOUT ROWID;"
    "PRAGMA application_id = " TEXT(APPLICATION_ID) ";"
    "PRAGMA user_version = " TEXT(SCHEMA_VERSION) ";"
    "COMMIT";

/* Before stamps, each link was whole where it stands; it still may be. */
static const char add_stamps[] =
    "BEGIN IMMEDIATE;"
    STAMP_TABLE("") STAMP_TABLE("last_")
    "PRAGMA user_version = " TEXT(SCHEMA_VERSION) ";"
    "COMMIT";

static const char after_finished[] =
    DROP_KEPT("last_") "DROP INDEX url_open; DROP TABLE host;"
    RENAME("url") RENAME("result") RENAME("links") RENAME("finding") RENAME("stamp") RENAME("value")
    RUN_TABLES
    "UPDATE run SET signature = '' WHERE signature <> '';"
    "DELETE FROM run WHERE NOT remembered;";
/* nobody has said anything with it: as if it had not been */
static const char after_unfinished[] =
    DROP_KEPT("") "DROP TABLE host;"
    RUN_TABLES
    "DELETE FROM run WHERE NOT remembered;";

/* Addresses that are gone for long; ?1: the moment before which a run is too old. */
#define DOOMED \
	"gone AND (since <= (SELECT id FROM run WHERE remembered ORDER BY id DESC LIMIT 1 OFFSET " \
	TEXT(GP_PAST_GONE_RUNS) ") OR since < (SELECT min(id) FROM run WHERE started >= ?1))"

/* Columns of a result but its id, in the order in which crawl_write.c binds them. */
#define RESULT_REST \
	"status, cause, status2, cause2, attempts, redirect, location, type, size, elapsed_ms, at, detail," \
	" title, plain_count, text_hash, phrases, charset, parsed, etag, modified, read_at, ids"

static const char *const kept_sql[GP_SQL_COUNT] = {
	[GP_SQL_BEGIN] = "BEGIN IMMEDIATE",
	[GP_SQL_COMMIT] = "COMMIT",
	[GP_SQL_ROLLBACK] = "ROLLBACK",
	[GP_SQL_MAX_URL] = "SELECT max(id) FROM url",
	[GP_SQL_PUT_URL] = "INSERT INTO url(id, url, host, depth, flags, parent, text, done)"
			   " VALUES(?, ?, ?, ?, ?, ?, ?, 0)",
	[GP_SQL_ADD_FLAGS] = "UPDATE url SET flags = flags | ?2 WHERE id = ?1",
	[GP_SQL_MARK_DONE] = "UPDATE url SET done = 1 WHERE id = ?",
	[GP_SQL_PUT_RESULT] =
	    "INSERT OR REPLACE INTO result(id, " RESULT_REST ")"
	    " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	/* only for the same address: the ids of both runs are the caller's word */
	[GP_SQL_CARRY] =
	    "INSERT OR REPLACE INTO result(id, " RESULT_REST ") SELECT n.id, " RESULT_REST
	    " FROM last_result r JOIN last_url o ON o.id = r.id JOIN url n ON n.url = o.url"
	    " WHERE n.id = ? AND r.id = ?",
	[GP_SQL_LAST_RESULT] = "SELECT " GP_SQL_URL_COLUMNS ", " GP_SQL_RESULT_COLUMNS
			       " FROM last_result r JOIN last_url u ON u.id = r.id WHERE r.id = ?",
	[GP_SQL_LAST_URL] = "SELECT " GP_SQL_URL_COLUMNS " FROM last_url u WHERE u.id = ?",
	[GP_SQL_LAST_IDS] = "SELECT ids FROM last_result WHERE id = ? AND ids IS NOT NULL",
	[GP_SQL_LAST_LINKS] = "SELECT list FROM last_links WHERE page = ?",
	[GP_SQL_LAST_FINDINGS] = "SELECT list FROM last_finding WHERE page = ?",
	[GP_SQL_LAST_STAMPS] = "SELECT list FROM last_stamp WHERE number = ?",
	[GP_SQL_LAST_VALUE] = "SELECT v FROM last_value WHERE key = ?",
	[GP_SQL_PUT_IDS] = "UPDATE result SET ids = ?2 WHERE id = ?1",
	[GP_SQL_PUT_LINKS] = "INSERT OR REPLACE INTO links(page, list)"
			     " SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM url WHERE id = ?1)",
	[GP_SQL_PUT_STAMPS] = "INSERT OR REPLACE INTO stamp(number, list) VALUES(?, ?)",
	[GP_SQL_STAMP_BLOBS] = "SELECT coalesce(max(number) + 1, 0) FROM stamp",
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
	[GP_SQL_RUN] = "SELECT id, signature, started, finished, state, remembered FROM run"
		       " ORDER BY id DESC LIMIT 1",
	[GP_SQL_START_RUN] = "INSERT INTO run(id, signature, started, finished, remembered, state, scope,"
			     " summary) VALUES(?, ?, ?, 0, 0, 'running', '', '')",
	[GP_SQL_SET_STATE] = "UPDATE run SET state = ?, finished = ? WHERE id = (SELECT max(id) FROM run)",
	[GP_SQL_PAST] = "SELECT " GP_SQL_PAST_COLUMNS " FROM address p WHERE p.url = ?",
	[GP_SQL_PUT_PAST] =
	    "INSERT OR REPLACE INTO address(url, fragment, own, gone, first_seen, last_ok, last_checked,"
	    " failed_since, streak, since, verdict, cause, status, final_url, pages,"
	    " change, was) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	[GP_SQL_PUT_SPELL] =
	    "INSERT OR REPLACE INTO spell(url, since, until, verdict, cause, status, final_url, pages)"
	    " VALUES(?,?,?,?,?,?,?,?)",
	[GP_SQL_REMEMBER] = "UPDATE run SET remembered = 1, scope = ?, summary = ?"
			    " WHERE id = (SELECT max(id) FROM run) AND finished > 0",
	[GP_SQL_FORGET_SPELLS_OF] =
	    "DELETE FROM spell WHERE url IN (SELECT url FROM address WHERE " DOOMED ")",
	[GP_SQL_FORGET_FACES] =
	    "DELETE FROM face WHERE url IN (SELECT url FROM address WHERE " DOOMED ")",
	[GP_SQL_FACE] = "SELECT host, title, phrases FROM face WHERE url = ?",
	[GP_SQL_PUT_FACE] = "INSERT OR REPLACE INTO face(url, host, title, phrases) VALUES(?, ?, ?, ?)",
	[GP_SQL_FORGET_ADDRESSES] = "DELETE FROM address WHERE " DOOMED,
	[GP_SQL_FORGET_RUNS] =
	    "DELETE FROM run WHERE id <= (SELECT id FROM run WHERE remembered ORDER BY id DESC LIMIT 1"
	    " OFFSET " TEXT(GP_PAST_RUNS) ")",
	[GP_SQL_FORGET_SPELLS] = "DELETE FROM spell WHERE until < (SELECT min(id) FROM run)",
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

static int add_stamps_now(struct gp_store *s, struct gp_err *e)
{
	if (gp_crawl_db_exec(s, add_stamps, e) == 0)
		return 0;
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return -1;
}

int gp_crawl_schema_ready(struct gp_store *s, bool keep, struct gp_err *e)
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
	if (version == SCHEMA_VERSION)
		return 0;
	if (version == BEFORE_STAMPS)
		return add_stamps_now(s, e);
	if (keep)
		return gp_fail(e, GP_EUSAGE, "%.300s: was written by an older version of govpub, which alone can read it; "
		    "check again, or print it with that version", s->path);
	return gp_crawl_schema_reset(s, e); /* it is of one run, which can be made again */
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

/* What a new run finds: empty tables, and those of the last finished one beside them. */
int gp_crawl_schema_next(struct gp_store *s, bool finished, struct gp_err *e)
{
	gp_crawl_db_finalize_kept(s);
	s->last_url = -1;
	return gp_crawl_db_exec(s, finished ? after_finished : after_unfinished, e);
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

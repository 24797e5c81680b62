/*
 * crawl_db.h - what the files of the SQLite driver of crawl_store.h share.
 *
 * crawl_schema.c holds every line of SQL that is kept prepared, crawl_file.c what concerns
 * the path, crawl_store.c the life of a store, crawl_write.c and crawl_read.c the rest.
 * Errors: a full disk, a refused permission and I/O trouble are GP_EIO, damage is
 * GP_EINTEGRITY, a file that is not ours is GP_EUSAGE, somebody else's lock GP_ECONFLICT.
 */
#ifndef GP_STORE_CRAWL_DB_H
#define GP_STORE_CRAWL_DB_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/store/crawl_store.h"

/* Statements that are prepared once and kept. */
enum gp_crawl_sql {
	GP_SQL_BEGIN,
	GP_SQL_COMMIT,
	GP_SQL_ROLLBACK,
	GP_SQL_MAX_URL,
	GP_SQL_PUT_URL,
	GP_SQL_ADD_FLAGS,
	GP_SQL_MARK_DONE,
	GP_SQL_PUT_RESULT,
	GP_SQL_PUT_IDS,
	GP_SQL_PUT_LINKS,
	GP_SQL_PUT_STAMPS,
	GP_SQL_STAMP_BLOBS,
	GP_SQL_PUT_FINDINGS,
	GP_SQL_PUT_HOST,
	GP_SQL_PUT_VALUE,
	GP_SQL_GET_VALUE,
	GP_SQL_NEXT_UNSEEN,
	GP_SQL_IDS,
	GP_SQL_RESULT,
	GP_SQL_RUN,
	GP_SQL_START_RUN,
	GP_SQL_SET_STATE,
	GP_SQL_CARRY,
	GP_SQL_LAST_RESULT,
	GP_SQL_LAST_URL,
	GP_SQL_LAST_IDS,
	GP_SQL_LAST_LINKS,
	GP_SQL_LAST_FINDINGS,
	GP_SQL_LAST_STAMPS,
	GP_SQL_LAST_VALUE,
	GP_SQL_PAST,
	GP_SQL_PUT_PAST,
	GP_SQL_PUT_SPELL,
	GP_SQL_REMEMBER,
	GP_SQL_FORGET_SPELLS_OF,
	GP_SQL_FORGET_FACES,
	GP_SQL_FACE,
	GP_SQL_PUT_FACE,
	GP_SQL_FORGET_ADDRESSES,
	GP_SQL_FORGET_RUNS,
	GP_SQL_FORGET_SPELLS,
	GP_SQL_COUNT,
};

/* Columns in the order in which crawl_read.c takes them. */
#define GP_SQL_URL_COLUMNS "u.id, u.url, u.host, u.depth, u.flags, u.parent, u.text"
#define GP_SQL_RESULT_COLUMNS \
	"r.id, r.status, r.cause, r.status2, r.cause2, r.attempts, r.redirect, r.location, " \
	"r.type, r.size, r.elapsed_ms, r.at, r.detail, r.title, r.plain_count, r.text_hash, " \
	"r.phrases, r.charset, r.parsed, r.etag, r.modified, r.read_at"
/* and crawl_past.c */
#define GP_SQL_PAST_COLUMNS \
	"p.url, p.fragment, p.own, p.gone, p.first_seen, p.last_ok, p.last_checked, p.failed_since, " \
	"p.streak, p.since, p.verdict, p.cause, p.status, p.final_url, p.pages, p.change, p.was"

struct gp_store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *kept[GP_SQL_COUNT];
	struct gp_arena strings; /* what run, result and ids handed out */
	int64_t last_url;        /* highest id; -1: ask the file */
	bool in_batch;
	bool made;               /* this process made the file, and no run has begun in it */
	struct gp_err given_up; /* code set: why the open batch was rolled back */
};

/* The kept statement, prepared on first use, reset; NULL with e filled. */
sqlite3_stmt *gp_crawl_db_stmt(struct gp_store *s, enum gp_crawl_sql which, struct gp_err *e);
/* A statement that the caller finalizes; NULL with e filled. */
sqlite3_stmt *gp_crawl_db_prepare(struct gp_store *s, const char *sql, struct gp_err *e);
int gp_crawl_db_exec(struct gp_store *s, const char *sql, struct gp_err *e) GP_MUST_USE;
void gp_crawl_db_finalize_kept(struct gp_store *s);
/* Turns the connection's last error into words; returns -1. Clear errno before the failing call. */
int gp_crawl_db_fail(struct gp_store *s, struct gp_err *e);

/* Steps to the one row there may be, and forgets what was handed out: 1 row, 0 none, -1 error. */
int gp_crawl_one_row(struct gp_store *s, sqlite3_stmt *st, struct gp_err *e) GP_MUST_USE;
/* A copy that is handed out past the statement, so that no read stays open. NULL stays NULL. */
const char *gp_crawl_keep(struct gp_store *s, const char *text);

/* Filling in a statement's values in order; nothing is copied, so run it before they go. */
struct gp_crawl_bind {
	sqlite3_stmt *st;
	int at, rc;
};
/* Begins with the kept statement; -1 also when the open batch has been given up. */
int gp_crawl_bind_begin(struct gp_store *s, enum gp_crawl_sql which, struct gp_crawl_bind *b,
    struct gp_err *e) GP_MUST_USE;
void gp_crawl_bind_int(struct gp_crawl_bind *b, int64_t v);
void gp_crawl_bind_text(struct gp_crawl_bind *b, const char *v); /* NULL: "" */
void gp_crawl_bind_blob(struct gp_crawl_bind *b, const void *v, size_t n);
void gp_crawl_bind_null(struct gp_crawl_bind *b);
/* Runs it and resets it. A failure inside a batch gives the whole batch up. */
int gp_crawl_bind_run(struct gp_store *s, struct gp_crawl_bind *b, struct gp_err *e) GP_MUST_USE;

/* The URL has a result; GP_EINTEGRITY when there is no such URL. */
int gp_crawl_mark_done(struct gp_store *s, int64_t id, struct gp_err *e) GP_MUST_USE;
/* One row of result columns after those of its URL; strings live as long as the row. */
void gp_crawl_take_url(sqlite3_stmt *st, struct gp_store_url *u);
void gp_crawl_take_result(sqlite3_stmt *st, struct gp_store_result *r);
/* Copies what both point to, for as long as gp_crawl_keep() does. */
void gp_crawl_keep_result(struct gp_store *s, struct gp_store_url *u, struct gp_store_result *r);

/*
 * Makes the tables of a new file, and of one that an older version wrote unless it is to be kept; refuses files
 * that are foreign or of another schema.
 */
int gp_crawl_schema_ready(struct gp_store *s, bool keep, struct gp_err *e) GP_MUST_USE;
/* Empties the file and makes the tables again, in time that does not depend on its size. */
int gp_crawl_schema_reset(struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/*
 * Inside a transaction: empty tables for a new run. Those of the run before are kept beside them when it
 * was finished, else dropped; what is remembered stays.
 */
int gp_crawl_schema_next(struct gp_store *s, bool finished, struct gp_err *e) GP_MUST_USE;
/* Looks for damage; reads the whole file. */
int gp_crawl_schema_verify(struct gp_store *s, struct gp_err *e) GP_MUST_USE;

/* Makes folders (0700) and file (0600) where missing (*made); refuses what cannot hold a database. */
int gp_crawl_file_ready(const char *path, bool *made, struct gp_err *e) GP_MUST_USE;

#endif

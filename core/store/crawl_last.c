/* crawl_last.c - the last finished run, for the one that is made now */
#include <errno.h>
#include <string.h>

#include "core/store/crawl_db.h"
#include "core/store/crawl_past.h"

static const char *text_at(sqlite3_stmt *st, int col)
{
	const char *text = (const char *)sqlite3_column_text(st, col);

	return text ? text : "";
}

static int each_known(struct gp_store *s, sqlite3_stmt *st, gp_store_known_fn *fn, void *user, struct gp_err *e)
{
	int rc, stop = 0;

	do {
		errno = 0;
		rc = sqlite3_step(st);
		if (rc == SQLITE_ROW) {
			struct gp_store_known k = {.id = sqlite3_column_int64(st, 0), .url = text_at(st, 1),
			    .page = sqlite3_column_int(st, 2) != 0, .etag = text_at(st, 3), .modified = text_at(st, 4)};

			stop = fn(user, &k);
		}
	} while (rc == SQLITE_ROW && !stop);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? stop : gp_crawl_db_fail(s, e);
}

int gp_store_each_known(struct gp_store *s, int64_t read_since, int64_t asked_since, gp_store_known_fn *fn,
    void *user, struct gp_err *e)
{
	/* ok is what the last run made of it in the end, which its own result alone does not tell */
	sqlite3_stmt *st = gp_crawl_db_prepare(s,
	    "SELECT u.id, u.url, u.flags & ?1 = ?1, r.etag, r.modified FROM last_result r"
	    " CROSS JOIN last_url u ON u.id = r.id WHERE r.cause = '' AND r.cause2 = '' AND r.redirect = 0 AND"
	    " ((u.flags & ?1 = ?1 AND r.status = 200 AND r.read_at >= ?2 AND"
	    " (r.etag <> '' OR r.modified <> ''))"
	    " OR (u.flags & ?3 = 0 AND u.host > 0 AND r.status BETWEEN 200 AND 299 AND r.at >= ?4 AND"
	    " EXISTS (SELECT 1 FROM address a WHERE a.url = u.url AND a.verdict = 'ok')))", e);
	int rc;

	if (!st)
		return -1;
	sqlite3_bind_int(st, 1, GP_URLF_OWN | GP_URLF_CRAWL);
	sqlite3_bind_int64(st, 2, read_since);
	sqlite3_bind_int(st, 3, GP_URLF_OWN | GP_URLF_SEED);
	sqlite3_bind_int64(st, 4, asked_since);
	rc = each_known(s, st, fn, user, e);
	sqlite3_finalize(st);
	return rc;
}

int gp_store_carry(struct gp_store *s, int64_t id, int64_t last, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_CARRY, &b, e) != 0)
		return -1;
	gp_crawl_bind_int(&b, id);
	gp_crawl_bind_int(&b, last);
	if (gp_crawl_bind_run(s, &b, e) != 0)
		return -1;
	return sqlite3_changes(s->db) == 1 ? gp_crawl_mark_done(s, id, e) : 0;
}

int gp_store_last_result(struct gp_store *s, int64_t last, struct gp_store_url *u, struct gp_store_result *r,
    struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_LAST_RESULT, e);
	int found;

	if (!st)
		return -1;
	sqlite3_bind_int64(st, 1, last);
	found = gp_crawl_one_row(s, st, e);
	if (found == 1) {
		gp_crawl_take_url(st, u);
		gp_crawl_take_result(st, r);
		gp_crawl_keep_result(s, u, r);
	}
	sqlite3_reset(st);
	return found;
}

int gp_store_last_url(struct gp_store *s, int64_t last, struct gp_store_url *u, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_LAST_URL, e);
	int found;

	if (!st)
		return -1;
	sqlite3_bind_int64(st, 1, last);
	found = gp_crawl_one_row(s, st, e);
	if (found == 1) {
		gp_crawl_take_url(st, u);
		u->url = gp_crawl_keep(s, u->url);
		u->text = gp_crawl_keep(s, u->text);
	}
	sqlite3_reset(st);
	return found;
}

/* The one value of the one row there may be, as a malloc'd copy with a NUL behind it. */
static int one_blob(struct gp_store *s, sqlite3_stmt *st, char **out, size_t *n, struct gp_err *e)
{
	const void *blob;
	int found = gp_crawl_one_row(s, st, e);

	if (found == 1) {
		blob = sqlite3_column_blob(st, 0);
		*n = (size_t)sqlite3_column_bytes(st, 0);
		*out = gp_strndup(*n ? blob : "", *n);
	}
	sqlite3_reset(st);
	return found < 0 ? -1 : 0;
}

int gp_store_last_blob(struct gp_store *s, enum gp_store_last which, int64_t last, char **out, size_t *n,
    struct gp_err *e)
{
	static const enum gp_crawl_sql sql[] = {GP_SQL_LAST_IDS, GP_SQL_LAST_LINKS, GP_SQL_LAST_FINDINGS,
	    GP_SQL_LAST_STAMPS};
	sqlite3_stmt *st = gp_crawl_db_stmt(s, sql[which], e);

	*out = NULL;
	*n = 0;
	if (!st)
		return -1;
	sqlite3_bind_int64(st, 1, last);
	return one_blob(s, st, out, n, e);
}

int gp_store_get_last_value(struct gp_store *s, const char *key, char **out, size_t *n, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_LAST_VALUE, e);

	*out = NULL;
	*n = 0;
	if (!st)
		return -1;
	sqlite3_bind_text(st, 1, key, -1, SQLITE_STATIC);
	return one_blob(s, st, out, n, e);
}

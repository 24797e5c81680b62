#include "core/store/crawl_store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/crawl_db.h"
#include "core/store/crawl_past.h"

#define URL_COLUMNS 7 /* in GP_SQL_URL_COLUMNS; the result's columns follow them */

/* Takes one row; 0 goes on. */
typedef int row_fn(void *ctx, sqlite3_stmt *st);

struct reader {
	void *user;
	gp_store_url_fn *url;
	int (*url_done)(void *user, const struct gp_store_url *u, bool done);
	gp_store_result_fn *result;
	gp_store_links_fn *links;
	gp_store_stamps_fn *stamps;
	gp_store_host_fn *host;
	sqlite3_stmt *by_id; /* fetches the links of one page */
	struct gp_store *s;
	struct gp_err *e;
};

static const char *text_at(sqlite3_stmt *st, int col)
{
	const char *text = (const char *)sqlite3_column_text(st, col);

	return text ? text : "";
}

void gp_crawl_take_url(sqlite3_stmt *st, struct gp_store_url *u)
{
	*u = (struct gp_store_url){
		.id = sqlite3_column_int64(st, 0),
		.url = text_at(st, 1),
		.host = sqlite3_column_int64(st, 2),
		.depth = sqlite3_column_int(st, 3),
		.flags = (unsigned)sqlite3_column_int64(st, 4),
		.parent = sqlite3_column_int64(st, 5),
		.text = text_at(st, 6),
	};
}

void gp_crawl_take_result(sqlite3_stmt *st, struct gp_store_result *r)
{
	int c = URL_COLUMNS;

	*r = (struct gp_store_result){
		.id = sqlite3_column_int64(st, c),
		.status = sqlite3_column_int(st, c + 1),
		.cause = text_at(st, c + 2),
		.status2 = sqlite3_column_int(st, c + 3),
		.cause2 = text_at(st, c + 4),
		.attempts = sqlite3_column_int(st, c + 5),
		.redirect = sqlite3_column_int64(st, c + 6),
		.location = text_at(st, c + 7),
		.type = text_at(st, c + 8),
		.size = sqlite3_column_int64(st, c + 9),
		.elapsed_ms = sqlite3_column_int64(st, c + 10),
		.at = sqlite3_column_int64(st, c + 11),
		.detail = text_at(st, c + 12),
		.title = (const char *)sqlite3_column_text(st, c + 13),
		.plain_count = sqlite3_column_int64(st, c + 14),
		.text_hash = (uint64_t)sqlite3_column_int64(st, c + 15),
		.phrases = sqlite3_column_int64(st, c + 16),
		.charset = text_at(st, c + 17),
		.parsed = sqlite3_column_int(st, c + 18) != 0,
		.etag = text_at(st, c + 19),
		.modified = text_at(st, c + 20),
		.read_at = sqlite3_column_int64(st, c + 21),
	};
}

static int each_row(struct gp_store *s, sqlite3_stmt *st, row_fn *row, void *ctx, struct gp_err *e)
{
	int rc, stop = 0;

	do {
		errno = 0;
		rc = sqlite3_step(st);
		if (rc == SQLITE_ROW)
			stop = row(ctx, st);
	} while (rc == SQLITE_ROW && !stop);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		stop = gp_crawl_db_fail(s, e);
	sqlite3_reset(st);
	return stop;
}

static int each(struct gp_store *s, const char *sql, row_fn *row, struct reader *r,
    struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_prepare(s, sql, e);
	int rc;

	if (!st)
		return -1;
	rc = each_row(s, st, row, r, e);
	sqlite3_finalize(st);
	return rc;
}

static int url_row(void *ctx, sqlite3_stmt *st)
{
	const struct reader *r = ctx;
	struct gp_store_url u;

	gp_crawl_take_url(st, &u);
	return r->url(r->user, &u);
}

int gp_store_next_unseen(struct gp_store *s, int64_t host, int64_t after, int limit,
    gp_store_url_fn *fn, void *user, struct gp_err *e)
{
	struct reader r = {.user = user, .url = fn};
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_NEXT_UNSEEN, e);

	if (!st)
		return -1;
	if (limit < 0)
		limit = 0; /* SQLite would take it as "all" */
	sqlite3_bind_int64(st, 1, host);
	sqlite3_bind_int64(st, 2, after);
	sqlite3_bind_int(st, 3, limit);
	return each_row(s, st, url_row, &r, e);
}

static int url_done_row(void *ctx, sqlite3_stmt *st)
{
	const struct reader *r = ctx;
	struct gp_store_url u;

	gp_crawl_take_url(st, &u);
	return r->url_done(r->user, &u, sqlite3_column_int(st, URL_COLUMNS) != 0);
}

int gp_store_each_url(struct gp_store *s,
    int (*fn)(void *user, const struct gp_store_url *u, bool done), void *user, struct gp_err *e)
{
	struct reader r = {.user = user, .url_done = fn};

	return each(s, "SELECT " GP_SQL_URL_COLUMNS ", u.done FROM url u ORDER BY u.id",
	    url_done_row, &r, e);
}

static int result_row(void *ctx, sqlite3_stmt *st)
{
	const struct reader *reader = ctx;
	struct gp_store_result r;
	struct gp_store_url u;

	gp_crawl_take_url(st, &u);
	gp_crawl_take_result(st, &r);
	return reader->result(reader->user, &u, &r);
}

int gp_store_each_result(struct gp_store *s, gp_store_result_fn *fn, void *user, struct gp_err *e)
{
	struct reader r = {.user = user, .result = fn};

	return each(s,
	    "SELECT " GP_SQL_URL_COLUMNS ", " GP_SQL_RESULT_COLUMNS
	    " FROM result r CROSS JOIN url u ON u.id = r.id ORDER BY r.id",
	    result_row, &r, e);
}

int gp_store_each_result_by_url(struct gp_store *s, gp_store_result_fn *fn, void *user,
    struct gp_err *e)
{
	struct reader r = {.user = user, .result = fn};

	return each(s,
	    "SELECT " GP_SQL_URL_COLUMNS ", " GP_SQL_RESULT_COLUMNS
	    " FROM result r CROSS JOIN url u ON u.id = r.id ORDER BY u.url, u.id",
	    result_row, &r, e);
}

static int links_row(void *ctx, sqlite3_stmt *st)
{
	const struct reader *r = ctx;
	int n = sqlite3_column_bytes(st, 2);
	const void *list = sqlite3_column_blob(st, 2);

	return r->links(r->user, sqlite3_column_int64(st, 0), text_at(st, 1), list ? list : "",
	    (size_t)n);
}

static int links_of_id(void *ctx, sqlite3_stmt *st)
{
	struct reader *r = ctx;

	sqlite3_bind_int64(r->by_id, 1, sqlite3_column_int64(st, 0));
	return each_row(r->s, r->by_id, links_row, r, r->e);
}

/*
 * Only the page's ids and URLs go through the sort, which SQLite does in files once they exceed
 * the cache; the blobs are fetched one by one.
 */
static int each_list(struct gp_store *s, const char *blobs, const char *pages, gp_store_links_fn *fn, void *user,
    struct gp_err *e)
{
	struct reader r = {.user = user, .links = fn, .s = s, .e = e};
	int rc;

	r.by_id = gp_crawl_db_prepare(s, blobs, e);
	if (!r.by_id)
		return -1;
	rc = each(s, pages, links_of_id, &r, e);
	sqlite3_finalize(r.by_id);
	return rc;
}

#define BLOBS(table, url) \
	"SELECT u.id, u.url, t.list FROM " table " t CROSS JOIN " url " u ON u.id = t.page WHERE t.page = ?"
#define PAGES(table, url) \
	"SELECT u.id FROM " table " t CROSS JOIN " url " u ON u.id = t.page ORDER BY u.url, u.id"

int gp_store_each_findings(struct gp_store *s, gp_store_links_fn *fn, void *user, struct gp_err *e)
{
	return each_list(s, BLOBS("finding", "url"), PAGES("finding", "url"), fn, user, e);
}

int gp_store_each_last_findings(struct gp_store *s, gp_store_links_fn *fn, void *user, struct gp_err *e)
{
	return each_list(s, BLOBS("last_finding", "last_url"), PAGES("last_finding", "last_url"), fn, user, e);
}

int gp_store_each_links(struct gp_store *s, gp_store_links_fn *fn, void *user, struct gp_err *e)
{
	return each_list(s, BLOBS("links", "url"), PAGES("links", "url"), fn, user, e);
}

static int stamps_row(void *ctx, sqlite3_stmt *st)
{
	const struct reader *r = ctx;
	int n = sqlite3_column_bytes(st, 1);
	const void *list = sqlite3_column_blob(st, 1);

	return r->stamps(r->user, sqlite3_column_int64(st, 0), list ? list : "", (size_t)n);
}

int gp_store_each_stamps(struct gp_store *s, gp_store_stamps_fn *fn, void *user, struct gp_err *e)
{
	struct reader r = {.user = user, .stamps = fn};

	return each(s, "SELECT number, list FROM stamp ORDER BY number", stamps_row, &r, e);
}

int gp_store_stamp_blobs(struct gp_store *s, int64_t *count, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_STAMP_BLOBS, e);
	int found;

	if (!st)
		return -1;
	found = gp_crawl_one_row(s, st, e);
	if (found == 1)
		*count = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return found == 1 ? 0 : -1;
}

static int host_row(void *ctx, sqlite3_stmt *st)
{
	const struct reader *r = ctx;
	struct gp_store_host h = {
		.id = sqlite3_column_int64(st, 0),
		.key = text_at(st, 1),
		.own = sqlite3_column_int(st, 2) != 0,
		.probe_status = sqlite3_column_int(st, 3),
		.probe_hash = (uint64_t)sqlite3_column_int64(st, 4),
		.probe_plain = sqlite3_column_int64(st, 5),
		.probe_redirect = sqlite3_column_int64(st, 6),
		.root_hash = (uint64_t)sqlite3_column_int64(st, 7),
		.down = text_at(st, 8),
	};

	return r->host(r->user, &h);
}

int gp_store_each_host(struct gp_store *s, gp_store_host_fn *fn, void *user, struct gp_err *e)
{
	struct reader r = {.user = user, .host = fn};

	return each(s,
	    "SELECT id, key, own, probe_status, probe_hash, probe_plain, probe_redirect, root_hash,"
	    " down FROM host ORDER BY id",
	    host_row, &r, e);
}

const char *gp_crawl_keep(struct gp_store *s, const char *text)
{
	return text ? gp_arena_strndup(&s->strings, text, strlen(text)) : NULL;
}

int gp_crawl_one_row(struct gp_store *s, sqlite3_stmt *st, struct gp_err *e)
{
	int rc;

	errno = 0;
	rc = sqlite3_step(st);
	gp_arena_reset(&s->strings);
	if (rc == SQLITE_ROW)
		return 1;
	return rc == SQLITE_DONE ? 0 : gp_crawl_db_fail(s, e);
}

int gp_store_run(struct gp_store *s, struct gp_store_run *out, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_RUN, e);
	int found;

	if (!st)
		return -1;
	found = gp_crawl_one_row(s, st, e);
	if (found == 1)
		*out = (struct gp_store_run){
			.id = sqlite3_column_int64(st, 0),
			.signature = gp_crawl_keep(s, text_at(st, 1)),
			.started = sqlite3_column_int64(st, 2),
			.finished = sqlite3_column_int64(st, 3),
			.state = gp_crawl_keep(s, text_at(st, 4)),
			.remembered = sqlite3_column_int(st, 5) != 0,
		};
	sqlite3_reset(st);
	if (found == 0)
		return gp_fail(e, GP_ENOTFOUND, "%.300s: holds no check yet", s->path);
	return found < 0 ? -1 : 0;
}

int gp_store_get_value(struct gp_store *s, const char *key, char **out, size_t *n, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_GET_VALUE, e);
	const void *blob;
	int found;

	*out = NULL;
	*n = 0;
	if (!st)
		return -1;
	sqlite3_bind_text(st, 1, key, -1, SQLITE_STATIC);
	found = gp_crawl_one_row(s, st, e);
	if (found == 1) {
		blob = sqlite3_column_blob(st, 0);
		*n = (size_t)sqlite3_column_bytes(st, 0);
		*out = gp_alloc(*n + 1);
		if (*n)
			memcpy(*out, blob, *n);
		(*out)[*n] = '\0';
	}
	sqlite3_reset(st);
	return found < 0 ? -1 : 0;
}

int gp_store_ids(struct gp_store *s, int64_t id, const void **ids, size_t *n, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_IDS, e);
	const char *blob;
	int found;

	*ids = NULL;
	*n = 0;
	if (!st)
		return -1;
	sqlite3_bind_int64(st, 1, id);
	found = gp_crawl_one_row(s, st, e);
	if (found == 1) {
		blob = sqlite3_column_blob(st, 0);
		*n = (size_t)sqlite3_column_bytes(st, 0);
		*ids = gp_arena_strndup(&s->strings, *n ? blob : "", *n);
	}
	sqlite3_reset(st);
	return found;
}

void gp_crawl_keep_result(struct gp_store *s, struct gp_store_url *u, struct gp_store_result *r)
{
	u->url = gp_crawl_keep(s, u->url);
	u->text = gp_crawl_keep(s, u->text);
	r->cause = gp_crawl_keep(s, r->cause);
	r->cause2 = gp_crawl_keep(s, r->cause2);
	r->location = gp_crawl_keep(s, r->location);
	r->type = gp_crawl_keep(s, r->type);
	r->detail = gp_crawl_keep(s, r->detail);
	r->title = gp_crawl_keep(s, r->title);
	r->charset = gp_crawl_keep(s, r->charset);
	r->etag = gp_crawl_keep(s, r->etag);
	r->modified = gp_crawl_keep(s, r->modified);
}

int gp_store_result(struct gp_store *s, int64_t id, struct gp_store_url *u,
    struct gp_store_result *r, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_RESULT, e);
	int found;

	if (!st)
		return -1;
	sqlite3_bind_int64(st, 1, id);
	found = gp_crawl_one_row(s, st, e);
	if (found == 1) {
		gp_crawl_take_url(st, u);
		gp_crawl_take_result(st, r);
		gp_crawl_keep_result(s, u, r);
	}
	sqlite3_reset(st);
	return found;
}

#include "core/store/crawl_store.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "core/store/crawl_db.h"

/* After the first failure nothing of the batch may reach the file: the caller's ids would lie. */
static int give_up(struct gp_store *s, struct gp_err *e)
{
	struct gp_err why = {.code = GP_EIO, .msg = "an earlier write failed"};
	sqlite3_stmt *st;

	if (e)
		why = *e;
	s->last_url = -1;
	if (!s->in_batch)
		return -1;
	s->given_up = why;
	/* SQLite has done this by itself after a full disk or an I/O error. */
	if (!sqlite3_get_autocommit(s->db)) {
		st = gp_crawl_db_stmt(s, GP_SQL_ROLLBACK, NULL);
		if (st) {
			sqlite3_step(st);
			sqlite3_reset(st);
		}
	}
	return -1;
}

static int refused(struct gp_store *s, int64_t id, const char *why, struct gp_err *e)
{
	gp_fail(e, GP_EINTEGRITY, "%.300s: URL %" PRId64 " %s", s->path, id, why);
	return give_up(s, e);
}

int gp_crawl_bind_begin(struct gp_store *s, enum gp_crawl_sql which, struct gp_crawl_bind *b,
    struct gp_err *e)
{
	if (s->given_up.code) {
		if (e)
			*e = s->given_up;
		return -1;
	}
	*b = (struct gp_crawl_bind){.st = gp_crawl_db_stmt(s, which, e)};
	return b->st ? 0 : give_up(s, e);
}

void gp_crawl_bind_int(struct gp_crawl_bind *b, int64_t v)
{
	b->rc |= sqlite3_bind_int64(b->st, ++b->at, v);
}

void gp_crawl_bind_null(struct gp_crawl_bind *b)
{
	b->rc |= sqlite3_bind_null(b->st, ++b->at);
}

void gp_crawl_bind_blob(struct gp_crawl_bind *b, const void *v, size_t n)
{
	int at = ++b->at;

	if (n > GP_STORE_VALUE_MAX)
		b->rc = SQLITE_TOOBIG;
	else
		b->rc |= sqlite3_bind_blob(b->st, at, n ? v : "", (int)n, SQLITE_STATIC);
}

void gp_crawl_bind_text(struct gp_crawl_bind *b, const char *v)
{
	size_t n = v ? strlen(v) : 0;
	int at = ++b->at;

	if (n > GP_STORE_VALUE_MAX)
		b->rc = SQLITE_TOOBIG;
	else
		b->rc |= sqlite3_bind_text(b->st, at, n ? v : "", (int)n, SQLITE_STATIC);
}

int gp_crawl_bind_run(struct gp_store *s, struct gp_crawl_bind *b, struct gp_err *e)
{
	int rc;

	if (b->rc) {
		gp_fail(e, GP_ELIMIT, "%.300s: a value is larger than %d MiB", s->path,
		    GP_STORE_VALUE_MAX >> 20);
		return give_up(s, e);
	}
	errno = 0;
	rc = sqlite3_step(b->st);
	if (rc != SQLITE_DONE)
		gp_crawl_db_fail(s, e);
	sqlite3_reset(b->st);
	return rc == SQLITE_DONE ? 0 : give_up(s, e);
}

int gp_store_batch(struct gp_store *s, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (s->in_batch)
		return gp_fail(e, GP_EINTEGRITY, "%.300s: a batch is already open", s->path);
	if (gp_crawl_bind_begin(s, GP_SQL_BEGIN, &b, e) != 0 || gp_crawl_bind_run(s, &b, e) != 0)
		return -1;
	s->in_batch = true;
	return 0;
}

int gp_store_commit(struct gp_store *s, struct gp_err *e)
{
	struct gp_crawl_bind b;
	int rc = -1;

	if (!s->in_batch)
		return gp_fail(e, GP_EINTEGRITY, "%.300s: no batch is open", s->path);
	if (gp_crawl_bind_begin(s, GP_SQL_COMMIT, &b, e) == 0)
		rc = gp_crawl_bind_run(s, &b, e);
	s->in_batch = false;
	s->given_up.code = GP_OK;
	return rc;
}

void gp_store_cancel(struct gp_store *s)
{
	if (!s->in_batch)
		return;
	(void)give_up(s, NULL);
	s->in_batch = false;
	s->given_up.code = GP_OK;
}

int gp_store_put_value(struct gp_store *s, const char *key, const void *v, size_t n,
    struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_PUT_VALUE, &b, e) != 0)
		return -1;
	gp_crawl_bind_text(&b, key);
	gp_crawl_bind_blob(&b, v, n);
	return gp_crawl_bind_run(s, &b, e);
}

static int load_last_url(struct gp_store *s, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_MAX_URL, e);
	int rc = 0;

	if (!st)
		return give_up(s, e);
	if (sqlite3_step(st) == SQLITE_ROW)
		s->last_url = sqlite3_column_int64(st, 0);
	else
		rc = gp_crawl_db_fail(s, e);
	sqlite3_reset(st);
	return rc ? give_up(s, e) : 0;
}

int gp_store_put_url(struct gp_store *s, const struct gp_store_url *u, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_PUT_URL, &b, e) != 0)
		return -1;
	if (s->last_url < 0 && load_last_url(s, e) != 0)
		return -1;
	if (u->id != s->last_url + 1)
		return refused(s, u->id, "is not the next one", e);
	gp_crawl_bind_int(&b, u->id);
	gp_crawl_bind_text(&b, u->url);
	gp_crawl_bind_int(&b, u->host);
	gp_crawl_bind_int(&b, u->depth);
	gp_crawl_bind_int(&b, (int64_t)u->flags);
	gp_crawl_bind_int(&b, u->parent);
	gp_crawl_bind_text(&b, u->text);
	if (gp_crawl_bind_run(s, &b, e) != 0)
		return -1;
	s->last_url = u->id;
	return 0;
}

int gp_store_add_flags(struct gp_store *s, int64_t id, unsigned flags, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_ADD_FLAGS, &b, e) != 0)
		return -1;
	gp_crawl_bind_int(&b, id);
	gp_crawl_bind_int(&b, (int64_t)flags);
	if (gp_crawl_bind_run(s, &b, e) != 0)
		return -1;
	return sqlite3_changes(s->db) == 1 ? 0 : refused(s, id, "is not in the store", e);
}

int gp_crawl_mark_done(struct gp_store *s, int64_t id, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_MARK_DONE, &b, e) != 0)
		return -1;
	gp_crawl_bind_int(&b, id);
	if (gp_crawl_bind_run(s, &b, e) != 0)
		return -1;
	return sqlite3_changes(s->db) == 1 ? 0 : refused(s, id, "is not in the store", e);
}

static void bind_result(struct gp_crawl_bind *b, const struct gp_store_result *r)
{
	gp_crawl_bind_int(b, r->id);
	gp_crawl_bind_int(b, r->status);
	gp_crawl_bind_text(b, r->cause);
	gp_crawl_bind_int(b, r->status2);
	gp_crawl_bind_text(b, r->cause2);
	gp_crawl_bind_int(b, r->attempts);
	gp_crawl_bind_int(b, r->redirect);
	gp_crawl_bind_text(b, r->location);
	gp_crawl_bind_text(b, r->type);
	gp_crawl_bind_int(b, r->size);
	gp_crawl_bind_int(b, r->elapsed_ms);
	gp_crawl_bind_int(b, r->at);
	gp_crawl_bind_text(b, r->detail);
	if (r->title)
		gp_crawl_bind_text(b, r->title);
	else
		gp_crawl_bind_null(b);
	gp_crawl_bind_int(b, r->plain_count);
	gp_crawl_bind_int(b, (int64_t)r->text_hash);
	gp_crawl_bind_int(b, r->phrases);
	gp_crawl_bind_text(b, r->charset);
	gp_crawl_bind_int(b, r->parsed);
	gp_crawl_bind_text(b, r->etag);
	gp_crawl_bind_text(b, r->modified);
	gp_crawl_bind_int(b, r->read_at);
	if (r->ids)
		gp_crawl_bind_blob(b, r->ids, r->ids_n);
	else
		gp_crawl_bind_null(b);
}

static int put_row(struct gp_store *s, const struct gp_store_result *r, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_mark_done(s, r->id, e) != 0 || gp_crawl_bind_begin(s, GP_SQL_PUT_RESULT, &b, e) != 0)
		return -1;
	bind_result(&b, r);
	return gp_crawl_bind_run(s, &b, e);
}

int gp_store_put_result(struct gp_store *s, const struct gp_store_result *r, struct gp_err *e)
{
	bool alone = !s->in_batch;
	int rc;

	if (alone && gp_store_batch(s, e) != 0)
		return -1;
	rc = put_row(s, r, e);
	return alone ? gp_store_commit(s, e) : rc; /* a given-up batch commits to its own error */
}

static int put_list(struct gp_store *s, enum gp_crawl_sql which, int64_t page, const void *blob, size_t n,
    struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, which, &b, e) != 0)
		return -1;
	gp_crawl_bind_int(&b, page);
	gp_crawl_bind_blob(&b, blob, n);
	if (gp_crawl_bind_run(s, &b, e) != 0)
		return -1;
	return sqlite3_changes(s->db) == 1 ? 0 : refused(s, page, "is not in the store", e);
}

int gp_store_put_ids(struct gp_store *s, int64_t id, const void *ids, size_t n, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_PUT_IDS, &b, e) != 0)
		return -1;
	gp_crawl_bind_int(&b, id);
	gp_crawl_bind_blob(&b, ids, n);
	return gp_crawl_bind_run(s, &b, e);
}

int gp_store_put_links(struct gp_store *s, int64_t page, const void *blob, size_t n,
    struct gp_err *e)
{
	return put_list(s, GP_SQL_PUT_LINKS, page, blob, n, e);
}

int gp_store_put_findings(struct gp_store *s, int64_t page, const void *blob, size_t n,
    struct gp_err *e)
{
	return put_list(s, GP_SQL_PUT_FINDINGS, page, blob, n, e);
}

int gp_store_put_stamps(struct gp_store *s, int64_t number, const void *blob, size_t n, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_PUT_STAMPS, &b, e) != 0)
		return -1;
	gp_crawl_bind_int(&b, number);
	gp_crawl_bind_blob(&b, blob, n);
	return gp_crawl_bind_run(s, &b, e);
}

int gp_store_put_host(struct gp_store *s, const struct gp_store_host *h, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_PUT_HOST, &b, e) != 0)
		return -1;
	gp_crawl_bind_int(&b, h->id);
	gp_crawl_bind_text(&b, h->key);
	gp_crawl_bind_int(&b, h->own);
	gp_crawl_bind_int(&b, h->probe_status);
	gp_crawl_bind_int(&b, (int64_t)h->probe_hash);
	gp_crawl_bind_int(&b, h->probe_plain);
	gp_crawl_bind_int(&b, h->probe_redirect);
	gp_crawl_bind_int(&b, (int64_t)h->root_hash);
	gp_crawl_bind_text(&b, h->down);
	return gp_crawl_bind_run(s, &b, e);
}

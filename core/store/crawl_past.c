#include "core/store/crawl_past.h"

#include <errno.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/store/crawl_db.h"

#define DAY 86400

static const char *text_at(sqlite3_stmt *st, int col)
{
	const char *text = (const char *)sqlite3_column_text(st, col);

	return text ? text : "";
}

static void take_past(sqlite3_stmt *st, struct gp_store_past *p)
{
	*p = (struct gp_store_past){
		.url = text_at(st, 0),
		.fragment = sqlite3_column_int(st, 1) != 0,
		.own = sqlite3_column_int(st, 2) != 0,
		.gone = sqlite3_column_int(st, 3) != 0,
		.first_seen = sqlite3_column_int64(st, 4),
		.last_ok = sqlite3_column_int64(st, 5),
		.last_checked = sqlite3_column_int64(st, 6),
		.failed_since = sqlite3_column_int64(st, 7),
		.streak = sqlite3_column_int64(st, 8),
		.since = sqlite3_column_int64(st, 9),
		.verdict = text_at(st, 10),
		.cause = text_at(st, 11),
		.status = sqlite3_column_int(st, 12),
		.final_url = text_at(st, 13),
		.pages = sqlite3_column_int64(st, 14),
		.change = sqlite3_column_int(st, 15),
		.was = text_at(st, 16),
	};
}

/* --- the merge of this run's addresses with the rows */

/* One side: the row it stands on, or none left. */
struct side {
	sqlite3_stmt *st;
	bool more;
};

static int step(struct gp_store *s, struct side *side, struct gp_err *e)
{
	int rc;

	errno = 0;
	rc = sqlite3_step(side->st);
	side->more = rc == SQLITE_ROW;
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : gp_crawl_db_fail(s, e);
}

/* As SQLite orders them: by byte. The shorter of two equal beginnings first. */
static int compare(sqlite3_stmt *a, int a_col, sqlite3_stmt *b, int b_col)
{
	const char *x = text_at(a, a_col), *y = text_at(b, b_col);
	int n = sqlite3_column_bytes(a, a_col), m = sqlite3_column_bytes(b, b_col);
	int c = memcmp(x, y, (size_t)(n < m ? n : m));

	return c ? c : (n > m) - (n < m);
}

/* Which side is next: -1 the run's, 1 the past's, 0 both have the same address. */
static int next_side(const struct side *run, const struct side *past)
{
	if (!run->more || !past->more)
		return run->more ? -1 : 1;
	return compare(run->st, 1, past->st, 0);
}

static int merge(struct gp_store *s, struct side *run, struct side *past, gp_store_merge_fn *fn, void *user,
    struct gp_err *e)
{
	if (step(s, run, e) || step(s, past, e))
		return -1;
	while (run->more || past->more) {
		int which = next_side(run, past), rc;
		struct gp_store_past p;

		if (which >= 0)
			take_past(past->st, &p);
		if (which > 0)
			rc = fn(user, 0, p.url, 0, &p);
		else
			rc = fn(user, sqlite3_column_int64(run->st, 0), text_at(run->st, 1),
			    (unsigned)sqlite3_column_int64(run->st, 2), which ? NULL : &p);
		if (rc)
			return rc;
		if ((which <= 0 && step(s, run, e)) || (which >= 0 && step(s, past, e)))
			return -1;
	}
	return 0;
}

int gp_store_merge_past(struct gp_store *s, gp_store_merge_fn *fn, void *user, struct gp_err *e)
{
	struct side run = {0}, past = {0};
	int rc = -1;

	/* one id for an address that was shown in two ways */
	run.st = gp_crawl_db_prepare(s,
	    "SELECT min(id), url, flags FROM url WHERE flags & ?1 GROUP BY url ORDER BY url", e);
	if (run.st)
		past.st = gp_crawl_db_prepare(s,
		    "SELECT " GP_SQL_PAST_COLUMNS " FROM address p WHERE p.fragment = 0 ORDER BY p.url", e);
	if (past.st) {
		sqlite3_bind_int(run.st, 1, GP_URLF_SEED | GP_URLF_LINKED);
		rc = merge(s, &run, &past, fn, user, e);
	}
	sqlite3_finalize(run.st);
	sqlite3_finalize(past.st);
	return rc;
}

/* --- rows */

int gp_store_past(struct gp_store *s, const char *url, struct gp_store_past *out, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_PAST, e);
	int found;

	if (!st)
		return -1;
	sqlite3_bind_text(st, 1, url, -1, SQLITE_STATIC);
	found = gp_crawl_one_row(s, st, e);
	if (found == 1) {
		take_past(st, out);
		out->url = gp_crawl_keep(s, out->url);
		out->verdict = gp_crawl_keep(s, out->verdict);
		out->cause = gp_crawl_keep(s, out->cause);
		out->final_url = gp_crawl_keep(s, out->final_url);
		out->was = gp_crawl_keep(s, out->was);
	}
	sqlite3_reset(st);
	return found;
}

int gp_store_each_past(struct gp_store *s, bool fragments_only, gp_store_past_fn *fn, void *user,
    struct gp_err *e)
{
	struct side past = {0};
	struct gp_store_past p;
	int rc = -1;

	past.st = gp_crawl_db_prepare(s,
	    "SELECT " GP_SQL_PAST_COLUMNS " FROM address p WHERE p.fragment >= ?1 ORDER BY p.url", e);
	if (!past.st)
		return -1;
	sqlite3_bind_int(past.st, 1, fragments_only);
	for (rc = step(s, &past, e); !rc && past.more;) {
		take_past(past.st, &p);
		rc = fn(user, &p);
		if (!rc)
			rc = step(s, &past, e);
	}
	sqlite3_finalize(past.st);
	return rc;
}

int gp_store_put_past(struct gp_store *s, const struct gp_store_past *p, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_PUT_PAST, &b, e) != 0)
		return -1;
	gp_crawl_bind_text(&b, p->url);
	gp_crawl_bind_int(&b, p->fragment);
	gp_crawl_bind_int(&b, p->own);
	gp_crawl_bind_int(&b, p->gone);
	gp_crawl_bind_int(&b, p->first_seen);
	gp_crawl_bind_int(&b, p->last_ok);
	gp_crawl_bind_int(&b, p->last_checked);
	gp_crawl_bind_int(&b, p->failed_since);
	gp_crawl_bind_int(&b, p->streak);
	gp_crawl_bind_int(&b, p->since);
	gp_crawl_bind_text(&b, p->verdict);
	gp_crawl_bind_text(&b, p->cause);
	gp_crawl_bind_int(&b, p->status);
	gp_crawl_bind_text(&b, p->final_url);
	gp_crawl_bind_int(&b, p->pages);
	gp_crawl_bind_int(&b, p->change);
	gp_crawl_bind_text(&b, p->was);
	return gp_crawl_bind_run(s, &b, e);
}

/* --- faces */

int gp_store_face(struct gp_store *s, const char *url, struct gp_store_face *out, struct gp_err *e)
{
	sqlite3_stmt *st = gp_crawl_db_stmt(s, GP_SQL_FACE, e);
	int found;

	if (!st)
		return -1;
	sqlite3_bind_text(st, 1, url, -1, SQLITE_STATIC);
	found = gp_crawl_one_row(s, st, e);
	if (found == 1)
		*out = (struct gp_store_face){.host = gp_crawl_keep(s, text_at(st, 0)),
		    .title = gp_crawl_keep(s, text_at(st, 1)), .phrases = sqlite3_column_int64(st, 2)};
	sqlite3_reset(st);
	return found;
}

int gp_store_put_face(struct gp_store *s, const char *url, const struct gp_store_face *f, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_PUT_FACE, &b, e) != 0)
		return -1;
	gp_crawl_bind_text(&b, url);
	gp_crawl_bind_text(&b, f->host);
	gp_crawl_bind_text(&b, f->title);
	gp_crawl_bind_int(&b, f->phrases);
	return gp_crawl_bind_run(s, &b, e);
}

int gp_store_each_face(struct gp_store *s, gp_store_face_fn *fn, void *user, struct gp_err *e)
{
	struct side row = {0};
	int rc;

	row.st = gp_crawl_db_prepare(s,
	    "SELECT u.id, u.url, f.host, f.title, f.phrases FROM url u CROSS JOIN face f ON f.url = u.url"
	    " WHERE u.flags & ?1 = 0 AND u.flags & ?2", e);
	if (!row.st)
		return -1;
	sqlite3_bind_int(row.st, 1, GP_URLF_OWN);
	sqlite3_bind_int(row.st, 2, GP_URLF_SEED | GP_URLF_LINKED);
	for (rc = step(s, &row, e); !rc && row.more;) {
		struct gp_store_face f = {.host = text_at(row.st, 2), .title = text_at(row.st, 3),
		    .phrases = sqlite3_column_int64(row.st, 4)};

		rc = fn(user, sqlite3_column_int64(row.st, 0), text_at(row.st, 1), &f);
		if (!rc)
			rc = step(s, &row, e);
	}
	sqlite3_finalize(row.st);
	return rc;
}

/* --- spells */

int gp_store_put_spell(struct gp_store *s, const char *url, const struct gp_store_spell *sp, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_PUT_SPELL, &b, e) != 0)
		return -1;
	gp_crawl_bind_text(&b, url);
	gp_crawl_bind_int(&b, sp->from);
	gp_crawl_bind_int(&b, sp->until);
	gp_crawl_bind_text(&b, sp->verdict);
	gp_crawl_bind_text(&b, sp->cause);
	gp_crawl_bind_int(&b, sp->status);
	gp_crawl_bind_text(&b, sp->final_url);
	gp_crawl_bind_int(&b, sp->pages);
	return gp_crawl_bind_run(s, &b, e);
}

int gp_store_each_spell(struct gp_store *s, const char *url, gp_store_spell_fn *fn, void *user,
    struct gp_err *e)
{
	struct side spell = {0};
	int rc;

	spell.st = gp_crawl_db_prepare(s,
	    "SELECT since, until, verdict, cause, status, final_url, pages FROM spell WHERE url = ?1"
	    " ORDER BY since", e);
	if (!spell.st)
		return -1;
	sqlite3_bind_text(spell.st, 1, url, -1, SQLITE_STATIC);
	for (rc = step(s, &spell, e); !rc && spell.more;) {
		struct gp_store_spell sp = {
			.from = sqlite3_column_int64(spell.st, 0),
			.until = sqlite3_column_int64(spell.st, 1),
			.verdict = text_at(spell.st, 2),
			.cause = text_at(spell.st, 3),
			.status = sqlite3_column_int(spell.st, 4),
			.final_url = text_at(spell.st, 5),
			.pages = sqlite3_column_int64(spell.st, 6),
		};

		rc = fn(user, &sp);
		if (!rc)
			rc = step(s, &spell, e);
	}
	sqlite3_finalize(spell.st);
	return rc;
}

/* --- runs */

/* Runs one of the kept statements that forget something, with a moment when it wants one. */
static int forget(struct gp_store *s, enum gp_crawl_sql which, const int64_t *before, struct gp_err *e)
{
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, which, &b, e) != 0)
		return -1;
	if (before)
		gp_crawl_bind_int(&b, *before);
	return gp_crawl_bind_run(s, &b, e);
}

int gp_store_remember_run(struct gp_store *s, const char *scope, const char *summary, struct gp_err *e)
{
	int64_t old = gp_clock_now() - (int64_t)GP_PAST_GONE_DAYS * DAY;
	struct gp_crawl_bind b;

	if (gp_crawl_bind_begin(s, GP_SQL_REMEMBER, &b, e) != 0)
		return -1;
	gp_crawl_bind_text(&b, scope);
	gp_crawl_bind_text(&b, summary);
	if (gp_crawl_bind_run(s, &b, e) != 0)
		return -1;
	if (sqlite3_changes(s->db) != 1)
		return gp_fail(e, GP_EINTEGRITY, "%.300s: there is no finished run to remember", s->path);
	return forget(s, GP_SQL_FORGET_SPELLS_OF, &old, e) || forget(s, GP_SQL_FORGET_FACES, &old, e) ||
	    forget(s, GP_SQL_FORGET_ADDRESSES, &old, e) || forget(s, GP_SQL_FORGET_RUNS, NULL, e) ||
	    (sqlite3_changes(s->db) && forget(s, GP_SQL_FORGET_SPELLS, NULL, e)) ? -1 : 0;
}

int gp_store_each_past_run(struct gp_store *s, gp_store_past_run_fn *fn, void *user, struct gp_err *e)
{
	struct side run = {0};
	int rc;

	run.st = gp_crawl_db_prepare(s,
	    "SELECT id, started, finished, state, scope, summary FROM run WHERE remembered ORDER BY id", e);
	if (!run.st)
		return -1;
	for (rc = step(s, &run, e); !rc && run.more;) {
		struct gp_store_past_run r = {
			.id = sqlite3_column_int64(run.st, 0),
			.started = sqlite3_column_int64(run.st, 1),
			.finished = sqlite3_column_int64(run.st, 2),
			.state = text_at(run.st, 3),
			.scope = text_at(run.st, 4),
			.summary = text_at(run.st, 5),
		};

		rc = fn(user, &r);
		if (!rc)
			rc = step(s, &run, e);
	}
	sqlite3_finalize(run.st);
	return rc;
}

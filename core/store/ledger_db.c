#include "core/store/ledger_db.h"

#include <errno.h>
#include <string.h>

int gp_ledger_db_fail(struct gp_ledger *l, struct gp_err *e)
{
	int sys = errno, code = sqlite3_extended_errcode(l->db);

	switch (code & 0xFF) {
	case SQLITE_NOTADB:
		return gp_fail(e, GP_EUSAGE, "%.300s: is no database of registers", l->path);
	case SQLITE_CORRUPT:
		return gp_fail(e, GP_EINTEGRITY, "%.300s: is damaged; govpub restore puts a backup in its place", l->path);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return gp_fail(e, GP_ECONFLICT, "%.300s: somebody else is writing in the registers; try again", l->path);
	case SQLITE_FULL:
		return gp_fail(e, GP_EIO, "%.300s: the disk is full; nothing was changed", l->path);
	case SQLITE_READONLY:
		return gp_fail(e, GP_EDENIED, "%.300s: may only be read", l->path);
	case SQLITE_CONSTRAINT:
		return gp_fail(e, GP_EINTEGRITY, "%.300s: refused: %s", l->path, sqlite3_errmsg(l->db));
	case SQLITE_TOOBIG:
		return gp_fail(e, GP_ELIMIT, "%.300s: a value is too large to store", l->path);
	case SQLITE_NOMEM:
		return gp_fail(e, GP_EIO, "%.300s: no memory; nothing was changed", l->path);
	default:
		break;
	}
	/* SQLite forgets the errno of a failed commit; then it is still the current one. */
	errno = sqlite3_system_errno(l->db) ? sqlite3_system_errno(l->db) : sys;
	if (errno)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot read or write the registers", l->path);
	return gp_fail(e, GP_EIO, "%.300s: %s", l->path, sqlite3_errmsg(l->db));
}

int gp_ledger_db_exec(struct gp_ledger *l, const char *sql, struct gp_err *e)
{
	errno = 0;
	return sqlite3_exec(l->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : gp_ledger_db_fail(l, e);
}

/* A write that did not happen must not be followed by others that suppose it did. */
static int spoil(struct gp_ledger *l)
{
	l->broken = l->broken || l->writing;
	return -1;
}

int gp_ledger_query_once(struct gp_ledger *l, const char *sql, struct gp_ledger_query *q, struct gp_err *e)
{
	*q = (struct gp_ledger_query){.l = l};
	errno = 0;
	if (sqlite3_prepare_v2(l->db, sql, -1, &q->st, NULL) == SQLITE_OK)
		return 0;
	gp_ledger_db_fail(l, e);
	return spoil(l);
}

int gp_ledger_query(struct gp_ledger *l, const char *sql, struct gp_ledger_query *q, struct gp_err *e)
{
	size_t i = 0;

	while (i < l->kept_count && l->kept[i].sql != sql)
		i++;
	/* one that is in use gets a second statement: a callback asked what its caller is asking */
	if (i == GP_LEDGER_KEPT || (i < l->kept_count && sqlite3_stmt_busy(l->kept[i].st)))
		return gp_ledger_query_once(l, sql, q, e);
	*q = (struct gp_ledger_query){.l = l, .kept = true};
	if (i < l->kept_count) {
		q->st = l->kept[i].st;
		return 0;
	}
	errno = 0;
	if (sqlite3_prepare_v3(l->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->st, NULL) != SQLITE_OK) {
		gp_ledger_db_fail(l, e);
		return spoil(l);
	}
	l->kept[i].sql = sql;
	l->kept[i].st = q->st;
	l->kept_count++;
	return 0;
}

int gp_ledger_write(struct gp_ledger *l, const char *sql, struct gp_ledger_query *q, struct gp_err *e)
{
	if (!l->writing)
		return gp_fail(e, GP_EUSAGE, "%.300s: a write outside of a transaction", l->path);
	if (l->broken)
		return gp_fail(e, GP_EIO, "%.300s: an earlier write failed; nothing was changed", l->path);
	return gp_ledger_query(l, sql, q, e);
}

void gp_ledger_bind_int(struct gp_ledger_query *q, int64_t v)
{
	q->rc |= sqlite3_bind_int64(q->st, ++q->at, v);
}

void gp_ledger_bind_count(struct gp_ledger_query *q, int64_t v, int64_t none)
{
	q->at++;
	q->rc |= v == none ? sqlite3_bind_null(q->st, q->at) : sqlite3_bind_int64(q->st, q->at, v);
}

void gp_ledger_bind_textn(struct gp_ledger_query *q, const char *v, size_t n)
{
	q->rc |= sqlite3_bind_text64(q->st, ++q->at, n ? v : "", n, SQLITE_STATIC, SQLITE_UTF8);
}

void gp_ledger_bind_text(struct gp_ledger_query *q, const char *v)
{
	gp_ledger_bind_textn(q, v, v ? strlen(v) : 0);
}

void gp_ledger_bind_maybe(struct gp_ledger_query *q, const char *v)
{
	if (v && *v)
		gp_ledger_bind_text(q, v);
	else
		q->rc |= sqlite3_bind_null(q->st, ++q->at);
}

void gp_ledger_bind_blob(struct gp_ledger_query *q, const void *v, size_t n)
{
	q->rc |= sqlite3_bind_blob64(q->st, ++q->at, n ? v : "", n, SQLITE_STATIC);
}

size_t gp_ledger_range_parts(const struct gp_ledger_range *range, enum gp_ledger_key first)
{
	return range && range->from ? GP_LEDGER_KEYS - (size_t)first : 1;
}

void gp_ledger_put_range(struct gp_buf *sql, const struct gp_ledger_range *range, enum gp_ledger_key first, size_t part)
{
	static const char *const columns[GP_LEDGER_KEYS] = {"office", "reg", "rid"};
	size_t last = GP_LEDGER_KEYS - 1 - part;

	for (size_t i = first; range && range->from && i <= last; i++)
		gp_buf_printf(sql, " AND %s %s ?", columns[i], i < last ? "=" : part ? ">" : ">=");
}

void gp_ledger_bind_range(struct gp_ledger_query *q, const struct gp_ledger_range *range, enum gp_ledger_key first,
    size_t part)
{
	const struct gp_ledger_name *from = range ? range->from : NULL;
	const char *const values[GP_LEDGER_KEYS] = {from ? from->office : "", from ? from->reg : "", from ? from->rid : ""};

	for (size_t i = first; from && i < GP_LEDGER_KEYS - part; i++)
		gp_ledger_bind_text(q, values[i]);
}

bool gp_ledger_behind(const struct gp_ledger_range *range, const char *office, const char *reg, const char *rid)
{
	const struct gp_ledger_name *to = range ? range->to : NULL;
	int c = to ? strcmp(office, to->office) : -1;

	c = c ? c : strcmp(reg, to->reg);
	return (c ? c : strcmp(rid, to->rid)) >= 0;
}

void gp_ledger_done(struct gp_ledger_query *q)
{
	if (!q->kept)
		sqlite3_finalize(q->st);
	else
		sqlite3_reset(q->st);
	q->st = NULL;
}

int gp_ledger_step(struct gp_ledger_query *q, struct gp_err *e)
{
	int rc;

	errno = 0;
	if (!q->rc) {
		rc = sqlite3_step(q->st);
		if (rc == SQLITE_ROW)
			return 1;
		if (rc == SQLITE_DONE) {
			gp_ledger_done(q);
			return 0;
		}
		gp_ledger_db_fail(q->l, e);
	} else {
		gp_fail(e, q->rc & SQLITE_NOMEM ? GP_EIO : GP_ELIMIT, "%.300s: a value is too large to store", q->l->path);
	}
	gp_ledger_done(q);
	return spoil(q->l);
}

int gp_ledger_run(struct gp_ledger_query *q, struct gp_err *e)
{
	int rc;

	while ((rc = gp_ledger_step(q, e)) > 0)
		;
	return rc;
}

const char *gp_ledger_column(sqlite3_stmt *st, int column)
{
	const char *s = (const char *)sqlite3_column_text(st, column);

	return s ? s : "";
}

void gp_ledger_take_record(sqlite3_stmt *st, struct gp_ledger_record *r)
{
	r->office = gp_ledger_column(st, 0);
	r->reg = gp_ledger_column(st, 1);
	r->rid = gp_ledger_column(st, 2);
	r->no = gp_ledger_column(st, 3);
	r->n = sqlite3_column_int64(st, 4);
	r->year = sqlite3_column_int64(st, 5);
	r->state = gp_ledger_column(st, 6);
	r->rev = sqlite3_column_int64(st, 7);
	r->created_on = gp_ledger_column(st, 8);
	r->closed_on = gp_ledger_column(st, 9);
	r->void_ = sqlite3_column_int(st, 10) != 0;
	r->j = gp_ledger_column(st, 11);
	r->j_n = (size_t)sqlite3_column_bytes(st, 11);
}

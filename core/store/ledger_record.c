/* records and their moves: what follows from events */
#include <string.h>

#include "core/store/ledger_db.h"

/* Copies what a row lent, for as long as the next call on the ledger. */
static void keep_record(struct gp_ledger *l, struct gp_ledger_record *r)
{
	const char **const texts[] = {&r->office, &r->reg, &r->rid, &r->no, &r->state, &r->created_on, &r->closed_on};

	gp_arena_reset(&l->strings);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = gp_arena_strndup(&l->strings, *texts[i], strlen(*texts[i]));
	r->j = gp_arena_strndup(&l->strings, r->j, r->j_n);
}

int gp_ledger_record(struct gp_ledger *l, const char *office, const char *reg, const char *rid,
    struct gp_ledger_record *out, struct gp_err *e)
{
	static const char sql[] = "SELECT " GP_LEDGER_RECORD " FROM record r WHERE r.office = ? AND r.reg = ? AND r.rid = ?";
	struct gp_ledger_query q;
	int rc;

	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, office ? office : l->office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	rc = gp_ledger_step(&q, e);
	if (rc > 0) {
		gp_ledger_take_record(q.st, out);
		keep_record(l, out);
		gp_ledger_done(&q);
	}
	return rc;
}

int gp_ledger_put_record(struct gp_ledger *l, const struct gp_ledger_record *r, struct gp_err *e)
{
	static const char sql[] =
	    "INSERT INTO record(office, reg, rid, no, n, year, state, rev, created_on, closed_on, void, j)"
	    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT(office, reg, rid) DO UPDATE SET"
	    " no = ?4, n = ?5, year = ?6, state = ?7, rev = ?8, created_on = ?9, closed_on = ?10, void = ?11, j = ?12";
	struct gp_ledger_query q;

	if (r->j_n > GP_LEDGER_BODY_MAX)
		return gp_fail(e, GP_ELIMIT, "%.300s: a value is too large to store", l->path);
	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, r->office);
	gp_ledger_bind_text(&q, r->reg);
	gp_ledger_bind_text(&q, r->rid);
	gp_ledger_bind_maybe(&q, r->no);
	gp_ledger_bind_count(&q, r->n, 0);
	gp_ledger_bind_count(&q, r->year, 0);
	gp_ledger_bind_text(&q, r->state);
	gp_ledger_bind_int(&q, r->rev);
	gp_ledger_bind_text(&q, r->created_on);
	gp_ledger_bind_maybe(&q, r->closed_on);
	gp_ledger_bind_int(&q, r->void_);
	gp_ledger_bind_textn(&q, r->j, r->j_n);
	return gp_ledger_run(&q, e);
}

int gp_ledger_each_row(struct gp_ledger_query *q, gp_ledger_record_fn *fn, void *user, struct gp_err *e)
{
	struct gp_ledger_record r;
	int rc, answer;

	while ((rc = gp_ledger_step(q, e)) > 0) {
		gp_ledger_take_record(q->st, &r);
		answer = fn(user, &r);
		if (answer) {
			gp_ledger_done(q);
			return answer;
		}
	}
	return rc;
}

int gp_ledger_each_record(struct gp_ledger *l, const char *office, const char *reg, gp_ledger_record_fn *fn,
    void *user, struct gp_err *e)
{
	struct gp_ledger_query q;

	if (gp_ledger_query_once(l, "SELECT " GP_LEDGER_RECORD " FROM record r WHERE (?1 = '*' OR r.office = ?1)"
	    " AND (?2 = '' OR r.reg = ?2) ORDER BY r.office, r.reg, r.rid", &q, e))
		return -1;
	gp_ledger_bind_text(&q, office ? office : l->office);
	gp_ledger_bind_text(&q, reg);
	return gp_ledger_each_row(&q, fn, user, e);
}

int gp_ledger_by_number(struct gp_ledger *l, const char *reg, int64_t n, int64_t year, gp_ledger_record_fn *fn,
    void *user, struct gp_err *e)
{
	static const char sql[] = "SELECT " GP_LEDGER_RECORD " FROM record r WHERE r.office = ?1 AND r.reg = ?2 AND r.n = ?3"
	    " AND (?4 = 0 OR r.year = ?4) AND NOT r.void ORDER BY r.year, r.rid";
	struct gp_ledger_query q;

	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, l->office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_int(&q, n);
	gp_ledger_bind_int(&q, year);
	return gp_ledger_each_row(&q, fn, user, e);
}

int gp_ledger_by_no(struct gp_ledger *l, const char *reg, const char *no, bool is_void, gp_ledger_record_fn *fn,
    void *user, struct gp_err *e)
{
	static const char sql[] = "SELECT " GP_LEDGER_RECORD " FROM record r WHERE +r.office = ? AND r.reg = ? AND r.no = ?"
	    " AND r.void = ? ORDER BY r.id"; /* + keeps the planner from walking all records of the office */
	struct gp_ledger_query q;

	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, l->office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, no);
	gp_ledger_bind_int(&q, is_void);
	return gp_ledger_each_row(&q, fn, user, e);
}

/* A number once given is not given again, so void records count. */
int gp_ledger_next_number(struct gp_ledger *l, const char *reg, int64_t year, int64_t *out, struct gp_err *e)
{
#define LAST "SELECT coalesce(max(r.n), 0) + 1 FROM record r WHERE r.reg = ? AND r.office = ?"
	static const char of_all[] = LAST, of_year[] = LAST " AND r.year = ?"; /* each has an index of its own */
	struct gp_ledger_query q;
	int rc;

	if (gp_ledger_query(l, year ? of_year : of_all, &q, e))
		return -1;
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, l->office);
	if (year)
		gp_ledger_bind_int(&q, year);
	rc = gp_ledger_step(&q, e);
	if (rc <= 0)
		return -1;
	*out = sqlite3_column_int64(q.st, 0);
	gp_ledger_done(&q);
	return 0;
}

/* --- moves */

int gp_ledger_put_move(struct gp_ledger *l, const struct gp_ledger_move *m, struct gp_err *e)
{
	static const char sql[] = "INSERT OR REPLACE INTO moved(office, reg, rid, seq, step, move, on_, at, by_, state,"
	    " closed, undone) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, m->office);
	gp_ledger_bind_text(&q, m->reg);
	gp_ledger_bind_text(&q, m->rid);
	gp_ledger_bind_int(&q, m->seq);
	gp_ledger_bind_int(&q, m->step);
	gp_ledger_bind_text(&q, m->move);
	gp_ledger_bind_text(&q, m->on);
	gp_ledger_bind_text(&q, m->at);
	gp_ledger_bind_text(&q, m->by);
	gp_ledger_bind_text(&q, m->state);
	gp_ledger_bind_int(&q, m->closed);
	gp_ledger_bind_int(&q, m->undone);
	return gp_ledger_run(&q, e);
}

void gp_ledger_take_move(sqlite3_stmt *st, struct gp_ledger_move *m)
{
	m->office = gp_ledger_column(st, 0);
	m->reg = gp_ledger_column(st, 1);
	m->rid = gp_ledger_column(st, 2);
	m->seq = sqlite3_column_int64(st, 3);
	m->step = sqlite3_column_int64(st, 4);
	m->move = gp_ledger_column(st, 5);
	m->on = gp_ledger_column(st, 6);
	m->at = gp_ledger_column(st, 7);
	m->by = gp_ledger_column(st, 8);
	m->state = gp_ledger_column(st, 9);
	m->closed = sqlite3_column_int(st, 10) != 0;
	m->undone = sqlite3_column_int(st, 11) != 0;
}

int gp_ledger_each_move(struct gp_ledger *l, const char *office, const char *reg, const char *rid,
    gp_ledger_move_fn *fn, void *user, struct gp_err *e)
{
	static const char sql[] = GP_LEDGER_MOVES " WHERE office = ? AND reg = ? AND rid = ? ORDER BY seq, step";
	struct gp_ledger_move m;
	struct gp_ledger_query q;
	int rc, answer;

	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, office ? office : l->office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		gp_ledger_take_move(q.st, &m);
		answer = fn(user, &m);
		if (answer) {
			gp_ledger_done(&q);
			return answer;
		}
	}
	return rc;
}

/* --- all of them */

int gp_ledger_drop_projections(struct gp_ledger *l, struct gp_err *e)
{
	static const char *const sql[] = {"DELETE FROM record", "DELETE FROM moved", "DELETE FROM link"};
	struct gp_ledger_query q;

	for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
		if (gp_ledger_write(l, sql[i], &q, e) || gp_ledger_run(&q, e))
			return -1;
	return gp_ledger_schema_clear_words(l, e);
}

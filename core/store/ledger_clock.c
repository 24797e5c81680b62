/* the cache of clocks */
#include "core/store/ledger_db.h"

static int drop_clocks(struct gp_ledger *l, const char *reg, const char *rid, struct gp_err *e)
{
	static const char sql[] = "DELETE FROM clock WHERE office = ? AND reg = ? AND rid = ?";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, l->office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	return gp_ledger_run(&q, e);
}

static int put_clock(struct gp_ledger *l, const char *reg, const char *rid, const struct gp_ledger_clock *c,
    struct gp_err *e)
{
	static const char sql[] = "INSERT INTO clock(office, reg, rid, name, status, due, earliest, used, total,"
	    " provisional, met_on, late) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, l->office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	gp_ledger_bind_text(&q, c->name);
	gp_ledger_bind_text(&q, c->status);
	gp_ledger_bind_maybe(&q, c->due);
	gp_ledger_bind_maybe(&q, c->earliest);
	gp_ledger_bind_count(&q, c->used, -1);
	gp_ledger_bind_count(&q, c->total, -1);
	gp_ledger_bind_int(&q, c->provisional);
	gp_ledger_bind_maybe(&q, c->met_on);
	gp_ledger_bind_int(&q, c->late);
	return gp_ledger_run(&q, e);
}

int gp_ledger_put_clocks(struct gp_ledger *l, const char *reg, const char *rid, const struct gp_ledger_clock *clocks,
    size_t count, bool new, struct gp_err *e)
{
	int rc = new ? 0 : drop_clocks(l, reg, rid, e); /* it takes longer than a clock, also where there is none */

	for (size_t i = 0; i < count && !rc; i++)
		rc = put_clock(l, reg, rid, &clocks[i], e);
	return rc;
}

#define CLOCK \
	"c.reg, c.rid, r.no, c.name, c.status, c.due, c.earliest, c.used, c.total, c.provisional, c.met_on, c.late"

static int64_t count_of(sqlite3_stmt *st, int column)
{
	return sqlite3_column_type(st, column) == SQLITE_NULL ? -1 : sqlite3_column_int64(st, column);
}

static int each(struct gp_ledger_query *q, gp_ledger_clock_fn *fn, void *user, struct gp_err *e)
{
	struct gp_ledger_clock c;
	int rc, answer;

	while ((rc = gp_ledger_step(q, e)) > 0) {
		c.reg = gp_ledger_column(q->st, 0);
		c.rid = gp_ledger_column(q->st, 1);
		c.no = gp_ledger_column(q->st, 2);
		c.name = gp_ledger_column(q->st, 3);
		c.status = gp_ledger_column(q->st, 4);
		c.due = gp_ledger_column(q->st, 5);
		c.earliest = gp_ledger_column(q->st, 6);
		c.used = count_of(q->st, 7);
		c.total = count_of(q->st, 8);
		c.provisional = sqlite3_column_int(q->st, 9) != 0;
		c.met_on = gp_ledger_column(q->st, 10);
		c.late = sqlite3_column_int(q->st, 11) != 0;
		answer = fn(user, &c);
		if (answer) {
			gp_ledger_done(q);
			return answer;
		}
	}
	return rc;
}

int gp_ledger_each_clock(struct gp_ledger *l, const char *reg, const char *rid, gp_ledger_clock_fn *fn, void *user,
    struct gp_err *e)
{
	static const char sql[] = "SELECT " CLOCK " FROM clock c LEFT JOIN record r USING(office, reg, rid)"
	    " WHERE c.office = ? AND c.reg = ? AND c.rid = ? ORDER BY c.rowid";
	struct gp_ledger_query q;

	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, l->office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	return each(&q, fn, user, e);
}

int gp_ledger_each_due(struct gp_ledger *l, const struct gp_ledger_due *d, gp_ledger_clock_fn *fn, void *user,
    struct gp_err *e)
{
	/* + keeps to the indexes of the few clocks that are open: all others of the office are not looked at */
#define DUE(which) \
	"SELECT " CLOCK " FROM clock c JOIN record r USING(office, reg, rid)" \
	" WHERE +c.office = ?1 AND (?2 = '' OR c.reg IN (SELECT value FROM json_each(?2))) AND " which \
	" AND (?3 = '' OR c.due <= ?3) AND (?4 = '' OR c.status = ?4) AND NOT r.void" \
	" ORDER BY c.due, c.reg, r.year, r.n, c.rid, c.rowid LIMIT ?5 OFFSET ?6"
	static const char dated[] = DUE("c.due IS NOT NULL AND c.status IN ('running', 'agreed', 'paused')");
	static const char waiting[] = DUE("c.due IS NULL AND c.status IN ('paused', 'held')");
	struct gp_ledger_query q;

	if (gp_ledger_query(l, d->waits ? waiting : dated, &q, e))
		return -1;
	gp_ledger_bind_text(&q, l->office);
	gp_ledger_bind_text(&q, d->regs);
	gp_ledger_bind_text(&q, d->until);
	gp_ledger_bind_text(&q, d->status);
	gp_ledger_bind_int(&q, d->limit > 0 ? d->limit : -1);
	gp_ledger_bind_int(&q, d->offset);
	return each(&q, fn, user, e);
}

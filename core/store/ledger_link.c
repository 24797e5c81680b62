/* what follows from the fields of records: links between them */
#include "core/store/ledger_db.h"

int gp_ledger_drop_links(struct gp_ledger *l, const char *reg, const char *rid, struct gp_err *e)
{
	static const char sql[] = "DELETE FROM link WHERE reg = ? AND rid = ?";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	return gp_ledger_run(&q, e);
}

int gp_ledger_put_link(struct gp_ledger *l, const char *reg, const char *rid, const char *field, const char *to_reg,
    const char *to_rid, struct gp_err *e)
{
	static const char sql[] = "INSERT OR IGNORE INTO link(reg, rid, field, to_reg, to_rid) VALUES(?, ?, ?, ?, ?)";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	gp_ledger_bind_text(&q, field);
	gp_ledger_bind_text(&q, to_reg);
	gp_ledger_bind_text(&q, to_rid);
	return gp_ledger_run(&q, e);
}

static int each_link(struct gp_ledger *l, const char *sql, const char *reg, const char *rid, gp_ledger_link_fn *fn,
    void *user, struct gp_err *e)
{
	struct gp_ledger_link k;
	struct gp_ledger_query q;
	int rc, answer;

	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	if (reg) {
		gp_ledger_bind_text(&q, reg);
		gp_ledger_bind_text(&q, rid);
	}
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		k.field = gp_ledger_column(q.st, 0);
		k.reg = gp_ledger_column(q.st, 1);
		k.rid = gp_ledger_column(q.st, 2);
		k.back = sqlite3_column_int(q.st, 3) != 0;
		answer = fn(user, &k);
		if (answer) {
			gp_ledger_done(&q);
			return answer;
		}
	}
	return rc;
}

int gp_ledger_each_link(struct gp_ledger *l, const char *reg, const char *rid, gp_ledger_link_fn *fn, void *user,
    struct gp_err *e)
{
	static const char sql[] = "SELECT field, to_reg, to_rid, 0 AS back FROM link WHERE reg = ?1 AND rid = ?2 UNION ALL"
	    " SELECT field, reg, rid, 1 FROM link WHERE to_reg = ?1 AND to_rid = ?2 ORDER BY back, field, 2, 3";

	return each_link(l, sql, reg, rid, fn, user, e);
}

int gp_ledger_each_link_from(struct gp_ledger *l, const char *reg, const char *rid, gp_ledger_link_fn *fn, void *user,
    struct gp_err *e)
{
	static const char sql[] = "SELECT field, to_reg, to_rid, 0 FROM link WHERE reg = ? AND rid = ?"
	    " ORDER BY field, to_reg, to_rid";

	return each_link(l, sql, reg, rid, fn, user, e);
}

int gp_ledger_each_linking(struct gp_ledger *l, gp_ledger_link_fn *fn, void *user, struct gp_err *e)
{
	static const char sql[] = "SELECT DISTINCT '', reg, rid, 0 FROM link";

	return each_link(l, sql, NULL, NULL, fn, user, e);
}

int gp_ledger_count_links(struct gp_ledger *l, int64_t *out, struct gp_err *e)
{
	static const char sql[] = "SELECT count(*) FROM link";
	struct gp_ledger_query q;

	if (gp_ledger_query(l, sql, &q, e) || gp_ledger_step(&q, e) <= 0)
		return -1;
	*out = sqlite3_column_int64(q.st, 0);
	gp_ledger_done(&q);
	return 0;
}

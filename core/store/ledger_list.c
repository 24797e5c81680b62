/* records chosen, sorted and counted */
#include <string.h>

#include "core/store/ledger_db.h"

#define SQL_MAX (GP_FILTER_SQL + ((size_t)16 << 10))
#define KEY_MAX 64

/* Names of columns, fields and clocks; nothing else gets into a statement. */
static bool is_key(const char *s, size_t n)
{
	return n > 0 && n < KEY_MAX && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") >= n;
}

static void put_key(struct gp_buf *sql, const char *key, int n, bool clocks)
{
	static const char *const columns[] = {"no", "n", "year", "state", "rev", "created_on", "closed_on"};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (strlen(columns[i]) == (size_t)n && !strncmp(columns[i], key, (size_t)n)) {
			gp_buf_printf(sql, "r.%s", columns[i]);
			return;
		}
	if (!clocks)
		gp_buf_printf(sql, "gp_field(r.j, '%.*s')", n, key);
	else
		gp_buf_printf(sql, "coalesce((SELECT c.due FROM clock c WHERE c.office = r.office" /* no JSON is read for a clock */
		    " AND c.reg = r.reg AND c.rid = r.rid AND c.name = '%.*s'), gp_field(r.j, '%.*s'))", n, key, n, key);
}

/*
 * What has no such value stands at the end, whichever way it goes. All records newest first come from the index of years;
 * of those that are chosen the condition is the shorter way, and + keeps the planner on it.
 */
static int put_sort(struct gp_buf *sql, const char *sort, bool chosen, struct gp_err *e)
{
	gp_buf_puts(sql, " ORDER BY ");
	for (const char *p = sort; p && *p;) {
		size_t n = strcspn(p, ",");
		bool down = *p == '-';

		if (!is_key(p + down, n - down))
			return gp_fail(e, GP_EUSAGE, "'%.*s' is nothing to sort by", (int)(n < 60 ? n : 60), p);
		put_key(sql, p + down, (int)(n - down), true);
		gp_buf_puts(sql, down ? " DESC NULLS LAST, " : " NULLS LAST, ");
		p += n + (p[n] == ',');
	}
	gp_buf_puts(sql, chosen ? "+" : "");
	gp_buf_puts(sql, sort && *sort && *sort != '-' ? "r.year, r.n, r.rid" : "r.year DESC, r.n DESC, r.rid DESC");
	return sql->full ? gp_fail(e, GP_EUSAGE, "'%.60s' is nothing to sort by", sort) : 0;
}

static void put_condition(struct gp_buf *sql, const struct gp_ledger_list *list)
{
	gp_buf_puts(sql, " FROM record r WHERE r.office = ? AND r.reg = ? AND r.void = 0");
	if (list->filter)
		gp_buf_printf(sql, " AND (%s)", list->filter->sql);
}

/* The text is spent either way. */
static int query(struct gp_ledger *l, struct gp_buf *sql, const struct gp_ledger_list *list, struct gp_ledger_query *q,
    struct gp_err *e)
{
	int rc = gp_ledger_settle_words(l, e) ? -1 : gp_ledger_query_once(l, sql->data, q, e);

	gp_buf_free(sql);
	if (rc)
		return -1;
	gp_ledger_bind_text(q, l->office);
	gp_ledger_bind_text(q, list->reg);
	if (list->filter)
		q->at = gp_filter_bind(list->filter, q->st, q->at + 1) - 1;
	return 0;
}

int gp_ledger_list(struct gp_ledger *l, const struct gp_ledger_list *list, gp_ledger_record_fn *fn, void *user,
    struct gp_err *e)
{
	struct gp_ledger_query q;
	struct gp_buf sql;

	gp_buf_init(&sql, SQL_MAX);
	gp_buf_puts(&sql, "SELECT " GP_LEDGER_RECORD);
	put_condition(&sql, list);
	if (put_sort(&sql, list->sort, list->filter != NULL, e)) {
		gp_buf_free(&sql);
		return -1;
	}
	gp_buf_puts(&sql, " LIMIT ? OFFSET ?");
	if (query(l, &sql, list, &q, e))
		return -1;
	gp_ledger_bind_int(&q, list->limit > 0 ? list->limit : -1);
	gp_ledger_bind_int(&q, list->offset);
	return gp_ledger_each_row(&q, fn, user, e);
}

int gp_ledger_count(struct gp_ledger *l, const struct gp_ledger_list *list, int64_t *out, struct gp_err *e)
{
	struct gp_ledger_query q;
	struct gp_buf sql;

	gp_buf_init(&sql, SQL_MAX);
	gp_buf_puts(&sql, "SELECT count(*)");
	put_condition(&sql, list);
	if (query(l, &sql, list, &q, e) || gp_ledger_step(&q, e) <= 0)
		return -1;
	*out = sqlite3_column_int64(q.st, 0);
	gp_ledger_done(&q);
	return 0;
}

static int put_axis(struct gp_buf *sql, const char *key, struct gp_err *e)
{
	if (!is_key(key, strlen(key)))
		return gp_fail(e, GP_EUSAGE, "'%.60s' is nothing to count by", key);
	put_key(sql, key, (int)strlen(key), false);
	return 0;
}

int gp_ledger_crosstab(struct gp_ledger *l, const struct gp_ledger_list *list, const char *row, const char *column,
    int (*fn)(void *user, const struct gp_ledger_cell *cell), void *user, struct gp_err *e)
{
	struct gp_ledger_cell cell;
	struct gp_ledger_query q;
	struct gp_buf sql;
	int rc, answer;

	gp_buf_init(&sql, SQL_MAX);
	gp_buf_puts(&sql, "SELECT ");
	rc = put_axis(&sql, row, e);
	gp_buf_puts(&sql, ", ");
	if (!rc && column)
		rc = put_axis(&sql, column, e);
	else
		gp_buf_puts(&sql, "NULL");
	if (rc) {
		gp_buf_free(&sql);
		return -1;
	}
	gp_buf_puts(&sql, ", count(*)");
	put_condition(&sql, list);
	gp_buf_puts(&sql, " GROUP BY 1, 2 ORDER BY 1, 2");
	if (query(l, &sql, list, &q, e))
		return -1;
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		cell.row = gp_ledger_column(q.st, 0);
		cell.column = gp_ledger_column(q.st, 1);
		cell.n = sqlite3_column_int64(q.st, 2);
		answer = fn(user, &cell);
		if (answer) {
			gp_ledger_done(&q);
			return answer;
		}
	}
	return rc;
}

/* everything that follows from events, in one order: for comparing it with them */
#include <stdlib.h>

#include "core/store/ledger_db.h"

/* A statement without its range and its order, and where it has come. */
struct rows {
	struct gp_ledger *l;
	const struct gp_ledger_range *range;
	const char *select, *order;
	enum gp_ledger_key first; /* of the names in its table */
	size_t part;              /* that comes next */
	struct gp_ledger_query q; /* of the part before it; no statement: that is done */
};

struct gp_ledger_scan {
	struct rows records, moves, links;
};

static const char records[] = "SELECT " GP_LEDGER_RECORD ", w.c0 FROM record r LEFT JOIN fts_content w ON w.id = r.id",
    moves[] = GP_LEDGER_MOVES, links[] = "SELECT reg, rid, field, to_reg, to_rid FROM link";

static void done(struct rows *r)
{
	if (r->q.st)
		gp_ledger_done(&r->q);
	r->part = GP_LEDGER_KEYS;
}

void gp_ledger_scan_close(struct gp_ledger_scan *s)
{
	if (!s)
		return;
	done(&s->records);
	done(&s->moves);
	done(&s->links);
	free(s);
}

int gp_ledger_scan_open(struct gp_ledger_scan **out, struct gp_ledger *l, const struct gp_ledger_range *range,
    struct gp_err *e)
{
	struct gp_ledger_scan *s;

	if (gp_ledger_settle_words(l, e))
		return -1;
	s = gp_calloc(1, sizeof *s);
	s->records = (struct rows){l, range, records, "office, reg, rid", .first = GP_LEDGER_KEY_OFFICE};
	s->moves = (struct rows){l, range, moves, "office, reg, rid, seq, step", .first = GP_LEDGER_KEY_OFFICE};
	s->links = (struct rows){l, range, links, "reg, rid, field, to_reg, to_rid", .first = GP_LEDGER_KEY_REG};
	*out = s;
	return 0;
}

static int begin_part(struct rows *r, struct gp_err *e)
{
	struct gp_buf sql;
	int rc;

	gp_buf_init(&sql, 1000);
	gp_buf_printf(&sql, "%s WHERE true", r->select);
	gp_ledger_put_range(&sql, r->range, r->first, r->part);
	gp_buf_printf(&sql, " ORDER BY %s", r->order);
	rc = gp_ledger_query_once(r->l, sql.data, &r->q, e);
	gp_buf_free(&sql);
	if (!rc)
		gp_ledger_bind_range(&r->q, r->range, r->first, r->part++);
	return rc;
}

/* 1; 0: there is none any more; -1. */
static int next(struct rows *r, struct gp_err *e)
{
	size_t parts = gp_ledger_range_parts(r->range, r->first);
	int rc = 0;

	do {
		if (!r->q.st && r->part < parts && begin_part(r, e))
			return -1;
		if (r->q.st)
			rc = gp_ledger_step(&r->q, e);
	} while (!rc && r->part < parts);
	return rc;
}

/* 1; 0: the row is behind the range, and with it all others. */
static int within(struct rows *r, const char *office, const char *reg, const char *rid)
{
	if (!gp_ledger_behind(r->range, office, reg, rid))
		return 1;
	done(r);
	return 0;
}

int gp_ledger_scan_record(struct gp_ledger_scan *s, struct gp_ledger_scanned *out, struct gp_err *e)
{
	struct gp_ledger_query *q = &s->records.q;
	int rc = next(&s->records, e);

	if (rc <= 0)
		return rc;
	gp_ledger_take_record(q->st, &out->record);
	out->words = (const char *)sqlite3_column_text(q->st, GP_LEDGER_RECORD_COLUMNS);
	out->words_n = (size_t)sqlite3_column_bytes(q->st, GP_LEDGER_RECORD_COLUMNS);
	return within(&s->records, out->record.office, out->record.reg, out->record.rid);
}

int gp_ledger_scan_move(struct gp_ledger_scan *s, struct gp_ledger_move *out, struct gp_err *e)
{
	int rc = next(&s->moves, e);

	if (rc <= 0)
		return rc;
	gp_ledger_take_move(s->moves.q.st, out);
	return within(&s->moves, out->office, out->reg, out->rid);
}

/* Links know no office: they are of this one. */
int gp_ledger_scan_link(struct gp_ledger_scan *s, struct gp_ledger_scanned_link *out, struct gp_err *e)
{
	struct gp_ledger_query *q = &s->links.q;
	int rc = next(&s->links, e);

	if (rc <= 0)
		return rc;
	out->reg = gp_ledger_column(q->st, 0);
	out->rid = gp_ledger_column(q->st, 1);
	out->link = (struct gp_ledger_link){.field = gp_ledger_column(q->st, 2), .reg = gp_ledger_column(q->st, 3),
	    .rid = gp_ledger_column(q->st, 4)};
	return within(&s->links, s->links.l->office, out->reg, out->rid);
}

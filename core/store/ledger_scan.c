/* everything that follows from events, in one order: for comparing it with them */
#include <stdlib.h>

#include "core/store/ledger_db.h"

struct gp_ledger_scan {
	const struct gp_ledger_range *range;
	struct gp_ledger_query records, moves, links;
};

static void done(struct gp_ledger_query *q)
{
	if (q->st)
		gp_ledger_done(q);
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
	static const char records[] = "SELECT " GP_LEDGER_RECORD ", w.c0 FROM record r LEFT JOIN fts_content w ON w.id = r.id"
	    " WHERE (r.office, r.reg, r.rid) >= (?, ?, ?) ORDER BY r.office, r.reg, r.rid",
	    moves[] = GP_LEDGER_MOVES " WHERE (office, reg, rid) >= (?, ?, ?) ORDER BY office, reg, rid, seq, step",
	    links[] = "SELECT ?, reg, rid, field, to_reg, to_rid FROM link WHERE (reg, rid) >= (?, ?)"
	    " ORDER BY reg, rid, field, to_reg, to_rid";
	struct gp_ledger_scan *s = gp_calloc(1, sizeof *s);

	s->range = range;
	if (gp_ledger_settle_words(l, e) || gp_ledger_query_once(l, records, &s->records, e) ||
	    gp_ledger_query_once(l, moves, &s->moves, e) || gp_ledger_query_once(l, links, &s->links, e)) {
		gp_ledger_scan_close(s);
		return -1;
	}
	gp_ledger_bind_range(&s->records, range);
	gp_ledger_bind_range(&s->moves, range);
	gp_ledger_bind_range(&s->links, range);
	*out = s;
	return 0;
}

static int next(struct gp_ledger_query *q, struct gp_err *e)
{
	return q->st ? gp_ledger_step(q, e) : 0;
}

/* 1; 0: the row is behind the range, and with it all others. */
static int within(const struct gp_ledger_scan *s, struct gp_ledger_query *q, const char *office, const char *reg,
    const char *rid)
{
	if (!gp_ledger_behind(s->range, office, reg, rid))
		return 1;
	gp_ledger_done(q);
	return 0;
}

int gp_ledger_scan_record(struct gp_ledger_scan *s, struct gp_ledger_scanned *out, struct gp_err *e)
{
	int rc = next(&s->records, e);

	if (rc <= 0)
		return rc;
	gp_ledger_take_record(s->records.st, &out->record);
	out->words = (const char *)sqlite3_column_text(s->records.st, GP_LEDGER_RECORD_COLUMNS);
	out->words_n = (size_t)sqlite3_column_bytes(s->records.st, GP_LEDGER_RECORD_COLUMNS);
	return within(s, &s->records, out->record.office, out->record.reg, out->record.rid);
}

int gp_ledger_scan_move(struct gp_ledger_scan *s, struct gp_ledger_move *out, struct gp_err *e)
{
	int rc = next(&s->moves, e);

	if (rc <= 0)
		return rc;
	gp_ledger_take_move(s->moves.st, out);
	return within(s, &s->moves, out->office, out->reg, out->rid);
}

int gp_ledger_scan_link(struct gp_ledger_scan *s, struct gp_ledger_scanned_link *out, struct gp_err *e)
{
	int rc = next(&s->links, e);

	if (rc <= 0)
		return rc;
	out->reg = gp_ledger_column(s->links.st, 1);
	out->rid = gp_ledger_column(s->links.st, 2);
	out->link = (struct gp_ledger_link){.field = gp_ledger_column(s->links.st, 3),
	    .reg = gp_ledger_column(s->links.st, 4), .rid = gp_ledger_column(s->links.st, 5)};
	return within(s, &s->links, gp_ledger_column(s->links.st, 0), out->reg, out->rid);
}

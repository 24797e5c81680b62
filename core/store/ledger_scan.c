/* everything that follows from events, in one order: for comparing it with them */
#include <stdlib.h>

#include "core/store/ledger_db.h"

struct gp_ledger_scan {
	struct gp_ledger_query records, moves;
};

void gp_ledger_scan_close(struct gp_ledger_scan *s)
{
	if (!s)
		return;
	if (s->records.st)
		gp_ledger_done(&s->records);
	if (s->moves.st)
		gp_ledger_done(&s->moves);
	free(s);
}

int gp_ledger_scan_open(struct gp_ledger_scan **out, struct gp_ledger *l, struct gp_err *e)
{
	struct gp_ledger_scan *s = gp_calloc(1, sizeof *s);

	if (gp_ledger_query_once(l, "SELECT " GP_LEDGER_RECORD " FROM record r ORDER BY r.office, r.reg, r.rid", &s->records,
	        e) || gp_ledger_query_once(l, GP_LEDGER_MOVES " ORDER BY office, reg, rid, seq, step", &s->moves, e)) {
		gp_ledger_scan_close(s);
		return -1;
	}
	*out = s;
	return 0;
}

int gp_ledger_scan_record(struct gp_ledger_scan *s, struct gp_ledger_record *out, struct gp_err *e)
{
	int rc = s->records.st ? gp_ledger_step(&s->records, e) : 0;

	if (rc > 0)
		gp_ledger_take_record(s->records.st, out);
	return rc;
}

int gp_ledger_scan_move(struct gp_ledger_scan *s, struct gp_ledger_move *out, struct gp_err *e)
{
	int rc = s->moves.st ? gp_ledger_step(&s->moves, e) : 0;

	if (rc > 0)
		gp_ledger_take_move(s->moves.st, out);
	return rc;
}

/* whether tables, indexes and triggers are those that this version makes, and the index of the full text that of its texts */
#include <errno.h>
#include <string.h>

#include "core/store/bigram.h"
#include "core/store/ledger_db.h"

/* --- tables, indexes, triggers */

static const char shape[] = "SELECT type || ' ' || name, coalesce(tbl_name, '') || ' ' || coalesce(sql, '') FROM sqlite_schema"
			    " ORDER BY 1";

/* What the rows that come next say: < 0, the file lacks one; > 0, it has one too many; 0, both have it. */
static int order(int has, sqlite3_stmt *is, int wants, sqlite3_stmt *want)
{
	return has && wants ? strcmp(gp_ledger_column(want, 0), gp_ledger_column(is, 0)) : has - wants; /* one of them is at its end */
}

static int compare(struct gp_ledger *l, struct gp_ledger *model, int (*fn)(void *user, const char *name), void *user,
    struct gp_err *e)
{
	struct gp_ledger_query is, want = {.st = NULL};
	int has, wants = -1, answer = 0;

	if (gp_ledger_query_once(l, shape, &is, e))
		return -1;
	has = gp_ledger_step(&is, e);
	if (has >= 0 && !gp_ledger_query_once(model, shape, &want, e))
		wants = gp_ledger_step(&want, e);
	while (has >= 0 && wants >= 0 && (has || wants) && !answer) {
		int c = order(has, is.st, wants, want.st);

		if (c || strcmp(gp_ledger_column(is.st, 1), gp_ledger_column(want.st, 1)))
			answer = fn(user, gp_ledger_column(c > 0 ? is.st : want.st, 0));
		if (c >= 0)
			has = gp_ledger_step(&is, e);
		if (c <= 0)
			wants = gp_ledger_step(&want, e);
	}
	if (has > 0)
		gp_ledger_done(&is);
	if (wants > 0)
		gp_ledger_done(&want);
	return answer ? answer : has < 0 || wants < 0 ? -1 : 0;
}

int gp_ledger_check_shape(struct gp_ledger *l, int (*fn)(void *user, const char *name), void *user, struct gp_err *e)
{
	struct gp_ledger model = {.path = l->path};
	int rc = -1;

	if (sqlite3_open_v2(":memory:", &model.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) !=
	    SQLITE_OK)
		gp_ledger_db_fail(&model, e);
	else if (!gp_bigram_register(model.db, e) && !gp_ledger_schema_tables(&model, e))
		rc = compare(l, &model, fn, user, e);
	sqlite3_close(model.db);
	return rc;
}

/* --- the index of the full text */

/*
 * FTS5 does it, with a statement that writes nothing and yet is one that writes to SQLite: others wait for its end. Where the
 * file may only be read it is not looked at.
 */
int gp_ledger_check_index(struct gp_ledger *l, struct gp_err *e)
{
	if (l->newer)
		return 1;
	errno = 0;
	switch (sqlite3_exec(l->db, "INSERT INTO fts(fts) VALUES('integrity-check')", NULL, NULL, NULL) & 0xFF) {
	case SQLITE_OK:
	case SQLITE_READONLY:
		return 1;
	case SQLITE_CORRUPT:
		return 0;
	default:
		return gp_ledger_db_fail(l, e);
	}
}

#define _GNU_SOURCE
/* the ways that SQLite takes to the records of a list: none may come to depend on how many are closed */
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/store/ledger_db.h"
#include "tests/lib/tap.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const struct gp_filter_word states[] = {{"open", "办理中", NULL}, {"done", "已送达", NULL}};
static const struct gp_filter_word moves[] = {{"reply", "答复", NULL}};
static const struct gp_filter_field fields[] = {{.name = {"channel", NULL, NULL}, .type = GP_FILTER_TEXT},
    {.name = {"dept", NULL, NULL}, .type = GP_FILTER_REF, .ref = "dept"}, {.name = {"phone", NULL, NULL}, .personal = true}};
static const struct gp_filter_clock clocks[] = {{.name = {"due", "期限", NULL}, .warn = 5}};

static char sql[20000]; /* of the last statement */

static int keep(unsigned type, void *context, void *statement, void *text)
{
	(void)type;
	(void)context;
	(void)text;
	if (!strncmp(sqlite3_sql(statement), "SELECT r.", 9)) /* the full text has statements of its own */
		snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", sqlite3_sql(statement));
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int none(void *user, const struct gp_ledger_record *r)
{
	(void)user;
	(void)r;
	return 0;
}

static int one(void *context, const char *field, const char *value, size_t n, gp_filter_rid_fn *found, void *list,
    struct gp_err *e)
{
	(void)context;
	(void)field;
	(void)value;
	(void)n;
	(void)e;
	return found(list, "01H");
}

static bool period(const void *context, const char *word, size_t n, char from[11], char to[11])
{
	(void)context;
	(void)word;
	(void)n;
	memcpy(from, "2023-01-01", 11);
	memcpy(to, "2023-12-31", 11);
	return true;
}

static bool after(const void *context, int n, bool calendar_days, char day[11])
{
	(void)context;
	(void)n;
	(void)calendar_days;
	memcpy(day, "2023-05-15", 11);
	return true;
}

/* What SQLite says of the list with this filter: its steps, one a line. */
static const char *plan(struct gp_ledger *l, const char *filter, const char *sort)
{
	static char out[4000];
	const struct gp_filter_schema s = {.reg = "foi", .office = "o", .fields = fields, .field_count = COUNT(fields), .states = states,
	    .state_count = COUNT(states), .moves = moves, .move_count = 1, .clocks = clocks, .clock_count = 1, .find = one,
	    .days = {period, after, NULL}};
	struct gp_ledger_list list = {.reg = "foi", .sort = sort, .limit = 200, .schema = &s};
	struct gp_err e = GP_ERR_INIT;
	sqlite3_stmt *st = NULL;
	struct gp_filter f;
	size_t n = 0;

	*out = '\0';
	list.filter = &f;
	if (gp_filter_compile(&f, filter, &s, &e) || gp_ledger_list(l, &list, none, NULL, &e)) {
		snprintf(out, sizeof out, "%s\n", e.msg);
		gp_filter_free(&f);
		return out;
	}
	gp_filter_free(&f);
	sqlite3_prepare_v2(l->db, sql, -1, &st, NULL);
	while (st && sqlite3_step(st) == SQLITE_ROW)
		n += (size_t)snprintf(out + n, sizeof out - n, "%s\n", (const char *)sqlite3_column_text(st, 3));
	sqlite3_finalize(st);
	return out;
}

int main(void)
{
	static const struct {
		const char *filter, *way, *name;
	} rows[] = {
		{"state:open", "r USING INDEX record_state (office=? AND reg=? AND void=? AND state=?)", "a state, by its index"},
		{"state:open,done", "r USING INDEX record_state (office=? AND reg=? AND void=? AND state=?)", "several"},
		{"state!=done", "r USING INDEX record_state (office=? AND reg=? AND void=? AND state=?)", "all but one: the others"},
		{"(state!=done) channel:x", "r USING INDEX record_state (office=? AND reg=? AND void=? AND state=?)", "and a field"},
		{"overdue", "r USING INDEX sqlite_autoindex_record_1 (office=? AND reg=? AND rid=?)", "what is overdue, by its record"},
		{"overdue", "k USING INDEX clock_open (", "and those by the clocks that are open"},
		{"soon", "k USING INDEX clock_open (", "so what is due soon"},
		{"due<3 state!=done", "k USING INDEX clock_open (", "and what has some days left"},
		{"due<3 state!=done", "r USING INDEX sqlite_autoindex_record_1 (office=? AND reg=? AND rid=?)", "before its state"},
		{"dept:x state!=done", "r USING INDEX sqlite_autoindex_record_1 (office=? AND reg=? AND rid=?)", "what refers to a record"},
		{"dept:x", "l USING COVERING INDEX link_to (to_reg=? AND to_rid=?", "and is found from there"},
		{"phone:1", "r USING INDEX sqlite_autoindex_record_1 (office=? AND reg=? AND rid=?)", "a personal value"},
		{"\"名录\"", "r USING INTEGER PRIMARY KEY (rowid=?)", "words"},
		{"channel:x", "r USING INDEX record_", "a field: the records of this register alone"},
	};
	struct gp_ledger_options o = {.create = true, .office = "o"};
	struct gp_err e = GP_ERR_INIT;
	struct gp_ledger *l;
	char dir[] = "/tmp/govpub-plan-XXXXXX";

	if (!mkdtemp(dir) || gp_ledger_open(&l, dir, &o, &e)) {
		ok(false, "%s", e.msg);
		return tap_done();
	}
	sqlite3_trace_v2(l->db, SQLITE_TRACE_STMT, keep, NULL);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *got = plan(l, rows[i].filter, "due");

		if (!ok(strstr(got, rows[i].way) != NULL, "%s: %s", rows[i].filter, rows[i].name))
			printf("# %s", got);
	}
	ok(strstr(plan(l, "channel:x", "due"), "c USING INDEX sqlite_autoindex_clock_1 (office=? AND reg=? AND rid=? AND name=?)"),
	    "a clock that is sorted by is looked up");
	ok(!strstr(plan(l, "channel:x", "channel"), "c USING"), "and no clock for the sake of a field");
	gp_ledger_close(l);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

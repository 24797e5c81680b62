/* the full text of records that are being written: found at once, the last text of each, and nothing that was taken back */
#define _GNU_SOURCE
#include "core/store/filter.h"
#include "core/store/ledger_db.h"
#include "tests/lib/small_ledger.h"

static char first[GP_ULID], second[GP_ULID];

static int count(void *user, const struct gp_ledger_record *r)
{
	(void)r;
	++*(int *)user;
	return 0;
}

/* Records in which the word is found, as a list with a filter finds them. */
static int found(struct gp_ledger *l, const char *word)
{
	char sql[200];
	struct gp_filter f = {.sql = sql};
	struct gp_ledger_list list = {.reg = "foi", .filter = &f};
	int n = 0;

	snprintf(sql, sizeof sql, "r.id IN (SELECT rowid FROM fts('\"%s\"'))", word);
	return gp_ledger_list(l, &list, count, &n, &err) ? -1 : n;
}

/* Those that SQLite has by now. */
static int64_t written(struct gp_ledger *l)
{
	sqlite3_stmt *st = NULL;
	int64_t n = -1;

	if (sqlite3_prepare_v2(l->db, "SELECT count(*) FROM fts_content", -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return n;
}

static bool put(struct gp_chain *c, char *rid, bool new, const char *subject)
{
	char json[200];

	snprintf(json, sizeof json, "{\"set\":{\"subject\":\"%s\"}}", subject);
	return put_entry(c, "foi", rid, new, new ? "create" : "edit", "", json) == 0;
}

static void in_a_transaction(struct gp_chain *c)
{
	struct gp_ledger *l = gp_chain_ledger(c);

	ok(!gp_ledger_begin(l, &err) && put(c, first, true, "扶持资金") && put(c, second, true, "开放时间") &&
	    put(c, first, false, "评审材料"), "two records, one of them changed");
	is_int(written(l), 0, "their texts wait");
	is_int(found(l, "评审"), 1, "who searches finds the record as it is");
	is_int(found(l, "扶持"), 0, "and not as it was");
	is_int(written(l), 2, "one text a record");
	ok(put(c, first, false, "处罚决定") && put(c, second, false, "决定"), "both change again");
	ok(!gp_ledger_commit(l, &err), "and are kept");
	is_int(found(l, "评审"), 0, "after that the first text is gone");
	is_int(found(l, "决定"), 2, "and the last is found");
}

static void taken_back(struct gp_chain *c)
{
	struct gp_ledger *l = gp_chain_ledger(c);
	char rid[GP_ULID];

	ok(!gp_ledger_begin(l, &err) && put(c, rid, true, "批复"), "a record that is taken back");
	gp_ledger_rollback(l);
	ok(!gp_ledger_begin(l, &err) && put(c, rid, true, "名录") && !gp_ledger_commit(l, &err), "and another one");
	is_int(found(l, "批复"), 0, "the words of the first did not wait for it");
	is_int(found(l, "名录"), 1, "its own are found");
}

#define LONG 1000000 /* bytes of a text */

static void much(struct gp_chain *c)
{
	struct gp_ledger *l = gp_chain_ledger(c);
	char *json = malloc(LONG + 100), rid[GP_ULID];
	int64_t before = written(l);
	bool all = !gp_ledger_begin(l, &err);

	for (int i = 0; i < 10 && all; i++) {
		int n = snprintf(json, LONG, "{\"set\":{\"text\":\"第%d份", i);

		memset(json + n, 'a', LONG);
		memcpy(json + n + LONG, "\"}}", sizeof "\"}}");
		all = !put_entry(c, "foi", rid, true, "create", "", json);
	}
	ok(all, "ten long texts");
	ok(written(l) > before, "do not all wait");
	ok(!gp_ledger_commit(l, &err) && written(l) == before + 10, "and all are kept");
	is_int(sqlite3_exec(l->db, "INSERT INTO fts(fts) VALUES('integrity-check')", NULL, NULL, NULL), SQLITE_OK,
	    "the full text is what the texts say");
	free(json);
}

int main(void)
{
	char dir[] = "/tmp/gp-words-XXXXXX";
	struct gp_ledger_options o = {.create = true};
	struct gp_chain *c = NULL;

	if (!mkdtemp(dir) || gp_chain_open(&c, dir, &o, &err))
		ok(false, "%s", err.msg);
	if (c) {
		in_a_transaction(c);
		taken_back(c);
		much(c);
	}
	gp_chain_close(c);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

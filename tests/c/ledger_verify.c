/* a ledger that is large enough for two threads: the same findings, while others write, and an end when it is told to */
#define _GNU_SOURCE
#include "tests/lib/small_ledger.h"
#include "core/ledger/verify_impl.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#define LIVES 1600
#define EVENTS (3 * LIVES + LIVES / 3)

static struct gp_verify_counts counts;
static int kinds[GP_VERIFY_KINDS];

static int note(void *user, const struct gp_verify_finding *f)
{
	const int *until = user;

	kinds[f->what]++;
	return until && counts.findings >= *until ? 7 : 0;
}

static int look(struct gp_chain *c, int *until)
{
	memset(kinds, 0, sizeof kinds);
	return gp_chain_verify(c, note, until, &counts, &err);
}

/* Whether the quick look says of all that threads part among them that it is well. */
static bool quickly_well(struct gp_chain *c)
{
	struct gp_event_hasher *hasher = gp_event_hasher_new("sha256");
	struct gp_verify_counts n = {0};
	struct gp_verify v = {.l = gp_chain_ledger(c), .hasher = hasher, .fn = gp_verify_stop, .counts = &n, .e = &err};
	bool well[GP_VERIFY_PARTS] = {false};
	int rc = gp_verify_quick(&v, well);

	gp_ledger_end_reading(v.l);
	gp_event_hasher_free(hasher);
	return !rc && well[GP_VERIFY_PART_FILES] && well[GP_VERIFY_PART_VAULT] && well[GP_VERIFY_PART_RECORDS] &&
	    well[GP_VERIFY_PART_CHAINS];
}

static void sql(sqlite3 *db, const char *text)
{
	char *why = NULL;

	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		ok(false, "%s: %s", text, why);
	sqlite3_free(why);
}

/* The statement that made it. */
static char *text_of(sqlite3 *db, const char *name)
{
	sqlite3_stmt *st = NULL;
	char *text = NULL;

	sqlite3_prepare_v2(db, "SELECT sql FROM sqlite_schema WHERE name = ?", -1, &st, NULL);
	sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC);
	if (sqlite3_step(st) == SQLITE_ROW)
		text = sqlite3_mprintf("%s", (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	return text;
}

/* As many transactions as it can, until it is killed. */
static void write_on(const char *dir)
{
	struct gp_ledger_options o = {.create = false};
	struct gp_chain *c;

	if (gp_chain_open(&c, dir, &o, &err))
		_exit(1);
	for (int i = LIVES + 1;; i++)
		if (gp_ledger_begin(gp_chain_ledger(c), &err) || put_life(c, "foi", i) ||
		    gp_ledger_commit(gp_chain_ledger(c), &err))
			_exit(1);
}

static void while_others_write(const char *dir, struct gp_chain *c)
{
	int64_t last = 0;
	int status, sound = 0;
	pid_t pid = fork();

	if (!pid)
		write_on(dir);
	for (int i = 0; i < 5; i++) {
		sound += !look(c, NULL) && !counts.findings && counts.events >= last && counts.events >= EVENTS;
		last = counts.events;
	}
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	is_int(sound, 5, "while somebody writes it is looked at as it is at one moment");
	ok(WIFSIGNALED(status) && last > EVENTS, "who was not kept from writing");
}

/* What is changed, in which a row is named; how it is put back; what has to be found. */
struct change {
	const char *does, *undoes;
	enum gp_verify_what what;
	const char *name;
};

#define EVENT "eid, office, reg, rid, seq, at, on_, by_, via, tx, kind, move, body, decl, prev, hash"
#define AWAY " AS SELECT * FROM "

static const struct change changes[] = {
	{"CREATE TEMP TABLE gone" AWAY "event WHERE rowid = %lld; DELETE FROM event WHERE rowid = %lld",
	    "INSERT INTO event(rowid, " EVENT ") SELECT %lld, * FROM gone", GP_VERIFY_MISSING, "an entry that is gone"},
	{"CREATE TEMP TABLE gone" AWAY "event WHERE rowid = %lld; UPDATE event SET via = 'x', hash = forged(rowid) WHERE rowid = %lld",
	    "UPDATE event SET (via, hash) = (SELECT via, hash FROM gone) WHERE rowid = %lld", GP_VERIFY_LINK,
	    "one that was changed and hashed again"},
	{"CREATE TEMP TABLE gone" AWAY "record WHERE rid = (SELECT rid FROM event WHERE rowid = %lld);"
	    " DELETE FROM record WHERE rid = (SELECT rid FROM event WHERE rowid = %lld)",
	    "INSERT INTO record SELECT * FROM gone WHERE %lld", GP_VERIFY_RECORD, "a record that is gone"},
	{"CREATE TEMP TABLE gone" AWAY "moved WHERE rid = (SELECT rid FROM event WHERE rowid = %lld);"
	    " DELETE FROM moved WHERE rid = (SELECT rid FROM event WHERE rowid = %lld)",
	    "INSERT INTO moved SELECT * FROM gone WHERE %lld", GP_VERIFY_MOVES, "its moves that are gone"},
	{"CREATE TEMP TABLE gone" AWAY "link WHERE rid = (SELECT rid FROM event WHERE rowid = %lld);"
	    " DELETE FROM link WHERE rid = (SELECT rid FROM event WHERE rowid = %lld)",
	    "INSERT INTO link SELECT * FROM gone WHERE %lld", GP_VERIFY_LINKS, "its links that are gone"},
	{"CREATE TEMP TABLE gone" AWAY "event WHERE rowid = %lld; INSERT INTO link SELECT reg, rid || '0', 'dept', 'dept', 'D1' FROM event"
	    " WHERE rowid = %lld", "DELETE FROM link WHERE rid = (SELECT rid || '0' FROM gone WHERE %lld)", GP_VERIFY_LINKS,
	    "a link of no record"},
	{"CREATE TEMP TABLE gone" AWAY "event WHERE rowid = %lld; INSERT INTO record(office, reg, rid, state, rev, created_on, void, j)"
	    " SELECT office, reg, rid || '0', 'x', 1, '', 0, '{}' FROM event WHERE rowid = %lld",
	    "DELETE FROM record WHERE rid = (SELECT rid || '0' FROM gone WHERE %lld)", GP_VERIFY_EXTRA, "a record that no entry made"},
	{"CREATE TEMP TABLE gone" AWAY "vault WHERE h = (SELECT unhex_of_name(rid) FROM event WHERE rowid = %lld);"
	    " DELETE FROM vault WHERE h = (SELECT unhex_of_name(rid) FROM event WHERE rowid = %lld)",
	    "INSERT INTO vault SELECT * FROM gone WHERE %lld", GP_VERIFY_VAULT_GONE, "its personal value that is gone"},
};

/* The hash that stands for the personal value of a record. */
static void unhex_of_name(sqlite3_context *context, int n, sqlite3_value **args)
{
	sqlite3 *db = sqlite3_context_db_handle(context);
	unsigned char h[GP_LEDGER_HASH];
	sqlite3_stmt *st = NULL;

	(void)n;
	sqlite3_prepare_v2(db, "SELECT json_extract(j, '$.name.\"$v\"') FROM record WHERE rid = ?", -1, &st, NULL);
	sqlite3_bind_value(st, 1, args[0]);
	if (sqlite3_step(st) == SQLITE_ROW && !gp_event_unhex(h, (const char *)sqlite3_column_text(st, 0), 64))
		sqlite3_result_blob(context, h, sizeof h, SQLITE_TRANSIENT);
	sqlite3_finalize(st);
}

static int hash_forged(void *user, const struct gp_ledger_event *ev)
{
	struct gp_ledger_event forged = *ev;
	struct gp_event_hasher *hasher = gp_event_hasher_new("sha256");
	int rc;

	forged.via = "x";
	rc = gp_event_hash(hasher, &forged, user, &err);
	gp_event_hasher_free(hasher);
	return rc;
}

/* What the hash of an entry would be had it come another way. */
static void forged(sqlite3_context *context, int n, sqlite3_value **args)
{
	const int64_t rows[2] = {sqlite3_value_int64(args[0]), sqlite3_value_int64(args[0])};
	const struct gp_ledger_pick pick = {.office = "*", .as_written = true, .rows = rows};
	unsigned char h[GP_LEDGER_HASH];

	(void)n;
	if (!gp_ledger_each_event(sqlite3_user_data(context), &pick, hash_forged, h, &err))
		sqlite3_result_blob(context, h, sizeof h, SQLITE_TRANSIENT);
}

/* Where one piece ends and the next begins each thing is found that is found in the midst of one. */
static void at_seams(struct gp_chain *c, sqlite3 *db)
{
	const int64_t rows[2] = {1, EVENTS};
	size_t pieces = gp_verify_piece_count(rows);

	sqlite3_create_function(db, "unhex_of_name", 1, SQLITE_UTF8, NULL, unhex_of_name, NULL, NULL);
	sqlite3_create_function(db, "forged", 1, SQLITE_UTF8, gp_chain_ledger(c), forged, NULL, NULL);
	ok(pieces > 3, "it is looked at in pieces");
	for (size_t k = 0; k < sizeof changes / sizeof *changes; k++) {
		int seen = 0, tried = 0;

		for (size_t i = 1; i < pieces; i += 2)
			for (int64_t row = gp_verify_piece_row(rows, pieces, i) - 1, end = row + 2; row < end; row++) {
				char *does = sqlite3_mprintf(changes[k].does, row, row), *undoes = sqlite3_mprintf(changes[k].undoes, row);

				sql(db, does);
				tried++;
				seen += !look(c, NULL) && kinds[changes[k].what] >= 1;
				sql(db, undoes);
				sql(db, "DROP TABLE gone");
				sqlite3_free(does);
				sqlite3_free(undoes);
			}
		ok(seen == tried && tried > 0, "beside seams, %d times: %s", tried, changes[k].name);
	}
}

int main(void)
{
	char dir[] = "/tmp/gp-verify-XXXXXX", path[300];
	struct gp_chain *c;
	sqlite3 *db;
	char *trigger, *other;
	int one = 1, two = 2;

	if (!mkdtemp(dir) || !(c = make_small(dir, "sha256", LIVES))) {
		ok(false, "a ledger: %s", err.msg);
		return tap_done();
	}
	snprintf(path, sizeof path, "%s/data/govpub.db", dir);
	ok(!look(c, NULL) && !counts.findings, "a large one is sound");
	ok(counts.events == EVENTS && counts.records == LIVES && counts.registers == 2 && counts.secrets == LIVES,
	    "all of it was looked at");
	ok(quickly_well(c), "one look is enough where all is well, in an office that has a name");
	sqlite3_open(path, &db);
	sqlite3_busy_timeout(db, 10000);
	sql(db, "UPDATE record SET state = 'x' WHERE id IN (7, 1200)");
	ok(!look(c, NULL) && counts.findings == 2 && kinds[GP_VERIFY_RECORD] == 2, "two records that were changed are two");
	is_int(counts.records, LIVES, "and all were looked at");
	sql(db, "UPDATE link SET to_rid = 'D2' WHERE rid = (SELECT rid FROM record WHERE id = 9)");
	ok(!look(c, NULL) && counts.findings == 2, "what follows from records is not told before they are mended");
	is_int(look(c, &one), 7, "it ends when it is told to");
	sql(db, "UPDATE record SET state = 'done' WHERE id = 7");
	sql(db, "UPDATE record SET state = 'received' WHERE id = 1200");
	ok(!look(c, NULL) && counts.findings == 1 && kinds[GP_VERIFY_LINKS] == 1, "then it is");
	trigger = text_of(db, "event_update");
	sql(db, "DROP TRIGGER event_update");
	sql(db, "UPDATE event SET by_ = '李四' WHERE rowid = 3000");
	ok(!look(c, NULL) && kinds[GP_VERIFY_HASH] == 1 && kinds[GP_VERIFY_LINKS] == 1, "an entry that was changed besides");
	is_int(look(c, &two), 7, "it ends when it is told to while two threads look");
	sql(db, "UPDATE event SET by_ = '张三' WHERE rowid = 3000");
	sql(db, "UPDATE event SET rowid = 100000 WHERE rowid = 3000");
	sql(db, "UPDATE link SET to_rid = 'D1' WHERE to_rid = 'D2'");
	ok(!look(c, NULL) && counts.findings == 1 && kinds[GP_VERIFY_SCHEMA] == 1, "a trigger that is gone is named");
	sql(db, "UPDATE event SET rowid = 3000 WHERE rowid = 100000");
	other = text_of(db, "event_delete");
	sql(db, "DROP TRIGGER event_delete");
	at_seams(c, db);
	sql(db, "UPDATE event SET rowid = 100000 WHERE rowid = 3000");
	sql(db, trigger);
	sql(db, other);
	sqlite3_free(trigger);
	sqlite3_free(other);
	ok(!look(c, NULL) && !counts.findings, "where an entry lies in the file does not matter");
	sqlite3_close(db);
	while_others_write(dir, c);
	gp_chain_close(c);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

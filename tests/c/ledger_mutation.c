/* verify names every single thing that is changed behind the program's back */
#define _GNU_SOURCE
#include "tests/lib/small_ledger.h"

#include <fcntl.h>
#include <sqlite3.h>

#include "core/store/bigram.h"

#define LIVES 12

static struct gp_chain *chain;
static sqlite3 *db;

static int64_t unguarded; /* triggers that are away while entries are changed: each is a finding */

/* What the last look found. */
static struct {
	struct gp_verify_counts counts;
	bool kinds[GP_VERIFY_KINDS];
	int64_t seqs[400];
	char regs[400][20];
	size_t n;
	char text[300]; /* the first, for people */
} seen;

static int note(void *user, const struct gp_verify_finding *f)
{
	(void)user;
	seen.kinds[f->what] = true;
	if (seen.n < 400) {
		seen.seqs[seen.n] = f->seq;
		snprintf(seen.regs[seen.n++], sizeof seen.regs[0], "%s", f->reg);
	}
	if (!*seen.text)
		snprintf(seen.text, sizeof seen.text, "%s %s %d", gp_verify_word(f->what), f->reg, (int)f->seq);
	return 0;
}

static int64_t look(void)
{
	memset(&seen, 0, sizeof seen);
	if (gp_chain_verify(chain, note, NULL, &seen.counts, &err)) {
		printf("# %s\n", err.msg);
		return -1;
	}
	return seen.counts.findings - unguarded;
}

static bool named(const char *reg, int64_t seq)
{
	for (size_t i = 0; i < seen.n; i++)
		if (seen.seqs[i] == seq && !strcmp(seen.regs[i], reg))
			return true;
	return false;
}

static void sql(const char *text)
{
	char *why = NULL;

	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		ok(false, "%s: %s", text, why);
	sqlite3_free(why);
}

static void sqlf(const char *fmt, int64_t a, int64_t b)
{
	char *text = sqlite3_mprintf(fmt, a, b);

	sql(text);
	sqlite3_free(text);
}

/* One bit of one byte of a column, or the integer itself; then back. */
static bool flip(const char *table, const char *column, int64_t rowid, int byte, bool *applies)
{
	char *read = sqlite3_mprintf("SELECT %s FROM %s WHERE rowid = %lld", column, table, rowid),
	     *write = sqlite3_mprintf("UPDATE %s SET %s = ? WHERE rowid = %lld", table, column, rowid);
	sqlite3_stmt *r, *w;
	sqlite3_value *old;
	char bytes[5000];
	int n, type;

	sqlite3_prepare_v2(db, read, -1, &r, NULL);
	sqlite3_prepare_v2(db, write, -1, &w, NULL);
	sqlite3_step(r);
	old = sqlite3_value_dup(sqlite3_column_value(r, 0));
	type = sqlite3_value_type(old);
	n = type == SQLITE_INTEGER || type == SQLITE_NULL ? 0 : sqlite3_value_bytes(old);
	sqlite3_finalize(r);
	*applies = type == SQLITE_INTEGER ? byte == 0 : byte < n;
	if (*applies) {
		if (type == SQLITE_INTEGER) {
			sqlite3_bind_int64(w, 1, sqlite3_value_int64(old) + 1000);
		} else {
			memcpy(bytes, sqlite3_value_blob(old), (size_t)n);
			bytes[byte] ^= 1;
			if (type == SQLITE_TEXT)
				sqlite3_bind_text(w, 1, bytes, n, SQLITE_STATIC);
			else
				sqlite3_bind_blob(w, 1, bytes, n, SQLITE_STATIC);
		}
		if (sqlite3_step(w) != SQLITE_DONE)
			*applies = false;
		sqlite3_reset(w);
	}
	if (*applies) {
		look();
		sqlite3_bind_value(w, 1, old);
		sqlite3_step(w);
	}
	sqlite3_finalize(w);
	sqlite3_value_free(old);
	sqlite3_free(read);
	sqlite3_free(write);
	return *applies && seen.counts.findings > 0;
}

/* Events in the order in which they were written: which register, which seq. */
static int64_t ask(const char *fmt, int64_t a, char reg[20])
{
	char *text = sqlite3_mprintf(fmt, a);
	sqlite3_stmt *st;
	int64_t n = -1;

	sqlite3_prepare_v2(db, text, -1, &st, NULL);
	if (sqlite3_step(st) == SQLITE_ROW) {
		n = sqlite3_column_int64(st, 0);
		if (reg)
			snprintf(reg, 20, "%s", sqlite3_column_text(st, 1));
	}
	sqlite3_finalize(st);
	sqlite3_free(text);
	return n;
}

/* Every column of sampled rows, at sampled bytes. `chained`: rows of events, which have to be named. */
static void flips(const char *table, const char *const *columns, int64_t rows, bool chained)
{
	for (; *columns; columns++) {
		bool moves_it = !strcmp(*columns, "office") || !strcmp(*columns, "reg") || !strcmp(*columns, "seq");
		int tried = 0, missed = 0;

		for (int64_t row = 1; row <= rows; row += 7) {
			char reg[20] = "";
			int64_t seq = chained ? ask("SELECT seq, reg FROM event WHERE rowid = %lld", row, reg) : 0;

			for (int byte = 0; byte < 400; byte += byte < 4 ? 1 : 23) {
				bool applies;
				bool found = flip(table, *columns, row, byte, &applies);

				if (!applies)
					break;
				tried++;
				if (found && (!chained || moves_it || named(reg, seq)))
					continue;
				missed++;
				printf("# %s.%s row %d byte %d was not seen (%s)\n", table, *columns, (int)row, byte, seen.text);
			}
		}
		ok(tried > 0 && !missed, "%s.%s: each of %d changes is seen", table, *columns, tried);
	}
}

static void deletions(int64_t events)
{
	int missed = 0;

	for (int64_t row = 1; row <= events; row++) {
		char reg[20];
		int64_t seq = ask("SELECT seq, reg FROM event WHERE rowid = %lld", row, reg);

		sqlf("CREATE TEMP TABLE gone AS SELECT * FROM event WHERE rowid = %lld", row, 0);
		sqlf("DELETE FROM event WHERE rowid = %lld", row, 0);
		/* the one behind it names the gap; of the last one, the head that was printed */
		if (look() <= 0 || !(named(reg, seq + 1) || named(reg, seq))) {
			missed++;
			printf("# %s %d was not missed: %s\n", reg, (int)seq, seen.text);
		}
		sqlf("INSERT INTO event(rowid, eid, office, reg, rid, seq, at, on_, by_, via, tx, kind, move, body, decl, prev, hash)"
		    " SELECT %lld, * FROM gone", row, 0);
		sql("DROP TABLE gone");
	}
	ok(!missed, "each of %d events is missed where it stood", (int)events);
	is_int(look(), 0, "back in their places, all is well");
}

static void swaps(int64_t events)
{
	int missed = 0, done = 0;

	for (int64_t row = 1; row < events; row++) {
		char reg[20], other[20];
		int64_t seq = ask("SELECT seq, reg FROM event WHERE rowid = %lld", row, reg);
		int64_t next = ask("SELECT seq, reg FROM event WHERE rowid = %lld", row + 1, other);

		if (strcmp(reg, other))
			continue;
		done++;
		for (int back = 0; back < 2; back++) {
			sqlf("UPDATE event SET seq = seq + 100000 WHERE rowid = %lld", row, 0);
			sqlf("UPDATE event SET seq = %lld WHERE rowid = %lld", back ? next : seq, row + 1);
			sqlf("UPDATE event SET seq = %lld WHERE rowid = %lld", back ? seq : next, row);
			if (!back && (look() <= 0 || !named(reg, seq)))
				missed++;
		}
	}
	ok(done > 10 && !missed, "each of %d swaps of neighbours is named", done);
}

static void tails(void)
{
	for (int n = 1; n <= 3; n++) {
		sql("CREATE TEMP TABLE gone AS SELECT rowid AS id, * FROM event WHERE reg = 'foi' ORDER BY seq DESC LIMIT 3");
		sqlf("DELETE FROM event WHERE rowid IN (SELECT id FROM gone ORDER BY seq DESC LIMIT %lld)", n, 0);
		ok(look() > 0 && seen.kinds[GP_VERIFY_HEAD], "%d events cut off the end: older than what was printed", n);
		sqlf("INSERT INTO event(rowid, eid, office, reg, rid, seq, at, on_, by_, via, tx, kind, move, body, decl, prev, hash)"
		    " SELECT * FROM gone ORDER BY seq DESC LIMIT %lld", n, 0);
		sql("DROP TABLE gone");
	}
	/* who can write the file can make the hashes again; the printed head does not follow */
	sql("CREATE TEMP TABLE was AS SELECT hash FROM head WHERE reg = 'foi'");
	sql("UPDATE head SET hash = zeroblob(32) WHERE reg = 'foi'");
	ok(look() == 1 && seen.kinds[GP_VERIFY_HEAD], "a head that is not the printed one");
	sql("UPDATE head SET hash = (SELECT hash FROM was) WHERE reg = 'foi'");
}

static void others(void)
{
	struct gp_buf path;
	unsigned char h[GP_LEDGER_HASH] = {0};

	for (int seq = -1; seq <= 0; seq++) {
		sqlf("INSERT INTO event(eid, office, reg, rid, seq, at, on_, by_, via, tx, kind, move, body, decl, prev, hash)"
		    " SELECT 'E', office, reg, rid, %lld, at, on_, by_, via, tx, 'note', '', '{}', decl, prev, hash FROM event"
		    " WHERE rowid = 1", seq, 0);
		ok(look() > 0, "an entry before the first of its register");
		sql("DELETE FROM event WHERE eid = 'E'");
	}
	sql("INSERT INTO record(office, reg, rid, state, rev, created_on, void, j) VALUES('310000','foi','~','x',1,'',0,'{}')");
	ok(look() == 1 && seen.kinds[GP_VERIFY_EXTRA], "a record that no event made");
	sql("DELETE FROM record WHERE rid = '~'");
	sql("INSERT INTO record(office, reg, rid, state, rev, created_on, void, j) VALUES('310000','foi','0','x',1,'',0,'{}')");
	ok(look() == 1 && seen.kinds[GP_VERIFY_EXTRA], "also one that comes before all others");
	sql("DELETE FROM record WHERE rid = '0'");
	sql("CREATE TEMP TABLE gone AS SELECT * FROM record WHERE id = 3");
	sql("DELETE FROM record WHERE id = 3");
	ok(look() == 1 && seen.kinds[GP_VERIFY_RECORD], "a record that is gone");
	sql("INSERT INTO record SELECT * FROM gone");
	sql("DROP TABLE gone");
	sql("CREATE TEMP TABLE gone AS SELECT * FROM moved LIMIT 1");
	sql("DELETE FROM moved WHERE rid = (SELECT rid FROM gone)");
	ok(look() == 1 && seen.kinds[GP_VERIFY_MOVES], "a move that is gone");
	sql("INSERT INTO moved SELECT * FROM gone");
	sql("UPDATE moved SET undone = 1 - undone WHERE rid = (SELECT rid FROM gone)");
	ok(look() == 1 && seen.kinds[GP_VERIFY_MOVES], "a move that is said to be undone");
	sql("UPDATE moved SET undone = 1 - undone WHERE rid = (SELECT rid FROM gone)");
	sql("DROP TABLE gone");
	sql("CREATE TEMP TABLE gone AS SELECT * FROM link LIMIT 1");
	sql("DELETE FROM link WHERE rid = (SELECT rid FROM gone)");
	ok(look() == 1 && seen.kinds[GP_VERIFY_LINKS], "a link that is gone");
	sql("INSERT INTO link SELECT reg, rid, field, to_reg, 'D2' FROM gone");
	ok(look() == 1 && seen.kinds[GP_VERIFY_LINKS], "one that leads elsewhere");
	sql("INSERT INTO link SELECT * FROM gone");
	ok(look() == 1 && seen.kinds[GP_VERIFY_LINKS], "one too many");
	sql("DELETE FROM link WHERE to_rid = 'D2'");
	sql("INSERT INTO link SELECT 'foi', 'none', field, to_reg, to_rid FROM gone");
	ok(look() == 1 && seen.kinds[GP_VERIFY_LINKS], "one of no record");
	sql("DELETE FROM link WHERE rid = 'none'");
	sql("DROP TABLE gone");
	sql("UPDATE fts_content SET c0 = c0 || '别的' WHERE id = 2");
	ok(look() == 1 && seen.kinds[GP_VERIFY_WORDS], "words that are not those of the record");
	sql("UPDATE fts_content SET c0 = substr(c0, 1, length(c0) - 2) WHERE id = 2");
	sql("CREATE TEMP TABLE gone AS SELECT * FROM fts_content WHERE id = 2");
	sql("DELETE FROM fts_content WHERE id = 2");
	ok(look() == 1 && seen.kinds[GP_VERIFY_WORDS], "words that are gone");
	sql("INSERT INTO fts_content SELECT * FROM gone");
	sql("INSERT INTO fts_content SELECT 1000, c0 FROM gone");
	ok(look() == 1 && seen.kinds[GP_VERIFY_WORDS], "words of no record");
	sql("DELETE FROM fts_content WHERE id = 1000");
	sql("DROP TABLE gone");
	is_int(look(), 0, "put back, nothing is found");
	sql("UPDATE declaration SET text = 'return register {} '");
	ok(look() > 0 && seen.kinds[GP_VERIFY_DECLARATION], "a declaration that is another");
	sql("DELETE FROM declaration");
	ok(look() > 0 && seen.kinds[GP_VERIFY_DECLARATION], "a declaration that is gone");
	sql("INSERT INTO declaration VALUES('" SMALL_DECL "', 'foi', '" SMALL_TEXT "')");
	sql("CREATE TEMP TABLE gone AS SELECT * FROM vault LIMIT 1");
	sql("UPDATE vault SET val = '\"王五\"' WHERE h = (SELECT h FROM gone)");
	ok(look() == 1 && seen.kinds[GP_VERIFY_VAULT], "a personal value that is another");
	sql("DELETE FROM vault WHERE h = (SELECT h FROM gone)");
	ok(look() == 1 && seen.kinds[GP_VERIFY_VAULT_GONE], "one that nobody erased and is gone");
	sql("INSERT INTO vault SELECT * FROM gone");
	sql("DROP TABLE gone");
	gp_buf_init(&path, 1000);
	ask("SELECT count(*), 'x' FROM blob", 0, NULL);
	gp_event_unhex(h, "13e5f94f06f4fa2c4ab34110a7a3ccfa9ff515ff2e7f52ceb98b04d14dfac2c8", 64);
	gp_ledger_blob_path(gp_chain_ledger(chain), h, &path);
	is_int(truncate(path.data, 3), 0, "a file is cut");
	ok(look() == 1 && seen.kinds[GP_VERIFY_FILE_CHANGED], "a file that was changed");
	unlink(path.data);
	ok(look() == 1 && seen.kinds[GP_VERIFY_FILE], "a file that is gone");
	gp_buf_free(&path);
}

/* The tables and what watches over them; the index of the full text. */
static void shapes(void)
{
	static const char *const changes[][3] = {
		{"a trigger that is gone", "DROP TRIGGER event_update",
		    "CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'events are never changed'); END"},
		{"one that does nothing", "DROP TRIGGER event_delete; CREATE TRIGGER event_delete BEFORE DELETE ON event BEGIN SELECT 1; END",
		    "DROP TRIGGER event_delete; CREATE TRIGGER event_delete BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'events are never "
		    "deleted'); END"},
		{"one too many", "CREATE TRIGGER a AFTER INSERT ON event BEGIN DELETE FROM record; END", "DROP TRIGGER a"},
		{"a table too many", "CREATE TABLE zz(x)", "DROP TABLE zz"},
		{"an index that is gone", "DROP INDEX record_no", "CREATE INDEX record_no ON record(reg, no)"},
		{"a view in place of nothing", "CREATE VIEW v AS SELECT * FROM event", "DROP VIEW v"},
	};

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		sql(changes[i][1]);
		ok(look() == 1 && seen.kinds[GP_VERIFY_SCHEMA], "%s", changes[i][0]);
		sql(changes[i][2]);
		is_int(look(), 0, "put back, nothing is found");
	}
	sql("CREATE TEMP TABLE was AS SELECT * FROM fts_content WHERE id = 3");
	sql("DELETE FROM fts WHERE rowid = 3");
	sql("INSERT INTO fts_content SELECT * FROM was");
	sql("DROP TABLE was");
	ok(look() == 1 && seen.kinds[GP_VERIFY_INDEX], "a record that is not found by its words");
	sql("INSERT INTO fts(fts) VALUES('rebuild')");
	is_int(look(), 0, "made again, it is");
}

int main(void)
{
	static const char *const event[] = {"eid", "office", "reg", "rid", "seq", "at", "on_", "by_", "via", "tx", "kind",
	    "move", "body", "decl", "prev", "hash", NULL},
	    *const record[] = {"office", "reg", "rid", "no", "n", "year", "state", "rev", "created_on", "closed_on", "void",
	    "j", NULL};
	char dir[] = "/tmp/gp-mutation-XXXXXX", path[300];
	int64_t events;

	if (!mkdtemp(dir) || !(chain = make_small(dir, "sm3", LIVES))) {
		ok(false, "a ledger: %s", err.msg);
		return tap_done();
	}
	snprintf(path, sizeof path, "%s/data/govpub.db", dir);
	sqlite3_open(path, &db);
	ok(!gp_bigram_register(db, &err), "the full text can be changed, too");
	sql("PRAGMA synchronous = OFF");
	is_int(look(), 0, "untouched, nothing is found");
	is_int(seen.counts.records, LIVES, "all records were looked at");
	ok(sqlite3_exec(db, "UPDATE event SET by_ = 'x'", NULL, NULL, NULL) != SQLITE_OK &&
	    sqlite3_exec(db, "DELETE FROM event", NULL, NULL, NULL) != SQLITE_OK, "triggers keep mistakes away");
	shapes();
	sql("DROP TRIGGER event_update");
	sql("DROP TRIGGER event_delete");
	unguarded = 2;
	events = ask("SELECT max(rowid), 'x' FROM event", 0, NULL);
	flips("event", event, events, true);
	flips("record", record, LIVES, false);
	deletions(events);
	swaps(events);
	tails();
	is_int(look(), 0, "all of it undone, nothing is found");
	others();
	sqlite3_close(db);
	gp_chain_close(chain);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

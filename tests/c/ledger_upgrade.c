/*
 * A file that an older version wrote becomes one of this version when it is opened, or stays as it was: whatever call to
 * the disk fails (every third; with GP_CUTS each), or when the power goes there. The older version is made up: its moves
 * have no step, its records no words.
 */
#define _GNU_SOURCE
#include "tests/lib/small_ledger.h"

#include "core/store/bigram.h"
#include "tests/lib/power_vfs.h"

#define LIVES 6
#define EVENTS (3 * LIVES + LIVES / 3)

static char dir[] = "/tmp/gp-upgrade-XXXXXX";

static const char older[] = "DROP TABLE fts; DROP TABLE link; DROP TABLE moved; DROP TABLE record;"
    "CREATE TABLE record(office TEXT, reg TEXT, rid TEXT, no TEXT, state TEXT, j TEXT, PRIMARY KEY(office, reg, rid));"
    "CREATE TABLE moved(office TEXT, reg TEXT, rid TEXT, seq INTEGER, move TEXT);"
    "INSERT INTO record SELECT DISTINCT office, reg, rid, '', 'old', '{}' FROM event;"
    "PRAGMA user_version = 0;";

static const char *path(void)
{
	static char text[300];

	snprintf(text, sizeof text, "%s/data/govpub.db", dir);
	return text;
}

static bool sql(const char *text)
{
	char *why = NULL;
	sqlite3 *db;
	int rc = sqlite3_open(path(), &db);

	/* dropping the words of records takes the tokenizer that they were split with */
	if (!rc)
		rc = gp_bigram_register(db, &err);
	if (!rc)
		rc = sqlite3_exec(db, text, NULL, NULL, &why);
	if (rc)
		printf("# %s\n", why ? why : "cannot be opened");
	sqlite3_free(why);
	sqlite3_close(db);
	return !rc;
}

static int64_t ask(const char *text)
{
	sqlite3_stmt *st = NULL;
	sqlite3 *db;
	int64_t n = -1;

	if (!sqlite3_open(path(), &db) && !sqlite3_prepare_v2(db, text, -1, &st, NULL) && sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}

static bool make_older(void)
{
	struct gp_chain *c;

	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	mkdir(dir, 0700);
	power_clear();
	c = make_small(dir, "sha256", LIVES);
	gp_chain_close(c);
	return c && sql(older);
}

static bool is_older(void)
{
	return ask("PRAGMA user_version") == 0 && ask("SELECT count(*) FROM record WHERE state = 'old'") == LIVES &&
	    ask("SELECT count(*) FROM event") == EVENTS;
}

static int show(void *user, const struct gp_verify_finding *f)
{
	(void)user;
	printf("# %s %s %d %s %s\n", gp_verify_word(f->what), f->reg, (int)f->seq, f->rid, f->detail);
	return 0;
}

/* 0; -1 and why. */
static int open_it(int64_t *findings)
{
	struct gp_ledger_options o = {.create = false};
	struct gp_verify_counts counts;
	struct gp_chain *c;
	int rc;

	err = (struct gp_err)GP_ERR_INIT;
	if (gp_chain_open(&c, dir, &o, &err))
		return -1;
	rc = gp_chain_verify(c, show, NULL, &counts, &err);
	*findings = rc || counts.events != EVENTS || counts.records != LIVES ? -1 : counts.findings;
	gp_chain_close(c);
	return rc;
}

static void upgrades(void)
{
	int64_t findings = -1;

	ok(make_older() && is_older(), "a file of an older version");
	is_int(open_it(&findings), 0, "it is opened");
	is_int(findings, 0, "and sound, with all its entries and records");
	ok(ask("PRAGMA user_version") == 1 && ask("SELECT count(*) FROM record WHERE state = 'done'") == LIVES - LIVES / 3,
	    "its records are those of its entries");
	is_int(ask("SELECT count(*) FROM fts_content"), LIVES, "and are found by their words");
	make_older();
	sql("DROP TRIGGER event_update; UPDATE event SET by_ = 'x' WHERE seq = 2");
	ok(!open_it(&findings) && findings == 3, "what was wrong before is still named, and nothing else");
}

static void refusals(void)
{
	int64_t findings;

	make_older();
	sql("DROP TRIGGER event_update; UPDATE event SET body = '[1' WHERE seq = 2 AND reg = 'foi'");
	ok(open_it(&findings) && err.code == GP_EINTEGRITY && is_older(), "entries that cannot be folded: it stays as it was");
	make_older();
	sql("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name ="
	    " 'event_record') WHERE name = 'event_tx'");
	ok(open_it(&findings) && err.code == GP_EINTEGRITY, "a file that SQLite finds damaged");
	is_int(ask("PRAGMA user_version"), 0, "it stays as it was");
	make_older();
	sql("CREATE TRIGGER loses AFTER INSERT ON record BEGIN SELECT 1; END;"
	    "CREATE TRIGGER blocks BEFORE DELETE ON meta BEGIN SELECT 1; END");
	ok(!open_it(&findings) && findings == 1, "a foreign trigger on what is made again goes with it; another is named");
}

/* The folder is a real one, and an unfinished copy was removed there: so it is on the disk in memory. */
static void forget_copies(void)
{
	for (int i = 0; i < POWER_FILES; i++)
		if (power_files[i].exists && strstr(power_files[i].name, ".before-upgrade"))
			power_delete(NULL, power_files[i].name, 0);
}

static void faults(bool power_cut)
{
	const long step = getenv("GP_CUTS") ? 1 : 3;
	int lost = 0, older_files = 0, unclean = 0;
	int64_t findings;
	long at;

	for (at = 1;; at += step) {
		bool failed;

		if (!make_older()) {
			lost++;
			break;
		}
		power_goes = power_cut;
		power_struck = false;
		power_calls = 0;
		power_fail_at = at;
		failed = open_it(&findings) != 0;
		if (!power_struck)
			break;
		power_fail_at = 0;
		if (power_cut) {
			power_is_gone = true;
			power_back();
			power_shm_unmap(NULL, 1);
			power_goes = false;
		}
		forget_copies();
		unclean += failed && (!*err.msg || err.code == GP_OK);
		older_files += is_older();
		if (!is_older() && ask("PRAGMA user_version") != 1) {
			lost++;
			printf("# call %ld: neither old nor new\n", at);
		}
		if (open_it(&findings) || findings) {
			lost++;
			printf("# call %ld: %s\n", at, err.msg);
		}
	}
	power_fail_at = 0;
	ok(!lost && at > 60, "%s at one of each %ld of %ld calls: the old file or the new one, and nothing is lost",
	    power_cut ? "the power goes" : "the disk fails", step, at);
	ok(older_files > at / step / 10, "often the old one (%d)", older_files);
	ok(!unclean, "every error says what is wrong");
}

int main(void)
{
	if (!mkdtemp(dir))
		return 1;
	power_install();
	upgrades();
	refusals();
	faults(false);
	faults(true);
	power_clear();
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

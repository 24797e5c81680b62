/* a ledger that is large enough for two threads: the same findings, while others write, and an end when it is told to */
#define _GNU_SOURCE
#include "tests/lib/small_ledger.h"

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

int main(void)
{
	char dir[] = "/tmp/gp-verify-XXXXXX", path[300];
	struct gp_chain *c;
	sqlite3 *db;
	char *trigger;
	int one = 1, two = 2;

	if (!mkdtemp(dir) || !(c = make_small(dir, "sha256", LIVES))) {
		ok(false, "a ledger: %s", err.msg);
		return tap_done();
	}
	snprintf(path, sizeof path, "%s/data/govpub.db", dir);
	ok(!look(c, NULL) && !counts.findings, "a large one is sound");
	ok(counts.events == EVENTS && counts.records == LIVES && counts.registers == 2 && counts.secrets == LIVES,
	    "all of it was looked at");
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
	sql(db, trigger);
	sqlite3_free(trigger);
	ok(!look(c, NULL) && !counts.findings, "where an entry lies in the file does not matter");
	sqlite3_close(db);
	while_others_write(dir, c);
	gp_chain_close(c);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

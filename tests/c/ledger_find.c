/* what is looked up for every record that is written, costs the same in a small ledger and in a large one */
#define _GNU_SOURCE
#include "core/store/ledger_db.h"
#include "tests/lib/small_ledger.h"

#define LIVES 600 /* in two registers, all of one year */
#define STEPS 250 /* of SQLite's machine; one that walks a register takes ten for each record */

static int count(void *user, const struct gp_ledger_record *r)
{
	(void)r;
	++*(int *)user;
	return 0;
}

static int count_rid(void *user, const char *rid)
{
	(void)rid;
	++*(int *)user;
	return 0;
}

/* What all statements took since the last call. */
static int steps(struct gp_ledger *l)
{
	int n = 0;

	for (size_t i = 0; i < l->kept_count; i++)
		n += sqlite3_stmt_status(l->kept[i].st, SQLITE_STMTSTATUS_VM_STEP, 1);
	return n;
}

static void look_up(struct gp_ledger *l)
{
	unsigned char hash[GP_LEDGER_HASH];
	int64_t seq, next = 0;
	char tx[32];
	int n = 0, took;

	steps(l);
	ok(!gp_ledger_by_no(l, "foi", "foi〔2023〕201号", count, &n, &err) && n == 1, "a whole number is found");
	took = steps(l);
	ok(took < STEPS, "through its index: %d steps", took);
	ok(!gp_ledger_by_no(l, "foi", "foi〔2023〕2号", count, &n, &err) && n == 1, "one that nobody has is not");
	took = steps(l);
	ok(took < STEPS, "without a look at the records: %d steps", took);
	ok(!gp_ledger_by_number(l, "foi", 201, 2023, count, &n, &err) && n == 2, "the number of a year");
	took = steps(l);
	ok(took < STEPS, "%d steps", took);
	ok(!gp_ledger_next_number(l, "foi", 2023, &next, &err) && next == LIVES, "the next one of a year");
	ok(!gp_ledger_next_number(l, "foi", 0, &next, &err) && next == LIVES, "the next one of all");
	took = steps(l);
	ok(took < STEPS, "%d steps", took);
	ok(gp_ledger_tail(l, "foi", &seq, hash, &err) == 1 && gp_ledger_last_tx(l, "张三", "foi", NULL, tx, &err) == 1, "the last event");
	took = steps(l);
	ok(took < STEPS, "%d steps", took);
	n = 0;
	ok(!gp_ledger_each_blind(l, "foi", "name", "李四", strlen("李四"), count_rid, &n, &err) && !n, "a personal value");
	took = steps(l);
	ok(took < STEPS, "%d steps", took);
}

int main(void)
{
	char dir[] = "/tmp/gp-find-XXXXXX";
	struct gp_chain *c = mkdtemp(dir) ? make_small(dir, "sha256", LIVES) : NULL;

	ok(c, "registers with %d records", LIVES);
	if (c)
		look_up(gp_chain_ledger(c));
	gp_chain_close(c);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

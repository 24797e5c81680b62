/*
 * The power goes at any moment (GP_CUTS times, 50), every single call to the disk fails once, and every allocation of
 * SQLite: what was committed is there, the chain is sound, and errors are clean.
 */
#define _GNU_SOURCE
#include "tests/lib/small_ledger.h"

#include "tests/lib/power_vfs.h"

static char dir[] = "/tmp/gp-power-XXXXXX";
static long alloc_calls, alloc_fail_at;
static bool alloc_struck;
static sqlite3_mem_methods alloc_real;

static bool alloc_fails(void)
{
	if (++alloc_calls != alloc_fail_at)
		return false;
	return alloc_struck = true;
}

static void *fallible_malloc(int n)
{
	return alloc_fails() ? NULL : alloc_real.xMalloc(n);
}

static void *fallible_realloc(void *p, int n)
{
	return alloc_fails() ? NULL : alloc_real.xRealloc(p, n);
}

static int64_t tail(struct gp_chain *c)
{
	unsigned char hash[GP_LEDGER_HASH];
	int64_t seq = 0;

	return gp_ledger_tail(gp_chain_ledger(c), "foi", &seq, hash, &err) < 0 ? -1 : seq;
}

/* Opens, writes `lives` records in transactions of their own, closes; how many entries were acknowledged. */
static int64_t work(int lives, int64_t acknowledged, bool *failed)
{
	struct gp_ledger_options o = {.create = true};
	struct gp_chain *c;

	err = (struct gp_err)GP_ERR_INIT;
	*failed = gp_chain_open(&c, dir, &o, &err) != 0;
	if (*failed)
		return acknowledged;
	for (int i = 1; i <= lives && !*failed; i++) {
		struct gp_ledger *l = gp_chain_ledger(c);
		int64_t seq = 0;

		*failed = gp_ledger_begin(l, &err) || gp_ledger_declare(l, SMALL_DECL, "foi", SMALL_TEXT, &err) ||
		    put_life(c, "foi", i) || (seq = tail(c)) < 0 || gp_ledger_commit(l, &err);
		acknowledged = *failed ? acknowledged : seq;
	}
	gp_chain_close(c);
	return acknowledged;
}

static int show(void *user, const struct gp_verify_finding *f)
{
	(void)user;
	printf("# %s %s %d\n", gp_verify_word(f->what), f->reg, (int)f->seq);
	return 0;
}

/* Everything that was acknowledged, and nothing that is half done. How many entries there are, or -1. */
static int64_t look(int64_t acknowledged)
{
	struct gp_ledger_options o = {.create = true};
	struct gp_verify_counts counts;
	struct gp_chain *c;
	int64_t seq = -1;

	if (gp_chain_open(&c, dir, &o, &err)) {
		printf("# opened again: %s\n", err.msg);
		return -1;
	}
	if (gp_chain_verify(c, show, NULL, &counts, &err) || counts.findings || (seq = tail(c)) < acknowledged ||
	    counts.events != seq) {
		printf("# %d entries of %d: %s\n", (int)seq, (int)acknowledged, err.msg);
		seq = -1;
	}
	gp_chain_close(c);
	return seq;
}

static void cuts(int n)
{
	int lost = 0, struck = 0;
	bool failed;

	for (int i = 0; i < n; i++) {
		int64_t acknowledged = 0;
		bool before = random_below(2);

		power_clear();
		if (before) /* a second session on what the first left */
			acknowledged = work(1 + (int)random_below(6), 0, &failed);
		power_goes = true;
		power_struck = false;
		power_calls = 0;
		power_fail_at = 1 + (long)random_below(before ? 400 : 700);
		acknowledged = work(12, acknowledged, &failed);
		power_is_gone = true;
		power_back();
		power_shm_unmap(NULL, 1);
		struck += power_struck;
		power_goes = false;
		if (look(acknowledged) < 0) {
			lost++;
			printf("# cut %d at call %ld\n", i, power_calls);
		}
	}
	ok(!lost, "the power went %d times: nothing that was acknowledged is lost, and the chain is sound", n);
	ok(struck > n / 2, "most often in the middle of something (%d)", struck);
}

static void faults(void)
{
	int lost = 0, unclean = 0, unfelt = 0;
	bool failed;

	for (long at = 1;; at++) {
		int64_t acknowledged;

		power_clear();
		power_goes = false;
		acknowledged = work(1, 0, &failed);
		power_struck = false;
		power_calls = 0;
		power_fail_at = at;
		acknowledged = work(3, acknowledged, &failed);
		power_fail_at = 0;
		if (!power_struck) {
			ok(!lost && at > 40, "each of %ld calls to the disk failed once: nothing is lost", at - 1);
			ok(unfelt < at / 2, "most of these are felt (%d are not: while closing)", unfelt);
			break;
		}
		unclean += failed && (!*err.msg || err.code == GP_OK);
		unfelt += !failed;
		if (look(acknowledged) < 0 || work(1, acknowledged, &failed) <= acknowledged || failed) {
			lost++;
			printf("# call %ld\n", at);
		}
	}
	ok(!unclean, "every error says what is wrong");
}

static void allocations(void)
{
	int lost = 0, unclean = 0;
	long step = 1;
	bool failed;

	for (long at = 1;; at += step) {
		int64_t acknowledged;

		power_clear();
		acknowledged = work(1, 0, &failed);
		alloc_struck = false;
		alloc_calls = 0;
		alloc_fail_at = at;
		acknowledged = work(1, acknowledged, &failed);
		alloc_fail_at = 0;
		if (!alloc_struck) {
			ok(!lost && at > 500, "allocations of SQLite failed, one of each %ld of %ld: nothing is lost", step, at);
			break;
		}
		unclean += failed && (!*err.msg || err.code == GP_OK);
		if (look(acknowledged) < 0) {
			lost++;
			printf("# allocation %ld\n", at);
		}
		step = getenv("GP_CUTS") ? 1 : 1 + at / 100;
	}
	ok(!unclean, "every error says what is wrong");
}

int main(void)
{
	const char *often = getenv("GP_CUTS");
	sqlite3_mem_methods methods;

	if (!mkdtemp(dir))
		return 1;
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &alloc_real);
	methods = alloc_real;
	methods.xMalloc = fallible_malloc;
	methods.xRealloc = fallible_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
	power_install();
	cuts(often ? (int)strtol(often, NULL, 10) : 50);
	faults();
	allocations();
	power_clear();
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

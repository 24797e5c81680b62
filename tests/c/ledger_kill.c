/*
 * A writer is killed with -9 at any moment: what it was told is committed is there, and the chain is sound. GP_KILLS says
 * how often (50).
 */
#define _GNU_SOURCE
#include "tests/lib/small_ledger.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "tests/lib/random.h"

#define ROUNDS_A_LEDGER 50 /* then a new one: looking at all of it takes longer with every round */

/* Writes on and on; says the number of entries after every commit. */
static void write_on(const char *dir, int tell)
{
	struct gp_ledger_options o = {.create = true};
	unsigned char hash[GP_LEDGER_HASH];
	struct gp_chain *c;
	int64_t seq = 0;

	if (gp_chain_open(&c, dir, &o, &err))
		_exit(1);
	for (int i = 1;; i++) {
		struct gp_ledger *l = gp_chain_ledger(c);

		if (gp_ledger_begin(l, &err) || gp_ledger_declare(l, SMALL_DECL, "foi", SMALL_TEXT, &err) || put_life(c, "foi", i) ||
		    gp_ledger_tail(l, "foi", &seq, hash, &err) < 0 || gp_ledger_commit(l, &err) ||
		    write(tell, &seq, sizeof seq) != sizeof seq)
			_exit(1);
	}
}

static int count(void *user, const struct gp_verify_finding *f)
{
	printf("# %s %s %d %s\n", gp_verify_word(f->what), f->reg, (int)f->seq, f->rid);
	(void)user;
	return 0;
}

/* The last number that came through; the writer did not end by itself. */
static int64_t one_round(const char *dir)
{
	int pipe_fd[2], status;
	int64_t seq, told = 0;
	pid_t pid;

	if (pipe(pipe_fd))
		return -1;
	pid = fork();
	if (!pid) {
		close(pipe_fd[0]);
		write_on(dir, pipe_fd[1]);
	}
	close(pipe_fd[1]);
	if (random_below(4) && read(pipe_fd[0], &seq, sizeof seq) == sizeof seq)
		told = seq; /* else it dies while it opens */
	nanosleep(&(struct timespec){.tv_nsec = (long)random_below(8000000)}, NULL);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	while (read(pipe_fd[0], &seq, sizeof seq) == sizeof seq)
		told = seq;
	close(pipe_fd[0]);
	return WIFSIGNALED(status) ? told : -1;
}

static bool survives(const char *dir, int64_t told)
{
	struct gp_ledger_options o = {.create = true};
	unsigned char hash[GP_LEDGER_HASH];
	struct gp_verify_counts counts;
	struct gp_chain *c;
	int64_t seq = 0;
	bool sound;

	if (gp_chain_open(&c, dir, &o, &err)) {
		printf("# %s\n", err.msg);
		return false;
	}
	sound = gp_ledger_tail(gp_chain_ledger(c), "foi", &seq, hash, &err) >= 0 && seq >= told &&
	    !gp_chain_verify(c, count, NULL, &counts, &err) && !counts.findings && counts.events == seq;
	if (!sound)
		printf("# %d of %d entries: %s\n", (int)seq, (int)told, err.msg);
	gp_chain_close(c);
	return sound;
}

int main(void)
{
	const char *often = getenv("GP_KILLS");
	int kills = often ? (int)strtol(often, NULL, 10) : 50, lost = 0;
	int64_t entries = 0;
	char dir[40] = "";

	for (int i = 0; i < kills; i++) {
		int64_t told;

		if (i % ROUNDS_A_LEDGER == 0) {
			if (*dir)
				nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
			snprintf(dir, sizeof dir, "/tmp/gp-kill-XXXXXX");
			if (!mkdtemp(dir))
				return 1;
		}
		told = one_round(dir);
		lost += told < 0 || !survives(dir, told);
		entries += told > 0;
	}
	ok(!lost, "killed %d times: every entry that was acknowledged is there, and the chain is sound", kills);
	ok(entries > kills / 4, "in many of them something had been acknowledged");
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

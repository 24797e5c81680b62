/* jail: a set-up that fails says so; limits end what they must. Its own worker: "-x ROLE". */
#define _GNU_SOURCE
#include "core/sys/jail.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/sys/proc.h"
#include "tests/lib/tap.h"

#define MEMORY ((size_t)256 << 20)

static struct gp_err err;
static struct gp_jail_level here;

static bool enter(enum gp_jail_role role, unsigned cpu_s, int keep_fd, struct gp_jail_level *got)
{
	struct gp_jail_limits lim = {.cpu_s = cpu_s, .memory = MEMORY, .keep_fd = keep_fd};

	return gp_jail_enter(role, &lim, got, &err) == 0;
}

/* --- the worker's side */

static void say(const void *p, size_t n)
{
	if (write(GP_PROC_SOCKET, p, n) != (ssize_t)n)
		_exit(9);
}

static void spin(void)
{
	struct gp_jail_level got;
	volatile unsigned turns = 0;

	if (!enter(GP_JAIL_SCRIPT, 1, GP_PROC_SOCKET, &got))
		_exit(9);
	for (;;)
		turns++;
}

static void be_quiet(void)
{
	struct gp_jail_level got;

	if (!enter(GP_JAIL_PARSE, 0, GP_PROC_SOCKET, &got))
		_exit(9);
	say("y", 1);
	poll(NULL, 0, -1);
}

/* Starts a quiet worker and tells its pid once that is in its jail. */
static void nest(void)
{
	struct gp_proc p;
	struct pollfd ready;

	if (gp_proc_spawn(&p, NULL, "quiet", -1, &err) < 0)
		_exit(9);
	ready = (struct pollfd){.fd = p.sock, .events = POLLIN};
	poll(&ready, 1, 5000);
	say(&p.pid, sizeof p.pid);
	pause();
}

/* --- the parent's side */

static void time_is_limited(void)
{
	struct gp_proc p;
	struct pollfd end;
	char c;

	if (gp_proc_spawn(&p, NULL, "spin", -1, &err) < 0)
		ok(false, "%s", err.msg);
	end = (struct pollfd){.fd = p.sock, .events = POLLIN};
	poll(&end, 1, 20000);
	is_int(read(p.sock, &c, 1), 0, "the socket tells that a worker has ended");
	is_int(WTERMSIG(gp_proc_end(&p)), SIGXCPU, "one that spins, after its CPU seconds");
}

static void workers_die_with_their_parent(void)
{
	struct gp_proc p;
	struct pollfd told;
	pid_t nested = 0;
	int status = 0, tries;

	/* else init would inherit the worker's worker, and know how it ended */
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	if (gp_proc_spawn(&p, NULL, "nest", -1, &err) < 0)
		ok(false, "%s", err.msg);
	told = (struct pollfd){.fd = p.sock, .events = POLLIN};
	poll(&told, 1, 5000);
	is_int(read(p.sock, &nested, sizeof nested), sizeof nested, "a worker in its jail");
	gp_proc_end(&p);
	for (tries = 0; nested && tries < 500 && waitpid(nested, &status, WNOHANG) == 0; tries++)
		poll(NULL, 0, 10);
	is_int(WIFSIGNALED(status) ? WTERMSIG(status) : 0, SIGKILL, "dies with its parent");
}

/* Lets the kernel answer a call with errno `sys`; if `first`, only with that first argument. */
static bool refuse(int call, int sys, unsigned first)
{
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_ALLOW);
	struct scmp_arg_cmp is_first = SCMP_A0(first ? SCMP_CMP_EQ : SCMP_CMP_GE, first);
	uint32_t action = SCMP_ACT_ERRNO((uint32_t)sys);

	return !seccomp_rule_add(c, action, call, 1, is_first) && !seccomp_load(c);
}

enum ending { FULL, LESS, NAMED, OTHER };

/* Enters where the kernel refuses a call: fully, less, or not and with `step` in the message. */
static enum ending enter_without(int call, int sys, unsigned first, const char *step)
{
	struct gp_jail_level got;
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		if (!refuse(call, sys, first))
			_exit(OTHER);
		if (enter(GP_JAIL_PARSE, 10, 2, &got))
			_exit(got.landlock && got.seccomp && getuid() ? FULL : LESS);
		_exit(step && strstr(err.msg, step) ? NAMED : OTHER);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? (enum ending)WEXITSTATUS(status) : OTHER;
}

static void a_refused_step_is_named(void)
{
	static const struct {
		int call;
		const char *step;
		bool root; /* a step only root takes */
	} steps[] = {{SCMP_SYS(setgroups), "setgroups", true},
	    {SCMP_SYS(setresuid), "setresuid", true}, {SCMP_SYS(capset), "capset", false},
	    {SCMP_SYS(prctl), "NO_NEW_PRIVS", false}, {SCMP_SYS(prlimit64), "RLIMIT_", false}};
	size_t i;

	for (i = 0; i < sizeof steps / sizeof *steps; i++)
		if (geteuid() == 0 || !steps[i].root)
			ok(enter_without(steps[i].call, EPERM, 0, steps[i].step) == NAMED,
			    "a refused %s ends the set-up", steps[i].step);
	if (here.landlock)
		is_int(enter_without(SCMP_SYS(landlock_restrict_self), EPERM, 0, "restrict_self"),
		    NAMED, "so does a Landlock that cannot be applied");
}

static void missing_support_is_no_failure(void)
{
	is_int(enter_without(SCMP_SYS(landlock_create_ruleset), ENOSYS, 0, NULL), LESS,
	    "a kernel without Landlock gives a lower level");
	if (!here.landlock || !here.seccomp)
		return;
	is_int(enter_without(SCMP_SYS(close_range), ENOSYS, 0, NULL), FULL,
	    "one without close_range gives the full level");
	if (geteuid() == 0)
		is_int(enter_without(SCMP_SYS(setresgid), EINVAL, 1900000000, NULL), FULL,
		    "a container that lacks the far uids too");
}

static void *idle(void *unused)
{
	pause();
	return unused;
}

static bool threads_are_refused(void)
{
	struct gp_jail_level got;
	pthread_t t;

	return !pthread_create(&t, NULL, idle, NULL) && !enter(GP_JAIL_PARSE, 10, 2, &got) &&
	    strstr(err.msg, "threads");
}

static bool lower_limits_may_stay(void)
{
	struct rlimit l = {3, 3};
	struct gp_jail_level got;

	if (geteuid() == 0 && setresuid(65534, 65534, 65534) < 0)
		return false;
	return !setrlimit(RLIMIT_CPU, &l) && enter(GP_JAIL_PARSE, 10, 2, &got);
}

static void in_child(bool (*check)(void), const char *name)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0)
		_exit(check() ? 0 : 1);
	waitpid(pid, &status, 0);
	ok(status == 0, "%s", name);
}

static void levels_have_names(void)
{
	is_str(gp_jail_level_name(&(struct gp_jail_level){true, 6, true}), "full", "both layers");
	is_str(gp_jail_level_name(&(struct gp_jail_level){false, 0, true}), "no-landlock",
	    "seccomp alone");
	is_str(gp_jail_level_name(&(struct gp_jail_level){true, 6, false}), "no-seccomp",
	    "Landlock alone");
	is_str(gp_jail_level_name(&(struct gp_jail_level){0}), "none", "neither");
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "-x")) {
		if (!strcmp(argv[2], "spin"))
			spin();
		if (!strcmp(argv[2], "quiet"))
			be_quiet();
		nest();
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	levels_have_names();
#ifdef GP_SANITIZED
	puts("# a sanitized build has no seccomp: entering is not tested");
	return tap_done();
#endif
	gp_jail_probe(&here);
	time_is_limited();
	workers_die_with_their_parent();
	a_refused_step_is_named();
	missing_support_is_no_failure();
	in_child(threads_are_refused, "a process with threads is refused");
	in_child(lower_limits_may_stay, "limits that are lower already may stay");
	return tap_done();
}

#define _GNU_SOURCE
#include "core/sys/proc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"

#define REPORT_FD 6   /* tells the parent why there was no exec; closed by exec */
#define FIRST_FREE 7  /* above every descriptor with a fixed number */
#define ENV_MAX 5

/* How far the child came: what the parent says when it went no further. */
enum step { STEP_PARENT, STEP_SIGNALS, STEP_DESCRIPTORS, STEP_CLOSE, STEP_EXEC };

struct failure {
	int step, sys;
};

/* All the child needs: it may not allocate, a second thread may have held the lock at fork. */
struct plan {
	const char *binary;
	char *const *argv;
	char *const *envp;
	int sock, memory, notes, report;
	pid_t parent;
};

static int close_listed(int first)
{
	int dir = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char buf[2048] __attribute__((aligned(__alignof__(struct dirent64))));
	const struct dirent64 *d;
	ssize_t n, at;
	long fd;

	if (dir < 0)
		return -1;
	while ((n = getdents64(dir, buf, sizeof buf)) > 0)
		for (at = 0; at < n; at += d->d_reclen) {
			d = (const struct dirent64 *)(const void *)(buf + at);
			fd = strtol(d->d_name, NULL, 10); /* "." and ".." are 0 */
			if (d->d_name[0] != '.' && fd >= first && fd != dir)
				close((int)fd);
		}
	close(dir);
	return n < 0 ? -1 : 0;
}

int gp_proc_close_from(int first)
{
	/* Linux before 5.9, and containers that refuse calls they do not know */
	return close_range((unsigned)first, ~0u, 0) ? close_listed(first) : 0;
}

static _Noreturn void give_up(int report, enum step step)
{
	struct failure f = {(int)step, errno};

	_exit(write(report, &f, sizeof f) == (ssize_t)sizeof f ? 1 : 2);
}

static int default_signals(void)
{
	struct sigaction sa = {.sa_handler = SIG_DFL};
	int sig;

	/* a handler goes with exec, but what the parent ignores would stay ignored */
	for (sig = 1; sig < NSIG; sig++)
		sigaction(sig, &sa, NULL);
	sa.sa_handler = SIG_IGN;
	return sigaction(SIGINT, &sa, NULL);
}

/* Descriptor `from`, or none, becomes `to`. */
static int place_one(int from, int to)
{
	if (from >= 0)
		return dup2(from, to);
	close(to);
	return 0;
}

/* Puts the descriptors where they belong. None may be in another's place: first all go up. */
static int place_descriptors(const struct plan *c, int *report)
{
	int up = fcntl(c->report, F_DUPFD_CLOEXEC, FIRST_FREE), null, sock, memory = -1, notes = -1;

	if (up < 0)
		return -1;
	*report = up;
	sock = fcntl(c->sock, F_DUPFD_CLOEXEC, FIRST_FREE);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null >= 0)
		null = fcntl(null, F_DUPFD_CLOEXEC, FIRST_FREE);
	if (c->memory >= 0)
		memory = fcntl(c->memory, F_DUPFD_CLOEXEC, FIRST_FREE);
	if (c->notes >= 0)
		notes = fcntl(c->notes, F_DUPFD_CLOEXEC, FIRST_FREE);
	if (sock < 0 || null < 0 || (c->memory >= 0 && memory < 0) || (c->notes >= 0 && notes < 0))
		return -1;
	if (dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(sock, GP_PROC_SOCKET) < 0)
		return -1;
#ifndef GP_SANITIZED
	if (dup2(null, 2) < 0)
		return -1;
#endif
	if (place_one(memory, GP_PROC_MEMORY) < 0 || place_one(notes, GP_PROC_NOTES) < 0)
		return -1;
	if (dup3(up, REPORT_FD, O_CLOEXEC) < 0)
		return -1;
	*report = REPORT_FD;
	return 0;
}

static _Noreturn void run_child(const struct plan *c)
{
	int report = c->report;
	sigset_t none;

	/* a parent that died before the prctl sends no signal any more */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0 || getppid() != c->parent)
		give_up(report, STEP_PARENT);
	if (default_signals() < 0)
		give_up(report, STEP_SIGNALS);
	if (place_descriptors(c, &report) < 0)
		give_up(report, STEP_DESCRIPTORS);
	if (gp_proc_close_from(FIRST_FREE) < 0)
		give_up(report, STEP_CLOSE);
	sigemptyset(&none);
	if (sigprocmask(SIG_SETMASK, &none, NULL) < 0)
		give_up(report, STEP_SIGNALS);
	execve(c->binary, c->argv, c->envp);
	give_up(report, STEP_EXEC);
}

/* Reads what the child reports; end of file means that exec has closed the other end. */
static int await_exec(int report, const struct plan *c, struct gp_err *e)
{
	static const char *const steps[] = {"its parent", "signals", "descriptors",
	    "closing descriptors", "exec"};
	struct failure f = {0};
	ssize_t n;

	do
		n = read(report, &f, sizeof f);
	while (n < 0 && errno == EINTR);
	if (n == 0)
		return 0;
	if (n != (ssize_t)sizeof f)
		return gp_fail(e, GP_EIO, "worker %s ended before it began", c->argv[2]);
	errno = f.sys;
	return gp_fail_errno(e, GP_EIO, "starting worker %s from %s: %s", c->argv[2], c->binary,
	    steps[f.step]);
}

/* Environment of the worker: the named variables as they are here; free() each. */
static void reduced_environment(char *envp[ENV_MAX])
{
	static const char *const keep[] = {"LC_ALL",
#ifdef GP_SANITIZED
	    "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
#endif
	};
	size_t i, len, n = 0;
	const char *value;

	for (i = 0; i < sizeof keep / sizeof *keep; i++) {
		value = getenv(keep[i]);
		if (!value)
			continue;
		len = strlen(keep[i]) + strlen(value) + 2;
		envp[n] = gp_alloc(len);
		snprintf(envp[n++], len, "%s=%s", keep[i], value);
	}
	envp[n] = NULL;
}

static pid_t fork_child(struct plan *c)
{
	sigset_t all, before;
	pid_t pid;

	/* no handler of the parent may run in the child */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	c->parent = getpid();
	pid = fork();
	if (pid == 0)
		run_child(c);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return pid;
}

int gp_proc_spawn(struct gp_proc *out, const char *binary, const char *role, int memory_fd,
    struct gp_err *e)
{
	return gp_proc_spawn_with(out, binary, role, memory_fd, -1, e);
}

int gp_proc_spawn_with(struct gp_proc *out, const char *binary, const char *role, int memory_fd, int notes_fd,
    struct gp_err *e)
{
	char name[] = "govpub", flag[] = "-x", *who = gp_strdup(role);
	char *argv[] = {name, flag, who, NULL}, *envp[ENV_MAX] = {NULL};
	int pair[2] = {-1, -1}, report[2] = {-1, -1}, rc = -1, i;
	struct plan c = {.binary = binary ? binary : "/proc/self/exe", .argv = argv,
	    .envp = envp, .memory = memory_fd, .notes = notes_fd};

	*out = (struct gp_proc){.sock = -1};
	reduced_environment(envp);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0 ||
	    fcntl(pair[0], F_SETFL, O_NONBLOCK) < 0 || pipe2(report, O_CLOEXEC) < 0) {
		gp_fail_errno(e, GP_EIO, "socket for worker %s", role);
		goto out;
	}
	c.sock = pair[1];
	c.report = report[1];
	out->pid = fork_child(&c);
	if (out->pid < 0) {
		gp_fail_errno(e, GP_EIO, "fork of worker %s", role);
		out->pid = 0;
		goto out;
	}
	close(report[1]);
	report[1] = -1;
	out->sock = pair[0];
	pair[0] = -1;
	rc = await_exec(report[0], &c, e);
	if (rc < 0)
		gp_proc_end(out);
out:
	for (i = 0; i < 2; i++) {
		if (pair[i] >= 0)
			close(pair[i]);
		if (report[i] >= 0)
			close(report[i]);
	}
	for (i = 0; envp[i]; i++)
		free(envp[i]);
	free(who);
	return rc;
}

int gp_proc_end(struct gp_proc *p)
{
	int status = 0;

	if (p->pid > 0) {
		kill(p->pid, SIGKILL);
		while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR)
			;
		close(p->sock);
	}
	*p = (struct gp_proc){.sock = -1};
	return status;
}

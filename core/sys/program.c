#define _GNU_SOURCE
#include "core/sys/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "core/sys/proc.h"

#define ENV_OWN 3
#define ENV_MAX 16
#define LAST_LINE 160  /* bytes of what it said that go into a message */
#define PIECE 4096
#define LOOK_MS 20
#define NO_EXEC 127    /* as a shell says it */

char *gp_program_find(const char *name)
{
	const char *at = getenv("PATH"), *end;
	char *path;
	size_t n;

	for (; at && *at; at = *end ? end + 1 : end) {
		end = strchrnul(at, ':');
		if (*at != '/')
			continue;
		n = (size_t)(end - at) + strlen(name) + 2;
		path = gp_alloc(n);
		snprintf(path, n, "%.*s/%s", (int)(end - at), at, name);
		if (!access(path, X_OK))
			return path;
		free(path);
	}
	return NULL;
}

/* The environment; free() the first `*own`. */
static void environment(char *envp[ENV_MAX], size_t *own, const char *const *more)
{
	static const char *const keep[ENV_OWN] = {"PATH", "LANG", "LC_ALL"};
	size_t i, n = 0, len;
	const char *value;

	for (i = 0; i < ENV_OWN; i++) {
		value = getenv(keep[i]);
		if (!value)
			continue;
		len = strlen(keep[i]) + strlen(value) + 2;
		envp[n] = gp_alloc(len);
		snprintf(envp[n++], len, "%s=%s", keep[i], value);
	}
	*own = n;
	for (; more && *more && n < ENV_MAX - 1; more++)
		envp[n++] = (char *)(uintptr_t)*more; /* execve takes char *, and writes to none */
	envp[n] = NULL;
}

/* A network in which there is nothing; who is not root needs a user namespace for it. Not every system has one. */
static void leave_network(void)
{
	if (unshare(CLONE_NEWNET))
		(void)!unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

/* Between fork and exec: nothing here may allocate. */
static _Noreturn void run_child(
    const struct gp_program *r, char *const envp[], int out, pid_t parent)
{
	struct sigaction sa = {.sa_handler = SIG_DFL};
	struct rlimit files = {r->file_max, r->file_max};
	sigset_t none;
	int null, sig;

	/* its own group: whatever it starts is killed with it */
	if (setpgid(0, 0) || prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) || getppid() != parent)
		_exit(NO_EXEC);
	for (sig = 1; sig < NSIG; sig++)
		sigaction(sig, &sa, NULL);
	null = open("/dev/null", O_RDONLY);
	if (null < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0 || (null > 0 && dup2(null, 0) < 0) ||
	    gp_proc_close_from(3) || (r->folder && chdir(r->folder)) ||
	    (r->file_max && setrlimit(RLIMIT_FSIZE, &files)))
		_exit(NO_EXEC);
	if (r->no_network)
		leave_network();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execve(r->argv[0], (char *const *)(uintptr_t)r->argv, envp);
	_exit(NO_EXEC);
}

/* Descriptors that are given to the child stand above 2, so that it can put them there. */
static int open_pipe(int pipes[2])
{
	int i, up;

	if (pipe2(pipes, O_CLOEXEC))
		return -1;
	for (i = 0; i < 2; i++)
		if (pipes[i] < 3) {
			up = fcntl(pipes[i], F_DUPFD_CLOEXEC, 3);
			if (up < 0)
				return -1;
			close(pipes[i]);
			pipes[i] = up;
		}
	return fcntl(pipes[0], F_SETFL, O_NONBLOCK);
}

/* What it says, for the message: the end of it is what matters. */
struct tail {
	char text[LAST_LINE];
	size_t n;
};

static void keep_tail(struct tail *t, const char *p, size_t n)
{
	size_t drop;

	if (n > sizeof t->text) {
		p += n - sizeof t->text;
		n = sizeof t->text;
	}
	drop = t->n + n > sizeof t->text ? t->n + n - sizeof t->text : 0;
	memmove(t->text, t->text + drop, t->n - drop);
	memcpy(t->text + t->n - drop, p, n);
	t->n += n - drop;
}

/* Its last line that says something, without what could not be shown. */
static const char *last_line(struct tail *t, char line[LAST_LINE + 1])
{
	size_t end = t->n, at, i, n = 0;

	while (end > 0 && (unsigned char)t->text[end - 1] <= ' ')
		end--;
	for (at = end; at > 0 && t->text[at - 1] != '\n';)
		at--;
	for (i = at; i < end; i++)
		if ((unsigned char)t->text[i] >= ' ' && t->text[i] != 0x7F)
			line[n++] = t->text[i];
	line[n] = '\0';
	for (at = 0; n - at && gp_utf8_bad(line + at, n - at);)
		at++; /* a character that was cut in two */
	n = at + gp_utf8_valid_upto(line + at, n - at);
	line[n] = '\0';
	return line + at;
}

/* True when it has ended; it stays a zombie, so that its number still is that of its group. */
static bool has_ended(pid_t pid)
{
	siginfo_t info = {.si_pid = 0};

	return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) || info.si_pid == pid;
}

static void keep_said(struct gp_buf *said, const char *p, size_t n)
{
	size_t room = said ? said->max - said->len : 0;

	if (room > 0)
		(void)gp_buf_put(said, p, n < room ? n : room);
}

/* Somebody wants us to end, and the caller blocks that until it has cleaned up. */
static bool is_interrupted(void)
{
	sigset_t s;

	return !sigpending(&s) && (sigismember(&s, SIGINT) == 1 || sigismember(&s, SIGTERM) == 1 ||
	    sigismember(&s, SIGHUP) == 1);
}

/* Reads until the program ends, though its children may hold the pipe; -1: its time is up, or ours. */
static int await(pid_t pid, int out, int64_t until, struct gp_buf *said, struct tail *t)
{
	struct pollfd p = {.fd = out, .events = POLLIN};
	char piece[PIECE];
	bool open = true, ended = false;
	int64_t left;
	ssize_t n;

	for (;;) {
		ended = ended || has_ended(pid);
		n = open ? read(out, piece, sizeof piece) : 0;
		open = n != 0;
		left = until - gp_clock_mono_ms();
		if (n > 0) {
			keep_said(said, piece, (size_t)n);
			keep_tail(t, piece, (size_t)n);
		} else if (ended) {
			return 0;
		} else if (left > 0) {
			/* the end of a program is no event of a pipe: look every now and then */
			poll(&p, open, left < LOOK_MS ? (int)left : LOOK_MS);
		}
		if (left <= 0 || is_interrupted())
			return ended ? 0 : -1;
	}
}

static int judge(const struct gp_program *r, int status, struct tail *t, struct gp_err *e)
{
	char line[LAST_LINE + 1];

	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NO_EXEC && !t->n)
		return gp_fail(e, GP_EIO, "%.200s: cannot be run", r->argv[0]);
	if (WIFSIGNALED(status))
		return gp_fail(e, GP_EIO, "%.200s: signal %d ended it: %s", r->argv[0],
		    WTERMSIG(status), last_line(t, line));
	return gp_fail(e, GP_EIO, "%.200s: ended with status %d: %s", r->argv[0],
	    WEXITSTATUS(status), last_line(t, line));
}

static pid_t fork_child(const struct gp_program *r, char *const envp[], int out)
{
	sigset_t all, before;
	pid_t parent = getpid(), pid;

	sigfillset(&all); /* no handler of the parent may run in the child */
	sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	if (pid == 0)
		run_child(r, envp, out, parent);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return pid;
}

int gp_program_run(const struct gp_program *r, struct gp_buf *said, struct gp_err *e)
{
	int pipes[2] = {-1, -1}, status = 0, rc = -1;
	struct tail t = {.n = 0};
	char *envp[ENV_MAX];
	size_t own, i;
	bool late;
	pid_t pid;

	environment(envp, &own, r->env);
	if (open_pipe(pipes)) {
		gp_fail_errno(e, GP_EIO, "%.200s: cannot be run", r->argv[0]);
		goto out;
	}
	pid = fork_child(r, envp, pipes[1]);
	if (pid < 0) {
		gp_fail_errno(e, GP_EIO, "%.200s: cannot be run", r->argv[0]);
		goto out;
	}
	setpgid(pid, pid); /* as the child does: whoever comes first */
	close(pipes[1]);
	pipes[1] = -1;
	late = await(pid, pipes[0], gp_clock_mono_ms() + (int64_t)r->seconds * 1000, said, &t) < 0;
	kill(-pid, SIGKILL); /* all that it started, too */
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (late && is_interrupted()) {
		gp_fail(e, GP_EIO, "%.200s: interrupted", r->argv[0]);
		goto out;
	}
	if (late) {
		gp_fail(
		    e, GP_ELIMIT, "%.200s: not finished after %u seconds", r->argv[0], r->seconds);
		goto out;
	}
	rc = judge(r, status, &t, e);
out:
	for (i = 0; i < 2; i++)
		if (pipes[i] >= 0)
			close(pipes[i]);
	for (i = 0; i < own; i++)
		free(envp[i]);
	return rc;
}

/* proc: a worker has what it was given and nothing else. The test is its own worker ("-x ROLE"). */
#define _GNU_SOURCE
#include "core/sys/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/tap.h"

#define SIZE ((size_t)64 << 20)

extern char **environ;
static struct gp_err err;

/* --- the worker's side: says what it sees on descriptor 3 */

static void say(const char *s)
{
	if (write(GP_PROC_SOCKET, s, strlen(s)) < 0)
		_exit(9);
}

static void say_descriptors(void)
{
	char open_fds[300] = "";
	int fd;

	for (fd = 0; fd < 1024; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			snprintf(open_fds + strlen(open_fds), sizeof open_fds - strlen(open_fds), "%d ", fd);
	say(open_fds);
}

static void say_null_devices(void)
{
	char target[3][64] = {""};
	const char *paths[] = {"/proc/self/fd/0", "/proc/self/fd/1", "/proc/self/fd/2"};
	int i;

	for (i = 0; i < 3; i++)
		if (readlink(paths[i], target[i], sizeof target[i] - 1) < 0)
			_exit(8);
	for (i = 0; i < 3; i++)
		say(strcmp(target[i], "/dev/null") ? "other " : "null ");
}

static void say_environment(void)
{
	char **v;

	for (v = environ; *v; v++)
		if (strncmp(*v, "ASAN_", 5) && strncmp(*v, "UBSAN_", 6) && strncmp(*v, "LSAN_", 5)) {
			say(*v);
			say(" ");
		}
}

/* Masks of what is blocked and ignored, without the two signals the C library keeps for itself. */
static void say_signals(void)
{
	const unsigned long long internal = 3ull << 31;
	char line[200], mask[40];
	FILE *f = fopen("/proc/self/status", "r");

	while (f && fgets(line, sizeof line, f))
		if (!strncmp(line, "SigBlk:", 7) || !strncmp(line, "SigIgn:", 7)) {
			snprintf(mask, sizeof mask, "%llx ", strtoull(line + 8, NULL, 16) & ~internal);
			say(mask);
		}
}

/* Every way to write to the shared memory; a letter for each that worked. */
static void say_memory_writes(void)
{
	size_t size;
	const char *p = gp_shared_map(GP_PROC_MEMORY, &size, &err);
	int again;

	if (write(GP_PROC_MEMORY, "x", 1) == 1)
		say("write ");
	if (!ftruncate(GP_PROC_MEMORY, 1))
		say("shrink ");
	if (!ftruncate(GP_PROC_MEMORY, (off_t)SIZE * 2))
		say("grow ");
	if (mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, GP_PROC_MEMORY, 0) != MAP_FAILED)
		say("map ");
	if (!mprotect((void *)(uintptr_t)p, 4096, PROT_READ | PROT_WRITE))
		say("protect ");
	if (!fcntl(GP_PROC_MEMORY, F_ADD_SEALS, F_SEAL_WRITE))
		say("seal ");
	again = open("/proc/self/fd/4", O_RDWR);
	if (again >= 0 && write(again, "x", 1) == 1)
		say("rewrite ");
	if (again >= 0 && !ftruncate(again, 1))
		say("reshrink ");
	if (again >= 0 && mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, again, 0) != MAP_FAILED)
		say("remap ");
}

/* Waits for a byte, then sends what the memory holds. */
static void say_memory(void)
{
	size_t size = 0;
	const char *p = gp_shared_map(GP_PROC_MEMORY, &size, &err);
	char c;

	if (!p || size != SIZE || read(GP_PROC_SOCKET, &c, 1) != 1)
		_exit(8);
	say(p + SIZE - 6);
}

static void hang(void)
{
	say("here");
	for (;;)
		pause();
}

/* Spawns a worker that hangs, tells its pid, and waits to be killed. */
static void nest(void)
{
	struct gp_proc p;
	char pid[20];

	if (gp_proc_spawn(&p, NULL, "hang", -1, &err) < 0)
		_exit(8);
	snprintf(pid, sizeof pid, "%ld", (long)p.pid);
	say(pid);
	pause();
}

static void quit_with_seven(void)
{
	_exit(7);
}

static int be_worker(const char *role)
{
	static const struct {
		const char *name;
		void (*run)(void);
	} roles[] = {{"descriptors", say_descriptors}, {"null", say_null_devices},
	    {"environment", say_environment}, {"signals", say_signals}, {"memory", say_memory},
	    {"memory-writes", say_memory_writes}, {"hang", hang}, {"nest", nest},
	    {"seven", quit_with_seven}};
	size_t i;

	for (i = 0; i < sizeof roles / sizeof *roles; i++)
		if (!strcmp(role, roles[i].name)) {
			roles[i].run();
			_exit(0);
		}
	return 1;
}

/* --- the parent's side */

/* What arrives on the socket, to its end or (when `some`) its first bytes; at most 5 s. */
static const char *hear(int fd, bool some)
{
	static char text[1000];
	struct pollfd p = {.fd = fd, .events = POLLIN};
	size_t n = 0;
	ssize_t got;

	while (poll(&p, 1, 5000) > 0) {
		got = read(fd, text + n, sizeof text - 1 - n);
		if (got <= 0 || (n += (size_t)got) == sizeof text - 1 || some)
			break;
	}
	text[n] = '\0';
	return text;
}

/* All that a worker in `role` says. */
static const char *ask(const char *role, int memory)
{
	struct gp_proc p;
	const char *text;

	if (gp_proc_spawn(&p, NULL, role, memory, &err) < 0)
		return err.msg;
	text = hear(p.sock, false);
	gp_proc_end(&p);
	return text;
}

static void nothing_leaks_into_a_worker(void)
{
	struct gp_shared s;
	struct gp_proc other;
	int leak = open("/dev/null", O_RDONLY);

	if (dup2(leak, 300) < 0 || gp_shared_new(&s, "test", SIZE, &err) < 0 ||
	    gp_proc_spawn(&other, NULL, "hang", s.fd, &err) < 0)
		ok(false, "set-up: %s", err.msg);
	is_str(ask("descriptors", s.fd), "0 1 2 3 4 ", "a worker has five descriptors");
	is_str(ask("descriptors", -1), "0 1 2 3 ", "four without memory");
#ifndef GP_SANITIZED
	is_str(ask("null", -1), "null null null ", "the standard ones are /dev/null");
#endif
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("SECRET", "x", 1);
	is_str(ask("environment", -1), "LC_ALL=C.UTF-8 ", "its environment is LC_ALL");
	gp_proc_end(&other);
	gp_shared_free(&s);
	close(leak);
	close(300);
}

static void signals_are_default(void)
{
	struct gp_proc p;
	sigset_t block;

	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	sigemptyset(&block);
	sigaddset(&block, SIGTERM);
	sigprocmask(SIG_BLOCK, &block, NULL);
	is_str(ask("signals", -1), "0 2 ",
	    "nothing is blocked, and SIGINT alone ignored");
	sigprocmask(SIG_UNBLOCK, &block, NULL);
	if (gp_proc_spawn(&p, NULL, "hang", -1, &err) < 0)
		ok(false, "%s", err.msg);
	is_str(hear(p.sock, true), "here", "a worker starts");
	kill(p.pid, SIGINT);
	kill(p.pid, SIGTERM);
	hear(p.sock, false);
	is_int(WTERMSIG(gp_proc_end(&p)), SIGTERM, "an interrupt does not end it, SIGTERM does");
}

static int open_descriptors(void)
{
	int fd, n = 0;

	for (fd = 0; fd < 1024; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static void endings_are_told(void)
{
	struct gp_proc p = {0};
	int before = open_descriptors(), status;

	is_int(gp_proc_end(&p), 0, "a cleared struct can be ended");
	is_int(gp_proc_spawn(&p, "/nonexistent/govpub", "x", -1, &err), -1, "no binary, no worker");
	is_str(err.msg, "starting worker x from /nonexistent/govpub: exec: No such file or directory",
	    "and the message says why");
	is_int(waitpid(-1, NULL, 0), -1, "and leaves no child");
	if (gp_proc_spawn(&p, NULL, "seven", -1, &err) < 0)
		ok(false, "%s", err.msg);
	is_int(fcntl(p.sock, F_GETFL) & O_NONBLOCK, O_NONBLOCK, "the parent's end does not block");
	is_int(fcntl(p.sock, F_GETFD), FD_CLOEXEC, "and closes on exec");
	hear(p.sock, false);
	status = gp_proc_end(&p);
	is_int(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 7, "a worker's own status is told");
	is_int(gp_proc_end(&p), 0, "ending it twice is fine");
	if (gp_proc_spawn(&p, NULL, "hang", -1, &err) < 0)
		ok(false, "%s", err.msg);
	is_int(WTERMSIG(gp_proc_end(&p)), SIGKILL, "a hanging worker is killed");
	is_int(open_descriptors(), before, "no descriptor stays open");
}

static void memory_is_read_only(void)
{
	struct gp_shared s;
	struct gp_proc p;
	size_t size;

	if (gp_shared_new(&s, "test", SIZE, &err) < 0 ||
	    gp_proc_spawn(&p, NULL, "memory", s.fd, &err) < 0)
		ok(false, "set-up: %s", err.msg);
	memcpy(s.map + SIZE - 6, "hello", 6);
	if (write(p.sock, "x", 1) != 1)
		ok(false, "write");
	is_str(hear(p.sock, false), "hello", "a worker sees what the parent writes later");
	gp_proc_end(&p);
	is_int(fcntl(s.fd, F_GETFL) & O_ACCMODE, O_RDONLY, "it gets a descriptor for reading only");
	is_str(ask("memory-writes", s.fd), "", "and has no way to write, shrink or grow it");
	gp_shared_free(&s);
	gp_shared_free(&s);
	is_int(gp_shared_new(&s, "test", 0, &err), -1, "no memory of no size");
	gp_shared_free(&s);
	ok(!gp_shared_map(999, &size, &err), "mapping a closed descriptor fails");
}

/* The worker's worker: init would inherit it, so this process asks to be told. */
static void workers_die_with_their_parent(void)
{
	struct gp_proc p;
	int status = 0, tries;
	pid_t nested;

	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	if (gp_proc_spawn(&p, NULL, "nest", -1, &err) < 0)
		ok(false, "%s", err.msg);
	nested = (pid_t)strtol(hear(p.sock, true), NULL, 10);
	gp_proc_end(&p);
	for (tries = 0; tries < 500 && waitpid(nested, &status, WNOHANG) == 0; tries++)
		poll(NULL, 0, 10);
	is_int(WIFSIGNALED(status) ? WTERMSIG(status) : 0, SIGKILL, "a worker dies with its parent");
}

/* Runs a check in a process of its own that may spoil itself. */
static void in_child(bool (*check)(void), const char *name)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0)
		_exit(check() ? 0 : 1);
	waitpid(pid, &status, 0);
	ok(status == 0, "%s", name);
}

static bool low_numbers_are_free(void)
{
	int fd;

	for (fd = 0; fd < 10; fd++)
		if (fd != 2)
			close(fd);
	return !strcmp(ask("descriptors", -1), "0 1 2 3 ");
}

static bool memory_has_a_low_number(void)
{
	struct gp_shared s;
	int fd;

	for (fd = 0; fd < 10; fd++)
		if (fd != 2)
			close(fd);
	if (gp_shared_new(&s, "test", SIZE, &err) < 0 || s.fd > GP_PROC_MEMORY)
		return false;
	return !strcmp(ask("descriptors", s.fd), "0 1 2 3 4 ") && !strcmp(ask("memory-writes", s.fd), "");
}

static bool without_close_range(void)
{
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_ALLOW);
	int fd;

	if (seccomp_rule_add(c, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(close_range), 0) || seccomp_load(c))
		return false;
	seccomp_release(c);
	for (fd = 10; fd < 500; fd++)
		if (dup2(0, fd) != fd)
			return false;
	return close_range(1000, ~0u, 0) < 0 && !strcmp(ask("descriptors", -1), "0 1 2 3 ");
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "-x"))
		return be_worker(argv[2]);
	setvbuf(stdout, NULL, _IOLBF, 0);
	nothing_leaks_into_a_worker();
	signals_are_default();
	endings_are_told();
	memory_is_read_only();
	workers_die_with_their_parent();
	in_child(low_numbers_are_free, "a parent without standard descriptors can spawn");
	in_child(memory_has_a_low_number, "also when the memory has one of their numbers");
	in_child(without_close_range, "a kernel without close_range leaks nothing either");
	return tap_done();
}

/* jail_program.c - what another program may do in the jail that is made for it, one attempt a process */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/sys/jail.h"
#include "core/sys/proc.h"
#include "tests/lib/tap.h"

static struct gp_err err;

static int result(long rc)
{
	return rc < 0 ? errno : 0;
}

static int read_library(void)
{
	return result(open("/usr/lib", O_RDONLY | O_DIRECTORY));
}

static int read_file(void)
{
	return result(open("/etc/passwd", O_RDONLY));
}

static int write_file(void)
{
	return result(open("/tmp/govpub-jail-program", O_WRONLY | O_CREAT, 0600));
}

static int run_other(void)
{
	char *const argv[] = {(char[]){"true"}, NULL}, *const envp[] = {NULL};

	return result(execve("/usr/bin/true", argv, envp));
}

static int start_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return result(pid);
}

static int open_socket(void)
{
	return result(socket(AF_INET, SOCK_STREAM, 0));
}

static int open_memory_of_parent(void)
{
	char path[40];

	snprintf(path, sizeof path, "/proc/%d/mem", (int)getppid());
	return result(open(path, O_RDONLY));
}

/* Of itself, which nothing else refuses: for an ordinary user others of his are no different. */
static int send_signal(void)
{
	return result(syscall(SYS_tgkill, getpid(), getpid(), 0));
}

static int change_limits(void)
{
	return result(prlimit(getpid(), RLIMIT_CORE, NULL, &(struct rlimit){0, 0}));
}

static int ask_own_limits(void)
{
	return result(getrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}));
}

static int share_memory(void)
{
	return result(shmget(IPC_PRIVATE, 4096, 0600));
}

static const struct attempt {
	const char *name;
	int (*run)(void);
	bool allowed, seccomp; /* seccomp: that layer refuses it */
} attempts[] = {{"reads a library", read_library, true, false}, {"reads another file", read_file, false, false},
    {"writes a file", write_file, false, false}, {"runs another program", run_other, false, false},
    {"starts a process", start_process, false, true}, {"opens a socket", open_socket, false, true},
    {"reads its parent", open_memory_of_parent, false, false}, {"sends a signal", send_signal, false, true},
    {"changes limits of a process", change_limits, false, true}, {"asks for its own", ask_own_limits, true, false},
    {"shares memory", share_memory, false, true}};

#define ATTEMPTS (sizeof attempts / sizeof *attempts)

static int worker(const char *which)
{
	static const char *const readable[] = {"/usr/lib", "/nowhere", NULL};
	struct gp_jail_limits lim = {.cpu_s = 5, .memory = (size_t)256 << 20, .keep_fd = GP_PROC_MEMORY, .readable = readable,
	    .without = *which == 'x' ? GP_JAIL_LANDLOCK : 0};
	struct gp_jail_level level;

	if (gp_jail_enter(GP_JAIL_PROGRAM, &lim, &level, &err))
		return err.code == GP_EDENIED ? 201 : 200;
	return *which == 'x' ? 202 : attempts[*which - 'a'].run();
}

static int status_of(char which)
{
	struct gp_proc p;
	char byte, role[] = {which, '\0'};
	int status;

	if (gp_proc_spawn(&p, NULL, role, -1, &err))
		return -1;
	while (read(p.sock, &byte, 1) < 0 && (errno == EAGAIN || errno == EINTR))
		usleep(1000);
	status = gp_proc_end(&p);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int main(int argc, char **argv)
{
	struct gp_jail_level here;

	if (argc == 3 && !strcmp(argv[1], "-x"))
		_exit(worker(argv[2])); /* leaks are looked for with calls that are refused here */
	signal(SIGPIPE, SIG_IGN);
	gp_jail_probe(&here);
	is_int(status_of('x'), 201, "without Landlock it is not started");
	for (size_t i = 0; here.landlock && i < ATTEMPTS; i++) {
		int got = status_of((char)('a' + i));
		bool open = attempts[i].allowed || (attempts[i].seccomp && !here.seccomp && attempts[i].run != start_process);

		ok(open ? got == 0 : got > 0 && got < 200, "%s it %s (%d)", open ? "yes:" : "no:", attempts[i].name, got);
	}
	return tap_done();
}

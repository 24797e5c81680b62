/*
 * breakout.so - a worker that was taken over: with jailless.so under LD_PRELOAD, before it takes its first job, it tries doors.
 *
 *   GP_BREAKOUT_ROLE   which worker: parse, script, read, unpack
 *   GP_BREAKOUT_TRY    create PATH, remove PATH, read PATH, connect PORT, datagram PORT, signal (the parent), fork,
 *                      execute PATH; more than one with commas between
 *   GP_BREAKOUT_TOLD   a FIFO: "tries" is written before each, "open" or "closed ERRNO" after; nothing more when that ended it
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define WORKER_SOCKET 3

static char *what;
static int told = -1;

__attribute__((constructor)) static void choose(int argc, char **argv)
{
	const char *role = getenv("GP_BREAKOUT_ROLE"), *path = getenv("GP_BREAKOUT_TOLD");
	int fd;

	if (!role || !path || argc < 3 || strcmp(argv[1], "-x") || strcmp(argv[2], role))
		return;
	what = getenv("GP_BREAKOUT_TRY"); /* the only one that uses it, so it may cut it */
	fd = open(path, O_RDWR);
	flock(fd, LOCK_EX); /* one worker after the other, so that what they tell is not mixed */
	/* in the place of standard error: the jail keeps that */
	told = dup2(fd, STDERR_FILENO);
	close(fd);
}

static long send_to(int kind, const char *port)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((unsigned short)strtoul(port, NULL, 10)),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int s = socket(AF_INET, kind, 0);

	if (s < 0 || connect(s, (void *)&a, sizeof a) < 0)
		return -1;
	return send(s, "GET /breakout HTTP/1.0\r\n\r\n", 26, 0);
}

static long start(const char *path)
{
	char *argv[] = {(char *)(size_t)path, NULL};
	pid_t child = path ? -1 : fork();

	if (path)
		return execve(path, argv, argv + 1);
	if (!child)
		_exit(0);
	return child;
}

static long attempt(const char *word, const char *rest)
{
	if (!strcmp(word, "fork") || !strcmp(word, "execute"))
		return start(rest);
	if (!strcmp(word, "create"))
		return open(rest, O_WRONLY | O_CREAT, 0600);
	if (!strcmp(word, "remove"))
		return unlink(rest);
	if (!strcmp(word, "read"))
		return open(rest, O_RDONLY);
	if (!strcmp(word, "connect"))
		return send_to(SOCK_STREAM, rest);
	if (!strcmp(word, "datagram"))
		return send_to(SOCK_DGRAM, rest);
	return kill(getppid(), 0);
}

static void tell(const char *s, int error)
{
	char line[64];
	int n = error ? snprintf(line, sizeof line, "%s %d\n", s, error) : snprintf(line, sizeof line, "%s\n", s);

	if (write(told, line, (size_t)n) < 0)
		_exit(1);
}

static void try_all(void)
{
	for (char *word; (word = strsep(&what, ","));) {
		char *rest = strchr(word, ' ');
		long rc;

		if (rest)
			*rest++ = '\0';
		tell("tries", 0);
		close(0); /* room for a descriptor, where their number is all that would refuse it */
		rc = attempt(word, rest);
		tell(rc < 0 ? "closed" : "open", rc < 0 ? errno : 0);
	}
	close(told);
}

ssize_t read(int fd, void *buf, size_t n)
{
	ssize_t (*next)(int, void *, size_t);

	if (fd == WORKER_SOCKET && what)
		try_all();
	*(void **)&next = dlsym(RTLD_NEXT, "read");
	return next(fd, buf, n);
}

/*
 * measure RESULT COMMAND ARG... - what a command and all it waited for took.
 *
 * Writes one line to the file RESULT: exit status (128 + signal when one ended it), CPU time in ms of
 * the command and its descendants together, wall time in ms, and the largest resident size in
 * KiB that any one of them had.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long ms(struct timeval t)
{
	return (long long)t.tv_sec * 1000 + t.tv_usec / 1000;
}

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int main(int argc, char **argv)
{
	long long began = now();
	struct rusage u;
	int status;
	pid_t pid;
	FILE *f;

	if (argc < 3) {
		fputs("usage: measure RESULT COMMAND ARG...\n", stderr);
		return 2;
	}
	pid = fork();
	if (pid == 0) {
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	while (pid > 0 && wait4(pid, &status, 0, &u) < 0)
		if (errno != EINTR)
			return 8;
	f = pid > 0 ? fopen(argv[1], "w") : NULL;
	if (!f)
		return 8;
	fprintf(f, "%d %lld %lld %ld\n", WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
	    ms(u.ru_utime) + ms(u.ru_stime), now() - began, u.ru_maxrss);
	return fclose(f) ? 8 : 0;
}

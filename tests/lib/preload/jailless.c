/*
 * jailless.so - a kernel without layers of the jail, for a program that runs under LD_PRELOAD, and its workers.
 *
 * GP_KERNEL_WITHOUT names the layer that is missing, "landlock" or "seccomp"; without it both are.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WORDS 6
#define CARRIED 8 /* variables that are handed on */

static int missing(const char *layer)
{
	const char *one = getenv("GP_KERNEL_WITHOUT");

	return !one || !strcmp(one, layer);
}

long syscall(long number, ...)
{
	long (*next)(long, ...), words[WORDS];
	va_list list;

	if ((number == SYS_landlock_create_ruleset && missing("landlock")) || (number == SYS_seccomp && missing("seccomp"))) {
		errno = ENOSYS;
		return -1;
	}
	va_start(list, number);
	for (int i = 0; i < WORDS; i++)
		words[i] = va_arg(list, long);
	va_end(list);
	*(void **)&next = dlsym(RTLD_NEXT, "syscall");
	return next(number, words[0], words[1], words[2], words[3], words[4], words[5]);
}

/* A worker ("-x ROLE") is given an environment of its own; the kernel is the same for it. */
int execve(const char *path, char *const argv[], char *const envp[])
{
	int (*next)(const char *, char *const[], char *const[]);
	char *with[2 * CARRIED + 1];
	int n = 0;

	*(void **)&next = dlsym(RTLD_NEXT, "execve");
	if (!argv[0] || !argv[1] || strcmp(argv[1], "-x"))
		return next(path, argv, envp);
	while (n < CARRIED && envp[n]) {
		with[n] = envp[n];
		n++;
	}
	for (char **v = environ; *v && n < 2 * CARRIED; v++)
		if (!strncmp(*v, "LD_PRELOAD=", 11) || !strncmp(*v, "GP_KERNEL_", 10) || !strncmp(*v, "GP_BREAKOUT_", 12))
			with[n++] = *v;
	with[n] = NULL;
	return next(path, argv, with);
}

/* shell.h - a line for sh(1), its output thrown away; its exit status, or -1 */
#ifndef GP_TEST_SHELL_H
#define GP_TEST_SHELL_H

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static int shell(const char *line)
{
	pid_t pid = fork();
	int status = -1;

	if (!pid) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 1);
		dup2(null, 2);
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

#endif

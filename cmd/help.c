/*
 * help - a page of the manual, through a pager on a terminal.
 */
#define _GNU_SOURCE
#include "cmd/help.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/office/manual.h"
#include "core/sys/program.h"

#define MANUAL_MAX ((size_t)4 << 20)

/* Into the pager; it may end before it has read everything. */
static void write_all(int fd, const struct gp_buf *text)
{
	size_t at = 0;
	ssize_t n = 1;

	while (at < text->len && n > 0) {
		n = write(fd, text->data + at, text->len - at);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			at += (size_t)n;
	}
}

/* False: there is no pager. SIGPIPE is ignored by the whole program. */
static bool page(const struct gp_buf *text)
{
	char *less = gp_program_find("less");
	int pipe_fds[2];
	pid_t pid;

	if (!less || pipe(pipe_fds)) {
		free(less);
		return false;
	}
	pid = fork();
	if (pid == 0) {
		dup2(pipe_fds[0], STDIN_FILENO);
		close(pipe_fds[0]);
		close(pipe_fds[1]);
		setenv("LESS", "FRX", 0);
		setenv("LESSCHARSET", "utf-8", 0);
		execl(less, "less", (char *)NULL);
		_exit(127);
	}
	close(pipe_fds[0]);
	if (pid > 0)
		write_all(pipe_fds[1], text);
	close(pipe_fds[1]);
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	free(less);
	return pid > 0;
}

int gp_help_page(enum gp_lang lang, const char *word, struct gp_err *e)
{
	struct gp_buf text;
	int rc;

	gp_buf_init(&text, MANUAL_MAX);
	rc = gp_manual_text(&text, lang, word, e);
	if (!rc && !(isatty(STDOUT_FILENO) && page(&text)))
		fwrite(text.data, 1, text.len, stdout);
	gp_buf_free(&text);
	return rc;
}

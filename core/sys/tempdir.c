#define _GNU_SOURCE
#include "core/sys/tempdir.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/sys/read.h"

#define OPEN_FOLDERS 20

static char *joined(const char *folder, const char *name)
{
	size_t n = strlen(folder) + strlen(name) + 2;
	char *path = gp_alloc(n);

	snprintf(path, n, "%s/%s", folder, name);
	return path;
}

/* Those that are ignored, as under nohup, stay so: blocked, they would wait. */
static void hold_signals(sigset_t *before)
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction sa;
	sigset_t held;

	sigemptyset(&held);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (!sigaction(ends[i], NULL, &sa) && sa.sa_handler != SIG_IGN)
			sigaddset(&held, ends[i]);
	sigprocmask(SIG_BLOCK, &held, before);
}

int gp_tempdir_make(struct gp_tempdir *t, struct gp_err *e)
{
	const char *where = getenv("TMPDIR");

	/* a relative TMPDIR would be another folder for the program that is started */
	t->path = joined(where && *where == '/' ? where : "/tmp", "govpub-XXXXXX");
	hold_signals(&t->mask);
	if (mkdtemp(t->path))
		return 0;
	gp_fail_errno(e, GP_EIO, "%.300s: cannot make a temporary folder", t->path);
	gp_tempdir_remove(t);
	return -1;
}

char *gp_tempdir_file(const struct gp_tempdir *t, const char *name)
{
	return joined(t->path, name);
}

int gp_tempdir_write(
    const struct gp_tempdir *t, const char *name, const char *s, size_t n, struct gp_err *e)
{
	char *path = joined(t->path, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), rc;
	ssize_t done;

	while (fd >= 0 && n > 0) {
		done = write(fd, s, n);
		if (done < 0 && errno != EINTR)
			break;
		if (done > 0) {
			s += done;
			n -= (size_t)done;
		}
	}
	rc = fd < 0 || n > 0 ? gp_fail_errno(e, GP_EIO, "%.300s: cannot write", path) : 0;
	if (fd >= 0)
		close(fd);
	free(path);
	return rc;
}

int gp_tempdir_read(
    const struct gp_tempdir *t, const char *name, struct gp_buf *out, struct gp_err *e)
{
	char *path = joined(t->path, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK), rc = -1;

	if (fd < 0) {
		gp_fail_errno(
		    e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%.300s: cannot read", path);
		goto out;
	}
	rc = gp_read_all(fd, out);
	if (rc && errno == EFBIG)
		gp_fail(e, GP_ELIMIT, "the file would be larger than %zu bytes", out->max);
	else if (rc)
		gp_fail_errno(e, GP_EIO, "%.300s: cannot read", path);
out:
	if (fd >= 0)
		close(fd);
	free(path);
	return rc;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	remove(path); /* what cannot go keeps only its own folder */
	return 0;
}

void gp_tempdir_remove(struct gp_tempdir *t)
{
	if (!t->path)
		return;
	nftw(t->path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
	free(t->path);
	t->path = NULL;
	sigprocmask(SIG_SETMASK, &t->mask, NULL);
}

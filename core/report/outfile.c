#define _GNU_SOURCE
#include "core/report/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"

#define TMP_TRIES 100
#define TMP_NAME_MAX 48 /* "/.govpub-PID-N.tmp" */

struct gp_outfile {
	int fd;
	char *name;   /* as the caller knows it, for messages */
	char *target; /* what tmp becomes; NULL: written as it is */
	char *tmp;
	struct gp_err failed; /* code set: the first failure */
};

static void free_outfile(struct gp_outfile *o)
{
	if (o->fd > STDERR_FILENO)
		close(o->fd);
	if (o->tmp)
		unlink(o->tmp);
	free(o->name);
	free(o->target);
	free(o->tmp);
	free(o);
}

void gp_outfile_discard(struct gp_outfile *o)
{
	if (o)
		free_outfile(o);
}

static int write_failed(struct gp_outfile *o, struct gp_err *e)
{
	switch (errno) {
	case EPIPE:
		gp_fail_errno(&o->failed, GP_EIO, "%.300s: the reader has gone away", o->name);
		break;
	case ENOSPC:
	case EDQUOT:
		gp_fail_errno(&o->failed, GP_EIO, "%.300s: not written; free some space", o->name);
		break;
	default:
		gp_fail_errno(&o->failed, GP_EIO, "%.300s: cannot write", o->name);
	}
	if (e)
		*e = o->failed;
	return -1;
}

/* A file beside the target; not named after it, whose name may be as long as names get. */
static int open_tmp(struct gp_outfile *o, mode_t mode, struct gp_err *e)
{
	const char *slash = strrchr(o->target, '/');
	size_t dir = slash ? (size_t)(slash - o->target) : 0;
	size_t size = dir + TMP_NAME_MAX;
	int i;

	o->tmp = gp_alloc(size);
	for (i = 0; i < TMP_TRIES; i++) {
		snprintf(o->tmp, size, "%.*s%s.govpub-%ld-%d.tmp", (int)dir, o->target,
		    slash ? "/" : "", (long)getpid(), i);
		o->fd = open(o->tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (o->fd >= 0)
			return 0;
		if (errno != EEXIST)
			break;
	}
	free(o->tmp);
	o->tmp = NULL; /* not ours to remove */
	return gp_fail_errno(e, GP_EIO, "%.300s: cannot write in its folder", o->name);
}

static int open_new(struct gp_outfile *o, const char *path, struct gp_err *e)
{
	size_t n = strlen(path);
	struct stat st;

	if (n == 0 || path[n - 1] == '/')
		return gp_fail(e, GP_EUSAGE, "'%.300s': is no file name", path);
	if (lstat(path, &st) == 0)
		return gp_fail(e, GP_EIO, "%.300s: is a link to a file that does not exist", path);
	o->target = gp_strdup(path);
	return open_tmp(o, 0666, e);
}

/* The new file is private until it has the owner and mode of the old one. */
static int open_beside(struct gp_outfile *o, const char *path, const struct stat *st,
    struct gp_err *e)
{
	mode_t mode = st->st_mode & 0777;

	if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot be replaced", path);
	o->target = realpath(path, NULL);
	if (!o->target)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot be replaced", path);
	if (open_tmp(o, 0600, e) != 0)
		return -1;
	if (fchown(o->fd, st->st_uid, st->st_gid) != 0 && fchown(o->fd, (uid_t)-1, st->st_gid) != 0)
		mode &= 0707; /* another group than before must not read it */
	if (fchmod(o->fd, mode) != 0)
		return write_failed(o, e);
	return 0;
}

int gp_outfile_open(struct gp_outfile **out, const char *path, struct gp_err *e)
{
	struct gp_outfile *o = gp_calloc(1, sizeof *o);
	struct stat st;
	int rc = 0;

	*out = NULL;
	o->fd = -1;
	if (!path || !strcmp(path, "-")) {
		o->name = gp_strdup(gp_err_word("standard output"));
		o->fd = STDOUT_FILENO;
	} else {
		o->name = gp_strdup(path);
		if (stat(path, &st) != 0)
			rc = errno == ENOENT ? open_new(o, path, e)
			    : gp_fail_errno(e, GP_EIO, "%.300s: cannot write", path);
		else if (S_ISDIR(st.st_mode))
			rc = gp_fail(e, GP_EUSAGE, "%.300s: is a folder; name a file", path);
		else if (S_ISREG(st.st_mode))
			rc = open_beside(o, path, &st, e);
		else if ((o->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)) < 0)
			rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot write", path);
	}
	if (rc != 0)
		free_outfile(o);
	else
		*out = o;
	return rc;
}

int gp_outfile_private(struct gp_outfile *o, struct gp_err *e)
{
	return o->target && fchmod(o->fd, 0600) != 0 ? write_failed(o, e) : 0;
}

int gp_outfile_drain(struct gp_outfile *o, struct gp_buf *b, struct gp_err *e)
{
	struct pollfd ready = {.fd = o->fd, .events = POLLOUT};
	size_t done = 0;
	ssize_t n;

	if (!o->failed.code && b->full)
		gp_fail(&o->failed, GP_ELIMIT, "%.300s: a piece of it is larger than %zu bytes",
		    o->name,
		    b->max);
	while (!o->failed.code && done < b->len) {
		n = write(o->fd, b->data + done, b->len - done);
		if (n >= 0)
			done += (size_t)n;
		else if (errno == EAGAIN) /* somebody made the terminal or pipe non-blocking */
			poll(&ready, 1, -1);
		else if (errno != EINTR)
			write_failed(o, NULL);
	}
	gp_buf_clear(b);
	if (!o->failed.code)
		return 0;
	if (e)
		*e = o->failed;
	return -1;
}

/* The rename is only as lasting as the folder that holds it; some file systems cannot sync one. */
static void sync_folder(const char *target)
{
	const char *slash = strrchr(target, '/');
	char *dir = slash == target ? gp_strdup("/")
	    : slash ? gp_strndup(target, (size_t)(slash - target)) : gp_strdup(".");
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(dir);
}

int gp_outfile_commit(struct gp_outfile *o, struct gp_err *e)
{
	int rc = -1, fd = o->fd;

	if (o->failed.code) {
		if (e)
			*e = o->failed;
		goto out;
	}
	if (o->target && fsync(fd) != 0) {
		write_failed(o, e);
		goto out;
	}
	if (fd > STDERR_FILENO) {
		o->fd = -1;
		if (close(fd) != 0) { /* where a network disk says that it is full */
			write_failed(o, e);
			goto out;
		}
	}
	if (o->target) {
		if (rename(o->tmp, o->target) != 0) {
			write_failed(o, e);
			goto out;
		}
		free(o->tmp);
		o->tmp = NULL;
		sync_folder(o->target);
	}
	rc = 0;
out:
	free_outfile(o);
	return rc;
}

#define _GNU_SOURCE
#include "core/report/outfolder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"

#define LIST ".govpub-files"
#define LIST_MAX ((size_t)1 << 20)
#define TMP_TRIES 100

struct gp_outfolder {
	char *name;          /* as the caller knows it */
	char target[PATH_MAX], tmp[PATH_MAX];
	bool there;          /* the target exists */
	struct gp_buf files; /* names in tmp, each with a line end */
};

/* --- what may be replaced */

/* Whether `name` is one of the lines. */
static bool listed(const struct gp_buf *lines, const char *name)
{
	size_t n = strlen(name);
	const char *at = lines->data ? lines->data : "";

	for (const char *end; *at; at = *end ? end + 1 : end) {
		end = at + strcspn(at, "\n");
		if ((size_t)(end - at) == n && !memcmp(at, name, n))
			return true;
	}
	return !strcmp(name, LIST);
}

static void read_list(struct gp_buf *lines, const char *folder)
{
	char path[PATH_MAX + sizeof LIST + 1], *room;
	ssize_t n = 1;
	int fd;

	snprintf(path, sizeof path, "%s/" LIST, folder);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	while (fd >= 0 && n > 0 && (room = gp_buf_reserve(lines, 4096)) != NULL) {
		n = read(fd, room, 4096);
		lines->len += n > 0 ? (size_t)n : 0;
	}
	gp_buf_putc(lines, '\0');
	if (fd >= 0)
		close(fd);
}

/* Calls on each name in it; stops at the first that is not 0. */
static int each_file(const char *folder, int (*fn)(void *user, const char *folder, const char *name), void *user)
{
	DIR *d = opendir(folder);
	struct dirent *entry;
	int rc = d ? 0 : -1;

	while (!rc && (entry = readdir(d)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			rc = fn(user, folder, entry->d_name);
	if (d)
		closedir(d);
	return rc;
}

struct foreign {
	struct gp_buf lines;
	char name[NAME_MAX + 1];
};

static int is_foreign(void *user, const char *folder, const char *name)
{
	struct foreign *x = user;

	(void)folder;
	if (listed(&x->lines, name))
		return 0;
	snprintf(x->name, sizeof x->name, "%s", name);
	return 1;
}

static int look_at_target(struct gp_outfolder *f, struct gp_err *e)
{
	struct foreign x;
	struct stat st;
	int rc;

	f->there = lstat(f->target, &st) == 0;
	if (!f->there)
		return 0;
	if (!S_ISDIR(st.st_mode))
		return gp_fail(e, GP_EUSAGE, "%.300s: is no folder; name a folder", f->name);
	gp_buf_init(&x.lines, LIST_MAX);
	read_list(&x.lines, f->target);
	rc = each_file(f->target, is_foreign, &x);
	gp_buf_free(&x.lines);
	if (rc < 0)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot be read", f->name);
	return rc ? gp_fail(e, GP_EUSAGE, "%.200s: holds files of others ('%.100s'), which a new report would remove; "
	    "name another folder", f->name, x.name) : 0;
}

/* --- making it */

/* Beside the target, whose own folder must be there. */
static int make_tmp(struct gp_outfolder *f, struct gp_err *e)
{
	const char *slash = strrchr(f->target, '/');
	int dir = slash ? (int)(slash - f->target) + 1 : 0;

	for (int i = 0; i < TMP_TRIES; i++) {
		if ((size_t)snprintf(f->tmp, sizeof f->tmp, "%.*s.govpub-%ld-%d.tmp", dir, f->target, (long)getpid(), i) >=
		    sizeof f->tmp)
			errno = ENAMETOOLONG;
		else if (!mkdir(f->tmp, 0777))
			return 0;
		if (errno != EEXIST)
			break;
	}
	*f->tmp = '\0'; /* not ours to remove */
	return gp_fail_errno(e, GP_EIO, "%.300s: cannot be made", f->name);
}

int gp_outfolder_open(struct gp_outfolder **out, const char *path, struct gp_err *e)
{
	struct gp_outfolder *f = gp_calloc(1, sizeof *f);
	size_t n = strlen(path);
	bool there;

	*out = NULL;
	f->name = gp_strdup(path);
	gp_buf_init(&f->files, LIST_MAX);
	while (n > 1 && path[n - 1] == '/')
		n--;
	there = realpath(path, f->target) != NULL;
	if (!there && errno != ENOENT) {
		gp_fail_errno(e, GP_EIO, "%.300s: cannot be made", path);
		goto fail;
	}
	if (!n || (!there && (size_t)snprintf(f->target, sizeof f->target, "%.*s", (int)n, path) >= sizeof f->target)) {
		gp_fail(e, GP_EUSAGE, "'%.300s': is no name of a folder", path);
		goto fail;
	}
	if (look_at_target(f, e) || make_tmp(f, e))
		goto fail;
	*out = f;
	return 0;
fail:
	gp_outfolder_discard(f);
	return -1;
}

const char *gp_outfolder_name(const struct gp_outfolder *f)
{
	return f->name;
}

int gp_outfolder_begin(struct gp_outfolder *f, const char *name, struct gp_outfile **out, struct gp_err *e)
{
	char path[PATH_MAX + NAME_MAX + 2];

	snprintf(path, sizeof path, "%s/%s", f->tmp, name);
	gp_buf_printf(&f->files, "%s\n", name);
	return gp_outfile_open(out, path, e);
}

/* --- in its place */

static int remove_listed(void *user, const char *folder, const char *name)
{
	char path[2 * PATH_MAX];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (listed(user, name))
		unlink(path);
	return 0;
}

/* Only what an earlier commit, or this one, put there; a folder with anything else stays. */
static void remove_folder(const char *folder)
{
	struct gp_buf lines;

	gp_buf_init(&lines, LIST_MAX);
	read_list(&lines, folder);
	each_file(folder, remove_listed, &lines);
	gp_buf_free(&lines);
	rmdir(folder);
}

static void free_outfolder(struct gp_outfolder *f)
{
	gp_buf_free(&f->files);
	free(f->name);
	free(f);
}

static int put_list(struct gp_outfolder *f, struct gp_err *e)
{
	struct gp_buf copy;
	struct gp_outfile *o;
	int rc;

	gp_buf_init(&copy, LIST_MAX);
	gp_buf_put(&copy, f->files.data ? f->files.data : "", f->files.len);
	rc = gp_outfolder_begin(f, LIST, &o, e);
	if (!rc) {
		rc = gp_outfile_drain(o, &copy, e);
		if (rc)
			gp_outfile_discard(o);
		else
			rc = gp_outfile_commit(o, e);
	}
	gp_buf_free(&copy);
	return rc;
}

/* The old folder goes to where the new one was. Some file systems cannot do that in one step. */
static int exchange(struct gp_outfolder *f)
{
	char aside[PATH_MAX + 8];

	if (!renameat2(AT_FDCWD, f->tmp, AT_FDCWD, f->target, RENAME_EXCHANGE))
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	snprintf(aside, sizeof aside, "%s.old", f->tmp);
	if (rename(f->target, aside))
		return -1;
	if (rename(f->tmp, f->target)) {
		int why = errno;

		if (rename(aside, f->target))
			return -1; /* both are there, under other names: nothing is lost */
		errno = why;
		return -1;
	}
	return rename(aside, f->tmp);
}

int gp_outfolder_commit(struct gp_outfolder *f, struct gp_err *e)
{
	struct stat st;
	int rc = -1;

	/* looked at again: an hour may have gone by */
	if (put_list(f, e) || look_at_target(f, e))
		goto out;
	if (f->there && !stat(f->target, &st) && chmod(f->tmp, st.st_mode & 07777)) {
		gp_fail_errno(e, GP_EIO, "%.300s: cannot be replaced", f->name);
		goto out;
	}
	if (f->there ? exchange(f) : rename(f->tmp, f->target)) {
		gp_fail_errno(e, GP_EIO, "%.300s: cannot be replaced", f->name);
		goto out;
	}
	if (!f->there)
		*f->tmp = '\0';
	gp_buf_clear(&f->files); /* what lies in tmp now has its own list */
	rc = 0;
out:
	gp_outfolder_discard(f);
	return rc;
}

void gp_outfolder_discard(struct gp_outfolder *f)
{
	if (!f)
		return;
	if (*f->tmp) {
		/* what has no list yet is removed by the one at hand */
		if (f->files.len)
			each_file(f->tmp, remove_listed, &f->files);
		remove_folder(f->tmp);
	}
	free_outfolder(f);
}

/* pack_install.c - a pack into its place, or out of it, with a crash allowed at any moment */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/pack/manifest.h"
#include "core/rules/packs.h"

#define TMP ".govpub-install.tmp" /* one: whoever has the lock of packs/ */
#define OPEN_FOLDERS 16

struct placing {
	const char *dir;
	int packs; /* the folder packs/, locked */
	struct gp_err *e;
};

static int failed(struct placing *p, const char *what)
{
	return gp_fail_errno(p->e, GP_EIO, "%.300s/packs/%.100s: cannot be written", p->dir, what);
}

/* One process at a time; the lock goes with the descriptor. */
static int open_packs(struct placing *p)
{
	char path[PATH_MAX];

	if ((size_t)snprintf(path, sizeof path, "%s/packs", p->dir) >= sizeof path)
		errno = ENAMETOOLONG;
	else if (!mkdir(path, 0777) || errno == EEXIST)
		p->packs = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (p->packs < 0)
		return failed(p, "");
	if (flock(p->packs, LOCK_EX | LOCK_NB))
		return errno == EWOULDBLOCK ? gp_fail(p->e, GP_ECONFLICT, "%.300s/packs: another govpub is installing at this "
		    "moment; try again later", p->dir) : failed(p, "");
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

/* The folder with all in it, following no link; fine when it is not there. */
static int remove_tree(struct placing *p, const char *name)
{
	char path[PATH_MAX];
	struct stat st;

	if (fstatat(p->packs, name, &st, AT_SYMLINK_NOFOLLOW) && errno == ENOENT)
		return 0;
	if ((size_t)snprintf(path, sizeof path, "%s/packs/%s", p->dir, name) >= sizeof path ||
	    nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS))
		return failed(p, name);
	return 0;
}

/* --- writing */

static int write_bytes(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t put = write(fd, s, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		s += put;
		n -= (size_t)put;
	}
	return fsync(fd);
}

/* Makes the folders on the way to `name` below the folder `tmp`; -1 with errno. */
static int make_folders(int tmp, const char *name)
{
	char part[4096];

	for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(part, sizeof part, "%.*s", (int)(slash - name), name);
		if (mkdirat(tmp, part, 0777) && errno != EEXIST)
			return -1;
	}
	return 0;
}

static int write_one(struct placing *p, int tmp, const char *name, const char *s, size_t n)
{
	int fd, rc;

	if (make_folders(tmp, name))
		return failed(p, name);
	fd = openat(tmp, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	rc = fd < 0 || write_bytes(fd, s, n) ? failed(p, name) : 0;
	if (fd >= 0)
		close(fd);
	return rc;
}

/* That names last through a power cut is up to their folders. */
static int sync_folders(struct placing *p, int tmp, const struct gp_pack *pack)
{
	char part[4096];

	for (size_t i = 0; i < pack->files.count; i++) {
		const char *name = pack->files.list[i].name;

		for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
			int fd, bad;

			snprintf(part, sizeof part, "%.*s", (int)(slash - name), name);
			fd = openat(tmp, part, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
			bad = fd < 0 || fsync(fd);
			if (fd >= 0)
				close(fd);
			if (bad)
				return failed(p, part);
		}
	}
	return fsync(tmp) ? failed(p, TMP) : 0;
}

static int write_files(struct placing *p, int tmp, const struct gp_pack *pack)
{
	struct gp_buf list;
	int rc = 0;

	for (size_t i = 0; !rc && i < pack->files.count; i++)
		rc = write_one(p, tmp, pack->files.list[i].name, pack->files.list[i].data, pack->files.list[i].n);
	if (!rc && !gp_pack_files_find(&pack->files, GP_MANIFEST)) {
		gp_buf_init(&list, GP_MANIFEST_MAX);
		gp_pack_manifest(&list, pack);
		rc = write_one(p, tmp, GP_MANIFEST, list.data ? list.data : "", list.len);
		gp_buf_free(&list);
	}
	return rc ? -1 : sync_folders(p, tmp, pack);
}

static int write_tmp(struct placing *p, const struct gp_pack *pack)
{
	int tmp, rc;

	if (remove_tree(p, TMP)) /* of one that was killed */
		return -1;
	if (mkdirat(p->packs, TMP, 0777))
		return failed(p, TMP);
	tmp = openat(p->packs, TMP, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	rc = tmp < 0 ? failed(p, TMP) : write_files(p, tmp, pack);
	if (tmp >= 0)
		close(tmp);
	return rc;
}

/* --- the place and the lock */

/* Some file systems cannot exchange two folders; then there is a moment with neither, and the lock tells. */
static int put_in_place(struct placing *p, const char *name)
{
	if (!renameat2(p->packs, TMP, p->packs, name, RENAME_NOREPLACE))
		return 0;
	if (errno == EEXIST && !renameat2(p->packs, TMP, p->packs, name, RENAME_EXCHANGE))
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return failed(p, name);
	if (renameat(p->packs, name, p->packs, TMP ".old") && errno != ENOENT)
		return failed(p, name);
	if (renameat(p->packs, TMP, p->packs, name))
		return failed(p, name);
	return remove_tree(p, TMP ".old");
}

static const char *today(struct gp_pack_lock *l)
{
	char iso[32];

	return gp_arena_strndup(&l->arena, gp_clock_iso(gp_clock_now(), iso), 10);
}

/*
 * The lock names both, the one that is there and the one to come, before they change places, and only the new
 * one after: whenever this ends, it names the one that is there.
 */
static int change_places(struct placing *p, const struct gp_pack *pack, const char *source, struct gp_pack_lock *l)
{
	struct gp_pack_locked *entry = gp_pack_lock_add(l, pack->name);

	if (!entry)
		return gp_fail(p->e, GP_ELIMIT, "there are more than %d packs", GP_PACK_LOCKED_MAX);
	entry->next = pack->manifest;
	if (gp_pack_lock_write(l, p->dir, p->e) || put_in_place(p, pack->name))
		return -1;
	if (fsync(p->packs))
		return failed(p, pack->name);
	entry->manifest = pack->manifest;
	entry->next = "";
	entry->version = pack->version;
	entry->key = pack->key;
	entry->source = source;
	entry->installed = today(l);
	return gp_pack_lock_write(l, p->dir, p->e);
}

int gp_pack_install(const struct gp_pack *pack, const char *dir, const char *source, struct gp_err *e)
{
	struct placing p = {.dir = dir, .packs = -1, .e = e};
	struct gp_pack_lock *l = NULL;
	int rc = open_packs(&p);

	if (!rc)
		rc = gp_pack_lock_read(&l, dir, e) || write_tmp(&p, pack) || change_places(&p, pack, source, l) ? -1 : 0;
	if (!rc)
		rc = remove_tree(&p, TMP);
	if (p.packs >= 0)
		close(p.packs);
	gp_pack_lock_free(l);
	return rc;
}

int gp_pack_remove(const char *dir, const char *name, struct gp_err *e)
{
	struct placing p = {.dir = dir, .packs = -1, .e = e};
	struct gp_pack_lock *l = NULL;
	struct stat st;
	bool there = false;
	int rc = gp_pack_is_name(name) ? open_packs(&p) || gp_pack_lock_read(&l, dir, e) ? -1 : 0
	    : gp_fail(e, GP_ENOTFOUND, "there is no installed pack '%s'", name);

	if (!rc) {
		there = !fstatat(p.packs, name, &st, AT_SYMLINK_NOFOLLOW);
		if (!there && !gp_pack_lock_find(l, name))
			rc = gp_fail(e, GP_ENOTFOUND, "there is no installed pack '%s'", name);
	}
	if (!rc) {
		gp_pack_lock_drop(l, name);
		rc = gp_pack_lock_write(l, dir, e);
	}
	if (!rc && there)
		rc = remove_tree(&p, TMP) || renameat(p.packs, name, p.packs, TMP) || fsync(p.packs) ? failed(&p, name)
		    : remove_tree(&p, TMP);
	if (p.packs >= 0)
		close(p.packs);
	gp_pack_lock_free(l);
	return rc;
}

/*
 * power_vfs.h - a disk in memory for SQLite, which loses power or fails when a test says so.
 *
 * What was written and not synced lies in a cache: when the power goes, of each file any part of its cache has reached
 * the disk, in any order, and the last of these writes perhaps torn. Names of files are on the disk at once.
 */
#ifndef GP_TEST_POWER_VFS_H
#define GP_TEST_POWER_VFS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/random.h"

#define POWER_FILES 8
#define POWER_SECTOR 512
#define POWER_SHM 8

struct power_bytes {
	char *p;
	sqlite3_int64 n;
};

/* n < 0: cut to the length `at` */
struct power_write {
	sqlite3_int64 at;
	int n;
	char *p;
};

struct power_file {
	char name[400];
	bool exists;
	struct power_bytes disk, now; /* what is there after a cut; what a reader sees */
	struct power_write *cache;
	size_t cached;
};

struct power_handle {
	sqlite3_file base;
	struct power_file *file;
};

static struct power_file power_files[POWER_FILES];
static char *power_shm[POWER_SHM];
static sqlite3_vfs *power_real;
static sqlite3_io_methods power_methods;

static long power_calls;      /* that could fail, so far */
static long power_fail_at;    /* the call that fails; 0: none */
static bool power_goes;       /* then nothing works any more, until power_back() */
static bool power_is_gone, power_struck;

static bool power_fails(void)
{
	if (power_is_gone)
		return true;
	if (++power_calls != power_fail_at)
		return false;
	power_struck = true;
	power_is_gone = power_goes;
	return true;
}

static void power_put(struct power_bytes *b, const struct power_write *w, int n)
{
	sqlite3_int64 end = w->n < 0 ? w->at : w->at + n;

	if (w->n < 0 || end > b->n) {
		b->p = realloc(b->p, (size_t)end + 1);
		if (end > b->n)
			memset(b->p + b->n, 0, (size_t)(end - b->n));
		b->n = end;
	}
	if (w->n >= 0)
		memcpy(b->p + w->at, w->p, (size_t)n);
}

static void power_forget_cache(struct power_file *f)
{
	for (size_t i = 0; i < f->cached; i++)
		free(f->cache[i].p);
	free(f->cache);
	f->cache = NULL;
	f->cached = 0;
}

static void power_remember(struct power_file *f, sqlite3_int64 at, const void *p, int n)
{
	struct power_write *w;

	f->cache = realloc(f->cache, (f->cached + 1) * sizeof *f->cache);
	w = &f->cache[f->cached++];
	*w = (struct power_write){.at = at, .n = n};
	if (n > 0) {
		w->p = malloc((size_t)n);
		memcpy(w->p, p, (size_t)n);
	}
	power_put(&f->now, w, n);
}

/* Nobody has a file open. */
static void power_back(void)
{
	for (int i = 0; i < POWER_FILES; i++) {
		struct power_file *f = &power_files[i];
		size_t lucky = f->cached ? random_below(f->cached + 1) : 0;

		if (!f->exists)
			continue;
		while (lucky-- && f->cached) {
			size_t at = random_below(f->cached);
			struct power_write *w = &f->cache[at];
			int n = w->n;

			if (n > POWER_SECTOR && !random_below(3))
				n = (int)random_below((size_t)(n / POWER_SECTOR)) * POWER_SECTOR;
			power_put(&f->disk, w, n);
			free(w->p);
			*w = f->cache[--f->cached];
		}
		power_forget_cache(f);
		free(f->now.p);
		f->now = (struct power_bytes){malloc((size_t)f->disk.n + 1), f->disk.n};
		memcpy(f->now.p, f->disk.p ? f->disk.p : "", (size_t)f->disk.n);
	}
	power_is_gone = false;
	power_fail_at = 0;
}

static void power_clear(void)
{
	for (int i = 0; i < POWER_FILES; i++) {
		power_forget_cache(&power_files[i]);
		free(power_files[i].disk.p);
		free(power_files[i].now.p);
		power_files[i] = (struct power_file){0};
	}
}

static struct power_file *power_find(const char *name, bool make)
{
	for (int i = 0; i < POWER_FILES; i++)
		if (power_files[i].exists && !strcmp(power_files[i].name, name))
			return &power_files[i];
	for (int i = 0; make && i < POWER_FILES; i++)
		if (!power_files[i].exists) {
			power_files[i] = (struct power_file){.exists = true};
			sqlite3_snprintf(sizeof power_files[i].name, power_files[i].name, "%s", name);
			return &power_files[i];
		}
	return NULL;
}

/* --- a file */

static struct power_file *power_of(sqlite3_file *h)
{
	return ((struct power_handle *)h)->file;
}

static int power_close(sqlite3_file *h)
{
	(void)h;
	return SQLITE_OK;
}

static int power_read(sqlite3_file *h, void *p, int n, sqlite3_int64 at)
{
	struct power_file *f = power_of(h);
	sqlite3_int64 there = f->now.n > at ? f->now.n - at : 0;

	if (power_fails())
		return SQLITE_IOERR_READ;
	if (there >= n) {
		memcpy(p, f->now.p + at, (size_t)n);
		return SQLITE_OK;
	}
	memset(p, 0, (size_t)n);
	if (there)
		memcpy(p, f->now.p + at, (size_t)there);
	return SQLITE_IOERR_SHORT_READ;
}

/* Half of it is written, as when the disk fills up. */
static int power_write(sqlite3_file *h, const void *p, int n, sqlite3_int64 at)
{
	bool fails = power_fails();

	if (fails && !power_is_gone)
		power_remember(power_of(h), at, p, n / 2);
	if (fails)
		return SQLITE_FULL;
	power_remember(power_of(h), at, p, n);
	return SQLITE_OK;
}

static int power_truncate(sqlite3_file *h, sqlite3_int64 n)
{
	if (power_fails())
		return SQLITE_IOERR_TRUNCATE;
	power_remember(power_of(h), n, NULL, -1);
	return SQLITE_OK;
}

static int power_sync(sqlite3_file *h, int flags)
{
	struct power_file *f = power_of(h);

	(void)flags;
	if (power_fails())
		return SQLITE_IOERR_FSYNC;
	for (size_t i = 0; i < f->cached; i++)
		power_put(&f->disk, &f->cache[i], f->cache[i].n);
	power_forget_cache(f);
	return SQLITE_OK;
}

static int power_size(sqlite3_file *h, sqlite3_int64 *n)
{
	*n = power_of(h)->now.n;
	return power_fails() ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int power_lock(sqlite3_file *h, int level)
{
	(void)h;
	(void)level;
	return SQLITE_OK;
}

static int power_reserved(sqlite3_file *h, int *out)
{
	(void)h;
	*out = 0;
	return SQLITE_OK;
}

static int power_control(sqlite3_file *h, int op, void *arg)
{
	(void)h;
	(void)op;
	(void)arg;
	return SQLITE_NOTFOUND;
}

static int power_sector(sqlite3_file *h)
{
	(void)h;
	return POWER_SECTOR;
}

static int power_device(sqlite3_file *h)
{
	(void)h;
	return 0;
}

static int power_shm_map(sqlite3_file *h, int i, int size, int extend, void volatile **out)
{
	(void)h;
	if (i >= POWER_SHM || power_fails())
		return SQLITE_IOERR_SHMMAP;
	if (!power_shm[i] && extend)
		power_shm[i] = calloc(1, (size_t)size);
	*out = power_shm[i];
	return SQLITE_OK;
}

static int power_shm_lock(sqlite3_file *h, int offset, int n, int flags)
{
	(void)h;
	(void)offset;
	(void)n;
	(void)flags;
	return SQLITE_OK;
}

static void power_shm_barrier(sqlite3_file *h)
{
	(void)h;
}

static int power_shm_unmap(sqlite3_file *h, int remove)
{
	(void)h;
	(void)remove;
	for (int i = 0; i < POWER_SHM; i++) {
		free(power_shm[i]);
		power_shm[i] = NULL;
	}
	return SQLITE_OK;
}

/* --- the disk */

static int power_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *h, int flags, int *out)
{
	struct power_handle *handle = (struct power_handle *)h;

	(void)vfs;
	handle->base.pMethods = NULL;
	if (power_fails())
		return SQLITE_CANTOPEN;
	handle->file = power_find(name ? name : "temporary", true);
	if (!handle->file)
		return SQLITE_CANTOPEN;
	handle->base.pMethods = &power_methods;
	if (out)
		*out = flags;
	return SQLITE_OK;
}

static int power_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	struct power_file *f = power_find(name, false);

	(void)vfs;
	(void)sync;
	if (power_fails())
		return SQLITE_IOERR_DELETE;
	if (!f)
		return SQLITE_IOERR_DELETE_NOENT;
	power_forget_cache(f);
	free(f->disk.p);
	free(f->now.p);
	*f = (struct power_file){0};
	return SQLITE_OK;
}

static int power_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	struct power_file *f = power_find(name, false);

	(void)vfs;
	*out = f && (flags != SQLITE_ACCESS_EXISTS || f->now.n > 0);
	return power_fails() ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

/* From now on every database of this process lies there. */
static void power_install(void)
{
	static sqlite3_vfs vfs;

	power_real = sqlite3_vfs_find(NULL);
	vfs = *power_real;
	vfs.zName = "power";
	vfs.szOsFile = sizeof(struct power_handle);
	vfs.xOpen = power_open;
	vfs.xDelete = power_delete;
	vfs.xAccess = power_access;
	power_methods = (sqlite3_io_methods){.iVersion = 2, .xClose = power_close, .xRead = power_read, .xWrite = power_write,
	    .xTruncate = power_truncate, .xSync = power_sync, .xFileSize = power_size, .xLock = power_lock,
	    .xUnlock = power_lock, .xCheckReservedLock = power_reserved, .xFileControl = power_control,
	    .xSectorSize = power_sector, .xDeviceCharacteristics = power_device, .xShmMap = power_shm_map,
	    .xShmLock = power_shm_lock, .xShmBarrier = power_shm_barrier, .xShmUnmap = power_shm_unmap};
	sqlite3_vfs_register(&vfs, 1);
}

#endif

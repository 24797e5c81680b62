/*
 * Every single I/O call of a check fails once: the error is clean and the file stays sound. And when it waits
 * for the disk.
 */
#define _GNU_SOURCE
#include <sqlite3.h>
#include <unistd.h>

#include "core/store/crawl_store.h"
#include "tests/lib/tap.h"

#define BATCHES 3
#define PER_BATCH 40

static char dir[] = "/tmp/gp-fault-XXXXXX";
static struct gp_err err;

/* --- a file system over the real one, whose n-th call fails */

struct shim {
	sqlite3_file base;
	sqlite3_file *real;
	int kind; /* SQLITE_OPEN_WAL, … */
};

static sqlite3_vfs *real_vfs;
static sqlite3_io_methods methods;
static int calls_left; /* 0: no more faults */
static bool struck;
static int syncs;         /* so far */
static bool log_unsafe;   /* something was written to the log since it was synced */
static int too_early;     /* writes to the file while the log was not safe */

static bool strike(void)
{
	if (calls_left == 0 || --calls_left > 0)
		return false;
	return struck = true;
}

static sqlite3_file *real(sqlite3_file *f)
{
	return ((struct shim *)f)->real;
}

static int shim_close(sqlite3_file *f)
{
	int rc = real(f)->pMethods ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;

	sqlite3_free(real(f));
	return rc;
}

static int shim_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	return strike() ? SQLITE_IOERR_READ : real(f)->pMethods->xRead(real(f), p, n, at);
}

static bool is_of(sqlite3_file *f, int kind)
{
	return ((struct shim *)f)->kind & kind;
}

/* Half of it is written, as when the disk fills up. */
static int shim_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	log_unsafe |= is_of(f, SQLITE_OPEN_WAL);
	too_early += is_of(f, SQLITE_OPEN_MAIN_DB) && log_unsafe;
	if (!strike())
		return real(f)->pMethods->xWrite(real(f), p, n, at);
	real(f)->pMethods->xWrite(real(f), p, n / 2, at);
	return SQLITE_FULL;
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 n)
{
	return strike() ? SQLITE_IOERR_TRUNCATE : real(f)->pMethods->xTruncate(real(f), n);
}

static int shim_sync(sqlite3_file *f, int flags)
{
	syncs++;
	if (is_of(f, SQLITE_OPEN_WAL))
		log_unsafe = false;
	return strike() ? SQLITE_IOERR_FSYNC : real(f)->pMethods->xSync(real(f), flags);
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *n)
{
	return strike() ? SQLITE_IOERR_FSTAT : real(f)->pMethods->xFileSize(real(f), n);
}

static int shim_lock(sqlite3_file *f, int level)
{
	return real(f)->pMethods->xLock(real(f), level);
}

static int shim_unlock(sqlite3_file *f, int level)
{
	return real(f)->pMethods->xUnlock(real(f), level);
}

static int shim_reserved(sqlite3_file *f, int *out)
{
	return real(f)->pMethods->xCheckReservedLock(real(f), out);
}

static int shim_control(sqlite3_file *f, int op, void *arg)
{
	return real(f)->pMethods->xFileControl(real(f), op, arg);
}

static int shim_sector(sqlite3_file *f)
{
	return real(f)->pMethods->xSectorSize(real(f));
}

static int shim_device(sqlite3_file *f)
{
	return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct shim *s = (struct shim *)f;
	int rc;

	(void)vfs;
	s->base.pMethods = NULL;
	s->kind = flags;
	if (strike())
		return SQLITE_CANTOPEN;
	s->real = sqlite3_malloc(real_vfs->szOsFile);
	memset(s->real, 0, (size_t)real_vfs->szOsFile);
	rc = real_vfs->xOpen(real_vfs, name, s->real, flags, out);
	if (rc == SQLITE_OK)
		s->base.pMethods = &methods;
	else
		sqlite3_free(s->real);
	return rc;
}

static void install_shim(void)
{
	static sqlite3_vfs vfs;

	real_vfs = sqlite3_vfs_find(NULL);
	vfs = *real_vfs;
	vfs.zName = "fault";
	vfs.szOsFile = sizeof(struct shim);
	vfs.xOpen = shim_open;
	/* Version 1: without shared memory, which the driver must not need. */
	methods = (sqlite3_io_methods){.iVersion = 1, .xClose = shim_close, .xRead = shim_read,
	    .xWrite = shim_write, .xTruncate = shim_truncate, .xSync = shim_sync,
	    .xFileSize = shim_size, .xLock = shim_lock, .xUnlock = shim_unlock,
	    .xCheckReservedLock = shim_reserved, .xFileControl = shim_control,
	    .xSectorSize = shim_sector, .xDeviceCharacteristics = shim_device};
	sqlite3_vfs_register(&vfs, 1);
}

/* --- what runs over it */

static int put_batch(struct gp_store *s, int64_t first)
{
	int64_t id;

	if (gp_store_batch(s, &err) != 0)
		return -1;
	for (id = first; id < first + PER_BATCH; id++) {
		struct gp_store_url u = {.id = id,
		    .url = "http://www.example.gov.cn/zwgk/index.html"};
		struct gp_store_result r = {.id = id, .status = 200, .title = "政务公开"};

		if (gp_store_put_url(s, &u, &err) != 0 || gp_store_put_result(s, &r, &err) != 0)
			break;
	}
	return gp_store_commit(s, &err);
}

static int count(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	int *n = user;

	return u->id == ++*n && r->id == u->id ? 0 : 1;
}

/* A check from nothing: a run that forgets one, batches, a walk. Batches that were acknowledged. */
static int check(const char *path, bool *failed)
{
	struct gp_store *s;
	int acked = 0, n = 0;
	bool resumed;

	*failed = true;
	if (gp_store_open(&s, path, &err) != 0)
		return 0;
	if (gp_store_begin_run(s, "sig", true, &resumed, &err) == 0) {
		while (acked < BATCHES && put_batch(s, 1 + acked * PER_BATCH) == 0)
			acked++;
		*failed = acked < BATCHES || gp_store_each_result_by_url(s, count, &n, &err) != 0 ||
		    gp_store_end_run(s, "interrupted", &err) != 0;
	}
	gp_store_close(s);
	return acked;
}

/* Whole batches, at least those acknowledged. */
static bool is_sound(const char *path, int acked)
{
	struct gp_store *s;
	bool resumed, sound;
	int n = 0;

	if (gp_store_open(&s, path, &err) != 0)
		return false;
	sound = gp_store_each_result(s, count, &n, &err) == 0 && n % PER_BATCH == 0 &&
	    n >= acked * PER_BATCH && gp_store_begin_run(s, "sig", false, &resumed, &err) == 0 &&
	    put_batch(s, resumed ? n + 1 : 1) == 0;
	gp_store_close(s);
	return sound;
}

static void remove_store(const char *path)
{
	char other[100];

	unlink(path);
	snprintf(other, sizeof other, "%s-wal", path);
	unlink(other);
	snprintf(other, sizeof other, "%s-journal", path);
	unlink(other);
}

static void waits_for_the_disk(const char *path)
{
	struct gp_store *s;
	bool resumed;
	int last;

	remove_store(path);
	syncs = too_early = 0;
	log_unsafe = false;
	if (gp_store_open(&s, path, &err) != 0)
		return;
	ok(gp_store_begin_run(s, "sig", true, &resumed, &err) == 0 && syncs == 0, "a new file is made without a wait for the disk");
	ok(put_batch(s, 1) == 0 && gp_store_end_run(s, "complete", &err) == 0, "a run in it");
	gp_store_close(s);
	ok(syncs >= 2 && !too_early, "its log is safe before the file is written, and the file when it is closed");
	if (gp_store_open(&s, path, &err) != 0)
		return;
	last = syncs;
	ok(gp_store_begin_run(s, "sig", true, &resumed, &err) == 0 && syncs >= last + 2 && !too_early,
	    "a file that held a run is safe when the next begins");
	gp_store_close(s);
}

int main(void)
{
	int nth = 0, acked, unclean = 0, unsound = 0, hidden = 0;
	bool failed;
	char path[60];

	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof path, "%s/crawl.db", dir);
	install_shim();
	do {
		remove_store(path);
		err = (struct gp_err)GP_ERR_INIT;
		struck = false;
		calls_left = ++nth;
		acked = check(path, &failed);
		calls_left = 0;
		if (failed && (!*err.msg || !strstr(err.msg, path)))
			printf("# call %d, unclean: %d %s\n", nth, ++unclean, err.msg);
		hidden += struck && !failed;
		if (!is_sound(path, acked))
			printf("# call %d, unsound: %d %s\n", nth, ++unsound, err.msg);
	} while (struck && nth < 5000);
	ok(nth > 30 && nth < 5000, "each of %d I/O calls failed once, %d without effect", nth - 1,
	    hidden);
	is_int(unclean, 0, "each failure that counts is an error that names the file");
	is_int(unsound, 0,
	    "after each the file holds whole batches, all acknowledged ones, and goes on");
	waits_for_the_disk(path);
	remove_store(path);
	rmdir(dir);
	return tap_done();
}

/* What only the SQLite driver of core/store can get wrong: its file, its disk, its neighbours. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/crawl_db.h"
#include "core/store/crawl_store.h"
#include "core/store/file_system.h"
#include "tests/lib/tap.h"

#define NOBODY 65534

static char dir[] = "/tmp/gp-file-XXXXXX";
static struct gp_err err;

static const char *in_dir(const char *name)
{
	static char path[4][200];
	static unsigned next;
	char *p = path[next++ % 4];

	snprintf(p, sizeof path[0], "%s/%s", dir, name);
	return p;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static void write_at(const char *path, off_t at, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	if (fd < 0 || pwrite(fd, bytes, n, at) != (ssize_t)n) {
		printf("Bail out! cannot write %s\n", path);
		exit(1);
	}
	close(fd);
}

static off_t size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_size : -1;
}

/* Fills a run with `urls` URLs; the error of the first failing step, or 0. */
static int fill(const char *path, bool fresh, int urls)
{
	struct gp_store *s;
	bool resumed;
	int i, rc;

	if (gp_store_open(&s, path, &err) != 0)
		return -1;
	rc = gp_store_begin_run(s, "sig", fresh, &resumed, &err);
	for (i = 0; rc == 0 && i < urls; i++) {
		struct gp_store_url u = {.id = i + 1,
		    .url = "http://www.example.gov.cn/zwgk/index.html"};

		if (i % 100 == 0)
			rc = gp_store_batch(s, &err);
		if (rc == 0)
			rc = gp_store_put_url(s, &u, &err);
		if (rc == 0 && (i % 100 == 99 || i == urls - 1))
			rc = gp_store_commit(s, &err);
	}
	gp_store_close(s);
	return rc;
}

static int count_url(void *user, const struct gp_store_url *u, bool done)
{
	(void)u, (void)done;
	++*(int *)user;
	return 0;
}

static int urls_in(const char *path)
{
	struct gp_store *s;
	int n = 0;

	if (gp_store_open(&s, path, &err) != 0)
		return -1;
	if (gp_store_each_url(s, count_url, &n, &err) != 0)
		n = -1;
	gp_store_close(s);
	return n;
}

typedef int opener(struct gp_store **out, const char *path, struct gp_err *e);

/* Opening fails with this code, and the one line names the file and has the words. */
static void refused_by(opener *open, const char *path, enum gp_code code, const char *words, const char *name)
{
	struct gp_store *s = NULL;
	bool pass = open(&s, path, &err) == -1 && !s && err.code == code &&
	    strstr(err.msg, path) && strstr(err.msg, words) && !strchr(err.msg, '\n');

	ok(pass, "%s", name);
	if (!pass)
		printf("# code %d: %s\n", (int)err.code, err.msg);
}

static void refused(const char *path, enum gp_code code, const char *words, const char *name)
{
	refused_by(gp_store_open, path, code, words, name);
}

static void refused_kept(const char *path, enum gp_code code, const char *words, const char *name)
{
	refused_by(gp_store_open_kept, path, code, words, name);
}

static void files_and_folders_are_made_private(void)
{
	const char *path = in_dir("a/b/crawl.db");
	struct stat st;

	umask(022);
	is_int(fill(path, true, 1), 0, "missing folders are made");
	ok(stat(in_dir("a"), &st) == 0 && (st.st_mode & 0777) == 0700, "for the owner only");
	ok(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600, "so is the file");
	is_int(size_of(in_dir("a/b/crawl.db-wal")), -1, "no log is left behind");
	refused(in_dir("a"), GP_EUSAGE, "is no file", "a folder is no crawl file");
	ok(gp_store_open(&(struct gp_store *){0}, in_dir("a/b/crawl.db/x.db"), &err) == -1 &&
	    err.code == GP_EIO && strstr(err.msg, "crawl.db: is no folder"), "a file is no folder");
	ok(symlink("nowhere", in_dir("dangling.db")) == 0, "a link to nothing");
	refused(in_dir("dangling.db"), GP_EIO, "cannot open", "is refused");
	ok(gp_store_open(&(struct gp_store *){0}, "", &err) == -1 && err.code == GP_EUSAGE,
	    "so is an empty name");
}

static void foreign_files_are_left_alone(void)
{
	static const unsigned char newer[4] = {0, 0, 0, 99}, older[4] = {0, 0, 0, 1}, other[4] = {'X', 'Y', 'Z', '!'};
	const char *text = in_dir("notes.txt"), *db = in_dir("foreign.db");
	const char *mine = in_dir("newer.db");
	sqlite3 *raw;

	write_at(text, 0, "just a few notes", 16);
	refused(text, GP_EUSAGE, "is not a crawl file", "a text file is refused");
	is_int(size_of(text), 16, "and not touched");
	ok(sqlite3_open(db, &raw) == SQLITE_OK &&
	    sqlite3_exec(raw, "CREATE TABLE run(x); INSERT INTO run VALUES(1)", NULL, NULL, NULL) ==
		SQLITE_OK && sqlite3_close(raw) == SQLITE_OK, "another program's database");
	refused(db, GP_EUSAGE, "another program", "is refused");
	write_at(db, 68, other, 4);
	refused(db, GP_EUSAGE, "another program", "also when it is marked as such");
	is_int(fill(mine, true, 1), 0, "a crawl file");
	write_at(mine, 60, newer, 4);
	refused(mine, GP_EUSAGE, "a newer version", "of a newer schema is refused");
	ok(strstr(err.msg, "safe to delete") != NULL, "with the way out");
	write_at(mine, 60, older, 4);
	refused_kept(mine, GP_EUSAGE, "an older version", "one of an older schema is refused where it is to be kept");
	refused_kept(in_dir("none.db"), GP_ENOTFOUND, "nothing was checked yet", "so is one that is not there");
	is_int(access(in_dir("none.db"), F_OK), -1, "which is not made");
	is_int(urls_in(mine), 0, "one of an older schema begins anew");
	is_int(fill(mine, false, 1), 0, "and is filled");
	write_at(in_dir("empty.db"), 0, "", 0);
	is_int(fill(in_dir("empty.db"), false, 1), 0, "an empty file is filled");
}

static void before_stamps(const char *path)
{
	sqlite3 *raw;

	ok(sqlite3_open(path, &raw) == SQLITE_OK && sqlite3_exec(raw, "DROP TABLE stamp; DROP TABLE last_stamp;"
	    "PRAGMA user_version = 3", NULL, NULL, NULL) == SQLITE_OK && sqlite3_close(raw) == SQLITE_OK,
	    "a file without stamps");
}

static void a_file_without_stamps_gets_them(void)
{
	const char *path = in_dir("old.db");
	struct gp_store *s;
	int64_t blobs = -1;
	bool resumed;

	is_int(fill(path, true, 3), 0, "a crawl file");
	before_stamps(path);
	ok(gp_store_open_kept(&s, path, &err) == 0 && gp_store_stamp_blobs(s, &blobs, &err) == 0 && !blobs, "is read as before");
	gp_store_close(s);
	before_stamps(path);
	is_int(urls_in(path), 3, "with all that is in it");
	ok(gp_store_open(&s, path, &err) == 0 && gp_store_begin_run(s, "sig", false, &resumed, &err) == 0 && resumed &&
	    gp_store_put_stamps(s, 0, "x", 1, &err) == 0, "and its run goes on");
	gp_store_close(s);
}

static void damage_is_named(void)
{
	const char *cut = in_dir("cut.db"), *burnt = in_dir("burnt.db");
	static char junk[4096];
	struct gp_store *s;
	bool resumed;

	memset(junk, 0xA5, sizeof junk);
	ok(!fill(cut, true, 2000) && !fill(burnt, true, 2000), "two crawl files");
	is_int(truncate(cut, size_of(cut) / 2), 0, "one is cut short");
	refused(cut, GP_EINTEGRITY, "damaged; it is safe to delete", "which is damage");
	write_at(burnt, size_of(burnt) - 2 * (off_t)sizeof junk, junk, sizeof junk);
	ok(!gp_store_open(&s, burnt, &err), "a burnt page inside is not seen at once");
	ok(gp_store_begin_run(s, "sig", false, &resumed, &err) == -1 && !resumed &&
	    err.code == GP_EINTEGRITY && strstr(err.msg, "safe to delete"),
	    "but before the run resumes");
	ok(!gp_store_begin_run(s, "sig", true, &resumed, &err), "a fresh run does without");
	gp_store_close(s);
	is_int(urls_in(burnt), 0, "and leaves a sound file");
}

static void what_is_forgotten_gives_its_room_to_the_next(void)
{
	const char *path = in_dir("grown.db");
	off_t grown;

	is_int(fill(path, true, 20000), 0, "a large crawl");
	grown = size_of(path);
	is_int(fill(path, true, 20000), 0, "is forgotten, and another as large stored");
	ok(size_of(path) < grown + grown / 10, "and the file hardly grows: %lld, then %lld bytes",
	    (long long)grown, (long long)size_of(path));
}

/* Runs fn in a child, there as nobody when we are root; true when it returned true. */
static bool in_child(bool (*fn)(void))
{
	int status = 0;
	pid_t pid = fork();

	if (!pid)
		_exit(fn() ? 0 : 1);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static bool fails_as_nobody(const char *path, const char *words)
{
	if (getuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		return false;
	if (fill(path, false, 1) == -1 && err.code == GP_EIO && strstr(err.msg, path) &&
	    strstr(err.msg, words))
		return true;
	printf("# %d %s\n", (int)err.code, err.msg);
	return false;
}

static bool no_new_file(void)
{
	return fails_as_nobody(in_dir("shut/new.db"), "Permission denied");
}

static bool no_log(void)
{
	return fails_as_nobody(in_dir("shut/old.db"), "write-protected");
}

static bool no_writing(void)
{
	return fails_as_nobody(in_dir("open/read.db"), "write-protected");
}

static void permissions_are_named(void)
{
	ok(chmod(dir, 0755) == 0 && !fill(in_dir("shut/old.db"), true, 1) &&
	    !fill(in_dir("open/read.db"), true, 1), "two files");
	ok(!chmod(in_dir("shut/old.db"), 0666) && !chmod(in_dir("open/read.db"), 0444) &&
	    !chmod(in_dir("shut"), 0555) && !chmod(in_dir("open"), 0777), "and their protection");
	ok(in_child(no_new_file), "no file can be made in a read-only folder");
	ok(in_child(no_log), "nor can one be used in it");
	ok(in_child(no_writing), "a read-only file is refused");
	chmod(in_dir("shut"), 0700);
}

static bool hits_the_file_limit(void)
{
	struct rlimit small = {1 << 20, 1 << 20};

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	return fill(in_dir("limit.db"), true, 100000) == -1 && err.code == GP_EIO &&
	    strstr(err.msg, in_dir("limit.db")) && strstr(err.msg, "File too large");
}

static bool put_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	bool put = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	close(fd);
	return put;
}

/* In a name space of its own, so that a file system of 1 MiB can be mounted by anybody. */
static int full_disk(void)
{
	const char *mnt = in_dir("mnt"), *path = in_dir("mnt/full.db");
	char uid[40], gid[40];
	int left;

	snprintf(uid, sizeof uid, "0 %u 1", (unsigned)getuid());
	snprintf(gid, sizeof gid, "0 %u 1", (unsigned)getgid());
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 ||
	    !put_file("/proc/self/setgroups", "deny") || !put_file("/proc/self/uid_map", uid) ||
	    !put_file("/proc/self/gid_map", gid) || mkdir(mnt, 0700) != 0 ||
	    mount("none", mnt, "tmpfs", 0, "size=1m") != 0)
		return 77;
	if (fill(path, true, 100000) != -1 || err.code != GP_EIO || !strstr(err.msg, "is full") ||
	    !strstr(err.msg, path))
		return 1;
	left = urls_in(path);
	return left > 0 && left % 100 == 0 ? 0 : 2;
}

static void full_disks_lose_nothing(void)
{
	int status = 0, left;
	pid_t pid;

	ok(in_child(hits_the_file_limit), "a file that may not grow is an error with a reason");
	left = urls_in(in_dir("limit.db"));
	ok(left > 0 && left % 100 == 0, "%d URLs of whole batches are kept", left);
	pid = fork();
	if (!pid)
		_exit(full_disk());
	if (pid < 0 || waitpid(pid, &status, 0) != pid || WEXITSTATUS(status) == 77)
		ok(true, "a full disk # SKIP no user name spaces here");
	else
		is_int(WEXITSTATUS(status), 0,
		    "a full disk is named, and whole batches are kept");
}

static void another_programs_lock_is_a_conflict(void)
{
	const char *path = in_dir("held.db");
	struct gp_store *s;
	sqlite3 *raw;

	is_int(fill(path, true, 1), 0, "a crawl file");
	ok(sqlite3_open(path, &raw) == SQLITE_OK &&
	    sqlite3_exec(raw, "SELECT * FROM url", NULL, NULL, NULL) == SQLITE_OK,
	    "is read by another program");
	ok(gp_store_open(&s, path, &err) == -1 && err.code == GP_ECONFLICT, "which is a conflict");
	sqlite3_close(raw);
	is_int(urls_in(path), 1, "until it closes it");
}

static void remote_file_systems_are_known(void)
{
	is_str(gp_file_system_remote(0x6969), "NFS", "NFS is refused");
	is_str(gp_file_system_remote(0xFF534D42), "SMB", "so is a Windows share");
	is_str(gp_file_system_remote((unsigned long)(int)0xFF534D42), "SMB",
	    "also where f_type is signed");
	is_str(gp_file_system_remote(0x65735546), "FUSE", "so is FUSE");
	ok(!gp_file_system_remote(0xEF53) && !gp_file_system_remote(0x58465342) &&
	    !gp_file_system_remote(0x01021994) && !gp_file_system_remote(0x794c7630),
	    "ext4, XFS, tmpfs and overlayfs are not");
}

int main(void)
{
	if (!mkdtemp(dir))
		return 1;
	setvbuf(stdout, NULL, _IONBF, 0);
	files_and_folders_are_made_private();
	foreign_files_are_left_alone();
	a_file_without_stamps_gets_them();
	damage_is_named();
	what_is_forgotten_gives_its_room_to_the_next();
	permissions_are_named();
	full_disks_lose_nothing();
	another_programs_lock_is_a_conflict();
	remote_file_systems_are_known();
	nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

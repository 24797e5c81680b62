/* outfile: whole or not at all */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/report/outfile.h"
#include "tests/lib/tap.h"

#define NOBODY 65534

static char dir[] = "/tmp/gp-out-XXXXXX";
static struct gp_err err;

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

/* The first bytes of a file; "" when it is empty or missing. */
static const char *content(const char *path)
{
	static char text[100];
	int fd = open(path, O_RDONLY);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);

	text[n > 0 ? n : 0] = '\0';
	if (fd >= 0)
		close(fd);
	return text;
}

static int files_here(void)
{
	DIR *d = opendir(".");
	struct dirent *entry;
	int n = 0;

	while (d && (entry = readdir(d)) != NULL)
		n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(d);
	return n;
}

static int put(struct gp_outfile *o, const char *text)
{
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, 1 << 20);
	gp_buf_puts(&b, text);
	rc = gp_outfile_drain(o, &b, &err);
	gp_buf_free(&b);
	return rc;
}

/* Opens, writes and commits; the first failure. */
static int save(const char *path, const char *text)
{
	struct gp_outfile *o;
	int rc;

	if (gp_outfile_open(&o, path, &err) != 0)
		return -1;
	rc = put(o, text);
	return gp_outfile_commit(o, &err) != 0 ? -1 : rc;
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_mode & 0777 : 0;
}

static void old_or_new_but_nothing_between(void)
{
	struct gp_outfile *o;

	umask(027);
	is_int(save("a.csv", "old"), 0, "a new file");
	is_str(content("a.csv"), "old", "has what was written");
	ok(mode_of("a.csv") == 0640, "and the mode that umask gives");
	ok(!gp_outfile_open(&o, "a.csv", &err) && !put(o, "n") && !put(o, "ew"), "it is replaced");
	is_str(content("a.csv"), "old", "not before the commit");
	is_int(gp_outfile_commit(o, &err), 0, "which succeeds");
	is_str(content("a.csv"), "new", "and puts the new content there");
	ok(!gp_outfile_open(&o, "a.csv", &err) && !put(o, "no"), "again");
	gp_outfile_discard(o);
	gp_outfile_discard(NULL);
	is_str(content("a.csv"), "new", "what is discarded leaves the file alone");
	is_int(files_here(), 1, "nothing lies beside it");
}

static void the_file_stays_what_it_was(void)
{
	char cwd[300], path[400];
	struct stat st;

	ok(!chmod("a.csv", 0604) && !save("a.csv", "x") && mode_of("a.csv") == 0604,
	    "the mode is kept");
	ok(!mkdir("sub", 0700) && !symlink("../a.csv", "sub/link") && !save("sub/link", "via link"),
	    "a link is followed");
	ok(!lstat("sub/link", &st) && S_ISLNK(st.st_mode), "and stays a link");
	is_str(content("a.csv"), "via link", "to the new content");
	ok(getcwd(cwd, sizeof cwd) && snprintf(path, sizeof path, "%s/sub/abs.csv", cwd) > 0 &&
	    !save(path, "abs") && !strcmp(content("sub/abs.csv"), "abs"), "an absolute path");
	memset(path, 'n', 255);
	path[255] = '\0';
	is_int(save(path, "long"), 0, "the longest name");
	unlink(path);
}

static void refused(const char *path, enum gp_code code, const char *words, const char *name)
{
	struct gp_outfile *o = NULL;
	bool pass = gp_outfile_open(&o, path, &err) == -1 && !o && err.code == code &&
	    strstr(err.msg, path) && strstr(err.msg, words);

	ok(pass, "%s", name);
	if (!pass)
		printf("# code %d: %s\n", (int)err.code, err.msg);
}

static bool write_protected(void)
{
	struct gp_outfile *o;

	if (getuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		return false;
	return gp_outfile_open(&o, "a.csv", &err) == -1 && err.code == GP_EIO &&
	    strstr(err.msg, "a.csv: cannot be replaced: Permission denied");
}

static bool file_limit(void)
{
	struct rlimit small = {4, 4};
	int before = files_here();

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	return save("a.csv", "longer than four") == -1 && err.code == GP_EIO &&
	    strstr(err.msg, "a.csv: cannot write: File too large") && files_here() == before &&
	    !strcmp(content("a.csv"), "via link");
}

static bool closed_stdout(void)
{
	int fd[2];

	signal(SIGPIPE, SIG_IGN);
	return pipe(fd) == 0 && dup2(fd[1], 1) == 1 && close(fd[0]) == 0 && save("-", "x") == -1 &&
	    err.code == GP_EIO && strstr(err.msg, "standard output: the reader has gone away");
}

static bool full_stdout(void)
{
	int fd = open("/dev/full", O_WRONLY);

	return dup2(fd, 1) == 1 && save(NULL, "x") == -1 && err.sys == ENOSPC &&
	    strstr(err.msg, "standard output: not written; free some space");
}

/* A non-blocking pipe that is filled faster than it is read. */
static bool slow_stdout(void)
{
	static char text[300000];
	int fd[2], status = 0;
	size_t got = 0;
	ssize_t n;
	pid_t pid;

	memset(text, 'x', sizeof text - 1);
	if (pipe(fd) != 0 || (pid = fork()) < 0)
		return false;
	if (!pid) {
		close(fd[0]);
		_exit(dup2(fd[1], 1) == 1 && fcntl(1, F_SETFL, O_NONBLOCK) == 0 && save("-",
		    text) == 0 ? 0 : 1);
	}
	close(fd[1]);
	usleep(20000);
	while ((n = read(fd[0], text, sizeof text)) > 0)
		got += (size_t)n;
	waitpid(pid, &status, 0);
	return status == 0 && got == sizeof text - 1;
}

static bool in_child(bool (*fn)(void))
{
	int status = 0;
	pid_t pid = fork();

	if (!pid)
		_exit(fn() ? 0 : 1);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static void what_cannot_be_written_says_why(void)
{
	struct gp_outfile *o;

	refused("sub", GP_EUSAGE, "is a folder", "a folder is not replaced");
	refused("sub/", GP_EUSAGE, "is a folder", "nor with a slash");
	refused("new/", GP_EUSAGE, "is no file name", "a name that ends in a slash is no file");
	refused("", GP_EUSAGE, "is no file name", "nor is an empty one");
	refused("none/a.csv", GP_EIO, "No such file", "a missing folder is named");
	refused("a.csv/b.csv", GP_EIO, "Not a directory", "so is a file that is no folder");
	ok(symlink("nowhere", "dangling") == 0, "a link to nothing");
	refused("dangling", GP_EIO, "is a link", "is not written through");
	ok(!chmod(".", 0777) && !chmod("a.csv", 0444) && in_child(write_protected),
	    "a write-protected file is not replaced");
	chmod("a.csv", 0644);
	ok(save("/dev/full", "x") == -1 && err.code == GP_EIO && strstr(err.msg,
	    "/dev/full: not written"),
	    "a full disk is an error");
	is_int(save("/dev/null", "x"), 0, "special files are written as they are");
	ok(!gp_outfile_open(&o, "/dev/full", &err) && put(o, "x") == -1 && put(o, "y") == -1 &&
	    err.sys == ENOSPC && gp_outfile_commit(o, &err) == -1 && err.sys == ENOSPC,
	    "the first error stays");
	ok(in_child(file_limit), "a file that may not grow leaves the old one and no litter");
	ok(in_child(closed_stdout), "a closed pipe is an error");
	ok(in_child(full_stdout), "so is a full disk behind standard output");
	ok(in_child(slow_stdout), "a non-blocking pipe gets everything");
}

static void a_buffer_that_overflowed_is_not_passed_off(void)
{
	struct gp_outfile *o;
	struct gp_buf b;

	gp_buf_init(&b, 4);
	gp_buf_puts(&b, "abc");
	gp_buf_puts(&b, "def");
	ok(!gp_outfile_open(&o, "cut.csv", &err) && gp_outfile_drain(o, &b, &err) == -1 &&
	    err.code == GP_ELIMIT && gp_outfile_commit(o, &err) == -1 && access("cut.csv",
	    F_OK) != 0,
	    "text that was cut is no output");
	gp_buf_free(&b);
}

int main(void)
{
	if (!mkdtemp(dir) || chdir(dir) != 0)
		return 1;
	setvbuf(stdout, NULL, _IONBF, 0);
	old_or_new_but_nothing_between();
	the_file_stays_what_it_was();
	what_cannot_be_written_says_why();
	a_buffer_that_overflowed_is_not_passed_off();
	nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

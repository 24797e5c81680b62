/* program, tempdir: another program has what it was given, its time and no more; a temporary folder goes whole */
#define _GNU_SOURCE
#include "core/sys/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/sys/tempdir.h"
#include "tests/lib/tap.h"

static struct gp_err err;
static struct gp_buf said;

static int sh(const char *script, unsigned seconds)
{
	const char *argv[] = {"/bin/sh", "-c", script, NULL}, *env[] = {"MORE=more", NULL};
	struct gp_program r = {.argv = argv, .env = env, .folder = "/", .seconds = seconds, .file_max = 1 << 20};

	err = (struct gp_err)GP_ERR_INIT;
	gp_buf_clear(&said);
	return gp_program_run(&r, &said, &err);
}

static const char *text(void)
{
	return said.data && said.len ? said.data : "";
}

static void test_what_it_has(void)
{
	setenv("SECRET", "secret", 1);
	is_int(sh("echo $MORE $SECRET; pwd; echo err >&2; read x || echo end", 10), 0, "a program runs");
	is_str(text(), "more\n/\nerr\nend\n", "with its environment, its folder, no input; all it says is heard");
	is_int(sh("ls /proc/self/fd | wc -w", 10), 0, "a program lists its descriptors");
	is_int(strtol(text(), NULL, 10), 4, "0, 1, 2 and the one it lists with");
	signal(SIGUSR1, SIG_IGN);
	is_int(sh("kill -USR1 $$; echo alive", 10), -1, "what the parent ignores ends it");
	signal(SIGUSR1, SIG_DFL);
}

static void test_failures(void)
{
	const char *argv[] = {"/nowhere/program", NULL};
	struct gp_program none = {.argv = argv, .seconds = 5};

	is_int(sh("echo first; echo 'no such \33font' >&2; echo; exit 3", 10), -1, "a program that fails is an error");
	is_int(err.code, GP_EIO, "of the system");
	is_str(err.msg, "/bin/sh: ended with status 3: no such font", "with the last line it said");
	is_int(sh("kill -SEGV $$", 10), -1, "one that crashes too");
	is_str(err.msg, "/bin/sh: signal 11 ended it: ", "with the signal");
	is_int(gp_program_run(&none, NULL, &err), -1, "one that is not there");
	is_str(err.msg, "/nowhere/program: cannot be run", "is named");
	is_int(sh("yes | head -c 300000", 10), 0, "a program that says much");
	ok(said.len == said.max && said.max == 5000, "is heard to the limit");
	is_int(sh("head -c 3000000 /dev/zero >/tmp/govpub-run-$$; s=$?; rm -f /tmp/govpub-run-$$; exit $s", 10), -1,
	    "one that writes too large a file fails");
}

static void test_time(void)
{
	int64_t start = gp_clock_mono_ms();
	pid_t child;
	int i;

	is_int(sh("sleep 300 & echo $!; wait", 1), -1, "a program that hangs is an error");
	is_int(err.code, GP_ELIMIT, "of time");
	is_str(err.msg, "/bin/sh: not finished after 1 seconds", "which is said");
	ok(gp_clock_mono_ms() - start < 5000, "and it takes no longer");
	child = (pid_t)strtol(text(), NULL, 10);
	for (i = 0; i < 200 && child > 1 && !kill(child, 0); i++)
		usleep(10000); /* whoever adopted it has to look */
	ok(child > 1 && kill(child, 0) && errno == ESRCH, "its children are gone with it");
	start = gp_clock_mono_ms();
	is_int(sh("sleep 300 & exit 0", 60), 0, "a child that is left behind");
	ok(gp_clock_mono_ms() - start < 5000, "does not hold us up");
	is_int(sh("while :; do echo flood; done", 1), -1, "endless talk ends as well");
}

/* A child of ours that is told to end while it waits for another program, with a folder that must go. */
static _Noreturn void be_interrupted(int out)
{
	struct gp_tempdir t;

	if (gp_tempdir_make(&t, &err) || write(out, t.path, strlen(t.path)) < 0)
		_exit(1);
	close(out);
	sh("sleep 300", 60);
	gp_tempdir_remove(&t);
	_exit(2); /* the signal comes when the folder is gone */
}

static void test_signal(int sig)
{
	int64_t start = gp_clock_mono_ms();
	char path[200] = "";
	int pipes[2], status = 0;
	pid_t child;

	if (pipe(pipes))
		return;
	fflush(stdout);
	child = fork();
	if (!child) {
		signal(sig, SIG_DFL); /* nohup(1) and its like start programs that ignore some */
		be_interrupted(pipes[1]);
	}
	close(pipes[1]);
	ok(read(pipes[0], path, sizeof path - 1) > 0 && !access(path, F_OK), "somebody has a temporary folder");
	close(pipes[0]);
	kill(child, sig);
	waitpid(child, &status, 0);
	ok(WIFSIGNALED(status) && WTERMSIG(status) == sig, "signal %d ends it", sig);
	ok(access(path, F_OK) && gp_clock_mono_ms() - start < 5000, "at once, and the folder is gone");
}

static void test_find(const struct gp_tempdir *t)
{
	char *path = gp_program_find("sh"), *file = gp_tempdir_file(t, "plain");
	int fd = open(file, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	ok(path && *path == '/', "sh is found");
	free(path);
	setenv("PATH", t->path, 1);
	ok(!gp_program_find("plain"), "a file that cannot be executed is no program");
	ok(!fchmod(fd, 0700) && (path = gp_program_find("plain")) != NULL, "one that can is");
	is_str(path, file, "by its path");
	free(path);
	setenv("PATH", "", 1);
	ok(!gp_program_find("plain"), "an empty PATH names nothing");
	close(fd);
	free(file);
}

static void test_tempdir(struct gp_tempdir *t)
{
	char *inner = gp_tempdir_file(t, "inner"), *link = gp_tempdir_file(t, "inner/link"), *path = strdup(t->path);
	struct gp_buf b;
	struct stat st;

	gp_buf_init(&b, 100);
	ok(!stat(t->path, &st) && (st.st_mode & 0777) == 0700, "only its user enters a temporary folder");
	is_int(gp_tempdir_read(t, "nothing", &b, &err), -1, "a file that is not there");
	is_int(err.code, GP_ENOTFOUND, "is not found");
	ok(!gp_tempdir_write(t, "file", "what stands in it", 17, &err) && !gp_tempdir_read(t, "file", &b, &err), "a file is written");
	is_str(b.data, "what stands in it", "and read again");
	is_int(gp_tempdir_write(t, "file", "", 0, &err), -1, "no file is written twice");
	ok(!mkdir(inner, 0700) && !symlink("/etc", link), "with a folder and a link in it");
	gp_tempdir_remove(t);
	ok(stat(path, &st) && errno == ENOENT, "it goes whole");
	ok(!access("/etc/passwd", F_OK), "and follows no link");
	gp_tempdir_remove(t);
	gp_buf_free(&b);
	free(inner);
	free(link);
	free(path);
}

int main(void)
{
	struct gp_tempdir t = {.path = NULL};

	gp_buf_init(&said, 5000);
	test_what_it_has();
	test_failures();
	test_time();
	test_signal(SIGINT);
	test_signal(SIGTERM);
	test_signal(SIGHUP);
	signal(SIGHUP, SIG_IGN);
	is_int(gp_tempdir_make(&t, &err) || raise(SIGHUP), 0, "a signal that is ignored");
	is_int(sh("exit 0", 10), 0, "interrupts nothing");
	gp_tempdir_remove(&t);
	signal(SIGHUP, SIG_DFL);
	ok(!gp_tempdir_make(&t, &err), "a temporary folder is made");
	test_find(&t);
	test_tempdir(&t);
	gp_buf_free(&said);
	return tap_done();
}

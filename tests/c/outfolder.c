/* outfolder: a folder of files takes the place of the last one, whole, and of nothing else; names of owners' files */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/report/links_by_owner.h"
#include "tests/lib/tap.h"

static struct gp_err err;
static char root[] = "/tmp/gp-outfolder-XXXXXX";

static const char *in_root(const char *name)
{
	static char path[4][300];
	static int at;

	at = (at + 1) % 4;
	snprintf(path[at], sizeof path[at], "%s/%s", root, name);
	return path[at];
}

static bool there(const char *name)
{
	return access(in_root(name), F_OK) == 0;
}

static void put(struct gp_outfolder *f, const char *name)
{
	struct gp_outfile *o;
	struct gp_buf b;

	gp_buf_init(&b, 100);
	gp_buf_puts(&b, name);
	if (gp_outfolder_begin(f, name, &o, &err) || gp_outfile_drain(o, &b, &err) || gp_outfile_commit(o, &err))
		printf("Bail out! %s\n", err.msg);
	gp_buf_free(&b);
}

/* A folder of two files. */
static int make(const char *path, const char *one, const char *two)
{
	struct gp_outfolder *f;

	if (gp_outfolder_open(&f, path, &err))
		return -1;
	put(f, one);
	put(f, two);
	return gp_outfolder_commit(f, &err);
}

static void folders(void)
{
	struct gp_outfolder *f;
	struct stat st;

	is_int(make(in_root("r"), "a", "b"), 0, "a new folder");
	ok(there("r/a") && there("r/b") && there("r/.govpub-files"), "has its files and their list");
	is_int(chmod(in_root("r"), 0750), 0, "another mode");
	is_int(make(in_root("r/"), "b", "政务 公开"), 0, "is replaced by the next");
	ok(!there("r/a") && there("r/b") && there("r/政务 公开"), "what is not in it any more is gone");
	ok(!stat(in_root("r"), &st) && (st.st_mode & 0777) == 0750, "the mode stays");
	is_int(gp_outfolder_open(&f, in_root("r"), &err), 0, "one that is given up");
	put(f, "c");
	gp_outfolder_discard(f);
	ok(there("r/b") && !there("r/c"), "leaves the old one");
	is_int(close(open(in_root("r/mine"), O_CREAT | O_WRONLY, 0600)), 0, "somebody's own file");
	ok(make(in_root("r"), "x", "y") == -1 && err.code == GP_EUSAGE && strstr(err.msg, "'mine'"),
	    "keeps a folder from being replaced");
	is_int(unlink(in_root("r/mine")), 0, "without it");
	is_int(gp_outfolder_open(&f, in_root("r"), &err), 0, "it can be");
	is_int(close(open(in_root("r/mine"), O_CREAT | O_WRONLY, 0600)), 0, "but it comes back meanwhile");
	ok(gp_outfolder_commit(f, &err) == -1 && there("r/mine") && there("r/b"), "and nothing is lost");
	is_int(symlink("r", in_root("link")), 0, "a link to a folder");
	is_int(unlink(in_root("r/mine")), 0, "with files of ours");
	is_int(make(in_root("link"), "d", "e"), 0, "is followed");
	ok(there("r/d") && !lstat(in_root("link"), &st) && S_ISLNK(st.st_mode), "and stays a link");
	ok(gp_outfolder_open(&f, in_root("r/d"), &err) == -1 && err.code == GP_EUSAGE, "a file is no folder");
	ok(gp_outfolder_open(&f, "", &err) == -1, "no name is none");
}

static void named(const char *owner, char *const *taken, size_t n, const char *want)
{
	char *name = gp_owner_file_name(owner, taken, n);

	is_str(name, want, "an owner's file has a fitting name of its own");
	free(name);
}

static void names(void)
{
	char one[] = "公开_法规科", two[] = "Office", *taken[] = {one, NULL, two}, *name;
	char many[601];

	named("政务公开科", NULL, 0, "政务公开科");
	named("公开/法规科", NULL, 0, "公开_法规科");
	named("公开/法规科", taken, 3, "公开_法规科-2");
	named("OFFICE", taken, 3, "OFFICE-2");
	named("Index", NULL, 0, "Index-2");
	named("../../etc", NULL, 0, "_._.._etc");
	named("-rf", NULL, 0, "_rf");
	named(" . .", NULL, 0, "_");
	named("", NULL, 0, "_");
	named("a\x1b[31m\xc2\x9b\xe2\x80\xae" "b", NULL, 0, "a_[31m__b");
	named("a\xff\xfe", NULL, 0, "a__");
	for (size_t i = 0; i < 600; i += 3)
		memcpy(many + i, "科", 3);
	many[600] = '\0';
	name = gp_owner_file_name(many, NULL, 0);
	is_int((int64_t)strlen(name), 180, "long names are cut between characters");
	free(name);
}

int main(void)
{
	signal(SIGPIPE, SIG_IGN);
	if (!mkdtemp(root))
		return 1;
	folders();
	names();
	for (const char *const *p = (const char *const[]){"r/d", "r/e", "r/.govpub-files", "link", NULL}; *p; p++)
		unlink(in_root(*p));
	rmdir(in_root("r"));
	is_int(rmdir(root), 0, "nothing is left behind");
	return tap_done();
}

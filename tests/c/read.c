/* Whole files: plain ones only, never more than the buffer may have, and never waiting for a FIFO. */
#define _GNU_SOURCE
#include "core/sys/read.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/lib/tap.h"

static char folder[] = "/tmp/govpub-read-XXXXXX";

/* What comes of reading `name` into a buffer of `max` bytes that has a letter already; errno, 0 for none. */
static int read_into(struct gp_buf *b, const char *name, size_t max)
{
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	gp_buf_init(b, max);
	gp_buf_putc(b, '>');
	errno = 0;
	rc = gp_read_file(dir, name, b) ? errno : 0;
	close(dir);
	return rc;
}

static void write_file(const char *name, size_t n)
{
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	char *s = gp_alloc(n + 1);

	memset(s, 'a', n);
	ok(write(fd, s, n) == (ssize_t)n, "a file of %zu bytes", n);
	free(s);
	close(fd);
	close(dir);
}

static void sizes(void)
{
	static const size_t size[] = {0, 1, 99, 65535, 65536, 65537, 200000};
	struct gp_buf b;
	char name[20];

	for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
		snprintf(name, sizeof name, "%zu", size[i]);
		write_file(name, size[i]);
		is_int(read_into(&b, name, size[i] + 1), 0, "it is read where it just fits");
		ok(b.len == size[i] + 1 && strlen(b.data) == b.len, "behind what was there, and ended by a zero");
		gp_buf_free(&b);
		if (!size[i])
			continue;
		is_int(read_into(&b, name, size[i]), EFBIG, "and said to be too large where it is one byte more");
		ok(b.len == size[i], "with what fitted");
		gp_buf_free(&b);
	}
}

static void others(void)
{
	struct gp_buf b;
	char path[100];

	is_int(read_into(&b, "none", 100), ENOENT, "a file that is not there");
	gp_buf_free(&b);
	is_int(read_into(&b, ".", 100), EINVAL, "a folder is no plain file");
	gp_buf_free(&b);
	snprintf(path, sizeof path, "%s/fifo", folder);
	ok(!mkfifo(path, 0600), "a FIFO");
	is_int(read_into(&b, "fifo", 100), EINVAL, "nor is a FIFO, and nobody waits for its other end");
	gp_buf_free(&b);
	is_int(gp_read_all(-1, &b) ? errno : 0, EBADF, "a descriptor that is none");
	gp_buf_free(&b);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

int main(void)
{
	if (!mkdtemp(folder))
		return 1;
	sizes();
	others();
	nftw(folder, remove_one, 4, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}

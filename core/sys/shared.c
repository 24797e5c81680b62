#define _GNU_SOURCE
#include "core/sys/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL)

/* The same file again, for reading only: what the worker gets. */
static int reopen_read_only(int fd)
{
	char path[40];

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return open(path, O_RDONLY | O_CLOEXEC);
}

/* Before Linux 5.1 there is no seal against future writers; the read-only descriptor remains. */
static int seal(int fd)
{
	int rc = fcntl(fd, F_ADD_SEALS, SEALS | F_SEAL_FUTURE_WRITE);

	return rc < 0 && errno == EINVAL ? fcntl(fd, F_ADD_SEALS, SEALS) : rc;
}

int gp_shared_new(struct gp_shared *out, const char *name, size_t size, struct gp_err *e)
{
	int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING), rc = -1;
	void *map;

	*out = (struct gp_shared){.fd = -1};
	if (fd < 0)
		return gp_fail_errno(e, GP_EIO, "memfd_create %s", name);
	if (size == 0 || size > SSIZE_MAX || ftruncate(fd, (off_t)size) < 0) {
		gp_fail_errno(e, GP_EIO, "shared memory %s of %zu bytes", name, size);
		goto out;
	}
	map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED) {
		gp_fail_errno(e, GP_EIO, "mapping shared memory %s of %zu bytes", name, size);
		goto out;
	}
	*out = (struct gp_shared){-1, map, size};
	if (seal(fd) < 0) {
		gp_fail_errno(e, GP_EIO, "sealing shared memory %s", name);
		goto out;
	}
	out->fd = reopen_read_only(fd);
	if (out->fd < 0) {
		gp_fail_errno(e, GP_EIO, "shared memory %s through /proc/self/fd", name);
		goto out;
	}
	rc = 0;
out:
	close(fd);
	if (rc < 0)
		gp_shared_free(out);
	return rc;
}

int gp_notes_new(struct gp_notes *out, const char *name, size_t size, struct gp_err *e)
{
	*out = (struct gp_notes){memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING), -1};
	if (out->fd >= 0 && !ftruncate(out->fd, (off_t)size) && !fcntl(out->fd, F_ADD_SEALS, SEALS))
		out->reader = reopen_read_only(out->fd);
	if (out->reader >= 0)
		return 0;
	gp_fail_errno(e, GP_EIO, "shared memory %s of %zu bytes", name, size);
	gp_notes_free(out);
	return -1;
}

void gp_notes_free(struct gp_notes *n)
{
	if (n->fd >= 0)
		close(n->fd);
	if (n->reader >= 0)
		close(n->reader);
	*n = (struct gp_notes){-1, -1};
}

void gp_shared_free(struct gp_shared *s)
{
	if (s->map) {
		munmap(s->map, s->size);
		if (s->fd >= 0)
			close(s->fd);
	}
	*s = (struct gp_shared){.fd = -1};
}

int gp_shared_read(struct gp_shared *s, size_t offset, int fd, size_t *n)
{
	size_t got = 0;

	while (got < *n) {
		ssize_t rc = pread(fd, s->map + offset + got, *n - got, (off_t)got);

		if (rc < 0 && errno == EINTR)
			continue;
		if (rc < 0)
			return -1;
		if (!rc)
			break;
		got += (size_t)rc;
	}
	*n = got;
	return 0;
}

static void *map_whole(int fd, int protection, size_t *size, struct gp_err *e)
{
	struct stat st;
	void *map;

	*size = 0;
	if (fstat(fd, &st) < 0) {
		gp_fail_errno(e, GP_EIO, "shared memory, descriptor %d", fd);
		return NULL;
	}
	map = mmap(NULL, (size_t)st.st_size, protection, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED) {
		gp_fail_errno(e, GP_EIO, "mapping shared memory, descriptor %d", fd);
		return NULL;
	}
	*size = (size_t)st.st_size;
	return map;
}

const char *gp_shared_map(int fd, size_t *size, struct gp_err *e)
{
	return map_whole(fd, PROT_READ, size, e);
}

char *gp_notes_map(int fd, size_t *size, struct gp_err *e)
{
	return map_whole(fd, PROT_READ | PROT_WRITE, size, e);
}

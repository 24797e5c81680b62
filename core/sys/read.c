#define _GNU_SOURCE
#include "core/sys/read.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP = 65536 };

int gp_read_all(int fd, struct gp_buf *b)
{
	for (;;) {
		size_t left = b->max - b->len, room = left < STEP ? left : STEP;
		char one_more = 0, *to = room ? gp_buf_reserve(b, room) : &one_more;
		ssize_t n = read(fd, to, room ? room : 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -1 : 0;
		if (!room) {
			errno = EFBIG;
			return -1;
		}
		b->len += (size_t)n;
		b->data[b->len] = '\0';
	}
}

int gp_read_file(int folder, const char *path, struct gp_buf *b)
{
	int fd = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK), rc = -1, why;
	struct stat st;

	if (fd < 0)
		return -1;
	if (!fstat(fd, &st)) {
		errno = EINVAL;
		rc = S_ISREG(st.st_mode) ? gp_read_all(fd, b) : -1;
	}
	why = errno;
	close(fd);
	errno = why;
	return rc;
}

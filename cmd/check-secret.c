#define _GNU_SOURCE
#include "cmd/check-secret.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_MOST 3000 /* as a header it still fits what servers take */

int gp_secret_file(struct gp_buf *out, const char *path, struct gp_err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	ssize_t n = 1;
	char *room;
	int rc = -1;

	if (fd < 0 || fstat(fd, &st)) {
		gp_fail_errno(e, GP_EIO, "%s: cannot be read", path);
	} else if (!S_ISREG(st.st_mode)) {
		gp_fail(e, GP_EUSAGE, "%s: is no file", path);
	} else if (st.st_mode & (S_IRWXG | S_IRWXO)) {
		gp_fail(e, GP_EUSAGE, "%s: holds a secret, and others can read it; 'chmod 600' keeps it to you", path);
	} else {
		rc = 0;
		while (!rc && n > 0) {
			room = gp_buf_reserve(out, 4096);
			if (!room) {
				rc = gp_fail(e, GP_EUSAGE, "%s: is too long", path);
				break;
			}
			n = read(fd, room, 4096);
			if (n < 0)
				rc = gp_fail_errno(e, GP_EIO, "%s: cannot be read", path);
			else
				out->len += (size_t)n;
		}
	}
	if (out->data)
		out->data[out->len] = '\0';
	if (fd >= 0)
		close(fd);
	return rc;
}

int gp_secret_read(struct gp_buf *out, const char *from, struct gp_err *e)
{
	const char *value;

	if (strncmp(from, "env:", 4) != 0)
		return gp_secret_file(out, from, e);
	value = getenv(from + 4);
	if (!value)
		return gp_fail(e, GP_EUSAGE, "there is no environment variable %s", from + 4);
	if (gp_buf_puts(out, value))
		return gp_fail(e, GP_EUSAGE, "%s: is too long", from);
	return 0;
}

/* The first line without what ends it; 0: it is not fit to be sent, or more follows. */
static size_t only_line(const struct gp_buf *b)
{
	size_t n = b->len ? strcspn(b->data, "\r\n") : 0;

	if (n > LINE_MOST || n + strspn(b->data ? b->data + n : "", "\r\n") != b->len)
		return 0;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)b->data[i] < ' ' || b->data[i] == '\x7F')
			return 0;
	return n;
}

static bool is_token(const char *p, size_t n)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=";

	return n && strspn(p, allowed) >= n;
}

int gp_secret_authorization(struct gp_buf *out, const struct gp_buf *secret, const char *from, struct gp_err *e)
{
	size_t n = only_line(secret), skip = 7;
	unsigned char coded[4 * LINE_MOST / 3 + 8];

	if (n > skip && !strncasecmp(secret->data, "bearer ", skip)) {
		skip += strspn(secret->data + skip, " ");
		if (is_token(secret->data + skip, n - skip)) {
			gp_buf_puts(out, "Authorization: Bearer ");
			return gp_buf_put(out, secret->data + skip, n - skip);
		}
	} else if (n && memchr(secret->data, ':', n)) {
		EVP_EncodeBlock(coded, (const unsigned char *)secret->data, (int)n);
		gp_buf_printf(out, "Authorization: Basic %s", (const char *)coded);
		explicit_bzero(coded, sizeof coded);
		return 0;
	}
	return gp_fail(e, GP_EUSAGE, "%s: must hold one line, USER:PASSWORD or Bearer TOKEN", from);
}

void gp_secret_wipe(struct gp_buf *b)
{
	if (b->data)
		explicit_bzero(b->data, b->cap);
	gp_buf_free(b);
}

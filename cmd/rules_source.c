/* rules_source.c - where packs come from: a folder, an archive, an address */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/rules_packs.h"
#include "core/crawl/fetch_one.h"

#define HTTPS "https://"

static int open_archive(struct gp_pack **out, const char *p, size_t n, const char *from, const struct gp_pack_keys *keys,
    struct gp_err *e)
{
	struct gp_pack_files files = {0};
	struct gp_err why = GP_ERR_INIT;

	if (gp_pack_files_unpack(&files, p, n, &why)) {
		gp_pack_files_free(&files);
		return gp_fail(e, why.code, "%.200s: %s", from, why.msg);
	}
	return gp_pack_open(out, &files, from, keys, e);
}

static int read_archive(struct gp_pack **out, int fd, const char *path, const struct gp_pack_keys *keys, struct gp_err *e)
{
	struct gp_buf b;
	ssize_t n = 1;
	int rc = 0;

	gp_buf_init(&b, GP_PACK_BYTES + 65536);
	while (!rc && n > 0) {
		char *room = gp_buf_reserve(&b, 65536);

		n = room ? read(fd, room, 65536) : 0;
		if (!room)
			rc = gp_fail(e, GP_ELIMIT, "%s: the archive is larger than 16 MiB", path);
		else if (n < 0)
			rc = gp_fail_errno(e, GP_EIO, "%s", path);
		else
			b.len += (size_t)n;
	}
	if (!rc)
		rc = open_archive(out, b.data ? b.data : "", b.len, path, keys, e);
	gp_buf_free(&b);
	return rc;
}

/* A folder or a file on this machine. */
static int from_disk(struct gp_pack **out, const char *path, const struct gp_pack_keys *keys, struct gp_arena *a,
    const char **source, struct gp_err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), rc;
	struct stat st = {.st_mode = 0};
	char *real;

	if (fd < 0)
		return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%s", path);
	if (fstat(fd, &st) || (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)))
		rc = gp_fail(e, GP_EUSAGE, "%s: is neither a folder nor a file", path);
	else
		rc = S_ISDIR(st.st_mode) ? gp_pack_read(out, path, keys, e) : read_archive(out, fd, path, keys, e);
	close(fd);
	real = realpath(path, NULL);
	*source = real ? gp_arena_strndup(a, real, strlen(real)) : "";
	free(real);
	return rc;
}

static int from_address(struct gp_pack **out, const char *url, const struct gp_pack_keys *keys, struct gp_err *e)
{
	const struct gp_fetch_one_options options = {.timeout_ms = 60000};
	struct gp_fetched f;
	int rc = gp_fetch_one(&f, url, &options, e);

	for (size_t i = 0; !rc && i < f.hop_count; i++)
		if (strncmp(f.hops[i].url, HTTPS, strlen(HTTPS)))
			rc = gp_fail(e, GP_EDENIED, "%.200s: redirects to %.200s, which is not https; nothing was installed", url,
			    f.hops[i].url);
	if (!rc && (!f.has_body || f.status != 200))
		rc = gp_fail(e, GP_EIO, "%.200s: cannot be fetched (%d %s %.200s)", url, f.status, f.cause, f.detail);
	if (!rc)
		rc = open_archive(out, f.body.data ? f.body.data : "", f.body.len, url, keys, e);
	gp_fetched_free(&f);
	return rc;
}

int gp_packs_fetch(struct gp_pack **out, const char *word, const struct gp_pack_keys *keys, struct gp_arena *a,
    const char **source, struct gp_err *e)
{
	*out = NULL;
	*source = gp_arena_strndup(a, word, strlen(word));
	if (!strncmp(word, HTTPS, strlen(HTTPS)))
		return from_address(out, word, keys, e);
	if (strstr(word, "://"))
		return gp_fail(e, GP_EUSAGE, "%s: a pack comes from a folder, a file, or an address that begins with https://", word);
	return from_disk(out, word, keys, a, source, e);
}

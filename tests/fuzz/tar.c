/* Any bytes as the tar inside an archive, and as the archive: files come out within the limits, or it is refused with words. */
#define _GNU_SOURCE
#include "core/pack/tar.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/pack/files.h"
#include "tests/lib/tar_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int on_file(void *user, const char *name, size_t name_n, const char *p, size_t n, struct gp_err *e)
{
	struct gp_err why = GP_ERR_INIT;

	(void)e;
	if (gp_pack_files_add(user, name, name_n, p, n, &why) && (why.code == GP_OK || !*why.msg))
		abort();
	return 0;
}

static void read_archive(const char *p, size_t n)
{
	struct gp_pack_files files = {0};
	struct gp_err e = GP_ERR_INIT;

	if (gp_tar_read(p, n, on_file, &files, &e) && (e.code == GP_OK || !*e.msg))
		abort();
	e = (struct gp_err)GP_ERR_INIT;
	if (gp_pack_files_seal(&files, &e) && e.code != GP_EDENIED)
		abort();
	if (files.count > GP_PACK_FILES || files.bytes > GP_PACK_BYTES)
		abort();
	gp_pack_files_free(&files);
}

/* The sum of each header is made to fit, for the fuzzer would not find it. */
static void read_tar(const char *p, size_t n)
{
	struct gp_buf tar, gz;

	gp_buf_init(&tar, 1 << 20);
	gp_buf_init(&gz, 2 << 20);
	if (!gp_buf_put(&tar, p, n)) {
		for (size_t i = 0; i + 512 <= tar.len; i += 512)
			if (!memcmp(tar.data + i + 257, "ustar", 5))
				tar_sum(tar.data + i);
		tar_end(&tar);
		gzip_of(&gz, &tar);
		read_archive(gz.data, gz.len);
	}
	gp_buf_free(&tar);
	gp_buf_free(&gz);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	read_archive((const char *)data, n);
	read_tar((const char *)data, n);
	return 0;
}

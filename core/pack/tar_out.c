/* tar_out.c - a gzipped tar archive that depends on nothing but the files in it */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#include "core/pack/tar.h"

#define BLOCK 512

/* A number in octal with a NUL after it. */
static void put_octal(char *field, size_t n, size_t v)
{
	field[n - 1] = '\0';
	for (size_t i = n - 1; i-- > 0; v /= 8)
		field[i] = (char)('0' + v % 8);
}

/* The name in two halves, parted at a slash; -1 when neither way fits. */
static int put_name(char h[BLOCK], const char *name)
{
	size_t n = strlen(name);

	if (n <= 100) {
		memcpy(h, name, n);
		return 0;
	}
	for (size_t i = n - 1; i > 0; i--)
		if (i <= 155 && n - i - 1 <= 100 && name[i] == '/') {
			memcpy(h + 345, name, i);
			memcpy(h, name + i + 1, n - i - 1);
			return 0;
		}
	return -1;
}

static void put_sum(char h[BLOCK])
{
	size_t sum = 0;

	memset(h + 148, ' ', 8);
	for (size_t i = 0; i < BLOCK; i++)
		sum += (unsigned char)h[i];
	put_octal(h + 148, 7, sum);
}

int gp_tar_put(struct gp_buf *tar, const char *name, const char *p, size_t n, struct gp_err *e)
{
	static const char zeros[BLOCK];
	char h[BLOCK] = {0};

	if (put_name(h, name))
		return gp_fail_at(e, GP_ELIMIT, name, "the name is too long for an archive");
	put_octal(h + 100, 8, 0644);
	put_octal(h + 108, 8, 0);
	put_octal(h + 116, 8, 0);
	put_octal(h + 124, 12, n);
	put_octal(h + 136, 12, 0);
	h[156] = '0';
	memcpy(h + 257, "ustar\00000", 8);
	put_sum(h);
	gp_buf_put(tar, h, BLOCK);
	gp_buf_put(tar, p, n);
	gp_buf_put(tar, zeros, (BLOCK - n % BLOCK) % BLOCK);
	return tar->full ? gp_fail_at(e, GP_ELIMIT, "", "the pack is larger than 16 MiB") : 0;
}

int gp_tar_finish(struct gp_buf *out, struct gp_buf *tar, struct gp_err *e)
{
	static const char zeros[2 * BLOCK];
	z_stream z = {.avail_in = 0};
	gz_header header = {.os = 255}; /* no time, no name, no system */
	char *room;
	int rc = -1;

	if (gp_buf_put(tar, zeros, sizeof zeros))
		return gp_fail_at(e, GP_ELIMIT, "", "the pack is larger than 16 MiB");
	if (deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return gp_fail_at(e, GP_ELIMIT, "", "writing the archive takes too much memory");
	deflateSetHeader(&z, &header);
	room = gp_buf_reserve(out, deflateBound(&z, (uLong)tar->len));
	if (room) {
		z.next_in = (const Bytef *)tar->data;
		z.avail_in = (uInt)tar->len;
		z.next_out = (Bytef *)room;
		z.avail_out = (uInt)deflateBound(&z, (uLong)tar->len);
		rc = deflate(&z, Z_FINISH) == Z_STREAM_END ? 0 : -1;
		out->len += (size_t)z.total_out;
	}
	deflateEnd(&z);
	return rc ? gp_fail_at(e, GP_ELIMIT, "", "the pack is larger than 16 MiB") : 0;
}

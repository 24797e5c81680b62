/*
 * tar_of.h - hostile archives: a tar is put together header by header, with whatever is asked for, and packed.
 */
#ifndef GP_TEST_TAR_OF_H
#define GP_TEST_TAR_OF_H

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "core/base/buf.h"

struct tar_entry {
	const char *name, *data;
	size_t n;         /* of the data; 0: up to the NUL */
	char type;        /* 0: '0' */
	const char *link; /* or NULL */
	const char *size; /* the field as it is written; NULL: that of the data */
	bool gnu;         /* with the magic of GNU tar */
};

static void tar_sum(char h[512])
{
	unsigned sum = 0;
	char field[16];

	memset(h + 148, ' ', 8);
	for (int i = 0; i < 512; i++)
		sum += (unsigned char)h[i];
	snprintf(field, sizeof field, "%06o", sum & 0777777u);
	memcpy(h + 148, field, 7);
}

__attribute__((unused)) static void tar_entry(struct gp_buf *tar, const struct tar_entry *t)
{
	char h[512] = {0}, field[24];
	size_t n = t->n ? t->n : t->data ? strlen(t->data) : 0, name_n = strlen(t->name);
	static const char zeros[512];

	memcpy(h, t->name, name_n < 100 ? name_n : 100);
	memcpy(h + 100, "0000644\0" "0000000\0" "0000000", 23);
	snprintf(field, sizeof field, "%011zo", n);
	memcpy(h + 124, t->size ? t->size : field, 12);
	memcpy(h + 136, "00000000000", 11);
	h[156] = t->type ? t->type : '0';
	if (t->link)
		memcpy(h + 157, t->link, strlen(t->link));
	memcpy(h + 257, t->gnu ? "ustar  " : "ustar\00000", 8);
	tar_sum(h);
	gp_buf_put(tar, h, sizeof h);
	if (t->data) {
		gp_buf_put(tar, t->data, n);
		gp_buf_put(tar, zeros, (512 - n % 512) % 512);
	}
}

/* The two blocks of zeros at the end. */
__attribute__((unused)) static void tar_end(struct gp_buf *tar)
{
	static const char zeros[1024];

	gp_buf_put(tar, zeros, sizeof zeros);
}

__attribute__((unused)) static void gzip_of(struct gp_buf *out, const struct gp_buf *tar)
{
	z_stream z = {.avail_in = 0};
	char *room;

	deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
	room = gp_buf_reserve(out, deflateBound(&z, (uLong)tar->len));
	z.next_in = (Bytef *)tar->data;
	z.avail_in = (uInt)tar->len;
	z.next_out = (Bytef *)room;
	z.avail_out = (uInt)deflateBound(&z, (uLong)tar->len);
	deflate(&z, Z_FINISH);
	out->len += (size_t)z.total_out;
	deflateEnd(&z);
}

#endif

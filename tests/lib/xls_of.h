/*
 * xls_of.h - older workbooks, record by record: those that no program at hand writes, and those that are wrong.
 *
 *	xls_begin(&x, 8); xls_sheet(&x, "一", 0); …; xls_globals_end(&x); xls_sheet_begin(&x); xls_put(&x, type, p, n); …
 *	xls_end(&x); file = xls_file(&x, "Workbook");
 */
#ifndef GP_TEST_XLS_OF_H
#define GP_TEST_XLS_OF_H

#include <stdint.h>
#include <string.h>

#include "core/base/buf.h"

#define XLS_SHEETS 8

struct xls {
	struct gp_buf stream;
	int version;              /* 8 or 5 */
	size_t offsets[XLS_SHEETS]; /* in the stream, of where the sheets begin: filled in later */
	int named, begun;
};

static void xls_le(struct gp_buf *b, uint32_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		gp_buf_putc(b, (int)(v >> 8 * i & 0xFF));
}

static void xls_put(struct xls *x, unsigned type, const void *p, size_t n)
{
	xls_le(&x->stream, type, 2);
	xls_le(&x->stream, (uint32_t)n, 2);
	gp_buf_put(&x->stream, p, n);
}

static void xls_bof(struct xls *x, unsigned kind)
{
	unsigned char body[16] = {0, x->version == 8 ? 6 : 5, (unsigned char)kind, 0};

	xls_put(x, 0x0809, body, sizeof body);
}

__attribute__((unused)) static void xls_begin(struct xls *x, int version)
{
	*x = (struct xls){.version = version};
	gp_buf_init(&x->stream, 8 << 20);
	xls_bof(x, 5);
}

/* Bytes of the name as this version has them: those of one code page, or low bytes of UTF-16. */
__attribute__((unused)) static void xls_sheet(struct xls *x, const char *name, unsigned hidden)
{
	char body[100] = {0, 0, 0, 0, (char)hidden, 0, (char)strlen(name)};
	size_t at = x->version == 8 ? 8 : 7;

	x->offsets[x->named++] = x->stream.len + 4;
	memcpy(body + at, name, strlen(name));
	xls_put(x, 0x0085, body, at + strlen(name));
}

__attribute__((unused)) static void xls_end(struct xls *x)
{
	xls_put(x, 0x000A, "", 0);
}

__attribute__((unused)) static void xls_sheet_begin(struct xls *x)
{
	for (int i = 0; i < 4; i++)
		x->stream.data[x->offsets[x->begun] + (size_t)i] = (char)(x->stream.len >> 8 * i & 0xFF);
	x->begun++;
	xls_bof(x, 0x10);
}

/* Row, column and format 0, and what follows them. */
__attribute__((unused)) static void xls_cell(struct xls *x, unsigned type, unsigned row, unsigned col, const void *p, size_t n)
{
	char body[2000] = {(char)row, (char)(row >> 8), (char)col, (char)(col >> 8)};

	memcpy(body + 6, p, n);
	xls_put(x, type, body, 6 + n);
}

static void xls_entry(struct gp_buf *b, const char *name, int type, uint32_t child, uint32_t start, uint32_t size)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < 32; i++)
		xls_le(b, i < n ? (unsigned char)name[i] : 0, 2);
	xls_le(b, (uint32_t)(2 * n + 2), 2);
	xls_le(b, (uint32_t)type, 1);
	xls_le(b, 1, 1);
	xls_le(b, 0xFFFFFFFF, 4);
	xls_le(b, 0xFFFFFFFF, 4);
	xls_le(b, child, 4);
	for (int i = 0; i < 9; i++)
		xls_le(b, 0, 4);
	xls_le(b, start, 4);
	xls_le(b, size, 4);
	xls_le(b, 0, 4);
}

/* The compound file around the stream: table, directory, stream, in sectors of 512 bytes. Frees the stream. */
__attribute__((unused)) static void xls_file(struct gp_buf *out, struct xls *x, const char *stream)
{
	size_t size = x->stream.len < 4096 ? 4096 : x->stream.len, sectors = (size + 511) / 512, tables = (sectors + 130) / 127;

	gp_buf_init(out, 16 << 20);
	gp_buf_put(out, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
	for (int i = 0; i < 4; i++)
		xls_le(out, 0, 4);
	xls_le(out, 0x0003003E, 4);
	xls_le(out, 0x0009FFFE, 4);
	xls_le(out, 6, 4);
	for (int i = 0; i < 2; i++)
		xls_le(out, 0, 4);
	xls_le(out, (uint32_t)tables, 4);
	xls_le(out, (uint32_t)tables, 4); /* the directory lies behind the tables */
	xls_le(out, 0, 4);
	xls_le(out, 4096, 4);
	xls_le(out, 0xFFFFFFFE, 4);
	xls_le(out, 0, 4);
	xls_le(out, 0xFFFFFFFE, 4);
	xls_le(out, 0, 4);
	for (size_t i = 0; i < 109; i++)
		xls_le(out, i < tables ? (uint32_t)i : 0xFFFFFFFF, 4);
	for (size_t i = 0; i < tables * 128; i++) {
		size_t first = tables + 1, last = first + sectors - 1;

		xls_le(out, i < tables ? 0xFFFFFFFD : i == tables || i == last ? 0xFFFFFFFE : i < last ? (uint32_t)i + 1 : 0xFFFFFFFF,
		    4);
	}
	xls_entry(out, "Root Entry", 5, 1, 0xFFFFFFFE, 0);
	xls_entry(out, stream, 2, 0xFFFFFFFF, (uint32_t)tables + 1, (uint32_t)size);
	for (int i = 0; i < 64; i++)
		xls_le(out, 0, 4);
	gp_buf_put(out, x->stream.data, x->stream.len);
	for (size_t i = x->stream.len; i < sectors * 512; i++)
		gp_buf_putc(out, 0);
	gp_buf_free(&x->stream);
}

#endif

/*
 * buf.h - a growing byte buffer that always has a maximum.
 *
 * The maximum is given once, at gp_buf_init(); a write that would pass it is
 * dropped whole, `full` stays set, and -1 comes back. Writers may ignore the
 * result and test `full` at the end. `data` is NUL-terminated when not NULL.
 */
#ifndef GP_BASE_BUF_H
#define GP_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"

struct gp_buf {
	char *data;
	size_t len, cap, max;
	bool full; /* a write was refused */
};

void gp_buf_init(struct gp_buf *b, size_t max);
void gp_buf_free(struct gp_buf *b);
/* Empties it, keeps the memory, clears `full`. */
void gp_buf_clear(struct gp_buf *b);
int gp_buf_put(struct gp_buf *b, const void *p, size_t n);
int gp_buf_putc(struct gp_buf *b, int c);
int gp_buf_puts(struct gp_buf *b, const char *s);
/* In decimal. */
int gp_buf_put_uint(struct gp_buf *b, uint64_t v);
int gp_buf_printf(struct gp_buf *b, const char *fmt, ...) GP_PRINTF(2, 3);
/* Room for n more bytes, or NULL when that would pass the maximum; add to `len` what was used. */
char *gp_buf_reserve(struct gp_buf *b, size_t n);
/* Drop the first n bytes. */
void gp_buf_shift(struct gp_buf *b, size_t n);

#endif

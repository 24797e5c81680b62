#include "core/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

void gp_buf_init(struct gp_buf *b, size_t max)
{
	*b = (struct gp_buf){.max = max};
}

void gp_buf_free(struct gp_buf *b)
{
	free(b->data);
	gp_buf_init(b, b->max);
}

void gp_buf_clear(struct gp_buf *b)
{
	b->len = 0;
	b->full = false;
	if (b->data)
		b->data[0] = '\0';
}

char *gp_buf_reserve(struct gp_buf *b, size_t n)
{
	size_t cap;

	if (n > b->max || b->len > b->max - n) {
		b->full = true;
		return NULL;
	}
	if (b->len + n + 1 > b->cap) {
		cap = b->cap ? b->cap * 2 : 256;
		if (cap < b->len + n + 1)
			cap = b->len + n + 1;
		if (cap > b->max + 1)
			cap = b->max + 1;
		b->data = gp_realloc(b->data, cap);
		b->cap = cap;
	}
	return b->data + b->len;
}

int gp_buf_put(struct gp_buf *b, const void *p, size_t n)
{
	char *to = gp_buf_reserve(b, n);

	if (!to)
		return -1;
	if (n)
		memcpy(to, p, n);
	b->len += n;
	b->data[b->len] = '\0';
	return 0;
}

int gp_buf_putc(struct gp_buf *b, int c)
{
	char ch = (char)c;

	return gp_buf_put(b, &ch, 1);
}

int gp_buf_puts(struct gp_buf *b, const char *s)
{
	return gp_buf_put(b, s, strlen(s));
}

int gp_buf_put_uint(struct gp_buf *b, uint64_t v)
{
	char digits[20];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	return gp_buf_put(b, digits + at, sizeof digits - at);
}

int gp_buf_printf(struct gp_buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || !gp_buf_reserve(b, (size_t)n))
		return -1;
	va_start(ap, fmt);
	vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
	return 0;
}

void gp_buf_shift(struct gp_buf *b, size_t n)
{
	if (n >= b->len) {
		gp_buf_clear(b);
		return;
	}
	memmove(b->data, b->data + n, b->len - n);
	b->len -= n;
	b->data[b->len] = '\0';
}

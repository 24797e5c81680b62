/* fetch_headers.c - the headers of a reply, kept for those who ask */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "core/web/fetch_internal.h"

void gp_fetch_headers_want(struct gp_transfer *t, bool want)
{
	t->want_headers = want;
	if ((!want && !t->owner->options.marks) || t->kept_headers)
		return;
	t->kept_headers = gp_calloc(GP_FETCH_HEADERS_COUNT, sizeof *t->kept_headers);
	gp_buf_init(&t->header_text, GP_FETCH_HEADERS_MAX);
	/* whole, because names and values point into it */
	gp_buf_reserve(&t->header_text, GP_FETCH_HEADERS_MAX);
}

void gp_fetch_headers_clear(struct gp_transfer *t)
{
	t->kept_count = 0;
	gp_buf_clear(&t->header_text);
}

void gp_fetch_headers_free(struct gp_transfer *t)
{
	free(t->kept_headers);
	gp_buf_free(&t->header_text);
}

/* Bytes of no charset that a header could tell become U+FFFD. */
static int put_clean(struct gp_buf *b, const char *p, size_t n)
{
	size_t good;

	for (;;) {
		good = gp_utf8_valid_upto(p, n);
		if (gp_buf_put(b, p, good))
			return -1;
		if (good == n)
			return 0;
		p += good;
		n -= good;
		good = gp_utf8_bad(p, n);
		if (gp_buf_puts(b, "\xEF\xBF\xBD"))
			return -1;
		p += good;
		n -= good;
	}
}

static size_t trim(const char **p, size_t n)
{
	while (n && isspace((unsigned char)**p)) {
		++*p;
		n--;
	}
	while (n && isspace((unsigned char)(*p)[n - 1]))
		n--;
	return n;
}

/* RFC 9112 section 5.2: a line that begins with white space goes on with the value before it. */
static void keep_folded(struct gp_transfer *t, const char *p, size_t n)
{
	struct gp_buf *b = &t->header_text;
	size_t before = b->len;

	n = trim(&p, n);
	if (!t->kept_count || !n)
		return;
	b->data[b->len - 1] = ' '; /* was the NUL after the value */
	if (put_clean(b, p, n) || gp_buf_putc(b, '\0')) {
		b->len = before;
		b->data[before - 1] = '\0';
	}
}

bool gp_fetch_headers_mark(const struct gp_transfer *t, const char *line, size_t n)
{
	const char *const *marks = t->owner->options.marks;

	for (; marks && *marks; marks++) {
		size_t k = strlen(*marks);

		if (n > k && line[k] == ':' && !strncasecmp(line, *marks, k))
			return true;
	}
	return false;
}

void gp_fetch_headers_keep(struct gp_transfer *t, const char *line, size_t n)
{
	const char *colon = memchr(line, ':', n), *value;
	struct gp_buf *b = &t->header_text;
	struct gp_fetch_header *h = &t->kept_headers[t->kept_count];
	size_t before = b->len, value_at;

	if (n && (*line == ' ' || *line == '\t')) {
		keep_folded(t, line, n);
		return;
	}
	if (!colon || colon == line || t->kept_count == GP_FETCH_HEADERS_COUNT)
		return;
	value = colon + 1;
	n = trim(&value, (size_t)(line + n - value));
	if (put_clean(b, line, (size_t)(colon - line)) || gp_buf_putc(b, '\0'))
		goto full;
	for (char *p = b->data + before; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	value_at = b->len;
	if (put_clean(b, value, n) || gp_buf_putc(b, '\0'))
		goto full;
	*h = (struct gp_fetch_header){b->data + before, b->data + value_at};
	t->kept_count++;
	return;
full:
	b->len = before;
}

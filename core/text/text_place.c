#define _GNU_SOURCE
#include "core/text/text_place.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/utf8.h"

#define ELLIPSIS "\xE2\x80\xA6"
#define SOUGHT 48 /* bytes of the beginning that are looked for; then half as many, and again */
#define SOUGHT_LEAST 12

static bool continues(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* Up to `chars` characters back from `at`, and no further than the line. */
static size_t back(const char *s, size_t at, size_t chars)
{
	while (at && chars && s[at - 1] != '\n') {
		at--;
		while (at && continues(s[at]))
			at--;
		chars--;
	}
	return at;
}

static size_t forth(const char *s, size_t n, size_t at, size_t chars)
{
	while (at < n && chars && s[at] != '\n') {
		at++;
		while (at < n && continues(s[at]))
			at++;
		chars--;
	}
	return at;
}

void gp_text_around(struct gp_buf *out, const char *s, size_t n, size_t from, size_t to, size_t chars)
{
	size_t begin = back(s, from, chars), end;

	if (to < from)
		to = from;
	if (to - from > GP_AROUND_MAX) /* of a long place the beginning */
		to = from + GP_AROUND_MAX;
	while (to < n && continues(s[to]))
		to++;
	end = forth(s, n, to, chars);
	if (begin && s[begin - 1] != '\n')
		gp_buf_puts(out, ELLIPSIS);
	for (size_t i = begin; i < end; i++)
		gp_buf_putc(out, s[i] == '\n' ? ' ' : s[i]);
	if (end < n && s[end] != '\n')
		gp_buf_puts(out, ELLIPSIS);
}

struct gp_place gp_text_sought(const char *source, size_t source_n, const char *s, size_t n)
{
	struct gp_place out = {0, 0};
	const char *found = NULL, *start = source;

	for (size_t len = n < SOUGHT ? n : SOUGHT; len && !found; len = len / 2 >= SOUGHT_LEAST ? len / 2 : 0)
		found = memmem(source, source_n, s, len);
	if (!found)
		return out;
	out.line = 1;
	for (const char *nl = source; nl < found && (nl = memchr(nl, '\n', (size_t)(found - nl))); start = ++nl)
		out.line++;
	out.col = (uint32_t)gp_utf8_count(start, (size_t)(found - start)) + 1;
	return out;
}

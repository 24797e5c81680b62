#include "core/office/place.h"

#include <string.h>

#include "core/base/err.h"
#include "core/base/utf8.h"
#include "core/text/utf8.h"

#define EXCERPT_CHARS 40 /* each at most ten bytes when shown */

/* Moves what fits of b into out, without half a character at the end. */
static void hand_over(char *out, size_t size, struct gp_buf *b)
{
	size_t n = b->len < size ? b->len : size - 1;

	if (n)
		memcpy(out, b->data, n);
	out[gp_utf8_valid_upto(out, n)] = '\0';
	gp_buf_free(b);
}

const char *gp_excerpt(char out[GP_EXCERPT_MAX], const char *s, size_t n)
{
	size_t shown = gp_utf8_prefix(s, n, EXCERPT_CHARS);
	struct gp_buf b;

	gp_buf_init(&b, (size_t)16 * EXCERPT_CHARS);
	if (shown > (size_t)4 * EXCERPT_CHARS) /* bytes that only continue count as no character */
		shown = (size_t)4 * EXCERPT_CHARS;
	gp_utf8_show(&b, s, shown);
	if (shown < n)
		gp_buf_puts(&b, "…");
	hand_over(out, GP_EXCERPT_MAX, &b);
	return out;
}

/* Of a long path the end says more. */
static void file_end(char out[GP_EXCERPT_MAX + 3], const char *file)
{
	size_t n = strlen(file);
	const char *from = file;

	while (gp_utf8_count(from, strlen(from)) > EXCERPT_CHARS && strchr(from + 1, '/'))
		from = strchr(from + 1, '/');
	if (from == file) {
		gp_excerpt(out, file, n);
		return;
	}
	memcpy(out, "…", 3);
	gp_excerpt(out + 3, from, strlen(from));
}

const char *gp_place(char out[GP_PLACE_MAX], const char *file, uint32_t line, const char *path)
{
	char name[GP_EXCERPT_MAX + 3];
	struct gp_buf b;

	gp_buf_init(&b, (size_t)4 * GP_PLACE_MAX);
	file_end(name, file);
	if (line)
		gp_buf_printf(&b, gp_err_word("%s:%u: "), name, line);
	else
		gp_buf_printf(&b, gp_err_word("%s: "), name);
	if (path && *path)
		gp_buf_printf(&b, gp_err_word("%s: "), path);
	hand_over(out, GP_PLACE_MAX, &b);
	return out;
}

/* Paths: URL Standard 4.4, path state and opaque path state. */
#include <string.h>

#include "core/web/url_pieces.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool gp_url_is_drive(const char *s, size_t n, bool normal)
{
	return n == 2 && is_letter(s[0]) && (s[1] == ':' || (!normal && s[1] == '|'));
}

bool gp_url_starts_with_drive(const char *s, size_t n)
{
	return n >= 2 && gp_url_is_drive(s, 2, false) &&
	    (n == 2 || s[2] == '/' || s[2] == '\\' || s[2] == '?' || s[2] == '#');
}

void gp_url_shorten_path(struct gp_url *u)
{
	char *path = u->text.data + u->path;
	size_t n = u->text.len - u->path;

	/* The drive of "file:///C:" is not a segment one can go up from. */
	if (u->scheme == GP_SCHEME_FILE && n == 3 && gp_url_is_drive(path + 1, 2, true))
		return;
	while (n && path[--n] != '/')
		continue;
	u->text.len = u->path + n;
	u->text.data[u->text.len] = '\0';
}

/* Length of a dot at s, plain or escaped; else 0. */
static size_t dot_at(const char *s, size_t n)
{
	if (n && s[0] == '.')
		return 1;
	return n > 2 && s[0] == '%' && s[1] == '2' && (s[2] | 0x20) == 'e' ? 3 : 0;
}

/* 1 for ".", 2 for "..", in any spelling; else 0. */
static int dots_of(const char *s, size_t n)
{
	size_t first = dot_at(s, n), second;

	if (!first)
		return 0;
	if (first == n)
		return 1;
	second = dot_at(s + first, n - first);
	return second && first + second == n ? 2 : 0;
}

static void put_segment(struct gp_url *u, const char *s, size_t n, bool escapes)
{
	gp_buf_putc(&u->text, '/');
	if (u->scheme == GP_SCHEME_FILE && u->text.len == u->path + 1 && gp_url_is_drive(s, n, false)) {
		gp_buf_putc(&u->text, s[0]);
		gp_buf_putc(&u->text, ':');
	} else if (escapes) {
		gp_url_encode(&u->text, s, n, GP_SET_PATH);
	} else {
		gp_buf_put(&u->text, s, n);
	}
}

const char *gp_url_put_path(struct gp_url *u, const char *p, const char *end)
{
	bool special = u->scheme != GP_SCHEME_OTHER, more = true;

	while (more) {
		const char *segment = p;
		unsigned seen = 0;
		int dots;

		for (; p < end; p++) {
			unsigned char c = (unsigned char)*p;
			unsigned class = c < 0x80 ? gp_url_class[c] : GP_SET_PATH;

			if ((class & GP_CHAR_STOP) && (c != '\\' || special))
				break;
			seen |= class;
		}
		more = p < end && (*p == '/' || *p == '\\');
		dots = dots_of(segment, (size_t)(p - segment));
		if (dots == 2)
			gp_url_shorten_path(u);
		if (!dots)
			put_segment(u, segment, (size_t)(p - segment), seen & GP_SET_PATH);
		else if (!more)
			gp_buf_putc(&u->text, '/');
		p += more;
	}
	return p;
}

const char *gp_url_put_opaque_path(struct gp_url *u, const char *p, const char *end)
{
	const char *start = p;

	while (p < end && *p != '?' && *p != '#')
		p++;
	/* A last space would be lost if the query and fragment were taken away later. */
	if (p < end && p > start && p[-1] == ' ') {
		gp_url_encode(&u->text, start, (size_t)(p - start) - 1, GP_SET_C0);
		gp_buf_puts(&u->text, "%20");
	} else {
		gp_url_encode(&u->text, start, (size_t)(p - start), GP_SET_C0);
	}
	return p;
}

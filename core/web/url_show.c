/* An href as a person reads it. */
#include <idn2.h>
#include <string.h>

#include "core/text/utf8.h"
#include "core/web/url_pieces.h"

/*
 * Whether a decoded character may be shown: not what is invisible, changes
 * direction, looks like a space, or has no agreed meaning.
 */
static bool shows(uint32_t cp)
{
	static const uint32_t hidden[][2] = {
		{0, 0xA0}, {0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C}, {0x115F, 0x1160},
		{0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F},
		{0x2028, 0x202F}, {0x205F, 0x206F}, {0x2800, 0x2800}, {0x3000, 0x3000},
		{0x3164, 0x3164}, {0xE000, 0xF8FF}, {0xFDD0, 0xFDEF}, {0xFE00, 0xFE0F},
		{0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFF}, {0x1D173, 0x1D17A},
		{0xE0000, GP_UTF8_BAD},
	};
	size_t i;

	for (i = 0; cp >= hidden[i][0]; i++)
		if (cp <= hidden[i][1])
			return false;
	return (cp & 0xFFFE) != 0xFFFE;
}

/* Decodes up to four "%XX" at s; how many there were. */
static size_t escaped_bytes(const char *s, size_t n, char byte[4])
{
	size_t count = 0;

	for (; count < 4 && n > 2 && s[0] == '%'; s += 3, n -= 3) {
		int hi = gp_url_hex(s[1]), lo = gp_url_hex(s[2]);

		if (hi < 0 || lo < 0)
			break;
		byte[count++] = (char)(hi << 4 | lo);
	}
	return count;
}

static void show_text(struct gp_buf *out, const char *s, size_t n)
{
	size_t used;

	for (; n; s += used, n -= used) {
		char byte[4];
		size_t count, len;

		for (used = 0; used < n && s[used] > ' ' && s[used] < 0x7F && s[used] != '%';)
			used++;
		if (used) {
			gp_buf_put(out, s, used);
			continue;
		}
		count = escaped_bytes(s, n, byte);
		if (count && shows(gp_utf8_get(byte, count, &len))) {
			gp_buf_put(out, byte, len);
			used = len * 3;
		} else if (s[0] == '%') {
			gp_buf_putc(out, '%');
			used = 1;
		} else if (shows(gp_utf8_get(s, n, &used))) {
			gp_buf_put(out, s, used);
		} else {
			gp_url_encode(out, s, used, GP_SET_C0 | GP_SET_FRAGMENT);
		}
	}
}

/* Appends an xn-- label in Unicode, if every character shows and the spelling is the only one. */
static bool show_xn(struct gp_buf *out, const char *s, size_t n)
{
	char label[64], again[64], *unicode = NULL;
	struct gp_buf back = {.data = again, .cap = sizeof again, .max = sizeof again - 1};
	bool good;
	size_t i, len, total;

	if (n < 5 || n >= sizeof label || memcmp(s, "xn--", 4) != 0)
		return false;
	memcpy(label, s, n);
	label[n] = '\0';
	if (idn2_to_unicode_8z8z(label, &unicode, 0) != IDN2_OK)
		return false;
	total = strlen(unicode);
	good = gp_utf8_valid(unicode, total) && gp_url_put_idna(&back, unicode, total) == 0 &&
	    back.len == n && !memcmp(again, label, n);
	for (i = 0; good && i < total; i += len) {
		uint32_t cp = gp_utf8_get(unicode + i, total - i, &len);

		good = shows(cp) || (cp > ' ' && cp < 0x7F);
	}
	if (good)
		gp_buf_put(out, unicode, total);
	idn2_free(unicode);
	return good;
}

static void show_host(struct gp_buf *out, const char *s, size_t n)
{
	const char *end = s + n, *dot;

	for (;; s = dot + 1) {
		dot = memchr(s, '.', (size_t)(end - s));
		n = (size_t)((dot ? dot : end) - s);
		if (!show_xn(out, s, n))
			show_text(out, s, n);
		if (!dot)
			return;
		gp_buf_putc(out, '.');
	}
}

int gp_url_show(struct gp_buf *out, const char *href, size_t n)
{
	const char *end = href + n, *slashes = memchr(href, ':', n), *host, *stop;

	if (slashes && end - slashes > 3 && slashes[1] == '/' && slashes[2] == '/') {
		host = slashes + 3;
		for (stop = host; stop < end && *stop != '/' && *stop != '?' && *stop != '#'; stop++)
			if (*stop == '@')
				host = stop + 1;
		show_text(out, href, (size_t)(host - href));
		for (href = host; href < stop && *href != ':' && *host != '['; href++)
			continue;
		show_host(out, host, (size_t)(href - host));
	}
	show_text(out, href, (size_t)(end - href));
	return out->full ? -1 : 0;
}

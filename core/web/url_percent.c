/* Percent-encode sets, encoding and decoding: URL Standard 1.3 and 5.1. */
#include <string.h>

#include "core/text/charset.h"
#include "core/text/utf8.h"
#include "core/web/url_pieces.h"

enum {
	FRAGMENT = GP_SET_FRAGMENT,
	PATH = GP_SET_PATH | GP_SET_USERINFO,
	QUERY = GP_SET_QUERY | GP_SET_SPECIAL_QUERY | PATH,
	USER = GP_SET_USERINFO,
	CONTROL = GP_SET_C0 | FRAGMENT | QUERY,
	HOST = GP_CHAR_HOST,
	STOP = GP_CHAR_STOP,
};

const uint8_t gp_url_class[128] = {
	[0] = CONTROL | HOST, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL,
	CONTROL, CONTROL | HOST, CONTROL | HOST, CONTROL, CONTROL, CONTROL | HOST, CONTROL, CONTROL,
	CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL,
	CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL,
	[' '] = FRAGMENT | QUERY | HOST,
	['"'] = FRAGMENT | QUERY,
	['#'] = QUERY | STOP | HOST,
	['\''] = GP_SET_SPECIAL_QUERY,
	['/'] = USER | STOP | HOST,
	[':'] = USER | HOST,
	[';'] = USER,
	['<'] = FRAGMENT | QUERY | HOST,
	['='] = USER,
	['>'] = FRAGMENT | QUERY | HOST,
	['?'] = PATH | STOP | HOST,
	['@'] = USER | HOST,
	['['] = USER | HOST,
	['\\'] = USER | STOP | HOST,
	[']'] = USER | HOST,
	['^'] = PATH | HOST,
	['`'] = FRAGMENT | PATH,
	['{'] = PATH,
	['|'] = USER | HOST,
	['}'] = PATH,
	[0x7F] = CONTROL,
};

static void escape(struct gp_buf *out, const char *s, size_t n)
{
	static const char digit[] = "0123456789ABCDEF";
	char *to = gp_buf_reserve(out, n * 3);
	size_t i;

	if (!to)
		return;
	for (i = 0; i < n; i++) {
		*to++ = '%';
		*to++ = digit[(unsigned char)s[i] >> 4];
		*to++ = digit[(unsigned char)s[i] & 15];
	}
	*to = '\0';
	out->len += n * 3;
}

/* Length of the run at s that stands for itself. */
static size_t plain_run(const char *s, size_t n, unsigned set)
{
	size_t i = 0;

	while (i < n && (unsigned char)s[i] < 0x80 && !(gp_url_class[(unsigned char)s[i]] & set))
		i++;
	return i;
}

void gp_url_encode(struct gp_buf *out, const char *s, size_t n, unsigned set)
{
	size_t run, len;

	while (n) {
		run = plain_run(s, n, set);
		gp_buf_put(out, s, run);
		s += run;
		n -= run;
		if (!n)
			break;
		len = 1;
		if ((unsigned char)*s >= 0x80 && gp_utf8_get(s, n, &len) == GP_UTF8_BAD)
			gp_buf_puts(out, "%EF%BF%BD");
		else
			escape(out, s, len);
		s += len;
		n -= len;
	}
}

/*
 * Percent-encodes the bytes an encoder gave. "&#" can only be the start of a
 * character reference for what the encoding lacks: a query has no raw '#', and
 * no trail byte of a multi-byte encoding is '&'.
 */
static void escape_encoded(struct gp_buf *out, const char *s, size_t n, unsigned set)
{
	bool reference = false;
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '&' && i + 1 < n && s[i + 1] == '#')
			reference = true;
		if (c >= 0x80 || (gp_url_class[c] & set) || (reference && strchr("&#;", c)))
			escape(out, s + i, 1);
		else
			gp_buf_putc(out, c);
		if (c == ';')
			reference = false;
	}
}

void gp_url_encode_in(struct gp_buf *out, const char *s, size_t n, unsigned set,
    const struct gp_charset *cs)
{
	enum { CHUNK = 64 }; /* code points encoded at once; each gives at most "&#1114111;" */
	char from[CHUNK * 4], to[CHUNK * 10 + 16];

	while (n) {
		struct gp_buf encoded = {.data = to, .cap = sizeof to, .max = sizeof to - 1};
		size_t run = plain_run(s, n, 0), used = 0, count, len;

		gp_url_encode(out, s, run, set);
		s += run;
		n -= run;
		for (count = 0; count < CHUNK && n && (unsigned char)*s >= 0x80; count++) {
			uint32_t cp = gp_utf8_get(s, n, &len);

			used += gp_utf8_put(cp == GP_UTF8_BAD ? 0xFFFD : cp, from + used);
			s += len;
			n -= len;
		}
		if (used && gp_charset_encode(cs, from, used, &encoded) == 0)
			escape_encoded(out, to, encoded.len, set);
	}
}

int gp_url_hex(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int gp_url_percent_decode(struct gp_buf *out, const char *s, size_t n)
{
	char *to = gp_buf_reserve(out, n);
	size_t i, used = 0;

	if (!to)
		return -1;
	for (i = 0; i < n; i++) {
		int hi = -1, lo = -1;

		if (s[i] == '%' && n - i > 2) {
			hi = gp_url_hex(s[i + 1]);
			lo = gp_url_hex(s[i + 2]);
		}
		if (hi >= 0 && lo >= 0) {
			to[used++] = (char)(hi << 4 | lo);
			i += 2;
		} else {
			to[used++] = s[i];
		}
	}
	to[used] = '\0';
	out->len += used;
	return 0;
}

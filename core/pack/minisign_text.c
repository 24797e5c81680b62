/* minisign_text.c - lines and base64 (RFC 4648, 4) of key and signature files */
#include <openssl/evp.h>
#include <string.h>

#include "core/pack/minisign.h"

static int digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

int gp_minisign_decode(unsigned char *out, size_t n, const char *s, size_t length)
{
	size_t used = (n * 8 + 5) / 6, at = 0;
	unsigned bits = 0, have = 0;

	if (length != (n + 2) / 3 * 4)
		return -1;
	for (size_t i = 0; i < length; i++) {
		int d = i < used ? digit(s[i]) : s[i] == '=' ? 0 : -1;

		if (d < 0)
			return -1;
		bits = bits << 6 | (unsigned)d;
		have += 6;
		if (have >= 8 && at < n) {
			have -= 8;
			out[at++] = (unsigned char)(bits >> have);
			bits &= (1u << have) - 1;
		}
	}
	return bits ? -1 : 0; /* one text for given bytes */
}

void gp_minisign_encode(struct gp_buf *out, const unsigned char *p, size_t n)
{
	char *room = gp_buf_reserve(out, (n + 2) / 3 * 4 + 1);

	if (room)
		out->len += (size_t)EVP_EncodeBlock((unsigned char *)room, p, (int)n);
}

const char *gp_minisign_line(const char **p, const char *end, size_t *length)
{
	const char *line = *p, *stop;

	*length = 0;
	if (line >= end)
		return NULL;
	stop = memchr(line, '\n', (size_t)(end - line));
	*p = stop ? stop + 1 : end;
	*length = (size_t)((stop ? stop : end) - line);
	if (*length && line[*length - 1] == '\r')
		--*length;
	return line;
}

#include <string.h>

#include "core/text/charset.h"
#include "core/text/charset_impl.h"
#include "core/text/utf8.h"

int gp_charset_put_reference(struct gp_buf *out, uint32_t cp)
{
	return gp_buf_printf(out, "&#%u;", (unsigned)cp);
}

/* The byte for cp in a single-byte encoding, or 0, which it never is: ASCII went before. */
static unsigned char single(const struct gp_charset *cs, uint32_t cp)
{
	unsigned i;

	if (cs->kind == GP_KIND_USER_DEFINED)
		return cp >= 0xF780 && cp <= 0xF7FF ? (unsigned char)(cp - 0xF700) : 0;
	for (i = 0; i < 128; i++)
		if (cs->high[i] == cp)
			return (unsigned char)(0x80 + i);
	return 0;
}

static size_t encode_one(const struct gp_charset *cs, uint32_t cp, unsigned char out[4])
{
	if (cp < 0x80) {
		out[0] = (unsigned char)cp;
		return 1;
	}
	if (cs->kind == GP_KIND_GB18030)
		return gp_gb18030_encode(cp, out);
	out[0] = single(cs, cp);
	return out[0] ? 1 : 0;
}

/* UTF-8 in, UTF-8 out; malformed bytes become U+FFFD. */
static int clean(const char *utf8, size_t n, struct gp_buf *out)
{
	size_t errors;

	return gp_charset_decode(gp_charset_utf8, utf8, n, out, &errors);
}

int gp_charset_encode(const struct gp_charset *cs, const char *utf8, size_t n, struct gp_buf *out)
{
	unsigned char bytes[4];
	size_t i = 0, len;
	uint32_t cp;

	if (cs->kind == GP_KIND_ICONV)
		return gp_charset_iconv_encode(cs, utf8, n, out);
	if (cs->kind != GP_KIND_GB18030 && cs->kind != GP_KIND_SINGLE &&
	    cs->kind != GP_KIND_USER_DEFINED)
		return clean(utf8, n, out);
	while (i < n) {
		cp = gp_utf8_get(utf8 + i, n - i, &len);
		if (cp == GP_UTF8_BAD) {
			cp = 0xFFFD;
			len = gp_utf8_bad(utf8 + i, n - i);
		}
		i += len;
		len = encode_one(cs, cp, bytes);
		if (len ? gp_buf_put(out, bytes, len) : gp_charset_put_reference(out, cp))
			return -1;
	}
	return 0;
}

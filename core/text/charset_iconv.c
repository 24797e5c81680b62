#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "core/text/charset.h"
#include "core/text/charset_impl.h"
#include "core/text/utf8.h"

#define STRETCH ((size_t)8 << 10)

/* Opened once and kept: in a jail no module can be loaded, and opening costs a search. */
static struct converter {
	bool tried, open;
	iconv_t cd;
} decoders[GP_ICONV_SLOTS], encoders[GP_ICONV_SLOTS];

/* The converter in its initial state, or NULL when this system has none. */
static struct converter *converter(struct converter *c, const char *to, const char *from)
{
	if (!c->tried) {
		c->tried = true;
		c->cd = iconv_open(to, from);
		c->open = c->cd != (iconv_t)-1;
	}
	if (!c->open)
		return NULL;
	iconv(c->cd, NULL, NULL, NULL, NULL);
	return c;
}

static struct converter *decoder(const struct gp_charset *cs)
{
	return converter(&decoders[cs->slot], "UTF-8", cs->iconv);
}

static struct converter *encoder(const struct gp_charset *cs)
{
	return converter(&encoders[cs->slot], cs->iconv, "UTF-8");
}

void gp_charset_preload(void)
{
	size_t i;

	for (i = 0; i < gp_charset_count; i++)
		if (gp_charsets[i].kind == GP_KIND_ICONV) {
			decoder(&gp_charsets[i]);
			encoder(&gp_charsets[i]);
		}
}

/*
 * Runs the converter (flushing it when in is NULL) until the input is used up or it stops
 * at a byte. Returns 0, EILSEQ or EINVAL; -1 when `out` is full.
 */
static int run(struct converter *c, char **in, size_t *left, struct gp_buf *out)
{
	char piece[STRETCH], *to;
	size_t room, result;
	int stop;

	do {
		to = piece;
		room = sizeof piece;
		result = iconv(c->cd, in, left, &to, &room);
		stop = result == (size_t)-1 ? errno : 0;
		if (gp_buf_put(out, piece, sizeof piece - room))
			return -1;
	} while (stop == E2BIG);
	return stop;
}

/* How much of a malformed character to drop: its ASCII bytes are not swallowed. */
static size_t malformed(const unsigned char *s, size_t n, bool cut_off)
{
	if (cut_off)
		return n;
	return s[0] >= 0x81 && s[0] <= 0xFE && n > 1 && s[1] >= 0x80 ? 2 : 1;
}

int gp_charset_iconv_decode(const struct gp_charset *cs, const char *body, size_t n,
			    struct gp_buf *out, size_t *errors)
{
	struct converter *c = decoder(cs);
	char *in = (char *)(uintptr_t)body; /* iconv's prototype; it does not write there */
	size_t left = n, skip;
	int stop;

	if (!c) { /* without a converter at least the ASCII part is right */
		*errors = n;
		return gp_charset_decode(gp_charset_utf8, body, n, out, NULL);
	}
	for (;;) {
		stop = run(c, &in, &left, out);
		if (stop < 0)
			return -1;
		if (left == 0)
			break;
		skip = malformed((unsigned char *)in, left, stop == EINVAL);
		in += skip;
		left -= skip;
		++*errors;
		if (gp_buf_puts(out, GP_REPLACEMENT))
			return -1;
	}
	return run(c, NULL, NULL, out) < 0 ? -1 : 0;
}

int gp_charset_iconv_encode(const struct gp_charset *cs, const char *utf8, size_t n,
			    struct gp_buf *out)
{
	struct converter *c = encoder(cs);
	char *in = (char *)(uintptr_t)utf8;
	size_t left = n, len;
	uint32_t cp;
	int stop;

	if (!c)
		return gp_charset_encode(gp_charset_utf8, utf8, n, out);
	for (;;) {
		stop = run(c, &in, &left, out);
		if (stop < 0)
			return -1;
		if (left == 0)
			break;
		cp = gp_utf8_get(in, left, &len);
		if (cp == GP_UTF8_BAD) {
			cp = 0xFFFD;
			len = gp_utf8_bad(in, left);
		}
		in += len;
		left -= len;
		/* back to ASCII first: ISO-2022-JP has shift states */
		if (run(c, NULL, NULL, out) < 0 || gp_charset_put_reference(out, cp))
			return -1;
	}
	return run(c, NULL, NULL, out) < 0 ? -1 : 0;
}

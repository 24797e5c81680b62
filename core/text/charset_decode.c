#include <string.h>

#include "core/text/charset.h"
#include "core/text/charset_impl.h"
#include "core/text/utf8.h"

#define STRETCH ((size_t)16 << 10) /* bytes decoded between two looks at the room left */

static void put_bad(struct gp_charset_span *d)
{
	memcpy(d->to + d->put, GP_REPLACEMENT, 3);
	d->put += 3;
	d->errors++;
}

static void decode_utf8(struct gp_charset_span *d)
{
	const char *s = (const char *)d->in;
	size_t good, bad;

	while (d->taken < d->n) {
		good = gp_utf8_valid_upto(s + d->taken, d->n - d->taken);
		memcpy(d->to + d->put, s + d->taken, good);
		d->put += good;
		d->taken += good;
		if (d->taken == d->n)
			break;
		bad = gp_utf8_bad(s + d->taken, d->n - d->taken);
		if (d->taken + bad == d->n && !d->last && bad < 4 &&
		    (d->in[d->taken] & 0xC0) == 0xC0)
			break; /* may be the beginning of a character */
		put_bad(d);
		d->taken += bad;
	}
}

static void decode_single(struct gp_charset_span *d, const uint16_t *high)
{
	uint32_t cp;

	for (; d->taken < d->n; d->taken++) {
		cp = d->in[d->taken];
		if (cp >= 0x80)
			cp = high ? high[cp - 0x80] : 0xF700 + cp; /* x-user-defined */
		if (!cp && d->in[d->taken])
			put_bad(d);
		else
			d->put += gp_utf8_put(cp, d->to + d->put);
	}
}

static uint32_t unit(const unsigned char *s, bool big)
{
	return big ? (uint32_t)s[0] << 8 | s[1] : (uint32_t)s[1] << 8 | s[0];
}

static void decode_utf16(struct gp_charset_span *d, bool big)
{
	const unsigned char *s;
	uint32_t cp, low;
	size_t left;

	while ((left = d->n - d->taken) >= 2) {
		s = d->in + d->taken;
		cp = unit(s, big);
		if (cp >= 0xD800 && cp <= 0xDBFF && left < 4 && !d->last)
			return;
		low = left >= 4 ? unit(s + 2, big) : 0;
		d->taken += 2;
		if (cp >= 0xD800 && cp <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF) {
			cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
			d->taken += 2;
		}
		if (cp >= 0xD800 && cp <= 0xDFFF)
			put_bad(d);
		else
			d->put += gp_utf8_put(cp, d->to + d->put);
	}
	if (left && d->last) {
		put_bad(d);
		d->taken = d->n;
	}
}

static void stretch(const struct gp_charset *cs, struct gp_charset_span *d)
{
	switch (cs->kind) {
	case GP_KIND_UTF8:
		decode_utf8(d);
		break;
	case GP_KIND_GB18030:
		gp_gb18030_decode(d);
		break;
	case GP_KIND_UTF16LE:
	case GP_KIND_UTF16BE:
		decode_utf16(d, cs->kind == GP_KIND_UTF16BE);
		break;
	default:
		decode_single(d, cs->high);
	}
}

static int decode_table(const struct gp_charset *cs, const char *body, size_t n, struct gp_buf *out,
			size_t *errors)
{
	char few[64];
	struct gp_charset_span d;
	size_t done = 0, left, room;
	bool direct;

	while (done < n) {
		left = n - done;
		room = out->max - out->len;
		d = (struct gp_charset_span){.in = (const unsigned char *)body + done};
		/* near the maximum go in small steps, so that nearly all that fits is kept */
		direct = room >= 3 * STRETCH;
		d.n = direct ? STRETCH : sizeof few / 4;
		if (d.n >= left) {
			d.n = left;
			d.last = true;
		}
		d.to = direct ? gp_buf_reserve(out, 3 * d.n) : few;
		stretch(cs, &d);
		if (direct) {
			out->len += d.put;
			out->data[out->len] = '\0';
		} else if (gp_buf_put(out, few, d.put)) {
			return -1;
		}
		*errors += d.errors;
		done += d.taken;
	}
	return 0;
}

int gp_charset_decode(const struct gp_charset *cs, const char *body, size_t n, struct gp_buf *out,
		      size_t *errors)
{
	size_t ignored;

	if (!errors)
		errors = &ignored;
	*errors = 0;
	if (n == 0)
		return 0;
	if (cs->kind == GP_KIND_ICONV)
		return gp_charset_iconv_decode(cs, body, n, out, errors);
	if (cs->kind == GP_KIND_REPLACEMENT) {
		*errors = 1;
		return gp_buf_puts(out, GP_REPLACEMENT);
	}
	if (cs->kind == GP_KIND_UTF8 && gp_utf8_valid(body, n))
		return gp_buf_put(out, body, n);
	return decode_table(cs, body, n, out, errors);
}

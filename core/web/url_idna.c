/*
 * Internationalised domains: URL Standard 3.3 (UTS #46 non-transitional,
 * without the hyphen and length checks) on top of libidn2.
 *
 * libidn2 always checks hyphens and length, so labels go to it one by one and
 * ASCII labels not at all. What remains different: a label that is not ASCII
 * is refused with a hyphen at its start, its end or in places 3 and 4, or with
 * more than 63 bytes; the bidi rule looks at one label, not at the whole name.
 */
#include <idn2.h>
#include <string.h>
#include <strings.h>

#include "core/text/utf8.h"
#include "core/web/url_pieces.h"

/* Only code points that are dropped or composed could make a valid label this long. */
#define LABEL_MAX 1024

/* The length of a label separator at s: full stop, ideographic, full-width, half-width; or 0. */
static size_t separator(const char *s, size_t n)
{
	if (s[0] == '.')
		return 1;
	if (n >= 3 && (!memcmp(s, "\xE3\x80\x82", 3) || !memcmp(s, "\xEF\xBC\x8E", 3) ||
	    !memcmp(s, "\xEF\xBD\xA1", 3)))
		return 3;
	return 0;
}

/*
 * libidn2's non-transitional mode adds the IDNA2008 rules, which know no
 * symbols; UTS #46 allows them. Its transitional mode does not add them and
 * gives the same answer where no deviation character (ß ς ZWJ ZWNJ) and no
 * right-to-left text, for which it checks less, is involved.
 */
static bool same_in_transitional(const char *s, size_t n)
{
	uint32_t cp;
	size_t len;

	for (; n; s += len, n -= len) {
		cp = gp_utf8_get(s, n, &len);
		if (cp == 0xDF || cp == 0x1E9E || cp == 0x3C2 || cp == 0x200C || cp == 0x200D)
			return false;
		if ((cp >= 0x590 && cp < 0x900) || (cp >= 0xFB1D && cp < 0xFE00) ||
		    (cp >= 0xFE70 && cp < 0xFF00) || (cp >= 0x10800 && cp < 0x11000) ||
		    (cp >= 0x1E800 && cp < 0x1F000))
			return false;
	}
	return true;
}

static int put_label(struct gp_buf *out, const char *s, size_t n)
{
	char label[LABEL_MAX + 1];
	uint8_t *ascii = NULL;
	size_t i;
	int rc;

	for (i = 0; i < n && (unsigned char)s[i] < 0x80; i++)
		continue;
	if (i == n && (n < 4 || strncasecmp(s, "xn--", 4) != 0))
		return gp_buf_put(out, s, n);
	if (n > LABEL_MAX)
		return -1;
	memcpy(label, s, n);
	label[n] = '\0';
	rc = idn2_lookup_u8((uint8_t *)label, &ascii,
	    IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT | IDN2_NO_ALABEL_ROUNDTRIP);
	if (rc == IDN2_DISALLOWED && same_in_transitional(s, n))
		rc = idn2_lookup_u8((uint8_t *)label, &ascii,
		    IDN2_TRANSITIONAL | IDN2_NFC_INPUT | IDN2_NO_ALABEL_ROUNDTRIP);
	if (rc != IDN2_OK)
		return -1;
	rc = gp_buf_puts(out, (char *)ascii);
	idn2_free(ascii);
	return rc;
}

int gp_url_put_idna(struct gp_buf *out, const char *s, size_t n)
{
	size_t i = 0, sep;

	for (;;) {
		for (i = 0, sep = 0; i < n && !(sep = separator(s + i, n - i)); i++)
			continue;
		if (put_label(out, s, i) != 0)
			return -1;
		if (!sep)
			return 0;
		gp_buf_putc(out, '.');
		s += i + sep;
		n -= i + sep;
	}
}

#include "core/text/utf8.h"

/* Invisible, or able to reorder what stands around it. */
static bool deceives(uint32_t cp)
{
	switch (cp) {
	case 0x00AD: /* soft hyphen */
	case 0x061C: /* Arabic letter mark */
	case 0x180E: /* Mongolian vowel separator */
	case 0xFEFF: /* zero width no-break space */
		return true;
	default:
		return (cp >= 0x200B && cp <= 0x200F) || /* zero width, direction marks */
		       (cp >= 0x2028 && cp <= 0x202E) || /* line separators, bidi embedding */
		       (cp >= 0x2060 && cp <= 0x206F) || /* word joiner, bidi isolates */
		       (cp >= 0xFFF9 && cp <= 0xFFFB) || /* interlinear annotation */
		       (cp >= 0xE0000 && cp <= 0xE007F) || /* tags */
		       (cp & 0xFFFE) == 0xFFFE; /* no characters; XML may not hold them */
	}
}

void gp_utf8_show(struct gp_buf *out, const char *s, size_t n)
{
	size_t i = 0, from = 0, len;
	uint32_t cp;

	while (i < n) {
		cp = gp_utf8_get(s + i, n - i, &len);
		if (cp >= 0x20 && cp != 0x7F && cp != GP_UTF8_BAD && (cp < 0x80 || cp > 0x9F) &&
		    !deceives(cp)) {
			i += len;
			continue;
		}
		gp_buf_put(out, s + from, i - from);
		if (cp == '\t' || cp == '\n')
			gp_buf_putc(out, ' ');
		else if (cp < 0x80 || cp == GP_UTF8_BAD)
			gp_buf_printf(out, "\\x%02x", (unsigned)(unsigned char)s[i]);
		else
			gp_buf_printf(out, "\\u{%x}", (unsigned)cp);
		i += len;
		from = i;
	}
	if (from < n)
		gp_buf_put(out, s + from, n - from);
}

char gp_utf8_narrow(uint32_t cp)
{
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return (char)(cp - 0xFF01 + '!');
	if (cp == 0x3000 || cp == 0x00A0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F ||
	    cp == 0x205F)
		return ' ';
	return 0;
}

int gp_utf8_fold_width(struct gp_buf *out, const char *s, size_t n)
{
	size_t i = 0, from = 0, len;
	uint32_t cp;
	char c;

	while (i < n) {
		cp = gp_utf8_get(s + i, n - i, &len);
		c = cp < 0x80 ? 0 : gp_utf8_narrow(cp);
		if (c) {
			if (gp_buf_put(out, s + from, i - from) || gp_buf_putc(out, c))
				return -1;
			from = i + len;
		}
		i += len;
	}
	return from < n ? gp_buf_put(out, s + from, n - from) : 0;
}

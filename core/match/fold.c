#include "core/match/fold.h"

#include "core/text/utf8.h"

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static void put(struct gp_folded *f, const char *s, size_t from, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		f->text[f->len] = s[from + i];
		f->at[f->len++] = (uint32_t)(from + i);
	}
}

/*
 * Only these begin a character that folding changes: C2 (U+00A0), E2 (U+2000 and after), E3 (U+3000), EF
 * (full-width forms).
 */
static bool may_fold(unsigned char c)
{
	return c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF;
}

size_t gp_fold(struct gp_folded *f, const char *s, size_t n, bool lower)
{
	size_t i = 0, len;

	f->len = 0;
	while (i < n && f->len + 4 <= GP_FOLD_MAX) {
		unsigned char c = (unsigned char)s[i];
		char to = (char)c;

		if (c >= 0xE0 && !may_fold(c) && n - i >= 3) {
			/* a byte of it that begins something else only stays as it is, which is right but for folding */
			bool whole = ((unsigned char)s[i + 1] & 0xC0) == 0x80 && ((unsigned char)s[i + 2] & 0xC0) == 0x80;

			len = whole ? 3 : 1;
			put(f, s, i, len);
			i += len;
			continue;
		}
		len = 1;
		if (may_fold(c)) {
			uint32_t cp = gp_utf8_get(s + i, n - i, &len);

			to = cp == GP_UTF8_BAD ? 0 : gp_utf8_narrow(cp);
			if (!to) {
				put(f, s, i, len);
				i += len;
				continue;
			}
		}
		f->text[f->len] = lower ? small(to) : to;
		f->at[f->len++] = (uint32_t)i;
		i += len;
	}
	f->at[f->len] = (uint32_t)i;
	return i;
}

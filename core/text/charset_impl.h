/*
 * charset_impl.h - what the charset*.c files share; nobody else includes it.
 */
#ifndef GP_TEXT_CHARSET_IMPL_H
#define GP_TEXT_CHARSET_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

enum gp_charset_kind {
	GP_KIND_UTF8,
	GP_KIND_GB18030,
	GP_KIND_SINGLE,
	GP_KIND_ICONV,
	GP_KIND_UTF16LE,
	GP_KIND_UTF16BE,
	GP_KIND_USER_DEFINED,
	GP_KIND_REPLACEMENT,
};

struct gp_charset {
	const char *name;
	enum gp_charset_kind kind;
	const uint16_t *high; /* SINGLE: the code points of 80–FF */
	const char *iconv;    /* ICONV: the converter's name */
	int slot;             /* ICONV: its place among the open converters */
};

enum { GP_ICONV_SLOTS = 5 };

extern const struct gp_charset gp_charsets[];
extern const size_t gp_charset_count;
extern const struct gp_charset *const gp_charset_utf8;
extern const struct gp_charset *const gp_charset_gb18030;
extern const struct gp_charset *const gp_charset_big5;
extern const struct gp_charset *const gp_charset_utf16le;
extern const struct gp_charset *const gp_charset_utf16be;
extern const struct gp_charset *const gp_charset_windows_1252;
extern const struct gp_charset *const gp_charset_x_user_defined;

#define GP_REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD in UTF-8 */

/*
 * One stretch of decoding. Takes what it can of in[0..n) (at least one byte when n > 3
 * or `last`), leaves a character that is cut off unless `last`, and writes at most three
 * bytes for each one taken.
 */
struct gp_charset_span {
	const unsigned char *in;
	size_t n, taken;
	bool last;
	char *to;
	size_t put;
	size_t errors;
};

void gp_gb18030_decode(struct gp_charset_span *d);
/* Writes cp's bytes to out[4], returns their number; 0 when GB18030 has no code for it. */
size_t gp_gb18030_encode(uint32_t cp, unsigned char out[4]);

int gp_charset_iconv_decode(const struct gp_charset *cs, const char *body, size_t n,
			    struct gp_buf *out, size_t *errors);
int gp_charset_iconv_encode(const struct gp_charset *cs, const char *utf8, size_t n,
			    struct gp_buf *out);
/* Appends "&#NNNN;". */
int gp_charset_put_reference(struct gp_buf *out, uint32_t cp);

#endif

/*
 * url_pieces.h - what the url*.c files share; no business of anyone else.
 *
 * Every function appends to a gp_buf and leaves "it did not fit" to the
 * buffer's `full` flag, which gp_url_parse() looks at once, at the end.
 */
#ifndef GP_WEB_URL_PIECES_H
#define GP_WEB_URL_PIECES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/web/url.h"

/* What an ASCII character is to a URL: its percent-encode sets (URL Standard 1.3), and more. */
enum {
	GP_SET_C0 = 0x01,
	GP_SET_FRAGMENT = 0x02,
	GP_SET_QUERY = 0x04,
	GP_SET_SPECIAL_QUERY = 0x08,
	GP_SET_PATH = 0x10,
	GP_SET_USERINFO = 0x20,
	GP_CHAR_STOP = 0x40, /* ends a path segment; the backslash only in special URLs */
	GP_CHAR_HOST = 0x80, /* a forbidden host code point (3.1) */
};
extern const uint8_t gp_url_class[128];

/* -1 for anything but a hexadecimal digit. */
int gp_url_hex(int c);
/* Appends s percent-encoded by `set`; a malformed UTF-8 byte counts as U+FFFD. */
void gp_url_encode(struct gp_buf *out, const char *s, size_t n, unsigned set);
/* The same after encoding in `cs` (5.1, percent-encode after encoding). */
void gp_url_encode_in(struct gp_buf *out, const char *s, size_t n, unsigned set,
    const struct gp_charset *cs);

/* Host parser (3.5): appends the serialised host, or -1. `special` asks for a domain. */
int gp_url_put_host(struct gp_buf *out, const char *s, size_t n, bool special);
/* Domain to ASCII (3.3) of valid UTF-8 without NUL that is not all ASCII. */
int gp_url_put_idna(struct gp_buf *out, const char *s, size_t n);

/* Path state (4.4): appends "/segment…" to u->text, returns where reading stopped. */
const char *gp_url_put_path(struct gp_url *u, const char *p, const char *end);
/* Opaque path state: the same for "mailto:" and its kind. */
const char *gp_url_put_opaque_path(struct gp_url *u, const char *p, const char *end);
/* Drops the last segment. */
void gp_url_shorten_path(struct gp_url *u);
/* Whether s begins with a drive letter ("C:" or "C|") that ends there or at a delimiter. */
bool gp_url_starts_with_drive(const char *s, size_t n);
/* Whether s is exactly one; `normal`: with a colon. */
bool gp_url_is_drive(const char *s, size_t n, bool normal);

#endif

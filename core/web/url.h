/*
 * url.h - URLs by the WHATWG URL Standard: parse, resolve, serialise.
 *
 * A gp_url owns one buffer with the serialised href; its parts are offsets
 * into it. Reuse one object for many parses (the buffer is kept). Hosts go
 * through UTS #46 (libidn2, non-transitional). Input is hostile: any bytes, any length up
 * to GP_URL_MAX; malformed UTF-8 is read as U+FFFD.
 */
#ifndef GP_WEB_URL_H
#define GP_WEB_URL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

struct gp_charset;

#define GP_URL_MAX 8192 /* bytes of input, once trimmed, and of href; more is GP_URL_TOO_LONG */

enum gp_url_scheme {
	GP_SCHEME_OTHER, /* mailto:, tel:, javascript:, data:, … */
	GP_SCHEME_HTTP,
	GP_SCHEME_HTTPS,
	GP_SCHEME_FTP,
	GP_SCHEME_FILE,
	GP_SCHEME_WS,
	GP_SCHEME_WSS,
};

enum gp_url_why {
	GP_URL_OK,
	GP_URL_RELATIVE,   /* no scheme and no usable base */
	GP_URL_NO_HOST,    /* special scheme without a host */
	GP_URL_BAD_HOST,   /* forbidden character, bad IPv4/IPv6, IDNA failure */
	GP_URL_BAD_PORT,
	GP_URL_TOO_LONG,
};

struct gp_url {
	struct gp_buf text; /* the href */
	/* half-open spans into text.data; empty when absent (see the has_ flags) */
	uint32_t scheme_end;               /* without ':' */
	uint32_t user, user_end;
	uint32_t pass, pass_end;
	uint32_t host, host_end;           /* IPv6 with its brackets */
	uint32_t path, path_end;
	uint32_t query, query_end;         /* without '?' */
	uint32_t fragment, fragment_end;   /* without '#' */
	int32_t port;                      /* -1: none or the scheme's default */
	enum gp_url_scheme scheme;
	bool has_host, has_query, has_fragment, opaque_path;
};

void gp_url_init(struct gp_url *u);
void gp_url_free(struct gp_url *u);

/*
 * Parses in[0..n) against `base` (NULL: none; else the result of a good parse) into
 * `u` (not the same object as base). `in` may be NULL when n is 0. `cs` is the page's
 * encoding for the query of special URLs, NULL for UTF-8.
 * GP_URL_OK, or the reason; then u is unspecified.
 */
enum gp_url_why gp_url_parse(struct gp_url *u, const char *in, size_t n, const struct gp_url *base,
    const struct gp_charset *cs) GP_MUST_USE;

/* The href, NUL-terminated, owned by u. */
const char *gp_url_href(const struct gp_url *u);
/* Length of the href without "#fragment". */
size_t gp_url_bare_len(const struct gp_url *u);
/* The host as a NUL-terminated copy into out; -1 when it does not fit. IPv6 without brackets. */
int gp_url_host(const struct gp_url *u, char *out, size_t size);
/* "http", "https", …, whichever scheme words the enum names. */
const char *gp_url_scheme_name(enum gp_url_scheme s);

/*
 * Whether s[0..n) could be an http(s) href as this module writes it: only
 * printable ASCII, known scheme, non-empty host, no fragment, at most
 * GP_URL_MAX bytes. A cheap test for strings that come from a worker.
 */
bool gp_url_looks_serialised(const char *s, size_t n);

/* Appends s percent-decoded (invalid escapes stay) to out. */
int gp_url_percent_decode(struct gp_buf *out, const char *s, size_t n);

/*
 * Appends an address as a person reads it: percent-escapes that are valid UTF-8
 * text beyond ASCII shown decoded, xn-- labels shown in Unicode; control
 * characters and malformed bytes stay escaped.
 */
int gp_url_show(struct gp_buf *out, const char *href, size_t n);

#endif

/*
 * cookies.h - a jar of cookies (RFC 6265), narrower than a browser's.
 *
 * What a host sets goes back to that host alone, whatever Domain it names. Only what the operator brings in
 * a file may be for a domain and the names under it, unless that is a public suffix. Nothing is ever written out.
 */
#ifndef GP_WEB_COOKIES_H
#define GP_WEB_COOKIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/web/url.h"

#define GP_COOKIES_MAX 4096 /* bytes of a Cookie header; what does not fit stays in the jar */

struct gp_cookies;

struct gp_cookies *gp_cookies_new(void);
void gp_cookies_free(struct gp_cookies *c); /* accepts NULL */
/* A file as browsers and curl export it ("Netscape format"). GP_EUSAGE names the line, never what is in it. */
int gp_cookies_read(struct gp_cookies *c, const char *text, size_t n, struct gp_err *e) GP_MUST_USE;
/*
 * Takes the values of Set-Cookie headers, with line feeds between, of a reply from `u`. Times are gp_clock_now().
 * true: one of them has a name that the jar had not for this host.
 */
bool gp_cookies_take(struct gp_cookies *c, const struct gp_url *u, const char *lines, int64_t now);
bool gp_cookies_empty(const struct gp_cookies *c);
/* The value of a Cookie header for `u` into `out`, which may hold GP_COOKIES_MAX; false: there are none. */
bool gp_cookies_put(const struct gp_cookies *c, const struct gp_url *u, int64_t now, struct gp_buf *out);
/* Whether the operator brought some for this host. */
bool gp_cookies_brought(const struct gp_cookies *c, const struct gp_url *u);

#endif

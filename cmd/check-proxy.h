/*
 * check-proxy.h - proxies as the operator names them.
 */
#ifndef GP_CMD_CHECK_PROXY_H
#define GP_CMD_CHECK_PROXY_H

#include "cmd/check-headers.h"
#include "core/base/err.h"

/*
 * *out: http://HOST:PORT, https://HOST:PORT or socks5h://HOST:PORT, to be freed; NULL for "none". A login in the
 * address is refused: it would stand on the command line. GP_EUSAGE.
 */
int gp_proxy_read(char **out, const char *word, struct gp_err *e) GP_MUST_USE;
/* The header with the login that --auth gave for this proxy, to be freed; NULL: it gave none. */
char *gp_proxy_header(const struct gp_header_list *h, const char *proxy);

#endif

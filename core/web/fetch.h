/*
 * fetch.h - HTTP over libcurl's multi interface on our loop.
 *
 * One request is one exchange: redirects are not followed here, the caller
 * decides about each hop. Only http and https, HTTP/1.1, certificates always
 * verified, no cookie jar, no .netrc, proxies only when configured. The address
 * policy judges the resolved address when the socket opens. Bodies are kept
 * decoded and capped.
 */
#ifndef GP_WEB_FETCH_H
#define GP_WEB_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"

struct gp_fetch;
struct gp_loop;

/* Why there is no usable reply. gp_fetch_failure_id() gives the cause id of the verdict table. */
enum gp_fetch_failure {
	GP_FETCH_OK,
	GP_FETCH_DNS,
	GP_FETCH_REFUSED,
	GP_FETCH_RESET,
	GP_FETCH_EMPTY,
	GP_FETCH_TIMEOUT,
	GP_FETCH_TRUNCATED,
	GP_FETCH_MALFORMED,
	GP_FETCH_TLS_EXPIRED,
	GP_FETCH_TLS_NAME,
	GP_FETCH_TLS_CHAIN,
	GP_FETCH_TLS_SELF_SIGNED,
	GP_FETCH_TLS_UNSUPPORTED,
	GP_FETCH_PROXY,   /* the proxy refused, or cannot be reached */
	GP_FETCH_PRIVATE, /* the address policy refused */
	GP_FETCH_TOO_LARGE,
	GP_FETCH_BOMB,
};
const char *gp_fetch_failure_id(enum gp_fetch_failure f);

/* Which bodies to keep; the others are skipped (short ones are drained to keep the connection). */
enum {
	GP_BODY_HTML = 1, /* text/html, application/xhtml+xml */
	GP_BODY_CSS = 2,
	GP_BODY_TEXT = 4, /* any text type, and none */
	GP_BODY_ANY = 8,
};

#define GP_FETCH_COOKIES_MAX 4096
#define GP_FETCH_VALIDATOR_MAX 200 /* bytes of an ETag; longer ones are taken for none */
/* What every verb that asks a site says of itself. */
#define GP_FETCH_AGENT "govpub/" GP_VERSION " (official-site link check)"
#define GP_FETCH_LANGUAGE "zh-CN,zh;q=0.9,en;q=0.6"

struct gp_fetch_options {
	int connections;      /* most at once */
	int timeout_ms;       /* connect, first byte and stalls; a whole transfer may take three times that */
	size_t body_max;      /* decoded bytes; more is GP_FETCH_TOO_LARGE */
	const char *agent;    /* User-Agent */
	const char *language; /* Accept-Language */
	const char *const *marks; /* headers that every reply shall have, lower case, NULL-terminated; or NULL */
	const char *proxy;    /* http://HOST:PORT, https:// or socks5h://; NULL: none. Environment variables never count */
	const char *proxy_header; /* "Name: value" that the proxy gets and nobody else, or NULL */
};

struct gp_fetch_request {
	const char *url;       /* serialised http(s) URL; copied */
	bool head;
	bool fresh_connection;
	bool uncoded;          /* no content coding asked for, and none undone */
	int family;            /* 4 or 6: only by this address family; 0: by any */
	bool want_headers;     /* the reply shall have all headers */
	bool want_certificate; /* the reply shall say what it is, when this request makes the connection */
	int timeout_ms;        /* instead of that of the options; 0: as there */
	unsigned keep;         /* GP_BODY_… */
	size_t enough;         /* bytes of the body that are enough: no more is kept, and it counts as whole; 0: all */
	size_t enough_other;   /* the same of a body that is kept because of GP_BODY_ANY alone */
	unsigned allow;        /* gp_address_class bits that may be reached; of the proxy's address, when there is one */
	bool proxied;          /* by the proxy of the options: names are looked up there */
	const char *cookies;   /* value of Cookie, or NULL; copied */
	const char *etag, *modified; /* of a copy that is held: If-None-Match, If-Modified-Since; NULL or "": none */
	const char *const *headers; /* "Name: value", NULL-terminated, or NULL; must outlive the request */
	const char *body;      /* NULL: none, else the request is a POST; must outlive it */
	size_t body_len;
};

struct gp_fetch_header {
	const char *name;  /* in lower case */
	const char *value; /* trimmed; bytes that are not UTF-8 became U+FFFD */
};

struct gp_fetch_reply {
	enum gp_fetch_failure failure;
	char detail[200];      /* libcurl's or our own words, "" */
	int status;            /* 0 when no status line came */
	const char *type;      /* media type in lower case without parameters, "" */
	const char *charset;   /* its charset parameter, "" */
	const char *location;  /* Location, raw, NULL when absent */
	const char *etag, *modified; /* ETag and Last-Modified, "" when absent or not fit to be sent back */
	bool has_retry_after;
	int64_t retry_after_ms;
	bool noindex;          /* X-Robots-Tag keeps it out of search engines */
	bool upgrades;         /* Content-Security-Policy has all that the page loads asked for by https */
	const struct gp_fetch_header *headers; /* as they came, the first 200 and 64 KiB; when wanted, else the marks */
	size_t header_count;
	const char *cookies;   /* what Set-Cookie gave, as a Cookie value, or NULL; cut at GP_FETCH_COOKIES_MAX */
	const char *set_cookies; /* the values of Set-Cookie, with line feeds between, or NULL; for cookies.h */
	int family;            /* 4 or 6: it went by IPv4 or IPv6; 0: there was no connection, or only one to the proxy */
	int64_t expires;       /* when the certificate does, as gp_clock_now(); 0: not wanted, or not seen */
	const char *names;     /* that it is for, with blanks between, "" */
	bool reused;           /* it went over a kept connection */
	bool no_route;         /* GP_FETCH_REFUSED, and it was this machine's own network that said so; */
	                       /* GP_FETCH_PROXY, and the proxy does nothing for us at all */
	bool better_uncoded;   /* GP_FETCH_MALFORMED because of its Content-Encoding: nobody knows it, or it needs much
	                        * memory just now */
	bool kept;             /* `body` is the whole body */
	struct gp_buf *body;   /* may be taken: swap it with an empty one */
	int64_t length;        /* Content-Length, or -1 */
	int64_t elapsed_ms;
};

/* Called from gp_loop_turn(); the reply lives until it returns. It may start other requests. */
typedef void gp_fetch_done_fn(void *user, struct gp_fetch_reply *r);

int gp_fetch_new(struct gp_fetch **out, struct gp_loop *loop, const struct gp_fetch_options *o,
    struct gp_err *e) GP_MUST_USE;
void gp_fetch_free(struct gp_fetch *f); /* running requests end without a callback */
/* -1 only when libcurl refuses the URL; at most options.connections may run (the caller counts). */
int gp_fetch_start(struct gp_fetch *f, const struct gp_fetch_request *q, gp_fetch_done_fn *done,
    void *user, struct gp_err *e) GP_MUST_USE;
/*
 * Large bodies that come in at the same time wait for each other when they are too much for the memory;
 * `elsewhere`: bytes of bodies that were handed over and wait to be read. Whoever has several requests under
 * way calls this between two turns of the loop.
 */
void gp_fetch_make_room(struct gp_fetch *f, size_t elsewhere);

/*
 * Whether this machine can look names up at all: GP_EIO when the resolver itself
 * does not answer. May take as long as the resolver's patience.
 */
int gp_fetch_resolver_answers(const char *host, struct gp_err *e) GP_MUST_USE;

#endif

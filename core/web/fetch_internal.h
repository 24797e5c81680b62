/* fetch_internal.h - shared by fetch.c (transfers) and fetch_reply.c (what came back). */
#ifndef GP_WEB_FETCH_INTERNAL_H
#define GP_WEB_FETCH_INTERNAL_H

#include <curl/curl.h>

#include "core/sys/loop.h"
#include "core/web/fetch.h"

#define GP_FETCH_DRAIN_MAX (64 << 10)      /* an unwanted body up to this size keeps the connection */
#define GP_FETCH_HEADERS_MAX (64 << 10)    /* bytes of all headers of one reply */
#define GP_FETCH_HEADERS_COUNT 200         /* how many of them are kept */
#define GP_FETCH_NAMES_MAX 2000            /* bytes of the names of a certificate */
#define GP_FETCH_BOMB_RATIO 200            /* decoded : received, above 1 MiB */

/* One transfer; its easy handle is kept and used again. */
struct gp_transfer {
	struct gp_fetch *owner;
	CURL *easy;
	struct gp_transfer *next_free;
	gp_fetch_done_fn *done;
	void *user;
	unsigned keep, allow;
	int family;
	int timeout_ms;       /* that the handle is set to */
	bool proxied;         /* the same */
	bool want_certificate, chain_incomplete;
	int64_t expires;
	struct gp_buf names;
	enum gp_fetch_failure proxy_says; /* why the proxy itself answered */
	bool head, posts, uncoded, want_headers;
	bool headers_done;    /* of the final reply: what looks like one after it is a trailer */
	bool sent;            /* the request went out once: libcurl may not repeat it by itself */
	bool repeated;        /* it wanted to */
	bool refused_address; /* the policy said no to every address tried */
	bool skipping;        /* the body is not wanted */
	enum gp_fetch_failure forced; /* why a callback stopped the transfer */
	bool enough;          /* a callback stopped it with all that was wanted */
	size_t header_bytes;
	char *type, *charset, *location, *etag, *modified;
	int64_t retry_after_ms;
	bool has_retry_after;
	bool noindex, upgrades;
	struct gp_buf cookies;
	struct gp_buf body;
	struct gp_fetch_header *kept_headers; /* GP_FETCH_HEADERS_COUNT, once they were wanted */
	size_t kept_count;
	struct gp_buf header_text;
	struct curl_slist *headers;
	bool custom_headers; /* `headers` holds some of one request: never for another */
	char error[CURL_ERROR_SIZE];
};

struct gp_fetch {
	struct gp_loop *loop;
	CURLM *multi;
	struct gp_timer timer;
	struct gp_fetch_options options;
	struct curl_slist *proxy_headers;
	struct gp_transfer *free_list;
	struct gp_transfer **all;
	size_t count, cap;
	unsigned char *mask; /* by descriptor: see fetch.c */
	size_t mask_cap;
};

size_t gp_fetch_on_header(char *p, size_t size, size_t n, void *user);
size_t gp_fetch_on_body(char *p, size_t size, size_t n, void *user);
/* Clears what belongs to one exchange. */
void gp_fetch_transfer_reset(struct gp_transfer *t);
/* What was asked for with want_headers: fetch_headers.c. `line` as received. */
void gp_fetch_headers_want(struct gp_transfer *t, bool want);
/* Whether it is one of options.marks. */
bool gp_fetch_headers_mark(const struct gp_transfer *t, const char *line, size_t n);
void gp_fetch_headers_keep(struct gp_transfer *t, const char *line, size_t n);
void gp_fetch_headers_clear(struct gp_transfer *t);
void gp_fetch_headers_free(struct gp_transfer *t);
/* fetch_tls.c: a CURLOPT_SSL_CTX_FUNCTION. */
CURLcode gp_fetch_on_tls(CURL *easy, void *context, void *user);
/* fetch_proxy.c. A header of a reply that came by a proxy: perhaps the proxy's own words. */
void gp_fetch_proxy_header(struct gp_transfer *t, const char *line, size_t n);
/* When it was the proxy that failed: GP_FETCH_PROXY, or what it says of the site; else GP_FETCH_OK. */
enum gp_fetch_failure gp_fetch_proxy_failure(const struct gp_transfer *t, CURLcode rc);
/* Whether it does nothing for us at all. */
bool gp_fetch_proxy_dead(const struct gp_transfer *t, CURLcode rc);
/* From libcurl's result to a reply. */
void gp_fetch_fill_reply(struct gp_transfer *t, CURLcode rc, struct gp_fetch_reply *r);

#endif

/* fetch_internal.h - shared by fetch.c (transfers), fetch_reply.c (what came back) and fetch_room.c (memory). */
#ifndef GP_WEB_FETCH_INTERNAL_H
#define GP_WEB_FETCH_INTERNAL_H

#include "core/sys/loop.h"
#include "core/web/curl.h"
#include "core/web/fetch.h"

#define GP_FETCH_DRAIN_MAX (64 << 10)      /* an unwanted body up to this size keeps the connection */
#define GP_FETCH_HEADERS_MAX (64 << 10)    /* bytes of all headers of one reply */
#define GP_FETCH_HEADERS_COUNT 200         /* how many of them are kept */
#define GP_FETCH_ROOM ((size_t)16 << 20)   /* of all bodies that are not small: see fetch_room.c */
#define GP_FETCH_SET_COOKIES_MAX (16 << 10)
#define GP_FETCH_NAMES_MAX 2000            /* bytes of the names of a certificate */
#define GP_FETCH_BOMB_RATIO 200            /* decoded : received, above 1 MiB */

/* One transfer; kept and used again, but for its easy handle. */
struct gp_transfer {
	struct gp_fetch *owner;
	CURL *easy;           /* NULL between requests */
	struct gp_transfer *next_free;
	gp_fetch_done_fn *done;
	void *user;
	unsigned keep, allow;
	size_t enough_bytes;  /* of the body; 0: all */
	size_t enough_other;
	int timeout_ms;
	bool proxied;
	bool want_certificate, chain_incomplete;
	int64_t expires;
	struct gp_buf names;
	enum gp_fetch_failure proxy_says; /* why the proxy itself answered */
	bool head, want_headers;
	bool headers_done;    /* of the final reply: what looks like one after it is a trailer */
	bool sent;            /* the request went out once: libcurl may not repeat it by itself */
	bool repeated;        /* it wanted to */
	bool refused_address; /* the policy said no to every address tried */
	bool skipping;        /* the body is not wanted */
	enum gp_fetch_failure forced; /* why a callback stopped the transfer … */
	const char *why;      /* … in words: libcurl only says that it was stopped */
	bool enough;          /* a callback stopped it with all that was wanted */
	bool draining;        /* all that was wanted is there; the rest is read so that the connection stays */
	size_t header_bytes;
	struct gp_buf line;   /* a header whose next line may go on with it */
	char length[24];      /* Content-Length, as written */
	bool two_lengths, chunked;
	bool crowded_out;     /* there was no room for what is unpacked */
	char *type, *charset, *location, *etag, *modified;
	int64_t retry_after_ms;
	bool has_retry_after;
	bool noindex, upgrades;
	struct gp_buf cookies, set_cookies;
	struct gp_buf body;
	bool coded;           /* the body is unpacked as it comes */
	bool large, held;     /* see fetch_room.c */
	int64_t held_since, held_ms;
	struct gp_transfer *next_held;
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
	CURLSH *share;
	struct gp_timer timer;
	struct gp_fetch_options options;
	struct curl_slist *proxy_headers;
	struct gp_transfer *free_list;
	struct gp_transfer **all;
	size_t count, cap;
	size_t loaded, elsewhere; /* bytes of bodies: coming in; waiting to be read */
	int large;           /* transfers that are, and are not held */
	struct gp_transfer *held, **held_last; /* longest first */
	unsigned char *mask; /* by descriptor: see fetch.c */
	size_t mask_cap;
};

size_t gp_fetch_on_header(char *p, size_t size, size_t n, void *user);
size_t gp_fetch_on_body(char *p, size_t size, size_t n, void *user);

enum gp_fetch_room {
	GP_FETCH_ROOM_THERE,
	GP_FETCH_ROOM_HELD,  /* libcurl is to pause; it brings the same bytes again when there is room */
	GP_FETCH_ROOM_CODED, /* there is none, and the transfer cannot be held */
};
/* Whether t->body may grow by n bytes now; when it is THERE, they are counted. */
enum gp_fetch_room gp_fetch_room_for(struct gp_transfer *t, size_t n);
/* The transfer ended, and `n` bytes had been counted. */
void gp_fetch_room_leave(struct gp_transfer *t, size_t n);
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

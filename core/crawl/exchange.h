/*
 * exchange.h - one request in the office's name, and its reply: for interfaces of platforms and feeds.
 *
 * As a crawl asks: certificates always verified, the operator's proxy and copies (network.h), what a protection
 * before the host says told from the host's own words. Nothing is followed and nothing asked twice, for
 * the request may hold a secret.
 */
#ifndef GP_CRAWL_EXCHANGE_H
#define GP_CRAWL_EXCHANGE_H

#include "core/base/mem.h"
#include "core/crawl/guard.h"
#include "core/crawl/network.h"
#include "core/web/fetch.h"

struct gp_exchange {
	const char *url;                 /* serialised, http or https */
	const char *const *headers;      /* "Name: value", NULL-terminated, or NULL */
	const char *body;                /* NULL: a GET, else a POST */
	size_t body_len;
	unsigned allow;                  /* gp_address_class bits that may be reached */
	int timeout_ms;                  /* as in gp_fetch_options */
	size_t body_max;                 /* bytes of the reply */
	const struct gp_network *network;
	const struct gp_guards *guards;
};

struct gp_exchanged {
	const char *cause;      /* of the table (verdict.h): why there is no reply of the host; "" */
	char detail[200];
	int status;             /* 0: none */
	const char *type, *charset;
	const char *location;   /* where it redirects to, as written, or NULL */
	const struct gp_fetch_header *headers;
	size_t header_count;
	bool has_body;
	struct gp_buf body;
	struct gp_arena strings;
};

/* A reply of any status is a result, and so is none. -1: GP_EIO, the system fails us. gp_exchanged_free() in any case. */
int gp_exchange(struct gp_exchanged *out, const struct gp_exchange *q, struct gp_err *e) GP_MUST_USE;
void gp_exchanged_free(struct gp_exchanged *x); /* overwrites the body, which may hold a token */

#endif

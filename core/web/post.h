/*
 * post.h - one message sent to an address that the operator named.
 *
 * A POST over fetch.h: certificates verified, nothing followed, nothing asked twice. The address
 * may be an internal one, for it was named; cloud metadata (link-local) only as a number.
 */
#ifndef GP_WEB_POST_H
#define GP_WEB_POST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/web/fetch.h"

#define GP_POST_BODY_MAX ((size_t)1 << 20)   /* sent; libcurl would ask first (100-continue) for more */
#define GP_POSTED_BODY_MAX ((size_t)64 << 10) /* of the answer; a longer one is GP_FETCH_TOO_LARGE */

struct gp_post {
	const char *url;                 /* http or https */
	const char *body;
	size_t body_len;
	const char *const *headers;      /* "Name: value", NULL-terminated, or NULL */
	int timeout_ms;                  /* as in gp_fetch_options */
	bool want_body;                  /* of the answer */
};

struct gp_posted {
	enum gp_fetch_failure failure;
	int status;             /* 0: no answer */
	char detail[200];       /* technical words, "" */
	int64_t retry_after_ms; /* -1: nothing was said */
	struct gp_buf body;
};

/* An answer of any status is a result. -1: GP_EUSAGE when `url` is no such address. gp_posted_free() in any case. */
int gp_post_send(struct gp_posted *out, const struct gp_post *p, struct gp_err *e) GP_MUST_USE;
void gp_posted_free(struct gp_posted *p);

#endif

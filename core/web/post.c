#include "core/web/post.h"

#include <string.h>

#include "core/sys/loop.h"
#include "core/web/address.h"
#include "core/web/url.h"

#define WAIT_MS 1000

struct posting {
	struct gp_posted *out;
	bool done;
};

static void on_reply(void *user, struct gp_fetch_reply *r)
{
	struct posting *p = user;
	struct gp_buf none = p->out->body;

	p->done = true;
	p->out->failure = r->failure;
	p->out->status = r->status;
	p->out->retry_after_ms = r->has_retry_after ? r->retry_after_ms : -1;
	memcpy(p->out->detail, r->detail, sizeof p->out->detail);
	if (r->kept) {
		p->out->body = *r->body;
		*r->body = none;
	}
}

/* No part of the address is repeated: it may hold a key. */
static int check_address(struct gp_url *u, const char *url, unsigned *allow, struct gp_err *e)
{
	char host[256];

	if (gp_url_parse(u, url, strlen(url), NULL, NULL) != GP_URL_OK ||
	    (u->scheme != GP_SCHEME_HTTP && u->scheme != GP_SCHEME_HTTPS) || gp_url_host(u, host, sizeof host))
		return gp_fail(e, GP_EUSAGE, "a message is sent to an address that begins with http:// or https://");
	*allow = GP_ADDRESS_PUBLIC | GP_ADDRESS_PRIVATE | GP_ADDRESS_LOOPBACK | gp_address_of_host(host);
	return 0;
}

int gp_post_send(struct gp_posted *out, const struct gp_post *p, struct gp_err *e)
{
	struct gp_fetch_options o = {.connections = 1, .timeout_ms = p->timeout_ms, .body_max = GP_POSTED_BODY_MAX,
	    .agent = "govpub/" GP_VERSION};
	struct gp_fetch_request q = {.url = p->url, .fresh_connection = true, .keep = p->want_body ? GP_BODY_ANY : 0,
	    .headers = p->headers, .body = p->body, .body_len = p->body_len};
	struct posting posting = {.out = out};
	struct gp_loop *loop = NULL;
	struct gp_fetch *fetch = NULL;
	struct gp_url u;
	int rc = -1;

	*out = (struct gp_posted){.retry_after_ms = -1};
	gp_buf_init(&out->body, GP_POSTED_BODY_MAX);
	gp_url_init(&u);
	if (check_address(&u, p->url, &q.allow, e) || gp_loop_new(&loop, e) || gp_fetch_new(&fetch, loop, &o, e) ||
	    gp_fetch_start(fetch, &q, on_reply, &posting, e))
		goto out;
	while (!posting.done)
		if (gp_loop_turn(loop, WAIT_MS, e))
			goto out;
	rc = 0;
out:
	gp_fetch_free(fetch);
	gp_loop_free(loop);
	gp_url_free(&u);
	return rc;
}

void gp_posted_free(struct gp_posted *p)
{
	gp_buf_free(&p->body);
}

#define _GNU_SOURCE
#include "core/crawl/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/crawl/reply.h"
#include "core/sys/loop.h"
#include "core/web/address.h"

#define WAIT_MS 1000

struct exchanging {
	struct gp_exchanged *out;
	const struct gp_exchange *q;
	bool done;
};

static const char *keep(struct exchanging *x, const char *s)
{
	return gp_arena_strndup(&x->out->strings, s, strlen(s));
}

static void keep_headers(struct exchanging *x, const struct gp_fetch_reply *r)
{
	struct gp_fetch_header *copy = gp_arena_alloc(&x->out->strings, (r->header_count + 1) * sizeof *copy);

	for (size_t i = 0; i < r->header_count; i++)
		copy[i] = (struct gp_fetch_header){keep(x, r->headers[i].name), keep(x, r->headers[i].value)};
	x->out->headers = copy;
	x->out->header_count = r->header_count;
}

static void on_reply(void *user, struct gp_fetch_reply *r)
{
	struct exchanging *x = user;
	struct gp_exchanged *out = x->out;
	const struct gp_guard *guard = x->q->guards ? gp_guards_find(x->q->guards, r) : NULL;
	struct gp_buf none = out->body;

	x->done = true;
	out->cause = guard ? guard->cause : r->failure ? gp_fetch_failure_id(r->failure) : "";
	snprintf(out->detail, sizeof out->detail, "%s", guard ? guard->vendor : r->detail);
	out->status = r->status;
	out->type = keep(x, r->type);
	out->charset = keep(x, r->charset);
	out->location = r->location && gp_reply_redirects(r->status) ? keep(x, r->location) : NULL;
	out->has_body = r->kept;
	keep_headers(x, r);
	if (r->kept) {
		out->body = *r->body;
		*r->body = none;
	}
}

int gp_exchange(struct gp_exchanged *out, const struct gp_exchange *q, struct gp_err *e)
{
	struct gp_fetch_options o = {.connections = 1, .timeout_ms = q->timeout_ms, .body_max = q->body_max,
	    .agent = GP_FETCH_AGENT, .language = GP_FETCH_LANGUAGE, .proxy = q->network->proxy,
	    .proxy_header = q->network->proxy_header};
	char *elsewhere = gp_network_elsewhere(q->network, q->url);
	struct gp_fetch_request r = {.url = elsewhere ? elsewhere : q->url, .fresh_connection = true, .want_headers = true,
	    .keep = GP_BODY_ANY, .allow = q->allow, .headers = q->headers, .body = q->body, .body_len = q->body_len};
	struct exchanging x = {.out = out, .q = q};
	struct gp_loop *loop = NULL;
	struct gp_fetch *fetch = NULL;
	int rc = -1;

	*out = (struct gp_exchanged){.cause = "", .type = "", .charset = ""};
	gp_buf_init(&out->body, q->body_max);
	r.proxied = gp_network_proxies(q->network, r.url);
	if (elsewhere || r.proxied) /* what the operator named; of a proxy, its own address */
		r.allow |= GP_ADDRESS_PUBLIC | GP_ADDRESS_PRIVATE | GP_ADDRESS_LOOPBACK;
	if (gp_loop_new(&loop, e) || gp_fetch_new(&fetch, loop, &o, e) || gp_fetch_start(fetch, &r, on_reply, &x, e))
		goto out;
	while (!x.done)
		if (gp_loop_turn(loop, WAIT_MS, e))
			goto out;
	rc = 0;
out:
	gp_fetch_free(fetch);
	gp_loop_free(loop);
	free(elsewhere);
	return rc;
}

void gp_exchanged_free(struct gp_exchanged *x)
{
	if (x->body.data)
		explicit_bzero(x->body.data, x->body.cap);
	gp_buf_free(&x->body);
	gp_arena_free(&x->strings);
}

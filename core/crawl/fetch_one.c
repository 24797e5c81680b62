#include "core/crawl/fetch_one.h"

#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/crawl/reply.h"
#include "core/sys/loop.h"
#include "core/web/address.h"
#include "core/web/url.h"

#define WAIT_MS 1000
#define LOOK_MS 200 /* where somebody may want to give up */

struct fetching {
	struct gp_fetched *out;
	const struct gp_fetch_one_options *o;
	struct gp_loop *loop;
	struct gp_fetch *fetch;
	struct gp_url url, next; /* of the hop, and where it redirects */
	char named[256];         /* host that the operator named */
	const char *cookies;     /* for the hop, NULL */
	bool session;            /* it has had its cookies back */
	bool uncoded;
	bool replied;
	bool again;              /* there is another hop */
	struct gp_err error;
};

static const char *keep(struct fetching *f, const char *s)
{
	return gp_arena_strndup(&f->out->strings, s, strlen(s));
}

static const char *keep_url(struct fetching *f, const struct gp_url *u)
{
	return gp_arena_strndup(&f->out->strings, gp_url_href(u), gp_url_bare_len(u));
}

/* --- the address */

static int read_address(struct gp_url *u, const char *word, struct gp_err *e)
{
	char with[GP_URL_MAX + 16];
	const char *scheme = strstr(word, "://") ? "" : "http://";

	if ((size_t)snprintf(with, sizeof with, "%s%s", scheme, word) >= sizeof with)
		return gp_fail(e, GP_EUSAGE, "the address is longer than %d bytes", GP_URL_MAX);
	if (gp_url_parse(u, with, strlen(with), NULL, NULL) != GP_URL_OK)
		return gp_fail(e, GP_EUSAGE, "%s: not a valid address", word);
	if (u->scheme != GP_SCHEME_HTTP && u->scheme != GP_SCHEME_HTTPS)
		return gp_fail(e, GP_EUSAGE, "%s: only http:// and https:// can be fetched", word);
	return 0;
}

/* As a crawl that starts there: cloud metadata (link-local) only when it was named itself. */
static unsigned allowed(const struct fetching *f)
{
	unsigned allow = GP_ADDRESS_PUBLIC | gp_address_of_host(f->named);
	char host[256];

	if (!gp_url_host(&f->url, host, sizeof host) && gp_reply_same_site(host, f->named))
		allow |= GP_ADDRESS_PRIVATE | GP_ADDRESS_LOOPBACK;
	return allow;
}

/* --- one reply */

static void keep_headers(struct fetching *f, const struct gp_fetch_reply *r)
{
	size_t size = (r->header_count + 1) * sizeof(struct gp_fetch_header);
	struct gp_fetch_header *copy = gp_arena_alloc(&f->out->strings, size);

	for (size_t i = 0; i < r->header_count; i++) {
		copy[i].name = keep(f, r->headers[i].name);
		copy[i].value = keep(f, r->headers[i].value);
	}
	f->out->headers = copy;
	f->out->header_count = r->header_count;
}

static void finish(struct fetching *f, struct gp_fetch_reply *r, const char *cause)
{
	struct gp_fetched *out = f->out;
	struct gp_buf none = out->body;

	out->cause = cause;
	out->detail = keep(f, r->detail);
	out->status = r->status;
	out->type = keep(f, r->type);
	out->charset = keep(f, r->charset);
	out->length = r->length;
	out->has_body = r->kept;
	keep_headers(f, r);
	if (r->kept) {
		out->body = *r->body;
		*r->body = none;
	}
}

static bool been_there(const struct gp_fetched *out, const char *url)
{
	for (size_t i = 0; i < out->hop_count; i++)
		if (!strcmp(out->hops[i].url, url))
			return true;
	return false;
}

/* Where the chain goes on: the cause that ends it here, or "" and f->again. */
static const char *follow(struct fetching *f, const struct gp_fetch_reply *r)
{
	struct gp_fetched *out = f->out;
	const char *here = out->hops[out->hop_count - 1].url, *there;

	if (gp_url_parse(&f->next, r->location, strlen(r->location), &f->url, NULL) != GP_URL_OK ||
	    (f->next.scheme != GP_SCHEME_HTTP && f->next.scheme != GP_SCHEME_HTTPS))
		return "redirect-broken";
	there = keep_url(f, &f->next);
	if (!strcmp(here, there) && r->cookies && !f->session) {
		f->session = true;
		f->cookies = keep(f, r->cookies);
	} else if (been_there(out, there)) {
		return "redirect-loop";
	} else {
		f->cookies = NULL; /* they belong to that address alone */
	}
	if (out->hop_count > GP_HOPS_MAX)
		return "too-many-redirects";
	f->again = true;
	return "";
}

/* Is it the site, or this machine? Fills f->error. */
static bool network_is_dead(struct fetching *f, const struct gp_fetch_reply *r)
{
	if (f->out->hop_count > 1)
		return false;
	if (r->no_route) {
		gp_fail(&f->error, GP_EIO, "the network cannot be reached from this machine; "
		    "nothing was fetched");
		return true;
	}
	return r->failure == GP_FETCH_DNS && gp_fetch_resolver_answers(f->named, &f->error);
}

static void on_reply(void *user, struct gp_fetch_reply *r)
{
	struct fetching *f = user;
	struct gp_fetched *out = f->out;
	struct gp_fetched_hop *hop = &out->hops[out->hop_count];
	const struct gp_guard *guard = f->o->guards ? gp_guards_find(f->o->guards, r) : NULL;
	const char *cause = guard ? guard->cause : gp_reply_cause(r);
	bool redirects = !*cause && r->location && gp_reply_redirects(r->status);

	f->replied = true;
	if (guard)
		snprintf(r->detail, sizeof r->detail, "%s", guard->vendor);
	if (r->better_uncoded && !f->uncoded) { /* "utf-8" and the like: browsers show such pages */
		f->uncoded = f->again = true;
		return;
	}
	*hop = (struct gp_fetched_hop){
		.url = keep_url(f, &f->url),
		.status = r->status,
		.location = redirects ? keep(f, r->location) : NULL,
		.elapsed_ms = r->elapsed_ms,
		.failure = r->failure ? cause : "",
	};
	out->hop_count++;
	out->final_url = hop->url;
	out->elapsed_ms += r->elapsed_ms;
	f->uncoded = false;
	if (network_is_dead(f, r))
		return;
	if (redirects)
		cause = follow(f, r);
	if (f->again) {
		struct gp_url was = f->url;

		f->url = f->next;
		f->next = was;
	} else {
		finish(f, r, cause);
	}
}

static int run(struct fetching *f, struct gp_err *e)
{
	do {
		struct gp_fetch_request q = {.url = keep_url(f, &f->url), .head = f->o->head,
		    .uncoded = f->uncoded,
		    .fresh_connection = true, /* a kept one may turn out closed */
		    .want_headers = true, .keep = GP_BODY_ANY,
		    .allow = allowed(f), .cookies = f->cookies};

		f->replied = f->again = false;
		if (gp_fetch_start(f->fetch, &q, on_reply, f, e))
			return -1;
		while (!f->replied) {
			if (gp_loop_turn(f->loop, f->o->stop ? LOOK_MS : WAIT_MS, e))
				return -1;
			if (f->o->stop && f->o->stop())
				return gp_fail(e, GP_EIO, "%s: given up", f->out->final_url && *f->out->final_url ? f->out->final_url : q.url);
		}
	} while (f->again);
	if (!f->error.code)
		return 0;
	*e = f->error;
	return -1;
}

int gp_fetch_one(struct gp_fetched *out, const char *url, const struct gp_fetch_one_options *o,
    struct gp_err *e)
{
	struct fetching f = {.out = out, .o = o, .error = GP_ERR_INIT};
	struct gp_fetch_options fo = {.connections = 1, .timeout_ms = o->timeout_ms,
	    .body_max = GP_FETCHED_MAX, .agent = GP_FETCH_AGENT, .language = GP_FETCH_LANGUAGE};
	int rc = -1;

	*out = (struct gp_fetched){.final_url = "", .cause = "", .detail = "", .type = "",
	    .charset = "", .length = -1};
	gp_buf_init(&out->body, GP_FETCHED_MAX);
	gp_url_init(&f.url);
	gp_url_init(&f.next);
	if (read_address(&f.url, url, e))
		goto out;
	if (gp_url_host(&f.url, f.named, sizeof f.named)) {
		gp_fail(e, GP_EUSAGE, "%s: not a valid address", url);
		goto out;
	}
	if (gp_loop_new(&f.loop, e) || gp_fetch_new(&f.fetch, f.loop, &fo, e))
		goto out;
	rc = run(&f, e);
out:
	gp_fetch_free(f.fetch);
	gp_loop_free(f.loop);
	gp_url_free(&f.url);
	gp_url_free(&f.next);
	return rc;
}

void gp_fetched_free(struct gp_fetched *f)
{
	gp_buf_free(&f->body);
	gp_arena_free(&f->strings);
}

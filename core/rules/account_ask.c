#define _GNU_SOURCE
#include "core/rules/account_ask.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/crawl/reply.h"
#include "core/office/schema.h"
#include "core/web/address.h"
#include "core/web/url.h"

#define HOPS 5             /* redirects that are followed */
#define BODY_MAX ((size_t)256 << 10)
#define HEADER_MAX ((size_t)4096)
#define NAMED (GP_ADDRESS_PUBLIC | GP_ADDRESS_PRIVATE | GP_ADDRESS_LOOPBACK)

static const char *const methods[] = {"GET", "POST", NULL};

/* RFC 9110, 5.6.2: a token; what the program says of itself and of the connection is its own business. */
static const char *header_names(const struct gp_value *v)
{
	static const char *const own[] = {"host", "connection", "content-length", "transfer-encoding", "user-agent", "cookie",
	    "te", "upgrade", "expect", "proxy-authorization"};

	if (v->type != GP_VALUE_MAP)
		return NULL;
	if (v->map.n > GP_ASK_HEADERS)
		return "has too many entries";
	for (size_t i = 0; i < v->map.n; i++) {
		const char *name = v->map.members[i].key;

		for (const char *p = name; *p; p++)
			if (!isalnum((unsigned char)*p) && *p != '-')
				return "must have names of headers as names";
		for (size_t k = 0; k < sizeof own / sizeof *own; k++)
			if (!strcasecmp(name, own[k]))
				return "must not set Host, Cookie, User-Agent or what concerns the connection";
		if (!*name || strlen(name) > 100)
			return "must have names of headers as names";
	}
	return NULL;
}

static const char *header_value(const struct gp_value *v)
{
	if (v->string.n > HEADER_MAX || strlen(v->string.p) != v->string.n)
		return "is too long";
	for (const char *p = v->string.p; *p; p++)
		if ((unsigned char)*p < ' ' || *p == '\x7F')
			return "must be one line of text";
	return NULL;
}

static const char *whole_string(const struct gp_value *v)
{
	return v->string.n > BODY_MAX || strlen(v->string.p) != v->string.n ? "is too long" : NULL;
}

static const struct gp_schema a_value = {.types = GP_IS(STRING), .check = header_value};
static const struct gp_schema_field ask_fields[] = {
	{"url", true, {.types = GP_IS(STRING), .check = header_value}},
	{"method", false, {.types = GP_IS(STRING), .words = methods}},
	{"headers", false, {.types = GP_IS(MAP), .each = &a_value, .check = header_names}},
	{"body", false, {.types = GP_IS(STRING), .check = whole_string}},
	{0},
};
const struct gp_schema gp_ask_schema = {.types = GP_IS(MAP), .fields = ask_fields};

static int refused(struct gp_ask *a, const char *why, const char *detail)
{
	a->why = why;
	snprintf(a->detail, sizeof a->detail, "%.*s", (int)sizeof a->detail - 1, detail);
	return 1;
}

/* --- where it may go */

enum way { NOWHERE, BY_ADAPTER, BY_OFFICE };

static bool named(const char *const *list, const char *host)
{
	for (; *list; list++)
		if (!strcmp(*list, host))
			return true;
	return false;
}

/* The host and port of the account's own address, which the operator wrote. */
static bool of_office(const struct gp_ask *a, const struct gp_url *u, const char *host)
{
	struct gp_url own;
	char own_host[256];
	bool same;

	gp_url_init(&own);
	same = *a->account->url && gp_url_parse(&own, a->account->url, strlen(a->account->url), NULL, NULL) == GP_URL_OK &&
	    !gp_url_host(&own, own_host, sizeof own_host) && u->port == own.port &&
	    (!strcmp(own_host, host) || (u->port < 0 && gp_reply_same_site(own_host, host)));
	gp_url_free(&own);
	return same;
}

static enum way way_of(const struct gp_ask *a, const struct gp_url *u)
{
	char host[256];

	if ((u->scheme != GP_SCHEME_HTTP && u->scheme != GP_SCHEME_HTTPS) || u->user != u->user_end ||
	    u->pass != u->pass_end || gp_url_host(u, host, sizeof host))
		return NOWHERE;
	if (named(a->adapter->hosts, host) && u->scheme == GP_SCHEME_HTTPS && u->port < 0)
		return BY_ADAPTER;
	return of_office(a, u, host) ? BY_OFFICE : NOWHERE;
}

/* What the operator's copy of the host lies behind; a secret goes nowhere unencrypted but to this machine. */
static bool leaks(const struct gp_ask *a, const char *url)
{
	char *elsewhere = gp_network_elsewhere(a->means->network, url), host[256];
	const char *to = elsewhere ? elsewhere : url;
	struct gp_url u;
	bool bad = true;

	gp_url_init(&u);
	if (gp_url_parse(&u, to, strlen(to), NULL, NULL) == GP_URL_OK && !gp_url_host(&u, host, sizeof host))
		bad = u.scheme != GP_SCHEME_HTTPS && gp_address_of_host(host) != GP_ADDRESS_LOOPBACK;
	gp_url_free(&u);
	free(elsewhere);
	return bad;
}

/* The classes of addresses that may be reached; 0: it may not be asked, a->why is set. */
static unsigned allowed(struct gp_ask *a, const struct gp_url *u, bool secret)
{
	enum way way = way_of(a, u);
	char host[256], *elsewhere;
	unsigned class;

	if (gp_url_host(u, host, sizeof host))
		snprintf(host, sizeof host, "?");
	if (way == NOWHERE || (secret && (way != BY_ADAPTER || leaks(a, gp_url_href(u))))) {
		refused(a, secret ? "secret-host" : "host", host);
		return 0;
	}
	if (way == BY_OFFICE)
		return NAMED;
	elsewhere = gp_network_elsewhere(a->means->network, gp_url_href(u));
	class = gp_address_of_host(host); /* behind a proxy nobody else would look */
	if (class && class != GP_ADDRESS_PUBLIC && !elsewhere) {
		free(elsewhere);
		refused(a, "host", host);
		return 0;
	}
	free(elsewhere);
	return GP_ADDRESS_PUBLIC;
}

/* --- the request */

struct request {
	struct gp_buf url, body, headers[GP_ASK_HEADERS];
	const char *lines[GP_ASK_HEADERS + 1];
	bool secret, post;
};

static void free_request(struct request *r)
{
	struct gp_buf *list[] = {&r->url, &r->body};

	for (size_t i = 0; i < sizeof list / sizeof *list + GP_ASK_HEADERS; i++) {
		struct gp_buf *b = i < 2 ? list[i] : &r->headers[i - 2];

		if (b->data)
			explicit_bzero(b->data, b->cap);
		gp_buf_free(b);
	}
}

static int fill(struct request *r, struct gp_ask *a, const struct gp_value *want, struct gp_err *e)
{
	const struct gp_value *headers = gp_value_get(want, "headers");
	const char *url = gp_value_str(want, "url"), *body = gp_value_str(want, "body"), *method = gp_value_str(want, "method");
	size_t n = headers && headers->type == GP_VALUE_MAP ? headers->map.n : 0;
	bool json = body && strchr("{[", body[strspn(body, " \t\r\n")]);

	r->post = method ? !strcmp(method, "POST") : body != NULL;
	r->secret = gp_account_secret_wanted(url) || (body && gp_account_secret_wanted(body));
	gp_buf_init(&r->url, 2 * GP_URL_MAX);
	gp_buf_init(&r->body, 2 * BODY_MAX);
	if (gp_account_secrets_fill(&r->url, url, GP_SECRET_IN_URL, a->secrets, e) ||
	    (body && gp_account_secrets_fill(&r->body, body, json ? GP_SECRET_IN_JSON : GP_SECRET_IN_URL, a->secrets, e)))
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct gp_member *m = &headers->map.members[i];

		gp_buf_init(&r->headers[i], 2 * HEADER_MAX + 200);
		gp_buf_printf(&r->headers[i], "%s: ", m->key);
		r->secret = r->secret || gp_account_secret_wanted(m->value.string.p);
		if (gp_account_secrets_fill(&r->headers[i], m->value.string.p, GP_SECRET_IN_HEADER, a->secrets, e))
			return -1;
		r->lines[i] = r->headers[i].data;
	}
	return 0;
}

/* No reply of the host: a protection, or nobody. What the network says of an address with a secret is not repeated. */
static int no_reply(struct gp_ask *a, const struct gp_exchanged *x, bool secret)
{
	char words[sizeof a->detail];

	snprintf(words, sizeof words, "%s%s%.200s", x->cause, *x->detail && !secret ? ": " : "", secret ? "" : x->detail);
	return refused(a, "network", words);
}

/* One exchange: 0, 1 or -1 as gp_ask(); 2: it redirects, and u is where to. */
static int exchange(struct gp_ask *a, struct request *r, struct gp_url *u, struct gp_exchanged *x, struct gp_err *e)
{
	struct gp_exchange q = {.url = gp_url_href(u), .headers = r->lines, .body = r->post ? (r->body.data ? r->body.data : "") : NULL,
	    .body_len = r->body.len, .allow = allowed(a, u, r->secret), .timeout_ms = a->means->timeout_ms,
	    .body_max = GP_ADAPTER_BODY_MAX, .network = a->means->network, .guards = a->means->guards};
	struct gp_url next;
	int rc = 0;

	if (!q.allow)
		return 1;
	a->requests++;
	if (gp_exchange(x, &q, e))
		rc = -1;
	else if (*x->cause)
		rc = no_reply(a, x, r->secret);
	else if (x->location && r->secret)
		rc = refused(a, "redirect", "");
	else if (x->location && !r->post) {
		gp_url_init(&next);
		rc = gp_url_parse(&next, x->location, strlen(x->location), u, NULL) == GP_URL_OK ? 2 :
		    refused(a, "network", "redirect-broken");
		if (rc == 2) {
			gp_url_free(u);
			*u = next;
		} else {
			gp_url_free(&next);
		}
	}
	if (rc)
		gp_exchanged_free(x);
	return rc;
}

int gp_ask(struct gp_ask *a, const struct gp_value *want, struct gp_exchanged *x, struct gp_buf *url, struct gp_err *e)
{
	struct gp_err why = GP_ERR_INIT;
	struct request r = {.secret = false};
	struct gp_url u;
	int rc = 2;

	gp_url_init(&u);
	if (fill(&r, a, want, &why))
		rc = refused(a, "secret", why.msg);
	else if (gp_url_parse(&u, r.url.data ? r.url.data : "", r.url.len, NULL, NULL) != GP_URL_OK || u.has_fragment)
		rc = refused(a, "host", gp_account_secret_wanted(gp_value_str(want, "url")) ? "?" : gp_value_str(want, "url"));
	for (int hops = 0; rc == 2 && hops <= HOPS; hops++)
		rc = exchange(a, &r, &u, x, e);
	if (rc == 2)
		rc = refused(a, "network", "too-many-redirects");
	if (!rc && !r.secret)
		gp_buf_puts(url, gp_url_href(&u));
	free_request(&r);
	if (u.text.data)
		explicit_bzero(u.text.data, u.text.cap);
	gp_url_free(&u);
	return rc;
}

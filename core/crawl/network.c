/* network.c - how one host is reached, by what the operator says */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/engine.h"
#include "core/web/address.h"

#define NAMED (GP_ADDRESS_PUBLIC | GP_ADDRESS_PRIVATE | GP_ADDRESS_LOOPBACK) /* what an operator may name */

bool gp_network_literal(const char *host)
{
	return strchr(host, ':') || !host[strspn(host, "0123456789.")];
}

/* How well a glob fits the name; 0: not at all. */
static size_t fits(const char *glob, const char *host)
{
	size_t n = strlen(glob);

	if (!strcmp(glob, host))
		return n + 1000;
	return fnmatch(glob, host, 0) ? 0 : n;
}

const struct gp_host_settings *gp_network_settings(const struct gp_network *n, const char *host)
{
	const struct gp_host_settings *found = NULL;
	size_t best = 0;

	for (size_t i = 0; i < n->host_count; i++) {
		size_t fit = fits(n->hosts[i].hosts, host);

		if (fit > best) {
			best = fit;
			found = &n->hosts[i];
		}
	}
	return found;
}

const struct gp_origin_headers *gp_network_headers(const struct gp_crawl_options *o, const char *url)
{
	for (size_t i = 0; i < o->header_count; i++) {
		size_t n = strlen(o->headers[i].origin);

		if (!strncmp(o->headers[i].origin, url, n) && (!url[n] || url[n] == '/'))
			return &o->headers[i];
	}
	return NULL;
}

/* --- what is fetched from elsewhere */

static bool begins(const char *url, const char *with)
{
	return !strncmp(url, with, strlen(with));
}

static const struct gp_remap *remap_of_url(const struct gp_network *n, const char *url)
{
	const struct gp_remap *found = NULL;

	for (size_t i = 0; i < n->remap_count; i++)
		if (begins(url, n->remaps[i].from) && (!found || strlen(n->remaps[i].from) > strlen(found->from)))
			found = &n->remaps[i];
	return found;
}

static const struct gp_remap *remap_of(const struct gp_task *t)
{
	return remap_of_url(&t->lane->crawl->o->network, t->url);
}

static char *with_other_start(const char *url, const char *start, const char *other)
{
	struct gp_buf b;

	gp_buf_init(&b, 2 * GP_URL_MAX);
	gp_buf_puts(&b, other);
	gp_buf_puts(&b, url + strlen(start));
	return b.data;
}

char *gp_network_elsewhere(const struct gp_network *n, const char *url)
{
	const struct gp_remap *m = remap_of_url(n, url);

	return m ? with_other_start(url, m->from, m->to) : NULL;
}

/* --- one request */

static bool is_proxied(const struct gp_network *n, const char *host)
{
	/* what a proxy calls localhost is another machine */
	return n->proxy && gp_address_of_host(host) != GP_ADDRESS_LOOPBACK && !gp_globs_match(n->no_proxy, host);
}

bool gp_network_proxies(const struct gp_network *n, const char *url)
{
	struct gp_url u;
	char host[256];
	bool proxied;

	if (!n->proxy)
		return false;
	gp_url_init(&u);
	proxied = gp_url_parse(&u, url, strlen(url), NULL, NULL) == GP_URL_OK && !gp_url_host(&u, host, sizeof host) &&
	    is_proxied(n, host);
	gp_url_free(&u);
	return proxied;
}

/* What content may reach: what the operator named wherever it is, link-local (cloud metadata) never. */
static unsigned allowed(const struct gp_task *t)
{
	const struct gp_crawl *c = t->lane->crawl;

	return t->lane->own && c->o->mode == GP_CRAWL_SITE ? c->allow | NAMED : c->allow;
}

bool gp_network_forbids(const struct gp_task *t)
{
	const struct gp_lane *l = t->lane;
	unsigned class = gp_address_of_host(l->host);

	return class && !(class & allowed(t)) && is_proxied(&l->crawl->o->network, l->host) && !remap_of(t);
}

bool gp_network_direct(const struct gp_lane *l)
{
	return !gp_network_literal(l->host) && !l->crawl->o->network.remap_count && !is_proxied(&l->crawl->o->network, l->host);
}

/* --- cookies */

/* The address that was really asked, into u. */
static bool asked_url(const struct gp_task *t, struct gp_url *u)
{
	const struct gp_remap *m = remap_of(t);
	char *there = m ? with_other_start(t->url, m->from, m->to) : NULL;
	const char *url = there ? there : t->url;
	bool good = gp_url_parse(u, url, strlen(url), NULL, NULL) == GP_URL_OK;

	free(there);
	return good;
}

static const char *cookies_for(const struct gp_task *t)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_url u;
	bool some;

	if (gp_cookies_empty(c->cookies))
		return NULL;
	gp_url_init(&u);
	gp_buf_clear(&c->cookie_line);
	some = asked_url(t, &u) && gp_cookies_put(c->cookies, &u, gp_clock_now(), &c->cookie_line);
	gp_url_free(&u);
	return some ? c->cookie_line.data : NULL;
}

void gp_network_take_cookies(const struct gp_task *t, const struct gp_fetch_reply *r)
{
	struct gp_url u;

	if (!r->set_cookies)
		return;
	gp_url_init(&u);
	if (asked_url(t, &u))
		gp_cookies_take(t->lane->crawl->cookies, &u, r->set_cookies, gp_clock_now());
	gp_url_free(&u);
}

void gp_network_reply(const struct gp_task *t, const struct gp_fetch_reply *r)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_url u;

	if (!r->set_cookies || gp_cookies_empty(c->cookies))
		return;
	gp_url_init(&u);
	if (asked_url(t, &u) && gp_cookies_brought(c->cookies, &u))
		gp_cookies_take(c->cookies, &u, r->set_cookies, gp_clock_now());
	gp_url_free(&u);
}

char *gp_network_request(const struct gp_task *t, struct gp_fetch_request *q)
{
	const struct gp_lane *l = t->lane;
	const struct gp_crawl_options *o = l->crawl->o;
	const struct gp_origin_headers *headers = l->headers;
	const struct gp_remap *m = remap_of(t);
	char *there = m ? with_other_start(t->url, m->from, m->to) : NULL;

	q->url = there ? there : t->url;
	q->proxied = there ? gp_network_proxies(&o->network, there) : is_proxied(&o->network, l->host);
	q->allow = there || q->proxied ? NAMED : allowed(t);
	q->want_certificate = !there && gp_site_wants_certificate(t);
	q->timeout_ms = l->settings ? l->settings->timeout_ms : 0;
	if (there)
		headers = gp_network_headers(o, there);
	q->headers = headers ? headers->lines : NULL;
	q->cookies = cookies_for(t);
	return there;
}

/* A copy redirects within itself: what it means is where the original lies. */
static bool bring_back(const struct gp_remap *m, struct gp_url *to)
{
	char *url;
	bool good;

	if (!begins(gp_url_href(to), m->to))
		return true;
	url = with_other_start(gp_url_href(to), m->to, m->from);
	good = gp_url_parse(to, url, strlen(url), NULL, NULL) == GP_URL_OK;
	free(url);
	return good;
}

bool gp_network_location(const struct gp_task *t, const char *location, struct gp_url *to)
{
	const struct gp_remap *m = remap_of(t);
	char *there = m ? with_other_start(t->url, m->from, m->to) : NULL;
	const char *asked = there ? there : t->url;
	struct gp_url base;
	bool good;

	gp_url_init(&base);
	good = gp_url_parse(&base, asked, strlen(asked), NULL, NULL) == GP_URL_OK &&
	    gp_url_parse(to, location, strlen(location), &base, NULL) == GP_URL_OK && (!m || bring_back(m, to));
	gp_url_free(&base);
	free(there);
	return good;
}

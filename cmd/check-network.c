#define _GNU_SOURCE
#include "cmd/check-network.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "cmd/check-proxy.h"
#include "cmd/check-secret.h"
#include "core/base/mem.h"
#include "core/store/crawl_past.h"
#include "core/web/cookies.h"
#include "core/web/url.h"

#define SECRET_MAX 8192
#define COOKIES_MAX ((size_t)1 << 20)

/* `from`: a file, or env:NAME. */
static int put_credentials(struct gp_header_list *h, const char *origin, size_t n, const char *from, struct gp_err *e)
{
	struct gp_buf secret, line;
	int rc;

	gp_buf_init(&secret, SECRET_MAX);
	gp_buf_init(&line, SECRET_MAX);
	rc = gp_secret_read(&secret, from, e) || gp_secret_authorization(&line, &secret, from, e) ||
	    gp_headers_add(h, "--auth", origin, n, line.data, e) ? -1 : 0;
	gp_secret_wipe(&secret);
	gp_secret_wipe(&line);
	return rc;
}

static int auth(struct gp_header_list *h, const char *word, struct gp_err *e)
{
	const char *equals = strchr(word, '=');

	if (!equals || !equals[1] || memchr(word, '@', (size_t)(equals - word)))
		return gp_fail(e, GP_EUSAGE, "--auth: write https://www.example.gov.cn=FILE, or =env:NAME for a variable; the "
		    "name and the password stand there and nowhere else");
	if (gp_headers_have(h, word, (size_t)(equals - word), "Authorization"))
		return gp_fail(e, GP_EUSAGE, "--auth: %.*s has credentials already", (int)(equals - word), word);
	return put_credentials(h, word, (size_t)(equals - word), equals + 1, e);
}

/* An address that others can begin with, with '/' at its end; NULL: it is none. */
static char *folder_of(const char *text, size_t n)
{
	struct gp_url u;
	struct gp_buf b;
	bool good;

	gp_url_init(&u);
	gp_buf_init(&b, GP_URL_MAX + 1);
	good = gp_url_parse(&u, text, n, NULL, NULL) == GP_URL_OK &&
	    (u.scheme == GP_SCHEME_HTTP || u.scheme == GP_SCHEME_HTTPS) && !u.has_query && !u.has_fragment &&
	    u.user == u.user_end && u.pass == u.pass_end;
	if (good) {
		gp_buf_puts(&b, gp_url_href(&u));
		if (b.data[b.len - 1] != '/')
			gp_buf_putc(&b, '/');
	}
	gp_url_free(&u);
	return b.data;
}

/* Where "=TO" begins; addresses themselves may have the sign in them. */
static const char *second_half(const char *word)
{
	const char *http = strcasestr(word, "=http://"), *https = strcasestr(word, "=https://");

	return !http || (https && https < http) ? https : http;
}

static int add_remap(struct gp_check_network *n, const char *from, size_t from_n, const char *to, struct gp_err *e)
{
	struct gp_remap m = {folder_of(from, from_n), folder_of(to, strlen(to))};
	int rc = 0;

	if (!m.from || !m.to)
		rc = gp_fail(e, GP_EUSAGE, "--remap: write https://www.example.gov.cn/=http://127.0.0.1:8000/, two addresses "
		    "without ? and #");
	for (size_t i = 0; !rc && m.from && i < n->remap_count; i++)
		if (!strcmp(n->remaps[i].from, m.from))
			rc = gp_fail(e, GP_EUSAGE, "--remap: %s has a place already", m.from);
	if (rc) {
		free((char *)m.from);
		free((char *)m.to);
		return rc;
	}
	n->remaps = gp_reallocarray(n->remaps, n->remap_count + 1, sizeof *n->remaps);
	n->remaps[n->remap_count++] = m;
	return 0;
}

static int remap(struct gp_check_network *n, const char *word, struct gp_err *e)
{
	const char *equals = second_half(word);

	return add_remap(n, word, equals ? (size_t)(equals - word) : strlen(word), equals ? equals + 1 : "", e);
}

static int cookies(struct gp_check_network *n, const char *path, struct gp_err *e)
{
	struct gp_err why = GP_ERR_INIT;
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, COOKIES_MAX);
	if (!n->cookies)
		n->cookies = gp_cookies_new();
	rc = gp_secret_file(&b, path, e);
	if (!rc && gp_cookies_read(n->cookies, b.data ? b.data : "", b.len, &why))
		rc = gp_fail(e, GP_EUSAGE, "%s: %s", path, why.msg);
	n->cookies_hash = XXH3_64bits_withSeed(b.data ? b.data : "", b.len, n->cookies_hash);
	gp_secret_wipe(&b);
	return rc;
}

int gp_network_option(struct gp_check_network *n, int option, const char *word, struct gp_err *e)
{
	switch (option) {
	case GP_NETWORK_AUTH:
		return auth(&n->headers, word, e);
	case GP_NETWORK_COOKIES:
		return cookies(n, word, e);
	case GP_NETWORK_NO_PROXY:
		gp_words_append(&n->no_proxy, word);
		return 0;
	case GP_NETWORK_PROXY:
		free(n->proxy);
		n->proxy_said = true;
		return gp_proxy_read(&n->proxy, word, e);
	default:
		return remap(n, word, e);
	}
}

static int office_remaps(struct gp_check_network *n, const struct gp_office *o, struct gp_err *e)
{
	size_t said = n->remap_count;

	for (size_t i = 0; !said && i < o->remap_count; i++)
		if (add_remap(n, o->remaps[i].from, strlen(o->remaps[i].from), o->remaps[i].to, e))
			return -1;
	return 0;
}

int gp_network_office(struct gp_check_network *n, const struct gp_office *o, struct gp_err *e)
{
	for (size_t i = 0; i < o->site_count; i++) {
		const struct gp_office_site *s = &o->sites[i];
		size_t len = strlen(s->url);

		if (*s->auth && !gp_headers_have(&n->headers, s->url, len, "Authorization") &&
		    put_credentials(&n->headers, s->url, len, s->auth, e))
			return -1;
	}
	for (size_t i = 0; o->no_proxy[i]; i++)
		gp_words_append(&n->no_proxy, o->no_proxy[i]);
	if (!n->proxy_said && *o->proxy && gp_proxy_read(&n->proxy, o->proxy, e))
		return -1;
	return office_remaps(n, o, e);
}

void gp_check_network_free(struct gp_check_network *n)
{
	gp_headers_free(&n->headers);
	gp_cookies_free(n->cookies);
	gp_words_free(&n->no_proxy);
	free(n->proxy);
	if (n->proxy_header)
		explicit_bzero(n->proxy_header, strlen(n->proxy_header));
	free(n->proxy_header);
	for (size_t i = 0; i < n->remap_count; i++) {
		free((char *)n->remaps[i].from);
		free((char *)n->remaps[i].to);
	}
	free(n->remaps);
}

void gp_network_settle(struct gp_check_network *n, const struct gp_office *o, struct gp_crawl_options *c)
{
	if (n->proxy)
		n->proxy_header = gp_proxy_header(&n->headers, n->proxy);
	c->headers = n->headers.list;
	c->header_count = n->headers.count;
	c->network = (struct gp_network){.cookies = n->cookies, .proxy = n->proxy, .proxy_header = n->proxy_header,
	    .no_proxy = (const char *const *)n->no_proxy.list, .remaps = n->remaps, .remap_count = n->remap_count,
	    .hosts = o ? o->hosts : NULL, .host_count = o ? o->host_count : 0};
}

void gp_network_sign(const struct gp_check_network *n, struct gp_buf *out)
{
	for (size_t i = 0; i < n->remap_count; i++)
		gp_buf_printf(out, "remap %s %s\n", n->remaps[i].from, n->remaps[i].to);
}

uint64_t gp_network_who(const struct gp_check_network *n)
{
	return (gp_headers_hash(&n->headers) ^ n->cookies_hash) & 0xFFFF;
}

uint64_t gp_network_hash(const struct gp_check_network *n)
{
	uint64_t h = 0;

	for (size_t i = 0; i < n->remap_count; i++) {
		h = XXH3_64bits_withSeed(n->remaps[i].from, strlen(n->remaps[i].from), h);
		h = XXH3_64bits_withSeed(n->remaps[i].to, strlen(n->remaps[i].to), h);
	}
	return h;
}

int gp_network_note(const struct gp_check_network *n, struct gp_store *s, struct gp_crawl_options *c, struct gp_err *e)
{
	struct gp_buf b;
	char *last;
	size_t len;
	int rc;

	if (gp_store_get_last_value(s, "network", &last, &len, e))
		return -1;
	gp_buf_init(&b, (size_t)1 << 24);
	gp_network_sign(n, &b);
	if (gp_network_who(n))
		gp_buf_printf(&b, "as %04x\n", (unsigned)gp_network_who(n));
	if (strcmp(last ? last : "", b.data ? b.data : "") != 0)
		c->forget = true;
	free(last);
	rc = gp_store_put_value(s, "network", b.data ? b.data : "", b.len, e);
	gp_buf_free(&b);
	return rc;
}

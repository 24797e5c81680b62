#define _GNU_SOURCE
#include "core/web/mailto.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/web/address.h"
#include "core/web/url.h"

struct reading {
	struct gp_mailto *m;
	struct gp_buf decoded;
	struct gp_url url;
};

/* A blank as people type it: also the one between words that may not break, and that of Chinese. */
static size_t blank_at(const char *p, const char *end)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	if (end - p >= 2 && !memcmp(p, "\xC2\xA0", 2))
		return 2;
	return end - p >= 3 && !memcmp(p, "\xE3\x80\x80", 3) ? 3 : 0;
}

static bool has_blank(const char *p, const char *end)
{
	while (p < end && !blank_at(p, end))
		p++;
	return p < end;
}

/* U+FF01 to U+FF5E, the ASCII of Chinese keyboards, and their full stop and comma. */
static bool has_full_width(const char *p, const char *end)
{
	for (; end - p >= 3; p++) {
		const unsigned char *c = (const unsigned char *)p;

		if (c[0] == 0xEF && ((c[1] == 0xBC && c[2] >= 0x81) || (c[1] == 0xBD && c[2] <= 0x9E)))
			return true;
		if (c[0] == 0xE3 && c[1] == 0x80 && (c[2] == 0x81 || c[2] == 0x82))
			return true;
	}
	return false;
}

static void trim(const char **p, const char **end)
{
	size_t n;

	while (*p < *end && (n = blank_at(*p, *end)))
		*p += n;
	for (bool more = true; more && *p < *end;) {
		more = false;
		for (n = 1; n <= 3 && n <= (size_t)(*end - *p) && !more; n++)
			more = blank_at(*end - n, *end) == n;
		*end -= more ? n - 1 : 0;
	}
}

static bool odd_dots(const char *p, const char *end)
{
	return p == end || *p == '.' || end[-1] == '.' || memmem(p, (size_t)(end - p), "..", 2);
}

static bool is_domain_ascii(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

/* The domain as it is looked up, appended once. What is wrong with it, or NULL. */
static const char *take_domain(struct reading *r, const char *p, const char *end)
{
	struct gp_mailto *m = r->m;
	char url[300], host[256];
	size_t n = (size_t)(end - p);

	for (const char *c = p; c < end; c++)
		if ((unsigned char)*c < 0x80 && !is_domain_ascii((unsigned char)*c))
			return "bad-host";
	if (n + 9 > sizeof url)
		return "bad-host"; /* RFC 1035: 255 at most */
	memcpy(url, "http://", 7);
	memcpy(url + 7, p, n);
	url[7 + n] = '/';
	if (gp_url_parse(&r->url, url, n + 8, NULL, NULL) != GP_URL_OK || gp_url_host(&r->url, host, sizeof host) ||
	    strlen(host) >= sizeof *m->domain)
		return "bad-host";
	if (gp_address_of_host(host))
		return NULL;
	for (size_t i = 0; i < m->domain_count; i++)
		if (!strcmp(m->domain[i], host))
			return NULL;
	if (m->domain_count < GP_MAILTO_DOMAINS)
		memcpy(m->domain[m->domain_count++], host, strlen(host) + 1);
	return NULL;
}

static const char *wrong_domain(struct reading *r, const char *p, const char *end)
{
	if (p == end)
		return "mail-no-domain";
	if (*p == '[')
		return NULL; /* the address of a machine, in any form */
	if (has_blank(p, end))
		return "mail-blank";
	if (end[-1] == '.' && end - p > 1)
		end--; /* the root: some programs take it */
	if (odd_dots(p, end))
		return "mail-dots";
	if (!memchr(p, '.', (size_t)(end - p)))
		return "mail-no-dot";
	return take_domain(r, p, end);
}

static const char *wrong_name(const char *p, const char *end)
{
	static const char signs[] = ":\\[]";

	if (p == end)
		return "mail-no-name";
	if (*p == '"' && end - p > 1 && end[-1] == '"')
		return NULL; /* quoted: anything */
	if (memchr(p, '@', (size_t)(end - p)))
		return "mail-two-ats";
	if (has_blank(p, end))
		return "mail-blank";
	for (const char *c = p; c < end; c++)
		if (strchr(signs, *c)) /* the NUL that ends it as well */
			return "mail-sign";
	return odd_dots(p, end) ? "mail-dots" : NULL;
}

static const char *wrong_address(struct reading *r, const char *p, const char *end)
{
	const char *at, *wrong;

	if (has_full_width(p, end))
		return "mail-full-width";
	at = memrchr(p, '@', (size_t)(end - p));
	if (!at)
		return "mail-no-at";
	wrong = wrong_name(p, at);
	return wrong ? wrong : wrong_domain(r, at + 1, end);
}

static void take_address(struct reading *r, const char *p, const char *end)
{
	const char *open = memrchr(p, '<', (size_t)(end - p)), *close = open ? memchr(open, '>', (size_t)(end - open)) : NULL;
	const char *wrong;

	if (close) { /* "name <address>" */
		p = open + 1;
		end = close;
	}
	trim(&p, &end);
	if (p == end)
		return;
	r->m->addresses++;
	wrong = wrong_address(r, p, end);
	if (!r->m->wrong)
		r->m->wrong = wrong;
}

/* Addresses with "," or ";" between them, but for those within quotes. */
static void take_list(struct reading *r, const char *s, size_t n)
{
	const char *p, *end, *from;
	bool quoted = false;

	gp_buf_clear(&r->decoded);
	if (!n || gp_url_percent_decode(&r->decoded, s, n))
		return;
	p = from = r->decoded.data;
	for (end = p + r->decoded.len; p < end; p++) {
		quoted ^= *p == '"';
		if (!quoted && (*p == ',' || *p == ';')) {
			take_address(r, from, p);
			from = p + 1;
		}
	}
	take_address(r, from, end);
}

static bool names_receivers(const char *name, size_t n)
{
	return (n == 2 && (!strncasecmp(name, "to", n) || !strncasecmp(name, "cc", n))) ||
	    (n == 3 && !strncasecmp(name, "bcc", n));
}

static void take_headers(struct reading *r, const char *p, const char *end)
{
	while (p < end) {
		const char *amp = memchr(p, '&', (size_t)(end - p)), *stop = amp ? amp : end;
		const char *equals = memchr(p, '=', (size_t)(stop - p));

		if (equals && names_receivers(p, (size_t)(equals - p)))
			take_list(r, equals + 1, (size_t)(stop - equals - 1));
		p = amp ? amp + 1 : end;
	}
}

void gp_mailto_read(struct gp_mailto *m, const char *url, size_t n)
{
	struct reading r = {.m = m};
	const char *p = memchr(url, ':', n), *end = url + n, *query;

	m->wrong = NULL;
	m->addresses = m->domain_count = 0;
	p = p ? p + 1 : end;
	query = memchr(p, '?', (size_t)(end - p));
	if (end - p >= 2 && !memcmp(p, "//", 2)) {
		m->wrong = "mail-slashes";
		return;
	}
	gp_buf_init(&r.decoded, GP_URL_MAX);
	gp_url_init(&r.url);
	take_list(&r, p, (size_t)((query ? query : end) - p));
	if (query)
		take_headers(&r, query + 1, end);
	/* a link that only names a subject lets people choose whom to write to */
	if (!m->addresses && (!query || end - query == 1))
		m->wrong = "mail-empty";
	gp_buf_free(&r.decoded);
	gp_url_free(&r.url);
}

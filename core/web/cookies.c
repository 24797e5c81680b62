#define _GNU_SOURCE
#include "core/web/cookies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/mem.h"
#include "core/web/address.h"
#include "core/web/curl.h"
#include "core/web/domain.h"

#define JAR_MOST 1000   /* cookies */
#define HOST_MOST 20    /* that one host may set */
#define ONE_MOST 2048   /* bytes of name and value */
#define FIELDS 7

struct cookie {
	char *domain, *path, *name, *value;
	bool subdomains, secure, brought;
	int64_t expires; /* 0: with the run */
};

struct gp_cookies {
	struct cookie list[JAR_MOST]; /* longer paths first (section 5.4) */
	size_t count;
};

struct gp_cookies *gp_cookies_new(void)
{
	return gp_calloc(1, sizeof(struct gp_cookies));
}

static void wipe(char *s)
{
	if (s)
		explicit_bzero(s, strlen(s));
	free(s);
}

static void cookie_free(struct cookie *k)
{
	free(k->domain);
	free(k->path);
	free(k->name);
	wipe(k->value);
}

void gp_cookies_free(struct gp_cookies *c)
{
	for (size_t i = 0; c && i < c->count; i++)
		cookie_free(&c->list[i]);
	free(c);
}

/* --- who gets it */

/* Section 5.1.3. */
static bool under(const char *host, const char *domain)
{
	size_t n = strlen(host), k = strlen(domain);

	return !strcmp(host, domain) ||
	    (n > k && host[n - k - 1] == '.' && !strcmp(host + n - k, domain) && !gp_address_of_host(host));
}

/* Section 5.1.4. */
static bool path_fits(const char *path, size_t n, const char *of)
{
	size_t k = strlen(of);

	return n >= k && !memcmp(path, of, k) && (n == k || of[k - 1] == '/' || path[k] == '/');
}

static bool is_public_suffix(const char *domain)
{
	char under_it[300];

	/* the registrable domain of a name right under a suffix is all of that name */
	return (size_t)snprintf(under_it, sizeof under_it, "x.%s", domain) >= sizeof under_it ||
	    gp_domain_registrable(under_it) == under_it;
}

static bool goes_to(const struct cookie *k, const char *host)
{
	return k->subdomains ? under(host, k->domain) : !strcmp(host, k->domain);
}

/* --- putting in */

static void put(struct gp_cookies *c, struct cookie *k)
{
	size_t at = 0, n = strlen(k->path);

	for (size_t i = 0; i < c->count; i++) {
		struct cookie *old = &c->list[i];

		if (strcmp(old->name, k->name) || strcmp(old->domain, k->domain) || strcmp(old->path, k->path))
			continue;
		k->brought = old->brought; /* the host goes on with what the operator gave */
		k->subdomains = old->subdomains;
		cookie_free(old);
		*old = *k;
		return;
	}
	if (c->count == JAR_MOST) {
		cookie_free(k);
		return;
	}
	while (at < c->count && strlen(c->list[at].path) >= n)
		at++;
	memmove(&c->list[at + 1], &c->list[at], (c->count - at) * sizeof *c->list);
	c->list[at] = *k;
	c->count++;
}

/* Fit to be sent back in a header. */
static bool is_clean(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)p[i] < ' ' || p[i] == '\x7F' || p[i] == ';')
			return false;
	return true;
}

static size_t trim(const char **p, size_t n)
{
	while (n && (**p == ' ' || **p == '\t')) {
		++*p;
		n--;
	}
	while (n && ((*p)[n - 1] == ' ' || (*p)[n - 1] == '\t'))
		n--;
	return n;
}

/* Section 5.1.4: the folder of the address. */
static char *default_path(const struct gp_url *u)
{
	const char *path = gp_url_href(u) + u->path;
	const char *slash = memrchr(path, '/', u->path_end - u->path);

	return !slash || slash == path ? gp_strdup("/") : gp_strndup(path, (size_t)(slash - path));
}

/* Section 5.2: one attribute. false: the cookie is not for this host. */
static bool attribute(struct cookie *k, const char *host, const char *p, size_t n, int64_t now, bool *has_age)
{
	const char *equals = memchr(p, '=', n), *value = equals ? equals + 1 : p + n;
	size_t value_n = equals ? n - (size_t)(value - p) : 0, name_n = equals ? (size_t)(equals - p) : n;
	char text[64] = "", domain[300];

	name_n = trim(&p, name_n);
	value_n = trim(&value, value_n);
	if (value_n < sizeof text)
		memcpy(text, value, value_n);
	if (name_n == 6 && !strncasecmp(p, "secure", 6)) {
		k->secure = true;
	} else if (name_n == 7 && !strncasecmp(p, "max-age", 7) && *text) {
		long long age = strtoll(text, NULL, 10);

		*has_age = true;
		k->expires = age <= 0 ? 1 : age > 400 * 86400 ? 0 : now + age;
	} else if (name_n == 7 && !strncasecmp(p, "expires", 7) && !*has_age) {
		int64_t at = gp_curl_load(NULL) ? -1 : (int64_t)gp_curl.getdate(text, NULL);

		k->expires = at >= 0 ? at + !at : 0;
	} else if (name_n == 4 && !strncasecmp(p, "path", 4) && value_n && *value == '/') {
		free(k->path);
		k->path = gp_strndup(value, value_n);
	} else if (name_n == 6 && !strncasecmp(p, "domain", 6) && value_n && value_n < sizeof domain) {
		for (size_t i = 0; i < value_n; i++)
			domain[i] = (char)(value[i] >= 'A' && value[i] <= 'Z' ? value[i] | 0x20 : value[i]);
		domain[value_n] = '\0';
		return under(host, domain + (*domain == '.'));
	}
	return true;
}

static size_t set_by(const struct gp_cookies *c, const char *host, const char *name, bool *known)
{
	size_t n = 0;

	*known = false;
	for (size_t i = 0; i < c->count; i++)
		if (goes_to(&c->list[i], host)) {
			n++;
			*known |= !strcmp(c->list[i].name, name);
		}
	return n;
}

/* One Set-Cookie. true: a name that is new for the host. */
static bool take_one(struct gp_cookies *c, const struct gp_url *u, const char *host, const char *p, size_t n, int64_t now)
{
	const char *semi = memchr(p, ';', n), *end = p + n, *equals, *value;
	size_t pair = semi ? (size_t)(semi - p) : n, name_n, value_n;
	struct cookie k = {0};
	bool has_age = false, fits = true, known;

	equals = memchr(p, '=', pair);
	if (!equals || pair > ONE_MOST)
		return false;
	name_n = (size_t)(equals - p);
	value = equals + 1;
	value_n = pair - name_n - 1;
	name_n = trim(&p, name_n);
	value_n = trim(&value, value_n);
	if (!name_n || !is_clean(p, name_n) || !is_clean(value, value_n))
		return false;
	k = (struct cookie){.domain = gp_strdup(host), .path = default_path(u), .name = gp_strndup(p, name_n),
	    .value = gp_strndup(value, value_n)};
	while (fits && semi) {
		const char *from = semi + 1;

		semi = memchr(from, ';', (size_t)(end - from));
		fits = attribute(&k, host, from, (size_t)((semi ? semi : end) - from), now, &has_age);
	}
	if (!fits || (set_by(c, host, k.name, &known) >= HOST_MOST && !known)) {
		cookie_free(&k);
		return false;
	}
	put(c, &k);
	return !known;
}

bool gp_cookies_take(struct gp_cookies *c, const struct gp_url *u, const char *lines, int64_t now)
{
	char host[256];
	bool some = false;

	if (gp_url_host(u, host, sizeof host))
		return false;
	for (const char *p = lines, *end; *p; p = *end ? end + 1 : end) {
		end = strchrnul(p, '\n');
		some |= take_one(c, u, host, p, (size_t)(end - p), now);
	}
	return some;
}

/* --- the file of the operator */

static bool is_true(const char *s)
{
	return !strcasecmp(s, "TRUE");
}

static int read_line(struct gp_cookies *c, char *line, long number, struct gp_err *e)
{
	char *field[FIELDS] = {NULL}, *p = line;
	struct cookie k;
	size_t n = 0;

	if (!strncmp(p, "#HttpOnly_", 10))
		p += 10;
	else if (*p == '#' || !p[strspn(p, " \t")])
		return 0;
	while (p && n < FIELDS)
		field[n++] = strsep(&p, "\t");
	if (n < FIELDS || p || !*field[0] || *field[2] != '/' || !*field[5] || strlen(field[5]) + strlen(field[6]) > ONE_MOST ||
	    !is_clean(field[5], strlen(field[5])) || !is_clean(field[6], strlen(field[6])))
		return gp_fail(e, GP_EUSAGE, "line %ld of the cookies is none: domain, TRUE or FALSE, path, TRUE or FALSE, time, "
		    "name and value are wanted, with tabs between", number);
	field[0] += *field[0] == '.';
	k = (struct cookie){.domain = gp_strdup(field[0]), .path = gp_strdup(field[2]), .name = gp_strdup(field[5]),
	    .value = gp_strdup(field[6]), .subdomains = is_true(field[1]) && !is_public_suffix(field[0]),
	    .secure = is_true(field[3]), .brought = true, .expires = strtoll(field[4], NULL, 10)};
	for (char *s = k.domain; *s; s++)
		*s = (char)(*s >= 'A' && *s <= 'Z' ? *s | 0x20 : *s);
	put(c, &k);
	return 0;
}

int gp_cookies_read(struct gp_cookies *c, const char *text, size_t n, struct gp_err *e)
{
	char *copy = gp_strndup(text, n), *rest = copy;
	long number = 0;
	int rc = 0;

	do {
		char *line = strsep(&rest, "\n");

		line[strcspn(line, "\r")] = '\0';
		rc = read_line(c, line, ++number, e);
	} while (!rc && rest);
	explicit_bzero(copy, n);
	free(copy);
	return rc;
}

/* --- taking out */

bool gp_cookies_empty(const struct gp_cookies *c)
{
	return !c->count;
}

bool gp_cookies_put(const struct gp_cookies *c, const struct gp_url *u, int64_t now, struct gp_buf *out)
{
	const char *path = gp_url_href(u) + u->path;
	char host[256];

	if (gp_url_host(u, host, sizeof host))
		return false;
	for (size_t i = 0; i < c->count; i++) {
		const struct cookie *k = &c->list[i];

		if ((k->expires && k->expires <= now) || (k->secure && u->scheme != GP_SCHEME_HTTPS) || !goes_to(k, host) ||
		    !path_fits(path, u->path_end - u->path, k->path) ||
		    out->len + strlen(k->name) + strlen(k->value) + 3 >= GP_COOKIES_MAX)
			continue;
		gp_buf_printf(out, "%s%s=%s", out->len ? "; " : "", k->name, k->value);
	}
	return out->len > 0;
}

bool gp_cookies_brought(const struct gp_cookies *c, const struct gp_url *u)
{
	char host[256];

	for (size_t i = 0; i < c->count && !gp_url_host(u, host, sizeof host); i++)
		if (c->list[i].brought && goes_to(&c->list[i], host))
			return true;
	return false;
}

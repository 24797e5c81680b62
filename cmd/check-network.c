#define _GNU_SOURCE
#include "cmd/check-network.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/check-secret.h"
#include "core/base/mem.h"

#define SECRET_MAX 8192

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

int gp_network_option(struct gp_header_list *headers, int option, const char *word, struct gp_err *e)
{
	(void)option;
	return auth(headers, word, e);
}

int gp_network_office(struct gp_header_list *headers, struct gp_crawl_options *crawl, const struct gp_office *o,
    struct gp_err *e)
{
	crawl->network.hosts = o->hosts;
	crawl->network.host_count = o->host_count;
	for (size_t i = 0; i < o->site_count; i++) {
		const struct gp_office_site *s = &o->sites[i];
		size_t n = strlen(s->url);

		if (*s->auth && !gp_headers_have(headers, s->url, n, "Authorization") &&
		    put_credentials(headers, s->url, n, s->auth, e))
			return -1;
	}
	return 0;
}

#define _GNU_SOURCE
#include "cmd/check-proxy.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/web/url.h"

static const struct {
	const char *scheme;
	int port; /* libcurl takes 1080 for all of them where none is said */
} schemes[] = {{"http", 80}, {"https", 443}, {"socks5h", 1080}};

int gp_proxy_read(char **out, const char *word, struct gp_err *e)
{
	struct gp_url u;
	struct gp_buf b;
	int usual = 0;

	*out = NULL;
	if (!strcmp(word, "none"))
		return 0;
	gp_url_init(&u);
	gp_buf_init(&b, GP_URL_MAX);
	if (gp_url_parse(&u, word, strlen(word), NULL, NULL) == GP_URL_OK && u.has_host && u.host < u.host_end &&
	    u.user == u.user_end && u.pass == u.pass_end && !u.has_query && !u.has_fragment && u.path_end - u.path <= 1)
		for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
			if (strlen(schemes[i].scheme) == u.scheme_end && !strncmp(gp_url_href(&u), schemes[i].scheme, u.scheme_end))
				usual = schemes[i].port;
	if (usual)
		gp_buf_printf(&b, "%.*s:%d", (int)u.host_end, gp_url_href(&u), u.port >= 0 ? (int)u.port : usual);
	gp_url_free(&u);
	*out = b.data;
	return usual ? 0 : gp_fail(e, GP_EUSAGE, "--proxy: write http://HOST:PORT, https://HOST:PORT, socks5h://HOST:PORT or "
	    "none; a login goes to --auth");
}

char *gp_proxy_header(const struct gp_header_list *h, const char *proxy)
{
	static const char name[] = "Authorization:";
	struct gp_buf b;

	gp_buf_init(&b, 2 * GP_URL_MAX);
	for (size_t i = 0; i < h->count; i++) {
		char *named = NULL;
		struct gp_err ignored = GP_ERR_INIT;

		if (gp_proxy_read(&named, h->list[i].origin, &ignored) || !named || strcmp(named, proxy) != 0) {
			free(named);
			continue;
		}
		for (const char *const *line = h->list[i].lines; *line; line++)
			if (!strncasecmp(*line, name, sizeof name - 1) && !b.len)
				gp_buf_printf(&b, "Proxy-%s", *line);
		free(named);
	}
	return b.data;
}

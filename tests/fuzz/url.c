/* Any bytes against any base: what parses, parses to itself and can be shown. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/web/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *const bases[] = {
	NULL,
	"http://www.x.gov.cn/zwgk/index.html?a#b",
	"https://u:p@[2001:db8::1]:8080/a/b/",
	"file:///C:/a/b",
	"file://host/a",
	"sc://h/a/b?c",
	"sc:/.//a/b",
	"sc:opaque ?q",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_url base, u, again;
	struct gp_buf shown;
	const char *on, *href;

	if (!n)
		return 0;
	gp_url_init(&base);
	gp_url_init(&u);
	gp_url_init(&again);
	gp_buf_init(&shown, 4 * GP_URL_MAX);
	on = bases[data[0] % (sizeof bases / sizeof bases[0])];
	if (on && gp_url_parse(&base, on, strlen(on), NULL, NULL) != GP_URL_OK)
		abort();
	if (gp_url_parse(&u, (const char *)data + 1, n - 1, on ? &base : NULL, NULL) == GP_URL_OK) {
		href = gp_url_href(&u);
		if (gp_url_parse(&again, href, u.text.len, NULL, NULL) != GP_URL_OK ||
		    strcmp(gp_url_href(&again), href) != 0 || strlen(href) != u.text.len)
			abort();
		if (u.scheme == again.scheme && (u.path != again.path || u.path_end != again.path_end ||
		    u.host != again.host || u.host_end != again.host_end || u.port != again.port))
			abort();
		if ((u.scheme == GP_SCHEME_HTTP || u.scheme == GP_SCHEME_HTTPS) &&
		    !gp_url_looks_serialised(href, gp_url_bare_len(&u)))
			abort();
	}
	gp_url_show(&shown, (const char *)data + 1, n - 1);
	gp_buf_free(&shown);
	gp_url_free(&again);
	gp_url_free(&u);
	gp_url_free(&base);
	return 0;
}

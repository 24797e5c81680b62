#define _GNU_SOURCE
#include "core/crawl/mixed.h"

#include <string.h>
#include <strings.h>

#include "core/web/address.h"

#define UPGRADES "upgrade-insecure-requests"

static bool is_one_of(const char *word, const char *const *list)
{
	while (*list && strcmp(word, *list) != 0)
		list++;
	return *list != NULL;
}

static bool ends_so(const struct gp_url *u, const char *const *suffixes)
{
	const char *end = gp_url_href(u) + u->path_end;
	size_t n = u->path_end - u->path, k;

	for (; *suffixes; suffixes++) {
		k = strlen(*suffixes);
		if (n > k && !strncasecmp(end - k, *suffixes, k))
			return true;
	}
	return false;
}

/* Of what <link> loads beside style sheets only the kinds that the address tells are judged. */
static enum gp_mixed class_of_link(const struct gp_link *l, const struct gp_url *to)
{
	static const char *const active[] = {".css", ".js", ".mjs", ".woff", ".woff2", ".ttf", NULL};
	static const char *const passive[] = {".ico", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", NULL};

	if (!l->download)
		return GP_MIXED_NONE;
	if (l->sheet || ends_so(to, active))
		return GP_MIXED_ACTIVE;
	return ends_so(to, passive) ? GP_MIXED_PASSIVE : GP_MIXED_NONE;
}

static enum gp_mixed class_of_kind(const struct gp_link *l, const struct gp_url *to)
{
	static const char *const active[] = {"script", "iframe", "frame", "embed", "object", NULL};
	static const char *const passive[] = {"img", "image", "input", "video", "audio", "source", "track", "body",
	    "table", "td", NULL};
	static const char *const fonts[] = {".woff", ".woff2", ".ttf", ".otf", ".eot", NULL};

	if (is_one_of(l->kind, active))
		return GP_MIXED_ACTIVE;
	if (is_one_of(l->kind, passive))
		return GP_MIXED_PASSIVE;
	if (!strcmp(l->kind, "css"))
		return !strcmp(l->attr, "@import") || ends_so(to, fonts) ? GP_MIXED_ACTIVE : GP_MIXED_PASSIVE;
	if (!strcmp(l->kind, "link"))
		return class_of_link(l, to);
	return !strcmp(l->kind, "form") ? GP_MIXED_FORM : GP_MIXED_NONE;
}

enum gp_mixed gp_mixed_class(const struct gp_link *l, const struct gp_url *page, const struct gp_url *to)
{
	char host[256];

	if (page->scheme != GP_SCHEME_HTTPS || to->scheme != GP_SCHEME_HTTP || gp_url_host(to, host, sizeof host) ||
	    gp_address_of_host(host) == GP_ADDRESS_LOOPBACK)
		return GP_MIXED_NONE;
	return class_of_kind(l, to);
}

bool gp_mixed_upgraded(const struct gp_facts *f)
{
	static const char name[] = "content-security-policy";

	for (size_t i = 0; i < f->meta_count; i++) {
		struct gp_text c = f->metas[i].content;

		if (f->metas[i].name.n != sizeof name - 1 || memcmp(f->metas[i].name.p, name, sizeof name - 1))
			continue;
		for (size_t k = 0; k + sizeof UPGRADES - 1 <= c.n; k++)
			if (!strncasecmp(c.p + k, UPGRADES, sizeof UPGRADES - 1))
				return true;
	}
	return false;
}

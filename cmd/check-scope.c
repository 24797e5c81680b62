#include "cmd/check-scope.h"

#include <string.h>

#include "core/web/url.h"

static int sitemap(struct gp_check_scope *s, const char *word, struct gp_err *e)
{
	struct gp_url u;
	bool good;

	gp_url_init(&u);
	good = gp_url_parse(&u, word, strlen(word), NULL, NULL) == GP_URL_OK &&
	    (u.scheme == GP_SCHEME_HTTP || u.scheme == GP_SCHEME_HTTPS);
	if (good)
		gp_words_append(&s->sitemaps, gp_url_href(&u));
	gp_url_free(&u);
	return good ? 0 : gp_fail(e, GP_EUSAGE, "--sitemap: %s is no address that begins with http:// or https://", word);
}

int gp_scope_option(struct gp_check_scope *s, int option, const char *word, struct gp_err *e)
{
	if (option == GP_SCOPE_SITEMAP)
		return sitemap(s, word, e);
	s->no_sitemap = true;
	return 0;
}

void gp_scope_free(struct gp_check_scope *s)
{
	gp_words_free(&s->sitemaps);
}

int gp_scope_settle(const struct gp_check_scope *s, struct gp_crawl_options *c, struct gp_err *e)
{
	if (s->no_sitemap && s->sitemaps.n)
		return gp_fail(e, GP_EUSAGE, "--sitemap and --no-sitemap exclude each other");
	if (s->sitemaps.n && c->mode != GP_CRAWL_SITE)
		return gp_fail(e, GP_EUSAGE, "--sitemap goes with the address of a site only");
	c->no_sitemap = s->no_sitemap;
	c->sitemaps = (const char *const *)s->sitemaps.list;
	return 0;
}

void gp_scope_sign(const struct gp_check_scope *s, struct gp_buf *out)
{
	gp_buf_puts(out, s->no_sitemap ? "no-sitemap\n" : "");
	for (size_t i = 0; i < s->sitemaps.n; i++)
		gp_buf_printf(out, "sitemap %s\n", s->sitemaps.list[i]);
}

#include "cmd/check-scope.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
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

int gp_scope_host(struct gp_check_scope *s, const char *glob, struct gp_err *e)
{
	char *lower = gp_strdup(glob);
	int rc = 0;

	for (char *p = lower; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	if (strchr(glob, '/') || strlen(glob) - strspn(glob, "*?.:[]") < 2)
		rc = gp_fail(e, GP_EUSAGE, "%s is no name of a host, nor a pattern of one like *.example.gov.cn", glob);
	else
		gp_words_append(&s->hosts, lower);
	free(lower);
	return rc;
}

int gp_scope_option(struct gp_check_scope *s, int option, const char *word, struct gp_err *e)
{
	switch (option) {
	case GP_SCOPE_FOLLOW:
		gp_words_append(&s->follow, word);
		return 0;
	case GP_SCOPE_NO_FOLLOW:
		gp_words_append(&s->no_follow, word);
		return 0;
	case GP_SCOPE_SITE_HOST:
		return gp_scope_host(s, word, e);
	case GP_SCOPE_SITEMAP:
		return sitemap(s, word, e);
	default:
		s->no_sitemap = true;
		return 0;
	}
}

void gp_scope_free(struct gp_check_scope *s)
{
	gp_words_free(&s->sitemaps);
	gp_words_free(&s->follow);
	gp_words_free(&s->no_follow);
	gp_words_free(&s->hosts);
}

int gp_scope_settle(const struct gp_check_scope *s, struct gp_crawl_options *c, struct gp_err *e)
{
	if (s->no_sitemap && s->sitemaps.n)
		return gp_fail(e, GP_EUSAGE, "--sitemap and --no-sitemap exclude each other");
	if (s->sitemaps.n && c->mode != GP_CRAWL_SITE)
		return gp_fail(e, GP_EUSAGE, "--sitemap goes with the address of a site only");
	c->no_sitemap = s->no_sitemap;
	c->sitemaps = (const char *const *)s->sitemaps.list;
	c->follow = (const char *const *)s->follow.list;
	c->no_follow = (const char *const *)s->no_follow.list;
	c->hosts = (const char *const *)s->hosts.list;
	return 0;
}

static void sign(struct gp_buf *out, const char *name, const struct gp_words *w)
{
	for (size_t i = 0; i < w->n; i++)
		gp_buf_printf(out, "%s %s\n", name, w->list[i]);
}

void gp_scope_sign(const struct gp_check_scope *s, struct gp_buf *out)
{
	gp_buf_puts(out, s->no_sitemap ? "no-sitemap\n" : "");
	sign(out, "sitemap", &s->sitemaps);
	sign(out, "follow", &s->follow);
	sign(out, "no-follow", &s->no_follow);
	sign(out, "host", &s->hosts);
}

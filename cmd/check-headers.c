#define _GNU_SOURCE
#include "cmd/check-headers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <xxhash.h>

#include "core/base/mem.h"
#include "core/web/url.h"

void gp_words_append(struct gp_words *w, const char *s)
{
	w->list = gp_reallocarray(w->list, w->n + 2, sizeof(char *));
	w->list[w->n++] = gp_strdup(s);
	w->list[w->n] = NULL;
}

void gp_words_free(struct gp_words *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->list[i]);
	free(w->list);
}

/* "https://www.example.gov.cn", from an address on it; NULL: it is none. */
static char *origin_of(const char *text, size_t n)
{
	struct gp_url u;
	char *origin = NULL;

	gp_url_init(&u);
	if (gp_url_parse(&u, text, n, NULL, NULL) == GP_URL_OK && (u.scheme == GP_SCHEME_HTTP || u.scheme == GP_SCHEME_HTTPS) &&
	    u.user == u.user_end && u.pass == u.pass_end)
		origin = gp_strndup(gp_url_href(&u), u.path);
	gp_url_free(&u);
	return origin;
}

static struct gp_origin_headers *find(const struct gp_header_list *h, const char *origin)
{
	for (size_t i = 0; i < h->count; i++)
		if (!strcmp(h->list[i].origin, origin))
			return &h->list[i];
	return NULL;
}

bool gp_headers_have(const struct gp_header_list *h, const char *url, size_t n, const char *name)
{
	char *origin = origin_of(url, n);
	const struct gp_origin_headers *found = origin ? find(h, origin) : NULL;
	size_t k = strlen(name);
	bool have = false;

	for (size_t i = 0; found && found->lines[i]; i++)
		have |= !strncasecmp(found->lines[i], name, k) && found->lines[i][k] == ':';
	free(origin);
	return have;
}

int gp_headers_add(struct gp_header_list *h, const char *option, const char *url, size_t n, const char *line,
    struct gp_err *e)
{
	char *origin = origin_of(url, n);
	struct gp_origin_headers *found;
	struct gp_words w = {0};

	if (!origin)
		return gp_fail(e, GP_EUSAGE, "%s: '%.*s' is not an origin like https://www.example.gov.cn", option, (int)n, url);
	found = find(h, origin);
	if (found) {
		w.list = (char **)found->lines;
		for (w.n = 0; w.list[w.n]; w.n++)
			;
		gp_words_append(&w, line);
		found->lines = (const char *const *)w.list;
		free(origin);
		return 0;
	}
	gp_words_append(&w, line);
	h->list = gp_reallocarray(h->list, h->count + 1, sizeof *h->list);
	h->list[h->count++] = (struct gp_origin_headers){origin, (const char *const *)w.list};
	return 0;
}

static int add_header(struct gp_header_list *h, const char *text, struct gp_err *e)
{
	const char *space = strchr(text, ' '), *colon = space ? strchr(space, ':') : NULL;

	if (!colon || strpbrk(text, "\r\n"))
		return gp_fail(e, GP_EUSAGE, "--header: write 'https://www.example.gov.cn Name: value'; the origin "
		    "comes first, and the header goes nowhere else");
	return gp_headers_add(h, "--header", text, (size_t)(space - text), space + strspn(space, " "), e);
}

int gp_headers_option(struct gp_header_list *h, const char *word, struct gp_err *e)
{
	FILE *f;
	char *line = NULL;
	size_t cap = 0;
	int rc = 0;

	if (*word != '@')
		return add_header(h, word, e);
	f = fopen(word + 1, "re");
	if (!f)
		return gp_fail_errno(e, GP_EIO, "%s: cannot be read", word + 1);
	while (!rc && getline(&line, &cap, f) >= 0) {
		line[strcspn(line, "\r\n")] = '\0';
		if (*line && *line != '#')
			rc = add_header(h, line, e);
	}
	free(line);
	fclose(f);
	return rc;
}

void gp_headers_free(struct gp_header_list *h)
{
	for (size_t i = 0; i < h->count; i++) {
		struct gp_words w = {.list = (char **)h->list[i].lines};

		for (; w.list[w.n]; w.n++)
			explicit_bzero(w.list[w.n], strlen(w.list[w.n]));
		gp_words_free(&w);
		free((char *)h->list[i].origin);
	}
	free(h->list);
}

uint64_t gp_headers_hash(const struct gp_header_list *l)
{
	uint64_t h = 0;

	for (size_t i = 0; i < l->count; i++) {
		h = XXH3_64bits_withSeed(l->list[i].origin, strlen(l->list[i].origin), h);
		for (const char *const *p = l->list[i].lines; *p; p++)
			h = XXH3_64bits_withSeed(*p, strlen(*p), h);
	}
	return h & 0xFFFF;
}

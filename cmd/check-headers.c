#define _GNU_SOURCE
#include "cmd/check-headers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static int add_header(struct gp_header_list *h, const char *text, struct gp_err *e)
{
	const char *space = strchr(text, ' '), *colon = space ? strchr(space, ':') : NULL;
	struct gp_url u;
	struct gp_words w = {0};
	char origin[GP_URL_MAX];
	size_t n;

	if (!colon || strpbrk(text, "\r\n"))
		return gp_fail(e, GP_EUSAGE, "--header: write 'https://www.example.gov.cn Name: value'; the origin "
		    "comes first, and the header goes nowhere else");
	gp_url_init(&u);
	if (gp_url_parse(&u, text, (size_t)(space - text), NULL, NULL) != GP_URL_OK || !u.has_host) {
		gp_url_free(&u);
		return gp_fail(e, GP_EUSAGE, "--header: '%.*s' is not an origin like https://www.example.gov.cn",
		    (int)(space - text), text);
	}
	n = (size_t)snprintf(origin, sizeof origin, "%.*s", (int)u.path, gp_url_href(&u));
	gp_url_free(&u);
	while (*space == ' ')
		space++;
	for (size_t i = 0; i < h->count; i++)
		if (!strcmp(h->list[i].origin, origin)) {
			w.list = (char **)h->list[i].lines;
			for (w.n = 0; w.list[w.n]; w.n++)
				;
			gp_words_append(&w, space);
			h->list[i].lines = (const char *const *)w.list;
			return 0;
		}
	gp_words_append(&w, space);
	h->list = gp_reallocarray(h->list, h->count + 1, sizeof *h->list);
	h->list[h->count++] =
	    (struct gp_origin_headers){gp_strndup(origin, n), (const char *const *)w.list};
	return 0;
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
			;
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
	return h;
}

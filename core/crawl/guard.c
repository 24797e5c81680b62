#define _GNU_SOURCE
#include "core/crawl/guard.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/mem.h"
#include "core/web/fetch.h"

static void add_header(struct gp_guards *g, const char *name)
{
	size_t n = 0;

	while (g->headers && g->headers[n]) {
		if (!strcmp(g->headers[n], name))
			return;
		n++;
	}
	g->headers = gp_reallocarray(g->headers, n + 2, sizeof *g->headers);
	g->headers[n] = name;
	g->headers[n + 1] = NULL;
}

void gp_guards_add(struct gp_guards *g, const struct gp_guard *row)
{
	g->list = gp_reallocarray(g->list, g->count + 1, sizeof *g->list);
	g->list[g->count++] = *row;
	if (*row->header)
		add_header(g, row->header);
}

void gp_guards_free(struct gp_guards *g)
{
	for (size_t i = 0; i < g->count; i++) {
		free(g->list[i].vendor);
		free(g->list[i].header);
		free(g->list[i].value);
		free(g->list[i].cookie);
		free(g->list[i].source);
	}
	free(g->list);
	free(g->headers);
	*g = (struct gp_guards){0};
}

static bool has_status(const struct gp_guard *g, int status)
{
	for (size_t i = 0; i < g->status_count; i++)
		if (g->status[i] == status)
			return true;
	return false;
}

static bool has_header(const struct gp_guard *g, const struct gp_fetch_reply *r)
{
	for (size_t i = 0; i < r->header_count; i++)
		if (!strcmp(r->headers[i].name, g->header) && strcasestr(r->headers[i].value, g->value))
			return true;
	return false;
}

static bool has_cookie(const struct gp_guard *g, const struct gp_fetch_reply *r)
{
	const char *p = r->cookies;
	size_t n = strlen(g->cookie);

	while (p) {
		p += strspn(p, "; ");
		if (!strncasecmp(p, g->cookie, n))
			return true;
		p = strchr(p, ';');
	}
	return false;
}

/* The beginning of the body in lower case; NULL when there is none to look at. */
static char *source_of(const struct gp_fetch_reply *r, size_t *n)
{
	char *s;

	if (!r->kept || !r->body->len || r->status == 200 || r->status == 202)
		return NULL;
	*n = r->body->len < GP_GUARD_SOURCE ? r->body->len : GP_GUARD_SOURCE;
	s = gp_strndup(r->body->data, *n);
	for (size_t i = 0; i < *n; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			s[i] = (char)(s[i] + 32);
	return s;
}

const struct gp_guard *gp_guards_find(const struct gp_guards *g, const struct gp_fetch_reply *r)
{
	const struct gp_guard *found = NULL;
	char *source = NULL;
	size_t n = 0;

	if (r->failure || (r->status == 200 && !r->header_count && !r->cookies))
		return NULL;
	for (size_t i = 0; i < g->count && !found; i++) {
		const struct gp_guard *row = &g->list[i];

		if (!has_status(row, r->status) || (*row->header && !has_header(row, r)) ||
		    (*row->cookie && !has_cookie(row, r)))
			continue;
		if (*row->source && !source && !(source = source_of(r, &n)))
			continue;
		if (!*row->source || memmem(source, n, row->source, strlen(row->source)))
			found = row;
	}
	free(source);
	return found;
}

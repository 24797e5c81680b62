/*
 * sitemaps.c - what the own site says of itself: its sitemaps
 *
 * They are asked for when all that is linked was seen: so the order, the depth and the first text of
 * an address are those of its links, a limited run spends itself on what visitors can reach, and what is
 * new then is what nothing links to. A run that goes on reads them again.
 */
#include "core/crawl/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/crawl/reply.h"
#include "core/web/sitemap.h"

#define MOVED_MAX 5      /* redirects of one sitemap, as for robots.txt */
#define ROBOTS_LINES 50  /* Sitemap lines of one robots.txt that are followed */

static bool taken(const struct gp_crawl *c, int64_t id)
{
	int i = 0;

	while (i < c->sitemap_count && c->sitemap_ids[i] != id)
		i++;
	return i < c->sitemap_count;
}

/* One more file to read, unless it is known, refused, or too many. */
static void add(struct gp_crawl *c, const char *url, size_t n, struct gp_sitemap_task how)
{
	struct gp_lane *l;
	struct gp_task *t;
	bool fresh;
	int64_t id;

	if (c->sitemap_count == GP_SITEMAP_FILES || how.nesting >= GP_SITEMAP_DEPTH) {
		c->sitemaps_cut = true;
		return;
	}
	id = gp_frontier_reserve(c, url, n, how.origin == GP_SITEMAP_NAMED, &l, &fresh);
	if (!l || taken(c, id))
		return;
	c->sitemap_ids[c->sitemap_count++] = id;
	t = gp_task_new(l, id, gp_url_href(&c->url), 0, 0);
	t->kind = GP_TASK_SITEMAP;
	t->sitemap = how;
	t->sitemap.fresh = fresh;
	c->helpers++;
	gp_lane_push(l, t);
}

/* As robots.txt or the operator wrote it. */
static void add_written(struct gp_crawl *c, const struct gp_lane *l, const char *written, struct gp_sitemap_task how)
{
	struct gp_url base;
	char *url;

	gp_url_init(&base);
	if ((!l || gp_url_parse(&base, l->key, strlen(l->key), NULL, NULL) == GP_URL_OK) &&
	    gp_url_parse(&c->target, written, strlen(written), l ? &base : NULL, NULL) == GP_URL_OK) {
		url = gp_strndup(gp_url_href(&c->target), gp_url_bare_len(&c->target));
		add(c, url, strlen(url), how);
		free(url);
	}
	gp_url_free(&base);
}

void gp_sitemaps_of_robots(struct gp_lane *l)
{
	const struct gp_sitemap_task said = {.origin = GP_SITEMAP_ROBOTS}, guessed = {.origin = GP_SITEMAP_USUAL};
	const char *url;

	if (!l->sitemaps_asked)
		return;
	for (size_t i = 0; i < ROBOTS_LINES && (url = gp_robots_sitemap(l->robots, i)); i++)
		add_written(l->crawl, l, url, said);
	if (!gp_robots_sitemap(l->robots, 0))
		add_written(l->crawl, l, "/sitemap.xml", guessed);
}

static void ask_host(struct gp_lane *l)
{
	l->sitemaps_asked = true;
	if (l->robots)
		gp_sitemaps_of_robots(l);
	else
		gp_host_ask_robots(l);
}

bool gp_sitemaps_ask(struct gp_crawl *c)
{
	const struct gp_crawl_options *o = c->o;
	const struct gp_sitemap_task named = {.origin = GP_SITEMAP_NAMED};
	int64_t before = c->helpers;

	if (o->mode != GP_CRAWL_SITE || o->no_sitemap)
		return false;
	c->level = 0; /* all is done, whatever its depth; what is found now begins anew */
	if (o->sitemaps && !c->sitemaps_named)
		for (size_t i = 0; o->sitemaps[i]; i++)
			add_written(c, NULL, o->sitemaps[i], named);
	c->sitemaps_named = true;
	/* whoever limits the depth, or names a sitemap, asks for no more than that */
	for (size_t i = 0; !o->sitemaps && o->depth < 0 && i < c->lane_count; i++)
		if (c->lanes[i] && c->lanes[i]->own && c->lanes[i]->has_pages && !c->lanes[i]->sitemaps_asked)
			ask_host(c->lanes[i]);
	return c->helpers > before;
}

/* --- what came back */

static const char *const origins[] = {"usual", "robots", "named", "index"};

void gp_sitemap_done(struct gp_task *t, struct gp_store_result *r, const char *state)
{
	struct gp_crawl *c = t->lane->crawl;

	gp_buf_printf(&c->sitemap_notes, "%lld %s %s\n", (long long)t->id, origins[t->sitemap.origin], state);
	c->helpers--;
	gp_task_settle(t, r, t->sitemap.fresh);
}

void gp_sitemap_reply(struct gp_task *t, struct gp_fetch_reply *r, struct gp_store_result *res)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_sitemap_task how = t->sitemap;

	if (!*res->cause && gp_reply_redirects(r->status)) {
		how.moved++;
		if (r->location && how.moved <= MOVED_MAX && gp_network_location(t, r->location, &c->target)) {
			char *to = gp_strndup(gp_url_href(&c->target), gp_url_bare_len(&c->target));

			add(c, to, strlen(to), how);
			free(to);
		}
		gp_sitemap_done(t, res, "moved");
	} else if (*res->cause || !r->kept) {
		gp_sitemap_done(t, res, "failed");
	} else {
		gp_visit_parse(t, res, GP_PARSE_AS_SITEMAP, r->charset, r->body);
	}
}

void gp_sitemap_page(struct gp_task *t, const struct gp_page *page)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_sitemap_task child = {.origin = GP_SITEMAP_IN_INDEX, .nesting = t->sitemap.nesting + 1};
	struct gp_edge_writer w;
	char state[64];

	if (!page || !strcmp(page->limit, GP_PARSE_NO_SITEMAP)) {
		gp_sitemap_done(t, &t->result, page ? "none" : "failed");
		return;
	}
	snprintf(state, sizeof state, "%s%s", *page->limit ? "cut " : "ok", page->limit);
	gp_buf_clear(&c->edges);
	gp_edges_begin(&w, &c->edges);
	for (size_t i = 0; i < page->link_count; i++) {
		const struct gp_page_link *l = &page->links[i];
		struct gp_found f = {.url = l->url, .url_n = l->url_n, .raw = l->raw, .why = l->why, .text = "",
		    .parent = t->id, .flags = GP_URLF_LISTED};
		struct gp_edge e = {.line = l->line, .col = l->col, .kind = l->kind, .place = l->place, .text = l->text,
		    .text_n = l->text_n};

		if (l->resource && l->why == GP_URL_OK) {
			add(c, l->url, l->url_n, child);
			continue;
		}
		e.to = gp_frontier_add(c, &f, &e.same_text);
		e.same_text = false; /* the text of this one is a day */
		if (e.to && gp_edges_put(&w, &e))
			break;
	}
	gp_writer_links(c->writer, t->id, c->edges.data ? c->edges.data : "", c->edges.len);
	gp_sitemap_done(t, &t->result, state);
}

int gp_sitemaps_save(struct gp_crawl *c, bool whole, struct gp_err *e)
{
	if (c->sitemaps_cut)
		gp_buf_puts(&c->sitemap_notes, "0 index cut files 0\n");
	if (whole && c->sitemap_notes.len)
		gp_buf_puts(&c->sitemap_notes, "0 usual whole\n");
	return gp_store_put_value(c->store, "sitemaps", c->sitemap_notes.data ? c->sitemap_notes.data : "",
	    c->sitemap_notes.len, e);
}

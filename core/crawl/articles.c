/*
 * articles.c - what the office published on platforms, as if a page linked to it
 *
 * The page is none: it has an address that nobody asks for, a title, and the articles as its links. So an article
 * that is gone is told like any other link, with its place and its past.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/engine.h"

static void put_page(struct gp_crawl *c, const struct gp_crawl_source *s, struct gp_store_url *row)
{
	const struct gp_found f = {.url = "", .raw = s->address, .text = ""};
	struct gp_store_result r = {.cause = "", .cause2 = "", .location = "", .type = "", .size = -1, .detail = "",
	    .title = s->title, .plain_count = -1, .charset = "", .at = gp_clock_now()};
	bool same;

	free(gp_frontier_open(c, &f, row, &same)); /* known when the run was resumed */
	r.id = row->id;
	gp_writer_result(c->writer, &r);
}

/* The id of its address; 0 when it is no link at all. */
static int64_t put_article(struct gp_crawl *c, const struct gp_crawl_article *a, int64_t page, bool *same)
{
	struct gp_found f = {.url = "", .raw = a->url, .text = a->text, .text_n = strlen(a->text), .parent = page,
	    .flags = GP_URLF_LINKED | GP_URLF_ARTICLE};
	char *url = NULL;
	int64_t id;

	f.why = gp_url_parse(&c->target, a->url, strlen(a->url), NULL, NULL);
	if (f.why == GP_URL_OK) {
		f.url = url = gp_strndup(gp_url_href(&c->target), gp_url_bare_len(&c->target));
		f.url_n = strlen(url);
	}
	id = gp_frontier_add(c, &f, same);
	free(url);
	return id;
}

void gp_articles_add(struct gp_crawl *c)
{
	for (size_t i = 0; i < c->o->source_count; i++) {
		const struct gp_crawl_source *s = &c->o->sources[i];
		struct gp_edge_writer w;
		struct gp_store_url row;

		put_page(c, s, &row);
		gp_buf_clear(&c->edges);
		gp_edges_begin(&w, &c->edges);
		for (size_t k = 0; k < s->count; k++) {
			struct gp_edge e = {.line = (uint32_t)k + 1, .kind = gp_edge_kind("a", 1), .text = s->list[k].text,
			    .text_n = strlen(s->list[k].text)};

			e.to = put_article(c, &s->list[k], row.id, &e.same_text);
			if (e.to && gp_edges_put(&w, &e))
				break;
		}
		gp_writer_links(c->writer, row.id, c->edges.data, c->edges.len);
		gp_writer_turn(c->writer);
	}
}

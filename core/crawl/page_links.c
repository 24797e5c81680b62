/* page_links.c - the links of a page: where they lead, and what the store keeps of them */
#include "core/crawl/edges.h"
#include "core/crawl/engine.h"

/* The id of a link's target. One that was followed before needs no second look. */
static int64_t target(struct gp_task *t, const struct gp_page_link *l, uint64_t kin, bool *same_text)
{
	struct gp_found f = {.url = l->url, .url_n = l->url_n, .raw = l->raw, .why = l->why,
	    .text = l->text, .text_n = l->text_n, .depth = t->depth + 1, .parent = t->id,
	    .flags = GP_URLF_LINKED | (l->resource ? (unsigned)GP_URLF_RESOURCE : 0u), .kin = kin, .known = l->known};

	if (!l->known || !l->known->id)
		return gp_frontier_add(t->lane->crawl, &f, same_text);
	*same_text = l->known->first_text == gp_frontier_text_hash(l->text, l->text_n);
	return l->known->id;
}

void gp_page_links(struct gp_task *t, const struct gp_page *page)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_edge_writer w;
	uint64_t kin = gp_escape_family(c, t);

	c->reading = t->url;
	gp_buf_clear(&c->edges);
	gp_edges_begin(&w, &c->edges);
	for (size_t i = 0; i < page->link_count; i++) {
		const struct gp_page_link *l = &page->links[i];
		struct gp_edge e = {.line = l->line, .col = l->col, .kind = l->kind, .place = l->place,
		    .hidden = l->hidden, .mixed = l->mixed, .low = l->low, .has_fragment = l->has_fragment, .text = l->text,
		    .text_n = l->text_n, .fragment = l->fragment, .fragment_n = l->fragment_n};

		e.stamp = l->stamp ? *l->stamp : 0;
		e.to = e.stamp ? 0 : target(t, l, kin, &e.same_text);
		if (e.to && e.has_fragment)
			gp_passages_want(c, e.to, e.fragment, e.fragment_n);
		if (e.to && l->stamp && l->known->id == e.to) /* else the next one may lead elsewhere: it was cut */
			*l->stamp = e.stamp = gp_writer_stamp(c->writer, &e);
		if ((e.to || e.stamp) && gp_edges_put(&w, &e))
			break;
	}
	gp_writer_links(c->writer, t->id, c->edges.data, c->edges.len);
}

#include "core/crawl/recall.h"

#include <stdlib.h>
#include <string.h>

#include "core/store/crawl_past.h"

static const char *keep(struct gp_recalled *r, const char *s)
{
	return s ? gp_arena_strndup(&r->arena, s, strlen(s)) : NULL;
}

static void keep_result(struct gp_recalled *out, const struct gp_store_result *r)
{
	out->result = *r;
	out->result.cause = keep(out, r->cause);
	out->result.cause2 = keep(out, r->cause2);
	out->result.location = keep(out, r->location);
	out->result.type = keep(out, r->type);
	out->result.detail = keep(out, r->detail);
	out->result.title = keep(out, r->title);
	out->result.charset = keep(out, r->charset);
	out->result.etag = keep(out, r->etag);
	out->result.modified = keep(out, r->modified);
}

static struct gp_recalled_link *add_link(struct gp_recalled *out)
{
	struct gp_recalled_link *bigger;

	if (out->link_count == out->link_cap) {
		out->link_cap = out->link_cap ? out->link_cap * 2 : 64;
		bigger = gp_arena_alloc(&out->arena, out->link_cap * sizeof *bigger);
		if (out->link_count)
			memcpy(bigger, out->links, out->link_count * sizeof *bigger);
		out->links = bigger;
	}
	return &out->links[out->link_count++];
}

/* The blob knows targets by their ids of that run, which mean nothing now. */
static int read_links(struct gp_recalled *out, struct gp_store *s, struct gp_last_stamps *stamps, const char *page,
    const char *blob, size_t n, struct gp_err *e)
{
	struct gp_edge_reader r;
	struct gp_edge edge;
	int more;

	gp_edges_open(&r, blob, n);
	while ((more = gp_edges_next(&r, &edge)) == 1) {
		struct gp_recalled_link *l;
		struct gp_store_url u;
		int found = edge.stamp ? gp_last_stamps_get(stamps, s, edge.stamp, &edge, e) : 1;

		if (!found) {
			more = -1;
			break;
		}
		if (found > 0)
			found = gp_store_last_url(s, edge.to, &u, e);
		if (found < 0)
			return -1;
		if (!found)
			continue;
		if (u.flags & GP_URLF_TRAP) { /* what was cut is in the page only */
			out->found = false;
			return 0;
		}
		if (edge.same_text) {
			edge.text = u.text;
			edge.text_n = strlen(u.text);
		}
		l = add_link(out);
		*l = (struct gp_recalled_link){.edge = edge, .url = keep(out, u.url), .judged = !u.host,
		    .resource = u.flags & GP_URLF_RESOURCE};
		l->edge.text = gp_arena_strndup(&out->arena, edge.text, edge.text_n);
		l->edge.fragment = gp_arena_strndup(&out->arena, edge.fragment, edge.fragment_n);
	}
	return more < 0 ? gp_fail(e, GP_EINTEGRITY, "the links of %s are damaged in the crawl file; check again "
	    "with --fresh", page) : 0;
}

static int blob_of(struct gp_recalled *out, struct gp_store *s, enum gp_store_last which, int64_t last,
    const char **to, size_t *n, struct gp_err *e)
{
	char *blob;

	if (gp_store_last_blob(s, which, last, &blob, n, e))
		return -1;
	*to = blob ? gp_arena_strndup(&out->arena, blob, *n) : NULL;
	free(blob);
	return 0;
}

int gp_recall_read(struct gp_recalled *out, struct gp_store *s, struct gp_last_stamps *stamps, int64_t last,
    struct gp_err *e)
{
	struct gp_store_url u;
	struct gp_store_result r;
	const char *ids, *links, *findings, *page;
	size_t links_n;
	int found = gp_store_last_result(s, last, &u, &r, e);

	if (found != 1)
		return found;
	keep_result(out, &r);
	page = keep(out, u.url);
	if (blob_of(out, s, GP_LAST_IDS, last, &ids, &out->result.ids_n, e) ||
	    blob_of(out, s, GP_LAST_LINKS, last, &links, &links_n, e) ||
	    blob_of(out, s, GP_LAST_FINDINGS, last, &findings, &out->findings_n, e))
		return -1;
	out->result.ids = ids;
	out->findings = findings;
	out->found = true;
	return links ? read_links(out, s, stamps, page, links, links_n, e) : 0;
}

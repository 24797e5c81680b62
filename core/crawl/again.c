/* again.c - what the last run read need not be read again: pages that are the same, links that were fine */
#include <stdlib.h>
#include <string.h>

#include "core/base/finding.h"
#include "core/base/mem.h"
#include "core/base/value.h"
#include "core/crawl/engine.h"

void gp_again_ask(struct gp_task *t, struct gp_fetch_request *q)
{
	const struct gp_crawl *c = t->lane->crawl;

	t->last = 0;
	if (t->kind != GP_TASK_URL || !t->lane->own || c->o->mode != GP_CRAWL_SITE || t->second || t->forgotten ||
	    q->head || !(t->flags & GP_URLF_CRAWL) || (!c->o->same_rules && (gp_look_wants(t) || gp_look_bytes(t))))
		return;
	t->last = gp_known_page(&c->known, t->url, &q->etag, &q->modified);
}

bool gp_again_same(struct gp_task *t, const struct gp_fetch_reply *r)
{
	struct gp_crawl *c = t->lane->crawl;

	if (!t->last || r->failure || r->status != 304)
		return false;
	t->result.elapsed_ms = r->elapsed_ms;
	c->recalling++;
	gp_writer_recall(c->writer, t->last, t);
	return true;
}

/* What never was an address is judged again, from the text that is kept of it. */
static void judge_again(struct gp_task *t, struct gp_page_link *l, const char *shown, const struct gp_url *base)
{
	struct gp_url *u = &t->lane->crawl->target;

	l->raw = shown;
	l->url = "";
	l->why = gp_url_parse(u, l->raw, strlen(l->raw), base, NULL);
	if (l->why != GP_URL_OK)
		return;
	l->url_n = gp_url_bare_len(u);
	l->url = gp_arena_strndup(&t->strings, gp_url_href(u), l->url_n);
}

static void take_links(struct gp_task *t, const struct gp_recalled *r, struct gp_page *page)
{
	struct gp_url base;

	gp_url_init(&base);
	if (gp_url_parse(&base, t->url, strlen(t->url), NULL, NULL) != GP_URL_OK)
		goto out;
	page->links = gp_arena_alloc(&t->strings, r->link_count * sizeof *page->links);
	for (size_t i = 0; i < r->link_count; i++) {
		const struct gp_recalled_link *from = &r->links[i];
		const struct gp_edge *e = &from->edge;
		struct gp_page_link *l = &page->links[page->link_count++];

		*l = (struct gp_page_link){.kind = e->kind, .why = GP_URL_OK, .url = from->url, .url_n = strlen(from->url),
		    .raw = "", .fragment = e->fragment, .fragment_n = e->fragment_n, .has_fragment = e->has_fragment,
		    .text = e->text, .text_n = e->text_n, .line = e->line, .col = e->col, .place = e->place,
		    .hidden = e->hidden, .mixed = e->mixed, .low = e->low, .resource = from->resource};
		if (from->judged)
			judge_again(t, l, from->url, &base);
	}
out:
	gp_url_free(&base);
}

/* Of a file that could not be read, or by a rule that broke, nothing holds: the next try may know more. */
static bool undecided(const struct gp_recalled *r)
{
	struct gp_arena a = {0};
	struct gp_value list;
	struct gp_finding f;
	struct gp_err e = GP_ERR_INIT;
	bool bad = r->findings_n && (gp_value_unpack(&list, &a, r->findings, r->findings_n, &e) || list.type != GP_VALUE_LIST);

	for (size_t i = 0; r->findings_n && !bad && i < list.list.n; i++)
		if (list.list.items[i].type != GP_VALUE_LIST) /* what rules keep */
			bad = gp_finding_read(&f, &list.list.items[i], &e) || f.severity == GP_SEVERITY_UNCHECKED;
	gp_arena_free(&a);
	return bad;
}

/* It is as it was, and so is what rules found. */
static void file_is_same(struct gp_task *t, const struct gp_recalled *r)
{
	struct gp_writer *w = t->lane->crawl->writer;

	if (gp_look_bytes(t) && r->findings_n)
		gp_writer_findings(w, t->id, r->findings, r->findings_n);
	gp_task_done(t, &t->result);
}

void gp_again_read(void *user, void *ticket, const struct gp_recalled *r)
{
	struct gp_crawl *c = user;
	struct gp_task *t = ticket;
	struct gp_store_result *to = &t->result;
	struct gp_page page = {.title = r->result.title, .plain_count = r->result.plain_count,
	    .text_hash = r->result.text_hash, .phrases = (unsigned)r->result.phrases};
	int64_t elapsed = to->elapsed_ms;

	c->recalling--;
	if (!r->found || (!r->result.parsed && undecided(r))) {
		t->forgotten = true;
		gp_lane_push_front(t->lane, t);
		return;
	}
	*to = r->result;
	to->elapsed_ms = elapsed;
	if (!to->parsed) {
		file_is_same(t, r);
		return;
	}
	if (!to->ids)
		to->ids = ""; /* read, and without any */
	gp_host_saw_page(t->lane, t, &page);
	take_links(t, r, &page);
	c->fruit = false;
	if (page.link_count)
		gp_page_links(t, &page);
	gp_escape_page(c, t, &page);
	c->pages++;
	if (gp_look_wants(t) && r->findings_n)
		gp_writer_findings(c->writer, t->id, r->findings, r->findings_n);
	gp_writer_flags(c->writer, t->id, GP_URLF_SAME);
	gp_task_done(t, to);
}

int64_t gp_again_fine(const struct gp_lane *l, const struct gp_found *f, const char *url)
{
	if (l->own || l->folder || f->flags & (GP_URLF_SEED | GP_URLF_ARTICLE) || f->flags >> GP_HOPS_SHIFT)
		return 0;
	return gp_known_fine(&l->crawl->known, url);
}

/* look.c - pages of the own site that rules look at before they count as done */
#include <string.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/engine.h"
#include "core/crawl/pool.h"

#define HEADER_BYTES 16384 /* names and values shown together */

enum gp_wanted gp_look_wants(const struct gp_task *t)
{
	const struct gp_crawl_looker *looker = t->lane->crawl->o->looker;

	if (!looker || t->kind != GP_TASK_URL || !(t->flags & GP_URLF_CRAWL) || !(t->lane->own || t->lane->folder))
		return GP_UNWANTED;
	return looker->wants(looker->user, t->url);
}

enum gp_crawl_bytes gp_look_bytes(const struct gp_task *t)
{
	const struct gp_crawl_looker *looker = t->lane->crawl->o->looker;

	if (!looker || !looker->wants_file || t->kind != GP_TASK_URL || t->flags & GP_URLF_RESOURCE ||
	    t->lane->crawl->o->mode == GP_CRAWL_LIST || !(t->lane->own || t->lane->folder))
		return GP_CRAWL_NONE;
	return looker->wants_file(looker->user, t->url);
}

static const char *keep(struct gp_task *t, const char *s)
{
	return gp_arena_strndup(&t->strings, s, strlen(s));
}

void gp_look_found(struct gp_task *t, const char *from, const char *text, size_t n)
{
	const struct gp_crawl_looker *looker = t->lane->crawl->o->looker;

	if (!looker || !looker->wants_file || !(t->lane->own || t->lane->folder) || !from)
		return;
	t->from = keep(t, from);
	t->text = gp_arena_strndup(&t->strings, text, n);
}

void gp_look_headers(struct gp_task *t, const struct gp_fetch_reply *r)
{
	size_t n = 0, bytes = 0;

	if (!gp_look_wants(t))
		return;
	t->charset = keep(t, r->charset);
	t->headers = gp_arena_alloc(&t->strings, (2 * r->header_count + 1) * sizeof *t->headers);
	for (size_t i = 0; i < r->header_count; i++) {
		bytes += strlen(r->headers[i].name) + strlen(r->headers[i].value);
		if (bytes > HEADER_BYTES)
			break;
		t->headers[n++] = keep(t, r->headers[i].name);
		t->headers[n++] = keep(t, r->headers[i].value);
	}
	t->headers[n] = NULL;
}

void gp_look(struct gp_task *t, const struct gp_page *page)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_store_result *r = &t->result;
	struct gp_crawl_page shown = {.url = t->url, .type = r->type, .charset = t->charset ? t->charset : "", .status = r->status,
	    .headers = t->headers, .declared = keep(t, page->declared), .mislabelled = page->mislabelled,
	    .late_meta = page->late_meta, .fits = page->fits, .fits_n = page->fits_n, .date = page->date,
	    .finds = page->found, .find_count = page->found_count,
	    .facts = gp_arena_strndup(&t->strings, page->facts ? page->facts : "", page->facts_n), .facts_n = page->facts_n, .noted = page->noted};
	void *ids;

	t->looking = gp_pool_hold(c->pool);
	/* the page's strings go when the parser's callback returns */
	r->title = r->title ? keep(t, r->title) : NULL;
	r->charset = keep(t, r->charset);
	if (r->ids_n) {
		ids = gp_arena_alloc(&t->strings, r->ids_n);
		memcpy(ids, r->ids, r->ids_n);
		r->ids = ids;
	}
	shown.found = r->charset;
	shown.region = t->looking->region;
	shown.memory = gp_pool_region(c->pool, t->looking->region);
	shown.notes = gp_pool_notes(c->pool, t->looking->region);
	shown.offset = t->looking->offset;
	shown.length = t->looking->length;
	c->o->looker->look(c->o->looker->user, &shown, t);
}

void gp_look_file(struct gp_task *t, const char *body, size_t n)
{
	const struct gp_crawl_looker *looker = t->lane->crawl->o->looker;
	const struct gp_store_result *r = &t->result;
	const struct gp_crawl_file f = {.url = t->url, .type = r->type, .status = r->status, .size = r->size,
	    .from = t->from ? t->from : "", .text = t->text ? t->text : "", .body = body, .n = n};

	t->shown = n;
	t->result.read_at = gp_clock_now();
	t->lane->crawl->shown += n;
	looker->look_file(looker->user, &f, t);
}

void gp_crawl_looked(struct gp_task *t, const void *findings, size_t n)
{
	struct gp_crawl *c = t->lane->crawl;

	if (t->looking)
		gp_pool_release(c->pool, t->looking);
	c->shown -= t->shown;
	if (n)
		gp_writer_findings(c->writer, t->id, findings, n);
	gp_task_done(t, &t->result);
}

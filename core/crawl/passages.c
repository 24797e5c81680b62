/* passages.c - words that links point at: every page is looked through for them once */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/crawl/edges.h"
#include "core/crawl/engine.h"
#include "core/web/passage.h"

#define PAGES_MAX 4096               /* pages of which words are wanted */
#define BYTES_MAX ((size_t)4 << 20)  /* of all their directives */
#define AGAIN_LEAST 20               /* pages that may be asked for again, and … */
#define AGAIN_SHARE 20               /* … one for so many addresses that were asked for */

/* By number of the address; open addressing, at most half full. */
struct gp_passages {
	struct wanted {
		int64_t id;
		struct gp_buf lines; /* directives, each with its '\n' */
		bool missing;        /* the page was not looked through for one of them */
	} slots[2 * PAGES_MAX];
	size_t count, bytes;
};

static struct wanted *slot(struct gp_passages *p, int64_t id)
{
	size_t i = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 40) % (2 * PAGES_MAX);

	while (p->slots[i].id && p->slots[i].id != id)
		i = (i + 1) % (2 * PAGES_MAX);
	return &p->slots[i];
}

static bool has_line(const struct gp_buf *lines, struct gp_text d)
{
	const char *p = lines->data, *end = p + lines->len, *nl;

	for (; p < end && (nl = memchr(p, '\n', (size_t)(end - p))); p = nl + 1)
		if ((size_t)(nl - p) == d.n && !memcmp(p, d.p, d.n))
			return true;
	return false;
}

/* False when there is no room: then nothing will be said about the link's words. */
static bool want(struct gp_passages *p, int64_t id, struct gp_text d)
{
	struct wanted *w = slot(p, id);

	if (!w->id && p->count == PAGES_MAX)
		return false;
	if (has_line(&w->lines, d))
		return true;
	if (p->bytes + d.n + 1 > BYTES_MAX)
		return false;
	if (!w->id) {
		w->id = id;
		gp_buf_init(&w->lines, GP_PARSE_PASSAGES);
		p->count++;
	}
	if (w->lines.len + d.n + 1 > GP_PARSE_PASSAGES)
		return false;
	gp_buf_put(&w->lines, d.p, d.n);
	gp_buf_putc(&w->lines, '\n');
	p->bytes += d.n + 1;
	return true;
}

void gp_passages_want(struct gp_crawl *c, int64_t id, const char *fragment, size_t n)
{
	const char *p = fragment + gp_passage_at(fragment, n), *end = fragment + n;
	struct gp_text d;

	while (p < end && gp_passage_next(&p, end, &d)) {
		c->passages_linked = true;
		if (!c->passages)
			c->passages = gp_calloc(1, sizeof *c->passages);
		if (!want(c->passages, id, d))
			return;
	}
}

const char *gp_passages_of(const struct gp_crawl *c, int64_t id)
{
	const struct wanted *w = c->passages && id > 0 ? slot(c->passages, id) : NULL;

	return w && w->lines.data ? w->lines.data : "";
}

void gp_passages_move(struct gp_crawl *c, int64_t from, int64_t to)
{
	const char *lines = gp_passages_of(c, from), *nl;

	for (; to && (nl = strchr(lines, '\n')); lines = nl + 1)
		if (!want(c->passages, to, (struct gp_text){lines, (size_t)(nl - lines)}))
			return;
}

static void clear(struct gp_passages *p)
{
	for (size_t i = 0; p && i < 2 * PAGES_MAX; i++)
		gp_buf_free(&p->slots[i].lines);
	if (p)
		memset(p, 0, sizeof *p);
}

void gp_passages_free(struct gp_crawl *c)
{
	clear(c->passages);
	free(c->passages);
	c->passages = NULL;
}

/* --- what the pages were not looked through for */

struct missing {
	struct gp_crawl *c;
	struct gp_nodes nodes;
	struct gp_err *e;
};

static int check_edge(struct missing *m, const struct gp_edge *e)
{
	const char *p = e->fragment + gp_passage_at(e->fragment, e->fragment_n), *end = e->fragment + e->fragment_n;
	struct gp_judgement j;
	struct gp_text d;
	const void *ids;
	size_t bytes;
	int rc;

	if (p == end || e->to <= 0)
		return 0;
	j = gp_judge(&m->nodes, e->to);
	if ((size_t)j.final >= m->nodes.count || !m->nodes.list[j.final].parsed)
		return 0;
	rc = gp_store_ids(m->c->store, j.final, &ids, &bytes, m->e);
	while (rc == 1 && gp_passage_next(&p, end, &d)) { /* new answers replace all old ones */
		if (!want(m->c->passages, j.final, d))
			break;
		if (!gp_edges_has_name(ids, bytes, gp_edges_passage_hash(d.p, d.n, false)))
			slot(m->c->passages, j.final)->missing = true;
	}
	return rc < 0 ? -1 : 0;
}

static int check_links(void *user, int64_t page, const char *url, const void *blob, size_t n)
{
	struct gp_edge_reader r;
	struct gp_edge e;

	(void)page;
	(void)url;
	gp_edges_open(&r, blob, n);
	while (gp_edges_next(&r, &e) == 1)
		if (e.has_fragment && /* which no stamp with a directive has */ check_edge(user, &e))
			return -1;
	return 0; /* a damaged blob is the report's to complain about */
}

/* A task for the page, to look through it only. */
static int task_for(struct gp_crawl *c, const struct wanted *w, struct gp_task **list, struct gp_err *e)
{
	struct gp_store_url u;
	struct gp_store_result r;
	struct gp_lane *l;
	struct gp_task *t;
	int rc = gp_store_result(c->store, w->id, &u, &r, e);

	if (rc < 1)
		return rc;
	l = u.host > 0 && (size_t)u.host <= c->lane_count ? c->lanes[u.host - 1] : NULL;
	if (!l)
		return 0;
	t = gp_task_new(l, w->id, u.url, 0, 0);
	t->kind = GP_TASK_PASSAGES;
	t->no_head = true;
	t->next = *list;
	*list = t;
	return 0;
}

static int tasks(struct gp_crawl *c, struct gp_task **list, struct gp_err *e)
{
	int64_t left = AGAIN_LEAST + c->admitted / AGAIN_SHARE;

	for (size_t i = 0; i < 2 * PAGES_MAX && left; i++)
		if (c->passages->slots[i].missing) {
			if (task_for(c, &c->passages->slots[i], list, e))
				return -1;
			left--;
		}
	return 0;
}

int gp_passages_missing(struct gp_crawl *c, struct gp_task **list, struct gp_err *e)
{
	struct missing m = {.c = c, .e = e};
	int rc;

	*list = NULL;
	c->passages_asked = true;
	if (!c->passages)
		c->passages = gp_calloc(1, sizeof *c->passages);
	clear(c->passages);
	if (gp_nodes_load(&m.nodes, c->store, e))
		return -1;
	rc = gp_store_each_links(c->store, check_links, &m, e) || tasks(c, list, e) ? -1 : 0;
	gp_nodes_free(&m.nodes);
	return rc;
}

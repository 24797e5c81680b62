/* crawl.c - the life of a run */
#define _GNU_SOURCE
#include "core/crawl/engine.h"

#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/pool.h"
#include "core/web/address.h"

#define WORKERS 2
#define PAGE_BUDGET_MS 5000
#define TICK_MS 250
#define NOTES_MAX ((size_t)GP_SITEMAP_FILES * 100)
#define EDGES_MAX ((size_t)32 << 20)
#define LARGE_BLOCK (1 << 20)

void gp_crawl_fail(struct gp_crawl *c, const struct gp_err *e)
{
	if (!c->error.code)
		c->error = *e;
	c->stopping = true;
}

/* --- progress */

static void slowest(const struct gp_crawl *c, struct gp_crawl_host_load out[3])
{
	for (size_t i = 0; i < c->lane_count; i++) {
		const struct gp_lane *l = c->lanes[i];
		struct gp_crawl_host_load h;

		if (!l || !(l->queued + l->running) || !l->answers)
			continue;
		h = (struct gp_crawl_host_load){l->key, l->answer_ms / l->answers, l->queued + l->running};
		for (size_t k = 0; k < 3; k++)
			if (!out[k].key || out[k].mean_ms < h.mean_ms) {
				struct gp_crawl_host_load was = out[k];

				out[k] = h;
				h = was;
			}
	}
}

static void report_progress(struct gp_crawl *c)
{
	struct gp_crawl_progress p = {.found = c->done + c->pending, .done = c->done, .pages = c->pages,
	    .requests = c->requests, .failing = c->failing, .elapsed_ms = gp_clock_mono_ms() - c->started};

	if (!c->watch->progress)
		return;
	slowest(c, p.slowest);
	c->watch->progress(c->watch->user, &p);
}

static void on_tick(void *user)
{
	struct gp_crawl *c = user;
	const struct gp_err *bad = gp_writer_failed(c->writer);

	if (bad)
		gp_crawl_fail(c, bad);
	if (c->o->max_ms && gp_clock_mono_ms() - c->started >= c->o->max_ms)
		c->over_budget = c->out_of_time = true;
	report_progress(c);
	gp_loop_arm(c->loop, &c->tick, gp_clock_mono_ms() + TICK_MS);
}

/* --- start */

static unsigned classes_of_seeds(struct gp_crawl *c)
{
	unsigned allow = GP_ADDRESS_PUBLIC;
	char host[256];

	for (size_t i = 0; i < c->o->seed_count; i++)
		if (gp_url_parse(&c->url, c->o->seeds[i], strlen(c->o->seeds[i]), NULL, NULL) == GP_URL_OK &&
		    !gp_url_host(&c->url, host, sizeof host))
			allow |= gp_address_of_host(host);
	return allow;
}

static int load_key(struct gp_crawl *c, struct gp_err *e)
{
	unsigned char key[GP_VISITED_KEY];
	char *saved = NULL;
	size_t n = 0;

	if (gp_store_get_value(c->store, "visited-key", &saved, &n, e))
		return -1;
	if (saved && n == sizeof key) {
		memcpy(key, saved, n);
	} else {
		if (getrandom(key, sizeof key, 0) != sizeof key) {
			free(saved);
			return gp_fail_errno(e, GP_EIO, "no random numbers from the system");
		}
		if (gp_store_put_value(c->store, "visited-key", key, sizeof key, e)) {
			free(saved);
			return -1;
		}
	}
	free(saved);
	gp_visited_init(&c->visited, key);
	return 0;
}

static int resume_host(void *user, const struct gp_store_host *h)
{
	struct gp_crawl *c = user;
	const char *host = strstr(h->key, "://");
	char name[256];
	struct gp_lane *l;

	if (!host || gp_url_parse(&c->url, h->key, strlen(h->key), NULL, NULL) != GP_URL_OK ||
	    gp_url_host(&c->url, name, sizeof name))
		return 0;
	l = gp_lane_make(c, h->key, name, h->id, h->own);
	l->probe_status = h->probe_status;
	/* where a redirect led is not in the store until the end, and a failure teaches nothing: ask again */
	l->probe_asked = h->probe_status > 0 && (h->probe_status < 300 || h->probe_status >= 400);
	l->probe_hash = h->probe_hash;
	l->probe_plain = h->probe_plain;
	l->root_hash = h->root_hash;
	snprintf(l->down, sizeof l->down, "%s", h->down);
	return 0;
}

static int resume_url(void *user, const struct gp_store_url *u, bool done)
{
	struct gp_crawl *c = user;
	struct gp_lane *l = u->host > 0 && (size_t)u->host <= c->lane_count ? c->lanes[u->host - 1] : NULL;

	gp_frontier_know(c, u);
	gp_escape_know(c, u);
	c->last_id = u->id > c->last_id ? u->id : c->last_id;
	c->done += done;
	c->admitted += done && u->host;
	if (done && l && u->flags & GP_URLF_CRAWL)
		l->has_pages = true;
	if (!done && !u->host && !strncasecmp(u->url, "mailto:", 7))
		gp_mail_know(c, u);
	if (done || !l)
		return 0;
	c->pending++;
	if (c->o->depth < 0) {
		l->spilled = true;
		return 0;
	}
	if (c->pending == 1 || u->depth < c->level)
		c->level = u->depth;
	gp_lane_push(l, gp_task_new(l, u->id, u->url, u->depth, u->flags));
	return 0;
}

static int resume(struct gp_crawl *c, struct gp_err *e)
{
	if (gp_store_each_host(c->store, resume_host, c, e) || gp_store_each_url(c->store, resume_url, c, e))
		return -1;
	for (size_t i = 0; i < c->lane_count; i++)
		for (struct gp_task *t = c->lanes[i] ? c->lanes[i]->head : NULL; t; t = t->next) {
			if (t->depth <= c->level)
				c->at_level++;
			else
				c->below++;
		}
	return 0;
}

static void add_seed(struct gp_crawl *c, const char *seed)
{
	struct gp_found f = {.url = "", .raw = seed, .text = "", .flags = GP_URLF_SEED};
	char *url = NULL;
	bool same;

	f.why = gp_url_parse(&c->target, seed, strlen(seed), NULL, NULL);
	if (f.why == GP_URL_OK) {
		f.url = url = gp_strndup(gp_url_href(&c->target), gp_url_bare_len(&c->target));
		f.url_n = strlen(url);
	}
	gp_frontier_add(c, &f, &same);
	free(url);
	gp_writer_turn(c->writer);
}

static void add_seeds(struct gp_crawl *c)
{
	for (size_t i = 0; i < c->o->seed_count; i++)
		add_seed(c, c->o->seeds[i]);
	for (size_t i = 0; c->o->mode == GP_CRAWL_SITE && i < c->lane_count; i++)
		if (c->lanes[i] && c->lanes[i]->own)
			gp_host_probe(c->lanes[i]);
}

static int open_parts(struct gp_crawl *c, struct gp_err *e)
{
	const struct gp_crawl_options *o = c->o;
	struct gp_fetch_options fo = {.connections = o->connections, .timeout_ms = o->timeout_ms,
	    .body_max = GP_BODY_MAX, .agent = o->agent, .language = o->language, .proxy = o->network.proxy,
	    .proxy_header = o->network.proxy_header, .marks = o->phrases->guards.headers};
	struct gp_pool_options po = {.workers = WORKERS, .budget_ms = PAGE_BUDGET_MS, .region = GP_BODY_MAX,
	    .phrases = o->phrases};

	if (o->looker) {
		po.triggers = o->looker->conditions;
		po.trigger_count = o->looker->condition_count;
	}
	if (gp_loop_new(&c->loop, e) || gp_fetch_new(&c->fetch, c->loop, &fo, e) ||
	    gp_pool_new(&c->pool, c->loop, &po, e))
		return -1;
	return o->looker ? o->looker->begin(o->looker->user, c->loop, e) : 0;
}

/* What the last run knows; a part of the visited set's secret serves here as well. */
static int load_known(struct gp_crawl *c, struct gp_err *e)
{
	int64_t now = gp_clock_now();

	if (c->o->forget)
		return 0;
	return gp_known_load(&c->known, c->store, now - GP_READ_AGAIN_S,
	    c->o->recheck_after_s ? now - c->o->recheck_after_s : INT64_MAX, c->visited.key, e);
}

/* From here on only the writer's thread touches the store. */
static int start_writer(struct gp_crawl *c, struct gp_err *e)
{
	struct gp_writer_calls calls = {.refill = gp_lanes_refilled, .recall = gp_again_read, .user = c};

	return gp_writer_new(&c->writer, c->store, c->loop, &calls, e);
}

static int begin(struct gp_crawl *c, bool resumed, struct gp_err *e)
{
	c->cookies = c->o->network.cookies ? c->o->network.cookies : gp_cookies_new();
	c->allow = classes_of_seeds(c);
	if (open_parts(c, e) || load_key(c, e) || load_known(c, e) || (resumed && resume(c, e)) ||
	    start_writer(c, e))
		return -1;
	if (c->o->mode == GP_CRAWL_FOLDER && gp_folder_open(c, e))
		return -1;
	gp_mail_resume(c);
	add_seeds(c); /* when resumed as well: the run may have been killed before all were written */
	gp_articles_add(c);
	for (size_t i = 0; i < c->lane_count; i++)
		if (c->lanes[i])
			gp_lane_update(c->lanes[i]);
	c->passages_linked = resumed; /* what links named before is in the store only */
	return 0;
}

/* --- turns */

static bool next_level(struct gp_crawl *c)
{
	int next = INT_MAX;

	if (c->o->depth < 0 || c->at_level || !c->below)
		return false;
	/* not always the one below: what is asked for again at the end has the depth that it had */
	for (const struct gp_task *t = c->tasks; t; t = t->all_next)
		if (t->kind == GP_TASK_URL && t->depth > c->level && t->depth < next)
			next = t->depth;
	for (const struct gp_task *t = c->tasks; t; t = t->all_next)
		c->at_level += t->kind == GP_TASK_URL && t->depth == next;
	c->below -= c->at_level;
	c->level = next;
	for (size_t i = 0; i < c->lane_count; i++)
		if (c->lanes[i])
			gp_lane_update(c->lanes[i]);
	return true;
}

static bool finished(const struct gp_crawl *c)
{
	bool quiet = !c->running && !c->recalling && !gp_pool_backlog(c->pool);

	if (c->stopping || c->out_of_time) /* a slow server must not stretch either */
		return true;
	return c->over_budget ? quiet : c->pending <= 0 && !c->helpers && quiet;
}

/* Whether something is left to do when every address is done; the writer stands aside to read what was stored. */
static int last_round(struct gp_crawl *c, bool *more, struct gp_err *e)
{
	struct gp_writer *w = c->writer;
	struct gp_task *t, *next;

	*more = false;
	if (c->stopping || c->out_of_time || c->over_budget)
		return 0;
	*more = gp_sitemaps_ask(c) || gp_road_ask(c) || gp_site_ask(c);
	if (*more || !c->passages_linked || c->passages_asked)
		return 0;
	*more = true;
	c->writer = NULL;
	if (gp_writer_close(w, e) || gp_passages_missing(c, &t, e) || start_writer(c, e))
		return -1;
	for (; t; t = next) {
		next = t->next;
		c->helpers++;
		gp_lane_push(t->lane, t);
	}
	return 0;
}

static int turns(struct gp_crawl *c, struct gp_err *e)
{
	gp_loop_arm(c->loop, &c->tick, gp_clock_mono_ms() + TICK_MS);
	for (;;) {
		bool more;

		if (c->o->stop && *c->o->stop)
			c->stopping = true;
		gp_fetch_make_room(c->fetch, gp_pool_backlog(c->pool));
		gp_lanes_pump(c);
		gp_writer_turn(c->writer);
		if (finished(c)) {
			if (last_round(c, &more, e))
				return -1;
			if (!more)
				return 0;
		}
		more = !c->over_budget && (next_level(c) ||
		    (c->ring && c->running < c->o->connections && c->recalling < GP_RECALLS_MAX && !gp_pool_backlog(c->pool) && !c->shown));
		if (gp_loop_turn(c->loop, more ? 0 : TICK_MS, e))
			return -1;
	}
}

/* --- end */

struct undone {
	int64_t *id;
	size_t n, cap;
};

static int collect_undone(void *user, const struct gp_store_url *u, bool done)
{
	struct undone *l = user;

	if (done)
		return 0;
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 256;
		l->id = gp_reallocarray(l->id, l->cap, sizeof *l->id);
	}
	l->id[l->n++] = u->id;
	return 0;
}

/* What the budget left over is not forgotten: it is in the report as unchecked. */
static int give_up_undone(struct gp_crawl *c, struct gp_err *e)
{
	struct undone l = {0};
	int rc = gp_store_each_url(c->store, collect_undone, &l, e) || gp_store_batch(c->store, e) ? -1 : 0;

	for (size_t i = 0; !rc && i < l.n; i++) {
		struct gp_store_result r = {.id = l.id[i], .cause = "budget", .cause2 = "", .location = "", .type = "",
		    .size = -1, .detail = "", .plain_count = -1, .charset = "", .at = gp_clock_now()};

		rc = gp_store_put_result(c->store, &r, e);
	}
	free(l.id);
	return rc || gp_store_commit(c->store, e) ? -1 : 0;
}

/* Every page was read that is linked on the site. */
static bool is_whole(const struct gp_crawl *c)
{
	return c->o->mode == GP_CRAWL_SITE && c->o->depth < 0 && !c->o->include && !c->o->follow &&
	    !c->o->no_follow;
}

static int end(struct gp_crawl *c, struct gp_crawl_outcome *out, struct gp_err *e)
{
	int rc;

	for (size_t i = 0; i < c->lane_count; i++)
		if (c->lanes[i] && c->lanes[i]->probe_location)
			gp_host_save(c->lanes[i]); /* now the address it redirects to has its number */
	rc = gp_writer_close(c->writer, e);
	c->writer = NULL;
	if (!rc && c->error.code) {
		*e = c->error;
		rc = -1;
	}
	if (rc)
		return -1;
	out->state = c->stopping ? "interrupted" : c->over_budget ? "budget" : "complete";
	out->requests = c->requests;
	snprintf(out->protection, sizeof out->protection, "%s", gp_pool_protection(c->pool));
	if (c->over_budget && !c->stopping && give_up_undone(c, e))
		return -1;
	if (gp_site_save(c, e))
		return -1;
	if (!strcmp(out->state, "complete") && gp_sitemaps_save(c, is_whole(c), e))
		return -1;
	return gp_store_end_run(c->store, out->state, e);
}

static void release(struct gp_crawl *c)
{
	struct gp_err ignored = GP_ERR_INIT;

	if (c->o->looker && c->loop)
		c->o->looker->end(c->o->looker->user);
	gp_mail_free(c);
	gp_fetch_free(c->fetch);
	gp_pool_free(c->pool);
	if (c->writer && gp_writer_close(c->writer, &ignored))
		c->writer = NULL; /* the first failure is already on its way to the user */
	while (c->tasks)
		gp_task_free(c->tasks);
	for (size_t i = 0; i < c->lane_count; i++)
		gp_lane_free(c->lanes[i]);
	if (c->loop)
		gp_loop_disarm(c->loop, &c->tick);
	gp_loop_free(c->loop);
	if (c->folder_fd >= 0)
		close(c->folder_fd);
	free(c->lanes);
	free(c->lane_hash);
	gp_visited_free(&c->visited);
	gp_traps_free(&c->traps);
	gp_known_free(&c->known);
	gp_url_free(&c->url);
	gp_url_free(&c->target);
	gp_buf_free(&c->edges);
	gp_buf_free(&c->scratch);
	gp_buf_free(&c->cookie_line);
	if (!c->o->network.cookies)
		gp_cookies_free(c->cookies);
	gp_buf_free(&c->sitemap_notes);
	gp_road_free(c);
	gp_passages_free(c);
}

int gp_crawl_run(const struct gp_crawl_options *o, struct gp_store *s, bool resumed,
    const struct gp_crawl_watch *watch, struct gp_crawl_outcome *out, struct gp_err *e)
{
	struct gp_crawl c = {.o = o, .watch = watch, .store = s, .folder_fd = -1, .started = gp_clock_mono_ms(),
	    .tick = {.fn = on_tick}};
	int rc;

	/* a large page must not stay as a hole in the heap; glibc would raise the threshold by itself */
	mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
	c.tick.user = &c;
	gp_url_init(&c.url);
	gp_url_init(&c.target);
	gp_buf_init(&c.edges, EDGES_MAX);
	gp_buf_init(&c.scratch, 4 * GP_URL_MAX);
	gp_buf_init(&c.cookie_line, GP_COOKIES_MAX);
	gp_buf_init(&c.sitemap_notes, NOTES_MAX);
	rc = begin(&c, resumed, e) || turns(&c, e) ? -1 : end(&c, out, e);
	release(&c);
	return rc;
}

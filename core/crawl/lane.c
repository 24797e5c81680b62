/* lane.c - one queue a host; a request takes a slot only when its lane is ready */
#include "core/crawl/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/pool.h"

#define OTHER_RUNNING 2          /* connections to a host that is not ours */
#define OTHER_INTERVAL_MS 250    /* four starts a second there */
#define BACKLOG_MAX ((size_t)8 << 20) /* bytes of unread pages; no new fetch above it */
#define FOLDER_BURST 32          /* files read in one go */

static size_t lane_slot(const struct gp_crawl *c, const char *key)
{
	return (size_t)XXH3_64bits(key, strlen(key)) & (c->lane_hash_size - 1);
}

static void hash_lane(struct gp_crawl *c, struct gp_lane *l)
{
	size_t i = lane_slot(c, l->key);

	l->hash_next = c->lane_hash[i];
	c->lane_hash[i] = l;
}

static void grow_hash(struct gp_crawl *c)
{
	c->lane_hash_size = c->lane_hash_size ? c->lane_hash_size * 2 : 64;
	free(c->lane_hash);
	c->lane_hash = gp_calloc(c->lane_hash_size, sizeof(struct gp_lane *));
	for (size_t i = 0; i < c->lane_count; i++)
		if (c->lanes[i])
			hash_lane(c, c->lanes[i]);
}

static void on_timer(void *user)
{
	struct gp_lane *l = user;

	gp_lane_update(l);
}

static void set_pace(struct gp_lane *l)
{
	const struct gp_crawl_options *o = l->crawl->o;
	const struct gp_host_settings *s = l->settings;

	l->max_running = s && s->connections ? s->connections : l->own ? o->connections : OTHER_RUNNING;
	l->interval_ms = s && s->delay_ms >= 0 ? s->delay_ms : l->own || o->fast ? 0 : OTHER_INTERVAL_MS;
}

struct gp_lane *gp_lane_make(struct gp_crawl *c, const char *key, const char *host, int64_t id, bool own)
{
	struct gp_lane *l = gp_calloc(1, sizeof *l);

	while (c->lane_cap < (size_t)id) {
		size_t cap = c->lane_cap ? c->lane_cap * 2 : 64;

		c->lanes = gp_reallocarray(c->lanes, cap, sizeof(struct gp_lane *));
		memset(c->lanes + c->lane_cap, 0, (cap - c->lane_cap) * sizeof(struct gp_lane *));
		c->lane_cap = cap;
	}
	l->id = id;
	l->key = gp_strdup(key);
	l->host = gp_strdup(host);
	l->crawl = c;
	l->own = own;
	l->folder = c->o->mode == GP_CRAWL_FOLDER && !strcmp(key, GP_FOLDER_ORIGIN);
	l->tail = &l->head;
	l->timer.fn = on_timer;
	l->timer.user = l;
	l->settings = gp_network_settings(&c->o->network, host);
	set_pace(l);
	l->headers = gp_network_headers(c->o, key);
	if (own || l->folder) /* robots.txt is advice to others about our own site */
		l->robots_state = GP_ROBOTS_KNOWN;
	c->lanes[id - 1] = l;
	if ((size_t)id > c->lane_count)
		c->lane_count = (size_t)id;
	if (c->lane_count * 2 > c->lane_hash_size)
		grow_hash(c);
	else
		hash_lane(c, l);
	return l;
}

void gp_lane_adopt(struct gp_lane *l)
{
	if (l->own || l->folder)
		return;
	l->own = true;
	set_pace(l);
	l->robots_state = GP_ROBOTS_KNOWN;
	gp_host_save(l);
}

void gp_lane_free(struct gp_lane *l)
{
	if (!l)
		return;
	gp_loop_disarm(l->crawl->loop, &l->timer);
	gp_robots_free(l->robots);
	free(l->probe_location);
	free(l->certificate_names);
	free(l->start);
	free(l->key);
	free(l->host);
	free(l);
}

/* Whether the operator counts the host to the own site; "name:port" where a glob has a colon. */
static bool is_site_host(const struct gp_crawl *c, const struct gp_url *u, const char *host)
{
	char with[300];
	int port = u->port >= 0 ? u->port : u->scheme == GP_SCHEME_HTTPS ? 443 : 80;

	snprintf(with, sizeof with, "%s:%d", host, port);
	for (size_t i = 0; c->o->hosts && c->o->hosts[i]; i++) {
		const char *const one[] = {c->o->hosts[i], NULL};

		if (strchr(*one, ':') ? gp_globs_match(one, with) : u->port < 0 && gp_globs_match(one, host))
			return true;
	}
	return false;
}

/*
 * A host is ours when a seed names it (same name, whatever the scheme, on the same or a default port), or
 * when the operator says so.
 */
static bool own_host(struct gp_crawl *c, const struct gp_url *u, const char *host)
{
	struct gp_url seed;
	char name[256];
	bool own = false;

	if (c->o->mode != GP_CRAWL_SITE)
		return false;
	if (is_site_host(c, u, host))
		return true;
	gp_url_init(&seed);
	for (size_t i = 0; i < c->o->seed_count && !own; i++) {
		const char *s = c->o->seeds[i];

		own = gp_url_parse(&seed, s, strlen(s), NULL, NULL) == GP_URL_OK &&
		    !gp_url_host(&seed, name, sizeof name) && !strcmp(name, host) &&
		    (u->port == seed.port || u->port < 0);
	}
	gp_url_free(&seed);
	return own;
}

struct gp_lane *gp_lane_of(struct gp_crawl *c, const struct gp_url *u)
{
	struct gp_lane *l;
	char key[300], host[256];
	const char *href = gp_url_href(u);
	int n;

	if (gp_url_host(u, host, sizeof host))
		return NULL;
	n = snprintf(key, sizeof key, "%s://%.*s", gp_url_scheme_name(u->scheme),
	    (int)(u->host_end - u->host), href + u->host);
	if (n > 0 && u->port >= 0)
		n += snprintf(key + n, sizeof key - (size_t)n, ":%d", u->port);
	if (n <= 0 || (size_t)n >= sizeof key)
		return NULL;
	if (c->lane_hash_size)
		for (l = c->lane_hash[lane_slot(c, key)]; l; l = l->hash_next)
			if (!strcmp(l->key, key))
				return l;
	l = gp_lane_make(c, key, host, (int64_t)c->lane_count + 1, own_host(c, u, host));
	gp_host_save(l);
	return l;
}

/* Where a task goes that must not wait behind deeper ones. */
static struct gp_task **before_deeper(struct gp_lane *l, int depth)
{
	struct gp_task **at = &l->head;

	while ((*at)->depth <= depth)
		at = &(*at)->next;
	return at;
}

void gp_lane_push(struct gp_lane *l, struct gp_task *t)
{
	const struct gp_crawl *c = l->crawl;
	struct gp_task **at = l->tail;

	/* level by level: a redirect's target belongs to the level of its source, before deeper pages */
	if (c->o->depth >= 0 && l->head && t->depth < l->last_depth)
		at = t->depth <= c->level ? &l->head : before_deeper(l, t->depth);
	t->next = *at;
	*at = t;
	if (!t->next) {
		l->tail = &t->next;
		l->last_depth = t->depth;
	}
	l->queued++;
	if (t->id > l->cursor)
		l->cursor = t->id;
	gp_lane_update(l);
}

void gp_lane_push_front(struct gp_lane *l, struct gp_task *t)
{
	t->next = l->head;
	l->head = t;
	if (!t->next) {
		l->tail = &t->next;
		l->last_depth = t->depth;
	}
	l->queued++;
	if (t->id > l->cursor)
		l->cursor = t->id;
	gp_lane_update(l);
}

void gp_lane_delay(struct gp_lane *l, struct gp_task *t)
{
	struct gp_task **at = &l->delayed;

	while (*at && (*at)->not_before <= t->not_before)
		at = &(*at)->next;
	t->next = *at;
	*at = t;
	l->queued++;
	gp_lane_update(l);
}

static bool level_open(const struct gp_crawl *c, const struct gp_task *t)
{
	return c->o->depth < 0 || t->depth <= c->level;
}

/* The task that may start now; NULL and *wake (0: not by time) when none may. */
static struct gp_task *startable(struct gp_lane *l, int64_t now, int64_t *wake)
{
	struct gp_task *t = NULL;

	*wake = 0;
	if (l->running >= (l->slowed_running ? l->slowed_running : l->max_running))
		return NULL;
	if (l->head && level_open(l->crawl, l->head) &&
	    (l->robots_state != GP_ROBOTS_ASKED || l->head->kind == GP_TASK_ROBOTS))
		t = l->head;
	if (l->delayed && l->delayed->not_before <= now)
		t = l->delayed;
	else if (l->delayed && !t)
		*wake = l->delayed->not_before;
	if (!t)
		return NULL;
	if (l->paused_until > now || l->next_start > now) {
		*wake = l->paused_until > l->next_start ? l->paused_until : l->next_start;
		return NULL;
	}
	return t;
}

static void refill(struct gp_lane *l)
{
	if (l->spilled && !l->refilling && l->queued < GP_LANE_RAM / 4) {
		l->refilling = true;
		gp_writer_refill(l->crawl->writer, l->id, l->cursor, GP_LANE_RAM / 2);
	}
}

void gp_lane_update(struct gp_lane *l)
{
	struct gp_crawl *c = l->crawl;
	int64_t wake;

	refill(l);
	if (l->in_ring)
		return;
	if (startable(l, gp_clock_mono_ms(), &wake)) {
		l->in_ring = true;
		l->ring_next = NULL;
		if (c->ring)
			c->ring_last->ring_next = l;
		else
			c->ring = l;
		c->ring_last = l;
	} else if (wake) {
		gp_loop_arm(c->loop, &l->timer, wake);
	}
}

void gp_lanes_refilled(void *user, int64_t host, const struct gp_store_url *urls, size_t n, bool more)
{
	struct gp_crawl *c = user;
	struct gp_lane *l = c->lanes[host - 1];

	/* while this is set, pushing asks for no further refill from a cursor half-way */
	for (size_t i = 0; i < n; i++)
		gp_lane_push(l, gp_task_new(l, urls[i].id, urls[i].url, urls[i].depth, urls[i].flags));
	l->refilling = false;
	l->spilled = more || l->spilled_since;
	l->spilled_since = false;
	gp_lane_update(l);
}

static void take(struct gp_lane *l, const struct gp_task *t)
{
	struct gp_task **at = t == l->delayed ? &l->delayed : &l->head;

	*at = t->next;
	if (at == &l->head && !l->head)
		l->tail = &l->head;
	l->queued--;
}

static void start_one(struct gp_lane *l, struct gp_task *t, int64_t now)
{
	struct gp_crawl *c = l->crawl;

	take(l, t);
	if (l->folder) {
		c->admitted++;
		gp_folder_visit(t);
		return;
	}
	if (t->kind == GP_TASK_URL && gp_escape_task(t))
		return;
	if ((t->kind == GP_TASK_URL || t->kind == GP_TASK_SITEMAP || t->kind == GP_TASK_PASSAGES) && !gp_host_admits(t))
		return;
	c->admitted += t->kind == GP_TASK_URL && !t->requests;
	l->running++;
	c->running++;
	l->next_start = now + (l->slowed_ms > l->interval_ms ? l->slowed_ms : l->interval_ms);
	gp_visit_start(t);
}

/* --max-urls: no address more is asked for than that. */
static bool over_budget(struct gp_crawl *c, const struct gp_task *t)
{
	if (c->o->max_urls && c->admitted >= c->o->max_urls && t->kind == GP_TASK_URL && !t->requests)
		c->over_budget = true;
	return c->over_budget;
}

void gp_lanes_pump(struct gp_crawl *c)
{
	int64_t now, wake;
	int files = 0;

	if (c->stopping || c->over_budget)
		return;
	while (c->ring && !c->over_budget && c->running < c->o->connections && c->recalling < GP_RECALLS_MAX &&
	    gp_pool_backlog(c->pool) + c->shown < BACKLOG_MAX) {
		struct gp_lane *l = c->ring;
		struct gp_task *t;

		/* the clock is read anew: a lane that became ready meanwhile would come round for ever */
		now = gp_clock_mono_ms();
		c->ring = l->ring_next;
		l->in_ring = false;
		t = startable(l, now, &wake);
		if (t && l->folder && files++ >= FOLDER_BURST)
			t = NULL;
		if (t && !over_budget(c, t))
			start_one(l, t, now);
		gp_lane_update(l);
		if (files > FOLDER_BURST)
			return;
	}
}

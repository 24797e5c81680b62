/* hosts.c - what a host says about itself: robots.txt, and how it answers a made-up address */
#define _GNU_SOURCE
#include "core/crawl/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "core/base/mem.h"
#include "core/crawl/phrases.h"

#define ROBOTS_HOPS 5            /* RFC 9309 section 2.3.1.2 */
#define ROBOTS_DELAY_CAP_MS 10000
#define PROBE_AFTER_PAGES 5      /* other hosts are probed when so many pages of theirs were read … */
#define NO_PAGE (1u << GP_PHRASE_CHALLENGE | 1u << GP_PHRASE_DELETED | 1u << GP_PHRASE_SOFT_404)
#define PROBE_SHORT_PAGE 200     /* … or one that says as little as an error page does */

static struct gp_task *helper(struct gp_lane *l, enum gp_task_kind kind, const char *url)
{
	struct gp_task *t = gp_task_new(l, 0, url, 0, 0);

	t->kind = kind;
	l->crawl->helpers++;
	return t;
}

void gp_host_helper_done(struct gp_task *t)
{
	t->lane->crawl->helpers--;
	gp_task_free(t);
}

void gp_host_save(struct gp_lane *l)
{
	struct gp_store_host h = {.id = l->id, .key = l->key, .own = l->own, .probe_status = l->probe_status,
	    .probe_hash = l->probe_hash, .probe_plain = l->probe_plain, .root_hash = l->root_hash, .down = l->down};
	const struct gp_visited_entry *e;

	if (l->probe_location) {
		e = gp_visited_find(&l->crawl->visited, l->probe_location, strlen(l->probe_location));
		h.probe_redirect = e ? e->id : 0;
	}
	gp_writer_host(l->crawl->writer, &h);
}

/* --- robots.txt */

void gp_host_ask_robots(struct gp_lane *l)
{
	char url[320];

	snprintf(url, sizeof url, "%s/robots.txt", l->key);
	l->robots_state = GP_ROBOTS_ASKED;
	gp_lane_push_front(l, helper(l, GP_TASK_ROBOTS, url));
}

static const char *target_of(const struct gp_lane *l, const char *url)
{
	const char *t = url + strlen(l->key);

	return *t ? t : "/";
}

bool gp_host_admits(struct gp_task *t)
{
	struct gp_lane *l = t->lane;
	const char *target = target_of(l, t->url);

	if (gp_network_forbids(t)) {
		gp_visit_skip(t, "private-address", "", false);
		return false;
	}
	if (l->down[0]) {
		gp_visit_skip(t, l->down, "found for the whole host", true);
		return false;
	}
	if (l->robots_state == GP_ROBOTS_UNKNOWN) {
		gp_lane_push_front(l, t);
		gp_host_ask_robots(l);
		return false;
	}
	if (l->own) /* also when it became ours after its robots.txt was read */
		return true;
	if (l->robots_deny_all) {
		gp_visit_skip(t, "robots", "robots.txt itself answers with a server error (RFC 9309)", false);
		return false;
	}
	if (!gp_robots_allows(l->robots, target, strlen(target))) {
		gp_visit_skip(t, "robots", "", false);
		return false;
	}
	return true;
}

/* A redirect of robots.txt on the same host is followed. true: asked again. */
static bool robots_moved(struct gp_task *t, const struct gp_fetch_reply *r)
{
	struct gp_url to;
	char host[256];
	bool follow;

	if (r->failure || r->status < 300 || r->status >= 400 || !r->location || t->hops >= ROBOTS_HOPS)
		return false;
	gp_url_init(&to);
	follow = gp_network_location(t, r->location, &to) && !gp_url_host(&to, host, sizeof host) && !strcmp(host, t->lane->host) &&
	    (to.scheme == GP_SCHEME_HTTP || to.scheme == GP_SCHEME_HTTPS);
	if (follow) {
		free(t->url);
		t->url = gp_strndup(gp_url_href(&to), gp_url_bare_len(&to));
		t->hops++;
		gp_lane_push_front(t->lane, t);
	}
	gp_url_free(&to);
	return follow;
}

static void robots_reply(struct gp_task *t, struct gp_fetch_reply *r)
{
	struct gp_lane *l = t->lane;
	long delay;

	if (robots_moved(t, r))
		return;
	/*
	 * RFC 9309: 4xx allows everything, 5xx forbids everything. No answer at all
	 * would forbid too; but then the address itself gets no answer either, and
	 * asking for it is how a link checker learns why.
	 */
	if (r->failure)
		snprintf(l->robots_cause, sizeof l->robots_cause, "%s", gp_fetch_failure_id(r->failure));
	else if (r->status >= 500)
		l->robots_deny_all = true;
	else if (!r->failure && r->status == 200 && r->kept)
		l->robots = gp_robots_parse(r->body->data ? r->body->data : "", r->body->len, "govpub");
	delay = l->own ? -1 : gp_robots_delay_ms(l->robots); /* on the own site its Sitemap lines are all that counts */
	if (delay > l->interval_ms && !l->crawl->o->fast)
		l->interval_ms = delay < ROBOTS_DELAY_CAP_MS ? (int)delay : ROBOTS_DELAY_CAP_MS;
	l->robots_state = GP_ROBOTS_KNOWN;
	gp_sitemaps_of_robots(l);
	gp_host_helper_done(t);
	gp_lane_update(l);
}

/* --- the made-up address */

void gp_host_probe(struct gp_lane *l)
{
	unsigned char r[8] = {0};
	char url[340];

	if (l->probe_asked || l->folder)
		return;
	if (getrandom(r, sizeof r, 0) < 0)
		return;
	l->probe_asked = true;
	snprintf(url, sizeof url, "%s/govpub-%02x%02x%02x%02x%02x%02x%02x%02x.html", l->key, r[0], r[1], r[2], r[3],
	    r[4], r[5], r[6], r[7]);
	gp_lane_push_front(l, helper(l, GP_TASK_PROBE, url));
}

/* Pages look like the answer to the made-up address: does "/" as well? Then nothing can be told. */
static void ask_root(struct gp_lane *l)
{
	char url[320];

	if (l->root_asked || l->root_hash)
		return;
	l->root_asked = true;
	snprintf(url, sizeof url, "%s/", l->key);
	gp_lane_push_front(l, helper(l, GP_TASK_ROOT, url));
}

static bool like_probe(const struct gp_lane *l, uint64_t hash, int64_t plain)
{
	return l->probe_status == 200 && gp_text_alike(l->probe_hash, l->probe_plain, hash, plain);
}

void gp_host_page(struct gp_task *t, const struct gp_page *page, const char *why)
{
	struct gp_lane *l = t->lane;

	(void)why; /* an unreadable answer to a made-up address teaches nothing */
	if (page && t->kind == GP_TASK_PROBE) {
		l->probe_hash = page->text_hash;
		l->probe_plain = page->plain_count;
		for (size_t i = 0; i < 4; i++)
			if (l->like_probe[i] && like_probe(l, l->like_probe[i], l->like_plain[i]))
				ask_root(l);
	} else if (page && t->kind == GP_TASK_ROOT) {
		l->root_hash = page->text_hash;
	} else if (page && !(page->phrases & NO_PAGE)) {
		gp_writer_ids(l->crawl->writer, t->id, page->ids, page->id_count * sizeof *page->ids);
	}
	if (t->kind != GP_TASK_PASSAGES)
		gp_host_save(l);
	gp_host_helper_done(t);
	gp_lane_update(l);
}

static void remember_location(struct gp_task *t, const struct gp_fetch_reply *r)
{
	struct gp_url to;

	gp_url_init(&to);
	if (gp_network_location(t, r->location, &to))
		t->lane->probe_location = gp_strndup(gp_url_href(&to), gp_url_bare_len(&to));
	gp_url_free(&to);
}

void gp_host_reply(struct gp_task *t, struct gp_fetch_reply *r)
{
	struct gp_lane *l = t->lane;
	struct gp_store_result none = {0};

	if (t->kind == GP_TASK_ROBOTS) {
		robots_reply(t, r);
		return;
	}
	if (t->kind == GP_TASK_PROBE)
		l->probe_status = r->failure ? -1 : r->status;
	if (!r->failure && r->status == 200 && r->kept) {
		gp_visit_parse(t, &none, GP_PARSE_AS_HTML, r->charset, r->body);
		return;
	}
	if (t->kind == GP_TASK_PROBE && !r->failure && r->status >= 300 && r->status < 400 && r->location)
		remember_location(t, r);
	if (t->kind != GP_TASK_PASSAGES)
		gp_host_save(l);
	gp_host_helper_done(t);
}

void gp_host_saw_page(struct gp_lane *l, const struct gp_task *t, const struct gp_page *page)
{
	bool lazy = !l->own || l->crawl->o->mode != GP_CRAWL_SITE;

	l->has_pages = true;
	if (!strcmp(target_of(l, t->url), "/"))
		l->root_hash = page->text_hash;
	if (l->parsed < 4) {
		l->like_probe[l->parsed] = page->text_hash;
		l->like_plain[l->parsed] = page->plain_count;
	}
	l->parsed++;
	if (like_probe(l, page->text_hash, page->plain_count))
		ask_root(l);
	else if (!lazy || l->parsed >= PROBE_AFTER_PAGES ||
	    (page->plain_count <= PROBE_SHORT_PAGE && !page->phrases))
		gp_host_probe(l);
}

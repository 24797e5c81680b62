/*
 * road.c - addresses that a protection kept from us, asked for once more at the end of the run, by the
 * other address family. Protections often guard one of the two only, or count them apart.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/crawl/engine.h"
#include "core/crawl/phrases.h"

#define NOTED_MOST 1024  /* addresses remembered */
#define AGAIN_LEAST 20   /* requests for this, and … */
#define AGAIN_SHARE 20   /* … one for so many addresses that were asked for */

struct gp_roads {
	struct noted {
		struct gp_lane *lane;
		int64_t id;
		char *url;
		int depth, family; /* that it was asked by */
		unsigned flags;
	} list[NOTED_MOST];
	size_t count;
	int64_t asked;
};

static bool is_blocked(const struct gp_store_result *r)
{
	return !strcmp(r->cause, "challenge") || !strcmp(r->cause, "waf") || !strcmp(r->cause, "waf-403") ||
	    (!*r->cause && r->phrases & 1 << GP_PHRASE_CHALLENGE);
}

void gp_road_note(const struct gp_task *t, const struct gp_store_result *r)
{
	struct gp_crawl *c = t->lane->crawl;
	struct noted *n;

	if (t->family) {
		t->lane->other_road = GP_ROAD_OPEN;
		return;
	}
	if (t->lane->other_road == GP_ROAD_CLOSED || !t->asked_family || !is_blocked(r) || gp_network_literal(t->lane->host))
		return;
	if (!c->roads)
		c->roads = gp_calloc(1, sizeof *c->roads);
	if (c->roads->count == NOTED_MOST)
		return;
	n = &c->roads->list[c->roads->count++];
	*n = (struct noted){.lane = t->lane, .id = t->id, .url = gp_strdup(t->url), .depth = t->depth,
	    .family = t->asked_family, .flags = t->flags};
}

void gp_road_failed(struct gp_task *t)
{
	t->lane->other_road = GP_ROAD_CLOSED;
	gp_task_unchanged(t);
}

static void ask(struct gp_crawl *c, struct noted *n)
{
	struct gp_task *t = gp_task_again(n->lane, n->id, n->url, n->depth, n->flags);

	t->family = n->family == 6 ? 4 : 6;
	t->no_head = true;
	c->roads->asked++;
	gp_lane_push(n->lane, t);
	free(n->url);
	n->url = NULL;
}

/* One address of each host first; the others when that one got through. */
bool gp_road_ask(struct gp_crawl *c)
{
	struct gp_roads *a = c->roads;
	int64_t most = AGAIN_LEAST + c->admitted / AGAIN_SHARE;
	bool any = false;

	for (size_t i = 0; a && i < a->count && a->asked < most; i++) {
		struct noted *n = &a->list[i];

		if (!n->url || n->lane->other_road == GP_ROAD_CLOSED || n->lane->other_road == GP_ROAD_TRIED)
			continue;
		if (n->lane->other_road == GP_ROAD_UNKNOWN)
			n->lane->other_road = GP_ROAD_TRIED;
		ask(c, n);
		any = true;
	}
	return any;
}

void gp_road_free(struct gp_crawl *c)
{
	for (size_t i = 0; c->roads && i < c->roads->count; i++)
		free(c->roads->list[i].url);
	free(c->roads);
	c->roads = NULL;
}

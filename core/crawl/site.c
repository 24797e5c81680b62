/*
 * site.c - what is asked and noted once of each host of the own site, beside its pages: its certificate, and
 * whether it answers the same by IPv4 and by IPv6.
 *
 * Kept in the store as the value "hosts", one line each, for the report (core/report/links_site.c):
 *
 *   certificate ORIGIN EXPIRES NAMES…
 *   family ADDRESS STATUS4 CAUSE4 STATUS6 CAUSE6      ("-": no cause)
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/engine.h"
#include "core/crawl/reply.h"

#define LINES_MAX ((size_t)16 << 20)
#define CONFIRM_MS 2000
#define CONFIRM_FAST_MS 250

bool gp_site_wants_certificate(const struct gp_task *t)
{
	const struct gp_lane *l = t->lane;

	return l->own && !l->certificate_expires && !strncmp(t->url, "https:", 6);
}

static struct gp_family_answer *answer_by(struct gp_lane *l, int family)
{
	return &l->by_family[family == 6];
}

void gp_site_reply(const struct gp_task *t, const struct gp_fetch_reply *r)
{
	struct gp_lane *l = t->lane;

	if (r->family && !r->failure)
		l->crawl->family_works[r->family == 6] = true;
	if (r->expires && !l->certificate_expires) {
		l->certificate_expires = r->expires;
		l->certificate_names = gp_strdup(r->names);
	}
	if (!l->own || l->start || t->kind != GP_TASK_URL || t->depth || !r->family)
		return;
	l->start = gp_strdup(t->url);
	*answer_by(l, r->family) = (struct gp_family_answer){1, r->status, gp_reply_cause(r)};
}

/* --- IPv4 and IPv6 */

static void ask(struct gp_lane *l, int family, int64_t not_before)
{
	struct gp_task *t = gp_task_new(l, 0, l->start, 0, 0);

	t->kind = GP_TASK_FAMILY;
	t->family = family;
	t->not_before = not_before;
	l->crawl->helpers++;
	gp_lane_delay(l, t);
}

bool gp_site_ask(struct gp_crawl *c)
{
	bool any = false;

	for (size_t i = 0; c->o->mode == GP_CRAWL_SITE && i < c->lane_count; i++) {
		struct gp_lane *l = c->lanes[i];

		/* a run that was resumed may have nothing left to ask of a host: it was asked before */
		if (!l || !l->own || !l->start || l->families != GP_FAMILIES_OPEN)
			continue;
		l->families = gp_network_direct(l) ? GP_FAMILIES_ASKED : GP_FAMILIES_DONE;
		if (l->families == GP_FAMILIES_ASKED) {
			ask(l, l->by_family[1].times ? 4 : 6, 0);
			any = true;
		}
	}
	return any;
}

static bool differ(const struct gp_lane *l)
{
	const struct gp_family_answer *a = l->by_family;

	return gp_cause_by_id(a[0].cause)->verdict != gp_cause_by_id(a[1].cause)->verdict;
}

/* Whether the answer is one of the host: a family that this machine cannot use says nothing about it. */
static bool tells(const struct gp_task *t, const struct gp_fetch_reply *r)
{
	const struct gp_crawl *c = t->lane->crawl;

	if (r->failure == GP_FETCH_DNS || r->failure == GP_FETCH_PRIVATE || r->no_route)
		return false;
	return r->failure != GP_FETCH_TIMEOUT || c->family_works[t->family == 6];
}

void gp_site_family(struct gp_task *t, const struct gp_fetch_reply *r)
{
	struct gp_lane *l = t->lane;
	struct gp_family_answer *a = answer_by(l, t->family);
	const struct gp_family_answer *other = answer_by(l, t->family == 6 ? 4 : 6);
	const char *cause = gp_reply_cause(r);
	int64_t later = gp_clock_mono_ms() + (l->crawl->o->fast ? CONFIRM_FAST_MS : CONFIRM_MS);

	if (r->failure == GP_FETCH_DNS)
		l->crawl->requests--; /* there is no address of this family: nobody was asked */
	if (!tells(t, r) || (a->times && strcmp(a->cause, cause) != 0)) {
		l->families = GP_FAMILIES_DONE;
	} else {
		*a = (struct gp_family_answer){a->times + 1, r->status, cause};
		if (!differ(l)) {
			l->families = GP_FAMILIES_DONE;
		} else if (a->times == 1 && l->families == GP_FAMILIES_ASKED) { /* chance, perhaps: both once more */
			ask(l, 4, later);
			ask(l, 6, later);
		} else if (a->times == 2 && other->times == 2 && l->families == GP_FAMILIES_ASKED) {
			l->families = GP_FAMILIES_DIFFER;
		}
	}
	gp_host_helper_done(t);
}

/* --- for the report */

static const char *or_dash(const char *s)
{
	return *s ? s : "-";
}

int gp_site_save(struct gp_crawl *c, struct gp_err *e)
{
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, LINES_MAX);
	for (size_t i = 0; i < c->lane_count; i++) {
		const struct gp_lane *l = c->lanes[i];

		if (l && l->certificate_expires)
			gp_buf_printf(&b, "certificate %s %lld %s\n", l->key, (long long)l->certificate_expires, l->certificate_names);
		if (l && l->families == GP_FAMILIES_DIFFER)
			gp_buf_printf(&b, "family %s %d %s %d %s\n", l->start, l->by_family[0].status, or_dash(l->by_family[0].cause),
			    l->by_family[1].status, or_dash(l->by_family[1].cause));
	}
	rc = gp_store_put_value(c->store, "hosts", b.data ? b.data : "", b.len, e);
	gp_buf_free(&b);
	return rc;
}

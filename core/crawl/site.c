/*
 * site.c - what is asked and noted once of each host of the own site, beside its pages: its certificate.
 *
 * Kept in the store as the value "hosts", one line each, for the report (core/report/links_site.c):
 *
 *   certificate ORIGIN EXPIRES NAMES…
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/crawl/engine.h"

#define LINES_MAX ((size_t)16 << 20)

bool gp_site_wants_certificate(const struct gp_task *t)
{
	const struct gp_lane *l = t->lane;

	return l->own && !l->certificate_expires && !strncmp(t->url, "https:", 6);
}

void gp_site_reply(struct gp_lane *l, const struct gp_fetch_reply *r)
{
	if (!r->expires || l->certificate_expires)
		return;
	l->certificate_expires = r->expires;
	l->certificate_names = gp_strdup(r->names);
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
	}
	rc = gp_store_put_value(c->store, "hosts", b.data ? b.data : "", b.len, e);
	gp_buf_free(&b);
	return rc;
}

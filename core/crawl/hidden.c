#include "core/crawl/hidden.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/web/domain.h"

#define HOST 256
#define NOSCRIPT_LEAST 3 /* links to strangers in one <noscript>; one or two are a counter's or a browser maker's */

enum whose { NOBODYS, OURS, STRANGERS };

/* What stands in one region. */
struct region {
	unsigned ours, strangers;
};

static bool trusted(const struct gp_phrases *p, const char *host)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->list[i].set == GP_PHRASE_TRUSTED && gp_domain_within(host, p->list[i].text))
			return true;
	return false;
}

/* Sites that the office trusts count as its own: nobody breaks in to link to them. */
static enum whose whose(const struct gp_link *l, const char *own, const struct gp_url *base, const struct gp_phrases *p,
    struct gp_url *u)
{
	char host[HOST];

	if (gp_url_parse(u, l->raw.p, l->raw.n, base, NULL) != GP_URL_OK ||
	    (u->scheme != GP_SCHEME_HTTP && u->scheme != GP_SCHEME_HTTPS) || gp_url_host(u, host, sizeof host))
		return NOBODYS;
	return gp_domain_same(host, own) || trusted(p, host) ? OURS : STRANGERS;
}

/* A link that a reader could click: words or a picture. */
static bool can_be_one(const struct gp_link *l)
{
	return (l->veil || l->written) && (!strcmp(l->kind, "a") || !strcmp(l->kind, "area") || l->written);
}

static bool suspicious(const struct gp_veil *v, const struct region *r)
{
	if (v->why == GP_VEIL_NOSCRIPT)
		return r->strangers >= NOSCRIPT_LEAST && !r->ours;
	if (v->strong) /* a menu that is parked outside of the window has links to its own site */
		return r->ours < 2 && r->ours < r->strangers;
	return !v->folds && !r->ours;
}

void gp_hidden_judge(uint8_t *out, const struct gp_facts *f, const struct gp_url *page,
    const struct gp_url *base, const struct gp_phrases *phrases)
{
	struct region *regions = NULL;
	enum whose *of = NULL;
	struct gp_url u;
	char own[HOST];
	bool any = false;

	memset(out, GP_VEIL_NONE, f->link_count);
	for (size_t i = 0; i < f->link_count && !any; i++)
		any = can_be_one(&f->links[i]);
	if (!any || gp_url_host(page, own, sizeof own))
		return;
	gp_url_init(&u);
	regions = gp_calloc(f->veil_count + 1, sizeof *regions);
	of = gp_calloc(f->link_count, sizeof *of);
	for (size_t i = 0; i < f->link_count; i++) {
		if (!can_be_one(&f->links[i]))
			continue;
		of[i] = whose(&f->links[i], own, base, phrases, &u);
		regions[f->links[i].veil].ours += of[i] == OURS;
		regions[f->links[i].veil].strangers += of[i] == STRANGERS;
	}
	for (size_t i = 0; i < f->link_count; i++) {
		const struct gp_link *l = &f->links[i];

		if (of[i] != STRANGERS)
			continue;
		if (l->veil && suspicious(&f->veils[l->veil - 1], &regions[l->veil]))
			out[i] = f->veils[l->veil - 1].why;
		else if (l->written)
			out[i] = GP_VEIL_WRITTEN;
	}
	free(regions);
	free(of);
	gp_url_free(&u);
}

const char *gp_hidden_detail(uint8_t why)
{
	static const char *const words[GP_VEIL_COUNT] = {
		[GP_VEIL_NONE] = "",
		[GP_VEIL_DISPLAY] = "hidden-display",
		[GP_VEIL_VISIBILITY] = "hidden-visibility",
		[GP_VEIL_OPACITY] = "hidden-opacity",
		[GP_VEIL_FONT_SIZE] = "hidden-font-size",
		[GP_VEIL_OFF_SCREEN] = "hidden-off-screen",
		[GP_VEIL_NO_SIZE] = "hidden-no-size",
		[GP_VEIL_CLIPPED] = "hidden-clipped",
		[GP_VEIL_COLOUR] = "hidden-colour",
		[GP_VEIL_MARQUEE] = "hidden-marquee",
		[GP_VEIL_NOSCRIPT] = "hidden-noscript",
		[GP_VEIL_AFTER_END] = "hidden-after-end",
		[GP_VEIL_WRITTEN] = "hidden-written",
	};

	return why < GP_VEIL_COUNT ? words[why] : "";
}

/* escape.c - leaving traps: what becomes of links, waiting tasks and a resumed run when a kind is closed */
#include "core/crawl/engine.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/base/clock.h"
#include "core/base/mem.h"

#define EXAMPLE_MAX 400   /* bytes of one that are kept */
#define CIRCLE " \xE2\x80\xA6" /* behind the pattern of addresses whose path repeats itself */

static int year_now(void)
{
	return 1970 + (int)(gp_clock_now() / 31556952); /* seconds of a Gregorian year; a day more or less is no matter */
}

static bool is_dated(const char *url, bool *far)
{
	return gp_trap_dated(url, year_now(), far);
}

/* The address that stands for what is cut of a kind; `shown` is its pattern. Its result names the first examples. */
static int64_t stand_in(struct gp_crawl *c, struct gp_trap *x, const char *shown, const char *url)
{
	size_t had = x->text ? strlen(x->text) : 0, n = strlen(url);

	if (x->examples == GP_TRAP_EXAMPLES)
		return x->id;
	n = n < EXAMPLE_MAX ? n : EXAMPLE_MAX;
	x->text = gp_realloc(x->text, had + n + 2);
	if (had)
		x->text[had++] = ' ';
	memcpy(x->text + had, url, n);
	x->text[had + n] = '\0';
	x->examples++;
	x->id = gp_frontier_stand_in(c, shown, x->text);
	return x->id;
}

static int64_t cut(struct gp_crawl *c, struct gp_trap *x, const char *url)
{
	char *shown;
	int64_t id;

	gp_buf_clear(&c->scratch);
	gp_trap_pattern(&c->scratch, url, strlen(url));
	shown = gp_strndup(c->scratch.data, c->scratch.len);
	id = stand_in(c, x, shown, url);
	free(shown);
	return id;
}

uint64_t gp_escape_family(struct gp_crawl *c, const struct gp_task *t)
{
	return t->lane->own && t->flags & GP_URLF_CRAWL ? gp_trap_family(&c->scratch, t->url, strlen(t->url)) : 0;
}

bool gp_escape_link(struct gp_crawl *c, const struct gp_found *f, int64_t *id)
{
	struct gp_trap *x;
	bool far;

	if (!c->traps.closed || !f->kin || gp_visited_find(&c->visited, f->url, f->url_n))
		return false;
	x = gp_trap_find(&c->traps, gp_trap_kind(&c->scratch, f->url, f->url_n));
	if (!x || !x->closed ||
	    (gp_trap_family(&c->scratch, f->url, f->url_n) != f->kin && !is_dated(f->url, &far)))
		return false;
	*id = cut(c, x, f->url);
	return true;
}

unsigned gp_escape_new(struct gp_crawl *c, const struct gp_found *f, const char *url)
{
	bool far;

	if (!f->kin)
		return 0;
	if (gp_trap_family(&c->scratch, url, strlen(url)) == f->kin)
		return GP_URLF_INBRED;
	if (!c->fruit && !(is_dated(url, &far) && is_dated(c->reading, &far)) && !gp_trap_satellite(url, c->reading))
		c->fruit = true;
	return 0;
}

void gp_escape_circle(struct gp_crawl *c, const char *url)
{
	char *shown;
	uint64_t kind;

	gp_buf_clear(&c->scratch);
	gp_trap_pattern(&c->scratch, url, strlen(url));
	gp_buf_puts(&c->scratch, CIRCLE);
	shown = gp_strndup(c->scratch.data, c->scratch.len);
	kind = XXH3_64bits(shown, strlen(shown));
	stand_in(c, gp_trap_at(&c->traps, kind ? kind : 1), shown, url);
	free(shown);
}

bool gp_escape_task(struct gp_task *t)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_trap *x;
	struct gp_store_result r = {.cause = "budget", .cause2 = "", .location = "", .type = "", .size = -1, .detail = "",
	    .plain_count = -1, .charset = ""};
	bool far;

	if (!c->traps.closed || t->requests || t->flags & (GP_URLF_SEED | GP_URLF_LISTED) || !t->lane->own ||
	    !(t->flags & GP_URLF_INBRED || is_dated(t->url, &far)))
		return false;
	x = gp_trap_find(&c->traps, gp_trap_kind(&c->scratch, t->url, strlen(t->url)));
	if (!x || !x->closed)
		return false;
	r.redirect = cut(c, x, t->url);
	gp_task_done(t, &r);
	return true;
}

void gp_escape_page(struct gp_crawl *c, const struct gp_task *t, const struct gp_page *page)
{
	bool far = false;

	if (t->lane->own && t->flags & GP_URLF_CRAWL && (is_dated(t->url, &far) || t->flags & GP_URLF_INBRED))
		gp_trap_page(&c->traps, gp_trap_kind(&c->scratch, t->url, strlen(t->url)), page->text_hash,
		    page->plain_count, far, c->fruit);
}

void gp_escape_know(struct gp_crawl *c, const struct gp_store_url *u)
{
	uint64_t kind = XXH3_64bits(u->url, strlen(u->url));
	struct gp_trap *x;

	if (!(u->flags & GP_URLF_TRAP))
		return;
	x = gp_trap_at(&c->traps, kind ? kind : 1);
	gp_trap_close(&c->traps, x);
	x->id = u->id;
	x->examples = GP_TRAP_EXAMPLES;
}

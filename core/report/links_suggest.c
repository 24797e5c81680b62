/*
 * links_suggest.c - where a page of the own site that is gone may be now
 *
 * A wrong address is worse than none, so only what is certain is said, and only of a crawl that is complete:
 * one live page of the own site whose name on disk is the same and holds a number of its own, as content
 * management systems give to articles ("t20230412_88421.html"); else one whose title is the link's text, in the same
 * first folder, when no other broken link has that text and no page links to both. Several that fit are none.
 */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "core/crawl/stamps.h"
#include "core/report/links.h"

#define NUMBER_LEAST 5  /* digits in a row in a name, dates left out */
#define TITLE_BYTES 512 /* of a title in which its end is looked for */
#define TEXT_LEAST 8    /* code points of a link's text that says which page it is */

/* A broken link, by the words for which its page is looked for. */
struct lost {
	struct gp_link_entry *link;
	const char *name, *text; /* NULL: says nothing */
	size_t name_n, text_n;
	size_t named, titled;    /* live pages that fit; */
	uint32_t by_name, by_title; /* the last of them */
};

struct key {
	uint64_t hash;
	uint32_t lost;
	bool title;
};

struct search {
	struct gp_links *l;
	struct lost *list;
	size_t count;
	struct key *keys; /* by hash */
	size_t key_count;
	uint32_t *suggested;   /* by id of a broken address: its page by title, 0 */
	uint32_t *seen;        /* by id: the last page that links to it */
	uint32_t *stamps;      /* by number - 1: the target */
	size_t stamp_count, stamp_cap;
};

/* --- what tells a page */

static size_t end_of_path(const char *url)
{
	return strcspn(url, "#");
}

/* The last segment of the path with the query. */
static const char *name_of(const char *url, size_t *n)
{
	const char *host = strstr(url, "://");
	const char *path = host ? strchr(host + 3, '/') : NULL;
	const char *end, *name;

	if (!path)
		return NULL;
	end = url + end_of_path(url);
	for (name = path + strcspn(path, "?#"); name > path && name[-1] != '/'; name--)
		;
	*n = (size_t)(end - name);
	return name;
}

/* 2023, 202304 and 20230412 are dates, which many pages share. */
static bool is_date(const char *digits, size_t n)
{
	return (n == 4 || n == 6 || n == 8) && (!memcmp(digits, "19", 2) || !memcmp(digits, "20", 2));
}

static bool has_number(const char *name, size_t n)
{
	for (size_t i = 0, run; i < n; i += run ? run : 1) {
		for (run = 0; i + run < n && name[i + run] >= '0' && name[i + run] <= '9'; run++)
			;
		if (run >= NUMBER_LEAST && !is_date(name + i, run))
			return true;
	}
	return false;
}

/* Bytes of "http://host/folder/"; 0: it lies in the root. */
static size_t folder_of(const char *url)
{
	const char *host = strstr(url, "://");
	const char *path = host ? strchr(host + 3, '/') : NULL;
	size_t n = path ? 1 + strcspn(path + 1, "/?#") : 0;

	return n && path[n] == '/' ? (size_t)(path - url) + n + 1 : 0;
}

static bool same_folder(const char *a, const char *b)
{
	size_t n = folder_of(a);

	return n && n == folder_of(b) && !memcmp(a, b, n);
}

/* The text that all its places have, NULL where they differ or it is too short to say which page it is. */
static const char *text_of(const struct gp_link_entry *n)
{
	for (size_t i = 1; i < n->place_count; i++)
		if (strcmp(n->places[i].text, n->places[0].text))
			return NULL;
	if (!n->place_count || gp_utf8_count(n->places[0].text, strlen(n->places[0].text)) < TEXT_LEAST)
		return NULL;
	return n->places[0].text;
}

/* --- the broken links */

static bool is_lost(const struct gp_links *l, const struct gp_link_entry *n)
{
	static const char *const causes[] = {"http-404", "http-410", "soft-404", "deleted-article"};

	if (*n->fragment || n->trap || (size_t)n->id >= l->nodes.count || !(l->nodes.list[n->id].flags & GP_URLF_OWN))
		return false;
	for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
		if (!strcmp(n->judged.cause->id, causes[i]))
			return true;
	return false;
}

static void add_key(struct search *x, const char *s, size_t n, bool title)
{
	x->keys[x->key_count++] = (struct key){.hash = XXH3_64bits_withSeed(s, n, title), .title = title,
	    .lost = (uint32_t)(x->count - 1)};
}

static void add_lost(struct search *x, struct gp_link_entry *n)
{
	struct lost *t = &x->list[x->count++];

	*t = (struct lost){.link = n, .text = text_of(n)};
	t->name = name_of(n->url, &t->name_n);
	if (t->name && !has_number(t->name, t->name_n))
		t->name = NULL;
	if (t->name)
		add_key(x, t->name, t->name_n, false);
	t->text_n = t->text ? strlen(t->text) : 0;
	if (t->text)
		add_key(x, t->text, t->text_n, true);
}

static int by_hash(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->lost > y->lost) - (x->lost < y->lost);
}

static size_t first_key(const struct search *x, uint64_t hash)
{
	size_t low = 0, high = x->key_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (x->keys[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* --- the live pages */

static void fits_name(struct search *x, uint32_t id, const char *name, size_t n)
{
	uint64_t hash = XXH3_64bits_withSeed(name, n, false);

	for (size_t i = first_key(x, hash); i < x->key_count && x->keys[i].hash == hash; i++) {
		struct lost *t = &x->list[x->keys[i].lost];

		if (x->keys[i].title || t->name_n != n || memcmp(t->name, name, n))
			continue;
		t->named++;
		t->by_name = id;
	}
}

/* A text of several broken links tells none of them from the others. */
static void fits_title(struct search *x, uint32_t id, const char *url, const char *title, size_t n)
{
	uint64_t hash = XXH3_64bits_withSeed(title, n, true);
	size_t i = first_key(x, hash);
	struct lost *t;

	if (i >= x->key_count || x->keys[i].hash != hash || !x->keys[i].title ||
	    (i + 1 < x->key_count && x->keys[i + 1].hash == hash))
		return;
	t = &x->list[x->keys[i].lost];
	if (t->text_n != n || memcmp(t->text, title, n))
		return;
	t->titled++;
	t->by_title = same_folder(t->link->url, url) ? id : 0;
}

/* Titles often end in the name of the site: "…_云澜市文化和旅游局". */
static void fits_titles(struct search *x, uint32_t id, const char *url, const char *title)
{
	static const char *const between[] = {"_", "-", "|", " ", "–", "—"};
	size_t n = strlen(title), k;
	bool ends;

	fits_title(x, id, url, title, n);
	for (size_t i = 1; i < n && i < TITLE_BYTES; i++) {
		if (((unsigned char)title[i] & 0xC0) == 0x80)
			continue;
		ends = false;
		for (k = 0; k < sizeof between / sizeof *between; k++)
			ends |= !strncmp(title + i, between[k], strlen(between[k]));
		if (ends && title[i - 1] != ' ')
			fits_title(x, id, url, title, i);
	}
}

static int take_page(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	struct search *x = user;
	const struct gp_nodes *nodes = &x->l->nodes;
	const char *name;
	size_t n;

	if (!(u->flags & GP_URLF_OWN) || !(u->flags & (GP_URLF_LINKED | GP_URLF_SEED | GP_URLF_LISTED)) ||
	    u->id <= 0 || (size_t)u->id >= nodes->count || nodes->list[u->id].elsewhere ||
	    gp_judge(nodes, u->id).verdict != GP_VERDICT_OK)
		return 0;
	name = name_of(u->url, &n);
	if (name && n)
		fits_name(x, (uint32_t)u->id, name, n);
	if (r->title && r->parsed)
		fits_titles(x, (uint32_t)u->id, u->url, r->title);
	return 0;
}

/* --- pages that link to both: then they are two things */

/* 0 for what is not there, to which nothing is suggested. */
static uint32_t target_of(const struct search *x, const struct gp_edge *e)
{
	if (e->stamp)
		return e->stamp <= x->stamp_count ? x->stamps[e->stamp - 1] : 0;
	return e->to > 0 && (size_t)e->to < x->l->nodes.count ? (uint32_t)e->to : 0;
}

static int take_stamp(void *user, uint32_t number, const struct gp_edge *e)
{
	struct search *x = user;

	if (number > x->stamp_cap) {
		x->stamp_cap = number > x->stamp_cap * 2 ? number : x->stamp_cap * 2;
		x->stamps = gp_reallocarray(x->stamps, x->stamp_cap, sizeof *x->stamps);
	}
	while (x->stamp_count < number - 1) /* of a blob that is not full */
		x->stamps[x->stamp_count++] = 0;
	x->stamps[x->stamp_count++] = target_of(x, e);
	return 0;
}

static int take_links(void *user, int64_t page, const char *url, const void *blob, size_t n)
{
	struct search *x = user;
	struct gp_edge_reader r;
	struct gp_edge e;

	(void)url;
	gp_edges_open(&r, blob, n);
	while (gp_edges_next(&r, &e) == 1)
		x->seen[target_of(x, &e)] = (uint32_t)page;
	gp_edges_open(&r, blob, n);
	while (gp_edges_next(&r, &e) == 1) {
		uint32_t to = target_of(x, &e);

		if (x->suggested[to] && x->seen[x->suggested[to]] == (uint32_t)page)
			x->suggested[to] = 0;
	}
	return 0;
}

/* By title where the name says nothing. */
static int settle_titles(struct search *x, struct gp_store *s, struct gp_err *e)
{
	bool any = false;
	int rc;

	x->suggested = gp_calloc(x->l->nodes.count, sizeof *x->suggested);
	for (size_t i = 0; i < x->count; i++) {
		const struct lost *t = &x->list[i];

		if (!t->named && t->titled == 1 && t->by_title) {
			x->suggested[t->link->id] = t->by_title;
			any = true;
		}
	}
	if (!any)
		return 0;
	x->seen = gp_calloc(x->l->nodes.count, sizeof *x->seen);
	rc = gp_stamps_each(s, take_stamp, x, e) || gp_store_each_links(s, take_links, x, e) ? -1 : 0;
	free(x->seen);
	free(x->stamps);
	return rc;
}

static int suggest(struct search *x, struct gp_store *s, struct gp_err *e)
{
	struct gp_store_url u;
	struct gp_store_result r;
	int rc = settle_titles(x, s, e);

	for (size_t i = 0; !rc && i < x->count; i++) {
		const struct lost *t = &x->list[i];
		uint32_t id = t->named == 1 && (!t->titled || t->by_title == t->by_name || !t->by_title) ? t->by_name
		    : x->suggested[t->link->id];
		int found = id ? gp_store_result(s, id, &u, &r, e) : 0;

		if (found == 1)
			t->link->suggestion = gp_arena_strndup(&x->l->arena, u.url, strlen(u.url));
		rc = found < 0 ? -1 : 0;
	}
	free(x->suggested);
	return rc;
}

int gp_links_suggest(struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	struct search x = {.l = l};
	struct gp_store_run run;
	size_t n = 0;
	int rc = 0;

	if (gp_store_run(s, &run, e))
		return -1;
	if (strcmp(run.state, "complete") != 0 || l->folder)
		return 0;
	for (size_t i = 0; i < l->count; i++)
		n += is_lost(l, &l->list[i]);
	if (!n)
		return 0;
	x.list = gp_calloc(n, sizeof *x.list);
	x.keys = gp_calloc(2 * n, sizeof *x.keys);
	for (size_t i = 0; i < l->count; i++)
		if (is_lost(l, &l->list[i]))
			add_lost(&x, &l->list[i]);
	qsort(x.keys, x.key_count, sizeof *x.keys, by_hash);
	if (x.key_count)
		rc = gp_store_each_result(s, take_page, &x, e) || suggest(&x, s, e) ? -1 : 0;
	free(x.list);
	free(x.keys);
	return rc;
}

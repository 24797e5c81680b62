/*
 * links_sitemap.c - the sitemaps of a site beside what its pages link to
 *
 * Addresses are compared without scheme and without the name of an index page, so that two
 * spellings of one page are no difference. What leads by redirects to a linked page is linked,
 * what a listed address leads to is listed.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/crawl/edges.h"
#include "core/report/links.h"
#include "core/web/url.h"

#define EXAMPLES 50      /* of pages that no sitemap has */
#define SHOWN 3          /* of them in the sentence */
#define SENTENCE_MAX ((size_t)16 * GP_URL_MAX)

struct diff {
	struct gp_links *l;
	struct gp_store *store;
	const struct gp_catalogue *words;
	struct gp_err *e;
	struct gp_buf b;
	bool whole, complete;    /* all pages were read; all sitemaps were */
	int64_t main;            /* a sitemap that was read, to name in sentences; 0: none was */
	unsigned char *linked, *listed; /* by id: reached by a link; named by a sitemap */
	uint64_t *set;           /* open hash of spellings */
	size_t size;
};

/* --- what the run noted (crawl's sitemaps.c) */

struct note {
	int64_t id;
	const char *origin, *state; /* not terminated */
	size_t origin_n, state_n;
};

static bool next_note(const char **p, struct note *n)
{
	const char *line = *p, *end = strchrnul(line, '\n');
	char *after;

	if (!*line)
		return false;
	*p = *end ? end + 1 : end;
	*n = (struct note){.id = strtoll(line, &after, 10)};
	n->origin = after + (*after == ' ');
	n->origin_n = strcspn(n->origin, " \n");
	n->state = n->origin + n->origin_n + (n->origin[n->origin_n] == ' ');
	n->state_n = n->state < end ? (size_t)(end - n->state) : 0;
	return true;
}

static bool is_word(const char *p, size_t n, const char *word)
{
	return n == strlen(word) && !memcmp(p, word, n);
}

void gp_links_add_listing(struct gp_links *l, int64_t file, const struct gp_edge *e)
{
	if (e->to <= 0 || (size_t)e->to >= l->nodes.count)
		return;
	if (l->listing_count == l->listing_cap) {
		l->listing_cap = l->listing_cap ? l->listing_cap * 2 : 256;
		l->listings = gp_reallocarray(l->listings, l->listing_cap, sizeof *l->listings);
	}
	l->listings[l->listing_count++] = (struct gp_links_listing){.to = (uint32_t)e->to, .file = (uint32_t)file,
	    .line = e->line, .col = e->col, .day = e->text_n ? gp_arena_strndup(&l->arena, e->text, e->text_n) : NULL};
}

bool gp_links_mark_sitemaps(unsigned char *marks, size_t count, const char *notes)
{
	struct note n;
	bool some = false;

	while (next_note(&notes, &n))
		if (n.id > 0 && (size_t)n.id < count && (is_word(n.state, n.state_n, "ok") || !strncmp(n.state, "cut ", 4)))
			some = (marks[n.id] = 1);
	return some;
}

/* --- spellings */

uint64_t gp_links_spelling(const char *url)
{
	static const char *const index[] = {"index.html", "index.htm", "index.shtml", "default.html", "default.htm"};
	const char *from = strstr(url, "://"), *query;
	size_t n, k;
	uint64_t h;

	from = from ? from + 3 : url;
	query = strchrnul(from, '?');
	n = (size_t)(query - from);
	for (size_t i = 0; i < sizeof index / sizeof *index; i++) {
		k = strlen(index[i]);
		if (n > k && from[n - k - 1] == '/' && !strncmp(from + n - k, index[i], k)) {
			n -= k;
			break;
		}
	}
	h = XXH3_64bits(from, n);
	h = *query ? XXH3_64bits_withSeed(query, strlen(query), h) : h;
	return h ? h : 1;
}

static bool in_set(const struct diff *d, uint64_t h)
{
	size_t i = (size_t)h & (d->size - 1);

	while (d->set[i] && d->set[i] != h)
		i = (i + 1) & (d->size - 1);
	return d->set[i] == h;
}

static void make_set(struct diff *d, const unsigned char *members)
{
	memset(d->set, 0, d->size * sizeof *d->set);
	for (size_t id = 1; id < d->l->nodes.count; id++) {
		size_t i = (size_t)d->l->spellings[id] & (d->size - 1);

		while (members[id] && d->set[i] && d->set[i] != d->l->spellings[id])
			i = (i + 1) & (d->size - 1);
		if (members[id])
			d->set[i] = d->l->spellings[id];
	}
}

/* --- marks */

/* Marks an address and all that it leads to. */
static void mark(const struct diff *d, unsigned char *marks, int64_t id)
{
	for (int hops = 0; id > 0 && (size_t)id < d->l->nodes.count && !marks[id] && hops <= GP_HOPS_MAX; hops++) {
		marks[id] = 1;
		id = d->l->nodes.list[id].redirect;
	}
}

static void mark_all(struct diff *d)
{
	for (size_t id = 1; id < d->l->nodes.count; id++) {
		unsigned flags = d->l->nodes.list[id].flags;

		if (flags & (GP_URLF_LINKED | GP_URLF_SEED))
			mark(d, d->linked, (int64_t)id);
		if (flags & GP_URLF_LISTED)
			mark(d, d->listed, (int64_t)id);
	}
}

/* --- findings */

/* The address of a URL of the store, in the arena; NULL: failed. */
static const char *address(struct diff *d, int64_t id)
{
	struct gp_store_url u;
	struct gp_store_result r;
	int rc = gp_store_result(d->store, id, &u, &r, d->e);

	if (rc < 0)
		return NULL;
	return rc ? gp_arena_strndup(&d->l->arena, u.url, strlen(u.url)) : "";
}

/* An address in a sentence: decoded, in the arena. */
static const char *shown(struct diff *d, const char *url)
{
	gp_buf_clear(&d->b);
	gp_link_show(&d->b, d->l, url);
	return gp_arena_strndup(&d->l->arena, d->b.data ? d->b.data : "", d->b.len);
}

/* Ids of the catalogue. */
struct sentence {
	const char *title, *message, *fix;
};

static const char *said(struct diff *d, const char *id, enum gp_lang lang, const struct gp_param *params)
{
	gp_buf_clear(&d->b);
	gp_catalogue_say(&d->b, d->words, lang, id, params);
	return gp_arena_strndup(&d->l->arena, d->b.data ? d->b.data : "", d->b.len);
}

static void say(struct diff *d, struct gp_finding *f, enum gp_lang lang, const struct sentence *what,
    const struct gp_param *params)
{
	f->title[lang] = said(d, what->title, lang, NULL);
	f->message[lang] = said(d, what->message, lang, params);
	f->fix[lang] = said(d, what->fix, lang, NULL);
}

static void say_both(struct diff *d, struct gp_finding *f, const struct sentence *what, const struct gp_param *params)
{
	say(d, f, GP_LANG_ZH, what, params);
	say(d, f, GP_LANG_EN, what, params);
}

/* One listed address that should not be there, or not be so. */
static int bad_entry(struct diff *d, const struct gp_links_listing *n, const struct gp_judgement *j,
    const struct sentence *what, enum gp_severity severity)
{
	struct gp_finding f = {.rule = "site.sitemap-broken", .severity = severity, .line = n->line, .col = n->col,
	    .evidence = n->day, .url = address(d, n->file)};
	const char *url = address(d, n->to), *final = url && j->final != n->to ? address(d, j->final) : url;
	struct gp_param params[] = {{"url", NULL}, {"final", NULL}, {"cause", NULL}, {NULL, NULL}};

	if (!url || !final || !f.url)
		return -1;
	params[0].value = shown(d, url);
	params[1].value = shown(d, final);
	for (enum gp_lang lang = GP_LANG_ZH; lang <= GP_LANG_EN; lang++) {
		const struct gp_links_style style = {.words = d->words, .lang = lang};

		params[2].value = gp_cause_word(&style, j->cause);
		say(d, &f, lang, what, params);
	}
	gp_links_add_finding(d->l, &f);
	return 0;
}

static int orphan(struct diff *d, const struct gp_links_listing *n)
{
	static const struct sentence what = {"sitemap.orphan-title", "sitemap.orphan", "sitemap.orphan-fix"};
	struct gp_finding f = {.rule = "site.sitemap-orphan", .severity = GP_SEVERITY_INFO, .evidence = n->day};
	const char *file = address(d, n->file);
	struct gp_param params[] = {{"sitemap", NULL}, {NULL, NULL}};

	f.url = address(d, n->to);
	if (!f.url || !file)
		return -1;
	params[0].value = shown(d, file);
	say_both(d, &f, &what, params);
	gp_links_add_finding(d->l, &f);
	return 0;
}

static int look_at_entry(struct diff *d, const struct gp_links_listing *n)
{
	static const struct sentence broken = {"sitemap.listed-title", "sitemap.listed-broken", "sitemap.listed-fix"},
	    redirected = {"sitemap.listed-title", "sitemap.listed-redirected", "sitemap.listed-fix"},
	    noindex = {"sitemap.listed-title", "sitemap.listed-noindex", "sitemap.listed-fix"};
	const struct gp_node *node = &d->l->nodes.list[n->to];
	struct gp_judgement j = gp_judge(&d->l->nodes, n->to);

	if (j.verdict == GP_VERDICT_BROKEN || j.verdict == GP_VERDICT_DANGER)
		return bad_entry(d, n, &j, &broken, GP_SEVERITY_WARNING);
	if (j.verdict == GP_VERDICT_REDIRECTED)
		return bad_entry(d, n, &j, &redirected, GP_SEVERITY_INFO);
	if (j.verdict == GP_VERDICT_OK && node->noindex)
		return bad_entry(d, n, &j, &noindex, GP_SEVERITY_INFO);
	if (d->whole && node->flags & GP_URLF_OWN && !in_set(d, d->l->spellings[n->to]))
		return orphan(d, n);
	return 0;
}

static int by_place(const void *a, const void *b)
{
	const struct gp_links_listing *x = a, *y = b;

	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* An address that several sitemaps name is one thing to mend. */
static int look_at_entries(struct diff *d)
{
	struct gp_links *l = d->l;

	make_set(d, d->linked);
	if (l->listing_count)
		qsort(l->listings, l->listing_count, sizeof *l->listings, by_place);
	for (size_t i = 0; i < l->listing_count; i++)
		if ((!i || l->listings[i].to != l->listings[i - 1].to) && look_at_entry(d, &l->listings[i]))
			return -1;
	return 0;
}

/* --- pages that no sitemap has: one finding with examples */

static bool belongs(const struct diff *d, size_t id)
{
	const struct gp_node *n = &d->l->nodes.list[id];
	unsigned page = GP_URLF_OWN | GP_URLF_CRAWL;

	return d->linked[id] && (n->flags & page) == page && n->parsed && n->html && n->status == 200 && !n->noindex &&
	    !n->elsewhere && !in_set(d, d->l->spellings[id]) && gp_judge(&d->l->nodes, (int64_t)id).verdict == GP_VERDICT_OK;
}

struct missing {
	unsigned char *marks; /* by id */
	int64_t count;
	const char *urls[EXAMPLES];
	size_t n;
	struct gp_arena *arena;
};

/* params of the finding: {count, examples} */
static const struct gp_value *as_value(struct diff *d, const struct missing *x)
{
	struct gp_value *v = gp_arena_alloc(&d->l->arena, sizeof *v);
	struct gp_value *items = gp_arena_alloc(&d->l->arena, x->n * sizeof *items);
	struct gp_member *m = gp_arena_alloc(&d->l->arena, 2 * sizeof *m);

	for (size_t i = 0; i < x->n; i++)
		items[i] = (struct gp_value){.type = GP_VALUE_STRING, .string = {x->urls[i], strlen(x->urls[i])}};
	m[0] = (struct gp_member){.key = "count", .key_n = 5, .value = {.type = GP_VALUE_INT, .integer = x->count}};
	m[1] = (struct gp_member){.key = "examples", .key_n = 8, .value = {.type = GP_VALUE_LIST, .list = {items, x->n}}};
	*v = (struct gp_value){.type = GP_VALUE_MAP, .map = {m, 2}};
	return v;
}

static int tell_missing(struct diff *d, const struct missing *m)
{
	static const struct sentence what = {"sitemap.missing-title", "sitemap.missing", "sitemap.missing-fix"};
	struct gp_finding f = {.rule = "site.sitemap-missing", .severity = GP_SEVERITY_INFO, .url = address(d, d->main)};
	struct gp_buf few, all;
	char number[24];
	struct gp_param params[] = {{"n", number}, {"examples", NULL}, {NULL, NULL}};

	if (!f.url)
		return -1;
	snprintf(number, sizeof number, "%lld", (long long)m->count);
	gp_buf_init(&few, SHOWN * SENTENCE_MAX);
	gp_buf_init(&all, EXAMPLES * SENTENCE_MAX);
	for (size_t i = 0; i < m->n; i++) {
		const char *url = shown(d, m->urls[i]);

		if (i < SHOWN)
			gp_buf_printf(&few, "%s%s", i ? "  " : "", url);
		gp_buf_printf(&all, "%s%s", i ? "\n" : "", url);
	}
	params[1].value = few.data ? few.data : "";
	say_both(d, &f, &what, params);
	f.evidence = gp_arena_strndup(&d->l->arena, all.data ? all.data : "", all.len);
	f.params = as_value(d, m);
	gp_links_add_finding(d->l, &f);
	gp_buf_free(&few);
	gp_buf_free(&all);
	return 0;
}

/* By address, so that every run names the same. */
static int take_example(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	struct missing *m = user;

	(void)r;
	if (m->marks[u->id])
		m->urls[m->n++] = gp_arena_strndup(m->arena, u->url, strlen(u->url));
	return m->n == EXAMPLES;
}

static int look_at_pages(struct diff *d)
{
	struct missing m = {.arena = &d->l->arena};
	int rc = 0;

	make_set(d, d->listed);
	m.marks = gp_calloc(d->l->nodes.count, 1);
	for (size_t id = 1; id < d->l->nodes.count; id++) {
		m.marks[id] = belongs(d, id);
		m.count += m.marks[id];
	}
	if (m.count)
		rc = gp_store_each_result_by_url(d->store, take_example, &m, d->e) < 0 ? -1 : tell_missing(d, &m);
	free(m.marks);
	return rc;
}

/* --- the files themselves */

static const struct sentence *what_is_wrong(const struct note *n)
{
	static const struct sentence none = {"sitemap.listed-title", "sitemap.file-none", "sitemap.file-fix"},
	    failed = {"sitemap.listed-title", "sitemap.file-failed", "sitemap.file-fix"},
	    xml = {"sitemap.listed-title", "sitemap.file-xml", "sitemap.file-fix"},
	    gzip = {"sitemap.listed-title", "sitemap.file-gzip", "sitemap.file-fix"},
	    large = {"sitemap.listed-title", "sitemap.file-large", "sitemap.file-fix"};

	if (is_word(n->state, n->state_n, "none"))
		return &none;
	if (strncmp(n->state, "cut ", 4))
		return &failed;
	if (!strncmp(n->state + 4, "xml ", 4) || !strncmp(n->state + 4, "doctype ", 8))
		return &xml;
	return strncmp(n->state + 4, "gzip ", 5) ? &large : &gzip;
}

static int bad_file(struct diff *d, const struct note *n)
{
	struct gp_finding f = {.rule = "site.sitemap-broken", .severity = GP_SEVERITY_WARNING,
	    .url = address(d, n->id ? n->id : d->main)};
	const char *space = memrchr(n->state, ' ', n->state_n);

	if (!f.url)
		return -1;
	f.line = space ? (uint32_t)strtol(space, NULL, 10) : 0;
	f.col = f.line ? 1 : 0;
	say_both(d, &f, what_is_wrong(n), NULL);
	gp_links_add_finding(d->l, &f);
	return 0;
}

/* Not part of another, and the first by address: they are noted in the order of the answers. */
static int choose_main(struct diff *d, const char *notes)
{
	const char *best = NULL, *url;
	struct note n;

	for (const char *p = notes; next_note(&p, &n);) {
		if (!is_word(n.state, n.state_n, "ok") || is_word(n.origin, n.origin_n, "index"))
			continue;
		url = address(d, n.id);
		if (!url)
			return -1;
		if (best && strcmp(best, url) <= 0)
			continue;
		best = url;
		d->main = n.id;
	}
	return 0;
}

static int look_at_files(struct diff *d, const char *notes)
{
	struct note n;

	d->complete = true;
	if (choose_main(d, notes))
		return -1;
	for (const char *p = notes; next_note(&p, &n);) {
		if (is_word(n.state, n.state_n, "whole"))
			d->whole = true;
		if (is_word(n.state, n.state_n, "ok") || is_word(n.state, n.state_n, "moved") ||
		    is_word(n.state, n.state_n, "whole"))
			continue;
		if (is_word(n.origin, n.origin_n, "usual") && strncmp(n.state, "cut ", 4))
			continue; /* nobody said that there is one */
		d->complete = false;
		if (bad_file(d, &n))
			return -1;
	}
	return 0;
}

/* Ids are in the order of discovery, which no two runs share. */
static int by_words(const void *a, const void *b)
{
	const struct gp_finding *x = a, *y = b;
	int rc = strcmp(x->rule, y->rule);

	if (!rc)
		rc = strcmp(x->url, y->url);
	if (!rc)
		rc = x->line < y->line ? -1 : x->line > y->line;
	return rc ? rc : strcmp(x->message[GP_LANG_EN], y->message[GP_LANG_EN]);
}

int gp_links_compare_sitemaps(struct gp_links *l, struct gp_store *s, const struct gp_catalogue *words, struct gp_err *e)
{
	struct diff d = {.l = l, .store = s, .words = words, .e = e};
	char *notes = NULL;
	size_t n, first = l->finding_count;
	int rc = -1;

	if (gp_store_get_value(s, "sitemaps", &notes, &n, e))
		return -1;
	gp_buf_init(&d.b, SENTENCE_MAX);
	if (notes && look_at_files(&d, notes))
		goto out;
	if (!l->spellings) {
		rc = 0;
		goto out;
	}
	for (d.size = 64; d.size < 2 * l->nodes.count; d.size *= 2)
		;
	d.set = gp_calloc(d.size, sizeof *d.set);
	d.linked = gp_calloc(l->nodes.count, 1);
	d.listed = gp_calloc(l->nodes.count, 1);
	mark_all(&d);
	rc = look_at_entries(&d) || (d.complete && d.main && look_at_pages(&d)) ? -1 : 0;
out:
	if (l->finding_count > first)
		qsort(l->findings + first, l->finding_count - first, sizeof *l->findings, by_words);
	free(l->spellings);
	l->spellings = NULL;
	free(notes);
	free(d.set);
	free(d.linked);
	free(d.listed);
	gp_buf_free(&d.b);
	return rc;
}

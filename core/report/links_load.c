/* links_load.c - from the store to the links worth showing, with their places */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/crawl/crawl.h"
#include "core/crawl/edges.h"
#include "core/crawl/hidden.h"
#include "core/crawl/takeover.h"
#include "core/report/links.h"
#include "core/report/links_places.h"
#include "core/report/links_settled.h"
#include "core/report/links_stamps.h"
#include "core/store/crawl_past.h"
#include "core/text/utf8.h"
#include "core/web/passage.h"
#include "core/web/url.h"

#define SHOWN_WORDS 60 /* code points of the words that a link looks for */

struct loading {
	struct gp_links *l;
	struct gp_store *store;
	bool all;
	struct gp_err *e;
	uint32_t *entry_of;   /* id → index into the list + 1, 0: not shown */
	const char *page;     /* the current page's address in the arena, NULL until needed */
	uint32_t *fragments;  /* open hash: index + 1 of fragment entries */
	size_t fragment_size, fragment_count;
	struct gp_buf decoded;
	struct gp_settled settled;
	struct gp_places places;
	struct gp_link_stamps stamps;
	unsigned char *sitemap; /* by id: a sitemap that was read; NULL: there is none */
};

static struct gp_link_entry *new_entry(struct loading *x, const char *url, int64_t id, struct gp_judgement j)
{
	struct gp_links *l = x->l;
	struct gp_link_entry *n;

	if (l->count == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 128;
		l->list = gp_reallocarray(l->list, l->cap, sizeof *l->list);
	}
	n = &l->list[l->count++];
	*n = (struct gp_link_entry){.url = url, .fragment = "", .judged = j, .id = id, .detail = "",
	    .first_cause = ""};
	return n;
}

/* What stands for an address that was cut, or 0. */
static uint32_t cut_with(const struct gp_links *l, int64_t id)
{
	const struct gp_node *n = (size_t)id < l->nodes.count ? &l->nodes.list[id] : NULL;
	uint32_t to = n && !strcmp(gp_causes()[n->cause].id, "budget") ? n->redirect : 0;

	return n && to < l->nodes.count && l->nodes.list[to].flags & GP_URLF_TRAP ? to : 0;
}

static void show_cut(struct loading *x)
{
	for (size_t id = 1; id < x->l->nodes.count; id++) {
		uint32_t with = cut_with(x->l, (int64_t)id);

		if (with)
			x->entry_of[id] = x->entry_of[with];
	}
}

/* Every address that a page links to or an operator named is judged and counted; some are kept. */
static int take_result(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	struct loading *x = user;
	struct gp_judgement j;
	struct gp_link_entry *n;

	x->l->pages += r->parsed && u->flags & GP_URLF_CRAWL;
	x->l->carried += (u->flags & GP_URLF_CARRIED) != 0;
	x->l->unchanged += (u->flags & GP_URLF_SAME) != 0;
	if (x->sitemap)
		x->l->spellings[u->id] = gp_links_spelling(u->url);
	if (!(u->flags & (GP_URLF_LINKED | GP_URLF_SEED | GP_URLF_LISTED)) || cut_with(x->l, u->id))
		return 0; /* only a hop on the way, or told with others */
	j = gp_judge(&x->l->nodes, u->id);
	x->l->counts[j.verdict]++;
	x->l->total++;
	if (j.verdict == GP_VERDICT_OK && !x->all)
		return 0;
	n = new_entry(x, gp_arena_strndup(&x->l->arena, u->url, strlen(u->url)), u->id, j);
	n->detail = gp_arena_strndup(&x->l->arena, r->detail, strlen(r->detail));
	n->first_cause = gp_arena_strndup(&x->l->arena, r->cause, strlen(r->cause));
	n->trap = u->flags & GP_URLF_TRAP;
	n->carried = u->flags & GP_URLF_CARRIED;
	x->entry_of[u->id] = (uint32_t)x->l->count;
	return 0;
}

/* --- places */

/* The text that an address was first seen with; most places have the same. */
static const char *first_text(struct loading *x, struct gp_link_entry *n)
{
	struct gp_store_url u;
	struct gp_store_result r;

	if (!n->text && gp_store_result(x->store, n->id, &u, &r, x->e) == 1)
		n->text = gp_arena_strndup(&x->l->arena, u.text, strlen(u.text));
	return n->text ? n->text : "";
}

/* One place a page: where the link stands first. */
static void add_place(struct loading *x, struct gp_link_entry *n, int64_t page, const char *url, const struct gp_edge *e)
{
	struct gp_arena *a = &x->l->arena;
	struct gp_link_place *p;

	if (n->last_page == page)
		return;
	n->last_page = page;
	n->pages_total++;
	n->place_sum += e->place;
	if (n->place_count >= GP_LINK_PAGES)
		return;
	if (n->place_count == n->place_cap) {
		n->place_cap = n->place_cap ? n->place_cap * 2 : 2;
		p = gp_arena_alloc(a, n->place_cap * sizeof *p);
		if (n->place_count)
			memcpy(p, n->places, n->place_count * sizeof *p);
		n->places = p;
	}
	if (!x->page)
		x->page = gp_arena_strndup(a, url, strlen(url));
	p = &n->places[n->place_count++];
	*p = (struct gp_link_place){.page = x->page, .line = e->line, .col = e->col, .kind = e->kind};
	p->text = e->same_text ? first_text(x, n) : gp_arena_strndup(a, e->text, e->text_n);
}

/* --- fragments */

/* The top of the page, or what templates write where a script does the work: "#none", "###", "#;". */
static bool quiet_word(const char *s, size_t n)
{
	static const char *const words[] = {"top", "none", "nogo", "this", "void", "null", "javascript", "javascript:"};

	size_t marks = 0;

	while (marks < n && (s[marks] == '#' || s[marks] == ';'))
		marks++;
	if (marks == n)
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == n && !strncasecmp(words[i], s, n))
			return true;
	return false;
}

static bool quiet_fragment(struct loading *x, const char *s, size_t n)
{
	if (quiet_word(s, n))
		return true;
	gp_buf_clear(&x->decoded);
	gp_url_percent_decode(&x->decoded, s, n);
	return quiet_word(x->decoded.data ? x->decoded.data : "", x->decoded.len);
}

/* HTML 7.4.6.4: the fragment as it stands names the place, else its percent-decoded form. 1, 0; -1: error. */
static int has_place(struct loading *x, int64_t id, const char *s, size_t n)
{
	const void *ids;
	size_t bytes;
	int rc = gp_places_of(&x->places, id, &ids, &bytes, x->e);

	if (rc < 1)
		return rc < 0 ? -1 : 1; /* the page was not read: nothing is known against the link */
	if (gp_edges_has_name(ids, bytes, gp_edges_name_hash(s, n)))
		return 1;
	gp_buf_clear(&x->decoded);
	gp_url_percent_decode(&x->decoded, s, n);
	return gp_edges_has_name(ids, bytes, gp_edges_name_hash(x->decoded.data ? x->decoded.data : "", x->decoded.len));
}

static size_t fragment_slot(const struct loading *x, int64_t id, const char *s, size_t n)
{
	size_t i = (gp_edges_name_hash(s, n) ^ (size_t)id * 0x9E3779B97F4A7C15u) & (x->fragment_size - 1);

	while (x->fragments[i]) {
		const struct gp_link_entry *e = &x->l->list[x->fragments[i] - 1];

		if (e->id == id && strlen(e->fragment) == n && !memcmp(e->fragment, s, n))
			break;
		i = (i + 1) & (x->fragment_size - 1);
	}
	return i;
}

static void grow_fragments(struct loading *x)
{
	uint32_t *old = x->fragments;
	size_t size = x->fragment_size;

	x->fragment_size = size ? size * 2 : 256;
	x->fragments = gp_calloc(x->fragment_size, sizeof *x->fragments);
	for (size_t i = 0; i < size; i++)
		if (old[i]) {
			const struct gp_link_entry *e = &x->l->list[old[i] - 1];

			x->fragments[fragment_slot(x, e->id, e->fragment, strlen(e->fragment))] = old[i];
		}
	free(old);
}

static struct gp_link_entry *fragment_entry(struct loading *x, int64_t id, const char *s, size_t n, const char *cause)
{
	struct gp_store_url u;
	struct gp_store_result r;
	struct gp_buf url;
	struct gp_link_entry *e;
	struct gp_judgement j = {.final = id, .confirmed = true};
	size_t i;

	if (x->fragment_count * 2 >= x->fragment_size)
		grow_fragments(x);
	i = fragment_slot(x, id, s, n);
	if (x->fragments[i])
		return &x->l->list[x->fragments[i] - 1];
	if (gp_store_result(x->store, id, &u, &r, x->e) != 1)
		return NULL;
	j.cause = gp_cause_by_id(cause);
	j.verdict = j.cause->verdict;
	j.status = r.status;
	gp_buf_init(&url, 3 * GP_URL_MAX);
	gp_buf_puts(&url, u.url);
	gp_buf_putc(&url, '#');
	gp_buf_put(&url, s, n);
	e = new_entry(x, gp_arena_strndup(&x->l->arena, url.data, url.len), id, j);
	gp_buf_free(&url);
	e->fragment = gp_arena_strndup(&x->l->arena, s, n);
	x->fragments[i] = (uint32_t)x->l->count;
	x->fragment_count++;
	x->l->counts[j.verdict]++;
	x->l->total++;
	return e;
}

/*
 * Whether the page has the words that [p, end) names. 1: all of them; 0: *missing is not there; 2: not
 * known; -1: error.
 */
static int has_passages(struct loading *x, int64_t id, const char *p, const char *end, struct gp_text *missing)
{
	const void *ids;
	size_t bytes;
	struct gp_text d;
	int rc, all = 2;

	if (p == end)
		return 2; /* as nearly all links */
	rc = gp_places_of(&x->places, id, &ids, &bytes, x->e);
	while (rc == 1 && gp_passage_next(&p, end, &d)) {
		if (!gp_edges_has_name(ids, bytes, gp_edges_passage_hash(d.p, d.n, false)))
			return 2;
		if (!gp_edges_has_name(ids, bytes, gp_edges_passage_hash(d.p, d.n, true))) {
			*missing = d;
			return 0;
		}
		all = 1;
	}
	return rc < 0 ? -1 : all;
}

/* Redirects that name a place of their own: the link's is not used (Fetch, "location URL"). */
static bool place_replaced(const struct gp_nodes *n, int64_t id, int64_t final)
{
	bool replaced = false;

	for (int hops = 0; hops <= GP_HOPS_MAX && id != final && (size_t)id < n->count; hops++) {
		replaced |= n->list[id].places;
		id = n->list[id].redirect;
	}
	return replaced;
}

/*
 * The cause for a link to a place of a page that was read: "" when nothing is wrong with it; NULL: error.
 * Of "text-fragment", *missing is the directive; of others its n is 0.
 */
static const char *cause_of_fragment(struct loading *x, int64_t id, const char *s, size_t n,
    struct gp_text *missing)
{
	size_t directives = gp_passage_at(s, n);
	int rc = has_passages(x, id, s + directives, s + n, missing);

	if (rc < 0)
		return NULL;
	if (!rc)
		return "text-fragment";
	if (rc == 1 || quiet_fragment(x, s, directives)) /* a browser goes to the words, wherever else the link points */
		return "";
	rc = has_place(x, id, s, directives);
	if (rc)
		return rc < 0 ? NULL : "";
	return s[0] == '/' || s[0] == '!' ? "spa-anchor" : "fragment";
}

/* What a directive looks for, short and safe for a terminal. */
static const char *shown_words(struct loading *x, struct gp_text directive)
{
	struct gp_text words = gp_passage_words(&x->l->arena, directive);
	size_t n = gp_utf8_prefix(words.p, words.n, SHOWN_WORDS);
	struct gp_buf b;
	const char *s;

	gp_buf_init(&b, 64 * SHOWN_WORDS);
	gp_utf8_show(&b, words.p, n);
	if (n < words.n)
		gp_buf_puts(&b, "…");
	s = gp_arena_strndup(&x->l->arena, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
	return s;
}

/* The same for any link; pages that were not read have all places. */
static const char *fragment_cause(struct loading *x, const struct gp_edge *e, struct gp_text *missing)
{
	const struct gp_nodes *nodes = &x->l->nodes;
	struct gp_judgement j = gp_judge(nodes, e->to);

	if ((j.verdict != GP_VERDICT_OK && j.verdict != GP_VERDICT_REDIRECTED) ||
	    (size_t)j.final >= nodes->count || !nodes->list[j.final].parsed || place_replaced(nodes, e->to, j.final))
		return "";
	return cause_of_fragment(x, j.final, e->fragment, e->fragment_n, missing);
}

/* Whether it leads to a place that is there. What came of one link to a place comes of all. 1, 0; -1: error. */
static int is_settled(struct loading *x, const struct gp_edge *e, const char **cause, struct gp_text *missing)
{
	uint64_t hash = gp_settled_hash(e->to, e->fragment, e->fragment_n);

	if (gp_settled_has(&x->settled, hash))
		return 1;
	*cause = fragment_cause(x, e, missing);
	if (!*cause)
		return -1;
	if (**cause)
		return 0;
	gp_settled_add(&x->settled, hash);
	return 1;
}

/* A link to a place on a page that was read: is the place there? Else it is listed. */
static int check_fragment(struct loading *x, int64_t page, const char *url, const struct gp_edge *e)
{
	struct gp_text missing = {"", 0};
	struct gp_link_entry *entry;
	const char *cause;
	int settled = is_settled(x, e, &cause, &missing);
	size_t n;

	if (settled)
		return settled < 0 ? -1 : 0;
	n = missing.n ? e->fragment_n : gp_passage_at(e->fragment, e->fragment_n);
	entry = fragment_entry(x, e->to, e->fragment, n, cause);
	if (!entry)
		return -1;
	if (missing.n && !*entry->detail)
		entry->detail = shown_words(x, missing);
	add_place(x, entry, page, url, e);
	return 0;
}

static int load_sitemaps(struct loading *x)
{
	char *notes;
	unsigned char *marks;
	size_t n;

	if (gp_store_get_value(x->store, "sitemaps", &notes, &n, x->e))
		return -1;
	marks = gp_calloc(x->l->nodes.count + 1, 1);
	if (notes && gp_links_mark_sitemaps(marks, x->l->nodes.count, notes)) {
		x->sitemap = marks;
		x->l->spellings = gp_calloc(x->l->nodes.count, sizeof *x->l->spellings);
	} else {
		free(marks);
	}
	free(notes);
	return 0;
}

/* --- hidden links */

/* Wherever it leads, and whatever stands there: it is the place that is wrong. Its places are only those. */
static int take_hidden(struct loading *x, int64_t page, const char *url, const struct gp_edge *e)
{
	struct gp_links *l = x->l;
	struct gp_link_entry *n;
	struct gp_store_url u;
	struct gp_store_result r;
	int rc;

	if (!x->entry_of[e->to]) {
		rc = gp_store_result(x->store, e->to, &u, &r, x->e);
		if (rc < 1)
			return rc;
		new_entry(x, gp_arena_strndup(&l->arena, u.url, strlen(u.url)), e->to, gp_judge(&l->nodes, e->to));
		x->entry_of[e->to] = (uint32_t)l->count;
	}
	n = &l->list[x->entry_of[e->to] - 1];
	if (strcmp(n->judged.cause->id, "hidden-link") != 0) {
		l->counts[n->judged.verdict]--;
		n->judged.cause = gp_cause_by_id("hidden-link");
		n->judged.verdict = n->judged.cause->verdict;
		n->judged.confirmed = true;
		n->detail = gp_hidden_detail(e->hidden);
		n->pages_total = n->last_page = 0;
		n->place_sum = 0;
		n->place_count = 0;
		l->counts[n->judged.verdict]++;
	}
	add_place(x, n, page, url, e);
	return 0;
}

/* Whether there is something to say of the places of such a link. */
static int matters(void *user, const struct gp_edge *e)
{
	struct loading *x = user;
	struct gp_text missing = {"", 0};
	const char *cause;
	int settled;

	if (e->to <= 0 || (size_t)e->to >= x->l->nodes.count)
		return 0;
	if (x->entry_of[e->to] || !e->has_fragment)
		return x->entry_of[e->to] != 0;
	settled = is_settled(x, e, &cause, &missing);
	return settled < 0 ? -1 : !settled;
}

static int take_links(void *user, int64_t page, const char *url, const void *blob, size_t n)
{
	struct loading *x = user;
	struct gp_edge_reader r;
	struct gp_edge e;
	int rc;

	x->page = NULL;
	gp_edges_open(&r, blob, n);
	while ((rc = gp_edges_next(&r, &e)) == 1) {
		uint32_t at;

		if (e.stamp && (rc = gp_link_stamps_get(&x->stamps, &e)) < 1) {
			if (!rc)
				continue;
			break;
		}
		at = e.to > 0 && (size_t)e.to < x->l->nodes.count ? x->entry_of[e.to] : 0;

		if (e.hidden && e.to > 0 && (size_t)e.to < x->l->nodes.count && take_hidden(x, page, url, &e))
			return -1;
		if (at && strcmp(x->l->list[at - 1].judged.cause->id, "hidden-link") != 0)
			add_place(x, &x->l->list[at - 1], page, url, &e);
		if (x->sitemap && page > 0 && (size_t)page < x->l->nodes.count && x->sitemap[page])
			gp_links_add_listing(x->l, page, &e);
		if (e.mixed)
			gp_links_add_mixed(x->l, page, &e);
		if (e.has_fragment && e.to > 0 && check_fragment(x, page, url, &e))
			return -1;
	}
	return rc < 0 ? gp_fail(x->e, GP_EINTEGRITY, "the links of %s are damaged in the crawl file; check again "
	    "with --fresh", url) : 0;
}

/* --- redirects */

static int follow(struct loading *x, struct gp_link_entry *n)
{
	const char *hop[GP_HOPS_MAX + 1];
	bool good = n->judged.verdict == GP_VERDICT_REDIRECTED && x->l->nodes.list[n->id].flags & GP_URLF_OWN;
	int64_t at = n->id;
	size_t count = 0;

	while (count <= GP_HOPS_MAX && (size_t)at < x->l->nodes.count && x->l->nodes.list[at].redirect) {
		struct gp_store_url u;
		struct gp_store_result r;
		int rc;

		good &= x->l->nodes.list[at].permanent || x->l->nodes.list[at].https_only;
		at = x->l->nodes.list[at].redirect;
		rc = gp_store_result(x->store, at, &u, &r, x->e);
		if (rc < 0)
			return -1;
		if (!rc)
			break;
		hop[count++] = gp_arena_strndup(&x->l->arena, u.url, strlen(u.url));
		if (at == n->judged.final)
			break;
	}
	if (!count)
		return 0;
	n->redirects = gp_arena_alloc(&x->l->arena, count * sizeof *n->redirects);
	memcpy(n->redirects, hop, count * sizeof *n->redirects);
	n->redirect_count = count;
	n->final_url = hop[count - 1];
	n->moved = good && at == n->judged.final && (size_t)at < x->l->nodes.count &&
	    x->l->nodes.list[at].flags & GP_URLF_OWN;
	return 0;
}

/* Both titles and where they stand, for a link that became something else. */
static int tell_faces(struct loading *x, struct gp_link_entry *n)
{
	struct gp_arena *a = &x->l->arena;
	struct gp_store_face f;
	struct gp_store_url u;
	struct gp_store_result r;
	struct gp_buf b;
	char host[256];

	if (gp_store_face(x->store, n->url, &f, x->e) < 0)
		return -1;
	gp_buf_init(&b, 16 << 10);
	gp_buf_printf(&b, "“%s” (%s) → ", f.title, f.host);
	if (gp_store_result(x->store, n->judged.final, &u, &r, x->e) == 1)
		gp_buf_printf(&b, "“%s” (%s)", r.title ? r.title : "", gp_takeover_host(u.url, host));
	n->detail = gp_arena_strndup(a, b.data, b.len);
	gp_buf_free(&b);
	return 0;
}

static int by_url(const void *a, const void *b)
{
	const struct gp_link_entry *x = a, *y = b;

	return strcmp(x->url, y->url);
}

int gp_links_load(struct gp_links *out, struct gp_store *s, bool all, struct gp_err *e)
{
	struct loading x = {.l = out, .store = s, .all = all, .e = e};
	int rc = -1;

	*out = (struct gp_links){0};
	gp_buf_init(&x.decoded, GP_URL_MAX);
	if (gp_nodes_load(&out->nodes, s, e))
		goto out;
	x.entry_of = gp_calloc(out->nodes.count + 1, sizeof *x.entry_of);
	gp_places_init(&x.places, s, out->nodes.count);
	if (load_sitemaps(&x) || gp_store_each_result(s, take_result, &x, e))
		goto out;
	show_cut(&x);
	if (gp_link_stamps_load(&x.stamps, s, matters, &x, e) || gp_store_each_links(s, take_links, &x, e) ||
	    gp_links_load_findings(out, s, e))
		goto out;
	for (size_t i = 0; i < out->count; i++)
		if (out->list[i].judged.hops && follow(&x, &out->list[i]))
			goto out;
	for (size_t i = 0; i < out->count; i++)
		if (!strcmp(out->list[i].judged.cause->id, "takeover") && tell_faces(&x, &out->list[i]))
			goto out;
	if (gp_links_load_history(out, s, x.entry_of, e))
		goto out;
	if (out->count)
		qsort(out->list, out->count, sizeof *out->list, by_url);
	rc = 0;
out:
	free(x.entry_of);
	free(x.sitemap);
	gp_settled_free(&x.settled);
	gp_places_free(&x.places);
	gp_link_stamps_free(&x.stamps);
	free(x.fragments);
	gp_buf_free(&x.decoded);
	if (rc)
		gp_links_free(out);
	return rc;
}

void gp_links_free(struct gp_links *l)
{
	gp_nodes_free(&l->nodes);
	gp_arena_free(&l->arena);
	free(l->list);
	free(l->findings);
	free(l->listings);
	free(l->spellings);
	free(l->mixed);
	free(l->history.list);
	free(l->history.runs);
	*l = (struct gp_links){0};
}

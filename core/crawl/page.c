/* page.c - the parent's side of parse_msg.h: from records to a page */
#include <stdlib.h>
#include <string.h>

#include "core/crawl/edges.h"
#include "core/crawl/link_memo.h"
#include "core/crawl/mixed.h"
#include "core/crawl/parse_msg.h"
#include "core/crawl/triggers.h"
#include "core/web/facts.h"

#define LINKS_MAX 100000
#define IDS_MAX 200000

static const char *take_text(struct gp_msg_in *m, struct gp_arena *a, size_t max, size_t *n)
{
	size_t len;
	const char *s = gp_msg_take_str(m, max, &len);

	if (n)
		*n = len;
	return gp_arena_strndup(a, s, len);
}

static void take_page(struct gp_page *p, struct gp_arena *a, struct gp_msg_in *m)
{
	const char *fits;

	*p = (struct gp_page){.id = gp_msg_take_int(m)};
	p->declared = take_text(m, a, 40, NULL);
	p->charset = take_text(m, a, 40, NULL);
	p->mislabelled = gp_msg_take_range(m, 0, 1);
	p->late_meta = gp_msg_take_range(m, 0, 1);
	p->title = take_text(m, a, 1024, NULL);
	p->plain_count = gp_msg_take_range(m, 0, INT32_MAX);
	p->text_hash = (uint64_t)gp_msg_take_int(m);
	p->phrases = (unsigned)gp_msg_take_range(m, 0, 0xFFFFF);
	p->limit = take_text(m, a, 40, NULL);
	p->date = take_text(m, a, 4 * GP_PARSE_DATE_MAX, NULL);
	fits = gp_msg_take_bytes(m, GP_TRIGGERS_BITS, &p->fits_n);
	p->fits = memcpy(gp_arena_alloc(a, p->fits_n), fits, p->fits_n);
}

void gp_page_names_forget(struct gp_page_names *n)
{
	gp_arena_reset(&n->arena);
	n->count = n->stamp_count = 0;
}

void gp_page_names_free(struct gp_page_names *n)
{
	gp_arena_free(&n->arena);
	free(n->list);
	free(n->known);
	free(n->stamps);
	*n = (struct gp_page_names){0};
}

/* Room for one more link; NULL: too many. */
static struct gp_page_link *new_link(struct gp_page *p, struct gp_arena *a)
{
	struct gp_page_link *bigger;

	if (p->link_count >= LINKS_MAX)
		return NULL;
	if (p->link_count == p->link_cap) {
		p->link_cap = p->link_cap ? p->link_cap * 2 : 256;
		bigger = gp_arena_alloc(a, p->link_cap * sizeof *bigger);
		if (p->link_count)
			memcpy(bigger, p->links, p->link_count * sizeof *bigger);
		p->links = bigger;
	}
	return &p->links[p->link_count++];
}

/* Keeps a link that has a number, with strings that outlive the page. */
static void name_link(struct gp_page_names *names, struct gp_page_link *l)
{
	if (!names->list) {
		names->list = gp_calloc(GP_LINK_NAMES, sizeof *names->list);
		names->known = gp_calloc(GP_LINK_NAMES, sizeof *names->known);
	}
	l->url = gp_arena_strndup(&names->arena, l->url, l->url_n);
	l->known = &names->known[names->count];
	*l->known = (struct gp_page_known){0};
	names->list[names->count] = *l;
	names->list[names->count].text = gp_arena_strndup(&names->arena, l->text, l->text_n);
	names->list[names->count].fragment = names->list[names->count].raw = "";
	names->list[names->count].fragment_n = 0;
	names->list[names->count++].has_fragment = false;
}

/* What an honest worker makes the parent keep is less. */
static bool names_fit(const struct gp_page_names *names)
{
	return names->arena.used <= 2 * (GP_LINK_NAME_BYTES + GP_LINK_STAMP_BYTES);
}

static void take_link(struct gp_page *p, struct gp_arena *a, struct gp_page_names *names, struct gp_msg_in *m)
{
	struct gp_page_link *l = new_link(p, a);
	int64_t number;

	if (!l) {
		m->bad = true;
		return;
	}
	*l = (struct gp_page_link){.kind = (uint8_t)gp_msg_take_range(m, 0, GP_EDGE_KINDS - 1)};
	l->why = (enum gp_url_why)gp_msg_take_range(m, GP_URL_OK, GP_URL_TOO_LONG);
	l->url = take_text(m, a, GP_URL_MAX, &l->url_n);
	l->raw = take_text(m, a, GP_PARSE_RAW_MAX, NULL);
	l->has_fragment = gp_msg_take_range(m, 0, 1);
	l->fragment = take_text(m, a, GP_URL_MAX, &l->fragment_n);
	l->text = take_text(m, a, 1024, &l->text_n);
	l->line = (uint32_t)gp_msg_take_range(m, 0, UINT32_MAX);
	l->col = (uint32_t)gp_msg_take_range(m, 0, UINT32_MAX);
	l->place = (uint8_t)gp_msg_take_range(m, 0, 255);
	l->hidden = (uint8_t)gp_msg_take_range(m, 0, GP_VEIL_COUNT - 1);
	l->mixed = (uint8_t)gp_msg_take_range(m, 0, GP_MIXED_COUNT - 1);
	l->low = gp_msg_take_range(m, 0, 1);
	l->resource = gp_msg_take_range(m, 0, 1);
	number = gp_msg_take_range(m, 0, GP_LINK_NAMES);
	if (strlen(l->url) != l->url_n || strlen(l->fragment) != l->fragment_n ||
	    (l->why == GP_URL_OK && !l->url_n) || (number && (number != (int64_t)names->count + 1 ||
	    l->why != GP_URL_OK || !names_fit(names))))
		m->bad = true;
	else if (number)
		name_link(names, l);
}

/* All that the links of a stamp have in common. */
static void take_stamp(struct gp_page_link *l, struct gp_page_stamp *s)
{
	*l = *s->link;
	l->text = s->text;
	l->text_n = s->text_n;
	l->fragment = s->fragment;
	l->fragment_n = s->fragment_n;
	l->has_fragment = s->has_fragment;
	l->stamp = &s->number;
}

/* Keeps a link as a stamp, with strings that outlive the page. */
static void keep_stamp(struct gp_page_names *names, const struct gp_page_link *numbered, struct gp_page_link *l)
{
	struct gp_page_stamp *s;

	if (!names->stamps)
		names->stamps = gp_calloc(GP_LINK_STAMPS, sizeof *names->stamps);
	s = &names->stamps[names->stamp_count++];
	*s = (struct gp_page_stamp){.link = numbered, .text = l->text, .fragment = l->fragment,
	    .text_n = (uint32_t)l->text_n, .fragment_n = (uint32_t)l->fragment_n, .has_fragment = l->has_fragment};
	if (l->text != numbered->text)
		s->text = gp_arena_strndup(&names->arena, l->text, l->text_n);
	if (l->fragment_n)
		s->fragment = gp_arena_strndup(&names->arena, l->fragment, l->fragment_n);
	l->stamp = &s->number;
}

/* One that is like a numbered one but for its place, and what the flags say. */
static void take_numbered(struct gp_page_link *l, struct gp_arena *a, uint64_t flags, struct gp_msg_in *m)
{
	l->has_fragment = flags & GP_AGAIN_FRAGMENT;
	if (l->has_fragment)
		l->fragment = take_text(m, a, GP_URL_MAX, &l->fragment_n);
	if (flags & GP_AGAIN_TEXT)
		l->text = take_text(m, a, 1024, &l->text_n);
	m->bad |= l->has_fragment && strlen(l->fragment) != l->fragment_n;
}

static void take_again(struct gp_page *p, struct gp_arena *a, struct gp_page_names *names, struct gp_msg_in *m)
{
	uint32_t line = p->link_count ? p->links[p->link_count - 1].line : 0;

	while (m->left && !m->bad) {
		uint64_t flags = gp_msg_take_number(m), number = gp_msg_take_number(m);
		bool stamp = flags == GP_AGAIN_STAMP;
		bool known = number && number <= (stamp ? names->stamp_count : names->count) &&
		    (stamp || flags <= (GP_AGAIN_FRAGMENT | GP_AGAIN_TEXT | GP_AGAIN_KEEP));
		struct gp_page_link *l = known ? new_link(p, a) : NULL;

		if (!l) {
			m->bad = true;
			return;
		}
		if (stamp)
			take_stamp(l, &names->stamps[number - 1]);
		else
			*l = names->list[number - 1];
		l->line = line += (uint32_t)gp_msg_take_number(m);
		l->col = (uint32_t)gp_msg_take_number(m);
		l->place = (uint8_t)gp_msg_take_number(m);
		if (stamp)
			continue;
		take_numbered(l, a, flags, m);
		if (flags & GP_AGAIN_KEEP) {
			m->bad |= names->stamp_count == GP_LINK_STAMPS || !names_fit(names);
			if (!m->bad)
				keep_stamp(names, &names->list[number - 1], l);
		}
	}
}

/* Room for n more ids; grows by doubling, so that many small records cost no more than a large one. */
static void reserve_ids(struct gp_page *p, struct gp_arena *a, size_t n)
{
	uint32_t *bigger;

	if (p->id_count + n <= p->id_cap)
		return;
	p->id_cap = p->id_cap * 2 > p->id_count + n ? p->id_cap * 2 : p->id_count + n;
	bigger = gp_arena_alloc(a, p->id_cap * sizeof *bigger);
	if (p->id_count)
		memcpy(bigger, p->ids, p->id_count * sizeof *bigger);
	p->ids = bigger;
}

static void take_ids(struct gp_page *p, struct gp_arena *a, struct gp_msg_in *m)
{
	size_t bytes, n;
	const char *from = gp_msg_take_bytes(m, GP_PARSE_PIECE, &bytes);

	n = bytes / sizeof *p->ids;
	if (!n || bytes % sizeof *p->ids || p->id_count + n > IDS_MAX) {
		m->bad = true;
		return;
	}
	reserve_ids(p, a, n);
	memcpy(p->ids + p->id_count, from, bytes);
	for (size_t i = p->id_count ? p->id_count : 1; i < p->id_count + n; i++)
		if (p->ids[i - 1] > p->ids[i]) /* binary search relies on the order */
			m->bad = true;
	p->id_count += n;
}

static void take_facts(struct gp_page *p, struct gp_arena *a, struct gp_msg_in *m)
{
	size_t n;
	const char *from = gp_msg_take_bytes(m, GP_PARSE_PIECE, &n);
	char *bigger;

	if (!n || p->facts_n + n > GP_PARSE_FACTS_MAX) {
		m->bad = true;
		return;
	}
	if (p->facts_n + n > p->facts_cap) {
		p->facts_cap = p->facts_cap * 2 > p->facts_n + n ? p->facts_cap * 2 : p->facts_n + n;
		bigger = gp_arena_alloc(a, p->facts_cap);
		if (p->facts_n)
			memcpy(bigger, p->facts, p->facts_n);
		p->facts = bigger;
	}
	memcpy(p->facts + p->facts_n, from, n);
	p->facts_n += n;
}

static void take_found(struct gp_page *p, struct gp_arena *a, struct gp_msg_in *m)
{
	unsigned number = (unsigned)gp_msg_take_range(m, 0, GP_TRIGGERS_MAX - 1);
	struct gp_parse_found *bigger;
	size_t n;
	const char *from = gp_msg_take_bytes(m, GP_PARSE_PIECE, &n);

	if (m->bad || p->found_count == GP_TRIGGERS_MAX) {
		m->bad = true;
		return;
	}
	if (p->found_count == p->found_cap) {
		p->found_cap = p->found_cap ? p->found_cap * 2 : 4;
		bigger = gp_arena_alloc(a, p->found_cap * sizeof *bigger);
		if (p->found_count)
			memcpy(bigger, p->found, p->found_count * sizeof *bigger);
		p->found = bigger;
	}
	p->found[p->found_count++] = (struct gp_parse_found){number, gp_arena_strndup(a, from, n), n};
}

int gp_page_take(struct gp_page *page, struct gp_arena *a, struct gp_page_names *names, struct gp_msg_in *m)
{
	bool done = false;

	if (m->type == GP_PARSE_PAGE && !page->id)
		take_page(page, a, m);
	else if (m->type == GP_PARSE_LINK && page->id && !page->id_count)
		take_link(page, a, names, m);
	else if (m->type == GP_PARSE_AGAIN && page->id && !page->id_count)
		take_again(page, a, names, m);
	else if (m->type == GP_PARSE_FORGET && !page->id)
		gp_page_names_forget(names);
	else if (m->type == GP_PARSE_IDS && page->id)
		take_ids(page, a, m);
	else if (m->type == GP_PARSE_FACTS && page->id)
		take_facts(page, a, m);
	else if (m->type == GP_PARSE_FOUND && page->id)
		take_found(page, a, m);
	else if (m->type == GP_PARSE_NOTED && page->id && !page->noted && !page->facts_n)
		page->noted = (size_t)gp_msg_take_range(m, 1, GP_PARSE_FACTS_MAX);
	else if (m->type == GP_PARSE_DONE && page->id)
		done = gp_msg_take_range(m, (int64_t)page->link_count, (int64_t)page->link_count) ==
		    (int64_t)page->link_count;
	else
		return -1;
	if (!gp_msg_done(m) || (!page->id && m->type != GP_PARSE_FORGET))
		return -1;
	return done;
}

/* trigger_judge.c - which conditions fit a page */
#include <stdlib.h>
#include <string.h>

#include "core/crawl/trigger_address.h"
#include "core/crawl/trigger_signs.h"
#include "core/crawl/triggers_impl.h"
#include "core/match/lookup.h"

/* --- the searches */

static int by_bytes(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);

	return c ? c : (x->n > y->n) - (x->n < y->n);
}

static void build_words(struct words *w, enum place place)
{
	struct gp_err ignored = GP_ERR_INIT; /* what is no word is never found */
	bool searched = place == TEXT || place == TITLE;
	size_t bytes = 0;

	if (!w->count)
		return;
	qsort(w->list, w->count, sizeof *w->list, by_bytes);
	w->first = gp_calloc(w->count + 1, sizeof *w->first);
	for (size_t i = 0; i < w->count; i++)
		if (!i || by_bytes(&w->list[i - 1], &w->list[i])) {
			w->first[w->unique++] = (uint32_t)i;
			bytes += w->list[i].n;
		}
	w->first[w->unique] = (uint32_t)w->count;
	w->seen = gp_calloc(w->unique, sizeof *w->seen);
	if (!searched)
		return;
	w->memory = gp_alloc(gp_termset_size(w->unique, bytes));
	w->terms = gp_termset_begin(w->memory, w->unique, bytes, GP_TERMS_ALL, place == TITLE);
	for (size_t i = 0; i < w->unique; i++)
		(void)!gp_termset_add(w->terms, w->list[w->first[i]].p, w->list[w->first[i]].n, &ignored);
	gp_termset_end(w->terms);
}

static void build_sources(struct gp_triggers *t)
{
	struct entry *list = gp_calloc(t->source_count + 1, sizeof *list);

	t->long_sources = gp_wordset_new();
	for (size_t i = 0; i < t->source_count; i++)
		list[i] = (struct entry){.p = t->sources[i].p, .n = t->sources[i].n, .atom = (uint32_t)i};
	qsort(list, t->source_count, sizeof *list, by_bytes);
	for (size_t i = 0, first = 0; i < t->source_count; i++) {
		first = by_bytes(&list[first], &list[i]) ? i : first;
		t->sources[list[i].atom].same = list[first].atom;
		if (first == i && list[i].n >= GP_WORDSET_LEAST)
			t->sources[list[i].atom].number = (uint32_t)gp_wordset_add(t->long_sources, list[i].p, list[i].n);
	}
	t->long_there = gp_calloc(t->source_count + 1, sizeof *t->long_there);
	free(list);
}

static void build_paths(struct gp_triggers *t)
{
	const struct words *w = &t->words[ADDRESS];

	t->path_count = w->unique < GP_TRIGGER_ADDRESSES ? w->unique : GP_TRIGGER_ADDRESSES;
	t->paths = gp_trigger_paths_new();
	t->paths_there = gp_calloc(t->path_count + 1, sizeof *t->paths_there);
	for (size_t i = 0; i < t->path_count; i++)
		gp_trigger_paths_add(t->paths, w->list[w->first[i]].p, w->list[w->first[i]].n);
}

static void build(struct gp_triggers *t)
{
	build_sources(t);
	for (int i = 0; i < PLACES; i++)
		build_words(&t->words[i], (enum place)i);
	build_paths(t);
	t->atoms = gp_calloc(t->atom_count + 1, sizeof *t->atoms);
	t->slots = gp_calloc(t->slot_count + 1, sizeof *t->slots);
	t->built = true;
}

/* The word of the entry stands there. */
static void stands(struct gp_triggers *t, const struct entry *one, size_t from, size_t to)
{
	struct find *f = one->find ? &t->finds[one->find - 1] : NULL;
	struct gp_trigger_found *found = f ? &f->found : NULL;

	t->atoms[one->atom] = true;
	if (!f || found->count == GP_TRIGGER_PLACES)
		return;
	if (!found->count || from > f->last + 2) {
		if (!found->count) {
			found->word = (struct gp_text){one->p, one->n};
			found->from = from;
		}
		if (found->count < GP_TRIGGER_SHOWN) {
			found->shown[found->count].from = from;
			found->shown[found->count].to = to;
		}
		found->count++;
	}
	f->last = to > f->last ? to : f->last;
}

/* It ends at `to`. Hits come by their beginnings, at one place the longest first: longer words come before the word. */
static void mark(struct gp_triggers *t, struct words *w, size_t word, size_t from, size_t to)
{
	bool done = true;

	if (w->seen[word])
		return;
	for (uint32_t i = w->first[word]; i < w->first[word + 1]; i++) {
		const struct entry *one = &w->list[i];

		if (one->longer)
			t->slots[one->slot] = to > t->slots[one->slot] ? to : t->slots[one->slot];
		else if (one->slot == GP_NO_SLOT || t->slots[one->slot] < to)
			stands(t, one, from, to);
		done = done && !one->longer && t->atoms[one->atom] &&
		    (!one->find || t->finds[one->find - 1].found.count == GP_TRIGGER_PLACES);
	}
	w->seen[word] = done;
}

struct finding {
	struct gp_triggers *t;
	struct words *w;
};

static bool on_hit(void *user, const struct gp_termset_hit *h)
{
	struct finding *f = user;

	mark(f->t, f->w, h->index, h->from, h->to);
	return true;
}

static void search(struct gp_triggers *t, enum place place, struct gp_text s)
{
	struct finding f = {t, &t->words[place]};

	if (f.w->unique && s.n)
		gp_termset_scan(f.w->terms, s.p, s.n, false, on_hit, &f);
}

/* The word itself is one of those of this place. */
static void look_up(struct gp_triggers *t, enum place place, const char *s, size_t n)
{
	struct words *w = &t->words[place];
	const struct entry wanted = {.p = s, .n = (uint32_t)n};
	size_t lo = 0, hi = w->unique;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = by_bytes(&wanted, &w->list[w->first[mid]]);

		if (!c) {
			mark(t, w, mid, 0, 0);
			return;
		}
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
}

/* --- what is looked up in the facts */

static bool is_blank(struct gp_text s)
{
	size_t i = 0;

	while (i < s.n && (s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r')))
		i++;
	return i == s.n;
}

static void look_at_metas(struct gp_triggers *t, const struct gp_facts *f)
{
	for (size_t i = 0; i < f->meta_count; i++) {
		const struct gp_meta *m = &f->metas[i];

		look_up(t, META, m->name.p, m->name.n);
		if (!is_blank(m->content))
			look_up(t, META_FILLED, m->name.p, m->name.n);
		if (m->name.n == 12 && !memcmp(m->name.p, "articletitle", 12))
			search(t, TITLE, m->content);
	}
}

bool gp_trigger_scheme(struct gp_text raw, const char *scheme, size_t n)
{
	size_t i = 0, at = 0;

	while (i < raw.n && (unsigned char)raw.p[i] <= ' ')
		i++;
	for (; i < raw.n && at < n; i++) {
		char c = raw.p[i];

		if (c == '\t' || c == '\n' || c == '\r')
			continue;
		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != scheme[at++])
			return false;
	}
	while (i < raw.n && (raw.p[i] == '\t' || raw.p[i] == '\n' || raw.p[i] == '\r'))
		i++;
	return at == n && i < raw.n && raw.p[i] == ':';
}

static void look_at_links(struct gp_triggers *t, const struct gp_facts *f)
{
	struct words *schemes = &t->words[SCHEME];

	for (size_t i = 0; i < f->link_count && (schemes->unique || t->words[KIND].unique); i++) {
		const struct gp_link *l = &f->links[i];

		look_up(t, KIND, l->kind, strlen(l->kind));
		for (size_t k = 0; k < schemes->unique; k++) {
			const struct entry *scheme = &schemes->list[schemes->first[k]];

			if (!schemes->seen[k] && gp_trigger_scheme(l->raw, scheme->p, scheme->n))
				mark(t, schemes, k, 0, 0);
		}
	}
}

static void look_at_address(struct gp_triggers *t, const char *url)
{
	struct words *hosts = &t->words[HOST];
	struct gp_text host = gp_trigger_host(url);

	for (size_t i = 0; i < hosts->unique; i++) {
		const struct entry *one = &hosts->list[hosts->first[i]];

		if (gp_trigger_host_is(host, one->p, one->n))
			mark(t, hosts, i, 0, 0);
	}
	if (t->path_count)
		gp_trigger_paths_find(t->paths, gp_trigger_path(url), t->paths_there);
	for (size_t i = 0; i < t->path_count; i++)
		if (t->paths_there[i])
			mark(t, &t->words[ADDRESS], i, 0, 0);
}

static void look_at_facts(struct gp_triggers *t, const struct gp_facts *f)
{
	look_at_metas(t, f);
	look_at_links(t, f);
	for (size_t i = 0; i < f->element_count; i++)
		look_up(t, ELEMENT, f->elements[i].p, f->elements[i].n);
}

/* --- the judgement */

/* Long words are looked for together, when one of them is asked for. */
static bool source_has(struct gp_triggers *t, const struct source_word *w)
{
	if (w->n < GP_WORDSET_LEAST)
		return gp_lookup_once(t->source.p, t->source.n, w->p, w->n);
	if (!t->long_known)
		gp_wordset_find(t->long_sources, t->source.p, t->source.n, t->long_there);
	t->long_known = true;
	return t->long_there[w->number];
}

static bool in_source(struct gp_triggers *t, const struct side *s)
{
	for (size_t i = s->first_source; i < s->first_source + s->source_count; i++) {
		struct source_word *w = &t->sources[t->sources[i].same];

		if (w->state == NOT_ASKED)
			w->state = source_has(t, w) ? THERE : MISSING;
		if (w->state == THERE)
			return true;
	}
	return false;
}

static bool all_there(const struct gp_triggers *t, const struct side *s, uint32_t signs)
{
	for (size_t i = 0; i < s->count; i++)
		if (!t->atoms[s->atoms[i]])
			return false;
	return !s->signs || signs & s->signs;
}

static bool none_there(const struct gp_triggers *t, const struct side *s, uint32_t signs)
{
	for (size_t i = 0; i < s->count; i++)
		if (t->atoms[s->atoms[i]])
			return false;
	return !(signs & s->signs);
}

/* Whether there is an empty link whose text is none of those that do not count. */
static bool has_other_empty(const struct gp_triggers *t, const struct side *s)
{
	for (size_t i = 0; t->facts && i < t->facts->link_count; i++) {
		const struct gp_link *l = &t->facts->links[i];
		size_t k = s->first_except, end = k + s->except_count;

		if (!gp_trigger_link_is_empty(l))
			continue;
		while (k < end && (t->excepts[k].n != l->text.n || memcmp(t->excepts[k].p, l->text.p, l->text.n) != 0))
			k++;
		if (k == end)
			return true;
	}
	return false;
}

static bool fits(struct gp_triggers *t, const struct part *p, uint32_t signs)
{
	if (p->is.except_count && signs & p->is.signs & GP_TRIGGER_EMPTY_LINK && !has_other_empty(t, &p->is))
		signs &= ~GP_TRIGGER_EMPTY_LINK;
	return all_there(t, &p->is, signs) && none_there(t, &p->lacks, signs) && (!p->is.source || in_source(t, &p->is)) &&
	    (!p->lacks.source || !in_source(t, &p->lacks));
}

static bool wanted(struct gp_triggers *t, const struct trigger *one, uint32_t signs)
{
	const struct part *p = &t->parts[one->first];

	if (!fits(t, p, signs))
		return false;
	for (size_t i = 1; i < one->count; i++)
		if (fits(t, &p[i], signs))
			return true;
	return one->count == 1;
}

void gp_triggers_judge(struct gp_triggers *t, const struct gp_trigger_page *p, unsigned char bits[GP_TRIGGERS_BITS])
{
	uint32_t signs;

	if (!t->built)
		build(t);
	gp_arena_reset(&t->page);
	memset(t->atoms, 0, t->atom_count * sizeof *t->atoms);
	memset(t->slots, 0, t->slot_count * sizeof *t->slots);
	for (int i = 0; i < PLACES; i++)
		if (t->words[i].unique)
			memset(t->words[i].seen, 0, t->words[i].unique * sizeof *t->words[i].seen);
	for (size_t i = 0; i < t->find_count; i++)
		t->finds[i] = (struct find){.found.number = t->finds[i].found.number};
	search(t, TEXT, p->text);
	search(t, TITLE, p->title);
	t->facts = p->facts;
	if (p->facts)
		look_at_facts(t, p->facts);
	if (p->url)
		look_at_address(t, p->url);
	t->source = (struct gp_text){p->source.p, p->facts ? p->source.n : 0};
	t->long_known = false;
	for (size_t i = 0; i < t->source_count; i++)
		t->sources[i].state = NOT_ASKED;
	signs = gp_trigger_signs_of(p, t->signs, &t->page);
	memset(bits, 0, GP_TRIGGERS_BITS);
	for (size_t i = 0; i < t->count; i++) {
		const struct trigger *one = &t->list[i];

		if (!wanted(t, one, signs))
			continue;
		bits[one->number / 8] |= (unsigned char)(1u << one->number % 8);
		if (one->find)
			t->finds[one->find - 1].fits = true;
	}
}

bool gp_triggers_ask(const struct gp_triggers *t, const unsigned char bits[GP_TRIGGERS_BITS])
{
	for (size_t i = 0; i < GP_TRIGGERS_BITS; i++)
		if (bits[i] & t->asking[i])
			return true;
	return false;
}

const struct gp_trigger_found *gp_triggers_found(const struct gp_triggers *t, size_t i)
{
	for (size_t k = 0; k < t->find_count; k++)
		if (t->finds[k].fits && t->finds[k].found.count && !i--)
			return &t->finds[k].found;
	return NULL;
}

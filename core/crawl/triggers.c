#include "core/crawl/triggers.h"

#include <stdlib.h>
#include <string.h>

#include "core/crawl/trigger_signs.h"
#include "core/match/lookup.h"
#include "core/match/terms.h"

/* Where words are looked for. (Those of the source are few: they are asked for one by one, when all else fits.) */
enum place { TEXT, TITLE, META, META_FILLED, ELEMENT, KIND, SCHEME, PLACES };

#define NO_SLOT UINT32_MAX

/* One word of one condition, or a longer one in which that does not count: they have a slot in common. */
struct entry {
	const char *p;
	uint32_t n, atom, slot;
	bool longer;
};

/* All words that are looked for in one place. */
struct words {
	struct entry *list; /* by their bytes, once built */
	size_t count, cap;
	uint32_t *first;    /* of each word, its first entry; one more for the end */
	bool *seen;         /* on this page, and there is no more to learn from it */
	size_t unique;
	void *memory;
	struct gp_termset *terms;
};

struct source_word {
	const char *p;
	uint32_t n;
	uint32_t same; /* the word of these bytes that is asked for: several conditions may have it */
	enum { NOT_ASKED, MISSING, THERE } state; /* on this page */
};

/* What must be there, or must not: each atom is the words of one key. */
struct side {
	uint32_t signs;
	bool source;         /* a word of the source as well: of these */
	size_t first_source, source_count;
	uint16_t atoms[PLACES];
	uint8_t count;
};

struct part {
	struct side is, lacks;
};

struct trigger {
	unsigned number;
	size_t first, count; /* of its parts: the condition itself, then `any` of it */
};

struct gp_triggers {
	struct gp_arena arena; /* words, and what a page needs */
	struct gp_arena page;
	struct words words[PLACES];
	struct source_word *sources;
	size_t source_count, source_cap;
	struct gp_lookup lookup; /* in the source of this page */
	struct part *parts;
	size_t part_count, part_cap;
	struct trigger *list;
	size_t count, cap;
	bool *atoms;           /* found on this page */
	size_t atom_count;
	size_t *slots;         /* where the longer word ends that stands last on this page */
	uint32_t slot_count;
	uint32_t signs;        /* that any of them asks for */
	bool built;
};

static const struct {
	const char *key;
	enum place place, lacking;
} keys[] = {
	{"text", TEXT, TEXT}, {"title", TITLE, TITLE}, {"meta", META, META_FILLED},
	{"element", ELEMENT, ELEMENT}, {"kind", KIND, KIND}, {"scheme", SCHEME, SCHEME},
};
#define KEYS (sizeof keys / sizeof *keys)

struct gp_triggers *gp_triggers_new(void)
{
	return gp_calloc(1, sizeof(struct gp_triggers));
}

void gp_triggers_free(struct gp_triggers *t)
{
	if (!t)
		return;
	for (int i = 0; i < PLACES; i++) {
		free(t->words[i].list);
		free(t->words[i].first);
		free(t->words[i].seen);
		free(t->words[i].memory);
	}
	free(t->parts);
	free(t->list);
	free(t->atoms);
	free(t->sources);
	free(t->slots);
	gp_arena_free(&t->arena);
	gp_arena_free(&t->page);
	free(t);
}

/* --- conditions */

static void add_word(struct gp_triggers *t, enum place place, const struct gp_value *v, uint32_t atom, uint32_t slot,
    bool longer)
{
	struct words *w = &t->words[place];
	char *s;

	if (v->type != GP_VALUE_STRING || !v->string.n)
		return;
	if (w->count == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 64;
		w->list = gp_reallocarray(w->list, w->cap, sizeof *w->list);
	}
	s = gp_arena_strndup(&t->arena, v->string.p, v->string.n);
	if (place == META || place == META_FILLED || place == SCHEME)
		for (char *p = s; *p; p++)
			*p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
	w->list[w->count++] = (struct entry){s, (uint32_t)v->string.n, atom, slot, longer};
}

/* A word, or one with longer ones. */
static void add_entry(struct gp_triggers *t, enum place place, const struct gp_value *v, uint32_t atom)
{
	uint32_t slot = t->slot_count;

	if (v->type != GP_VALUE_LIST) {
		add_word(t, place, v, atom, NO_SLOT, false);
		return;
	}
	t->slot_count++;
	for (size_t i = 0; i < v->list.n; i++)
		add_word(t, place, &v->list.items[i], atom, slot, i > 0);
}

static void add_source(struct gp_triggers *t, const struct gp_value *v)
{
	if (v->type != GP_VALUE_STRING || !v->string.n)
		return;
	if (t->source_count == t->source_cap) {
		t->source_cap = t->source_cap ? t->source_cap * 2 : 64;
		t->sources = gp_reallocarray(t->sources, t->source_cap, sizeof *t->sources);
	}
	t->sources[t->source_count++] = (struct source_word){.p = gp_arena_strndup(&t->arena, v->string.p, v->string.n),
	    .n = (uint32_t)v->string.n};
}

static uint32_t sign_of(const struct gp_value *v)
{
	for (int i = 0; v->type == GP_VALUE_STRING && gp_trigger_signs[i]; i++)
		if (!strcmp(gp_trigger_signs[i], v->string.p))
			return UINT32_C(1) << i;
	return 0;
}

static size_t count_of(const struct gp_value *v)
{
	return v->type == GP_VALUE_LIST ? v->list.n : v->type == GP_VALUE_STRING;
}

static const struct gp_value *item_of(const struct gp_value *v, size_t i)
{
	return v->type == GP_VALUE_LIST ? &v->list.items[i] : v;
}

static struct side read_side(struct gp_triggers *t, const struct gp_value *from, bool lacking)
{
	const struct gp_value *has = gp_value_get(from, "has");
	const struct gp_value *source = gp_value_get(from, "source");
	struct side s = {.source = source != NULL, .first_source = t->source_count};

	for (size_t i = 0; source && i < count_of(source); i++)
		add_source(t, item_of(source, i));
	s.source_count = t->source_count - s.first_source;

	for (size_t i = 0; has && i < count_of(has); i++)
		s.signs |= sign_of(item_of(has, i));
	t->signs |= s.signs;
	for (size_t i = 0; i < KEYS; i++) {
		const struct gp_value *v = gp_value_get(from, keys[i].key);

		if (!v || t->atom_count > UINT16_MAX)
			continue;
		for (size_t k = 0; k < count_of(v); k++)
			add_entry(t, lacking ? keys[i].lacking : keys[i].place, item_of(v, k), (uint32_t)t->atom_count);
		s.atoms[s.count++] = (uint16_t)t->atom_count++;
	}
	return s;
}

static void add_part(struct gp_triggers *t, const struct gp_value *from)
{
	if (t->part_count == t->part_cap) {
		t->part_cap = t->part_cap ? t->part_cap * 2 : 64;
		t->parts = gp_reallocarray(t->parts, t->part_cap, sizeof *t->parts);
	}
	t->parts[t->part_count].is = read_side(t, from, false);
	t->parts[t->part_count++].lacks = read_side(t, gp_value_get(from, "lacks"), true);
}

bool gp_triggers_any(const struct gp_value *condition)
{
	static const char *const others[] = {"source", "has", "lacks", "any"};

	for (size_t i = 0; i < KEYS; i++)
		if (gp_value_get(condition, keys[i].key))
			return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (gp_value_get(condition, others[i]))
			return true;
	return false;
}

void gp_triggers_add(struct gp_triggers *t, unsigned number, const struct gp_value *condition)
{
	const struct gp_value *any = gp_value_get(condition, "any");
	struct trigger *one;

	if (number >= GP_TRIGGERS_MAX)
		return;
	if (t->count == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		t->list = gp_reallocarray(t->list, t->cap, sizeof *t->list);
	}
	one = &t->list[t->count++];
	*one = (struct trigger){.number = number, .first = t->part_count, .count = 1};
	add_part(t, condition);
	for (size_t i = 0; any && i < count_of(any); i++, one->count++)
		add_part(t, item_of(any, i));
}

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

	for (size_t i = 0; i < t->source_count; i++)
		list[i] = (struct entry){.p = t->sources[i].p, .n = t->sources[i].n, .atom = (uint32_t)i};
	qsort(list, t->source_count, sizeof *list, by_bytes);
	for (size_t i = 0, first = 0; i < t->source_count; i++) {
		first = by_bytes(&list[first], &list[i]) ? i : first;
		t->sources[list[i].atom].same = list[first].atom;
	}
	free(list);
}

static void build(struct gp_triggers *t)
{
	build_sources(t);
	for (int i = 0; i < PLACES; i++)
		build_words(&t->words[i], (enum place)i);
	t->atoms = gp_calloc(t->atom_count + 1, sizeof *t->atoms);
	t->slots = gp_calloc(t->slot_count + 1, sizeof *t->slots);
	t->built = true;
}

/* It ends at `to`. Hits come by their beginnings, at one place the longest first: longer words come before the word. */
static void mark(struct gp_triggers *t, struct words *w, size_t word, size_t to)
{
	bool done = true;

	if (w->seen[word])
		return;
	for (uint32_t i = w->first[word]; i < w->first[word + 1]; i++) {
		const struct entry *one = &w->list[i];

		if (one->longer)
			t->slots[one->slot] = to;
		else if (one->slot == NO_SLOT || t->slots[one->slot] < to)
			t->atoms[one->atom] = true;
		done = done && !one->longer && t->atoms[one->atom];
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

	mark(f->t, f->w, h->index, h->to);
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
			mark(t, w, mid, 0);
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
				mark(t, schemes, k, 0);
		}
	}
}

static void look_at_facts(struct gp_triggers *t, const struct gp_facts *f)
{
	look_at_metas(t, f);
	look_at_links(t, f);
	for (size_t i = 0; i < f->element_count; i++)
		look_up(t, ELEMENT, f->elements[i].p, f->elements[i].n);
}

/* --- the judgement */

static bool in_source(struct gp_triggers *t, const struct side *s)
{
	for (size_t i = s->first_source; i < s->first_source + s->source_count; i++) {
		struct source_word *w = &t->sources[t->sources[i].same];

		if (w->state == NOT_ASKED)
			w->state = gp_lookup_has(&t->lookup, w->p, w->n) ? THERE : MISSING;
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

static bool fits(struct gp_triggers *t, const struct part *p, uint32_t signs)
{
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
	search(t, TEXT, p->text);
	search(t, TITLE, p->title);
	if (p->facts)
		look_at_facts(t, p->facts);
	gp_lookup_set(&t->lookup, p->source.p, p->facts ? p->source.n : 0);
	for (size_t i = 0; i < t->source_count; i++)
		t->sources[i].state = NOT_ASKED;
	signs = gp_trigger_signs_of(p, t->signs, &t->page);
	memset(bits, 0, GP_TRIGGERS_BITS);
	for (size_t i = 0; i < t->count; i++)
		if (wanted(t, &t->list[i], signs))
			bits[t->list[i].number / 8] |= (unsigned char)(1u << t->list[i].number % 8);
}

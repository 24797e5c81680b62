#include "core/crawl/triggers.h"

#include <stdlib.h>
#include <string.h>

#include "core/crawl/trigger_address.h"
#include "core/crawl/trigger_signs.h"
#include "core/crawl/triggers_impl.h"

static const struct {
	const char *key;
	enum place place, lacking;
} keys[] = {
	{"text", TEXT, TEXT}, {"title", TITLE, TITLE}, {"meta", META, META_FILLED},
	{"element", ELEMENT, ELEMENT}, {"kind", KIND, KIND}, {"scheme", SCHEME, SCHEME},
	{"host", HOST, HOST}, {"address", ADDRESS, ADDRESS},
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
	gp_wordset_free(t->long_sources);
	free(t->long_there);
	gp_trigger_paths_free(t->paths);
	free(t->paths_there);
	free(t->excepts);
	free(t->finds);
	free(t->slots);
	gp_arena_free(&t->arena);
	gp_arena_free(&t->page);
	free(t);
}

/* --- conditions */

/* `like`: all of the entry but the word. */
static void add_word(struct gp_triggers *t, enum place place, const struct gp_value *v, const struct entry *like)
{
	struct words *w = &t->words[place];
	struct entry *one;
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
	one = &w->list[w->count++];
	*one = *like;
	one->p = s;
	one->n = (uint32_t)v->string.n;
}

/* A word, or one with longer ones. */
static void add_entry(struct gp_triggers *t, enum place place, const struct gp_value *v, uint32_t atom, uint32_t find)
{
	struct entry like = {.atom = atom, .slot = GP_NO_SLOT, .find = place == TEXT ? find : 0};

	if (v->type != GP_VALUE_LIST) {
		add_word(t, place, v, &like);
		return;
	}
	like.slot = t->slot_count++;
	for (size_t i = 0; i < v->list.n; i++) {
		like.longer = i > 0;
		add_word(t, place, &v->list.items[i], &like);
	}
}

static void add_except(struct gp_triggers *t, const struct gp_value *v)
{
	if (v->type != GP_VALUE_STRING)
		return;
	if (t->except_count == t->except_cap) {
		t->except_cap = t->except_cap ? t->except_cap * 2 : 64;
		t->excepts = gp_reallocarray(t->excepts, t->except_cap, sizeof *t->excepts);
	}
	t->excepts[t->except_count++] = (struct gp_text){gp_arena_strndup(&t->arena, v->string.p, v->string.n), v->string.n};
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

static struct side read_side(struct gp_triggers *t, const struct gp_value *from, bool lacking, uint32_t find)
{
	const struct gp_value *has = gp_value_get(from, "has"), *except = gp_value_get(from, "except");
	const struct gp_value *source = gp_value_get(from, "source");
	struct side s = {.source = source != NULL, .first_source = t->source_count, .first_except = t->except_count};

	for (size_t i = 0; except && i < count_of(except); i++)
		add_except(t, item_of(except, i));
	s.except_count = t->except_count - s.first_except;
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
			add_entry(t, lacking ? keys[i].lacking : keys[i].place, item_of(v, k), (uint32_t)t->atom_count, find);
		s.atoms[s.count++] = (uint16_t)t->atom_count++;
	}
	return s;
}

static void add_part(struct gp_triggers *t, const struct gp_value *from, uint32_t find)
{
	if (t->part_count == t->part_cap) {
		t->part_cap = t->part_cap ? t->part_cap * 2 : 64;
		t->parts = gp_reallocarray(t->parts, t->part_cap, sizeof *t->parts);
	}
	t->parts[t->part_count].is = read_side(t, from, false, find);
	t->parts[t->part_count++].lacks = read_side(t, gp_value_get(from, "lacks"), true, 0);
}

bool gp_triggers_any(const struct gp_value *condition)
{
	static const char *const others[] = {"source", "has", "lacks", "any", "also"};

	for (size_t i = 0; i < KEYS; i++)
		if (gp_value_get(condition, keys[i].key))
			return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (gp_value_get(condition, others[i]))
			return true;
	return false;
}

static uint32_t add_find(struct gp_triggers *t, unsigned number)
{
	if (t->find_count == t->find_cap) {
		t->find_cap = t->find_cap ? t->find_cap * 2 : 16;
		t->finds = gp_reallocarray(t->finds, t->find_cap, sizeof *t->finds);
	}
	t->finds[t->find_count++] = (struct find){.found.number = number};
	return (uint32_t)t->find_count;
}

void gp_triggers_add(struct gp_triggers *t, unsigned number, const struct gp_value *condition)
{
	const struct gp_value *any = gp_value_get(condition, "any");
	const char *finds = gp_value_str(condition, "finds");
	struct trigger *one;

	if (number >= GP_TRIGGERS_MAX)
		return;
	if (t->count == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		t->list = gp_reallocarray(t->list, t->cap, sizeof *t->list);
	}
	one = &t->list[t->count++];
	*one = (struct trigger){.number = number, .first = t->part_count, .count = 1};
	if (!finds)
		t->asking[number / 8] |= (unsigned char)(1u << number % 8);
	else if (!strcmp(finds, "text"))
		one->find = add_find(t, number);
	add_part(t, condition, one->find);
	for (size_t i = 0; any && i < count_of(any); i++, one->count++)
		add_part(t, item_of(any, i), 0);
}

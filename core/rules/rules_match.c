/* rules_match.c - what a rule is on, and which of these things it wants (`on` and `match` of a declaration) */
#include <stdlib.h>
#include <string.h>

#include "core/crawl/triggers.h"
#include "core/office/office.h"
#include "core/rules/rules.h"

/* --- from the declaration */

static const char *const *word_list(struct gp_rules *r, const struct gp_value *v)
{
	bool many = v && v->type == GP_VALUE_LIST;
	size_t n = many ? v->list.n : v && v->type == GP_VALUE_STRING;
	const char **list;

	if (!n)
		return NULL;
	list = gp_arena_alloc(&r->arena, (n + 1) * sizeof *list);
	for (size_t i = 0; i < n; i++)
		list[i] = many ? v->list.items[i].string.p : v->string.p;
	list[n] = NULL;
	return list;
}

static unsigned subjects_of(const char *const *words)
{
	unsigned on = 0;

	for (; words && *words; words++)
		for (int i = 0; gp_subject_words[i]; i++)
			if (!strcmp(*words, gp_subject_words[i]))
				on |= 1u << i;
	return on;
}

static void read_status(struct gp_rules *r, struct gp_rule_match *m, const struct gp_value *v)
{
	bool many = v && v->type == GP_VALUE_LIST;
	int *list;

	m->status_count = many ? v->list.n : v != NULL;
	if (!m->status_count)
		return;
	m->status = list = gp_arena_alloc(&r->arena, m->status_count * sizeof *list);
	for (size_t i = 0; i < m->status_count; i++)
		list[i] = (int)(many ? v->list.items[i].integer : v->integer);
}

/* --- the condition */

static size_t words_in(const struct gp_value *v)
{
	return !v ? 0 : v->type == GP_VALUE_LIST ? v->list.n : v->type == GP_VALUE_STRING;
}

static size_t add_words(struct gp_value *out, const struct gp_value *v)
{
	size_t n = words_in(v);

	for (size_t i = 0; i < n; i++)
		out[i] = v->type == GP_VALUE_LIST ? v->list.items[i] : *v;
	return n;
}

/* The words of `text` and those of the argument that `also` names; of "wrong=right" what stands before the sign. */
static struct gp_value text_words(struct gp_rules *r, const struct gp_value *match, const struct gp_value *args)
{
	const char *argument = gp_value_str(match, "also");
	const struct gp_value *also = argument ? gp_value_get(args, argument) : NULL;
	const struct gp_value *text = gp_value_get(match, "text");
	struct gp_value *items = gp_arena_alloc(&r->arena, (words_in(text) + words_in(also) + 1) * sizeof *items);
	size_t n = add_words(items, text), end = n + add_words(items + n, also);

	for (; n < end; n++) {
		const char *sign = items[n].type == GP_VALUE_STRING ? memchr(items[n].string.p, '=', items[n].string.n) : NULL;

		if (sign && sign > items[n].string.p)
			items[n].string.n = (size_t)(sign - items[n].string.p);
	}
	return (struct gp_value){.type = GP_VALUE_LIST, .list = {items, end}};
}

static struct gp_value a_word(const char *s)
{
	return (struct gp_value){.type = GP_VALUE_STRING, .string = {s, strlen(s)}};
}

/* What the declaration says of content, with what is not in it but counts as well; NULL: nothing. */
static const struct gp_value *condition_of(struct gp_rules *r, const struct gp_rule *rule, const struct gp_value *match,
    const struct gp_value *args, const char *finds)
{
	static const char *const keys[] = {"source", "title", "meta", "element", "has", "lacks", "any", "host", "address", "except"};
	static const char *const of_links[] = {"kind", "scheme"};
	struct gp_member *members;
	struct gp_value *out;
	size_t n = 0;

	if (!gp_triggers_any(match))
		return NULL;
	members = gp_arena_alloc(&r->arena, (4 + sizeof keys / sizeof *keys) * sizeof *members);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct gp_value *v = gp_value_get(match, keys[i]);

		if (v)
			members[n++] = (struct gp_member){.key = keys[i], .key_n = strlen(keys[i]), .value = *v};
	}
	for (size_t i = 0; i < sizeof of_links / sizeof *of_links && !(rule->match.things.on & (GP_ON(PAGE) | GP_ON(DOCUMENT))); i++) {
		const struct gp_value *v = gp_value_get(match, of_links[i]);

		if (v)
			members[n++] = (struct gp_member){.key = of_links[i], .key_n = strlen(of_links[i]), .value = *v};
	}
	if (gp_value_get(match, "text") || gp_value_get(match, "also"))
		members[n++] = (struct gp_member){.key = "text", .key_n = 4, .value = text_words(r, match, args)};
	if (!n)
		return NULL;
	if (finds)
		members[n++] = (struct gp_member){.key = "finds", .key_n = 5, .value = a_word(finds)};
	out = gp_arena_alloc(&r->arena, sizeof *out);
	*out = (struct gp_value){.type = GP_VALUE_MAP, .map = {members, n}};
	return out;
}

/* The words of `finds` with their conditions (rule_finds.h). */
static const struct gp_value *finds_of(struct gp_rules *r, const struct gp_value *declared)
{
	size_t n = declared->list.n;
	struct gp_value *items = gp_arena_alloc(&r->arena, n * sizeof *items), *out = gp_arena_alloc(&r->arena, sizeof *out);

	for (size_t i = 0; i < n; i++) {
		const struct gp_value *from = &declared->list.items[i];
		struct gp_member *members = gp_arena_alloc(&r->arena, (2 + from->map.n) * sizeof *members);
		struct gp_member *when = members + 2;
		size_t count = 0;

		for (size_t k = 0; k < from->map.n; k++)
			if (strcmp(from->map.members[k].key, "word") != 0)
				when[count++] = from->map.members[k];
		when[count++] = (struct gp_member){.key = "finds", .key_n = 5, .value = a_word("fits")};
		members[0] = (struct gp_member){.key = "word", .key_n = 4, .value = *gp_value_get(from, "word")};
		members[1] = (struct gp_member){.key = "when", .key_n = 4,
		    .value = {.type = GP_VALUE_MAP, .map = {when, count}}};
		items[i] = (struct gp_value){.type = GP_VALUE_MAP, .map = {members, 2}};
	}
	*out = (struct gp_value){.type = GP_VALUE_LIST, .list = {items, n}};
	return out;
}

int gp_rule_read_condition(struct gp_rules *r, struct gp_rule *rule, struct gp_err *e)
{
	const struct gp_value *finds;
	struct gp_value args;
	const struct gp_buf *now = r->files.list[rule->file].args ? r->files.list[rule->file].args : &rule->args;
	const char *packed = gp_arena_strndup(&r->arena, now->data, now->len);

	if (gp_value_unpack(&args, &r->arena, packed, now->len, e))
		return -1;
	finds = gp_value_get(rule->declared, "finds");
	rule->match.things.condition = condition_of(r, rule, gp_value_get(rule->declared, "match"), &args,
	    !finds ? NULL : finds->type == GP_VALUE_STRING ? "text" : "fits");
	rule->match.things.finds = finds && finds->type == GP_VALUE_LIST ? finds_of(r, finds) : finds;
	gp_buf_clear(&rule->filter);
	gp_rule_filter_pack(&rule->filter, &rule->match.things);
	return rule->filter.full ? gp_fail(e, GP_ELIMIT, "%s: its match is larger than 60 KB", rule->path) : 0;
}

void gp_rule_read_match(struct gp_rules *r, struct gp_rule *rule, const struct gp_value *declared)
{
	static const char *const none[] = {NULL};
	const struct gp_value *match = gp_value_get(declared, "match"), *home = gp_value_get(match, "home");
	const char *const *tags = word_list(r, gp_value_get(declared, "tags"));
	const char *const *needs = word_list(r, gp_value_get(declared, "needs"));
	const char *const *after = word_list(r, gp_value_get(declared, "after"));
	struct gp_rule_match *m = &rule->match;

	rule->tags = tags ? tags : none;
	rule->needs = needs ? needs : none;
	rule->after = after ? after : none;
	m->paths = word_list(r, gp_value_get(match, "path"));
	m->types = word_list(r, gp_value_get(match, "type"));
	m->columns = word_list(r, gp_value_get(match, "column"));
	m->home = home && home->truth;
	read_status(r, m, gp_value_get(match, "status"));
	m->things = (struct gp_rule_filter){.on = subjects_of(word_list(r, gp_value_get(declared, "on"))),
	    .kinds = word_list(r, gp_value_get(match, "kind")), .schemes = word_list(r, gp_value_get(match, "scheme")),
	    .suffixes = word_list(r, gp_value_get(match, "suffix")), .to = word_list(r, gp_value_get(match, "to"))};
	m->things.keeps = m->things.on & GP_ON(FINISH);
}

/* --- columns of the office */

static bool names_column(const char *const *words, const struct gp_column *c)
{
	for (; *words; words++)
		if (!strcmp(*words, c->name) || !strcmp(*words, c->path))
			return true;
	return false;
}

void gp_rule_columns(struct gp_rules *r, struct gp_rule *rule, const struct gp_office *o)
{
	struct gp_rule_match *m = &rule->match;
	struct gp_column *found;

	m->column_count = 0;
	if (!m->columns || !o->column_count)
		return;
	m->found = found = gp_arena_alloc(&r->arena, o->column_count * sizeof *found);
	for (size_t i = 0; i < o->column_count; i++)
		if (names_column(m->columns, &o->columns[i]))
			found[m->column_count++] = o->columns[i];
}

static bool in_column(const struct gp_rule_match *m, const char *url)
{
	struct gp_links_run run = {.columns = m->found, .column_count = m->column_count};

	return gp_links_column(&run, url);
}

/* --- addresses */

static const char *path_of(const char *url)
{
	const char *p = strstr(url, "://");

	p = p ? strchr(p + 3, '/') : NULL;
	return p ? p : "/";
}

void gp_rules_homes(struct gp_rules *r, const char *const *urls, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		r->homes = gp_reallocarray(r->homes, r->home_count + 1, sizeof *r->homes);
		r->homes[r->home_count++] = gp_arena_strndup(&r->arena, urls[i], strlen(urls[i]));
	}
}

/* "/index.html" and the like, which servers also give for "/". */
static bool is_index(const char *path)
{
	return !strncmp(path, "/index.", 7) && !strpbrk(path + 7, "/?#") && strlen(path + 7) <= 5;
}

bool gp_rules_is_home(const struct gp_rules *r, const char *url)
{
	const char *path = path_of(url);

	if (!strcmp(path, "/") || is_index(path))
		return true;
	for (size_t i = 0; i < r->home_count; i++)
		if (!strcmp(r->homes[i], url))
			return true;
	return false;
}

static bool begins_with(const char *const *list, const char *s)
{
	for (; *list; list++)
		if (!strncmp(s, *list, strlen(*list)))
			return true;
	return false;
}

/* A file that no server gave is as good as one that it gave without fault. */
bool gp_rule_wants_status(const struct gp_rule *r, int status)
{
	const struct gp_rule_match *m = &r->match;

	for (size_t i = 0; i < m->status_count; i++)
		if (m->status[i] == (status ? status : 200))
			return true;
	return !m->status_count;
}

bool gp_rule_runs(const struct gp_rule *r)
{
	return !r->broken && !r->off && r->strikes < GP_RULES_STRIKES;
}

bool gp_rules_any_on(const struct gp_rules *r, unsigned subjects)
{
	for (size_t i = 0; i < r->count; i++)
		if (!r->list[i].cause && gp_rule_runs(&r->list[i]) && r->list[i].match.things.on & subjects)
			return true;
	return false;
}

bool gp_rule_wants(const struct gp_rule *r, const struct gp_rule_thing *t)
{
	const struct gp_rule_match *m = &r->match;

	return (m->things.on & t->subjects) && gp_rule_runs(r) && (!m->home || t->home) &&
	    (!m->paths || begins_with(m->paths, path_of(t->url))) &&
	    (!t->type || (gp_rule_wants_status(r, t->status) && gp_rule_filter_word(m->types, t->type, strlen(t->type)))) &&
	    (!m->columns || in_column(m, t->url));
}

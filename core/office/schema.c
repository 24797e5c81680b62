#include "core/office/schema.h"

#include <stdio.h>
#include <string.h>

#include "core/office/place.h"

#define WORD_MAX 64 /* bytes; a longer one is no slip of the finger */

/* Where the check stands: a chain on the stack from the whole tree down. */
struct node {
	const struct node *up;
	const char *key; /* NULL: an item, or the whole */
	size_t key_n;
	size_t place; /* of an item, from 1 */
	const struct gp_value *value;
	uint32_t line; /* of its member, for what has a name */
};

struct run {
	const struct gp_schema_source *from;
	struct gp_err *e;
	char place[GP_PLACE_MAX], label[GP_PLACE_MAX];
};

/* --- naming the place */

static bool is_plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') || s[i] == '_' ||
			(i && s[i] >= '0' && s[i] <= '9')))
			return false;
	return n > 0;
}

/* Lua's way of naming it, from below `top` on: people[1].roles. */
static void put_path(struct gp_buf *b, const struct node *n, const struct node *top)
{
	char key[GP_EXCERPT_MAX];

	if (n == top || !n->up)
		return;
	put_path(b, n->up, top);
	if (!n->key)
		gp_buf_printf(b, "[%zu]", n->place);
	else if (is_plain(n->key, n->key_n))
		gp_buf_printf(b, "%s%s", b->len ? "." : "", gp_excerpt(key, n->key, n->key_n));
	else
		gp_buf_printf(b, b->len ? "[\"%s\"]" : "%s", gp_excerpt(key, n->key, n->key_n));
}

/* Asks whoever knows the source. */
static uint32_t line_elsewhere(const struct run *r, const struct node *n)
{
	char keys[GP_VALUE_DEPTH + 2][WORD_MAX];
	const char *path[GP_VALUE_DEPTH + 3];
	size_t depth = 0, i;

	for (const struct node *p = n; p->up; p = p->up)
		depth++;
	if (depth > GP_VALUE_DEPTH + 1)
		return 0;
	path[depth] = NULL;
	for (i = depth; n->up; n = n->up) {
		i--;
		if (!n->key)
			snprintf(keys[i], WORD_MAX, "%zu", n->place);
		else if (n->key_n < WORD_MAX)
			snprintf(keys[i], WORD_MAX, "%.*s", (int)n->key_n, n->key);
		else
			return 0;
		path[i] = keys[i];
	}
	return r->from->line(r->from->user, path);
}

static uint32_t line_of(const struct run *r, const struct node *n)
{
	if (n->line)
		return n->line;
	if (n->value->line)
		return n->value->line;
	return r->from->line ? line_elsewhere(r, n) : 0;
}

/* "office.lua:7: sites[1]: " for something that is wrong inside n. */
static const char *inside(struct run *r, const struct node *n, uint32_t line)
{
	struct gp_buf b;

	gp_buf_init(&b, GP_PLACE_MAX / 2);
	put_path(&b, n, NULL);
	gp_place(r->place, r->from->file, line, b.data);
	gp_buf_free(&b);
	return r->place;
}

/* The same for n itself, and its own name, with the places in it, to r->label. */
static const char *before(struct run *r, const struct node *n)
{
	const struct node *named = n;
	struct gp_buf b;

	while (named->up && !named->key)
		named = named->up;
	gp_buf_init(&b, GP_PLACE_MAX / 2);
	put_path(&b, n, named->up);
	snprintf(r->label, sizeof r->label, "%s", b.data && *b.data ? b.data : r->from->word);
	gp_buf_free(&b);
	return inside(r, named->up ? named->up : named, line_of(r, n));
}

/* --- the nearest word */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Insertions, deletions, replacements, and swaps of neighbours. */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
	size_t rows[3][WORD_MAX + 1], *back = rows[0], *last = rows[1], *row = rows[2], *free_row;

	for (size_t k = 0; k <= m; k++)
		back[k] = last[k] = k;
	for (size_t i = 1; i <= n; i++) {
		row[0] = i;
		for (size_t k = 1; k <= m; k++) {
			row[k] = least(
			    least(row[k - 1], last[k]) + 1, last[k - 1] + (a[i - 1] != b[k - 1]));
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
				row[k] = least(row[k], back[k - 2] + 1);
		}
		free_row = back;
		back = last;
		last = row;
		row = free_row;
	}
	return last[m];
}

/* The first of those at most two slips away, and not a wholly different short word; or NULL. */
static const char *nearest(const char *s, size_t n, const char *const *names)
{
	const char *found = NULL;
	size_t best = 3;

	for (; n < WORD_MAX && *names; names++) {
		size_t m = strlen(*names), d = m < WORD_MAX ? distance(s, n, *names, m) : best;

		if (d < best && d < least(n, m)) {
			best = d;
			found = *names;
		}
	}
	return found;
}

/* In alphabetical order: always the next after the one before. */
static void put_names(struct gp_buf *b, const char *const *names)
{
	const char *last = NULL, *next;

	for (;;) {
		next = NULL;
		for (const char *const *p = names; *p; p++)
			if ((!last || strcmp(*p, last) > 0) && (!next || strcmp(*p, next) < 0))
				next = *p;
		if (!next)
			return;
		gp_buf_printf(b, "%s%s", last ? ", " : "", next);
		last = next;
	}
}

static int unknown_key(struct run *r, const struct node *n, const struct gp_member *m,
    const struct gp_schema_field *fields)
{
	const char *names[GP_SCHEMA_NAMES + 1], *near;
	struct node at = {n, m->key, m->key_n, 0, &m->value, m->line};
	char key[GP_EXCERPT_MAX];
	struct gp_buf list;
	size_t i;

	for (i = 0; i < GP_SCHEMA_NAMES && fields[i].key; i++)
		names[i] = fields[i].key;
	names[i] = NULL;
	gp_buf_init(&list, sizeof r->e->msg);
	put_names(&list, names);
	inside(r, n, line_of(r, &at));
	gp_excerpt(key, m->key, m->key_n);
	near = nearest(m->key, m->key_n, names);
	if (near)
		gp_fail(r->e, r->from->code, "%sunknown key '%s'; did you mean '%s'? Allowed: %s",
		    r->place, key, near, list.data);
	else
		gp_fail(r->e, r->from->code, "%sunknown key '%s'. Allowed: %s", r->place, key,
		    list.data);
	gp_buf_free(&list);
	return -1;
}

static int unknown_word(struct run *r, const struct node *n, const char *const *words)
{
	const struct gp_value *v = n->value;
	const char *near = nearest(v->string.p, v->string.n, words);
	char word[GP_EXCERPT_MAX];
	struct gp_buf list;

	gp_buf_init(&list, sizeof r->e->msg);
	put_names(&list, words);
	before(r, n);
	gp_excerpt(word, v->string.p, v->string.n);
	if (near)
		gp_fail(r->e, r->from->code,
		    "%s'%s' cannot be '%s'; did you mean '%s'? Allowed: %s", r->place, r->label,
		    word, near, list.data);
	else
		gp_fail(r->e, r->from->code, "%s'%s' cannot be '%s'. Allowed: %s", r->place,
		    r->label, word, list.data);
	gp_buf_free(&list);
	return -1;
}

/* --- checking */

static int check(struct run *r, const struct node *n, const struct gp_schema *s);

static bool is_empty_table(const struct gp_value *v)
{
	return (v->type == GP_VALUE_LIST && !v->list.n) || (v->type == GP_VALUE_MAP && !v->map.n);
}

static bool has_type(const struct gp_value *v, unsigned types)
{
	return (types & 1u << v->type) || (is_empty_table(v) && types & (GP_IS(LIST) | GP_IS(MAP)));
}

static int wrong_type(struct run *r, const struct node *n, unsigned types)
{
	struct gp_buf list;

	if (types & GP_IS(NUMBER)) /* "a number" says it all */
		types &= ~GP_IS(INT);
	gp_buf_init(&list, sizeof r->e->msg);
	for (int t = 0; t < GP_VALUE_TYPES; t++)
		if (types & 1u << t)
			gp_buf_printf(&list, "%s%s", list.len ? gp_err_word(" or ") : "",
			    gp_err_word(gp_value_type_name((enum gp_value_type)t)));
	before(r, n);
	gp_fail(r->e, r->from->code, "%s'%s' must be %s, not %s", r->place, r->label, list.data,
	    gp_err_word(gp_value_type_name(n->value->type)));
	gp_buf_free(&list);
	return -1;
}

static int check_range(struct run *r, const struct node *n, const struct gp_schema *s)
{
	const struct gp_value *v = n->value;
	long long min = s->min, max = s->max;

	if (!min && !max)
		return 0;
	if (v->type == GP_VALUE_INT && (v->integer < min || v->integer > max))
		return gp_fail(r->e, r->from->code, "%s'%s' must be from %lld to %lld, not %lld",
		    before(r, n), r->label, min, max, (long long)v->integer);
	if (v->type == GP_VALUE_LIST && ((long long)v->list.n < min || (long long)v->list.n > max))
		return gp_fail(r->e, r->from->code,
		    "%s'%s' must have from %lld to %lld entries, not %lld", before(r, n), r->label,
		    min, max, (long long)v->list.n);
	return 0;
}

static const struct gp_schema_field *find_field(
    const struct gp_schema_field *f, const struct gp_member *m)
{
	for (; f->key; f++)
		if (strlen(f->key) == m->key_n && !memcmp(f->key, m->key, m->key_n))
			return f;
	return NULL;
}

static int check_member(
    struct run *r, const struct node *n, const struct gp_member *m, const struct gp_schema *s)
{
	const struct gp_schema_field *f = s->fields ? find_field(s->fields, m) : NULL;
	const struct gp_schema *own = s->fields ? f ? &f->value : NULL : s->each;
	struct node at = {n, m->key, m->key_n, 0, &m->value, m->line};

	if (s->fields && !f)
		return unknown_key(r, n, m, s->fields);
	return own ? check(r, &at, own) : 0;
}

static int check_map(struct run *r, const struct node *n, const struct gp_schema *s)
{
	const struct gp_value *v = n->value;

	for (size_t i = 0; v->type == GP_VALUE_MAP && i < v->map.n; i++)
		if (check_member(r, n, &v->map.members[i], s))
			return -1;
	for (const struct gp_schema_field *f = s->fields; f && f->key; f++)
		if (f->required && !gp_value_get(v, f->key))
			return gp_fail(r->e, r->from->code, "%s'%s' is missing",
			    inside(r, n, line_of(r, n)), f->key);
	return 0;
}

static int check_list(struct run *r, const struct node *n, const struct gp_schema *s)
{
	for (size_t i = 0; s->each && i < n->value->list.n; i++) {
		struct node at = {n, NULL, 0, i + 1, &n->value->list.items[i], 0};

		if (check(r, &at, s->each))
			return -1;
	}
	return 0;
}

static int check(struct run *r, const struct node *n, const struct gp_schema *s)
{
	const struct gp_value *v = n->value;
	bool map = v->type == GP_VALUE_MAP || (is_empty_table(v) && !(s->types & GP_IS(LIST)));
	const char *why;

	if (!has_type(v, s->types))
		return wrong_type(r, n, s->types);
	if (v->type == GP_VALUE_STRING && s->words) {
		const char *const *w = s->words;

		while (*w && (strlen(*w) != v->string.n || memcmp(*w, v->string.p, v->string.n)))
			w++;
		if (!*w)
			return unknown_word(r, n, s->words);
	}
	if (check_range(r, n, s))
		return -1;
	if (map ? check_map(r, n, s) : v->type == GP_VALUE_LIST ? check_list(r, n, s) : 0)
		return -1;
	why = s->check ? s->check(v) : NULL;
	if (!why)
		return 0;
	return gp_fail(r->e, r->from->code, "%s'%s' %s", before(r, n), r->label, gp_err_word(why));
}

int gp_schema_check(const struct gp_value *v, const struct gp_schema *s,
    const struct gp_schema_source *from, struct gp_err *e)
{
	struct gp_err unread = GP_ERR_INIT;
	struct run r = {.from = from, .e = e ? e : &unread};
	struct node whole = {.value = v};

	return check(&r, &whole, s);
}

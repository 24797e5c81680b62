/* rules_choose.c - which rules run, and in which order */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/rules/packs.h"
#include "core/rules/rules.h"
#include "core/rules/rules_expr.h"

/* --- by expression */

/* Words that mean something even where no rule is of that sort. */
static const char *const sets[] = {"all", "default", "none", "office", "shipped", "optional", "links", "pages", "privacy",
    "secrecy", "wording", "typos", "accessibility", "media", "attachments", "metadata", "slow", NULL};

static bool is(const char *name, const char *word, size_t n)
{
	return strlen(name) == n && !memcmp(name, word, n);
}

static bool among(const char *const *list, const char *word, size_t n)
{
	while (*list && !is(*list, word, n))
		list++;
	return *list;
}

static bool fits_glob(const char *id, const char *word, size_t n)
{
	char pattern[300];

	if (!memchr(word, '*', n) || (size_t)snprintf(pattern, sizeof pattern, "%.*s", (int)n, word) >= sizeof pattern)
		return false;
	return !fnmatch(pattern, id, FNM_NOESCAPE);
}

static bool in_pack(const struct gp_rule *rule, const char *word, size_t n)
{
	return strlen(rule->id) > n && !memcmp(rule->id, word, n) && rule->id[n] == '/';
}

static bool means(const void *user, const char *word, size_t n)
{
	const struct gp_rule *rule = user;
	bool optional = rule->tags && among(rule->tags, "optional", 8);

	if (is("all", word, n) || (is("default", word, n) && !optional))
		return true;
	return is(rule->shipped ? "shipped" : "office", word, n) || is(rule->id, word, n) || in_pack(rule, word, n) ||
	    fits_glob(rule->id, word, n) || (rule->tags && among(rule->tags, word, n));
}

static int known_words(const struct gp_rules *r, const struct gp_rule_expr *x, struct gp_err *e)
{
	for (size_t i = 0; i < x->count; i++) {
		const struct gp_rule_expr_item *it = &x->items[i];
		bool found = it->op != GP_RULE_EXPR_WORD || among(sets, it->word, it->n);

		for (size_t k = 0; !found && k < r->count; k++)
			found = means(&r->list[k], it->word, it->n);
		if (!found)
			return gp_fail(e, GP_ENOTFOUND, "there is no rule, pack or tag '%.*s'; 'govpub rules list' shows them",
			    (int)it->n, it->word);
	}
	return 0;
}

/* What the office has switched off runs only when its own name is said. */
static bool is_named(const struct gp_rule *rule, const struct gp_rule_expr *x)
{
	for (size_t i = 0; i < x->count; i++)
		if (x->items[i].op == GP_RULE_EXPR_WORD && !x->items[i].denied && is(rule->id, x->items[i].word, x->items[i].n))
			return true;
	return false;
}

/* What the office does not trust runs only when its pack is named, or rules within it are: no tag and no set does. */
static bool is_called(const struct gp_rule *rule, const struct gp_rule_expr *x)
{
	const char *pack = rule->pack->name;
	size_t pack_n = strlen(pack);

	for (size_t i = 0; i < x->count; i++) {
		const char *word = x->items[i].word;
		size_t n = x->items[i].n;

		if (x->items[i].op != GP_RULE_EXPR_WORD || x->items[i].denied || n < pack_n || memcmp(word, pack, pack_n))
			continue;
		if (n == pack_n || (word[pack_n] == '/' && (is(rule->id, word, n) || fits_glob(rule->id, word, n))))
			return true;
	}
	return false;
}

/* What chosen rules need runs as well; a rule whose need is switched off does not run either. Whether it runs. */
static bool pull(struct gp_rules *r, struct gp_rule *rule, char *seen)
{
	size_t me = (size_t)(rule - r->list);

	if (seen[me]) /* there are no circles among rules that work */
		return !rule->off;
	seen[me] = 1;
	for (size_t i = 0; !rule->broken && i < rule->needed_count; i++) {
		struct gp_rule *need = &r->list[rule->needed[i]];

		if (need->off && (need->switched_off || (need->asks && need->pack != rule->pack)))
			rule->off = true;
		if (rule->off)
			return false;
		need->off = false;
		rule->off = !pull(r, need, seen);
	}
	return !rule->off;
}

int gp_rules_choose(struct gp_rules *r, const char *words, struct gp_err *e)
{
	struct gp_rule_expr x;
	char *seen = gp_calloc(r->count, 1);
	int rc = gp_rule_expr_parse(&x, words, e) || known_words(r, &x, e) ? -1 : 0;

	for (size_t i = 0; !rc && i < r->count; i++) {
		struct gp_rule *rule = &r->list[i];

		rule->off = !gp_rule_expr_holds(&x, means, rule) || (rule->switched_off && !is_named(rule, &x)) ||
		    (rule->asks && !is_called(rule, &x));
	}
	for (size_t i = 0; !rc && i < r->count; i++)
		if (!r->list[i].off)
			pull(r, &r->list[i], seen);
	gp_rule_expr_free(&x);
	free(seen);
	return rc;
}

/* --- order: needs and after */

struct ordering {
	struct gp_rules *r;
	int *state;      /* 0: not seen, 1: on the way, 2: in its place */
	int *way;        /* rules on the way, from the first */
	size_t way_count, placed;
};

static struct gp_rule *sorted_by_id(struct gp_rules *r, const char *id)
{
	size_t lo = 0, hi = r->count;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(id, r->list[mid].id);

		if (!c)
			return &r->list[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

static void breaks(struct gp_rules *r, struct gp_rule *rule, const struct gp_err *e)
{
	if (rule->broken)
		return;
	rule->broken = gp_arena_strndup(&r->arena, e->msg, strlen(e->msg));
	r->files.list[rule->file].out = true;
}

/* From ids to places in the list; an id that is only ordered by may be missing. */
static int look_up(struct gp_rules *r, struct gp_rule *rule, struct gp_err *e)
{
	size_t n = 0, m = 0;
	int *list;

	while (rule->needs && rule->needs[n])
		n++;
	while (rule->after && rule->after[m])
		m++;
	rule->needed = list = gp_arena_alloc(&r->arena, (n + m + 1) * sizeof *list);
	for (size_t i = 0; i < n + m; i++) {
		const char *id = i < n ? rule->needs[i] : rule->after[i - n];
		const struct gp_rule *other = sorted_by_id(r, id);

		if (!other && i < n)
			return gp_fail(e, GP_ESCRIPT, "%s: needs: there is no rule '%s'", rule->path, id);
		if (!other)
			continue;
		list[i < n ? rule->needed_count++ : rule->needed_count + rule->earlier_count++] = (int)(other - r->list);
	}
	return 0;
}

/* The last rule on the way leads back to `to`, which is there as well: all between them are at fault. */
static void say_circle(struct ordering *o, int to)
{
	struct gp_buf b;
	size_t from = o->way_count;
	struct gp_err e = GP_ERR_INIT;

	while (from && o->way[from - 1] != to)
		from--;
	gp_buf_init(&b, 300);
	for (size_t i = from - 1; i < o->way_count; i++)
		gp_buf_printf(&b, "%s → ", o->r->list[o->way[i]].id);
	gp_buf_puts(&b, o->r->list[to].id);
	for (size_t i = from - 1; i < o->way_count; i++) {
		struct gp_rule *rule = &o->r->list[o->way[i]];

		gp_fail(&e, GP_ESCRIPT, "%s: needs and after lead in a circle: %s", rule->path, b.data ? b.data : rule->id);
		breaks(o->r, rule, &e);
	}
	gp_buf_free(&b);
}

/* As deep as there are rules, a few hundred bytes each. */
static void place(struct ordering *o, int at)
{
	const struct gp_rule *rule = &o->r->list[at];

	o->state[at] = 1;
	o->way[o->way_count++] = at;
	for (size_t i = 0; i < rule->needed_count + rule->earlier_count; i++) {
		int other = rule->needed[i];

		if (o->state[other] == 1)
			say_circle(o, other);
		else if (!o->state[other])
			place(o, other);
	}
	o->way_count--;
	o->state[at] = 2;
	o->r->order[o->placed++] = at;
}

void gp_rules_arrange(struct gp_rules *r)
{
	struct ordering o = {.r = r, .state = gp_calloc(r->count, sizeof *o.state), .way = gp_calloc(r->count, sizeof *o.way)};
	struct gp_err e = GP_ERR_INIT;

	r->order = gp_arena_alloc(&r->arena, (r->count + 1) * sizeof *r->order);
	for (size_t i = 0; i < r->count; i++)
		if (look_up(r, &r->list[i], &e))
			breaks(r, &r->list[i], &e);
	for (size_t i = 0; i < r->count; i++)
		if (!o.state[i])
			place(&o, (int)i);
	/* who needs what turned out not to work does not work either; those are before it in the order */
	for (size_t i = 0; i < r->count; i++) {
		struct gp_rule *rule = &r->list[r->order[i]];

		for (size_t k = 0; k < rule->needed_count; k++)
			if (r->list[rule->needed[k]].broken) {
				gp_fail(&e, GP_ESCRIPT, "%s: needs: the rule '%s' does not work", rule->path,
				    r->list[rule->needed[k]].id);
				breaks(r, rule, &e);
			}
	}
	free(o.state);
	free(o.way);
}

/*
 * Matching. A chain "a b > c" is a row of compounds; a bit a compound says whether an
 * element matches the chain up to it. An element's bits follow from those of its
 * ancestors (`above`), its parent and the element before it, so one walk suffices.
 */
#include "core/web/select.h"

#include <string.h>

#include "core/web/html_scan.h"
#include "core/web/tree_impl.h"

static bool has_word(struct gp_text list, struct gp_text word)
{
	size_t i = 0, from;

	while (i < list.n) {
		while (i < list.n && gp_html_space(list.p[i]))
			i++;
		for (from = i; i < list.n && !gp_html_space(list.p[i]);)
			i++;
		if (i - from == word.n && word.n && !memcmp(list.p + from, word.p, word.n))
			return true;
	}
	return false;
}

static bool has_part(struct gp_text s, struct gp_text part)
{
	const char *p = s.p, *end = s.p + s.n;

	while ((size_t)(end - p) >= part.n && (p = memchr(p, *part.p, (size_t)(end - p)))) {
		if ((size_t)(end - p) >= part.n && !memcmp(p, part.p, part.n))
			return true;
		p++;
	}
	return false;
}

static bool value_matches(const struct gp_simple *c, struct gp_text v)
{
	struct gp_text w = c->value;

	switch (c->kind) {
	case GP_SIMPLE_HAS:
		return true;
	case GP_SIMPLE_EQUALS:
		return v.n == w.n && (!w.n || !memcmp(v.p, w.p, w.n));
	case GP_SIMPLE_WORD:
		return has_word(v, w);
	case GP_SIMPLE_PREFIX:
		return w.n && v.n >= w.n && !memcmp(v.p, w.p, w.n);
	case GP_SIMPLE_SUFFIX:
		return w.n && v.n >= w.n && !memcmp(v.p + v.n - w.n, w.p, w.n);
	default:
		return w.n && has_part(v, w);
	}
}

static bool is_last(const struct gp_level *l)
{
	const GumboVector *all = gp_tree_children(l->node);

	for (unsigned i = l->next; i < all->length; i++)
		if (gp_tree_is_element(all->data[i]))
			return false;
	return true;
}

/* `l` is the open parent of `node` and has just passed it. */
static bool simple_matches(const struct gp_simple *c, const struct gp_node *node,
    const struct gp_level *l)
{
	struct gp_text value;

	switch (c->kind) {
	case GP_SIMPLE_ANY:
		return true;
	case GP_SIMPLE_TYPE:
		return gp_node_is(node, c->name);
	case GP_SIMPLE_NTH:
		return l->elements == c->nth;
	case GP_SIMPLE_LAST:
		return is_last(l);
	default:
		return gp_node_attr(node, c->name, &value) && value_matches(c, value);
	}
}

static bool compound_matches(const struct gp_select *s, size_t i, const struct gp_node *node,
    const struct gp_level *l)
{
	for (size_t k = s->first[i]; k < s->first[i + 1]; k++)
		if (simple_matches(&s->simples[k], node, l) == s->simples[k].negated)
			return false;
	return true;
}

static uint64_t match(const struct gp_select *s, const struct gp_node *node,
    const struct gp_level *l)
{
	uint64_t left = s->begins | (l->above << 1 & s->descends) | (l->parent << 1 & s->child) |
	    (l->before << 1 & s->adjacent), bits = 0;

	for (; left; left &= left - 1) {
		size_t i = (size_t)__builtin_ctzll(left);

		if (compound_matches(s, i, node, l))
			bits |= (uint64_t)1 << i;
	}
	return bits;
}

static void keep(struct gp_tree *t, size_t count, const struct gp_node *node)
{
	if (count == t->found_cap) {
		t->found_cap = count ? count * 2 : 64;
		t->found = gp_reallocarray(t->found, t->found_cap, sizeof *t->found);
	}
	t->found[count] = node;
}

size_t gp_select_all(const struct gp_select *s, struct gp_tree *t, const struct gp_node *within,
    size_t max, const struct gp_node *const **found)
{
	const GumboNode *top = within ? gp_tree_gumbo(within) : t->document;
	size_t depth = 0, count = 0;

	if (top)
		gp_tree_enter(t, depth, top);
	while (top && count < max) {
		struct gp_level *l = &t->levels[depth], *inner;
		const GumboVector *all = gp_tree_children(l->node);
		const GumboNode *child;
		const struct gp_node *node;
		uint64_t bits;

		if (!all || l->next == all->length) {
			if (!depth--)
				break;
			continue;
		}
		child = all->data[l->next++];
		if (!gp_tree_is_element(child))
			continue;
		node = (const struct gp_node *)(const void *)child;
		l->elements++;
		bits = match(s, node, l);
		l->before = bits;
		if (bits & s->ends)
			keep(t, count++, node);
		inner = gp_tree_enter(t, ++depth, child);
		inner->above = t->levels[depth - 1].above | bits;
		inner->parent = bits;
	}
	*found = t->found;
	return count;
}

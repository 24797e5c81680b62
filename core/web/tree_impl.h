/* tree_impl.h - a tree from inside; between tree.c, select.c and document*.c only. */
#ifndef GP_WEB_TREE_IMPL_H
#define GP_WEB_TREE_IMPL_H

#include <gumbo.h>

#include "core/base/mem.h"
#include "core/web/tree.h"

/* An open element of a walk, with what a selector has found out on the way to it. */
struct gp_level {
	const GumboNode *node;
	unsigned next;    /* index of the child to visit next */
	uint32_t elements; /* element children visited */
	uint64_t above, parent, before; /* see select.c */
};

struct gp_tree {
	struct gp_arena arena; /* all of gumbo's memory */
	const char *source;
	size_t n;
	const GumboNode *document; /* NULL: no page */
	struct gp_mark *marks;     /* line and column of every MARK_EVERY-th byte */
	struct gp_level *levels;   /* the walk under way */
	size_t level_cap;
	char *text;
	const struct gp_node **found; /* the last answer of gp_select_all() */
	size_t found_cap;
};

/* The children of a document or element; NULL for every other node. */
const GumboVector *gp_tree_children(const GumboNode *node);
/* Opens a node at `depth` (0: the top of the walk). */
struct gp_level *gp_tree_enter(struct gp_tree *t, size_t depth, const GumboNode *node);

static inline bool gp_tree_is_element(const GumboNode *node)
{
	return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static inline const GumboNode *gp_tree_gumbo(const struct gp_node *node)
{
	return (const GumboNode *)(const void *)node;
}

#endif

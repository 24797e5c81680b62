/*
 * select.h - selectors (Selectors Level 4, a small part of it) over the tree of a page.
 *
 * Type, *, .class, #id, [a], [a=v], [a~=v], [a^=v], [a$=v], [a*=v] (value bare or quoted),
 * :first-child, :last-child, :nth-child(NUMBER), :not(one of these), the combinators
 * descendant, > and +, and lists with commas. No escapes. Names of elements and
 * attributes in any case; classes, ids and values exactly as written. What is inside a
 * <template> is not found. Matching takes one pass over the tree, whatever the selector.
 */
#ifndef GP_WEB_SELECT_H
#define GP_WEB_SELECT_H

#include "core/web/tree.h"

#define GP_SELECT_BYTES 1000   /* of a selector */
#define GP_SELECT_SIMPLE 128   /* conditions in it */
#define GP_SELECT_COMPOUNDS 64 /* of them without a combinator between, in the whole list */

enum gp_simple_kind {
	GP_SIMPLE_ANY,
	GP_SIMPLE_TYPE,
	GP_SIMPLE_HAS,     /* [a] */
	GP_SIMPLE_EQUALS,  /* [a=v], #id */
	GP_SIMPLE_WORD,    /* [a~=v], .class */
	GP_SIMPLE_PREFIX,
	GP_SIMPLE_SUFFIX,
	GP_SIMPLE_PART,
	GP_SIMPLE_NTH,     /* :nth-child, :first-child */
	GP_SIMPLE_LAST,
};

/* One condition. */
struct gp_simple {
	enum gp_simple_kind kind;
	bool negated;
	struct gp_text name, value; /* in `text` below, or static */
	uint32_t nth;
};

/* A compiled selector; copying it is not allowed, for it points into itself. */
struct gp_select {
	char text[GP_SELECT_BYTES];
	struct gp_simple simples[GP_SELECT_SIMPLE];
	uint8_t first[GP_SELECT_COMPOUNDS + 1]; /* compound i has simples first[i]…first[i + 1] */
	size_t compounds;
	/* a bit a compound: how it hangs on the one before it, and whether it is the last of its chain */
	uint64_t begins, descends, child, adjacent, ends;
};

/* GP_EUSAGE with a message that says where, what is wrong and what is allowed. */
int gp_select_compile(struct gp_select *s, const char *css, size_t n, struct gp_err *e) GP_MUST_USE;

/*
 * The elements inside `within` (NULL: the whole page) that match, in the order of the page, at
 * most `max`; *found holds until the next call. What is outside of
 * `within` plays no part: neither its ancestors nor the element itself.
 */
size_t gp_select_all(const struct gp_select *s, struct gp_tree *t, const struct gp_node *within,
    size_t max, const struct gp_node *const **found);

#endif

/*
 * tree.h - the document tree of a page (HTML Standard, 13.2.6, built by gumbo), for selectors.
 *
 * A tree object is used for page after page. Nodes, and whatever is asked of them, hold
 * until the next gp_tree_parse(). A hostile page costs no more than GP_TREE_MEMORY and
 * GP_TREE_MS, and no recursion: nothing here, and nothing of gumbo that is
 * called, goes deeper into the C stack for a deeper document.
 */
#ifndef GP_WEB_TREE_H
#define GP_WEB_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/web/span.h"

#define GP_TREE_MEMORY ((size_t)64 << 20) /* bytes of one tree */
#define GP_TREE_MS 700                    /* CPU time of one parse */
#define GP_NODE_NAME 64                   /* bytes of a name, NUL included; longer ones are cut */
#define GP_NODE_TEXT ((size_t)64 << 10)   /* bytes of a text */

struct gp_tree;
struct gp_node; /* an element */

struct gp_tree *gp_tree_new(void);
void gp_tree_free(struct gp_tree *t);

/*
 * Reads the page utf8[0..n), which must outlive the tree. GP_ELIMIT when it takes more
 * than it may; the tree is empty then.
 */
int gp_tree_parse(struct gp_tree *t, const char *utf8, size_t n, struct gp_err *e) GP_MUST_USE;
/* Forgets the page. */
void gp_tree_clear(struct gp_tree *t);

/* The name in lower case; returns its length. */
size_t gp_node_name(const struct gp_node *node, char out[GP_NODE_NAME]);
/* Whether that is the name; `name` in lower case. */
bool gp_node_is(const struct gp_node *node, struct gp_text name);
/* The value of an attribute, decoded; false when there is none. Names in any case. */
bool gp_node_attr(const struct gp_node *node, struct gp_text name, struct gp_text *value);
size_t gp_node_attr_count(const struct gp_node *node);
void gp_node_attr_at(const struct gp_node *node, size_t i, struct gp_text *name,
    struct gp_text *value);
/*
 * The text inside, white space collapsed, at most GP_NODE_TEXT; without scripts, styles, frames
 * and what only browsers without scripts show, unless it is that element's own. Valid until the
 * next call.
 */
struct gp_text gp_node_text(struct gp_tree *t, const struct gp_node *node);
/*
 * Where the start tag begins: line and column, 1-based, columns in code points. False for an
 * element that is not written in the source, like a missing <tbody>.
 */
bool gp_node_place(struct gp_tree *t, const struct gp_node *node, uint32_t *line, uint32_t *col);

#endif

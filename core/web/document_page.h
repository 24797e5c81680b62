/* document_page.h - a page while it becomes a document; between document*.c only. */
#ifndef GP_WEB_DOCUMENT_PAGE_H
#define GP_WEB_DOCUMENT_PAGE_H

#include "core/base/document.h"
#include "core/web/tree_impl.h"

/* What stands between two words, the stronger one last. */
enum gp_gap {
	GP_GAP_NONE,
	GP_GAP_SPACE, /* white space that collapses */
	GP_GAP_FOLD,  /* …with a line end of the source in it: nothing between two Chinese characters (CSS Text 3, 4.1.3) */
	GP_GAP_HARD,  /* U+00A0, U+3000 and the like */
	GP_GAP_LINE,
};

/* Text as it is gathered: white space cleaned, what nobody sees left out. Zero-initialise. */
struct gp_prose {
	struct gp_buf text;
	struct gp_prose_run {
		size_t from; /* in text */
		bool bold;
		const char *href;
	} *runs;
	size_t count, cap;
	enum gp_gap gap; /* due before the next word */
};

void gp_prose_init(struct gp_prose *t);
void gp_prose_free(struct gp_prose *t);
void gp_prose_clear(struct gp_prose *t);
void gp_prose_gap(struct gp_prose *t, enum gp_gap gap);
/* `lines`: line ends of the source are line ends, as in <pre>. */
void gp_prose_feed(struct gp_prose *t, const char *s, bool bold, const char *href, bool lines);
/* What was gathered, in the arena. */
struct gp_runs gp_prose_runs(const struct gp_prose *t, struct gp_arena *a);
const char *gp_prose_str(const struct gp_prose *t, struct gp_arena *a, size_t *n);

/* What an element says of everything inside it. */
struct gp_page_look {
	const char *href;
	bool bold, lines, caption, list, ordered;
	unsigned char heading; /* its level, or 0 */
	unsigned char align;   /* enum gp_align */
};

/* A table of the page, in the order of their start tags. */
struct gp_page_table {
	size_t parent, end; /* index of the table around it, and behind the last one inside it */
	unsigned cells;     /* 2 stands for any more */
	bool lays_out;      /* has a heading or a table of several cells inside */
};

struct gp_page_walk {
	struct gp_tree *tree;
	struct gp_arena *arena;
	struct gp_err *e;
	bool failed;           /* `e` says why */
	struct gp_page_level {
		const GumboNode *node;
		unsigned next; /* index of the child to visit next */
		struct gp_page_look look;
	} *levels;
	size_t depth, level_cap;
	struct gp_page_table *tables;
	size_t table_count, table_cap, next_table;
	struct gp_prose prose;
	bool in_cell;          /* blocks end lines, and are none */
	size_t cells;          /* of all tables */
	struct gp_block *blocks;
	size_t count, cap;
	struct gp_runs *items; /* of the list that is open */
	size_t item_count, item_cap;
	bool list_open;
};

/* --- document_element.c: what elements say */
bool gp_page_hides(const GumboNode *node);
bool gp_page_is_block(const GumboNode *node);
void gp_page_look_on(struct gp_page_walk *w, struct gp_page_look *look, const GumboNode *node);
/* The next child that is text or an element that is seen, or NULL. */
const GumboNode *gp_page_next(struct gp_page_level *l);

/* --- document.c */
/* Everything inside the node into w->prose and, unless in_cell, blocks. */
void gp_page_walk(struct gp_page_walk *w, const GumboNode *node, struct gp_page_look look);
struct gp_page_level *gp_page_enter(struct gp_page_walk *w, const GumboNode *node, struct gp_page_look look);

/* --- document_layout.c: fills w->tables */
void gp_page_find_tables(struct gp_page_walk *w, const GumboNode *top);

/* --- document_table.c: the table in the arena; NULL when it is empty or w->failed */
const struct gp_table *gp_page_table(struct gp_page_walk *w, const GumboNode *node);

static inline bool gp_page_is(const GumboNode *node, GumboTag tag)
{
	return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag &&
	    node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
}

#endif

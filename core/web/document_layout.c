/* document_layout.c - which tables of a page hold data, and which only hold the page together */
#include "core/web/document_page.h"

#define NO_TABLE ((size_t)-1)

static size_t open_table(struct gp_page_walk *w, size_t parent)
{
	if (w->table_count == w->table_cap) {
		w->table_cap = w->table_cap ? w->table_cap * 2 : 64;
		w->tables = gp_reallocarray(w->tables, w->table_cap, sizeof *w->tables);
	}
	w->tables[w->table_count] = (struct gp_page_table){.parent = parent};
	return w->table_count++;
}

/* What a table says of the one around it is said when it ends: a pile of tables costs no more than a row. */
static size_t close_table(struct gp_page_walk *w, size_t i)
{
	const struct gp_page_table *t = &w->tables[i];

	w->tables[i].end = w->table_count;
	if (t->parent != NO_TABLE && (t->lays_out || t->cells > 1))
		w->tables[t->parent].lays_out = true;
	return t->parent;
}

static void look_at(struct gp_page_walk *w, const struct gp_page_level *l, size_t table)
{
	GumboTag tag = l->node->v.element.tag;
	struct gp_page_table *t;

	if (table == NO_TABLE)
		return;
	t = &w->tables[table];
	if ((tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) && t->cells < 2)
		t->cells++;
	if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 && !l->look.caption)
		t->lays_out = true;
}

void gp_page_find_tables(struct gp_page_walk *w, const GumboNode *top)
{
	size_t table = NO_TABLE;

	gp_page_enter(w, top, (struct gp_page_look){0});
	while (w->depth) {
		struct gp_page_level *l = &w->levels[w->depth - 1];
		const GumboNode *child = gp_page_next(l);
		struct gp_page_look look = l->look;

		if (!child) {
			if (gp_page_is(l->node, GUMBO_TAG_TABLE))
				table = close_table(w, table);
			w->depth--;
			continue;
		}
		if (!gp_tree_is_element(child))
			continue;
		look.caption = look.caption || child->v.element.tag == GUMBO_TAG_CAPTION;
		l = gp_page_enter(w, child, look);
		if (gp_page_is(child, GUMBO_TAG_TABLE))
			table = open_table(w, table);
		else
			look_at(w, l, table);
	}
}

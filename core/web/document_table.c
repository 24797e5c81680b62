/* document_table.c - a data table of a page as a grid (HTML Standard, 4.9.12.1); bad spans are cut to fit */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/web/document_page.h"

struct grid {
	struct gp_page_walk *w;
	struct gp_cell *cells;
	size_t cell_count, cell_cap;
	size_t *starts;              /* of each row: index of its first cell */
	size_t row_count, row_cap;
	size_t group;                /* the row with which the group under way begins */
	unsigned cover[GP_TABLE_COLS]; /* rows, the next one included, that each column is covered from above */
	unsigned cols, head;
	const char *caption;
	bool words;                  /* something stands in it */
	bool heads_only;             /* so far all rows consist of <th> */
};

/* "12:5" in the arena; NULL for what the parser put there by itself. */
static const char *place_of(struct grid *g, const GumboNode *node)
{
	char at[32];
	uint32_t line, col;

	if (!gp_node_place(g->w->tree, (const struct gp_node *)(const void *)node, &line, &col))
		return NULL;
	return gp_arena_strndup(g->w->arena, at, (size_t)snprintf(at, sizeof at, "%u:%u", line, col));
}

static void too_large(struct grid *g, const GumboNode *node)
{
	const char *at = place_of(g, node);

	_Static_assert(GP_TABLE_COLS == 64 && GP_TABLE_ROWS == 5000 && GP_TABLE_CELLS == 100000, "as it is said below");
	g->w->failed = true;
	gp_fail_at(g->w->e, GP_ELIMIT, at ? at : "",
	    "the table is too large: more than 64 columns, 5,000 rows or 100,000 cells");
}

/* By the rules for non-negative integers (2.3.4.2): digits count, whatever follows them. */
static unsigned span_of(const GumboNode *node, const char *name, unsigned max)
{
	const GumboAttribute *a = gumbo_get_attribute(&node->v.element.attributes, name);
	const char *p = a ? a->value : "1";
	unsigned n = 0;

	while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\f' || *p == '\r')
		p++;
	p += *p == '+';
	if (*p < '0' || *p > '9')
		return 1;
	for (; *p >= '0' && *p <= '9' && n <= max; p++)
		n = n * 10 + (unsigned)(*p - '0');
	return n < max ? n : max;
}

/* --- cells */

static void take_text(struct grid *g, struct gp_cell *c, const GumboNode *node)
{
	struct gp_page_walk *w = g->w;
	struct gp_page_look look = {0};
	bool bold = true;

	gp_page_look_on(w, &look, node);
	look.align = GP_ALIGN_AUTO;
	w->in_cell = true;
	gp_page_walk(w, node, look);
	w->in_cell = false;
	for (size_t i = 0; i < w->prose.count; i++)
		bold = bold && w->prose.runs[i].bold;
	c->bold = bold && w->prose.count;
	c->text = gp_prose_str(&w->prose, w->arena, &c->n);
	g->words = g->words || c->n;
	gp_prose_clear(&w->prose);
}

static struct gp_cell *new_cell(struct grid *g)
{
	if (g->cell_count == g->cell_cap) {
		g->cell_cap = g->cell_cap ? g->cell_cap * 2 : 256;
		g->cells = gp_reallocarray(g->cells, g->cell_cap, sizeof *g->cells);
	}
	return &g->cells[g->cell_count++];
}

/*
 * Makes the cell that begins in a free column, over as many of `cols` as are free. Of one that would lie over
 * another from above, what is behind that other stays empty, so that the next cell stands where browsers put it.
 */
static struct gp_cell *place_cell(struct grid *g, unsigned *col, unsigned cols, unsigned rows)
{
	unsigned end = cols < GP_TABLE_COLS - *col ? *col + cols : GP_TABLE_COLS, from = *col;
	size_t at = g->cell_count;

	*new_cell(g) = (struct gp_cell){.col = from, .rows = rows};
	do
		g->cover[(*col)++] = rows;
	while (*col < end && !g->cover[*col]);
	g->cells[at].cols = *col - from;
	for (; *col < end; ++*col) {
		from = *col;
		if (g->cover[from])
			continue;
		*new_cell(g) = (struct gp_cell){.col = from, .cols = 1, .rows = 1, .text = ""};
		g->cover[from] = 1;
	}
	if (from >= g->cols)
		g->cols = from + 1;
	return &g->cells[at];
}

/* Puts a cell into the first free column from *col. */
static void take_cell(struct grid *g, const GumboNode *node, unsigned *col)
{
	unsigned cols = span_of(node, "colspan", GP_TABLE_COLS), rows = span_of(node, "rowspan", GP_TABLE_ROWS);
	struct gp_cell *c;

	while (*col < GP_TABLE_COLS && g->cover[*col])
		++*col;
	if (*col == GP_TABLE_COLS || ++g->w->cells > GP_TABLE_CELLS) {
		too_large(g, node);
		return;
	}
	if (!rows) /* down to the end of its group */
		rows = GP_TABLE_ROWS;
	c = place_cell(g, col, cols, rows);
	c->head = gp_page_is(node, GUMBO_TAG_TH);
	c->at = place_of(g, node);
	take_text(g, c, node);
}

/* --- rows */

static bool begin_row(struct grid *g, const GumboNode *node)
{
	if (g->row_count == GP_TABLE_ROWS) {
		too_large(g, node);
		return false;
	}
	if (g->row_count == g->row_cap) {
		g->row_cap = g->row_cap ? g->row_cap * 2 : 64;
		g->starts = gp_reallocarray(g->starts, g->row_cap, sizeof *g->starts);
	}
	g->starts[g->row_count++] = g->cell_count;
	return true;
}

/* A row without cells that nothing reaches into is not seen. */
static void end_row(struct grid *g, bool in_head)
{
	size_t first = g->starts[g->row_count - 1];
	bool covered = false, heads = g->cell_count > first;

	for (size_t i = first; i < g->cell_count; i++)
		heads = heads && g->cells[i].head;
	for (unsigned k = 0; k < GP_TABLE_COLS; k++) {
		covered = covered || g->cover[k];
		g->cover[k] -= g->cover[k] > 0;
	}
	if (first == g->cell_count && !covered) {
		g->row_count--;
		return;
	}
	g->heads_only = g->heads_only && (heads || in_head);
	if (g->heads_only)
		g->head = (unsigned)g->row_count;
}

static void take_row(struct grid *g, const GumboNode *row, bool in_head)
{
	struct gp_page_level l = {.node = row};
	const GumboNode *child;
	unsigned col = 0;

	if (!begin_row(g, row))
		return;
	while (!g->w->failed && (child = gp_page_next(&l)))
		if (gp_page_is(child, GUMBO_TAG_TD) || gp_page_is(child, GUMBO_TAG_TH))
			take_cell(g, child, &col);
	end_row(g, in_head);
}

/* Cells end with their group of rows at the latest. */
static void end_group(struct grid *g)
{
	for (size_t r = g->group; r < g->row_count; r++) {
		size_t to = r + 1 < g->row_count ? g->starts[r + 1] : g->cell_count;
		unsigned left = (unsigned)(g->row_count - r);

		for (size_t i = g->starts[r]; i < to; i++)
			if (g->cells[i].rows > left)
				g->cells[i].rows = left;
	}
	memset(g->cover, 0, sizeof g->cover);
	g->group = g->row_count;
}

static void take_group(struct grid *g, const GumboNode *group)
{
	struct gp_page_level l = {.node = group};
	const GumboNode *child;

	while (!g->w->failed && (child = gp_page_next(&l)))
		if (gp_page_is(child, GUMBO_TAG_TR))
			take_row(g, child, gp_page_is(group, GUMBO_TAG_THEAD));
	end_group(g);
}

static void take_caption(struct grid *g, const GumboNode *node)
{
	size_t n;

	g->w->in_cell = true;
	gp_page_walk(g->w, node, (struct gp_page_look){0});
	g->w->in_cell = false;
	if (g->w->prose.text.len)
		g->caption = gp_prose_str(&g->w->prose, g->w->arena, &n);
	gp_prose_clear(&g->w->prose);
}

/* The foot of a table comes last wherever it is written. */
static void take_groups(struct grid *g, const GumboNode *table, bool foot)
{
	struct gp_page_level l = {.node = table};
	const GumboNode *child;

	while (!g->w->failed && (child = gp_page_next(&l))) {
		if (gp_page_is(child, GUMBO_TAG_CAPTION) && !foot && !g->caption)
			take_caption(g, child);
		else if (gp_page_is(child, GUMBO_TAG_TFOOT) ? foot
		    : !foot && (gp_page_is(child, GUMBO_TAG_THEAD) || gp_page_is(child, GUMBO_TAG_TBODY)))
			take_group(g, child);
	}
}

/* --- the table */

/* Columns at the right in which no cell begins are none: a cell over "100" columns ends with the table. */
static const struct gp_table *finish(struct grid *g)
{
	struct gp_arena *a = g->w->arena;
	struct gp_table *t = gp_arena_alloc(a, sizeof *t);
	struct gp_row *rows = gp_arena_alloc(a, (g->row_count + 1) * sizeof *rows);
	struct gp_cell *cells = gp_arena_alloc(a, (g->cell_count + 1) * sizeof *cells);

	for (size_t i = 0; i < g->cell_count; i++) {
		cells[i] = g->cells[i];
		if (cells[i].cols > g->cols - cells[i].col)
			cells[i].cols = g->cols - cells[i].col;
	}
	for (size_t r = 0; r < g->row_count; r++) {
		size_t to = r + 1 < g->row_count ? g->starts[r + 1] : g->cell_count;

		rows[r] = (struct gp_row){cells + g->starts[r], to - g->starts[r]};
	}
	*t = (struct gp_table){.caption = g->caption, .rows = rows, .row_count = g->row_count, .cols = g->cols,
	    .head = g->head};
	return t;
}

const struct gp_table *gp_page_table(struct gp_page_walk *w, const GumboNode *node)
{
	struct grid g = {.w = w, .heads_only = true};
	const struct gp_table *t = NULL;

	take_groups(&g, node, false);
	take_groups(&g, node, true);
	if (!w->failed && g.words)
		t = finish(&g);
	free(g.cells);
	free(g.starts);
	return t;
}

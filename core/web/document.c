/* document.c - the walk over a page: text to paragraphs, headings and list items */
#include "core/web/document.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/charset.h"
#include "core/web/document_page.h"
#include "core/web/facts_page.h"
#include "core/web/select.h"

#define SOURCE_MAX ((size_t)64 << 20) /* of a page as UTF-8 */
_Static_assert(GP_DOCUMENT_BLOCKS == 20000, "as it is said below");

#define LABELS 2000                   /* <meta> that are looked at */

struct gp_page_level *gp_page_enter(struct gp_page_walk *w, const GumboNode *node, struct gp_page_look look)
{
	if (w->depth == w->level_cap) {
		w->level_cap = w->level_cap ? w->level_cap * 2 : 64;
		w->levels = gp_reallocarray(w->levels, w->level_cap, sizeof *w->levels);
	}
	w->levels[w->depth] = (struct gp_page_level){.node = node, .look = look};
	return &w->levels[w->depth++];
}

/* --- blocks */

static void close_list(struct gp_page_walk *w)
{
	struct gp_block *b;
	struct gp_runs *items;

	if (!w->list_open)
		return;
	b = &w->blocks[w->count - 1];
	items = gp_arena_alloc(w->arena, w->item_count * sizeof *items);
	memcpy(items, w->items, w->item_count * sizeof *items);
	b->items = items;
	b->item_count = w->item_count;
	w->item_count = 0;
	w->list_open = false;
}

static void add_block(struct gp_page_walk *w, struct gp_block b)
{
	close_list(w);
	if (w->count == GP_DOCUMENT_BLOCKS) {
		w->failed = true;
		gp_fail(w->e, GP_ELIMIT, "the page has more than 20,000 paragraphs");
		return;
	}
	if (w->count == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 64;
		w->blocks = gp_reallocarray(w->blocks, w->cap, sizeof *w->blocks);
	}
	w->blocks[w->count++] = b;
}

static void add_item(struct gp_page_walk *w, struct gp_runs text, bool ordered)
{
	if (!w->list_open || w->blocks[w->count - 1].ordered != ordered) {
		add_block(w, (struct gp_block){.kind = GP_BLOCK_LIST, .ordered = ordered});
		w->list_open = !w->failed;
	}
	if (w->failed)
		return;
	if (w->item_count == w->item_cap) {
		w->item_cap = w->item_cap ? w->item_cap * 2 : 64;
		w->items = gp_reallocarray(w->items, w->item_cap, sizeof *w->items);
	}
	w->items[w->item_count++] = text;
}

/* What was gathered so far ends here. */
static void end_block(struct gp_page_walk *w, const struct gp_page_look *look)
{
	struct gp_runs text;

	if (w->in_cell) {
		gp_prose_gap(&w->prose, GP_GAP_LINE);
		return;
	}
	if (w->prose.text.len) {
		text = gp_prose_runs(&w->prose, w->arena);
		if (look->heading)
			add_block(w, (struct gp_block){.kind = GP_BLOCK_HEADING, .level = look->heading, .text = text});
		else if (look->list)
			add_item(w, text, look->ordered);
		else
			add_block(w, (struct gp_block){.kind = GP_BLOCK_PARAGRAPH, .align = look->align, .text = text});
	}
	gp_prose_clear(&w->prose);
}

/* --- the walk */

/* True when the table holds data and has been taken. */
static bool take_table(struct gp_page_walk *w, const GumboNode *node)
{
	const struct gp_page_table *t = &w->tables[w->next_table++];
	const struct gp_table *table;

	if (t->lays_out || t->cells < 2)
		return false;
	w->next_table = t->end;
	table = gp_page_table(w, node);
	if (table)
		add_block(w, (struct gp_block){.kind = GP_BLOCK_TABLE, .table = table});
	return true;
}

static void enter(struct gp_page_walk *w, const GumboNode *node, struct gp_page_look look)
{
	if (gp_page_is(node, GUMBO_TAG_BR)) {
		gp_prose_gap(&w->prose, GP_GAP_LINE);
		return;
	}
	if (gp_page_is_block(node))
		end_block(w, &look);
	if (!w->in_cell && gp_page_is(node, GUMBO_TAG_TABLE) && take_table(w, node))
		return;
	gp_page_look_on(w, &look, node);
	gp_page_enter(w, node, look);
}

static void leave(struct gp_page_walk *w)
{
	const struct gp_page_level *l = &w->levels[--w->depth];
	bool outermost = l->look.list && (!w->depth || !w->levels[w->depth - 1].look.list);

	if (!gp_tree_is_element(l->node))
		return;
	if (gp_page_is_block(l->node))
		end_block(w, &l->look);
	if (outermost && !w->in_cell)
		close_list(w);
}

void gp_page_walk(struct gp_page_walk *w, const GumboNode *node, struct gp_page_look look)
{
	size_t base = w->depth;

	gp_page_enter(w, node, look);
	while (w->depth > base && !w->failed) {
		struct gp_page_level *l = &w->levels[w->depth - 1];
		const GumboNode *child = gp_page_next(l);

		if (!child)
			leave(w);
		else if (gp_tree_is_element(child))
			enter(w, child, l->look);
		else
			gp_prose_feed(&w->prose, child->v.text.text, l->look.bold && !l->look.heading, l->look.href, l->look.lines);
	}
}

/* --- what the page says of itself */

static const char *cleaned(struct gp_page_walk *w, struct gp_text text)
{
	const char *s = gp_arena_strndup(w->arena, text.p, text.n), *result = NULL;
	size_t n;

	gp_prose_feed(&w->prose, s, false, NULL, false);
	if (w->prose.text.len)
		result = gp_prose_str(&w->prose, w->arena, &n);
	gp_prose_clear(&w->prose);
	return result;
}

static size_t find(struct gp_page_walk *w, const char *css, size_t max, const struct gp_node *const **found)
{
	struct gp_select s;

	return gp_select_compile(&s, css, strlen(css), w->e) ? 0 : gp_select_all(&s, w->tree, NULL, max, found);
}

static bool is_word(struct gp_text t, const char *word)
{
	return t.n == strlen(word) && !memcmp(t.p, word, t.n);
}

static void read_labels(struct gp_page_walk *w, struct gp_document *d)
{
	static const struct gp_text name_key = {"name", 4}, content_key = {"content", 7};
	const struct gp_node *const *found;
	struct gp_text name, content, date = {NULL, 0};
	size_t n = find(w, "meta", LABELS, &found);

	for (size_t i = 0; i < n; i++) {
		if (!gp_node_attr(found[i], name_key, &name) || !gp_node_attr(found[i], content_key, &content))
			continue;
		if (is_word(name, "ArticleTitle"))
			d->title = cleaned(w, content);
		else if (is_word(name, "ContentSource"))
			d->author = cleaned(w, content);
		else if (is_word(name, "PubDate")) /* 2022-01-20 10:30 */
			date = gp_date_first(w->arena, content);
	}
	if (date.n >= 10) /* without the time of day */
		d->date = gp_arena_strndup(w->arena, date.p, 10);
	if (!d->title && find(w, "title", 1, &found))
		d->title = cleaned(w, gp_node_text(w->tree, found[0]));
	if (find(w, "html[lang^=en]", 1, &found))
		d->language = "en";
}

/* --- */

static void walk_free(struct gp_page_walk *w)
{
	gp_prose_free(&w->prose);
	free(w->levels);
	free(w->tables);
	free(w->blocks);
	free(w->items);
}

static int pack(struct gp_buf *out, struct gp_tree *tree, struct gp_err *e)
{
	struct gp_arena arena = {0};
	struct gp_page_walk w = {.tree = tree, .arena = &arena, .e = e};
	struct gp_document d = {.language = "zh"};
	int rc = -1;

	gp_prose_init(&w.prose);
	read_labels(&w, &d);
	gp_page_find_tables(&w, tree->document);
	gp_page_walk(&w, tree->document, (struct gp_page_look){0});
	if (w.failed)
		goto out;
	end_block(&w, &(struct gp_page_look){0});
	close_list(&w);
	d.blocks = w.blocks;
	d.count = w.count;
	gp_document_pack(out, &d);
	rc = out->full ? gp_document_too_large(e) : 0;
out:
	walk_free(&w);
	gp_arena_free(&arena);
	return rc;
}

int gp_page_document(struct gp_buf *out, const char *html, size_t n, const char *charset, struct gp_err *e)
{
	struct gp_charset_choice choice;
	struct gp_tree *tree = gp_tree_new();
	struct gp_buf utf8;
	int rc = -1;

	gp_buf_init(&utf8, SOURCE_MAX);
	gp_charset_choose(&choice, html, n, charset, charset ? strlen(charset) : 0);
	if (gp_charset_decode(choice.used, html + choice.bom, n - choice.bom, &utf8, NULL) ||
	    gp_tree_parse(tree, utf8.data ? utf8.data : "", utf8.len, NULL))
		gp_fail(e, GP_ELIMIT, "the page is too large or too deeply nested to be read");
	else
		rc = pack(out, tree, e);
	gp_tree_free(tree);
	gp_buf_free(&utf8);
	return rc;
}

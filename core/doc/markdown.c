#include "core/doc/markdown.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/doc/markdown_impl.h"
#include "core/doc/ooxml.h"

#define RUNS 20000 /* of one block */

struct run {
	size_t start; /* of its text in the block */
	bool bold;
	const char *href;
};

struct reading {
	struct gp_arena *a;
	struct gp_block *blocks; /* free() */
	size_t count, cap;
	struct gp_runs *items;   /* of the list that is being read; free() */
	size_t item_count, item_cap;
	struct gp_buf text;      /* of the block */
	struct run *runs;        /* free() */
	size_t run_count, run_cap;
	unsigned bold, lists, quotes; /* inside one another */
	const char *href;
	bool ordered, full;      /* full: the document holds no more */
	size_t cells;            /* of all tables */
};

/* --- blocks */

static void add_block(struct reading *r, const struct gp_block *b)
{
	if (r->count == GP_DOCUMENT_BLOCKS) {
		r->full = true;
		return;
	}
	if (r->count == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 64;
		r->blocks = gp_reallocarray(r->blocks, r->cap, sizeof *r->blocks);
	}
	r->blocks[r->count++] = *b;
}

static struct gp_runs take_runs(struct reading *r)
{
	struct gp_run *list = gp_arena_alloc(r->a, (r->run_count + 1) * sizeof *list);
	size_t n = 0;

	for (size_t i = 0; i < r->run_count; i++) {
		const struct run *it = &r->runs[i];
		size_t end = i + 1 < r->run_count ? it[1].start : r->text.len;

		if (end == it->start)
			continue;
		list[n] = (struct gp_run){.bold = it->bold, .href = it->href};
		list[n].text = gp_ooxml_text(r->a, r->text.data + it->start, end - it->start, &list[n].n);
		n++;
	}
	return (struct gp_runs){list, n};
}

static void add_item(struct reading *r)
{
	if (r->item_count == GP_DOCUMENT_BLOCKS) {
		r->full = true;
		return;
	}
	if (r->item_count == r->item_cap) {
		r->item_cap = r->item_cap ? 2 * r->item_cap : 16;
		r->items = gp_reallocarray(r->items, r->item_cap, sizeof *r->items);
	}
	r->items[r->item_count++] = take_runs(r);
}

static void end_list(struct reading *r)
{
	size_t n = r->item_count;
	struct gp_runs *items;

	if (--r->lists || !n)
		return;
	items = gp_arena_alloc(r->a, n * sizeof *items);
	memcpy(items, r->items, n * sizeof *items);
	r->item_count = 0;
	add_block(r, &(struct gp_block){.kind = GP_BLOCK_LIST, .ordered = r->ordered, .items = items,
	    .item_count = n});
}

/* The text that was gathered, as a block of its own or an item. */
static void end_text(struct reading *r, enum gp_block_kind kind, unsigned level)
{
	struct gp_block b = {.kind = kind, .level = level};

	while (r->text.len && r->text.data[r->text.len - 1] == '\n')
		r->text.data[--r->text.len] = '\0';
	if (!gp_ooxml_blank(r->text.data, r->text.len)) {
		if (r->lists) {
			add_item(r);
		} else {
			b.text = take_runs(r);
			add_block(r, &b);
		}
	}
	gp_buf_clear(&r->text);
	r->run_count = 0;
}

/* --- text */

static void add_text(struct reading *r, const char *s, size_t n)
{
	struct run *last = r->run_count ? &r->runs[r->run_count - 1] : NULL;

	if (!last || last->bold != (r->bold > 0) || last->href != r->href) {
		if (r->run_count == RUNS) {
			r->full = true;
			return;
		}
		if (!r->runs || r->run_count == r->run_cap) {
			r->run_cap = r->run_cap ? 2 * r->run_cap : 16;
			r->runs = gp_reallocarray(r->runs, r->run_cap, sizeof *r->runs);
		}
		r->runs[r->run_count++] = (struct run){r->text.len, r->bold > 0, r->href};
	}
	if (gp_buf_put(&r->text, s, n))
		r->full = true;
}

static const char *address(struct reading *r, const char *url)
{
	bool leads = url && (!strncasecmp(url, "http://", 7) || !strncasecmp(url, "https://", 8) ||
	    !strncasecmp(url, "mailto:", 7));

	return leads ? gp_arena_strndup(r->a, url, strlen(url)) : NULL;
}

static void inline_node(struct reading *r, cmark_node *node, bool enter)
{
	const char *s;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
		s = cmark_node_get_literal(node);
		add_text(r, s ? s : "", s ? strlen(s) : 0);
		break;
	case CMARK_NODE_SOFTBREAK: /* Chinese text has no space there, and plain text its next paragraph */
	case CMARK_NODE_LINEBREAK:
		add_text(r, "\n", 1);
		break;
	case CMARK_NODE_STRONG:
		r->bold += enter ? 1 : -1u;
		break;
	case CMARK_NODE_LINK:
		r->href = enter ? address(r, cmark_node_get_url(node)) : NULL;
		break;
	default:
		break;
	}
}

static void block_node(struct reading *r, cmark_node *node, bool enter)
{
	const char *s;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		if (!enter)
			end_text(r, GP_BLOCK_HEADING, (unsigned)cmark_node_get_heading_level(node));
		break;
	case CMARK_NODE_PARAGRAPH:
		if (!enter)
			end_text(r, r->quotes ? GP_BLOCK_NOTE : GP_BLOCK_PARAGRAPH, 0);
		break;
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK:
		s = cmark_node_get_literal(node);
		add_text(r, s ? s : "", s ? strlen(s) : 0);
		end_text(r, GP_BLOCK_PARAGRAPH, 0);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		r->quotes += enter ? 1 : -1u;
		break;
	case CMARK_NODE_LIST:
		if (!enter) {
			end_list(r);
		} else if (r->lists++ == 0) {
			r->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
		}
		break;
	default:
		inline_node(r, node, enter);
	}
}

static void walk(struct reading *r, const char *p, size_t n)
{
	cmark_node *root = cmark_parse_document(p, n, CMARK_OPT_DEFAULT);
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type ev;

	while (!r->full && (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE)
		block_node(r, cmark_iter_get_node(it), ev == CMARK_EVENT_ENTER);
	cmark_iter_free(it);
	cmark_node_free(root);
}

/* --- tables */

static void cell_text(void *user, struct gp_buf *out, const char *s, size_t n, bool *bold)
{
	struct reading inner = {.a = ((struct reading *)user)->a}, *r = &inner;
	struct gp_buf plain;
	bool all = true;

	/* behind a bracket and on one line, "-" and "1." begin no list; the bracket goes again below */
	gp_buf_init(&plain, n + 1);
	gp_buf_putc(&plain, ')');
	for (size_t i = 0; i < n; i++) /* "\|" is a bar also in code (GFM) */
		if (s[i] != '\\' || i + 1 == n || s[i + 1] != '|')
			gp_buf_putc(&plain, s[i] == '\r' ? ' ' : s[i]);
	gp_buf_init(&r->text, n * 8 + 64);
	walk(r, plain.data, plain.len);
	for (size_t i = 0; i < r->count; i++) {
		const struct gp_runs *t = &r->blocks[i].text;

		for (size_t k = 0; k < t->count; k++) {
			size_t skip = !out->len && k == 0 && *t->list[k].text == ')';

			gp_buf_put(out, t->list[k].text + skip, t->list[k].n - skip);
			all = all && (t->list[k].bold || t->list[k].n == skip);
		}
	}
	*bold = all && out->len > 0;
	gp_buf_free(&plain);
	gp_buf_free(&r->text);
	free(r->blocks);
	free(r->runs);
}

/* The first bytes of a line that opens or closes a block of code: how many, or 0. */
static size_t fence(const char *p, size_t n)
{
	size_t i = 0, count = 0;

	while (i < n && i < 3 && p[i] == ' ')
		i++;
	while (i + count < n && (p[i + count] == '`' || p[i + count] == '~') && p[i + count] == p[i])
		count++;
	return count >= 3 ? count : 0;
}

/* The text between the tables goes to cmark, the tables are ours. */
static void read_all(struct reading *r, const char *p, size_t n)
{
	size_t from = 0, open = 0, len;

	for (size_t at = 0; at < n && !r->full; at += len + 1) {
		struct gp_markdown_lines lines = {0};
		const char *end = memchr(p + at, '\n', n - at);
		size_t marks;

		len = end ? (size_t)(end - p) - at : n - at;
		marks = fence(p + at, len);
		if (marks && (!open || marks >= open))
			open = open ? 0 : marks;
		else if (!open)
			lines = gp_markdown_table_at(p + at, n - at);
		if (!lines.cols)
			continue;
		walk(r, p + from, at - from);
		from = at + lines.n;
		len = lines.n - 1;
		if (!r->full) {
			const struct gp_table *t = gp_markdown_table(&lines, r->a, &r->cells, cell_text, r);

			r->full = !t;
			add_block(r, &(struct gp_block){.kind = GP_BLOCK_TABLE, .table = t});
		}
	}
	if (!r->full && from < n)
		walk(r, p + from, n - from);
}

int gp_markdown_read(struct gp_document *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct reading r = {.a = a};
	struct gp_block *blocks;

	*out = (struct gp_document){.language = "zh"};
	if (n > GP_MARKDOWN_MAX)
		return gp_fail(e, GP_ELIMIT, "the text is longer than 4 MiB");
	gp_buf_init(&r.text, 2 * GP_MARKDOWN_MAX);
	read_all(&r, p, n);
	blocks = gp_arena_alloc(a, (r.count + 1) * sizeof *blocks);
	if (r.count)
		memcpy(blocks, r.blocks, r.count * sizeof *blocks);
	out->blocks = blocks;
	out->count = r.full ? 0 : r.count;
	gp_buf_free(&r.text);
	free(r.blocks);
	free(r.items);
	free(r.runs);
	if (!r.full)
		return 0;
	return gp_document_too_large(e);
}

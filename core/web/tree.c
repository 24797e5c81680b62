#define _GNU_SOURCE
#include "core/web/tree.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/web/facts_page.h"
#include "core/web/html_scan.h"
#include "core/web/tree_impl.h"

#define MARK_EVERY 1024
#define CLOCK_EVERY 256     /* allocations */
#define FRAMESET_TAGS 4000  /* '<' before a frameset that may still throw the body away */

struct gp_mark {
	uint32_t line, col;
};

/* --- building */

/* What gumbo's allocator needs: gumbo checks no result, so the way out of a limit is a jump. */
struct builder {
	struct gp_arena *arena;
	unsigned calls;
	int64_t end; /* CPU time, ms */
	jmp_buf out;
};

static int64_t cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void *allocate(void *user, size_t n)
{
	struct builder *b = user;

	if (n > GP_TREE_MEMORY || b->arena->used > GP_TREE_MEMORY - n)
		longjmp(b->out, 1);
	/* tags of deep or tangled documents cost gumbo time in proportion to the depth */
	if (++b->calls % CLOCK_EVERY == 0 && cpu_ms() > b->end)
		longjmp(b->out, 1);
	return gp_arena_alloc(b->arena, n);
}

/* Nothing goes before all goes; so nothing of gumbo's can be used after it is freed. */
static void keep(void *user, void *p)
{
	(void)user;
	(void)p;
}

/*
 * gumbo frees the body, by recursion, when a frameset replaces it. One behind so many tags
 * that the body might be deep is made text; no frameset of a real page stands there.
 */
static const char *without_late_framesets(struct gp_arena *a, const char *s, size_t n)
{
	const char *p = s, *end = s + n;
	char *copy = NULL;

	for (size_t tags = 0; p < end && (p = memchr(p, '<', (size_t)(end - p))); p++) {
		if (++tags < FRAMESET_TAGS || !gp_html_begins(p + 1, end, "frameset"))
			continue;
		if (!copy)
			copy = gp_arena_strndup(a, s, n);
		copy[p - s] = ' ';
	}
	return copy ? copy : s;
}

int gp_tree_parse(struct gp_tree *t, const char *utf8, size_t n, struct gp_err *e)
{
	struct builder b = {.arena = &t->arena};
	GumboOptions o = kGumboDefaultOptions;

	gp_tree_clear(t);
	t->source = without_late_framesets(&t->arena, utf8, n);
	t->n = n;
	b.end = cpu_ms() + GP_TREE_MS;
	o.allocator = allocate;
	o.deallocator = keep;
	o.userdata = &b;
	o.max_errors = 0;
	if (setjmp(b.out)) {
		gp_tree_clear(t);
		return gp_fail(e, GP_ELIMIT, "the page is too large or too deeply nested for selectors");
	}
	t->document = gumbo_parse_with_options(&o, t->source, t->n)->document;
	return 0;
}

struct gp_tree *gp_tree_new(void)
{
	return gp_calloc(1, sizeof(struct gp_tree));
}

void gp_tree_clear(struct gp_tree *t)
{
	gp_arena_reset(&t->arena);
	t->document = NULL;
	t->marks = NULL;
}

void gp_tree_free(struct gp_tree *t)
{
	if (!t)
		return;
	gp_arena_free(&t->arena);
	free(t->levels);
	free(t->text);
	free(t->found);
	free(t);
}

/* --- walking */

const GumboVector *gp_tree_children(const GumboNode *node)
{
	if (node->type == GUMBO_NODE_DOCUMENT)
		return &node->v.document.children;
	return node->type == GUMBO_NODE_ELEMENT ? &node->v.element.children : NULL;
}

struct gp_level *gp_tree_enter(struct gp_tree *t, size_t depth, const GumboNode *node)
{
	if (depth == t->level_cap) {
		t->level_cap = depth ? depth * 2 : 64;
		t->levels = gp_reallocarray(t->levels, t->level_cap, sizeof *t->levels);
	}
	t->levels[depth] = (struct gp_level){.node = node};
	return &t->levels[depth];
}

/* --- nodes */

/* The name as gumbo has it: its own spelling, or a piece of the source. */
static struct gp_text written_name(const GumboElement *el)
{
	const char *known = gumbo_normalized_tagname(el->tag);
	const char *p = el->original_tag.data, *end, *from;

	if (el->tag != GUMBO_TAG_UNKNOWN)
		return (struct gp_text){known, strlen(known)};
	if (!el->original_tag.length)
		return (struct gp_text){"", 0};
	end = p + el->original_tag.length;
	for (from = ++p; p < end && *p && !gp_html_space(*p) && *p != '/' && *p != '>';)
		p++;
	return (struct gp_text){from, (size_t)(p - from)};
}

size_t gp_node_name(const struct gp_node *node, char out[GP_NODE_NAME])
{
	struct gp_text name = written_name(&gp_tree_gumbo(node)->v.element);
	size_t n = name.n < GP_NODE_NAME ? name.n : GP_NODE_NAME - 1;

	while (n && n < name.n && ((unsigned char)name.p[n] & 0xC0) == 0x80)
		n--;
	for (size_t i = 0; i < n; i++)
		out[i] = gp_html_lower(name.p[i]);
	out[n] = '\0';
	return n;
}

static bool same_word(struct gp_text a, struct gp_text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (gp_html_lower(a.p[i]) != gp_html_lower(b.p[i]))
			return false;
	return true;
}

bool gp_node_is(const struct gp_node *node, struct gp_text name)
{
	return same_word(written_name(&gp_tree_gumbo(node)->v.element), name);
}

static struct gp_text span(const char *s)
{
	return (struct gp_text){s, strlen(s)};
}

size_t gp_node_attr_count(const struct gp_node *node)
{
	return gp_tree_gumbo(node)->v.element.attributes.length;
}

void gp_node_attr_at(const struct gp_node *node, size_t i, struct gp_text *name,
    struct gp_text *value)
{
	const GumboAttribute *at = gp_tree_gumbo(node)->v.element.attributes.data[i];

	*name = span(at->name);
	*value = span(at->value);
}

bool gp_node_attr(const struct gp_node *node, struct gp_text name, struct gp_text *value)
{
	const GumboVector *all = &gp_tree_gumbo(node)->v.element.attributes;

	for (unsigned i = 0; i < all->length; i++) {
		const GumboAttribute *at = all->data[i];

		if (same_word(span(at->name), name)) {
			*value = span(at->value);
			return true;
		}
	}
	return false;
}

/* --- text */

static bool hides_text(const GumboNode *node)
{
	if (node->type == GUMBO_NODE_TEMPLATE)
		return true;
	switch (node->v.element.tag) {
	case GUMBO_TAG_SCRIPT:
	case GUMBO_TAG_STYLE:
	case GUMBO_TAG_NOSCRIPT:
	case GUMBO_TAG_IFRAME:
	case GUMBO_TAG_NOEMBED:
	case GUMBO_TAG_NOFRAMES:
		return true;
	default:
		return false;
	}
}

/* Blocks and cells are words of their own, with white space in the source or without. */
static void set_apart(struct gp_sink *to, const GumboNode *node)
{
	char name[GP_NODE_NAME] = {0};

	if (gp_node_name((const struct gp_node *)(const void *)node, name) < GP_ELEMENT_NAME &&
	    gp_element_find(name)->flags & (GP_EL_BLOCK | GP_EL_CELL))
		gp_sink_gap(to, ' ');
}

static bool is_text(const GumboNode *node)
{
	return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
	    node->type == GUMBO_NODE_WHITESPACE;
}

struct gp_text gp_node_text(struct gp_tree *t, const struct gp_node *node)
{
	struct gp_sink sink = {.cap = GP_NODE_TEXT}, *to = &sink;
	size_t depth = 0;

	if (!t->text)
		t->text = gp_alloc(GP_NODE_TEXT);
	sink.p = t->text;
	gp_tree_enter(t, depth, gp_tree_gumbo(node));
	for (;;) {
		struct gp_level *l = &t->levels[depth];
		const GumboVector *all = gp_tree_children(l->node);
		const GumboNode *child;

		if (sink.full || !all || l->next == all->length) {
			if (!depth || sink.full)
				break;
			set_apart(to, l->node);
			depth--;
			continue;
		}
		child = all->data[l->next++];
		if (is_text(child)) {
			gp_sink_feed(&to, 1, span(child->v.text.text), false);
		} else if (gp_tree_is_element(child) && !hides_text(child)) {
			set_apart(to, child);
			gp_tree_enter(t, ++depth, child);
		}
	}
	return (struct gp_text){sink.p, sink.n};
}

/* --- places */

static void step(struct gp_mark *at, const char *p, const char *end)
{
	for (; p < end; p++) {
		if (*p == '\n') {
			at->line++;
			at->col = 1;
		} else {
			at->col += ((unsigned char)*p & 0xC0) != 0x80;
		}
	}
}

static void set_marks(struct gp_tree *t)
{
	size_t count = t->n / MARK_EVERY + 1;
	struct gp_mark at = {1, 1};

	t->marks = gp_arena_alloc(&t->arena, count * sizeof *t->marks);
	for (size_t i = 0; i < count; i++) {
		t->marks[i] = at;
		if (i + 1 < count)
			step(&at, t->source + i * MARK_EVERY, t->source + (i + 1) * MARK_EVERY);
	}
}

bool gp_node_place(struct gp_tree *t, const struct gp_node *node, uint32_t *line, uint32_t *col)
{
	GumboStringPiece tag = gp_tree_gumbo(node)->v.element.original_tag;
	struct gp_mark at;
	size_t offset;

	if (!tag.data || !tag.length)
		return false;
	if (!t->marks)
		set_marks(t);
	offset = (size_t)(tag.data - t->source);
	at = t->marks[offset / MARK_EVERY];
	step(&at, t->source + offset / MARK_EVERY * MARK_EVERY, tag.data);
	*line = at.line;
	*col = at.col;
	return true;
}

/* template_rows.c - tables of a Word template: rows that are repeated, cells that are merged */
#include <string.h>

#include "core/report/template_word.h"

static void put(struct gp_template_part *t, size_t from, size_t to)
{
	gp_buf_put(t->out, t->p + from, to - from);
}

/* A place among the paragraphs of a table: a tag in one of its rows. */
struct place {
	size_t row, paragraph;
	struct gp_template_tag tag;
};

/* Behind the paragraph that ends what is alone in `paragraph`, in the same cell; or 0. */
static size_t behind_block(struct gp_template_part *t, size_t paragraph, const struct gp_template_tag *open)
{
	struct gp_err ignored = GP_ERR_INIT; /* said when the cell is filled */
	size_t parent = t->xml.list[paragraph].parent, end;
	struct gp_template_tag alone;

	if (!gp_template_alone(t, paragraph, &alone) || alone.from != open->from)
		return 0;
	return gp_template_end(t, open, paragraph, t->xml.list[parent].next, &end, &ignored) ? t->xml.list[end].next : 0;
}

/* The next tag, from byte `at` of `paragraph` on and up to the end of the row, whose other end is elsewhere. */
static enum gp_template_half next_half(struct gp_template_part *t, struct place *p, size_t paragraph, size_t at)
{
	const struct gp_xml_span *list = t->xml.list;
	enum gp_template_half half;
	size_t behind;

	for (size_t k = paragraph; k < list[p->row].next; at = 0) {
		if (!strcmp(list[k].name, "w:tbl")) { /* a table in a cell is for itself */
			k = list[k].next;
			continue;
		}
		half = t->words.first[k] == GP_WORD_NONE ? GP_HALF_NONE : gp_template_half(t, k, at, &p->tag);
		behind = half == GP_HALF_OPEN ? behind_block(t, k, &p->tag) : 0;
		if (half != GP_HALF_NONE && !behind) {
			p->paragraph = k;
			return half;
		}
		k = behind ? behind : k + 1;
	}
	return GP_HALF_NONE;
}

/* The end of what `open` begins, in its row or one after it: 1 found, 0 none. */
static int find_end(struct gp_template_part *t, const struct place *open, size_t last, struct place *end)
{
	const struct gp_xml_span *list = t->xml.list;
	size_t paragraph = open->paragraph, at = open->tag.to;
	enum gp_template_half half;
	int depth = 0;

	for (end->row = open->row; end->row < last; end->row = list[end->row].next, paragraph = end->row + 1, at = 0) {
		while ((half = next_half(t, end, paragraph, at)) != GP_HALF_NONE) {
			if (half == GP_HALF_OPEN)
				depth++;
			else if (!depth--)
				return 1;
			paragraph = end->paragraph;
			at = end->tag.to;
		}
	}
	return 0;
}

static int ends_it(const struct place *open, const struct place *end, struct gp_err *e)
{
	const struct gp_template_tag *o = &open->tag, *c = &end->tag;

	if (!c->name_n || (c->name_n == o->name_n && !memcmp(c->name, o->name, c->name_n)))
		return 0;
	return gp_fail(e, GP_EUSAGE, "{{/%.*s}} ends what {{%.*s}} began; tags end in the order in which they stand",
	    (int)c->name_n, c->name, (int)o->name_n, o->name);
}

/* Behind which child of w:tcPr w:vMerge comes (ECMA-376 part 1, 17.4.69): where to write it. */
static size_t merge_place(const struct gp_template_part *t, size_t properties)
{
	static const char *const before[] = {"w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge"};
	size_t at = t->xml.list[properties].inner, child;

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		child = gp_template_child(t, properties, before[i]);
		if (child && t->xml.list[child].end > at)
			at = t->xml.list[child].end;
	}
	return at;
}

/* The start of a cell with its properties, merged with the one above or beginning a merge; the byte behind them. */
static size_t put_merge(struct gp_template_part *t, size_t cell, bool goes_on)
{
	const char *merge = goes_on ? "<w:vMerge/>" : "<w:vMerge w:val=\"restart\"/>";
	const struct gp_xml_span *at = &t->xml.list[cell], *p;
	size_t properties = gp_template_child(t, cell, "w:tcPr"), old, place;

	put(t, at->start, at->inner);
	if (!properties || t->xml.list[properties].inner == t->xml.list[properties].end) {
		gp_buf_puts(t->out, "<w:tcPr>");
		gp_buf_puts(t->out, merge);
		gp_buf_puts(t->out, "</w:tcPr>");
		return properties ? t->xml.list[properties].end : at->inner;
	}
	p = &t->xml.list[properties];
	place = merge_place(t, properties);
	old = gp_template_child(t, properties, "w:vMerge");
	put(t, p->start, place);
	gp_buf_puts(t->out, merge);
	put(t, place, old ? t->xml.list[old].start : p->end);
	if (old)
		put(t, t->xml.list[old].end, p->end);
	return p->end;
}

/* What this cell said in this series, or NULL; and it says `now` from now on. */
static const char *said_before(struct gp_template_part *t, size_t cell, const char *now)
{
	struct gp_template_said *s;
	const char *before;

	for (s = t->said; s && s->cell != cell; s = s->next)
		;
	if (!s) {
		s = gp_arena_alloc(&t->arena, sizeof *s);
		*s = (struct gp_template_said){.cell = cell, .next = t->said};
		t->said = s;
	}
	before = s->series == t->series ? s->text : NULL;
	s->text = now;
	s->series = t->series;
	return before;
}

static int put_cell(struct gp_template_part *t, size_t cell, const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_xml_span *at = &t->xml.list[cell];
	const char *now, *before;
	size_t from, properties = gp_template_child(t, cell, "w:tcPr");

	if (!gp_template_merges(t, cell))
		return gp_template_element(t, cell, scope, e);
	now = gp_template_said(t, cell, scope, e);
	if (!now)
		return -1;
	before = said_before(t, cell, now);
	from = put_merge(t, cell, before && !strcmp(before, now));
	if (before && !strcmp(before, now)) {
		gp_buf_puts(t->out, "<w:p/>"); /* a cell has at least one paragraph */
		put(t, at->inner_end, at->end);
		return 0;
	}
	if (gp_template_children(t, properties ? t->xml.list[properties].next : cell + 1, at->next, from, at->inner_end, scope, e))
		return -1;
	put(t, at->inner_end, at->end);
	return 0;
}

static int put_row(struct gp_template_part *t, size_t row, const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_xml_span *list = t->xml.list;
	size_t from = list[row].inner;

	put(t, list[row].start, from);
	for (size_t i = row + 1; i < list[row].next; i = list[i].next) {
		put(t, from, list[i].start);
		if (!strcmp(list[i].name, "w:tc") ? put_cell(t, i, scope, e) : gp_template_element(t, i, scope, e))
			return -1;
		from = list[i].end;
	}
	put(t, from, list[row].end);
	return 0;
}

static int put_rows(struct gp_template_part *t, size_t first, size_t last, const struct gp_template_scope *scope,
    struct gp_err *e) GP_MUST_USE;

/* The rows from the one with `open` to the one with `end`, once for each item. */
static int put_section(struct gp_template_part *t, const struct place *open, const struct place *end,
    const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_value *items;
	unsigned outer = t->series;
	size_t times;

	if (gp_template_times(&times, &items, &open->tag, scope, e))
		return gp_template_where(t, open->paragraph, e);
	if (t->taken_count + 2 > sizeof t->taken / sizeof *t->taken) {
		gp_fail(e, GP_EUSAGE, "more than %d tags inside one another", GP_TEMPLATE_DEPTH);
		return gp_template_where(t, open->paragraph, e);
	}
	t->taken[t->taken_count++] = (struct gp_template_taken){open->paragraph, open->tag.from};
	t->taken[t->taken_count++] = (struct gp_template_taken){end->paragraph, end->tag.from};
	t->series = ++t->last_series;
	for (size_t i = 0; i < times; i++) {
		struct gp_template_scope inner = gp_template_inner(&open->tag, items, i, scope);

		if (put_rows(t, open->row, t->xml.list[end->row].next, &inner, e))
			return -1;
	}
	t->series = outer;
	t->taken_count -= 2;
	return 0;
}

/* Rows of one table, from element `first` on and before `last`, with what stands between them. */
static int put_rows(struct gp_template_part *t, size_t first, size_t last, const struct gp_template_scope *scope,
    struct gp_err *e)
{
	const struct gp_xml_span *list = t->xml.list;
	struct place open, end;
	size_t from = list[first].start;
	enum gp_template_half half;

	for (size_t i = first; i < last; i = list[i].next) {
		put(t, from, list[i].start);
		open.row = i;
		half = strcmp(list[i].name, "w:tr") ? GP_HALF_NONE : next_half(t, &open, i + 1, 0);
		if (half == GP_HALF_OPEN && find_end(t, &open, last, &end)) {
			if (ends_it(&open, &end, e))
				return gp_template_where(t, end.paragraph, e);
			if (put_section(t, &open, &end, scope, e))
				return -1;
			i = end.row;
		} else if (!strcmp(list[i].name, "w:tr") ? put_row(t, i, scope, e) : gp_template_element(t, i, scope, e)) {
			return -1; /* a tag without its end is said by its paragraph */
		}
		from = list[i].end;
	}
	return 0;
}

int gp_template_table(struct gp_template_part *t, size_t table, const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_xml_span *list = t->xml.list;
	size_t last = table;

	for (size_t i = table + 1; i < list[table].next; i = list[i].next)
		last = i;
	put(t, list[table].start, list[table + 1].start);
	if (put_rows(t, table + 1, list[table].next, scope, e))
		return -1;
	put(t, list[last].end, list[table].end);
	return 0;
}

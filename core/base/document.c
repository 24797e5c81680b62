/* document.c - a value as a document, and back: the value is somebody's word, the document has been looked through */
#include "core/base/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PLACE_MAX 120

struct reading {
	struct gp_arena *a;
	struct gp_err *e;
	char place[PLACE_MAX]; /* "blocks[3].rows[2][1]", for messages */
	size_t cells;
};

static int wrong(struct reading *r, const char *what)
{
	return gp_fail(r->e, GP_ESCRIPT, "%s: %s", *r->place ? r->place : "document", gp_err_word(what));
}

/* Goes on to a place inside; the result is where to cut when coming back. */
static size_t into(struct reading *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static size_t into(struct reading *r, const char *fmt, ...)
{
	size_t n = strlen(r->place);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(r->place + n, PLACE_MAX - n, fmt, ap);
	va_end(ap);
	return n;
}

static void *zeroed(struct reading *r, size_t count, size_t size)
{
	void *p = gp_arena_alloc(r->a, count * size); /* lists of a value: their bytes were in memory already */

	return memset(p, 0, count * size);
}

static void back(struct reading *r, size_t n)
{
	r->place[n] = '\0';
}

/* Every key of the map is one of `keys` (with a space on either side of each). */
static int known_keys(struct reading *r, const struct gp_value *v, const char *keys)
{
	char word[40];

	for (size_t i = 0; i < v->map.n; i++) {
		const struct gp_member *m = &v->map.members[i];

		if (m->key_n + 3 <= sizeof word) {
			word[0] = ' ';
			memcpy(word + 1, m->key, m->key_n);
			memcpy(word + 1 + m->key_n, " ", 2);
			if (strstr(keys, word))
				continue;
		}
		return gp_fail(r->e, GP_ESCRIPT, "%s: unknown key '%.40s'; allowed:%s", *r->place ? r->place : "document",
		    m->key, keys);
	}
	return 0;
}

/* A string, or NULL where there is none. */
static int take_str(struct reading *r, const struct gp_value *v, const char *key, const char **out)
{
	const struct gp_value *s = gp_value_get(v, key);
	size_t n;

	*out = NULL;
	if (!s || s->type == GP_VALUE_NULL)
		return 0;
	n = into(r, ".%s", key);
	if (s->type != GP_VALUE_STRING || strlen(s->string.p) != s->string.n)
		return wrong(r, "this must be a string");
	back(r, n);
	*out = s->string.p;
	return 0;
}

static int take_bool(struct reading *r, const struct gp_value *v, const char *key, bool *out)
{
	const struct gp_value *b = gp_value_get(v, key);

	*out = false;
	if (!b || b->type == GP_VALUE_NULL)
		return 0;
	if (b->type != GP_VALUE_BOOL) {
		into(r, ".%s", key);
		return wrong(r, "this must be true or false");
	}
	*out = b->truth;
	return 0;
}

static int take_count(struct reading *r, const struct gp_value *v, const char *key, unsigned lo, unsigned hi,
    unsigned otherwise, unsigned *out)
{
	const struct gp_value *i = gp_value_get(v, key);

	*out = otherwise;
	if (!i || i->type == GP_VALUE_NULL)
		return 0;
	if (i->type != GP_VALUE_INT || i->integer < lo || i->integer > hi)
		return gp_fail(r->e, GP_ESCRIPT, "%s.%s: this must be a whole number from %u to %u", r->place, key, lo, hi);
	*out = (unsigned)i->integer;
	return 0;
}

/* The place of the word in the list, which ends with NULL; `otherwise` where there is none. */
static int take_word(struct reading *r, const struct gp_value *v, const char *key, const char *const *words,
    int otherwise, int *out)
{
	const char *s;

	*out = otherwise;
	if (take_str(r, v, key, &s))
		return -1;
	for (int i = 0; s && words[i]; i++)
		if (!strcmp(words[i], s)) {
			*out = i;
			return 0;
		}
	if (!s)
		return 0;
	return gp_fail(r->e, GP_ESCRIPT, "%s.%s: '%.40s' is no word that is known here", r->place, key, s);
}

static bool is_number(const struct gp_value *v)
{
	return v && (v->type == GP_VALUE_INT || v->type == GP_VALUE_NUMBER);
}

static double number_of(const struct gp_value *v)
{
	return v->type == GP_VALUE_INT ? (double)v->integer : v->number;
}

/* --- text */

static int read_run(struct reading *r, struct gp_run *out, const struct gp_value *v)
{
	const struct gp_value *text = v->type == GP_VALUE_STRING ? v : gp_value_get(v, "text");

	if (v->type != GP_VALUE_STRING && v->type != GP_VALUE_MAP)
		return wrong(r, "text is a string, or a list of strings and { text, bold, href }");
	if (v->type == GP_VALUE_MAP && (known_keys(r, v, " text bold href ") || take_bool(r, v, "bold", &out->bold) ||
	    take_str(r, v, "href", &out->href)))
		return -1;
	if (!text || text->type != GP_VALUE_STRING || strlen(text->string.p) != text->string.n)
		return wrong(r, "text is a string, or a list of strings and { text, bold, href }");
	out->text = text->string.p;
	out->n = text->string.n;
	return 0;
}

static int read_runs(struct reading *r, struct gp_runs *out, const struct gp_value *v)
{
	size_t count = v && v->type == GP_VALUE_LIST ? v->list.n : 1;
	struct gp_run *list;

	if (!v)
		return wrong(r, "the text is missing");
	list = zeroed(r, count ? count : 1, sizeof *list);
	for (size_t i = 0; i < count; i++)
		if (read_run(r, &list[i], v->type == GP_VALUE_LIST ? &v->list.items[i] : v))
			return -1;
	*out = (struct gp_runs){list, count};
	return 0;
}

static int read_items(struct reading *r, struct gp_block *b, const struct gp_value *v)
{
	const struct gp_value *items = gp_value_get(v, "items");
	struct gp_runs *list;

	if (!items || items->type != GP_VALUE_LIST)
		return wrong(r, "a list has items = { text, ... }");
	list = zeroed(r, items->list.n + 1, sizeof *list);
	for (size_t i = 0; i < items->list.n; i++)
		if (read_runs(r, &list[i], &items->list.items[i]))
			return -1;
	b->items = list;
	b->item_count = items->list.n;
	return take_bool(r, v, "ordered", &b->ordered);
}

/* --- tables */

static const char *digits(struct reading *r, const struct gp_value *v)
{
	struct gp_buf b;
	struct gp_json j;
	const char *s;

	gp_buf_init(&b, 64);
	gp_json_init(&j, &b);
	gp_json_value(&j, v);
	s = gp_arena_strndup(r->a, b.data, b.len);
	gp_buf_free(&b);
	return s;
}

static int read_sum(struct reading *r, struct gp_cell *c, const struct gp_value *v)
{
	const struct gp_value *sum = gp_value_get(v, "sum");
	const char **ids;

	if (!sum || sum->type == GP_VALUE_NULL)
		return 0;
	if (sum->type != GP_VALUE_LIST)
		return wrong(r, "sum is a list of the ids of cells");
	ids = zeroed(r, sum->list.n + 1, sizeof *ids);
	for (size_t i = 0; i < sum->list.n; i++) {
		if (sum->list.items[i].type != GP_VALUE_STRING)
			return wrong(r, "sum is a list of the ids of cells");
		ids[i] = sum->list.items[i].string.p;
	}
	c->sum = ids;
	return 0;
}

static const char *const aligns[] = {"auto", "start", "center", "end", NULL};
static const char *const inputs[] = {"none", "integer", "decimal", "text", "yesno", NULL};

static int read_cell_map(struct reading *r, struct gp_cell *c, const struct gp_value *v)
{
	const struct gp_value *value = gp_value_get(v, "value");
	const char *text;
	int align, input;

	if (known_keys(r, v, " text value cols rows head bold align id note sum input at ") ||
	    take_str(r, v, "text", &text) || take_count(r, v, "cols", 1, GP_TABLE_COLS, 1, &c->cols) ||
	    take_count(r, v, "rows", 1, GP_TABLE_ROWS, 1, &c->rows) || take_bool(r, v, "head", &c->head) ||
	    take_bool(r, v, "bold", &c->bold) || take_word(r, v, "align", aligns, GP_ALIGN_AUTO, &align) ||
	    take_word(r, v, "input", inputs, GP_INPUT_NONE, &input) || take_str(r, v, "id", &c->id) ||
	    take_str(r, v, "note", &c->note) || take_str(r, v, "at", &c->at) || read_sum(r, c, v))
		return -1;
	c->align = (enum gp_align)align;
	c->input = (enum gp_input)input;
	if (is_number(value)) {
		c->is_number = true;
		c->number = number_of(value);
		c->text = text ? text : digits(r, value);
	} else if (value && value->type != GP_VALUE_NULL) {
		return wrong(r, "the value of a cell is a number; words go to text");
	} else {
		c->text = text ? text : "";
	}
	c->n = strlen(c->text);
	return 0;
}

static int read_cell(struct reading *r, struct gp_cell *c, const struct gp_value *v)
{
	*c = (struct gp_cell){.text = "", .cols = 1, .rows = 1};
	if (++r->cells > GP_TABLE_CELLS)
		return wrong(r, "the tables of a document have too many cells");
	if (v->type == GP_VALUE_MAP)
		return read_cell_map(r, c, v);
	if (v->type == GP_VALUE_NULL)
		return 0;
	if (is_number(v)) {
		c->is_number = true;
		c->number = number_of(v);
		c->text = digits(r, v);
	} else if (v->type == GP_VALUE_STRING && strlen(v->string.p) == v->string.n) {
		c->text = v->string.p;
	} else {
		return wrong(r, "a cell is a string, a number, or { text, value, cols, rows, ... }");
	}
	c->n = strlen(c->text);
	return 0;
}

/* How many rows, this one included, each column of the grid is still covered from above. */
struct cover {
	unsigned rows[GP_TABLE_COLS];
};

static int place_cells(struct reading *r, struct gp_cell *cells, size_t count, struct cover *c, unsigned *width,
    size_t rows_left)
{
	unsigned col = 0;

	for (size_t i = 0; i < count; i++) {
		while (col < GP_TABLE_COLS && c->rows[col])
			col++;
		if (cells[i].cols > GP_TABLE_COLS - col)
			return wrong(r, "the table has too many columns");
		if (cells[i].rows > rows_left)
			return wrong(r, "a cell reaches below the last row of its table");
		cells[i].col = col;
		for (unsigned k = 0; k < cells[i].cols; k++, col++) {
			if (c->rows[col])
				return wrong(r, "two cells of the table lie over one another");
			c->rows[col] = cells[i].rows;
		}
		if (col > *width)
			*width = col;
	}
	for (unsigned k = 0; k < GP_TABLE_COLS; k++)
		if (c->rows[k])
			c->rows[k]--;
	return 0;
}

static int read_rows(struct reading *r, struct gp_table *t, struct gp_row *rows, const struct gp_value *list)
{
	struct cover cover = {{0}};

	for (size_t i = 0; i < list->list.n; i++) {
		const struct gp_value *row = &list->list.items[i];
		size_t n = into(r, ".rows[%zu]", i + 1), m;
		struct gp_cell *cells;

		if (row->type != GP_VALUE_LIST)
			return wrong(r, "a row is a list of cells");
		cells = zeroed(r, row->list.n + 1, sizeof *cells);
		for (size_t k = 0; k < row->list.n; k++) {
			m = into(r, "[%zu]", k + 1);
			if (read_cell(r, &cells[k], &row->list.items[k]))
				return -1;
			back(r, m);
		}
		if (place_cells(r, cells, row->list.n, &cover, &t->cols, list->list.n - i))
			return -1;
		rows[i] = (struct gp_row){cells, row->list.n};
		back(r, n);
	}
	return 0;
}

/* Columns that neither a cell of the row nor one from above takes. */
static size_t missing_cells(const struct gp_table *t, const unsigned *cover, const struct gp_row *row)
{
	size_t n = 0;

	for (unsigned col = 0; col < t->cols; col++)
		n += !cover[col];
	for (size_t i = 0; i < row->count; i++)
		n -= row->cells[i].cols;
	return n;
}

static void add_missing(struct reading *r, const struct gp_table *t, const unsigned *cover, struct gp_row *row,
    size_t missing)
{
	struct gp_cell *cells = zeroed(r, row->count + missing, sizeof *cells);
	size_t n = 0, next = 0;

	for (unsigned col = 0; col < t->cols;) {
		if (cover[col]) {
			col++;
			continue;
		}
		if (next < row->count && row->cells[next].col == col)
			cells[n] = row->cells[next++];
		else
			cells[n] = (struct gp_cell){.text = "", .cols = 1, .rows = 1, .col = col};
		col += cells[n++].cols;
	}
	*row = (struct gp_row){cells, n};
}

/* Columns of the grid that a row leaves out get empty cells, so that every writer sees whole rows. */
static int fill_rows(struct reading *r, const struct gp_table *t, struct gp_row *rows)
{
	unsigned cover[GP_TABLE_COLS] = {0};

	for (size_t i = 0; i < t->row_count; i++) {
		size_t missing = missing_cells(t, cover, &rows[i]);

		r->cells += missing; /* a few bytes can ask for very many */
		if (r->cells > GP_TABLE_CELLS)
			return wrong(r, "the tables of a document have too many cells");
		if (missing)
			add_missing(r, t, cover, &rows[i], missing);
		for (unsigned col = 0; col < t->cols; col++)
			cover[col] -= cover[col] > 0;
		for (size_t k = 0; k < rows[i].count; k++)
			for (unsigned c = 0; c < rows[i].cells[k].cols; c++)
				cover[rows[i].cells[k].col + c] = rows[i].cells[k].rows - 1;
	}
	return 0;
}

static int read_widths(struct reading *r, struct gp_table *t, const struct gp_value *v)
{
	const struct gp_value *widths = gp_value_get(v, "widths");
	double *out = zeroed(r, t->cols + 1, sizeof *out), all = 0;
	bool given = widths && widths->type != GP_VALUE_NULL;

	if (given && (widths->type != GP_VALUE_LIST || widths->list.n != t->cols))
		return wrong(r, "widths is a list with one number for each column of the grid");
	for (unsigned i = 0; i < t->cols; i++) {
		out[i] = given && is_number(&widths->list.items[i]) ? number_of(&widths->list.items[i]) : given ? 0 : 1;
		if (out[i] <= 0 || out[i] > 1e6)
			return wrong(r, "widths is a list with one number for each column of the grid");
		all += out[i];
	}
	for (unsigned i = 0; i < t->cols; i++)
		out[i] /= all;
	t->widths = out;
	return 0;
}

static int read_table(struct reading *r, struct gp_block *b, const struct gp_value *v)
{
	struct gp_table *t = zeroed(r, 1, sizeof *t);
	const struct gp_value *rows = gp_value_get(v, "rows");
	struct gp_row *list;

	if (!rows || rows->type != GP_VALUE_LIST || rows->list.n > GP_TABLE_ROWS)
		return wrong(r, "a table has rows = { { cell, ... }, ... }, and not too many");
	if (take_str(r, v, "id", &t->id) || take_str(r, v, "caption", &t->caption) || take_str(r, v, "sheet", &t->sheet) ||
	    take_count(r, v, "head", 0, (unsigned)rows->list.n, 0, &t->head))
		return -1;
	t->row_count = rows->list.n;
	list = zeroed(r, t->row_count + 1, sizeof *list);
	if (read_rows(r, t, list, rows))
		return -1;
	if (fill_rows(r, t, list))
		return -1;
	t->rows = list;
	b->table = t;
	return read_widths(r, t, v);
}

static int read_chart(struct reading *r, struct gp_block *b, const struct gp_value *v)
{
	struct gp_chart *c = zeroed(r, 1, sizeof *c);
	const struct gp_value *bars = gp_value_get(v, "bars");
	struct gp_bar *list;

	if (!bars || bars->type != GP_VALUE_LIST || bars->list.n > 1000)
		return wrong(r, "a chart has bars = { { label, value }, ... }");
	if (take_str(r, v, "caption", &c->caption) || take_str(r, v, "unit", &c->unit))
		return -1;
	list = zeroed(r, bars->list.n + 1, sizeof *list);
	for (size_t i = 0; i < bars->list.n; i++) {
		const struct gp_value *bar = &bars->list.items[i];

		if (bar->type != GP_VALUE_LIST || bar->list.n != 2 || bar->list.items[0].type != GP_VALUE_STRING ||
		    !is_number(&bar->list.items[1]) || number_of(&bar->list.items[1]) < 0)
			return wrong(r, "a bar is { label, value }, its value a number from 0");
		list[i] = (struct gp_bar){bar->list.items[0].string.p, number_of(&bar->list.items[1])};
	}
	c->bars = list;
	c->count = bars->list.n;
	b->chart = c;
	return 0;
}

/* --- blocks */

static const char *const kinds[] = {"title", "heading", "paragraph", "note", "list", "table", "chart", "break", NULL};
static const char *const keys_of[] = {" kind text ", " kind text level ", " kind text align indent ", " kind text ",
    " kind items ordered ", " kind id caption sheet head widths rows ", " kind caption unit bars ", " kind "};

static int read_block(struct reading *r, struct gp_block *b, const struct gp_value *v)
{
	int kind, align;

	if (v->type != GP_VALUE_MAP)
		return wrong(r, "a block is a table with a kind");
	if (take_word(r, v, "kind", kinds, GP_BLOCKS, &kind))
		return -1;
	if (kind == GP_BLOCKS)
		return wrong(r, "a block has a kind: title heading paragraph note list table chart break");
	b->kind = (enum gp_block_kind)kind;
	if (known_keys(r, v, keys_of[kind]) || take_word(r, v, "align", aligns, GP_ALIGN_AUTO, &align) ||
	    take_bool(r, v, "indent", &b->indent) || take_count(r, v, "level", 1, 6, 1, &b->level))
		return -1;
	b->align = (enum gp_align)align;
	switch (b->kind) {
	case GP_BLOCK_LIST:
		return read_items(r, b, v);
	case GP_BLOCK_TABLE:
		return read_table(r, b, v);
	case GP_BLOCK_CHART:
		return read_chart(r, b, v);
	case GP_BLOCK_BREAK:
		return 0;
	default:
		return read_runs(r, &b->text, gp_value_get(v, "text"));
	}
}

int gp_document_read(struct gp_document *out, struct gp_arena *a, const struct gp_value *v, struct gp_err *e)
{
	struct reading r = {.a = a, .e = e};
	const struct gp_value *blocks = gp_value_get(v, "blocks");
	struct gp_block *list;

	*out = (struct gp_document){0};
	if (v->type != GP_VALUE_MAP || !blocks || blocks->type != GP_VALUE_LIST || blocks->list.n > GP_DOCUMENT_BLOCKS)
		return wrong(&r, "a document is a table with blocks = { ... }, and not too many");
	if (known_keys(&r, v, " title language author date footer draft blocks ") ||
	    take_str(&r, v, "title", &out->title) || take_str(&r, v, "language", &out->language) ||
	    take_str(&r, v, "author", &out->author) || take_str(&r, v, "date", &out->date) ||
	    take_str(&r, v, "footer", &out->footer) || take_bool(&r, v, "draft", &out->draft))
		return -1;
	if (!out->language || strcmp(out->language, "en"))
		out->language = "zh";
	list = zeroed(&r, blocks->list.n + 1, sizeof *list);
	for (size_t i = 0; i < blocks->list.n; i++) {
		size_t n = into(&r, "blocks[%zu]", i + 1);

		if (read_block(&r, &list[i], &blocks->list.items[i]))
			return -1;
		back(&r, n);
	}
	out->blocks = list;
	out->count = blocks->list.n;
	return 0;
}

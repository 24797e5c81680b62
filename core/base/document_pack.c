/* document_pack.c - a document as the value that scripts see */
#include <math.h>
#include <string.h>

#include "core/base/document.h"

static void put_key(struct gp_buf *b, const char *key)
{
	gp_pack_key(b, key, strlen(key));
}

static void put_str(struct gp_buf *b, const char *key, const char *s)
{
	put_key(b, key);
	gp_pack_str(b, s, strlen(s));
}

static void put_int(struct gp_buf *b, const char *key, unsigned v)
{
	put_key(b, key);
	gp_pack_int(b, v);
}

static void put_true(struct gp_buf *b, const char *key)
{
	put_key(b, key);
	gp_pack_bool(b, true);
}

/* A number that is whole stays so for Lua. */
static void put_number(struct gp_buf *b, double v)
{
	if (v == floor(v) && fabs(v) < 9e15)
		gp_pack_int(b, (int64_t)v);
	else
		gp_pack_number(b, v);
}

static void put_runs(struct gp_buf *b, const struct gp_runs *t)
{
	if (t->count == 1 && !t->list->bold && !t->list->href) {
		gp_pack_str(b, t->list->text, t->list->n);
		return;
	}
	gp_pack_list(b, t->count);
	for (size_t i = 0; i < t->count; i++) {
		const struct gp_run *r = &t->list[i];

		gp_pack_map(b, 1 + (size_t)r->bold + (r->href != NULL));
		if (r->bold)
			put_true(b, "bold");
		if (r->href)
			put_str(b, "href", r->href);
		put_key(b, "text");
		gp_pack_str(b, r->text, r->n);
	}
}

static const char *const aligns[] = {"auto", "start", "center", "end"};
static const char *const inputs[] = {"none", "integer", "decimal", "text", "yesno"};

static void put_sum(struct gp_buf *b, const char *const *sum)
{
	size_t n = 0;

	while (sum[n])
		n++;
	put_key(b, "sum");
	gp_pack_list(b, n);
	for (size_t i = 0; i < n; i++)
		gp_pack_str(b, sum[i], strlen(sum[i]));
}

static void put_cell(struct gp_buf *b, const struct gp_cell *c)
{
	gp_pack_map(b, 1 + (size_t)c->is_number + (c->cols > 1) + (c->rows > 1) + c->head + c->bold +
	    (c->align != GP_ALIGN_AUTO) + (c->input != GP_INPUT_NONE) + (c->id != NULL) + (c->note != NULL) +
	    (c->at != NULL) + (c->sum != NULL));
	put_key(b, "text");
	gp_pack_str(b, c->text, c->n);
	if (c->is_number) {
		put_key(b, "value");
		put_number(b, c->number);
	}
	if (c->cols > 1)
		put_int(b, "cols", c->cols);
	if (c->rows > 1)
		put_int(b, "rows", c->rows);
	if (c->head)
		put_true(b, "head");
	if (c->bold)
		put_true(b, "bold");
	if (c->align != GP_ALIGN_AUTO)
		put_str(b, "align", aligns[c->align]);
	if (c->input != GP_INPUT_NONE)
		put_str(b, "input", inputs[c->input]);
	if (c->id)
		put_str(b, "id", c->id);
	if (c->note)
		put_str(b, "note", c->note);
	if (c->at)
		put_str(b, "at", c->at);
	if (c->sum)
		put_sum(b, c->sum);
}

static void put_table(struct gp_buf *b, const struct gp_table *t)
{
	gp_pack_map(b, 3 + (size_t)(t->widths != NULL) + (t->id != NULL) + (t->caption != NULL) + (t->sheet != NULL));
	put_str(b, "kind", "table");
	if (t->id)
		put_str(b, "id", t->id);
	if (t->caption)
		put_str(b, "caption", t->caption);
	if (t->sheet)
		put_str(b, "sheet", t->sheet);
	put_int(b, "head", t->head);
	if (t->widths) {
		put_key(b, "widths");
		gp_pack_list(b, t->cols);
		for (unsigned i = 0; i < t->cols; i++)
			gp_pack_number(b, t->widths[i]);
	}
	put_key(b, "rows");
	gp_pack_list(b, t->row_count);
	for (size_t i = 0; i < t->row_count; i++) {
		gp_pack_list(b, t->rows[i].count);
		for (size_t k = 0; k < t->rows[i].count; k++)
			put_cell(b, &t->rows[i].cells[k]);
	}
}

static void put_chart(struct gp_buf *b, const struct gp_chart *c)
{
	gp_pack_map(b, 2 + (size_t)(c->caption != NULL) + (c->unit != NULL));
	put_str(b, "kind", "chart");
	if (c->caption)
		put_str(b, "caption", c->caption);
	if (c->unit)
		put_str(b, "unit", c->unit);
	put_key(b, "bars");
	gp_pack_list(b, c->count);
	for (size_t i = 0; i < c->count; i++) {
		gp_pack_list(b, 2);
		gp_pack_str(b, c->bars[i].label, strlen(c->bars[i].label));
		put_number(b, c->bars[i].value);
	}
}

static void put_list(struct gp_buf *b, const struct gp_block *l)
{
	gp_pack_map(b, 2 + (size_t)l->ordered);
	put_str(b, "kind", "list");
	if (l->ordered)
		put_true(b, "ordered");
	put_key(b, "items");
	gp_pack_list(b, l->item_count);
	for (size_t i = 0; i < l->item_count; i++)
		put_runs(b, &l->items[i]);
}

static void put_text(struct gp_buf *b, const struct gp_block *t)
{
	static const char *const kinds[] = {"title", "heading", "paragraph", "note"};
	bool paragraph = t->kind == GP_BLOCK_PARAGRAPH, aligned = paragraph && t->align != GP_ALIGN_AUTO;

	gp_pack_map(b, 2 + (size_t)(t->kind == GP_BLOCK_HEADING) + aligned + (paragraph && t->indent));
	put_str(b, "kind", kinds[t->kind]);
	if (t->kind == GP_BLOCK_HEADING)
		put_int(b, "level", t->level);
	if (aligned)
		put_str(b, "align", aligns[t->align]);
	if (paragraph && t->indent)
		put_true(b, "indent");
	put_key(b, "text");
	put_runs(b, &t->text);
}

static void put_block(struct gp_buf *b, const struct gp_block *k)
{
	switch (k->kind) {
	case GP_BLOCK_TABLE:
		put_table(b, k->table);
		break;
	case GP_BLOCK_CHART:
		put_chart(b, k->chart);
		break;
	case GP_BLOCK_LIST:
		put_list(b, k);
		break;
	case GP_BLOCK_BREAK:
		gp_pack_map(b, 1);
		put_str(b, "kind", "break");
		break;
	default:
		put_text(b, k);
	}
}

int gp_document_too_large(struct gp_err *e)
{
	_Static_assert(GP_DOCUMENT_BLOCKS == 20000 && GP_TABLE_COLS == 64 && GP_TABLE_ROWS == 5000 &&
	    GP_TABLE_CELLS == 100000 && GP_DOCUMENT_PACKED >> 20 == 8, "as it is said below");
	return gp_fail(e, GP_ELIMIT, "the file has more than can be read: 20,000 paragraphs, "
	    "64 columns, 5,000 rows or 100,000 cells of tables, or 8 MiB in all; split it");
}

void gp_document_pack(struct gp_buf *b, const struct gp_document *d)
{
	const struct {
		const char *key, *value;
	} said[] = {{"title", d->title}, {"language", d->language}, {"author", d->author}, {"date", d->date},
	    {"footer", d->footer}};
	size_t n = 1 + (size_t)d->draft;

	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		n += said[i].value != NULL;
	gp_pack_map(b, n);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (said[i].value)
			put_str(b, said[i].key, said[i].value);
	if (d->draft)
		put_true(b, "draft");
	put_key(b, "blocks");
	gp_pack_list(b, d->count);
	for (size_t i = 0; i < d->count; i++)
		put_block(b, &d->blocks[i]);
}

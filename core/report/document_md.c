/* document_md.c - a document as Markdown (CommonMark 0.30) with pipe tables (GFM 0.29, 4.10) */
#include "core/report/document_md.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report/document.h"

struct writer {
	const struct gp_document *d;
	struct gp_buf *out;
	bool zh;
	bool titled;        /* headings stand one level below the title */
	unsigned lists;     /* one after the other: they take turns, or they would be one */
};

static const char *word(const struct writer *w, const char *zh, const char *en)
{
	return w->zh ? zh : en;
}

/* Text in one line, inside of something. */
static struct gp_md_text inline_text(const struct writer *w)
{
	return (struct gp_md_text){.out = w->out, .one_line = true, .from = w->out->len};
}

static struct gp_md_text block_text(const struct writer *w, const char *indent)
{
	return (struct gp_md_text){
	    .out = w->out, .indent = indent, .from = w->out->len, .start = true};
}

static void put_text(struct writer *w, const char *s, size_t n)
{
	struct gp_md_text m = inline_text(w);

	gp_md_text(&m, s, n);
}

/* --- tables */

/* What stands at each place of the grid: a cell that spans stands at all of its places. */
static const struct gp_cell **grid_of(const struct gp_table *t)
{
	const struct gp_cell **grid = gp_calloc(t->row_count * t->cols + 1, sizeof *grid);

	for (size_t r = 0; r < t->row_count; r++)
		for (size_t k = 0; k < t->rows[r].count; k++) {
			const struct gp_cell *c = &t->rows[r].cells[k];

			for (unsigned i = 0; i < c->rows; i++)
				for (unsigned j = 0; j < c->cols; j++)
					grid[(r + i) * t->cols + c->col + j] = c;
		}
	return grid;
}

static void put_cell(struct writer *w, const struct gp_cell *c)
{
	const char *stars = c->bold && !c->head ? "**" : "";
	const char *s = c->text;
	size_t n = c->n;

	while (n && strchr(" \t\n", *s)) {
		s++;
		n--;
	}
	while (n && strchr(" \t\n", s[n - 1]))
		n--;
	if (!n)
		return;
	gp_buf_puts(w->out, stars);
	put_text(w, s, n);
	gp_buf_puts(w->out, stars);
}

/* All header rows as one: "applicant / natural person". */
static void put_head(struct writer *w, const struct gp_table *t, const struct gp_cell **grid)
{
	for (unsigned col = 0; col < t->cols; col++) {
		const struct gp_cell *last = NULL;

		gp_buf_puts(w->out, col ? " " : "| ");
		for (unsigned r = 0; r < t->head; r++) {
			const struct gp_cell *c = grid[r * t->cols + col];

			if (!c || c == last || !c->n)
				continue;
			if (last)
				gp_buf_puts(w->out, " / ");
			put_cell(w, c);
			last = c;
		}
		gp_buf_puts(w->out, " |");
	}
}

static bool numbers_only(const struct gp_table *t, const struct gp_cell **grid, unsigned col)
{
	bool any = false;

	for (size_t r = t->head; r < t->row_count; r++) {
		const struct gp_cell *c = grid[r * t->cols + col];

		if (c && c->n && !c->is_number)
			return false;
		any = any || (c && c->is_number);
	}
	return any;
}

/* What is to be known for filling a cell. */
static void put_notes(struct writer *w, const struct gp_table *t)
{
	const char *last = "";

	for (size_t r = 0; r < t->row_count; r++)
		for (size_t k = 0; k < t->rows[r].count; k++) {
			const struct gp_cell *c = &t->rows[r].cells[k];

			if (!c->note || !strcmp(c->note, last)) /* a row's cells have one note */
				continue;
			last = c->note;
			gp_buf_puts(w->out, "\n> ");
			if (c->id)
				put_text(w, c->id, strlen(c->id));
			gp_buf_puts(w->out, c->id ? word(w, "：", ": ") : "");
			put_text(w, c->note, strlen(c->note));
			gp_buf_putc(w->out, '\n');
		}
}

static void put_caption(struct writer *w, const char *caption)
{
	struct gp_run run = {.text = caption, .n = caption ? strlen(caption) : 0, .bold = true};

	struct gp_md_text m = block_text(w, "");

	if (!run.n)
		return;
	gp_md_runs(&m, &(struct gp_runs){&run, 1});
	gp_buf_puts(w->out, "\n\n");
}

static void put_table(struct writer *w, const struct gp_table *t)
{
	const struct gp_cell **grid;

	put_caption(w, t->caption);
	if (!t->cols)
		return;
	grid = grid_of(t);
	put_head(w, t, grid);
	gp_buf_puts(w->out, "\n|");
	for (unsigned col = 0; col < t->cols; col++)
		gp_buf_puts(w->out, numbers_only(t, grid, col) ? " :---: |" : " --- |");
	for (size_t r = t->head; r < t->row_count && !w->out->full; r++) {
		gp_buf_puts(w->out, "\n|");
		for (unsigned col = 0; col < t->cols; col++) {
			gp_buf_putc(w->out, ' ');
			if (grid[r * t->cols + col])
				put_cell(w, grid[r * t->cols + col]);
			gp_buf_puts(w->out, " |");
		}
	}
	gp_buf_putc(w->out, '\n');
	put_notes(w, t);
	free(grid);
}

static void put_chart(struct writer *w, const struct gp_chart *c)
{
	struct gp_json digits;

	put_caption(w, c->caption);
	gp_buf_printf(w->out, "| %s | ", word(w, "项目", "Item"));
	if (c->unit && *c->unit)
		put_text(w, c->unit, strlen(c->unit));
	else
		gp_buf_puts(w->out, word(w, "数值", "Value"));
	gp_buf_puts(w->out, " |\n| --- | ---: |\n");
	for (size_t i = 0; i < c->count; i++) {
		gp_buf_puts(w->out, "| ");
		put_text(w, c->bars[i].label, strlen(c->bars[i].label));
		gp_buf_puts(w->out, " | ");
		gp_json_init(&digits, w->out);
		gp_json_number(&digits, c->bars[i].value);
		gp_buf_puts(w->out, " |\n");
	}
}

/* --- the rest */

static void put_heading(struct writer *w, const struct gp_block *b, unsigned level)
{
	static const char hashes[] = "######";
	struct gp_md_text m;

	gp_buf_printf(w->out, "%.*s ", (int)(level < 6 ? level : 6), hashes);
	m = inline_text(w);
	gp_md_runs(&m, &b->text);
	gp_buf_putc(w->out, '\n');
}

static void put_lines(
    struct writer *w, const struct gp_runs *t, const char *lead, const char *indent)
{
	struct gp_md_text m;

	gp_buf_puts(w->out, lead);
	m = block_text(w, indent);
	gp_md_runs(&m, t);
	gp_buf_putc(w->out, '\n');
}

static void put_list(struct writer *w, const struct gp_block *b)
{
	bool other = w->lists % 2 == 0;
	char lead[32], indent[32];
	int n;

	for (size_t i = 0; i < b->item_count; i++) {
		if (b->ordered)
			n = snprintf(lead, sizeof lead, "%zu%c ", i + 1, other ? ')' : '.');
		else
			n = snprintf(lead, sizeof lead, "%c ", other ? '*' : '-');
		snprintf(indent, sizeof indent, "%*s", n, "");
		put_lines(w, &b->items[i], lead, indent);
	}
}

static void put_block(struct writer *w, const struct gp_block *b)
{
	w->lists = b->kind == GP_BLOCK_LIST ? w->lists + 1 : 0;
	switch (b->kind) {
	case GP_BLOCK_TITLE:
		put_heading(w, b, 1);
		break;
	case GP_BLOCK_HEADING:
		put_heading(w, b, b->level + w->titled);
		break;
	case GP_BLOCK_PARAGRAPH:
		put_lines(w, &b->text, "", "");
		break;
	case GP_BLOCK_NOTE:
		put_lines(w, &b->text, "> ", "> ");
		break;
	case GP_BLOCK_LIST:
		put_list(w, b);
		break;
	case GP_BLOCK_TABLE:
		put_table(w, b->table);
		break;
	case GP_BLOCK_CHART:
		put_chart(w, b->chart);
		break;
	case GP_BLOCK_BREAK:
		gp_buf_puts(w->out, "---\n");
		break;
	case GP_BLOCKS:
		break;
	}
}

int gp_document_md(struct gp_buf *out, const struct gp_document *d, struct gp_err *e)
{
	struct writer w = {
	    .d = d, .out = out, .zh = !d->language || strcmp(d->language, "en") != 0};

	for (size_t i = 0; i < d->count; i++)
		w.titled = w.titled || d->blocks[i].kind == GP_BLOCK_TITLE;
	if (d->draft)
		gp_buf_printf(out, "> **%s**\n", word(&w, "草稿", "Draft"));
	for (size_t i = 0; i < d->count && !out->full; i++) {
		if (out->len)
			gp_buf_putc(out, '\n');
		put_block(&w, &d->blocks[i]);
	}
	if (d->footer && *d->footer) {
		gp_buf_puts(out, out->len ? "\n---\n\n" : "");
		put_lines(&w,
		    &(struct gp_runs){
			&(struct gp_run){.text = d->footer, .n = strlen(d->footer)}, 1},
		    "", "");
	}
	if (out->full)
		return gp_fail(e, GP_ELIMIT, "the file would be larger than %zu bytes", out->max);
	return 0;
}

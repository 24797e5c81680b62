/* document_xlsx_text.c - the sheet of all that is no table, and the sheets of charts */
#include "core/report/document_xlsx.h"

#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"

#define TEXT_WIDTH 72.0 /* in digits: 36 characters, which fit on A4 whatever the font */
#define LINE_CHARS 800  /* more in one cell would be higher than a row can be */
#define BREAKS_MAX 1023 /* page breaks of a sheet; Excel specifications and limits */
#define INDENT "\xE3\x80\x80\xE3\x80\x80" /* two ideographic spaces */
#define CHART_WIDTH 480.0 /* pixels that the library gives a chart by itself */
#define CHART_HEIGHT 288.0

struct page {
	struct gp_xlsx *x;
	lxw_row_t row;
	size_t sheets; /* pointed to so far */
	lxw_row_t breaks[BREAKS_MAX + 1];
	size_t break_count;
};

/* --- lines */

static void set_height(const struct page *p, const char *s, size_t n, enum gp_xlsx_line line)
{
	double points = gp_xlsx_line_points(line);

	gp_xlsx_height(
	    p->x, p->x->text, p->row, gp_xlsx_lines(s, n, (TEXT_WIDTH - 2) * 11 / points), points);
}

static void put_line(struct page *p, const char *s, size_t n, enum gp_xlsx_line line)
{
	struct gp_xlsx *x = p->x;
	lxw_format *style = gp_xlsx_line_style(x, line);
	size_t part;

	do {
		part = gp_utf8_prefix(s, n, LINE_CHARS);
		set_height(p, s, part, line);
		gp_xlsx_try(x,
		    worksheet_write_string(
			x->text, p->row++, 0, gp_xlsx_str(&x->now, s, part, NULL), style));
		s += part;
		n -= part;
	} while (n > 0 && !x->failed);
	gp_arena_reset(&x->now);
}

/* A run as text; the address of a link stands behind its words, unless they say it. */
static void flatten(struct gp_buf *out, const struct gp_run *r)
{
	gp_buf_put(out, r->text, r->n);
	if (r->href && strcmp(r->href, r->text) != 0)
		gp_buf_printf(out, " <%s>", r->href);
}

/* A line with words in bold in it: the library wants its pieces, none of them empty. */
static void put_rich(
    struct page *p, const char *lead, const struct gp_runs *t, enum gp_xlsx_line line)
{
	struct gp_xlsx *x = p->x;
	size_t room = t->count + 2, n = 0;
	lxw_rich_string_tuple *pieces = gp_arena_alloc(&x->now, room * sizeof *pieces);
	lxw_rich_string_tuple **list = gp_arena_alloc(&x->now, room * sizeof *list);
	struct gp_buf text;

	gp_buf_init(&text, GP_XLSX_CELL_MAX);
	if (*lead)
		pieces[n++] = (lxw_rich_string_tuple){
		    NULL, gp_xlsx_str(&x->now, lead, strlen(lead), NULL)};
	for (size_t i = 0; i < t->count; i++) {
		gp_buf_clear(&text);
		flatten(&text, &t->list[i]);
		if (text.len)
			pieces[n++] = (lxw_rich_string_tuple){
			    t->list[i].bold ? gp_xlsx_bold(x) : NULL,
			    gp_xlsx_str(&x->now, text.data, text.len, NULL)};
	}
	for (size_t i = 0; i < n; i++)
		list[i] = &pieces[i];
	list[n] = NULL;
	gp_xlsx_try(x,
	    worksheet_write_rich_string(x->text, p->row++, 0, list, gp_xlsx_line_style(x, line)));
	gp_buf_free(&text);
	gp_arena_reset(&x->now);
}

static void put_runs(
    struct page *p, const char *lead, const struct gp_runs *t, enum gp_xlsx_line line)
{
	size_t size = strlen(lead) + 1, filled = 0, bold = 0, i;
	struct gp_buf text;

	for (i = 0; i < t->count; i++) {
		size += t->list[i].n + (t->list[i].href ? strlen(t->list[i].href) + 3 : 0);
		filled += t->list[i].n > 0;
		bold += t->list[i].n > 0 && t->list[i].bold;
	}
	gp_buf_init(&text, size);
	gp_buf_puts(&text, lead);
	for (i = 0; i < t->count; i++)
		flatten(&text, &t->list[i]);
	if (bold > 0 && bold < filled && gp_utf8_count(text.data, text.len) <= LINE_CHARS) {
		set_height(p, text.data, text.len, line);
		put_rich(p, lead, t, line);
	} else {
		put_line(p, text.data ? text.data : "", text.len,
		    bold > 0 && line == GP_XLSX_LINE_TEXT ? GP_XLSX_LINE_BOLD : line);
	}
	gp_buf_free(&text);
}

static void put_list(struct page *p, const struct gp_block *b)
{
	char lead[32];

	for (size_t i = 0; i < b->item_count; i++) {
		if (b->ordered)
			snprintf(lead, sizeof lead, "%zu. ", i + 1);
		else
			snprintf(lead, sizeof lead, "• ");
		put_runs(p, lead, &b->items[i], GP_XLSX_LINE_TEXT);
	}
}

/* Where a table stood in the document: the name of its sheet. The sheets are in the order of the blocks. */
static void put_pointer(struct page *p)
{
	const struct gp_xlsx *x = p->x;
	const struct gp_xlsx_sheet *s = &x->sheets[p->sheets++];
	char line[300];

	snprintf(line, sizeof line, x->zh ? "（见工作表“%s”）" : "(See the sheet \"%s\".)",
	    s->name);
	put_line(p, line, strlen(line), GP_XLSX_LINE_NOTE);
}

static void put_block(struct page *p, const struct gp_block *b)
{
	static const enum gp_xlsx_line lines[] = {[GP_ALIGN_AUTO] = GP_XLSX_LINE_TEXT,
	    [GP_ALIGN_START] = GP_XLSX_LINE_TEXT,
	    [GP_ALIGN_CENTER] = GP_XLSX_LINE_CENTER,
	    [GP_ALIGN_END] = GP_XLSX_LINE_END};

	switch (b->kind) {
	case GP_BLOCK_TITLE:
		put_runs(p, "", &b->text, GP_XLSX_LINE_TITLE);
		break;
	case GP_BLOCK_HEADING:
		put_runs(p, "", &b->text, b->level > 2 ? GP_XLSX_LINE_BOLD : GP_XLSX_LINE_HEADING);
		break;
	case GP_BLOCK_PARAGRAPH:
		put_runs(p, b->indent ? INDENT : "", &b->text, lines[b->align]);
		break;
	case GP_BLOCK_NOTE:
		put_runs(p, "", &b->text, GP_XLSX_LINE_NOTE);
		break;
	case GP_BLOCK_LIST:
		put_list(p, b);
		break;
	case GP_BLOCK_TABLE:
	case GP_BLOCK_CHART:
		put_pointer(p);
		break;
	case GP_BLOCK_BREAK:
		if (p->row > 0 && p->break_count < BREAKS_MAX)
			p->breaks[p->break_count++] = p->row;
		break;
	case GP_BLOCKS:
		break;
	}
}

void gp_xlsx_text(struct gp_xlsx *x)
{
	struct page *p = gp_calloc(1, sizeof *p);

	p->x = x;
	gp_xlsx_page(x, x->text, false);
	gp_xlsx_try(x, worksheet_set_column(x->text, 0, 0, TEXT_WIDTH, NULL));
	for (size_t i = 0; i < x->d->count && !x->failed; i++)
		put_block(p, &x->d->blocks[i]);
	if (p->break_count)
		gp_xlsx_try(x, worksheet_set_h_pagebreaks(x->text, p->breaks)); /* 0 ends them */
	free(p);
}

/* --- charts */

static void put_bars(struct gp_xlsx *x, const struct gp_xlsx_sheet *s, lxw_row_t first)
{
	const struct gp_chart *c = s->block->chart;
	struct gp_cell label = {.cols = 1, .rows = 1};
	struct gp_cell value = {.cols = 1, .rows = 1, .is_number = true};
	lxw_row_t row = first;

	for (size_t i = 0; i < c->count && !x->failed; i++, row++) {
		gp_xlsx_try(x,
		    worksheet_write_string(s->ws, row, 0,
			gp_xlsx_str(&x->now, c->bars[i].label, strlen(c->bars[i].label), NULL),
			gp_xlsx_cell_style(x, &label, GP_XLSX_STRING)));
		gp_xlsx_try(x, worksheet_write_number(s->ws, row, 1, c->bars[i].value,
		    gp_xlsx_cell_style(x, &value, GP_XLSX_GENERAL)));
		gp_arena_reset(&x->now);
	}
}

static void put_chart_head(struct gp_xlsx *x, const struct gp_xlsx_sheet *s)
{
	const struct gp_chart *c = s->block->chart;
	struct gp_cell head = {.cols = 1, .rows = 1, .head = true};
	lxw_format *style = gp_xlsx_cell_style(x, &head, GP_XLSX_STRING);
	const char *value = c->unit && *c->unit ? c->unit : x->zh ? "数值" : "Value";

	if (s->top)
		gp_xlsx_try(x,
		    worksheet_write_string(s->ws, 0, 0,
			gp_xlsx_str(&x->now, c->caption, strlen(c->caption), NULL),
			gp_xlsx_line_style(x, GP_XLSX_LINE_BOLD)));
	gp_xlsx_try(x, worksheet_write_string(s->ws, s->top, 0, x->zh ? "项目" : "Item", style));
	gp_xlsx_try(x,
	    worksheet_write_string(
		s->ws, s->top, 1, gp_xlsx_str(&x->now, value, strlen(value), NULL), style));
	gp_arena_reset(&x->now);
}

int gp_xlsx_chart(struct gp_xlsx *x, const struct gp_xlsx_sheet *s)
{
	size_t n = s->block->chart->count;
	lxw_row_t first = s->top + 1, last = first + (lxw_row_t)n - 1;
	double pixels = 80 + 24.0 * (double)n;
	lxw_chart_options o = {
	    .y_scale = (pixels < CHART_HEIGHT ? CHART_HEIGHT : pixels) / CHART_HEIGHT,
	    .x_scale = 1};
	lxw_chart_series *series;
	lxw_chart *chart;

	gp_xlsx_page(x, s->ws, true);
	gp_xlsx_try(x, worksheet_set_column(s->ws, 0, 0, 36, NULL));
	gp_xlsx_try(x, worksheet_set_column(s->ws, 1, 1, 14, NULL));
	put_chart_head(x, s);
	put_bars(x, s, first);
	if (!n)
		return 0;
	chart = workbook_add_chart(x->wb, LXW_CHART_BAR);
	series = chart_add_series(chart, NULL, NULL);
	chart_series_set_categories(series, s->name, first, 0, last, 0);
	chart_series_set_values(series, s->name, first, 1, last, 1);
	/* the caption stands above; a name that begins with "=" would be a formula */
	chart_title_off(chart);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	chart_axis_set_reverse(chart->y_axis); /* the first bar on top */
	gp_xlsx_try(x, worksheet_insert_chart_opt(s->ws, s->top, 3, chart, &o));
	return 0;
}

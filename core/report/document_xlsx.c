/* document_xlsx.c - a document as a workbook: its sheets, its properties, its bytes */
#include "core/report/document_xlsx.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/utf8.h"
#include "core/ledger/date.h"
#include "core/report/document.h"
#include "core/sys/tempdir.h"

#define FILE_NAME "document.xlsx"
/* 1980-01-01, where the clock of zip begins: no date, and always the same */
#define NO_DATE 315532800
#define A4 9
#define FOOTER_UNITS 200 /* of the 255 of a footer; the page number needs some */
#define INCH_SIDE 0.5
#define INCH_TOP 0.75
#define INCH_HEAD 0.3

void gp_xlsx_try(struct gp_xlsx *x, lxw_error failed)
{
	if (!x->failed)
		x->failed = failed;
}

/* --- what all sheets have */

/* The text of a footer, "&" doubled as its code wants it, as much as there is room for. */
static void put_footer(struct gp_xlsx *x, struct gp_buf *out, const char *s)
{
	const char *text = gp_xlsx_str(&x->now, s, strlen(s), NULL);
	size_t n = strlen(text), i, len, units = 0;

	for (i = 0; i < n; i += len) {
		gp_utf8_get(text + i, n - i, &len);
		units += text[i] == '&' || len == 4 ? 2 : 1;
		if (units > FOOTER_UNITS) {
			gp_buf_puts(out, "…");
			return;
		}
		if (text[i] != '&')
			gp_buf_put(out, text + i, len);
		else if (text[i + 1] == 'G' || text[i + 1] == '[')
			gp_buf_puts(out, "＆"); /* the library would miss a picture */
		else
			gp_buf_puts(out, "&&");
	}
}

void gp_xlsx_page(struct gp_xlsx *x, lxw_worksheet *ws, bool wide)
{
	lxw_protection allow = {.format_columns = 1, .format_rows = 1};
	struct gp_buf footer;

	worksheet_set_paper(ws, A4);
	if (wide)
		worksheet_set_landscape(ws);
	worksheet_set_margins(ws, INCH_SIDE, INCH_SIDE, INCH_TOP, INCH_TOP);
	worksheet_fit_to_pages(ws, 1, 0);
	worksheet_center_horizontally(ws);
	if (x->d->draft) {
		lxw_header_footer_options o = {.margin = INCH_HEAD};

		gp_xlsx_try(
		    x, worksheet_set_header_opt(ws, x->zh ? "&C&16&B草稿" : "&C&16&BDRAFT", &o));
	}
	gp_buf_init(&footer, (size_t)4 << 10);
	if (x->d->footer) {
		gp_buf_puts(&footer, "&L");
		put_footer(x, &footer, x->d->footer);
		gp_buf_puts(&footer, "&R");
	}
	gp_buf_puts(&footer, x->zh ? "第 &P 页，共 &N 页" : "Page &P of &N");
	gp_xlsx_try(x, worksheet_set_footer(ws, footer.data));
	gp_buf_free(&footer);
	gp_arena_reset(&x->now);
	if (x->form) /* no password: it is against slips, not against people */
		worksheet_protect(ws, NULL, &allow);
}

/* --- the workbook */

static time_t date_of(const struct gp_document *d)
{
	int day;

	return d->date && gp_date_parse(&day, d->date, strlen(d->date)) ? (time_t)day * 86400 : NO_DATE;
}

static void set_properties(struct gp_xlsx *x)
{
	const struct gp_document *d = x->d;
	lxw_doc_properties p = {.created = date_of(d)};
	char draft_zh[] = "草稿", draft[] = "Draft";

	if (d->title)
		p.title = gp_xlsx_str(&x->keep, d->title, strlen(d->title), NULL);
	if (d->author)
		p.author = gp_xlsx_str(&x->keep, d->author, strlen(d->author), NULL);
	if (d->draft)
		p.status = x->zh ? draft_zh : draft;
	gp_xlsx_try(x, workbook_set_properties(x->wb, &p));
}

/* True when something of the document can be said in no sheet of a table. */
static bool has_text(const struct gp_document *d)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->blocks[i].kind != GP_BLOCK_TABLE && d->blocks[i].kind != GP_BLOCK_CHART &&
		    d->blocks[i].kind != GP_BLOCK_BREAK)
			return true;
	return false;
}

static bool has_input(const struct gp_document *d)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct gp_table *t = d->blocks[i].table;

		for (size_t r = 0; t && r < t->row_count; r++)
			for (size_t k = 0; k < t->rows[r].count; k++)
				if (t->rows[r].cells[k].input != GP_INPUT_NONE)
					return true;
	}
	return false;
}

static void add_sheet(struct gp_xlsx *x, const struct gp_block *b, size_t tables, size_t charts)
{
	struct gp_xlsx_sheet *s = &x->sheets[x->sheet_count];
	const char *caption = b->table ? b->table->caption : b->chart->caption, *name = caption;

	if (b->table && b->table->sheet && *b->table->sheet)
		name = b->table->sheet;
	*s = (struct gp_xlsx_sheet){.block = b, .top = caption && *caption};
	if (b->table)
		s->name = gp_xlsx_sheet_name(x, name, x->zh ? "表" : "Table", tables);
	else
		s->name = gp_xlsx_sheet_name(x, name, x->zh ? "图" : "Chart", charts);
	s->ws = workbook_add_worksheet(x->wb, s->name);
	if (s->ws)
		x->sheet_count++;
	else
		gp_xlsx_try(x, LXW_ERROR_SHEETNAME_ALREADY_USED);
}

/* All sheets first: formulas and pointers name those that come later. */
static void add_sheets(struct gp_xlsx *x)
{
	const struct gp_document *d = x->d;
	size_t tables = 0, charts = 0;

	if (has_text(d) || !d->count)
		x->text = workbook_add_worksheet(x->wb, x->zh ? "正文" : "Text");
	for (size_t i = 0; i < d->count && !x->failed; i++) {
		tables += d->blocks[i].kind == GP_BLOCK_TABLE;
		charts += d->blocks[i].kind == GP_BLOCK_CHART;
		if (d->blocks[i].kind == GP_BLOCK_TABLE || d->blocks[i].kind == GP_BLOCK_CHART)
			add_sheet(x, &d->blocks[i], tables, charts);
	}
	if (!x->text && !x->sheet_count) /* a workbook has a sheet */
		x->text = workbook_add_worksheet(x->wb, x->zh ? "正文" : "Text");
}

static int fill(struct gp_xlsx *x)
{
	set_properties(x);
	add_sheets(x);
	if (x->failed)
		return 0;
	gp_xlsx_index(x);
	if (x->text)
		gp_xlsx_text(x);
	for (size_t i = 0; i < x->sheet_count; i++)
		if (x->sheets[i].block->table ? gp_xlsx_table(x, &x->sheets[i]) :
						gp_xlsx_chart(x, &x->sheets[i]))
			return -1;
	return 0;
}

/* `sys`: errno of that time, or 0. */
static int report_failure(lxw_error failed, int sys, const struct gp_tempdir *dir, struct gp_err *e)
{
	switch (failed) {
	case LXW_NO_ERROR:
		return 0;
	case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
	case LXW_ERROR_255_STRING_LENGTH_EXCEEDED:
	case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE:
		return gp_fail(e, GP_ELIMIT, "this is more than a workbook can hold: %s",
		    gp_err_word(lxw_strerror(failed)));
	default:
		if (!sys)
			return gp_fail(e, GP_EIO, "the workbook cannot be written: %s",
			    gp_err_word(lxw_strerror(failed)));
		errno = sys;
		return gp_fail_errno(e, GP_EIO, "%.300s: the workbook cannot be written there", dir->path);
	}
}

int gp_document_xlsx(struct gp_buf *out, const struct gp_document *d, struct gp_err *e)
{
	struct gp_xlsx *x = gp_calloc(1, sizeof *x);
	struct gp_tempdir dir = {.path = NULL};
	lxw_workbook_options options = {.constant_memory = 0};
	char *file = NULL;
	int rc = -1, sys = 0;

	x->d = d;
	x->e = e;
	x->zh = !d->language || strcmp(d->language, "en") != 0;
	x->form = has_input(d);
	x->sheets = gp_arena_alloc(&x->keep, d->count * sizeof *x->sheets + 1);
	/* the library writes to a file only, and its parts to others beside it */
	if (gp_tempdir_make(&dir, e))
		goto out;
	file = gp_tempdir_file(&dir, FILE_NAME);
	options.tmpdir = dir.path;
	x->wb = workbook_new_opt(file, &options);
	if (!x->wb) {
		gp_fail(e, GP_EIO, "the workbook cannot be written: %s", gp_err_word("Cannot allocate memory"));
		goto out;
	}
	rc = fill(x);
	if (rc || x->failed) {
		lxw_workbook_free(x->wb); /* as it is: nothing is written */
	} else {
		errno = 0;
		gp_xlsx_try(x, workbook_close(x->wb));
		sys = errno;
	}
	if (!rc)
		rc = report_failure(x->failed, sys, &dir, e);
	if (!rc)
		rc = gp_tempdir_read(&dir, FILE_NAME, out, e);
out:
	gp_tempdir_remove(&dir);
	free(file);
	gp_arena_free(&x->keep);
	gp_arena_free(&x->now);
	free(x);
	return rc;
}

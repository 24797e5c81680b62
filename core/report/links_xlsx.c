/*
 * links_xlsx.c - the report as a workbook for the people who mend the links.
 *
 * A summary, a sheet of broken links with a row for each page, and for each department a sheet of
 * what it has to do. Rows go to disk as they come (constant_memory), so size costs no memory. Every
 * text is a typed string in a cell of the format "text": neither opening nor editing one makes a formula of
 * it. Addresses are no hyperlinks: a click in a list of broken and dangerous links should do nothing.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/report/links_moves.h"
#include "core/report/links_view.h"
#include "core/report/outfile.h"
#include "core/report/xlsx_text.h"
#include "core/sys/tempdir.h"
#include "core/text/utf8.h"

#define FILE_NAME "links.xlsx"
#define FILE_MAX ((size_t)512 << 20)
#define ROWS_MAX 50000   /* of a sheet: office programs become slow, though they can hold a million */
#define OWNERS_MAX 60    /* sheets; each holds a file open while it is written */
#define COLUMNS_SHOWN 500
#define TEXT_SHOWN 4000  /* code points: escaped, they still fit into a cell */
#define A4 9
#define GREY 0xEDEDED
#define RED 0xC62828

struct sheet {
	lxw_worksheet *ws;
	const char *owner; /* of a sheet of tasks */
	lxw_row_t row;
	lxw_col_t col, cols;
	int64_t left_out;
};

struct book {
	struct gp_view *v;
	lxw_workbook *wb;
	lxw_error failed;  /* the first */
	int sys;           /* errno of a disk that is full, or 0 */
	lxw_format *title, *head, *text, *wrapped, *number, *alarm;
	struct sheet summary, broken;
	struct sheet *tasks; /* the last is for what is nobody's */
	size_t task_sheets;
	struct gp_buf words;
	struct gp_arena keep, now;
};

struct column {
	const char *id; /* of its heading */
	double width;   /* in digits */
};

static void try(struct book *b, lxw_error failed)
{
	if (!b->failed)
		b->failed = failed;
}

static const char *word(const struct book *b, const char *id)
{
	return gp_catalogue_text(b->v->st->words, b->v->st->lang, id);
}

/* --- cells */

/* What `words` holds, into the next cell of the row. */
static void put_words(struct book *b, struct sheet *s, lxw_format *style)
{
	size_t n = b->words.len ? gp_utf8_prefix(b->words.data, b->words.len, TEXT_SHOWN) : 0;

	if (n < b->words.len) {
		b->words.len = n;
		b->words.data[n] = '\0';
		gp_buf_puts(&b->words, "…");
	}
	if (b->words.len)
		try(b, worksheet_write_string(s->ws, s->row, s->col, gp_xlsx_str(&b->now, b->words.data, b->words.len, NULL), style));
	s->col++;
	gp_buf_clear(&b->words);
	gp_arena_reset(&b->now);
}

/* Of strangers: what is invisible or reorders text is shown. */
static void put(struct book *b, struct sheet *s, const char *text, lxw_format *style)
{
	gp_buf_clear(&b->words);
	gp_utf8_show(&b->words, text, strlen(text));
	put_words(b, s, style);
}

static void put_address(struct book *b, struct sheet *s, const char *url)
{
	gp_buf_clear(&b->words);
	gp_link_show(&b->words, b->v->l, url);
	put_words(b, s, b->text);
}

static void put_number(struct book *b, struct sheet *s, int64_t n)
{
	try(b, worksheet_write_number(s->ws, s->row, s->col++, (double)n, b->number));
}

static void put_message(struct book *b, struct sheet *s, const struct gp_view_item *i)
{
	gp_buf_clear(&b->words);
	gp_view_put_message(&b->words, b->v, i);
	put_words(b, s, b->wrapped);
}

static void put_fix(struct book *b, struct sheet *s, const struct gp_view_item *i)
{
	gp_buf_clear(&b->words);
	gp_view_put_fix(&b->words, b->v, i);
	put_words(b, s, b->wrapped);
}

static void put_level(struct book *b, struct sheet *s, const struct gp_view_item *i)
{
	put(b, s, i->link ? gp_verdict_word(b->v->st, i->link->judged.verdict)
	    : gp_severity_word(b->v->st, i->finding->severity), b->text);
}

/* The library takes no notice when a row cannot be kept. */
static void note_full_disk(struct book *b)
{
	if (!b->sys && (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)) {
		b->sys = errno;
		try(b, LXW_ERROR_CREATING_TMPFILE);
	}
}

static void next_row(struct book *b, struct sheet *s)
{
	note_full_disk(b);
	s->row++;
	s->col = 0;
}

/* --- sheets */

/* A sheet with headings that stay in sight and on every printed page. */
static void open_table(struct book *b, struct sheet *s, const char *name, const struct column *columns, size_t n)
{
	s->ws = workbook_add_worksheet(b->wb, gp_xlsx_sheet_name(b->wb, &b->keep, name, "Sheet", 1));
	if (!s->ws) {
		try(b, LXW_ERROR_SHEETNAME_ALREADY_USED);
		return;
	}
	worksheet_set_paper(s->ws, A4);
	worksheet_set_landscape(s->ws);
	worksheet_fit_to_pages(s->ws, 1, 0);
	worksheet_freeze_panes(s->ws, 1, 0);
	try(b, worksheet_repeat_rows(s->ws, 0, 0));
	s->cols = (lxw_col_t)n;
	for (size_t c = 0; c < n; c++) {
		try(b, worksheet_set_column(s->ws, (lxw_col_t)c, (lxw_col_t)c, columns[c].width, NULL));
		put(b, s, word(b, columns[c].id), b->head);
	}
	next_row(b, s);
}

static bool is_full(struct sheet *s)
{
	if (s->row <= ROWS_MAX)
		return false;
	s->left_out++;
	return true;
}

/* The filter is over the rows that are there; a last row tells what is not. */
static void close_table(struct book *b, struct sheet *s)
{
	char n[24];
	struct gp_param params[] = {{"n", n}, {NULL, NULL}};

	try(b, worksheet_autofilter(s->ws, 0, 0, s->row > 1 ? s->row - 1 : 1, (lxw_col_t)(s->cols - 1)));
	if (!s->left_out)
		return;
	snprintf(n, sizeof n, "%" PRId64, s->left_out);
	gp_buf_clear(&b->words);
	gp_catalogue_say(&b->words, b->v->st->words, b->v->st->lang, "report.left-out", params);
	put_words(b, s, b->alarm);
}

/* --- broken links: a row for each page */

static const struct column broken_columns[] = {{"csv.verdict", 8}, {"html.cause", 18}, {"csv.url", 48},
    {"csv.status", 7}, {"csv.message", 34}, {"csv.fix", 40}, {"csv.final", 30}, {"csv.page", 48}, {"csv.line", 7},
    {"csv.col", 7}, {"csv.text", 24}, {"csv.pages", 10}, {"csv.column", 16}, {"csv.owner", 16}};

static void broken_row(struct book *b, const struct gp_view_item *i, const struct gp_link_place *p,
    const struct gp_view_column *c)
{
	const struct gp_link_entry *l = i->link;
	struct sheet *s = &b->broken;

	if (is_full(s))
		return;
	put_level(b, s, i);
	put(b, s, gp_view_cause_word(b->v, i), b->text);
	put_address(b, s, l->url);
	if (l->judged.status > 0)
		put_number(b, s, l->judged.status);
	else
		s->col++;
	put_message(b, s, i);
	put_fix(b, s, i);
	put_address(b, s, l->final_url ? l->final_url : "");
	if (p) {
		put_address(b, s, p->page);
		put_number(b, s, p->line);
		put_number(b, s, p->col);
		put(b, s, p->text, b->text);
	} else {
		put(b, s, word(b, "report.start"), b->text);
		s->col = (lxw_col_t)(s->col + 3);
	}
	put_number(b, s, l->pages_total);
	put(b, s, c->name, b->text);
	put(b, s, c->owner, b->text);
	next_row(b, s);
}

static void broken_rows(struct book *b, const struct gp_view_item *i)
{
	const struct gp_link_entry *l = i->link;
	const struct gp_view_column *columns = b->v->columns.list;

	for (size_t k = 0; k < l->place_count; k++)
		broken_row(b, i, &l->places[k], &columns[gp_view_column_of(b->v, i, k)]);
	if (!l->place_count)
		broken_row(b, i, NULL, &columns[gp_view_column_of(b->v, i, 0)]);
}

/* --- what each department has to do */

static const struct column task_columns[] = {{"xlsx.number", 6}, {"csv.verdict", 12}, {"html.cause", 18},
    {"html.address", 48}, {"html.place", 48}, {"csv.message", 34}, {"csv.fix", 40}, {"csv.column", 16},
    {"csv.owner", 16}, {"xlsx.done", 20}};

static struct sheet *sheet_of(struct book *b, const char *owner)
{
	for (size_t k = 0; k + 1 < b->task_sheets; k++)
		if (!strcmp(b->tasks[k].owner, owner))
			return &b->tasks[k];
	return &b->tasks[b->task_sheets - 1];
}

static bool has_tasks(const struct gp_view_column *c)
{
	return c->mend + c->hand + c->rules > 0;
}

/* A sheet for each owner who has something to do, and one for the rest. */
static void open_tasks(struct book *b)
{
	const struct gp_view_columns *c = &b->v->columns;
	struct sheet *s;
	bool nobody = false;

	b->tasks = gp_arena_alloc(&b->keep, (OWNERS_MAX + 1) * sizeof *b->tasks);
	memset(b->tasks, 0, (OWNERS_MAX + 1) * sizeof *b->tasks);
	b->task_sheets = 1;
	b->tasks[0].owner = "";
	for (size_t i = 0; i < c->count && b->task_sheets <= OWNERS_MAX; i++) {
		s = sheet_of(b, c->list[i].owner);
		if (!strcmp(s->owner, c->list[i].owner) || !has_tasks(&c->list[i]))
			continue;
		s->owner = c->list[i].owner; /* the last becomes this one's, and another the last */
		b->tasks[b->task_sheets++].owner = "";
	}
	for (size_t i = 0; i < c->count; i++)
		nobody |= has_tasks(&c->list[i]) && sheet_of(b, c->list[i].owner) == &b->tasks[b->task_sheets - 1];
	if (!nobody && b->task_sheets > 1)
		b->task_sheets--; /* all have an owner: the last sheet is the last owner's */
	for (size_t k = 0; k < b->task_sheets; k++) {
		gp_buf_clear(&b->words);
		gp_buf_puts(&b->words, word(b, "xlsx.todo"));
		if (b->task_sheets > 1)
			gp_buf_printf(&b->words, " %s", b->tasks[k].owner[0] ? b->tasks[k].owner : word(b, "xlsx.nobody"));
		open_table(b, &b->tasks[k], gp_arena_strndup(&b->keep, b->words.data, b->words.len), task_columns,
		    sizeof task_columns / sizeof *task_columns);
	}
}

static void put_where(struct book *b, struct sheet *s, const struct gp_view_item *i, size_t task)
{
	char line[16], col[16];
	struct gp_param params[] = {{"line", line}, {"col", col}, {NULL, NULL}};

	gp_buf_clear(&b->words);
	if (i->link && i->link->place_count) {
		gp_link_where(&b->words, b->v->l, i->link, &i->link->places[task], true, b->v->st);
	} else if (i->link) {
		gp_buf_puts(&b->words, word(b, "report.start"));
	} else if (i->finding->line) {
		snprintf(line, sizeof line, "%" PRIu32, i->finding->line);
		snprintf(col, sizeof col, "%" PRIu32, i->finding->col);
		gp_catalogue_say(&b->words, b->v->st->words, b->v->st->lang, "html.position", params);
	}
	put_words(b, s, b->wrapped);
}

static void task_row(struct book *b, const struct gp_view_item *i, size_t task)
{
	const struct gp_view_column *c = &b->v->columns.list[gp_view_column_of(b->v, i, task)];
	struct sheet *s = sheet_of(b, c->owner);

	if (is_full(s))
		return;
	put_number(b, s, s->row);
	put_level(b, s, i);
	put(b, s, gp_view_cause_word(b->v, i), b->text);
	put_address(b, s, gp_view_item_address(i));
	put_where(b, s, i, task);
	put_message(b, s, i);
	put_fix(b, s, i);
	put(b, s, c->name, b->text);
	put(b, s, c->owner, b->text);
	next_row(b, s);
}

/* --- redirects within the own site: a row for each link, with what can be replaced together */

static const struct column move_columns[] = {{"xlsx.number", 6}, {"moves.from", 48}, {"moves.to", 48},
    {"moves.places", 8}, {"html.place", 48}, {"moves.group", 60}, {"xlsx.done", 20}};

static void move_row(struct book *b, struct sheet *s, const struct gp_link_move *m, const struct gp_link_entry *l)
{
	if (is_full(s))
		return;
	put_number(b, s, s->row);
	put_address(b, s, l->url);
	put_address(b, s, l->final_url);
	put_number(b, s, l->pages_total);
	gp_buf_clear(&b->words);
	gp_link_where(&b->words, b->v->l, l, &l->places[0], true, b->v->st);
	put_words(b, s, b->wrapped);
	gp_buf_clear(&b->words);
	if (m->prefix) {
		gp_link_move_show(&b->words, b->v->l, m->from, m->from_n, true);
		gp_buf_puts(&b->words, " → ");
		gp_link_move_show(&b->words, b->v->l, m->to, m->to_n, true);
	}
	put_words(b, s, b->text);
	next_row(b, s);
}

static void moves(struct book *b)
{
	struct gp_links_moves m;
	struct sheet s = {0};

	gp_links_moves_make(&m, b->v->l);
	if (m.count)
		open_table(b, &s, word(b, "moves.sheet"), move_columns, sizeof move_columns / sizeof *move_columns);
	for (size_t i = 0; i < m.count && !b->failed; i++)
		for (size_t k = 0; k < m.list[i].count && !b->failed; k++)
			move_row(b, &s, &m.list[i], m.list[i].links[k]);
	if (m.count && !b->failed)
		close_table(b, &s);
	gp_links_moves_free(&m);
}

/* --- the summary */

static void line(struct book *b, const char *text, lxw_format *style)
{
	put(b, &b->summary, text, style);
	next_row(b, &b->summary);
}

static void figure(struct book *b, const char *name, int64_t n)
{
	if (!n)
		return;
	put(b, &b->summary, name, b->text);
	put_number(b, &b->summary, n);
	next_row(b, &b->summary);
}

static void packs(struct book *b)
{
	struct gp_buf pack;

	gp_buf_init(&pack, 1 << 14);
	for (size_t i = 0; i < b->v->run->pack_count; i++) {
		struct gp_param params[] = {{"pack", ""}, {NULL, NULL}};
		struct gp_buf text;

		gp_buf_clear(&pack);
		gp_links_pack_line(&pack, &b->v->run->packs[i], b->v->st);
		params[0].value = pack.data ? pack.data : "";
		gp_buf_init(&text, 1 << 15);
		gp_catalogue_say(&text, b->v->st->words, b->v->st->lang, "report.pack", params);
		line(b, text.data ? text.data : "", strcmp(b->v->run->packs[i].state, "trusted") ? b->alarm : b->text);
		gp_buf_free(&text);
	}
	gp_buf_free(&pack);
}

static void about_the_run(struct book *b)
{
	const struct gp_links_run *run = b->v->run;
	const char *part = gp_view_incomplete(run);
	char iso[32], seconds[24], pages[24], total[24], open[24];
	struct gp_buf site;
	struct gp_param params[] = {{"site", ""}, {"started", gp_clock_iso(run->started, iso)},
	    {"seconds", seconds}, {"pages", pages}, {"total", total}, {"n", open}, {NULL, NULL}};

	iso[16] = '\0';
	iso[10] = ' ';
	snprintf(seconds, sizeof seconds, "%" PRId64, run->seconds);
	snprintf(pages, sizeof pages, "%" PRId64, b->v->l->pages);
	snprintf(total, sizeof total, "%" PRId64, b->v->l->total);
	snprintf(open, sizeof open, "%" PRId64, b->v->l->counts[GP_VERDICT_UNCHECKED]);
	gp_buf_init(&site, (size_t)1 << 20);
	gp_links_site(&site, run);
	params[0].value = site.data ? site.data : "";
	gp_catalogue_say(&b->words, b->v->st->words, b->v->st->lang, "html.document", params);
	put_words(b, &b->summary, b->title);
	gp_buf_free(&site);
	next_row(b, &b->summary);
	line(b, run->seed, b->text);
	gp_catalogue_say(&b->words, b->v->st->words, b->v->st->lang, "html.run", params);
	put_words(b, &b->summary, b->text);
	next_row(b, &b->summary);
	if (part) {
		gp_catalogue_say(&b->words, b->v->st->words, b->v->st->lang, part, params);
		put_words(b, &b->summary, b->alarm);
		next_row(b, &b->summary);
	}
	packs(b);
	next_row(b, &b->summary);
}

static void columns_table(struct book *b)
{
	static const char *const heads[] = {"csv.column", "html.mend", "html.rule", "html.by-hand", "csv.owner"};
	const struct gp_view_columns *c = &b->v->columns;
	size_t shown = 0;

	next_row(b, &b->summary);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		put(b, &b->summary, word(b, heads[i]), b->head);
	next_row(b, &b->summary);
	for (size_t i = 0; i < c->count && shown < COLUMNS_SHOWN; i++) {
		if (!has_tasks(&c->list[i]))
			continue;
		put(b, &b->summary, c->list[i].name, b->text);
		put_number(b, &b->summary, c->list[i].mend);
		put_number(b, &b->summary, c->list[i].rules);
		put_number(b, &b->summary, c->list[i].hand);
		put(b, &b->summary, c->list[i].owner, b->text);
		next_row(b, &b->summary);
		shown++;
	}
}

static void summary(struct book *b)
{
	const struct gp_links *l = b->v->l;

	b->summary.ws = workbook_add_worksheet(b->wb, word(b, "xlsx.summary"));
	if (!b->summary.ws) {
		try(b, LXW_ERROR_SHEETNAME_ALREADY_USED);
		return;
	}
	worksheet_set_paper(b->summary.ws, A4);
	worksheet_fit_to_pages(b->summary.ws, 1, 0);
	try(b, worksheet_set_column(b->summary.ws, 0, 0, 36, NULL));
	try(b, worksheet_set_column(b->summary.ws, 1, 3, 12, NULL));
	try(b, worksheet_set_column(b->summary.ws, 4, 4, 24, NULL));
	about_the_run(b);
	put(b, &b->summary, word(b, "csv.verdict"), b->head);
	put(b, &b->summary, word(b, "xlsx.count"), b->head);
	next_row(b, &b->summary);
	for (int i = 0; i < GP_VERDICTS; i++)
		figure(b, gp_verdict_word(b->v->st, gp_verdict_order[i]), l->counts[gp_verdict_order[i]]);
	for (int i = 0; i < GP_SEVERITIES; i++)
		figure(b, gp_severity_word(b->v->st, gp_severity_order[i]), l->severities[gp_severity_order[i]]);
	columns_table(b);
}

/* --- the book */

static lxw_format *style(struct book *b, const char *number_format, bool bold)
{
	lxw_format *f = workbook_add_format(b->wb);

	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	format_set_num_format(f, number_format);
	if (bold)
		format_set_bold(f);
	return f;
}

static void styles(struct book *b)
{
	b->title = style(b, "@", true);
	format_set_font_size(b->title, 16);
	b->head = style(b, "@", true);
	format_set_pattern(b->head, LXW_PATTERN_SOLID);
	format_set_fg_color(b->head, GREY);
	format_set_border(b->head, LXW_BORDER_THIN);
	b->text = style(b, "@", false);
	b->wrapped = style(b, "@", false);
	format_set_text_wrap(b->wrapped);
	b->number = style(b, "0", false);
	b->alarm = style(b, "@", true);
	format_set_font_color(b->alarm, RED);
}

static void properties(struct book *b)
{
	lxw_doc_properties p = {.created = (time_t)b->v->run->started};

	p.title = gp_arena_strndup(&b->keep, word(b, "html.title"), strlen(word(b, "html.title")));
	try(b, workbook_set_properties(b->wb, &p));
}

static void fill(struct book *b)
{
	struct gp_view *v = b->v;

	styles(b);
	properties(b);
	summary(b);
	open_table(b, &b->broken, word(b, "xlsx.links"), broken_columns, sizeof broken_columns / sizeof *broken_columns);
	open_tasks(b);
	for (size_t i = 0; i < v->count && !b->failed; i++) {
		enum gp_view_group g = gp_view_group(&v->items[i]);

		if (g == GP_VIEW_MEND)
			broken_rows(b, &v->items[i]);
		for (size_t k = 0; g != GP_VIEW_FINE && k < gp_view_tasks(&v->items[i]); k++)
			task_row(b, &v->items[i], k);
	}
	if (b->failed)
		return;
	close_table(b, &b->broken);
	for (size_t k = 0; k < b->task_sheets; k++)
		close_table(b, &b->tasks[k]);
	moves(b);
}

static int make(struct book *b, const struct gp_tempdir *dir, struct gp_err *e)
{
	char *file = gp_tempdir_file(dir, FILE_NAME);
	lxw_workbook_options options = {.constant_memory = 1, .tmpdir = dir->path};

	b->wb = workbook_new_opt(file, &options);
	free(file);
	if (!b->wb)
		return gp_xlsx_failure(LXW_ERROR_MEMORY_MALLOC_FAILED, 0, dir->path, e);
	errno = 0;
	fill(b);
	if (b->failed) {
		lxw_workbook_free(b->wb); /* as it is: nothing is written */
	} else {
		errno = 0;
		try(b, workbook_close(b->wb));
		note_full_disk(b);
	}
	return gp_xlsx_failure(b->failed, b->sys, dir->path, e);
}

int gp_links_xlsx(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct book b = {.v = gp_view_new(o, l, run, st, e)};
	struct gp_tempdir dir = {.path = NULL};
	struct gp_buf whole;
	int rc;

	gp_buf_init(&b.words, (size_t)4 << 20);
	gp_buf_init(&whole, FILE_MAX);
	rc = gp_tempdir_make(&dir, e) || make(&b, &dir, e) || gp_tempdir_read(&dir, FILE_NAME, &whole, e) ||
	    gp_outfile_drain(o, &whole, e) ? -1 : 0;
	gp_tempdir_remove(&dir);
	gp_buf_free(&whole);
	gp_buf_free(&b.words);
	gp_arena_free(&b.keep);
	gp_arena_free(&b.now);
	gp_view_free(b.v);
	return rc;
}
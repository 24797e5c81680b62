#include "core/doc/docx.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/doc/docx_impl.h"

#define RUNS 20000 /* of one paragraph */

struct run {
	size_t start; /* of its text in the paragraph */
	bool bold;
	const char *href;
};

/* What a paragraph says of itself. */
struct paragraph {
	struct gp_docx_in_style style;
	int level, list; /* as in a style */
	unsigned depth;  /* in the list */
	enum gp_align align;
	bool indent;
};

struct reading {
	struct gp_ooxml file;
	bool is_word;             /* it has the element that a Word file consists of */
	struct gp_ooxml_rels rels;
	struct gp_docx_in_styles styles;
	struct gp_block *blocks;  /* free() */
	size_t count, cap;
	struct gp_runs *items;    /* of the list that is being read; free() */
	size_t item_count, item_cap;
	bool ordered;

	unsigned paragraphs;      /* inside one another: those of text boxes are parts of the outermost */
	struct paragraph p;
	struct gp_buf text;       /* of the paragraph */
	struct run *runs;         /* free() */
	size_t run_count, run_cap;
	bool in_run, in_run_look, in_paragraph_look, in_text;
	bool bold, hidden;        /* the run */
	const char *href;         /* of the hyperlink around */

	unsigned tables;          /* inside one another: only the outermost has cells */
	unsigned table_number;
	struct gp_docx_in_table table;
	struct gp_docx_cell cell;
	struct gp_buf cell_text;
	unsigned col;             /* of the grid, where the next cell begins */
	bool in_row_look, in_cell, cell_bold, cell_plain;
	size_t cells;             /* of all tables */
};

static void too_large(struct gp_xml *x)
{
	gp_document_too_large(gp_xml_stop(x));
}

static const char *value(const struct gp_xml *x)
{
	return gp_xml_attr(x, GP_XML_WORD, "val");
}

static unsigned count_of(const struct gp_xml *x, unsigned most)
{
	const char *v = value(x);
	long n = v ? strtol(v, NULL, 10) : 1;

	return n < 1 ? 1 : n > (long)most ? most : (unsigned)n;
}

/* "<w:b/>" is on, "<w:b w:val='0'/>" is off (17.17.4). */
static bool is_on(const struct gp_xml *x)
{
	const char *v = value(x);

	return !v || (strcmp(v, "0") && strcmp(v, "false") && strcmp(v, "off"));
}

/* --- blocks */

static bool add_block(struct reading *r, const struct gp_block *b)
{
	if (r->count == GP_DOCUMENT_BLOCKS)
		return false;
	if (r->count == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 64;
		r->blocks = gp_reallocarray(r->blocks, r->cap, sizeof *r->blocks);
	}
	r->blocks[r->count++] = *b;
	return true;
}

static bool end_list(struct reading *r)
{
	size_t n = r->item_count;
	struct gp_runs *items;

	if (!n)
		return true;
	items = gp_arena_alloc(r->file.arena, n * sizeof *items);
	memcpy(items, r->items, n * sizeof *items);
	r->item_count = 0;
	return add_block(r, &(struct gp_block){.kind = GP_BLOCK_LIST, .ordered = r->ordered, .items = items,
	    .item_count = n});
}

static bool add_item(struct reading *r, struct gp_runs text, bool ordered)
{
	if (r->item_count && r->ordered != ordered && !end_list(r))
		return false;
	if (r->item_count == GP_DOCUMENT_BLOCKS)
		return false;
	if (r->item_count == r->item_cap) {
		r->item_cap = r->item_cap ? 2 * r->item_cap : 16;
		r->items = gp_reallocarray(r->items, r->item_cap, sizeof *r->items);
	}
	r->items[r->item_count++] = text;
	r->ordered = ordered;
	return true;
}

/* The paragraph's text, what looks the same joined. */
static struct gp_runs take_runs(struct reading *r)
{
	struct gp_arena *a = r->file.arena;
	struct gp_run *list = gp_arena_alloc(a, (r->run_count + 1) * sizeof *list);
	size_t n = 0;

	for (size_t i = 0; i < r->run_count; i++) {
		const struct run *it = &r->runs[i];
		size_t end = i + 1 < r->run_count ? it[1].start : r->text.len;

		if (end == it->start)
			continue;
		list[n] = (struct gp_run){.bold = it->bold, .href = it->href};
		list[n].text = gp_ooxml_text(a, r->text.data + it->start, end - it->start, &list[n].n);
		n++;
	}
	return (struct gp_runs){list, n};
}

static bool end_block(struct reading *r)
{
	const struct paragraph *p = &r->p;
	struct gp_block b = {.kind = GP_BLOCK_PARAGRAPH, .align = p->align, .indent = p->indent};
	int level = p->level < 0 ? p->style.level : p->level, list = p->list < 0 ? p->style.list : p->list;

	if (gp_ooxml_blank(r->text.data, r->text.len))
		return true;
	b.text = take_runs(r);
	if (level < GP_DOCX_NO_LEVEL) {
		b.kind = GP_BLOCK_HEADING;
		b.level = level < 6 ? (unsigned)level + 1 : 6;
	} else if (p->style.title) {
		b.kind = GP_BLOCK_TITLE;
	} else if (list > 0) {
		return add_item(r, b.text, gp_docx_counts(&r->styles, list, p->depth));
	}
	return end_list(r) && add_block(r, &b);
}

/* --- text */

static void add_text(struct reading *r, struct gp_xml *x, const char *s, size_t n)
{
	struct run *last = r->run_count ? &r->runs[r->run_count - 1] : NULL;

	if (r->hidden)
		return;
	if (!last || last->bold != r->bold || last->href != r->href) {
		if (r->run_count == RUNS) {
			too_large(x);
			return;
		}
		if (!r->runs || r->run_count == r->run_cap) {
			r->run_cap = r->run_cap ? 2 * r->run_cap : 16;
			r->runs = gp_reallocarray(r->runs, r->run_cap, sizeof *r->runs);
		}
		r->runs[r->run_count++] = (struct run){r->text.len, r->bold, r->href};
	}
	if (gp_buf_put(&r->text, s, n))
		too_large(x);
	if (!gp_ooxml_blank(s, n)) {
		r->cell_bold = r->cell_bold || r->bold;
		r->cell_plain = r->cell_plain || !r->bold;
	}
}

/* An address to somewhere else; places within the file lead nowhere outside of it. */
static const char *address(const struct reading *r, const struct gp_xml *x)
{
	const char *id = gp_xml_attr(x, GP_XML_REL, "id");
	const struct gp_ooxml_rel *rel = id ? gp_ooxml_rel(&r->rels, id) : NULL;

	if (!rel || !rel->external)
		return NULL;
	return !strncasecmp(rel->target, "http://", 7) || !strncasecmp(rel->target, "https://", 8) ||
	    !strncasecmp(rel->target, "mailto:", 7) ? rel->target : NULL;
}

/* --- what begins and ends */

static void start_paragraph(struct reading *r, struct gp_xml *x)
{
	if (r->paragraphs++) {
		if (r->text.len)
			add_text(r, x, "\n", 1);
		return;
	}
	r->p = (struct paragraph){.style = gp_docx_in_style(&r->styles, NULL), .level = -1, .list = -1};
	gp_buf_clear(&r->text);
	r->run_count = 0;
	r->in_run = r->in_run_look = r->in_paragraph_look = r->bold = r->hidden = false;
	r->href = NULL;
}

static void end_paragraph(struct reading *r, struct gp_xml *x)
{
	bool fits = true;

	if (--r->paragraphs)
		return;
	if (r->in_cell) {
		fits = !r->cell_text.len || !gp_buf_putc(&r->cell_text, '\n');
		fits = fits && !gp_buf_put(&r->cell_text, r->text.data, r->text.len);
		if (r->cell.align == GP_ALIGN_AUTO)
			r->cell.align = r->p.align;
	} else if (!r->tables) {
		fits = end_block(r);
	}
	if (!fits)
		too_large(x);
}

static void start_table(struct reading *r)
{
	if (r->paragraphs || r->tables++)
		return;
	r->table.cell_count = r->table.row_count = r->table.width_count = 0;
	r->table_number++;
}

static void end_table(struct reading *r, struct gp_xml *x)
{
	struct gp_block b = {.kind = GP_BLOCK_TABLE};

	if (r->paragraphs || --r->tables)
		return;
	r->cells += r->table.cell_count;
	b.table = gp_docx_in_table(&r->table, r->file.arena, r->table_number);
	if (!end_list(r) || !add_block(r, &b) || r->cells > GP_TABLE_CELLS)
		too_large(x);
}

static bool is_outer(const struct reading *r)
{
	return r->tables == 1 && !r->paragraphs;
}

static void start_cell(struct reading *r)
{
	r->cell = (struct gp_docx_cell){.col = r->col, .cols = 1, .text = ""};
	r->in_cell = true;
	r->cell_bold = r->cell_plain = false;
	gp_buf_clear(&r->cell_text);
}

static void end_cell(struct reading *r, struct gp_xml *x)
{
	const char *s = r->cell_text.len ? r->cell_text.data : "";
	size_t n = r->cell_text.len;

	r->in_cell = false;
	while (n && strchr(" \t\r\n", s[n - 1]))
		n--;
	r->cell.text = gp_ooxml_text(r->file.arena, s, n, &r->cell.n);
	r->cell.bold = r->cell_bold && !r->cell_plain;
	r->col += r->cell.cols;
	if (r->col > GP_TABLE_COLS || !gp_docx_cell_add(&r->table, &r->cell))
		too_large(x);
}

/* w:gridBefore: columns of the grid that a row leaves out at its start. */
static void leave_out(struct reading *r, struct gp_xml *x)
{
	const char *v = value(x);
	struct gp_docx_cell c = {.col = r->col, .cols = count_of(x, GP_TABLE_COLS), .filler = true, .text = ""};

	if (!v || strtol(v, NULL, 10) < 1)
		return;
	r->col += c.cols;
	if (r->col > GP_TABLE_COLS || !gp_docx_cell_add(&r->table, &c))
		too_large(x);
}

static void add_width(struct reading *r, const struct gp_xml *x)
{
	const char *w = gp_xml_attr(x, GP_XML_WORD, "w");

	if (!r->table.widths)
		r->table.widths = gp_calloc(GP_TABLE_COLS, sizeof *r->table.widths);
	if (r->table.width_count < GP_TABLE_COLS)
		r->table.widths[r->table.width_count++] = w ? strtod(w, NULL) : 0;
}

/* --- elements, by where they may stand */

static enum gp_align align_of(const char *v)
{
	if (!v)
		return GP_ALIGN_AUTO;
	if (!strcmp(v, "center"))
		return GP_ALIGN_CENTER;
	if (!strcmp(v, "right") || !strcmp(v, "end"))
		return GP_ALIGN_END;
	return !strcmp(v, "left") || !strcmp(v, "start") ? GP_ALIGN_START : GP_ALIGN_AUTO;
}

static void paragraph_look(struct reading *r, const struct gp_xml *x, const char *name)
{
	struct paragraph *p = &r->p;
	const char *v = value(x), *first;

	if (!strcmp(name, "pStyle")) {
		p->style = gp_docx_in_style(&r->styles, v);
	} else if (!strcmp(name, "outlineLvl") && v) {
		p->level = *v >= '0' && *v <= '9' && !v[1] ? *v - '0' : -1;
	} else if (!strcmp(name, "numId") && v) {
		p->list = (int)(strtol(v, NULL, 10) & 0xFFFFFF);
	} else if (!strcmp(name, "ilvl") && v) {
		p->depth = (unsigned)(strtol(v, NULL, 10) & 15);
	} else if (!strcmp(name, "jc")) {
		p->align = align_of(v);
	} else if (!strcmp(name, "ind")) {
		first = gp_xml_attr(x, GP_XML_WORD, "firstLineChars");
		first = first ? first : gp_xml_attr(x, GP_XML_WORD, "firstLine");
		p->indent = first && strtol(first, NULL, 10) > 0;
	}
}

static void run_content(struct reading *r, struct gp_xml *x, const char *name)
{
	static const struct {
		const char *name, *text;
	} signs[] = {{"tab", "\t"}, {"cr", "\n"}, {"noBreakHyphen", "\xE2\x80\x91"}, {"ptab", "\t"}};

	if (!strcmp(name, "rPr"))
		r->in_run_look = true;
	else if (r->in_run_look && (!strcmp(name, "b") || !strcmp(name, "vanish")))
		*(*name == 'b' ? &r->bold : &r->hidden) = is_on(x);
	else if (!strcmp(name, "t"))
		r->in_text = true;
	else if (!strcmp(name, "br") && !gp_xml_attr(x, GP_XML_WORD, "type")) /* else: of a page or column */
		add_text(r, x, "\n", 1);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!strcmp(name, signs[i].name))
			add_text(r, x, signs[i].text, strlen(signs[i].text));
}

static void table_part(struct reading *r, struct gp_xml *x, const char *name)
{
	const char *v = value(x);

	if (!strcmp(name, "tr")) {
		r->col = 0;
		if (!gp_docx_row_begin(&r->table))
			too_large(x);
	} else if (!strcmp(name, "trPr")) {
		r->in_row_look = true;
	} else if (!strcmp(name, "tblHeader") && r->table.row_count) {
		r->table.rows[r->table.row_count - 1].head = is_on(x);
	} else if (!strcmp(name, "gridBefore") && r->in_row_look) {
		leave_out(r, x);
	} else if (!strcmp(name, "tc")) {
		start_cell(r);
	} else if (!strcmp(name, "gridSpan") && r->in_cell) {
		r->cell.cols = count_of(x, GP_TABLE_COLS + 1);
	} else if (!strcmp(name, "vMerge") && r->in_cell) {
		r->cell.merged = true;
		r->cell.continues = !v || strcmp(v, "restart") != 0;
	} else if (!strcmp(name, "gridCol")) {
		add_width(r, x);
	}
}

/* Not looked into: what was deleted, how it looked before, how it is pronounced, codes of fields. */
static bool is_left_out(const char *name)
{
	static const char *const names[] = {"del", "moveFrom", "delText", "instrText", "rt", "rPrChange",
	    "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange", "numberingChange", "tblPrExChange"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

static void on_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	if (ns != GP_XML_WORD)
		return;
	if (!strcmp(name, "document")) {
		r->is_word = true;
	} else if (is_left_out(name)) {
		if (!strcmp(name, "del") && r->in_row_look && is_outer(r) && r->table.row_count)
			r->table.rows[r->table.row_count - 1].deleted = true;
		gp_xml_skip(x);
	} else if (!strcmp(name, "p")) {
		start_paragraph(r, x);
	} else if (!strcmp(name, "tbl")) {
		start_table(r);
	} else if (is_outer(r)) {
		table_part(r, x, name);
	} else if (!r->paragraphs) {
		return;
	} else if (!strcmp(name, "pPr")) {
		r->in_paragraph_look = true;
	} else if (r->in_paragraph_look) {
		if (r->paragraphs == 1)
			paragraph_look(r, x, name);
	} else if (!strcmp(name, "r")) {
		r->in_run = true;
		r->bold = r->hidden = false;
	} else if (!strcmp(name, "hyperlink")) {
		r->href = address(r, x);
	} else if (r->in_run) {
		run_content(r, x, name);
	}
}

static void on_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	r->in_text = false;
	if (ns != GP_XML_WORD)
		return;
	if (!strcmp(name, "p") && r->paragraphs)
		end_paragraph(r, x);
	else if (!strcmp(name, "tbl") && (r->tables || r->paragraphs))
		end_table(r, x);
	else if (!strcmp(name, "trPr") && is_outer(r))
		r->in_row_look = false;
	else if (!strcmp(name, "tc") && is_outer(r) && r->in_cell)
		end_cell(r, x);
	else if (!strcmp(name, "pPr"))
		r->in_paragraph_look = false;
	else if (!strcmp(name, "rPr"))
		r->in_run_look = false;
	else if (!strcmp(name, "r"))
		r->in_run = r->bold = r->hidden = false;
	else if (!strcmp(name, "hyperlink"))
		r->href = NULL;
}

static void on_text(void *user, struct gp_xml *x, const char *s, size_t n)
{
	struct reading *r = user;

	if (r->in_text)
		add_text(r, x, s, n);
}

/* --- the whole */

static int read_parts(struct reading *r, struct gp_err *e)
{
	static const struct gp_xml_reader reader = {on_start, on_end, on_text};
	struct gp_ooxml *o = &r->file;
	const char *part, *styles, *numbering;

	if (gp_ooxml_rels(o, &r->rels, "", e))
		return -1;
	part = gp_ooxml_part(o, &r->rels, "officeDocument");
	if (!part)
		part = "word/document.xml";
	if (gp_ooxml_rels(o, &r->rels, part, e))
		return -1;
	styles = gp_ooxml_part(o, &r->rels, "styles");
	numbering = gp_ooxml_part(o, &r->rels, "numbering");
	if (gp_docx_in_styles(&r->styles, o, styles, numbering, e) || gp_ooxml_read(o, part, &reader, r, e))
		return -1;
	if (!r->is_word)
		return gp_fail(e, GP_EPARSE, "this is no Word file, or it is damaged");
	if (end_list(r))
		return 0;
	return gp_document_too_large(e);
}

int gp_docx_read(struct gp_document *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct reading *r = gp_calloc(1, sizeof *r);
	struct gp_block *blocks;
	int rc = -1;

	*out = (struct gp_document){.language = "zh"};
	gp_buf_init(&r->text, GP_DOCX_TEXT_MAX);
	gp_buf_init(&r->cell_text, GP_DOCX_TEXT_MAX);
	if (gp_ooxml_open(&r->file, a, p, n, e) || read_parts(r, e) || gp_ooxml_title(&r->file, &out->title, e))
		goto out;
	blocks = gp_arena_alloc(a, (r->count + 1) * sizeof *blocks);
	if (r->count)
		memcpy(blocks, r->blocks, r->count * sizeof *blocks);
	out->blocks = blocks;
	out->count = r->count;
	rc = 0;
out:
	gp_ooxml_close(&r->file);
	gp_docx_styles_free(&r->styles);
	gp_buf_free(&r->text);
	gp_buf_free(&r->cell_text);
	free(r->blocks);
	free(r->items);
	free(r->runs);
	free(r->table.cells);
	free(r->table.rows);
	free(r->table.widths);
	free(r);
	return rc;
}

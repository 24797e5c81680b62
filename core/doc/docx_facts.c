/* docx_facts.c - all that a Word file says (WordprocessingML, ISO/IEC 29500-1, 17), as rules see it */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/doc/docx_impl.h"
#include "core/doc/ooxml_facts.h"

#define NESTED 100         /* paragraphs inside one another, as text boxes are; the depth of XML ends it before */
#define SPANS 10000        /* tracked insertions of one paragraph; further ones are text like the rest */
#define CODE_MAX 4000      /* bytes of the code of a field */
#define PLACE_MAX 80

struct span {
	size_t from, to;
};

struct reading {
	struct gp_ooxml file;
	struct gp_doc_builder *b;
	struct gp_ooxml_rels rels;       /* of the part that is being read */
	struct gp_docx_in_styles styles;
	enum gp_doc_kind kind;           /* of the blocks of this part; GP_DOC_PARAGRAPH: the body */
	const char *word;                /* "header": what its places are called; NULL: the body */
	bool is_word;
	unsigned number;                 /* of the header, comment … */
	unsigned paragraphs, tables, row, cell;

	struct gp_buf text, deleted, code; /* code: of a field */
	size_t starts[NESTED];           /* of the paragraphs that are open, in `text` */
	unsigned open, nested_tables;
	struct gp_docx_in_style style;
	int level, list;
	bool in_look, in_run_look, in_text, in_code, hidden, all_hidden, any_seen, in_cell;
	unsigned taken;                  /* w:del and w:moveFrom around */
	struct span spans[SPANS];
	size_t span_count, ins_from;
	bool in_ins;
	size_t link_from;                /* in `text`; the hyperlink around begins there */
	const char *href;                /* NULL: there is none */
};

static void too_large(struct gp_xml *x)
{
	gp_doc_too_large(gp_xml_stop(x));
}

static const char *value(const struct gp_xml *x)
{
	return gp_xml_attr(x, GP_XML_WORD, "val");
}

static bool is_on(const struct gp_xml *x)
{
	const char *v = value(x);

	return !v || (strcmp(v, "0") && strcmp(v, "false") && strcmp(v, "off"));
}

/* --- places */

static const char *place(const struct reading *r, char out[PLACE_MAX])
{
	if (r->word)
		snprintf(out, PLACE_MAX, "%s %u", r->word, r->number);
	else if (r->in_cell)
		snprintf(out, PLACE_MAX, "table %u, row %u, cell %u", r->tables, r->row, r->cell);
	else
		snprintf(out, PLACE_MAX, "paragraph %u", r->paragraphs);
	return out;
}

static enum gp_doc_kind kind(const struct reading *r)
{
	int level = r->level < 0 ? r->style.level : r->level, list = r->list < 0 ? r->style.list : r->list;

	if (r->kind != GP_DOC_PARAGRAPH)
		return r->kind;
	if (r->in_cell)
		return GP_DOC_CELL;
	if (level < GP_DOCX_NO_LEVEL || r->style.title)
		return GP_DOC_HEADING;
	return list > 0 ? GP_DOC_LIST : GP_DOC_PARAGRAPH;
}

/* --- blocks */

/* What was inserted, as parts within the block that begins at `at`. */
static bool add_spans(struct reading *r, size_t start, size_t at, const char *where)
{
	for (size_t i = 0; i < r->span_count; i++) {
		const struct span *s = &r->spans[i];

		if (s->from >= start && s->to <= r->text.len &&
		    gp_doc_within(r->b, GP_DOC_INSERTED, where, at + s->from - start, s->to - s->from))
			return false;
	}
	return true;
}

static bool end_block(struct reading *r, size_t start)
{
	const char *s = r->text.len ? r->text.data + start : "";
	size_t n = r->text.len - start, at = SIZE_MAX;
	char where[PLACE_MAX];

	r->paragraphs += !r->word && !r->in_cell && !gp_ooxml_blank(s, n);
	place(r, where);
	if (gp_doc_block(r->b, kind(r), where, r->any_seen && r->all_hidden, s, n, &at))
		return false;
	if (at != SIZE_MAX && !add_spans(r, start, at, where))
		return false;
	if (r->deleted.len && r->open == 1) {
		if (gp_doc_block(r->b, GP_DOC_DELETED, where, false, r->deleted.data, r->deleted.len, NULL))
			return false;
		gp_buf_clear(&r->deleted);
	}
	r->text.len = start;
	return true;
}

static void begin_block(struct reading *r)
{
	r->all_hidden = true;
	r->any_seen = false;
	if (r->open <= 1)
		r->span_count = 0;
}

static void start_paragraph(struct reading *r, struct gp_xml *x)
{
	if (r->open == NESTED) {
		too_large(x);
		return;
	}
	r->starts[r->open++] = r->text.len;
	r->style = gp_docx_in_style(&r->styles, NULL);
	r->level = r->list = -1;
	if (!r->in_cell)
		begin_block(r);
}

/* The paragraphs of a cell are lines of it, so that what is written across them is one part. */
static void end_paragraph(struct reading *r, struct gp_xml *x)
{
	size_t start = r->starts[r->open - 1];
	bool fits;

	if (r->in_cell && r->open == 1)
		fits = !gp_buf_putc(&r->text, '\n');
	else
		fits = end_block(r, start);
	r->open--;
	if (!fits)
		too_large(x);
}

static void end_cell(struct reading *r, struct gp_xml *x)
{
	while (r->text.len && r->text.data[r->text.len - 1] == '\n')
		r->text.len--;
	r->open = 1;
	if (!end_block(r, 0))
		too_large(x);
	r->open = 0;
	r->in_cell = false;
}

static void add_text(struct reading *r, struct gp_xml *x, const char *s, size_t n)
{
	if (!gp_ooxml_blank(s, n) && !r->taken) {
		r->all_hidden = r->all_hidden && r->hidden;
		r->any_seen = true;
	}
	if (gp_doc_clean(r->taken ? &r->deleted : &r->text, s, n))
		too_large(x);
}

/* --- links */

static void add_link(struct reading *r, struct gp_xml *x, const char *href, const char *s, size_t n)
{
	char where[PLACE_MAX];

	r->paragraphs += !r->word && !r->in_cell; /* the paragraph that is not ended counts */
	place(r, where);
	r->paragraphs -= !r->word && !r->in_cell;
	if (gp_doc_link_add(r->b, href, s, n, where))
		too_large(x);
}

static void start_link(struct reading *r, const struct gp_xml *x)
{
	const char *id = gp_xml_attr(x, GP_XML_REL, "id");
	const struct gp_ooxml_rel *rel = id ? gp_ooxml_rel(&r->rels, id) : NULL;

	r->href = rel && rel->external ? rel->target : NULL;
	r->link_from = r->text.len;
}

static void end_link(struct reading *r, struct gp_xml *x)
{
	size_t from = r->link_from <= r->text.len ? r->link_from : r->text.len;

	if (r->href)
		add_link(r, x, r->href, r->text.len ? r->text.data + from : "", r->text.len - from);
	r->href = NULL;
}

/* HYPERLINK "http://…" \o "…" (17.16.5.25) */
static void field_code(struct reading *r, struct gp_xml *x, const char *code)
{
	char href[CODE_MAX];
	const char *end;

	code += strspn(code, " \t\n");
	if (strncmp(code, "HYPERLINK", 9) != 0)
		return;
	code += 9 + strspn(code + 9, " \t\n");
	end = *code == '"' ? strchr(++code, '"') : strpbrk(code, " \t\n");
	if (!end || end == code || *code == '\\' || (size_t)(end - code) >= sizeof href)
		return;
	memcpy(href, code, (size_t)(end - code));
	href[end - code] = '\0';
	add_link(r, x, href, "", 0);
}

/* Between the signs that a field begins, shows something, and ends. */
static void end_code(struct reading *r, struct gp_xml *x)
{
	if (r->code.len)
		field_code(r, x, r->code.data);
	gp_buf_clear(&r->code);
}

/* --- elements */

static void look(struct reading *r, const struct gp_xml *x, const char *name)
{
	const char *v = value(x);

	if (!strcmp(name, "pStyle"))
		r->style = gp_docx_in_style(&r->styles, v);
	else if (!strcmp(name, "outlineLvl") && v)
		r->level = *v >= '0' && *v <= '9' && !v[1] ? *v - '0' : -1;
	else if (!strcmp(name, "numId") && v)
		r->list = (int)(strtol(v, NULL, 10) & 0xFFFFFF);
}

static void run_content(struct reading *r, struct gp_xml *x, const char *name)
{
	if (!strcmp(name, "rPr"))
		r->in_run_look = true;
	else if (r->in_run_look && !strcmp(name, "vanish"))
		r->hidden = is_on(x);
	else if (!strcmp(name, "t") || !strcmp(name, "delText"))
		r->in_text = true;
	else if (!strcmp(name, "instrText"))
		r->in_code = true;
	else if (!strcmp(name, "fldChar"))
		end_code(r, x);
	else if ((!strcmp(name, "br") && !gp_xml_attr(x, GP_XML_WORD, "type")) || !strcmp(name, "cr"))
		add_text(r, x, "\n", 1);
	else if (!r->in_run_look && (!strcmp(name, "tab") || !strcmp(name, "ptab")))
		add_text(r, x, "\t", 1);
	else if (!strcmp(name, "noBreakHyphen"))
		add_text(r, x, "-", 1);
}

static void table_part(struct reading *r, const char *name)
{
	if (!strcmp(name, "tr")) {
		r->row++;
		r->cell = 0;
	} else if (!strcmp(name, "tc")) {
		r->cell++;
		r->in_cell = true;
		gp_buf_clear(&r->text);
		begin_block(r);
	}
}

/* How it looked before, and how it is pronounced. */
static bool is_left_out(const char *name)
{
	static const char *const names[] = {"rt", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
	    "sectPrChange", "tblGridChange", "numberingChange", "tblPrExChange"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

/* The note or comment that begins; the two separators that each list of notes has are none. */
static void start_note(struct reading *r, struct gp_xml *x)
{
	const char *type = gp_xml_attr(x, GP_XML_WORD, "type");

	if (type && strcmp(type, "normal") != 0)
		gp_xml_skip(x);
	else
		r->number++;
}

static bool is_note(const struct reading *r, const char *name)
{
	return (r->kind == GP_DOC_NOTE || r->kind == GP_DOC_COMMENT) &&
	    (!strcmp(name, "footnote") || !strcmp(name, "endnote") || !strcmp(name, "comment"));
}

static void in_paragraph(struct reading *r, struct gp_xml *x, const char *name)
{
	const char *code;

	if (!strcmp(name, "pPr")) {
		r->in_look = true;
	} else if (r->in_look) {
		look(r, x, name);
	} else if (!strcmp(name, "del") || !strcmp(name, "moveFrom")) {
		r->taken++;
	} else if (!strcmp(name, "ins") || !strcmp(name, "moveTo")) {
		r->in_ins = !r->in_run_look;
		r->ins_from = r->text.len;
	} else if (!strcmp(name, "r")) {
		r->hidden = false;
	} else if (!strcmp(name, "hyperlink")) {
		start_link(r, x);
	} else if (!strcmp(name, "fldSimple")) {
		code = gp_xml_attr(x, GP_XML_WORD, "instr");
		if (code)
			field_code(r, x, code);
	} else {
		run_content(r, x, name);
	}
}

static void on_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	if (ns != GP_XML_WORD)
		return;
	if (!strcmp(name, "document")) {
		r->is_word = true;
	} else if (is_left_out(name)) {
		gp_xml_skip(x);
	} else if (is_note(r, name)) {
		start_note(r, x);
	} else if (!strcmp(name, "p")) {
		start_paragraph(r, x);
	} else if (!strcmp(name, "tbl")) {
		if (!r->nested_tables++ && !r->open) {
			r->tables++;
			r->row = 0;
		}
	} else if (r->open) {
		in_paragraph(r, x, name);
	} else if (r->nested_tables == 1) {
		table_part(r, name);
	}
}

static void end_inserted(struct reading *r)
{
	if (r->in_ins && r->text.len > r->ins_from && r->span_count < SPANS)
		r->spans[r->span_count++] = (struct span){r->ins_from, r->text.len};
	r->in_ins = false;
}

static void on_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	r->in_text = r->in_code = false;
	if (ns != GP_XML_WORD)
		return;
	if (!strcmp(name, "p") && r->open)
		end_paragraph(r, x);
	else if (!strcmp(name, "tbl") && r->nested_tables)
		r->nested_tables--;
	else if (!strcmp(name, "tc") && r->nested_tables == 1 && r->in_cell && !r->open)
		end_cell(r, x);
	else if (!strcmp(name, "pPr"))
		r->in_look = false;
	else if (!strcmp(name, "rPr"))
		r->in_run_look = false;
	else if ((!strcmp(name, "del") || !strcmp(name, "moveFrom")) && r->taken && !r->in_look)
		r->taken--;
	else if (!strcmp(name, "ins") || !strcmp(name, "moveTo"))
		end_inserted(r);
	else if (!strcmp(name, "hyperlink"))
		end_link(r, x);
}

static void on_text(void *user, struct gp_xml *x, const char *s, size_t n)
{
	struct reading *r = user;

	if (r->in_text && r->open)
		add_text(r, x, s, n);
	else if (r->in_code)
		(void)gp_buf_put(&r->code, s, n); /* one that is longer is no address */
}

/* --- the whole */

static int read_part(struct reading *r, const char *part, enum gp_doc_kind kind_of, const char *word, unsigned number,
    struct gp_err *e)
{
	static const struct gp_xml_reader reader = {on_start, on_end, on_text};

	r->kind = kind_of;
	r->word = word;
	r->number = number;
	r->open = r->nested_tables = r->taken = 0;
	r->in_look = r->in_run_look = r->in_text = r->in_code = r->in_cell = r->in_ins = r->hidden = false;
	r->href = NULL;
	r->span_count = 0;
	gp_buf_clear(&r->text);
	gp_buf_clear(&r->deleted);
	gp_buf_clear(&r->code);
	if (gp_ooxml_rels(&r->file, &r->rels, part, e))
		return -1;
	return gp_ooxml_read(&r->file, part, &reader, r, e);
}

/* Headers and the like, in the order of the file's list of them. */
static int read_others(struct reading *r, const struct gp_ooxml_rels *of_body, struct gp_err *e)
{
	static const struct {
		const char *type, *word;
		enum gp_doc_kind kind;
		bool many; /* one part has them all, and counts them */
	} others[] = {{"header", "header", GP_DOC_HEADER, false}, {"footer", "footer", GP_DOC_FOOTER, false},
	    {"footnotes", "footnote", GP_DOC_NOTE, true}, {"endnotes", "endnote", GP_DOC_NOTE, true},
	    {"comments", "comment", GP_DOC_COMMENT, true}};

	for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
		unsigned number = 0;

		for (size_t i = 0; i < of_body->count; i++) {
			const struct gp_ooxml_rel *rel = &of_body->list[i];

			if (rel->external || strcmp(rel->type, others[k].type) || !gp_zip_in_has(r->file.zip, rel->target))
				continue;
			number += !others[k].many;
			if (read_part(r, rel->target, others[k].kind, others[k].word, number, e))
				return -1;
		}
	}
	return 0;
}

static int read_parts(struct reading *r, struct gp_err *e)
{
	struct gp_ooxml *o = &r->file;
	struct gp_ooxml_rels rels;
	const char *body, *styles, *numbering;

	if (gp_ooxml_rels(o, &rels, "", e))
		return -1;
	body = gp_ooxml_part(o, &rels, "officeDocument");
	if (!body)
		body = "word/document.xml";
	if (gp_ooxml_rels(o, &rels, body, e))
		return -1;
	styles = gp_ooxml_part(o, &rels, "styles");
	numbering = gp_ooxml_part(o, &rels, "numbering");
	if (gp_docx_in_styles(&r->styles, o, styles, numbering, e) || read_part(r, body, GP_DOC_PARAGRAPH, NULL, 0, e))
		return -1;
	if (!r->is_word)
		return gp_fail(e, GP_EPARSE, "this is no Word file, or it is damaged");
	return read_others(r, &rels, e) || gp_ooxml_properties(o, r->b, e) ? -1 : 0;
}

int gp_docx_facts(struct gp_doc_builder *b, const char *p, size_t n, struct gp_err *e)
{
	struct reading *r = gp_calloc(1, sizeof *r);
	int rc;

	r->b = b;
	gp_buf_init(&r->text, GP_DOC_TEXT_MAX);
	gp_buf_init(&r->deleted, GP_DOC_TEXT_MAX);
	gp_buf_init(&r->code, CODE_MAX);
	rc = gp_ooxml_open(&r->file, b->arena, p, n, e) || read_parts(r, e) ? -1 : 0;
	gp_ooxml_close(&r->file);
	gp_docx_styles_free(&r->styles);
	gp_buf_free(&r->text);
	gp_buf_free(&r->deleted);
	gp_buf_free(&r->code);
	free(r);
	return rc;
}

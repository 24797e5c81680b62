/* xlsx_facts.c - all that a workbook says (SpreadsheetML, ISO/IEC 29500-1, 18), as rules see it */
#include <stdlib.h>
#include <string.h>

#include "core/doc/ooxml_facts.h"
#include "core/doc/xlsx_impl.h"

/* The comments of a sheet (18.7). */
struct comments {
	struct gp_xlsx_book *book;
	struct gp_doc_builder *b;
	const struct gp_xlsx_named *sheet;
	struct gp_buf text;
	const char *at; /* of the comment that is being read, or NULL */
	bool inside;    /* of t */
};

static void comments_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct comments *c = user;
	const char *ref;
	struct gp_buf at;

	c->inside = ns == GP_XML_SHEET && !strcmp(name, "t");
	if (ns != GP_XML_SHEET || strcmp(name, "comment") != 0)
		return;
	ref = gp_xml_attr(x, GP_XML_NONE, "ref");
	gp_buf_clear(&c->text);
	gp_buf_init(&at, 1000);
	gp_buf_puts(&at, c->sheet->name);
	gp_buf_puts(&at, "!");
	gp_buf_puts(&at, ref && strlen(ref) < 20 ? ref : "");
	c->at = gp_arena_strndup(c->book->file.arena, at.data, at.len);
	gp_buf_free(&at);
}

static void comments_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct comments *c = user;
	struct gp_xlsx_string s;

	c->inside = false;
	if (ns != GP_XML_SHEET || strcmp(name, "comment") != 0 || !c->at)
		return;
	s = gp_xlsx_read_text(c->book->file.arena, c->text.len ? c->text.data : "", c->text.len);
	if (gp_doc_block(c->b, GP_DOC_COMMENT, c->at, c->sheet->hidden, s.p, s.n, NULL))
		gp_doc_too_large(gp_xml_stop(x));
	c->at = NULL;
}

static void comments_text(void *user, struct gp_xml *x, const char *s, size_t n)
{
	struct comments *c = user;

	if (c->inside && gp_buf_put(&c->text, s, n))
		gp_doc_too_large(gp_xml_stop(x));
}

static int read_comments(struct gp_xlsx_book *k, struct gp_doc_builder *b, const struct gp_xlsx_named *sheet,
    const struct gp_ooxml_rels *rels, struct gp_err *e)
{
	static const struct gp_xml_reader reader = {comments_start, comments_end, comments_text};
	struct comments c = {.book = k, .b = b, .sheet = sheet};
	const char *part = gp_ooxml_part(&k->file, rels, "comments");
	int rc;

	if (!part)
		return 0;
	gp_buf_init(&c.text, GP_XLSX_TEXT_MAX);
	rc = gp_ooxml_read(&k->file, part, &reader, &c, e);
	gp_buf_free(&c.text);
	return rc;
}

int gp_xlsx_add_facts(struct gp_doc_builder *b, const struct gp_xlsx_sheet *s, const char *name, bool hidden,
    struct gp_err *e)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct gp_xlsx_cell *c = &s->cells[i];

		if (c->n && gp_doc_block(b, GP_DOC_CELL, gp_xlsx_place(b->arena, name, c->row, c->col), hidden,
		    c->text, c->n, NULL))
			return gp_doc_too_large(e);
	}
	return 0;
}

static int add_links(struct gp_xlsx_book *k, struct gp_doc_builder *b, const struct gp_xlsx_named *named,
    const struct gp_xlsx_sheet *s, const struct gp_ooxml_rels *rels, struct gp_err *e)
{
	for (size_t i = 0; i < s->link_count; i++) {
		const struct gp_ooxml_rel *rel = gp_ooxml_rel(rels, s->links[i].id);

		if (rel && rel->external && gp_doc_link_add(b, rel->target, "", 0,
		    gp_xlsx_place(k->file.arena, named->name, s->links[i].row, s->links[i].col)))
			return gp_doc_too_large(e);
	}
	return 0;
}

static int read_sheet(struct gp_xlsx_book *k, struct gp_doc_builder *b, const struct gp_xlsx_named *named,
    const char *part, struct gp_err *e)
{
	struct gp_xlsx_sheet s = {0};
	struct gp_ooxml_rels rels;
	int rc = gp_xlsx_read_sheet(k, &s, part, named->name, e);

	rc = rc || gp_xlsx_add_facts(b, &s, named->name, named->hidden, e) || gp_ooxml_rels(&k->file, &rels, part, e) ||
	    add_links(k, b, named, &s, &rels, e) || read_comments(k, b, named, &rels, e) ? -1 : 0;
	gp_xlsx_sheet_free(&s);
	return rc;
}

static int read_sheets(struct gp_xlsx_book *k, struct gp_doc_builder *b, struct gp_err *e)
{
	for (size_t i = 0; i < k->sheet_count; i++) {
		const struct gp_xlsx_named *named = &k->sheets[i];
		const struct gp_ooxml_rel *r = gp_ooxml_rel(&k->rels, named->id);

		if (gp_doc_block(b, GP_DOC_NAME, named->name, named->hidden, named->name, strlen(named->name), NULL))
			return gp_doc_too_large(e);
		if (r && strcmp(r->type, "worksheet") != 0) /* a sheet that is a chart */
			continue;
		if (!r || r->external)
			return gp_fail_at(e, GP_EPARSE, named->name, "the file is damaged: a part is missing");
		if (read_sheet(k, b, named, r->target, e))
			return -1;
	}
	return 0;
}

int gp_xlsx_facts(struct gp_doc_builder *b, const char *p, size_t n, struct gp_err *e)
{
	struct gp_xlsx_book *k = gp_calloc(1, sizeof *k);
	int rc = gp_ooxml_open(&k->file, b->arena, p, n, e) || gp_xlsx_read_book(k, e) || read_sheets(k, b, e) ||
	    gp_ooxml_properties(&k->file, b, e) ? -1 : 0;

	gp_ooxml_close(&k->file);
	gp_xlsx_book_free(k);
	free(k);
	return rc;
}

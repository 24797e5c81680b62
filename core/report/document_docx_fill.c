#include "core/report/document_docx_sample.h"

#include <stdlib.h>
#include <string.h>

#define KINDS 3

static const char *const kinds[KINDS] = {"default", "first", "even"};

/* The next section's element, or 0; what a section was before a tracked change is none. */
static size_t next_section(const struct gp_word_sample *s, size_t after)
{
	const struct gp_xml_span *list = s->document->xml.list;
	size_t i;

	for (i = after + 1; i < s->document->xml.count; i++)
		if (!strcmp(list[i].name, "w:sectPr") && strcmp(list[list[i].parent].name, "w:sectPrChange") != 0)
			return i;
	return 0;
}

/* The element of the section in which the report stands, or 0: a section's element is at its end. */
static size_t own_section(const struct gp_word_sample *s)
{
	size_t i;

	if (!s->marker)
		return s->final;
	for (i = next_section(s, 0); i && s->document->xml.list[i].start < s->from; i = next_section(s, i))
		;
	return i;
}

/* The first section that the document will have, or 0. */
static size_t first_section(const struct gp_word_sample *s)
{
	return s->marker ? next_section(s, 0) : s->final;
}

static unsigned twips(const struct gp_word_part *p, size_t of, const char *child, const char *attr)
{
	size_t i = gp_word_child(p, of, child, 0);
	const char *v = i ? gp_xml_span_attr(&p->xml.list[i], attr) : NULL;
	long n = v ? strtol(v, NULL, 10) : 0;

	return n > 0 && n < 32000 ? (unsigned)n : 0; /* Word's widest page is 31,680 */
}

static void choose_width(struct gp_word_sample *s)
{
	const struct gp_word_part *p = s->document;
	size_t i = own_section(s);
	unsigned page, margins;

	if (!i)
		return;
	page = twips(p, i, "w:pgSz", "w:w");
	margins = twips(p, i, "w:pgMar", "w:left") + twips(p, i, "w:pgMar", "w:right");
	if (page > margins + 1000)
		s->x->width = page - margins;
}

/* The report's text looks as the paragraph of {{report}} does, when that has a style. */
static bool take_marker_style(struct gp_word_sample *s)
{
	const struct gp_word_part *p = s->document;
	size_t look = s->marker ? gp_word_child(p, s->marker, "w:pPr", 0) : 0;
	size_t style = look ? gp_word_child(p, look, "w:pStyle", 0) : 0;
	const char *id = style ? gp_xml_span_attr(&p->xml.list[style], "w:val") : NULL;

	if (!id)
		return false;
	s->x->style[GP_WORD_BODY] = gp_word_escaped(s, id);
	return true;
}

static int put_body(struct gp_word_sample *s, struct gp_err *e)
{
	const char *footer = s->x->d->footer;
	bool has_style = take_marker_style(s);

	choose_width(s);
	if (gp_word_body(s->x, e))
		return -1;
	if (footer && *footer) { /* the feet of the pages are the office's */
		gp_word_paragraph(s->x, GP_WORD_NOTE, "");
		gp_word_run(s->x, footer, strlen(footer), false, "");
		gp_buf_puts(&s->x->body, "</w:p>");
	}
	if (has_style)
		s->x->used &= ~(1u << GP_WORD_BODY);
	if (s->x->d->draft)
		s->x->used |= 1u << GP_WORD_DRAFT;
	return 0;
}

static void place_body(struct gp_word_sample *s)
{
	const struct gp_xml_span *list = s->document->xml.list, *p = &list[s->marker];
	size_t look = s->marker ? gp_word_child(s->document, s->marker, "w:pPr", 0) : 0;
	const char *body = gp_word_keep(s, &s->x->body);

	if (look && gp_word_child(s->document, look, "w:sectPr", 0)) { /* the end of a section stays, empty */
		gp_word_edit(s->document, p->start, p->start, body, s->x->body.len);
		gp_word_edit(s->document, list[look].end, p->inner_end, "", 0);
	} else {
		gp_word_edit(s->document, s->from, s->to, body, s->x->body.len);
	}
}

/* A section's reference to a header or footer of this kind, or 0. */
static size_t reference(const struct gp_word_sample *s, size_t section, const char *name, const char *kind)
{
	const char *type;
	size_t i;

	for (i = gp_word_child(s->document, section, name, 0); i; i = gp_word_child(s->document, section, name, i)) {
		type = gp_xml_span_attr(&s->document->xml.list[i], "w:type");
		if (!strcmp(type ? type : kinds[0], kind))
			return i;
	}
	return 0;
}

/* The last section's header or footer, which it has from a section that is gone; or 0. */
static size_t inherited(const struct gp_word_sample *s, const char *name, const char *kind)
{
	size_t i, ref, found = 0;

	for (i = s->marker ? 0 : next_section(s, 0); i && i != s->final; i = next_section(s, i))
		if ((ref = reference(s, i, name, kind)))
			found = ref;
	return found;
}

/* What the first section needs for its pages to have the office's headers, or one that says "draft". */
static void put_references(struct gp_word_sample *s, size_t section, struct gp_buf *out, bool *own_header)
{
	static const char *const names[] = {"w:headerReference", "w:footerReference"};
	const struct gp_xml_span *at;
	size_t n, k, from;

	for (n = 0; n < 2; n++)
		for (k = 0; k < KINDS; k++) {
			if (section && reference(s, section, names[n], kinds[k]))
				continue;
			if (section && (from = inherited(s, names[n], kinds[k]))) {
				at = &s->document->xml.list[from];
				gp_buf_put(out, s->document->p + at->start, at->end - at->start);
			} else if (n == 0 && s->x->d->draft) {
				gp_buf_printf(out, "<w:headerReference w:type=\"%s\" r:id=\"%sheader\"/>", kinds[k],
				    s->x->link_prefix);
				*own_header = true;
			}
		}
}

static void fill_sections(struct gp_word_sample *s)
{
	size_t section = first_section(s);
	const struct gp_xml_span *at = &s->document->xml.list[section];
	struct gp_buf b, header;
	bool own_header = false;

	gp_buf_init(&b, GP_WORD_PART_MAX);
	gp_buf_init(&header, GP_WORD_PART_MAX);
	if (!section)
		gp_buf_puts(&b, "<w:sectPr>");
	put_references(s, section, &b, &own_header);
	if (!section) {
		gp_buf_puts(&b, GP_WORD_PAGE "</w:sectPr>");
		if (own_header)
			gp_word_append(s, s->document, s->body, gp_word_keep(s, &b), b.len);
	} else if (b.len && at->inner < at->end) { /* they come first in it */
		gp_word_edit(s->document, at->inner, at->inner, gp_word_keep(s, &b), b.len);
	} else if (b.len) {
		gp_word_append(s, s->document, section, gp_word_keep(s, &b), b.len);
	}
	if (own_header) {
		gp_word_header(&header, s->x);
		gp_word_new_part(s, "header", &header);
	}
	gp_buf_free(&b);
	gp_buf_free(&header);
}

/* At the start of a header that the sample has. */
static void say_draft(struct gp_word_sample *s, struct gp_word_part *p)
{
	struct gp_buf b;

	gp_buf_init(&b, GP_WORD_PART_MAX);
	gp_word_draft(&b, s->x);
	if (p->xml.list[0].inner < p->xml.list[0].end)
		gp_word_edit(p, p->xml.list[0].inner, p->xml.list[0].inner, gp_word_keep(s, &b), b.len);
	else
		gp_word_append(s, p, 0, gp_word_keep(s, &b), b.len);
	gp_buf_free(&b);
}

static int fill_margins(struct gp_word_sample *s, const char *kind, bool draft, struct gp_err *e)
{
	struct gp_word_part *p;
	const char *name;
	size_t i;

	for (i = gp_word_relation(s->relations, kind, 0); i; i = gp_word_relation(s->relations, kind, i)) {
		name = gp_word_target(s, s->relations, i, "word/");
		if (gp_word_known_part(s, name))
			continue;
		if (gp_word_read_part(s, name, &p, e))
			return -1;
		if (!p)
			continue;
		gp_word_placeholders(s, p, 0, 0);
		if (draft)
			say_draft(s, p);
	}
	return 0;
}

/* Title and author are those of the report, not those of whoever made the sample. */
static void fill_properties(struct gp_word_sample *s)
{
	size_t i = gp_word_relation(s->package, "/core-properties", 0);
	const char *name = i ? gp_word_target(s, s->package, i, "") : "docProps/core.xml";
	struct gp_buf b;

	gp_buf_init(&b, GP_WORD_PART_MAX);
	gp_word_core(&b, s->x->d);
	gp_word_put_part(s, name, &b);
	gp_buf_clear(&b);
	if (!i) {
		gp_buf_printf(&b, "<Relationship Id=\"%score\" Type=\"http://schemas.openxmlformats.org/package/2006/"
		    "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>", s->package_prefix);
		gp_word_append(s, s->package, 0, gp_word_keep(s, &b), b.len);
		gp_buf_clear(&b);
	}
	if (!gp_word_type_of(s, name)) {
		gp_buf_puts(&b, "<Override PartName=\"/");
		gp_word_str(&b, name);
		gp_buf_puts(&b, "\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
		gp_word_append(s, s->types, 0, gp_word_keep(s, &b), b.len);
	}
	gp_buf_free(&b);
}

static void put_relations(struct gp_word_sample *s)
{
	struct gp_buf *links = &s->x->links, b;

	if (!links->len)
		return;
	if (s->relations) {
		gp_word_append(s, s->relations, 0, gp_word_keep(s, links), links->len);
		return;
	}
	gp_buf_init(&b, GP_WORD_PART_MAX);
	gp_buf_puts(&b, GP_WORD_XML
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
	gp_buf_put(&b, links->data, links->len);
	gp_buf_puts(&b, "</Relationships>");
	gp_word_put_part(s, "word/_rels/document.xml.rels", &b);
	gp_buf_free(&b);
}

static int fill(struct gp_word_sample *s, struct gp_buf *out, struct gp_err *e)
{
	if (put_body(s, e))
		return -1;
	place_body(s);
	gp_word_placeholders(s, s->document, s->from, s->to);
	if (fill_margins(s, "/header", s->x->d->draft, e) || fill_margins(s, "/footer", false, e))
		return -1;
	fill_sections(s);
	gp_word_merge(s);
	fill_properties(s);
	put_relations(s);
	return gp_word_sample_write(s, out, e);
}

int gp_word_fill(struct gp_buf *out, struct gp_word *x, const struct gp_document_sample *sample, struct gp_err *e)
{
	struct gp_word_sample s = {.x = x};
	struct gp_err why = GP_ERR_INIT;
	int result = -1;

	if (gp_word_sample_open(&s, sample->p, sample->n, &why))
		gp_fail(e, why.code, "%.200s: it cannot serve as a sample: %s", sample->name, why.msg);
	else
		result = fill(&s, out, e);
	gp_word_sample_close(&s);
	return result;
}

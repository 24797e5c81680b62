#include "core/report/document_docx_sample.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/doc/zip_out.h"

#define TYPES "[Content_Types].xml"
#define WORD_NS "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

int gp_word_read_part(struct gp_word_sample *s, const char *name, struct gp_word_part **out, struct gp_err *e)
{
	struct gp_word_part *p;
	struct gp_err why = GP_ERR_INIT;
	struct gp_buf b;
	int result;

	*out = NULL;
	if (!name || !gp_zip_in_has(s->zip, name))
		return 0;
	gp_buf_init(&b, GP_WORD_PART_MAX);
	result = gp_zip_in_read(s->zip, name, &b, e);
	if (!result) {
		p = gp_word_put_part(s, name, &b);
		result = gp_xml_spans(&p->xml, &s->arena, p->p, p->n, &why);
		if (result)
			gp_fail(e, why.code, "%.100s: %s", name, why.msg);
		*out = p;
	}
	gp_buf_free(&b);
	return result;
}

struct gp_word_part *gp_word_known_part(const struct gp_word_sample *s, const char *name)
{
	struct gp_word_part *p;

	for (p = s->parts; p && strcasecmp(p->name, name) != 0; p = p->next)
		;
	return p;
}

size_t gp_word_relation(const struct gp_word_part *p, const char *kind, size_t after)
{
	size_t i, n, want = strlen(kind);
	const char *type;

	for (i = p ? gp_word_child(p, 0, "Relationship", after) : 0; i; i = gp_word_child(p, 0, "Relationship", i)) {
		type = gp_xml_span_attr(&p->xml.list[i], "Type");
		n = type ? strlen(type) : 0;
		if (n >= want && !strcmp(type + n - want, kind) && gp_xml_span_attr(&p->xml.list[i], "Target"))
			return i;
	}
	return 0;
}

const char *gp_word_target(struct gp_word_sample *s, const struct gp_word_part *p, size_t i, const char *folder)
{
	const char *to = p && i ? gp_xml_span_attr(&p->xml.list[i], "Target") : NULL;
	struct gp_buf b;

	if (!to)
		return NULL;
	gp_buf_init(&b, GP_WORD_PART_MAX);
	if (*to != '/')
		gp_buf_puts(&b, folder);
	gp_buf_puts(&b, *to == '/' ? to + 1 : to);
	to = gp_word_keep(s, &b);
	gp_buf_free(&b);
	return to;
}

size_t gp_word_type_of(const struct gp_word_sample *s, const char *name)
{
	const char *part;
	size_t i;

	for (i = gp_word_child(s->types, 0, "Override", 0); i; i = gp_word_child(s->types, 0, "Override", i)) {
		part = gp_xml_span_attr(&s->types->xml.list[i], "PartName");
		if (part && *part == '/' && !strcasecmp(part + 1, name))
			return i;
	}
	return 0;
}

/* A template of Word (.dotx) becomes a document. */
static int check_type(struct gp_word_sample *s, struct gp_err *e)
{
	static const char document[] =
	    "<Override PartName=\"/word/document.xml\" ContentType=\"" GP_WORD_MIME "document.main+xml\"/>";
	size_t i = gp_word_type_of(s, "word/document.xml");
	const struct gp_xml_span *at = i ? &s->types->xml.list[i] : NULL;
	const char *type = at ? gp_xml_span_attr(at, "ContentType") : NULL;

	if (type && strstr(type, "macroEnabled"))
		return gp_fail(e, GP_EUSAGE, "it contains macros; save it as .docx");
	if (!type || strncmp(type, GP_WORD_MIME, strlen(GP_WORD_MIME)) != 0)
		return gp_fail(e, GP_EPARSE, "it is no Word document (.docx)");
	gp_word_edit(s->types, at->start, at->end, document, sizeof document - 1);
	return 0;
}

static int check_document(struct gp_word_sample *s, struct gp_err *e)
{
	static const char relations[] =
	    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
	const struct gp_xml_span *root = &s->document->xml.list[0];
	const char *ns = gp_xml_span_attr(root, "xmlns:w");
	size_t i;

	if (ns && strstr(ns, "purl.oclc.org"))
		return gp_fail(e, GP_EUSAGE, "it is of the kind Strict Open XML; save it as an ordinary .docx");
	s->body = gp_word_child(s->document, 0, "w:body", 0);
	if (strcmp(root->name, "w:document") != 0 || !ns || strcmp(ns, WORD_NS) != 0 || !s->body ||
	    s->document->xml.list[s->body].inner == s->document->xml.list[s->body].end)
		return gp_fail(e, GP_EPARSE, "it is no Word document (.docx)");
	if (!gp_xml_span_attr(root, "xmlns:r"))
		gp_word_edit(s->document, root->inner - 1, root->inner - 1, relations, sizeof relations - 1);
	for (i = gp_word_child(s->document, s->body, "w:sectPr", 0); i;
	    i = gp_word_child(s->document, s->body, "w:sectPr", i))
		s->final = i;
	return 0;
}

static void find_place(struct gp_word_sample *s)
{
	const struct gp_xml_span *list = s->document->xml.list;

	s->marker = gp_word_report_paragraph(s, s->document);
	if (s->marker) {
		s->from = list[s->marker].start;
		s->to = list[s->marker].end;
	} else {
		s->from = list[s->body].inner;
		s->to = s->final ? list[s->final].start : list[s->body].inner_end;
	}
}

/* The first part of this kind beside the document. */
static int read_related(struct gp_word_sample *s, const char *kind, struct gp_word_part **out, struct gp_err *e)
{
	size_t i = gp_word_relation(s->relations, kind, 0);

	return gp_word_read_part(s, gp_word_target(s, s->relations, i, "word/"), out, e);
}

int gp_word_sample_open(struct gp_word_sample *s, const char *p, size_t n, struct gp_err *e)
{
	if (n >= 4 && !memcmp(p, "\xD0\xCF\x11\xE0", 4))
		return gp_fail(e, GP_EUSAGE,
		    "it is a .doc or .wps file, or has a password; save it as .docx without one");
	if (gp_zip_in_open(&s->zip, p, n, e) || gp_word_read_part(s, TYPES, &s->types, e) ||
	    gp_word_read_part(s, "_rels/.rels", &s->package, e) ||
	    gp_word_read_part(s, "word/document.xml", &s->document, e))
		return -1;
	if (!s->types || !s->package || !s->document)
		return gp_fail(e, GP_EPARSE, "it is no Word document (.docx)");
	if (check_type(s, e) || check_document(s, e) ||
	    gp_word_read_part(s, "word/_rels/document.xml.rels", &s->relations, e) ||
	    read_related(s, "/styles", &s->styles, e) || read_related(s, "/numbering", &s->numbering, e))
		return -1;
	find_place(s);
	return gp_word_choose_ids(s, e);
}

static int copy_entry(struct gp_word_sample *s, struct gp_zip_out *z, const char *name, struct gp_err *e)
{
	struct gp_word_part *p = gp_word_known_part(s, name);
	struct gp_buf b;
	int result;

	gp_buf_init(&b, GP_WORD_PART_MAX * 2); /* as it was, and what was added */
	if (p)
		p->written = true;
	result = p ? gp_word_part_put(&b, p, e) : gp_zip_in_read(s->zip, name, &b, e);
	if (!result)
		result = gp_zip_out_add(z, name, b.data, b.len, e);
	gp_buf_free(&b);
	return result;
}

int gp_word_sample_write(struct gp_word_sample *s, struct gp_buf *out, struct gp_err *e)
{
	struct gp_zip_out *z = gp_zip_out_open(e);
	struct gp_word_part *p;
	size_t i, n;

	if (!z || copy_entry(s, z, TYPES, e))
		goto bad;
	for (i = 0; i < gp_zip_in_count(s->zip); i++) {
		const char *name = gp_zip_in_name(s->zip, i);

		n = strlen(name);
		if (n && name[n - 1] != '/' && strcasecmp(name, TYPES) != 0 && copy_entry(s, z, name, e))
			goto bad;
	}
	for (p = s->parts; p; p = p->next)
		if (!p->written && copy_entry(s, z, p->name, e))
			goto bad;
	return gp_zip_out_finish(z, out, e);
bad:
	gp_zip_out_drop(z);
	return -1;
}

void gp_word_sample_close(struct gp_word_sample *s)
{
	struct gp_word_part *p;

	for (p = s->parts; p; p = p->next)
		free(p->edits);
	gp_zip_in_free(s->zip);
	gp_arena_free(&s->arena);
}

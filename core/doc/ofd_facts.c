#include "core/doc/ofd_facts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/doc/ooxml.h"
#include "core/doc/text_facts.h"

#define BODIES 100    /* documents in one file */
#define NAME_MAX_BYTES 200
#define VALUE_MAX ((size_t)64 << 10)

struct list {
	const char **parts; /* free() */
	const char **ids;   /* free(); of pages */
	size_t count, cap;
};

struct reading {
	struct gp_ooxml file;
	struct gp_doc_builder *b;
	const char *part;               /* that is being read */
	bool is_ofd;
	struct list roots, pages, templates, notes, attached;
	struct list note_files;         /* of annotations, ids: of their pages */
	/* a value of DocInfo, a location */
	struct gp_buf value;
	char name[NAME_MAX_BYTES];      /* of the property, "" outside */
	bool in_value;
	const char *page_id;            /* of the annotations that follow */
	/* text */
	struct gp_buf lines;
	double box[4], matrix[6], size; /* of the text object */
	double base, right;             /* of what was written last */
	bool in_text, in_remark, any;
	const char *at;                 /* the place of what is being read, for its links */
};

static int add(struct list *l, const char *part, const char *id)
{
	if (l->count == GP_OFD_PAGES)
		return -1;
	if (l->count == l->cap) {
		l->cap = l->cap ? 2 * l->cap : 16;
		l->parts = gp_reallocarray(l->parts, l->cap, sizeof *l->parts);
		l->ids = gp_reallocarray(l->ids, l->cap, sizeof *l->ids);
	}
	l->parts[l->count] = part;
	l->ids[l->count++] = id;
	return 0;
}

static void list_free(struct list *l)
{
	free(l->parts);
	free(l->ids);
}

static void too_large(struct gp_xml *x)
{
	gp_doc_too_large(gp_xml_stop(x));
}

static const char *attr(const struct gp_xml *x, const char *name)
{
	return gp_xml_attr(x, GP_XML_NONE, name);
}

static void add_target(struct reading *r, struct gp_xml *x, struct list *l, const char *target, const char *id)
{
	struct gp_arena *a = r->file.arena;

	if (!target || !*target)
		return;
	if (add(l, gp_ooxml_target(a, r->part, target), id ? gp_arena_strndup(a, id, strlen(id)) : ""))
		too_large(x);
}

static void begin_value(struct reading *r, const char *name)
{
	gp_buf_clear(&r->value);
	snprintf(r->name, sizeof r->name, "%s", name);
	r->in_value = true;
}

static void value_text(void *user, struct gp_xml *x, const char *s, size_t n)
{
	struct reading *r = user;

	if (r->in_value && gp_doc_clean(&r->value, s, n))
		too_large(x);
}

static const char *trimmed(struct reading *r)
{
	char *s = r->value.len ? r->value.data : (char *)"";
	size_t n = r->value.len;

	while (n && strchr(" \t\n", s[n - 1]))
		n--;
	while (n && strchr(" \t\n", *s)) {
		s++;
		n--;
	}
	return gp_arena_strndup(r->file.arena, s, n);
}

/* --- OFD.xml: the documents in it and what they say of themselves (7.4) */

static const struct {
	const char *element, *name;
} properties[] = {{"Title", "title"}, {"Author", "author"}, {"Subject", "subject"}, {"Abstract", "comments"},
    {"CreationDate", "created"}, {"ModDate", "modified"}, {"Creator", "application"}, {"Keyword", "keywords"},
    {"DocUsage", "category"}};

static void root_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	(void)ns;
	r->in_value = false;
	if (!strcmp(name, "OFD"))
		r->is_ofd = true;
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		if (!strcmp(properties[i].element, name))
			begin_value(r, properties[i].name);
	if (!strcmp(name, "CustomData") && attr(x, "Name") && strlen(attr(x, "Name")) < NAME_MAX_BYTES)
		begin_value(r, attr(x, "Name"));
	if (!strcmp(name, "DocRoot"))
		begin_value(r, "");
}

static void root_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;
	const char *s;

	(void)ns;
	if (!r->in_value)
		return;
	r->in_value = false;
	s = trimmed(r);
	if (!strcmp(name, "DocRoot") && r->roots.count < BODIES)
		add_target(r, x, &r->roots, s, NULL);
	else if (*r->name && gp_doc_meta_add(r->b, r->name, s, strlen(s)))
		too_large(x);
}

/* --- links */

static const char *joined(struct gp_arena *a, const char *base, const char *rest)
{
	size_t n = strlen(base), m = strlen(rest);
	char *out = gp_arena_alloc(a, n + m + 1);

	memcpy(out, base, n);
	memcpy(out + n, rest, m + 1);
	return out;
}

/* <URI URI="…" Base="…"/> of an action (14.3.2): of an object on a page, an annotation, an outline. */
static void add_link(struct reading *r, struct gp_xml *x)
{
	const char *uri = attr(x, "URI"), *base = attr(x, "Base");
	const char *href = uri;

	if (!uri || !*uri)
		return;
	if (base && *base && !strstr(uri, "://"))
		href = joined(r->file.arena, base, uri);
	if (gp_doc_link_add(r->b, href, "", 0, r->at))
		too_large(x);
}

/* --- Document.xml: pages, templates, annotations, attachments (7.5) */

static void document_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	(void)ns;
	r->in_value = false;
	r->at = "document";
	if (!strcmp(name, "URI"))
		add_link(r, x);
	else if (!strcmp(name, "Page"))
		add_target(r, x, &r->pages, attr(x, "BaseLoc"), attr(x, "ID"));
	else if (!strcmp(name, "TemplatePage"))
		add_target(r, x, &r->templates, attr(x, "BaseLoc"), attr(x, "ID"));
	else if (!strcmp(name, "Annotations") || !strcmp(name, "Attachments"))
		begin_value(r, "");
}

static void document_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	(void)ns;
	if (r->in_value)
		add_target(r, x, !strcmp(name, "Annotations") ? &r->notes : &r->attached, trimmed(r), NULL);
	r->in_value = false;
}

/* Annotations.xml: which file has those of which page (15.1). */
static void notes_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;
	const char *id;

	(void)ns;
	r->in_value = false;
	if (!strcmp(name, "Page")) {
		id = attr(x, "PageID");
		r->page_id = gp_arena_strndup(r->file.arena, id ? id : "", id ? strlen(id) : 0);
	} else if (!strcmp(name, "FileLoc")) {
		begin_value(r, "");
	}
}

static void notes_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	(void)ns;
	(void)name;
	if (r->in_value)
		add_target(r, x, &r->note_files, trimmed(r), r->page_id);
	r->in_value = false;
}

/* Attachments.xml (17): they are named, not read. */
static void attached_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;
	const char *s = !strcmp(name, "Attachment") ? attr(x, "Name") : NULL;

	(void)ns;
	if (s && gp_doc_meta_add(r->b, "attachments", s, strlen(s)))
		too_large(x);
}

/* --- the text of a page (11) */

static void numbers(const char *s, double *out, size_t count)
{
	char *end;

	for (size_t i = 0; s && i < count; i++) {
		double v = strtod(s, &end);

		if (end == s || !isfinite(v))
			return;
		out[i] = v;
		s = end;
	}
}

static void text_object(struct reading *r, const struct gp_xml *x)
{
	static const double none[6] = {1, 0, 0, 1, 0, 0};

	memcpy(r->matrix, none, sizeof none);
	memset(r->box, 0, sizeof r->box);
	r->size = 0;
	numbers(attr(x, "Boundary"), r->box, 4);
	numbers(attr(x, "CTM"), r->matrix, 6);
	numbers(attr(x, "Size"), &r->size, 1);
	r->size *= fabs(r->matrix[3]);
	if (!(r->size > 0 && r->size < 1e4))
		r->size = 3.5; /* millimetres: about the size of running text */
}

/* A piece of text begins: on the line that was written last, or on a new one. */
static void text_code(struct reading *r, struct gp_xml *x)
{
	const double *m = r->matrix;
	double at[2] = {0, 0}, base, left;
	bool full = false;

	numbers(attr(x, "X"), &at[0], 1);
	numbers(attr(x, "Y"), &at[1], 1);
	base = r->box[1] + m[1] * at[0] + m[3] * at[1] + m[5];
	left = r->box[0] + m[0] * at[0] + m[2] * at[1] + m[4];
	if (r->any && !(fabs(base - r->base) < r->size * 0.4))
		full = gp_buf_putc(&r->lines, '\n') != 0;
	else if (r->any && left - r->right > r->size)
		full = gp_buf_putc(&r->lines, ' ') != 0;
	r->base = base;
	r->right = r->box[0] + r->box[2];
	r->in_text = r->any = true;
	if (full)
		too_large(x);
}

static void page_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	(void)ns;
	r->in_text = false;
	if (!strcmp(name, "URI"))
		add_link(r, x);
	if (!strcmp(name, "TextObject"))
		text_object(r, x);
	else if (!strcmp(name, "TextCode"))
		text_code(r, x);
	else if (!strcmp(name, "Remark") && r->any && gp_buf_putc(&r->lines, '\n'))
		too_large(x);
	r->in_remark = !strcmp(name, "Remark");
}

static void page_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;

	(void)ns;
	if (!strcmp(name, "Annot")) {
		r->any = false;
		if (r->lines.len && gp_buf_putc(&r->lines, '\n'))
			too_large(x);
	}
	r->any = r->any || r->in_remark;
	r->in_text = r->in_remark = false;
}

static void page_text(void *user, struct gp_xml *x, const char *s, size_t n)
{
	struct reading *r = user;

	for (; (r->in_text || r->in_remark) && n; s++, n--) /* a line is what stands on one */
		if (gp_buf_putc(&r->lines, *s == '\n' || *s == '\r' ? ' ' : *s)) {
			too_large(x);
			return;
		}
}

static int read_lines(struct reading *r, const char *part, enum gp_doc_kind kind, const char *at, struct gp_err *e)
{
	static const struct gp_xml_reader reader = {page_start, page_end, page_text};

	gp_buf_clear(&r->lines);
	r->any = r->in_text = r->in_remark = false;
	r->part = part;
	r->at = at;
	if (gp_ooxml_read(&r->file, part, &reader, r, e))
		return -1;
	if (r->lines.len && gp_lines_facts(r->b, r->lines.data, r->lines.len, kind, at))
		return gp_doc_too_large(e);
	return 0;
}

/* --- the whole */

static int read_part(struct reading *r, const char *part, const struct gp_xml_reader *reader, struct gp_err *e)
{
	r->part = part;
	r->in_value = false;
	return gp_ooxml_read(&r->file, part, reader, r, e);
}

/* The number of a page by its id, for annotations. */
static size_t page_number(const struct reading *r, const char *id)
{
	size_t i = 0;

	while (i < r->pages.count && strcmp(r->pages.ids[i], id) != 0)
		i++;
	return i + 1;
}

static int read_pages(struct reading *r, struct gp_err *e)
{
	char at[40];

	for (size_t i = 0; i < r->templates.count; i++) {
		snprintf(at, sizeof at, "header %zu", i + 1);
		if (read_lines(r, r->templates.parts[i], GP_DOC_HEADER, at, e))
			return -1;
	}
	for (size_t i = 0; i < r->pages.count; i++) {
		snprintf(at, sizeof at, "page %zu", i + 1);
		if (read_lines(r, r->pages.parts[i], GP_DOC_PARAGRAPH, at, e))
			return -1;
	}
	for (size_t i = 0; i < r->note_files.count; i++) {
		snprintf(at, sizeof at, "page %zu", page_number(r, r->note_files.ids[i]));
		if (read_lines(r, r->note_files.parts[i], GP_DOC_COMMENT, at, e))
			return -1;
	}
	return 0;
}

static int read_documents(struct reading *r, struct gp_err *e)
{
	static const struct gp_xml_reader root = {root_start, root_end, value_text},
	    document = {document_start, document_end, value_text}, notes = {notes_start, notes_end, value_text},
	    attached = {.start = attached_start};

	if (read_part(r, "OFD.xml", &root, e))
		return -1;
	if (!r->is_ofd || !r->roots.count)
		return gp_fail(e, GP_EPARSE, "this is no OFD file, or it is damaged");
	for (size_t i = 0; i < r->roots.count; i++)
		if (read_part(r, r->roots.parts[i], &document, e))
			return -1;
	for (size_t i = 0; i < r->notes.count; i++)
		if (read_part(r, r->notes.parts[i], &notes, e))
			return -1;
	for (size_t i = 0; i < r->attached.count; i++)
		if (read_part(r, r->attached.parts[i], &attached, e))
			return -1;
	if (read_pages(r, e))
		return -1;
	if (!r->b->text.len)
		return gp_fail(e, GP_EUSAGE, "the file holds no text, only pictures of pages; nobody has read it");
	return 0;
}

int gp_ofd_facts(struct gp_doc_builder *b, const char *p, size_t n, struct gp_err *e)
{
	struct reading r = {.b = b};
	int rc;

	gp_buf_init(&r.value, VALUE_MAX);
	gp_buf_init(&r.lines, GP_DOC_TEXT_MAX);
	rc = gp_ooxml_open(&r.file, b->arena, p, n, e) || read_documents(&r, e) ? -1 : 0;
	gp_ooxml_close(&r.file);
	gp_buf_free(&r.value);
	gp_buf_free(&r.lines);
	list_free(&r.roots);
	list_free(&r.pages);
	list_free(&r.templates);
	list_free(&r.notes);
	list_free(&r.attached);
	list_free(&r.note_files);
	return rc;
}

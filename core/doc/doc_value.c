#include "core/doc/doc_value.h"

#include <stdio.h>
#include <string.h>

#include "core/doc/text_facts.h"

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static int add_part(struct gp_doc_builder *b, const struct gp_value *v, size_t number, struct gp_err *e)
{
	const char *kind = gp_value_str(v, "kind"), *at = gp_value_str(v, "at"), *text = or_empty(gp_value_str(v, "text"));
	const struct gp_value *hidden = gp_value_get(v, "hidden");
	enum gp_doc_kind k = kind ? gp_doc_kind_by_name(kind, strlen(kind)) : GP_DOC_PARAGRAPH;
	char place[40];
	struct gp_buf clean;
	int rc;

	if (k == GP_DOC_KINDS || k == GP_DOC_INSERTED || k == GP_DOC_PROPERTY)
		return gp_fail(e, GP_EPARSE, "document.parts[%zu]: '%s' is no kind of part that can be given", number, kind);
	snprintf(place, sizeof place, "paragraph %zu", number);
	gp_buf_init(&clean, GP_DOC_TEXT_MAX);
	rc = gp_doc_clean(&clean, text, strlen(text)) ||
	    gp_doc_block(b, k, at ? at : place, hidden && hidden->type == GP_VALUE_BOOL && hidden->truth,
		clean.len ? clean.data : "", clean.len, NULL) ? gp_doc_too_large(e) : 0;
	gp_buf_free(&clean);
	return rc;
}

static int add_parts(struct gp_doc_builder *b, const struct gp_value *v, struct gp_err *e)
{
	for (size_t i = 0; v && v->type == GP_VALUE_LIST && i < v->list.n; i++)
		if (add_part(b, &v->list.items[i], i + 1, e))
			return -1;
	return 0;
}

static int add_links(struct gp_doc_builder *b, const struct gp_value *v, struct gp_err *e)
{
	for (size_t i = 0; v && v->type == GP_VALUE_LIST && i < v->list.n; i++) {
		const struct gp_value *l = &v->list.items[i];
		const char *text = or_empty(gp_value_str(l, "text"));

		if (gp_doc_link_add(b, or_empty(gp_value_str(l, "url")), text, strlen(text), or_empty(gp_value_str(l, "at"))))
			return gp_doc_too_large(e);
	}
	return 0;
}

static int add_meta(struct gp_doc_builder *b, const struct gp_value *v, struct gp_err *e)
{
	for (size_t i = 0; v && v->type == GP_VALUE_MAP && i < v->map.n; i++) {
		const struct gp_member *m = &v->map.members[i];

		if (m->value.type == GP_VALUE_STRING &&
		    gp_doc_meta_add(b, m->key, m->value.string.p, m->value.string.n))
			return gp_doc_too_large(e);
	}
	return 0;
}

int gp_doc_pack_value(struct gp_buf *out, const struct gp_value *v, struct gp_err *e)
{
	const char *type = gp_value_str(v, "type"), *title = gp_value_str(v, "title");
	const struct gp_value *text = gp_value_get(v, "text");
	enum gp_doc_type t = type ? gp_doc_type_by_name(type, strlen(type)) : GP_DOC_DOCX;
	struct gp_arena a = {0};
	struct gp_doc_builder b;
	struct gp_doc_facts f;
	int rc = 0;

	if (t == GP_DOC_TYPES)
		return gp_fail(e, GP_EPARSE, "document.type: '%s' is no type of document", type);
	gp_doc_begin(&b, &a, t);
	if (title && gp_doc_meta_add(&b, "title", title, strlen(title)))
		rc = gp_doc_too_large(e);
	if (!rc && text && text->type == GP_VALUE_STRING && gp_text_facts(&b, text->string.p, text->string.n))
		rc = gp_doc_too_large(e);
	rc = rc || add_parts(&b, gp_value_get(v, "parts"), e) || add_links(&b, gp_value_get(v, "links"), e) ||
	    add_meta(&b, gp_value_get(v, "meta"), e) ? -1 : 0;
	if (rc) {
		gp_doc_drop(&b);
	} else {
		gp_doc_end(&b, &f);
		gp_doc_pack(out, &f);
		rc = out->full ? gp_doc_too_large(e) : 0;
	}
	gp_arena_free(&a);
	return rc;
}

/* ooxml_properties.c - what the files of Word and Excel say of themselves: docProps (ISO/IEC 29500-1, 22.2, 22.3; -2, 8) */
#include <string.h>

#include "core/doc/ooxml_facts.h"

#define VALUE_MAX ((size_t)64 << 10) /* bytes of one property */

/* By the names of their elements; the first two lists are not told apart, for no name is in both. */
static const struct {
	const char *element, *name;
} known[] = {{"title", "title"}, {"creator", "author"}, {"lastModifiedBy", "last_modified_by"},
    {"created", "created"}, {"modified", "modified"}, {"lastPrinted", "printed"}, {"subject", "subject"},
    {"keywords", "keywords"}, {"description", "comments"}, {"category", "category"}, {"contentStatus", "status"},
    {"revision", "revision"}, {"Company", "company"}, {"Manager", "manager"}, {"Application", "application"},
    {"Template", "template"}, {"HyperlinkBase", "hyperlink_base"}};

struct reading {
	struct gp_doc_builder *b;
	struct gp_buf value;
	char name[200]; /* of the property that is being read, "" outside */
	unsigned depth;
	bool custom;
};

static const char *name_of(const struct reading *r, const struct gp_xml *x, const char *element)
{
	const char *name = r->custom && !strcmp(element, "property") ? gp_xml_attr(x, GP_XML_NONE, "name") : NULL;

	for (size_t i = 0; !r->custom && i < sizeof known / sizeof *known; i++)
		if (!strcmp(known[i].element, element))
			return known[i].name;
	return name && strlen(name) < sizeof r->name ? name : "";
}

static void on_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *element)
{
	struct reading *r = user;
	const char *name;

	(void)ns;
	if (++r->depth != 2)
		return;
	gp_buf_clear(&r->value);
	name = name_of(r, x, element);
	memcpy(r->name, name, strlen(name) + 1);
}

static void on_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *element)
{
	struct reading *r = user;

	(void)ns;
	(void)element;
	if (r->depth-- != 2 || !*r->name)
		return;
	if (gp_doc_meta_add(r->b, r->name, r->value.len ? r->value.data : "", r->value.len))
		gp_doc_too_large(gp_xml_stop(x));
	r->name[0] = '\0';
}

static void on_text(void *user, struct gp_xml *x, const char *s, size_t n)
{
	struct reading *r = user;

	if (r->depth >= 2 && *r->name && gp_doc_clean(&r->value, s, n))
		gp_doc_too_large(gp_xml_stop(x));
}

int gp_ooxml_properties(struct gp_ooxml *o, struct gp_doc_builder *b, struct gp_err *e)
{
	static const char *const types[] = {"core-properties", "extended-properties", "custom-properties"};
	static const struct gp_xml_reader reader = {on_start, on_end, on_text};
	struct gp_ooxml_rels rels;
	int rc = gp_ooxml_rels(o, &rels, "", e);

	for (size_t i = 0; !rc && i < sizeof types / sizeof *types; i++) {
		const char *part = gp_ooxml_part(o, &rels, types[i]);
		struct reading r = {.b = b, .custom = i == 2};

		if (!part)
			continue;
		gp_buf_init(&r.value, VALUE_MAX);
		rc = gp_ooxml_read(o, part, &reader, &r, e);
		gp_buf_free(&r.value);
	}
	return rc;
}

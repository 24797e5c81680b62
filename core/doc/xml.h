/*
 * xml.h - the XML of office files as a stream of elements (XML 1.0, Namespaces in XML 1.0, through expat).
 *
 * Namespaces are told by their address; the strict and the transitional one of ISO/IEC 29500 are the same
 * here. A document type declaration is refused, as office files have none (ISO/IEC 29500-2): so there
 * are no entities, and nothing outside of the bytes is ever asked for. Of alternatives (mc:AlternateContent,
 * ISO/IEC 29500-3) only the fallback is told, which is written for readers that know no extensions.
 */
#ifndef GP_DOC_XML_H
#define GP_DOC_XML_H

#include <stddef.h>

#include "core/base/err.h"

#define GP_XML_DEPTH 256

enum gp_xml_ns {
	GP_XML_NONE,    /* an attribute without prefix */
	GP_XML_SHEET,   /* SpreadsheetML */
	GP_XML_WORD,    /* WordprocessingML */
	GP_XML_REL,     /* r:id */
	GP_XML_PACKAGE, /* the relationships of a part */
	GP_XML_DC,      /* Dublin Core */
	GP_XML_OTHER,
};

struct gp_xml; /* the reading itself, for the functions below */

/* What a reader does; any may be NULL. Strings are UTF-8 and are gone after the call. */
struct gp_xml_reader {
	void (*start)(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name);
	void (*end)(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name);
	void (*text)(void *user, struct gp_xml *x, const char *s, size_t n);
};

/*
 * GP_EPARSE when it is not well-formed, has a document type or is nested deeper than GP_XML_DEPTH; or what
 * the caller of gp_xml_stop() said.
 */
int gp_xml_read(const struct gp_xml_reader *r, void *user, const char *p, size_t n, struct gp_err *e)
    GP_MUST_USE;

/* Within start(): an attribute of the element, or NULL. */
const char *gp_xml_attr(const struct gp_xml *x, enum gp_xml_ns ns, const char *name);
/* Within start(): nothing of this element is told any more, not even its end. */
void gp_xml_skip(struct gp_xml *x);
/* Ends the reading. The caller says why in the gp_err that comes back: what gp_xml_read() was given, or NULL. */
struct gp_err *gp_xml_stop(struct gp_xml *x);

#endif

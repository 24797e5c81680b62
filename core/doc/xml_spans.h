/*
 * xml_spans.h - an XML document as a list of elements with their places in its bytes (XML 1.0, through expat).
 *
 * For a file of which a few places are changed and every other byte is kept. Names are as they are written, with
 * their prefix. Only UTF-8 is read; a document type is refused, so there are no entities.
 */
#ifndef GP_DOC_XML_SPANS_H
#define GP_DOC_XML_SPANS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/err.h"
#include "core/base/mem.h"

#define GP_XML_SPANS 500000 /* elements of one document */
#define GP_XML_SPANS_DEPTH 256

struct gp_xml_span {
	const char *name;
	const char *const *attrs;  /* name, value, …, NULL; values decoded */
	size_t start, end;         /* from "<" to behind the last ">" */
	size_t inner, inner_end;   /* its content; both `end` when it is written as "<x/>" */
	const char *text;          /* of an element without children; else "" */
	size_t parent;             /* index; its own for the root */
	size_t next;               /* index of the first element that is not inside it */
};

struct gp_xml_spans {
	struct gp_xml_span *list; /* in the order of their start tags; [0] is the root */
	size_t count;
};

/* Lies in the arena. GP_EPARSE when it is not well-formed, GP_ELIMIT when it is too large or too deep. */
int gp_xml_spans(struct gp_xml_spans *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/* The value of an attribute as it is written, or NULL. */
const char *gp_xml_span_attr(const struct gp_xml_span *s, const char *name);

#endif

/*
 * ofd_facts.h - an OFD file as rules see it (GB/T 33190-2016: a zip of XML parts, text with its place on the page).
 *
 * Text objects on one baseline are a line, and lines are joined as text_facts.h says. Places are "page 2"; of the
 * templates that lie under pages "header 1". Annotations are comments; actions that lead to an address are links. A file without any text, which is
 * pictures of pages, is refused: nobody has read it. Errors as in ooxml_facts.h.
 */
#ifndef GP_DOC_OFD_FACTS_H
#define GP_DOC_OFD_FACTS_H

#include "core/doc/doc_facts.h"

#define GP_OFD_PAGES 5000 /* of a document, and of its templates */

int gp_ofd_facts(struct gp_doc_builder *b, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;

#endif

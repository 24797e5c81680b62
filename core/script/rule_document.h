/*
 * rule_document.h - the document that a page is, or that stands in its place; between rule_page.c and subject_document.c.
 */
#ifndef GP_SCRIPT_RULE_DOCUMENT_H
#define GP_SCRIPT_RULE_DOCUMENT_H

#include "core/doc/doc_facts.h"
#include "core/script/page_view.h"
#include "core/text/text_place.h"

/* The media type of an input whose body is packed facts of a file; no server can give it. */
#define GP_RULE_DOCUMENT_TYPE "govpub document"

/* Whether the document is a web page: its title, text, properties and links are those of the page. */
bool gp_rule_document_is_page(struct gp_rule_page *p);
/* Of a web page only type, text and parts, made on first use; of a body that is no packed facts nothing. */
const struct gp_doc_facts *gp_rule_page_document(struct gp_rule_page *p);
/* Where the source of a web page says what the part says: looked for by the beginning of it. */
struct gp_place gp_rule_document_place(struct gp_rule_page *p, const struct gp_doc_part *part);
/* The same of any document; files other than text have no lines: there the part's own words say where it is. */
struct gp_place gp_rule_document_seen(struct gp_rule_page *p, const struct gp_doc_part *part);

/* The name of its file. */
const char *gp_rule_document_name(struct gp_rule_page *p);

/* The lines of a page's text as parts; those of `headings` are headings. Lies in the arena. */
void gp_rule_document_of_page(struct gp_doc_facts *out, struct gp_arena *a, struct gp_text text, struct gp_text headings);

#endif

/*
 * ooxml_facts.h - the files of Word and Excel as rules see them (doc_facts.h).
 *
 * Each reads p[0..n) into a builder; the arena of the builder and p must outlive the facts. GP_EPARSE: it is no such
 * file, or damaged; GP_EUSAGE: encrypted; GP_ELIMIT: more than doc_facts.h or zip_in.h allow.
 */
#ifndef GP_DOC_OOXML_FACTS_H
#define GP_DOC_OOXML_FACTS_H

#include "core/doc/doc_facts.h"
#include "core/doc/ooxml.h"

/*
 * Places are "paragraph 3" (of those outside of tables that say something), "table 1, row 2, cell 1" (as Word counts
 * them), "header 1", "footer 1", "footnote 2", "endnote 1", "comment 4".
 */
int gp_docx_facts(struct gp_doc_builder *b, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/* Places are "sheet!C5"; of the name of a sheet it is that name. */
int gp_xlsx_facts(struct gp_doc_builder *b, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;

/* The properties of the file: core, extended and custom. */
int gp_ooxml_properties(struct gp_ooxml *o, struct gp_doc_builder *b, struct gp_err *e) GP_MUST_USE;

#endif

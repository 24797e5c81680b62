/*
 * docx.h - a Word file as a document (WordprocessingML, ISO/IEC 29500-1, 17).
 *
 * Headings are told by outline level, through styles; numbered and bulleted paragraphs are items of
 * lists, without the number that Word computes. Changes that are tracked count as accepted; hidden text
 * is left out; fields show what they showed last; the text of a text box is lines of the paragraph that
 * holds it, a table within a cell lines of the cell. Headers, footers and notes are not read. `at` is
 * "table 2, row 3, cell 1": the cell as Word counts it, parts of merged ones too.
 */
#ifndef GP_DOC_DOCX_H
#define GP_DOC_DOCX_H

#include "core/base/document.h"

/*
 * Reads p[0..n); the document lies in the arena. GP_EPARSE: no Word file or damaged; GP_EUSAGE: encrypted;
 * GP_ELIMIT: more than a document holds (document.h).
 */
int gp_docx_read(struct gp_document *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;

#endif

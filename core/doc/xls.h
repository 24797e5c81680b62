/*
 * xls.h - a workbook of Excel 5 to 2003 ([MS-XLS], BIFF5 and BIFF8), as WPS writes .et as well: the same as xlsx.h,
 * grid.h and ooxml_facts.h give of an .xlsx.
 *
 * What a formula shows is what was saved with it. Places are those of xlsx.h.
 */
#ifndef GP_DOC_XLS_H
#define GP_DOC_XLS_H

#include "core/base/document.h"
#include "core/doc/doc_facts.h"

/*
 * All read p[0..n), which with the arena (of the builder) must outlive what comes out. GP_EPARSE: damaged, or no
 * workbook; GP_EUSAGE: encrypted, or another file of that time (.doc, .ppt); GP_ELIMIT: as for an .xlsx.
 */
int gp_xls_read(struct gp_document *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
int gp_xls_grid(struct gp_buf *packed, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
int gp_xls_facts(struct gp_doc_builder *b, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;

#endif

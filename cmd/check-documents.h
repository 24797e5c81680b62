/*
 * check-documents.h - whether files were read for rules on documents, kept with the run, so that a report made later
 * says what was true then.
 */
#ifndef GP_CMD_CHECK_DOCUMENTS_H
#define GP_CMD_CHECK_DOCUMENTS_H

#include "core/report/links.h"
#include "core/store/crawl_store.h"

/* wanted: rules on documents are on; read: files are to be read for them. */
int gp_check_documents_keep(bool wanted, bool read, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/* Into `run`, after the findings are loaded. */
int gp_check_documents_read(struct gp_links_run *run, const struct gp_links *l, struct gp_store *s,
    struct gp_err *e) GP_MUST_USE;

#endif

/*
 * manual.h - the pages of the manual inside the binary, as text of 78 columns, for offices without man(1).
 */
#ifndef GP_OFFICE_MANUAL_H
#define GP_OFFICE_MANUAL_H

#include "core/base/buf.h"
#include "core/base/catalogue.h"
#include "core/base/err.h"

/*
 * Appends the page called `word`: "page" and "govpub-page" are govpub-page(1), "rules.7" is govpub-rules(7). In English
 * where there is no Chinese one. GP_ENOTFOUND.
 */
int gp_manual_text(struct gp_buf *out, enum gp_lang lang, const char *word, struct gp_err *e) GP_MUST_USE;

#endif

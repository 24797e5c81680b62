/* help.h - a page of the manual on standard output. */
#ifndef GP_CMD_HELP_H
#define GP_CMD_HELP_H

#include "core/base/catalogue.h"
#include "core/base/err.h"

/* `word` as gp_manual_text() takes it. GP_ENOTFOUND. */
int gp_help_page(enum gp_lang lang, const char *word, struct gp_err *e) GP_MUST_USE;

#endif

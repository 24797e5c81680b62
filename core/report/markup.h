/*
 * markup.h - HTML and XML out: constant markup as it stands, every datum escaped.
 *
 * One way of escaping serves text and attributes in double quotes: & < > " ' become
 * references, and what is invisible, reorders text or is no UTF-8 becomes a visible
 * escape as for a terminal (core/text/utf8.h). Data never go anywhere else: not into
 * names, styles, scripts or comments. The owner drains `out` between pieces; its `full`
 * tells that a write was refused.
 */
#ifndef GP_REPORT_MARKUP_H
#define GP_REPORT_MARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

struct gp_markup {
	struct gp_buf out;
	struct gp_buf shown; /* scratch */
};

void gp_markup_init(struct gp_markup *m, size_t max);
void gp_markup_free(struct gp_markup *m);
/* Markup of the program's own: a literal, never a datum. */
void gp_markup_raw(struct gp_markup *m, const char *literal);
void gp_markup_text(struct gp_markup *m, const char *s, size_t n);
void gp_markup_str(struct gp_markup *m, const char *s);
/* At most `max` code points, and "…" where that cuts. */
void gp_markup_cut(struct gp_markup *m, const char *s, size_t n, size_t max);
void gp_markup_int(struct gp_markup *m, int64_t v);
/*
 * The start tag of a link to an address, when that is http or https as a URL parser writes it
 * (a fragment may follow); its end is "</a>". False, and nothing written, for any other.
 */
bool gp_markup_link(struct gp_markup *m, const char *url);

#endif

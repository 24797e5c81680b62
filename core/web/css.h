/*
 * css.h - the addresses in a style sheet: url(…), quoted or not, and @import.
 *
 * Tokens are those of CSS Syntax 3 (section 4): comments and strings hide what
 * is in them, escapes may stand anywhere, a malformed url or string gives
 * nothing. Left out because they load nothing: @namespace names, and
 * addresses that are only a fragment (url(#clip)). Works on style sheets, the
 * text of <style>, and decoded style="" values.
 */
#ifndef GP_WEB_CSS_H
#define GP_WEB_CSS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/mem.h"
#include "core/web/span.h"

struct gp_css {
	const char *p, *end;     /* what is still to be read */
	bool import, in_namespace; /* the rule that has begun */
};

struct gp_css_url {
	struct gp_text raw; /* as written, without quotes, white space around it or url() */
	bool import;
};

void gp_css_init(struct gp_css *c, const char *s, size_t n);
/* The next address, in order; false at the end. Empty ones are skipped. */
bool gp_css_next(struct gp_css *c, struct gp_css_url *out);
/* Escapes applied: the span itself when it has none, else a copy in the arena. */
struct gp_text gp_css_unescape(struct gp_arena *a, struct gp_text raw);

#endif

/*
 * utf8.h - UTF-8 for people: display width, and making text safe for a terminal.
 *
 * Checking and stepping come with it, from core/base/utf8.h.
 */
#ifndef GP_TEXT_UTF8_H
#define GP_TEXT_UTF8_H

#include <stddef.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"

/* Terminal columns: East Asian Wide and Fullwidth count 2, combining marks 0. */
size_t gp_utf8_width(const char *s, size_t n);
/*
 * Appends s so that a terminal shows it and obeys nothing in it: C0, DEL, C1,
 * bidi controls, zero-width characters, noncharacters and malformed bytes become visible
 * escapes ("\x1b", "\u{202e}"). Tab and newline become a space.
 */
void gp_utf8_show(struct gp_buf *out, const char *s, size_t n);
/* The ASCII character that cp is a wide or spaced form of, or 0. */
char gp_utf8_narrow(uint32_t cp);
/* Full-width ASCII (U+FF01–FF5E), U+3000 and the like folded to ASCII; appends to out. */
int gp_utf8_fold_width(struct gp_buf *out, const char *s, size_t n);

#endif

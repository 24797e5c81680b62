/*
 * text_place.h - places in a text, for people: what stands around one, and where the source of a page says the same.
 *
 * Offsets are bytes from 0, `to` is behind the last.
 */
#ifndef GP_TEXT_TEXT_PLACE_H
#define GP_TEXT_TEXT_PLACE_H

#include <stdint.h>

#include "core/base/buf.h"

#define GP_AROUND_CHARS 20 /* on each side, unless somebody says otherwise */
#define GP_AROUND_MAX 200  /* characters on each side, and bytes of the place itself */

/*
 * Appends the place with up to `chars` characters before and behind it, no further than its line, and an ellipsis
 * where the line goes on.
 */
void gp_text_around(struct gp_buf *out, const char *s, size_t n, size_t from, size_t to, size_t chars);

struct gp_place {
	uint32_t line, col; /* of the source, from 1, columns in code points; 0: not found */
};

/* Where the source says s[0..n): looked for by the beginning of it, since tags may stand in what follows. */
struct gp_place gp_text_sought(const char *source, size_t source_n, const char *s, size_t n);

#endif

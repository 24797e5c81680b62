/*
 * name.h - names of files inside a pack: what is let in, and which two are one file somewhere.
 *
 * A pack is unpacked on machines whose file systems differ in how they write and compare names (case, width,
 * Unicode normalisation). So that the same bytes make the same files everywhere, a name has characters that all of
 * them keep as they are: ASCII, Chinese characters and Chinese punctuation.
 */
#ifndef GP_PACK_NAME_H
#define GP_PACK_NAME_H

#include "core/base/buf.h"

#define GP_PACK_NAME_MAX 255 /* bytes */

/*
 * A relative path with "/" between its parts. GP_EDENIED, with the name as far as it can be shown and the reason: empty,
 * too long, not UTF-8, control characters, absolute, "..", a backslash, hidden, an end that Windows drops, a
 * character that is written in two ways.
 */
int gp_pack_name_check(const char *name, size_t n, struct gp_err *e) GP_MUST_USE;
/* Appends what is equal for names that some file system takes for one: small letters, half width. */
void gp_pack_name_key(struct gp_buf *out, const char *name, size_t n);

#endif

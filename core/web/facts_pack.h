/*
 * facts_pack.h - facts of a page as bytes, so that a page is parsed once and looked at elsewhere.
 *
 * Everything but a text longer than GP_FACTS_PACK_TEXT. Host byte order: both ends are the same binary. The
 * reader trusts none of it: lengths and counts are checked, strings are UTF-8.
 */
#ifndef GP_WEB_FACTS_PACK_H
#define GP_WEB_FACTS_PACK_H

#include "core/base/buf.h"
#include "core/web/facts.h"

#define GP_FACTS_PACK_TEXT ((size_t)256 << 10) /* bytes */

void gp_facts_pack(struct gp_buf *out, const struct gp_facts *f);
/*
 * Arrays lie in the arena, strings in p[0..n), which must outlive them; text.p is NULL when it was left out. -1: these are no facts.
 * `text` alone is not checked: many pages are asked for all but this, and it is longer than all the rest. Whoever
 * uses it sees to it that it is UTF-8.
 */
int gp_facts_unpack(struct gp_facts *out, struct gp_arena *a, const char *p, size_t n) GP_MUST_USE;

#endif

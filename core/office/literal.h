/*
 * literal.h - Lua tables as data files, without Lua.
 *
 * A file such as office.lua is `return office { … }` or `return { … }` with nothing but
 * literal values inside (Lua 5.4 Reference Manual, 3.1, 3.4.9): it is read, and nothing in it
 * can run.
 */
#ifndef GP_OFFICE_LITERAL_H
#define GP_OFFICE_LITERAL_H

#include "core/base/value.h"

#define GP_LITERAL_MAX ((size_t)1 << 20) /* bytes of a file */

/*
 * Reads src[0..n), all of it, into the arena, with the line of every value and member.
 * A table with names is a map in the order of the file, one without a list, `{}` an
 * empty list. Entries that are nil are left out. `file` is what messages call it; `word`
 * (or NULL) may stand between `return` and the table.
 * GP_EUSAGE, with file and line: names, calls and operators; tables that mix both kinds, repeat a
 * key or go deeper than GP_VALUE_DEPTH; numbers that are not finite; text that is not UTF-8
 * or has a NUL or a bidi control in it, spelt out or escaped; more than GP_LITERAL_MAX bytes.
 */
int gp_literal_read(struct gp_value *out, struct gp_arena *a, const char *src, size_t n,
    const char *file, const char *word, struct gp_err *e) GP_MUST_USE;

/* s as a string of Lua, in double quotes. */
void gp_literal_put_string(struct gp_buf *out, const char *s);

/*
 * In any Lua source: the line of the member `path` (keys, ended by NULL; "2" is also the second
 * entry without a name) of the table that the first `word {…}`, `word({…})` or `word "name" {…}` passes.
 * An empty path is that table. 0 when it is not there.
 */
uint32_t gp_literal_key_line(const char *src, size_t n, const char *word, const char *const *path);

#endif

/*
 * lua_value.h - plain data between Lua and the engine.
 *
 * Lua → bytes reads raw: no metamethod of a script ever runs, tables that
 * refer to themselves end at the depth limit. A table whose keys are 1…n, with
 * holes up to half of it, is a list and holes are null; one with only string keys is a
 * map, sorted by key; an empty one is a list. Anything else is an error that
 * names the place: "result.items[3]: ...".
 */
#ifndef GP_SCRIPT_LUA_VALUE_H
#define GP_SCRIPT_LUA_VALUE_H

#include <lua.h>

#include "core/base/value.h"

/*
 * Packs the value at `index` (value.h). `name` is what messages call it. `code`: functions
 * are allowed and noted. May raise only for memory. -1: `e` says what cannot be data.
 */
int gp_lua_pack(lua_State *L, int index, const char *name, bool code, struct gp_buf *out,
    struct gp_err *e) GP_MUST_USE;
/* Pushes a tree as Lua values; null becomes nil, in lists as well. */
void gp_lua_push(lua_State *L, const struct gp_value *v);

/* The string at `key` of the table at `table`, which keeps it; or NULL. */
const char *gp_lua_string_at(lua_State *L, int table, const char *key);

#endif

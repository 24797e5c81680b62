/*
 * command_modules.h - the C modules of verbs written in Lua (command.h), in package.loaded.
 *
 * They fail by raising one private value, with the error that the user sees in `e`.
 */
#ifndef GP_HOST_COMMAND_MODULES_H
#define GP_HOST_COMMAND_MODULES_H

#include <lua.h>
#include <stdbool.h>

#include "core/host/command.h"

/* `c` and `e` must live as long as the state. May raise (memory). */
void gp_command_modules(lua_State *L, const struct gp_command *c, struct gp_err *e);
/* Whether the error at `index` is that value, so that `e` has been filled. */
bool gp_command_failed(lua_State *L, int index);

#endif

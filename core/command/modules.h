/*
 * modules.h - the C modules of verbs written in Lua (command.h), in package.loaded.
 *
 * They fail by raising one private value, with the error that the user sees in `e`.
 */
#ifndef GP_COMMAND_MODULES_H
#define GP_COMMAND_MODULES_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>

#include "core/command/command.h"

/* `c` and `e` must live as long as the state. May raise (memory). */
void gp_command_modules(lua_State *L, const struct gp_command *c, struct gp_err *e);
/* For the files command_NAME.c: each pushes the table of one module. */
void gp_command_calendar(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_clock(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_filter(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_document(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_ledger(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_grid(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_manual(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_office(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_registers(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_reports(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_template(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_terminal(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_text(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_webhook(lua_State *L, const struct gp_command *c, struct gp_err *e);
void gp_command_web(lua_State *L, const struct gp_command *c, struct gp_err *e);
/* Adds functions to the table on top; in them, the three below say what their verb was given. */
void gp_command_functions(lua_State *L, const luaL_Reg *functions, const struct gp_command *c, struct gp_err *e);
const struct gp_command *gp_command_of(lua_State *L);
struct gp_err *gp_command_err(lua_State *L);
int gp_command_raise(lua_State *L); /* ends the verb with the error that was filled; does not return */

/* Whether the error at `index` is that value, so that `e` has been filled. */
bool gp_command_failed(lua_State *L, int index);

#endif

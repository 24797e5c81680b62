/*
 * bind_text_place.h - places in a text: functions of the module text (bind_text.c has the table).
 *
 * Positions are those of Lua: bytes from 1, both ends included.
 */
#ifndef GP_SCRIPT_BIND_TEXT_PLACE_H
#define GP_SCRIPT_BIND_TEXT_PLACE_H

#include <lua.h>

int gp_text_line(lua_State *L);     /* text.line(s, at): the line at a place, and where it begins */
int gp_text_excerpt(lua_State *L);  /* text.excerpt(s, from, to [, chars]): a place with what stands around it */
int gp_text_unpaired(lua_State *L); /* text.unpaired(s): brackets and quotation marks without a partner */

#endif

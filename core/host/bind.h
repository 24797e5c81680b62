/*
 * bind.h - the modules that scripts get (govpub-lua(3)); one file each.
 *
 * Each function pushes a new table of functions. An expected failure gives
 * Lua `nil, message, code`; misuse raises. A row of functions is marked
 * "@lua NAME" for tests/lint/stubs.t, which compares it with lua/meta/NAME.lua.
 * Userdata: box first, resource second, for a raised error jumps over C cleanup.
 */
#ifndef GP_HOST_BIND_H
#define GP_HOST_BIND_H

#include <lua.h>


void gp_bind_url(lua_State *L);  /* url.parse, url.resolve */
void gp_bind_json(lua_State *L); /* json.encode, json.decode, json.null */
void gp_bind_text(lua_State *L); /* text.fold, text.trim, text.count, …: bind_text_place.h */


#endif

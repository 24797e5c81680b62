/*
 * bind.h - the modules that scripts get (govpub-lua(3)); one file each.
 *
 * Each function pushes a new table of functions. An expected failure gives
 * Lua `nil, message, code`; misuse raises. A row of functions is marked
 * "@lua NAME" for tests/lint/stubs.t, which compares it with lua/meta/NAME.lua.
 * Userdata: box first, resource second, for a raised error jumps over C cleanup.
 */
#ifndef GP_SCRIPT_BIND_H
#define GP_SCRIPT_BIND_H

#include <lua.h>
#include <stddef.h>

void gp_bind_url(lua_State *L);  /* url.parse, url.resolve */
void gp_bind_json(lua_State *L); /* json.encode, json.decode, json.null */
void gp_bind_text(lua_State *L); /* text: fold, trim, count …; bind_text_place.h, bind_match.h */
void gp_bind_date(lua_State *L); /* date.parse, date.of, date.days, date.add */
void gp_bind_workday(lua_State *L); /* workday.is, workday.add, workday.between */
/* What engines make of bytes that came from outside: decode(bytes, charset), feed(bytes, charset). */
void gp_bind_body(lua_State *L);

/*
 * The calendar that workday answers with from now on, as gp_calendar_pack() writes it (calendar_pack.h); copied. Without
 * one it is that which ships.
 */
void gp_bind_workday_calendar(const char *packed, size_t n);

#endif

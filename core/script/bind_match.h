/* bind_match.h - the functions of the module text that look for things (core/match), for bind_text.c. */
#ifndef GP_SCRIPT_BIND_MATCH_H
#define GP_SCRIPT_BIND_MATCH_H

#include <lua.h>

int gp_text_terms(lua_State *L);
int gp_text_ids(lua_State *L);
int gp_text_re(lua_State *L);
int gp_text_similarity(lua_State *L);
/* Makes the metatables of what the first and the third of them return; once a state. */
void gp_text_terms_open(lua_State *L);
void gp_text_re_open(lua_State *L);

#endif

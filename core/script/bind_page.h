/* bind_page.h - between the bind_*.c files of a page only. */
#ifndef GP_SCRIPT_BIND_PAGE_H
#define GP_SCRIPT_BIND_PAGE_H

#include "core/script/object.h"
#include "core/script/subject.h"

/* The method "select" of a page or node: the selector is at index 2; returns what to return. */
int gp_bind_node_select(lua_State *L, const struct gp_object *o);
/* The same for "first". */
int gp_bind_node_first(lua_State *L, const struct gp_object *o);

/* A link of the page, o->index from 0; subject_link.c. */
void gp_bind_link(lua_State *L, struct gp_rule_page *p, const struct gp_object *o);

/*
 * Pushes line, column and place of the part of a document at `index`, each nil when there is none; false, and pushes
 * nothing, when there is no part.
 */
bool gp_bind_part_place(lua_State *L, int index);

/* The same as gp_bind_page_forget() for the document that the state keeps. */
void gp_bind_document_forget(lua_State *L);

/* What is wrong with an address, in English words. */
const char *gp_bind_url_why(enum gp_url_why why);

#endif

/*
 * object.h - read-only objects in Lua over things that C owns for a while.
 *
 * Three sorts: a record has fixed fields, a sequence is indexed from 1, a map is looked up by
 * name in any case. Each is a userdata that holds the number of its page, never an
 * address of it alone; one kept beyond its page raises an error when it is used. A field
 * that does not exist raises and says which do; so does assignment. The tables of fields
 * stand in C next to the comment "@lua NAME" (bind.h) and are compared with lua/meta.
 */
#ifndef GP_SCRIPT_OBJECT_H
#define GP_SCRIPT_OBJECT_H

#include <lauxlib.h>
#include <lua.h>

#include "core/script/page_view.h"

struct gp_object {
	uint64_t page;
	size_t index;               /* in a sequence */
	const struct gp_node *node; /* of the page above; look at nothing in it before gp_object_page() */
};

typedef void gp_push_fn(lua_State *L, struct gp_rule_page *p, const struct gp_object *o);

struct gp_field {
	const char *name;
	gp_push_fn *push;
	bool keep; /* push once an object: a long string, or an object of its own */
};

struct gp_record {
	const char *name;
	const struct gp_field *fields; /* ends with a NULL name */
	const luaL_Reg *methods;       /* the same; may be NULL, then pairs() goes over the fields */
	gp_push_fn *show;              /* tostring(); NULL: the name */
	bool keeps;                    /* whether any field does */
};

struct gp_sequence {
	const char *name;
	size_t (*count)(struct gp_rule_page *p);
	gp_push_fn *push; /* the item o->index, from 0 */
	bool keeps;       /* push each once */
};

struct gp_map {
	const char *name;
	size_t (*count)(struct gp_rule_page *p, const struct gp_object *o);
	/* Of two entries with one name the first counts. */
	void (*at)(struct gp_rule_page *p, const struct gp_object *o, size_t i, struct gp_text *name,
	    struct gp_text *value);
};

/* Each pushes a new object of that class, which has to be static. */
void gp_object_record(lua_State *L, const struct gp_record *c, const struct gp_object *o);
void gp_object_sequence(lua_State *L, const struct gp_sequence *c, const struct gp_object *o);
void gp_object_map(lua_State *L, const struct gp_map *c, const struct gp_object *o);

/* The record at `index`, or raises: a method may be called with anything. */
const struct gp_object *gp_object_check(lua_State *L, int index, const struct gp_record *c);
/* The record at `index` when it is of that class, or NULL. */
const struct gp_object *gp_object_of(lua_State *L, int index, const struct gp_record *c);
/* Its page, or raises: the page is gone. */
struct gp_rule_page *gp_object_page(lua_State *L, const struct gp_object *o);

void gp_object_text(lua_State *L, struct gp_text t);
/* A C function for a shell: what the value at 1 is; "record", name, fields, methods; "sequence" or "map", name; or nothing. */
int gp_object_about(lua_State *L);

#endif

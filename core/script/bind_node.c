/* Elements that a selector found. */
#include <string.h>

#include "core/script/bind_page.h"

#define NODES_MAX 10000 /* of one answer */

static void node_name(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	char name[GP_NODE_NAME];

	(void)p;
	gp_node_name(o->node, name);
	lua_pushstring(L, name);
}

static void node_text(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	gp_object_text(L, gp_node_text(gp_rule_page_tree(p), o->node));
}

static void node_line(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	uint32_t line, col;

	if (gp_node_place(gp_rule_page_tree(p), o->node, &line, &col))
		lua_pushinteger(L, line);
	else
		lua_pushnil(L);
}

static void node_col(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	uint32_t line, col;

	if (gp_node_place(gp_rule_page_tree(p), o->node, &line, &col))
		lua_pushinteger(L, col);
	else
		lua_pushnil(L);
}

static size_t attr_count(struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	return gp_node_attr_count(o->node);
}

static void attr_at(struct gp_rule_page *p, const struct gp_object *o, size_t i,
    struct gp_text *name, struct gp_text *value)
{
	(void)p;
	gp_node_attr_at(o->node, i, name, value);
}

static const struct gp_map attr_map = {"attr", attr_count, attr_at};

static void node_attr(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_map(L, &attr_map, o);
}

/* @lua node */
static const struct gp_field node_fields[] = {
	{"name", node_name, false},
	{"attr", node_attr, false},
	{"text", node_text, false},
	{"line", node_line, false},
	{"col", node_col, false},
	{NULL, NULL, false},
};

static const struct gp_record node_record;

static int node_select(lua_State *L)
{
	return gp_bind_node_select(L, gp_object_check(L, 1, &node_record));
}

static int node_first(lua_State *L)
{
	return gp_bind_node_first(L, gp_object_check(L, 1, &node_record));
}

static void node_show(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	node_name(L, p, o);
	lua_pushfstring(L, "node <%s>", lua_tostring(L, -1));
}

/* @lua node */
static const luaL_Reg node_methods[] = {
	{"select", node_select},
	{"first", node_first},
	{NULL, NULL},
};

static const struct gp_record node_record = {"node", node_fields, node_methods, node_show, false};

/*
 * Up to `max` elements inside `o` that match the selector at 2. The array belongs to Lua and lies
 * on top: whatever runs while it is made into objects cannot take it away.
 */
static const struct gp_node **find(lua_State *L, const struct gp_object *o, size_t max, size_t *count)
{
	struct gp_rule_page *p = gp_object_page(L, o);
	const struct gp_node *const *found;
	const struct gp_node **copy;
	struct gp_err e = GP_ERR_INIT;
	size_t n;
	const char *css = luaL_checklstring(L, 2, &n);

	if (gp_rule_page_select(p, o->node, css, n, max, &found, count, &e))
		luaL_error(L, "%s", e.msg);
	copy = lua_newuserdatauv(L, *count * sizeof *copy, 0);
	if (*count)
		memcpy(copy, found, *count * sizeof *copy);
	return copy;
}

int gp_bind_node_select(lua_State *L, const struct gp_object *o)
{
	size_t count, given;
	const struct gp_node **found = find(L, o, NODES_MAX + 1, &count);

	given = count > NODES_MAX ? NODES_MAX : count;
	lua_createtable(L, (int)given, 0);
	for (size_t i = 0; i < given; i++) {
		struct gp_object node = {.page = o->page, .node = found[i]};

		gp_object_record(L, &node_record, &node);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	lua_pushboolean(L, count > given);
	return 2;
}

int gp_bind_node_first(lua_State *L, const struct gp_object *o)
{
	size_t count;
	const struct gp_node **found = find(L, o, 1, &count);
	struct gp_object node = {.page = o->page};

	if (!count) {
		lua_pushnil(L);
		return 1;
	}
	node.node = found[0];
	gp_object_record(L, &node_record, &node);
	return 1;
}

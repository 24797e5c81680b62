#include "core/script/object.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN_NAME 60 /* bytes of a wrong name that a message repeats */

/* --- what all three share */

void gp_object_text(lua_State *L, struct gp_text t)
{
	lua_pushlstring(L, t.p, t.n);
}

/* The object at `index` of the class whose metatable the registry holds under `class`, or NULL. */
static const struct gp_object *of_class(lua_State *L, int index, const void *class)
{
	const struct gp_object *o = lua_touserdata(L, index);
	bool same;

	if (!o || !lua_getmetatable(L, index))
		return NULL;
	lua_rawgetp(L, LUA_REGISTRYINDEX, class);
	same = lua_rawequal(L, -1, -2);
	lua_pop(L, 2);
	return same ? o : NULL;
}

/* What luaL_typeerror() would call the value. */
static const char *got(lua_State *L, int index)
{
	return luaL_getmetafield(L, index, "__name") == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, index);
}

static const struct gp_object *check(lua_State *L, int index, const void *class, const char *name)
{
	const struct gp_object *o = of_class(L, index, class);

	if (!o && index == 1)
		luaL_error(L, gp_err_word("%s expected, got %s: call it with a colon, as in %s:name(...)"), name, got(L, 1), name);
	if (!o)
		luaL_typeerror(L, index, name);
	return o;
}

const struct gp_object *gp_object_check(lua_State *L, int index, const struct gp_record *c)
{
	return check(L, index, c, c->name);
}

const struct gp_object *gp_object_of(lua_State *L, int index, const struct gp_record *c)
{
	return of_class(L, index, c);
}

struct gp_rule_page *gp_object_page(lua_State *L, const struct gp_object *o)
{
	struct gp_rule_page *p = gp_rule_page_numbered(o->page);

	if (!p)
		luaL_error(L, "%s", gp_err_word("this page is gone: a rule keeps nothing between pages"));
	return p;
}

/*
 * Upvalues of each metamethod: 1 its class, 2 its name for messages, 3 the metatable's
 * address, which proves an object to be of the class.
 */
static const void *own_class(lua_State *L)
{
	return lua_touserdata(L, lua_upvalueindex(1));
}

static const char *own_name(lua_State *L)
{
	return lua_tostring(L, lua_upvalueindex(2));
}

static const struct gp_object *self(lua_State *L)
{
	const struct gp_object *o = lua_touserdata(L, 1);
	bool mine;

	if (o && lua_getmetatable(L, 1)) {
		mine = lua_topointer(L, -1) == lua_touserdata(L, lua_upvalueindex(3));
		lua_pop(L, 1);
		if (mine)
			return o;
	}
	luaL_typeerror(L, 1, own_name(L));
	return NULL;
}

/* Pushes the three upvalues for a function that this one makes. */
static void hand_on(lua_State *L)
{
	for (int i = 1; i <= 3; i++)
		lua_pushvalue(L, lua_upvalueindex(i));
}

static int refuse_assignment(lua_State *L)
{
	return luaL_error(L, gp_err_word("%s is read-only"), own_name(L));
}

static int show_name(lua_State *L)
{
	lua_pushvalue(L, lua_upvalueindex(2));
	return 1;
}

/* For a message: a name in quotation marks, or the type of what is no name. */
static const char *wrong_key(lua_State *L, int index)
{
	size_t n;
	const char *s;

	if (lua_type(L, index) != LUA_TSTRING)
		return lua_pushfstring(L, "(a %s)", luaL_typename(L, index));
	s = lua_tolstring(L, index, &n);
	for (size_t max = SHOWN_NAME; n > max; n = max)
		while (max && ((unsigned char)s[max] & 0xC0) == 0x80)
			max--;
	lua_pushliteral(L, "\"");
	lua_pushlstring(L, s, n);
	lua_pushliteral(L, "\"");
	lua_concat(L, 3);
	return lua_tostring(L, -1);
}

static void push_upvalues(lua_State *L, const void *class, const char *name, int metatable)
{
	const void *p = lua_topointer(L, metatable);

	lua_pushlightuserdata(L, (void *)(uintptr_t)class);
	lua_pushstring(L, name);
	lua_pushlightuserdata(L, (void *)(uintptr_t)p);
}

/* A new metatable, registered, with what never differs. */
static void new_metatable(lua_State *L, const void *class, const char *kind, const char *name, const luaL_Reg *methods)
{
	lua_newtable(L);
	lua_pushstring(L, kind);
	lua_setfield(L, -2, "__kind");
	push_upvalues(L, class, name, -1);
	luaL_setfuncs(L, methods, 3);
	lua_pushstring(L, name);
	lua_setfield(L, -2, "__name");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, class);
}

/* Pushes the object without a metatable yet; `keeps`: with room for a table of what it has pushed. */
static void new_object(lua_State *L, const struct gp_object *o, bool keeps)
{
	struct gp_object *to = lua_newuserdatauv(L, sizeof *to, keeps);

	*to = *o;
}

/* Pushes that table of the object at 1, made on first use for `size` items. */
static void push_kept_table(lua_State *L, size_t size)
{
	if (lua_getiuservalue(L, 1, 1) == LUA_TTABLE)
		return;
	lua_pop(L, 1);
	lua_createtable(L, (int)size, 0);
	lua_pushvalue(L, -1);
	lua_setiuservalue(L, 1, 1);
}

/* --- records */

static int no_field(lua_State *L, const struct gp_record *c)
{
	luaL_Buffer b;
	const char *known;

	luaL_buffinit(L, &b);
	for (const struct gp_field *f = c->fields; f->name; f++) {
		if (f != c->fields)
			luaL_addstring(&b, ", ");
		luaL_addstring(&b, f->name);
	}
	for (const luaL_Reg *m = c->methods; m && m->name; m++) {
		luaL_addstring(&b, ", ");
		luaL_addstring(&b, m->name);
		luaL_addstring(&b, "()");
	}
	luaL_pushresult(&b);
	known = lua_tostring(L, -1);
	return luaL_error(L, gp_err_word("%s has no field %s; it has: %s"), c->name, wrong_key(L, 2),
	    known);
}

/* A field that is pushed once an object. */
static void push_kept(lua_State *L, struct gp_rule_page *p, const struct gp_object *o,
    const struct gp_field *f, lua_Integer slot)
{
	push_kept_table(L, 0);
	if (lua_rawgeti(L, -1, slot) != LUA_TNIL)
		return;
	f->push(L, p, o);
	lua_pushvalue(L, -1);
	lua_rawseti(L, -4, slot);
}

/* Upvalue 4: from names to fields and methods. */
static int record_index(lua_State *L)
{
	const struct gp_record *c = own_class(L);
	const struct gp_object *o = self(L);
	struct gp_rule_page *p = gp_object_page(L, o);
	const struct gp_field *f;

	lua_settop(L, 2);
	lua_pushvalue(L, 2);
	switch (lua_rawget(L, lua_upvalueindex(4))) {
	case LUA_TLIGHTUSERDATA:
		f = lua_touserdata(L, -1);
		if (f->keep)
			push_kept(L, p, o, f, f - c->fields + 1);
		else
			f->push(L, p, o);
		return 1;
	case LUA_TFUNCTION:
		return 1;
	default:
		return no_field(L, c);
	}
}

static int record_show(lua_State *L)
{
	const struct gp_record *c = own_class(L);
	const struct gp_object *o = self(L);

	c->show(L, gp_object_page(L, o), o);
	return 1;
}

/* Upvalue 4: the object; 5: how many fields are done. */
static int record_next(lua_State *L)
{
	const struct gp_record *c = own_class(L);
	const struct gp_object *o = lua_touserdata(L, lua_upvalueindex(4));
	lua_Integer i = lua_tointeger(L, lua_upvalueindex(5));

	if (!c->fields[i].name)
		return 0;
	lua_pushinteger(L, i + 1);
	lua_replace(L, lua_upvalueindex(5));
	lua_pushstring(L, c->fields[i].name);
	c->fields[i].push(L, gp_object_page(L, o), o);
	return 2;
}

static int record_pairs(lua_State *L)
{
	self(L);
	hand_on(L);
	lua_pushvalue(L, 1);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, record_next, 5);
	return 1;
}

static void set_fields(lua_State *L, const struct gp_record *c)
{
	lua_pushlightuserdata(L, (void *)(uintptr_t)c);
	lua_setfield(L, -2, "__record");
	push_upvalues(L, c, c->name, -1);
	lua_newtable(L);
	for (const struct gp_field *f = c->fields; f->name; f++) {
		lua_pushlightuserdata(L, (void *)(uintptr_t)f);
		lua_setfield(L, -2, f->name);
	}
	if (c->methods)
		luaL_setfuncs(L, c->methods, 0);
	lua_pushcclosure(L, record_index, 4);
	lua_setfield(L, -2, "__index");
}

void gp_object_record(lua_State *L, const struct gp_record *c, const struct gp_object *o)
{
	static const luaL_Reg plain[] = {{"__newindex", refuse_assignment},
	    {"__tostring", show_name}, {"__pairs", record_pairs}, {NULL, NULL}};
	static const luaL_Reg own[] = {{"__newindex", refuse_assignment},
	    {"__tostring", record_show}, {NULL, NULL}};

	new_object(L, o, c->keeps);
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, c) == LUA_TNIL) {
		lua_pop(L, 1);
		new_metatable(L, c, "record", c->name, c->show ? own : plain);
		set_fields(L, c);
	}
	lua_setmetatable(L, -2);
}

/* --- sequences */

static void push_item(lua_State *L, const struct gp_sequence *c, struct gp_rule_page *p,
    const struct gp_object *o, lua_Integer i)
{
	struct gp_object item = {.page = o->page, .index = (size_t)i - 1, .node = o->node};

	if (!c->keeps) {
		c->push(L, p, &item);
		return;
	}
	push_kept_table(L, c->count(p));
	if (lua_rawgeti(L, -1, i) != LUA_TNIL)
		return;
	c->push(L, p, &item);
	lua_pushvalue(L, -1);
	lua_rawseti(L, -4, i);
}

static int sequence_index(lua_State *L)
{
	const struct gp_sequence *c = own_class(L);
	const struct gp_object *o = self(L);
	struct gp_rule_page *p = gp_object_page(L, o);
	int whole;
	lua_Integer i = lua_tointegerx(L, 2, &whole);

	lua_settop(L, 2);
	if (!whole || lua_type(L, 2) != LUA_TNUMBER)
		return luaL_error(L, gp_err_word("%s has no field %s; it is a sequence: #%s, %s[1]"),
		    c->name, wrong_key(L, 2), c->name, c->name);
	if (i < 1 || (lua_Unsigned)i > c->count(p))
		lua_pushnil(L);
	else
		push_item(L, c, p, o, i);
	return 1;
}

static int sequence_len(lua_State *L)
{
	const struct gp_sequence *c = own_class(L);
	const struct gp_object *o = self(L);

	lua_pushinteger(L, (lua_Integer)c->count(gp_object_page(L, o)));
	return 1;
}

static int sequence_next(lua_State *L)
{
	const struct gp_sequence *c = own_class(L);
	const struct gp_object *o = self(L);
	struct gp_rule_page *p = gp_object_page(L, o);
	lua_Integer i = luaL_checkinteger(L, 2);

	lua_settop(L, 2);
	if (i < 0 || (lua_Unsigned)i >= c->count(p))
		return 0;
	lua_pushinteger(L, i + 1);
	push_item(L, c, p, o, i + 1);
	if (lua_gettop(L) > 4) { /* what keeping left below the item */
		lua_replace(L, 4);
		lua_settop(L, 4);
	}
	return 2;
}

static int sequence_pairs(lua_State *L)
{
	self(L);
	hand_on(L);
	lua_pushcclosure(L, sequence_next, 3);
	lua_pushvalue(L, 1);
	lua_pushinteger(L, 0);
	return 3;
}

void gp_object_sequence(lua_State *L, const struct gp_sequence *c, const struct gp_object *o)
{
	static const luaL_Reg methods[] = {{"__newindex", refuse_assignment},
	    {"__tostring", show_name}, {"__index", sequence_index}, {"__len", sequence_len},
	    {"__pairs", sequence_pairs}, {NULL, NULL}};

	new_object(L, o, c->keeps);
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, c) == LUA_TNIL) {
		lua_pop(L, 1);
		new_metatable(L, c, "sequence", c->name, methods);
	}
	lua_setmetatable(L, -2);
}

/* --- maps */

struct entry {
	struct gp_text name, value;
	size_t order;
};

/* The entries of a map in the order of their names, one a name; belongs to Lua. */
struct entries {
	uint64_t page;
	size_t n, next;
	struct entry list[];
};

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : (unsigned char)c;
}

/* By bytes, ASCII letters in either case. */
static int compare(struct gp_text a, struct gp_text b)
{
	for (size_t i = 0; i < a.n && i < b.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return lower(a.p[i]) - lower(b.p[i]);
	return (a.n > b.n) - (a.n < b.n);
}

static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = compare(x->name, y->name);

	return c ? c : (x->order > y->order) - (x->order < y->order);
}

static int map_index(lua_State *L)
{
	const struct gp_map *c = own_class(L);
	const struct gp_object *o = self(L);
	struct gp_rule_page *p = gp_object_page(L, o);
	struct gp_text want, name, value;
	size_t n = c->count(p, o);

	if (lua_type(L, 2) != LUA_TSTRING)
		return luaL_error(L, gp_err_word("%s has no field %s; it is looked up by name"), c->name,
		    wrong_key(L, 2));
	want.p = lua_tolstring(L, 2, &want.n);
	for (size_t i = 0; i < n; i++) {
		c->at(p, o, i, &name, &value);
		if (name.n == want.n && !compare(name, want)) {
			gp_object_text(L, value);
			return 1;
		}
	}
	lua_pushnil(L);
	return 1;
}

static int map_next(lua_State *L)
{
	struct entries *all = lua_touserdata(L, lua_upvalueindex(1));
	struct gp_object o = {.page = all->page};
	const struct entry *e;

	gp_object_page(L, &o);
	if (all->next == all->n)
		return 0;
	e = &all->list[all->next++];
	gp_object_text(L, e->name);
	gp_object_text(L, e->value);
	return 2;
}

static int map_pairs(lua_State *L)
{
	const struct gp_map *c = own_class(L);
	const struct gp_object *o = self(L);
	struct gp_rule_page *p = gp_object_page(L, o);
	size_t n = c->count(p, o), kept = 0;
	struct entries *all = lua_newuserdatauv(L, sizeof *all + n * sizeof *all->list, 0);

	*all = (struct entries){.page = o->page};
	for (size_t i = 0; i < n; i++) {
		c->at(p, o, i, &all->list[i].name, &all->list[i].value);
		all->list[i].order = i;
	}
	qsort(all->list, n, sizeof *all->list, by_name);
	for (size_t i = 0; i < n; i++)
		if (!kept || compare(all->list[kept - 1].name, all->list[i].name))
			all->list[kept++] = all->list[i];
	all->n = kept;
	lua_pushcclosure(L, map_next, 1);
	return 1;
}

void gp_object_map(lua_State *L, const struct gp_map *c, const struct gp_object *o)
{
	static const luaL_Reg methods[] = {{"__newindex", refuse_assignment},
	    {"__tostring", show_name}, {"__index", map_index}, {"__pairs", map_pairs},
	    {NULL, NULL}};

	new_object(L, o, false);
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, c) == LUA_TNIL) {
		lua_pop(L, 1);
		new_metatable(L, c, "map", c->name, methods);
	}
	lua_setmetatable(L, -2);
}

/* --- for a shell */

int gp_object_about(lua_State *L)
{
	const struct gp_record *c;
	lua_Integer n = 0;

	if (lua_type(L, 1) != LUA_TUSERDATA || luaL_getmetafield(L, 1, "__kind") != LUA_TSTRING)
		return 0;
	luaL_getmetafield(L, 1, "__name");
	if (luaL_getmetafield(L, 1, "__record") == LUA_TNIL)
		return 2;
	c = lua_touserdata(L, -1);
	lua_pop(L, 1);
	lua_newtable(L);
	for (const struct gp_field *f = c->fields; f->name; f++) {
		lua_pushstring(L, f->name);
		lua_rawseti(L, -2, ++n);
	}
	lua_newtable(L);
	n = 0;
	for (const luaL_Reg *m = c->methods; m && m->name; m++) {
		lua_pushstring(L, m->name);
		lua_rawseti(L, -2, ++n);
	}
	return 4;
}

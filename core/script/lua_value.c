#include "core/script/lua_value.h"

#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

/* Where we are, for messages: a chain from the innermost to the outermost. */
struct place {
	const struct place *up;
	const char *key;   /* NULL: an index */
	size_t key_n;
	lua_Integer index;
};

struct packer {
	lua_State *L;
	struct gp_buf *out;
	struct gp_err *e;
	bool code;
};

static void say_place(struct gp_buf *b, const struct place *p)
{
	if (!p->up) {
		gp_buf_puts(b, p->key);
		return;
	}
	say_place(b, p->up);
	if (p->key)
		gp_buf_printf(b, ".%.*s", (int)gp_utf8_prefix(p->key, p->key_n, 60), p->key);
	else
		gp_buf_printf(b, "[" LUA_INTEGER_FMT "]", (LUAI_UACINT)p->index);
}

static int refuse(struct packer *k, const struct place *p, const char *why)
{
	struct gp_buf b;

	gp_buf_init(&b, 300);
	say_place(&b, p);
	gp_fail(k->e, GP_ESCRIPT, "%s: %s", b.data ? b.data : p->key ? p->key : "?", gp_err_word(why));
	gp_buf_free(&b);
	return -1;
}

static int pack(struct packer *k, int index, const struct place *p, int depth);

struct shape {
	size_t count;        /* of keys */
	lua_Integer highest; /* index */
	bool indexes, names;
};

static int shape_of(struct packer *k, int index, const struct place *p, struct shape *s)
{
	lua_State *L = k->L;

	*s = (struct shape){0};
	for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
		s->count++;
		if (lua_type(L, -2) == LUA_TSTRING) {
			s->names = true;
		} else if (lua_isinteger(L, -2) && lua_tointeger(L, -2) > 0) {
			s->indexes = true;
			if (lua_tointeger(L, -2) > s->highest)
				s->highest = lua_tointeger(L, -2);
		} else {
			lua_pop(L, 2);
			return refuse(k, p, "a key is neither a name nor a positive index");
		}
	}
	if (s->names && s->indexes)
		return refuse(k, p, "it has both names and indexes; use one kind");
	if (s->highest / 2 > (lua_Integer)s->count)
		return refuse(k, p, "it is a list with more holes than values");
	return 0;
}

static int pack_list(struct packer *k, int index, const struct place *p, const struct shape *s, int depth)
{
	gp_pack_list(k->out, (size_t)s->highest);
	for (lua_Integer i = 1; i <= s->highest; i++) {
		struct place here = {.up = p, .index = i};

		lua_rawgeti(k->L, index, i);
		if (pack(k, lua_gettop(k->L), &here, depth + 1))
			return -1;
		lua_pop(k->L, 1);
	}
	return 0;
}

struct name {
	const char *p;
	size_t n;
};

static int by_bytes(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int c = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);

	return c ? c : (x->n > y->n) - (x->n < y->n);
}

static int pack_map(struct packer *k, int index, const struct place *p, const struct shape *s, int depth)
{
	lua_State *L = k->L;
	struct name *names = lua_newuserdatauv(L, s->count * sizeof *names, 0); /* Lua's, for a raised error must free it */
	size_t n = 0;

	for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
		names[n].p = lua_tolstring(L, -2, &names[n].n);
		n++;
	}
	qsort(names, n, sizeof *names, by_bytes);
	gp_pack_map(k->out, n);
	for (size_t i = 0; i < n; i++) {
		struct place here = {.up = p, .key = names[i].p, .key_n = names[i].n};

		if (!gp_utf8_valid(names[i].p, names[i].n))
			return refuse(k, p, "a name in it is not UTF-8");
		gp_pack_key(k->out, names[i].p, names[i].n);
		lua_pushlstring(L, names[i].p, names[i].n);
		lua_rawget(L, index);
		if (pack(k, lua_gettop(L), &here, depth + 1))
			return -1;
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return 0;
}

static int pack_table(struct packer *k, int index, const struct place *p, int depth)
{
	struct shape s;

	if (depth >= GP_VALUE_DEPTH)
		return refuse(k, p, "it is nested deeper than 32 tables, or contains itself");
	luaL_checkstack(k->L, 8, NULL);
	if (shape_of(k, index, p, &s))
		return -1;
	return s.names ? pack_map(k, index, p, &s, depth) : pack_list(k, index, p, &s, depth);
}

static int pack_number(struct packer *k, int index, const struct place *p)
{
	if (lua_isinteger(k->L, index))
		gp_pack_int(k->out, lua_tointeger(k->L, index));
	else if (!isfinite(lua_tonumber(k->L, index)))
		return refuse(k, p, "it is infinite or not a number");
	else
		gp_pack_number(k->out, lua_tonumber(k->L, index));
	return 0;
}

static int pack_string(struct packer *k, int index, const struct place *p)
{
	size_t n;
	const char *s = lua_tolstring(k->L, index, &n);

	if (!gp_utf8_valid(s, n))
		return refuse(k, p, "the string is not UTF-8");
	gp_pack_str(k->out, s, n);
	return 0;
}

/* What is taken depends on who asks: a finding, an argument, a report. */
static int refuse_size(struct packer *k, const struct place *p)
{
	size_t kib = k->out->max >> 10;
	char why[100];

	if (kib < 1024)
		snprintf(why, sizeof why, gp_err_word("the whole is larger than %d KiB"), (int)kib);
	else
		snprintf(why, sizeof why, gp_err_word("the whole is larger than %d MiB"), (int)(kib >> 10));
	return refuse(k, p, why);
}

static int pack(struct packer *k, int index, const struct place *p, int depth)
{
	if (k->out->full)
		return refuse_size(k, p);
	switch (lua_type(k->L, index)) {
	case LUA_TNIL:
		gp_pack_null(k->out);
		return 0;
	case LUA_TBOOLEAN:
		gp_pack_bool(k->out, lua_toboolean(k->L, index));
		return 0;
	case LUA_TNUMBER:
		return pack_number(k, index, p);
	case LUA_TSTRING:
		return pack_string(k, index, p);
	case LUA_TTABLE:
		return pack_table(k, index, p, depth);
	case LUA_TLIGHTUSERDATA:
		if (!lua_touserdata(k->L, index)) { /* json.null */
			gp_pack_null(k->out);
			return 0;
		}
		return refuse(k, p, "it is an object of the program, no data");
	case LUA_TFUNCTION:
		if (k->code) {
			gp_pack_code(k->out);
			return 0;
		}
		return refuse(k, p, "it is a function, no data");
	default:
		return refuse(k, p, "it is an object of the program, no data");
	}
}

int gp_lua_pack(lua_State *L, int index, const char *name, bool code, struct gp_buf *out, struct gp_err *e)
{
	struct packer k = {L, out, e, code};
	struct place top = {.key = name, .key_n = strlen(name)};
	int at = lua_gettop(L), rc;

	rc = pack(&k, lua_absindex(L, index), &top, 0);
	lua_settop(L, at);
	if (!rc && out->full)
		return refuse_size(&k, &top);
	return rc;
}

static void push_map(lua_State *L, const struct gp_value *v)
{
	lua_createtable(L, 0, (int)v->map.n);
	for (size_t i = 0; i < v->map.n; i++) {
		const struct gp_member *m = &v->map.members[i];

		lua_pushlstring(L, m->key, m->key_n);
		gp_lua_push(L, &m->value);
		lua_rawset(L, -3);
	}
}

void gp_lua_push(lua_State *L, const struct gp_value *v)
{
	luaL_checkstack(L, 4, NULL);
	switch (v->type) {
	case GP_VALUE_BOOL:
		lua_pushboolean(L, v->truth);
		break;
	case GP_VALUE_INT:
		lua_pushinteger(L, v->integer);
		break;
	case GP_VALUE_NUMBER:
		lua_pushnumber(L, v->number);
		break;
	case GP_VALUE_STRING:
		lua_pushlstring(L, v->string.p, v->string.n);
		break;
	case GP_VALUE_LIST:
		lua_createtable(L, (int)v->list.n, 0);
		for (size_t i = 0; i < v->list.n; i++) {
			gp_lua_push(L, &v->list.items[i]);
			lua_rawseti(L, -2, (lua_Integer)i + 1);
		}
		break;
	case GP_VALUE_MAP:
		push_map(L, v);
		break;
	default:
		lua_pushnil(L);
	}
}

const char *gp_lua_string_at(lua_State *L, int table, const char *key)
{
	const char *s;

	lua_getfield(L, table, key);
	s = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
	lua_pop(L, 1);
	return s;
}

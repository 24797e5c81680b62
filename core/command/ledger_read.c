/* govpub.ledger: reading */
#include <lauxlib.h>
#include <string.h>

#include "core/base/json_read.h"
#include "core/command/ledger.h"
#include "core/command/modules.h"
#include "core/ledger/dump.h"
#include "core/ledger/verify.h"
#include "core/script/lua_value.h"

/* --- values */

void gp_command_ledger_set(lua_State *L, const char *key, const char *value)
{
	if (!value || !*value)
		return;
	lua_pushstring(L, value);
	lua_setfield(L, -2, key);
}

void gp_command_ledger_set_int(lua_State *L, const char *key, int64_t value)
{
	lua_pushinteger(L, value);
	lua_setfield(L, -2, key);
}

void gp_command_ledger_set_flag(lua_State *L, const char *key, bool value)
{
	lua_pushboolean(L, value);
	lua_setfield(L, -2, key);
}

void gp_command_ledger_set_hash(lua_State *L, const char *key, const unsigned char hash[GP_LEDGER_HASH])
{
	char hex[2 * GP_LEDGER_HASH + 1];

	gp_event_hex(hex, hash);
	gp_command_ledger_set(L, key, hex);
}

void gp_command_ledger_push_json(lua_State *L, const char *p, size_t n)
{
	struct gp_arena a = {0};
	struct gp_value v;

	if (gp_json_read(&v, &a, p, n, NULL))
		lua_pushnil(L);
	else
		gp_lua_push(L, &v); /* raises for lack of memory only, and then the program ends */
	gp_arena_free(&a);
}

void gp_command_ledger_push_record(lua_State *L, const struct gp_ledger_record *r)
{
	lua_createtable(L, 0, 11);
	gp_command_ledger_set(L, "reg", r->reg);
	gp_command_ledger_set(L, "rid", r->rid);
	gp_command_ledger_set(L, "no", r->no);
	if (r->n)
		gp_command_ledger_set_int(L, "n", r->n);
	if (r->year)
		gp_command_ledger_set_int(L, "year", r->year);
	gp_command_ledger_set(L, "state", r->state);
	gp_command_ledger_set_int(L, "rev", r->rev);
	gp_command_ledger_set(L, "created_on", r->created_on);
	gp_command_ledger_set(L, "closed_on", r->closed_on);
	gp_command_ledger_set_flag(L, "void", r->void_);
	gp_command_ledger_push_json(L, r->j, r->j_n);
	lua_setfield(L, -2, "fields");
}

struct gp_command_list gp_command_ledger_list(lua_State *L)
{
	lua_newtable(L);
	return (struct gp_command_list){.L = L, .at = lua_gettop(L)};
}

void gp_command_ledger_add(struct gp_command_list *list)
{
	lua_rawseti(list->L, list->at, ++list->n);
}

static struct gp_ledger *check(lua_State *L)
{
	return gp_chain_ledger(gp_command_ledger_check(L));
}

/* --- records */

/* record(reg, rid) → record | nil */
static int ledger_record(lua_State *L)
{
	struct gp_ledger_record r;
	int rc = gp_ledger_record(check(L), NULL, luaL_checkstring(L, 2), luaL_checkstring(L, 3), &r, gp_command_err(L));

	if (rc < 0)
		return gp_command_raise(L);
	if (rc > 0)
		gp_command_ledger_push_record(L, &r);
	return rc;
}

static int add_rid(void *user, const struct gp_ledger_record *r)
{
	struct gp_command_list *list = user;

	lua_pushstring(list->L, r->rid);
	gp_command_ledger_add(list);
	return 0;
}

/* by_number(reg, n, year | nil) → { rid, … } */
static int ledger_by_number(lua_State *L)
{
	struct gp_ledger *l = check(L);
	const char *reg = luaL_checkstring(L, 2);
	int64_t n = luaL_checkinteger(L, 3), year = luaL_optinteger(L, 4, 0);
	struct gp_command_list list = gp_command_ledger_list(L);

	return gp_ledger_by_number(l, reg, n, year, add_rid, &list, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

/* by_no(reg, no) → rid | nil */
static int ledger_by_no(lua_State *L)
{
	struct gp_ledger *l = check(L);
	const char *reg = luaL_checkstring(L, 2), *no = luaL_checkstring(L, 3);
	struct gp_command_list list = gp_command_ledger_list(L);

	if (gp_ledger_by_no(l, reg, no, add_rid, &list, gp_command_err(L)))
		return gp_command_raise(L);
	lua_rawgeti(L, list.at, 1);
	return 1;
}

/* next(reg, year | nil) → the number that comes next */
static int ledger_next(lua_State *L)
{
	int64_t n;

	if (gp_ledger_next_number(check(L), luaL_checkstring(L, 2), luaL_optinteger(L, 3, 0), &n, gp_command_err(L)))
		return gp_command_raise(L);
	lua_pushinteger(L, n);
	return 1;
}

/* fn(record) for each; an error in it stops the walk and is raised behind it. */
static int call_with_record(void *user, const struct gp_ledger_record *r)
{
	lua_State *L = user;

	lua_pushvalue(L, 3);
	gp_command_ledger_push_record(L, r);
	return lua_pcall(L, 1, 0, 0) ? 1 : 0;
}

/* each(reg, fn(record)) */
static int ledger_each(lua_State *L)
{
	struct gp_ledger *l = check(L);
	const char *reg = luaL_checkstring(L, 2);
	int rc;

	luaL_checktype(L, 3, LUA_TFUNCTION);
	lua_settop(L, 3);
	rc = gp_ledger_each_record(l, NULL, reg, call_with_record, L, gp_command_err(L));
	return rc > 0 ? lua_error(L) : rc < 0 ? gp_command_raise(L) : 0;
}

/* --- events and what follows */

static int add_event(void *user, const struct gp_ledger_event *ev)
{
	struct gp_command_list *list = user;
	lua_State *L = list->L;

	lua_createtable(L, 0, 16);
	gp_command_ledger_set(L, "eid", ev->eid);
	gp_command_ledger_set(L, "reg", ev->reg);
	gp_command_ledger_set(L, "rid", ev->rid);
	gp_command_ledger_set_int(L, "seq", ev->seq);
	gp_command_ledger_set(L, "at", ev->at);
	gp_command_ledger_set(L, "on", ev->on);
	gp_command_ledger_set(L, "by", ev->by);
	gp_command_ledger_set(L, "via", ev->via);
	gp_command_ledger_set(L, "tx", ev->tx);
	gp_command_ledger_set(L, "kind", ev->kind);
	gp_command_ledger_set(L, "move", ev->move);
	gp_command_ledger_set(L, "decl", ev->decl);
	gp_command_ledger_set_hash(L, "hash", ev->hash);
	gp_command_ledger_push_json(L, ev->body, ev->body_n);
	lua_setfield(L, -2, "body");
	gp_command_ledger_add(list);
	return 0;
}

/* events{ reg, rid, tx, by, kind, after_seq, limit, newest } → { event, … } */
static int ledger_events(lua_State *L)
{
	struct gp_ledger *l = check(L);
	struct gp_ledger_pick pick = {0};
	struct gp_command_list list;

	luaL_checktype(L, 2, LUA_TTABLE);
	pick.reg = gp_command_ledger_str(L, 2, "reg");
	pick.rid = gp_command_ledger_str(L, 2, "rid");
	pick.tx = gp_command_ledger_str(L, 2, "tx");
	pick.by = gp_command_ledger_str(L, 2, "by");
	pick.kind = gp_command_ledger_str(L, 2, "kind");
	pick.after_seq = gp_command_ledger_int(L, 2, "after_seq", 0);
	pick.limit = gp_command_ledger_int(L, 2, "limit", 0);
	pick.newest_first = gp_command_ledger_flag(L, 2, "newest");
	pick.by_record = pick.reg && pick.rid;
	list = gp_command_ledger_list(L);
	return gp_ledger_each_event(l, &pick, add_event, &list, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

/* last_tx(by, reg[, before]) → tx | nil: the last one of the user in the register, of those before another one */
static int ledger_last_tx(lua_State *L)
{
	char tx[32];
	int rc = gp_ledger_last_tx(check(L), luaL_checkstring(L, 2), luaL_checkstring(L, 3), luaL_optstring(L, 4, NULL), tx,
	    gp_command_err(L));

	if (rc < 0)
		return gp_command_raise(L);
	if (rc > 0)
		lua_pushstring(L, tx);
	return rc;
}

static int add_move(void *user, const struct gp_ledger_move *m)
{
	struct gp_command_list *list = user;
	lua_State *L = list->L;

	lua_createtable(L, 0, 8);
	gp_command_ledger_set_int(L, "seq", m->seq);
	gp_command_ledger_set(L, "move", m->move);
	gp_command_ledger_set(L, "on", m->on);
	gp_command_ledger_set(L, "at", m->at);
	gp_command_ledger_set(L, "by", m->by);
	gp_command_ledger_set(L, "state", m->state);
	gp_command_ledger_set_flag(L, "closed", m->closed);
	gp_command_ledger_set_flag(L, "undone", m->undone);
	gp_command_ledger_add(list);
	return 0;
}

/* moves(reg, rid) → { { seq, move, on, at, by, state, closed, undone }, … } */
static int ledger_moves(lua_State *L)
{
	struct gp_ledger *l = check(L);
	const char *reg = luaL_checkstring(L, 2), *rid = luaL_checkstring(L, 3);
	struct gp_command_list list = gp_command_ledger_list(L);

	return gp_ledger_each_move(l, NULL, reg, rid, add_move, &list, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

static int add_link(void *user, const struct gp_ledger_link *k)
{
	struct gp_command_list *list = user;

	lua_createtable(list->L, 0, 4);
	gp_command_ledger_set(list->L, "field", k->field);
	gp_command_ledger_set(list->L, "reg", k->reg);
	gp_command_ledger_set(list->L, "rid", k->rid);
	gp_command_ledger_set_flag(list->L, "back", k->back);
	gp_command_ledger_add(list);
	return 0;
}

/* links(reg, rid) → { { field, reg, rid, back }, … } */
static int ledger_links(lua_State *L)
{
	struct gp_ledger *l = check(L);
	const char *reg = luaL_checkstring(L, 2), *rid = luaL_checkstring(L, 3);
	struct gp_command_list list = gp_command_ledger_list(L);

	return gp_ledger_each_link(l, reg, rid, add_link, &list, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

/* --- clocks */

static int add_clock(void *user, const struct gp_ledger_clock *c)
{
	struct gp_command_list *list = user;
	lua_State *L = list->L;

	lua_createtable(L, 0, 12);
	gp_command_ledger_set(L, "reg", c->reg);
	gp_command_ledger_set(L, "rid", c->rid);
	gp_command_ledger_set(L, "no", c->no);
	gp_command_ledger_set(L, "name", c->name);
	gp_command_ledger_set(L, "status", c->status);
	gp_command_ledger_set(L, "due", c->due);
	gp_command_ledger_set(L, "earliest", c->earliest);
	gp_command_ledger_set(L, "met_on", c->met_on);
	if (c->used >= 0)
		gp_command_ledger_set_int(L, "used", c->used);
	if (c->total >= 0)
		gp_command_ledger_set_int(L, "total", c->total);
	gp_command_ledger_set_flag(L, "provisional", c->provisional);
	gp_command_ledger_set_flag(L, "late", c->late);
	gp_command_ledger_add(list);
	return 0;
}

/* clocks(reg, rid) → { { name, status, due, … }, … } */
static int ledger_clocks(lua_State *L)
{
	struct gp_ledger *l = check(L);
	const char *reg = luaL_checkstring(L, 2), *rid = luaL_checkstring(L, 3);
	struct gp_command_list list = gp_command_ledger_list(L);

	return gp_ledger_each_clock(l, reg, rid, add_clock, &list, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

/* Pushes the list at `key` of the table at 2 as JSON; nil where there is none. */
static const char *push_names(lua_State *L, const char *key)
{
	luaL_Buffer b;
	lua_Integer n;

	if (lua_getfield(L, 2, key) != LUA_TTABLE)
		return NULL;
	n = luaL_len(L, -1);
	luaL_buffinit(L, &b);
	luaL_addchar(&b, '[');
	for (lua_Integer i = 1; i <= n; i++) {
		const char *name;

		lua_rawgeti(L, 3, i);
		name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
		lua_pop(L, 1); /* the table holds it; only names of registers are let in, so nothing is to be escaped */
		if (!name || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(name))
			luaL_error(L, "%s: is no list of registers", key);
		luaL_addstring(&b, i > 1 ? ",\"" : "\"");
		luaL_addstring(&b, name);
		luaL_addchar(&b, '"');
	}
	luaL_addchar(&b, ']');
	luaL_pushresult(&b);
	return lua_tostring(L, -1);
}

/* due{ regs, until_, status, waits, limit, offset } → { { reg, rid, no, name, status, due, … }, … } by due */
static int ledger_due(lua_State *L)
{
	struct gp_ledger *l = check(L);
	struct gp_ledger_due d = {0};
	struct gp_command_list list;

	luaL_checktype(L, 2, LUA_TTABLE);
	lua_settop(L, 2);
	d.until = gp_command_ledger_str(L, 2, "until_");
	d.status = gp_command_ledger_str(L, 2, "status");
	d.limit = gp_command_ledger_int(L, 2, "limit", 0);
	d.offset = gp_command_ledger_int(L, 2, "offset", 0);
	lua_getfield(L, 2, "waits");
	d.waits = lua_toboolean(L, -1);
	lua_pop(L, 1);
	d.regs = push_names(L, "regs");
	list = gp_command_ledger_list(L);
	return gp_ledger_each_due(l, &d, add_clock, &list, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

/* --- is it as it was left? */

static int call_with_finding(void *user, const struct gp_verify_finding *f)
{
	lua_State *L = user;

	lua_pushvalue(L, 2);
	lua_createtable(L, 0, 6);
	gp_command_ledger_set(L, "what", gp_verify_word(f->what));
	gp_command_ledger_set(L, "office", f->office);
	gp_command_ledger_set(L, "reg", f->reg);
	gp_command_ledger_set(L, "rid", f->rid);
	gp_command_ledger_set(L, "eid", f->eid);
	gp_command_ledger_set(L, "detail", f->detail);
	if (f->seq)
		gp_command_ledger_set_int(L, "seq", f->seq);
	return lua_pcall(L, 1, 0, 0) ? 1 : 0;
}

/* verify(fn(finding)) → { registers, events, records, secrets, files, findings }; finding: verify.h */
static int ledger_verify(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	struct gp_verify_counts n;
	int rc;

	luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_settop(L, 2);
	rc = gp_chain_verify(c, call_with_finding, L, &n, gp_command_err(L));
	if (rc)
		return rc > 0 ? lua_error(L) : gp_command_raise(L);
	lua_createtable(L, 0, 6);
	gp_command_ledger_set_int(L, "registers", n.registers);
	gp_command_ledger_set_int(L, "events", n.events);
	gp_command_ledger_set_int(L, "records", n.records);
	gp_command_ledger_set_int(L, "secrets", n.secrets);
	gp_command_ledger_set_int(L, "files", n.files);
	gp_command_ledger_set_int(L, "findings", n.findings);
	return 1;
}

/* newer() → whether a newer version wrote it: then it is only read */
static int ledger_newer(lua_State *L)
{
	lua_pushboolean(L, gp_ledger_newer(check(L)) != 0);
	return 1;
}

static int call_with_line(void *user, const char *line, size_t n)
{
	lua_State *L = user;

	lua_pushvalue(L, 2);
	lua_pushlstring(L, line, n);
	return lua_pcall(L, 1, 0, 0) ? 1 : 0;
}

/* dump(fn(line)): all that follows from the events, as dump.h says */
static int ledger_dump(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	int rc;

	luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_settop(L, 2);
	rc = gp_chain_dump(c, call_with_line, L, gp_command_err(L));
	return rc > 0 ? lua_error(L) : rc < 0 ? gp_command_raise(L) : 0;
}

const luaL_Reg gp_command_ledger_reads[] = {{"record", ledger_record}, {"by_number", ledger_by_number},
    {"by_no", ledger_by_no}, {"next", ledger_next}, {"each", ledger_each}, {"events", ledger_events},
    {"last_tx", ledger_last_tx}, {"moves", ledger_moves}, {"links", ledger_links}, {"clocks", ledger_clocks},
    {"due", ledger_due}, {"verify", ledger_verify}, {"dump", ledger_dump}, {"newer", ledger_newer},
    {NULL, NULL}};

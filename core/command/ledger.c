/* govpub.ledger: the registers of an office, for verbs in Lua: opening and writing */
#include "core/command/ledger.h"

#include <lauxlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/command/modules.h"
#include "core/ledger/backup.h"
#include "core/ledger/seal.h"
#include "core/script/lua_value.h"

#define FIELDS_MAX 500 /* that are erased at once */

struct gp_chain *gp_command_ledger_check(lua_State *L)
{
	struct gp_chain **c = luaL_checkudata(L, 1, GP_LEDGER_TYPE);

	luaL_argcheck(L, *c, 1, "it is closed");
	return *c;
}

static int ended(lua_State *L, int rc)
{
	return rc < 0 ? gp_command_raise(L) : 0;
}

static const char *check_text(lua_State *L, int index)
{
	size_t n;
	const char *s = luaL_checklstring(L, index, &n);

	luaL_argcheck(L, strlen(s) == n, index, "there is a NUL in it");
	return s;
}

const char *gp_command_ledger_str(lua_State *L, int index, const char *key)
{
	const char *s = NULL;
	size_t n = 0;

	lua_getfield(L, index, key);
	if (!lua_isnil(L, -1)) {
		if (lua_type(L, -1) != LUA_TSTRING)
			luaL_error(L, "%s: is no string", key);
		s = lua_tolstring(L, -1, &n);
		if (strlen(s) != n)
			luaL_error(L, "%s: there is a NUL in it", key);
	}
	lua_pop(L, 1);
	return s;
}

int64_t gp_command_ledger_int(lua_State *L, int index, const char *key, int64_t otherwise)
{
	int whole = 1;

	lua_getfield(L, index, key);
	if (!lua_isnil(L, -1))
		otherwise = lua_tointegerx(L, -1, &whole);
	if (!whole)
		luaL_error(L, "%s: is no whole number", key);
	lua_pop(L, 1);
	return otherwise;
}

bool gp_command_ledger_flag(lua_State *L, int index, const char *key)
{
	bool is;

	lua_getfield(L, index, key);
	is = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return is;
}

/* --- opening */

/* open(dir, { create =, hash =, office = }) → ledger; close it, or say <close>. */
static int ledger_open(lua_State *L)
{
	const char *dir = check_text(L, 1);
	struct gp_ledger_options o = {0};
	struct gp_chain **c;

	if (!lua_isnoneornil(L, 2)) {
		luaL_checktype(L, 2, LUA_TTABLE);
		o.create = gp_command_ledger_flag(L, 2, "create");
		o.hash = gp_command_ledger_str(L, 2, "hash");
		o.office = gp_command_ledger_str(L, 2, "office");
	}
	c = lua_newuserdatauv(L, sizeof *c, 0);
	*c = NULL;
	luaL_setmetatable(L, GP_LEDGER_TYPE);
	return gp_chain_open(c, dir, &o, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

static int ledger_close(lua_State *L)
{
	struct gp_chain **c = luaL_checkudata(L, 1, GP_LEDGER_TYPE);

	gp_chain_close(*c);
	*c = NULL;
	return 0;
}

/* ulid() → a name that nothing else has, such as one for a tx */
static int ledger_ulid(lua_State *L)
{
	char id[GP_ULID];

	if (gp_ulid(id, gp_command_err(L)))
		return gp_command_raise(L);
	lua_pushstring(L, id);
	return 1;
}

static int ledger_begin(lua_State *L)
{
	return ended(L, gp_ledger_begin(gp_chain_ledger(gp_command_ledger_check(L)), gp_command_err(L)));
}

static int ledger_commit(lua_State *L)
{
	return ended(L, gp_chain_commit(gp_command_ledger_check(L), gp_command_err(L)));
}

static int ledger_rollback(lua_State *L)
{
	gp_chain_rollback(gp_command_ledger_check(L));
	return 0;
}

/* write_behind(): until the end of the transaction a thread writes what is appended, sealed, and so on */
static int ledger_write_behind(lua_State *L)
{
	gp_chain_write_behind(gp_command_ledger_check(L));
	return 0;
}

/* --- events */

/* The value at `index` as a tree in the arena. */
static int read_value(lua_State *L, int index, const char *name, struct gp_arena *a, struct gp_value *out,
    struct gp_err *e)
{
	struct gp_buf packed;
	int rc;

	gp_buf_init(&packed, GP_LEDGER_BODY_MAX);
	rc = gp_lua_pack(L, index, name, false, &packed, e);
	if (!rc)
		rc = gp_value_unpack(out, a, packed.data, packed.len, e);
	gp_buf_free(&packed);
	return rc;
}

/* The event with the body at the top. */
static int append(lua_State *L, struct gp_chain *c, const struct gp_chain_entry *entry, struct gp_chain_done *done,
    struct gp_err *e)
{
	struct gp_chain_entry whole = *entry;
	struct gp_arena a = {0};
	struct gp_value body;
	struct gp_buf packed;
	int rc;

	if (lua_isnil(L, -1))
		lua_newtable(L);
	if (gp_chain_is_behind(c)) {
		gp_buf_init(&packed, GP_LEDGER_BODY_MAX);
		rc = gp_lua_pack(L, -1, "body", false, &packed, e);
		if (!rc)
			rc = gp_chain_append_behind(c, entry, packed.data, packed.len, done, e);
		gp_buf_free(&packed);
		return rc;
	}
	whole.body = &body;
	rc = read_value(L, -1, "body", &a, &body, e);
	if (!rc)
		rc = gp_chain_append(c, &whole, done, e);
	gp_arena_free(&a);
	return rc;
}

/* append{ reg, rid, kind, move, on, by, via, tx, decl, body } → { eid, rid, seq, at, rev }; seq and rev are 0 behind */
static int ledger_append(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	struct gp_chain_entry entry = {0};
	struct gp_chain_done done;

	luaL_checktype(L, 2, LUA_TTABLE);
	entry.reg = gp_command_ledger_str(L, 2, "reg");
	entry.rid = gp_command_ledger_str(L, 2, "rid");
	entry.kind = gp_command_ledger_str(L, 2, "kind");
	entry.move = gp_command_ledger_str(L, 2, "move");
	entry.on = gp_command_ledger_str(L, 2, "on");
	entry.by = gp_command_ledger_str(L, 2, "by");
	entry.via = gp_command_ledger_str(L, 2, "via");
	entry.tx = gp_command_ledger_str(L, 2, "tx");
	entry.decl = gp_command_ledger_str(L, 2, "decl");
	if (!entry.via)
		entry.via = "cli";
	lua_getfield(L, 2, "body");
	if (append(L, c, &entry, &done, gp_command_err(L)))
		return gp_command_raise(L);
	lua_createtable(L, 0, 5);
	gp_command_ledger_set(L, "eid", done.eid);
	gp_command_ledger_set(L, "rid", done.rid);
	gp_command_ledger_set(L, "at", done.at);
	gp_command_ledger_set_int(L, "seq", done.seq);
	gp_command_ledger_set_int(L, "rev", done.rev);
	return 1;
}

/* rebuild() → how many records there are; everything that follows from the events is made again */
static int ledger_rebuild(lua_State *L)
{
	int64_t records;

	if (gp_chain_rebuild(gp_command_ledger_check(L), &records, gp_command_err(L)))
		return gp_command_raise(L);
	lua_pushinteger(L, records);
	return 1;
}

/* --- copies */

/* { at, until, files, damaged } */
static int push_backup(lua_State *L, int rc, const struct gp_backup *b)
{
	if (rc)
		return gp_command_raise(L);
	lua_createtable(L, 0, 3);
	gp_command_ledger_set(L, "at", b->at);
	gp_command_ledger_set(L, "until", b->until);
	gp_command_ledger_set_int(L, "files", b->files);
	gp_command_ledger_set_int(L, "damaged", b->damaged);
	return 1;
}

/* backup(path[, until]) → { at, until, files, damaged }: a new folder, that is kept until then; a year otherwise */
static int ledger_backup(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	struct gp_backup b;

	return push_backup(L, gp_backup_make(c, check_text(L, 2), luaL_optstring(L, 3, NULL), &b, gp_command_err(L)), &b);
}

/* restore(dir, path[, force]) → { at, files }: nobody has the registers of `dir` open */
static int ledger_restore(lua_State *L)
{
	const char *dir = check_text(L, 1), *path = check_text(L, 2);
	struct gp_backup b;

	return push_backup(L, gp_backup_restore(dir, path, lua_toboolean(L, 3), &b, gp_command_err(L)), &b);
}

/* --- personal values */

/* seal(value) → { ["$v"] = "…" }, which stands for it in events and records */
static int ledger_seal(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	unsigned char h[GP_LEDGER_HASH];
	struct gp_arena a = {0};
	struct gp_value v;
	struct gp_buf json;
	struct gp_json j;
	int rc;

	gp_buf_init(&json, GP_LEDGER_BODY_MAX);
	gp_json_init(&j, &json);
	rc = read_value(L, 2, "value", &a, &v, gp_command_err(L));
	if (!rc) {
		gp_json_value(&j, &v);
		rc = json.full ? gp_fail(gp_command_err(L), GP_ELIMIT, "an entry is larger than %d MiB",
		    (int)(GP_LEDGER_BODY_MAX >> 20)) :
		    gp_chain_seal(c, json.data, json.len, h, gp_command_err(L));
	}
	gp_buf_free(&json);
	gp_arena_free(&a);
	if (rc)
		return gp_command_raise(L);
	lua_createtable(L, 0, 1);
	gp_command_ledger_set_hash(L, "$v", h);
	return 1;
}

/* unseal{ ["$v"] = "…" } → the value; nil: it has been erased */
static int ledger_unseal(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	unsigned char h[GP_LEDGER_HASH];
	struct gp_buf json;
	const char *hex;
	int rc;

	luaL_checktype(L, 2, LUA_TTABLE);
	hex = gp_command_ledger_str(L, 2, "$v");
	if (!hex || gp_event_unhex(h, hex, strlen(hex)))
		return 0;
	gp_buf_init(&json, GP_LEDGER_BODY_MAX);
	rc = gp_ledger_secret(gp_chain_ledger(c), h, &json, gp_command_err(L));
	if (rc > 0)
		gp_command_ledger_push_json(L, json.data, json.len);
	gp_buf_free(&json);
	return rc < 0 ? gp_command_raise(L) : rc;
}

/* blind(reg, field, rid, value): finds it by its value later, without holding it */
static int ledger_blind(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	size_t n;
	const char *value = luaL_checklstring(L, 5, &n);

	return ended(L, gp_chain_put_blind(c, check_text(L, 2), check_text(L, 3), check_text(L, 4), value, n,
	    gp_command_err(L)));
}

static int add_rid(void *user, const char *rid)
{
	struct gp_command_list *list = user;

	lua_pushstring(list->L, rid);
	gp_command_ledger_add(list);
	return 0;
}

/* find_blind(reg, field, value) → { rid, … } */
static int ledger_find_blind(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	size_t n;
	const char *reg = check_text(L, 2), *field = check_text(L, 3), *value = luaL_checklstring(L, 4, &n);
	struct gp_command_list list = gp_command_ledger_list(L);

	return gp_ledger_each_blind(gp_chain_ledger(c), reg, field, value, n, add_rid, &list, gp_command_err(L)) ?
	    gp_command_raise(L) : 1;
}

/* erase(reg, rid, { field, … }[, texts]): no value that one of the fields ever had can be read any more, nor sealed texts */
static int ledger_erase(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	const char *reg = check_text(L, 2), *rid = check_text(L, 3), *fields[FIELDS_MAX];
	lua_Integer n;

	luaL_checktype(L, 4, LUA_TTABLE);
	n = luaL_len(L, 4);
	luaL_argcheck(L, n <= FIELDS_MAX, 4, "too many fields");
	for (lua_Integer i = 1; i <= n; i++) {
		lua_rawgeti(L, 4, i);
		fields[i - 1] = check_text(L, -1);
		lua_pop(L, 1); /* the table holds it */
	}
	return ended(L, gp_chain_erase(c, reg, rid, fields, (size_t)n, lua_toboolean(L, 5), gp_command_err(L)));
}

/* --- clocks, files, declarations, heads */

/* put_clocks(reg, rid, { { name, status, due, … }, … }[, new]): in place of those that it had; new: it had none */
static int ledger_put_clocks(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	const char *reg = check_text(L, 2), *rid = check_text(L, 3);
	bool new = lua_toboolean(L, 5);
	struct gp_ledger_clock *list;
	size_t count;

	luaL_checktype(L, 4, LUA_TTABLE);
	count = lua_rawlen(L, 4);
	list = lua_newuserdatauv(L, (count + 1) * sizeof *list, 0);
	for (size_t i = 0; i < count; i++) {
		lua_rawgeti(L, 4, (lua_Integer)i + 1); /* whose strings these are */
		luaL_checktype(L, -1, LUA_TTABLE);
		list[i] = (struct gp_ledger_clock){.name = gp_command_ledger_str(L, -1, "name"),
		    .status = gp_command_ledger_str(L, -1, "status"), .due = gp_command_ledger_str(L, -1, "due"),
		    .earliest = gp_command_ledger_str(L, -1, "earliest"), .met_on = gp_command_ledger_str(L, -1, "met_on"),
		    .used = gp_command_ledger_int(L, -1, "used", -1), .total = gp_command_ledger_int(L, -1, "total", -1),
		    .provisional = gp_command_ledger_flag(L, -1, "provisional"), .late = gp_command_ledger_flag(L, -1, "late")};
		lua_pop(L, 1);
	}
	return ended(L, gp_chain_put_clocks(c, reg, rid, list, count, new, gp_command_err(L)));
}

static int push_file(lua_State *L, const struct gp_ledger_blob *b)
{
	lua_createtable(L, 0, 4);
	gp_command_ledger_set_hash(L, "h", b->h);
	gp_command_ledger_set(L, "name", b->name);
	gp_command_ledger_set(L, "mime", b->mime);
	gp_command_ledger_set_int(L, "size", b->size);
	return 1;
}

/* blob(path, name[, mime]) → { h, name, size, mime }, the value of a field of the sort file */
static int ledger_blob(lua_State *L)
{
	struct gp_ledger *l = gp_chain_ledger(gp_command_ledger_check(L));
	struct gp_ledger_blob b;

	if (gp_ledger_put_blob(l, check_text(L, 2), check_text(L, 3), luaL_optstring(L, 4, "application/octet-stream"), &b,
	        gp_command_err(L)))
		return gp_command_raise(L);
	return push_file(L, &b);
}

/* look_at_file(path, name[, mime]) → the same, and nothing is kept */
static int ledger_look_at_file(lua_State *L)
{
	struct gp_ledger_blob b;

	if (gp_ledger_look_at_file(check_text(L, 1), check_text(L, 2), luaL_optstring(L, 3, "application/octet-stream"), &b,
	        gp_command_err(L)))
		return gp_command_raise(L);
	return push_file(L, &b);
}

/* drop_strays() → how many files that nothing names are gone */
static int ledger_drop_strays(lua_State *L)
{
	int64_t n;

	if (gp_ledger_drop_strays(gp_chain_ledger(gp_command_ledger_check(L)), &n, gp_command_err(L)))
		return gp_command_raise(L);
	lua_pushinteger(L, n);
	return 1;
}

/* blob_path(h) → where the bytes lie */
static int ledger_blob_path(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	unsigned char h[GP_LEDGER_HASH];
	struct gp_buf path;
	size_t n;
	const char *hex = luaL_checklstring(L, 2, &n);

	luaL_argcheck(L, !gp_event_unhex(h, hex, n), 2, "this is no name of a file");
	gp_buf_init(&path, 5000);
	gp_ledger_blob_path(gp_chain_ledger(c), h, &path);
	lua_pushstring(L, path.data);
	gp_buf_free(&path);
	return 1;
}

/* declare(hash, name, text): the declaration that events name by its hash */
static int ledger_declare(lua_State *L)
{
	struct gp_ledger *l = gp_chain_ledger(gp_command_ledger_check(L));

	return ended(L, gp_ledger_declare(l, check_text(L, 2), check_text(L, 3), check_text(L, 4), gp_command_err(L)));
}

static int add_head(void *user, const struct gp_ledger_head *h)
{
	struct gp_command_list *list = user;

	lua_createtable(list->L, 0, 5);
	gp_command_ledger_set(list->L, "office", h->office);
	gp_command_ledger_set(list->L, "reg", h->reg);
	gp_command_ledger_set(list->L, "at", h->at);
	gp_command_ledger_set_int(list->L, "seq", h->seq);
	gp_command_ledger_set_hash(list->L, "hash", h->hash);
	gp_command_ledger_add(list);
	return 0;
}

/* heads() → { { office, reg, seq, hash }, … }: the last event of every register; heads("printed"): with at */
static int ledger_heads(lua_State *L)
{
	static const char *const which[] = {"last", "printed", NULL};
	struct gp_ledger *l = gp_chain_ledger(gp_command_ledger_check(L));
	int printed = luaL_checkoption(L, 2, "last", which);
	struct gp_command_list list = gp_command_ledger_list(L);

	return (printed ? gp_ledger_each_printed : gp_ledger_each_tail)(l, add_head, &list, gp_command_err(L)) ?
	    gp_command_raise(L) : 1;
}

/* mark_head(reg): its head goes on paper now */
static int ledger_mark_head(lua_State *L)
{
	struct gp_ledger *l = gp_chain_ledger(gp_command_ledger_check(L));
	char at[32];

	return ended(L, gp_ledger_mark_head(l, check_text(L, 2), gp_clock_iso(gp_clock_now(), at), gp_command_err(L)));
}

/* seal_heads() → text, request: the heads as a text, and a request to stamp it (core/ledger/seal.h) */
static int ledger_seal_heads(lua_State *L)
{
	struct gp_chain *c = gp_command_ledger_check(L);
	struct gp_buf text, request;
	char at[32];
	int rc;

	gp_buf_init(&text, 1 << 20);
	gp_buf_init(&request, 10000);
	rc = gp_seal_text(c, gp_clock_iso(gp_clock_now(), at), &text, gp_command_err(L)) ||
	    gp_seal_request(text.data, text.len, &request, gp_command_err(L));
	if (!rc) {
		lua_pushlstring(L, text.data, text.len);
		lua_pushlstring(L, request.data, request.len);
	}
	gp_buf_free(&text);
	gp_buf_free(&request);
	return rc ? gp_command_raise(L) : 2;
}

void gp_command_ledger(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"open", ledger_open}, {"ulid", ledger_ulid},
	    {"restore", ledger_restore}, {"look_at_file", ledger_look_at_file}, {NULL, NULL}};
	static const luaL_Reg methods[] = {{"begin", ledger_begin}, {"commit", ledger_commit},
	    {"rollback", ledger_rollback}, {"write_behind", ledger_write_behind}, {"append", ledger_append}, {"rebuild", ledger_rebuild},
	    {"backup", ledger_backup}, {"seal", ledger_seal},
	    {"unseal", ledger_unseal}, {"blind", ledger_blind}, {"find_blind", ledger_find_blind}, {"erase", ledger_erase},
	    {"put_clocks", ledger_put_clocks}, {"blob", ledger_blob}, {"blob_path", ledger_blob_path},
	    {"drop_strays", ledger_drop_strays},
	    {"declare", ledger_declare}, {"heads", ledger_heads}, {"mark_head", ledger_mark_head},
	    {"seal_heads", ledger_seal_heads}, {"close", ledger_close},
	    {"__gc", ledger_close}, {"__close", ledger_close}, {NULL, NULL}};

	luaL_newmetatable(L, GP_LEDGER_TYPE);
	lua_pushvalue(L, -1);
	lua_setfield(L, -2, "__index");
	gp_command_functions(L, methods, c, e);
	gp_command_functions(L, gp_command_ledger_reads, c, e);
	gp_command_functions(L, gp_command_ledger_lists, c, e);
	lua_pop(L, 1);
	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

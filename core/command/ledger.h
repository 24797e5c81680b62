/*
 * ledger.h - what the files of the module govpub.ledger share.
 *
 * The shapes of arguments and results stand at each function. Callbacks into Lua are called with lua_pcall(): an error
 * in one must not jump over a statement that is open; it is raised again when that is closed.
 */
#ifndef GP_COMMAND_LEDGER_H
#define GP_COMMAND_LEDGER_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>

#include "core/ledger/chain.h"

#define GP_LEDGER_TYPE "govpub.ledger"

/* The open ledger at index 1, or raises. */
struct gp_chain *gp_command_ledger_check(lua_State *L);
/* The string at `key` of the table at `index`, or NULL; lives as long as the table. Raises for what is no text. */
const char *gp_command_ledger_str(lua_State *L, int index, const char *key);
int64_t gp_command_ledger_int(lua_State *L, int index, const char *key, int64_t otherwise);
bool gp_command_ledger_flag(lua_State *L, int index, const char *key);
/* Into the table on top; "" and NULL are nil. */
void gp_command_ledger_set(lua_State *L, const char *key, const char *value);
void gp_command_ledger_set_int(lua_State *L, const char *key, int64_t value);
void gp_command_ledger_set_flag(lua_State *L, const char *key, bool value);
void gp_command_ledger_set_hash(lua_State *L, const char *key, const unsigned char hash[GP_LEDGER_HASH]);
/* Pushes what JSON says; text that is no JSON is nil. */
void gp_command_ledger_push_json(lua_State *L, const char *p, size_t n);
void gp_command_ledger_push_record(lua_State *L, const struct gp_ledger_record *r);

/* A list that grows while a callback of the store runs. */
struct gp_command_list {
	lua_State *L;
	int at; /* where the list lies on the stack */
	lua_Integer n;
};
struct gp_command_list gp_command_ledger_list(lua_State *L);
/* The value on top goes into it. */
void gp_command_ledger_add(struct gp_command_list *list);

extern const luaL_Reg gp_command_ledger_reads[], gp_command_ledger_lists[];

#endif

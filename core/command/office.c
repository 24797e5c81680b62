/* govpub.office: what office.lua says, for verbs in Lua */
#include "core/command/modules.h"

#include <lauxlib.h>

#include "core/office/office.h"

/* [{ path, name, owner }]: columns of the site, as gp_column */
static void push_columns(lua_State *L, const struct gp_office *o)
{
	lua_createtable(L, (int)o->column_count, 0);
	for (size_t i = 0; i < o->column_count; i++) {
		lua_createtable(L, 0, 3);
		lua_pushstring(L, o->columns[i].path);
		lua_setfield(L, -2, "path");
		lua_pushstring(L, o->columns[i].name);
		lua_setfield(L, -2, "name");
		lua_pushstring(L, o->columns[i].owner);
		lua_setfield(L, -2, "owner");
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

/* [{ id, name }] */
static void push_departments(lua_State *L, const struct gp_office *o)
{
	lua_createtable(L, (int)o->department_count, 0);
	for (size_t i = 0; i < o->department_count; i++) {
		lua_createtable(L, 0, 2);
		lua_pushstring(L, o->departments[i].id);
		lua_setfield(L, -2, "id");
		lua_pushstring(L, o->departments[i].name);
		lua_setfield(L, -2, "name");
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

/* [{ id, name, login, department, roles = { clerk = true, … } }] */
static void push_people(lua_State *L, const struct gp_office *o)
{
	lua_createtable(L, (int)o->person_count, 0);
	for (size_t i = 0; i < o->person_count; i++) {
		const struct gp_office_person *p = &o->people[i];

		lua_createtable(L, 0, 5);
		lua_pushstring(L, p->id);
		lua_setfield(L, -2, "id");
		lua_pushstring(L, p->name);
		lua_setfield(L, -2, "name");
		lua_pushstring(L, *p->login ? p->login : p->id);
		lua_setfield(L, -2, "login");
		if (p->department) {
			lua_pushstring(L, p->department->id);
			lua_setfield(L, -2, "department");
		}
		lua_newtable(L);
		for (int k = 0; k < GP_OFFICE_ROLES; k++) {
			lua_pushboolean(L, (p->roles >> k & 1) != 0);
			lua_setfield(L, -2, gp_office_roles[k]);
		}
		lua_setfield(L, -2, "roles");
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

/* { address, postcode, phone, review, court } */
static void push_letters(lua_State *L, const struct gp_office *o)
{
	const struct {
		const char *key, *text;
	} said[] = {{"address", o->letters.address}, {"postcode", o->letters.postcode}, {"phone", o->letters.phone},
	    {"review", o->letters.review}, {"court", o->letters.court}};

	lua_createtable(L, 0, sizeof said / sizeof *said);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		lua_pushstring(L, said[i].text);
		lua_setfield(L, -2, said[i].key);
	}
}

/*
 * read(dir) → { dir, name, short, code, site, hash, columns, departments, people, letters } of the office there;
 * `dir` has an office.lua
 */
static int office_read(lua_State *L)
{
	struct gp_office *o;

	if (gp_office_read(&o, luaL_checkstring(L, 1), gp_command_err(L)))
		return gp_command_raise(L);
	lua_createtable(L, 0, 10);
	lua_pushstring(L, o->dir);
	lua_setfield(L, -2, "dir");
	lua_pushstring(L, o->name[GP_LANG_ZH]); /* documents of an office carry its Chinese name */
	lua_setfield(L, -2, "name");
	lua_pushstring(L, o->code);
	lua_setfield(L, -2, "code");
	if (o->site_count && *o->sites[0].url) {
		lua_pushstring(L, o->sites[0].url);
		lua_setfield(L, -2, "site");
	}
	lua_pushstring(L, o->short_name);
	lua_setfield(L, -2, "short");
	if (*o->ledger_hash) {
		lua_pushstring(L, o->ledger_hash);
		lua_setfield(L, -2, "hash");
	}
	push_columns(L, o);
	lua_setfield(L, -2, "columns");
	push_departments(L, o);
	lua_setfield(L, -2, "departments");
	push_people(L, o);
	lua_setfield(L, -2, "people");
	push_letters(L, o);
	lua_setfield(L, -2, "letters");
	gp_office_free(o);
	return 1;
}

void gp_command_office(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"read", office_read}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

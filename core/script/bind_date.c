/* The module date: dates as strings, "2026-09-20" (core/ledger/date.h). */
#include <lauxlib.h>

#include "core/script/bind.h"
#include "core/script/bind_day.h"

int gp_check_day(lua_State *L, int arg)
{
	size_t n;
	const char *s = luaL_checklstring(L, arg, &n);
	int day = 0;

	if (!gp_date_parse(&day, s, n))
		luaL_argerror(L, arg, gp_err_word("a date is written as 2026-09-20"));
	return day;
}

void gp_push_day(lua_State *L, int day)
{
	char iso[11];

	lua_pushstring(L, gp_date_iso(day, iso));
}

static int date_parse(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);
	struct gp_date_found f;
	int year, month, day;

	if (!gp_date_find(&f, s, n)) {
		lua_pushnil(L);
		return 1;
	}
	gp_date_split(f.date, &year, &month, &day);
	lua_createtable(L, 0, 6);
	gp_push_day(L, f.date);
	lua_setfield(L, -2, "text"); /* @lua dated */
	lua_pushinteger(L, year);
	lua_setfield(L, -2, "year"); /* @lua dated */
	lua_pushinteger(L, month);
	lua_setfield(L, -2, "month"); /* @lua dated */
	lua_pushinteger(L, day);
	lua_setfield(L, -2, "day"); /* @lua dated */
	lua_pushinteger(L, (lua_Integer)f.from + 1);
	lua_setfield(L, -2, "from"); /* @lua dated */
	lua_pushinteger(L, (lua_Integer)f.to);
	lua_setfield(L, -2, "to"); /* @lua dated */
	return 1;
}

/* Years, months and days that are no int cannot be a date. */
static int part(lua_State *L, int arg)
{
	lua_Integer v = luaL_checkinteger(L, arg);

	return v >= 0 && v <= 9999 ? (int)v : 0;
}

static int date_of(lua_State *L)
{
	int day;

	if (gp_date_of(&day, part(L, 1), part(L, 2), part(L, 3)))
		gp_push_day(L, day);
	else
		lua_pushnil(L);
	return 1;
}

static int date_days(lua_State *L)
{
	lua_pushinteger(L, gp_check_day(L, 2) - gp_check_day(L, 1));
	return 1;
}

static int date_add(lua_State *L)
{
	lua_Integer day = gp_check_day(L, 1), n = luaL_checkinteger(L, 2);

	if (n < GP_DATE_MIN - day || n > GP_DATE_MAX - day)
		return luaL_error(L, "date.add: %s", gp_err_word("the day would be outside of the years 1 to 9999"));
	gp_push_day(L, (int)(day + n));
	return 1;
}

/* @lua date */
static const luaL_Reg date_functions[] = {
	{"parse", date_parse},
	{"of", date_of},
	{"days", date_days},
	{"add", date_add},
	{NULL, NULL},
};

void gp_bind_date(lua_State *L)
{
	luaL_newlib(L, date_functions);
}

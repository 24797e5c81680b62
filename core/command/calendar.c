/* govpub.calendar: dates and working days, for verbs in Lua; dates are strings "2026-09-20" */
#include "core/command/modules.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

#include "core/office/calendar_load.h"

static const char type_name[] = "govpub.calendar";

static const struct gp_calendar *check_calendar(lua_State *L)
{
	const struct gp_workdays *w = luaL_checkudata(L, 1, type_name);

	return &w->calendar;
}

static int check_date(lua_State *L, int arg)
{
	size_t n;
	const char *s = luaL_checklstring(L, arg, &n);
	int date = 0;

	luaL_argcheck(L, gp_date_parse(&date, s, n), arg, "no date as 2026-09-20");
	return date;
}

static void push_date(lua_State *L, int date)
{
	char iso[11];

	lua_pushstring(L, gp_date_iso(date, iso));
}

/* open(dir or nil) → the calendar of the office there, or the shipped one */
static int calendar_open(lua_State *L)
{
	const char *dir = luaL_optstring(L, 1, NULL);
	struct gp_workdays *w = lua_newuserdatauv(L, sizeof *w, 0);

	*w = (struct gp_workdays){0};
	luaL_setmetatable(L, type_name);
	return gp_workdays_load(w, dir, gp_command_err(L)) ? gp_command_raise(L) : 1;
}

static int calendar_gc(lua_State *L)
{
	gp_workdays_free(luaL_checkudata(L, 1, type_name));
	return 0;
}

/* read(word[, today]) → the date that people write so; ends the verb when it is none */
static int calendar_read(lua_State *L)
{
	const char *word = luaL_checkstring(L, 1);
	int today = lua_isnoneornil(L, 2) ? gp_date_today() : check_date(L, 2), date;

	if (gp_date_read(&date, word, today, gp_command_err(L)))
		return gp_command_raise(L);
	push_date(L, date);
	return 1;
}

/* parse(word[, today]) → the same; or nil and what is wrong */
static int calendar_parse(lua_State *L)
{
	const char *word = luaL_checkstring(L, 1);
	int today = lua_isnoneornil(L, 2) ? gp_date_today() : check_date(L, 2), date;
	struct gp_err e = GP_ERR_INIT;

	if (gp_date_read(&date, word, today, &e)) {
		lua_pushnil(L);
		lua_pushstring(L, e.msg);
		return 2;
	}
	push_date(L, date);
	return 1;
}

/* weekday(date) → 1 for Monday to 7 for Sunday */
static int calendar_weekday(lua_State *L)
{
	lua_pushinteger(L, gp_date_weekday(check_date(L, 1)));
	return 1;
}

/* shift(date, n) → n days later; nil where the years run out */
static int calendar_shift(lua_State *L)
{
	int date = check_date(L, 1);
	lua_Integer n = luaL_checkinteger(L, 2);

	if (n < GP_DATE_MIN - date || n > GP_DATE_MAX - date)
		return 0;
	push_date(L, date + (int)n);
	return 1;
}

/* calendar:add(date, n) → the n-th working day after it (before it: n < 0), provisional */
static int calendar_add(lua_State *L)
{
	const struct gp_calendar *c = check_calendar(L);
	int from = check_date(L, 2), date;
	lua_Integer n = luaL_checkinteger(L, 3);
	bool provisional;

	luaL_argcheck(L, n >= -GP_CALENDAR_STEPS && n <= GP_CALENDAR_STEPS, 3, "too many working days");
	if (gp_calendar_add(&date, c, from, (int)n, NULL, 0, &provisional, gp_command_err(L)))
		return gp_command_raise(L);
	push_date(L, date);
	lua_pushboolean(L, provisional);
	return 2;
}

/* calendar:is_working(date) → boolean, provisional */
static int calendar_is_working(lua_State *L)
{
	const struct gp_calendar *c = check_calendar(L);
	int date = check_date(L, 2);

	lua_pushboolean(L, gp_calendar_is_working(c, date));
	lua_pushboolean(L, !gp_calendar_knows(c, date, date));
	return 2;
}

/* calendar:between(a, b) → working days after a up to b, provisional */
static int calendar_between(lua_State *L)
{
	const struct gp_calendar *c = check_calendar(L);
	int from = check_date(L, 2), to = check_date(L, 3);
	bool provisional;

	lua_pushinteger(L, gp_calendar_between(c, from, to, &provisional));
	lua_pushboolean(L, provisional);
	return 2;
}

/* calendar:listed(date) → the holiday's name and whether the day is worked; nil: an ordinary day */
static int calendar_listed(lua_State *L)
{
	const struct gp_calendar_day *d = gp_calendar_find(check_calendar(L), check_date(L, 2));

	if (!d)
		return 0;
	lua_pushstring(L, d->name);
	lua_pushboolean(L, d->work);
	return 2;
}

/* calendar:mark() → a word that differs when days are listed otherwise */
static int calendar_mark(lua_State *L)
{
	const struct gp_calendar *c = check_calendar(L);
	XXH3_state_t *state = XXH3_createState();
	int known[3] = {c->covers, c->from, c->to};
	char hex[17];

	if (!state)
		return luaL_error(L, "no memory");
	XXH3_64bits_reset(state);
	XXH3_64bits_update(state, known, sizeof known);
	for (size_t i = 0; i < c->count; i++) {
		int day[2] = {c->days[i].day, c->days[i].work};

		XXH3_64bits_update(state, day, sizeof day);
	}
	snprintf(hex, sizeof hex, "%016llx", (unsigned long long)XXH3_64bits_digest(state));
	XXH3_freeState(state);
	lua_pushstring(L, hex);
	return 1;
}

/* calendar:horizon() → the last day that a notice covers */
static int calendar_horizon(lua_State *L)
{
	push_date(L, check_calendar(L)->to);
	return 1;
}

void gp_command_calendar(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"open", calendar_open}, {"read", calendar_read},
	    {"parse", calendar_parse}, {"weekday", calendar_weekday}, {"shift", calendar_shift}, {NULL, NULL}};
	static const luaL_Reg methods[] = {{"add", calendar_add}, {"is_working", calendar_is_working},
	    {"between", calendar_between}, {"horizon", calendar_horizon}, {"listed", calendar_listed}, {"mark", calendar_mark},
	    {"__gc", calendar_gc}, {NULL, NULL}};

	luaL_newmetatable(L, type_name);
	lua_pushvalue(L, -1);
	lua_setfield(L, -2, "__index");
	gp_command_functions(L, methods, c, e);
	lua_pop(L, 1);
	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

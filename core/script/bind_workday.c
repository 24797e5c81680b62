/* The module workday: working days by the calendar of the office, or by that which ships (core/ledger/calendar.h). */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "core/script/bind.h"
#include "core/script/bind_day.h"
#include "core/script/calendar_pack.h"

/* One for the process, as the office is one; read when it is first asked for. */
static struct {
	char *packed;
	size_t n;
	bool ready;
	int rc;
	struct gp_workdays w;
	struct gp_err why;
} known;

void gp_bind_workday_calendar(const char *packed, size_t n)
{
	free(known.packed);
	known.packed = gp_strndup(packed, n);
	known.n = n;
	known.ready = false;
}

static const struct gp_calendar *calendar(lua_State *L)
{
	if (!known.ready) {
		gp_workdays_free(&known.w);
		known.why = (struct gp_err)GP_ERR_INIT;
		known.rc = known.packed ? gp_calendar_unpack(&known.w, known.packed, known.n, &known.why) :
					  gp_workdays_load(&known.w, NULL, &known.why);
		known.ready = true;
	}
	if (known.rc)
		luaL_error(L, "workday: %s", known.why.msg);
	return &known.w.calendar;
}

static int workday_is(lua_State *L)
{
	const struct gp_calendar *c = calendar(L);
	int day = gp_check_day(L, 1);

	lua_pushboolean(L, gp_calendar_is_working(c, day));
	lua_pushboolean(L, !gp_calendar_knows(c, day, day));
	return 2;
}

static int workday_add(lua_State *L)
{
	const struct gp_calendar *c = calendar(L);
	int from = gp_check_day(L, 1), day;
	lua_Integer n = luaL_checkinteger(L, 2);
	struct gp_err e = GP_ERR_INIT;
	bool provisional;

	/* what is too much for an int is too much as well */
	n = n > INT32_MAX ? INT32_MAX : n < -INT32_MAX ? -INT32_MAX : n;
	if (gp_calendar_add(&day, c, from, (int)n, NULL, 0, &provisional, &e))
		return luaL_error(L, "workday.add: %s", e.msg);
	gp_push_day(L, day);
	lua_pushboolean(L, provisional);
	return 2;
}

static int workday_between(lua_State *L)
{
	const struct gp_calendar *c = calendar(L);
	int from = gp_check_day(L, 1), to = gp_check_day(L, 2);
	bool provisional;

	lua_pushinteger(L, gp_calendar_between(c, from, to, &provisional));
	lua_pushboolean(L, provisional);
	return 2;
}

/* @lua workday */
static const luaL_Reg workday_functions[] = {
	{"is", workday_is},
	{"add", workday_add},
	{"between", workday_between},
	{NULL, NULL},
};

void gp_bind_workday(lua_State *L)
{
	luaL_newlib(L, workday_functions);
}

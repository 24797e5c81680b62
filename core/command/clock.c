/*
 * govpub.clock: the clocks of records, for verbs in Lua. Dates are strings "2026-09-20".
 *
 *   evaluate(calendar, spec, input) → { status, due, earliest, used, total, left, provisional, met_on, late, early, start }
 *   walk(calendar, spec, input)     → the same, and days = { { date, weekday, name, worked, state, counts, why, used }, … }
 *
 * spec: a declared clock, as govpub.registers gives it. pause.rows[].where is "field:value,value" or "field!=value".
 *   A clock that comes again (every) is restarted, or its `from` moves on; `stop` ends it like any other.
 * input: today; fields (for spec.only); moves = { { move, on, state }, … } in the order in which they were recorded, without those undone;
 *   initial (state before the first move; without moves, `state`); dates = { field = date };
 *   rows = { field = { row, … } }; answers = { label = date or days }; created_on; edge = "out" (core/ledger/clock.h).
 * status: none, running (overdue where due < today), paused, held, agreed, met, closed (a window that is over).
 */
#include "core/command/modules.h"

#include <lauxlib.h>

#include "core/command/clock_table.h"
#include "core/office/calendar_load.h"
#include "core/script/bind_day.h"

static const struct gp_calendar *check_calendar(lua_State *L)
{
	const struct gp_workdays *w = luaL_checkudata(L, 1, "govpub.calendar");

	return &w->calendar;
}

static void set_day(lua_State *L, const char *key, int day)
{
	if (day == GP_CLOCK_NO_DAY)
		return;
	gp_push_day(L, day);
	lua_setfield(L, -2, key);
}

static void set_int(lua_State *L, const char *key, int n)
{
	lua_pushinteger(L, n);
	lua_setfield(L, -2, key);
}

static void set_bool(lua_State *L, const char *key, bool is)
{
	lua_pushboolean(L, is);
	lua_setfield(L, -2, key);
}

static void set_string(lua_State *L, const char *key, const char *s)
{
	lua_pushstring(L, s); /* NULL: nil */
	lua_setfield(L, -2, key);
}

static void push_result(lua_State *L, const struct gp_clock_result *r)
{
	lua_createtable(L, 0, 12);
	set_string(L, "status", gp_clock_status_name(r->status));
	set_day(L, "start", r->start);
	set_day(L, "due", r->due);
	set_day(L, "earliest", r->earliest);
	set_day(L, "met_on", r->met_on);
	set_int(L, "used", r->used);
	set_int(L, "total", r->total);
	set_int(L, "left", r->left);
	set_bool(L, "late", r->late);
	set_bool(L, "early", r->early);
	set_bool(L, "provisional", r->provisional);
}

static const struct gp_clock_result none = {.status = GP_CLOCK_NONE, .start = GP_CLOCK_NO_DAY, .due = GP_CLOCK_NO_DAY,
    .earliest = GP_CLOCK_NO_DAY, .met_on = GP_CLOCK_NO_DAY};

/* A clock of a law that was not in force on day 0 is none. */
static void check_force(struct gp_clock_result *r, const struct gp_clock_table *t)
{
	bool outside = r->start != GP_CLOCK_NO_DAY && ((t->since != GP_CLOCK_NO_DAY && r->start < t->since) ||
	    (t->until != GP_CLOCK_NO_DAY && r->start > t->until));

	if (t->spec.from_move && outside)
		*r = none;
}

static int clock_evaluate(lua_State *L)
{
	const struct gp_calendar *c = check_calendar(L);
	struct gp_clock_result r;
	struct gp_clock_table t;

	luaL_checktype(L, 2, LUA_TTABLE);
	luaL_checktype(L, 3, LUA_TTABLE);
	if (!gp_clock_table_begins(L, 2, 3)) { /* as most clocks of a record: not worth reading the rest */
		push_result(L, &none);
		return 1;
	}
	gp_clock_table_read(L, &t, 2, 3);
	if (gp_clock_evaluate(&r, c, &t.spec, &t.in, gp_command_err(L)))
		return gp_command_raise(L);
	check_force(&r, &t);
	push_result(L, &r);
	return 1;
}

/* Kept aside while the clock runs: what is raised then would leave its memory behind. */
struct days {
	struct gp_clock_day *list;
	size_t count;
};

static void keep_day(void *context, const struct gp_clock_day *d)
{
	struct days *days = context;

	if (days->count < GP_CLOCK_WALK_MAX)
		days->list[days->count++] = *d;
}

static void push_days(lua_State *L, const struct days *days)
{
	lua_createtable(L, (int)days->count, 0);
	for (size_t i = 0; i < days->count; i++) {
		const struct gp_clock_day *d = &days->list[i];

		lua_createtable(L, 0, 8);
		set_day(L, "date", d->date);
		set_int(L, "weekday", gp_date_weekday(d->date));
		set_string(L, "name", d->listed ? d->listed->name : NULL);
		set_bool(L, "worked", d->worked);
		set_string(L, "state", d->state);
		set_bool(L, "counts", d->counts);
		set_string(L, "why", gp_clock_why_name(d->why));
		set_int(L, "used", d->used);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

static int clock_walk(lua_State *L)
{
	const struct gp_calendar *c = check_calendar(L);
	struct gp_clock_result r;
	struct gp_clock_table t;
	struct days days = {0};

	luaL_checktype(L, 2, LUA_TTABLE);
	luaL_checktype(L, 3, LUA_TTABLE);
	gp_clock_table_read(L, &t, 2, 3);
	days.list = lua_newuserdatauv(L, GP_CLOCK_WALK_MAX * sizeof *days.list, 0);
	if (gp_clock_walk(&r, c, &t.spec, &t.in, keep_day, &days, gp_command_err(L)))
		return gp_command_raise(L);
	check_force(&r, &t);
	push_result(L, &r);
	push_days(L, &days);
	lua_setfield(L, -2, "days");
	return 1;
}

void gp_command_clock(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"evaluate", clock_evaluate}, {"walk", clock_walk}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}

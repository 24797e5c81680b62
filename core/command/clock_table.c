#include "core/command/clock_table.h"

#include <lauxlib.h>
#include <string.h>

#include "core/script/bind_day.h"
#include "core/script/lua_value.h"

enum { SLOTS = 40 }; /* of the stack: userdata that stay, and what is looked at */

struct reader {
	lua_State *L;
	int spec, input; /* indices */
	struct gp_clock_table *out;
};

/* --- dates */

/* The date at the top, which is taken away. */
static int pop_date(lua_State *L)
{
	size_t n = 0;
	const char *s = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &n) : NULL;
	int day = GP_CLOCK_NO_DAY;

	if (s && n > 10 && s[10] == 'T')
		n = 10;
	if (s ? !gp_date_parse(&day, s, n) : !lua_isnil(L, -1))
		luaL_error(L, "govpub.clock: '%s' is no date as 2026-09-20", luaL_tolstring(L, -1, NULL));
	lua_pop(L, 1);
	return day;
}

static int date_at(lua_State *L, int table, const char *key)
{
	lua_getfield(L, table, key);
	return pop_date(L);
}

/* input[table][key] as a date; no such table is fine. */
static int date_in(struct reader *r, const char *table, const char *key)
{
	int day = GP_CLOCK_NO_DAY;

	lua_getfield(r->L, r->input, table);
	if (key && lua_istable(r->L, -1))
		day = date_at(r->L, -1, key);
	lua_pop(r->L, 1);
	return day;
}

static int int_at(lua_State *L, int table, const char *key, int otherwise)
{
	lua_Integer n;
	int is_integer;

	lua_getfield(L, table, key);
	n = lua_tointegerx(L, -1, &is_integer);
	lua_pop(L, 1);
	return is_integer && n >= -INT_MAX && n <= INT_MAX ? (int)n : otherwise;
}

static bool bool_at(lua_State *L, int table, const char *key)
{
	bool is;

	lua_getfield(L, table, key);
	is = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return is;
}

/* --- lists */

/* Room for n things, which stays on the stack below the top. */
static void *room(lua_State *L, size_t n, size_t size)
{
	void *p = lua_newuserdatauv(L, (n ? n : 1) * size, 0);

	lua_insert(L, -2);
	return p;
}

/* The list of names at the top, which is taken away; `more` is one besides, or NULL. */
static struct gp_clock_names pop_names(lua_State *L, const char *more)
{
	size_t n = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
	const char **names;
	struct gp_clock_names out;

	if (!n && !more) {
		lua_pop(L, 1);
		return (struct gp_clock_names){NULL, 0};
	}
	if (n > GP_CLOCK_MOVES_MAX)
		luaL_error(L, "govpub.clock: too many names");
	names = room(L, n + 1, sizeof *names);
	out = (struct gp_clock_names){names, 0};
	for (size_t i = 1; i <= n; i++) {
		if (lua_rawgeti(L, -1, (lua_Integer)i) == LUA_TSTRING)
			names[out.count++] = lua_tostring(L, -1);
		lua_pop(L, 1);
	}
	if (more)
		names[out.count++] = more;
	lua_pop(L, 1);
	return out;
}

/* table[key] to the top; nil where `table` is none. */
static void push_member(lua_State *L, int table, const char *key)
{
	if (lua_istable(L, table))
		lua_getfield(L, table, key);
	else
		lua_pushnil(L);
}

/* spec[key].states */
static struct gp_clock_names states_of(struct reader *r, const char *key)
{
	lua_getfield(r->L, r->spec, key);
	push_member(r->L, -1, "states");
	lua_remove(r->L, -2);
	return pop_names(r->L, NULL);
}

/* --- the spec */

static enum gp_clock_unit unit_of(const char *word, enum gp_clock_unit otherwise)
{
	if (!word)
		return otherwise;
	return strcmp(word, "workdays") == 0 ? GP_CLOCK_WORKDAYS : strcmp(word, "days") == 0 ? GP_CLOCK_DAYS :
	    strcmp(word, "months") == 0 ? GP_CLOCK_MONTHS : otherwise;
}

static void read_kind(struct reader *r)
{
	static const char *const names[] = {"fixed", "nth", "on", "before", "ask_days"};
	static const enum gp_clock_kind kinds[] = {GP_CLOCK_FIXED, GP_CLOCK_NTH, GP_CLOCK_ON, GP_CLOCK_BEFORE, GP_CLOCK_ASK};
	struct gp_clock_spec *s = &r->out->spec;
	const char *kind = gp_lua_string_at(r->L, r->spec, "kind");

	for (size_t i = 0; kind && i < sizeof names / sizeof *names; i++)
		if (strcmp(kind, names[i]) == 0)
			s->kind = kinds[i];
	s->span.unit = unit_of(kind, unit_of(gp_lua_string_at(r->L, r->spec, "unit"), GP_CLOCK_DAYS));
	s->span.n = int_at(r->L, r->spec, "n", 0);
	if (lua_getfield(r->L, r->spec, "every") == LUA_TTABLE) {
		s->span.unit = unit_of(gp_lua_string_at(r->L, -1, "kind"), GP_CLOCK_DAYS);
		s->span.n = int_at(r->L, -1, "n", 0);
	}
	lua_pop(r->L, 1);
	s->month = int_at(r->L, r->spec, "month", 0);
	s->day = int_at(r->L, r->spec, "day", 0);
	s->nth = int_at(r->L, r->spec, "nth", 0);
	s->weekday = int_at(r->L, r->spec, "weekday", 0);
	s->at_least = bool_at(r->L, r->spec, "at_least");
}

/* extend = { move, kind, n }; a span that was asked for is the answer to `ask`. */
static void read_extend(struct reader *r)
{
	struct gp_clock_spec *s = &r->out->spec;
	lua_State *L = r->L;

	if (lua_getfield(L, r->spec, "extend") == LUA_TTABLE) {
		const char *ask = gp_lua_string_at(L, -1, "ask");

		s->extend_move = gp_lua_string_at(L, -1, "move");
		s->extend.unit = unit_of(gp_lua_string_at(L, -1, "kind"), GP_CLOCK_WORKDAYS);
		s->extend.n = int_at(L, -1, "n", 0);
		if (ask && lua_getfield(L, r->input, "answers") == LUA_TTABLE)
			s->extend.n = int_at(L, -1, ask, s->extend.n);
		if (ask)
			lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

/* --- rows: where = "field:value,value" or "field!=value" says which of them */

static bool is_in_list(const char *list, const char *value, size_t n)
{
	for (;;) {
		size_t one = strcspn(list, ",");

		if (one == n && memcmp(list, value, n) == 0)
			return true;
		if (!list[one])
			return false;
		list += one + 1;
	}
}

/* Whether the row at the top is meant. */
static bool is_meant(lua_State *L, const char *where)
{
	const char *sign = where ? strpbrk(where, ":!") : NULL, *values, *value;
	bool other;
	size_t n;

	if (!where)
		return true;
	other = sign && *sign == '!';
	if (!sign || (other && sign[1] != '='))
		return luaL_error(L, "govpub.clock: where = 'field:value' or 'field!=value', not '%s'", where) != 0;
	values = sign + (other ? 2 : 1);
	lua_pushlstring(L, where, (size_t)(sign - where));
	lua_gettable(L, -2);
	value = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &n) : NULL;
	lua_pop(L, 1);
	return (value && is_in_list(values, value, n)) != other;
}

/* input.rows[name] to the top, or nil; how many there are. */
static size_t push_rows(struct reader *r, const char *name)
{
	lua_getfield(r->L, r->input, "rows");
	if (name)
		push_member(r->L, -1, name);
	else
		lua_pushnil(r->L);
	lua_remove(r->L, -2);
	return lua_istable(r->L, -1) ? lua_rawlen(r->L, -1) : 0;
}

/* The last date of a field of rows, when all of them have one. */
static int last_of_rows(struct reader *r, const char *rows, const char *field)
{
	size_t n = push_rows(r, rows);
	int last = GP_CLOCK_NO_DAY;

	for (size_t i = 1; i <= n; i++) {
		int day;

		lua_rawgeti(r->L, -1, (lua_Integer)i);
		day = date_at(r->L, -1, field);
		lua_pop(r->L, 1);
		last = day == GP_CLOCK_NO_DAY ? day : day > last ? day : last;
		if (day == GP_CLOCK_NO_DAY)
			break;
	}
	lua_pop(r->L, 1);
	return last;
}

/* How many rows the items of pause.rows, at the top, have together: most records have none, and take no room. */
static size_t count_letters(struct reader *r)
{
	size_t n = 0;

	for (size_t i = 1; i <= lua_rawlen(r->L, -1) && n < GP_CLOCK_PAUSES_MAX; i++) {
		lua_rawgeti(r->L, -1, (lua_Integer)i);
		n += push_rows(r, gp_lua_string_at(r->L, -1, "rows"));
		lua_pop(r->L, 2);
	}
	return n < GP_CLOCK_PAUSES_MAX ? n : GP_CLOCK_PAUSES_MAX;
}

/* One item of pause.rows, at the top. */
static void read_letters(struct reader *r, struct gp_clock_pause *pauses, size_t max, size_t *count)
{
	lua_State *L = r->L;
	const char *from = gp_lua_string_at(L, -1, "from"), *to = gp_lua_string_at(L, -1, "to"), *where = gp_lua_string_at(L, -1, "where");
	size_t n = push_rows(r, gp_lua_string_at(L, -1, "rows"));

	for (size_t i = 1; from && to && i <= n && *count < max; i++) {
		lua_rawgeti(L, -1, (lua_Integer)i);
		if (is_meant(L, where)) {
			pauses[*count] = (struct gp_clock_pause){date_at(L, -1, from), date_at(L, -1, to)};
			*count += pauses[*count].from != GP_CLOCK_NO_DAY;
		}
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

static void read_pauses(struct reader *r)
{
	lua_State *L = r->L;

	lua_getfield(L, r->spec, "pause");
	push_member(L, -1, "rows");
	lua_remove(L, -2);
	if (lua_istable(L, -1)) {
		size_t n = lua_rawlen(L, -1), max = count_letters(r), count = 0;
		struct gp_clock_pause *pauses = room(L, max, sizeof *pauses);

		for (size_t i = 1; i <= n; i++) {
			lua_rawgeti(L, -1, (lua_Integer)i);
			read_letters(r, pauses, max, &count);
			lua_pop(L, 1);
		}
		r->out->in.pauses = pauses;
		r->out->in.pause_count = count;
	}
	lua_pop(L, 1);
}

/* --- where it starts and ends */

/* from or to: one of { move }, { field }, { rows, field } */
struct source {
	const char *move, *field, *rows;
};

static struct source source_at(struct reader *r, const char *key)
{
	struct source s = {NULL, NULL, NULL};

	if (lua_getfield(r->L, r->spec, key) == LUA_TTABLE)
		s = (struct source){gp_lua_string_at(r->L, -1, "move"), gp_lua_string_at(r->L, -1, "field"), gp_lua_string_at(r->L, -1, "rows")};
	lua_pop(r->L, 1);
	return s;
}

/* "field" or "rows.field" */
static int date_of_path(struct reader *r, const char *path)
{
	const char *dot = strchr(path, '.');
	int day;

	if (!dot)
		return date_in(r, "dates", path);
	lua_pushlstring(r->L, path, (size_t)(dot - path));
	day = last_of_rows(r, lua_tostring(r->L, -1), dot + 1);
	lua_pop(r->L, 1);
	return day;
}

/* stop_on = a path, or a list of them: the first that is there. */
static int read_stop_on(struct reader *r)
{
	int day = GP_CLOCK_NO_DAY;
	lua_State *L = r->L;

	if (lua_getfield(L, r->spec, "stop_on") == LUA_TSTRING)
		day = date_of_path(r, lua_tostring(L, -1));
	for (lua_Integer i = 1; lua_istable(L, -1) && day == GP_CLOCK_NO_DAY; i++) {
		int type = lua_rawgeti(L, -1, i);

		if (type == LUA_TSTRING)
			day = date_of_path(r, lua_tostring(L, -1));
		lua_pop(L, 1);
		if (type != LUA_TSTRING)
			break;
	}
	lua_pop(L, 1);
	return day;
}

/* stop_on = "rows.field" of the rows that start the clock ends each by itself: the field; or NULL. */
static const char *end_of_row(struct reader *r, const char *rows)
{
	const char *path = gp_lua_string_at(r->L, r->spec, "stop_on");
	size_t n = rows ? strlen(rows) : 0;

	return n && path && strncmp(path, rows, n) == 0 && path[n] == '.' ? path + n + 1 : NULL;
}

/* Without `from` a clock starts with the record. */
static int created(struct reader *r)
{
	int day = date_at(r->L, r->input, "created_on");

	day = day == GP_CLOCK_NO_DAY ? date_in(r, "dates", "created_on") : day;
	if (day == GP_CLOCK_NO_DAY && r->out->in.move_count)
		day = r->out->in.moves[0].on;
	return day == GP_CLOCK_NO_DAY ? r->out->in.today : day;
}

/* Whether the value at the top, which is taken away, is in the list at `list`; absent is false as well. */
static bool pop_is_in(lua_State *L, int list)
{
	size_t n = lua_istable(L, list) ? lua_rawlen(L, list) : 0;
	bool found = false;

	for (size_t i = 1; i <= n && !found; i++) {
		lua_rawgeti(L, list, (lua_Integer)i);
		found = lua_rawequal(L, -1, -2) || (lua_isboolean(L, -1) && lua_toboolean(L, -1) == lua_toboolean(L, -2));
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return found;
}

/* only = { field = { value, … } }: whether the clock is for a record with these fields. */
static bool is_for(struct reader *r)
{
	lua_State *L = r->L;
	int top = lua_gettop(L), only = top + 1, fields = top + 2;
	bool is = true;

	lua_getfield(L, r->spec, "only");
	lua_getfield(L, r->input, "fields");
	if (lua_istable(L, only) && lua_istable(L, fields)) {
		lua_pushnil(L);
		while (is && lua_next(L, only)) {
			lua_pushvalue(L, -2);
			lua_gettable(L, fields);
			is = pop_is_in(L, lua_gettop(L) - 1);
			lua_pop(L, 1);
		}
	}
	lua_settop(L, top);
	return is;
}

static bool in_force(const struct gp_clock_table *t, int from)
{
	return from != GP_CLOCK_NO_DAY && (t->since == GP_CLOCK_NO_DAY || from >= t->since) &&
	    (t->until == GP_CLOCK_NO_DAY || from <= t->until);
}

static void read_runs(struct reader *r)
{
	struct source from = source_at(r, "from"), to = source_at(r, "to");
	struct gp_clock_input *in = &r->out->in;
	size_t n = push_rows(r, from.rows);
	struct gp_clock_run *runs = room(r->L, from.rows ? n : 1, sizeof *runs);
	int end = GP_CLOCK_NO_DAY;

	if (end_of_row(r, from.rows))
		to = (struct source){.rows = from.rows, .field = end_of_row(r, from.rows)};
	else
		in->stop_on = read_stop_on(r);
	r->out->spec.from_move = from.move;
	r->out->spec.from_rows = from.rows != NULL;
	if (to.rows && !(from.rows && strcmp(from.rows, to.rows) == 0))
		end = last_of_rows(r, to.rows, to.field);
	else if (to.field && !to.rows)
		end = date_in(r, "dates", to.field);
	for (size_t i = 0; i < n && i < GP_CLOCK_RUNS_MAX; i++) {
		lua_rawgeti(r->L, -1, (lua_Integer)i + 1);
		runs[in->run_count] = (struct gp_clock_run){date_at(r->L, -1, from.field),
		    to.rows && end == GP_CLOCK_NO_DAY ? date_at(r->L, -1, to.field) : end};
		in->run_count += in_force(r->out, runs[in->run_count].from);
		lua_pop(r->L, 1);
	}
	lua_pop(r->L, 1);
	in->runs = runs;
	if (from.rows)
		return;
	*runs = (struct gp_clock_run){from.move ? GP_CLOCK_NO_DAY : from.field ? date_in(r, "dates", from.field) : created(r), end};
	in->run_count = from.move || in_force(r->out, runs->from);
}

static bool was_made(struct reader *r, const char *move)
{
	lua_State *L = r->L;
	size_t n = lua_getfield(L, r->input, "moves") == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
	bool found = false;

	for (size_t i = 1; i <= n && !found; i++) {
		const char *made = lua_rawgeti(L, -1, (lua_Integer)i) == LUA_TTABLE ? gp_lua_string_at(L, -1, "move") : NULL;

		found = made && strcmp(made, move) == 0;
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return found;
}

bool gp_clock_table_begins(lua_State *L, int spec, int input)
{
	struct reader r = {L, spec, input, NULL};
	struct source from;
	bool begins = true;

	luaL_checkstack(L, SLOTS, NULL);
	from = source_at(&r, "from");
	if (from.move)
		return was_made(&r, from.move);
	if (from.rows) {
		begins = push_rows(&r, from.rows) > 0;
	} else {
		lua_getfield(L, input, "dates");
		if (from.field && lua_istable(L, -1)) {
			begins = lua_getfield(L, -1, from.field) != LUA_TNIL;
			lua_pop(L, 1);
		}
	}
	lua_pop(L, 1);
	return begins;
}

static void read_moves(struct reader *r)
{
	struct gp_clock_input *in = &r->out->in;
	struct gp_clock_move *moves;
	lua_State *L = r->L;
	size_t n;

	lua_getfield(L, r->input, "moves");
	n = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
	if (n > GP_CLOCK_MOVES_MAX)
		luaL_error(L, "govpub.clock: too many moves");
	moves = room(L, n, sizeof *moves);
	for (size_t i = 0; i < n; i++) {
		if (lua_rawgeti(L, -1, (lua_Integer)i + 1) != LUA_TTABLE)
			luaL_error(L, "govpub.clock: moves are tables");
		moves[i] = (struct gp_clock_move){gp_lua_string_at(L, -1, "move"), gp_lua_string_at(L, -1, "state"), date_at(L, -1, "on")};
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	in->moves = moves;
	in->move_count = n;
	in->state = gp_lua_string_at(L, r->input, n ? "initial" : "state");
}

/* Dates and days that people were given: by label, or the date of a field. */
static void read_answers(struct reader *r)
{
	const char *agreed = gp_lua_string_at(r->L, r->spec, "agreed"), *ask = gp_lua_string_at(r->L, r->spec, "ask");
	struct gp_clock_input *in = &r->out->in;
	lua_State *L = r->L;

	in->agreed = date_in(r, "dates", agreed);
	if (agreed && in->agreed == GP_CLOCK_NO_DAY)
		in->agreed = date_in(r, "answers", agreed);
	if (lua_getfield(L, r->input, "answers") == LUA_TTABLE && ask) {
		in->asked_days = int_at(L, -1, ask, -1);
		if (in->asked_days < 0)
			in->asked = date_at(L, -1, ask);
	}
	lua_pop(L, 1);
}

void gp_clock_table_read(lua_State *L, struct gp_clock_table *out, int spec, int input)
{
	struct reader r = {L, lua_absindex(L, spec), lua_absindex(L, input), out};
	const char *until_move, *edge;

	luaL_checkstack(L, SLOTS, NULL);
	*out = (struct gp_clock_table){.in = {.stop_on = GP_CLOCK_NO_DAY, .agreed = GP_CLOCK_NO_DAY, .asked = GP_CLOCK_NO_DAY,
	    .asked_days = -1}, .since = date_at(L, spec, "since"), .until = date_at(L, spec, "until")};
	out->in.today = date_at(L, input, "today");
	luaL_argcheck(L, out->in.today != GP_CLOCK_NO_DAY, input, "today is missing");
	read_kind(&r);
	read_extend(&r);
	until_move = source_at(&r, "to").move;
	lua_getfield(L, r.spec, "stop");
	out->spec.stop = pop_names(L, until_move);
	lua_getfield(L, r.spec, "over");
	out->spec.over = pop_names(L, NULL);
	lua_getfield(L, r.spec, "restart");
	out->spec.restart = pop_names(L, NULL);
	out->spec.pause = states_of(&r, "pause");
	out->spec.hold = states_of(&r, "hold");
	edge = gp_lua_string_at(L, r.input, "edge");
	out->spec.edge_out = edge && strcmp(edge, "out") == 0;
	read_moves(&r);
	read_pauses(&r);
	read_answers(&r);
	read_runs(&r);
	if (!is_for(&r))
		out->in = (struct gp_clock_input){.today = out->in.today, .stop_on = GP_CLOCK_NO_DAY, .agreed = GP_CLOCK_NO_DAY,
		    .asked = GP_CLOCK_NO_DAY, .asked_days = -1}; /* nothing has started it */
	lua_getfield(L, r.spec, "stop_on");
	lua_getfield(L, r.spec, "to");
	out->spec.closes = bool_at(L, r.spec, "window") || /* nobody has to use it */
	    (out->spec.at_least && !out->spec.stop.count && lua_isnil(L, -1) && lua_isnil(L, -2));
	lua_pop(L, 2);
}

#include "core/command/filter_schema.h"

#include <lauxlib.h>
#include <string.h>

#include "core/office/calendar_load.h"
#include "core/script/bind_day.h"
#include "core/script/lua_value.h"

enum {
	LIST_MAX = 2000, /* fields, states, values of one */
	SOON = 5,        /* working days, of a clock that does not say when it warns */
};

/* The list declared[key] at the top is left there; its length. */
static size_t push_list(lua_State *L, int table, const char *key)
{
	size_t n = lua_getfield(L, table, key) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;

	if (n > LIST_MAX)
		luaL_error(L, "a register has more than %d %s", LIST_MAX, key);
	return n;
}

/* Room for n things, which stays on the stack below the top. */
static void *room(lua_State *L, size_t n, size_t size)
{
	void *p = lua_newuserdatauv(L, (n ? n : 1) * size, 0);

	memset(p, 0, (n ? n : 1) * size);
	lua_insert(L, -2);
	luaL_checkstack(L, 20, NULL);
	return p;
}

/* The key and the label of the entry at the top. */
static struct gp_filter_word word_at(lua_State *L, const char *key)
{
	struct gp_filter_word w = {.key = gp_lua_string_at(L, -1, key)};

	luaL_argcheck(L, w.key, 1, "an entry of the declaration has no key");
	if (lua_getfield(L, -1, "label") == LUA_TTABLE) {
		w.zh = gp_lua_string_at(L, -1, "zh");
		w.en = gp_lua_string_at(L, -1, "en");
	} else if (lua_type(L, -1) == LUA_TSTRING) {
		w.zh = lua_tostring(L, -1);
	}
	lua_pop(L, 1);
	return w;
}

static const struct gp_filter_word *read_words(lua_State *L, int table, const char *list, const char *key, size_t *count)
{
	size_t n = push_list(L, table, list);
	struct gp_filter_word *words = room(L, n, sizeof *words);

	for (size_t i = 0; i < n; i++) {
		lua_rawgeti(L, -1, (lua_Integer)i + 1);
		words[i] = word_at(L, key);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	*count = n;
	return words;
}

static bool bool_at(lua_State *L, const char *key)
{
	bool is;

	lua_getfield(L, -1, key);
	is = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return is;
}

static enum gp_filter_type type_of(const char *word)
{
	static const struct {
		const char *word;
		enum gp_filter_type type;
	} types[] = {{"enum", GP_FILTER_ENUM}, {"codes", GP_FILTER_ENUM}, {"int", GP_FILTER_INT}, {"money", GP_FILTER_MONEY},
	    {"date", GP_FILTER_DATE}, {"time", GP_FILTER_TIME}, {"bool", GP_FILTER_BOOL}, {"set", GP_FILTER_SET},
	    {"tags", GP_FILTER_TAGS}, {"ref", GP_FILTER_REF}, {"refs", GP_FILTER_REF}, {"rows", GP_FILTER_ROWS},
	    {"file", GP_FILTER_FILE}, {"files", GP_FILTER_FILES}, {"calc", GP_FILTER_CALC}};

	for (size_t i = 0; word && i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].word, word) == 0)
			return types[i].type;
	return GP_FILTER_TEXT; /* para, docno, phone and the like too */
}

static struct gp_filter_field *read_fields(lua_State *L, int table, const char *key, bool inside, size_t *count)
{
	size_t n = push_list(L, table, key);
	struct gp_filter_field *fields = room(L, n, sizeof *fields);
	int list = lua_absindex(L, -1);

	for (size_t i = 0; i < n; i++) {
		struct gp_filter_field *f = &fields[i];
		int at;

		lua_rawgeti(L, list, (lua_Integer)i + 1);
		luaL_argcheck(L, lua_istable(L, -1), 1, "an entry of the declaration is no table");
		at = lua_absindex(L, -1);
		f->name = word_at(L, "key");
		f->type = bool_at(L, "calc") ? GP_FILTER_CALC : type_of(gp_lua_string_at(L, at, "type"));
		f->ref = gp_lua_string_at(L, at, "ref");
		f->personal = bool_at(L, "pii") || bool_at(L, "secret");
		f->values = read_words(L, at, "values", "code", &f->value_count);
		if (f->type == GP_FILTER_ROWS && !inside)
			f->rows = read_fields(L, at, "rows", true, &f->row_count);
		lua_remove(L, at);
	}
	lua_remove(L, list);
	*count = n;
	return fields;
}

/* unseen = { "applicant", … } at `options`: fields that who asks may not read. */
static void mark_unseen(lua_State *L, int options, struct gp_filter_field *fields, size_t count)
{
	size_t n = push_list(L, options, "unseen");

	for (size_t i = 0; i < n; i++) {
		const char *key = lua_rawgeti(L, -1, (lua_Integer)i + 1) == LUA_TSTRING ? lua_tostring(L, -1) : "";

		for (size_t k = 0; k < count; k++)
			fields[k].unseen = fields[k].unseen || strcmp(fields[k].name.key, key) == 0;
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

/* The most of warn = { 5, 2, 0 } at the top. */
static int most_of_warn(lua_State *L)
{
	size_t n = push_list(L, -1, "warn");
	int most = n ? 0 : SOON;

	for (size_t i = 1; i <= n; i++) {
		lua_rawgeti(L, -1, (lua_Integer)i);
		if (lua_isinteger(L, -1) && lua_tointeger(L, -1) > most && lua_tointeger(L, -1) <= LIST_MAX)
			most = (int)lua_tointeger(L, -1);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return most;
}

static const struct gp_filter_clock *read_clocks(lua_State *L, int table, size_t *count)
{
	size_t n = push_list(L, table, "clocks");
	struct gp_filter_clock *clocks = room(L, n, sizeof *clocks);

	for (size_t i = 0; i < n; i++) {
		const char *kind;

		lua_rawgeti(L, -1, (lua_Integer)i + 1);
		luaL_argcheck(L, lua_istable(L, -1), 1, "an entry of the declaration is no table");
		kind = gp_lua_string_at(L, -1, "kind");
		clocks[i] = (struct gp_filter_clock){.name = word_at(L, "key"), .warn = most_of_warn(L),
		    .closes = bool_at(L, "window"),
		    .calendar_days = kind && (strcmp(kind, "days") == 0 || strcmp(kind, "months") == 0)};
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	*count = n;
	return clocks;
}

static void read_days(lua_State *L, struct gp_filter_declared *out, int options)
{
	static const struct gp_calendar weekends_alone;
	const struct gp_workdays *w;
	size_t n;
	const char *today;

	lua_getfield(L, options, "today");
	today = lua_tolstring(L, -1, &n);
	if (!today)
		out->days.today = gp_date_today();
	else if (!gp_date_parse(&out->days.today, today, n))
		luaL_error(L, "today = '%s' is no date as 2026-09-20", today);
	lua_pop(L, 1);
	lua_getfield(L, options, "calendar");
	w = luaL_testudata(L, -1, "govpub.calendar");
	luaL_argcheck(L, w || lua_isnil(L, -1), options, "calendar is none of govpub.calendar");
	lua_pop(L, 1);
	out->days.calendar = w ? &w->calendar : &weekends_alone;
	gp_period_filter_days(&out->schema.days, &out->days);
}

void gp_filter_schema_read(lua_State *L, struct gp_filter_declared *out, int index)
{
	int options = lua_absindex(L, index), declared;
	struct gp_filter_schema *s = &out->schema;
	struct gp_filter_field *fields;

	luaL_checkstack(L, 20, NULL);
	*out = (struct gp_filter_declared){0};
	s->reg = gp_lua_string_at(L, options, "reg");
	s->me = gp_lua_string_at(L, options, "me");
	s->dept = gp_lua_string_at(L, options, "dept");
	read_days(L, out, options);
	luaL_argcheck(L, lua_getfield(L, options, "declared") == LUA_TTABLE, options, "declared is missing");
	declared = lua_absindex(L, -1);
	s->reg = s->reg ? s->reg : gp_lua_string_at(L, declared, "name");
	luaL_argcheck(L, s->reg, options, "reg is missing");
	fields = read_fields(L, declared, "fields", false, &s->field_count);
	mark_unseen(L, options, fields, s->field_count);
	s->fields = fields;
	s->states = read_words(L, declared, "states", "key", &s->state_count);
	s->moves = read_words(L, declared, "moves", "key", &s->move_count);
	s->clocks = read_clocks(L, declared, &s->clock_count);
}

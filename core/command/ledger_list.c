/* govpub.ledger: records chosen by a filter, listed and counted */
#include <lauxlib.h>
#include <string.h>

#include "core/command/filter_schema.h"
#include "core/command/ledger.h"
#include "core/command/modules.h"

/* What the table at 2 asks for. The filter is the caller's to free, also when there is none. */
struct asked {
	struct gp_ledger_list list;
	struct gp_filter_declared declared;
	struct gp_filter filter;
};

struct finding {
	struct gp_ledger *l;
	const char *reg;
};

struct found {
	gp_filter_rid_fn *fn;
	void *list;
};

static int pass_rid(void *user, const char *rid)
{
	const struct found *f = user;

	return f->fn(f->list, rid);
}

/* A personal value is found by its keyed hash alone. It was put there as the caller wrote it. */
static int find_personal(void *context, const char *field, const char *value, size_t n, gp_filter_rid_fn *fn, void *list,
    struct gp_err *e)
{
	const struct finding *f = context;
	struct found found = {fn, list};

	return gp_ledger_each_blind(f->l, f->reg, field, value, n, pass_rid, &found, e);
}

/* Leaves the list for the answer on top of the stack. */
static struct gp_command_list ask(lua_State *L, struct asked *a)
{
	struct gp_ledger *l = gp_chain_ledger(gp_command_ledger_check(L));
	struct gp_command_list answer;
	struct finding finding;
	const char *text;
	bool declared;

	luaL_checktype(L, 2, LUA_TTABLE);
	memset(a, 0, sizeof *a);
	a->list.reg = gp_command_ledger_str(L, 2, "reg");
	a->list.sort = gp_command_ledger_str(L, 2, "sort");
	a->list.limit = gp_command_ledger_int(L, 2, "limit", 0);
	a->list.offset = gp_command_ledger_int(L, 2, "offset", 0);
	text = gp_command_ledger_str(L, 2, "filter");
	declared = lua_getfield(L, 2, "declared") == LUA_TTABLE;
	lua_pop(L, 1);
	if (declared || (text && *text)) {
		gp_filter_schema_read(L, &a->declared, 2);
		a->list.schema = &a->declared.schema;
	}
	answer = gp_command_ledger_list(L);
	if (!text || !*text)
		return answer;
	finding = (struct finding){l, a->list.reg};
	a->declared.schema.office = gp_ledger_office(l);
	a->declared.schema.find = find_personal;
	a->declared.schema.find_context = &finding;
	if (gp_filter_compile(&a->filter, text, &a->declared.schema, gp_command_err(L))) {
		gp_filter_free(&a->filter);
		gp_command_raise(L);
	}
	a->list.filter = &a->filter;
	return answer;
}

static int answered(lua_State *L, struct asked *a, int rc, int results)
{
	gp_filter_free(&a->filter);
	return rc < 0 ? gp_command_raise(L) : results;
}

struct chosen {
	struct gp_command_list records;
	int64_t limit;
	bool more;
};

/* One more than was asked for says that there are more. */
static int add_chosen(void *user, const struct gp_ledger_record *r)
{
	struct chosen *x = user;

	if (x->limit && x->records.n == x->limit) {
		x->more = true;
		return 1;
	}
	gp_command_ledger_push_record(x->records.L, r);
	gp_command_ledger_add(&x->records);
	return 0;
}

/*
 * list{ reg, filter, declared, today, me, dept, calendar, sort, limit, offset } → { record, … }, whether there are more;
 * what a filter needs: filter_schema.h
 */
static int ledger_list(lua_State *L)
{
	struct gp_ledger *l = gp_chain_ledger(gp_command_ledger_check(L));
	struct asked a;
	struct chosen x = {.records = ask(L, &a), .limit = a.list.limit};
	int rc;

	a.list.limit += a.list.limit > 0;
	rc = gp_ledger_list(l, &a.list, add_chosen, &x, gp_command_err(L));
	lua_pushboolean(L, x.more);
	return answered(L, &a, rc, 2);
}

/* count{ the same } → n */
static int ledger_count(lua_State *L)
{
	struct gp_ledger *l = gp_chain_ledger(gp_command_ledger_check(L));
	struct asked a;
	int64_t n = 0;
	int rc;

	ask(L, &a);
	rc = gp_ledger_count(l, &a.list, &n, gp_command_err(L));
	lua_pushinteger(L, n);
	return answered(L, &a, rc, 1);
}

static int add_cell(void *user, const struct gp_ledger_cell *cell)
{
	struct gp_command_list *list = user;

	lua_createtable(list->L, 0, 3);
	gp_command_ledger_set(list->L, "row", cell->row);
	gp_command_ledger_set(list->L, "col", cell->column);
	gp_command_ledger_set_int(list->L, "n", cell->n);
	gp_command_ledger_add(list);
	return 0;
}

/* crosstab{ the same, row = field, col = field | nil } → { { row, col, n }, … } */
static int ledger_crosstab(lua_State *L)
{
	struct gp_ledger *l = gp_chain_ledger(gp_command_ledger_check(L));
	struct gp_command_list cells;
	const char *row, *col;
	struct asked a;

	luaL_checktype(L, 2, LUA_TTABLE);
	row = gp_command_ledger_str(L, 2, "row");
	col = gp_command_ledger_str(L, 2, "col");
	luaL_argcheck(L, row, 2, "row: a field is missing");
	cells = ask(L, &a);
	return answered(L, &a, gp_ledger_crosstab(l, &a.list, row, col, add_cell, &cells, gp_command_err(L)), 1);
}

const luaL_Reg gp_command_ledger_lists[] = {{"list", ledger_list}, {"count", ledger_count},
    {"crosstab", ledger_crosstab}, {NULL, NULL}};

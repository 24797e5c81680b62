/*
 * clock_table.h - a declared clock and what happened, from tables of Lua to core/ledger/clock.h.
 *
 * Dates are strings "2026-09-20", or times that begin with one.
 */
#ifndef GP_COMMAND_CLOCK_TABLE_H
#define GP_COMMAND_CLOCK_TABLE_H

#include <lua.h>

#include "core/ledger/clock.h"

struct gp_clock_table {
	struct gp_clock_spec spec;
	struct gp_clock_input in;
	int since, until; /* day 0 of a clock that is in force; or none */
};

/*
 * Reads the tables at the indices `spec` and `input`. What it allocates are userdata that it leaves on the stack, and
 * strings are those of the tables: `out` is good until either goes. Raises: a date that is none.
 */
void gp_clock_table_read(lua_State *L, struct gp_clock_table *out, int spec, int input);
/* Whether there is a day on which it may start; without one its status is none. */
bool gp_clock_table_begins(lua_State *L, int spec, int input);

#endif

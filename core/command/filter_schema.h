/*
 * filter_schema.h - what a filter may name (core/store/filter.h), from a declared register in tables of Lua.
 */
#ifndef GP_COMMAND_FILTER_SCHEMA_H
#define GP_COMMAND_FILTER_SCHEMA_H

#include <lua.h>

#include "core/ledger/period.h"
#include "core/store/filter.h"

struct gp_filter_declared {
	struct gp_filter_schema schema; /* `find` is the caller's to fill */
	struct gp_period_days days;
};

/*
 * Reads { reg =, declared = decl, today = "2026-09-20", me =, dept =, calendar =, unseen = { key, … } } at `index`:
 * unseen are the personal fields that who asks may not read. Without reg it is the
 * declaration's name, without today that of the clock, without a calendar (govpub.calendar) weekends alone are left out.
 * What it allocates are userdata that it leaves on the stack, and strings are those of the tables: `out` is good until
 * either goes, and must not be moved. Raises: it is no such table.
 */
void gp_filter_schema_read(lua_State *L, struct gp_filter_declared *out, int index);

#endif

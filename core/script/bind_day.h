/* bind_day.h - days as arguments and results of the modules date and workday. */
#ifndef GP_SCRIPT_BIND_DAY_H
#define GP_SCRIPT_BIND_DAY_H

#include <lua.h>

#include "core/ledger/date.h"

/* The argument as a day, or raises: it is no "2026-09-20". */
int gp_check_day(lua_State *L, int arg);
void gp_push_day(lua_State *L, int day);

#endif

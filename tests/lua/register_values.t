#!/bin/sh
# values, dates and people of registers
exec "${GP_BUILD:-build}/tests/lib/lua_verb" tests/lib/verbs/register_values.lua

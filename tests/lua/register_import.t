#!/bin/sh
exec "${GP_BUILD:-build}/tests/lib/lua_verb" tests/lib/verbs/register_import.lua

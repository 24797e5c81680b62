#!/bin/sh
exec "${GP_BUILD:-build}/tests/lib/verb" tests/lua/register_import.lua

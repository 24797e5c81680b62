#!/bin/sh
# the one place that writes to registers
. tests/lib/e2e.sh
. tests/lib/register.sh
setup
office
"$PWD/$GP_BUILD/tests/lib/lua_verb" tests/lib/verbs/register_change.lua "$tmp/office"

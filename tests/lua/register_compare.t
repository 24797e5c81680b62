#!/usr/bin/env lua5.4
-- a declaration against records that were written under an earlier one
package.path = "lua/?.lua;" .. package.path
local lab = dofile "tests/lib/register.lua"
local compare = require "govpub.declared.compare"
local is = lab.is

local declared = { name = "small",
	fields = { { key = "title", required = true }, { key = "kind", values = { { code = "a" }, { code = "b" } } }, { key = "on" } },
	states = { { key = "plan" }, { key = "held" } },
	rename = { state = { planned = "plan" }, field = { day = "on" }, value = { kind = { old = "a" } } } }

local function found(...)
	local records, list = { ... }, {}
	for i, finding in ipairs(compare(declared, function(look)
		for _, record in ipairs(records) do look(record) end
	end)) do
		list[i] = ("%s %s %s %d %s"):format(finding.level, finding.id, finding.params.key, finding.params.count, finding.params.first)
	end
	return table.concat(list, "; ")
end
local function record(no, state, fields) return { no = no, state = state, fields = fields } end

is(found(record("1", "plan", { title = "x", kind = "a" })), "", "what fits is silent")
is(found(record("1", "gone", { title = "x" }), record("2", "gone", { title = "x" })), "error orphan-state gone 2 1", "a state that is gone, once for all")
is(found(record("1", "planned", { title = "x" })), "", "one that was renamed is explained")
is(found(record("1", "plan", { title = "x", place = "y" })), "error dropped-field place 1 1", "a field that holds data and is gone")
is(found(record("1", "plan", { title = "x", day = "y" })), "", "and one that was renamed")
is(found(record("1", "plan", { title = "x", kind = "c" })), "error unknown-code kind:c 1 1", "a value that is gone")
is(found(record("1", "plan", { title = "x", kind = "old" })), "", "and one that was renamed")
is(found(record("1", "plan", {})), "warning now-required title 1 1", "a field that is required now")
is(found({ no = "1", state = "gone", void = true, fields = {} }), "", "a record that was undone says nothing")

lab.finish()

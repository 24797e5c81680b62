--[[
A report made from another one: an office's own form, next year's form.

  variant.extend(base, changes)   a declaration; base is not changed

`changes` is written like a declaration. What it says of the report itself (id, title, years, …) replaces that of
base. Its sections, tables and checks are found by id, and so are the rows and columns of a table:
  { id = "R1", hint = "…" }                    these keys are replaced
  { id = "R5.5", drop = true }                 is left out
  { id = "R3.9", after = "R3.8", label = … }   is new, and comes after R3.8; without `after`, last
A column is changed in every part of the table that has it; a new row or column goes where `after` stands.
--]]
local schema = require "report.schema"

local variant = {}

local function position(list, id)
	for i, item in ipairs(list) do
		if item.id == id then return i end
	end
end

local function without(change, ...)
	local copy = {}
	for key, value in pairs(change) do copy[key] = value end
	for _, key in ipairs { ... } do copy[key] = nil end
	return copy
end

-- puts a new item into the list; false when `after` is not in it
local function insert(list, change)
	local at = #list
	if change.after then
		at = position(list, change.after)
		if not at then return false end
	end
	table.insert(list, at + 1, without(change, "after"))
	return true
end

local function check_change(change, place)
	if type(change) ~= "table" or type(change.id) ~= "string" then error(place .. ": id is missing", 0) end
	if change.drop and (change.after or next(without(change, "id", "drop"))) then
		error(place .. ": drop stands alone with id", 0)
	end
end

local function replace(list, at, change)
	if change.drop then
		table.remove(list, at)
		return
	end
	if change.after then error(("'%s' is there already; `after` is for new ones"):format(change.id), 0) end
	for key, value in pairs(change) do list[at][key] = value end
end

-- one list of things with ids
local function change_list(list, changes, place)
	for i, change in ipairs(changes) do
		local spot = ("%s[%d]"):format(place, i)
		check_change(change, spot)
		local at = position(list, change.id)
		if at then
			local ok, why = pcall(replace, list, at, change)
			if not ok then error(spot .. ": " .. why, 0) end
		elseif change.drop then
			error(("%s: there is no '%s' to drop"):format(spot, change.id), 0)
		elseif not insert(list, change) then
			error(("%s: there is no '%s' to come after"):format(spot, change.after), 0)
		end
	end
end

-- rows or columns of all parts of a table
local function change_parts(parts, which, changes, place)
	for i, change in ipairs(changes) do
		local spot = ("%s.%s[%d]"):format(place, which, i)
		check_change(change, spot)
		local done = false
		for _, part in ipairs(parts) do
			local at = position(part[which], change.id)
			if at then
				change_list(part[which], { change }, spot)
				done = true
			end
		end
		local last = parts[#parts]
		for _, part in ipairs(change.after and not done and parts or {}) do
			if position(part[which], change.after) then last = part end
		end
		if not done then change_list(last[which], { change }, spot) end
	end
end

local function change_tables(tables, changes)
	for i, change in ipairs(changes) do
		local place = ("tables[%d]"):format(i)
		check_change(change, place)
		local at = position(tables, change.id)
		if not at or change.drop or change.parts then
			change_list(tables, { change }, place)
		else
			change_list(tables, { without(change, "rows", "columns") }, place)
			change_parts(tables[at].parts, "rows", change.rows or {}, place)
			change_parts(tables[at].parts, "columns", change.columns or {}, place)
		end
	end
end

function variant.extend(base, changes)
	local result = schema.copy(base)
	result.render = base.declared_render
	local new = schema.deep(changes)
	change_list(result.sections, new.sections or {}, "sections")
	change_tables(result.tables, new.tables or {})
	change_list(result.checks, new.checks or {}, "checks")
	for key, value in pairs(without(new, "sections", "tables", "checks")) do result[key] = value end
	return result
end

return variant

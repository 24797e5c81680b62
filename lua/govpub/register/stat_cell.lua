--[[
The records behind a figure of `stat`.

  stat_cell.records(world, model, entry, parts, cell)   list of records
      entry   { kind, key, row, col, of }: what is counted; parts: { { name, label, filter }, … }
      cell    as stat prints its lines, with / between: of a crosstab PART/ROW/COLUMN, without PART where there is only one;
              codes or labels, * for any, what is left out at the end as well; of other figures *
--]]
local say = require "govpub.say"
local text = require "govpub.text"
local values = require "govpub.register.values"

local LIMIT = 10000

local stat_cell = {}

local empty = { none = true, ["空"] = true, [""] = true }

local function folded(word) return text.fold(word):lower() end

-- whether the value of a record is the one that the word names
local function fits(world, model, key, value, word)
	if not word or word == "*" then return true end
	if value == nil then return empty[word] or folded(word) == folded(say.text "record.none") end
	if type(value) == "string" and folded(value) == folded(word) then return true end
	local field, state = model.field(key), key == "state" and model.state(word)
	if not field then return state and state.key == value or tostring(value) == word end
	return folded(values.show(field, value, { named = function(ref) return world:named(ref) end })) == folded(word)
end

local function split(cell)
	local words = {}
	for word in (cell .. "/"):gmatch "([^/]*)/" do words[#words + 1] = word end
	return words
end

local function part_of(entry, parts, words)
	if #parts == 1 then return parts[1] end
	local names = {}
	for i, part in ipairs(parts) do
		if part.name == words[1] or part.label == words[1] then
			table.remove(words, 1)
			return part
		end
		names[i] = part.label
	end
	say.fail("notfound", "%s has no part '%s'; it has: %s", entry.key, words[1], table.concat(names, " "))
end

function stat_cell.records(world, model, entry, parts, cell)
	local words = split(cell)
	local part = part_of(entry, parts, words)
	local axes = { entry.row, entry.col }
	if not entry.row and not (#words == 1 and (words[1] == "*" or words[1] == "")) or entry.row and #words > #axes then
		say.fail("usage", "--open: '%s' is no figure of %s", cell, entry.key)
	end
	local records, more = world.ledger:list(world:list(model, { filter = part.filter, limit = LIMIT }))
	if more then say.fail("usage", "more than %d records are meant", LIMIT) end
	local list = {}
	for _, record in ipairs(records) do
		local meant = not record.void
		for i, key in ipairs(axes) do
			local value = record.fields[key]
			if not model.field(key) then value = record[key] end
			meant = meant and fits(world, model, key, value, words[i])
		end
		if meant then list[#list + 1] = record end
	end
	return list
end

return stat_cell

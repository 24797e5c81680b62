--[[
Figures: what the declaration counts, or the values of one field.

  stat.run(world, model, given, words)   [NAME] [YEAR]; with --by FIELD [filter]
--]]
local json = require "govpub.json"
local lookup = require "govpub.register.lookup"
local output = require "govpub.register.output"
local say = require "govpub.say"
local terminal = require "govpub.terminal"
local values = require "govpub.register.values"

local stat = {}

local kinds = { count = true, sum = true, list = true, crosstab = true }

local function fill_year(filter, year)
	return filter and (filter:gsub("{year}", year)) or nil
end

local function arguments(world, model, filter)
	local wanted = world:list(model, { filter = filter })
	return wanted
end

-- the value of a cell, of a reference the name of the record
local function label_of(world, field, code)
	if code == nil or code == "" then return say.text "record.none" end
	if field and field.type == "ref" then
		local read, ref = pcall(json.decode, code)
		return read and type(ref) == "table" and world:named(ref) or tostring(code)
	end
	return field and field.values and values.show(field, code) or tostring(code)
end

-- amount, or fees.amount of rows: the field that is added, and how it is reached
local function path_of(model, of)
	local key, cell = of:match "^([^.]+)%.?(.*)$"
	local field = model.field(key)
	for _, sub in ipairs(cell ~= "" and field and field.rows or {}) do
		if sub.key == cell then return field.key, sub end
	end
	return field and field.key or key, field
end

local function sum_of(world, model, entry, filter)
	local total = 0
	local key, field = path_of(model, entry.of)
	for _, record in ipairs((world.ledger:list(arguments(world, model, filter)))) do
		local value = record.fields[key]
		if type(value) == "table" and field.key ~= key then
			for _, row in ipairs(value) do total = total + (tonumber(row[field.key]) or 0) end
		else
			total = total + (type(value) == "table" and #value or tonumber(value) or 0)
		end
	end
	return total
end

-- what a statistic counts is in filters; these words say other things
local plain = {}
for word in ("key kind row col where of check law cols label total sort"):gmatch "%l+" do plain[word] = true end

local part_order = { carried = 1, new = 2, done = 3, left = 4 }
local part_names = { carried = "record.part-carried", new = "record.part-new", done = "record.part-done", left = "record.part-left",
	all = "record.part-all" }

-- the filters of a crosstab by name: carried, new, done, left
local function parts_of(entry)
	local parts = {}
	for name, filter in pairs(entry) do
		if type(filter) == "string" and not plain[name] then parts[#parts + 1] = { name = name, filter = filter } end
	end
	table.sort(parts, function(a, b)
		local at, other = part_order[a.name] or 0, part_order[b.name] or 0
		return at ~= other and at < other or at == other and a.name < b.name
	end)
	if #parts == 0 then parts[1] = { name = "all", filter = entry.where } end
	return parts
end

local function crosstab(world, model, entry, year)
	local out = {}
	for i, part in ipairs(parts_of(entry)) do
		local wanted = arguments(world, model, fill_year(part.filter, year))
		wanted.row, wanted.col = entry.row, entry.col
		out[i] = { name = part.name, cells = world.ledger:crosstab(wanted) }
	end
	return out
end

local function result_of(world, model, entry, year)
	local filter = fill_year(entry.where, year)
	local out = { key = entry.key, kind = entry.kind, year = tonumber(year), filter = filter }
	if entry.kind == "crosstab" then
		out.parts = crosstab(world, model, entry, year)
	elseif entry.kind == "sum" or entry.of then
		out.n = sum_of(world, model, entry, filter)
	else
		out.n = world.ledger:count(arguments(world, model, filter))
	end
	return out
end

local function print_crosstab(world, model, entry, result, given)
	local rows = {}
	local row, col = model.field(entry.row or ""), model.field(entry.col or "")
	for _, part in ipairs(result.parts) do
		local name = part_names[part.name] and say.text(part_names[part.name]) or part.name
		for _, cell in ipairs(part.cells) do
			rows[#rows + 1] = { name, label_of(world, row, cell.row), label_of(world, col, cell.col), tostring(cell.n) }
		end
	end
	local shown = terminal.shows() and not given["--csv"]
	if shown then io.write("\n", output.plain(say.choose(entry.label or entry.key)), "\n") end
	if shown and #rows == 0 then return say.line "record.none" end
	output.table({ { "part", shown and "" or say.choose(entry.label or entry.key) }, { "row", row and say.choose(row.label) or "" },
		{ "col", col and say.choose(col.label) or "" }, { "n", say.text "record.count" } }, rows, given)
end

-- the single figures, then the tables
local function print_results(world, model, entries, results, given)
	local rows = {}
	for i, result in ipairs(results) do
		local _, field = path_of(model, entries[i].of or "")
		local shown = field and field.type == "money" and values.show(field, result.n) or tostring(result.n)
		if result.n then rows[#rows + 1] = { say.choose(entries[i].label or entries[i].key), shown } end
	end
	if rows[1] then output.table({ { "name", say.text "record.title" }, { "n", say.text "record.figure" } }, rows, given) end
	for i, result in ipairs(results) do
		if not result.n then print_crosstab(world, model, entries[i], result, given) end
	end
end

local function by_field(world, model, given, words)
	local key = given["--by"]
	local field = model.field(key)
	if not field and key ~= "state" then say.fail("usage", "there is no field '%s'", key) end
	if field and values.personal(field) then say.fail("denied", "'%s' is personal and is not counted", say.choose(field.label)) end
	local wanted = arguments(world, model, words[1] and lookup.filter(words) or nil)
	wanted.row = field and field.key or "state"
	local cells, rows = world.ledger:crosstab(wanted), {}
	if given["--json"] then return output.json(cells) end
	for i, cell in ipairs(cells) do
		local label = label_of(world, field, cell.row)
		if not field then label = say.choose((model.state(cell.row) or { label = cell.row }).label) end
		rows[i] = { label, tostring(cell.n) }
	end
	output.table({ { wanted.row, field and say.choose(field.label) or say.text "record.state" }, { "n", say.text "record.count" } },
		rows, given)
end

function stat.run(world, model, given, words)
	if given["--by"] then
		by_field(world, model, given, words)
		return 0
	end
	local year, name = world.today:sub(1, 4), nil
	for _, word in ipairs(words) do
		if word:find "^%d%d%d%d$" then year = word else name = word end
	end
	local results, entries = {}, {}
	for _, entry in ipairs(model.decl.report or {}) do
		local label = entry.label or {}
		local meant = not name or entry.key == name or label.zh == name or label.en == name
		if meant and kinds[entry.kind] then
			entries[#entries + 1] = entry
			results[#results + 1] = result_of(world, model, entry, year)
		end
	end
	if name and #results == 0 then say.fail("notfound", "register %s counts no '%s'", model.id, name) end
	if given["--json"] or given["--jsonl"] then
		output.records(results, given, function(result) return result end)
		return 0
	end
	print_results(world, model, entries, results, given)
	return 0
end

return stat

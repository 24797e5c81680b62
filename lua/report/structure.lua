--[[
Whether the pieces of a declared report fit together: names used once, sums that add up something,
headings that can be merged, every table shown by a section.

  structure.check(declaration, wrong)   wrong(place, format, …) raises; the keys' kinds were checked before
--]]
local structure = {}

-- keeps `key` of a list apart: raises when two items have the same
local function once(seen, value, place, what, wrong)
	if seen[value] then wrong(place, "%s '%s' is used twice, first by %s", what, tostring(value), seen[value]) end
	seen[value] = place
end

local function check_id(id, place, wrong)
	if id:find "[/{}%s]" then wrong(place, "id '%s' must not have / { } or blanks in it", id) end
end

-- Rows under one heading must stand together, and none may be a heading itself: only so can labels be merged.
local function check_labels(items, place, wrong)
	local last, whole, group = {}, {}, {}
	for i, item in ipairs(items) do
		local path = ""
		for depth, word in ipairs(item.label) do
			path = path .. "\0" .. word
			if depth < #item.label then
				if whole[path] then wrong(("%s[%d]"):format(place, i), "'%s' is the whole label of %s; it cannot "
					.. "be a heading as well", word, whole[path]) end
				if group[path] and last[depth] ~= path then
					wrong(("%s[%d]"):format(place, i), "heading '%s' was left after '%s'; what stands under one "
						.. "heading must stand together", word, items[group[path]].id)
				end
				group[path] = i
			elseif whole[path] or group[path] then
				wrong(("%s[%d]"):format(place, i), "label '%s' is taken by '%s'", word, whole[path] or items[group[path]].id)
			else
				whole[path] = item.id
			end
			last[depth] = path
		end
		for depth = #item.label, #last do last[depth] = nil end
	end
end

local function check_number(item, id, place, wrong)
	if item.type == "text" or item.type == "yesno" then wrong(place, "'%s' is no number and cannot be added", id) end
end

-- sums name others of the same list, once each, and no sum goes round in a circle
local function check_sums(items, place, wrong)
	local by_id = {}
	for _, item in ipairs(items) do by_id[item.id] = item end
	local state = {}
	local function visit(item, at)
		if state[item] == "done" or not item.sum then return end
		if state[item] then wrong(at, "the sum of '%s' contains itself", item.id) end
		state[item] = "open"
		local seen = {}
		for j, id in ipairs(item.sum) do
			local spot = ("%s.sum[%d]"):format(at, j)
			if not by_id[id] then wrong(spot, "there is no '%s' here", id) end
			once(seen, id, spot, "addend", wrong)
			check_number(by_id[id], id, spot, wrong)
			visit(by_id[id], at)
		end
		check_number(item, item.id, at, wrong)
		state[item] = "done"
	end
	for i, item in ipairs(items) do visit(item, ("%s[%d]"):format(place, i)) end
end

local function check_columns(part, place, wrong)
	local ids, keys = {}, {}
	local kind
	for i, column in ipairs(part.columns) do
		local at = ("%s.columns[%d]"):format(place, i)
		check_id(column.id, at, wrong)
		once(ids, column.id, at, "id", wrong)
		if column.json ~= nil then
			once(keys, column.json, at, "json", wrong)
			kind = kind or math.type(column.json) or "string"
			if kind ~= (math.type(column.json) or "string") then wrong(at, "json: names and numbers are mixed") end
		elseif part.columns[2] then
			wrong(at, "json is missing; only a single column needs none")
		end
	end
	if kind == "integer" then
		for n = 1, #part.columns do
			if not keys[n] then wrong(place .. ".columns", "json: numbers must be 1 to %d", #part.columns) end
		end
	end
	check_labels(part.columns, place .. ".columns", wrong)
	check_sums(part.columns, place .. ".columns", wrong)
end

local function check_rows(part, place, seen, wrong)
	for i, row in ipairs(part.rows) do
		local at = ("%s.rows[%d]"):format(place, i)
		check_id(row.id, at, wrong)
		once(seen.ids, row.id, at, "id", wrong)
		if row.number and row.number ~= row.id then once(seen.ids, row.number, at, "number", wrong) end
		if type(row.json) ~= "string" then wrong(at, "json must be a name: the figures of a report are kept by it") end
		once(seen.keys, row.json, at, "json", wrong)
	end
	check_labels(part.rows, place .. ".rows", wrong)
	check_sums(part.rows, place .. ".rows", wrong)
end

local function check_table(tab, place, wrong)
	check_id(tab.id, place, wrong)
	if tab.id:find(".", 1, true) then wrong(place, "id '%s' must not have a dot in it", tab.id) end
	local seen = { ids = {}, keys = {} }
	for i, part in ipairs(tab.parts) do
		local at = ("%s.parts[%d]"):format(place, i)
		if tab.layout == "fields" and (part.columns[2] or part.corner) then
			wrong(at, "layout fields has one column and no corner")
		end
		if tab.layout == "across" and (part.title or part.corner or tab.parts[2]) then
			wrong(at, "layout across has one part, without title and corner")
		end
		check_columns(part, at, wrong)
		check_rows(part, at, seen, wrong)
	end
end

local function check_sections(declaration, tables, wrong)
	local ids, shown = {}, {}
	for i, section in ipairs(declaration.sections) do
		local place = ("sections[%d]"):format(i)
		once(ids, section.id, place, "id", wrong)
		if not section.heading and section.id ~= "0" then
			wrong(place, "heading is missing; only section 0, before the first heading, has none")
		end
		if section.table then
			if not tables[section.table] then wrong(place, "there is no table '%s'", section.table) end
			once(shown, section.table, place, "table", wrong)
		end
	end
	for id, place in pairs(tables) do
		if not shown[id] then wrong(place, "no section shows table '%s'", id) end
	end
end

function structure.check(declaration, wrong)
	local ids, keys, sheets, check_ids = {}, {}, {}, {}
	for i, tab in ipairs(declaration.tables) do
		local place = ("tables[%d]"):format(i)
		once(ids, tab.id, place, "id", wrong)
		once(keys, tab.json, place, "json", wrong)
		once(sheets, tab.sheet or tab.id, place, "sheet", wrong)
		check_table(tab, place, wrong)
	end
	check_sections(declaration, ids, wrong)
	for i, check in ipairs(declaration.checks or {}) do
		once(check_ids, check.id, ("checks[%d]"):format(i), "id", wrong)
	end
end

return structure

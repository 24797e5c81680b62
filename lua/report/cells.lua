--[[
The cells of a declared report: canonical ids, how people write them, sums, values.

  cells.index(form)             made once by report.new, then given by form.index():
                                { list = { CELL, … }, by_id = { [id] = CELL }, rows = { ["3.A1"] = PLACE },
                                  called = { ["3"] = NAMES } }
  cells.list(form)              every cell in printing order
  cells.get(form, id)           the cell with this canonical id, or nil
  cells.spoken(form, id)        as people write it: 3.一/总计 for 3.A1/总计, 2.行政许可 where there is one column
  cells.find(form, written, language)   the cell a person means, or nil and why not ("zh", else English)
  cells.words(form, id, language)       a cell in words: "（三）不予公开 1.属于国家秘密，自然人"
  cells.total(f, ids, cell)     the sum of these cells as a number for `cell`, or nil when one is no number
  cells.exact(number, cell)     integers as integers, decimals rounded where their digits end
  cells.digits(value)           a number as printed: 13612, 7730.28; never grouped, no exponent
  cells.plain(s)                s without blanks, full-width signs as ASCII: to compare what people write

  CELL  { id = "3.R7/总计", table = "3", row = "R7", column = "总计", part = 1,
          type = "integer"|"decimal"|"text"|"yesno", signed = true?, places = 6?, optional = true?,
          row_label = { path }, column_label = { path }, number = "三.7"?, unit?, hint?, basis?, json = { keys },
          across = { ids }?,   -- cells of the same row that add up to it (the column declares the sum)
          down = { ids }?,     -- cells of the same column that add up to it (the row declares the sum)
          sum = across or down,
          sums = { ids }       -- the cells it goes into
        }
  PLACE { table = TABLE, part = PART, row = ROW, at = number of the part }  -- pieces of the declaration
  NAMES { [what a row may be called, in plain()] = { PLACE, … } }

`signed`: may be negative. `json` leads from the figures of a report to the value: { "table3", "new", "natural" }.
--]]
local words = require "report.words"

local cells = {}

function cells.plain(s)
	s = s:gsub("\xEF([\xBC\xBD])([\x80-\xBF])", function(lead, last)
		local code = (lead:byte() - 0xBC) * 64 + last:byte() - 0x80
		return code >= 1 and code <= 94 and string.char(code + 32) or nil
	end)
	return (s:gsub("\u{3000}", ""):gsub("%s+", ""))
end

function cells.digits(value)
	if math.type(value) == "integer" then return ("%d"):format(value) end
	if value == math.floor(value) and math.abs(value) < 2 ^ 53 then return ("%d"):format(value) end
	local s = ("%.15g"):format(value)
	if tonumber(s) ~= value then s = ("%.17g"):format(value) end
	if s:find "e" then s = ("%.12f"):format(value):gsub("0+$", ""):gsub("%.$", "") end
	return s
end

function cells.exact(number, cell)
	if math.type(number) == "float" then
		if cell.type == "decimal" and cell.places then
			number = tonumber(("%." .. cell.places .. "f"):format(number))
		end
		return math.tointeger(number) or number
	end
	return number
end

local function number_type(kind) return kind == "integer" or kind == "decimal" end

-- the cells of one row or column that a declared sum names
local function ids_of(sum, make)
	local ids = {}
	for i, id in ipairs(sum) do ids[i] = make(id) end
	return ids
end

local function cell_of(tab, at, row, column)
	local prefix = tab.id .. "."
	local kind = row.type or column.type or "integer"
	local cell = {
		id = prefix .. row.id .. "/" .. column.id, table = tab.id, row = row.id, column = column.id, part = at,
		type = kind, signed = row.signed or column.signed, optional = row.optional or column.optional,
		row_label = row.label, column_label = column.label,
		number = row.number, unit = row.unit or column.unit, hint = row.hint or column.hint,
		basis = row.basis or column.basis, json = { tab.json, row.json, column.json }, sums = {},
	}
	if kind == "decimal" then cell.places = row.places or column.places end
	if number_type(kind) then
		if column.sum then
			cell.across = ids_of(column.sum, function(id) return prefix .. row.id .. "/" .. id end)
		end
		if row.sum then
			cell.down = ids_of(row.sum, function(id) return prefix .. id .. "/" .. column.id end)
		end
		cell.sum = cell.across or cell.down
	end
	return cell
end

-- what a row or column may be called besides its id
local function names(item)
	local list = { item.label[#item.label] }
	if item.number then list[2] = item.number end
	for _, other in ipairs(item.also or {}) do list[#list + 1] = other end
	return list
end

local function add_names(called, place)
	for _, name in ipairs(names(place.row)) do
		name = cells.plain(name)
		called[name] = called[name] or {}
		local list = called[name]
		if list[#list] ~= place then list[#list + 1] = place end
	end
end

local function index_table(index, tab)
	local called, by_id = {}, {}
	for at, part in ipairs(tab.parts) do
		for _, row in ipairs(part.rows) do
			local place = { table = tab, part = part, row = row, at = at }
			index.rows[tab.id .. "." .. row.id] = place
			by_id[cells.plain(row.id)] = { place }
			add_names(called, place)
			for _, column in ipairs(part.columns) do
				local cell = cell_of(tab, at, row, column)
				index.list[#index.list + 1] = cell
				index.by_id[cell.id] = cell
			end
		end
	end
	for id, places in pairs(by_id) do called[id] = places end -- an id wins over every other name
	index.called[tab.id] = called
end

function cells.index(form)
	local index = { list = {}, by_id = {}, rows = {}, called = {} }
	for _, tab in ipairs(form.tables) do index_table(index, tab) end
	for _, cell in ipairs(index.list) do
		for _, direction in ipairs { "across", "down" } do
			for _, id in ipairs(cell[direction] or {}) do
				local sums = index.by_id[id].sums
				sums[#sums + 1] = cell.id
			end
		end
	end
	return index
end

function cells.list(form) return form.index().list end

function cells.get(form, id) return form.index().by_id[id] end

-- the columns that go by a name; an id wins over every other name
local function columns_named(columns, written)
	local want, found = cells.plain(written), {}
	for _, item in ipairs(columns) do
		if cells.plain(item.id) == want then return { item } end
		for _, name in ipairs(names(item)) do
			if cells.plain(name) == want then
				found[#found + 1] = item
				break
			end
		end
	end
	return found
end

local function listed(items, limit)
	local ids = {}
	for i, item in ipairs(items) do
		if i > limit then
			ids[#ids + 1] = "…"
			break
		end
		ids[i] = item.number or item.id
	end
	return table.concat(ids, " ")
end

-- one row that was named, and perhaps a column: the id, or nil and why not
local function join(tab, found, written, say)
	local row, part = found.row, found.part
	if not written then
		if not part.columns[2] then return tab.id .. "." .. row.id .. "/" .. part.columns[1].id end
		return nil, say("cell-columns", { row = row.number or row.id, list = listed(part.columns, 12) })
	end
	local columns = columns_named(part.columns, written)
	if columns[1] and not columns[2] then return tab.id .. "." .. row.id .. "/" .. columns[1].id end
	return nil, say("cell-no-column", { row = row.number or row.id, column = written, list = listed(part.columns, 12) })
end

local function rows_of(tab)
	local all = {}
	for _, part in ipairs(tab.parts) do
		for _, row in ipairs(part.rows) do all[#all + 1] = row end
	end
	return all
end

-- `rest` is what stands behind "TABLE."; a label may hold a "/" of its own, so every one is tried
local function in_table(tab, called, rest, say)
	local why
	local from = 1
	local tries = { { rest } }
	while true do
		local slash = rest:find("/", from, true)
		if not slash then break end
		tries[#tries + 1] = { rest:sub(1, slash - 1), rest:sub(slash + 1) }
		from = slash + 1
	end
	for _, try in ipairs(tries) do
		local rows = called[try[1]] or {}
		if rows[2] then
			why = say("cell-rows", { row = try[1], list = listed({ rows[1].row, rows[2].row }, 2) })
		elseif rows[1] then
			local id, reason = join(tab, rows[1], try[2], say)
			if id then return id end
			why = reason
		end
	end
	return nil, why or say("cell-no-row", { table = tab.id, row = tries[#tries][1], list = listed(rows_of(tab), 40) })
end

function cells.find(form, written, language)
	local function say(id, params) return words.text(language or "en", id, params) end
	if #written > 400 then return nil, say "cell-long" end
	local index = form.index()
	local known = index.by_id[written]
	if known then return known end
	local id, rest = cells.plain(written):match("^([^.]+)%.(.+)$")
	for _, tab in ipairs(form.tables) do
		if tab.id == id then
			local cell, why = in_table(tab, index.called[id], rest, say)
			return index.by_id[cell], why
		end
	end
	return nil, say("cell-no-table", { written = written, list = listed(form.tables, 20) })
end

function cells.words(form, id, language)
	local cell = cells.get(form, id)
	if not cell then return id end
	local path = cell.row_label
	local row = #path > 1 and path[#path - 1] .. " " .. path[#path] or path[1]
	return row .. (language == "en" and ", " or "，") .. cell.column_label[#cell.column_label]
end

function cells.spoken(form, id)
	local cell = cells.get(form, id)
	if not cell then return id end
	local row = cell.table .. "." .. (cell.number or cell.row)
	return form.index().rows[cell.table .. "." .. cell.row].part.columns[2] and row .. "/" .. cell.column or row
end

function cells.total(f, ids, cell)
	local sum = 0
	for _, id in ipairs(ids) do
		local value = f.cells[id]
		if type(value) ~= "number" then return nil end
		sum = sum + value
	end
	return cells.exact(sum, cell)
end

return cells

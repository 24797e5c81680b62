--[[
Ledgers of others as sheets of cells: workbooks, text with separated fields, JSON and lines of JSON.

  sheet.read(path) → list of sheets
  sheet.of(grid) → one of them, from what govpub.grid gives (core/doc/grid.h)
  s.name, s.hidden, s.cols, s.first, s.last   its rows, from 1, as a person counts them
  s:cells(row)           what stands in it: { [col] = value }, of the sheet itself
  s:at(row, col) → what stands there: a string, a number, a table (of JSON); nil for an empty cell
  s:over(row, col) → what covers the cell: that of the merged range, its first row and column, its last ones
  s:stale(row, col)       a formula that was saved without its value
  s:place(row, col) → "2023!C5", or "C5" where there is one sheet without a name; column A where none is given
  s:count(row) → cells that are not empty, and the first of them; s:values(row[, limit]) → what stands in them
--]]
local grid = require "govpub.grid"
local json = require "govpub.json"
local say = require "govpub.say"

local sheet = {}
local methods = {}
methods.__index = methods

local FILE_MAX = 16 << 20 -- bytes
local STEP = 1024         -- more than the columns of a sheet
local CHOICES = "_values"  -- the sheet that our own workbooks keep the choices of drop-downs on (core/report/table_xlsx.c)

function methods:at(row, col)
	local cells = self.rows[row - self.first + 1]
	return cells and cells[col]
end

-- all of a row: { [col] = value }, not to be changed
function methods:cells(row) return self.rows[row - self.first + 1] or {} end

function methods:over(row, col)
	local m = self.merged and self.covered[row * STEP + col]
	if not m then return self:at(row, col), row, col, row, col end
	return self:at(m[1], m[2]), m[1], m[2], m[3], m[4]
end

function methods:stale(row, col)
	return self.without[row * STEP + col]
end

function sheet.letters(col)
	local out = ""
	while col > 0 do
		out = string.char(65 + (col - 1) % 26) .. out
		col = (col - 1) // 26
	end
	return out
end

function methods:place(row, col)
	local at = sheet.letters(col or 1) .. ("%d"):format(row)
	return self.name ~= "" and self.name .. "!" .. at or at
end

function methods:count(row)
	local i = row - self.first + 1
	return self.counts[i] or 0, self.firsts[i]
end

function methods:values(row, limit)
	local cells, out = self.rows[row - self.first + 1] or {}, {}
	for col = self.firsts[row - self.first + 1] or self.cols + 1, self.cols do
		local value = cells[col]
		if value ~= nil then
			out[#out + 1] = value
			if #out == limit then break end
		end
	end
	return out
end

-- Cells of white space alone are empty; the rest is counted.
local function count(s)
	for i, cells in ipairs(s.rows) do
		local n, first = 0, nil
		for col = 1, s.cols do
			local value = cells[col]
			if type(value) == "string" and not value:find "^[!-~\xe4-\xe9]" and not value:find "[^%s\xc2\xa0\xe3\x80]" then
				cells[col], value = nil, nil
			end
			if value ~= nil then n, first = n + 1, first or col end
		end
		s.counts[i], s.firsts[i] = n, first
	end
end

function sheet.of(from)
	local s = setmetatable({ name = from.name, hidden = from.hidden, cols = from.cols, rows = from.rows, first = from.top,
		last = from.top + #from.rows - 1, covered = {}, without = {}, counts = {}, firsts = {}, hidden_rows = from.hidden_rows or {} }, methods)
	local merges = from.merges or {}
	s.merged = #merges > 0
	count(s)
	for i = 1, #merges, 4 do
		local m = { merges[i], merges[i + 1], math.min(merges[i + 2], s.last), math.min(merges[i + 3], s.cols) }
		for row = m[1], m[3] do
			for col = m[2], m[4] do s.covered[row * STEP + col] = m end
		end
	end
	local stale = from.no_value or {}
	for i = 1, #stale, 2 do s.without[stale[i] * STEP + stale[i + 1]] = true end
	return s
end

-- Objects as a sheet: the first row has their keys. Of records as they are exported the fields, number and state
-- count, and not what follows from them.
local function of_objects(list)
	local keys, column, rows = {}, {}, {}
	local function put(row, object)
		local names = {}
		for name in pairs(object) do names[#names + 1] = name end
		table.sort(names)
		for _, name in ipairs(names) do
			local value = object[name]
			if value ~= json.null then
				if not column[name] then
					keys[#keys + 1] = name
					column[name] = #keys
				end
				if type(value) == "boolean" then value = value and "是" or "否" end
				row[column[name]] = value
			end
		end
	end
	for _, object in ipairs(list) do
		rows[#rows + 1] = {}
		if type(object.fields) == "table" then
			put(rows[#rows], { no = object.no, state = object.state })
			put(rows[#rows], object.fields)
		else
			put(rows[#rows], object)
		end
	end
	table.insert(rows, 1, keys)
	return sheet.of { name = "", hidden = false, cols = #keys, rows = rows, top = 1 }
end

local function objects_of(path, text)
	local function fail(why) say.fail("usage", "%s: this is no list of records in JSON: %s", path, why or "") end
	local value = json.decode(text)
	if value == nil then -- one object a line
		value = {}
		for line in text:gmatch "[^\r\n]+" do
			if line:find "%S" then
				local object, why = json.decode(line)
				if type(object) ~= "table" then fail(why) end
				value[#value + 1] = object
			end
		end
	end
	if type(value) == "table" and type(value.records) == "table" then value = value.records end
	if type(value) ~= "table" or (next(value) ~= nil and value[1] == nil) then value = { value } end
	for _, object in ipairs(value) do
		if type(object) ~= "table" then fail() end
	end
	return value
end

local function bytes_of(path)
	local f, _, errno = io.open(path, "rb")
	if not f and errno == 2 then say.fail("notfound", "%s: there is no such file", path) end
	if not f then say.fail_system(errno, "%s", path) end
	local bytes, _, failed = f:read(FILE_MAX + 1)
	f:close()
	if failed then say.fail_system(failed, "%s", path) end
	return bytes or ""
end

function sheet.read(path)
	local bytes = bytes_of(path)
	local start = bytes:match "^\xef?\xbb?\xbf?%s*(.)"
	local suffix = path:lower():match "%.(%w+)$"
	if suffix == "json" or suffix == "jsonl" or (start == "{" and suffix ~= "csv") then
		if #bytes > FILE_MAX then say.fail("usage", "%s: the file is larger than 16 MiB", path) end
		return { of_objects(objects_of(path, (bytes:gsub("^\xef\xbb\xbf", "")))) }
	end
	local sheets = {}
	for _, s in ipairs(grid.read(bytes, path)) do
		if not (s.hidden and s.name == CHOICES) then sheets[#sheets + 1] = sheet.of(s) end
	end
	return sheets
end

return sheet

--[[
Where the tables of a sheet begin, and which of their columns is which field.

  header.words(declared, own) → vocabulary; own = { [header as written] = field key, "note", "skip" } of a saved mapping
  header.find(sheet, vocabulary, from, rows, depth) → a header, or nil: { top, bottom, columns, score }
      depth  rows that it may begin below `from`
      rows   of the header where the register says so; else one to three
      columns = list by column of { name = "办理情况 答复日期", field = key or nil, how = … }
      how: "field"  the field of the register            "no", "state", "id"  of the record
           "serial" counts rows                           "note"         unknown, kept as text
           "double" the field has a column already, kept as text         "skip"  the mapping leaves it out
           nil for a column without a name and without cells
  header.repeated(sheet, header, row) → whether the row is that header once more, as at the top of each printed page

A header may have several rows: a group above its columns, merged or written once. Columns are known by label in
either language, by key, and by the other names that the declaration lists; what stands in brackets does not count.
--]]
local words = require "govpub.register.import.words"

local header = {}

local ROWS = 3     -- of one header
local DEPTH = 200  -- rows that are looked through before the first
local ID = "_id"   -- written so and in no other way; a column "ID" is something else
local SPECIAL = {
	serial = { "序号", "序", "顺序号", "行号", "No.", "#" },
	no = { "编号", "登记编号", "登记号", "记录编号", "申请编号", "受理编号", "案件编号", "no", "number", "record number" },
	state = { "状态", "办理状态", "当前状态", "目前状态", "state", "status" },
}

local function put(vocabulary, text, how, field)
	local key = words.plain(text)
	if key == "" and how == "serial" then key = words.fold(text) end
	if key ~= "" and not vocabulary[key] then vocabulary[key] = { how = how, field = field } end
end

local function each_text(value, visit)
	if type(value) == "string" then return visit(value) end
	for _, text in pairs(type(value) == "table" and value or {}) do each_text(text, visit) end
end

function header.words(declared, own)
	local vocabulary, by_label = {}, {}
	for text, key in pairs(own or {}) do
		local how = (key == "note" or key == "skip" or SPECIAL[key]) and key or "field"
		put(vocabulary, text, how, how == "field" and key or nil)
	end
	local import = declared.import or {}
	for _, field in ipairs(declared.fields) do
		if not field.calc then
			each_text(field.label, function(text)
				put(vocabulary, text, "field", field.key)
				by_label[text] = field.key
			end)
		end
	end
	for _, field in ipairs(declared.fields) do
		if not field.calc then
			put(vocabulary, field.key, "field", field.key)
			each_text(field.header, function(text) put(vocabulary, text, "field", field.key) end)
		end
	end
	for name, others in pairs(import.header or {}) do
		each_text(others, function(text) put(vocabulary, text, "field", by_label[name] or name) end)
	end
	if type(import.state) == "string" then put(vocabulary, import.state, "state") end
	vocabulary[ID] = { how = "id" }
	for how, texts in pairs(SPECIAL) do
		for _, text in ipairs(texts) do put(vocabulary, text, how) end
	end
	return vocabulary
end

-- The texts of a column from the group down to its own name; a merged cell counts once.
local function parts_of(sheet, top, bottom, col)
	local parts, seen = {}, {}
	for row = top, bottom do
		local value, r, c = sheet:over(row, col)
		if value == nil and row < bottom and sheet:at(bottom, col) ~= nil then
			-- a group that is written once stands over what follows, as far as the next
			for left = col - 1, 1, -1 do
				local v = sheet:over(row, left)
				if v ~= nil then
					value, r, c = v, row, left
					break
				end
				if sheet:at(bottom, left) == nil then break end
			end
		end
		if value ~= nil and not seen[r * 1024 + c] then
			seen[r * 1024 + c] = true
			parts[#parts + 1] = words.fold(words.text(value))
		end
	end
	return parts
end

local function meaning(vocabulary, parts)
	if #parts == 0 then return nil end
	for from = 1, #parts do
		local name = table.concat(parts, "", from)
		local known = vocabulary[words.plain(name)] or vocabulary[words.bare(name)]
		if known then return known end
	end
	return #parts == 1 and vocabulary[parts[1]] or nil
end

local function read(sheet, vocabulary, top, bottom)
	local columns, taken, score = {}, {}, 0
	for col = 1, sheet.cols do
		local parts = parts_of(sheet, top, bottom, col)
		local known = meaning(vocabulary, parts)
		local column = { name = table.concat(parts, " ") }
		columns[col] = column
		if known then
			local what = known.field or known.how
			if known.how == "note" or known.how == "skip" then
				column.how, score = known.how, score + 1
			elseif taken[what] then
				column.how, column.field = "double", known.field
			else
				taken[what], column.how, column.field, score = true, known.how, known.field, score + 1
			end
		elseif #parts > 0 then
			column.how = "note"
		end
	end
	return { top = top, bottom = bottom, columns = columns, score = score }
end

local function named(found)
	local n = 0
	for _, column in ipairs(found.columns) do n = n + (column.how and 1 or 0) end
	return n
end

-- Of a table that has columns enough, two must be known, and not too few of those that have a name.
local function enough(found)
	local n = named(found)
	return found.score >= math.min(2, n) and found.score > 0 and found.score * 4 >= n
end

local function has_known(sheet, vocabulary, row)
	for col = 1, sheet.cols do
		local value = sheet:at(row, col)
		if type(value) == "string" and #value <= 120 then
			if vocabulary[words.plain(value)] or vocabulary[words.bare(value)] then return true end
		end
	end
	return false
end

-- A row with merged cells that stand over some of the columns, but not over all.
local function is_group(sheet, row)
	for col = 1, sheet.cols do
		local value, _, left, _, right = sheet:over(row, col)
		if value ~= nil and right > left and (left > 1 or 2 * right <= sheet.cols) then return true end
	end
	return false
end

-- What stands above and names no column is no part of it: titles, or records of the table before. What its merged
-- cells cover below is.
local function trim(sheet, vocabulary, found)
	local top, bottom = found.top, found.bottom
	while top < bottom and not is_group(sheet, top) and read(sheet, vocabulary, top + 1, bottom).score >= found.score do
		top = top + 1
	end
	for col = 1, sheet.cols do
		local _, r, _, last = sheet:over(found.bottom, col)
		if r >= top and last > bottom and last < found.top + ROWS then bottom = last end
	end
	return read(sheet, vocabulary, top, bottom)
end

function header.find(sheet, vocabulary, from, rows, depth)
	local best
	local fixed = math.type(rows) == "integer" and rows or nil
	for top = from, math.min(sheet.last, from + (depth or DEPTH)) do
		for bottom = top + (fixed or 1) - 1, math.min(sheet.last, top + (fixed or ROWS) - 1) do
			if has_known(sheet, vocabulary, bottom) and sheet:count(top) > 0 then
				local found = read(sheet, vocabulary, top, bottom)
				if enough(found) and (not best or found.score > best.score) then best = found end
			end
		end
		if best and top > best.bottom + 2 then break end
	end
	return best and (fixed and best or trim(sheet, vocabulary, best))
end

function header.repeated(sheet, found, row)
	local _, first = sheet:count(row)
	if sheet:at(row, first) ~= (sheet:over(found.bottom, first)) then return false end
	local same, other = 0, 0
	for col, column in ipairs(found.columns) do
		local value = sheet:at(row, col)
		if value ~= nil then
			local is = column.how and value == sheet:over(found.bottom, col)
			same, other = same + (is and 1 or 0), other + (is and 0 or 1)
		end
	end
	return same >= 2 and other == 0
end

return header

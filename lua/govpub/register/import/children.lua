--[[
Rows of a field that stand on a sheet of their own, each with the number of its record, as export writes them.

  children.find(declared, sheets) → { { field, sheet, header, vocabulary }, … }, and the other sheets
      a sheet belongs to the field that it is named after, where it has a column for the number (or the id) of records
  children.read(child, read) → rows, skipped (rows.lua)
      read = cell.reader(); rows = { { row, sheet, header, no, id, entry, problems = { { col, message, proposal }, … },
      notes, cells, stored, noted, marks, serial }, … }: the counts are those of cells, as in a plan
  children.attach(rows, record, field, check)   to the record of a plan; check = values.check
--]]
local header = require "govpub.register.import.header"
local rows = require "govpub.register.import.rows"
local say = require "govpub.say"
local words = require "govpub.register.import.words"

local children = {}

local NAME_MAX = 31 -- characters of the name of a sheet
local FILES = { file = true, files = true }

local function cut(name)
	local last = utf8.offset(name, NAME_MAX + 1)
	return words.plain(last and name:sub(1, last - 1) or name)
end

local function field_named(declared, name)
	for _, field in ipairs(declared.fields) do
		if field.type == "rows" then
			for _, label in pairs(field.label or {}) do
				if cut(label) == words.plain(name) then return field end
			end
		end
	end
end

local function belongs(found)
	local known, fields = false, 0
	for _, column in ipairs(found and found.columns or {}) do
		known = known or column.how == "no" or column.how == "id"
		fields = fields + (column.how == "field" and 1 or 0)
	end
	return known and fields > 0
end

local function child_of(declared, sheet)
	local field = sheet.first <= sheet.last and field_named(declared, sheet.name)
	if not field then return nil end
	local vocabulary = header.words({ fields = field.rows }, {})
	local found = header.find(sheet, vocabulary, sheet.first)
	return belongs(found) and { field = field, sheet = sheet, header = found, vocabulary = vocabulary } or nil
end

function children.find(declared, sheets)
	local found, others = {}, {}
	for _, sheet in ipairs(sheets) do
		local child = #sheets > 1 and child_of(declared, sheet)
		table.insert(child and found or others, child or sheet)
	end
	return found, others
end

local function note(out, column, raw)
	out.notes[#out.notes + 1] = ("%s %s：%s"):format(say.choose(out.field.label), column.name, words.text(raw))
	out.noted = out.noted + 1
end

local function take_value(out, sub, column, col, raw, read)
	local value, why, proposal, rest = read(sub, raw, out.sheet.name)
	if why and FILES[sub.type] then return note(out, column, raw) end -- its name came along, the file did not
	if why then
		out.problems[#out.problems + 1] = { col = col, message = why, proposal = proposal and proposal.text }
	elseif value == nil then
		out.marks = out.marks + 1
	else
		out.entry[sub.key] = value
		out.stored = out.stored + 1
		if rest then out.notes[#out.notes + 1] = column.name .. "：" .. rest end
	end
end

local function read_row(child, subs, row, read)
	local sheet = child.sheet
	local out = { field = child.field, sheet = sheet, header = child.header, row = row.row, entry = {}, problems = {}, notes = {},
		cells = sheet:count(row.row), stored = 0, noted = 0, marks = 0, serial = 0 }
	for col, column in ipairs(child.header.columns) do
		local raw = row.cells[col]
		local counted = sheet:cells(row.row)[col] ~= nil -- and not that of a merged cell above
		local before = { out.stored, out.noted, out.marks, out.serial }
		if sheet:stale(row.row, col) then
			out.problems[#out.problems + 1] = { col = col, message = say.text "import.no-result" }
		elseif raw ~= nil and column.how == "field" then
			take_value(out, subs[column.field], column, col, raw, read)
		elseif raw ~= nil and (column.how == "no" or column.how == "id") then
			out[column.how] = words.fold(words.text(raw))
			out.stored = out.stored + 1
		elseif raw ~= nil and column.how == "serial" then
			out.serial = out.serial + 1
		elseif raw ~= nil then
			note(out, column, raw)
		end
		if not counted then out.stored, out.noted, out.marks, out.serial = table.unpack(before) end
	end
	return out
end

function children.read(child, read)
	local subs, out = {}, {}
	for _, sub in ipairs(child.field.rows) do subs[sub.key] = sub end
	local tables, skipped = rows.read(child.sheet, child.vocabulary, {})
	for _, one in ipairs(tables) do
		for _, row in ipairs(one.rows) do out[#out + 1] = read_row(child, subs, row, read) end
	end
	return out, skipped
end

local COUNTED = { "cells", "stored", "noted", "marks", "serial" }

function children.attach(list, record, field, check)
	local entries = record.set[field.key] or {}
	for _, row in ipairs(list) do
		entries[#entries + 1] = row.entry
		for _, name in ipairs(COUNTED) do record[name] = record[name] + row[name] end
		for _, text in ipairs(row.notes) do record.notes[#record.notes + 1] = text end
		for _, p in ipairs(row.problems) do
			p.sheet, p.row = row.sheet, row.row
			record.problems[#record.problems + 1] = p
		end
		row.taken = true
	end
	local why = #record.problems == 0 and check(field, entries)
	if why then
		record.problems[#record.problems + 1] = { sheet = list[1].sheet, row = list[1].row, message = why }
	end
	record.set[field.key] = entries
	record.children = table.move(list, 1, #list, #(record.children or {}) + 1, record.children or {})
end

return children

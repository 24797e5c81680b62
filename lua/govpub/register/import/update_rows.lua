--[[
The rows of fields in a workbook that was exported to be edited: those of one record and field are compared as a whole,
in whatever order they stand.

  update_rows.read(job, found) → child; found: what children.find() gives
      job = { world, model, base, read } of update.lua; child = { [field key] = { field, by_rid, lost } }
      by_rid = { [rid] = { entries, place, problems = { { place, text }, … } } }; lost = problems of rows of no record
  update_rows.compare(job, child, row, listed)   into row.set, row.changes, row.conflicts, row.problems (update.lua)
      listed: the record's own row is in the workbook; then rows that are not were taken out
--]]
local children = require "govpub.register.import.children"
local export = require "govpub.register.export"
local json = require "govpub.json"
local say = require "govpub.say"
local show = require "govpub.register.show"
local values = require "govpub.register.values"
local words = require "govpub.register.import.words"

local update_rows = {}

local function rids_by_number(base)
	local by = {}
	for rid, one in pairs(base) do
		if one.cells.no ~= nil then by[words.fold(words.text(one.cells.no))] = rid end
	end
	return by
end

-- The number says whose a row is, where there is one: a row that was copied, or sorted without the hidden column, has the id
-- of another record.
local function owner(row, rids, base)
	if row.no then return rids[row.no] end
	return row.id and base[row.id] and row.id
end

local function add(one, rids, base, row)
	local rid = owner(row, rids, base)
	if not rid then
		one.lost[#one.lost + 1] = { place = row.sheet:place(row.row), text = say.text("import.orphan", { text = row.no or "" }) }
		return
	end
	local of = one.by_rid[rid] or { entries = {}, problems = {}, place = row.sheet:place(row.row) }
	one.by_rid[rid] = of
	of.entries[#of.entries + 1] = row.entry
	for _, p in ipairs(row.problems) do of.problems[#of.problems + 1] = { place = row.sheet:place(row.row, p.col), text = p.message } end
	for _, text in ipairs(row.notes) do of.problems[#of.problems + 1] = { place = row.sheet:place(row.row), text = text } end
end

function update_rows.read(job, found)
	local out, rids = {}, rids_by_number(job.base)
	for _, child in ipairs(found) do
		local one = { field = child.field, by_rid = {}, lost = {} }
		for _, row in ipairs((children.read(child, job.read))) do add(one, rids, job.base, row) end
		if job.known[child.field.key] then out[child.field.key] = one end
	end
	return out
end

-- the rows as one text, whatever their order
local function sorted(rows)
	local texts = {}
	for i, row in ipairs(rows) do texts[i] = json.encode(row) end
	table.sort(texts)
	return table.concat(texts, "\n")
end

local function is_base(cell, rows)
	if (cell or "") == export.rows_cell(rows) then return true end
	local before = type(cell) == "string" and cell:sub(1, 1) == "[" and json.decode(cell)
	return before and sorted(before) == sorted(rows) or false
end

local function shown(field, rows)
	local text = rows and values.show(field, rows) or ""
	return text == "" and "∅" or text
end

local function has_erased(rows)
	for _, row in ipairs(rows) do
		for _, value in pairs(row) do
			if type(value) == "table" and value["$erased"] then return true end
		end
	end
	return false
end

local function compare_field(job, one, row, of)
	local field, cell = one.field, row.base.cells[one.field.key]
	local theirs = of and of.entries or {}
	for _, p in ipairs(of and of.problems or {}) do row.problems[#row.problems + 1] = p end
	local ours = show.opened(job.world, field, row.record.fields[field.key] or {})
	if of and #of.problems > 0 or is_base(cell, theirs) or sorted(theirs) == sorted(ours) then return end
	if has_erased(ours) and shown(field, theirs) == shown(field, ours) then return end
	local place = of and of.place or job.place(row)
	local why = has_erased(ours) and say.text "import.erased-rows" or values.check(field, theirs)
	if why then
		row.problems[#row.problems + 1] = { place = place, text = why }
		return
	end
	local before = type(cell) == "string" and cell:sub(1, 1) == "[" and json.decode(cell) or nil
	local change = { place = place, no = row.record.no, field = say.choose(field.label), base = cell and not before and "…" or shown(field, before),
		theirs = shown(field, theirs), ours = shown(field, ours) }
	if row.record.rev == row.base.rev or is_base(cell, ours) then
		row.set[field.key] = theirs[1] and theirs or json.null
		row.changes[#row.changes + 1] = change
	else
		row.conflicts[#row.conflicts + 1] = change
	end
end

function update_rows.compare(job, child, row, listed)
	for _, field in ipairs(job.model.decl.fields) do
		local one = child[field.key]
		local of = one and one.by_rid[row.record.rid]
		if one and (of or listed) then compare_field(job, one, row, of) end
	end
end

return update_rows

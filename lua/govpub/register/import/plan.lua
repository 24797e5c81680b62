--[[
What an import would do: every cell of the file is a value, a note, a problem or part of what is skipped, and counted so.

  plan.make(job) → plan
      job = { declared, sheets, own (mapping.read), values, context, known = function(row) (existing.lua), today,
              history = bool, accept = bool: the proposals for words are taken }
  plan.records    { { sheet, row, set, note, no, state, moves, closed, on, hash, warnings }, … } to be written
  plan.held       rows that a person must look at: the same with problems = { { col, message, proposal }, … }
  plan.same       rows that are in the register already, unchanged
  plan.tables     { { sheet, top, bottom, columns, rows }, … }; plan.unread = sheets without a header
  plan.children   { { sheet, field, rows = n }, … }: sheets with the rows of a field
  plan.skipped    { { sheet, row, col, why, cells, text }, … }
  plan.proposed   { [field key] = { [text] = code } }
  plan.cells      { all, stored, noted, held, skipped, marks, serial, same }: the first is the sum of the others
  plan.states     { [state key] = records }
--]]
local children = require "govpub.register.import.children"
local existing = require "govpub.register.import.existing"
local header = require "govpub.register.import.header"
local history = require "govpub.register.import.history"
local cell = require "govpub.register.import.cell"
local json = require "govpub.json"
local rows = require "govpub.register.import.rows"
local say = require "govpub.say"
local words = require "govpub.register.import.words"

local plan = {}

local function by_key(list)
	local by = {}
	for _, entry in ipairs(list) do by[entry.key] = entry end
	return by
end

local function problem(record, col, message, proposal)
	record.problems[#record.problems + 1] = { col = col, message = message, proposal = proposal and proposal.text }
end

local function add_note(record, name, text)
	record.notes[#record.notes + 1] = name == "" and text or name .. "：" .. text
end

local function take_field(job, out, record, column, col, raw)
	local field = job.fields[column.field]
	local value, why, proposal, rest = job.read(field, raw, record.sheet.name)
	if why and proposal and job.accept and field.values then
		value, why = proposal.value, nil
	end
	if why then
		if proposal and field.values then
			out.proposed[field.key] = out.proposed[field.key] or {}
			out.proposed[field.key][words.text(raw)] = proposal.value
		end
		record.bad[field.key] = true
		return problem(record, col, why, proposal)
	end
	if value == nil then
		record.marks = record.marks + 1
		return
	end
	record.set[field.key] = value
	record.columns[field.key] = col
	record.stored = record.stored + 1
	if rest then add_note(record, column.name, rest) end
end

local function take_state(job, record, col, raw)
	local key, near = history.state(job.declared, words.text(raw))
	if key then
		record.stated = key
		record.stored = record.stored + 1
	else
		problem(record, col, say.text("import.no-state", { value = words.text(raw) }), near and { text = near })
	end
end

local takers = {}

function takers.field(job, out, record, column, col, raw) take_field(job, out, record, column, col, raw) end

function takers.no(_, _, record, _, _, raw)
	record.no = words.fold(words.text(raw))
	record.stored = record.stored + 1
end

function takers.state(job, _, record, _, col, raw) take_state(job, record, col, raw) end

function takers.id(_, _, record, _, col)
	problem(record, col, say.text "import.has-identity")
end

function takers.serial(_, _, record) record.serial = record.serial + 1 end

function takers.skip(_, _, record) record.left_out = record.left_out + 1 end

function takers.note(_, _, record, column, _, raw)
	add_note(record, column.name, type(raw) == "table" and json.encode(raw) or words.text(raw))
	record.noted = record.noted + 1
end
-- A second column of a field has its value where the first says nothing.
function takers.double(job, out, record, column, col, raw)
	local known = column.field and record.set[column.field] == nil and not record.bad[column.field]
	takers[known and "field" or "note"](job, out, record, column, col, raw)
end

local COUNTED = { "stored", "noted", "marks", "serial", "left_out" }

local function copy_of(record)
	local out = {}
	for _, name in ipairs(COUNTED) do out[name] = record[name] end
	return out
end

local function read_row(job, out, sheet, found, row)
	local record = { sheet = sheet, row = row.row, set = {}, columns = {}, notes = {}, bad = {}, problems = {}, warnings = {}, cells = sheet:count(row.row),
		stored = 0, noted = 0, marks = 0, serial = 0, left_out = 0 }
	local cells, own = row.cells, sheet:cells(row.row)
	local stale = next(sheet.without) and sheet
	for col, column in ipairs(found.columns) do
		local raw = cells[col]
		if stale and stale:stale(row.row, col) then
			problem(record, col, say.text "import.no-result")
		elseif raw ~= nil then
			local before = own[col] == nil and copy_of(record) -- from a merged cell above, which was counted
			takers[column.how or "note"](job, out, record, column, col, raw)
			if before then
				for name, n in pairs(before) do record[name] = n end
			end
		end
	end
	return record
end

-- Members that a value may not lack, what is declared to be unique is looked at when it is written.
local function check_required(job, record)
	for _, field in ipairs(job.required) do
		if record.set[field.key] == nil then
			local message = not record.bad[field.key] and say.text("import.missing", { field = say.choose(field.label) })
			if message and job.history then
				record.warnings[#record.warnings + 1] = message
			elseif message then
				problem(record, nil, message)
			end
		end
	end
end

local function warn(job, record, warning)
	local params = {}
	for name, value in pairs(warning[2]) do params[name] = job.states[value] and say.choose(job.states[value].label) or say.choose(value) end
	record.warnings[#record.warnings + 1] = say.text(warning[1], params)
end

local function settle_state(job, record)
	local past = history.of(job.declared, job.dates, record.set, record.stated)
	record.state, record.moves, record.closed, record.on = past.state, past.moves, past.closed, past.on
	if record.on and record.on > job.today then record.on = job.today end
	for _, warning in ipairs(past.warnings) do warn(job, record, warning) end
	for _, move in ipairs(past.moves) do
		if move.on > job.today then
			problem(record, nil, say.text("import.future", { date = move.on }))
			break
		end
	end
	if not past.initial and not job.history then
		problem(record, nil, say.text("import.needs-history", { state = say.choose(job.states[past.state].label) }))
	end
end

local function count_row(out, record)
	local c = out.cells
	if #record.problems > 0 then
		c.held = c.held + record.cells
		return
	end
	c.stored = c.stored + record.stored
	c.noted = c.noted + record.noted
	c.marks = c.marks + record.marks
	c.serial = c.serial + record.serial
	c.skipped = c.skipped + record.left_out
end

-- The rows of its fields that stand on sheets of their own.
local function take_children(job, record)
	for _, child in ipairs(record.no and job.children or {}) do
		local list = child.by_no[record.no]
		if list and not list[1].taken then children.attach(list, record, child.field, job.values.check) end
	end
end

local function settle(job, out, record)
	take_children(job, record)
	if #record.notes > 0 then record.note = table.concat(record.notes, "；") end
	check_required(job, record)
	settle_state(job, record)
	record.hash = existing.hash(job, record)
	if #record.problems == 0 then
		local already, why = job.known(record)
		if already == "same" then
			out.same[#out.same + 1] = record
			out.cells.same = out.cells.same + record.cells
			return
		end
		if already then problem(record, nil, why) end
	end
	count_row(out, record)
	local list = #record.problems > 0 and out.held or out.records
	list[#list + 1] = record
	if list == out.records then out.states[record.state] = (out.states[record.state] or 0) + 1 end
end

-- rows that are skipped and name nobody
local NAMELESS = { title = true, header = true, units = true, orphan = true }

local function all_cells(sheet)
	local n = 0
	for row = sheet.first, sheet.last do n = n + sheet:count(row) end
	return n
end

local function skip(out, job, sheet, skipped)
	for _, one in ipairs(skipped) do
		one.sheet = sheet
		if job.private and not NAMELESS[one.why] then one.text = job.values.hidden end
		out.skipped[#out.skipped + 1] = one
		out.cells.skipped = out.cells.skipped + one.cells
	end
end

local function read_sheet(job, out, sheet)
	local cells = all_cells(sheet)
	if cells == 0 then return end
	out.cells.all = out.cells.all + cells
	local tables, skipped = rows.read(sheet, job.vocabulary, job.declared.import or {})
	if #tables == 0 then
		out.unread[#out.unread + 1] = { sheet = sheet, cells = cells }
		out.cells.skipped = out.cells.skipped + cells
		return
	end
	skip(out, job, sheet, skipped)
	for _, table_ in ipairs(tables) do
		out.tables[#out.tables + 1] = { sheet = sheet, top = table_.header.top, bottom = table_.header.bottom,
			columns = table_.header.columns, rows = #table_.rows }
		for _, row in ipairs(table_.rows) do
			local record = read_row(job, out, sheet, table_.header, row)
			record.table = table_.header
			settle(job, out, record)
		end
	end
end

local function read_child(job, out, child)
	out.cells.all = out.cells.all + all_cells(child.sheet)
	local list, skipped = children.read(child, job.read)
	child.rows, child.by_no = list, {}
	for _, row in ipairs(list) do
		local no = row.no or ""
		child.by_no[no] = child.by_no[no] or {}
		table.insert(child.by_no[no], row)
	end
	skip(out, job, child.sheet, skipped)
	out.children[#out.children + 1] = { sheet = child.sheet, field = child.field, rows = #list }
end

-- Rows of records that the file does not have: somebody has to look.
local function skip_orphans(job, out, child)
	local orphans = {}
	for _, row in ipairs(child.rows) do
		if not row.taken then orphans[#orphans + 1] = { row = row.row, col = 1, why = "orphan", cells = row.cells, text = row.no or "" } end
	end
	skip(out, job, child.sheet, orphans)
end

function plan.make(job)
	local out = { records = {}, held = {}, same = {}, tables = {}, children = {}, unread = {}, skipped = {}, proposed = {}, states = {},
		cells = { all = 0, stored = 0, noted = 0, held = 0, skipped = 0, marks = 0, serial = 0, same = 0 } }
	job.fields, job.states = by_key(job.declared.fields), by_key(job.declared.states)
	job.required = {}
	for _, field in ipairs(job.declared.fields) do
		if field.required == true and field.default == nil and not field.calc then table.insert(job.required, field) end
	end
	job.dates = history.dates(job.declared)
	job.vocabulary = header.words(job.declared, job.own.columns)
	job.read = cell.reader(job.values, job.context, job.own.values)
	local sheets
	job.children, sheets = children.find(job.declared, job.sheets)
	for _, child in ipairs(job.children) do read_child(job, out, child) end
	for _, sheet in ipairs(sheets) do read_sheet(job, out, sheet) end
	for _, child in ipairs(job.children) do skip_orphans(job, out, child) end
	return out
end

return plan

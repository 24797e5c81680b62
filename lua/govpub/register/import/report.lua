--[[
What an import found and would do, for people and for programs.

  report.tell(plan, model)         lines on standard output
  report.data(plan, model) → map   the same for --json
  report.clean(plan) → whether nothing is left for a person to look at
  report.review(plan, path, model) writes the rows that a person must look at, each reason at its cell
--]]
local grid = require "govpub.grid"
local say = require "govpub.say"
local words = require "govpub.register.import.words"

local report = {}

local SHOWN = 40 -- problems, warnings and skipped rows, each

local function name_of(sheet)
	return sheet.name ~= "" and sheet.name or say.text "import.this-sheet"
end

local function message_of(problem)
	if not problem.proposal then return problem.message end
	return say.text("import.proposal", { message = problem.message, proposal = problem.proposal })
end

local function labels_of(model, columns)
	local known, unknown = {}, {}
	for _, column in ipairs(columns) do
		local field = column.field and model.field(column.field)
		if column.how == "field" then
			known[#known + 1] = column.name .. "→" .. (field and say.choose(field.label) or column.field .. "?")
		elseif column.how == "note" or column.how == "double" then
			unknown[#unknown + 1] = column.name
		elseif column.how == "no" or column.how == "state" then
			known[#known + 1] = column.name .. "→" .. say.text(column.how == "no" and "import.number" or "import.state")
		end
	end
	return table.concat(known, "  "), table.concat(unknown, "、")
end

local function tell_tables(plan, model)
	for _, one in ipairs(plan.tables) do
		say.line(one.top == one.bottom and "import.table" or "import.table-high", { sheet = name_of(one.sheet), top = one.top, bottom = one.bottom, rows = one.rows })
		local known, unknown = labels_of(model, one.columns)
		say.line("import.columns", { columns = known })
		if unknown ~= "" then say.line("import.unknown", { columns = unknown }) end
		if one.sheet.hidden then say.line("import.hidden-sheet", { sheet = name_of(one.sheet) }) end
		if #one.sheet.hidden_rows > 0 then say.line("import.hidden-rows", { n = #one.sheet.hidden_rows }) end
	end
	for _, one in ipairs(plan.children) do
		say.line("import.children", { sheet = name_of(one.sheet), rows = one.rows, field = say.choose(one.field.label) })
	end
	for _, one in ipairs(plan.unread) do
		say.line("import.unread", { sheet = name_of(one.sheet), cells = one.cells })
	end
end

local WHY = { title = "import.skip-title", header = "import.skip-header", units = "import.skip-units", total = "import.skip-total",
	remark = "import.skip-remark", section = "import.skip-section", example = "import.skip-example" }

-- what is skipped and perhaps should not be
local LEFT = { stray = "import.stray", orphan = "import.orphan" }

local function first(list, tell)
	for i = 1, math.min(#list, SHOWN) do tell(list[i]) end
	if #list > SHOWN then say.line("import.more", { n = #list - SHOWN }) end
end

local function tell_skipped(plan)
	local shown = {}
	for _, one in ipairs(plan.skipped) do
		if one.why ~= "header" and not LEFT[one.why] then shown[#shown + 1] = one end
	end
	first(shown, function(one)
		say.line("import.skipped", { place = one.sheet:place(one.row, one.col), why = say.text(WHY[one.why]), text = one.text })
	end)
end

local function problems_of(record)
	local list = {}
	for _, p in ipairs(record.problems) do
		list[#list + 1] = { place = (p.sheet or record.sheet):place(p.row or record.row, p.col), text = message_of(p), record = record,
			sheet = p.sheet, row = p.row, col = p.col }
	end
	return list
end

local function tell_problems(plan)
	local all, warnings = {}, {}
	for _, one in ipairs(plan.skipped) do
		if LEFT[one.why] then
			all[#all + 1] = { place = one.sheet:place(one.row, one.col), text = say.text(LEFT[one.why], { text = one.text }) }
		end
	end
	for _, record in ipairs(plan.held) do table.move(problems_of(record), 1, #record.problems, #all + 1, all) end
	for _, record in ipairs(plan.records) do
		for _, text in ipairs(record.warnings) do
			warnings[#warnings + 1] = { place = record.sheet:place(record.row), text = text }
		end
	end
	first(all, function(one) say.line("import.problem", one) end)
	first(warnings, function(one) say.line("import.warning", one) end)
end

local function tell_states(plan, model)
	local parts = {}
	for _, state in ipairs(model.decl.states) do
		if plan.states[state.key] then parts[#parts + 1] = say.choose(state.label) .. " " .. plan.states[state.key] end
	end
	if #parts > 0 then say.line("import.states", { states = table.concat(parts, "  ") }) end
end

function report.clean(plan)
	for _, one in ipairs(plan.skipped) do
		if LEFT[one.why] then return false end
	end
	return #plan.held == 0 and #plan.unread == 0
end

function report.tell(plan, model)
	tell_tables(plan, model)
	tell_states(plan, model)
	tell_skipped(plan)
	tell_problems(plan)
	local c = plan.cells
	say.line("import.cells", { all = c.all, stored = c.stored, noted = c.noted, held = c.held, skipped = c.skipped, same = c.same,
		rest = c.marks + c.serial })
	say.line("import.counts", { new = #plan.records, same = #plan.same, held = #plan.held })
end

function report.data(plan, model)
	local out = { register = model.id, new = #plan.records, same = #plan.same, held = #plan.held, cells = plan.cells, states = plan.states,
		tables = {}, children = {}, problems = {}, warnings = {}, skipped = {}, unread = {} }
	for i, one in ipairs(plan.tables) do
		local columns = {}
		for col, column in ipairs(one.columns) do columns[col] = { name = column.name, as = column.field or column.how or "" } end
		out.tables[i] = { sheet = one.sheet.name, header = { one.top, one.bottom }, rows = one.rows, columns = columns }
	end
	for i, one in ipairs(plan.children) do out.children[i] = { sheet = one.sheet.name, field = one.field.key, rows = one.rows } end
	for _, record in ipairs(plan.held) do
		for _, p in ipairs(problems_of(record)) do
			out.problems[#out.problems + 1] = { at = p.place, sheet = (p.sheet or record.sheet).name, row = p.row or record.row, col = p.col,
				message = p.text }
		end
	end
	for _, record in ipairs(plan.records) do
		for _, text in ipairs(record.warnings) do
			out.warnings[#out.warnings + 1] = { at = record.sheet:place(record.row), message = text }
		end
	end
	for i, one in ipairs(plan.skipped) do
		out.skipped[i] = { at = one.sheet:place(one.row, one.col), why = one.why, cells = one.cells, text = one.text }
	end
	for i, one in ipairs(plan.unread) do out.unread[i] = { sheet = one.sheet.name, cells = one.cells } end
	return out
end

-- --- the rows that remain

local function cell_text(sheet, row, col)
	local value = sheet:over(row, col)
	if value == nil then return nil end
	return type(value) == "number" and value or type(value) == "table" and "…" or words.text(value)
end

-- The rows of its fields go along, or they would be missing when it comes back.
local function review_children(record, sheets, by_header)
	for _, child in ipairs(record.children or {}) do
		local out = by_header[child.header]
		if not out then
			out = { name = child.sheet.name, columns = {}, rows = {} }
			for col, column in ipairs(child.header.columns) do out.columns[col] = { head = column.name, type = "text" } end
			by_header[child.header], sheets[#sheets + 1] = out, out
		end
		local row = {}
		for col = 1, #child.header.columns do row[col] = cell_text(child.sheet, child.row, col) or "" end
		out.rows[#out.rows + 1] = row
	end
end

function report.review(plan, path, model)
	local sheets, by_table, by_header, behind = {}, {}, {}, {}
	for _, record in ipairs(plan.held) do
		local out = by_table[record.table]
		if not out then
			out = { name = record.sheet.name ~= "" and record.sheet.name or nil, filter = true, columns = {}, rows = {}, notes = {} }
			for col, column in ipairs(record.table.columns) do
				local field = column.field and model.field(column.field)
				out.columns[col] = { head = column.name, type = field and field.type == "date" and "date" or "text" }
			end
			out.columns[#out.columns + 1] = { head = say.text "import.why" }
			by_table[record.table], sheets[#sheets + 1] = out, out
		end
		local row, why, width = {}, {}, #record.table.columns
		for col = 1, width do row[col] = cell_text(record.sheet, record.row, col) or "" end
		for _, p in ipairs(problems_of(record)) do
			why[#why + 1] = p.text
			out.notes[#out.notes + 1] = { #out.rows + 2, not p.sheet and p.col or width + 1, p.text }
		end
		row[width + 1] = table.concat(why, "；")
		out.rows[#out.rows + 1] = row
		review_children(record, behind, by_header)
	end
	table.move(behind, 1, #behind, #sheets + 1, sheets)
	grid.write(path, { title = say.choose(model.decl.title), sheets = sheets }, true) -- it may be about people
end

return report

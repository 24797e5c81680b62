--[[
The action export: records as a workbook, as text with separated fields, as JSON.

  export.run(world, model, given, words)   words: a view or a filter, as of list; given: -o FILE --csv --json --jsonl
                                           --cols COLS --edit --personal --sort FIELD; returns the exit status

The ending of FILE says the format; without one CSV goes to standard output. --edit makes a workbook that `import
--update` takes back: a hidden column says which record a row is, a hidden sheet how it was.
--]]
local document = require "govpub.document"
local file = require "govpub.file"
local grid = require "govpub.grid"
local json = require "govpub.json"
local say = require "govpub.say"
local show = require "govpub.register.show"
local values = require "govpub.register.values"

local MAX_RECORDS = 100000
local MAX_CELL = 32000 -- bytes; a workbook's cells hold some more characters

local export = {}

export.BASE = "_govpub " -- and the register: the name of the sheet that says how records were

-- --- columns

local TYPES = { date = "date", time = "time", int = "int", money = "money" }
local FIXED = { rows = true, file = true, files = true } -- nothing that a cell can hold

local function choices_of(field)
	local out = {}
	if field.type == "bool" then return { say.text "register.yes", say.text "register.no" } end
	if field.type ~= "enum" and field.type ~= "codes" then return nil end
	for i, entry in ipairs(field.values or {}) do out[i] = say.choose(entry.label or entry.code) end
	return out
end

local function is_shown(field, given)
	if values.personal(field) and not given["--personal"] then return false end
	return not (given["--edit"] and (field.calc or FIXED[field.type]))
end

local function column_of(field)
	return { field = field, head = say.choose(field.label), key = field.key, type = TYPES[field.type] or "text",
		values = choices_of(field), help = field.help and say.choose(field.help) or nil }
end

local function columns_of(model, given)
	local number = { key = "no", head = say.text "import.number", type = "text" }
	local state = { key = "state", head = say.text "import.state", type = "text" }
	local columns = { number }
	if given["--cols"] then
		columns = {}
		for word in (given["--cols"]:gsub("，", ",")):gmatch "[^,%s]+" do
			local field = model.field(word)
			local one = (word == "no" or word == number.head) and number or (word == "state" or word == state.head) and state
				or field and is_shown(field, given) and column_of(field)
			columns[#columns + 1] = one or say.fail("usage", "there is no column '%s'", word)
		end
		return columns
	end
	for _, field in ipairs(model.decl.fields) do
		if is_shown(field, given) and field.type ~= "rows" then columns[#columns + 1] = column_of(field) end
	end
	columns[#columns + 1] = state
	return columns
end

-- --- cells

-- As a workbook has it: dates, whole numbers and money stay what they are.
function export.cell(model, column, record, fields, context)
	local field = column.field
	if column.key == "no" and not field then return record.no or "" end
	if column.key == "state" and not field then
		local state = model.state(record.state)
		return state and say.choose(state.label) or record.state
	end
	local value = fields[field.key]
	if value == nil then return "" end
	if TYPES[field.type] and type(value) ~= "table" then return value end
	return values.show(field, value, context)
end

local function rows_of(model, columns, records, opened, context)
	local rows = {}
	for r, record in ipairs(records) do
		rows[r] = {}
		for i, column in ipairs(columns) do
			rows[r][i] = export.cell(model, column, record, opened[record.rid] or record.fields, context)
		end
	end
	return rows
end

-- --- a workbook

-- Rows are edited whole: those with a cell that the sheet cannot have, or not show, stay as they are.
local function is_editable(field, given)
	for _, sub in ipairs(field.rows) do
		if sub.calc or FIXED[sub.type] or values.personal(sub) and not given["--personal"] then return false end
	end
	return true
end

local function fields_of_rows(model, given)
	local list = {}
	for _, field in ipairs(model.decl.fields) do
		local whole = field.type == "rows" and not field.calc and (given["--personal"] or not values.personal(field))
		if whole and not given["--cols"] and (not given["--edit"] or is_editable(field, given)) then list[#list + 1] = field end
	end
	return list
end

-- The rows of a field stand on a sheet of their own, each with the number of its record, and its id where they are edited.
local function child_sheet(field, records, opened, context, given)
	local columns = { { head = say.text "import.number", type = "text" } }
	local sheet = { name = say.choose(field.label), filter = true, columns = columns, rows = {} }
	local subs = {}
	for _, sub in ipairs(field.rows) do
		if not values.personal(sub) or given["--personal"] then
			subs[#subs + 1] = sub
			columns[#columns + 1] = column_of(sub)
		end
	end
	for _, record in ipairs(records) do
		for _, entry in ipairs((opened[record.rid] or record.fields)[field.key] or {}) do
			local row = { record.no or "" }
			for i, sub in ipairs(subs) do
				local value = entry[sub.key]
				row[i + 1] = value == nil and "" or TYPES[sub.type] and type(value) ~= "table" and value
					or values.show(sub, value, context)
			end
			if given["--edit"] then table.insert(row, 1, record.rid) end
			sheet.rows[#sheet.rows + 1] = row
		end
	end
	if given["--edit"] then table.insert(columns, 1, { head = "_id", type = "text", hidden = true }) end
	return sheet
end

-- What stands for the rows of a field in one cell of the hidden sheet.
function export.rows_cell(rows)
	if not rows or not rows[1] then return "" end
	local text = json.encode(rows)
	return #text <= MAX_CELL and text or grid.digest(text)
end

local function column_sheet(columns)
	local out = {}
	for i, column in ipairs(columns) do
		out[i] = { head = column.head, type = column.type, values = column.values, help = column.help, hidden = column.hidden }
	end
	return out
end

-- What `import --update` compares with: each record as it is now.
local function base_sheet(model, columns, records, rows, opened, fields)
	local sheet = { name = export.BASE .. model.id, hidden = true, columns = { { head = "_id" }, { head = "_rev", type = "int" } },
		rows = {} }
	for i, column in ipairs(columns) do sheet.columns[i + 2] = { head = column.key, type = column.type } end
	for _, field in ipairs(fields) do table.insert(sheet.columns, { head = field.key, type = "text" }) end
	for r, record in ipairs(records) do
		sheet.rows[r] = table.move(rows[r], 1, #columns, 3, { record.rid, record.rev })
		for i, field in ipairs(fields) do
			sheet.rows[r][#columns + 2 + i] = export.rows_cell((opened[record.rid] or record.fields)[field.key])
		end
	end
	return sheet
end

local function write_workbook(path, model, columns, records, rows, opened, context, given)
	local title = say.choose(model.decl.title)
	local sheets, fields = {}, fields_of_rows(model, given)
	if given["--edit"] then
		sheets[2] = base_sheet(model, columns, records, rows, opened, fields)
		table.insert(columns, 1, { head = "_id", type = "text", hidden = true })
		for r, record in ipairs(records) do table.insert(rows[r], 1, record.rid) end
	end
	sheets[1] = { name = title, filter = true, columns = column_sheet(columns), rows = rows }
	for _, field in ipairs(fields) do
		local child = child_sheet(field, records, opened, context, given)
		if #child.rows > 0 or given["--edit"] then sheets[#sheets + 1] = child end
	end
	grid.write(path, { title = title, sheets = sheets }, given["--personal"])
end

-- --- text

local function write_text(path, bytes, private)
	if path then file.write(path, bytes, private) else io.write(bytes) end
end

local function csv_cell(column, value)
	if column.type ~= "money" or math.type(value) ~= "integer" then return value end
	-- a number where it says every cent; one with more digits than a double has is a text
	return math.abs(value) < 10 ^ 15 and value / 100 or ("%s%d.%02d"):format(value < 0 and "-" or "", math.abs(value) // 100, math.abs(value) % 100)
end

local function write_csv(path, columns, rows, given)
	local all = { {} }
	for i, column in ipairs(columns) do all[1][i] = column.head end
	for r, row in ipairs(rows) do
		all[r + 1] = {}
		for i, column in ipairs(columns) do all[r + 1][i] = csv_cell(column, row[i]) end
	end
	write_text(path, document.csv(all), given["--personal"])
end

local function write_json(path, world, model, records, opened, given, lines)
	local list = {}
	for i, record in ipairs(records) do
		list[i] = json.encode(show.data(world, model, record, opened[record.rid]))
	end
	write_text(path, lines and (#list > 0 and table.concat(list, "\n") .. "\n" or "") or "[" .. table.concat(list, ",\n") .. "]\n", given["--personal"])
end

-- --- the action

local FORMATS = { xlsx = true, csv = true, json = true, jsonl = true }

local function format_of(given)
	local path = given["-o"]
	local ending = path and path:lower():match "%.(%w+)$"
	local asked = given["--jsonl"] and "jsonl" or given["--json"] and "json" or given["--csv"] and "csv"
	local format = asked or ending or "csv"
	if not FORMATS[format] then say.fail("usage", "%s: files are written as .xlsx, .csv, .json or .jsonl", path) end
	if given["--edit"] and (format ~= "xlsx" or not path) then
		say.fail("usage", "--edit makes a workbook: give -o FILE.xlsx")
	end
	return format, path
end

function export.run(world, model, given, words)
	local format, path = format_of(given)
	local view = words[1] and model.view(words[1])
	if view or words[1] == "all" or words[1] == "全部" then table.remove(words, 1) end
	local filter = table.concat(words, " ")
	if view and view.where then filter = filter == "" and view.where or ("(%s) (%s)"):format(view.where, filter) end
	local records, more = world.ledger:list(world:list(model, { filter = filter ~= "" and filter or nil,
		sort = given["--sort"] or view and view.sort or nil, limit = MAX_RECORDS }))
	if more then say.fail("usage", "more than %d records are meant", MAX_RECORDS) end
	local opened = given["--personal"] and #records > 0 and show.open(world, model, records) or {}
	if given["--personal"] then -- reading is an event, and counts
		for i, record in ipairs(records) do records[i] = world.ledger:record(model.id, record.rid) end
	end
	if format == "json" or format == "jsonl" then
		write_json(path, world, model, records, opened, given, format == "jsonl")
	else
		local context = { named = function(ref) return world:named(ref) end }
		local columns = columns_of(model, given)
		local rows = rows_of(model, columns, records, opened, context)
		if format == "csv" then write_csv(path, columns, rows, given)
		else write_workbook(path, model, columns, records, rows, opened, context, given) end
	end
	if path and not given["-q"] then
		io.stderr:write(say.text("import.exported", say.shown { path = path, n = #records }), "\n")
	end
	return 0
end

return export

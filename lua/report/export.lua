--[[
A report as data for other programs.

  form.export { report = f, facts?, empty? }  → { json = VALUE, text = VALUE as JSON, rows = { { "单元格", … }, { "3.A1/总计", "3", "A1", "总计", 34 }, … } }

json: { form, agency, year, kind, published, site, contact, table2 = …, sections = { ["1"] = "plain text" }, narrative? }; the value of a cell is at
[table.json][row.json][column.json], or at [table.json][row.json] where the column has no json. A cell without a value
is null there, and is left out of rows. Sections are as they will be printed, as far as they are
written; with empty = true (a form to fill) there are none.
--]]
local cells = require "report.cells"
local narrative = require "report.narrative"
local render = require "report.render"

local export = {}

local function put(figures, path, value)
	for i = 1, #path - 1 do
		figures[path[i]] = figures[path[i]] or {}
		figures = figures[path[i]]
	end
	figures[path[#path]] = value
end

local function cell_text(cell)
	if type(cell) == "table" then return cell.text or cell.value and cells.digits(cell.value) or "" end
	return type(cell) == "number" and cells.digits(cell) or cell
end

-- the words of a section, one paragraph a line
local function plain(blocks)
	local lines = {}
	local function add(text)
		if text ~= "" then lines[#lines + 1] = text end
	end
	for _, block in ipairs(blocks) do
		if block.kind ~= "note" then add(narrative.plain(block.text)) end
		for _, item in ipairs(block.items or {}) do add(narrative.plain(item)) end
		for _, row in ipairs(block.rows or {}) do
			local words = {}
			for i, cell in ipairs(row) do words[i] = cell_text(cell) end
			add(table.concat(words, "\t"))
		end
	end
	return table.concat(lines, "\n")
end

function export.run(form, ask)
	local f = ask.report
	local data = { form = form.id, agency = f.agency, year = f.year, kind = f.kind, published = f.published,
		site = f.site, contact = f.contact,
		narrative = f.narrative }
	local rows = { { "单元格", "表", "行", "列", "数值" } }
	for _, cell in ipairs(cells.list(form)) do
		local value = f.cells[cell.id]
		put(data, cell.json, value == nil and json.null or value)
		if type(value) == "boolean" then value = value and "是" or "否" end
		if value ~= nil then table.insert(rows, { cell.id, cell.table, cell.row, cell.column, value }) end
	end
	for _, section in ipairs(ask.empty and {} or form.sections) do
		local own = f.texts and f.texts[section.id]
		if own or section.preset and not f.outside then
			data.sections = data.sections or {}
			data.sections[section.id] = plain(render.text(section,
				{ form = form, report = f, section = section.id, draft = true, facts = ask.facts }))
		end
	end
	return { json = data, text = json.encode(data), rows = rows }
end

return export

--[[
A report as data, from a document that somebody else wrote or filled in.

  read.run(form, { document = DOC })  web page, Word file, workbook: figures by their labels, and all text
  read.run(form, { text = DOC })      only the text: an office's narrative
  read.run(form, { json = VALUE })    figures[table.json][row.json][column.json], and agency, year, kind, published,
                                      narrative, sections (plain text by id); read as a report from outside
  with year (when the document tells none) and outside (true: published by somebody else)  → f

f = { form, year, agency, kind = "department"|"government", published = "2026-01-20", outside = true|nil,
      site, contact (where the report can be had, whom to ask: for its preamble),
      cells = { [id] = value }, at = { [id] = "三!C5" }, as_text = { [id] = true: a workbook's number kept as text }, texts = { [section] = { BLOCK } }, headings = { … },
      form_numbers = { … }, narrative = { [key] = number },
      problems = { { code, cell, at, text, want } } }   codes: report.match, "missing-row" (want = its label),
                                                  "not-a-date" and "not-a-kind" (without a cell)
--]]
local cells = require "report.cells"
local dates = require "report.dates"
local grid = require "report.grid"
local labels = require "report.labels"
local match = require "report.match"
local prose = require "report.prose"
local value = require "report.value"

local read = {}

local function last(path) return path[#path] end

-- Rows of a table that was found, but not they.
local function missing_rows(form, out)
	for _, tab in ipairs(form.tables) do
		local lost, some = {}, false
		for _, part in ipairs(tab.parts) do
			for _, row in ipairs(part.rows) do
				local place = tab.id .. "." .. row.id
				if out.seen[place] then
					some = true
				else
					lost[#lost + 1] = { code = "missing-row", cell = place .. "/" .. part.columns[1].id, want = last(row.label) }
				end
			end
		end
		if some then table.move(lost, 1, #lost, #out.problems + 1, out.problems) end
	end
end

local about = { ["机关名称"] = "agency", ["填报单位"] = "agency", ["单位名称"] = "agency", ["年度"] = "year", ["单位类型"] = "kind",
	["网址"] = "site", ["联系方式"] = "contact", agency = "agency", year = "year", kindofoffice = "kind" }
local kinds = { ["部门"] = "department", ["政府部门"] = "department", ["政府"] = "government", ["人民政府"] = "government",
	department = "department", government = "government" }

-- What the first sheet of the form to fill says of the office.
local function read_about(grids, out, f)
	for _, g in ipairs(grids) do
		for r = 1, out.used[g] and 0 or math.min(g.rows, 100) do
			for c = 1, g.cols - 1 do
				local name, cell = nil, g[r][c + 1]
				for _, key in ipairs(g[r][c] and g[r][c].keys or {}) do name = name or about[key] end
				if name and cell and cell ~= g[r][c] and not cell.blank then
					if name == "year" then
						f.year = f.year or math.tointeger(cell.number) or math.tointeger(value.number((cell.text:gsub("年.*$", ""))))
					elseif name == "kind" then
						local kind = kinds[labels.short(cell.text)]
						if not kind then table.insert(f.problems, { code = "not-a-kind", at = cell.at, text = cell.text }) end
						f.kind = f.kind or kind
					else
						f[name] = f[name] or cell.text:match "^%s*(.-)%s*$"
					end
				end
			end
		end
	end
end

local function finish(form, f, ask)
	f.form = form.id
	f.year = f.year or ask.year
	if not f.kind and f.agency and f.agency:find "人民政府$" then f.kind = "government" end
	return f
end

-- What stands in a table of one column is no table: a workbook keeps its text so, one paragraph a row.
local function is_narrow(block)
	if block.kind ~= "table" then return false end
	for _, row in ipairs(block.rows) do
		if #row > 1 then return false end
	end
	return true
end

local function unfold(blocks)
	local list, sheets = {}, nil
	for _, block in ipairs(blocks) do
		if is_narrow(block) then
			for _, row in ipairs(block.rows) do
				local cell = type(row[1]) == "table" and row[1] or { text = row[1] }
				local sheet, above = (cell.at or ""):match "^(.*)!", list[#list]
				if sheet and above and above.kind == "heading" and above.text == sheet then list[#list] = nil end
				sheets = sheets or sheet ~= nil
				if type(cell.text) == "string" and cell.text:find "%S" then
					-- the two blanks at its beginning are how a workbook indents
					list[#list + 1] = { kind = "paragraph", text = (cell.text:gsub("^\u{3000}\u{3000}", "")) }
				end
			end
		else
			list[#list + 1] = block
		end
	end
	return list, sheets
end

local function from_document(form, ask)
	local document = { title = ask.document.title, date = ask.document.date, author = ask.document.author }
	document.blocks, document.sheets = unfold(ask.document.blocks)
	local f = { cells = {}, at = {}, as_text = {}, problems = {}, outside = ask.outside or nil }
	local out = { cells = f.cells, at = f.at, as_text = f.as_text, problems = f.problems }
	local grids, of_block = {}, {}
	for _, block in ipairs(document.blocks) do
		if block.kind == "table" then
			grids[#grids + 1] = grid.expand(block, "表" .. #grids + 1)
			of_block[block] = grids[#grids]
		end
	end
	match.tables(form, grids, out)
	missing_rows(form, out)
	prose.read(form, document, f, function(block)
		return of_block[block] ~= nil and out.used[of_block[block]] == true
	end)
	read_about(grids, out, f)
	return finish(form, f, ask)
end

-- An office's own text, without the guidance that report.template put into block quotations.
local function from_text(form, ask)
	local own = { title = ask.text.title, date = ask.text.date, blocks = {} }
	for _, block in ipairs(ask.text.blocks) do
		if block.kind ~= "note" then table.insert(own.blocks, block) end
	end
	local f = { cells = {}, at = {}, problems = {}, outside = ask.outside or nil }
	prose.read(form, own, f, function() return false end)
	return finish(form, f, ask)
end

local function scalar(v, kind)
	return type(v) == kind and v or nil
end

-- What stands in JSON for a cell, in words; null is absent.
local function take(f, cell, v)
	if v == nil or v == json.null then return end
	local found, code = value.take(cell, v)
	f.cells[cell.id] = found
	if code then
		local text = type(v) == "table" and "[…]" or tostring(math.tointeger(v) or v)
		f.problems[#f.problems + 1] = { code = code, cell = cell.id, text = text }
	end
end

-- A word of JSON about the report, read by `to`; one that it does not know is a problem.
local function word(f, v, to, code)
	if type(v) ~= "string" or v == "" then return nil end
	local found = to(v)
	if found == nil then f.problems[#f.problems + 1] = { code = code, text = v } end
	return found
end

local function from_json(form, ask)
	local figures = ask.json
	if type(figures) ~= "table" then error "the report is no JSON object" end
	local f = { cells = {}, at = {}, problems = {}, agency = scalar(figures.agency, "string"),
		year = scalar(figures.year, "number"),
		site = scalar(figures.site, "string"), contact = scalar(figures.contact, "string") }
	if ask.outside ~= false then f.outside = true end
	f.kind = word(f, figures.kind, function(s) return kinds[s] end, "not-a-kind")
	f.published = word(f, figures.published, dates.first, "not-a-date")
	for _, cell in ipairs(cells.list(form)) do
		local v = figures
		for _, key in ipairs(cell.json) do
			if type(v) ~= "table" then v = {} end
			v = v[key]
		end
		take(f, cell, v)
	end
	f.year = f.year and math.tointeger(f.year)
	if type(figures.narrative) == "table" then
		f.narrative = {}
		for key, v in pairs(figures.narrative) do f.narrative[key] = type(v) == "number" and (math.tointeger(v) or v) or nil end
	end
	if type(figures.sections) == "table" then
		f.texts = {}
		for id, s in pairs(figures.sections) do
			if type(s) == "string" and s ~= "" then f.texts[tostring(id)] = { { kind = "paragraph", text = s } } end
		end
	end
	return finish(form, f, ask)
end

function read.run(form, ask)
	if ask.json ~= nil then return from_json(form, ask) end
	if ask.text then return from_text(form, ask) end
	return from_document(form, ask)
end

return read

--[[
The whole report as a document (core/base/document.h): title, preamble, sections, tables.

  form.render { report = f, draft = bool?, language = "zh"|"en", footer?, date?,
                facts = { site = "www.…", contact = "…" }?, gaps = { }? }
  render.gaps(form, ask)         what a finished report must say and this one does not: gaps of report.narrative

A report is written in Chinese; `language` is that of the errors. A section that the office has not written takes the
form's own text (`preset`) where there is one. What a report must have and has not is an error; in a draft the place
says so. Block quotations (notes) in an office's text are guidance to whoever writes it and are left out.
A total carries its sum only where it is right: a wrong one is printed as it is, and the check finds it.
--]]
local cells = require "report.cells"
local layout = require "report.layout"
local narrative = require "report.narrative"
local words = require "report.words"

local render = {}

local LINE <const> = 20 -- characters of a title on one line of A4

local function adds_up(f, cell)
	local value = f.cells[cell.id]
	local total = cell.sum and type(value) == "number" and cells.total(f, cell.sum, cell)
	return total and total == cells.exact(value, cell)
end

-- the cell of a value, as a document has it
local function value_cell(form, f, id)
	local cell, value = cells.get(form, id), f.cells[id]
	local out = { id = id, align = cell.type == "text" and "start" or "center" }
	if type(value) == "number" then
		out.value, out.text = value, cells.digits(value)
		if adds_up(f, cell) then out.sum = cell.sum end
	elseif type(value) == "boolean" then
		out.text = value and "是" or "否"
	else
		out.text = value or ""
	end
	return out
end

function render.table(form, f, tab)
	return layout.table(tab, { fill = function(id) return value_cell(form, f, id) end })
end

local function section_table(form, f, section)
	for _, tab in ipairs(form.tables) do
		if tab.id == section.table then return render.table(form, f, tab) end
	end
end

-- an office's own blocks as they stand in a section; its highest heading stands right below the section's
local function own_blocks(list)
	local blocks, highest = {}, math.huge
	for _, block in ipairs(list) do
		if block.kind == "heading" then highest = math.min(highest, block.level or 2) end
	end
	for _, block in ipairs(list) do
		local copy = {}
		for key, value in pairs(block) do copy[key] = value end
		if copy.kind == "heading" then copy.level = math.min(6, (copy.level or 2) - highest + 2) end
		if copy.kind == "paragraph" and copy.indent == nil then copy.indent = true end
		if copy.kind ~= "note" and copy.kind ~= "title" then blocks[#blocks + 1] = copy end
	end
	return blocks
end

local function preset_blocks(section)
	local blocks = {}
	for i, text in ipairs(section.preset or {}) do blocks[i] = { kind = "paragraph", text = text, indent = true } end
	return blocks
end

-- Whether the heading at `at` has nothing under it: the next block is none, or a heading as high or higher.
local function is_bare(blocks, at)
	local block, after = blocks[at], blocks[at + 1]
	if block.kind ~= "heading" then return false end
	return not after or after.kind == "heading" and after.level <= block.level
end

-- The headings of an office's blocks that nothing was written under, as strings.
function render.bare(list)
	local blocks, bare = own_blocks(list), {}
	for i, block in ipairs(blocks) do
		if is_bare(blocks, i) then bare[#bare + 1] = narrative.plain(block.text) end
	end
	return bare
end

-- A draft says what is missing under a heading; otherwise nothing may be.
local function with_gaps(blocks, context)
	local result = {}
	for i, block in ipairs(blocks) do
		result[#result + 1] = block
		if is_bare(blocks, i) then
			local heading = narrative.plain(block.text)
			narrative.gap(context, "section-empty", { heading = heading })
			result[#result + 1] = { kind = "paragraph", text = "【待填：" .. heading .. "】", indent = true }
		end
	end
	return result
end

-- The blocks of a section's text, bound; none where nothing has to be said.
function render.text(section, context)
	local blocks = with_gaps(own_blocks(context.report.texts and context.report.texts[section.id] or {}), context)
	if not blocks[1] then blocks = preset_blocks(section) end
	if not blocks[1] and section.text then
		narrative.gap(context, "section-empty", { heading = section.heading or section.id, whole = true })
		blocks = { { kind = "paragraph", text = "【待填：" .. (section.heading or section.id) .. "】", indent = true } }
	end
	return narrative.blocks(blocks, context)
end

local function title(form, f, ask)
	return (form.heading:gsub("{(%l+)}", function(name)
		local value = f[name]
		if value ~= nil and value ~= "" then return tostring(value) end
		if name ~= "agency" and name ~= "year" then return nil end
		narrative.gap(ask, "title-missing", { what = words.text(ask.language, name) })
		return "【待填：" .. words.text("zh", name) .. "】"
	end))
end

-- A title that is too long for a line is set on two, the organ on the first (GB/T 9704-2012, 7.3.1: by its sense).
local function two_lines(heading, agency)
	if not agency or (utf8.len(heading) or 0) <= LINE or heading:sub(1, #agency) ~= agency then return heading end
	return agency .. "\n" .. heading:sub(#agency + 1)
end

function render.run(form, ask)
	local f = ask.report
	local heading = title(form, f, ask)
	local blocks = { { kind = "title", text = two_lines(heading, f.agency) } }
	for _, section in ipairs(form.sections) do
		if section.heading then table.insert(blocks, { kind = "heading", text = section.heading, level = 1 }) end
		local context = { form = form, report = f, section = section.id, draft = ask.draft, language = ask.language,
			facts = ask.facts, gaps = ask.gaps }
		local text = render.text(section, context)
		table.move(text, 1, #text, #blocks + 1, blocks)
		if section.table then table.insert(blocks, section_table(form, f, section)) end
	end
	return { title = heading, language = "zh", author = f.agency, date = ask.date or f.published, footer = ask.footer,
		draft = ask.draft and true or nil, blocks = blocks }
end

-- A generator's own render function is asked as well: it may say more than the form's text, or less.
function render.gaps(form, ask)
	local gaps = {}
	form.render { report = ask.report, draft = true, language = ask.language, facts = ask.facts or {}, gaps = gaps }
	return gaps
end

return render

--[[
How far a report is: what is filled and what is missing.

  form.status { report = f?, facts?, language? }  → { cells = n, filled = n, missing = { ids }, named = { … },
                                   sections = { { id, heading, empty = bool, bare = { headings } }, … },
                                   gaps = { sentences } }

named: the missing cells in words. sections: those with text; bare: headings in them that nothing was
written under. gaps: what else the text lacks or has wrong, in words.
--]]
local cells = require "report.cells"
local render = require "report.render"

local status = {}

local function has_text(f, section)
	for _, block in ipairs(f.texts and f.texts[section.id] or {}) do
		if block.kind ~= "note" and block.kind ~= "heading" and block.kind ~= "title" then return true end
	end
	return section.preset ~= nil
end

-- A workbook has its sums, all 0, before anything else.
local function is_filled(form, f, cell)
	if f.cells[cell.id] == nil then return false end
	for _, part in ipairs(cell.sum or {}) do
		if not is_filled(form, f, cells.get(form, part)) then return false end
	end
	return true
end

function status.run(form, ask)
	local f = ask.report or { cells = {} }
	local result = { cells = 0, filled = 0, missing = {}, named = {}, sections = {}, gaps = {} }
	for _, cell in ipairs(cells.list(form)) do
		result.cells = result.cells + 1
		if is_filled(form, f, cell) then
			result.filled = result.filled + 1
		elseif not cell.optional then
			table.insert(result.missing, cell.id)
			table.insert(result.named, cells.words(form, cell.id, ask.language))
		end
	end
	for _, section in ipairs(form.sections) do
		if section.text or section.preset then
			table.insert(result.sections, { id = section.id, heading = section.heading, empty = not has_text(f, section),
				bare = render.bare(f.texts and f.texts[section.id] or {}) })
		end
	end
	for _, gap in ipairs(render.gaps(form, { report = f, facts = ask.facts, language = ask.language })) do
		if gap.id ~= "binding-empty" and not gap.whole then table.insert(result.gaps, gap.text) end
	end
	return result
end

return status

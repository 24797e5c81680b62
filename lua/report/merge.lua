--[[
Several readings of one report as one: the figures from a workbook, the text from Markdown.

  merge.run(form, { reports = { f, … } }) → f   (report.read); what comes later wins
      problems added:  "conflict"       a cell that an earlier report gives another value; text = that value
                       "another-year"   a report of another year; text = that year
--]]
local cells = require "report.cells"

local merge = {}

local plain = { "year", "agency", "kind", "published", "site", "contact", "headings", "outside" }

local function printed(v)
	return type(v) == "number" and cells.digits(v) or tostring(v)
end

local function add_cells(f, other)
	for id, v in pairs(other.cells or {}) do
		if f.cells[id] ~= nil and f.cells[id] ~= v then
			f.problems[#f.problems + 1] = { code = "conflict", cell = id, at = f.at[id], text = printed(f.cells[id]) }
		end
		f.cells[id] = v
		f.at[id] = other.at and other.at[id]
		f.as_text[id] = other.as_text and other.as_text[id]
	end
	for id, at in pairs(other.at or {}) do f.at[id] = at end
end

function merge.run(form, ask)
	local f = { form = form.id, cells = {}, at = {}, as_text = {}, texts = {}, form_numbers = {}, problems = {} }
	local known = {}
	for _, other in ipairs(ask.reports or {}) do
		if f.year and other.year and f.year ~= other.year then
			f.problems[#f.problems + 1] = { code = "another-year", text = tostring(f.year) }
		end
		table.move(other.problems or {}, 1, #(other.problems or {}), #f.problems + 1, f.problems)
		add_cells(f, other)
		for id, blocks in pairs(other.texts or {}) do f.texts[id] = blocks end
		for _, number in ipairs(other.form_numbers or {}) do
			if not known[number] then
				known[number] = true
				f.form_numbers[#f.form_numbers + 1] = number
			end
		end
		for key, v in pairs(other.narrative or {}) do
			f.narrative = f.narrative or {}
			f.narrative[key] = v
		end
		for _, key in ipairs(plain) do
			if other[key] ~= nil then f[key] = other[key] end
		end
	end
	table.sort(f.problems, function(a, b)
		if (a.cell or "") ~= (b.cell or "") then return (a.cell or "") < (b.cell or "") end
		if a.code ~= b.code then return a.code < b.code end
		return (a.text or "") < (b.text or "")
	end)
	return f
end

return merge

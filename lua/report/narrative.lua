--[[
Figures in sentences: {{3.一/总计}} in a text is replaced by what stands in that cell.

  narrative.blocks(blocks, context)   a copy of document blocks with every binding replaced
  narrative.fill(text, context)       the same of one TEXT (string, or list of runs)
  narrative.plain(text)               a TEXT as one string
  narrative.gap(context, id, params)  what is missing (report.words); params.whole: all of a section, params.cell
  context = { form, report = f, section = "1", draft, language, facts = { site = …, contact = … },
              gaps = { { id, section, text, whole, cell } }? }   given: what is missing is noted there and no error

Besides cells there are facts: 机关名称 (agency), 年度 (year), 网址 (site), 联系方式 (contact). A binding may
begin in one run and end in another; what replaces it looks as its first brace does. What names no cell, an
empty cell or a fact that was not given is an error; in a draft it becomes 【待填：…】.
--]]
local cells = require "report.cells"
local words = require "report.words"

local narrative = {}

local facts = { ["机关名称"] = "agency", ["年度"] = "year", ["网址"] = "site", ["联系方式"] = "contact",
	agency = "agency", year = "year", site = "site", contact = "contact" }

-- for messages: a brace that was closed much later must not fill the screen
local function short(name)
	local limit = utf8.len(name) and utf8.offset(name, 60)
	return limit and name:sub(1, limit - 1) .. "…" or name:sub(1, 240)
end

local function missing(context, id, binding, params)
	params.section, params.binding = words.section(context.language, context.form, context.section), short(binding)
	narrative.gap(context, id, params)
	return "【待填：" .. binding .. "】"
end

-- What has to be said and is not: noted where gaps are looked for, passed over in a draft, else an error.
function narrative.gap(context, id, params)
	if context.gaps then
		table.insert(context.gaps, { id = id, section = context.section, whole = params.whole, cell = params.cell,
			text = words.text(context.language, id, params) })
	elseif not context.draft then
		words.fail(context.language, id, params)
	end
end

local function printed(value)
	if type(value) == "number" then return cells.digits(value) end
	if type(value) == "boolean" then return value and "是" or "否" end
	return value
end

local function value_of(binding, context)
	local name = binding:gsub("^%s+", ""):gsub("%s+$", "")
	local fact = facts[name]
	if fact then
		local value = context.facts and context.facts[fact]
		if value == nil then value = context.report[fact] end
		if value == nil or value == "" then return missing(context, "fact-missing", name, {}) end
		return printed(value)
	end
	local cell, why = cells.find(context.form, name, context.language == "en" and "en" or "zh")
	if not cell then return missing(context, "binding-unknown", name, { why = why }) end
	local value = context.report.cells[cell.id]
	if value == nil then return missing(context, "binding-empty", name, { cell = cell.id }) end
	return printed(value)
end

-- the bindings of a string in order: { from, to, name }
local function bindings(s, context)
	local found, at = {}, 1
	while true do
		local from = s:find("{{", at, true)
		if not from then return found end
		local to, another = s:find("}}", from + 2, true), s:find("{{", from + 2, true)
		if to and to < (another or #s + 1) then
			found[#found + 1] = { from = from, to = to + 1, name = s:sub(from + 2, to - 1) }
			at = to + 2
		else
			local tail = s:sub(from, (utf8.offset(s, 20, from) or #s + 1) - 1)
			narrative.gap(context, "binding-open", { text = tail,
				section = words.section(context.language, context.form, context.section) })
			at = another or #s + 1
		end
	end
end

local function text_of(run) return type(run) == "table" and run.text or run end

local function styled(run, text)
	if type(run) ~= "table" then return text end
	return { text = text, bold = run.bold, href = run.href }
end

function narrative.plain(text)
	if type(text) ~= "table" then return text or "" end
	local pieces = {}
	for i, run in ipairs(text) do pieces[i] = text_of(run) end
	return table.concat(pieces)
end

-- what run [from, to] of the whole text becomes: its own letters, and the values of bindings that begin in it
local function run_filled(whole, from, to, found, first, context)
	local pieces, at, i = {}, from, first
	while found[i] and found[i].from <= to do
		local binding = found[i]
		if binding.from >= from then
			pieces[#pieces + 1] = whole:sub(at, binding.from - 1)
			pieces[#pieces + 1] = value_of(binding.name, context)
		end
		at = binding.to + 1
		if binding.to > to then break end
		i = i + 1
	end
	if at <= to then pieces[#pieces + 1] = whole:sub(at, to) end
	return table.concat(pieces), i
end

function narrative.fill(text, context)
	local whole = narrative.plain(text)
	local found = bindings(whole, context)
	if not found[1] then return text end
	if type(text) == "string" then return (run_filled(whole, 1, #whole, found, 1, context)) end
	local runs, from, first = {}, 1, 1
	for _, run in ipairs(text) do
		local to = from + #text_of(run) - 1
		local filled
		filled, first = run_filled(whole, from, to, found, first, context)
		if filled ~= "" then runs[#runs + 1] = styled(run, filled) end
		from = to + 1
	end
	return runs
end

local function filled_cell(cell, context)
	if type(cell) == "string" then return narrative.fill(cell, context) end
	if type(cell) ~= "table" or not cell.text then return cell end
	local copy = {}
	for key, value in pairs(cell) do copy[key] = value end
	copy.text = narrative.fill(cell.text, context)
	return copy
end

local function each(list, change, context)
	local copy = {}
	for i, item in ipairs(list) do copy[i] = change(item, context) end
	return copy
end

local function filled_block(block, context)
	local copy = {}
	for key, value in pairs(block) do copy[key] = value end
	if block.text then copy.text = narrative.fill(block.text, context) end
	if block.items then copy.items = each(block.items, narrative.fill, context) end
	if block.rows then
		copy.rows = each(block.rows, function(row) return each(row, filled_cell, context) end)
	end
	return copy
end

function narrative.blocks(blocks, context) return each(blocks, filled_block, context) end

return narrative

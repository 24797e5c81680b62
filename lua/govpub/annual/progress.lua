--[[
annual-report status, cell and list: how far a report is, what one cell means, which forms there are.
--]]
local folder = require "govpub.folder"
local input = require "govpub.annual.input"
local json = require "govpub.json"
local packs = require "govpub.declared.packs"
local say = require "govpub.say"

local progress = {}

local NAMED = 5 -- missing cells that are named; the rest are counted

local function noon(date)
	local y, m, d = date:match "^(%d+)-(%d+)-(%d+)$"
	return os.time { year = tonumber(y), month = tonumber(m), day = tonumber(d), hour = 12 }
end

-- Calendar days from one date to another, negative when the other has passed.
local function days_between(from, to)
	return math.floor((noon(to) - noon(from)) / 86400 + 0.5)
end

-- A government's report covers its departments and so is due later; who says nothing is a department.
local function due_of(form, f, year)
	local due = form.declared.due
	local day = due and (due[f and f.kind or "department"] or due.department)
	return day and ("%d-%s"):format(year + 1, day)
end

local function gather(forms, form, where)
	local f, paths = input.own(forms, form, where)
	f = f or { form = form.id, year = where.year, cells = {}, texts = {} }
	f.agency = f.agency or where.agency
	local state = forms:call(form, "status", { report = f, language = say.language,
		facts = { site = f.site or where.site, contact = f.contact } })
	state.option = forms.option(form)
	state.form, state.year, state.figures = form.id, where.year, paths[1]
	state.expected = folder.join(input.folder(where.dir, where.year), forms:figures_of(form, where.year).id .. ".xlsx")
	state.due = due_of(form, f, where.year)
	state.days = state.due and days_between(where.today, state.due)
	return state
end

local function empty_sections(state)
	local names = {}
	for _, section in ipairs(state.sections or {}) do
		if section.empty then names[#names + 1] = section.heading or section.id end
	end
	return names
end

local function is_open(state)
	return not state.figures or #(state.missing or {}) > 0 or #empty_sections(state) > 0 or #(state.gaps or {}) > 0
end

local function show(state)
	say.line("report.status-head", { form = state.form, year = state.year })
	if state.due then
		say.line(state.days < 0 and "report.status-late" or "report.status-due",
			{ due = state.due, days = math.abs(state.days) })
	end
	if not state.figures then
		say.line("report.status-none", { year = state.year, form = state.option, path = state.expected })
		return
	end
	say.line("report.status-cells", { filled = state.filled, cells = state.cells, path = state.figures })
	local missing = state.missing or {}
	if #missing > 0 then
		local named = table.concat(state.named, say.language == "zh" and "；" or "; ", 1, math.min(#missing, NAMED))
		say.line(#missing > NAMED and "report.status-missing-more" or "report.status-missing", { named = named, n = #missing })
	end
	for _, heading in ipairs(empty_sections(state)) do say.line("report.status-section", { heading = heading }) end
	for _, gap in ipairs(state.gaps or {}) do say.line("report.status-text", { text = gap }) end
	if not is_open(state) then say.line "report.status-complete" end
end

-- where = { dir, agency, site, year, today, forms, json }
function progress.status(forms, where)
	local states, open = {}, false
	for _, form in ipairs(where.forms) do
		local state = gather(forms, form, where)
		states[#states + 1] = state
		open = open or is_open(state)
	end
	if where.json then
		for _, state in ipairs(states) do state.option, state.expected = nil, nil end
		print(json.encode { schema = 1, today = where.today, reports = states })
	else
		for _, state in ipairs(states) do show(state) end
	end
	return open and 1 or 0
end

function progress.cell(forms, form, where)
	local f = input.own(forms, form, where)
	local cell = forms:call(form, "cell", { report = f, cell = where.cell, language = say.language })
	if cell.unknown then say.fail("notfound", "%s", cell.unknown) end
	if where.json then
		print(json.encode(cell))
		return
	end
	say.line("report.cell", { id = cell.called, label = type(cell.label) == "table" and table.concat(cell.label, "，") or cell.label })
	say.line("report.cell-value", { value = cell.value == nil and say.text "report.cell-empty" or tostring(cell.value) })
	if cell.hint then say.line("report.cell-hint", { hint = cell.hint }) end
	if cell.basis then say.line("report.cell-basis", { basis = cell.basis }) end
	if cell.sum then say.line("report.cell-sum", { sum = table.concat(cell.sum_called, " + ") }) end
	if #cell.sums > 0 then say.line("report.cell-sums", { sums = table.concat(cell.sums_called, " ") }) end
end

function progress.list(forms, as_json)
	local rows = {}
	for _, form in ipairs(forms:all()) do
		local d = form.declared
		rows[#rows + 1] = { id = form.id, title = d and say.choose(d.title), series = d and d.series, years = d and d.years,
			basis = d and d.form and d.form.number, mark = d and d.form and d.form.mark, shipped = form.shipped, overrides = form.overrides,
			broken = form.broken, pack = packs.data(form.pack), words = form.pack and packs.origin(form) }
	end
	for _, form in ipairs(forms.unused) do
		rows[#rows + 1] = { id = form.id, shipped = false, overrides = false, broken = form.problem, pack = packs.data(form.pack),
			words = packs.origin(form) }
	end
	if as_json then
		for _, row in ipairs(rows) do row.words = nil end
		print(json.encode { schema = 1, forms = rows })
		return
	end
	for _, row in ipairs(rows) do
		if row.broken then
			say.line("report.list-broken", { id = row.id, why = row.broken })
		else
			local years = row.years[2] and ("%d–%d"):format(row.years[1], row.years[2]) or ("%d–"):format(row.years[1])
			say.line("report.list-form", { id = row.id, title = row.title, years = years, basis = row.basis or "" })
			if row.overrides and not row.pack then say.line "report.list-overrides" end
			if row.mark == "M" then say.line "report.list-unverified" end
		end
		if row.words then say.line("declared.list-from", { origin = row.words }) end
	end
end

return progress

--[[
annual-report check: a published report, or one about to be, against its form and its law.
--]]
local document = require "govpub.document"
local findings = require "govpub.annual.findings"
local input = require "govpub.annual.input"
local json = require "govpub.json"
local say = require "govpub.say"

local check = {}

-- Which year and form it is of: as told, else as the file says itself.
local function read(forms, where)
	local form = where.form and forms:named(where.form)
	local any = form or forms:of_year(where.year or where.newest, where.series)
	local f = input.report(forms, any, where.name, { outside = true, year = where.year })
	if where.year then f.year = where.year end
	if form or where.year then return f, any end
	if not f.year then say.fail("usage", "%s: it does not say of which year it is; tell it with --year", where.name) end
	local right = forms:of_year(f.year, where.series)
	if right.id == any.id then return f, any end
	return input.report(forms, right, where.name, { outside = true, year = f.year }), right
end

local function filled(list)
	return list and next(list) ~= nil and list or nil
end

-- Table 2 differs from form to form: where this one finds nothing of it, the form that does is the one that was used.
local function note_tables(forms, form, f, where)
	local function finds(report)
		for id in pairs(report.cells) do
			if id:find "^2%." then return true end
		end
		return false
	end
	if finds(f) then return end
	for _, other in ipairs(forms:all()) do
		if other ~= form and other.declared and other.declared.series == form.declared.series
			and finds(input.report(forms, other, where.name, { outside = true, year = f.year })) then
			f.tables_of = other.declared.form.number
		end
	end
end

local function encode(name, f, form, list)
	local web = name:find "^https?://" ~= nil
	for _, finding in ipairs(list) do
		finding.where = { file = not web and name or nil, url = web and name or nil, cells = filled(finding.cells),
			at = filled(finding.at) }
		finding.cells, finding.at, finding.params = nil, nil, filled(finding.params)
	end
	return json.encode { schema = 1, file = name, form = form.id, year = f.year, agency = f.agency, overridden = form.overrides,
		findings = list, protection = document.protection() }
end

-- where = { name, form, year, newest, series, last, today, json, least }
function check.report(forms, where)
	local f, form = read(forms, where)
	note_tables(forms, form, f, where)
	local last = where.last and input.last(forms, form, f.year, where.last)
	local list = forms:call(form, "check", { report = f, last = last, today = where.today, language = say.language })
	if where.json then
		print(encode(where.name, f, form, list))
		return findings.status(list, where.least)
	end
	say.line("report.checked", { name = where.name, year = f.year or "?", agency = f.agency or "?", form = form.id })
	local level = document.protection()
	if level ~= "full" then say.line("report.protection", { level = level }) end
	if form.overrides then say.line("report.overridden", { path = form.path }) end
	findings.print(list, io.stdout)
	print(findings.summary(list))
	return findings.status(list, where.least)
end

return check

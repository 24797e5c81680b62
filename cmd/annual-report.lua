--[[
annual-report - makes the yearly report from figures, and checks any published one.
--]]
local folder = require "govpub.folder"
local forms_module = require "govpub.annual.forms"
local options = require "govpub.options"
local say = require "govpub.say"

local formats = { html = true, docx = true, xlsx = true, pdf = true, md = true, json = true, csv = true }
local USAGE = [[
govpub annual-report [make] YEAR [-C DIR] [-o FILE] [--draft] [--figures FILE] [--form FORM]
                            [--format html|docx|xlsx|pdf|md|json|csv] [--lang LANG]
                            [--last FILE|URL] [--sample FILE] [--text FILE] [--today DATE]
       govpub annual-report make --template YEAR [-C DIR] [--form FORM] [--format xlsx|json]
       govpub annual-report check FILE|URL [-C DIR] [--fail-on SEVERITY] [--form FORM] [--json]
                            [--last FILE|URL] [--today DATE] [--year YEAR]
       govpub annual-report status [YEAR] [-C DIR] [--form FORM] [--json] [--today DATE]
       govpub annual-report cell CELL [YEAR] [-C DIR] [--form FORM] [--json]
       govpub annual-report list [-C DIR] [--json] ]]

-- Words that the actions take, apart from -C, --form, --lang: the others are refused.
local allowed = {
	make = { "-o", "--draft", "--figures", "--format", "--last", "--sample", "--template", "--text", "--today" },
	check = { "--fail-on", "--json", "--last", "--today", "--year" },
	status = { "--json", "--today" },
	cell = { "--json" },
	list = { "--json" },
}
local actions = {}
local chinese = { ["编制"] = "make", ["检查"] = "check", ["状态"] = "status", ["单元格"] = "cell", ["列表"] = "list" }

local function year_of(word, what)
	local year = word and word:match "^%d%d%d%d$" and tonumber(word)
	if not year or year < 1950 then say.fail("usage", "%s: '%s' is no year; write it like 2025", what, word or "") end
	return year
end

local function today_of(word)
	if not word then return os.date("!%Y-%m-%d", os.time() + 8 * 3600) end -- all dates are those of UTC+8
	local y, m, d = word:match "^(%d%d%d%d)-(%d%d)-(%d%d)$"
	local read = y and os.date("%Y-%m-%d", os.time { year = tonumber(y), month = tonumber(m), day = tonumber(d), hour = 12 })
	if read ~= word then say.fail("usage", "--today: '%s' is no date; write it like 2026-01-31", word) end
	return word
end

local function refuse_others(given, action)
	local known = { ["-C"] = true, ["--form"] = true, ["--lang"] = true }
	for _, name in ipairs(allowed[action]) do known[name] = true end
	for name in pairs(given) do
		if not known[name] then say.fail("usage", "annual-report %s does not take %s", action, name) end
	end
end

local function form_of(forms, given, year)
	return given["--form"] and forms:named(given["--form"]) or forms:of_year(year, "foi")
end

-- The last year that has ended.
local function last_year(today)
	return tonumber(today:sub(1, 4)) - 1
end

function actions.make(forms, office, given, operands)
	local make = require "govpub.annual.make"
	local year, format = year_of(operands[1], "annual-report"), given["--format"] or "docx"
	if operands[2] then say.fail("usage", "annual-report: '%s' is too much", operands[2]) end
	if not formats[format] then
		say.fail("usage", "--format: '%s' is none of html docx xlsx pdf md json csv", format)
	end
	local where = { dir = office.dir, agency = office.name, site = office.site, year = year, format = format, out = given["-o"],
		draft = given["--draft"], figures = given["--figures"], text = given["--text"], last = given["--last"],
		sample = given["--sample"], today = today_of(given["--today"]) }
	local form = form_of(forms, given, year)
	if given["--template"] then return make.template(forms, form, where, given["--format"]) end
	return make.report(forms, form, where)
end

function actions.check(forms, _, given, operands)
	if #operands ~= 1 then say.fail("usage", "check which report? Give a file or an address") end
	local today, least = today_of(given["--today"]), given["--fail-on"]
	if least and least ~= "error" and least ~= "warning" and least ~= "info" then
		say.fail("usage", "--fail-on: '%s' is none of error, warning, info", least)
	end
	return require("govpub.annual.check").report(forms, { name = operands[1], form = given["--form"],
		year = given["--year"] and year_of(given["--year"], "--year"), newest = last_year(today), series = "foi",
		last = given["--last"], today = today, json = given["--json"], least = least })
end

function actions.status(forms, office, given, operands)
	local today = today_of(given["--today"])
	local year = operands[1] and year_of(operands[1], "annual-report") or last_year(today)
	local chosen = {}
	if given["--form"] then
		chosen[1] = forms:named(given["--form"])
	else
		for _, series in ipairs { "foi", "website" } do chosen[#chosen + 1] = forms:of_year(year, series) end
	end
	if not office.dir then
		say.fail("notfound", "%s: there is no office.lua here or above; govpub init DIR makes an office", given["-C"] or ".")
	end
	return require("govpub.annual.progress").status(forms, { dir = office.dir, agency = office.name, site = office.site,
		year = year, today = today, forms = chosen, json = given["--json"] })
end

function actions.cell(forms, office, given, operands)
	if not operands[1] then say.fail("usage", "which cell? Write it like 3.一/总计") end
	local year = operands[2] and year_of(operands[2], "annual-report") or last_year(today_of())
	return require("govpub.annual.progress").cell(forms, form_of(forms, given, year),
		{ dir = office.dir, year = year, cell = operands[1], json = given["--json"] })
end

function actions.list(forms, _, given)
	return require("govpub.annual.progress").list(forms, given["--json"])
end

-- An office is not needed to check a report, so one that is missing is said only where it is.
local function find_office(start)
	local dir = folder.office(start)
	return dir and require("govpub.office").read(dir) or {}
end

return function(args)
	local given, operands = options.read(args, { usage = USAGE, "-C DIR", "-o FILE", "--draft", "--fail-on SEVERITY", "--figures FILE",
		"--form FORM", "--format FORMAT", "--json", "--lang LANG", "--last FILE", "--sample FILE", "--template", "--text FILE",
		"--today DATE", "--year YEAR" })
	if not given then return end
	local action = chinese[operands[1]] or operands[1]
	if not action then say.fail("usage", "annual-report: of which year? 'govpub annual-report -h' shows all it does") end
	if actions[action] then table.remove(operands, 1) else action = "make" end
	refuse_others(given, action)
	local office = find_office(given["-C"] or ".")
	local forms <close> = forms_module.open(office.dir)
	return actions[action](forms, office, given, operands)
end

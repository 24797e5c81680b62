--[[
reg - the declarations of registers: what there is, what it declares, whether it fits the records.
--]]
local folder = require "govpub.folder"
local json = require "govpub.json"
local options = require "govpub.options"
local say = require "govpub.say"
local declared_set = require "govpub.declared.set"

local USAGE = [[
govpub reg [list] [-C DIR] [--json] [--lang LANG]
       govpub reg show REGISTER [-C DIR] [--json]
       govpub reg check [REGISTER] [-C DIR] [--json] ]]

local chinese = { ["列表"] = "list", ["查看"] = "show", ["检查"] = "check" }
local actions = {}

local function origin(one)
	return one.shipped and "shipped" or one.overrides and "overrides" or "office"
end

function actions.list(set, given)
	local rows = {}
	for i, one in ipairs(set:all()) do
		local d = one.declared
		rows[i] = { name = one.id, title = d and d.title, alias = d and d.alias, origin = origin(one), broken = one.broken, path = one.path }
	end
	if given["--json"] then
		print(json.encode { schema = 1, registers = rows })
		return
	end
	for _, row in ipairs(rows) do
		if row.broken then
			say.line("declared.list-broken", { id = row.name, why = row.broken })
		else
			say.line("declared.list", { id = row.name, title = say.choose(row.title), alias = table.concat(row.alias or {}, "、"),
				origin = say.text("declared." .. row.origin) })
		end
	end
end

function actions.show(set, given, operands)
	if #operands ~= 1 then say.fail("usage", "show which register? Name one; govpub reg list has them all") end
	local one = set:named(operands[1])
	if given["--json"] then
		print(json.encode(one.declared))
	else
		require("govpub.declared.show")(one.declared)
	end
end

-- what is wrong with one of them; the records are looked at where there are any
local function findings_of(one)
	if one.broken then return { { id = "broken", level = "error", params = { register = one.id, why = one.broken } } } end
	return {}
end

local function say_finding(finding)
	if finding.id == "broken" then
		say.line("declared.broken", { id = finding.params.register, why = finding.params.why })
	else
		say.line("declared.finding." .. finding.id, finding.params)
	end
end

function actions.check(set, given, operands)
	if operands[2] then say.fail("usage", "reg: '%s' is too much", operands[2]) end
	local findings, worst = {}, 0
	for _, one in ipairs(operands[1] and { set:named(operands[1]) } or set:all()) do
		local found = findings_of(one)
		for _, finding in ipairs(found) do
			findings[#findings + 1] = finding
			worst = math.max(worst, finding.id == "broken" and 5 or finding.level == "error" and 1 or 0)
			if not given["--json"] then say_finding(finding) end
		end
		if not found[1] and not given["--json"] then
			local d = one.declared
			say.line("declared.sound", { id = one.id, fields = #d.fields, moves = #(d.moves or {}), clocks = #(d.clocks or {}) })
		end
	end
	if given["--json"] then print(json.encode { schema = 1, findings = findings }) end
	return worst
end

return function(args)
	local given, operands = options.read(args, { usage = USAGE, "-C DIR", "--json", "--lang LANG" })
	if not given then return end
	local action = chinese[operands[1]] or operands[1] or "list"
	if not actions[action] then say.fail("usage", "reg: '%s' is none of list, show, check", action) end
	table.remove(operands, 1)
	local set <close> = declared_set.open(folder.office(given["-C"] or "."))
	return actions[action](set, given, operands)
end

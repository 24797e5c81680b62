--[[
reg - the declarations of registers: what there is, what it declares, whether it fits the records.
--]]
local compare = require "govpub.declared.compare"
local folder = require "govpub.folder"
local json = require "govpub.json"
local options = require "govpub.options"
local packs = require "govpub.declared.packs"
local say = require "govpub.say"
local declared_set = require "govpub.declared.set"

local USAGE = [[
govpub reg [list] [-C DIR] [--json] [--lang LANG]
       govpub reg show REGISTER [-C DIR] [--json]
       govpub reg check [REGISTER] [-C DIR] [--json]
       govpub reg rebuild [-C DIR] [--today DATE] ]]

local chinese = { ["列表"] = "list", ["查看"] = "show", ["检查"] = "check", ["重建"] = "rebuild" }
local actions = {}

local DATA = "data/govpub.db"

local sentences = { ["broken"] = "declared.broken", ["undeclared"] = "declared.undeclared",
	["orphan-state"] = "declared.orphan-state",
	["dropped-field"] = "declared.dropped-field", ["unknown-code"] = "declared.unknown-code",
	["now-required"] = "declared.now-required" }

function actions.list(set, given)
	local rows = {}
	for i, one in ipairs(set:all()) do
		local d = one.declared
		rows[i] = { name = one.id, title = d and d.title, alias = d and d.alias, origin = packs.kind(one), broken = one.broken,
			path = one.path, pack = packs.data(one.pack), overrides = one.pack and one.overrides or nil, words = packs.origin(one) }
	end
	for _, one in ipairs(set.unused) do
		rows[#rows + 1] = { name = one.id, origin = "pack", broken = one.problem, path = one.path, pack = packs.data(one.pack),
			words = packs.origin(one) }
	end
	if given["--json"] then
		for _, row in ipairs(rows) do row.words = nil end
		print(json.encode { schema = 1, registers = rows })
		return
	end
	for _, row in ipairs(rows) do
		if row.broken then
			say.line("declared.list-broken", { id = row.name, why = row.broken })
			if row.pack then say.line("declared.list-from", { origin = row.words }) end
		else
			say.line("declared.list", { id = row.name, title = say.choose(row.title),
				alias = table.concat(row.alias or {}, "、"),
				origin = row.words })
		end
	end
end

function actions.show(set, given, operands)
	if #operands ~= 1 then say.fail("usage", "show which register? Name one; govpub reg list has them all") end
	local one = set:sound(operands[1])
	if given["--json"] then
		print(json.encode(one.declared))
	else
		require("govpub.declared.show")(one.declared)
	end
end

-- what is wrong with one of them; the records are looked at where there are any
local function findings_of(one, ledger)
	if one.broken then return { { id = "broken", level = "error", params = { register = one.id, why = one.broken } } } end
	if not ledger then return {} end
	return compare(one.declared, function(look) ledger:each(one.id, look) end)
end

-- registers with records that nothing declares any more
local function add_undeclared(findings, set, ledger)
	local declared = {}
	for _, one in ipairs(set:all()) do declared[one.id] = true end
	for _, head in ipairs(ledger:heads()) do
		if not declared[head.reg] then
			findings[#findings + 1] = { id = "undeclared", level = "error", params = { register = head.reg } }
		end
	end
end

local function open_ledger(dir)
	return dir and folder.exists(folder.join(dir, DATA)) and require("govpub.ledger").open(dir) or nil
end

local function say_sound(one)
	local d = one.declared
	say.line("declared.sound", { id = one.id, fields = #d.fields, moves = #(d.moves or {}), clocks = #(d.clocks or {}) })
end

function actions.check(set, given, operands, dir)
	if operands[2] then say.fail("usage", "reg: '%s' is too much", operands[2]) end
	local ledger <close> = open_ledger(dir)
	local findings, worst = {}, 0
	for _, one in ipairs(operands[1] and { set:named(operands[1]) } or set:all()) do
		if one.asks and not operands[1] then goto continue end -- as in every run over all: it has to be named
		local found = findings_of(one, ledger)
		table.move(found, 1, #found, #findings + 1, findings)
		if not found[1] and not given["--json"] then say_sound(one) end
		::continue::
	end
	if ledger and not operands[1] then add_undeclared(findings, set, ledger) end
	for _, finding in ipairs(findings) do
		worst = math.max(worst, finding.id == "broken" and 5 or finding.level == "error" and 1 or 0)
		if not given["--json"] then say.line(sentences[finding.id], finding.params) end
	end
	if given["--json"] then print(json.encode { schema = 1, findings = findings }) end
	return worst
end

-- records from their events, and clocks from records: nothing of it is kept that cannot be made again
function actions.rebuild(_, given, operands)
	if operands[1] then say.fail("usage", "reg: '%s' is too much", operands[1]) end
	local here <close> = require("govpub.register.world").open(given)
	local records = here.ledger:rebuild()
	require("govpub.register.clocks").refresh(here, { all = true })
	say.line("declared.rebuilt", { records = records })
	local strays = here.ledger:drop_strays()
	if strays > 0 then say.line("declared.strays", { n = strays }) end
end

return function(args)
	local given, operands = options.read(args, { usage = USAGE, "-C DIR", "--json", "--lang LANG", "--today DATE" })
	if not given then return end
	local action = chinese[operands[1]] or operands[1] or "list"
	if not actions[action] then say.fail("usage", "reg: '%s' is none of list, show, check, rebuild", action) end
	table.remove(operands, 1)
	local dir = folder.office(given["-C"] or ".")
	local set <close> = declared_set.open(dir)
	return actions[action](set, given, operands, dir)
end

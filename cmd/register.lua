--[[
register - the registers of an office: `govpub foi list` is `govpub register foi list`. cmd/main.c comes here with every
word that is no verb.
--]]
local actions = require "govpub.register.actions"
local folder = require "govpub.folder"
local help = require "govpub.register.help"
local options = require "govpub.options"
local output = require "govpub.register.output"
local registry = require "govpub.register.registry"
local say = require "govpub.say"
local world = require "govpub.register.world"

local USAGE = [[
govpub REGISTER [list] [VIEW] [FILTER] [--cols COLS] [--csv] [--limit N] [--offset N] [--personal] [--sort FIELD]
       govpub REGISTER add [FIELD=VALUE...] [--from last] [--on DATE]
       govpub REGISTER show RECORD... [--as-of DATE] [--events] [--personal]
       govpub REGISTER edit RECORD... FIELD=VALUE... [--on DATE] [--why REASON]
       govpub REGISTER MOVE RECORD... [FIELD=VALUE...] [--force REASON] [--late REASON] [--on DATE]
       govpub REGISTER advance RECORD... [--all]
       govpub REGISTER note RECORD... TEXT
       govpub REGISTER attach RECORD FILE... [--field FIELD]
       govpub REGISTER link RECORD REGISTER RECORD [--field FIELD]
       govpub REGISTER undo [--tx ID]
       govpub REGISTER erase RECORD... [FIELD...] --why REASON
       govpub REGISTER log [RECORD] [--by PERSON] [--lag DAYS] [--tx ID]
       govpub REGISTER stat [NAME] [YEAR] [--by FIELD] [--open CELL]
       govpub REGISTER due [--explain RECORD] [--ics FILE] [--within N]
       govpub REGISTER import FILE [--accept] [--history] [--mapping NAME] [-o FILE]
       govpub REGISTER import FILE --update [--why REASON]
       govpub REGISTER export [VIEW] [FILTER] [--cols COLS] [--csv] [--edit] [-o FILE] [--personal] [--sort FIELD]
       govpub REGISTER print [FORM RECORD...] [--all-due] [--copies N] [--format FORMAT]
                       [-o FILE] [--sample FILE]
       govpub register [REGISTER ACTION...] [-C DIR] [--json | --jsonl] [--lang LANG] [--no-input] [-q]
                       [--today DATE] [--yes] ]]

-- The office of -C, wherever it stands, before the other words are read: without it nobody knows the register.
local function office_of(args)
	for i, word in ipairs(args) do
		if word == "-C" then return args[i + 1] end
		if word:find "^%-C." then return word:sub(3) end
	end
end

-- Is the first word a register? Asked for help, it is given here: no record is needed for it.
local function find_register(name, args)
	local registers <close> = registry.open(folder.office(office_of(args) or "."))
	local model = registers:named(name)
	if not model then say.fail("usage", "there is no verb '%s'; 'govpub help' lists them", name) end
	if not help.asked(args) then return true end
	help.show(model, name)
	return false
end

local function list_registers(given)
	local registers <close> = registry.open(folder.office(given["-C"] or "."))
	local rows = {}
	for i, model in ipairs(registers:all()) do
		rows[i] = { model.id, say.choose(model.decl.title), table.concat(model.decl.alias or {}, "、") }
	end
	if given["--json"] then
		local list = {}
		for i, model in ipairs(registers:all()) do list[i] = { name = model.id, title = model.decl.title, alias = model.decl.alias } end
		output.records(list, given, function(one) return one end)
	else
		output.table({ { "name", say.text "record.name" }, { "title", say.text "record.title" },
			{ "alias", say.text "record.alias" } }, rows, given)
	end
	for _, broken in ipairs(registers.broken) do io.stderr:write(output.plain(broken.why), "\n") end
	return #registers.broken > 0 and 5 or 0
end

return function(args)
	if args[1] and args[1]:sub(1, 1) ~= "-" and not find_register(args[1], args) then return end
	local given, operands = options.read(args, { usage = USAGE, "-C DIR", "--accept", "--all", "--all-due", "--as-of DATE", "--by PERSON", "--cols COLS",
		"--copies N", "--csv", "--edit", "--format FORMAT", "--sample FILE",
		"--events", "--explain RECORD", "--field FIELD", "--force REASON", "--from last", "--history", "--ics FILE", "--json", "--jsonl",
		"--lag DAYS", "--lang LANG", "--late REASON", "--limit N", "--mapping NAME", "--no-input", "--offset N", "--on DATE",
		"--open CELL", "--personal", "-o FILE", "-q", "--sort FIELD",
		"--today DATE", "--tx ID", "--update", "--why REASON", "--within N", "--yes" })
	if not given then return end
	local name = table.remove(operands, 1)
	if not name then return list_registers(given) end
	local here <close> = world.open(given)
	local model = here.registry:named(name)
	if not model then say.fail("notfound", "there is no register '%s'", name) end
	return actions.run(here, model, given, operands)
end

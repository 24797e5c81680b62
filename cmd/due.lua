--[[
due - the deadlines of all registers, how each came about, and a calculator.
--]]
local calendar = require "govpub.calendar"
local due = require "govpub.register.due"
local folder = require "govpub.folder"
local options = require "govpub.options"
local say = require "govpub.say"
local world = require "govpub.register.world"

-- works without an office, as workday does
local function calculate(given, operands)
	local office = folder.office(given["-C"] or ".")
	return due.calc({ today = given["--today"] and calendar.read(given["--today"]) or calendar.read "today",
		calendar = calendar.open(office) }, given, operands)
end

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub due [REGISTER] [-C DIR] [--csv | --json | --jsonl] [--explain RECORD] [--ics FILE] [--lang LANG]\n"
			.. "                  [--today DATE] [--within N]\n"
			.. "       govpub due --calc DATE +N[UNIT] [-C DIR] [--json] [--today DATE]",
		"-C DIR", "--calc DATE", "--csv", "--explain RECORD", "--ics FILE", "--json", "--jsonl", "--lang LANG", "--today DATE",
		"--within N",
	})
	if not given then return end
	if given["--calc"] then return calculate(given, operands) end
	if operands[2] then say.fail("usage", "'%s' is too much", operands[2]) end
	local here <close> = world.open(given)
	return due.run(here, given, operands)
end

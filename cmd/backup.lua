--[[
backup - a copy of the registers and their files, as a folder.
--]]
local calendar = require "govpub.calendar"
local folder = require "govpub.folder"
local ledger = require "govpub.ledger"
local options = require "govpub.options"
local say = require "govpub.say"

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub backup [-C DIR] [--lang LANG] [--until DATE] [FOLDER]",
		"-C DIR", "--lang LANG", "--until DATE",
	})
	if not given then return end
	if operands[2] then say.fail("usage", "backup takes one folder, not '%s'", operands[2]) end
	local path = operands[1] or folder.unused(".", os.date "govpub-backup-%Y%m%d-%H%M%S")
	local till = given["--until"] and calendar.read(given["--until"])
	local l <close> = ledger.open(folder.needed(given["-C"]))
	local made = l:backup(path, till)
	made.path = path
	say.line("backup.done", made)
	say.line("backup.erased", made)
	if made.damaged == 0 then return end
	say.line("backup.damaged", made)
	return 7
end

--[[
restore - puts a backup in place of the registers of an office.
--]]
local folder = require "govpub.folder"
local ledger = require "govpub.ledger"
local options = require "govpub.options"
local say = require "govpub.say"

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub restore [-C DIR] [--force] [--lang LANG] FOLDER",
		"-C DIR", "--force", "--lang LANG",
	})
	if not given then return end
	local path = operands[1]
	if not path or operands[2] then say.fail("usage", "restore which backup? govpub restore FOLDER") end
	say.line("restore.done", ledger.restore(folder.needed(given["-C"]), path, given["--force"]))
end

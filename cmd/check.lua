--[[
check - what the registers contradict, and deadlines that have passed.
--]]
local check = require "govpub.register.check"
local options = require "govpub.options"
local world = require "govpub.register.world"

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub check [REGISTER...] [-C DIR] [--fail-on SEVERITY] [--json] [--lang LANG] [--today DATE]",
		"-C DIR", "--fail-on SEVERITY", "--json", "--lang LANG", "--today DATE",
	})
	if not given then return end
	local here <close> = world.open(given)
	return check.run(here, given, operands)
end

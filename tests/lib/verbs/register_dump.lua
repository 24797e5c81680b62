-- usage: register_dump OFFICE: all that follows from the events of its registers
local ledger = require "govpub.ledger"

return function(args)
	local l <close> = ledger.open(args[1])
	l:dump(print)
end

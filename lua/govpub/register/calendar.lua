--[[
Whether the clocks were computed with the calendar that there is now; if not, open ones are computed anew.

  calendar.refresh(world)   the clocks that moved: { { reg, no, label, was, due }, … }
--]]
local clocks = require "govpub.register.clocks"
local file = require "govpub.file"
local folder = require "govpub.folder"

local MARK = "data/calendar.mark" -- may be lost: then the clocks are computed once more

local calendar = {}

function calendar.refresh(world)
	local now = world.calendar:mark()
	local before = folder.read(world.dir, MARK)
	if before == now .. "\n" then return {} end
	local moved = clocks.refresh(world)
	file.write(folder.join(world.dir, MARK), now .. "\n")
	return before and moved or {} -- the first time nothing has moved: it was not known before
end

return calendar

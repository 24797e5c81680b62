--[[
The bytes of files that a change brings: taken inside its transaction, so that what was refused leaves none behind.

  incoming.take(world, values)   puts the bytes of the files in the values into the ledger; nil, or the path of a file
                                 that is not any more what it was when it was looked at
--]]
local incoming = {}

local function take(world, value, taken)
	local path = world.incoming[value.h]
	if not path or taken[value.h] then return nil end
	taken[value.h] = true
	local kept = world.ledger:blob(path, value.name, value.mime)
	return kept.h ~= value.h and path or nil
end

-- files stand in a value, in a list, or in the cells of rows
local function walk(world, value, taken)
	if type(value) ~= "table" then return nil end
	if type(value.h) == "string" then return take(world, value, taken) end
	for _, part in pairs(value) do
		local changed = walk(world, part, taken)
		if changed then return changed end
	end
end

function incoming.take(world, values)
	if not next(world.incoming or {}) then return nil end
	return walk(world, values, {})
end

return incoming

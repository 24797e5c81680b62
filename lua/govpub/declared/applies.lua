--[[
Whether a declared clock is there for a record: one that names `only` is for some kinds of record.

  applies(clock, fields)   clock: of rs:declared(); fields: the values of the record
--]]
local function is_one_of(value, values)
	for _, allowed in ipairs(values) do
		if value == allowed or allowed == false and value == nil then return true end
	end
	return false
end

return function(clock, fields)
	for key, values in pairs(clock.only or {}) do
		if not is_one_of(fields[key], values) then return false end
	end
	return true
end

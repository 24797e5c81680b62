--[[
Whether a declared clock is there for a record: another law before a day, another term for another kind of case.

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
	local start = clock.from and clock.from.field and not clock.from.rows and fields[clock.from.field]
	if not start then return not clock["until"] end -- what has not begun will be under the law of today
	start = start:sub(1, 10)
	return (not clock.since or start >= clock.since) and (not clock["until"] or start <= clock["until"])
end

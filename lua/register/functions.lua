--[[
Functions for the guards of a register. Dates are "2023-04-20"; what is given nil gives nil.

  labels(list)               the labels of { { "code", "标签" }, … }
  year(date)                 2023
  closed_on(r)               the date on which a record was ended, or nil
  workdays_between(a, b)     working days after a, up to and with b
  days_between(a, b)         days
  workdays_after(date, n)    the n-th working day after that date
--]]
local functions = {}

function functions.labels(list)
	local out = {}
	for i, item in ipairs(list) do
		out[i] = type(item) == "table" and (type(item[2]) == "table" and item[2].zh or item[2]) or item
	end
	return out
end

function functions.year(day)
	return day and tonumber(day:match "^%d%d%d%d") or nil
end

function functions.closed_on(r)
	return r.closed_on
end

function functions.workdays_between(a, b)
	if a and b then return (workday.between(a:sub(1, 10), b:sub(1, 10))) end
end

function functions.workdays_after(day, n)
	if day then return (workday.add(day:sub(1, 10), n)) end
end

function functions.days_between(a, b)
	if a and b then return date.days(a:sub(1, 10), b:sub(1, 10)) end
end

return functions

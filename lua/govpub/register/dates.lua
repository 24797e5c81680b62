--[[
Dates as people write them at a counter.

  dates.read(word, context)     "2023-04-20", or nil and what is wrong. context = { today=, calendar= }: 4.20 0420 4月20日
                                昨天 周五 上周五 next friday +5工作日 -3天, and all that govpub.calendar reads
  dates.spell(date, calendar)   "2023-04-20 星期四", with the holiday or the make-up day that it is
--]]
local calendar_module = require "govpub.calendar"
local say = require "govpub.say"
local text = require "govpub.text"

local MAX_SHIFT = 3660 -- days or working days away

local dates = {}

local weekdays = { ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6, ["日"] = 7, ["天"] = 7,
	monday = 1, tuesday = 2, wednesday = 3, thursday = 4, friday = 5, saturday = 6, sunday = 7 }
local weeks = { ["上"] = -7, ["这"] = 0, ["本"] = 0, ["下"] = 7, last = -7, this = 0, next = 7 }
local units = { ["工作日"] = "working", ["个工作日"] = "working", wd = "working", workdays = "working", ["天"] = "days",
	["日"] = "days", d = "days", days = "days" }

-- 周五 上星期一 last friday: the day of this week, the one before or the one after, which begin on Monday
local function of_week(word, today)
	local when, day
	for _, name in ipairs { "周", "星期", "礼拜" } do
		local from, to = word:find(name, 1, true)
		if from then when, day = word:sub(1, from - 1), word:sub(to + 1) end
	end
	if not day then
		when, day = word:lower():match "^(%a*)%s*(%a+day)$"
		if day and not weekdays[day] then when, day = "", word:lower() end
	end
	local shift = when == "" and 0 or weeks[when]
	local wanted = weekdays[day]
	if not shift or not wanted then return nil end
	return calendar_module.shift(today, shift + wanted - calendar_module.weekday(today))
end

-- +5工作日 -3天
local function away(word, context)
	local sign, n, unit = word:match "^([+-])(%d+)%s*(.-)$"
	n = n and #n <= 4 and tonumber(n)
	if not n or not units[unit] or n > MAX_SHIFT then return nil end
	n = sign == "-" and -n or n
	if units[unit] == "days" then return calendar_module.shift(context.today, n) end
	return (context.calendar:add(context.today, n))
end

-- 4.20 4/20 4-20 0420, of this year
local function without_year(word, today)
	local month, day = word:match "^(%d%d?)[./-](%d%d?)$"
	if not month then month, day = word:match "^(%d%d)(%d%d)$" end
	return month and ("%s-%02d-%02d"):format(today:sub(1, 4), month, day)
end

function dates.read(word, context)
	local folded = text.fold(word):match "^%s*(.-)%s*$"
	local found = of_week(folded, context.today) or away(folded, context)
	if found then return found end
	return calendar_module.parse(without_year(folded, context.today) or folded, context.today)
end

local names = { zh = { "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日" },
	en = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" } }

function dates.spell(date, calendar)
	local spelt = ("%s %s"):format(date, names[say.language][calendar_module.weekday(date)])
	local holiday, worked = calendar:listed(date)
	if worked then return spelt .. say.text "record.made-up" end
	return holiday and holiday ~= "" and spelt .. say.text("record.holiday", { name = holiday }) or spelt
end

return dates

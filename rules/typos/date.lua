--[[
日历上没有的日子：2月30日、4月31日、13月、平年的2月29日。农历的日子用汉字写，不查。
--]]
local scan = require "scan"

local function leap(year)
	return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

-- 2月29日：前面写明年份，而这一年是平年
local function no_leap_day(s, from)
	local year = tonumber(s:sub(from > 8 and from - 8 or 1, from - 1):match("(%d%d%d%d)年0?$"))
	return year and year > 1900 and not leap(year)
end

-- 看得出整个日期的写法；不是日期的为 nil
local function impossible(s, hit)
	local term, before, after = hit.term, s:sub(hit.from > 12 and hit.from - 12 or 1, hit.from - 1), s:sub(hit.to + 1, hit.to + 8)
	if term:find("^%-") then -- 2023-02-30
		return before:find("%f[%d]%d%d%d%d$") and not after:find("^[%d-]")
	elseif term:find("^年") then -- 2023年13月
		return before:find("%d%d$") and after:find("^%d") and true
	elseif term:find("^月") then -- 5月32日
		return before:find("%f[%d]%d%d?$") and true
	elseif before:find("[1-9]$") then -- 12月30日
		return term:find("^1") and true and not before:find("%d$")
	elseif term == "2月29日" then
		return no_leap_day(s, hit.from)
	end
	return true
end

return rule {
	id = "typos/date",
	title = { zh = "日历上没有的日期", en = "Date that does not exist" },
	mark = "D",
	severity = "error",
	on = "document",
	match = { text = scan.words.date },
	tags = { "typos" },
	message = { zh = "日历上没有“{date}”这一天。", en = "There is no such day: {date}." },
	fix = { zh = "对照原文改正日期。", en = "Correct the date from the original." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).date or {}) do
			if impossible(s, hit) then
				local from, to = hit.from, hit.to
				while from > 1 and s:find("^[%d-]", from - 1) do from = from - 1 end
				if hit.term:find("^年") then to = s:match("^%d+日()", to + 1) or to + 1 end
				report { at = document:at(from), params = { date = s:sub(from, to - (to > hit.to and 1 or 0)) },
					evidence = text.excerpt(s, from, hit.to) }
			end
		end
	end,

	tests = {
		{ name = "没有的日子", html = "<p>2023年2月30日</p>\n<p>4月31日前</p>\n<p>2023年13月5日</p>\n<p>自6月32日起</p>\n<p>2023-11-31</p>",
			finds = { { line = 1, message = "2月30日" }, { line = 2 }, { line = 3 }, { line = 4 }, { line = 5 } } },
		{ name = "平年的2月29日", html = "<p>2023年2月29日</p>\n<p>2024年2月29日，1900年以前、2000年2月29日</p>", finds = { { line = 1 } } },
		{ name = "看着像的", html = "<p>12月30日、12月31日、1月31日、11月30日、第14月度、电话2023-02-3011，2月29日</p>", finds = 0 },
	},
}

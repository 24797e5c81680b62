--[[
写在日期后面的星期与日期不符：“2023年4月20日（星期三）”，那天是星期四。只查写明年份的。
--]]
local scan = require "scan"

local NUMBER = { ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6, ["日"] = 7, ["天"] = 7 }
local NAME = { "一", "二", "三", "四", "五", "六", "日" }

-- 1 到 7；日期不存在的为 nil（归 typos/date）
local function weekday(year, month, day)
	local days = { 31, (year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)) and 29 or 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
	if year < 1583 or not days[month] or day < 1 or day > days[month] then return nil end
	local y, n = year - 1, day
	for m = 1, month - 1 do n = n + days[m] end
	return (y * 365 + y // 4 - y // 100 + y // 400 + n - 1) % 7 + 1
end

return rule {
	id = "typos/weekday",
	title = { zh = "日期与星期不符", en = "Weekday that does not fit its date" },
	mark = "D",
	severity = "error",
	on = "document",
	match = { text = scan.words.weekday },
	tags = { "typos" },
	message = { zh = "{date}是星期{right}，写成了星期{wrong}。", en = "{date} has the wrong weekday (星期{wrong}); it is 星期{right}." },
	fix = { zh = "核对日期和星期，哪一个错了改哪一个。", en = "Check both, and correct the one that is wrong." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).weekday or {}) do
			-- hit 从“日”开始
			local date = s:sub(hit.from > 16 and hit.from - 16 or 1, hit.from + 2):match("%d%d%d%d年%d%d?月%d%d?日$")
			local wrong = date and NUMBER[s:match("^" .. utf8.charpattern, hit.to + 1) or ""]
			local right = wrong and weekday(tonumber(date:match("^%d+")), tonumber(date:match("年(%d+)")), tonumber(date:match("月(%d+)")))
			if right and right ~= wrong then
				report { at = document:at(hit.from), params = { date = date, right = NAME[right], wrong = NAME[wrong] },
					evidence = text.excerpt(s, hit.from - #date + 3, hit.to + 3) }
			end
		end
	end,

	tests = {
		{ name = "不符", html = "<p>定于2023年4月20日（星期三）上午</p>\n<p>2024年2月29日，星期五</p>\n<p>2023年4月20日(周五)</p>",
			finds = { { line = 1, message = "星期四" }, { line = 2, message = "星期四" }, { line = 3 } } },
		{ name = "相符", html = "<p>2023年4月20日（星期四）、2023年4月23日（周日）、2024年2月29日星期四、2000年1月1日（星期六）</p>", finds = 0 },
		{ name = "没有年份、没有这一天的不查", html = "<p>4月20日（星期三）、2023年2月30日（星期一）、2023年4月20日星期三四</p>", finds = { { line = 1, message = "2023年4月20日" } } },
	},
}

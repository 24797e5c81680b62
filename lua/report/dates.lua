--[[
Dates and document numbers as they stand in Chinese text.

  dates.first(s)       the first date of a text as "2025-01-20", or nil: 2025年1月20日, 2025-1-20, 2025/01/20, 2025.1.20
  dates.year(s)        the first year of a text, and what stands before and after it: 2025年, 二〇二五年; or nil
  dates.numbers(s)     every document number (文号), with the brackets of the standard: { "国办公开办函〔2021〕30号" }
--]]
local labels = require "report.labels"

local dates = {}

local figures = { ["〇"] = "0", ["○"] = "0", ["零"] = "0", ["一"] = "1", ["二"] = "2", ["三"] = "3", ["四"] = "4", ["五"] = "5",
	["六"] = "6", ["七"] = "7", ["八"] = "8", ["九"] = "9" }

-- words before a number that are none of the issuer's
local leading = { "根据", "按照", "依照", "依据", "参照", "按", "和", "及", "与", "以及", "关于" }

function dates.first(s)
	local folded = labels.fold(s)
	for _, pattern in ipairs { "(20%d%d)年(%d%d?)月(%d%d?)日", "(20%d%d)[-/.](%d%d?)[-/.](%d%d?)" } do
		local year, month, day = folded:match(pattern)
		month, day = tonumber(month), tonumber(day)
		if year and month >= 1 and month <= 12 and day >= 1 and day <= 31 then
			return ("%s-%02d-%02d"):format(year, month, day)
		end
	end
end

function dates.year(s)
	local list, digits = {}, {}
	for char in labels.fold(s):gmatch(utf8.charpattern) do
		list[#list + 1] = char
		digits[#digits + 1] = figures[char] or char
	end
	for i = 1, #list - 4 do
		local year = table.concat(digits, "", i, i + 3)
		if list[i + 4] == "年" and year:find "^20%d%d$" then
			return tonumber(year), table.concat(list, "", 1, i - 1), table.concat(list, "", i + 5)
		end
	end
end

local function issuer_of(before)
	local list = {}
	for char in before:sub(-60):gmatch(utf8.charpattern) do
		local code = #char == 3 and utf8.len(char) and utf8.codepoint(char) or 0
		if code >= 0x4E00 and code <= 0x9FFF then list[#list + 1] = char else list = {} end
	end
	local issuer = table.concat(list, "", math.max(1, #list - 11))
	issuer = issuer:match "国办.*$" or issuer
	for _, word in ipairs(leading) do
		if #issuer > #word and issuer:sub(1, #word) == word then issuer = issuer:sub(#word + 1) end
	end
	return issuer
end

function dates.numbers(s)
	local folded, list, from = labels.fold(s), {}, 1
	while true do
		local first, last, year, number = folded:find("%((%d%d%d%d)%)(%d+)号", from)
		if not first then return list end
		local issuer = issuer_of(folded:sub(math.max(1, first - 60), first - 1))
		if issuer ~= "" and #number <= 6 then list[#list + 1] = ("%s〔%s〕%s号"):format(issuer, year, number) end
		from = last + 1
	end
end

return dates

--[[
大写金额与数字不符：“人民币壹万贰仟元整（¥12300）”；带角、分的写了“整”。两个写法在同一行、相距不远才比较。
--]]
local scan = require "scan"

local DIGIT = { ["零"] = 0, ["〇"] = 0, ["壹"] = 1, ["贰"] = 2, ["叁"] = 3, ["肆"] = 4, ["伍"] = 5, ["陆"] = 6, ["柒"] = 7, ["捌"] = 8, ["玖"] = 9 }
local UNIT = { ["拾"] = 10, ["佰"] = 100, ["仟"] = 1000 }
local LARGE = { ["万"] = 10000, ["亿"] = 100000000 }

-- 大写的整数，从“元整”往前；没有的为 nil
local function capital(s, to)
	local from = to
	while from >= 3 do
		local c = s:sub(from - 2, from)
		if not (DIGIT[c] or UNIT[c] or LARGE[c]) then break end
		from = from - 3
	end
	if from == to then return nil end
	local total, section, digit = 0, 0, 0
	for c in s:sub(from + 1, to):gmatch(utf8.charpattern) do
		if DIGIT[c] then
			digit = DIGIT[c]
		elseif UNIT[c] then
			section = section + (digit == 0 and UNIT[c] == 10 and 1 or digit) * UNIT[c]
			digit = 0
		elseif c == "亿" then
			total = (total + section + digit) * LARGE[c]
			section, digit = 0, 0
		else
			total = total + (section + digit) * LARGE[c]
			section, digit = 0, 0
		end
	end
	return total + section + digit, from + 1
end

-- “12,300.00”“20万”按元计；不是数的为 nil
local function yuan(digits, after)
	local n = tonumber((digits:gsub(",", "")))
	local large = after:find("^%s*万") ~= nil
	return n and n * (large and 10000 or 1), digits .. (large and "万" or "")
end

-- 后面（或前面）不远处的数字
local function figure(s, from, to)
	local behind = s:sub(to + 1, to + 60):match("^[^\n]*"):gsub("￥", "¥")
	-- 金额和它之间只隔着括号、冒号和“小写”一类的字
	local between, digits, rest = behind:match("^([^%d]*)¥%s*([%d,]+%.?%d*)(.*)$")
	if digits and #between <= 18 and not between:find("，", 1, true) and not between:find("。", 1, true) then
		return yuan(digits, rest)
	end
	digits, rest = behind:match("^%s*（([%d,]+%.?%d*)(.*)$")
	if digits and (rest:find("^万元") or rest:find("^元")) then return yuan(digits, rest) end
	local before = s:sub(from > 60 and from - 60 or 1, from - 1):match("[^\n]*$"):gsub("￥", "¥")
	digits, rest = before:match("¥%s*([%d,]+%.?%d*)([^%d]*)$")
	if digits and rest:find("大写", 1, true) then return yuan(digits, rest) end
end

return rule {
	id = "typos/amount",
	title = { zh = "大小写金额不符", en = "Amounts in words and in figures that differ" },
	mark = "D",
	severity = "error",
	on = "document",
	match = { text = scan.words.amount },
	tags = { "typos" },
	message = { zh = "大写“{words}”与数字“{figure}”不是同一个数。", en = "The amount in words, {words}, is not {figure}." },
	fix = { zh = "核对金额，改正写错的一个。", en = "Check the amount, and correct the one that is wrong." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).amount or {}) do
			local amount, from = capital(s, hit.from - 1)
			if amount then
				local other, shown = figure(s, from, hit.to)
				if other and math.abs(other - amount) > 0.001 then
					report { at = document:at(from), params = { words = s:sub(from, hit.to), figure = shown },
						evidence = text.excerpt(s, from, hit.to) }
				end
			else
				local number = s:sub(hit.from > 20 and hit.from - 20 or 1, hit.from - 1):match("%d%.%d%d?$")
				if number and not number:find("%.0+$") then
					report { at = document:at(hit.from), evidence = text.excerpt(s, hit.from, hit.to),
						message = { zh = "有角、分的金额后面不写“整”。", en = "An amount that is not whole takes no 整." } }
				end
			end
		end
	end,

	tests = {
		{ name = "不符", html = "<p>人民币壹万贰仟元整（¥12300）</p>\n<p>罚款叁拾万元整（￥30,000.00）</p>\n<p>共计12000.50元整</p>\n<p>¥500.00（大写：伍仟元整）</p>",
			finds = { { line = 1, message = "12300" }, { line = 2 }, { line = 3 }, { line = 4 } } },
		{ name = "相符", html = "<p>人民币壹万贰仟叁佰元整（¥12,300.00）、贰拾万元整（¥20万元）、壹亿零伍佰万元整（105000000元）、叁佰元整</p>", finds = 0 },
		{ name = "不挨着的数字不比较", html = "<p>罚款伍仟元整，没收违法所得¥1200元。金额12000.00元整。拾万元整(¥100000)</p>", finds = 0 },
	},
}

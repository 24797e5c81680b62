--[[
Whole numbers and amounts of money; all letters and signs are ASCII (govpub.text.fold).

  numbers.int("1,234")           1234; nil for what is no whole number
  numbers.cents("1,234.50元")    123450 (分); 1.2万元 is 1200000; nil for what is no amount
  numbers.yuan(123450)           "1,234.50元", or "1,234.50 yuan"
--]]
local say = require "govpub.say"

local MAX_DIGITS = 15

local numbers = {}

-- 1,234 or 1234: nil when the commas stand elsewhere
local function digits(s)
	if s:find "," and not s:find "^%d%d?%d?[,%d]*$" then return nil end
	if s:find "," then
		local head, rest = s:match "^(%d%d?%d?)(,.*)$"
		if not head or rest:gsub(",%d%d%d", "") ~= "" then return nil end
	end
	s = s:gsub(",", "")
	return s:find "^%d+$" and #s <= MAX_DIGITS and s or nil
end

function numbers.int(s)
	local sign, rest = s:match "^%s*([+-]?)%s*(.-)%s*$"
	rest = digits(rest)
	return rest and math.tointeger(tonumber(rest)) * (sign == "-" and -1 or 1)
end

local units = { [""] = 1, ["元"] = 1, ["圆"] = 1, ["元整"] = 1, yuan = 1, cny = 1, rmb = 1, ["万元"] = 10000, ["万"] = 10000,
	["亿元"] = 100000000, ["亿"] = 100000000 }

function numbers.cents(s)
	local sign, rest = s:gsub("¥", ""):gsub("￥", ""):match "^%s*([+-]?)%s*(.-)%s*$"
	local amount, unit = rest:match "^([%d,.]+)%s*(.-)$"
	local factor = amount and units[unit:lower()]
	if not factor then return nil end
	local whole, part = amount:match "^([%d,]+)%.?(%d*)$"
	whole = whole and digits(whole)
	if not whole or amount:sub(-1) == "." or #part > 10 then return nil end
	-- in hundredths of a yuan, exact: the decimals are moved, never multiplied as a fraction
	local scale = math.tointeger(factor * 100)
	local cents = math.tointeger(tonumber(whole)) * scale
	if cents // scale ~= math.tointeger(tonumber(whole)) or cents > 10 ^ 17 then return nil end
	if part ~= "" then
		local fraction = math.tointeger(tonumber(part)) * scale
		local divisor = math.tointeger(10 ^ #part)
		if fraction % divisor ~= 0 then return nil end
		cents = cents + fraction // divisor
	end
	return sign == "-" and -cents or cents
end

function numbers.yuan(cents)
	local whole, part = math.abs(cents) // 100, math.abs(cents) % 100
	local s = tostring(whole):reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
	if part ~= 0 then s = ("%s.%02d"):format(s, part) end
	return (cents < 0 and "-" or "") .. s .. (say.language == "zh" and "元" or " yuan")
end

return numbers

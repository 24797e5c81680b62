--[[
Words of ledgers as they are compared: what is written in one way and in another is the same here.

  words.fold(text)      full-width letters, digits and signs as ASCII, every kind of space as " ", ends trimmed
  words.plain(text)     folded, in lower case, without spaces and the signs between words: "收到 日期：" is "收到日期"
  words.bare(text)      plain, without what stands in brackets at its end: "金额（元）" is "金额"
  words.text(value)     a cell as text: a number by its shortest digits
  words.near(text, list, limit) → the entry of the list ({ text, … }) most like it, or nil
--]]
local words = {}

local SPACES = { "\u{3000}", "\u{00a0}", "\u{feff}", "\u{200b}", "\u{2002}", "\u{2003}", "\u{2009}" }
local SIGNS = { "、", "，", "。", "：", "；", "·", "・", "—", "－", "–", "‘", "’", "“", "”", "《", "》", "【", "】",
	"〔", "〕", "（", "）", "／", "＊" }

-- U+FF01 to U+FF5E stand for "!" to "~"; in UTF-8 EF BC 81 to EF BD 9E
local function narrow(two, last)
	local code = (two:byte() - 0xbc) * 64 + last:byte() - 0x80
	return code >= 1 and code <= 94 and string.char(code + 0x20) or nil
end

local function ascii_of(s)
	return narrow(s:sub(2, 2), s:sub(3, 3)) or s
end

function words.fold(text)
	if text:find "[\xc2\xe2\xef]" or text:find("\u{3000}", 1, true) then -- what full-width signs begin with, and spaces
		text = text:gsub("\xef[\xbc\xbd][\x80-\xbf]", ascii_of)
		for _, space in ipairs(SPACES) do
			if text:find(space, 1, true) then text = text:gsub(space, " ") end
		end
	end
	if not text:find "%s" then return text end
	return (text:gsub("%s+", " "):match "^ ?(.-) ?$")
end

local plain = {} -- what has been asked already; headers and codes repeat
local plain_count = 0

function words.plain(text)
	local known = plain[text]
	if known then return known end
	local out = words.fold(text):lower()
	for _, sign in ipairs(SIGNS) do
		if out:find(sign, 1, true) then out = out:gsub(sign, "") end
	end
	out = out:gsub("[%s%p]", "")
	if plain_count >= 20000 then plain, plain_count = {}, 0 end
	plain[text], plain_count = out, plain_count + 1
	return out
end

function words.bare(text)
	local out = words.fold(text)
	local cut = out:gsub("%s*%b()$", "")
	return words.plain(cut ~= "" and cut or out)
end

function words.text(value)
	if math.type(value) == "float" then
		if value == value // 1 and math.abs(value) < 2 ^ 53 then return ("%d"):format(value) end
		local short = ("%.15g"):format(value)
		return tonumber(short) == value and short or ("%.17g"):format(value)
	end
	return tostring(value)
end

local function letters(text)
	local list = {}
	for _, code in utf8.codes(text, true) do list[#list + 1] = code end
	return list
end

-- letters that both have in the same order
local function common(a, b)
	local above = {}
	for k = 0, #b do above[k] = 0 end
	for i = 1, #a do
		local row = { [0] = 0 }
		for k = 1, #b do
			row[k] = a[i] == b[k] and above[k - 1] + 1 or math.max(above[k], row[k - 1])
		end
		above = row
	end
	return above[#b]
end

local LIKE = 0.5 -- of the letters of both

function words.near(text, list)
	local wanted = letters(words.plain(text))
	local best, found, tied = LIKE, nil, false
	if #wanted == 0 or #wanted > 60 then return nil end
	for _, entry in ipairs(list) do
		local other = letters(words.plain(entry))
		if #other > 0 and #other <= 60 then
			local like = 2 * common(wanted, other) / (#wanted + #other)
			if like > best then
				best, found, tied = like, entry, false
			elseif like == best then
				tied = true
			end
		end
	end
	return not tied and found or nil
end

return words

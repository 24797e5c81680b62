--[[
Labels of a printed form, compared as people compare them: width of characters, spaces, line
breaks, quotes, brackets, punctuation and the style of numbering say nothing.

  labels.text(TEXT)        a document's text (core/base/document.h) as one string
  labels.fold(s)           half-width characters, no white space, ① as (1), ⒈ as 1.
  labels.key(s)            what two equal labels have in common, without numbering: "1．属于「国家秘密」" → "属于国家秘密"
  labels.short(s)          the same without what stands in brackets
  labels.keys(s)           { key, short } and those of the first line of a label of several; no empty ones
  labels.number(s)         the numbering alone: "（三）不予公开" → "三"; nil when there is none
  labels.likeness(a, b)    0 … 1 for two keys: twice the longest common subsequence over both lengths

Of a label the first 480 bytes are looked at.
--]]
local labels = {}

local LONGEST <const> = 480
local numerals <const> = "一二三四五六七八九十"

local folded, dropped = {}, {}
for c = 0xFF01, 0xFF5E do folded[utf8.char(c)] = utf8.char(c - 0xFEE0) end
for i = 1, 20 do
	folded[utf8.char(0x245F + i)] = "(" .. i .. ")"
	folded[utf8.char(0x2473 + i)] = "(" .. i .. ")"
	folded[utf8.char(0x2487 + i)] = i .. "."
end
do
	local i = 0
	for char in numerals:gmatch(utf8.charpattern) do
		folded[utf8.char(0x3220 + i)] = "(" .. char .. ")"
		i = i + 1
	end
end
for _, c in ipairs { 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0xAD, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF } do
	folded[utf8.char(c)] = ""
end
for c = 0x2000, 0x200F do folded[utf8.char(c)] = "" end
for char, ascii in pairs { ["〔"] = "(", ["〕"] = ")", ["【"] = "(", ["】"] = ")", ["﹝"] = "(", ["﹞"] = ")", ["["] = "(", ["]"] = ")",
	["［"] = "(", ["］"] = ")", ["−"] = "-", ["﹒"] = "." } do
	folded[char] = ascii
end
for char in ("、。，：；？！“”‘’„‟「」『』《》〈〉«»·•・—–―…～〃﹃﹄﹁﹂"):gmatch(utf8.charpattern) do dropped[char] = "" end
for c = 0x21, 0x7E do
	local char = string.char(c)
	if not char:find "%w" then dropped[char] = "" end
end

function labels.text(text)
	if type(text) == "number" then return tostring(text) end
	if type(text) ~= "table" then return type(text) == "string" and text or "" end
	local parts = {}
	for i, run in ipairs(text) do
		parts[i] = type(run) == "table" and tostring(run.text or "") or tostring(run)
	end
	return table.concat(parts)
end

function labels.fold(s)
	return (s:gsub(utf8.charpattern, folded))
end

local is_numeral = {}
for char in (numerals .. "〇零"):gmatch(utf8.charpattern) do is_numeral[char] = true end
for d = 0, 9 do is_numeral[tostring(d)] = true end

-- Numbering at the start of a folded label, and what follows it: "(三)不予公开" → "三", "不予公开".
local function split_number(s)
	local bracket = s:sub(1, 1) == "("
	local i = bracket and 2 or 1
	local first = i
	while true do
		local char = s:match("^" .. utf8.charpattern, i)
		if not char or not is_numeral[char] then break end
		i = i + #char
	end
	if i == first or i - first > 9 then return nil, s end
	local number, rest = s:sub(first, i - 1), s:sub(i)
	if bracket then
		if rest:sub(1, 1) ~= ")" then return nil, s end
		rest = rest:sub(2)
		return number, rest:match "^[.,:]?(.*)$"
	end
	for _, mark in ipairs { "、", ".", ",", ":", ")", "，" } do
		if rest:sub(1, #mark) == mark and not (mark == "." and rest:find "^%.%d") then return number, rest:sub(#mark + 1) end
	end
	return nil, s
end

local function strip(s)
	local key = s:gsub(utf8.charpattern, dropped):lower()
	return key == "合计" and "总计" or key
end

-- A label without its numbering, folded.
local function body(s)
	if #s > LONGEST then s = s:sub(1, utf8.offset(s, 0, LONGEST) - 1) end
	local _, rest = split_number(labels.fold(s))
	return rest
end

function labels.key(s)
	return strip(body(s))
end

function labels.short(s)
	return strip((body(s):gsub("%b()", "")))
end

function labels.number(s)
	return (split_number(labels.fold(s:sub(1, 60))))
end

local function add_keys(list, s)
	local whole = body(s)
	local key = strip(whole)
	if key ~= "" then list[#list + 1] = key end
	if whole:find("(", 1, true) then
		local short = strip((whole:gsub("%b()", "")))
		if short ~= "" and short ~= key then list[#list + 1] = short end
	end
end

function labels.keys(s)
	local list = {}
	add_keys(list, s)
	local line = s:match "^%s*([^\n]+)\n"
	if line then add_keys(list, line) end
	return list
end

local function characters(s)
	local list = {}
	for char in s:gmatch(utf8.charpattern) do list[#list + 1] = char end
	return list
end

function labels.likeness(a, b)
	if a == b then return 1 end
	local left, right = characters(a), characters(b)
	local total = #left + #right
	if total == 0 or #left == 0 or #right == 0 then return 0 end
	local above = {}
	for j = 0, #right do above[j] = 0 end
	for i = 1, #left do
		local diagonal = 0
		for j = 1, #right do
			local old = above[j]
			if left[i] == right[j] then
				above[j] = diagonal + 1
			elseif above[j - 1] > old then
				above[j] = above[j - 1]
			end
			diagonal = old
		end
	end
	return 2 * above[#right] / total
end

return labels

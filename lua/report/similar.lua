--[[
How much of a text was taken over from last year's.

  similar.compare(now, last)   → { containment = 0 … 1, jaccard = 0 … 1, characters = n, copied = { sentence, … } }
      containment: the share of now's sequences of five characters that last has too. Digits, white space
      and punctuation are left out first: a report whose figures alone changed is the same text.
      copied: sentences of `now` that stand in `last` but for their digits, the longest first, at most three.
      nil when either has fewer than `similar.shortest` characters: nothing can be said of so little.

Of a text the first 30,000 characters are compared.
--]]
local labels = require "report.labels"

local similar = { shortest = 60 }

local SHINGLE <const> = 5
local LONGEST <const> = 30000
local SENTENCE <const> = 15 -- shorter ones are formulae every report uses

local ignored = {}
for char in ("0123456789〇、。，：；？！“”‘’「」『』《》〈〉·—–…~%.,:;?!\"'()-+/〔〕"):gmatch(utf8.charpattern) do ignored[char] = true end

local function characters(s)
	local list = {}
	for char in labels.fold(s):gmatch(utf8.charpattern) do
		if not ignored[char] then
			list[#list + 1] = char
			if #list == LONGEST then break end
		end
	end
	return list
end

local function shingles(list)
	local set, count = {}, 0
	for i = 1, #list - SHINGLE + 1 do
		local key = table.concat(list, "", i, i + SHINGLE - 1)
		if not set[key] then
			set[key] = true
			count = count + 1
		end
	end
	return set, count
end

local function sentences(s)
	local list = {}
	for _, mark in ipairs { "。", "！", "？", "；" } do s = s:gsub(mark, "\n") end
	for part in s:gmatch "[^\n]+" do list[#list + 1] = part:match "^%s*(.-)%s*$" end
	return list
end

local function copied(now, last)
	local known = {}
	for _, sentence in ipairs(sentences(last)) do known[table.concat(characters(sentence))] = true end
	local found, seen = {}, {}
	for _, sentence in ipairs(sentences(now)) do
		local list = characters(sentence)
		local key = table.concat(list)
		if #list >= SENTENCE and known[key] and not seen[key] then
			seen[key] = true
			found[#found + 1] = { sentence, #list }
		end
	end
	table.sort(found, function(a, b)
		if a[2] ~= b[2] then return a[2] > b[2] end
		return a[1] < b[1]
	end)
	local list = {}
	for i = 1, math.min(3, #found) do list[i] = found[i][1] end
	return list
end

function similar.compare(now, last)
	local left, right = characters(now), characters(last)
	if #left < similar.shortest or #right < similar.shortest then return nil end
	local a, na = shingles(left)
	local b, nb = shingles(right)
	local both = 0
	for key in pairs(a) do
		if b[key] then both = both + 1 end
	end
	return { containment = both / na, jaccard = both / (na + nb - both), characters = #left, copied = copied(now, last) }
end

return similar

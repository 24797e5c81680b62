--[[
Counts as they are told in Chinese text.

  numbers.counts(text, terms, skip)  → { { key, value, slack, text = the sentence }, … } in the order of the text
      terms  { { key, before, after, none = { PHRASE }, unless, needs, never, first, between = { WORD } }, … }
             a count counts when it follows a phrase of `before` or stands right before one of `after`, with
             nothing between but words that say "in all"; a phrase of `none` that ends its clause is a count of 0;
             no word of `unless` may stand in its clause, none of `never` in its sentence, and one of `needs` must;
             one of `first` must stand before the phrase, one of `between` between it and the number
      skip   function(sentence) → true for sentences that tell of something else, such as another year
      slack  how far the figure may be off because it was rounded: 1.2万件 is 12000 ± 500
  numbers.value(s)  → a number, its slack and the bytes it takes, of the number s begins with: 34290, 34,290,
                      三千零五, 1.2万, 十二; nil when there is none

Only what is certain is told: 约, 近, 余, 多 make a number none; "分别" shares its numbers out over as many phrases;
"予以公开和部分公开60件" is a count of neither.
--]]
local labels = require "report.labels"

local numbers = {}

local SENTENCES <const> = 2000 -- of one text; a report has some hundred
local SENTENCE <const> = 6000 -- bytes; what is longer is no sentence
local CLAUSE <const> = 600     -- bytes of a sentence that are looked at behind a phrase

local ones = { ["〇"] = 0, ["零"] = 0, ["一"] = 1, ["二"] = 2, ["两"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6,
	["七"] = 7, ["八"] = 8, ["九"] = 9 }
local tens = { ["十"] = 10, ["百"] = 100, ["千"] = 1000 }

-- 三千零五十四, 十二, 二〇, up to 万
local function chinese(s)
	local total, section, digit, plain, i = 0, 0, nil, "", 1
	local any = false
	while true do
		local char = s:match("^" .. utf8.charpattern, i)
		if not char then break end
		if ones[char] then
			digit = ones[char]
			plain = plain .. digit
		elseif tens[char] then
			section = section + (digit or 1) * tens[char]
			digit, plain = nil, nil
		elseif char == "万" and any then
			total = total + (section + (digit or 0)) * 10000
			section, digit, plain = 0, nil, nil
		else
			break
		end
		any = true
		if plain == nil then plain = "" end
		i = i + #char
		if i > 60 then return nil end
	end
	if not any then return nil end
	if total == 0 and section == 0 and #plain > 1 then return tonumber(plain), 0, i - 1 end
	return total + section + (digit or 0), 0, i - 1
end

function numbers.value(s)
	local digits = s:match "^%d[%d,]*%.?%d*"
	if not digits then return chinese(s) end
	digits = digits:gsub("[.,]+$", "")
	local plain = digits:gsub(",", "")
	if #plain > 12 or digits:find "," and not digits:find "^%d%d?%d?,%d%d%d" then return nil end
	local n = tonumber(plain)
	if s:sub(#digits + 1, #digits + 3) == "万" then
		local places = #(plain:match "%.(%d+)$" or "")
		return math.tointeger(n * 10000) or n * 10000, 5000 / 10 ^ places, #digits + 3
	end
	return math.tointeger(n) or n, 0, #digits
end

local units = { "件次", "件", "起", "宗", "例" }
-- what may stand between a phrase and its number
local filler = { "政府信息公开", "信息公开", "依申请公开", "公开申请", "政府信息", "各类", "书面", "申请", "案件", "事项", "数量", "总数", "总量", "件数", "总计", "共计", "合计", "累计", "一共",
	"共", "计", "数", "为", "是", "的", "了", "有", ":", "," }

local function unit_at(s, i)
	for _, unit in ipairs(units) do
		if s:sub(i, i + #unit - 1) == unit then return i + #unit end
	end
end

local function skip_filler(s, i, commas)
	local again = true
	while again do
		again = false
		local bracket = s:match("^%b()", i)
		if bracket and #bracket <= 90 then i, again = i + #bracket, true end
		for _, word in ipairs(filler) do
			if (word ~= "," or commas) and s:sub(i, i + #word - 1) == word then
				i, again = i + #word, true
				break
			end
		end
	end
	return i
end

-- A count at i of a sentence: value, slack, the place after its unit.
local function count_at(s, i)
	local n, slack, length = numbers.value(s:sub(i, i + 80))
	if not n then return nil end
	local stop = unit_at(s, i + length)
	if not stop then return nil end
	return n, slack, stop
end

local function has_any(s, list)
	for _, word in ipairs(list or {}) do
		if s:find(word, 1, true) then return true end
	end
	return false
end

-- The clause that ends where a phrase begins.
local function clause_before(s, at)
	local head = s:sub(math.max(1, at - CLAUSE), at - 1)
	return head:match "^.*[,;:](.-)$" or head
end

-- Where the clause ends that place i is in.
local function clause_end(s, i)
	return (s:sub(i, i + CLAUSE):find "[,;:]" or #s + 1) + i - 2
end

-- "予以公开、部分公开、不予公开分别为9件、0件、2件": { term key = count }, from where 分别 stands.
local function shared_out(s, terms, add)
	local mark = s:find("分别", 1, true)
	if not mark then return end
	local counts, i = {}, skip_filler(s, mark + #"分别", true)
	while true do
		local n, slack, after = count_at(s, i)
		if not n then break end
		counts[#counts + 1] = { n, slack }
		i = after
		for _, between in ipairs { "、", ",", "和", "及" } do
			if s:sub(i, i + #between - 1) == between then
				i = i + #between
				break
			end
		end
	end
	local names = {}
	local head = clause_before(s, mark)
	for _, joint in ipairs { "、", "和", "及", "以及" } do head = head:gsub(joint, "\n") end
	for name in head:gmatch "[^\n]+" do names[#names + 1] = name end
	if #counts < 2 or #counts ~= #names then return end
	for k, name in ipairs(names) do
		for _, term in ipairs(terms) do
			for _, phrase in ipairs(term.before or {}) do
				if #name >= #phrase and name:sub(-#phrase) == phrase then add(term.key, counts[k][1], counts[k][2]) end
			end
		end
	end
end

-- Whether what stands before a phrase is counted with it: 予以公开和部分公开60件, but not 予以公开50件、部分公开10件.
local function is_joined(s, at)
	local head = s:sub(math.max(1, at - 60), at - 1)
	for _, joint in ipairs { "以及", "和", "及", "与", "或", "、" } do
		if head:sub(-#joint) == joint then
			local before = head:sub(1, -#joint - 1)
			if before == "" or before:find "[%d%%)]$" then return false end
			for _, unit in ipairs(units) do
				if before:sub(-#unit) == unit then return false end
			end
			return true
		end
	end
	return false
end

local function is_certain(s, term, at, stop, last)
	return not is_joined(s, at) and not has_any(clause_before(s, at) .. s:sub(at, clause_end(s, last)), term.unless)
		and (not term.first or has_any(s:sub(1, at - 1), term.first))
		and (not term.between or has_any(s:sub(stop + 1, last), term.between))
end

-- calls found(at, stop) for every place of a phrase
local function each_phrase(s, phrases, found)
	for _, phrase in ipairs(phrases or {}) do
		local from = 1
		while true do
			local at, stop = s:find(phrase, from, true)
			if not at then break end
			found(at, stop)
			from = stop + 1
		end
	end
end

local function after_phrases(s, term, add)
	each_phrase(s, term.before, function(at, stop)
		local n, slack, last = count_at(s, skip_filler(s, stop + 1, false))
		if n and is_certain(s, term, at, stop, last) then add(term.key, n, slack) end
	end)
end

-- "未收到政府信息公开申请" and the end of the clause
local function none_phrases(s, term, add)
	each_phrase(s, term.none, function(at, stop)
		local last = skip_filler(s, stop + 1, false) - 1
		if (last == #s or s:find("^[,;:.]", last + 1)) and is_certain(s, term, at, stop, last) then add(term.key, 0, 0) end
	end)
end

-- The count that ends right before place `at`: 103件结转下年度
local function before_phrases(s, term, add)
	each_phrase(s, term.after, function(at)
		local head = s:sub(math.max(1, at - 60), at - 1):gsub("申请$", "")
		for _, unit in ipairs(units) do
			local digits = head:match("(%d[%d,]*)" .. unit .. "$")
			local n = digits and numbers.value(digits)
			if n and not has_any(clause_before(s, at), term.unless) then
				add(term.key, n, 0)
				break
			end
		end
	end)
end

local function sentences(text)
	local s = text
	for _, mark in ipairs { "。", "！", "？" } do s = s:gsub(mark, "\n") end
	return s:gmatch "[^\n]+"
end

function numbers.counts(text, terms, skip)
	local list, seen = {}, 0
	for sentence in sentences(text) do
		seen = seen + 1
		if seen > SENTENCES then break end
		local s = labels.fold(sentence)
		if #s <= SENTENCE then
			local function add(key, value, slack)
				list[#list + 1] = { key = key, value = value, slack = slack, text = sentence:match "^%s*(.-)%s*$" }
			end
			if not (skip and skip(s)) then
				local here = {}
				for _, term in ipairs(terms) do
					if (not term.needs or has_any(s, term.needs)) and not has_any(s, term.never) then
						here[#here + 1] = term
						after_phrases(s, term, add)
						before_phrases(s, term, add)
						none_phrases(s, term, add)
					end
				end
				shared_out(s, here, add)
			end
		end
	end
	return list
end

return numbers

--[[
Which records are meant.

  lookup.one(world, model, word)        a record, or nil and why: 12 (of this year, else of the only other year that has
                                        it), 2023-12, the whole number (which a void record has, too), @last, a rid, or a
                                        value that names it
  lookup.assignment(model, word)        field, text, { name, adds } of field=text; nil for other words
  lookup.filter(words)                  the words of a command line as one filter
  lookup.records(world, model, words)   list of records: words as above, 12..20, - (from standard input), or a filter;
                                        ends the verb when one is not found or ambiguous; second: whether a filter chose
--]]
local say = require "govpub.say"

local MAX_RANGE, MAX_CHOSEN = 10000, 100000

local lookup = {}

local function no_record(word) return nil, say.text("record.no-record", { record = word }) end

local function by_number(world, model, n, year)
	local rids = world.ledger:by_number(model.id, n, year)
	if #rids == 1 then return world.ledger:record(model.id, rids[1]) end
	return nil, #rids
end

-- What is void is found by its whole number, where no other record has that.
local function by_whole_number(world, model, word)
	return world.ledger:by_no(model.id, word) or world.ledger:by_no(model.id, word, true)
end

-- this year's, or the only one there is
local function short_number(world, model, n)
	local record = by_number(world, model, n, tonumber(world.today:sub(1, 4)))
	if record then return record end
	local other, count = by_number(world, model, n)
	if other then return other end
	if count and count > 1 then
		local years = {}
		for _, rid in ipairs(world.ledger:by_number(model.id, n)) do
			local one = world.ledger:record(model.id, rid)
			years[#years + 1] = ("%s-%d"):format(one.year or "", n)
		end
		return nil, say.text("record.which-year", { record = n, names = table.concat(years, "、") })
	end
	return no_record(n)
end

-- 办公室: the record whose code or name it is, where there is one only
local function by_name(world, model, word)
	if word:find '["\\]' then return nil end
	for _, field in ipairs(model.decl.fields) do
		if field.unique or field.key == "name" or field.key == "title" or field.key == "code" then
			local filter = ('%s:"%s"'):format(field.key, word)
			local list = not field.pii and not field.secret and world.ledger:list(world:list(model, { filter = filter, limit = 2 }))
			if list and #list == 1 then return list[1] end
		end
	end
end

function lookup.one(world, model, word)
	word = tostring(word)
	if word:find "^%d+$" and #word < 10 then return short_number(world, model, math.tointeger(tonumber(word))) end
	local year, n = word:match "^(%d%d%d%d)[-/](%d+)$"
	if year and #n < 10 then
		local record = by_number(world, model, math.tointeger(tonumber(n)), math.tointeger(tonumber(year)))
		if record then return record end
	end
	if word == "@last" then
		local last = world.ledger:list(world:list(model, { sort = "-rid", limit = 1 }))[1]
		if last then return last end
		return no_record(word)
	end
	local rid = word:find "^[%da-zA-Z]+$" and #word == 26 and word:upper() or by_whole_number(world, model, word)
	local record = rid and world.ledger:record(model.id, rid) or by_name(world, model, word)
	if record then return record end
	return no_record(word)
end

-- 办理结果=部分公开: a field of the register before the sign; `字段!=值` belongs to filters
function lookup.assignment(model, word)
	local name, sign, value = word:match "^([^=:<>!+]+)(%+?=)(.*)$"
	if not name then return nil end
	local base = name:match "^([^%[%.]+)"
	local field = model.field(name) or model.field(base)
	return field, value, { name = name, adds = sign == "+=" }
end

local function is_record_word(word)
	return word == "-" or word == "@last" or word:find "^%d+$" or word:find "^%d%d%d%d[-/]%d+$" or word:find "^%d+%.%.%d+$"
		or #word == 26 and word:find "^[%da-zA-Z]+$"
end

local function add(list, seen, record)
	if seen[record.rid] then return end
	seen[record.rid] = true
	list[#list + 1] = record
	if #list > MAX_CHOSEN then say.fail("usage", "more than %d records are meant", MAX_CHOSEN) end
end

local function add_word(world, model, list, seen, word)
	local record, why = lookup.one(world, model, word)
	if not record then say.fail("notfound", "%s", why) end
	add(list, seen, record)
end

local function add_range(world, model, list, seen, from, to)
	if to < from or to - from > MAX_RANGE then say.fail("usage", "%d..%d is no range of records", from, to) end
	for n = from, to do
		local record = short_number(world, model, n)
		if record then add(list, seen, record) end -- numbers that were never given leave no gap to complain of
	end
end

local operators = {}
for word in ("或 且 非 or and not 逾期 即将到期 overdue soon"):gmatch "%S+" do operators[word] = true end

-- A bare word is looked for in the texts: quotes are hard to write in a shell.
function lookup.filter(words)
	local parts = {}
	for i, word in ipairs(words) do
		local bare = not operators[word] and not word:find '[:<>=!@()"%s]' and not word:find "：" and not word:find "^[+-]"
		parts[i] = bare and ('"%s"'):format(word) or word
	end
	return table.concat(parts, " ")
end

local function filtered(world, model, list, seen, words)
	local filter = lookup.filter(words)
	for _, record in ipairs((world.ledger:list(world:list(model, { filter = filter, limit = MAX_CHOSEN })))) do
		add(list, seen, record)
	end
end

function lookup.records(world, model, words)
	local list, seen, filter = {}, {}, {}
	for _, word in ipairs(words) do
		local from, to = word:match "^(%d+)%.%.(%d+)$"
		if word == "-" then
			for line in io.lines() do
				local name = line:match "^%s*([^\t]+)"
				if name then add_word(world, model, list, seen, name:match "^(.-)%s*$") end
			end
		elseif from and #from < 10 and #to < 10 then
			add_range(world, model, list, seen, math.tointeger(tonumber(from)), math.tointeger(tonumber(to)))
		elseif is_record_word(word) then
			add_word(world, model, list, seen, word)
		else
			local rid = by_whole_number(world, model, word)
			if rid then add(list, seen, world.ledger:record(model.id, rid)) else filter[#filter + 1] = word end
		end
	end
	if #filter > 0 then filtered(world, model, list, seen, filter) end
	if #words > 0 and #list == 0 then
		say.fail("notfound", "no record is meant by '%s'", table.concat(words, " "))
	end
	return list, #filter > 0
end

return lookup

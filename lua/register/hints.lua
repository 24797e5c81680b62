--[[
Hints: what is said of a record when it is added or looked at, and stands in nobody's way.

  hints.read(list, at, d)   { { key, label, same, on, similar, at_least, within = { kind, n } | count, per, fees, law, mark }, … }

One is of records that have the same value in a field: those whose text is similar, or how many there are in a month.
--]]
local place = require "register.place"
local shapes = require "register.shapes"
local wrong = place.wrong

local hints = {}

local compared = { text = true, idno = true, phone = true, email = true, uscc = true, docno = true }
local periods, lengths = { month = true, year = true }, { months = true, days = true }

local function field_of(item, key, at, d, types)
	local spot = at .. "." .. key
	local field = d.field[place.one(item[key], spot, d.field)]
	if not types[field.type] then wrong(spot, "a field of type %s does not fit; what fits: %s", field.type, place.words(types)) end
	return field
end

local function read_similar(hint, item, at, d)
	local field = field_of(item, "similar", at, d, { text = true, para = true })
	if field.pii or field.secret then wrong(at .. ".similar", "'%s' is personal and is not compared", field.key) end
	hint.similar = field.key
	hint.at_least = item.at_least and place.integer(item.at_least, at .. ".at_least", 1) or 80
	if hint.at_least > 100 then wrong(at .. ".at_least", "per cent: 1 to 100") end
	local within = item.within
	if type(within) ~= "table" or not lengths[within.span] then wrong(at .. ".within", "must be days(n) or months(n)") end
	hint.within = { kind = within.span, n = place.integer(within.n, at .. ".within", 1) }
end

local function read_count(hint, item, at)
	hint.count = place.integer(item.count, at .. ".count", 1)
	hint.per = place.one(item.per, at .. ".per", periods)
	if item.fees ~= nil then hint.fees = place.string(item.fees, at .. ".fees") end
end

local only = { similar = { "count", "per", "fees" }, count = { "at_least", "within" } }

local function read_one(item, at, d)
	place.keys(item, at, shapes.hint)
	local hint = { key = place.key(item[1], at .. "[1]"), label = place.label(item[2], at .. "[2]") }
	hint.same = field_of(item, "same", at, d, compared).key
	if item.on ~= nil then hint.on = field_of(item, "on", at, d, { date = true }).key end
	local kind = item.similar ~= nil and "similar" or item.count ~= nil and "count"
	if not kind then wrong(at, "similar or count is missing") end
	for _, key in ipairs(only[kind]) do
		if item[key] ~= nil then wrong(at .. "." .. key, "does not go with %s", kind) end
	end
	if kind == "similar" then read_similar(hint, item, at, d) else read_count(hint, item, at) end
	if item.law ~= nil then hint.law = place.string(item.law, at .. ".law") end
	if item.mark ~= nil then hint.mark = place.one(item.mark, at .. ".mark", { V = true, M = true, D = true }) end
	return hint
end

function hints.read(list, at, d)
	local seen = {}
	return place.list(list, at, function(item, spot)
		local hint = read_one(item, spot, d)
		place.once(seen, hint.key, spot)
		return hint
	end)
end

return hints

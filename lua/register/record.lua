--[[
What the functions of a register see of a record: r. It cannot be changed, except in set().

  r.field            its value; a ref is the other record, or nil; refs and rows are lists; what is empty is nil
  r.no r.state r.rid r.reg r.closed_on r.created_on
  r:count "move"     how often the move was made
  r:last "move"      the date of the last time, or nil
  r:has "field"      whether it is filled: rows and lists with at least one entry
  r:exempt "程序"    whether the rows `exempt` have this step with a reason
  r:given "field"    whether the move that is being made brings a value of it; nil: one only looks whether it may be made
  r:before "field"   what was there before the move
  r:answer "问题"    what was answered to this question: with the move that is being made, or last
  r:passed "review"  whether a review of the other register, that passed, names the bytes of every file

record.of(raw, d, asked)   d: what is declared, or nil for a record of another register; asked: register.context
--]]
local place = require "register.place"

local record = {}

local plain = { reg = true, rid = true, no = true, state = true, rev = true, created_on = true, closed_on = true,
	void = true }
local methods = {}

function methods.count(r, move)
	local raw, n = record.raw(r), 0
	for _, one in ipairs(raw.moves or {}) do
		if one.move == move and not one.undone then n = n + 1 end
	end
	return n
end

function methods.last(r, move)
	local moves = record.raw(r).moves or {}
	for i = #moves, 1, -1 do
		if moves[i].move == move and not moves[i].undone then return moves[i].on end
	end
end

function methods.has(r, key)
	local value = r[key]
	if type(value) == "table" and value.rid == nil and value.h == nil then return value[1] ~= nil end
	return value ~= nil and value ~= ""
end

function methods.exempt(r, step)
	for _, row in ipairs((record.raw(r).fields or {}).exempt or {}) do
		if row.step == step and row.why and row.why ~= "" then return true end
	end
	return false
end

function methods.given(r, key)
	local before = record.raw(r).before
	return before and before[key] ~= nil
end

function methods.before(r, key)
	local before = (record.raw(r).before or {})[key]
	if before == nil then return r[key] end
	return before or nil
end

function methods.answer(r, question)
	local raw = record.raw(r)
	return (raw.answers or {})[question]
end

local function files_of(fields)
	local list = {}
	for _, value in pairs(fields or {}) do
		if type(value) == "table" then
			if value.h then list[#list + 1] = value.h end
			for _, item in ipairs(value) do
				if type(item) == "table" and item.h then list[#list + 1] = item.h end
			end
		end
	end
	return list
end

-- `hashes` of a review is the list of the bytes that it saw; one changed byte, and it says nothing any more
function methods.passed(r, register)
	local raw = record.raw(r)
	local wanted = files_of(raw.fields)
	for _, review in ipairs(record.asked(r).linked(raw, register)) do
		if review.state == "passed" or review.state == "partial" then
			local seen, all = {}, true
			for _, hash in ipairs(review.fields and review.fields.hashes or {}) do seen[hash] = true end
			for _, hash in ipairs(wanted) do all = all and seen[hash] == true end
			if all then return true end
		end
	end
	return false
end

local inner = setmetatable({}, { __mode = "k" }) -- r → { raw, d, asked, set }

function record.raw(r)
	return inner[r] and inner[r].raw
end

function record.asked(r)
	return inner[r].asked
end

local function linked(self, key, value, single)
	local list = {}
	for i, raw in ipairs((self.raw.links or {})[key] or {}) do list[i] = record.of(raw, nil, self.asked) end
	if not list[1] and value then -- nobody followed it: what the reference itself says
		for i, ref in ipairs(single and { value } or value) do list[i] = record.of(ref, nil, self.asked) end
	end
	if single then return list[1] end
	return list[1] and list or nil
end

local function get(r, key)
	local self = inner[r]
	local field = self.d and self.d.field[key]
	if methods[key] then return methods[key] end
	if plain[key] then return self.raw[key] end
	local value = self.set and self.set[key]
	if value == nil then value = (self.raw.fields or {})[key] end
	if field then
		if field.type == "ref" then return linked(self, key, value, true) end
		if field.type == "refs" then return linked(self, key, value, false) end
	elseif self.d then
		error(place.word("the record has no field '%s'; it has: %s"):format(tostring(key), place.words(self.d.field)), 2)
	end
	return value
end

-- a record in a field becomes the reference to it
local function to_data(value)
	local raw = type(value) == "table" and record.raw(value)
	if raw then return { reg = raw.reg, rid = raw.rid } end
	return value
end
record.to_data = to_data

local function put(r, key, value)
	local self = inner[r]
	local field = self.d and self.d.field[key]
	if not self.set then error(place.word "a record can be changed in set() only", 2) end
	if not field or field.calc then error(place.word("set() cannot change '%s'"):format(tostring(key)), 2) end
	if value == nil then error(place.word("set() cannot empty '%s'"):format(key), 2) end
	self.set[key] = to_data(value)
end

local meta = { __index = get, __newindex = put, __metatable = false }

function record.of(raw, d, asked)
	local r = setmetatable({}, meta)
	inner[r] = { raw = raw, d = d, asked = asked }
	return r
end

-- the same, and what set() assigns
function record.open(raw, d, asked)
	local r = record.of(raw, d, asked)
	inner[r].set = {}
	return r, inner[r].set
end

return record

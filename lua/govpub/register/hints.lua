--[[
What is worth knowing of a record and stands in nobody's way: others of the same person that ask for much the same, or
that there are many of them. Declared by a register (hints, govpub-registers(7)); personal values are compared, never shown.

  hints.of(world, model, record)   { { hint, label, law, records = { { no, title, percent }, … } | n, period, fee, total, basis }, … }
  hints.look(world, results)       gives results of new records their .hints
  hints.tell(list)                 prints the sentences
  hints.data(list)                 for programs
--]]
local calendar = require "govpub.calendar"
local embed = require "govpub.embed"
local fees = require "govpub.fees"
local output = require "govpub.register.output"
local say = require "govpub.say"
local text = require "govpub.text"
local values = require "govpub.register.values"

local MAX_SAME, MAX_SHOWN = 500, 3 -- of one person, and how many of them are named
local MAX_COMPARED, MAX_TITLE = 2000, 60 -- columns of a text that are compared, and that are shown

local hints = {}

local function opened(world, value)
	if type(value) == "table" then return value["$v"] and world.ledger:unseal(value) or nil end
	return value
end

-- the records that have the value, the record itself left out
local function same(world, model, field, record, value)
	local found = {}
	if values.personal(field) then
		local rids = world.ledger:find_blind(model.id, field.key, value)
		table.sort(rids, function(a, b) return a > b end) -- the newest first: an id begins with its time
		for i = 1, math.min(#rids, MAX_SAME) do
			local other = world.ledger:record(model.id, rids[i])
			if other and opened(world, other.fields[field.key]) == value then found[#found + 1] = other end
		end
	elseif not value:find '["\\]' then
		found = world.ledger:list(world:list(model, { filter = ('%s="%s"'):format(field.key, value), limit = MAX_SAME }))
	end
	local others = {}
	for _, other in ipairs(found) do
		if other.rid ~= record.rid and not other.void then others[#others + 1] = other end
	end
	return others
end

local function day_of(hint, record) return hint.on and record.fields[hint.on] or record.created_on end

local function since(day, within)
	if within.kind == "days" then return calendar.shift(day, -within.n) end
	local months = tonumber(day:sub(1, 4)) * 12 + tonumber(day:sub(6, 7)) - 1 - within.n
	return ("%04d-%02d%s"):format(months // 12, months % 12 + 1, day:sub(8))
end

local function compared(value) return type(value) == "string" and text.cut(value, MAX_COMPARED) or nil end

local function similar(hint, record, others)
	local own, day, list = compared(record.fields[hint.similar]), day_of(hint, record), {}
	if not own then return nil end
	local first = since(day, hint.within)
	for _, other in ipairs(others) do
		local theirs, on = compared(other.fields[hint.similar]), day_of(hint, other)
		local part = theirs and on >= first and on <= day and text.similarity(own, theirs)
		if part and part * 100 >= hint.at_least then
			list[#list + 1] = { no = other.no, title = text.cut(output.plain(theirs), MAX_TITLE), percent = math.floor(part * 100) }
		end
	end
	if #list == 0 then return nil end
	table.sort(list, function(a, b) return a.percent > b.percent or a.percent == b.percent and a.no > b.no end)
	return { records = table.move(list, 1, MAX_SHOWN, 1, {}) }
end

-- the schedule that applies on the day, or nil
local function schedule_of(hint, day)
	if not hint.fees then return nil end
	if not embed.list("rules/fees/" .. hint.fees .. ".lua")[1] then
		say.fail("script", "there is no schedule of fees '%s'", hint.fees)
	end
	local schedule = fees.schedule(hint.fees)
	return day >= schedule.effective and schedule or nil
end

-- which one it is in its month or year
local function counted(hint, record, others)
	local day, n = day_of(hint, record), 1
	local period = day:sub(1, hint.per == "month" and 7 or 4)
	for _, other in ipairs(others) do
		local on = day_of(hint, other)
		local earlier = on < day or on == day and other.rid < record.rid
		if earlier and on:sub(1, #period) == period then n = n + 1 end
	end
	if n < hint.count then return nil end
	local schedule = schedule_of(hint, day)
	return { n = n, period = period, fee = schedule and fees.by_item(schedule, n), total = schedule and (fees.by_items(schedule, n)),
		basis = schedule and schedule.basis }
end

function hints.of(world, model, record)
	local list, found = {}, {}
	for _, hint in ipairs(model.decl.hints or {}) do
		local field = model.field(hint.same)
		local value = opened(world, record.fields[field.key])
		if type(value) == "string" then
			found[field.key] = found[field.key] or same(world, model, field, record, value)
			local one = (hint.similar and similar or counted)(hint, record, found[field.key])
			if one then
				one.hint, one.label, one.law, one.field = hint.key, say.choose(hint.label), hint.law, say.choose(field.label)
				list[#list + 1] = one
			end
		end
	end
	return list
end

function hints.look(world, results)
	for _, result in ipairs(results) do
		if result.kind == "create" then
			result.hints = hints.of(world, world.registry:model(result.reg), world.ledger:record(result.reg, result.rid))
		end
	end
end

function hints.tell(list)
	for _, one in ipairs(list or {}) do
		local law = one.law and say.text("record.law", { law = one.law }) or ""
		for _, other in ipairs(one.records or {}) do
			say.line("record.hint-similar", { label = one.label, other = other.no, title = other.title, percent = other.percent,
				law = law })
		end
		if one.n then
			local fee = one.fee and say.text("record.hint-fee", one) or ""
			say.line("record.hint-count", { label = one.label, field = one.field, period = one.period, n = one.n, fee = fee,
				law = law })
		end
	end
end

function hints.data(list)
	local out = {}
	for i, one in ipairs(list or {}) do
		out[i] = { hint = one.hint, records = one.records, n = one.n, period = one.period, fee = one.fee, total = one.total,
			law = one.law }
	end
	return out[1] and out or nil
end

return hints

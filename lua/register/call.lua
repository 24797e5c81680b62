--[[
The functions of a register, called for many records at once. Every one takes
  { move, records = { … }, context = { today, on, user, roles }, found = { … } }
and gives a list with one entry a record, or { need = { { reg, filter, to, count }, … } }: questions to be answered
in `found`, each as { reg, filter, to, count, records = { … } or n = } besides, before it is called again.

  call.bind(d)   the functions, for the table that rs:call() reaches:
  guard     { { ok, reason }, … }          reason: a text or { zh, en }, when not ok
  set       { { field = value }, … }       what the move's set() assigned
  effect    { { actions = { … } }, … }     { create = reg, set = … }, { link = ref, to = ref }, { notify = role, text = … }
  check     { { { id, reason }, … }, … }   the checks that fail
  required  { { field, … }, … }            the fields with a function that are required now
  calc      { { field = value }, … }       the calculated fields
  letter    { { values = { … } }, … }      what the form `move` fills in besides; { reason } when it cannot be printed
--]]
local context = require "register.context"
local place = require "register.place"
local record = require "register.record"

local call = {}

-- Runs fn; false when it waits for an answer, so that all questions are asked at once.
local function answered(fn, ...)
	local good, a, b = pcall(fn, ...)
	if good then return true, a, b end
	if a == context.waiting then return false end
	error(a, 0)
end

local function each(d, ask, one)
	local asked, out = context.new(ask.found), {}
	for i, raw in ipairs(ask.records or {}) do out[i] = one(raw, asked, ask.context or {}) or {} end
	if asked.need[1] then return { need = asked.need } end
	return out
end

-- a text, or one in each language; nil for what is neither
local function text_of(reason)
	if type(reason) == "string" then return reason end
	local both = type(reason) == "table" and type(reason.zh) == "string"
	return both and { zh = reason.zh, en = type(reason.en) == "string" and reason.en or nil } or nil
end

local function reason_of(reason, move)
	local text = text_of(reason)
	if text then return text end
	local label = move.label.zh
	return { zh = ("现在不能“%s”"):format(label) .. (move.law and ("（%s）"):format(move.law) or ""),
		en = ("'%s' cannot be done now"):format(move.label.en or label) .. (move.law and (" (%s)"):format(move.law) or "") }
end

local function function_of(d, kind, ask)
	return d.move[place.one(ask.move, kind, d.move)], d.functions[kind][ask.move]
end

local functions = {}

function functions.guard(d, ask)
	local move, fn = function_of(d, "guard", ask)
	return each(d, ask, function(raw, asked, given)
		if not fn then return { ok = true } end
		local ready, ok, reason = answered(fn, record.of(raw, d, asked), context.of(asked, given, raw, d))
		if not ready then return nil end
		return ok and { ok = true } or { ok = false, reason = reason_of(reason, move) }
	end)
end

function functions.set(d, ask)
	local _, fn = function_of(d, "set", ask)
	return each(d, ask, function(raw, asked, given)
		local r, set = record.open(raw, d, asked)
		if fn then answered(fn, r, context.of(asked, given, raw, d)) end
		return set
	end)
end

function functions.effect(d, ask)
	local _, fn = function_of(d, "effect", ask)
	return each(d, ask, function(raw, asked, given)
		local actions = {}
		if fn then answered(fn, record.of(raw, d, asked), context.of(asked, given, raw, d, actions)) end
		return { actions = actions }
	end)
end

function functions.check(d, ask)
	return each(d, ask, function(raw, asked, given)
		local failed = {}
		local r, c = record.of(raw, d, asked), context.of(asked, given, raw, d)
		for _, check in ipairs(d.functions.check or {}) do
			local ready, ok, reason = answered(check.fn, r, c)
			if ready and not ok then failed[#failed + 1] = { id = check.id, ok = false, reason = text_of(reason) } end
		end
		return failed
	end)
end

function functions.required(d, ask)
	return each(d, ask, function(raw, asked, given)
		local keys = {}
		local r, c = record.of(raw, d, asked), context.of(asked, given, raw, d)
		for _, field in ipairs(d.fields) do
			local fn = d.functions.required[field.key]
			local ready, needed = true, false
			if fn then ready, needed = answered(fn, r, c) end
			if ready and needed then keys[#keys + 1] = field.key end
		end
		return keys
	end)
end

function functions.calc(d, ask)
	return each(d, ask, function(raw, asked, given)
		local values = {}
		local r, c = record.of(raw, d, asked), context.of(asked, given, raw, d)
		for key, fn in pairs(d.functions.calc) do
			local ready, value = answered(fn, r, c)
			if ready then values[key] = record.to_data(value) end
		end
		return values
	end)
end

function functions.letter(d, ask)
	local fn = (d.functions.print or {})[ask.move]
	return each(d, ask, function(raw, asked, given)
		if not fn then return { values = {} } end
		local ready, values, reason = answered(fn, record.of(raw, d, asked), context.of(asked, given, raw, d))
		if not ready then return nil end
		if type(values) ~= "table" then return { reason = reason or { zh = "现在不能打印", en = "it cannot be printed now" } } end
		local out = {}
		for name, value in pairs(values) do out[name] = record.to_data(value) end
		return { values = out }
	end)
end

function call.bind(d)
	local bound = {}
	for name, fn in pairs(functions) do
		bound[name] = function(ask) return fn(d, ask) end
	end
	return bound
end

return call

--[[
What the functions of a register see besides the record: c.

  c.today, c.on            today; the date that the move bears (without one: today)
  c.user, c.roles          who it is; a list of roles. c.is "head": whether that is one of them
  c.office                 { name, short, address, postcode, phone, review, court } of office.lua; "" where it is silent
  c.overdue "clock"        whether that clock of the record is overdue; c.due "clock": its date or nil;
  c.clock "clock"          "none" "running" "paused" "held" "met" …
  c.state(ref)             the state of another record, nil for nil
  c.linked(ref, "reg")     whether a record of that register is linked with it
  c.find("reg", "filter")  its records: a list of r; c.count("reg", "filter"): how many
  effect() only:
  c.create("reg", {…})     a new record; c.link(a, b); c.notify("role", "text")

find, count and linked are answered by the program, which runs the function again with the answers; so a function
must ask the same every time.

context.new(given, found)     asked: { need = {…}, linked(raw, reg), find(…), count(…) }
context.of(asked, given, raw, d, actions)   c
--]]
local people = require "register.people"
local place = require "register.place"
local record = require "register.record"

local MAX_ACTIONS = 200 -- of one record

local context = {}

context.waiting = setmetatable({}, { __metatable = false }) -- raised when an answer is not there yet

local function key_of(ask)
	local to = ask.to or {}
	return table.concat({ ask.reg, ask.filter or "", to.reg or "", to.rid or "", ask.count and "n" or "" }, "\0")
end

function context.new(found)
	local asked, known, wanted = { need = {} }, {}, {}
	for _, answer in ipairs(found or {}) do known[key_of(answer)] = answer end
	local function ask(question)
		local key = key_of(question)
		if known[key] then return known[key] end
		if not wanted[key] then
			wanted[key] = true
			asked.need[#asked.need + 1] = question
		end
		error(context.waiting, 0)
	end
	function asked.find(reg, filter) return ask({ reg = reg, filter = filter }).records or {} end
	function asked.count(reg, filter) return ask({ reg = reg, filter = filter, count = true }).n or 0 end
	function asked.linked(raw, reg) return ask({ reg = reg, to = { reg = raw.reg, rid = raw.rid } }).records or {} end
	return asked
end

local function text(value, name)
	if type(value) ~= "string" then error(place.word("%s takes a text, not a %s"):format(name, type(value)), 3) end
	return value
end

local function reference(value, name)
	local raw = type(value) == "table" and (record.raw(value) or value)
	if not raw or not raw.rid then error(place.word("%s takes a record"):format(name), 3) end
	return { reg = raw.reg, rid = raw.rid }
end

local function add_questions(c, asked, raw, d)
	local function clock(key)
		if not d.clock[key] then
			error(place.word("there is no clock '%s'; there is: %s"):format(tostring(key), place.words(d.clock)), 3)
		end
		return (raw.clocks or {})[key] or {}
	end
	function c.overdue(key) return clock(key).overdue == true end
	function c.due(key) return clock(key).due end
	function c.clock(key) return clock(key).status or "none" end
	function c.state(other) return other and other.state end
	function c.linked(other, reg)
		return other ~= nil and #asked.linked(record.raw(other) or other, text(reg, "c.linked")) > 0
	end
	function c.find(reg, filter)
		local list = {}
		for i, found in ipairs(asked.find(text(reg, "c.find"), filter and text(filter, "c.find"))) do
			list[i] = record.of(found, nil, asked)
		end
		return list
	end
	function c.count(reg, filter) return asked.count(text(reg, "c.count"), filter and text(filter, "c.count")) end
end

local function add_actions(c, actions)
	local function add(action)
		if #actions == MAX_ACTIONS then error(place.word("effect() brings about more than %d things"):format(MAX_ACTIONS), 3) end
		actions[#actions + 1] = action
	end
	function c.create(reg, fields)
		local set = {}
		for key, value in pairs(fields or {}) do set[text(key, "c.create")] = record.to_data(value) end
		add { create = text(reg, "c.create"), set = set }
	end
	function c.link(a, b)
		add { link = reference(a, "c.link"), to = reference(b, "c.link") }
	end
	function c.notify(role, words)
		add { notify = people.role(role, "c.notify"), text = text(words, "c.notify") }
	end
end

function context.of(asked, given, raw, d, actions)
	local c = { today = given.today, on = given.on or given.today, user = given.user, roles = given.roles or {},
		office = given.office or {} }
	function c.is(role)
		for _, have in ipairs(given.roles or {}) do
			if have == people.role(role, "c.is") then return true end
		end
		return false
	end
	add_questions(c, asked, raw, d)
	if actions then add_actions(c, actions) end
	return setmetatable({}, {
		__index = function(_, key)
			if c[key] == nil and key ~= "user" and key ~= "today" and key ~= "on" then
				local late = key == "create" or key == "link" or key == "notify"
				local why = late and place.word "c.%s works in effect() only" or place.word "there is no c.%s"
				error(why:format(tostring(key)), 2)
			end
			return c[key]
		end,
		__newindex = function() error(place.word "c cannot be changed", 2) end,
		__metatable = false,
	})
end

return context

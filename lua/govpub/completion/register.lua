--[[
The words behind the name of a register at the cursor: actions and moves, records, fields, filters.

  register.words(asked, model, before, after)   before: the words between the name and the cursor without options;
                                                after: those behind the cursor
  register.values(asked, model, option)         the value of an option
  register.options(before)                      the options of the action among these words
--]]
local actions = require "govpub.register.actions"
local field = require "govpub.completion.field"
local filter = require "govpub.completion.filter"
local lookup = require "govpub.register.lookup"
local values = require "govpub.register.values"

local register = {}

-- --- actions and moves

local function goes_from(move, state)
	for _, key in ipairs(move.from) do
		if key == state then return true end
	end
	return false
end

-- 12 behind the cursor: the state that it is in
local function state_of(asked, model, words)
	local world = asked:world()
	for _, word in ipairs(world and words or {}) do
		local record = word:find "^%d" and lookup.one(world, model, word)
		if record then return record.state end
	end
end

local function moves(asked, model, after)
	local state = state_of(asked, model, after)
	for _, move in ipairs(model.decl.moves or {}) do
		if not state or goes_from(move, state) then asked:named(move.key, move.label) end
	end
end

local function first(asked, model, after)
	for _, action in ipairs(actions.list) do asked:named(action.name, action.chinese) end
	moves(asked, model, after)
	for _, view in ipairs(model.decl.views or {}) do
		if asked.prefix ~= "" then asked:named(view.key, view.label) end
	end
end

-- --- what stands behind an action

-- the keys of the fields that have a value on this line already
local function given(model, before)
	local keys = {}
	for _, word in ipairs(before) do
		local one = lookup.assignment(model, word)
		if one then keys[one.key] = true end
	end
	return keys
end

-- field=value, or the name of a field to begin with
local function assignment(asked, model, before, wanted)
	local one, text, how = lookup.assignment(model, asked.prefix)
	if one then
		local lead = asked.prefix:sub(1, #asked.prefix - #text)
		if not how.name:find("[", 1, true) then field.values(asked, one, lead, text) end
	else
		field.names(asked, model, "=", wanted, given(model, before))
	end
end

local function has_record(model, before)
	for _, word in ipairs(before) do
		if not lookup.assignment(model, word) then return true end
	end
	return false
end

local function more_records(asked, model) field.records(asked, model) end

local function record_then(more, states)
	return function(asked, model, before, move)
		local there = has_record(model, before)
		if not there then field.records(asked, model, states and states(move)) end
		if more and (there or asked.prefix ~= "") then more(asked, model, before, move) end
	end
end

-- what a move asks for first, and all that it may set
local function asks(asked, model, before, move)
	local keys, there = {}, given(model, before)
	for _, question in ipairs(move.ask or {}) do
		local one = question.field and model.field(question.field)
		if one then keys[one.key] = true elseif question.free then asked:put(question.free .. "=", question.label) end
	end
	for _, one in ipairs(model.decl.fields) do
		keys[one.key] = keys[one.key] or one.required == "@" .. move.key or one.required ~= nil and one.required == move.to
	end
	local _, _, how = lookup.assignment(model, asked.prefix)
	if how then return assignment(asked, model, before) end
	field.names(asked, model, "=", function(one) return keys[one.key] end, there)
end

local function one_filter(asked, model, before)
	if not before[1] then
		for _, view in ipairs(model.decl.views or {}) do asked:named(view.key, view.label) end
		asked:named("all", "全部")
	end
	filter.term(asked, model)
end

local behind = {
	add = assignment,
	edit = record_then(assignment),
	show = record_then(more_records), advance = record_then(more_records), log = record_then(), note = record_then(),
	due = function() end, undo = function() end,
	list = one_filter, export = one_filter,
	move = record_then(asks, function(move) return move.from end),
}

function behind.attach(asked, model, before)
	if before[1] then asked:files() else field.records(asked, model) end
end
function behind.import(asked) asked:files() end

behind.erase = record_then(function(asked, model)
	for _, one in ipairs(model.decl.fields) do
		if values.has_personal(one) then asked:named(one.key, one.label) end
	end
end)

function behind.link(asked, model, before)
	local registry = asked:registry()
	local other = before[2] and registry:named(before[2])
	if not before[1] then field.records(asked, model) end
	if before[1] and not before[2] then
		for _, one in ipairs(registry:all()) do asked:named(one.id, one.decl.title) end
	elseif other and not before[3] then
		field.records(asked, other)
	end
end

function behind.stat(asked, model)
	for _, entry in ipairs(model.decl.report or {}) do asked:named(entry.key, entry.label) end
end

-- `do MOVE` is the same as MOVE
local function split(model, before)
	local words = table.move(before, 1, #before, 1, {})
	local name = actions.named(words[1])
	if name == "do" then
		table.remove(words, 1)
		name = nil
	end
	local move = not name and words[1] and model.move(words[1])
	table.remove(words, 1)
	return move and "move" or name, words, move
end

function register.words(asked, model, before, after)
	if not before[1] then return first(asked, model, after) end
	if actions.named(before[1]) == "do" and not before[2] then return moves(asked, model, after) end
	local name, words, move = split(model, before)
	if behind[name] then
		behind[name](asked, model, words, move)
	elseif not name then
		filter.term(asked, model) -- `foi VIEW FILTER` is no action: a list
	end
end

-- --- options

function register.options(model, before)
	local name = before[1] and split(model, before) or "list"
	return actions.options[name] or {}
end

local of_field = { ["--by"] = true, ["--cols"] = true, ["--field"] = true, ["--sort"] = true }

function register.values(asked, model, option)
	if of_field[option] then
		local lead = asked.prefix:match "^.*[,]" or ""
		for _, one in ipairs(model.decl.fields) do asked:named(one.key, one.label, lead) end
		if option ~= "--field" then asked:named("state", "状态", lead) end
		for _, one in ipairs(option == "--cols" and model.decl.clocks or {}) do asked:named(one.key, one.label, lead) end
	elseif option == "--explain" then
		field.records(asked, model)
	end
end

return register

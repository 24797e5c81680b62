--[[
What the functions of a declaration decide about operations, asked for many records at once: guards, values that a
move sets, fields that are required, effects.

  decisions.review(world, items, refusals)   fills items' set, values and actions; refuses what a guard refuses
  decisions.guards(world, model, move, records)   { { ok, reason }, … } of records of the worker (for the list of moves)
  decisions.missing(item, demanded)   the fields that lack a value, as { key, … }; demanded: keys of required functions
--]]
local intent = require "govpub.register.intent"
local say = require "govpub.say"
local value_check = require "govpub.register.value_check"
local values = require "govpub.register.values"
local worker = require "govpub.register.worker"

local BATCH = 500

local decisions = {}

-- calls take(batch) for the items of one register and move (or kind), not too many at once
local function in_batches(items, key_of, take)
	local groups, order = {}, {}
	for _, item in ipairs(items) do
		local key = key_of(item)
		if key then
			if not groups[key] then
				groups[key] = {}
				order[#order + 1] = key
			end
			table.insert(groups[key], item)
		end
	end
	for _, key in ipairs(order) do
		local group = groups[key]
		for i = 1, #group, BATCH do take(table.move(group, i, math.min(i + BATCH - 1, #group), 1, {})) end
	end
end

local function records_of(world, batch)
	local records = {}
	for i, item in ipairs(batch) do records[i] = worker.record(world, item.model, item.record, item.values, item.move and item.set) end
	return records
end

function decisions.guards(world, model, move, records, on)
	return worker.call(world, model, "guard", move.key, records, on)
end

local function key_of_move(flag)
	return function(item)
		return item.move and item.move[flag] and item.model.id .. "\0" .. item.move.key .. "\0" .. item.on
	end
end

local function ask_guards(world, items, refusals)
	in_batches(items, key_of_move "guard", function(batch)
		local first = batch[1]
		local said = decisions.guards(world, first.model, first.move, records_of(world, batch), first.on)
		for i, item in ipairs(batch) do
			if not said[i].ok then
				intent.refuse(refusals, item, say.text("record.guarded", { move = say.choose(item.move.label),
					reason = say.choose(said[i].reason or "") }), { law = item.move.law })
			end
		end
	end)
end

local function ask_sets(world, items, refusals)
	in_batches(items, key_of_move "set", function(batch)
		local first = batch[1]
		local said = worker.call(world, first.model, "set", first.move.key, records_of(world, batch), first.on)
		for i, item in ipairs(batch) do
			for key, value in pairs(said[i]) do
				local field = item.model.field(key)
				local given = field and not values.has_personal(field) -- the script sees marks in place of what is personal
				local why = not field and key or given and (value_check.is_sealed(value) and say.text "value.sealed" or values.check(field, value))
				if why then
					intent.refuse(refusals, item, say.text("record.bad-value", { field = key, why = why }), { code = "usage" })
				elseif given then
					item.set[key], item.values[key] = value, value
				end
			end
		end
	end)
end

local function ask_effects(world, items)
	in_batches(items, key_of_move "effect", function(batch)
		local first = batch[1]
		local said = worker.call(world, first.model, "effect", first.move.key, records_of(world, batch), first.on)
		for i, item in ipairs(batch) do item.actions = said[i].actions end
	end)
end

-- --- required fields

local function has_required_functions(model)
	if model.demands == nil then
		model.demands = false
		for _, field in ipairs(model.decl.fields) do
			model.demands = model.demands or type(field.required) == "table"
		end
	end
	return model.demands
end

function decisions.missing(item, demanded)
	local missing = {}
	for _, field in ipairs(item.model.decl.fields) do
		local required = field.required
		local now = required == true and item.creates or required ~= nil and required == item.to and (item.creates or required ~= item.record.state)
			or item.move and required == "@" .. item.move.key
			or required == true and item.set[field.key] ~= nil -- emptied
		for _, key in ipairs(demanded or {}) do now = now or key == field.key end
		if now and item.values[field.key] == nil then missing[#missing + 1] = field.key end
	end
	return missing
end

local function check_required(world, items, refusals)
	local demanded = {}
	in_batches(items, function(item)
		local changes = item.op.kind ~= "undo" and item.op.kind ~= "read" and item.op.kind ~= "print"
		return changes and has_required_functions(item.model) and item.model.id
	end, function(batch)
		local state_to = {}
		for i, item in ipairs(batch) do
			state_to[i] = item.record.state
			item.record.state = item.to or item.record.state -- as it is going to be
		end
		local said = worker.call(world, batch[1].model, "required", nil, records_of(world, batch))
		for i, item in ipairs(batch) do
			item.record.state = state_to[i]
			demanded[item] = said[i]
		end
	end)
	for _, item in ipairs(items) do
		local lenient = item.op.kind == "undo" or item.op.kind == "import" and item.op.history
		for _, key in ipairs(lenient and {} or decisions.missing(item, demanded[item])) do
			local field = item.model.field(key)
			intent.refuse(refusals, item, say.text("record.missing", { field = say.choose(field.label) }),
				{ field = key, code = "usage", lacks = { field = field } })
		end
	end
end

function decisions.review(world, items, refusals)
	ask_guards(world, items, refusals)
	ask_sets(world, items, refusals)
	check_required(world, items, refusals)
	if #refusals == 0 then ask_effects(world, items) end
end

return decisions

--[[
What a row of an old ledger says about the way of its record: its moves with their dates, and the state they lead to.

  history.dates(declared) → { { move, field key }, … } in the order of the moves: those that the declaration names under
                            import.dates, else the dates that the moves ask for
  history.of(declared, dates, set, stated) → { state, moves = { { move, on, to, closed }, … }, closed, on, warnings }
      stated    the state that a column names, or nil; it wins over the dates
      on        the first date, on which the record began; nil: none
      warnings  { id, params } of messages: what the register would not have allowed
  history.state(declared, text) → its key, or nil and the label that is most like it
--]]
local words = require "govpub.register.import.words"

local history = {}

local function initial_of(declared)
	for _, state in ipairs(declared.states) do
		if state.initial then return state.key end
	end
	return declared.states[1] and declared.states[1].key
end

local function by_key(list)
	local by = {}
	for _, entry in ipairs(list) do by[entry.key] = entry end
	return by
end

function history.dates(declared)
	local out, named, fields = {}, (declared.import or {}).dates, by_key(declared.fields)
	for _, move in ipairs(declared.moves) do
		local key = named and named[move.key]
		if not named then
			for _, ask in ipairs(move.ask or {}) do
				local field = ask.field and fields[ask.field]
				if field and field.type == "date" and not key then key = ask.field end
			end
		end
		if key then out[#out + 1] = { move, key } end
	end
	return out
end

function history.state(declared, text)
	local labels, key_of = {}, {}
	local plain = words.plain(text)
	for _, state in ipairs(declared.states) do
		for _, label in pairs(state.label or {}) do
			if words.plain(label) == plain then return state.key end
			labels[#labels + 1] = label
			key_of[label] = state.key
		end
		if words.plain(state.key) == plain then return state.key end
	end
	return nil, words.near(text, labels)
end

local function allows(move, state)
	for _, from in ipairs(move.from) do
		if from == state then return true end
	end
	return false
end

local date_keys = setmetatable({}, { __mode = "k" }) -- by declaration

local function first_date(declared, set)
	local keys = date_keys[declared]
	if not keys then
		keys = {}
		for _, field in ipairs(declared.fields) do
			if field.type == "date" then keys[#keys + 1] = field.key end
		end
		date_keys[declared] = keys
	end
	for _, key in ipairs(keys) do
		if type(set[key]) == "string" then return set[key] end
	end
end

function history.of(declared, dates, set, stated)
	local made, warnings = {}, {}
	for order, entry in ipairs(dates) do
		local on = set[entry[2]]
		if type(on) == "string" then made[#made + 1] = { move = entry[1], on = on, order = order } end
	end
	table.sort(made, function(a, b)
		if a.on ~= b.on then return a.on < b.on end
		return a.order < b.order
	end)
	local out = { state = initial_of(declared), moves = {}, warnings = warnings, on = first_date(declared, set) }
	for i, step in ipairs(made) do
		local move = step.move
		if not allows(move, out.state) then
			warnings[#warnings + 1] = { "import.out-of-order", { move = move.label, state = out.state, on = step.on } }
		end
		out.state = move.to or out.state
		out.closed = move.closed or out.closed
		out.moves[i] = { move = move.key, on = step.on, to = out.state, closed = move.closed or nil }
		if not out.on or step.on < out.on then out.on = step.on end
	end
	if stated and stated ~= out.state then
		if #made > 0 then warnings[#warnings + 1] = { "import.other-state", { stated = stated, dates = out.state } } end
		out.state = stated
		local last = out.moves[#out.moves]
		if last then last.to = stated end
	end
	out.initial = out.state == initial_of(declared) and #out.moves == 0
	return out
end

return history

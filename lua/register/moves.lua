--[[
The states and moves of a register.

  moves.states(list, at)     data, by key, the first one
  moves.read(list, at, d)    adds moves, move (by key) and functions to d

A state is { "key", "标签", initial =, final =, public =, law = why it is left and changed as it is }; a move is
  { "key", "标签", from =, to =, by =, not_by =, within =, after =, ask =, guard =, set =, effect =, print =, … }.
--]]
local place = require "register.place"
local people = require "register.people"
local shapes = require "register.shapes"
local wrong = place.wrong

local moves = {}

function moves.states(list, at)
	local seen, by_key, initial = {}, {}, nil
	local data = place.list(list, at, function(item, spot)
		place.keys(item, spot, shapes.state)
		local state = { key = place.key(item[1], spot .. "[1]"), label = place.label(item[2], spot .. "[2]") }
		place.once(seen, state.key, spot)
		for _, flag in ipairs { "initial", "final", "public" } do
			if item[flag] ~= nil then state[flag] = place.boolean(item[flag], spot .. "." .. flag) or nil end
		end
		if item.law ~= nil then state.law = place.string(item.law, spot .. ".law") end
		if state.initial then
			if initial then wrong(spot .. ".initial", "'%s' is the first state already; there is one only", initial) end
			initial = state.key
		end
		by_key[state.key] = state
		return state
	end)
	if not initial then wrong(at, "no state is the first one; write initial = true") end
	return data, by_key, initial
end

local function read_from(item, at, states, order)
	if item.from == nil then wrong(at, "from is missing") end
	if item.from ~= "*" then
		return place.names(item.from, at .. ".from", function(key, spot) return place.one(key, spot, states) end)
	end
	local from = {}
	for _, state in ipairs(order) do
		if not state.final and state.key ~= item.to then from[#from + 1] = state.key end
	end
	return from
end

local free_types = { text = "text", date = "date", ask_days = "days" }

-- { "!question", date } or { "!question", text, pii = true }
local function read_question(item, at)
	place.keys(item, at, shapes.ask)
	local kind = type(item[2]) == "table" and free_types[item[2].type or item[2].span]
	if not kind then wrong(at .. "[2]", "a question is answered by text, date or ask_days") end
	local personal = {}
	for _, flag in ipairs { "pii", "secret" } do
		if item[flag] ~= nil then personal[flag] = place.boolean(item[flag], at .. "." .. flag) or nil end
		if personal[flag] and kind ~= "text" then wrong(at .. "." .. flag, "only a text is sealed; a clock reads dates and days") end
	end
	return item[1], kind, personal
end

-- "field", "?field" (may stay empty), "!question", "?!question"; or a question with its type
local function read_ask(item, at, fields)
	local word, kind, personal = item, "text", {}
	if type(item) == "table" then word, kind, personal = read_question(item, at) end
	place.string(word, at)
	local optional, free, name = word:match "^(%??)(!?)(.+)$"
	if not name then wrong(at, "must not be empty") end
	local ask = { optional = optional ~= "" or nil, pii = personal.pii, secret = personal.secret }
	if free == "" and type(item) ~= "table" and (fields[name] or optional == "") then
		ask.field = place.one(name, at, fields)
		if fields[name].calc then wrong(at, "'%s' is calculated", name) end
	else
		ask.free, ask.label, ask.type = name, { zh = name }, kind
	end
	return ask
end

local function read_functions(move, item, at, functions)
	for _, name in ipairs { "guard", "set", "effect" } do
		if item[name] ~= nil then
			functions[name][move.key] = place.callable(item[name], at .. "." .. name)
			move[name] = true
		end
	end
end

local function read_rest(move, item, at)
	for _, flag in ipairs { "irrevocable", "batch" } do
		if item[flag] ~= nil then move[flag] = place.boolean(item[flag], at .. "." .. flag) or nil end
	end
	if item.law ~= nil then move.law = place.string(item.law, at .. ".law") end
	if item.help ~= nil then move.help = place.label(item.help, at .. ".help") end
	if item.mark ~= nil then move.mark = place.one(item.mark, at .. ".mark", { V = true, M = true, D = true }) end
	if item.print ~= nil then move.print = place.names(item.print, at .. ".print") end
	if item.within ~= nil then move.within = place.string(item.within, at .. ".within") end
	if item.after ~= nil then move.after = place.string(item.after, at .. ".after") end
end

local function read_move(item, at, d, functions)
	place.keys(item, at, shapes.move)
	local move = { key = place.key(item[1], at .. "[1]"), label = place.label(item[2], at .. "[2]"),
		from = read_from(item, at, d.state, d.states) }
	if item.to ~= nil then move.to = place.one(item.to, at .. ".to", d.state) end
	for _, key in ipairs(move.from) do
		if d.state[key].final and move.to then wrong(at .. ".from", "'%s' is a last state; nothing leads out of it", key) end
	end
	if item.by ~= nil then move.by = place.names(item.by, at .. ".by", people.role) end
	if item.not_by ~= nil then move.not_by = place.names(item.not_by, at .. ".not_by") end
	if item.ask ~= nil then
		local seen = {}
		move.ask = place.list(item.ask, at .. ".ask", function(word, spot)
			local ask = read_ask(word, spot, d.field)
			place.once(seen, ask.field or ask.free, spot)
			return ask
		end)
	end
	read_functions(move, item, at, functions)
	read_rest(move, item, at)
	return move
end

-- every state is reached from the first one by moves
local function check_reached(d, at)
	local reached, found = { [d.initial] = true }, true
	while found do
		found = false
		for _, move in ipairs(d.moves) do
			for _, from in ipairs(move.from) do
				if reached[from] and move.to and not reached[move.to] then
					reached[move.to], found = true, true
				end
			end
		end
	end
	for i, state in ipairs(d.states) do
		if not reached[state.key] then wrong(("%s[%d]"):format(at, i), "no move leads to the state '%s'", state.key) end
	end
end

-- d: { states, state (by key), field (by key), initial }; adds moves, move (by key), functions, private ("!" and a question
-- whose answer is sealed = true)
function moves.read(list, at, d)
	local seen = {}
	d.move, d.functions, d.private = {}, { guard = {}, set = {}, effect = {} }, {}
	d.moves = place.list(list or {}, at, function(item, spot)
		local move = read_move(item, spot, d, d.functions)
		place.once(seen, move.key, spot)
		d.move[move.key] = move
		for _, ask in ipairs(move.ask or {}) do
			if ask.pii or ask.secret then d.private["!" .. ask.free] = true end
		end
		return move
	end)
	for i, move in ipairs(d.moves) do
		for j, other in ipairs(move.not_by or {}) do place.one(other, ("%s[%d].not_by[%d]"):format(at, i, j), d.move) end
	end
	check_reached(d, "states")
end

return moves

--[[
The way of moves that leads to a move. The shortest is often an exception, such as a request that is withdrawn; the
order in which moves are declared says how a record usually goes on.

  ways.to(model, state, move)   { move, … } to be made before it, in order; nil: it cannot be reached any more
--]]
local ways = {}

local MANY = 2 -- a move from more states than these is a way out, not a step of the way

local function goes_from(move, state)
	for _, key in ipairs(move.from) do
		if key == state then return true end
	end
	return false
end

local function leaves(move, state) return move.to ~= nil and move.to ~= state and goes_from(move, state) end

-- The move that usually leads into a state: the last one declared before the first that leads out of it.
local function entry(model, state)
	local usual, any
	for _, move in ipairs(model.decl.moves) do
		if leaves(move, state) and usual then return usual end
		if move.to == state and not goes_from(move, state) then
			any = any or move
			if #move.from <= MANY then usual = move end
		end
	end
	return usual or any
end

-- the states on the usual way to the move, from the first state or from this one
local function usual_way(model, state, move)
	local spine, seen, from = {}, {}, move.from
	while from do
		local here
		for _, key in ipairs(from) do
			if not seen[key] then here = here or key end
			if key == state then here = key end
		end
		if not here or seen[here] then break end
		seen[here] = true
		table.insert(spine, 1, here)
		local before = here ~= state and entry(model, here)
		from = before and before.from
	end
	return spine
end

-- the fewest moves from a state to one of the wanted; of several equally near the one that comes first there
local function nearest(model, state, wanted)
	local reached, level = { [state] = {} }, { state }
	while #level > 0 do
		for _, key in ipairs(wanted) do
			if reached[key] then return key, reached[key] end
		end
		local further = {}
		for _, key in ipairs(level) do
			for _, move in ipairs(model.decl.moves) do
				if leaves(move, key) and not reached[move.to] then
					local way = reached[key]
					reached[move.to] = table.move(way, 1, #way, 1, {})
					table.insert(reached[move.to], move)
					further[#further + 1] = move.to
				end
			end
		end
		level = further
	end
end

function ways.to(model, state, move)
	local spine = usual_way(model, state, move)
	local start, way = nearest(model, state, spine)
	if not start then return select(2, nearest(model, state, move.from)) end
	local on_it = false
	for _, key in ipairs(spine) do
		if on_it then way[#way + 1] = entry(model, key) end
		on_it = on_it or key == start
	end
	return way
end

return ways

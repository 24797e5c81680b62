--[[
What may be done with a record now, and why the rest may not.

  advance.run(world, model, given, words)
  advance.moves(world, model, record)   { { move, open, here, way, reasons = { … }, asks = { label … }, until_ }, … }
      here: it goes from the state of the record; way: the moves before it (govpub.register.ways)
--]]
local clocks = require "govpub.register.clocks"
local decisions = require "govpub.register.decisions"
local hints = require "govpub.register.hints"
local intent = require "govpub.register.intent"
local lookup = require "govpub.register.lookup"
local output = require "govpub.register.output"
local say = require "govpub.say"
local ways = require "govpub.register.ways"
local worker = require "govpub.register.worker"

local advance = {}

-- refusals of the parts that need no answers: a move that only asks for something is open
local function refusals_of(world, model, record, move)
	local refusals = {}
	local op = { kind = "move", reg = model.id, rid = record.rid, move = move.key }
	local set, free = {}, {}
	op.set, op.free = set, free
	for _, question in ipairs(move.ask or {}) do
		if question.free then free[question.free] = "…" end
	end
	local item = intent.prepare(world, op, refusals)
	local reasons = {}
	for _, refusal in ipairs(refusals) do
		if refusal.code ~= "usage" then reasons[#reasons + 1] = refusal.reason end
	end
	return reasons, item
end

-- The guard decides with what is known so far; fields that the move asks for are not there yet.
local function guarded(world, model, record, move)
	if not move.guard then return nil end
	local said = decisions.guards(world, model, move, { worker.record(world, model, record) })[1]
	return not said.ok and say.choose(said.reason or "") or nil
end

-- 受理 → 送签
local function named(way)
	local names = {}
	for i, move in ipairs(way) do names[i] = say.choose(move.label) end
	return table.concat(names, " → ")
end

-- the fields that the move asks for and that are empty: the guard may say something else once they are there
local function missing(model, record, move)
	local labels = {}
	for _, question in ipairs(move.ask or {}) do
		local field = question.field and not question.optional and model.field(question.field)
		if field and record.fields[field.key] == nil then labels[#labels + 1] = say.choose(field.label) end
	end
	return labels
end

local function last_day(world, model, record, move)
	if not move.within then return nil end
	for _, one in ipairs(clocks.of(world, model, record)) do
		if one.name == move.within or type(move.within) == "table" and one.name == move.within[1] then return one.due end
	end
end

function advance.moves(world, model, record)
	local list = {}
	record.moves = record.moves or world.ledger:moves(record.reg, record.rid)
	record.answers = record.answers or clocks.answers(world, record)
	for _, move in ipairs(model.decl.moves or {}) do
		local reasons = refusals_of(world, model, record, move)
		local in_state = false
		for _, key in ipairs(move.from) do in_state = in_state or key == record.state end
		local asks = in_state and #reasons == 0 and missing(model, record, move) or {}
		local way = not in_state and ways.to(model, record.state, move) or nil
		if in_state then
			reasons[#reasons + 1] = guarded(world, model, record, move)
		else
			reasons = { way and say.text("record.first", { moves = named(way) }) or say.text "record.over" }
		end
		list[#list + 1] = { move = move, open = #reasons == 0, reasons = reasons, asks = asks, here = in_state, way = way,
			until_ = last_day(world, model, record, move) }
	end
	return list
end

local function data(record, list, known)
	local moves = {}
	for i, one in ipairs(list) do
		moves[i] = { move = one.move.key, open = one.open, reasons = one.reasons[1] and one.reasons or nil, ["until"] = one.until_,
			asks = one.asks[1] and one.asks or nil }
	end
	return { reg = record.reg, rid = record.rid, no = record.no, state = record.state, moves = moves, hints = hints.data(known) }
end

-- what one move leads to: 受理 → 征求意见  延期 …
local function print_near(list)
	local after, order = {}, {}
	for _, one in ipairs(list) do
		if one.way and #one.way == 1 then
			local first = one.way[1]
			if not after[first.key] then
				after[first.key] = {}
				order[#order + 1] = first
			end
			table.insert(after[first.key], say.choose(one.move.label))
		end
	end
	for _, first in ipairs(order) do
		say.line("record.after", { move = say.choose(first.label), moves = table.concat(after[first.key], "  ") })
	end
end

local function print_refused(one)
	say.line(one.asks[1] and "record.may-ask" or "record.may-not", { move = say.choose(one.move.label),
		fields = table.concat(one.asks, say.text "record.or"), reason = table.concat(one.reasons, say.text "record.semicolon") })
end

-- what is far, or over, is of no use now: it is counted, and listed where all is wanted
local function print_far(list, all)
	local n = 0
	for _, one in ipairs(list) do
		local far = not one.here and not (one.way and #one.way == 1)
		if far and all then print_refused(one) end
		n = n + (far and 1 or 0)
	end
	if n > 0 and not all then say.line("record.far", { n = n }) end
end

local function print_moves(model, record, list, all)
	local state = model.state(record.state)
	io.write(output.plain(record.no), "  ", state and say.choose(state.label) or record.state, "\n")
	local open = {}
	for _, one in ipairs(list) do
		local label = say.choose(one.move.label)
		if one.open then
			open[#open + 1] = one.until_ and say.text("record.move-until", { move = label, date = one.until_ }) or label
		end
	end
	say.line("record.may", { moves = #open > 0 and table.concat(open, "  ") or say.text "record.nothing" })
	for _, one in ipairs(list) do
		if one.here and not one.open then print_refused(one) end
	end
	print_near(list)
	print_far(list, all)
end

function advance.run(world, model, given, words)
	if #words == 0 then say.fail("usage", "%s: which record? Give its number", "advance") end
	local records = lookup.records(world, model, words)
	if given["--json"] or given["--jsonl"] then
		output.records(records, given, function(record) 			return data(record, advance.moves(world, model, record), hints.of(world, model, record))
		end)
		return 0
	end
	for _, record in ipairs(records) do
		print_moves(model, record, advance.moves(world, model, record), given["--all"])
		hints.tell(hints.of(world, model, record))
	end
	return 0
end

return advance

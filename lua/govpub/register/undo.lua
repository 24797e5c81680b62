--[[
Takes back one whole invocation by an event that compensates it; the trace keeps both.

  undo.run(world, model, given, words)   the last of one's own in the register, or --tx ID
--]]
local act = require "govpub.register.act"
local ask = require "govpub.register.ask"
local fold = require "govpub.register.fold"
local json = require "govpub.json"
local log = require "govpub.register.log"
local people = require "govpub.register.people"
local say = require "govpub.say"

local undo = {}

local takes_back = { create = true, edit = true, amend = true, move = true, note = true, attach = true, detach = true, link = true,
	import = true }
local harmless = { read = true, print = true, note = true }

-- the record as it was before the first event of the invocation, and what stands in the way
local function before(world, reg, rid, tx)
	local fields, state, past = {}, nil, { seqs = {}, keys = {} }
	local undone = {}
	local events = world.ledger:events { reg = reg, rid = rid }
	for _, event in ipairs(events) do
		if event.kind == "undo" then
			for _, seq in ipairs(event.body.seqs or {}) do undone[seq] = true end
		end
	end
	for _, event in ipairs(events) do
		if event.tx == tx then
			past.seqs[#past.seqs + 1] = event.seq
			past.creates = past.creates or event.kind == "create" or event.kind == "import"
			past.moves = past.moves or event.body.to ~= nil
			for key in pairs(event.body.set or {}) do past.keys[key] = true end
			for _, key in ipairs(event.body.cleared or {}) do past.keys[key] = true end
		elseif #past.seqs > 0 then
			local later = not undone[event.seq] and not harmless[event.kind] and event.kind ~= "undo"
			if later then past.later = event end
		else
			fold.merge(fields, event.body)
			state = event.kind == "undo" and event.body.state or event.body.to or state
		end
	end
	past.fields, past.state = fields, state
	return past
end

local function refuse_irrevocable(world, events)
	for _, event in ipairs(events) do
		local model = world.registry:model(event.reg)
		local move = event.move ~= "" and model.move(event.move)
		if move and move.irrevocable then
			say.fail("denied", "%s", say.text("record.irrevocable", { no = world:named(event), move = say.choose(move.label) }))
		elseif not takes_back[event.kind] and not harmless[event.kind] then
			say.fail("denied", "%s", say.text("record.not-undone", { no = world:named(event),
				kind = log.kinds[event.kind] and say.text(log.kinds[event.kind]) or event.kind }))
		end
	end
end

-- An undo is among the events of every record that it took back.
local function undone_already(world, tx)
	local first = world.ledger:events { tx = tx, limit = 1 }[1]
	if not first then return false end
	for _, event in ipairs(world.ledger:events { reg = first.reg, rid = first.rid, kind = "undo" }) do
		if event.body.tx == tx then return true end
	end
	return false
end

-- the last invocation of the user that changed something in the register and was not taken back
local function last_tx(world, model)
	local tx = world.ledger:last_tx(world.user.id, model.id)
	while tx and undone_already(world, tx) do tx = world.ledger:last_tx(world.user.id, model.id, tx) end
	return tx
end

local function operation(world, reg, rid, tx)
	local past = before(world, reg, rid, tx)
	if past.later then
		say.fail("conflict", "%s", say.text("record.later", { no = world:named { reg = reg, rid = rid }, by = past.later.by,
			on = past.later.on }))
	end
	local set = {}
	for key in pairs(past.keys) do
		local old = past.fields[key]
		if old == nil then set[key] = json.null else set[key] = old end
	end
	local record = world.ledger:record(reg, rid)
	return { kind = "undo", reg = reg, rid = rid, rev = record.rev, undone = tx, seqs = past.seqs,
		set = next(set) and not past.creates and set or nil, state = not past.creates and past.moves and past.state or nil,
		void = past.creates or nil }
end

function undo.run(world, model, given, words)
	if words[1] then say.fail("usage", "'%s' is too much", words[1]) end
	local tx = given["--tx"] or last_tx(world, model)
	if not tx then say.fail("notfound", "register %s has nothing of yours to take back", model.id) end
	local events = world.ledger:events { tx = tx }
	if #events == 0 then say.fail("notfound", "there is no change %s", tx) end
	if events[1].by ~= world.user.id and not people.may(world.user, { "head", "admin" }) then
		say.fail("denied", "%s", say.text("record.undo-others", { by = events[1].by }))
	end
	if undone_already(world, tx) then say.fail("denied", "%s was taken back already", tx) end
	refuse_irrevocable(world, events)
	local seen, operations, names = {}, {}, {}
	for _, event in ipairs(events) do
		local key = event.reg .. "\0" .. event.rid
		if not seen[key] then
			seen[key] = true
			operations[#operations + 1] = operation(world, event.reg, event.rid, tx)
			names[#names + 1] = world:named(event)
		end
	end
	if #operations > 1 or events[1].by ~= world.user.id then
		local question = say.text("record.undo-many", { n = #operations, names = table.concat(names, "、", 1, math.min(#names, 5)) })
		if not ask.agree(question, given) then say.fail("denied", "nothing was changed") end
	end
	return act.apply(world, given, operations)
end

return undo

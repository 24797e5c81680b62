--[[
A record as its events made it up to a day, by the dates that count (not by when they were written down); what was taken
back since never was.

  fold.on(world, model, record, date)   the record as it was, with .moves, .answers and .clocks; nil: it was not there yet
  fold.world(world, date)               the same world on that day
  fold.events(world, record, date)      the events that made it up
  fold.merge(fields, body)              what one event does to the fields (RFC 7396, at their first level)
--]]
local clocks = require "govpub.register.clocks"

local fold = {}

function fold.merge(fields, body)
	for key, value in pairs(body.set or {}) do fields[key] = value end
	for _, key in ipairs(body.cleared or {}) do fields[key] = nil end
end

function fold.world(world, date) return setmetatable({ today = date }, { __index = world }) end

function fold.events(world, record, date)
	local undone, list = {}, {}
	local events = world.ledger:events { reg = record.reg, rid = record.rid }
	for _, event in ipairs(events) do
		for _, seq in ipairs(event.kind == "undo" and event.body.seqs or {}) do undone[seq] = true end
	end
	for _, event in ipairs(events) do
		if event.kind ~= "undo" and not undone[event.seq] and event.on <= date then list[#list + 1] = event end
	end
	return list
end

-- the moves that an imported record had made already
local function replay(past, model, history, date)
	past.state = model.initial
	for _, step in ipairs(history) do
		if step.on <= date then
			past.state = step.to or past.state
			if step.closed then past.closed_on = step.on end
		end
	end
end

local function apply(past, model, event, date)
	local body = event.body
	fold.merge(past.fields, body)
	for question, answer in pairs(body.free or {}) do past.answers[question] = answer end
	if body.history then
		replay(past, model, body.history, date)
	else
		past.state = body.to or past.state
		if body.closed then past.closed_on = event.on end
	end
end

function fold.on(world, model, record, date)
	local events = fold.events(world, record, date)
	if not events[1] or record.created_on > date then return nil end
	local past = { reg = record.reg, rid = record.rid, no = record.no, n = record.n, year = record.year, rev = #events,
		created_on = record.created_on, fields = {}, moves = {}, answers = {} }
	for _, event in ipairs(events) do apply(past, model, event, date) end
	for _, move in ipairs(world.ledger:moves(record.reg, record.rid)) do
		if not move.undone and move.on <= date then past.moves[#past.moves + 1] = move end
	end
	past.clocks = {}
	for _, one in ipairs(clocks.of(fold.world(world, date), model, past)) do past.clocks[one.name] = one end
	return past
end

return fold

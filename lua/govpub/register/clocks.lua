--[[
The clocks of a record: computed from its moves, its dates and the calendar; what is stored is a copy for lists.

  clocks.of(world, model, record)        { { name, label, status, due, … }, … } in the order of the declaration
      record: { reg, rid, state, fields }, with .moves and .answers where they are known already
  clocks.project(world, model, record)   the same, and stored
  clocks.walk(world, model, record, name)   one clock with its days: as govpub.clock says
  clocks.stored(world, model, record)    the copies: { [name] = clock }
  clocks.now(world, spec, clock)         a copy as it is today: nobody writes down that a window has closed
  clocks.overdue(clock, today)           whether it runs and its day has passed
  clocks.answers(world, record)          { [question] = answer } of the moves that were not undone
  clocks.refresh(world, how)             those that are not what is stored anew: { { reg, rid, no, name, was, due }, … }, and
                                         of how many records; how: { open = true } leaves closed records out,
                                         { all = true } stores those anew too that seem to be right
--]]
local clock = require "govpub.clock"

local clocks = {}

function clocks.now(world, spec, one)
	if spec and spec.window and one.status == "running" and one.due < world.today then one.status = "closed" end
	return one
end

function clocks.stored(world, model, record)
	local by = {}
	for _, one in ipairs(world.ledger:clocks(record.reg, record.rid)) do
		by[one.name] = clocks.now(world, model.clock(one.name), one)
	end
	return by
end

function clocks.overdue(one, today)
	local runs = one.status == "running" or one.status == "agreed"
	return runs and one.due ~= nil and one.due < today or one.late == true
end

-- a clock asks for the answer to a question only where it is agreed on, or told in days
local function wants_answers(model)
	for _, spec in ipairs(model.decl.clocks or {}) do
		if spec.kind == "ask_days" or spec.agreed then return true end
	end
	return false
end

function clocks.answers(world, record)
	local undone, answers = {}, {}
	local events = world.ledger:events { reg = record.reg, rid = record.rid }
	for _, event in ipairs(events) do
		for _, seq in ipairs(event.kind == "undo" and event.body.seqs or {}) do undone[seq] = true end
	end
	for _, event in ipairs(events) do
		if not undone[event.seq] then
			for question, answer in pairs(event.body.free or {}) do answers[question] = answer end
		end
	end
	return answers
end

-- which fields have dates, and which rows
local function dated(model)
	if not model.dated then
		model.dated, model.rowed = {}, {}
		for _, field in ipairs(model.decl.fields) do
			if field.type == "date" or field.type == "time" then table.insert(model.dated, field.key) end
			if field.type == "rows" then table.insert(model.rowed, field.key) end
		end
		model.asks = wants_answers(model)
	end
	return model.dated, model.rowed
end

local function input_of(world, model, record)
	local input = { today = world.today, state = record.state, initial = model.initial, moves = {}, dates = {}, rows = {},
		created_on = record.created_on, fields = record.fields }
	local dates, rows = dated(model)
	for _, move in ipairs(record.moves or world.ledger:moves(record.reg, record.rid)) do
		if not move.undone then
			input.moves[#input.moves + 1] = { move = move.move, on = move.on, state = move.state }
		end
	end
	for _, key in ipairs(dates) do
		local value = record.fields[key]
		if type(value) == "string" then input.dates[key] = value end
	end
	for _, key in ipairs(rows) do
		local value = record.fields[key]
		if type(value) == "table" then input.rows[key] = value end
	end
	input.answers = record.answers or model.asks and clocks.answers(world, record) or {}
	return input
end

-- A final state is left by nothing: what has not been met there never will be, as in old ledgers that do not say when.
local unmet = { running = true, agreed = true, paused = true, held = true }

function clocks.of(world, model, record)
	local list, input = {}, nil
	local state = model.state(record.state)
	for _, spec in ipairs(model.decl.clocks or {}) do
		input = input or input_of(world, model, record)
		local one = clock.evaluate(world.calendar, spec, input)
		if state and state.final and unmet[one.status] then one.status = "closed" end
		one.name, one.label = spec.key, spec.label
		list[#list + 1] = one
	end
	return list
end

function clocks.walk(world, model, record, name)
	return clock.walk(world.calendar, model.clock(name), input_of(world, model, record))
end

function clocks.project(world, model, record)
	local list = clocks.of(world, model, record)
	if #list > 0 then world.ledger:put_clocks(record.reg, record.rid, list) end
	return list
end

-- Days used grow by themselves and are no reason.
local function differs(before, list)
	for _, one in ipairs(list) do
		local was = before[one.name]
		if not was or was.status ~= one.status or was.due ~= one.due or was.earliest ~= one.earliest or was.total ~= one.total
			or was.met_on ~= one.met_on or was.provisional ~= (one.provisional or false) or was.late ~= (one.late or false) then
			return true
		end
		before[one.name] = nil
	end
	return next(before) ~= nil
end

local function look(world, model, record, how, moved)
	local before = {}
	for _, one in ipairs(world.ledger:clocks(record.reg, record.rid)) do before[one.name] = one end
	local list = record.void and {} or clocks.of(world, model, record)
	for _, one in ipairs(list) do
		local was = (before[one.name] or {}).due
		if one.due ~= was and one.status ~= "met" then
			moved[#moved + 1] = { reg = record.reg, rid = record.rid, no = record.no, name = one.name, label = one.label,
				was = was, due = one.due }
		end
	end
	return how.all or differs(before, list)
end

function clocks.refresh(world, how)
	how = how or {}
	local moved, stale = {}, {}
	for _, model in ipairs(world.registry:all()) do
		if #(model.decl.clocks or {}) > 0 then
			world.ledger:each(model.id, function(record)
				local wanted = not (how.open and record.closed_on)
				if wanted and look(world, model, record, how, moved) then stale[#stale + 1] = { model = model, rid = record.rid } end
			end)
		end
	end
	if #stale == 0 then return moved, 0 end
	world.ledger:begin()
	for _, one in ipairs(stale) do -- somebody may have gone on with it meanwhile
		local record = world.ledger:record(one.model.id, one.rid)
		world.ledger:put_clocks(one.model.id, one.rid, record.void and {} or clocks.of(world, one.model, record))
	end
	world.ledger:commit()
	return moved, #stale
end

return clocks

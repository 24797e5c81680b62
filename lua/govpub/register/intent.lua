--[[
One operation looked at before anything is written: whether its register, record and person allow it.

  intent.prepare(world, op, refusals)   an item, or nil with what is refused added
  intent.refuse(refusals, item, reason, more)   more: { field=, law=, code=, lacks= { field= or question= } }

An item: { op, model, record (with moves; of a create: a draft), values = fields as they are going to be, set = what changes,
to, closed, move, result }.
--]]
local calendar_module = require "govpub.calendar"
local clocks = require "govpub.register.clocks"
local json = require "govpub.json"
local people = require "govpub.register.people"
local say = require "govpub.say"
local value_check = require "govpub.register.value_check"
local values = require "govpub.register.values"

local intent = {}

function intent.refuse(refusals, item, reason, more)
	more = more or {}
	refusals[#refusals + 1] = { record = item.record and item.record.no or "", reason = reason, law = more.law, field = more.field,
		code = more.code or "denied", index = item.index, lacks = more.lacks }
end

local function sealed(value) return type(value) == "table" and value["$v"] ~= nil end

-- the fields that are going to change, checked one by one
local function take_values(world, item, refusals)
	local op, model, old = item.op, item.model, item.record.fields
	for key, value in pairs(op.set or {}) do
		local field = model.field(key)
		if not field or field.key ~= key then
			intent.refuse(refusals, item, say.text("record.no-field", { field = key }), { field = key, code = "usage" })
		elseif field.calc then
			intent.refuse(refusals, item, say.text("record.calculated", { field = say.choose(field.label) }), { code = "usage" })
		else
			local why = value ~= json.null and (op.followed and value_check.is_sealed(value) and say.text "value.sealed"
				or values.check(field, value))
			if why then
				intent.refuse(refusals, item, say.text("record.bad-value", { field = say.choose(field.label), why = why }),
					{ field = key, code = "usage" })
			end
			if not (old[key] == value or value == json.null and old[key] == nil) then item.set[key] = value end
			item.values[key] = value ~= json.null and value or nil
			if item.creates and field.since and world.today < field.since then item.set[key] = value end
		end
	end
end

local function take_defaults(world, item)
	for _, field in ipairs(item.model.decl.fields) do
		if field.default ~= nil and item.values[field.key] == nil then
			local value = field.default
			if field.type == "date" and value == "today" then value = world.today end
			item.values[field.key], item.set[field.key] = value, value
		end
	end
end

local function check_rights(world, item, refusals)
	if world.user.everything or item.op.kind == "import" then return end
	local asked = {}
	for _, ask in ipairs(item.move and item.move.ask or {}) do asked[ask.field or ""] = true end
	for key in pairs(item.set) do
		if not item.creates and not asked[key] and not people.edits(world.user, item.model.decl, key) then
			local field = item.model.field(key)
			intent.refuse(refusals, item, say.text("record.no-edit", { field = say.choose(field.label), user = world.user.name }),
				{ field = key })
		end
	end
end

-- what was fixed once, what moves give, and what has been filed, is written by hand only with a reason, and says so
local function check_frozen(item, refusals)
	local state = item.model.state(item.record.state)
	if item.op.kind == "edit" and state and state.final then
		item.amends = true
		if not item.op.why then
			intent.refuse(refusals, item, say.text("record.final", { state = say.choose(state.label) }), { law = state.law })
			return
		end
	end
	for key in pairs(item.set) do
		local field = item.model.field(key)
		if field.frozen and item.record.fields[key] ~= nil or field.moved and item.op.kind ~= "move" then
			item.amends = true
			if not item.op.why then
				intent.refuse(refusals, item, say.text("record.frozen", { field = say.choose(field.label) }), { field = key })
			end
		end
	end
end

-- --- moves

local function person_of(record, move_key)
	for i = #record.moves, 1, -1 do
		local made = record.moves[i]
		if made.move == move_key and not made.undone then return made.by end
	end
end

local function forced(world, item, refusals, reason)
	if not item.op.force then
		intent.refuse(refusals, item, reason, { law = item.move.law })
	elseif not people.may(world.user, { "head" }) then
		intent.refuse(refusals, item, say.text "record.force-head")
	else
		item.forced = item.op.force
	end
end

local function check_person(world, item, refusals)
	local move = item.move
	if not people.may(world.user, move.by) then
		local names = {}
		for i, role in ipairs(move.by or {}) do names[i] = people.named(role) end
		intent.refuse(refusals, item, say.text("record.not-yours",
			{ move = say.choose(move.label), roles = table.concat(names, "、"), user = world.user.name }), { law = move.law })
		return
	end
	if world.user.everything then return end
	for _, other in ipairs(move.not_by or {}) do
		if person_of(item.record, other) == world.user.id then
			forced(world, item, refusals, say.text("record.four-eyes",
				{ move = say.choose(move.label), other = say.choose(item.model.move(other).label) }))
			return
		end
	end
end

local function goes_from(move, state)
	for _, key in ipairs(move.from) do
		if key == state then return true end
	end
	return false
end

-- the article of the move, and that of the state which shuts it out
local function laws_of(move, state)
	local both = { move.law }
	if state and state.law and state.law ~= move.law then both[#both + 1] = state.law end
	return both[1] and table.concat(both, say.text "record.semicolon") or nil
end

local function check_state(item, refusals)
	if goes_from(item.move, item.record.state) then return true end
	local from, now = {}, {}
	for i, key in ipairs(item.move.from) do from[i] = say.choose(item.model.state(key).label) end
	for _, move in ipairs(item.model.decl.moves) do
		if goes_from(move, item.record.state) then now[#now + 1] = say.choose(move.label) end
	end
	local state, comma = item.model.state(item.record.state), say.text "record.or"
	intent.refuse(refusals, item, say.text("record.wrong-state", { move = say.choose(item.move.label),
		state = state and say.choose(state.label) or item.record.state, from = table.concat(from, comma),
		now = now[1] and table.concat(now, comma) or say.text "record.nothing" }), { law = laws_of(item.move, state) })
	return false
end

-- A step that leads on is not dated before the one that led here: a deadline would be met before it began.
local function check_order(item, refusals)
	for i = item.move.to and #item.record.moves or 0, 1, -1 do
		local made = item.record.moves[i]
		local before = not made.undone and item.model.move(made.move)
		if before and before.to then
			if item.on < made.on then
				intent.refuse(refusals, item, say.text("record.before", { move = say.choose(item.move.label),
					other = say.choose(before.label), date = made.on }), { code = "usage" })
			end
			return
		end
	end
end

local function check_asked(item, refusals)
	for _, ask in ipairs(item.move.ask or {}) do
		local field = ask.field and item.model.field(ask.field)
		local missing = ask.field and item.values[ask.field] == nil or ask.free and (item.op.free or {})[ask.free] == nil
		if missing and not ask.optional then
			local label = field and say.choose(field.label) or say.choose(ask.label or ask.free)
			intent.refuse(refusals, item, say.text("record.missing", { field = label }),
				{ field = ask.field or ask.free, code = "usage", lacks = { field = field, question = not field and ask or nil } })
		end
	end
end

local function list_of(one) return type(one) == "table" and one or { one } end

-- a move may have to be made in time, and not before its time
local function check_clocks(world, item, refusals)
	local move, on = item.move, item.on
	if not move.within and not move.needs_clock then return end
	local by_name = {}
	local record = { reg = item.model.id, rid = item.record.rid, state = item.record.state, fields = item.values,
		moves = item.record.moves, answers = item.record.answers }
	for _, one in ipairs(clocks.of(world, item.model, record)) do by_name[one.name] = one end
	for _, name in ipairs(list_of(move.within)) do
		local one = by_name[name]
		if one and one.due and one.due < on then
			if item.op.late then
				item.late = item.op.late
			else
				intent.refuse(refusals, item, say.text("record.too-late", { move = say.choose(move.label),
					clock = say.choose(one.label), due = one.due }), { law = item.model.clock(name).law })
			end
		end
	end
	for _, name in ipairs(list_of(move.needs_clock)) do
		local one = by_name[name]
		if one and one.earliest and one.earliest > on then
			intent.refuse(refusals, item, say.text("record.too-early", { move = say.choose(move.label),
				clock = say.choose(one.label), earliest = one.earliest }), { law = item.model.clock(name).law })
		end
	end
end

local function prepare_move(world, item, refusals)
	item.move = item.model.move(item.op.move)
	if not item.move then
		intent.refuse(refusals, item, say.text("record.no-move", { move = item.op.move }), { code = "usage" })
		return
	end
	if not check_state(item, refusals) then return end
	local before = #refusals
	check_person(world, item, refusals)
	if #refusals == before then check_asked(item, refusals) end -- who may not do it need not know what it takes
	check_order(item, refusals)
	check_clocks(world, item, refusals)
	item.to = item.move.to or item.record.state
	item.closed = item.move.closed or nil
	for question, answer in pairs(item.op.free or {}) do item.record.answers[question] = answer end
end

-- --- all of them

local function find_record(world, item, refusals)
	local op = item.op
	local record = world.ledger:record(item.model.id, op.rid)
	if not record then
		intent.refuse(refusals, item, say.text("record.no-record", { record = op.rid }), { code = "notfound" })
		return false
	end
	item.record = record
	record.moves = world.ledger:moves(record.reg, record.rid)
	record.answers = op.kind == "move" and clocks.answers(world, record) or {}
	if op.rev and op.rev ~= record.rev then
		intent.refuse(refusals, item, say.text "record.changed", { code = "conflict" })
		return false
	end
	if record.void and op.kind ~= "undo" and op.kind ~= "read" and op.kind ~= "erase" then
		intent.refuse(refusals, item, say.text "record.void")
		return false
	end
	for key, value in pairs(record.fields) do item.values[key] = value end
	return true
end

-- --today is for reckoning: nothing is written down before its day by the clock of the machine
local function check_date(world, item, refusals)
	local now = calendar_module.read "today"
	if item.op.kind == "read" and item.on > now then item.on = now end
	if item.on > world.today or item.on > now then
		local id = item.on > world.today and "record.future" or "record.future-today"
		intent.refuse(refusals, item, say.text(id, { date = item.on, today = now }), { code = "usage" })
	end
end

function intent.prepare(world, op, refusals)
	local before = #refusals
	local item = { op = op, model = world.registry:model(op.reg), values = {}, set = {}, on = op.on or world.today }
	item.creates = op.kind == "create" or op.kind == "import"
	check_date(world, item, refusals)
	if world.user.stranger and op.kind ~= "read" then
		intent.refuse(refusals, item, say.text("record.stranger", { user = world.user.name }))
	elseif item.creates and not op.followed and not people.takes_part(world.user, item.model.decl) then
		intent.refuse(refusals, item, say.text("record.no-add", { user = world.user.name,
			title = say.choose(item.model.decl.title) }))
	end
	if item.creates then
		item.record = { reg = op.reg, state = op.state or item.model.initial, fields = {}, moves = {}, answers = op.free or {},
			no = op.no, created_on = item.on }
		item.to = item.record.state
		item.closed = op.closed or nil
		take_defaults(world, item)
	elseif not find_record(world, item, refusals) then
		return nil
	end
	if op.kind ~= "undo" then
		take_values(world, item, refusals)
		if op.kind == "move" then prepare_move(world, item, refusals) end
		check_rights(world, item, refusals)
		if not item.creates then check_frozen(item, refusals) end
	end
	if #refusals > before then return nil end
	return item
end

return intent

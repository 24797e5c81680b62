--[[
Records as the functions of a declaration see them: personal values are a mark that they are there, and links are
followed one step.

  worker.record(world, model, record, values, set)   values: what the fields are going to be; nil: as they are;
                                        set: which of them a move brings; what was there goes along as `before`
  worker.call(world, model, fn, move, records, on)   one answer a record; `on` is the date of the move; of letter, move
                                        is the key of the form
--]]
local clocks = require "govpub.register.clocks"
local people = require "govpub.register.people"
local values = require "govpub.register.values"

local MAX_FOUND = 1000

local worker = {}

local function masked_row(field, row)
	local out = {}
	for _, sub in ipairs(field.rows) do
		local value = row[sub.key]
		out[sub.key] = value ~= nil and values.personal(sub) and values.hidden or value
	end
	return out
end

-- sealed values are maps, which tell nothing but that something is there
local function masked(model, fields)
	local out = {}
	for _, field in ipairs(model.decl.fields) do
		local value = fields[field.key]
		if value ~= nil and values.personal(field) then
			value = not (type(value) == "table" and value["$erased"]) and values.hidden or nil
		elseif field.type == "rows" and type(value) == "table" then
			local rows = {}
			for i, row in ipairs(value) do rows[i] = masked_row(field, row) end
			value = rows
		end
		out[field.key] = value
	end
	return out
end

local function bare(world, record)
	local model = world.registry:model(record.reg)
	return { reg = record.reg, rid = record.rid, no = record.no, state = record.state, rev = record.rev,
		created_on = record.created_on, closed_on = record.closed_on, fields = masked(model, record.fields) }
end

local function linked(world, model, fields)
	local links = {}
	for _, field in ipairs(model.decl.fields) do
		local value = fields[field.key]
		if type(value) == "table" and (field.type == "ref" or field.type == "refs") then
			local list = {}
			for _, ref in ipairs(field.type == "ref" and { value } or value) do
				local other = ref.rid and world.ledger:record(ref.reg, ref.rid)
				if other then list[#list + 1] = bare(world, other) end
			end
			links[field.key] = list
		end
	end
	return links
end

local function masked_answers(model, answers)
	if not model.private[1] then return answers end
	local out = {}
	for question, answer in pairs(answers) do out[question] = model.private[question] and values.hidden or answer end
	return out
end

-- what the fields that a move brings were before; false: empty
local function before(model, old, set)
	local out, was = {}, masked(model, old)
	for key in pairs(set) do
		if was[key] == nil then out[key] = false else out[key] = was[key] end
	end
	return out
end

function worker.record(world, model, record, fields, set)
	fields = fields or record.fields
	local out = bare(world, { reg = model.id, rid = record.rid, no = record.no, state = record.state, rev = record.rev,
		created_on = record.created_on, closed_on = record.closed_on, fields = fields })
	out.moves = record.rid and (record.moves or world.ledger:moves(model.id, record.rid)) or {}
	out.answers = masked_answers(model, record.answers or {})
	out.before = set and before(model, record.fields, set) or nil
	out.links = linked(world, model, fields)
	out.clocks = {}
	local evaluated = clocks.of(world, model, { reg = model.id, rid = record.rid, state = record.state, fields = fields,
		moves = out.moves, answers = out.answers })
	for _, one in ipairs(evaluated) do
		out.clocks[one.name] = { status = one.status, due = one.due, earliest = one.earliest,
			overdue = clocks.overdue(one, world.today) }
	end
	return out
end

local function answer(world, question)
	if question.to then
		local records = {}
		for _, link in ipairs(world.ledger:links(question.to.reg, question.to.rid)) do
			local other = link.reg == question.reg and world.ledger:record(link.reg, link.rid)
			if other and not other.void then records[#records + 1] = bare(world, other) end
		end
		return { records = records }
	end
	local model = world.registry:model(question.reg)
	local wanted = { reg = question.reg, filter = question.filter, declared = model.decl, today = world.today, me = world.user.id,
		dept = world.user.department, limit = MAX_FOUND }
	if question.count then return { n = world.ledger:count(wanted) } end
	local records = {}
	for i, found in ipairs((world.ledger:list(wanted))) do records[i] = bare(world, found) end
	return { records = records }
end

local function office_of(world)
	local office = { name = world.office.name, short = world.office.short }
	for key, said in pairs(world.office.letters or {}) do office[key] = said end
	return office
end

function worker.call(world, model, fn, move, records, on)
	local roles = {}
	for _, role in ipairs(people.roles) do
		if world.user.everything or world.user.roles[role] then roles[#roles + 1] = role end
	end
	local context = { today = world.today, on = on or world.today, user = world.user.id, roles = roles,
		office = office_of(world) }
	return world.registry:call(model.id, fn, { move = move, records = records, context = context },
		function(question) return answer(world, question) end)
end

return worker

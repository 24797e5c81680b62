--[[
The one place that writes to registers: all operations of one invocation, or none.

  change.apply(world, operations)   results, or nil and refusals

  operations   { kind=, reg=, rid=, rev=, on=, … } and, by kind:
    create  set            import  set, no, state, history, closed, free, text, extra = { key = value of the event },
                           private: its text may be about people and is sealed
    edit    set, why       move    move, set, free, late, force
    note    text           attach  field, files      link  field, refs
     print   form, h        read    fields            erase fields, texts: imported notes too, why
    undo    undone (tx), seqs, set, state, void
            A value json.null in `set` empties the field. Personal values stand there as they are; they are sealed here.
  results      { reg, rid, no, seq, kind, move, state, clocks = { … }, notices = { … } } each; of an import without seq
               and clocks
  refusals     { record = number or "", field, reason, law, code = "denied" | "conflict" | "usage", lacks } each; lacks:
               what was left out, as govpub.register.howto takes it
  world        { office, ledger, registry, user, today, calendar, language, via } (register.world)

Guards and the rest run before the write transaction, which looks again whether the records are still the same.
--]]
local decisions = require "govpub.register.decisions"
local howto = require "govpub.register.howto"
local intent = require "govpub.register.intent"
local ledger_module = require "govpub.ledger"
local say = require "govpub.say"
local writing = require "govpub.register.writing"

local change = {}

-- what the reviewing functions of a declaration wish to happen as well
local function follow(world, items, refusals)
	local created = {}
	for _, item in ipairs(items) do
		for _, action in ipairs(item.actions or {}) do
			if action.create then
				local model = world.registry:model(action.create)
				local op = { kind = "create", reg = model.id, set = action.set or {}, on = item.op.on, followed = item }
				local next_item = intent.prepare(world, op, refusals)
				if next_item then created[#created + 1] = next_item end
			end
		end
	end
	return created
end

local function prepare(world, operations)
	local items, refusals = {}, {}
	for i, op in ipairs(operations) do
		local item = intent.prepare(world, op, refusals)
		if item then
			item.index = i
			items[#items + 1] = item
		end
	end
	if #refusals == 0 then decisions.review(world, items, refusals) end
	if #refusals == 0 then
		local created = follow(world, items, refusals)
		if #refusals == 0 then decisions.review(world, created, refusals) end
		table.move(created, 1, #created, #items + 1, items)
	end
	return items, refusals
end

-- An import is looked at as a whole: then nothing is asked any more while a thread writes it.
local function look(world, items)
	for _, item in ipairs(items) do
		if item.op.kind ~= "import" then return end
	end
	local batch = writing.batch()
	for _, item in ipairs(items) do
		local why = writing.look(world, item, batch)
		if why then return why end
	end
	world.ledger:write_behind()
end

local function write(world, items)
	local results, tx = {}, ledger_module.ulid()
	local why = look(world, items)
	if why then return nil, why end
	for _, item in ipairs(items) do
		why = writing.append(world, item, tx)
		if why then return nil, why end
		results[#results + 1] = item.result
		if item.op.kind == "import" then writing.project_old(world, item) end
	end
	writing.link(world, items, tx)
	for _, item in ipairs(items) do writing.project(world, item) end
	return results
end

function change.apply(world, operations)
	local items, refusals = prepare(world, operations)
	if #refusals > 0 then return nil, refusals end
	world.ledger:begin()
	local results, why = write(world, items)
	if not results then
		world.ledger:rollback()
		return nil, { why }
	end
	world.ledger:commit()
	return results
end

-- A reason that names its article needs no law behind it.
local function line_of(refusal)
	local named = refusal.reason:find "（.+）$" or refusal.reason:find "%b()$"
	local said = say.text("record.refused", say.shown { record = refusal.record, reason = refusal.reason,
		law = refusal.law and not named and say.text("record.law", { law = refusal.law }) or "" })
	return (said:gsub("^%s+", ""))
end

-- What one record lacks is one refusal, at the place of the first.
local function gathered(refusals)
	local list, lacks, of_record = {}, {}, {}
	for _, refusal in ipairs(refusals) do
		local before = refusal.lacks and of_record[refusal.record]
		if refusal.lacks then lacks[#lacks + 1] = refusal.lacks end
		if before then
			before.reason = before.reason .. say.text("record.missing-more", { field = howto.name(refusal.lacks) })
		else
			local one = {}
			for key, value in pairs(refusal) do one[key] = value end
			list[#list + 1] = one
			if refusal.lacks then of_record[refusal.record] = one end
		end
	end
	return list, lacks
end

-- Ends the verb with what was refused, and says how to give what was left out.
function change.refuse(refusals)
	local list, lacks = gathered(refusals)
	if lacks[1] then
		io.stderr:write(say.text "howto.lacking", "\n", table.concat(howto.lines(lacks), "\n"), "\n")
	end
	for i = 2, #list do io.stderr:write(line_of(list[i]), "\n") end
	say.fail(list[1].code or "denied", "%s", line_of(list[1]))
end

return change

--[[
The actions that change records: add, edit, note, attach, link, erase, and the moves of a register.

  act.add(world, model, given, words) … each: words behind the action; returns the exit status
  act.move(world, model, given, words, move)
--]]
local ask = require "govpub.register.ask"
local change = require "govpub.register.change"
local dates = require "govpub.register.dates"
local fill = require "govpub.register.fill"
local hints = require "govpub.register.hints"
local log = require "govpub.register.log"
local lookup = require "govpub.register.lookup"
local output = require "govpub.register.output"
local people = require "govpub.register.people"
local say = require "govpub.say"
local values = require "govpub.register.values"

local SHOWN = 5 -- records named before a change of many

local act = {}

local function date_of(world, given)
	if not given["--on"] then return nil end
	local date, why = dates.read(given["--on"], world)
	return date or say.fail("usage", "--on: %s", why)
end

-- --- what was done

local function tell_clocks(world, result)
	for _, one in ipairs(result.clocks or {}) do
		if one.due and one.status ~= "met" and one.status ~= "closed" then
			say.line("record.clock-line", { clock = say.choose(one.label), due = dates.spell(one.due, world.calendar) })
		elseif one.status == "held" or one.status == "paused" then
			say.line("record.clock-waits", { clock = say.choose(one.label), used = one.used or 0 })
		end
		if one.provisional then say.line "record.provisional" end
	end
	for _, similar in ipairs(result.similar or {}) do
		say.line("record.similar", { field = say.choose(similar.field), other = similar.no })
	end
	hints.tell(result.hints)
	for _, told in ipairs(result.notices or {}) do
		say.line("record.notice", { role = people.named(told.role), text = told.text })
	end
end

-- a letter that goes out with the move
local function tell_forms(model, move, result)
	for _, key in ipairs(move and move.print or {}) do
		for _, form in ipairs(model.decl.print) do
			if form.key == key then
				say.line("print.hint", { form = say.choose(form.label), reg = model.id, word = form.label.zh, no = result.no })
			end
		end
	end
end

local function result_json(result)
	local list = {}
	for _, one in ipairs(result.clocks or {}) do
		list[one.name] = { status = one.status, due = one.due, used = one.used, total = one.total, provisional = one.provisional }
	end
	return { reg = result.reg, rid = result.rid, no = result.no, seq = result.seq, kind = result.kind, move = result.move,
		state = result.state, void = result.void, tx = result.tx, hints = hints.data(result.hints), clocks = next(list) and list or nil }
end

function act.done(world, given, results)
	if given["--json"] or given["--jsonl"] then return output.records(results, given, result_json) end
	if given["-q"] then return end
	for _, result in ipairs(results) do
		local model = world.registry:model(result.reg)
		say.line("record.done", { no = result.no, what = log.what(world, { reg = result.reg, rid = result.rid, kind = result.kind,
				move = result.move or "", body = { tx = result.undone } }),
			state = result.void and say.text "record.void"
				or say.choose((model.state(result.state) or { label = result.state }).label) })
		tell_clocks(world, result)
		tell_forms(model, model.move(result.move), result)
	end
end


local function refusal_json(refusal)
	return { code = refusal.code, reason = refusal.reason, law = refusal.law, record = refusal.record, field = refusal.field }
end

-- dates are written in many ways: what was understood
local function tell_dates(world, op)
	local model = world.registry:model(op.reg)
	for _, field in ipairs(model.decl.fields) do
		local date = (op.set or {})[field.key]
		if field.type == "date" and type(date) == "string" and not values.personal(field) then
			say.line("record.date-line", { field = say.choose(field.label), date = dates.spell(date, world.calendar) })
		end
	end
end

-- applies, tells, or ends with what was refused
function act.apply(world, given, operations)
	local results, refusals = change.apply(world, operations)
	if results then
		hints.look(world, results)
		act.done(world, given, results)
		if #operations == 1 and not (given["--json"] or given["--jsonl"] or given["-q"]) then tell_dates(world, operations[1]) end
		return 0
	end
	if given["--json"] or given["--jsonl"] then output.records(refusals, given, refusal_json) end
	change.refuse(refusals)
end

-- --- records that are meant; more than one is asked about once

local function chosen(world, model, given, words, what)
	if #words == 0 then say.fail("usage", "%s: which record? Give its number", what) end
	local list, by_filter = lookup.records(world, model, words)
	if #list > 1 or by_filter then
		local names = {}
		for i = 1, math.min(#list, SHOWN) do names[i] = list[i].no end
		local question = say.text("record.many", { what = what, n = #list, names = table.concat(names, "、"),
			more = #list > SHOWN and "…" or "" })
		if not ask.agree(question, given) then say.fail("denied", "nothing was changed") end
	end
	return list
end

-- --- add

local function required_at_first(model)
	local keys = {}
	for _, field in ipairs(model.decl.fields) do
		if field.required == true or field.required ~= nil and field.required == model.initial then keys[#keys + 1] = field.key end
	end
	return keys
end

-- what the record before had, of the fields that are asked for
local function from_last(world, model, taken)
	local last, why = lookup.one(world, model, "@last")
	if not last then say.fail("notfound", "%s", why) end
	for _, field in ipairs(model.decl.fields) do
		local value = last.fields[field.key]
		local fresh = field.unique or values.has_personal(field) or field.type == "date" or field.type == "file" or field.type == "files"
		if value ~= nil and not fresh and taken.set[field.key] == nil then taken.set[field.key] = value end
	end
end

local function with_defaults(model, taken)
	for _, field in ipairs(model.decl.fields) do
		if field.default ~= nil and taken.set[field.key] == nil then taken.set[field.key] = field.default end
	end
end

function act.add(world, model, given, words)
	local taken, rest = fill.take(world, model, words)
	if rest[1] then say.fail("usage", "'%s' is no field=value", rest[1]) end
	if given["--from"] == "last" then from_last(world, model, taken) end
	local set = fill.set_for(taken, { fields = {} })
	if ask.possible(given) then
		with_defaults(model, taken)
		local questions = fill.questions(model, required_at_first(model), taken)
		ask.fields(world, questions)
		fill.answered(questions, taken)
		set = fill.set_for(taken, { fields = {} })
	end
	return act.apply(world, given, { { kind = "create", reg = model.id, on = date_of(world, given), set = set } })
end

-- --- edit, and what only appends

function act.edit(world, model, given, words)
	local taken, rest = fill.take(world, model, words)
	if not next(taken.set) and not taken.made[1] then say.fail("usage", "edit: change what? Give field=value") end
	local operations = {}
	for i, record in ipairs(chosen(world, model, given, rest, say.text "record.kind-edit")) do
		operations[i] = { kind = "edit", reg = model.id, rid = record.rid, rev = record.rev, set = fill.set_for(taken, record),
			why = given["--why"], on = date_of(world, given) }
	end
	return act.apply(world, given, operations)
end

function act.note(world, model, given, words)
	local text = table.remove(words)
	if text == "-" then text = io.read "a" end
	if #words == 0 or not text or text == "" then say.fail("usage", "note: write it as: note RECORD TEXT") end
	local wrong = values.check({ type = "para" }, text)
	if wrong then say.fail("usage", "%s", wrong) end
	local operations = {}
	for i, record in ipairs(chosen(world, model, given, words, say.text "record.kind-note")) do
		operations[i] = { kind = "note", reg = model.id, rid = record.rid, text = text, on = date_of(world, given) }
	end
	return act.apply(world, given, operations)
end

-- the one that --field names, or the first that can hold it
local function field_for(model, types, wanted, action, named)
	if named then
		local field = model.field(named) or say.fail("usage", "there is no field '%s'", named)
		if types[field.type] and not field.calc and (not wanted or wanted(field)) then return field end
		say.fail("usage", "%s: field '%s' cannot hold it", action, named)
	end
	for _, field in ipairs(model.decl.fields) do
		if types[field.type] and not field.calc and (not wanted or wanted(field)) then return field end
	end
	say.fail("usage", "%s: register %s has no field for it", action, model.id)
end

local function with_more(world, field, old, new)
	if field.type == "file" or field.type == "ref" then return new[1] end
	local before = world:opened(old) or {}
	local list = table.move(before, 1, #before, 1, {})
	return table.move(new, 1, #new, #list + 1, list)
end

function act.attach(world, model, given, words)
	local record_word = table.remove(words, 1)
	if not record_word or #words == 0 then say.fail("usage", "attach: write it as: attach RECORD FILE...") end
	local record, why = lookup.one(world, model, record_word)
	if not record then say.fail("notfound", "%s", why) end
	local field = field_for(model, { files = true, file = true }, nil, "attach", given["--field"])
	local files, reader = {}, world:reader()
	for i, path in ipairs(words) do
		local file, wrong = reader.blob(path)
		if not file then say.fail("io", "%s", wrong) end
		files[i] = file
	end
	return act.apply(world, given, { { kind = "attach", reg = model.id, rid = record.rid, rev = record.rev, on = date_of(world, given),
		set = { [field.key] = with_more(world, field, record.fields[field.key], files) } } })
end

function act.link(world, model, given, words)
	if #words ~= 3 then say.fail("usage", "link: write it as: link RECORD REGISTER RECORD") end
	local record, why = lookup.one(world, model, words[1])
	if not record then say.fail("notfound", "%s", why) end
	local other_model = world.registry:named(words[2]) or say.fail("notfound", "there is no register '%s'", words[2])
	local other, why_not = lookup.one(world, other_model, words[3])
	if not other or other.void then say.fail("notfound", "%s", why_not or say.text "record.void") end
	local field = field_for(model, { ref = true, refs = true },
		function(one) return one.ref == other_model.id or one.ref == "any" end, "link", given["--field"])
	return act.apply(world, given, { { kind = "link", reg = model.id, rid = record.rid, rev = record.rev, on = date_of(world, given),
		set = { [field.key] = with_more(world, field, record.fields[field.key], { { reg = other.reg, rid = other.rid } }) } } })
end

function act.erase(world, model, given, words)
	local fields, rest = {}, {} -- also those that are empty now: they may have had a value before
	for _, word in ipairs(words) do
		local field = model.field(word)
		if field and values.has_personal(field) then
			fields[#fields + 1] = field.key
		elseif model.private[word] then
			fields[#fields + 1] = "!" .. word
		else
			rest[#rest + 1] = word
		end
	end
	local all = #fields == 0
	if all then
		for _, field in ipairs(model.decl.fields) do
			if values.has_personal(field) then fields[#fields + 1] = field.key end
		end
		for _, question in ipairs(model.private) do fields[#fields + 1] = "!" .. question end
	end
	if not given["--why"] then say.fail("usage", "erase cannot be undone: say why with --why") end
	if not people.may(world.user, { "head", "admin" }) then say.fail("denied", "%s", say.text "record.erase-head") end
	local operations = {}
	for i, record in ipairs(chosen(world, model, given, rest, say.text "record.kind-erase")) do
		operations[i] = { kind = "erase", reg = model.id, rid = record.rid, rev = record.rev, fields = fields, texts = all or nil,
			why = given["--why"] }
	end
	return act.apply(world, given, operations)
end

-- --- moves

local function ask_move(world, model, given, taken, move, record)
	local keys = {}
	for _, field in ipairs(model.decl.fields) do
		if field.required ~= nil and (field.required == move.to or field.required == "@" .. move.key) then keys[#keys + 1] = field.key end
	end
	local questions = fill.questions(model, keys, taken, move, record)
	ask.fields(world, questions)
	fill.answered(questions, taken)
end

function act.move(world, model, given, words, move)
	local taken, rest = fill.take(world, model, words, move)
	local list = chosen(world, model, given, rest, say.choose(move.label))
	if #list > 1 and move.batch == false then say.fail("denied", "%s is done one by one", say.choose(move.label)) end
	if ask.possible(given) and #list == 1 then ask_move(world, model, given, taken, move, list[1]) end
	local operations = {}
	for i, record in ipairs(list) do
		operations[i] = { kind = "move", reg = model.id, rid = record.rid, rev = record.rev, move = move.key, on = date_of(world, given),
			set = fill.set_for(taken, record), free = next(taken.free) and taken.free or nil, late = given["--late"],
			force = given["--force"] }
	end
	return act.apply(world, given, operations)
end

return act

--[[
The trace: every event of a register, of a record, of one invocation or of one person.

  log.run(world, model, given, words)
  log.lines(world, wanted, given)     wanted: what ledger:events() takes, or { rid=, list = events }
  log.what(world, event)              受理, 修改, 撤销受理: what it was
  log.data(world, wanted)             for programs; personal values are never in it
--]]
local lookup = require "govpub.register.lookup"
local output = require "govpub.register.output"
local people = require "govpub.register.people"
local say = require "govpub.say"
local terminal = require "govpub.terminal"
local values = require "govpub.register.values"

local log = {}

log.kinds = { create = "record.kind-create", edit = "record.kind-edit", move = "record.kind-move", note = "record.kind-note",
	attach = "record.kind-attach", detach = "record.kind-detach", link = "record.kind-link", print = "record.kind-print",
	erase = "record.kind-erase", import = "record.kind-import", undo = "record.kind-undo", read = "record.kind-read",
	amend = "record.kind-amend" }

-- days from the date that counts to the day on which it was written down
local function lag(event)
	local at, date = event.at:sub(1, 10), event.on
	if date >= at then return 0 end
	local y1, m1, d1 = date:match "^(%d+)-(%d+)-(%d+)$"
	local y2, m2, d2 = at:match "^(%d+)-(%d+)-(%d+)$"
	local days = os.time { year = y2, month = m2, day = d2, hour = 12 } - os.time { year = y1, month = m1, day = d1, hour = 12 }
	return (days + 43200) // 86400
end

function log.what(world, event)
	local move = event.move ~= "" and world.registry:model(event.reg).move(event.move)
	if move then return say.choose(move.label) end
	local kind = log.kinds[event.kind] and say.text(log.kinds[event.kind]) or event.kind
	local undone = event.kind == "undo" and world.ledger:events { tx = event.body.tx, reg = event.reg, rid = event.rid, limit = 1 }[1]
	return undone and say.text("record.undone", { what = log.what(world, undone) }) or kind
end

local function changes(world, model, event)
	local context = { named = function(ref) return world:named(ref) end }
	local list = {}
	for key, value in pairs(event.body.set or {}) do
		local field = model.field(key)
		if field and values.personal(field) then value = { ["$v"] = "" } end
		local shown = field and values.show(field, value, context) or "…"
		list[#list + 1] = ("%s=%s"):format(field and say.choose(field.label) or key, shown)
	end
	for _, key in ipairs(event.body.cleared or {}) do
		local field = model.field(key)
		list[#list + 1] = (field and say.choose(field.label) or key) .. "="
	end
	table.sort(list)
	for question, answer in pairs(event.body.free or {}) do
		list[#list + 1] = ("%s=%s"):format(question, type(answer) == "table" and values.hidden or tostring(answer))
	end
	for _, form in ipairs(event.kind == "print" and model.decl.print or {}) do
		if form.key == event.body.form then list[#list + 1] = say.choose(form.label) end
	end
	for _, key in ipairs { "text", "why", "late", "file" } do
		local said = event.body[key]
		if said then list[#list + 1] = type(said) == "table" and values.hidden or tostring(said) end
	end
	for _, key in ipairs(event.body.fields or {}) do
		local field = model.field(key)
		list[#list + 1] = field and say.choose(field.label) or (key:gsub("^!", ""))
	end
	if event.body.force then list[#list + 1] = say.text("record.forced", { why = event.body.force }) end
	return table.concat(list, "; ")
end

local function wanted_events(world, wanted, given)
	local least = given and given["--lag"] and tonumber((given["--lag"]:gsub("^>%s*", "")))
	if given and given["--lag"] and not least then say.fail("usage", "--lag: '%s' is no number of days", given["--lag"]) end
	local list = {}
	for _, event in ipairs(wanted.list or world.ledger:events(wanted)) do
		event.lag = lag(event)
		if not least or event.lag > least then list[#list + 1] = event end
	end
	return list
end

local function number_of(world, names, event)
	local key = event.reg .. event.rid
	if not names[key] then names[key] = world:named(event) end
	return names[key]
end

function log.lines(world, wanted, given)
	local rows, names, red = {}, {}, terminal.shows() and not os.getenv "NO_COLOR"
	for _, event in ipairs(wanted_events(world, wanted, given)) do
		local model = world.registry:model(event.reg)
		local by = given and given["--csv"] and event.by or people.name_of(world.office, event.by)
		local row = { (event.at:sub(1, 16):gsub("T", " ")), event.on, by, number_of(world, names, event), log.what(world, event),
			changes(world, model, event) }
		if event.body.force and red then row[5] = row[5] .. " ✖" end
		rows[#rows + 1] = row
	end
	local head = { { "at", say.text "record.at", "whole" }, { "on", say.text "record.on", "whole" },
		{ "by", say.text "record.by", "whole" }, { "no", say.text "record.number", "tail" },
		{ "what", say.text "record.what", "whole" }, { "changes", say.text "record.changes" } }
	if wanted.rid and terminal.shows() and not (given and given["--csv"]) then -- of one record the number says nothing
		table.remove(head, 4)
		for _, row in ipairs(rows) do table.remove(row, 4) end
	end
	output.table(head, rows, given)
end

local function plain_answers(answers)
	local plain = {}
	for question, answer in pairs(answers or {}) do
		if type(answer) ~= "table" then plain[question] = answer end
	end
	return next(plain) and plain or nil
end

function log.data(world, wanted, given)
	local list = {}
	for i, event in ipairs(wanted_events(world, wanted, given)) do
		local model = world.registry:model(event.reg)
		local set = {}
		for key, value in pairs(event.body.set or {}) do
			local field = model.field(key)
			if not (field and values.personal(field)) and not (type(value) == "table" and value["$v"]) then set[key] = value end
		end
		list[i] = { eid = event.eid, reg = event.reg, rid = event.rid, seq = event.seq, at = event.at, on = event.on, by = event.by,
			via = event.via, tx = event.tx, kind = event.kind, move = event.move ~= "" and event.move or nil, lag = event.lag,
			set = next(set) and set or nil, text = type(event.body.text) == "string" and event.body.text or nil, why = event.body.why, force = event.body.force,
			late = event.body.late, free = plain_answers(event.body.free), cleared = event.body.cleared, form = event.body.form, file = event.body.file, sha256 = event.kind == "print" and event.body.h or nil,
			template = event.body.template, copies = event.body.copies, undone = event.body.seqs and event.body.tx }
	end
	return list
end

function log.run(world, model, given, words)
	local wanted = { reg = model.id, tx = given["--tx"], by = given["--by"] }
	if #words > 1 then say.fail("usage", "'%s' is too much", words[2]) end
	if words[1] then
		local record, why = lookup.one(world, model, words[1])
		if not record then say.fail("notfound", "%s", why) end
		wanted.rid = record.rid
	end
	if given["--json"] or given["--jsonl"] then
		output.records(log.data(world, wanted, given), given, function(event) return event end)
	else
		log.lines(world, wanted, given)
	end
	return 0
end

return log

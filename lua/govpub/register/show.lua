--[[
One record with all that is known of it.

  show.run(world, model, given, words)
  show.data(world, model, record, personal)   the record for programs; personal values only where they are opened
  show.open(world, model, records)            { [rid] = fields } with personal values opened, and the reading recorded;
                                              ends the verb for those who may not; sealed answers under "!" and
                                              their question
  show.opened(world, field, value)            one value with its personal parts opened; the caller records the reading
--]]
local change = require "govpub.register.change"
local clocks = require "govpub.register.clocks"
local dates = require "govpub.register.dates"
local fold = require "govpub.register.fold"
local log = require "govpub.register.log"
local lookup = require "govpub.register.lookup"
local output = require "govpub.register.output"
local people = require "govpub.register.people"
local say = require "govpub.say"
local values = require "govpub.register.values"
local worker = require "govpub.register.worker"

local show = {}

local function opened(world, value)
	if type(value) ~= "table" or not value["$v"] then return value end
	local plain = world.ledger:unseal(value)
	if plain == nil then return { ["$erased"] = true } end
	return plain
end

local function opened_rows(world, field, rows)
	local out = {}
	for i, row in ipairs(rows) do
		out[i] = {}
		for _, sub in ipairs(field.rows) do out[i][sub.key] = opened(world, row[sub.key]) end
	end
	return out
end

-- the value of a field with its personal parts opened
function show.opened(world, field, value)
	return field.type == "rows" and opened_rows(world, field, value) or opened(world, value)
end

-- the answers to questions of which some are sealed
local function answers_of(world, model, record)
	if not model.private[1] then return {} end
	record.answers = record.answers or clocks.answers(world, record)
	return record.answers
end

function show.open(world, model, records)
	local keys, by_rid, operations = {}, {}, {}
	for _, field in ipairs(model.decl.fields) do
		if values.has_personal(field) and people.sees(world.user, model.decl, field.key) then keys[#keys + 1] = field.key end
	end
	local questions = {}
	for _, question in ipairs(model.private) do
		if people.sees(world.user, model.decl, "!" .. question) then questions[#questions + 1] = question end
	end
	if #keys == 0 and #questions == 0 then
		say.fail("denied", "%s", say.text("record.no-see", { user = world.user.name }))
	end
	for _, record in ipairs(records) do
		local fields, read = {}, {}
		for key, value in pairs(record.fields) do fields[key] = value end
		for _, key in ipairs(keys) do
			local field, value = model.field(key), fields[key]
			if value ~= nil then
				read[#read + 1] = key
				fields[key] = show.opened(world, field, value)
			end
		end
		local answers = questions[1] and answers_of(world, model, record) or {}
		for _, question in ipairs(questions) do
			if answers[question] ~= nil then
				read[#read + 1] = "!" .. question
				fields["!" .. question] = opened(world, answers[question])
			end
		end
		if #read > 0 then
			by_rid[record.rid] = fields
			operations[#operations + 1] = { kind = "read", reg = model.id, rid = record.rid, fields = read }
		end
	end
	if #operations > 0 then
		local told, refusals = change.apply(world, operations)
		if not told then change.refuse(refusals) end -- nobody reads what is not in the trace
	end
	return by_rid
end

local function calculated(world, model, record)
	for _, field in ipairs(model.decl.fields) do
		if field.calc then
			return worker.call(world, model, "calc", nil, { worker.record(world, model, record) })[1]
		end
	end
	return {}
end

local function without_personal(field, value)
	if type(value) ~= "table" then return value end
	if value["$v"] or value["$erased"] then return nil end
	if field.type ~= "rows" then return value end
	local rows = {}
	for i, row in ipairs(value) do
		rows[i] = {}
		for _, sub in ipairs(field.rows) do
			rows[i][sub.key] = without_personal(sub, row[sub.key])
		end
	end
	return rows
end

local function clock_data(one)
	return { status = one.status, due = one.due, earliest = one.earliest, used = one.used, total = one.total,
		provisional = one.provisional or nil, met_on = one.met_on, late = one.late or nil }
end

function show.data(world, model, record, fields)
	local out = { reg = record.reg, rid = record.rid, no = record.no, state = record.state, rev = record.rev,
		created_on = record.created_on, closed_on = record.closed_on, void = record.void or nil, fields = {} }
	for _, field in ipairs(model.decl.fields) do
		local value = (fields or record.fields)[field.key]
		out.fields[field.key] = without_personal(field, value)
	end
	for _, question in ipairs(fields and model.private or {}) do
		out.answers = out.answers or {}
		out.answers[question] = without_personal({}, fields["!" .. question])
	end
	for name, one in pairs(record.clocks or clocks.stored(world, model, record)) do
		if one.status ~= "none" then
			out.clocks = out.clocks or {}
			out.clocks[name] = clock_data(one)
		end
	end
	return out
end

local function clock_text(world, one)
	local due = one.due and dates.spell(one.due, world.calendar) or ""
	local params = { due = due, used = one.used or 0, total = one.total or 0, met = one.met_on or "" }
	local text
	if one.status == "met" then
		text = say.text(one.late and "record.clock-met-late" or "record.clock-met", params)
	elseif one.status == "held" or one.status == "paused" then
		text = say.text("record.clock-stands", params)
	elseif one.status == "closed" then
		text = say.text("record.clock-closed", params)
	elseif one.due and clocks.overdue(one, world.today) then
		text = say.text("record.clock-overdue", params)
	elseif one.earliest and not one.due then
		text = say.text("record.clock-earliest", { date = dates.spell(one.earliest, world.calendar) })
	else
		text = due
	end
	return one.provisional and text .. say.text "record.provisional-mark" or text
end

local function heading(model, record)
	local state = model.state(record.state)
	local shown = record.void and say.text "record.void" or state and say.choose(state.label) or record.state
	local rows = { { say.text "record.number", record.no }, { say.text "record.state", shown },
		{ say.text "record.created", record.created_on } }
	if record.closed_on and record.closed_on ~= "" then rows[#rows + 1] = { say.text "record.closed", record.closed_on } end
	return rows
end

-- what columns said that the register does not know; it is sealed where the register is about people
local function imported_note(world, record, personal)
	local event = world.ledger:events { reg = record.reg, rid = record.rid, kind = "import", limit = 1 }[1]
	local text = event and event.body.text
	if type(text) ~= "table" then return text end
	return personal and (world.ledger:unseal(text) or say.text "register.erased") or values.hidden
end

local function print_record(world, model, record, fields)
	local rows = heading(model, record)
	local computed = calculated(world, model, record)
	local context = { named = function(ref) return world:named(ref) end }
	for _, field in ipairs(model.decl.fields) do
		local value = fields[field.key]
		if value == nil then value = computed[field.key] end
		if value ~= nil then rows[#rows + 1] = { say.choose(field.label), values.show(field, value, context) } end
	end
	local answers = answers_of(world, model, record)
	for _, question in ipairs(model.private) do
		local answer = fields["!" .. question] or answers[question]
		if answer ~= nil then rows[#rows + 1] = { question, values.show({ type = "text" }, answer) } end
	end
	local note = imported_note(world, record, fields ~= record.fields)
	if note then rows[#rows + 1] = { say.text "import.note", note } end
	for _, one in ipairs(clocks.of(world, model, record)) do
		if one.status ~= "none" then rows[#rows + 1] = { say.choose(one.label), clock_text(world, one) } end
	end
	for _, link in ipairs(record.clocks and {} or world.ledger:links(record.reg, record.rid)) do -- those of today
		if link.back then
			local other = world.registry:find(link.reg) -- nil: nothing declares it any more
			rows[#rows + 1] = { say.text "record.linked", (other and say.choose(other.decl.title) or link.reg) .. " " .. world:named(link) }
		end
	end
	output.pairs(rows)
end

-- the records and the world of --as-of
local function on_day(world, model, list, word)
	local date, why = dates.read(word, world)
	if not date then say.fail("usage", "--as-of: %s", why) end
	if date > world.today then say.fail("usage", "--as-of: %s", say.text("record.future", { date = date })) end
	local past = {}
	for i, record in ipairs(list) do
		past[i] = fold.on(world, model, record, date)
		if not past[i] then say.fail("notfound", "on %s there was no %s yet", date, record.no) end
	end
	return fold.world(world, date), past
end

-- the trace of a record, of --as-of up to that day
local function trace_of(world, model, record, is_past)
	return { reg = model.id, rid = record.rid, list = is_past and fold.events(world, record, world.today) or nil }
end

function show.run(world, model, given, words)
	if #words == 0 then say.fail("usage", "%s: which record? Give its number", "show") end
	local list = lookup.records(world, model, words)
	local now = world -- reading is done today
	if given["--as-of"] then world, list = on_day(now, model, list, given["--as-of"]) end
	local fields = given["--personal"] and show.open(now, model, list) or {}
	if given["--json"] or given["--jsonl"] then
		output.records(list, given, function(record)
			local data = show.data(world, model, record, fields[record.rid])
			if given["--events"] then data.events = log.data(world, trace_of(world, model, record, given["--as-of"])) end
			return data
		end)
		return 0
	end
	for i, record in ipairs(list) do
		if i > 1 then io.write "\n" end
		print_record(world, model, record, fields[record.rid] or record.fields)
		if given["--events"] then log.lines(world, trace_of(world, model, record, given["--as-of"]), given) end
	end
	return 0
end

return show

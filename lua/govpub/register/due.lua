--[[
The verb `due`: deadlines over all registers, or of one.

  due.run(world, given, words, model)   model nil: all registers; words: a filter is not taken, but --explain has a record
  due.calc(world, words)                the calculator: DATE +20 (working days) or DATE +20天
  due.rows(world, model, until_)        what is open: { { reg, rid, no, clock, label, due, left, status, … }, … }; without
                                        until_ also what stands still: it has neither due nor left
--]]
local calendar_changes = require "govpub.register.calendar"
local clocks = require "govpub.register.clocks"
local dates = require "govpub.register.dates"
local file = require "govpub.file"
local ics = require "govpub.register.ics"
local lookup = require "govpub.register.lookup"
local output = require "govpub.register.output"
local say = require "govpub.say"
local terminal = require "govpub.terminal"

local MAX_WITHIN, LIMIT = 3660, 100000

local due = {}

-- thousands of deadlines fall on a few days: what is said of a day is found out once
local function once_a_day(find)
	local known = {}
	return function(date)
		if known[date] == nil then known[date] = find(date) end
		return known[date]
	end
end

-- working days from today to the day: 0 is today, less has passed
local function left_until(world)
	return once_a_day(function(date)
		if date >= world.today then return (world.calendar:between(world.today, date)) end
		return -(world.calendar:between(date, world.today))
	end)
end

local open = { running = true, agreed = true, paused = true, held = true }

-- of a register that nothing declares any more: said once, and the others go on
local function tell_missing(missing)
	for reg, n in pairs(missing) do
		io.stderr:write(say.text("record.due-undeclared", say.shown { register = reg, n = n }), "\n")
	end
end

local function row_of(world, one, left, missing)
	local model = world.registry:find(one.reg)
	if not model then
		missing[one.reg] = (missing[one.reg] or 0) + 1
		return nil
	end
	local spec, record = model.clock(one.name), world.ledger:record(one.reg, one.rid)
	if not open[clocks.now(world, spec, one).status] or not spec or not record or record.void then return nil end
	return { reg = one.reg, rid = one.rid, no = one.no, title = world.title(model, record), clock = one.name,
		label = say.choose(spec.label), state = record.state, due = one.due, left = one.due and left(one.due),
		status = clocks.overdue(one, world.today) and "overdue" or one.status, provisional = one.provisional or nil,
		used = one.used, total = one.total, whose = spec.whose, warn = spec.warn }
end

function due.rows(world, model, until_)
	local regs, rows, left, missing = model and { model.id } or nil, {}, left_until(world), {}
	for _, one in ipairs(world.ledger:due { regs = regs, until_ = until_, limit = LIMIT }) do
		rows[#rows + 1] = row_of(world, one, left, missing)
	end
	for _, one in ipairs(until_ and {} or world.ledger:due { regs = regs, waits = true, limit = LIMIT }) do
		rows[#rows + 1] = row_of(world, one, left, missing)
	end
	tell_missing(missing)
	return rows
end

local function left_text(row)
	if row.status == "paused" then return say.text("record.left-paused", { used = row.used or 0 }) end
	if row.status == "held" then return say.text "record.left-held" end
	if row.left < 0 or row.status == "overdue" then return say.text("record.left-over", { n = -row.left }) .. " ✖" end
	local mark = ""
	for _, warn in ipairs(row.warn or {}) do
		if row.left <= warn then mark = " ⚠" end
	end
	if row.left == 0 then return say.text "record.left-today" .. mark end
	return say.text("record.left", { n = row.left }) .. mark
end

local function print_rows(world, rows, given)
	local shown, provisional = {}, false
	local spell = once_a_day(function(date) return dates.spell(date, world.calendar) end)
	for i, row in ipairs(rows) do
		local model = world.registry:model(row.reg)
		local state = model.state(row.state)
		provisional = provisional or row.provisional
		shown[i] = { row.no, row.title, row.label, state and say.choose(state.label) or row.state,
			row.due and spell(row.due) .. (row.provisional and "?" or "") or "—", left_text(row) }
	end
	output.table({ { "no", say.text "record.number", "tail" }, { "title", say.text "record.title" },
		{ "clock", say.text "record.clock", "whole" }, { "state", say.text "record.state", "whole" },
		{ "due", say.text "record.due", "whole" }, { "left", say.text "record.left-head", "whole" } }, shown, given)
	if #rows == 0 and terminal.shows() then say.line "record.no-due" end
	if provisional then io.stderr:write(say.text("record.provisional", {}), "\n") end
end

local function data(row)
	return { reg = row.reg, rid = row.rid, no = row.no, clock = row.clock, state = row.state, due = row.due, left = row.left,
		status = row.status, provisional = row.provisional, used = row.used, total = row.total }
end

function due.tell_moved(world)
	local moved = calendar_changes.refresh(world)
	for _, one in ipairs(moved) do
		io.stderr:write(say.text("record.clock-moved", say.shown { no = one.no, clock = say.choose(one.label), was = one.was or "—",
			due = one.due or "—" }), "\n")
	end
	return moved
end

-- --- one record, day by day

local reasons = { start = "record.why-start", day_off = "record.why-off", paused = "record.why-paused",
	held = "record.why-held", rolled = "record.why-rolled" }

local function explain_clock(world, model, record, one, given)
	local walk = clocks.walk(world, model, record, one.name)
	io.write(output.plain(record.no), "  ", say.choose(one.label))
	local spec = model.clock(one.name)
	if spec.law then io.write("  ", output.plain(spec.law)) end
	io.write "\n"
	local rows = {}
	for i, day in ipairs(walk.days or {}) do
		local state = day.state and model.state(day.state)
		rows[i] = { dates.spell(day.date, world.calendar), state and say.choose(state.label) or day.state or "",
			say.text(day.counts and "record.counts" or "record.counts-not"), tostring(day.used or ""),
			reasons[day.why] and say.text(reasons[day.why]) or "" }
	end
	output.table({ { "date", say.text "record.date" }, { "state", say.text "record.state" }, { "counts", say.text "record.counts" },
		{ "used", say.text "record.used" }, { "why", say.text "record.why" } }, rows, given)
	if walk.due then io.write(say.text("record.clock-line", { clock = say.choose(one.label),
		due = dates.spell(walk.due, world.calendar) }), "\n") end
	if walk.provisional then say.line "record.provisional" end
	return walk
end

local function explain(world, model, given, words)
	local record_word = given["--explain"]
	if not model then
		model = words[1] and world.registry:named(words[1])
		if not model then say.fail("usage", "--explain: of which register? Write it like: due foi --explain 12") end
	end
	local record, why = lookup.one(world, model, record_word)
	if not record then say.fail("notfound", "%s", why) end
	local walks = {}
	for _, one in ipairs(clocks.of(world, model, record)) do
		if one.status ~= "none" then
			if given["--json"] then
				local walk = clocks.walk(world, model, record, one.name)
				walk.clock = one.name
				walks[#walks + 1] = walk
			else
				explain_clock(world, model, record, one, given)
			end
		end
	end
	if given["--json"] then output.json { reg = model.id, rid = record.rid, no = record.no, clocks = walks } end
	return 0
end

-- --- the calculator

function due.calc(world, given, words)
	local date, why = dates.read(given["--calc"], world)
	if not date then say.fail("usage", "%s", why) end
	local n, unit = (words[1] or ""):match "^([+-]%d+)%s*(.-)$"
	if not n or words[2] then say.fail("usage", "--calc: write it like: due --calc 2023-04-20 +20") end
	if unit == "" then unit = "工作日" end
	local at, wrong = dates.read(n .. unit, { today = date, calendar = world.calendar })
	if not at then say.fail("usage", "%s", wrong) end
	local _, provisional = world.calendar:is_working(at)
	if given["--json"] then
		output.json { from = date, add = words[1], date = at, provisional = provisional }
	else
		io.write(dates.spell(at, world.calendar), "\n")
		if provisional then say.line "record.provisional" end
	end
	return 0
end

function due.run(world, given, words, model)
	if given["--calc"] then return due.calc(world, given, words) end
	due.tell_moved(world)
	if given["--explain"] then return explain(world, model, given, words) end
	if not model and words[1] then
		model = world.registry:named(words[1]) or say.fail("notfound", "there is no register '%s'", words[1])
	end
	local within = given["--within"]
	local n = within and within:find "^%d+$" and #within < 5 and tonumber(within)
	if within and (not n or n > MAX_WITHIN) then say.fail("usage", "--within: '%s' is no number of working days", within) end
	local rows = due.rows(world, model, n and (world.calendar:add(world.today, n)) or nil)
	if given["--ics"] then
		file.write(given["--ics"], ics.write(world, rows))
		return 0
	end
	if given["--json"] or given["--jsonl"] then output.records(rows, given, data) else print_rows(world, rows, given) end
	return 0
end

return due

--[[
The clocks of a register: { "key", "标签", length, from =, to =, pause =, hold =, restart =, extend =, agreed =, stop =, over =, … }.

  clocks.read(list, at, d)   data; d: { state, field, move (by key), moves, states } of the register

A clock in data:
  key, label, kind, n, month, day, nth, weekday, every = { kind, n }, unit (of before), at_least, window,
  from = { field } | { move } | { rows, field }, to the same, pause = { states, rows = { { rows, from, to, where } } },
  hold = { states }, restart = { moves }, extend = { move, kind, n, ask }, agreed, stop = { moves }, stop_on = field or
  "rows.field", over = { moves }, warn = { days }, whose, law, mark, ask = the question whose answer says how many days,
  since, until = days between which the start must be, only = { field = { values } }: records that the clock is for
--]]
local fields = require "register.fields"
local place = require "register.place"
local shapes = require "register.shapes"
local wrong = place.wrong

local clocks = {}

local lengths = { workdays = true, days = true, months = true }

local spans = {}

local function counted(clock, span, at)
	clock.n = place.integer(span.n, at)
end
spans.workdays, spans.days, spans.months = counted, counted, counted

local function inner_length(span, at)
	local inner = span.inner
	if type(inner) ~= "table" or not lengths[inner.span] then wrong(at,
		"takes a length: workdays(n), days(n) or months(n)") end
	return inner.span, place.integer(inner.n, at)
end

function spans.every(clock, span, at)
	local kind, n = inner_length(span, at)
	if n == 0 then wrong(at, "must be a whole number from %d", 1) end
	clock.every = { kind = kind, n = n }
end

function spans.before(clock, span, at)
	clock.unit, clock.n = inner_length(span, at)
end

function spans.fixed(clock, span, at)
	local month, day = place.string(span.day, at):match "^(%d%d)%-(%d%d)$"
	place.date(month and "2000-" .. span.day or span.day, at)
	clock.month, clock.day = tonumber(month), tonumber(day)
end

function spans.nth(clock, span, at)
	for key, most in pairs { month = 12, nth = 5, weekday = 7 } do
		clock[key] = place.integer(span[key], at, 1)
		if span[key] > most then wrong(at, "%s must be 1 to %d", key, most) end
	end
end

function spans.ask_days() end

local function read_span(clock, item, at)
	local span = item[3]
	if item.on ~= nil then
		if span ~= nil then wrong(at, "has a length or a field 'on', not both") end
		clock.kind = "on"
		return
	end
	if type(span) ~= "table" or not spans[span.span] then
		wrong(at .. "[3]", "there is neither a length, as workdays(20), nor on = 'field'; lengths are: %s",
			place.words(spans))
	end
	clock.kind = span.span
	spans[span.span](clock, span, at .. "[3]")
	if (span.at_least or span.window) and not lengths[span.span] then wrong(at .. "[3]",
		"takes a length: workdays(n), days(n) or months(n)") end
	clock.at_least, clock.window = span.at_least, span.window
end

-- "field", "@move", "rows.field"
local function read_source(word, at, d)
	place.string(word, at)
	local move = word:match "^@(.+)$"
	if move then return { move = place.one(move, at, d.move) } end
	fields.check_path(word, at, d.field)
	local rows, inner = word:match "^([^.]+)%.(.+)$"
	local field = d.field[rows or word]
	for _, row in ipairs(field.rows or {}) do
		if row.key == inner then field = row end
	end
	if field.type ~= "date" and field.type ~= "time" then wrong(at, "'%s' is no date", word) end
	return rows and { rows = rows, field = inner } or { field = word }
end

local function row_date(rows, key, at, d)
	place.string(key, at)
	read_source(rows .. "." .. key, at, d)
	return key
end

-- "field:value,value" or "field!=value": which of the rows
local function read_where(where, at, rows, d)
	local key, values = place.string(where, at):match "^([%l%d_]+):(.+)$"
	if not key then
		key, values = where:match "^([%l%d_]+)!=(.+)$"
	end
	if not key then wrong(at, "write field:value,value or field!=value") end
	fields.check_path(rows .. "." .. key, at, d.field)
	for _, row in ipairs(d.field[rows].rows) do
		local known = {}
		for _, value in ipairs(row.key == key and row.values or {}) do known[value.code] = true end
		for value in values:gmatch "[^,]+" do
			if next(known) then place.one(value, at, known) end
		end
	end
	return where
end

local function read_pause(pause, at, d)
	local out = { states = {}, rows = {} }
	if type(pause) ~= "table" or pause.rows then pause = { pause } end
	place.list(pause, at, function(item, spot)
		if type(item) ~= "table" then
			out.states[#out.states + 1] = place.one(item, spot, d.state)
			return true
		end
		place.keys(item, spot, shapes.pause)
		local rows = place.one(item.rows, spot .. ".rows", d.field)
		local one = { rows = rows, from = row_date(rows, item.from, spot .. ".from", d),
			to = row_date(rows, item.to, spot .. ".to", d) }
		if item.where ~= nil then one.where = read_where(item.where, spot .. ".where", rows, d) end
		out.rows[#out.rows + 1] = one
		return true
	end)
	return out
end

-- the questions of moves that are answered by a date or days, by name
local function questions(d, type)
	local set = {}
	for _, move in ipairs(d.moves) do
		for _, ask in ipairs(move.ask or {}) do
			if ask.free and ask.type == type then set[ask.free] = ask end
		end
	end
	return set
end

local function read_extend(extend, at, d)
	place.keys(extend, at, shapes.extend)
	local span = extend[1]
	local clock = { move = place.one(extend.move, at .. ".move", d.move) }
	if type(span) ~= "table" or not lengths[span.span] then
		wrong(at .. "[1]", "takes a length: workdays(n), days(n) or months(n)")
	end
	clock.kind, clock.n = span.span, place.integer(span.n, at .. "[1]", 1)
	if extend.ask ~= nil then clock.ask = place.one(extend.ask, at .. ".ask", questions(d, "days")) end
	return clock
end

local function read_agreed(word, at, d)
	place.string(word, at)
	local field = d.field[word]
	if field and field.type == "date" then return word end
	for _, move in ipairs(d.moves) do -- a question that sets a date is answered by a date
		for _, ask in ipairs(move.ask or {}) do
			if ask.free == word then ask.type = "date" end
		end
	end
	place.one(word, at, questions(d, "date"))
	return word
end

-- The move that starts the clock asks for the days, unless it does so already.
local function ask_for_days(clock, at, d)
	local move = clock.from and clock.from.move and d.move[clock.from.move]
	if not move then wrong(at, "ask_days begins with the move that asks: from = '@move'") end
	for _, ask in ipairs(move.ask or {}) do
		if ask.type == "days" then
			clock.ask = ask.free
			return
		end
	end
	move.ask = move.ask or {}
	clock.ask = clock.label.zh
	move.ask[#move.ask + 1] = { free = clock.ask, label = clock.label, type = "days" }
end

local function read_stop(clock, item, at, d)
	local function move(key, spot) return place.one(key, spot, d.move) end
	local function state(key, spot) return place.one(key, spot, d.state) end
	if item.stop ~= nil then clock.stop = place.names(item.stop, at .. ".stop", move) end
	if item.over ~= nil then clock.over = place.names(item.over, at .. ".over", move) end
	if item.restart ~= nil then clock.restart = place.names(item.restart, at .. ".restart", move) end
	if item.hold ~= nil then clock.hold = { states = place.names(item.hold, at .. ".hold", state) } end
	if item.pause ~= nil then clock.pause = read_pause(item.pause, at .. ".pause", d) end
	if item.extend ~= nil then clock.extend = read_extend(item.extend, at .. ".extend", d) end
	if item.agreed ~= nil then clock.agreed = read_agreed(item.agreed, at .. ".agreed", d) end
	if item.stop_on ~= nil then
		read_source(item.stop_on, at .. ".stop_on", d)
		clock.stop_on = item.stop_on
	end
end

local function read_rest(clock, item, at)
	if item.warn ~= nil then
		clock.warn = place.list(item.warn, at .. ".warn", function(n, spot) return place.integer(n, spot) end)
	end
	if item.whose ~= nil then clock.whose = place.label(item.whose, at .. ".whose") end
	if item.law ~= nil then clock.law = place.string(item.law, at .. ".law") end
	if item.mark ~= nil then clock.mark = place.one(item.mark, at .. ".mark", { V = true, M = true, D = true }) end
	if item.since ~= nil then clock.since = place.date(item.since, at .. ".since") end
	if item["until"] ~= nil then clock["until"] = place.date(item["until"], at .. ".until") end
end

-- { field = value or { values } }; false is also a field that is empty
local function read_only(only, at, d)
	place.keys(only, at, d.field)
	local out = {}
	for key, value in pairs(only) do
		local spot, field = at .. "." .. key, d.field[key]
		if field.type == "bool" then
			out[key] = { place.boolean(value, spot) }
		elseif field.values then
			local codes = {}
			for _, one in ipairs(field.values) do codes[one.code] = true end
			out[key] = place.names(value, spot, function(code, inner) return place.one(code, inner, codes) end)
		else
			wrong(spot, "'%s' has no values to choose from", key)
		end
	end
	return out
end

local without_start = { fixed = true, nth = true, every = true, on = true }

-- a clock that nothing starts or nothing stops says nothing
local function check_ends(clock, at, used)
	if not clock.from and not without_start[clock.kind] then wrong(at, "never starts: from is missing") end
	if not (clock.stop or clock.stop_on or clock.to or clock.window or clock.at_least or clock.kind == "every") then
		wrong(at, "never stops: stop, stop_on or to is missing")
	end
	if (clock.window or clock.at_least) and not (clock.to or used[clock.key] or clock.stop or clock.stop_on) then
		wrong(at, "no move has it as within or after")
	end
end

local function read_clock(item, at, d)
	place.keys(item, at, shapes.clock)
	local clock = { key = place.key(item[1], at .. "[1]"), label = place.label(item[2], at .. "[2]") }
	read_span(clock, item, at)
	if item.on ~= nil then clock.from = read_source(item.on, at .. ".on", d) end
	if item.from ~= nil then clock.from = read_source(item.from, at .. ".from", d) end
	if item.to ~= nil then clock.to = read_source(item.to, at .. ".to", d) end
	read_stop(clock, item, at, d)
	read_rest(clock, item, at)
	if item.only ~= nil then clock.only = read_only(item.only, at .. ".only", d) end
	if clock.kind == "ask_days" then ask_for_days(clock, at, d) end
	return clock
end

-- which clocks the moves name; those must be there
local function named_by_moves(d, by_key)
	local used = {}
	for i, move in ipairs(d.moves) do
		for _, key in ipairs { "within", "after" } do
			if move[key] then
				place.one(move[key], ("moves[%d].%s"):format(i, key), by_key)
				used[move[key]] = true
			end
		end
	end
	return used
end

function clocks.read(list, at, d)
	local by_key, seen = {}, {}
	local data = place.list(list or {}, at, function(item, spot)
		local clock = read_clock(item, spot, d)
		place.once(seen, clock.key, spot)
		by_key[clock.key] = clock
		return clock
	end)
	local used = named_by_moves(d, by_key)
	for i, clock in ipairs(data) do check_ends(clock, ("%s[%d]"):format(at, i), used) end
	d.clock = by_key
	return data
end

return clocks

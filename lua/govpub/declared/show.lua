--[[
A declared register as text: what a clerk wants to know before typing.

  show(declared)   prints fields, states, moves and clocks
--]]
local say = require "govpub.say"

local function labels(list, by_key)
	local out = {}
	for i, key in ipairs(list or {}) do out[i] = by_key[key] and say.choose(by_key[key].label) or key end
	return table.concat(out, say.text "declared.and")
end

local function index(list)
	local by_key = {}
	for _, one in ipairs(list or {}) do by_key[one.key] = one end
	return by_key
end

local function type_of(field)
	if field.values then
		local codes = {}
		for i, value in ipairs(field.values) do codes[i] = value.code end
		return ("%s %s"):format(field.type, table.concat(codes, " "))
	end
	if field.ref then return ("%s %s"):format(field.type, field.ref) end
	return field.calc and field.type .. " =" or field.type
end

local flags = { { "pii", "declared.pii" }, { "secret", "declared.secret" }, { "frozen", "declared.frozen" },
	{ "unique", "declared.unique" } }

local function print_field(field, indent)
	local marks = {}
	for _, flag in ipairs(flags) do
		if field[flag[1]] then marks[#marks + 1] = say.text(flag[2]) end
	end
	if field.required == true then
		table.insert(marks, 1, say.text "declared.required")
	elseif field.required then
		local when = type(field.required) == "string" and field.required or "…"
		table.insert(marks, 1, say.text("declared.required-when", { when = when }))
	end
	say.line("declared.field", { indent = indent, key = field.key, label = say.choose(field.label), type = type_of(field),
		marks = table.concat(marks, " ") })
	for _, row in ipairs(field.rows or {}) do print_field(row, indent .. "    ") end
end

local function print_move(move, states)
	local asks = {}
	for i, ask in ipairs(move.ask or {}) do asks[i] = (ask.optional and "?" or "") .. (ask.field or "!" .. ask.free) end
	say.line("declared.move", { key = move.key, label = say.choose(move.label), from = labels(move.from, states),
		to = move.to and labels({ move.to }, states) or "=", by = table.concat(move.by or {}, " "),
			asks = table.concat(asks, " "),
		law = move.law and (" %s%s"):format(move.law, move.mark and " [" .. move.mark .. "]" or "") or "" })
end

local function length_of(clock)
	if clock.kind == "fixed" then return ("%02d-%02d"):format(clock.month, clock.day) end
	if clock.kind == "every" then return ("every %d %s"):format(clock.every.n, clock.every.kind) end
	if clock.kind == "before" then return ("%d %s before"):format(clock.n, clock.unit) end
	if clock.kind == "nth" then return ("nth %d %d %d"):format(clock.month, clock.nth, clock.weekday) end
	return clock.n and ("%d %s"):format(clock.n, clock.kind) or clock.kind
end

local function print_clock(clock)
	local from = clock.from or {}
	say.line("declared.clock", { key = clock.key, label = say.choose(clock.label), length = length_of(clock),
		from = from.move and "@" .. from.move or from.rows and from.rows .. "." .. from.field or from.field or "",
		law = clock.law and (" %s%s"):format(clock.law, clock.mark and " [" .. clock.mark .. "]" or "") or "" })
end

return function(declared)
	local states = index(declared.states)
	say.line("declared.title", { name = declared.name, title = say.choose(declared.title),
		alias = table.concat(declared.alias or {}, "、"),
		law = declared.law or "" })
	say.line "declared.fields"
	for _, field in ipairs(declared.fields) do print_field(field, "") end
	say.line "declared.states"
	for _, state in ipairs(declared.states) do
		say.line("declared.state", { key = state.key, label = say.choose(state.label),
			mark = state.initial and say.text "declared.initial" or state.final and say.text "declared.final" or "" })
	end
	say.line "declared.moves"
	for _, move in ipairs(declared.moves or {}) do print_move(move, states) end
	if declared.clocks and declared.clocks[1] then say.line "declared.clocks" end
	for _, clock in ipairs(declared.clocks or {}) do print_clock(clock) end
end

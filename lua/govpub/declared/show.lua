--[[
A declared register as text: what a clerk wants to know before typing.

  show(declared)   prints fields, states, moves and clocks
--]]
local output = require "govpub.register.output"
local people = require "govpub.register.people"
local say = require "govpub.say"

-- a line whose last words may be missing
local function line(id, params) io.write((say.text(id, say.shown(params)):gsub("%s+$", "")), "\n") end

-- labels of keys, joined
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

local types = { text = "type.text", para = "type.para", int = "type.int", money = "type.money", bool = "type.bool",
	date = "type.date", time = "type.time", enum = "type.enum", codes = "type.codes", set = "type.set", tags = "type.tags",
	ref = "type.ref", refs = "type.refs", rows = "type.rows", file = "type.file", files = "type.files", docno = "type.docno",
	idno = "type.idno", phone = "type.phone", email = "type.email", url = "type.url", uscc = "type.uscc" }

local function type_of(field)
	local kind = say.text(types[field.type])
	if field.ref then kind = kind .. " " .. field.ref end
	return field.calc and say.text("declared.calculated", { type = kind }) or kind
end

local function required(field, declared)
	if field.required == true then return say.text "declared.required" end
	if type(field.required) ~= "string" then return say.text "declared.required-sometimes" end
	local move = field.required:match "^@(.+)$"
	return say.text(move and "declared.required-move" or "declared.required-state",
		{ when = labels({ move or field.required }, index(move and declared.moves or declared.states)) })
end

local flags = { { "pii", "declared.pii" }, { "secret", "declared.secret" }, { "frozen", "declared.frozen" }, { "moved", "declared.moved" },
	{ "unique", "declared.unique" } }

-- 当面 counter、邮寄 ems
local function print_values(field, indent)
	local names = {}
	for i, value in ipairs(field.values or {}) do
		local label = say.choose(value.label or value.code)
		names[i] = label == value.code and label or field.type == "codes" and value.code .. " " .. label or label .. " " .. value.code
	end
	if names[1] then say.line("declared.values", { indent = indent, values = table.concat(names, say.text "declared.and") }) end
end

local function print_field(field, indent, declared)
	local marks = {}
	if field.required ~= nil then marks[1] = required(field, declared) end
	for _, flag in ipairs(flags) do
		if field[flag[1]] then marks[#marks + 1] = say.text(flag[2]) end
	end
	line("declared.field", { indent = indent, key = field.key, label = say.choose(field.label), type = type_of(field),
		marks = table.concat(marks, say.text "declared.and") })
	print_values(field, indent)
	for _, row in ipairs(field.rows or {}) do print_field(row, indent .. "    ", declared) end
end

local function law_of(one)
	return one.law and ("  %s%s"):format(one.law, one.mark and " [" .. one.mark .. "]" or "") or ""
end

local function print_move(move, states, fields)
	local asks, roles = {}, {}
	for i, ask in ipairs(move.ask or {}) do
		local label = ask.field and fields[ask.field] and fields[ask.field].label or ask.label or ask.field or ask.free
		asks[i] = say.choose(label) .. (ask.optional and say.text "record.optional" or "")
	end
	for i, role in ipairs(move.by or {}) do roles[i] = people.named(role) end
	say.line("declared.move", { key = move.key, label = say.choose(move.label), from = labels(move.from, states),
		to = move.to and labels({ move.to }, states) or say.text "declared.same", law = law_of(move),
		by = #roles > 0 and table.concat(roles, say.text "declared.and") or say.text "declared.anybody" })
	if asks[1] then say.line("declared.asks", { asks = table.concat(asks, say.text "declared.and") }) end
end

local lengths = { workdays = "declared.workdays", days = "declared.days", months = "declared.months",
	ask_days = "declared.ask-days", on = "declared.on" }

local function length_of(clock)
	local n = clock.every and clock.every.n or clock.n
	local span = clock.every and clock.every.kind or clock.unit or clock.kind
	if clock.kind == "fixed" then return say.text("declared.fixed", { day = ("%02d-%02d"):format(clock.month, clock.day) }) end
	if clock.kind == "nth" then return say.text("declared.nth", { month = clock.month, nth = clock.nth, weekday = clock.weekday }) end
	local length = say.text(lengths[span], { n = n })
	if clock.every or clock.kind == "before" then
		return say.text(clock.every and "declared.every" or "declared.before", { length = length })
	end
	return length
end

local function source_of(from, declared)
	if from.move then return labels({ from.move }, index(declared.moves)) end
	local field = index(declared.fields)[from.rows or from.field]
	if not field then return from.field end
	local cell = from.rows and index(field.rows)[from.field]
	return say.choose(field.label) .. (cell and "·" .. say.choose(cell.label) or "")
end

local function print_clock(clock, declared)
	local from = clock.from and (clock.from.move or clock.from.field) and source_of(clock.from, declared)
	local id = not from and "declared.clock" or clock.kind == "on" and "declared.clock-on" or "declared.clock-from"
	say.line(id, { key = clock.key, label = say.choose(clock.label), length = length_of(clock), from = from or "", law = law_of(clock) })
end

return function(declared)
	local states, fields = index(declared.states), index(declared.fields)
	local alias = table.concat(declared.alias or {}, "、")
	say.line(alias ~= "" and "declared.title" or "declared.title-only", { name = declared.name,
		title = say.choose(declared.title), alias = alias })
	if declared.law then io.write(output.plain(declared.law), "\n") end
	say.line "declared.fields"
	for _, field in ipairs(declared.fields) do print_field(field, "", declared) end
	say.line "declared.states"
	for _, state in ipairs(declared.states) do
		line("declared.state", { key = state.key, label = say.choose(state.label),
			mark = state.initial and say.text "declared.initial" or state.final and say.text "declared.final" or "" })
	end
	if declared.moves and declared.moves[1] then say.line "declared.moves" end
	for _, move in ipairs(declared.moves or {}) do print_move(move, states, fields) end
	if declared.clocks and declared.clocks[1] then say.line "declared.clocks" end
	for _, clock in ipairs(declared.clocks or {}) do print_clock(clock, declared) end
end

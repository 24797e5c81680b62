--[[
Values of fields from the command line: field=text, field=@file, field=- (a line of standard input), field= (empty),
field+=text (appended to a list or to rows), field[2].cell=text (one cell of a row).

  fill.take(world, model, words, move)   set (functions of the record's fields where they depend on them), free, rest
  fill.set_for(taken, record)            the values for one record
  fill.questions(world, model, keys, taken, move)   what is still to be asked (govpub.register.ask)

Personal values never stand on the command line, where other users and the history of the shell see them.
--]]
local howto = require "govpub.register.howto"
local json = require "govpub.json"
local lookup = require "govpub.register.lookup"
local say = require "govpub.say"
local values = require "govpub.register.values"

local MAX_FILE = 1 << 20

local fill = {}

local function read_file(path)
	local file, why = io.open(path, "rb")
	if not file then say.fail("io", "%s", why) end
	local bytes = file:read(MAX_FILE + 1) or ""
	file:close()
	if #bytes > MAX_FILE then say.fail("usage", "%s: too large for the value of a field", path) end
	return (bytes:gsub("[\r\n]+$", ""))
end

local function is_file(field) return field.type == "file" or field.type == "files" end

-- the text behind the sign, from where it is
local function text_of(field, word, label)
	if word == "-" then return io.read "l" or "" end
	if word:sub(1, 1) == "@" and not is_file(field) then return read_file(word:sub(2)) end
	if values.said_personal(field) and word ~= "" then
		local word_for = say.language == "zh" and label or field.key
		local more = field.rows and say.text("howto.each-line", { value = howto.value(field) }) or ""
		say.fail("usage", "'%s' is personal: give it as %s=@FILE or %s=-, or answer when asked%s", label, word_for, word_for, more)
	end
	return word
end

local function value_of(world, field, word)
	local label = say.choose(field.label)
	local value, why = values.read(field, text_of(field, word, label), world:reader())
	if why then say.fail("usage", "%s: %s", label, why) end
	return value == nil and json.null or value
end

local lists = { rows = true, files = true, refs = true, set = true, tags = true }

local function appended(world, field, value)
	return function(record)
		local before = world:opened(record.fields[field.key]) or {}
		local list = table.move(before, 1, #before, 1, {})
		return table.move(value, 1, #value, #list + 1, list)
	end
end

-- 征求意见[2].answered_on=5.12: the rows of the record with one cell changed
local function cell(world, field, name, word)
	local n, key = name:match "%[(%d+)%]%.(.+)$"
	local found
	for _, sub in ipairs(field.rows or {}) do
		if sub.key == key or sub.label and (sub.label.zh == key or sub.label.en == key) then found = sub end
	end
	if not found or #n > 4 then say.fail("usage", "'%s' is no cell; write it like %s[1].%s", name, field.key, "KEY") end
	local value = value_of(world, found, word)
	return function(record)
		local rows = {}
		for i, row in ipairs(world:opened(record.fields[field.key]) or {}) do rows[i] = row end
		local index = tonumber(n)
		if not rows[index] then say.fail("notfound", "%s has %d rows, not %d", say.choose(field.label), #rows, index) end
		local changed = {}
		for k, v in pairs(rows[index]) do changed[k] = v end
		changed[found.key] = value ~= json.null and value or nil
		rows[index] = changed
		return rows
	end
end

-- 补正事项=…: the answer to a question of the move
local function answer_of(world, move, name, word)
	for _, question in ipairs(move and move.ask or {}) do
		local label = question.label
		if question.free and (question.free == name or label and (label.zh == name or label.en == name)) then
			local kind = question.type == "days" and "int" or question.type or "text"
			return question.free, value_of(world, { key = name, label = name, type = kind, pii = question.pii or question.secret }, word)
		end
	end
end

function fill.take(world, model, words, move)
	local taken, rest = { set = {}, made = {}, free = {} }, {}
	for _, word in ipairs(words) do
		local name, _, text = word:match "^([^=:<>!+]+)(%+?=)(.*)$"
		local question, answer
		if name then question, answer = answer_of(world, move, name, text) end
		local field, value, how = lookup.assignment(model, word)
		if question then
			taken.free[question] = answer
		elseif field and how.name:find("[", 1, true) then
			taken.made[#taken.made + 1] = { field.key, cell(world, field, how.name, value) }
		elseif field and how.adds then
			if not lists[field.type] then say.fail("usage", "%s is no list: += does not fit", say.choose(field.label)) end
			local more = value_of(world, field, value)
			if more == json.null then say.fail("usage", "%s: += of nothing", say.choose(field.label)) end
			taken.made[#taken.made + 1] = { field.key, appended(world, field, more) }
		elseif field then
			taken.set[field.key] = value_of(world, field, value)
		elseif name and not word:find "!=" then
			say.fail("usage", "there is no field '%s'; see govpub reg show %s", name, model.id)
		else
			rest[#rest + 1] = word
		end
	end
	return taken, rest
end

function fill.set_for(taken, record)
	local set = {}
	for key, value in pairs(taken.set) do set[key] = value end
	local seen = { fields = setmetatable({}, { __index = function(_, key)
		if set[key] == json.null then return nil end
		if set[key] ~= nil then return set[key] end
		return record.fields[key]
	end }) }
	for _, made in ipairs(taken.made) do set[made[1]] = made[2](seen) end
	return set
end

-- keys: fields that are required; of a move also its questions
function fill.questions(model, keys, taken, move, record)
	local questions, asked = {}, {}
	local function add(key, optional)
		local field = model.field(key)
		local have = taken.set[key] ~= nil or record and record.fields[key] ~= nil
		if asked[key] or have or not field or field.calc or field.type == "rows" and optional then return end
		asked[key] = true
		questions[#questions + 1] = { label = say.choose(field.label), field = field, optional = optional }
	end
	for _, question in ipairs(move and move.ask or {}) do
		if question.field then
			add(question.field, question.optional)
		elseif taken.free[question.free] == nil then
			questions[#questions + 1] = { label = say.choose(question.label or question.free), free = question.free,
				kind = question.type == "days" and "int" or question.type, optional = question.optional }
		end
	end
	for _, key in ipairs(keys) do add(key, false) end
	return questions
end

function fill.answered(questions, taken)
	for _, question in ipairs(questions) do
		if question.value ~= nil then
			if question.free then taken.free[question.free] = question.value else taken.set[question.field.key] = question.value end
		end
	end
end

return fill

--[[
What a declaration of a report may say: keys, kinds, and that its pieces fit together.

  schema.check(declaration)     raises "tables[2].parts[1].rows[3]: unknown key 'lable'; allowed: …"
  schema.copy(declaration)      a deep copy of what was declared, without what report.new has added

For the shapes see rules/reports/foi-2021.lua.
--]]
local structure = require "report.structure"

local schema = {}

local function wrong(place, text, ...)
	error((place == "" and "" or place .. ": ") .. text:format(...), 0)
end

local kinds = {}

-- key → kind; "!" at the end: must be there. A kind that names a shape is a map, "NAME*" a list of them.
local shapes = {
	report = { id = "name!", series = "name!", title = "words!", form = "form!", years = "years!", due = "due", figures = "name",
		heading = "string!", sections = "section*!", tables = "table*!", checks = "check*", render = "function" },
	form = { number = "string!", basis = "string", mark = "mark" },
	due = { department = "day", government = "day" },
	section = { id = "string!", heading = "string", also = "strings", text = "boolean", table = "string",
		topics = "topic*", preset = "strings", guide = "strings" },
	topic = { title = "string!", also = "strings", text = "strings", guide = "strings", kind = "kind" },
	table = { id = "string!", json = "string!", sheet = "string", layout = "layout", parts = "part*!" },
	part = { title = "string", corner = "string", columns = "item*!", rows = "item*!" },
	item = { id = "string!", json = "key", label = "strings!", also = "strings", sum = "strings", type = "type",
		signed = "boolean", places = "places", hint = "string", basis = "string", number = "string",
		unit = "string", optional = "boolean" },
	check = { id = "string!", severity = "severity!", title = "words!", message = "words!", fix = "words",
		basis = "string", mark = "mark", threshold = "number", check = "function!" },
}

local function keys_of(shape)
	local list = {}
	for key in pairs(shape) do list[#list + 1] = key end
	table.sort(list)
	return table.concat(list, " ")
end

local function one_of(...)
	local allowed = { ... }
	return function(value, place)
		for _, word in ipairs(allowed) do
			if value == word then return end
		end
		wrong(place, "'%s' is none of: %s", tostring(value), table.concat(allowed, " "))
	end
end

local function of_type(name)
	return function(value, place)
		if type(value) ~= name then wrong(place, "must be a %s, not a %s", name, type(value)) end
	end
end

kinds.string = function(value, place)
	if type(value) ~= "string" then wrong(place, "must be a string, not a %s", type(value)) end
	if value == "" then wrong(place, "must not be empty") end
end
kinds.boolean, kinds.number, kinds["function"] = of_type "boolean", of_type "number", of_type "function"
kinds.layout, kinds.mark = one_of("rows", "across", "fields"), one_of("V", "M", "D")
kinds.type = one_of("integer", "decimal", "text", "yesno")
kinds.kind = one_of("department", "government")
kinds.severity = one_of("error", "warning", "info", "unchecked")

function kinds.name(value, place)
	kinds.string(value, place)
	if not value:find "^[%w_-]+$" then wrong(place, "'%s': letters, digits, - and _ only", value) end
end

function kinds.key(value, place)
	if type(value) == "string" and value ~= "" then return end
	if math.type(value) ~= "integer" or value < 1 then wrong(place, "must be a name or a number from 1") end
end

function kinds.places(value, place)
	if math.type(value) ~= "integer" or value < 0 or value > 12 then wrong(place, "must be 0 to 12") end
end

function kinds.day(value, place)
	kinds.string(value, place)
	local month, day = value:match "^(%d%d)-(%d%d)$"
	month, day = tonumber(month), tonumber(day)
	if not month or month < 1 or month > 12 or day < 1 or day > 31 then
		wrong(place, "'%s' is no day of a year; write 01-31", value)
	end
end

function kinds.words(value, place)
	if type(value) == "string" then return kinds.string(value, place) end
	of_type "table"(value, place)
	for key, text in pairs(value) do
		if key ~= "zh" and key ~= "en" then wrong(place, "unknown key '%s'; allowed: en zh", tostring(key)) end
		kinds.string(text, place .. "." .. key)
	end
	if not value.zh then wrong(place, "zh is missing") end
end

local function list(value, place, check)
	of_type "table"(value, place)
	for key in pairs(value) do
		if math.type(key) ~= "integer" or key < 1 or key > #value then
			wrong(place, "must be a list; what is '%s'?", tostring(key))
		end
	end
	if #value > 5000 then wrong(place, "is too long") end
	for i, item in ipairs(value) do check(item, ("%s[%d]"):format(place, i)) end
end

function kinds.strings(value, place)
	list(value, place, kinds.string)
	if not value[1] then wrong(place, "must not be empty") end
end

function kinds.years(value, place)
	list(value, place, function(year, at)
		if math.type(year) ~= "integer" or year < 1900 or year > 9999 then wrong(at, "must be a year") end
	end)
	if not value[1] or value[3] then wrong(place, "must be the first year, and the last if there is one") end
	if value[2] and value[2] < value[1] then
		wrong(place, "the last year, %d, is before the first, %d", value[2], value[1])
	end
end

local function check_value(kind, value, place)
	local shape = kind:match "^(.*)%*$"
	if shape then
		list(value, place, function(item, at) check_value(shape, item, at) end)
		if not value[1] and shape ~= "check" then wrong(place, "must not be empty") end
	elseif kinds[kind] then
		kinds[kind](value, place)
	else
		of_type "table"(value, place)
		for key in pairs(value) do
			if not shapes[kind][key] then
				wrong(place, "unknown key '%s'; allowed: %s", tostring(key), keys_of(shapes[kind]))
			end
		end
		for key, inner in pairs(shapes[kind]) do
			local there = value[key] ~= nil
			if inner:find "!$" and not there then wrong(place, "%s is missing", key) end
			if there then check_value(inner:gsub("!$", ""), value[key], place == "" and key or place .. "." .. key) end
		end
	end
end

function schema.check(declaration)
	if type(declaration) ~= "table" then wrong("", "a report is declared by a table, not a %s", type(declaration)) end
	check_value("report", declaration, "")
	structure.check(declaration, wrong)
end

-- a deep copy; functions are shared
function schema.deep(value)
	if type(value) ~= "table" then return value end
	local copy = {}
	for key, inner in pairs(value) do copy[key] = schema.deep(inner) end
	return copy
end

function schema.copy(declaration)
	local copy = {}
	for key in pairs(shapes.report) do copy[key] = schema.deep(declaration[key]) end
	return copy
end

return schema

--[[
The fields of a register: { "key", "标签", type, attributes }.

  fields.read(list, at)   data, by key, functions
    data       { { key, label, type, values, ref, rows, axis, required, … }, … } as rs:declared() gives it
    by key     key → its data
    functions  { required = { key → function }, calc = { key → function } }
--]]
local place = require "register.place"
local shapes = require "register.shapes"
local wrong = place.wrong

local fields = {}

local types = {}
for name in ("text para int money date time bool enum codes set tags ref refs rows file files docno idno phone email url "
	.. "uscc"):gmatch "%l+" do
	types[name] = true
end

-- what a record says of itself, and what scripts call on it; r:exempt reads the field of that name
local taken = {}
for name in ("reg rid no state fields rev void created_on closed_on moves clocks links count has last passed answer")
	:gmatch "[%l_]+" do
	taken[name] = true
end

local numbers = { int = true, money = true }
local limited = { int = true, money = true, date = true, text = true, para = true }

local function read_values(values, at)
	if type(values) ~= "table" or #values == 0 then wrong(at, "the list of values is missing") end
	local seen = {}
	return place.list(values, at, function(item, spot)
		local value
		if type(item) == "table" then
			place.keys(item, spot, { true, true, alias = true })
			value = { code = place.string(item[1], spot), label = place.label(item[2], spot),
				alias = item.alias and place.names(item.alias, spot .. ".alias") }
		else
			value = { code = place.string(item, spot), label = place.label(item, spot) }
		end
		place.once(seen, value.code, spot)
		return value
	end)
end

local readers = {}

function readers.enum(field, spec, at)
	field.values = read_values(spec.values, at)
end
readers.codes = readers.enum

function readers.ref(field, spec, at)
	field.ref = place.key(spec.ref, at)
end
readers.refs = readers.ref

function readers.set(field, spec, at)
	if spec.values then field.values = read_values(spec.values, at) end
end

function readers.tags(field, spec, at)
	if spec.axis then field.axis = place.key(spec.axis, at) end
end

function readers.rows(field, spec, at, inside)
	if inside then wrong(at, "rows have no rows in them") end
	field.rows = fields.read(spec.rows, at, true)
	if not field.rows[1] then wrong(at, "must not be empty") end
end

local function read_type(field, spec, at, inside, functions)
	local kind = type(spec) == "table" and spec.type
	if type(kind) == "function" or not types[kind] then
		if type(spec) == "function" then wrong(at, "this type needs more behind it: enum { … }, ref '…', rows { … }") end
		wrong(at, "this is no type; there is: %s", place.words(types))
	end
	field.type = kind
	if spec.calc then
		if inside then wrong(at, "there is no calc in rows") end
		field.calc = true
		functions.calc[field.key] = place.callable(spec.calc, at)
	end
	if readers[kind] then readers[kind](field, spec, at, inside) end
end

-- a pattern runs over what people type: it may not repeat so often that it takes long
local function check_pattern(pattern, at)
	place.string(pattern, at)
	local _, repeats = pattern:gsub("%%.", ""):gsub("[*+-]", "")
	if #pattern > 200 or pattern:find "%%[bf%d]" or not pattern:find "^%^.*%$$" or repeats > 2 or not pcall(string.find, "",
		pattern) then
		wrong(at, "'%s': a pattern of Lua from ^ to $, with at most two of * + -, without %%b, %%f and %%1", pattern)
	end
end

local function read_limits(field, item, at)
	for _, key in ipairs { "min", "max" } do
		local limit, spot = item[key], at .. "." .. key
		if limit ~= nil then
			if not limited[field.type] then wrong(spot, "a field of type %s has no limits", field.type) end
			if field.type == "date" then
				place.date(limit, spot)
			elseif math.type(limit) ~= "integer" then
				wrong(spot, "must be a whole number")
			end
			field[key] = limit
		end
	end
	if field.min and field.max and field.min > field.max then wrong(at .. ".max", "is less than min") end
	if item.pattern ~= nil then
		check_pattern(item.pattern, at .. ".pattern")
		field.pattern = item.pattern
	end
end

local function read_default(field, item, at)
	local default, spot = item.default, at .. ".default"
	if default == nil then return end
	local kind = type(default)
	if field.values then
		local codes = {}
		for _, value in ipairs(field.values) do codes[value.code] = true end
		for i, code in ipairs(type(default) == "table" and default or { default }) do
			place.one(code, ("%s[%d]"):format(spot, i), codes)
		end
	elseif numbers[field.type] and math.type(default) ~= "integer" or field.type == "bool" and kind ~= "boolean"
		or not numbers[field.type] and field.type ~= "bool" and kind ~= "string" then
		wrong(spot, "does not fit the type %s", field.type)
	end
	field.default = default
end

local function read_required(field, item, at, inside, functions)
	local required, spot = item.required, at .. ".required"
	if required == nil then return end
	if inside and type(required) ~= "boolean" then wrong(spot, "must be true or false, not a %s", type(required)) end
	if type(required) == "function" then
		functions.required[field.key] = required
		field.required = { code = true }
	elseif type(required) == "string" then
		if not required:find "^@?%l[%l%d_]*$" then wrong(spot, "must be true, a state, @move or a function") end
		field.required = required
	elseif required == true then
		field.required = true
	elseif required ~= false then
		wrong(spot, "must be true, a state, @move or a function")
	end
end

local function read_rest(field, item, at)
	for _, key in ipairs { "unique", "pii", "secret", "frozen", "moved" } do
		if item[key] ~= nil then field[key] = place.boolean(item[key], at .. "." .. key) end
	end
	if item.help ~= nil then field.help = place.label(item.help, at .. ".help") end
	if item.since ~= nil then field.since = place.date(item.since, at .. ".since") end
	if item["until"] ~= nil then field["until"] = place.date(item["until"], at .. ".until") end
	if item.header ~= nil then field.header = place.names(item.header, at .. ".header") end
	if item.width ~= nil then field.width = place.integer(item.width, at .. ".width", 1) end
end

local function read_field(item, at, inside, functions)
	place.keys(item, at, shapes.field)
	local field = { key = place.key(item[1], at .. "[1]"), label = place.label(item[2], at .. "[2]") }
	if not inside and taken[field.key] then wrong(at .. "[1]", "'%s' has a meaning of its own; choose another name",
		field.key) end
	read_type(field, item[3], at .. "[3]", inside, functions)
	read_limits(field, item, at)
	read_default(field, item, at)
	read_required(field, item, at, inside, functions)
	read_rest(field, item, at)
	if field.calc and (field.required or field.default ~= nil or field.unique) then
		wrong(at, "a field that is calculated is neither required nor unique and has no default")
	end
	return field
end

-- labels are names too on the command line and in the heads of ledgers: each belongs to one field
local function check_names(seen, field, at)
	place.once(seen, field.key, at)
	for _, label in pairs(field.label) do
		if label ~= field.key then place.once(seen, label, at .. "[2]") end
	end
end

function fields.read(list, at, inside)
	local functions, by_key, seen = { required = {}, calc = {} }, {}, {}
	local data = place.list(list, at, function(item, spot)
		local field = read_field(item, spot, inside, functions)
		check_names(seen, field, spot)
		by_key[field.key] = field
		return field
	end)
	return data, by_key, functions
end

-- whether "rows.key" or "key" is a field; `more` has other names
function fields.check_path(path, at, by_key, more)
	place.string(path, at)
	if more and more[path] then return path end
	local key, inner = path:match "^([^.]+)%.?(.*)$"
	local field = by_key[place.one(key, at, by_key)]
	if inner ~= "" then
		local set = {}
		for _, row in ipairs(field.rows or {}) do set[row.key] = true end
		place.one(inner, at, set)
	end
	return path
end

return fields

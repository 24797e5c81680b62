--[[
Whether a value fits its field; values.check() of govpub.register.values is the same.

  value_check.check(field, value)   nil, or what is wrong with it
  value_check.is_sealed(value)      whether it, or a part of it, is a sealed or an erased one
  value_check.cell(field, name)     the cell of rows with this key or label; nil: there is none
--]]
local calendar_module = require "govpub.calendar"
local say = require "govpub.say"
local text = require "govpub.text"

local MAX_TEXT, MAX_PARA, MAX_ITEMS, MAX_ROWS, MAX_PATTERN = 2000, 100000, 500, 1000, 200

local value_check = {}

function value_check.cell(field, name)
	for _, sub in ipairs(field.rows) do
		if sub.key == name or sub.label and (sub.label.zh == name or sub.label.en == name) then return sub end
	end
end

local checkers = {}

local function bad(id, params) return say.text(id, params) end

local function string_of(limit, pattern, id)
	local control = limit < MAX_PARA and "%c" or "[\0-\8\11-\31\127]" -- lines and tabs are fine in paragraphs
	return function(_, value)
		if type(value) ~= "string" or not utf8.len(value) or #value > limit then return bad "value.text" end
		if value:find "%c" and value:find(control) then return bad "value.control" end
		if pattern and not value:find(pattern) then return bad(id, { value = value }) end
	end
end

checkers.text = string_of(MAX_TEXT)
checkers.para = string_of(MAX_PARA)
checkers.docno = string_of(MAX_TEXT, "%d", "value.docno")
checkers.phone = string_of(40, "^%+?[%d][%d ()/-]+[%d]$", "value.phone")
checkers.email = string_of(254, "^[^%s@]+@[^%s@]+%.[^%s@.]+$", "value.email")
checkers.url = string_of(MAX_TEXT, "^https?://[^%s/]+", "value.url")

function checkers.date(_, value)
	local iso = type(value) == "string" and value:find "^%d%d%d%d%-%d%d%-%d%d$" and calendar_module.parse(value)
	if iso ~= value then return bad("value.date", { value = tostring(value) }) end
end

function checkers.time(_, value)
	local day = type(value) == "string" and value:match "^(%d%d%d%d%-%d%d%-%d%d)T%d%d:%d%d"
	if not day or checkers.date(nil, day) then return bad("value.time", { value = tostring(value) }) end
end

function checkers.enum(field, value)
	for _, entry in ipairs(field.values) do
		if entry.code == value then return nil end
	end
	return bad("value.code", { value = tostring(value) })
end
checkers.codes = checkers.enum

function checkers.int(_, value)
	if math.type(value) ~= "integer" then return bad("value.int", { value = tostring(value) }) end
end
function checkers.money(_, value)
	if math.type(value) ~= "integer" then return bad("value.money", { value = tostring(value) }) end
end
function checkers.bool(_, value)
	if type(value) ~= "boolean" then return bad("value.bool", { value = tostring(value) }) end
end

-- a resident's number, a credit code, a passport or a permit to travel
function checkers.idno(_, value)
	local fits = type(value) == "string" and (text.is_resident(value) or text.is_credit_code(value)
		or value:find "^%u%u?%d%d%d%d%d%d%d%d?%d?%d?$")
	if not fits then return bad "value.idno" end -- the number itself is personal: it is not repeated
end
function checkers.uscc(_, value)
	if type(value) ~= "string" or not text.is_credit_code(value) then return bad "value.uscc" end
end

local function list_of(limit, check)
	return function(field, value)
		if type(value) ~= "table" or #value > limit then return bad("value.list", { n = limit }) end
		for i, item in ipairs(value) do
			local why = check(field, item)
			if why then return say.text("value.item", { n = i, why = why }) end
		end
	end
end

local function plain_item(field, item)
	return field.values and checkers.enum(field, item) or checkers.text(field, item)
end
checkers.set = list_of(MAX_ITEMS, plain_item)
checkers.tags = list_of(MAX_ITEMS, checkers.text)

function checkers.ref(field, value)
	local ref = type(value) == "table" and type(value.reg) == "string" and type(value.rid) == "string"
	if not ref then return bad("value.ref", { value = type(value) }) end
	if field.ref and field.ref ~= "any" and field.ref ~= value.reg then return bad("value.ref", { value = value.reg }) end
end
checkers.refs = list_of(MAX_ITEMS, checkers.ref)

function checkers.file(_, value)
	if type(value) ~= "table" or type(value.h) ~= "string" then return bad("value.file", { value = tostring(value) }) end
end
checkers.files = list_of(MAX_ITEMS, checkers.file)

local function check_row(field, entry)
	if type(entry) ~= "table" then return bad("value.cells", { n = #field.rows }) end
	for key, value in pairs(entry) do
		local sub = value_check.cell(field, key)
		if not sub then return bad("value.cells", { n = #field.rows }) end
		local why = value_check.check(sub, value)
		if why then return ("%s: %s"):format(say.choose(sub.label), why) end
	end
	for _, sub in ipairs(field.rows) do
		if sub.required == true and entry[sub.key] == nil then
			return bad("value.missing", { field = say.choose(sub.label) })
		end
	end
end
checkers.rows = list_of(MAX_ROWS, check_row)

local function in_range(field, value)
	local size, min, max = value, field.min, field.max
	if min == nil and max == nil then return nil end
	if type(value) == "table" then size = #value end
	if type(value) == "string" and field.type ~= "date" and field.type ~= "time" then size = utf8.len(value) end
	if min ~= nil and type(min) == type(size) and size < min then return bad("value.min", { n = min }) end
	if max ~= nil and type(max) == type(size) and size > max then return bad("value.max", { n = max }) end
end

-- what the program alone may write: a value that is sealed, or was erased; also in a cell of rows
function value_check.is_sealed(value)
	if type(value) ~= "table" then return false end
	if value["$v"] ~= nil or value["$erased"] ~= nil then return true end
	for _, one in pairs(value) do
		if value_check.is_sealed(one) then return true end
	end
	return false
end

local function check_one(field, value)
	local check = checkers[field.type]
	if field.calc or not check then return bad "value.calc" end
	local why = check(field, value) or in_range(field, value)
	if why then return why end
	if field.pattern and type(value) == "string" and (#value > MAX_PATTERN or not value:find(field.pattern)) then
		return bad("value.pattern", { pattern = field.pattern })
	end
end

-- days and codes come again and again
local repeated = { date = true, enum = true, codes = true }
local sound = setmetatable({}, { __mode = "k" }) -- { [field] = { [value] = true } }

function value_check.check(field, value)
	if type(value) == "table" and (value["$v"] or value["$erased"]) then return nil end
	if not repeated[field.type] or type(value) ~= "string" then return check_one(field, value) end
	local known = sound[field]
	if known and known[value] then return nil end
	local why = check_one(field, value)
	if not why then
		sound[field] = known or {}
		sound[field][value] = true
	end
	return why
end

return value_check

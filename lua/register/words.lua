--[[
The words that the file of a register may use besides those of Lua: types of fields, lengths of time, statistics.

A type is { type = "date" }, a length { span = "workdays", n = 20 }, a statistic { kind = "count", … }; what they may
hold is checked where they are used (register.fields, register.clocks, register.parts). Where a type has the name of
a library of scripts (date text url), it is both.
--]]
local functions = require "register.functions"
local place = require "register.place"

local words = {}

local function unchanged()
	error(place.word "a word of the program cannot be changed", 2)
end

local function fixed(own, library)
	return setmetatable({}, {
		__index = function(_, key)
			if own[key] ~= nil or not library then return own[key] end
			return rawget(library, key) -- without its complaint about names that are not there
		end,
		__newindex = unchanged,
		__metatable = false,
	})
end

for _, name in ipairs { "para", "int", "money", "time", "bool", "set", "tags", "file", "files", "docno", "idno", "phone",
	"email", "uscc" } do
	words[name] = fixed { type = name }
end
words.text, words.date, words.url = fixed({ type = "text" }, text), fixed({ type = "date" }, date),
	fixed({ type = "url" }, url)

local function with(name, key)
	return function(value) return { type = name, [key] = value } end
end
words.enum, words.codes = with("enum", "values"), with("codes", "values")
words.ref, words.refs, words.rows = with("ref", "ref"), with("refs", "ref"), with("rows", "rows")

-- tags "axis", set { "a", "b" }: with and without more
local function callable(name, key)
	return setmetatable({}, {
		__index = { type = name },
		__newindex = unchanged,
		__call = function(_, value) return { type = name, [key] = value } end,
		__metatable = false,
	})
end
words.set, words.tags = callable("set", "values"), callable("tags", "axis")

-- calc(fn) is a text; calc(int, fn) is of that type
function words.calc(kind, fn)
	if fn == nil then kind, fn = words.text, kind end
	return { type = type(kind) == "table" and kind.type or kind, calc = fn }
end

local function span(name)
	return function(n) return { span = name, n = n } end
end
words.workdays, words.days, words.months = span "workdays", span "days", span "months"
function words.fixed(day) return { span = "fixed", day = day } end
function words.every(inner) return { span = "every", inner = inner } end
function words.before(inner) return { span = "before", inner = inner } end
function words.nth(month, n, weekday) return { span = "nth", month = month, nth = n, weekday = weekday } end
words.ask_days = fixed { span = "ask_days" }

local function marked(mark)
	return function(inner)
		local out = type(inner) == "table" and { span = inner.span, n = inner.n } or {}
		out[mark] = true
		return out
	end
end
words.at_least, words.window = marked "at_least", marked "window"

for _, kind in ipairs { "crosstab", "count", "sum", "list" } do
	words[kind] = function(spec)
		local out = { kind = kind }
		for key, value in pairs(type(spec) == "table" and spec or {}) do out[key] = value end
		return out
	end
end

for name, fn in pairs(functions) do words[name] = fn end
return words

-- usage: lua5.4 sarif.lua FILE.sarif
-- True (exit 0) when it has what the schema of SARIF 2.1.0 requires and allows of the objects that we write, and
-- what code hosts need besides. Else each violation is a line on stdout.
local cjson = require "cjson"
local f <close> = assert(io.open(arg[1], "rb"))
local log = cjson.decode(f:read("a"))
local wrong = {}

local function complain(where, what) wrong[#wrong + 1] = where .. ": " .. what end

local levels = { none = true, note = true, warning = true, error = true }

local function is(kind)
	return function(v, where) if type(v) ~= kind then complain(where, "is no " .. kind) end end
end

local function one_of(set)
	return function(v, where) if not set[v] then complain(where, "may not be " .. tostring(v)) end end
end

local function integer_from(least)
	return function(v, where)
		if type(v) ~= "number" or v ~= math.floor(v) or v < least then complain(where, "is no integer from " .. least) end
	end
end

-- a string that fits `pattern` whole
local function matching(pattern)
	return function(v, where)
		if type(v) ~= "string" or not v:find("^" .. pattern .. "$") then complain(where, "does not fit: " .. tostring(v)) end
	end
end

-- { key = check }; a key with "!" in front must be there, others than these must not
local function object(shape)
	local known = {}
	for key, check in pairs(shape) do known[key:gsub("^!", "")] = check end
	return function(v, where)
		if type(v) ~= "table" then return complain(where, "is no object") end
		for key in pairs(shape) do
			if key:sub(1, 1) == "!" and v[key:sub(2)] == nil then complain(where, "lacks " .. key:sub(2)) end
		end
		for key, inner in pairs(v) do
			local check = known[key]
			if check then check(inner, where .. "." .. key) else complain(where, "has " .. tostring(key)) end
		end
	end
end

local function list(check)
	return function(v, where)
		if type(v) ~= "table" then return complain(where, "is no list") end
		for i, inner in ipairs(v) do check(inner, ("%s[%d]"):format(where, i - 1)) end
	end
end

local text = is "string"
local bag = is "table"
local message = object { ["!text"] = text }
-- RFC 3986: a URI or a relative reference, every octet one that may stand there
local uri = function(v, where)
	if type(v) ~= "string" or v:find("[^%w%-%._~:/?#@!$&'()*+,;=%%]") or v:find("%%%X") or v:find("%%%x%X") then
		complain(where, "is no URI reference: " .. tostring(v))
	end
end
local date_time = matching "%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%dZ"
local rule = object {
	["!id"] = text, ["!shortDescription"] = message, fullDescription = message, help = message,
	defaultConfiguration = object { level = one_of(levels) }, properties = bag,
}
local component = { ["!name"] = text, fullName = text, version = text, rules = list(rule),
	language = matching "%l%l%-?%u?%u?" }
local extension = { ["!name"] = text, version = text, properties = bag }
local location = object {
	["!physicalLocation"] = object {
		["!artifactLocation"] = object { ["!uri"] = uri },
		region = object { ["!startLine"] = integer_from(1), startColumn = integer_from(1) },
	},
}
local result = object {
	["!ruleId"] = text, ["!ruleIndex"] = integer_from(0), ["!level"] = one_of(levels), kind = one_of { pass = true },
	["!message"] = message, ["!locations"] = list(location), relatedLocations = list(location),
	["!partialFingerprints"] = bag, properties = bag,
}
local run = object {
	["!tool"] = object { ["!driver"] = object(component), extensions = list(object(extension)) },
	translations = list(object(component)),
	["!results"] = list(result), language = matching "%l%l%-?%u?%u?", columnKind = one_of { unicodeCodePoints = true },
	automationDetails = object { id = text },
	invocations = list(object { ["!executionSuccessful"] = is "boolean", startTimeUtc = date_time, endTimeUtc = date_time,
		toolExecutionNotifications = list(object { ["!message"] = message, level = one_of(levels) }) }),
}
object { ["$schema"] = uri, ["!version"] = one_of { ["2.1.0"] = true }, ["!runs"] = list(run) }(log, "log")

-- what holds between the parts
for _, r in ipairs(log.runs) do
	local rules, seen, other = r.tool.driver.rules, {}, r.translations[1].rules
	for i, a in ipairs(rules) do
		if seen[a.id] then complain(a.id, "is a rule twice") end
		seen[a.id] = true
		if not other[i] or other[i].id ~= a.id then complain(a.id, "has no translation") end
	end
	for i, one in ipairs(r.results) do
		local where = ("results[%d]"):format(i - 1)
		local its = rules[one.ruleIndex + 1]
		if not its or its.id ~= one.ruleId then complain(where, "ruleIndex is that of another rule") end
		if one.kind == "pass" and one.level ~= "none" then complain(where, "passed with a level") end
		if #one.locations ~= 1 then complain(where, "is not at one place") end
		if not next(one.partialFingerprints) then complain(where, "has no fingerprint") end
	end
end
for _, why in ipairs(wrong) do print(why) end
os.exit(#wrong == 0)

--[[
What every part of a declaration is read with. A place is written as people find it: "moves[3].from".

  place.wrong(at, english, …)        raises "at: …" in the language of who asked; the program adds file and line
  place.word                         english → the same in that language; set by register.new
  place.key(value, at)               a name of the program: a-z, then a-z 0-9 _
  place.label(value, at)             "中文" or { zh =, en = } → { zh =, en = }
  place.string(value, at), place.date(value, at), place.integer(value, at, least)
  place.list(value, at[, each])      each(item, at) for all; the results
  place.names(value, at[, each])     the same, and one name needs no braces
  place.keys(map, at, allowed)       raises for a key that `allowed` (key → true) has not
  place.words(set)                   the keys of a map in order: "a b c"
  place.once(seen, key, at)          raises when a key comes a second time
  place.one(value, at, set)          raises when the value is no key of `set`
--]]
local place = { word = function(english) return english end }

function place.wrong(at, english, ...)
	error((at == "" and "" or at .. ": ") .. place.word(english):format(...), 0)
end
local wrong = place.wrong

function place.words(set)
	local list = {}
	for key in pairs(set) do list[#list + 1] = tostring(key) end
	table.sort(list)
	return table.concat(list, " ")
end

function place.string(value, at)
	if type(value) ~= "string" then wrong(at, "must be a string, not a %s", type(value)) end
	if value == "" then wrong(at, "must not be empty") end
	if #value > 4000 then wrong(at, "is too long") end
	return value
end

function place.boolean(value, at)
	if type(value) ~= "boolean" then wrong(at, "must be true or false, not a %s", type(value)) end
	return value
end

function place.integer(value, at, least)
	if math.type(value) ~= "integer" or value < (least or 0) or value > 100000 then
		wrong(at, "must be a whole number from %d", least or 0)
	end
	return value
end

function place.callable(value, at)
	if type(value) ~= "function" then wrong(at, "must be a function, not a %s", type(value)) end
	return value
end

function place.key(value, at)
	place.string(value, at)
	if #value > 60 or not value:find "^%l[%l%d_]*$" then
		wrong(at, "'%s' is no name for the program; write a-z, then a-z, 0-9 and _", value)
	end
	return value
end

-- Labels are printed on terminals, in heads of tables and in files of others.
local function name(value, at)
	place.string(value, at)
	if value:find "%c" or value:find "\xC2[\x80-\x9F]" then wrong(at, "is a name, and may not hold control characters") end
	return value
end

function place.label(value, at)
	if type(value) == "string" then return { zh = name(value, at) } end
	if type(value) ~= "table" then wrong(at, "must be a label: '中文' or { zh =, en = }") end
	place.keys(value, at, { zh = true, en = true })
	if not value.zh then wrong(at, "zh is missing") end
	return { zh = name(value.zh, at), en = value.en and name(value.en, at) }
end

function place.date(value, at)
	place.string(value, at)
	local month, day = value:match "^%d%d%d%d%-(%d%d)%-(%d%d)$"
	month, day = tonumber(month), tonumber(day)
	if not month or month < 1 or month > 12 or day < 1 or day > 31 then
		wrong(at, "'%s' is no date; write it like 2023-04-20", value)
	end
	return value
end

function place.keys(map, at, allowed)
	if type(map) ~= "table" then wrong(at, "must be a table, not a %s", type(map)) end
	for key in pairs(map) do
		if not allowed[key] then wrong(at, "unknown key '%s'; allowed: %s", tostring(key), place.words(allowed)) end
	end
end

function place.list(value, at, each)
	if type(value) ~= "table" then wrong(at, "must be a list, not a %s", type(value)) end
	for key in pairs(value) do
		if math.type(key) ~= "integer" or key < 1 or key > #value then
			wrong(at, "must be a list; what is '%s'?", tostring(key))
		end
	end
	if #value > 1000 then wrong(at, "is too long") end
	local out = {}
	for i = 1, #value do out[i] = (each or place.string)(value[i], ("%s[%d]"):format(at, i)) end
	return out
end

function place.names(value, at, each)
	if type(value) == "string" then return { (each or place.string)(value, at) } end
	return place.list(value, at, each)
end

function place.once(seen, key, at)
	if seen[key] then wrong(at, "'%s' is used twice, first by %s", tostring(key), seen[key]) end
	seen[key] = at
end

function place.one(value, at, set)
	if set[value] == nil then wrong(at, "there is no '%s'; there is: %s", tostring(value), place.words(set)) end
	return value
end

return place

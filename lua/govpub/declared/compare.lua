--[[
A declaration against the records that are there: what was written under an earlier one must still be told.

  compare(declared, records)   records: a function that calls its argument with each record; findings
      { { id, level, params = { … } }, … }: orphan-state, dropped-field, unknown-code, now-required
--]]
local function index(list, key)
	local by = {}
	for _, one in ipairs(list or {}) do by[one[key]] = one end
	return by
end

-- counts[key] of a kind of finding, and the first record
local function note(seen, id, key, record)
	local name = id .. "\0" .. key
	local one = seen[name]
	if not one then
		one = { id = id, key = key, count = 0, first = record.no or record.rid }
		seen[name], seen[#seen + 1] = one, one
	end
	one.count = one.count + 1
end

local function codes_of(value)
	return type(value) == "table" and value or { value }
end

local function look_at_value(seen, field, value, renamed, record)
	if not field.values then return end
	local known = index(field.values, "code")
	for _, code in ipairs(codes_of(value)) do
		if not known[code] and not renamed[code] then note(seen, "unknown-code", field.key .. ":" .. tostring(code),
			record) end
	end
end

local function look_at(seen, model, record)
	if not model.states[record.state] and not model.rename.state[record.state] then note(seen, "orphan-state", record.state,
		record) end
	for key, value in pairs(record.fields or {}) do
		local field = model.fields[key]
		if field then
			look_at_value(seen, field, value, model.rename.value[key] or {}, record)
		elseif not model.rename.field[key] then
			note(seen, "dropped-field", key, record)
		end
	end
	for key, field in pairs(model.fields) do
		local value = (record.fields or {})[key]
		if field.required == true and value == nil then note(seen, "now-required", key, record) end
	end
end

local levels = { ["now-required"] = "warning" }

return function(declared, records)
	local rename = declared.rename or {}
	local model = { states = index(declared.states, "key"), fields = index(declared.fields, "key"),
		rename = { state = rename.state or {}, field = rename.field or {}, value = rename.value or {} } }
	local seen, findings = {}, {}
	records(function(record)
		if not record.void then look_at(seen, model, record) end
	end)
	for i, one in ipairs(seen) do
		findings[i] = { id = one.id, level = levels[one.id] or "error",
			params = { register = declared.name, key = one.key, count = one.count, first = one.first } }
	end
	table.sort(findings, function(a, b)
		if a.id ~= b.id then return a.id < b.id end
		return a.params.key < b.params.key
	end)
	return findings
end

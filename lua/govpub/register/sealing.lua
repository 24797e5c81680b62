--[[
What goes into an event in place of personal values.

  sealing.set(world, item)                   item.set with its personal values sealed
  sealing.answers(world, model, answers)     answers to questions, the same
  sealing.erased(field, value)               what stands for a value whose personal parts are gone
--]]
local json = require "govpub.json"
local values = require "govpub.register.values"

local sealing = {}

local function is_reference(value) return type(value) == "table" and (value["$v"] or value["$erased"]) and true or false end

local function sealed_rows(world, field, rows)
	local out = {}
	for i, row in ipairs(rows) do
		local entry = {}
		for key, value in pairs(row) do entry[key] = value end
		for _, sub in ipairs(field.rows) do
			local value = entry[sub.key]
			if value ~= nil and values.personal(sub) and not is_reference(value) then entry[sub.key] = world.ledger:seal(value) end
		end
		out[i] = entry
	end
	return out
end

-- what goes into the event
function sealing.set(world, item)
	local set = {}
	for key, value in pairs(item.set) do
		local field = item.model.field(key)
		if value == json.null or is_reference(value) then
			set[key] = value
		elseif values.personal(field) then
			set[key] = world.ledger:seal(value)
		elseif field.type == "rows" then
			set[key] = sealed_rows(world, field, value)
		else
			set[key] = value
		end
	end
	return set
end

-- of rows only the personal cells
function sealing.erased(field, value)
	if field.type ~= "rows" then return { ["$erased"] = true } end
	local rows = {}
	for i, row in ipairs(value) do
		rows[i] = {}
		for key, cell in pairs(row) do rows[i][key] = cell end
		for _, sub in ipairs(field.rows) do
			if values.personal(sub) and rows[i][sub.key] ~= nil then rows[i][sub.key] = { ["$erased"] = true } end
		end
	end
	return rows
end

function sealing.answers(world, model, answers)
	if not answers or not model.private[1] then return answers end
	local out = {}
	for question, answer in pairs(answers) do
		local seals = model.private[question] and answer ~= json.null and not is_reference(answer)
		out[question] = seals and world.ledger:seal(answer) or answer
	end
	return out
end

return sealing

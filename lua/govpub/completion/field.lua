--[[
Values of fields, and records by their numbers, at the cursor.

  field.values(asked, one, lead, text)   lead: what stands before the value (outcome=), text: the value so far
  field.names(asked, model, sign, wanted, given)   names of fields with the sign behind them; wanted(field) or nil;
                                         given: { [key] = true } of those that are there
  field.records(asked, model, states)    numbers; states: { key, … } or nil for all
--]]
local values = require "govpub.register.values"

local LIMIT = 100

local field = {}

-- a record of another register is known by its name and code, or by its number
local function references(asked, id, lead, text)
	local world = asked:world()
	local model = world and world.registry:model(id)
	if not model then return end
	for _, record in ipairs((world.ledger:list(world:list(model, { limit = LIMIT })))) do
		local code = model.field "code" and record.fields.code
		local name = world:named(record)
		asked:named(type(code) == "string" and code or name, name, lead)
	end
end

-- several values are parted by commas: the last one is completed
local function before_last(text)
	return text:match "^.*[,;]" or text:match "^.*，" or text:match "^.*、" or ""
end

function field.values(asked, one, lead, text)
	if values.said_personal(one) then
		if text:sub(1, 1) == "@" then return asked:files() end
		asked:put(lead .. "@")
		return asked:put(lead .. "-")
	end
	if one.type == "set" or one.type == "refs" then lead = lead .. before_last(text) end
	for _, entry in ipairs(one.values or {}) do asked:named(entry.code, entry.label, lead) end
	if one.type == "bool" then
		asked:named("yes", "是", lead)
		asked:named("no", "否", lead)
	elseif one.type == "ref" or one.type == "refs" then
		references(asked, one.ref, lead)
	elseif one.type == "file" or one.type == "files" then
		asked:files()
	elseif one.type == "date" then
		asked:named("today", "今天", lead)
	end
end

function field.names(asked, model, sign, wanted, given)
	for _, one in ipairs(model.decl.fields) do
		if not one.calc and not (given and given[one.key]) and (not wanted or wanted(one)) then
			local zh = one.label.zh
			if asked:speaks(asked.prefix) == "zh" and zh and not zh:find "[%s=:]" then
				asked:put(zh .. sign, one.key)
			else
				asked:put(one.key .. sign, one.label)
			end
		end
	end
end

function field.records(asked, model, states)
	local world = asked:world()
	if not world or states and not states[1] then return end
	local filter = states and "state:" .. table.concat(states, ",") or nil
	local year = math.tointeger(tonumber(world.today:sub(1, 4)))
	for _, record in ipairs((world.ledger:list(world:list(model, { filter = filter, limit = LIMIT })))) do
		local n = record.n and (record.year == year and tostring(record.n) or ("%d-%d"):format(record.year or 0, record.n))
		local title = world.title(model, record)
		if asked:speaks(asked.prefix) == "zh" and asked.prefix ~= "" or not n then
			asked:put(record.no or "", title)
		elseif not record.void then
			asked:put(n, title)
		end
	end
end

return field

--[[
Which rows of a ledger a register has already.

  existing.index(ledger, reg, declared) → known
  known(row) → nil: it is new
               "same"            it was imported from a row that said the same
               "double", message the register, or the file further up, has another with the same key
      row = { set, no, hash, row }
  existing.hash(job, record) → the hash of a record of a plan (plan.lua)

The hash of a row leaves personal values out, for it goes into the chain of events; they are compared with what is
sealed in the record instead.
--]]
local grid = require "govpub.grid"
local json = require "govpub.json"
local say = require "govpub.say"

local existing = {}

local PAGE = 5000 -- events at a time

local function is_personal(field) return field.pii or field.secret end

local function fields_of(declared, keys)
	local by, list = {}, {}
	for _, field in ipairs(declared.fields) do by[field.key] = field end
	for _, key in ipairs(keys) do list[#list + 1] = by[key] end
	return list
end

local function text_of(value)
	return value == nil and "" or json.encode(value)
end

-- { [hash] = { rid, … } } of what was imported
local function hashes_of(ledger, reg)
	local by, after = {}, 0
	repeat
		local events = ledger:events { reg = reg, kind = "import", after_seq = after, limit = PAGE }
		for _, event in ipairs(events) do
			local source = event.body and event.body.source
			if type(source) == "table" and type(source.hash) == "string" then
				by[source.hash] = by[source.hash] or {}
				table.insert(by[source.hash], event.rid)
			end
			after = event.seq
		end
	until #events < PAGE
	return by
end

local function keys_of(ledger, reg, open)
	local by = {}
	if #open == 0 then return by end
	ledger:each(reg, function(record)
		if record.void then return end
		local parts = {}
		for i, field in ipairs(open) do parts[i] = text_of(record.fields[field.key]) end
		local key = table.concat(parts, "\0")
		by[key] = by[key] or {}
		table.insert(by[key], record.rid)
	end)
	return by
end

-- Whether the record's personal values are those of the row.
local function same_person(ledger, record, personal, set)
	for _, field in ipairs(personal) do
		local have = record.fields[field.key]
		if type(have) == "table" and have["$v"] then have = ledger:unseal(have) end
		local value = set[field.key]
		if value ~= nil and type(value) ~= "string" then value = json.encode(value) end
		if have ~= value and not (type(have) == "table" and have["$erased"]) then return false end
	end
	return true
end

local function labels(fields)
	local out = {}
	for i, field in ipairs(fields) do out[i] = say.choose(field.label) end
	return table.concat(out, say.language == "zh" and "、" or ", ")
end

local function split(fields)
	local open, closed = {}, {}
	for _, field in ipairs(fields) do
		local list = is_personal(field) and closed or open
		list[#list + 1] = field
	end
	return open, closed
end

local function imported(state, row)
	for _, rid in ipairs(state.hashes[row.hash] or {}) do
		local record = not state.claimed[rid] and state.ledger:record(state.reg, rid)
		if record and not record.void then
			if same_person(state.ledger, record, state.personal, row.set) then
				state.claimed[rid] = true
				return "same"
			elseif record.rev > 1 then -- it was changed since, perhaps in that
				return "double", say.text("import.changed", { no = record.no or rid })
			end
		end
	end
end

local function has_key(state, row)
	for _, field in ipairs(state.key) do
		if row.set[field.key] ~= nil then return true end
	end
	return false
end

local function by_key(state, row)
	if not has_key(state, row) then return nil end
	local open, all = {}, {}
	for i, field in ipairs(state.open) do open[i] = text_of(row.set[field.key]) end
	for i, field in ipairs(state.key) do all[i] = text_of(row.set[field.key]) end
	local candidates = state.keys[table.concat(open, "\0")] or {}
	if #state.open == 0 then
		local first = state.closed[1]
		candidates = row.set[first.key] and state.ledger:find_blind(state.reg, first.key, row.set[first.key]) or {}
	end
	for _, rid in ipairs(candidates) do
		local record = state.ledger:record(state.reg, rid)
		if record and not record.void and same_person(state.ledger, record, state.closed, row.set) then
			return "double", say.text("import.known", { no = record.no or rid, field = labels(state.key) })
		end
	end
	local whole = table.concat(all, "\0")
	local above = state.seen[whole]
	if above then return "double", say.text("import.twice", { row = above, field = labels(state.key) }) end
	state.seen[whole] = row.row
end

local function by_number(state, row)
	if not row.no then return nil end
	local rid = state.ledger:by_no(state.reg, row.no)
	local number = say.text "import.number"
	if rid then return "double", say.text("import.known", { no = row.no, field = number }) end
	local above = state.numbers[row.no]
	if above then return "double", say.text("import.twice", { row = above, field = number }) end
	state.numbers[row.no] = row.row
end

local function open_cells(field, entries, values)
	local out = {}
	for i, entry in ipairs(entries) do
		out[i] = {}
		for _, sub in ipairs(field.rows) do out[i][sub.key] = values.personal(sub) and entry[sub.key] ~= nil or entry[sub.key] end
	end
	return out
end

function existing.hash(job, record)
	local said = { note = record.note, no = record.no, state = record.state, set = {} }
	for key, value in pairs(record.set) do
		local field = job.fields[key]
		said.set[key] = (field.pii or field.secret or field.type == "rows") and true or value
		if field.type == "rows" and record.children then said.set[key] = open_cells(field, value, job.values) end
	end
	return grid.digest(json.encode(said))
end

function existing.index(ledger, reg, declared)
	local key = fields_of(declared, (declared.import or {}).key or {})
	local open, closed = split(key)
	local _, personal = split(declared.fields)
	local state = { ledger = ledger, reg = reg, key = key, open = open, closed = closed, personal = personal, claimed = {},
		seen = {}, numbers = {}, hashes = hashes_of(ledger, reg), keys = keys_of(ledger, reg, open) }
	return function(row)
		local found, why = imported(state, row)
		if not found then found, why = by_number(state, row) end
		if not found then found, why = by_key(state, row) end
		return found, why
	end
end

return existing

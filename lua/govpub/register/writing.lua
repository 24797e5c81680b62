--[[
Appends the event of one prepared operation, inside the write transaction.

  writing.batch()                   what is looked at before any of it is written
  writing.look(world, item, batch)  nil, or the refusal that ends it all: whether the registers, or an item before it in
                                    the batch, have its number or values already. What nobody looked at append() does
  writing.append(world, item, tx)   nil, or the refusal that ends it all; fills item.result
  writing.link(world, items, tx)    what effects link and tell
  writing.project_old(world, item)  the clocks of an old record, which needs no other
  writing.project(world, item)      those of other records anew: as all of them became
--]]
local clocks = require "govpub.register.clocks"
local incoming = require "govpub.register.incoming"
local json = require "govpub.json"
local ledger_module = require "govpub.ledger"
local numbering = require "govpub.register.numbering"
local say = require "govpub.say"
local sealing = require "govpub.register.sealing"
local values = require "govpub.register.values"

local writing = {}

local function refusal(item, reason, more)
	return { record = item.record.no or "", index = item.index, reason = reason, code = more.code, field = more.field }
end

-- --- values that stand in one record only

local indexed = { text = true, idno = true, phone = true, email = true, uscc = true }

local function found_by(world, field, value)
	return function(record)
		local have = record.fields[field.key]
		if type(have) == "table" and have["$v"] then return world.ledger:unseal(have) == value end
		return have == value
	end
end

local function is_plain(value) return type(value) == "string" or math.type(value) == "integer" end

-- another record that has the same value, or nil
local function other_with(world, item, field, value)
	local same = found_by(world, field, value)
	for _, rid in ipairs(world.ledger:find_blind(item.model.id, field.key, value)) do
		local other = rid ~= item.rid and world.ledger:record(item.model.id, rid)
		if other and not other.void and same(other) then return other end
	end
end

-- the record of an item further up in an import that will have the same value
local function above_with(batch, item, field, value)
	local name = field.key .. "\0" .. value
	local other = batch.values[name]
	batch.values[name] = other or item.record
	return other
end

-- Unique values are refused, personal ones that stand elsewhere are told: perhaps the same person comes again.
local function check_values(world, item, batch)
	for key, value in pairs(item.set) do
		local field = item.model.field(key)
		local personal = not batch and values.personal(field) and indexed[field.type]
		if (field.unique or personal) and is_plain(value) then
			local other = other_with(world, item, field, value) or batch and above_with(batch, item, field, value)
			if other and field.unique then
				return refusal(item, say.text("record.taken", { field = say.choose(field.label), other = other.no }),
					{ code = "conflict", field = key })
			elseif other and item.creates then
				item.similar = item.similar or {}
				item.similar[#item.similar + 1] = { no = other.no, field = field.label }
			end
		end
	end
end

-- so that they are found
local function index_values(world, item)
	for key, value in pairs(item.set) do
		local field = item.model.field(key)
		local personal = values.personal(field) and indexed[field.type]
		if (field.unique or personal) and is_plain(value) then world.ledger:blind(item.model.id, field.key, item.rid, value) end
	end
end

-- What an undo brings back may stand in another record by now.
local function check_restored(world, item)
	for key, value in pairs(item.op.set or {}) do
		local field = item.model.field(key)
		local plain = field and field.unique and world:opened(value)
		local other = is_plain(plain) and other_with(world, item, field, plain)
		if other then
			return refusal(item, say.text("record.taken", { field = say.choose(field.label), other = other.no }),
				{ code = "conflict", field = key })
		end
	end
end

-- --- numbers

local function take_number(world, item, batch)
	local no = item.op.no
	local n, year
	if no and (world.ledger:by_no(item.model.id, no) or batch and batch.numbers[no]) then
		return refusal(item, say.text("record.taken", { field = say.text "record.number", other = no }), { code = "conflict" })
	end
	if no then n, year = numbering.parts(item.model.decl.number, no) end
	n = n and #n < 10 and math.tointeger(tonumber(n))
	year = year and math.tointeger(tonumber(year))
	if not n or not year then
		local generated, next_n, this_year = numbering.next(world, item.model, item, batch and batch.last)
		no, n, year = no or generated, n or next_n, year or this_year
	end
	if batch then
		batch.numbers[no] = true
		numbering.note(batch.last, n, year)
	end
	item.record.no, item.n, item.year = no, n, year
end

-- --- one event

local function declared(world, model)
	if not model.hash then
		local source, hash = world.registry:text(model.id)
		world.ledger:declare(hash, model.id, source)
		model.hash = hash
	end
	return model.hash
end

local told = { "text", "why", "late", "history", "form", "h", "fields", "texts" }

-- null in `set` empties a field; who reads an event in Lua sees no null there, and looks at this list
local function cleared(set)
	local keys = {}
	for key, value in pairs(set) do
		if value == json.null then keys[#keys + 1] = key end
	end
	table.sort(keys)
	return keys[1] and keys or nil
end

local function body_of(world, item)
	local op, body = item.op, {}
	for _, key in ipairs(told) do body[key] = op[key] end
	for key, value in pairs(op.extra or {}) do body[key] = value end
	body.free = sealing.answers(world, item.model, op.free)
	if op.private and body.text then body.text = world.ledger:seal(body.text) end
	body.force = item.forced
	if op.kind == "undo" then
		body.tx, body.seqs, body.set, body.state, body.void = op.undone, op.seqs, op.set, op.state, op.void
		body.cleared = cleared(op.set or {})
	else
		local set = sealing.set(world, item)
		if next(set) then body.set = set end
		body.cleared = cleared(set)
		if item.to and (item.creates or item.to ~= item.record.state) then body.to = item.to end
		if item.closed and not op.history then body.closed = true end -- a history says itself when
	end
	if op.kind == "erase" then
		local set = {}
		for _, key in ipairs(op.fields) do
			local value = item.record.fields[key]
			if value ~= nil then set[key] = sealing.erased(item.model.field(key), value) end
		end
		body.set = next(set) and set or nil
	end
	return body
end

-- numbers as written, the last of each year, and records by unique value
function writing.batch() return { numbers = {}, last = {}, values = {} } end

function writing.look(world, item, batch)
	item.looked_at = true
	local why = (item.op.kind == "undo" and check_restored or check_values)(world, item, batch)
	return why or item.creates and take_number(world, item, batch) or nil
end

function writing.append(world, item, tx)
	local op = item.op
	local now = not item.creates and world.ledger:record(item.model.id, op.rid)
	if now and now.rev ~= item.record.rev then return refusal(item, say.text "record.changed", { code = "conflict" }) end
	item.rid = op.rid
	local why = not item.looked_at and writing.look(world, item)
	if why then return why end
	local changed = incoming.take(world, item.set)
	if changed then return refusal(item, say.text("record.file-changed", { path = changed }), { code = "conflict" }) end
	local body = body_of(world, item)
	item.fields = body.set
	if item.creates then body.no, body.n, body.year = item.record.no, item.n, item.year end
	if op.kind == "erase" then world.ledger:erase(item.model.id, item.rid, op.fields, op.texts) end
	local appended = world.ledger:append { reg = item.model.id, rid = item.rid, kind = item.amends and "amend" or op.kind,
		move = item.move and item.move.key or "", on = item.on, by = world.user.id, via = world.via or "cli", tx = tx,
		decl = declared(world, item.model), body = body }
	item.rid = appended.rid
	if op.kind ~= "undo" then index_values(world, item) end
	item.result = { reg = item.model.id, rid = item.rid, no = item.record.no, seq = appended.seq, rev = appended.rev, kind = item.amends and "amend" or op.kind,
		move = item.move and item.move.key, state = item.to or item.record.state, on = item.on, similar = item.similar, tx = tx, undone = op.undone }
end

-- --- what effects bring about besides

local function field_to(world, from, to)
	for _, field in ipairs(world.registry:model(from.reg).decl.fields) do
		if (field.type == "ref" or field.type == "refs") and field.ref == to.reg then return field end
	end
end

local function append_effect(world, item, kind, target, body, tx)
	local model = world.registry:model(target.reg)
	world.ledger:append { reg = target.reg, rid = target.rid, kind = kind, move = "", on = item.on, by = world.user.id,
		via = "effect", tx = tx, decl = declared(world, model), body = body }
end

local function connect(world, item, from, to, tx)
	local field = field_to(world, from, to)
	if not field then from, to, field = to, from, field_to(world, to, from) end
	if not field then say.fail("script", "%s: the register links records that have no field for it", item.model.id) end
	local ref = { reg = to.reg, rid = to.rid }
	local list = { ref }
	if field.type == "refs" then
		local record = world.ledger:record(from.reg, from.rid)
		local before = record and record.fields[field.key] or {}
		list = table.move(before, 1, #before, 1, {})
		list[#list + 1] = ref
	end
	append_effect(world, item, "link", from, { set = { [field.key] = field.type == "refs" and list or ref } }, tx)
end

function writing.link(world, items, tx)
	for _, item in ipairs(items) do
		for _, action in ipairs(item.actions or {}) do
			if action.link then connect(world, item, action.link, action.to, tx) end
			if action.notify then
				local told = { role = action.notify, text = action.text }
				item.result.notices = item.result.notices or {}
				table.insert(item.result.notices, told)
				append_effect(world, item, "note", item.result, { text = action.text, notify = action.notify }, tx)
			end
		end
	end
end

local unmoving = { note = true, print = true, read = true, import = true }

-- An old record is what its one event says.
function writing.project_old(world, item)
	local moves = {}
	for i, step in ipairs(item.op.history or {}) do moves[i] = { move = step.move, on = step.on, state = step.to } end
	item.result.state = item.to
	clocks.project(world, item.model, { reg = item.model.id, rid = item.rid, state = item.to, new = true,
		fields = item.fields or {}, moves = moves, answers = item.record.answers, created_on = item.on })
end

function writing.project(world, item)
	if unmoving[item.op.kind] then return end
	local record = world.ledger:record(item.model.id, item.rid)
	item.result.state, item.result.void = record.state, record.void or nil
	if item.creates then record.answers = item.record.answers end -- there are no other events to look through
	item.result.clocks = record.void and {} or clocks.project(world, item.model, record)
	if record.void then world.ledger:put_clocks(record.reg, record.rid, {}) end
end

return writing

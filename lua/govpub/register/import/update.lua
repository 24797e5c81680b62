--[[
A workbook that was exported with --edit comes back: what was changed in it, what was changed in the register since,
and what in both.

  update(world, model, given, path)   returns the exit status; 6 when both changed the same cell, and nothing is written

Each cell is compared with what it was when it was exported, which a hidden sheet tells. Rows are known by a hidden
column, so they may be sorted, filtered and left out.
--]]
local act = require "govpub.register.act"
local ask = require "govpub.register.ask"
local cell = require "govpub.register.import.cell"
local children = require "govpub.register.import.children"
local export = require "govpub.register.export"
local header = require "govpub.register.import.header"
local json = require "govpub.json"
local people = require "govpub.register.people"
local say = require "govpub.say"
local sheet = require "govpub.register.import.sheet"
local show = require "govpub.register.show"
local update_rows = require "govpub.register.import.update_rows"
local values = require "govpub.register.values"
local words = require "govpub.register.import.words"

local function fail_foreign(path)
	say.fail("usage", "%s: this is no workbook that export --edit made of this register", path)
end

-- { [rid] = { rev, cells = { [key] = raw } } }, { key, … }
local function read_base(sheets, model, path)
	for _, s in ipairs(sheets) do
		if s.name == export.BASE .. model.id then
			local keys, base = {}, {}
			for col = 3, s.cols do keys[col] = s:at(s.first, col) end
			for row = s.first + 1, s.last do
				local rid, rev = s:at(row, 1), s:at(row, 2)
				if type(rid) ~= "string" or math.type(rev) ~= "integer" then fail_foreign(path) end
				base[rid] = { rev = rev, cells = {} }
				for col, key in pairs(keys) do base[rid].cells[key] = s:at(row, col) end
			end
			return base, keys
		end
	end
	fail_foreign(path)
end

local function find_table(sheets, model, path)
	local vocabulary = header.words(model.decl, {})
	for _, s in ipairs(sheets) do
		local found = not s.name:find("^" .. export.BASE) and s.first <= s.last and header.find(s, vocabulary, s.first)
		for col, column in ipairs(found and found.columns or {}) do
			if column.how == "id" then return s, found, col end
		end
	end
	fail_foreign(path)
end

local function same_raw(a, b)
	return a == b or a ~= nil and b ~= nil and words.text(a) == words.text(b)
end

local function canonical(value)
	return value == nil and "" or json.encode(value)
end

-- As a cell of a workbook stands for it; the register has personal values sealed.
local function current(world, field, value)
	if type(value) ~= "table" or not value["$v"] then return value end
	local text = world.ledger:unseal(value)
	return (field.type == "int" or field.type == "money" or field.type == "bool" or field.type == "set") and text and json.decode(text) or text
end

local function shown(field, value)
	local text = value ~= nil and values.show(field, value) or ""
	return text == "" and "∅" or text
end

-- One cell that is not as it was: into `set`, or a conflict, or a problem.
local function compare(job, row, field, base, edited, place)
	local theirs, why
	if edited ~= nil then
		theirs, why = job.read(field, edited)
		if why then
			row.problems[#row.problems + 1] = { place = place, text = why }
			return
		end
	end
	local before = base ~= nil and job.read(field, base) or nil
	local ours = current(job.world, field, row.record.fields[field.key])
	if canonical(theirs) == canonical(before) or canonical(theirs) == canonical(ours) then return end
	local change = { place = place, no = row.record.no, field = say.choose(field.label), base = shown(field, before),
		theirs = shown(field, theirs), ours = shown(field, ours) }
	if row.record.rev == row.base.rev or canonical(ours) == canonical(before) then
		row.set[field.key] = theirs == nil and json.null or theirs
		row.changes[#row.changes + 1] = change
	else
		row.conflicts[#row.conflicts + 1] = change
	end
end

local function refuse(row, place, id, params)
	row.problems[#row.problems + 1] = { place = place, text = say.text(id, params) }
end

local function read_row(job, s, found, id_col, at, seen)
	local row = { set = {}, changes = {}, conflicts = {}, problems = {} }
	local rid = s:at(at, id_col)
	row.base = type(rid) == "string" and job.base[rid]
	row.record = row.base and job.world.ledger:record(job.model.id, rid)
	if not row.record or row.record.void then
		refuse(row, s:place(at), rid and "import.gone" or "import.new-row")
		return row
	end
	if seen[rid] then
		refuse(row, s:place(at), "import.row-twice", { row = seen[rid] })
		return row
	end
	seen[rid] = at
	row.at = s:place(at)
	for col, column in ipairs(found.columns) do
		local key = column.how == "field" and column.field or column.how
		local edited, base = s:at(at, col), row.base.cells[key]
		if column.how == "field" and job.known[key] then
			if not same_raw(edited, base) then compare(job, row, job.model.field(key), base, edited, s:place(at, col)) end
		elseif (key == "no" or key == "state") and not same_raw(edited, base) then
			refuse(row, s:place(at, col), key == "no" and "import.other-number" or "import.state-by-move")
		elseif column.how ~= "id" and key ~= "no" and key ~= "state" and edited ~= nil then
			refuse(row, s:place(at, col), "import.no-such-column", { column = column.name })
		end
	end
	return row
end

-- The workbook says which columns it has: sealed values are compared, and told where both changed, only for those who
-- may read them, and that is a reading like every other.
local function open_personal(job)
	local rids, records, reads = {}, {}, false
	for key, known in pairs(job.known) do
		if known and values.has_personal(job.model.field(key)) then
			reads = true
			if not people.sees(job.world.user, job.model.decl, key) then
				say.fail("denied", "%s", say.text("record.no-see", { user = job.world.user.name }))
			end
		end
	end
	for rid in pairs(reads and job.base or {}) do rids[#rids + 1] = rid end
	table.sort(rids)
	for _, rid in ipairs(rids) do records[#records + 1] = job.world.ledger:record(job.model.id, rid) end
	if #records > 0 then show.open(job.world, job.model, records) end
end

-- Rows of fields may be there for records whose own row was left out.
local function left_out(job, child, seen)
	local rids, rows = {}, {}
	for _, one in pairs(child) do
		for rid in pairs(one.by_rid) do
			if not seen[rid] then rids[#rids + 1] = rid end
			seen[rid] = seen[rid] or true
		end
	end
	table.sort(rids)
	for i, rid in ipairs(rids) do
		local row = { base = job.base[rid], record = job.world.ledger:record(job.model.id, rid), set = {}, changes = {}, conflicts = {},
			problems = {} }
		rows[i] = row
		if not row.record or row.record.void then refuse(row, rid, "import.gone") else update_rows.compare(job, child, row, false) end
	end
	return rows
end

local function read_rows(job, s, found, id_col, child)
	local out = { changes = {}, conflicts = {}, problems = {}, operations = {} }
	local seen, rows = {}, {}
	for at = found.bottom + 1, s.last do
		if s:count(at) > 0 then
			local row = read_row(job, s, found, id_col, at, seen)
			rows[#rows + 1] = row
			if row.at then update_rows.compare(job, child, row, true) end
		end
	end
	local others = left_out(job, child, seen)
	table.move(others, 1, #others, #rows + 1, rows)
	for _, row in ipairs(rows) do
		for _, list in ipairs { "changes", "conflicts", "problems" } do
			table.move(row[list], 1, #row[list], #out[list] + 1, out[list])
		end
		if next(row.set) then
			out.operations[#out.operations + 1] = { kind = "edit", reg = job.model.id, rid = row.record.rid,
				rev = row.record.rev, set = row.set, why = job.why }
		end
	end
	for _, one in pairs(child) do table.move(one.lost, 1, #one.lost, #out.problems + 1, out.problems) end
	return out
end

local function tell(out)
	for _, one in ipairs(out.changes) do say.line("import.change", one) end
	for _, one in ipairs(out.problems) do say.line("import.problem", one) end
	for _, one in ipairs(out.conflicts) do say.line("import.conflict", one) end
	say.line("import.update-counts", { changes = #out.changes, records = #out.operations, problems = #out.problems,
		conflicts = #out.conflicts })
end

return function(world, model, given, path)
	local sheets = sheet.read(path)
	local base, keys = read_base(sheets, model, path)
	local child, others = children.find(model.decl, sheets)
	local s, found, id_col = find_table(others, model, path)
	local job = { world = world, model = model, base = base, known = {}, why = given["--why"],
		read = cell.reader(values, world:reader(), {}), place = function(row) return row.at end }
	for _, key in pairs(keys) do job.known[key] = model.field(key) and model.field(key).key == key end
	open_personal(job)
	local out = read_rows(job, s, found, id_col, update_rows.read(job, child))
	if given["--json"] then
		io.write(json.encode { changes = out.changes, conflicts = out.conflicts, problems = out.problems }, "\n")
	else
		tell(out)
	end
	if #out.conflicts > 0 then return 6 end
	if #out.problems > 0 then return 1 end
	local asked = #out.operations > 0 and not given["--json"] and ask.possible(given)
	if given["--yes"] or asked and ask.agree(say.text("import.agree-update", { n = #out.operations }), given) then
		world.via = "import"
		return #out.operations > 0 and act.apply(world, { ["-q"] = true }, out.operations) or 0
	end
	if #out.operations > 0 and not given["--json"] then io.stderr:write(say.text "import.dry", "\n") end
	return 0
end
